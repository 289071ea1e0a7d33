"""What was found and what is done about it, as Markdown."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from reviewdesk.domain.copies import Section
from reviewdesk.domain.numbering import in_order
from reviewdesk.domain.repairs import Repair, RepairState
from reviewdesk.domain.understanding import Condition, LessonKind, OpenQuestion
from reviewdesk.export.changes import NOTHING_CHANGED, changes, without_repair
from reviewdesk.export.facts import Facts, condition_links
from reviewdesk.export.marked import address, bullets, item, line, section, table
from reviewdesk.export.wording import count, long_date, short_date


def conditions(facts: Facts) -> list[str]:
    parts: list[str] = []
    held = [one for one in facts.numbers.conditions if not one.ruled_out]
    for layer, group in groupby(held, key=lambda one: one.layer):
        parts += [f"### {layer.value.capitalize()}", _conditions(facts, group)]
    ruled_out = [one for one in facts.numbers.conditions if one.ruled_out]
    if ruled_out:
        parts += ["### Considered and ruled out", _conditions(facts, ruled_out)]
    told = "What made it likelier, worse or longer, from the change outwards."
    return section("Conditions", [told, *parts]) if parts else []


def _conditions(facts: Facts, found: Iterable[Condition]) -> str:
    return bullets(
        item(
            facts.numbers.of[one.id], one.title, one.detail,
            [_links(condition_links(facts, one))],
        )
        for one in found
    )  # fmt: skip


def _links(parts: Iterable[tuple[str, Sequence[str]]]) -> str:
    return " · ".join(
        words + ", ".join(dict.fromkeys(numbers)) for words, numbers in parts if numbers
    )


def went_right(facts: Facts) -> list[str]:
    told = []
    for one in in_order(facts.review.safeguards):
        seen = _links([("seen in ", facts.numbers.list_of(one.entry_ids))])
        note = " · ".join(filter(None, (one.kind.value, seen)))
        told.append(item(facts.numbers.of[one.id], one.title, one.detail, [note]))
    return section("What went right", [bullets(told)])


def lessons(facts: Facts) -> list[str]:
    told = []
    for one in in_order(facts.review.lessons):
        notes = []
        if one.cue.strip():
            notes.append(f"What told somebody: {line(one.cue)}")
        if one.teaching.strip():
            notes.append(f"How others can learn to see it: {line(one.teaching)}")
        last = (
            one.kind.value if one.kind is LessonKind.EXPERTISE else "",
            line(facts.voice_words(one.voice_id)),
            _links([("seen in ", facts.numbers.list_of(one.entry_ids))]),
        )
        notes.append(" · ".join(filter(None, last)))
        told.append(item(facts.numbers.of[one.id], one.title, one.detail, notes))
    return section("Lessons", [bullets(told)])


def repairs(facts: Facts) -> list[str]:
    ordered = in_order(facts.review.repairs)
    wanted = [one for one in ordered if one.state is not RepairState.DECLINED]
    declined = [one for one in ordered if one.state is RepairState.DECLINED]
    titles = ("No", "Repair", "Owner", "Due", "Strength", "How we will know", "For", "State")
    parts = table(titles, [_repair(facts, one) for one in wanted])
    accepted = [one for one in facts.numbers.conditions if one.accepted_reason.strip()]
    if accepted:
        parts += ["### Accepted as they are", bullets(_accepted(facts, one) for one in accepted)]
    still = without_repair(facts) if wanted or declined or accepted else []
    if still:
        told = [f"{line(one.title)} ({facts.numbers.of[one.id]})" for one in still]
        parts += ["### Conditions without a repair", bullets(told)]
    if declined:
        parts += ["### Declined", bullets(_declined(facts, one) for one in declined)]
    return section("Repairs", parts)


def _accepted(facts: Facts, one: Condition) -> str:
    by = f"Accepted by {one.accepted_by}. " if one.accepted_by else ""
    return f"{line(one.title)} ({facts.numbers.of[one.id]}). {line(by + one.accepted_reason)}"


def _declined(facts: Facts, one: Repair) -> str:
    reason = one.declined_reason.strip()
    notes = [f"Declined: {line(reason)}"] if reason else []
    return item(facts.numbers.of[one.id], one.title, one.detail, notes)


def _repair(facts: Facts, one: Repair) -> tuple[str, ...]:
    what = f"**{line(one.title)}**" + (f" {line(one.detail)}" if one.detail.strip() else "")
    notes = [one.category or ""]
    if one.what_changed.strip():
        notes.append(f"What changed: {line(one.what_changed)}")
    what += "".join(f" *{note}*" for note in notes if note)
    check = f"check {short_date(one.check_on)}" if one.check_on else ""
    return (
        facts.numbers.of[one.id],
        what,
        line(one.owner_role),
        short_date(one.due) if one.due else "",
        one.strength or "",
        " · ".join(filter(None, (line(one.proof), check))),
        ", ".join(facts.numbers.list_of(one.condition_ids)),
        one.state.value,
    )


def changed(facts: Facts) -> list[str]:
    parts: list[str] = []
    for part in changes(facts):
        told = [item(number, title, text, [line(why)]) for number, title, text, why in part.items]
        parts += section(part.title, [bullets(told)])
    return parts or [NOTHING_CHANGED]


def earlier(facts: Facts) -> list[str]:
    told = []
    for one in facts.options.earlier:
        said = f"**{line(one.title)}**" + (f" ({long_date(one.day)})" if one.day else "")
        said += f" Also there: {line('; '.join(one.shared))}."
        if one.repairs:
            held = "none of them found to have worked yet"
            if one.held:
                held = f"{one.held:,} done and found to have worked"
            said += f" *{count(one.repairs, 'repair')}, {held}*"
        told.append(said)
    return section("Earlier reviews alike", [bullets(told)])


def questions(facts: Facts) -> list[str]:
    told_before = Section.SIDES in facts.options.shown
    found = [
        one for one in in_order(facts.review.questions) if not (told_before and one.disagreement)
    ]
    return section("Open questions", [question_items(facts, found)])


def question_items(facts: Facts, found: Iterable[OpenQuestion]) -> str:
    return bullets(
        item(
            facts.numbers.of[one.id], one.title, one.detail,
            ["answered since" if one.answered else "",
             _links([("about ", facts.numbers.list_of(one.entry_ids))])],
        )
        for one in found
    )  # fmt: skip


def evidence(facts: Facts) -> list[str]:
    """Each piece of evidence once, with the events it shows."""
    told = []
    for place, one in enumerate(facts.numbers.evidence, 1):
        number = f"V{place}"
        title = one.title or one.url or one.kind.value
        said = f"**{number}** {line(title)}"
        if one.url and one.title:
            said += f" {address(one.url)}"
        shows = _links([("shows ", facts.numbers.shows[number])])
        note = " · ".join(filter(None, (line(one.origin), shows)))
        told.append(said + (f" *{note}*" if note else ""))
    return section("Evidence", [bullets(told)])
