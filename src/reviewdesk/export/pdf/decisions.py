"""Each decision with the signals its maker had before it, and why it made sense at the time."""

from collections.abc import Sequence
from dataclasses import replace

from reviewdesk.domain.accounts import MADE_SENSE, Decision
from reviewdesk.domain.entries import SharedEntry
from reviewdesk.domain.sights import Sight
from reviewdesk.export.facts import maker_of
from reviewdesk.export.pdf.bidi import is_right_to_left
from reviewdesk.export.pdf.canvas import Pen
from reviewdesk.export.pdf.flow import (
    Mark,
    Strip,
    height_of,
    kept,
    listed,
    side_by_side,
    together,
)
from reviewdesk.export.pdf.parts import (
    COLUMN_GAP,
    OUTLINE_TITLE_CHARS,
    Sheet,
    beside_shape,
    ink,
    quiet,
    room_beside_shape,
)
from reviewdesk.export.pdf.shapes import department_colour
from reviewdesk.export.pdf.side_lists import SideList, side_lists
from reviewdesk.export.pdf.tags import Tag
from reviewdesk.export.pdf.text import BODY, QUIET, STRONG, Span
from reviewdesk.export.signals import (
    PERHAPS_AFTER,
    Moment,
    answers_told,
    decision_title,
    decisions_to_tell,
    eyes_of,
    sight_words,
    signals_of,
)

_WHOLE = 120.0
"""Answers no higher than this stay together."""
_SIGHT = replace(BODY, size=9.0, leading=13.6)


def decisions(sheet: Sheet) -> list[Strip]:
    """Each decision with what its maker's department had before it."""
    strips: list[Strip] = []
    close = True
    for entry, is_told in decisions_to_tell(sheet):
        sheet.look_up()
        if not is_told and not strips:
            strips += sheet.heading("Decision points", "decisions")
        strips += _decision(sheet, entry) if is_told else _line_of(sheet, entry, close)
        close = not is_told
    if strips and not any(mark.name == "decisions" for mark in strips[0].marks):
        chapter = Mark("decisions", "Decision points")
        strips[0] = replace(strips[0], marks=(chapter, *strips[0].marks))
    return strips


def _line_of(sheet: Sheet, entry: SharedEntry, close: bool) -> list[Strip]:
    """A decision of which nothing is told yet, in a line of its own."""
    decision = sheet.numbers.accounts.get(entry.id)
    number = sheet.numbers.decisions[entry.id]
    title = decision_title(sheet, entry)
    shown = title if len(title) <= OUTLINE_TITLE_CHARS else f"{title[:OUTLINE_TITLE_CHARS]}…"
    spans = [
        Span(f"{title}  ", STRONG),
        *_decision_facts(sheet, entry, decision, eyes_of(sheet, entry, decision)),
    ]
    mark = Mark(number, shown, 1)
    return sheet.text(spans, above=4.0 if close else 16.0, marks=(mark,))


def _decision(sheet: Sheet, entry: SharedEntry) -> list[Strip]:
    number = sheet.numbers.decisions[entry.id]
    title = decision_title(sheet, entry)
    strips = sheet.heading(title, number)
    mark = strips[0].marks[0]
    strips[0] = replace(strips[0], marks=(replace(mark, level=1),))
    decision = sheet.numbers.accounts.get(entry.id)
    eyes = eyes_of(sheet, entry, decision)
    told = _decision_facts(sheet, entry, decision, eyes)
    strips += sheet.text(told, keep=True) if told else []
    strips += _signals(sheet, entry, eyes)
    if decision is None:
        return strips
    account = _account(sheet, decision)
    again = _going_on(sheet, entry)
    for strip in account:
        strip.head = again
    return [*strips, *account]


