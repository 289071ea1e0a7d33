"""How one event looks in the drawing: its bar, what its time is worth, and its shape."""

from reviewdesk.domain.entries import EntryKind
from reviewdesk.domain.layout import Form
from reviewdesk.export.pdf.drawing import Drawing
from reviewdesk.export.pdf.shapes import draw_kind, tint

SHAPE = 7.0


def draw_event(
    pen: Drawing,
    x: float,
    end: float,
    y: float,
    form: Form,
    kind: EntryKind,
    colour: str,
    ground: str,
) -> None:
    """The shape of an event at `x`, in the middle of its row at `y`; its bar ends at `end`."""
    if form & Form.OPEN_END and not form & Form.BRACKET:
        for step in range(6):
            wash = tint(colour, 0.2 - step * 0.03)
            pen.rectangle(x - 4.5 + step * 8, y - 5.8, 8, 11.6, fill=wash)
    elif form & Form.BRACKET:
        if end > x:
            pen.path([(x, y), (end, y)], stroke=tint(colour, 0.55), line=0.8, dash="2 1.6",
                     close=False)  # fmt: skip
            pen.path([(end, y - 3.5), (end, y + 3.5)], stroke=colour, line=0.8, close=False)
    elif end > x:
        pen.rectangle(x - 4.5, y - 5.8, end - x + 4.5, 11.6, fill=tint(colour))
        if form & Form.ABOUT:
            pen.rectangle(end, y - 5.8, 3, 11.6, fill=tint(colour, 0.12))
            pen.rectangle(end + 3, y - 5.8, 3, 11.6, fill=tint(colour, 0.06))
    if form & Form.UNKNOWN:
        for offset in (-4.0, -1.0, 2.0):
            pen.path(
                [(x + offset - 1.5, y + 5.2), (x + offset + 3.5, y - 5.2)],
                stroke=tint(colour, 0.6), line=0.6, close=False,
            )  # fmt: skip
    if form & Form.ABOUT:
        pen.ellipse(x, y, SHAPE * 0.8, SHAPE * 0.8, fill=tint(colour, 0.16))
    draw_kind(pen, kind, x, y, SHAPE, colour, ground)
