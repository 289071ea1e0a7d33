"""How the report is put on pages: blocks become strips, strips are stacked until a page is full.

A strip is what is never cut: a line, a row, a drawing. All is laid out before anything is drawn, so
the number of pages is known while drawing and no page is set twice.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from reviewdesk.export.pdf.canvas import Pen
from reviewdesk.export.pdf.tags import Tag, several
from reviewdesk.export.pdf.text import Line, PlainLine, Setter, Span, Style, paragraphs

_NEARLY_EMPTY = 0.33
CLOSER = (0.86, 0.72, 0.6)
"""Shares of the room between strips, tried in turn where that spares a page."""

Draw = Callable[[Pen, float, float], None]
"""Draws at a left and a top edge."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that links lead to. With a title it stands in the outline, at its level."""

    name: str
    title: str = ""
    level: int = 0


@dataclass(slots=True)
class Strip:
    """What is never cut. `above` is room before it, left out at the top of a page."""

    height: float
    draw: Draw | None = None
    above: float = 0.0
    keep: bool = False
    """It stays on the page of the strip after it."""
    marks: tuple[Mark, ...] = ()
    head: "Strip | None" = None
    """Drawn again above it where it comes to stand at the top of a page."""
    leaves_cover: bool = False
    """It does not stand on the first page."""
    tags: tuple[Tag, ...] = ()
    """The outermost parts that what is drawn belongs to; none where it is furniture."""
    again: bool = False
    """It is drawn once more, and was read out the first time."""
    cut: "Callable[[float], tuple[Strip, Strip] | None] | None" = None
    """It as two, of which the first goes into a room and the other on the next page; None where
    too little of it would."""


@dataclass(slots=True)
class Page:
    """A full page: strips with the top edge of each."""

    strips: list[tuple[Strip, float]] = field(default_factory=list)


def set_text(
    setter: Setter,
    spans: Sequence[Span],
    width: float,
    *,
    above: float = 0.0,
    keep: bool = False,
    marks: tuple[Mark, ...] = (),
    sort: str = "P",
) -> list[Strip]:
    """One paragraph, or what else `sort` says it is.

    Its first two lines stay together, and its last two.
    """
    tag = Tag(sort)
    leading, size = spans[0].style.leading, spans[0].style.size
    plain = None
    if len(spans) == 1 and not spans[0].link:
        plain = setter.plain_lines(spans[0].text, spans[0].style, width)
    if plain is not None:
        baseline = (leading + size * 0.72) / 2
        style = spans[0].style
        draws = [_draw_plain(line, style, baseline, tag) for line in plain]
    else:
        leading = max(span.style.leading for span in spans)
        size = max(span.style.size for span in spans)
        baseline = (leading + size * 0.72) / 2
        draws = [_draw_line(line, baseline, width, tag) for line in setter.lines(spans, width)]
    last = len(draws) - 1
    if not last:
        return [Strip(leading, draws[0], above, keep, marks, tags=(tag,))]
    return [
        Strip(
            leading,
            draw,
            above if place == 0 else 0.0,
            keep or (place == 0 and last > 0) or place == last - 1,
            marks if place == 0 else (),
            tags=(tag,),
        )
        for place, draw in enumerate(draws)
    ]


def _draw_plain(line: PlainLine, style: Style, baseline: float, tag: Tag) -> Draw:
    def draw(pen: Pen, left: float, top: float) -> None:
        pen.plain(line, style, left, top + baseline, tag)

    return draw


def _draw_line(line: Line, baseline: float, width: float, tag: Tag) -> Draw:
    def draw(pen: Pen, left: float, top: float) -> None:
        pen.text(line, left, top + baseline, width, tag)

    return draw


def set_paragraphs(
    setter: Setter,
    text: str,
    style: Style,
    width: float,
    *,
    lead: Sequence[Span] = (),
    above: float = 0.0,
    between: float = 4.0,
) -> list[Strip]:
    """Text of several paragraphs, the first behind `lead`. Blank lines are room between them."""
    strips: list[Strip] = []
    first = True
    for paragraph in paragraphs(text):
        if not paragraph.strip() and not (first and lead):
            continue
        spans = [*(lead if first else ()), Span(paragraph, style)]
        strips += set_text(setter, spans, width, above=above if first else between)
        first = False
    return strips


