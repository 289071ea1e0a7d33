"""What frames a session: opening, ground rules, agenda, poll, and what happens next."""

from collections.abc import Sequence
from dataclasses import replace

from reviewdesk.domain.session_clock import behind, in_hand
from reviewdesk.domain.sessions import PHASES, AgendaItem, Phase, Session
from reviewdesk.domain.shared import SharedReview
from reviewdesk.widgets.room.flow import Block, Part, Strip
from reviewdesk.widgets.room.frame import Frame, tr
from reviewdesk.widgets.room.head import compose_head
from reviewdesk.widgets.room.lettering import BODY
from reviewdesk.widgets.room.marks import Area, Ground, Picture
from reviewdesk.widgets.room.scene import RoomScene
from reviewdesk.widgets.room.typeset import Column, Sheet, beside_number, calm, numbered

_LARGE = 0.052
_SHORT = 320
"""A statement of up to so many characters is set larger."""
_FEW_RULES = 6
_ABOVE_POINTS = (0.014, 0.007)
"""What stands free above and below a point of the agenda, as a share of the height."""


def compose_rules(frame: Frame, _shared: SharedReview, scene: RoomScene) -> Picture:
    sheet = Sheet(frame, compose_head(frame, scene, tr("Ground rules")))
    rules = [rule for rule in scene.rules if rule.strip()]
    if not rules:
        return calm(frame, tr("No ground rules yet"))
    parts = [_rules(sheet, rules, _LARGE)]
    if len(rules) > _FEW_RULES or len(sheet.pages(parts)) > 1:
        # Rather a little smaller on one page than one rule alone on the next.
        parts = [_rules(sheet, rules, BODY)]
    return sheet.finished(parts, scene.page, even=True)


def _rules(sheet: Sheet, rules: Sequence[str], share: float) -> Part:
    blocks: list[Block] = []
    for place, rule in enumerate(rules, start=1):
        said = beside_number(sheet.whole, str(place)).blocks(rule, share, weight=500)
        gap = sheet.frame.type.part(0.026 if blocks else 0)
        blocks += numbered(sheet.whole, str(place), said, gap)
    return Part(blocks)


def compose_opening(frame: Frame, shared: SharedReview, scene: RoomScene) -> Picture:
    """The leader's statement, what the session is for and not for, and who is in the room."""
    sheet = Sheet(frame, compose_head(frame, scene, tr("Opening")))
    statement = shared.head.opening
    share = _LARGE if len(statement) <= _SHORT else BODY
    parts = []
    if shared.head.title:
        titled = sheet.whole.evened(shared.head.title, 0.060, 700)
        parts.append(Part(titled.blocks(shared.head.title, 0.060, weight=700, pitch=1.25)))
    if statement.strip():
        parts.append(Part(sheet.whole.blocks(statement, share), gap=frame.type.part(0.034)))
    session = _at_hand(shared)
    if session is not None:
        told = (
            (tr("What this is for"), session.purpose),
            (tr("What it is not for"), session.not_for),
            (tr("In the room"), _present(shared, session)),
        )
        for name, text in told:
            if text.strip():
                parts.append(sheet.part(name, sheet.main.blocks(text, BODY), gap=0.034))
    if not parts:
        return calm(frame, tr("The opening: after the replay"), covered=shared.veil)
    return sheet.finished(parts, scene.page, lifted=True)


def _present(shared: SharedReview, session: Session) -> str:
    """Departments that are there, each with its roles."""
    found = []
    voices = [shared.voices[one] for one in session.present_voice_ids if one in shared.voices]
    there = {*session.present_ids, *(one.department_id for one in voices)}
    for department in shared.departments:
        if department.id in there:
            roles = [one.shown_as for one in voices if one.department_id == department.id]
            named = ", ".join(filter(None, roles))
            found.append(f"{department.name}: {named}" if named else department.name)
    return "\n".join(found)


def compose_agenda(frame: Frame, shared: SharedReview, scene: RoomScene) -> Picture:
    """The points with their time boxes; where the session is, as a current row."""
    sheet = Sheet(frame, compose_head(frame, scene, tr("Agenda")))
    session = _at_hand(shared)
    items = session.agenda if session is not None else ()
    if not items:
        # Before there is an agenda: the phases, and where the review is.
        items = tuple(
            AgendaItem(id=phase, title=tr(phase.value), phase=phase, planned_s=0)
            for phase in PHASES
            if phase is not Phase.PREPARE
        )
    here = in_hand(session) if session is not None and session.under_way else None
    current = here.id if here is not None else shared.head.phase
    over = behind(session) if session is not None else frozenset()
    for above in _ABOVE_POINTS:
        # Rather closer on one page than on two.
        blocks = [
            Block(
                _row(sheet.whole, one, above, current=one.id == current, over=one.id in over),
                frame.type.part(0.004),
            )
            for one in items
        ]
        if len(sheet.pages([Part(blocks)])) == 1:
            break
    home = next(
        (one.strips[0] for one, item in zip(blocks, items, strict=True) if item.id == current), None
    )
    return sheet.finished([Part(blocks)], scene.page, even=True, home=home)