def _account(sheet: Sheet, decision: Decision) -> list[Strip]:
    """How it came about, in the words of those who took it."""
    strips: list[Strip] = []
    why = decision.answer(MADE_SENSE)
    if why.strip():
        strips += sheet.box("Why it made sense at the time.", why)
        if height_of(strips) <= _WHOLE:
            kept(strips[:-1])
    probes = _two_lists(sheet, decision)
    answered = answers_told(sheet, decision)
    for first in range(0, len(answered), 2):
        pair = [
            [
                *sheet.paragraphs(question, sheet.half, style=STRONG),
                *sheet.paragraphs(text, sheet.half),
            ]
            for question, text in answered[first : first + 2]
        ]
        if first and first + 2 >= len(answered):
            # The last two probes do not stand alone on the next page.
            probes[-1].keep = True
        probes += side_by_side(pair, _offsets(sheet, pair), above=6.0)
    if height_of(probes) <= _WHOLE:
        kept(probes[:-1])
    return [*strips, *probes]


def _offsets(sheet: Sheet, cells: Sequence[object]) -> list[float]:
    return [(sheet.half + COLUMN_GAP) * place for place in range(len(cells))]


def _decision_facts(
    sheet: Sheet, entry: SharedEntry, decision: Decision | None, eyes: str | None
) -> list[Span]:
    spans = sheet.references(sheet.numbers.list_of([entry.id]))
    department = sheet.department_name(eyes)
    voice = maker_of(sheet, entry, decision)
    words = [part for part in (department, (voice.shown_as or voice.role) if voice else "") if part]
    if words:
        spans += sheet.told((" · " if spans else "") + ", ".join(words))
    if decision and decision.chosen:
        spans += [quiet(" · chosen: " if spans else "Chosen: "), ink(decision.chosen)]
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


def _signals(sheet: Sheet, entry: SharedEntry, eyes: str | None) -> list[Strip]:
    """What could be seen, and what existed out of sight, when it was taken."""
    found = signals_of(sheet, entry, eyes)
    if found is None:
        return []
    lists = [
        SideList(
            together(_list_head(sheet, one.title, one.rest)),
            [_sight_lines(sheet, sight, found.moment) for sight in one.sights],
            Tag("Div"),
        )
        for one in found.lists
    ]
    strips = [side_lists(lists, sheet.half + COLUMN_GAP, _going_on(sheet, entry))]
    for told in found.remarks:
        strips[-1].keep = True
        strips += sheet.text([quiet(told)], above=3.0)
    return strips


def _list_head(sheet: Sheet, title: str, rest: str) -> list[Strip]:
    spans = [Span(title, STRONG)]
    if rest:
        # In the same line, so that the list beside begins with no empty one.
        spans.append(quiet(f"  {rest}"))
    return sheet.text(spans, sheet.half)


def _going_on(sheet: Sheet, entry: SharedEntry) -> Strip:
    """What stands above the rest of a decision on a further page."""
    line = sheet.setter.line(
        [Span(f"{decision_title(sheet, entry)}, continued", STRONG)], sheet.width
    )

    def draw(pen: Pen, left: float, top: float) -> None:
        pen.text(line, left, top + (BODY.leading + BODY.size * 0.72) / 2)

    return Strip(BODY.leading + 3.0, draw)


def _sight_lines(sheet: Sheet, sight: Sight, moment: Moment) -> list[Strip]:
    entry = sheet.entries.get(sight.entry_id)
    if entry is None:
        return []
    department = sheet.departments.get(entry.department_id or "")
    colour = department_colour(department.colour) if department else QUIET
    # The mark does not begin a line.
    words = sight_words(sheet, sight, moment).replace(f" {PERHAPS_AFTER}", f"\u00a0{PERHAPS_AFTER}")
    spans = [
        Span(entry.title, _SIGHT),
        *sheet.told(words, replace(_SIGHT, colour=QUIET)),
        Span(" ", _SIGHT),
        *(replace(one, close=True) for one in sheet.references(sheet.numbers.list_of([entry.id]))),
    ]
    turned = is_right_to_left(entry.title)
    lines = sheet.text(spans, room_beside_shape(sheet.half, turned))
    shown = beside_shape(lines, entry.kind, colour, _SIGHT.leading, sheet.half, turned)
    return listed(shown)
