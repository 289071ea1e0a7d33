"""From each side; conditions; what went right; lessons; open questions; evidence; sources."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from reviewdesk.domain.accounts import Card
from reviewdesk.domain.understanding import Condition, LessonKind
from reviewdesk.export.pdf.canvas import Pen
from reviewdesk.export.pdf.flow import Strip, side_by_side
from reviewdesk.export.pdf.parts import (
    COLUMN_GAP,
    Sheet,
    is_web_address,
    linked,
    quiet,
)
from reviewdesk.export.pdf.shapes import department_colour
from reviewdesk.export.pdf.text import (
    ACCENT,
    QUIET_BODY,
    SMALL,
    SMALL_QUIET,
    SMALL_STRONG,
    STRONG,
    Span,
)
from reviewdesk.export.wording import state_words


def perspectives(sheet: Sheet) -> list[Strip]:
    """How it looked from each department, two beside each other."""
    cards = {card.department_id: card for card in sheet.review.cards}
    told = [
        (department, cards[department.id])
        for department in sheet.review.departments
        if department.id in cards and any(one.text.strip() for one in cards[department.id].answers)
    ]
    if not told:
        return []
    strips = sheet.heading("From each side", "sides")
    for first in range(0, len(told), 2):
        pair = [
            _card(sheet, department.name, department_colour(department.colour), card)
            for department, card in told[first : first + 2]
        ]
        offsets = [(sheet.half + COLUMN_GAP) * place for place in range(len(pair))]
        strips += side_by_side(pair, offsets, above=12.0 if first else 2.0, whole_under=200.0)
    silent = [
        department.name
        for department in sheet.review.departments
        if department.id not in cards or not cards[department.id].heard
    ]
    if silent:
        strips += sheet.text([quiet(f"Not heard yet: {', '.join(silent)}.")], above=10.0)
    return strips


def _card(sheet: Sheet, name: str, colour: str, card: Card) -> list[Strip]:
    width = sheet.half

    def rule(pen: Pen, left: float, top: float) -> None:
        pen.rule(left, top, width, colour, 2.6)

    strips = [Strip(7.0, rule, keep=True)]
    spans = [Span(name, STRONG)]
    voice = sheet.review.voices.get(card.voice_id or "")
    if voice is not None:
        spans.append(quiet(f"  {voice.shown_as or voice.role}"))
    strips += sheet.text(spans, width, keep=True)
    for answer in card.answers:
        if not answer.text.strip():
            continue
        question = sheet.questions.get(answer.question, answer.question)
        strips += sheet.text([quiet(question)], width, above=3.0, keep=True)
        strips += sheet.paragraphs(answer.text, width)
    numbers = sheet.numbers.list_of(card.entry_ids)
    if numbers:
        strips += sheet.text([quiet("Speaks of "), *sheet.references(numbers)], width, above=2.0)
    return strips


def conditions(sheet: Sheet) -> list[Strip]:
    held = [one for one in sheet.numbers.conditions if not one.ruled_out]
    ruled_out = [one for one in sheet.numbers.conditions if one.ruled_out]
    if not held and not ruled_out:
        return []
    strips = sheet.heading("Conditions", "conditions")
    strips += sheet.text(
        [Span("What made it likelier, worse or longer, from the change outwards.", QUIET_BODY)],
        keep=True,
    )
    for layer, group in groupby(held, key=lambda one: one.layer):
        strips += sheet.caption(layer.value)
        for one in group:
            strips += _condition(sheet, one)
    if ruled_out:
        strips += sheet.caption("considered and ruled out")
        for one in ruled_out:
            strips += _condition(sheet, one)
    return strips


def _condition(sheet: Sheet, one: Condition) -> list[Strip]:
    number = sheet.numbers.of[one.id]
    said_of = sheet.numbers.mentions.get(one.id, ())
    parts = [
        ("seen in ", sheet.numbers.list_of(one.entry_ids)),
        ("made these likelier or worse: ", sheet.numbers.list_of(one.condition_ids)),
        ("made likelier or worse by ", [named for named in said_of if named.startswith("C")]),
        ("addressed by ", [named for named in said_of if named.startswith("R")]),
    ]
    return sheet.item(number, one.title, one.detail, _notes(sheet, parts))


def _notes(sheet: Sheet, parts: Iterable[tuple[str, Sequence[str]]]) -> list[list[Span]]:
    spans: list[Span] = []
    for words, numbers in parts:
        if numbers:
            lead = words if not spans else f" · {words}"
            spans += [quiet(lead), *sheet.references(numbers)]
    return [spans] if spans else []


def went_right(sheet: Sheet) -> list[Strip]:
    found = sorted(sheet.review.safeguards, key=lambda one: (one.position, one.id))
    if not found:
        return []
    strips = sheet.heading("What went right", "right")
    for one in found:
        notes: list[list[Span]] = [[quiet(one.kind.value)]]
        numbers = sheet.numbers.list_of(one.entry_ids)
        if numbers:
            notes[0] += [quiet(" · seen in "), *sheet.references(numbers)]
        strips += sheet.item(sheet.numbers.of[one.id], one.title, one.detail, notes)
    return strips


def lessons(sheet: Sheet) -> list[Strip]:
    found = sorted(sheet.review.lessons, key=lambda one: (one.position, one.id))
    if not found:
        return []
    strips = sheet.heading("Lessons", "lessons")
    for one in found:
        notes: list[list[Span]] = []
        if one.cue.strip():
            notes.append([Span("What told somebody: ", SMALL_STRONG), Span(one.cue, SMALL)])
        if one.teaching.strip():
            lead = "How others can learn to see it: "
            notes.append([Span(lead, SMALL_STRONG), Span(one.teaching, SMALL)])
        last = [quiet(one.kind.value)] if one.kind is LessonKind.EXPERTISE else []
        voice = sheet.review.voices.get(one.voice_id or "")
        if voice is not None:
            last.append(quiet((" · " if last else "") + (voice.shown_as or voice.role)))
        numbers = sheet.numbers.list_of(one.entry_ids)
        if numbers:
            lead = " · seen in " if last else "seen in "
            last += [quiet(lead), *sheet.references(numbers)]
        if last:
            notes.append(last)
        strips += sheet.item(sheet.numbers.of[one.id], one.title, one.detail, notes)
    return strips


def questions(sheet: Sheet) -> list[Strip]:
    found = sorted(sheet.review.questions, key=lambda one: (one.position, one.id))
    if not found:
        return []
    strips = sheet.heading("Open questions", "questions")
    for one in found:
        parts = [("about ", sheet.numbers.list_of(one.entry_ids))]
        notes = _notes(sheet, parts)
        if one.answered:
            notes.insert(0, [quiet("answered since")])
        strips += sheet.item(sheet.numbers.of[one.id], one.title, one.detail, notes)
    return strips


def evidence(sheet: Sheet) -> list[Strip]:
    """Each piece of evidence once, with the events it shows."""
    found = sheet.numbers.evidence
    if not found:
        return []
    strips = sheet.heading("Evidence", "evidence")
    for place, one in enumerate(found, 1):
        number = f"V{place}"
        notes: list[list[Span]] = []
        if is_web_address(one.url):
            notes.append([Span(one.url, replace(SMALL, colour=ACCENT), one.url)])
        last = [quiet(f"{one.origin} · ")] if one.origin else []
        notes.append([*last, quiet("shows "), *sheet.references(sheet.numbers.shows[number])])
        title = one.title or one.url or one.kind.value
        strips += sheet.item(number, title, "", notes)
    return strips


def sources(sheet: Sheet) -> list[Strip]:
    if not sheet.review.head.source.strip():
        return []
    strips = sheet.heading("Sources", "sources")
    for line in sheet.review.head.source.split("\n"):
        if line.strip():
            strips += sheet.text(linked(line.strip(), SMALL), above=2.0)
    return strips


def colophon(sheet: Sheet, missing: int) -> list[Strip]:
    """What this copy is, and what it could not show."""
    version = state_words(sheet.review, sheet.options.exported_at)
    made = f"Made with ReviewDesk {sheet.options.version}."
    told = [f"{version}. {made} {_ABOUT[sheet.review.audience.value]}"]
    if missing:
        signs = "sign" if missing == 1 else "signs"
        told.append(
            f"For {missing:,} {signs} in this review no font was found on the machine that made "
            "this copy; each stands in brackets, by its name or its code."
        )
    strips = sheet.text([Span("About this copy", SMALL_STRONG)], above=18.0, keep=True)
    for line in told:
        strips += sheet.text([Span(line, SMALL_QUIET)])
    return strips


_ABOUT = {
    "room": "",
    "members": "For the members of the review: names stand as they were entered.",
    "company": "For the company: every name of a person is replaced by a role.",
    "public": (
        "For everybody: roles instead of names, and only what the review has marked as public."
    ),
}
