"""The first page: what happened, in half a page."""

from dataclasses import replace

from reviewdesk.export.facts import how_to_read
from reviewdesk.export.glance import (
    NOTHING_PUBLIC,
    NamedList,
    fact_lines,
    is_nothing_public,
    outcome,
    subtitle,
)
from reviewdesk.export.pdf.canvas import Pen
from reviewdesk.export.pdf.flow import (
    CLOSER,
    Draw,
    Mark,
    Strip,
    height_of,
    listed,
    set_closer,
    set_text,
    side_by_side,
    together,
)
from reviewdesk.export.pdf.fonts import Weight
from reviewdesk.export.pdf.parts import COLUMN_GAP, SMALL_NUMBER, Sheet, quiet
from reviewdesk.export.pdf.tables import Row, columns, set_table
from reviewdesk.export.pdf.text import (
    ACCENT,
    BODY,
    QUIET,
    SMALL,
    SMALL_QUIET,
    STRONG,
    Span,
    Style,
)
from reviewdesk.export.wording import KeyFigure, key_figures, kind_words

_PRODUCT = Style(9.8, 14.0, Weight.BOLD, ACCENT)
_SAMPLE = Style(9.8, 14.0, Weight.SEMIBOLD, QUIET)
_TITLE = Style(25.5, 30.0, Weight.BOLD)
_LONG_TITLE = Style(19.0, 24.0, Weight.BOLD)
_SUBTITLE = Style(11.6, 17.0, colour=QUIET)
_FIGURE = Style(14.2, 18.6, Weight.BOLD)
_LONG_TITLE_CHARS = 70
_TITLE_ROOM = 62.0
_LOGO_WIDTH, _LOGO_HEIGHT = 120.0, 36.0
_LEAST_TITLE_ROOM = 18.0
_TIGHT_TITLE_ROOM = 9.0
"""Of a first page that would else lose an item of each list."""
_MOST_NAMED = 3
_NAMED_TITLE_CHARS = 90


def cover(sheet: Sheet) -> list[Strip]:
    """The whole first page: the cover block, and at a glance what happened."""
    strips = [*_block(sheet), *_at_a_glance(sheet)]
    box = sheet.box("How to read this.", how_to_read(sheet.review), above=10.0)
    impact = _impact(sheet)
    # A full page names fewer items, and gives up some of the room above its title, before it
    # gives up its last lines.
    most_high = sheet.height + _TITLE_ROOM - _TIGHT_TITLE_ROOM
    for most in range(_MOST_NAMED, 0, -1):
        named = _outcome(sheet, most)
        if height_of([*strips, *named, *box, *impact]) <= most_high:
            break
    strips += [*named, *_nothing_public(sheet), *box, *impact]
    spare = max(0.0, min(height_of(strips) - sheet.height, _TITLE_ROOM - _TIGHT_TITLE_ROOM))
    strips[_ROOM_AT] = replace(strips[_ROOM_AT], above=_TITLE_ROOM - spare)
    # By itself: what stands behind it may have no need of that.
    if height_of(strips) > sheet.height:
        closer = (set_closer(strips, share) for share in CLOSER)
        strips = next((one for one in closer if height_of(one) <= sheet.height), strips)
    return strips


def cover_block(sheet: Sheet, words: str) -> list[Strip]:
    """The cover block alone, with what the copy is for in place of what a report is."""
    strips = _block(sheet, words)
    strips[_ROOM_AT] = replace(strips[_ROOM_AT], above=_LEAST_TITLE_ROOM)
    return [*strips, *_nothing_public(sheet)]


def talk_head(sheet: Sheet) -> list[Strip]:
    """The head of the sheet for a talk: the block, and the summary as far as it is short."""
    strips = cover_block(sheet, "For a talk of five minutes")
    summary = " ".join(sheet.review.head.summary.split())
    if len(summary) > _TALK_CHARS:
        summary = f"{summary[:_TALK_CHARS].rstrip()}…"
    figures = key_figures(sheet.review)
    return [
        *strips,
        *(_figures(sheet, figures) if figures else []),
        *(sheet.paragraphs(summary, above=10.0) if summary else []),
    ]


_ROOM_AT = 1
"""The place of the strip with the room above the title."""
_TALK_CHARS = 420


def _block(sheet: Sheet, words: str = "") -> list[Strip]:
    head = sheet.review.head
    company = sheet.options.look.company.strip()
    top = [Span(f"{company or 'ReviewDesk'} · {kind_words(head.kind)}", _PRODUCT)]
    if head.sample:
        top.append(Span("   Sample, made from a public account", _SAMPLE))
    title = head.title or "Untitled review"
    style = _TITLE if len(title) <= _LONG_TITLE_CHARS else _LONG_TITLE
    strips = sheet.text(top, sheet.width - _LOGO_WIDTH)[:1]
    if sheet.options.look.logo:
        strips[0] = _with_logo(strips[0], sheet)
    spans = [Span(title, style)]
    room = sheet.balanced(spans, sheet.width * 0.94)
    strips += sheet.text(
        spans, room, above=_TITLE_ROOM, marks=(Mark("cover", "At a glance"),), sort="Title"
    )
    under = [Span(words or subtitle(sheet.review), _SUBTITLE)]
    strips += sheet.text(under, sheet.balanced(under, sheet.width), above=6.0)
    for place, facts in enumerate(fact_lines(sheet)):
        strips += sheet.text([Span(facts, SMALL_QUIET)], above=0.0 if place else 4.0)
    return strips


