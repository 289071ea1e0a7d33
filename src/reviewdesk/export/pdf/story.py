"""The background; the timeline as a drawing and as a table."""

from collections.abc import Iterable
from dataclasses import replace

from reviewdesk.domain.entries import SharedEntry
from reviewdesk.export.facts import kind_and_standing, marks_of, who_noticed
from reviewdesk.export.pdf.bidi import is_right_to_left
from reviewdesk.export.pdf.flow import Mark, Strip, height_of
from reviewdesk.export.pdf.parts import SMALL_NUMBER, Sheet, beside_shape, quiet, room_beside_shape
from reviewdesk.export.pdf.shapes import department_colour
from reviewdesk.export.pdf.tables import Columns, Row, columns, set_table
from reviewdesk.export.pdf.text import BODY, QUIET, QUIET_BODY, SMALL, SMALL_QUIET, STRONG, Span
from reviewdesk.export.pdf.timeline import timeline_strips

_TITLE = replace(SMALL, size=8.8)


def background(sheet: Sheet) -> list[Strip]:
    """What one has to know beforehand, and the words one may not know, where they are written."""
    told, terms = sheet.review.head.background, sheet.review.head.terms
    strips: list[Strip] = []
    if told.strip():
        strips += [*sheet.heading("Background", "background"), *sheet.paragraphs(told)]
    if terms.strip():
        strips += sheet.heading("Terms", "terms", above=14.0)
        for line in terms.splitlines():
            word, mark, meaning = line.partition(":")
            if not line.strip():
                continue
            spans = [Span(word.strip() + mark, STRONG), Span(f" {meaning.strip()}", BODY)]
            strips += sheet.text(spans if meaning.strip() else [Span(line.strip(), BODY)])
    return strips


def timeline(sheet: Sheet) -> list[Strip]:
    """The drawing, in as many pictures as it takes, with its key."""
    review = sheet.review
    if not review.entries:
        return []
    heading = sheet.heading("Timeline", "timeline")
    heading[0] = replace(heading[0], leaves_cover=True)
    links = sheet.numbers.of if sheet.has_events else {}
    taken = height_of(heading) + 4.0
    drawing = timeline_strips(
        review,
        sheet.setter,
        sheet.width,
        sheet.height - taken,
        sheet.look_up,
        links,
        sheet.room - taken,
    )
    return [*heading, *drawing]


def events(sheet: Sheet) -> list[Strip]:
    """Every event in a table."""
    review = sheet.review
    if not review.entries:
        return []
    table = sheet.heading("Every event", "events", above=20.0)
    if any(entry.start is None and entry.earliest for entry in review.entries):
        told = "In the order of the moments by which each had certainly begun."
        table += sheet.text([Span(told, QUIET_BODY)], keep=True)
    shape = columns(
        ("No", "Time", "Department", "What happened"), (31.0, 76.0, 76.0, 1.0), sheet.width
    )
    whens = sheet.clock.whens(review.entries)
    rows = [
        _event_row(sheet, entry, when, shape)
        for entry, when in zip(review.entries, whens, strict=True)
    ]
    return [*table, *set_table(sheet.setter, shape, rows, sheet.width, above=0.0)]


def _event_row(
    sheet: Sheet,
    entry: SharedEntry,
    when: str,
    shape: Columns,
) -> Row:
    sheet.look_up()
    number = sheet.numbers.of[entry.id]
    department = sheet.departments.get(entry.department_id or "")
    colour = department_colour(department.colour) if department else QUIET
    turned = is_right_to_left(entry.title)
    room = room_beside_shape(shape.inner(3), turned)
    said = sheet.paragraphs(entry.title, room, style=_TITLE)
    said += sheet.paragraphs(entry.detail, room, style=SMALL_QUIET)
    for spans in _event_notes(sheet, entry):
        said += sheet.text(spans, room)
    drawn = beside_shape(said, entry.kind, colour, SMALL.leading, shape.inner(3), turned)
    cells = [
        sheet.text([Span(number, replace(SMALL_NUMBER, size=8.8))], shape.inner(0)),
        sheet.paragraphs(when, shape.inner(1), style=_TITLE),
        sheet.paragraphs(department.name if department else "", shape.inner(2), style=_TITLE),
        drawn,
    ]
    return Row(cells, (Mark(number),))


def _event_notes(sheet: Sheet, entry: SharedEntry) -> Iterable[list[Span]]:
    first = sheet.told(" · ".join([kind_and_standing(entry), *marks_of(sheet, entry)]))
    mentions = sheet.numbers.mentions.get(entry.id, ())
    if mentions:
        first += [quiet(" · see "), *sheet.references(mentions)]
    shown_by = sheet.numbers.shown_by.get(entry.id, ())
    if shown_by:
        first += [quiet(" · evidence "), *sheet.references(shown_by)]
    yield first
    noticed = who_noticed(sheet, entry)
    if noticed:
        yield sheet.told(noticed)
