"""What the room agrees on: conditions by layer, what went right, lessons, questions, repairs.

All of it is hindsight: with the veil down there is none in the copy, and none is counted.
"""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from reviewdesk.domain.repairs import Repair, RepairState
from reviewdesk.domain.shared import SharedReview
from reviewdesk.domain.times import day_text
from reviewdesk.domain.understanding import (
    Condition,
    Layer,
    Lesson,
    LessonKind,
    OpenQuestion,
    Safeguard,
    SafeguardKind,
)
from reviewdesk.widgets.room.flow import Block, Part, together
from reviewdesk.widgets.room.frame import Frame, tr
from reviewdesk.widgets.room.head import compose_head
from reviewdesk.widgets.room.lettering import BODY, FLOOR
from reviewdesk.widgets.room.marks import Picture
from reviewdesk.widgets.room.scene import RoomScene
from reviewdesk.widgets.room.typeset import SMALL, Column, Sheet, beside_number, calm, numbered

Found: TypeAlias = Condition | Safeguard | Lesson | OpenQuestion | Repair
_WHOLE = 0.5
"""What takes no more of a page than that is not parted from what is said about it."""
_DOT = "\N{NO-BREAK SPACE}· "
Group: TypeAlias = tuple[str, Sequence[Found]]


def compose_conditions(frame: Frame, shared: SharedReview, scene: RoomScene) -> Picture:
    found = [one for one in shared.conditions if not one.ruled_out]
    groups: list[Group] = [
        (_capital(layer.value), [one for one in found if one.layer is layer]) for layer in Layer
    ]
    ruled_out = [one for one in shared.conditions if one.ruled_out]
    groups.append((tr("Considered and ruled out"), ruled_out))
    named = {one.id: f"C{one.number}" for one in shared.conditions}
    return _compose(frame, shared, scene, tr("Conditions"), tr("No conditions yet"), groups, named)


def compose_safeguards(frame: Frame, shared: SharedReview, scene: RoomScene) -> Picture:
    groups: list[Group] = [
        (_capital(kind.value), [one for one in shared.safeguards if one.kind is kind])
        for kind in SafeguardKind
    ]
    empty = tr("Nothing that went right is written down yet")
    return _compose(frame, shared, scene, tr("What went right"), empty, groups)


def compose_lessons(frame: Frame, shared: SharedReview, scene: RoomScene) -> Picture:
    groups: list[Group] = [
        (_capital(kind.value), [one for one in shared.lessons if one.kind is kind])
        for kind in LessonKind
    ]
    return _compose(frame, shared, scene, tr("Lessons"), tr("No lessons yet"), groups)


def compose_questions(frame: Frame, shared: SharedReview, scene: RoomScene) -> Picture:
    groups: list[Group] = [
        (tr("Open"), [one for one in shared.questions if not one.answered]),
        (tr("Answered"), [one for one in shared.questions if one.answered]),
    ]
    return _compose(frame, shared, scene, tr("Open questions"), tr("No open questions"), groups)


def compose_repairs(frame: Frame, shared: SharedReview, scene: RoomScene) -> Picture:
    groups: list[Group] = [
        (_capital(state.value), [one for one in shared.repairs if one.state is state])
        for state in RepairState
    ]
    named = {one.id: f"C{one.number}" for one in shared.conditions}
    return _compose(
        frame, shared, scene, tr("Repair items"), tr("No repair items yet"), groups, named
    )


def _compose(
    frame: Frame,
    shared: SharedReview,
    scene: RoomScene,
    title: str,
    empty: str,
    groups: Iterable[Group],
    named: dict[str, str] | None = None,
) -> Picture:
    sheet = Sheet(frame, compose_head(frame, scene, title))
    if shared.veil:
        return calm(frame, tr("{}: after the replay").format(title), covered=True)
    groups = [(name, found) for name, found in groups if found]
    if not groups:
        return calm(frame, empty)

    def set_in(share: float) -> list[Part]:
        return [_part(sheet, name, found, named or {}, share) for name, found in groups]

    # What is said under a title is set smaller where that saves a page.
    parts = min(map(set_in, (SMALL, FLOOR)), key=lambda one: len(sheet.pages(one)))
    return sheet.finished(parts, scene.page)


def _part(
    sheet: Sheet, name: str, found: Sequence[Found], named: dict[str, str], share: float
) -> Part:
    """`share`: the size of what is said under a title."""
    apart = sheet.frame.type.part(0.020)
    blocks: list[Block] = []
    for one in found:
        number = f"{one.letter}{one.number}"
        said = _item(beside_number(sheet.main, number), one, named, share)
        item = numbered(sheet.main, number, said, apart if blocks else 0.0)
        high = sum(block.gap + block.height for block in item)
        blocks += [together(item)] if high <= _WHOLE * sheet.height(signed=True) else item
    return sheet.part(name, blocks, gap=0.040)


def _item(column: Column, one: Found, named: dict[str, str], share: float) -> list[Block]:
    quiet = column.frame.palette.quiet
    found = column.blocks(one.title or "–", BODY, weight=500)
    for text in _more(one, named):
        found += column.blocks(text, share, colour=quiet, gap=column.frame.type.part(0.002))
    return found


def _more(one: Found, named: dict[str, str]) -> list[str]:
    """What is said about it under its title, a line each."""
    lines = [one.detail]
    match one:
        case Condition():
            leads = ", ".join(named[other] for other in one.condition_ids if other in named)
            lines.append(tr("made likelier or worse: {}").format(leads) if leads else "")
            if one.accepted_reason:
                by = one.accepted_by
                said = tr("accepted by {role}: {reason}") if by else tr("accepted: {reason}")
                lines.append(said.format(role=by, reason=one.accepted_reason))
        case Lesson():
            lines.append(tr("What told them: {}").format(one.cue) if one.cue else "")
            how = tr("How others can learn to see it: {}")
            lines.append(how.format(one.teaching) if one.teaching else "")
        case Repair():
            lines += _of_repair(one, named)
    return [line for line in lines if line.strip()]


def _of_repair(one: Repair, named: dict[str, str]) -> list[str]:
    due = tr("due {}").format(day_text(one.due, short=True)) if one.due else ""
    said = tr("checked on {}") if one.state is RepairState.CHECKED else tr("to be checked on {}")
    check = said.format(day_text(one.check_on, short=True)) if one.check_on else ""
    proof = one.proof.rstrip().removesuffix(".") if check else one.proof
    answers = ", ".join(named[other] for other in one.condition_ids if other in named)
    first = (
        one.owner_role,
        due,
        one.strength.value if one.strength else "",
        tr("for {}").format(answers) if answers else "",
    )
    return [
        _DOT.join(filter(None, first)),
        _DOT.join(filter(None, (tr("We will know by: {}").format(proof) if proof else "", check))),
        tr("What changed: {}").format(one.what_changed) if one.what_changed else "",
        tr("Declined: {}").format(one.declined_reason) if one.declined_reason else "",
    ]


def _capital(words: str) -> str:
    words = tr(words)
    return words[:1].upper() + words[1:]
