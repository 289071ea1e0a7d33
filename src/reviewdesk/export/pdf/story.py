"""The timeline as a drawing and as a table, and the decision points with the signals then."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from reviewdesk.domain.accounts import MADE_SENSE, Decision
from reviewdesk.domain.asof import Lag, Sight, SightState
from reviewdesk.domain.entries import Evidence, SharedEntry
from reviewdesk.export.pdf.canvas import Pen
from reviewdesk.export.pdf.flow import Mark, Strip, shifted, side_by_side
from reviewdesk.export.pdf.parts import (
    COLUMN_GAP,
    SMALL_NUMBER,
    Sheet,
    ink,
    is_web_address,
    quiet,
)
from reviewdesk.export.pdf.shapes import department_colour, draw_kind
from reviewdesk.export.pdf.tables import Columns, Row, columns, set_table
from reviewdesk.export.pdf.text import ACCENT, BODY, QUIET, SMALL, SMALL_QUIET, STRONG, Span
from reviewdesk.export.pdf.timeline import timeline_strips
from reviewdesk.export.wording import standing_words

_MOST_SIGNALS = 8
_TITLE = replace(SMALL, size=8.8)
_TITLE_INSET = 13.0


def timeline(sheet: Sheet) -> list[Strip]:
    """The drawing, the background where one is told, then every event in a table."""
    review = sheet.review
    background = sheet.heading("Background", "background") if review.head.background.strip() else []
    background += sheet.paragraphs(review.head.background)
    if not review.entries:
        return background
    heading = sheet.heading("Timeline", "timeline")
    heading[0] = replace(heading[0], leaves_cover=True)
    drawing = timeline_strips(review, sheet.setter, sheet.width, sheet.height - 40, sheet.look_up)
    table = sheet.heading("Every event", "events", above=20.0)
    shape = columns(
        ("No", "Time", "Department", "What happened"), (31.0, 76.0, 88.0, 1.0), sheet.width
    )
    evidence: dict[str, list[Evidence]] = {}
    for one in review.evidence:
        evidence.setdefault(one.entry_id, []).append(one)
    rows = [_event_row(sheet, entry, shape, evidence.get(entry.id, ())) for entry in review.entries]
    rows_set = set_table(sheet.setter, shape, rows, sheet.width, above=0.0)
    return [*heading, *drawing, *background, *table, *rows_set]


def _event_row(
    sheet: Sheet,
    entry: SharedEntry,
    shape: Columns,
    evidence: Sequence[Evidence],
) -> Row:
    sheet.look_up()
    number = sheet.numbers.of[entry.id]
    department = sheet.departments.get(entry.department_id or "")
    colour = department_colour(department.colour) if department else QUIET
    room = shape.inner(3) - _TITLE_INSET
    said = sheet.paragraphs(entry.title, room, style=_TITLE)
    said += sheet.paragraphs(entry.detail, room, style=SMALL_QUIET)
    for spans in _event_notes(sheet, entry, evidence):
        said += sheet.text(spans, room)
    drawn = [shifted(strip, _TITLE_INSET) for strip in said]
    drawn[0] = _with_shape(drawn[0], entry, colour, SMALL.leading)
    cells = [
        sheet.text([Span(number, replace(SMALL_NUMBER, size=8.8))], shape.inner(0)),
        sheet.paragraphs(sheet.clock.when(entry), shape.inner(1), style=_TITLE),
        sheet.paragraphs(department.name if department else "", shape.inner(2), style=_TITLE),
        drawn,
    ]
    return Row(cells, (Mark(number),))


def _event_notes(
    sheet: Sheet, entry: SharedEntry, evidence: Sequence[Evidence]
) -> Iterable[list[Span]]:
    words = [word for word in (entry.kind.value, standing_words(entry)) if word]
    words += [one.name for one in sheet.review.markers if one.entry_id == entry.id]
    voice = sheet.review.voices.get(entry.voice_id or "")
    if voice is not None:
        words.append(f"by {voice.shown_as or voice.role}")
    first = [quiet(" · ".join(words))]
    mentions = sheet.numbers.mentions.get(entry.id, ())
    if mentions:
        first += [quiet(" · see "), *sheet.references(mentions)]
    for one in evidence:
        title = one.title or one.url or one.kind.value
        first.append(quiet(" · evidence: "))
        if is_web_address(one.url):
            first.append(Span(title, replace(SMALL, colour=ACCENT), one.url))
        else:
            first.append(quiet(title))
        if one.origin:
            first.append(quiet(f" ({one.origin})"))
    yield first
    seen = [told for lag in sheet.as_of.lags(entry.id) if (told := _lag_words(sheet, lag))]
    if seen:
        yield [quiet("; ".join(seen))]


def _lag_words(sheet: Sheet, lag: Lag) -> str:
    name = sheet.department_name(lag.department_id)
    said = lag.sighting
    if not name or said is None:
        return ""
    if lag.at is None:
        told = "before all this" if lag.state is not SightState.OUT_OF_SIGHT else ""
    else:
        told = ("about " if said.approximate else "") + sheet.clock.time(lag.at)
    if lag.state is SightState.OUT_OF_SIGHT:
        return f"never came into {name}’s sight"
    if lag.state is SightState.VISIBLE:
        return f"{name} could see it {told}"
    through = f" through {said.through}" if said.through else ""
    amid = f", amid {said.amid}" if said.amid else ""
    return f"{name} noticed it {told}{through}{amid}"


def _with_shape(strip: Strip, entry: SharedEntry, colour: str, leading: float) -> Strip:
    drawn = strip.draw

    def draw(pen: Pen, left: float, top: float) -> None:
        draw_kind(pen, entry.kind, left + 4.0, top + leading / 2 + 0.1, 7.1, colour)
        if drawn:
            drawn(pen, left, top)

    return replace(strip, draw=draw)


def decisions(sheet: Sheet) -> list[Strip]:
    """Each decision with what its maker's department had before it."""
    strips: list[Strip] = []
    for place, entry in enumerate(sheet.numbers.decision_entries, 1):
        sheet.look_up()
        strips += _decision(sheet, place, entry)
    if strips:
        chapter = Mark("decisions", "Decision points")
        strips[0] = replace(strips[0], marks=(chapter, *strips[0].marks))
    return strips