def within(tag: Tag, strips: Sequence[Strip]) -> list[Strip]:
    """The strips as parts of `tag`, behind what it has already."""
    tag.kids += several(one for strip in strips for one in strip.tags)
    for strip in strips:
        strip.tags = (tag,)
    return list(strips)


def listed(strips: Sequence[Strip]) -> list[Strip]:
    """The strips as one item of a list; neighbouring items become one list."""
    body = Tag("LBody")
    within(body, strips)
    item = Tag("LI", [body])
    for strip in strips:
        strip.tags = (item,)
    return list(strips)


def shifted(strip: Strip, inset: float) -> Strip:
    """The strip, drawn that much further right."""
    drawn = strip.draw
    if drawn is None:
        return strip

    def draw(pen: Pen, left: float, top: float) -> None:
        drawn(pen, left + inset, top)

    strip.draw = draw
    return strip


def kept(strips: Sequence[Strip]) -> list[Strip]:
    """The strips, all on the page of what comes after them."""
    for strip in strips:
        strip.keep = True
    return list(strips)


def together(strips: Sequence[Strip], marks: tuple[Mark, ...] = ()) -> Strip:
    """One strip out of several, for what is short enough never to be cut."""
    if len(strips) == 1:
        [only] = strips
        only.marks = (*marks, *only.marks)
        return only
    places: list[tuple[Strip, float]] = []
    top = 0.0
    for place, strip in enumerate(strips):
        top += strip.above if place else 0.0
        places.append((strip, top))
        top += strip.height
    inner = tuple(mark for strip in strips for mark in strip.marks)

    def draw(pen: Pen, left: float, above: float) -> None:
        for strip, offset in places:
            if strip.draw:
                strip.draw(pen, left, above + offset)

    above = strips[0].above if strips else 0.0
    return Strip(
        top, draw, above, strips[-1].keep if strips else False, (*marks, *inner),
        tags=several(tag for strip in strips for tag in strip.tags),
    )  # fmt: skip


def height_of(strips: Iterable[Strip]) -> float:
    return sum(strip.above + strip.height for strip in strips)


def side_by_side(
    columns: Sequence[Sequence[Strip]],
    offsets: Sequence[float],
    *,
    above: float = 0.0,
    whole_under: float = 260.0,
    into: Sequence[Tag] = (),
) -> list[Strip]:
    """Columns that begin at the same height; cut between lines only where they are high.

    They are read one after the other. `into` are the parts they become.
    """
    tags = tuple(into) or tuple(Tag("Div") for _ in columns)
    columns = [within(tag, column) for tag, column in zip(tags, columns, strict=True)]
    height = max((height_of(column) for column in columns), default=0.0)
    if height <= whole_under:
        columns = [[together(column)] if column else [] for column in columns]
    strips = []
    for place in range(max((len(column) for column in columns), default=0)):
        row = [
            (column[place], offset)
            for column, offset in zip(columns, offsets, strict=True)
            if place < len(column)
        ]
        drop = max(strip.above for strip, _ in row) if place else 0.0
        strips.append(
            Strip(
                max(strip.height for strip, _ in row),
                _draw_row(row),
                above if place == 0 else drop,
                keep=any(strip.keep for strip, _ in row) and whole_under <= height,
                marks=tuple(mark for strip, _ in row for mark in strip.marks),
                tags=tags,
            )
        )
    return strips


def _draw_row(row: Sequence[tuple[Strip, float]]) -> Draw:
    def draw(pen: Pen, left: float, top: float) -> None:
        for strip, offset in row:
            if strip.draw:
                strip.draw(pen, left + offset, top)

    return draw


def framed(
    strips: Sequence[Strip],
    width: float,
    *,
    ground: str = "",
    edge: str = "",
    padding: tuple[float, float] = (14.0, 8.0),
    above: float = 0.0,
) -> list[Strip]:
    """Strips on a ground with a coloured edge at the left. `padding`: left, and top and bottom."""
    found = []
    inset, rim = padding
    last = len(strips) - 1
    for place, strip in enumerate(strips):
        over = rim if place == 0 else strip.above
        under = rim if place == last else 0.0
        height = over + strip.height + under
        found.append(
            Strip(
                height,
                _draw_framed(strip, width, height, over, inset, ground, edge),
                above if place == 0 else 0.0,
                strip.keep,
                strip.marks,
                tags=strip.tags,
            )
        )
    return found