def _row(
    column: Column, item: AgendaItem, above: float, *, current: bool, over: bool
) -> list[Strip]:
    """A point of the agenda: its title, and its time or what became of it."""
    frame, kind, palette = column.frame, column.frame.type, column.frame.palette
    pad = kind.part(0.022)
    told = _time_of(item)
    beside = kind.width(told, kind.px(BODY), 500) + kind.part(0.05) if told else 0.0
    ground = palette.selected if current else palette.paper
    inner = Column(frame, column.x + pad, column.width - 2 * pad - beside, ground)
    ink = palette.quiet if over and not current else palette.ink
    weight = 700 if current else 500
    lines = [
        strip
        for one in inner.lines(item.title or "–", 0.046, weight=weight, colour=ink, pitch=1.3)
        for strip in one
    ]
    above = kind.part(above)
    high = sum(line.height for line in lines) + 2 * above
    first = lines[0]

    def put(y: float) -> None:
        if current:
            area = Area(column.x, y, column.width, high)
            frame.add(
                Ground(area, palette.selected, kind.part(0.014), palette.selected_edge,
                       kind.line_px(0.0025))
            )  # fmt: skip
        first.put(y + above)
        if told:
            frame.add(
                kind.words(told, column.x + column.width - pad, y + above + first.height / 2.0,
                           kind.px(BODY), ink, ground,
                           weight=500, align=1.0)
            )  # fmt: skip

    spoken = ", ".join(filter(None, (first.spoken, told)))
    opened = Strip(first.height, put, tr("now: ") + spoken if current else spoken)
    foot = Strip(2 * above, lambda _y: None, "", joins=True)
    return [opened, *(_lower(line, above) for line in lines[1:]), foot]


def _lower(strip: Strip, by: float) -> Strip:
    return replace(strip, put=lambda y: strip.put(y + by))


def _time_of(item: AgendaItem) -> str:
    if item.skipped:
        return tr("skipped")
    return tr("{} min").format(round(item.planned_s / 60)) if item.planned_s else ""


def compose_poll(frame: Frame, shared: SharedReview, scene: RoomScene) -> Picture:
    """The question; the counts once the room may see them. Nobody's answer stands alone."""
    sheet = Sheet(frame, compose_head(frame, scene, tr("Poll")))
    session = _at_hand(shared)
    question = (session.poll_question if session else "") or scene.poll_question
    asked = sheet.whole.evened(question, 0.060, 700)
    parts = [Part(asked.blocks(question, 0.060, weight=700, pitch=1.25))]
    if session is not None and session.poll_shown:
        figures = (
            (tr("Yes"), session.poll_yes),
            (tr("Not sure"), session.poll_unsure),
            (tr("No"), session.poll_no),
        )
        blocks = [Block(_figures(sheet.whole, figures))]
        parts.append(Part(blocks, gap=frame.type.part(0.070)))
    return sheet.finished(parts, scene.page, lifted=True)


def _figures(column: Column, figures: Sequence[tuple[str, int]]) -> list[Strip]:
    """Counts large, side by side, each over its answer; below each other where that is narrow."""
    kind = column.frame.type
    step = column.width / len(figures)
    widest = max(
        max(kind.width(f"{count:,}", kind.px(0.120), 700), kind.width(name, kind.px(BODY)))
        for name, count in figures
    )
    if widest > step * 0.9:
        return [
            strip
            for name, count in figures
            for share, weight, text in ((0.080, 700, f"{count:,}"), (BODY, 400, name))
            for line in column.lines(text, share, weight=weight)
            for strip in line
        ]
    return [_beside_each_other(column, figures, step)]


def _beside_each_other(column: Column, figures: Sequence[tuple[str, int]], step: float) -> Strip:
    frame, kind, palette = column.frame, column.frame.type, column.frame.palette
    size = kind.px(0.120)
    high = size * 1.3

    def put(y: float) -> None:
        for place, (name, count) in enumerate(figures):
            x = column.x + place * step
            frame.add(
                kind.words(f"{count:,}", x, y + high / 2.0, size, palette.ink, palette.paper,
                           weight=700),
                kind.words(name, x, y + high + kind.part(0.024), kind.px(BODY), palette.quiet,
                           palette.paper),
            )  # fmt: skip

    told = ", ".join(f"{name} {count}" for name, count in figures)
    return Strip(high + kind.part(0.060), put, told)


def compose_closing(frame: Frame, shared: SharedReview, scene: RoomScene) -> Picture:
    """What happens next, and the board of start, stop, continue."""
    session = _at_hand(shared)
    if not shared.veil and (session is None or not _is_closed_with(session)):
        # A topic to talk about, or, once that is over, a word to go by.
        compose_head(frame, scene, shared.head.title)
        over = session is not None and session.ended is not None
        return calm(frame, tr("The session has ended") if over else tr("What happens next"))
    sheet = Sheet(frame, compose_head(frame, scene, tr("What happens next")))
    parts: list[Part] = []
    if session is not None and session.next_steps.strip():
        share = _LARGE if len(session.next_steps) <= _SHORT else BODY
        parts.append(Part(sheet.whole.blocks(session.next_steps, share)))
    board = (
        (tr("Start"), session.board_start if session else ()),
        (tr("Stop"), session.board_stop if session else ()),
        (tr("Continue"), session.board_continue if session else ()),
    )
    for name, lines in board:
        apart = frame.type.part(0.012)
        blocks = [block for line in lines for block in sheet.main.blocks(line, BODY, gap=apart)]
        if blocks:
            parts.append(sheet.part(name, blocks, gap=0.040))
    if shared.veil:
        return calm(frame, tr("What happens next comes after the replay"), covered=True)
    return sheet.finished(parts, scene.page)


def _is_closed_with(session: Session) -> bool:
    """Whether anything is written down for its close."""
    board = (*session.board_start, *session.board_stop, *session.board_continue)
    return any(text.strip() for text in (session.next_steps, *board))


def _at_hand(shared: SharedReview) -> Session | None:
    """The last sitting, also where it has ended: its close is still looked at."""
    return shared.sessions[-1] if shared.sessions else None