def _decision(sheet: Sheet, place: int, entry: SharedEntry) -> list[Strip]:
    number = sheet.numbers.decisions[entry.id]
    title = f"Decision {place} · {sheet.clock.when(entry)} · {entry.title}"
    strips = sheet.heading(title, number)
    mark = strips[0].marks[0]
    strips[0] = replace(strips[0], marks=(replace(mark, level=1),))
    decision = sheet.numbers.accounts.get(entry.id)
    strips += sheet.text(_decision_facts(sheet, entry, decision), keep=True)
    strips += _signals(sheet, entry)
    if decision is None:
        return strips
    why = decision.answer(MADE_SENSE)
    if why.strip():
        strips += sheet.box("Why it made sense at the time.", why)
    strips += _two_lists(sheet, decision)
    answered = [
        (sheet.questions.get(one.question, one.question), one.text)
        for one in decision.answers
        if one.question != MADE_SENSE and one.text.strip()
    ]
    if decision.asked.strip():
        answered.append(("Who was asked before it was taken?", decision.asked))
    if decision.confidence:
        answered.append(("How sure was its maker?", decision.confidence))
    for first in range(0, len(answered), 2):
        pair = [
            [
                *sheet.paragraphs(question, sheet.half, style=STRONG),
                *sheet.paragraphs(text, sheet.half),
            ]
            for question, text in answered[first : first + 2]
        ]
        strips += side_by_side(pair, _offsets(sheet, pair), above=8.0)
    return strips


def _offsets(sheet: Sheet, cells: Sequence[object]) -> list[float]:
    return [(sheet.half + COLUMN_GAP) * place for place in range(len(cells))]


def _decision_facts(sheet: Sheet, entry: SharedEntry, decision: Decision | None) -> list[Span]:
    spans = sheet.references([sheet.numbers.of[entry.id]])
    department = sheet.department_name(entry.department_id)
    voice_id = (decision.maker_id if decision else None) or entry.voice_id
    voice = sheet.review.voices.get(voice_id or "")
    words = [part for part in (department, (voice.shown_as or voice.role) if voice else "") if part]
    if words:
        spans.append(quiet(" · " + ", ".join(words)))
    if decision and decision.chosen:
        spans += [quiet(" · chosen: "), ink(decision.chosen)]
    return spans