def _draw_framed(
    strip: Strip, width: float, height: float, over: float, inset: float, ground: str, edge: str
) -> Draw:
    def draw(pen: Pen, left: float, top: float) -> None:
        # A breath of overlap, so that no hairline of paper shows between two strips.
        if ground:
            pen.rectangle(left, top - 0.1, width, height + 0.2, fill=ground)
        if edge:
            pen.rectangle(left, top - 0.1, 2.6, height + 0.2, fill=edge)
        if strip.draw:
            strip.draw(pen, left + inset, top + over)

    return draw


def paginate(strips: Sequence[Strip], page_height: float) -> list[Page]:
    """Stacks strips on pages. What is kept together moves as one where it is not too high.

    A last page with next to nothing on it is spared by setting the rest a little closer.
    """
    pages = _stacked(strips, page_height)
    last, top = pages[-1].strips[-1] if pages[-1].strips else (Strip(0.0), 0.0)
    if len(pages) > 2 and top + last.height < page_height * _NEARLY_EMPTY:
        for share in CLOSER:
            closer = _stacked(set_closer(strips, share), page_height)
            if len(closer) < len(pages):
                return closer
    return pages


def set_closer(strips: Sequence[Strip], share: float) -> list[Strip]:
    """The strips with a share of the room between them."""
    return [replace(one, above=one.above * share) for one in strips]


def room_under(strips: Sequence[Strip], page_height: float) -> float:
    """What is left of the last page under the strips; all of it under none, or after a cover."""
    pages = _stacked(strips, page_height)
    if len(pages) < 2:
        return page_height
    last, top = pages[-1].strips[-1]
    return page_height - top - last.height


def room_behind(strips: Sequence[Strip], page_height: float, room: float) -> float:
    """What is left of the last page under strips that begin where `room` is left."""
    pages = _stacked([Strip(page_height - room), *strips], page_height)
    last, top = pages[-1].strips[-1]
    return page_height - top - last.height


def _stacked(strips: Iterable[Strip], page_height: float) -> list[Page]:
    pages = [Page()]
    top = 0.0
    group: list[Strip] = []
    for strip in strips:
        group.append(strip)
        if strip.keep and height_of(group) < page_height * 0.6:
            continue
        top = _place(pages, group, top, page_height)
        group = []
    _place(pages, group, top, page_height)
    return [page for page in pages if page.strips] or [Page()]


def _leaves(strip: Strip, pages: list[Page]) -> bool:
    return strip.leaves_cover and len(pages) == 1


def _goes_on(pages: list[Page], group: list[Strip], top: float, page_height: float) -> bool:
    """Whether the group goes on the page at hand."""
    if not pages[-1].strips:
        return True
    if _leaves(group[0], pages):
        return False
    room = page_height - top
    needed = height_of(group)
    if needed <= room + 0.01:
        return True
    for strip in group:
        needed -= strip.above + strip.height
        room -= strip.above
        if strip.cut:
            return _parted(strip, room, needed)[1] is not strip
        room -= strip.height
    return False


def _place(pages: list[Page], group: list[Strip], top: float, page_height: float) -> float:
    if not group:
        return top
    if not _goes_on(pages, group, top, page_height):
        pages.append(Page())
        top = 0.0
    for place, strip in enumerate(group):
        rest: Strip | None = strip
        while rest is not None:
            page = pages[-1]
            above = rest.above if page.strips else 0.0
            behind = height_of(group[place + 1 :]) if rest.cut else 0.0
            here, rest = _parted(rest, page_height - top - above, behind, whole=not page.strips)
            if here is not None:
                top = _put(page, here, top + above)
            if rest is not None:
                pages.append(Page())
                top = 0.0
    return top


def _parted(
    strip: Strip, room: float, behind: float, *, whole: bool = False
) -> tuple[Strip | None, Strip | None]:
    """What of a strip goes into a room, and what on the next page with what is kept `behind` it.

    On an empty page stands the `whole` of what cannot be cut.
    """
    fits = strip.height <= room + 0.01
    if strip.cut and strip.height + behind > room + 0.01:
        parts = strip.cut(min(room, strip.height - 1.0))
        if parts:
            return parts
    return (strip, None) if fits or whole else (None, strip)


def _put(page: Page, strip: Strip, top: float) -> float:
    """Puts a strip on a page, and says where the next one begins."""
    if not page.strips and strip.head is not None:
        page.strips.append((replace(strip.head, again=True), 0.0))
        top = strip.head.height
    page.strips.append((strip, top))
    return top + strip.height