def _with_logo(strip: Strip, sheet: Sheet) -> Strip:
    """The strip with the logo at its right edge, which may reach up into the margin."""
    logo = sheet.options.look.logo
    # A PNG of ours says its size at one place.
    wide, high = (int.from_bytes(logo[place : place + 4]) for place in (16, 20))
    scale = min(_LOGO_WIDTH / max(wide, 1), _LOGO_HEIGHT / max(high, 1))
    width, height = wide * scale, high * scale
    drawn = strip.draw

    def draw(pen: Pen, left: float, top: float) -> None:
        pen.image(logo, left + sheet.width - width, top - 12.0, width, height)
        if drawn:
            drawn(pen, left, top)

    return replace(strip, draw=draw)


def _at_a_glance(sheet: Sheet) -> list[Strip]:
    """How long it was, and the three sentences."""
    strips = []
    figures = key_figures(sheet.review)
    if figures:
        strips += _figures(sheet, figures)
    summary = sheet.review.head.summary
    if summary.strip():
        strips += sheet.heading("In short", "short", above=16.0)
        strips += sheet.paragraphs(summary)
    return strips


def _nothing_public(sheet: Sheet) -> list[Strip]:
    """Why a public copy is so short, where it is."""
    if not is_nothing_public(sheet.review):
        return []
    return sheet.paragraphs(NOTHING_PUBLIC, above=10.0)


def _outcome(sheet: Sheet, most: int) -> list[Strip]:
    """What kept it from being worse, what was learned and what changes, beside each other."""
    lists = outcome(sheet)
    width = (sheet.width - 2 * COLUMN_GAP) / 3
    cells = [_named(sheet, one, most, width) for one in lists]
    offsets = [(width + COLUMN_GAP) * place for place in range(len(cells))]
    return side_by_side(cells, offsets, above=14.0, whole_under=sheet.height) if cells else []


def _named(sheet: Sheet, one: NamedList, most: int, width: float) -> list[Strip]:
    strips = sheet.text([Span(one.title, STRONG)], width)
    for item in one.items[:most]:
        short = item.title
        if len(short) > _NAMED_TITLE_CHARS:
            short = f"{short[:_NAMED_TITLE_CHARS].rstrip()}…"
        spans = [Span(item.number, SMALL_NUMBER, item.number), Span(f"  {short}", SMALL)]
        if item.note:
            spans.append(quiet(f" ·\u00a0{item.note}"))
        strips += listed(sheet.text(spans, width, above=2.0))
    rest = len(one.items) - most
    if rest > 0:
        style = replace(SMALL, colour=ACCENT)
        strips += sheet.text([Span(f"and {rest:,} more", style, one.section)], width, above=2.0)
    return strips


def _figures(sheet: Sheet, figures: list[KeyFigure]) -> list[Strip]:
    gap = 10.0
    width = (sheet.width - 3 * gap) / 4
    cells = []
    for figure in figures:
        cell = set_text(sheet.setter, [Span(figure.name, BODY)], width, above=6.0)
        cell += set_text(sheet.setter, [Span(figure.figure, _FIGURE)], width)
        if figure.note:
            note = [Span(figure.note, replace(SMALL, size=9.0, leading=14.0))]
            cell += set_text(sheet.setter, note, width)
        cells.append([Strip(7.0, _figure_rule(width)), *cell])
    offsets = [(width + gap) * place for place in range(len(cells))]
    return [together(side_by_side(cells, offsets, above=16.0))]


def _figure_rule(width: float) -> Draw:
    def draw(pen: Pen, left: float, top: float) -> None:
        pen.rule(left, top, width, ACCENT, 1.7)

    return draw


def _impact(sheet: Sheet) -> list[Strip]:
    """What it did to each department, in its words and one figure."""
    shape = columns(("Department", "What it meant", "Figure"), (0.2, 0.46, 0.34), sheet.width)
    rows = []
    for card in sheet.review.cards:
        department = sheet.departments.get(card.department_id)
        if department is None or not (card.impact.strip() or card.impact_figure):
            continue
        figure = " ".join(part for part in (card.impact_figure, card.impact_unit) if part)
        cells = (department.name, card.impact, figure)
        rows.append(
            Row([
                sheet.paragraphs(text, shape.inner(place), style=replace(SMALL, size=8.8))
                for place, text in enumerate(cells)
            ])
        )  # fmt: skip
    if not rows:
        return []
    return [
        *sheet.heading("Impact by department", "impact", above=16.0),
        *set_table(sheet.setter, shape, rows, sheet.width, above=0.0, padding=4.0),
    ]