def _two_lists(sheet: Sheet, decision: Decision) -> list[Strip]:
    """Pressures and options beside each other."""
    cells = []
    if decision.pressures:
        cells.append(("Pressures", "; ".join(decision.pressures)))
    if decision.options:
        cells.append(("Options seen", "; ".join(decision.options)))
    columns_of_two = [
        [
            *sheet.text([Span(title, STRONG)], sheet.half),
            *sheet.paragraphs(text[:1].upper() + text[1:], sheet.half),
        ]
        for title, text in cells
    ]
    return side_by_side(columns_of_two, _offsets(sheet, cells), above=9.0)


def _signals(sheet: Sheet, entry: SharedEntry) -> list[Strip]:
    """What could be seen, and what existed out of sight, when it was taken."""
    moment = entry.anchor
    if moment is None or entry.department_id is None:
        return []
    found = sheet.as_of.at(moment, entry.department_id, without=entry.id, limit=_MOST_SIGNALS)
    name = sheet.department_name(entry.department_id)
    seen = sorted(
        [*found.noticed, *found.visible],
        key=lambda sight: (sight.since is not None, sight.since or moment, sight.entry_id),
    )[-_MOST_SIGNALS:]
    left_over = found.noticed_count + found.visible_count - len(seen)
    left = _sight_list(sheet, f"What {name} could see", seen, left_over, moment)
    hidden_over = found.out_of_sight_count - len(found.out_of_sight)
    right = _sight_list(
        sheet, "What existed out of its sight", found.out_of_sight, hidden_over, moment
    )
    cells = [cell for cell in (left, right) if cell]
    if not cells:
        return []
    strips = side_by_side(cells, _offsets(sheet, cells), above=3.0, whole_under=120.0)
    # No list leaves its first or its last lines alone on a page.
    strips = [
        replace(strip, keep=True)
        if place < 4 or len(strips) - 5 < place < len(strips) - 1
        else strip
        for place, strip in enumerate(strips)
    ]
    if found.later_count:
        strips[-1] = replace(strips[-1], keep=True)
    if found.later_count:
        things = "thing" if found.later_count == 1 else "things"
        strips += sheet.text(
            [quiet(f"{found.later_count:,} {things} of this timeline became known only later.")],
            above=3.0,
        )
    return strips


def _sight_list(
    sheet: Sheet, title: str, sights: Sequence[Sight], left_over: int, moment: datetime
) -> list[Strip]:
    if not sights:
        return []
    strips = sheet.text([Span(title, STRONG)], sheet.half, keep=True)
    if left_over:
        strips += sheet.text([quiet(f"the latest {len(sights)}; {left_over:,} before")], sheet.half)
    for sight in sights:
        entry = sheet.entries.get(sight.entry_id)
        if entry is None:
            continue
        department = sheet.departments.get(entry.department_id or "")
        colour = department_colour(department.colour) if department else QUIET
        spans = [
            Span(entry.title, BODY),
            Span(_sight_words(sheet, sight, moment), replace(BODY, colour=QUIET)),
            Span(" "),
            *sheet.references([sheet.numbers.of[entry.id]]),
        ]
        lines = sheet.text(spans, sheet.half - _TITLE_INSET)
        shown = [shifted(line, _TITLE_INSET) for line in lines]
        shown[0] = _with_shape(shown[0], entry, colour, BODY.leading)
        strips += shown
    return strips


def _sight_words(sheet: Sheet, sight: Sight, moment: datetime) -> str:
    """How it stood to those eyes, in a few words behind the title."""
    said = sight.sighting
    if sight.state is SightState.OUT_OF_SIGHT:
        names = [
            name
            for one in sheet.as_of.knowers(sight.entry_id, moment)
            if (name := sheet.department_name(one))
        ]
        told = f": {', '.join(names)} only" if names else ""
        if sight.arrives is not None:
            told += f", reached it {sheet.clock.time(sight.arrives)}"
        return told
    told = f", {said.amid}" if said and said.amid else ""
    if said and said.through:
        told += f", {said.through}"
    return told + (" (noticed)" if sight.state is SightState.NOTICED else " (not noticed)")
