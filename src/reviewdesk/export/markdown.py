"""A copy as Markdown that renders on the usual hosts. What people wrote is escaped."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from reviewdesk.domain.accounts import MADE_SENSE, Decision
from reviewdesk.domain.repairs import Repair, RepairState
from reviewdesk.domain.shared import SharedReview
from reviewdesk.export.numbering import Numbers, number
from reviewdesk.export.options import ExportOptions
from reviewdesk.export.sittings import board, next_steps, polled, time_spent
from reviewdesk.export.wording import (
    AUDIENCE_LINES,
    as_asked,
    clock_of,
    key_figures,
    kind_words,
    standing_words,
    state_words,
)

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#+!|~&$@-])")
_AT_START = re.compile(r"^(\s*\d+)([.)])", re.MULTILINE)


def make_markdown(
    review: SharedReview, options: ExportOptions, questions: Mapping[str, str]
) -> str:
    """The whole copy as one text, in the order of the report."""
    numbers = number(review)
    head = review.head
    parts = [
        f"# {_line(head.title) or 'Untitled review'}",
        f"ReviewDesk · {kind_words(head.kind)} · {AUDIENCE_LINES[review.audience]} · "
        f"{state_words(review, options.exported_at)}" + (" · Sample" if head.sample else ""),
    ]
    figures = [
        f"- {one.name}: **{_line(one.figure)}**" + (f" ({_line(one.note)})" if one.note else "")
        for one in key_figures(review)
    ]
    if figures:
        parts.append("\n".join(figures))
    parts += _section("In short", [_text(head.summary)])
    parts += _section("Impact by department", _impact(review))
    parts += _section("Background", [_text(head.background)])
    parts += _section("Terms", [_text(head.terms)])
    parts += _section("Timeline", _timeline(review, numbers))
    parts += _decisions(review, numbers, questions)
    parts += _section("From each side", _cards(review, numbers, questions))
    parts += _section("Conditions", _conditions(numbers))
    parts += _section("What went right", _items(review.safeguards, numbers))
    parts += _section("Lessons", _items(review.lessons, numbers))
    parts += _section("Repairs", _repairs(review, numbers))
    open_still = [one for one in review.questions if not one.disagreement]
    parts += _section("Open questions", _items(open_still, numbers))
    parts += _section("Looked at together", _together(review, options))
    parts += _section("Sources", [_text(head.source)])
    return "\n\n".join(part for part in parts if part) + "\n"


def _escape(text: str) -> str:
    return _AT_START.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", text))


def _line(text: str) -> str:
    return _escape(" ".join(text.split()))


def _text(text: str) -> str:
    """Text of several lines; each stays a line."""
    lines = [_escape(line.strip()) for line in text.strip().split("\n")]
    return "  \n".join(lines) if text.strip() else ""


def _section(title: str, parts: Iterable[str]) -> list[str]:
    found = [part for part in parts if part.strip()]
    return [f"## {title}", *found] if found else []


def _table(titles: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    if not rows:
        return []
    lines = [titles, tuple("---" for _ in titles), *rows]
    return ["\n".join("| " + " | ".join(cells) + " |" for cells in lines)]


def _impact(review: SharedReview) -> list[str]:
    rows = []
    for card in review.cards:
        department = review.department(card.department_id)
        if department is not None and (card.impact.strip() or card.impact_figure):
            figure = f"{card.impact_figure} {card.impact_unit}"
            rows.append((_line(department.name), _line(card.impact), _line(figure)))
    return _table(("Department", "What it meant", "Figure"), rows)


def _timeline(review: SharedReview, numbers: Numbers) -> list[str]:
    clock = clock_of(review)
    names = {department.id: department.name for department in review.departments}
    rows = []
    for entry, when in zip(review.entries, clock.whens(review.entries), strict=True):
        kind = " · ".join(word for word in (entry.kind.value, standing_words(entry)) if word)
        what = f"**{_line(entry.title)}**" + (f" {_line(entry.detail)}" if entry.detail else "")
        name = _line(names.get(entry.department_id or "", ""))
        rows.append((numbers.of[entry.id], _line(when), name, kind, what))
    zone = [f"Times in {_line(review.head.zone)}."] if rows else []
    return [*zone, *_table(("No", "Time", "Department", "Kind", "What happened"), rows)]


def _together(review: SharedReview, options: ExportOptions) -> list[str]:
    """What the sittings came to, beside what was written down in them."""
    said = [time_spent(review, options.exported_at), polled(review)]
    parts = [_line(one) for one in said if one]
    for name, lines in board(review):
        parts.append("\n".join([f"**{name}**\n", *(f"- {_line(line)}" for line in lines)]))
    happens = next_steps(review)
    return [*parts, f"**What happens next.** {_text(happens)}" if happens else ""]


def _decisions(review: SharedReview, numbers: Numbers, questions: Mapping[str, str]) -> list[str]:
    clock = clock_of(review)
    names = {department.id: department.name for department in review.departments}
    parts: list[str] = []
    for entry in numbers.decision_entries:
        decision = numbers.accounts.get(entry.id)
        facts = [numbers.of[entry.id], _line(names.get(entry.department_id or "", ""))]
        found = [" · ".join(part for part in facts if part)]
        number = numbers.decisions[entry.id].removeprefix(Decision.letter)
        title = f"Decision {number} · {_line(clock.when(entry))} · {_line(entry.title)}"
        if decision is None:
            parts += _section(title, found)
            continue
        why = decision.answer(MADE_SENSE)
        if why.strip():
            found.append(f"> **Why it made sense at the time.** {_line(why)}")
        if decision.pressures:
            found.append(f"**Pressures:** {_line('; '.join(decision.pressures))}")
        if decision.options:
            found.append(f"**Options seen:** {_line('; '.join(decision.options))}")
        if decision.chosen:
            found.append(f"**Chosen:** {_line(decision.chosen)}")
        for answer in decision.answers:
            if answer.question != MADE_SENSE and answer.text.strip():
                asked = questions.get(answer.question, answer.question)
                found += [f"**{_line(asked)}**", _text(answer.text)]
        parts += _section(title, found)
    return parts


def _cards(review: SharedReview, numbers: Numbers, questions: Mapping[str, str]) -> list[str]:
    parts: list[str] = []
    for card in review.cards:
        department = review.department(card.department_id)
        said = as_asked(card.answers, questions)
        if department is None or not said:
            continue
        voice = review.voices.get(card.voice_id or "")
        several = sum(one.department_id == card.department_id for one in review.cards) > 1
        role = f" · {voice.shown_as or voice.role}" if voice is not None and several else ""
        parts.append(f"### {_line(department.name + role)}")
        for answer in said:
            asked = questions.get(answer.question, answer.question)
            parts += [f"*{_line(asked)}*", _text(answer.text)]
    standing = [one for one in review.questions if one.disagreement]
    if standing:
        parts += ["### Disagreements left standing", *_items(standing, numbers)]
    return parts


def _conditions(numbers: Numbers) -> list[str]:
    parts: list[str] = []
    held = [one for one in numbers.conditions if not one.ruled_out]
    for layer, group in groupby(held, key=lambda one: one.layer):
        parts += [f"### {layer.value.capitalize()}", *_items(group, numbers)]
    ruled_out = [one for one in numbers.conditions if one.ruled_out]
    if ruled_out:
        parts += ["### Considered and ruled out", *_items(ruled_out, numbers)]
    return parts


def _items(items: Iterable, numbers: Numbers) -> list[str]:  # type: ignore[type-arg]  # four kinds
    lines = []
    for one in items:
        detail = f" {_line(one.detail)}" if one.detail.strip() else ""
        lines.append(f"- **{numbers.of[one.id]}** {_line(one.title)}.{detail}".replace("..", "."))
    return ["\n".join(lines)]


def _repairs(review: SharedReview, numbers: Numbers) -> list[str]:
    ordered = sorted(review.repairs, key=lambda one: (one.position, one.id))
    titles = ("No", "Repair", "Owner", "Due", "Strength", "How we will know", "For", "State")
    rows = [_repair(one, numbers) for one in ordered]
    reasons = [
        f"- **{numbers.of[one.id]}** declined: {_line(one.declined_reason)}"
        for one in ordered
        if one.state is RepairState.DECLINED and one.declined_reason.strip()
    ]
    reasons += [
        f"- **{numbers.of[one.id]}** accepted: {_line(one.accepted_reason)}"
        for one in numbers.conditions
        if one.accepted_reason.strip()
    ]
    return [*_table(titles, rows), "\n".join(reasons)]


def _repair(one: Repair, numbers: Numbers) -> tuple[str, ...]:
    return (
        numbers.of[one.id],
        f"**{_line(one.title)}**" + (f" {_line(one.detail)}" if one.detail.strip() else ""),
        _line(one.owner_role),
        one.due.isoformat() if one.due else "",
        one.strength or "",
        _line(one.proof),
        ", ".join(numbers.list_of(one.condition_ids)),
        one.state.value,
    )
