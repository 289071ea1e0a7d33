"""Lanes of a drawing: each has its name at the left, and lines between them."""

from collections.abc import Sequence
from dataclasses import dataclass

from reviewdesk.export.pdf.drawing import Drawing
from reviewdesk.export.pdf.fonts import Weight
from reviewdesk.export.pdf.text import HAIRLINE, LANE, PAPER, Line, Setter, Span, Style

NAMES_WIDTH = 71.0
_NAME = Style(7.2, 9.0, Weight.SEMIBOLD)
_FIRST_PATTERNED = 6
"""From the seventh department on colours come again, with a pattern on the lane's edge."""


@dataclass(frozen=True, slots=True)
class DrawnLane:
    """`colour` is that of its edge, if it has one, and `place` that of its colour among all."""

    name: str
    height: float
    shaded: bool
    colour: str = ""
    place: int = 0


def draw_lanes(
    pen: Drawing, setter: Setter, lanes: Sequence[DrawnLane], left: float, top: float, width: float
) -> None:
    y = top
    for lane in lanes:
        if lane.shaded:
            pen.rectangle(left + NAMES_WIDTH, y, width - NAMES_WIDTH, lane.height, fill=LANE)
        pen.rectangle(left, y, NAMES_WIDTH, lane.height, fill=PAPER)
        inset = 8.5 if lane.colour else 6.0
        if lane.colour:
            pen.rectangle(left, y, 2.6, lane.height, fill=lane.colour)
            if lane.place >= _FIRST_PATTERNED:
                for notch in range(int(lane.height // 6)):
                    pen.rectangle(left, y + 3 + notch * 6, 2.6, 2.0, fill=PAPER)
        lines = _name_lines(setter, lane.name, max(1, int(lane.height // _NAME.leading)))
        middle = y + lane.height / 2 + 2.5 - (len(lines) - 1) * _NAME.leading / 2
        for row, line in enumerate(lines):
            pen.text(line, left + inset, middle + row * _NAME.leading, NAMES_WIDTH - 12)
        y += lane.height
    y = top
    for height in (0.0, *(lane.height for lane in lanes)):
        y += height
        pen.rule(left, y - 0.35, width, HAIRLINE, 0.7)


def _name_lines(setter: Setter, name: str, most: int) -> list[Line]:
    """The name in so many lines at most; the last ends in an ellipsis where more follows."""
    room = NAMES_WIDTH - 12
    lines = setter.lines([Span(name, _NAME)], room)
    if len(lines) <= most:
        return lines
    rest = [
        piece.text for line in lines[most - 1 :] for word in line.words for piece in word.pieces
    ]
    last = setter.line([Span(" ".join(rest), _NAME)], room)
    return [*lines[: most - 1], last]
