"""From each side; conditions; what went right; lessons; open questions; evidence; sources."""

from collections.abc import Collection
from dataclasses import replace

from reviewdesk.domain.accounts import Card
from reviewdesk.domain.copies import Section
from reviewdesk.domain.numbering import in_order
from reviewdesk.domain.understanding import LessonKind, OpenQuestion
from reviewdesk.export.addresses import is_web_address
from reviewdesk.export.facts import about_this_copy
from reviewdesk.export.pdf.canvas import Pen
from reviewdesk.export.pdf.flow import Strip, side_by_side
from reviewdesk.export.pdf.parts import (
    COLUMN_GAP,
    Sheet,
    linked,
    quiet,
)
from reviewdesk.export.pdf.shapes import department_colour
from reviewdesk.export.pdf.text import (
    ACCENT,
    SMALL,
    SMALL_QUIET,
    SMALL_STRONG,
    STRONG,
    Span,
)
from reviewdesk.export.sittings import sides_left_out
from reviewdesk.export.wording import as_asked, told_of_missing


def perspectives(sheet: Sheet) -> list[Strip]:
    """How each voice tells it, two beside each other; then what they left standing."""
    told = [
        (sheet.departments[card.department_id], card)
        for card in sheet.review.cards
        if card.department_id in sheet.departments and any(one.text.strip() for one in card.answers)
    ]
    standing = _disagreements(sheet)
    if not told:
        return [*sheet.heading("From each side", "sides"), *standing] if standing else []
    strips = sheet.heading("From each side", "sides")
    for first in range(0, len(told), 2):
        pair = [
            _card(sheet, department.name, department_colour(department.colour), card)
            for department, card in told[first : first + 2]
        ]
        offsets = [(sheet.half + COLUMN_GAP) * place for place in range(len(pair))]
        strips += side_by_side(pair, offsets, above=12.0 if first else 2.0, whole_under=200.0)
    missing = sides_left_out(sheet.review)
    if missing:
        strips += sheet.text([quiet(" ".join(missing))], above=10.0)
    return [*strips, *standing]


def _disagreements(sheet: Sheet) -> list[Strip]:
    """What two sides saw or tell differently, and the room has not settled."""
    found = [one for one in in_order(sheet.review.questions) if one.disagreement]
    if not found:
        return []
    strips = sheet.heading("Disagreements left standing", "disagreements", level=1)
    for one in found:
        strips += _question(sheet, one)
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
    if card.opening:
        spans.append(quiet(" · heard first"))
    strips += sheet.text(spans, width, keep=True)
    for answer in as_asked(card.answers, sheet.questions):
        question = sheet.questions.get(answer.question, answer.question)
        strips += sheet.text([quiet(question)], width, above=3.0, keep=True)
        strips += sheet.paragraphs(answer.text, width)
    numbers = sheet.numbers.list_of(card.entry_ids)
    if numbers:
        strips += sheet.text([quiet("Speaks of "), *sheet.references(numbers)], width, above=2.0)
    return strips


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
    told_before = Section.SIDES in sheet.options.shown
    found = [
        one for one in in_order(sheet.review.questions) if not (told_before and one.disagreement)
    ]
    if not found:
        return []
    strips = sheet.heading("Open questions", "questions")
    for one in found:
        strips += _question(sheet, one)
    return strips


def _question(sheet: Sheet, one: OpenQuestion) -> list[Strip]:
    notes = sheet.notes([("about ", sheet.numbers.list_of(one.entry_ids))])
    if one.answered:
        notes.insert(0, [quiet("answered since")])
    return sheet.item(sheet.numbers.of[one.id], one.title, one.detail, notes)


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
        shown = sheet.numbers.shows[number]
        last += [quiet("shows "), *sheet.references(shown)] if shown else []
        notes += [last] if last else []
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


def colophon(sheet: Sheet, missing: Collection[str]) -> list[Strip]:
    """What this copy is, and what it could not show."""
    told = [about_this_copy(sheet)]
    if missing:
        told.append(told_of_missing(missing))
    strips = sheet.text([Span("About this copy", SMALL_STRONG)], above=18.0, keep=True)
    for line in told:
        strips += sheet.text([Span(line, SMALL_QUIET)])
    return strips
