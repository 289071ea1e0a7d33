"""Tables: hairlines between rows, a head that comes again on each page, no verticals."""

from collections.abc import Sequence
from dataclasses import dataclass

from reviewdesk.export.pdf.canvas import Pen
from reviewdesk.export.pdf.flow import Draw, Mark, Strip, set_text, shifted, side_by_side, together
from reviewdesk.export.pdf.tags import Tag
from reviewdesk.export.pdf.text import CAPTION, HAIRLINE, SMALL_STRONG, Setter, Span

_PADDING = 6.8
_ROW_PADDING = 4.6
_GUTTER = 10.0


@dataclass(slots=True)
class Row:
    """Cells, each of strips set to the width of its column; marks lead to the row."""

    cells: Sequence[Sequence[Strip]]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths of columns that fill a whole width, by their shares or in points where over 1."""

    titles: tuple[str, ...]
    widths: tuple[float, ...]

    def inner(self, place: int) -> float:
        """Room for text in a column."""
        return self.widths[place] - _GUTTER

    @property
    def offsets(self) -> list[float]:
        found, left = [], _PADDING
        for width in self.widths:
            found.append(left)
            left += width
        return found


def columns(titles: Sequence[str], shares: Sequence[float], width: float) -> Columns:
    """Columns by shares of `width`; a share over 1 is a width in points."""
    room = width - 2 * _PADDING + _GUTTER
    fixed = sum(share for share in shares if share > 1)
    loose = sum(share for share in shares if share <= 1)
    return Columns(
        tuple(titles),
        tuple(share if share > 1 else (room - fixed) * share / loose for share in shares),
    )


def set_table(
    setter: Setter,
    shape: Columns,
    rows: Sequence[Row],
    width: float,
    *,
    above: float = 6.0,
    padding: float = _ROW_PADDING,
) -> list[Strip]:
    """Rows under their head. A row is cut only where it is higher than a third of a page.

    On its next page such a row says its number again, as its first mark calls it.

    `padding` is the room over and under what is said in a row.
    """
    head = _head(setter, shape, width)
    head.above = above
    again = Strip(head.height, head.draw)
    body = Tag("TBody")
    table = Tag("Table", [Tag("THead", list(head.tags)), body])
    head.tags = (table,)
    strips = [head]
    # No first and no last row alone on a page.
    alone = [rows[0], rows[-2]] if len(rows) > 1 else []
    for row in rows:
        cells = [Tag("TD") for _ in row.cells]
        body.kids.append(Tag("TR", list(cells)))
        lines = side_by_side(row.cells, shape.offsets, into=cells)
        goes_on = again
        if len(lines) > 1 and row.marks:
            goes_on = _going_on(setter, again, row.marks[0].name, shape)
        for place, line in enumerate(lines):
            last = place == len(lines) - 1
            over = padding if place == 0 else line.above
            height = over + line.height + (padding if last else 0.0)
            strips.append(
                Strip(
                    height,
                    _draw_cell_line(line, over, height, width, ruled=last),
                    keep=line.keep or (last and any(row is one for one in alone)),
                    marks=(*(row.marks if place == 0 else ()), *line.marks),
                    head=goes_on if place else again,
                    tags=(table,),
                )
            )
    return strips


def _going_on(setter: Setter, head: Strip, name: str, shape: Columns) -> Strip:
    """The head of the table, and under it that the row of that name goes on."""
    said = set_text(setter, [Span(f"{name}, continued", SMALL_STRONG)], sum(shape.widths))
    line = shifted(said[0], _PADDING)
    line.above = 4.0
    return together([head, line])


def _head(setter: Setter, shape: Columns, width: float) -> Strip:
    cells = [
        set_text(setter, [Span(title.upper(), CAPTION)], shape.inner(place)) if title else []
        for place, title in enumerate(shape.titles)
    ]
    tags = [Tag("TH", more="/A << /O /Table /Scope /Column >>") for _ in cells]
    row = side_by_side(cells, shape.offsets, into=tags)[0]
    height = row.height + 10.0
    drawn = _draw_cell_line(row, 5.0, height, width, ruled=True)
    return Strip(height, drawn, keep=True, tags=(Tag("TR", list(tags)),))


def _draw_cell_line(line: Strip, over: float, height: float, width: float, *, ruled: bool) -> Draw:
    def draw(pen: Pen, left: float, top: float) -> None:
        if line.draw:
            line.draw(pen, left, top + over)
        if ruled:
            pen.rule(left, top + height - 0.3, width, HAIRLINE, 0.7)

    return draw
