"""The key under the drawing of the timeline: what its shapes and lines say."""

from collections.abc import Callable

from reviewdesk.domain.entries import EntryKind, Precision
from reviewdesk.domain.shared import SharedReview
from reviewdesk.export.pdf.axis import draw_break
from reviewdesk.export.pdf.canvas import Pen
from reviewdesk.export.pdf.drawing import Drawing
from reviewdesk.export.pdf.flow import Strip
from reviewdesk.export.pdf.shapes import draw_kind, tint
from reviewdesk.export.pdf.tags import Tag
from reviewdesk.export.pdf.text import QUIET, Line, Setter, Span, Style

_STYLE = Style(7.1, 11.0, colour=QUIET)
_SIGN_ROOM = 16.0
_GAP = 13.0

_Sign = Callable[[Drawing, float, float], None]
"""Draws round a middle."""


class Key:
    """Only what this drawing shows, in as many lines as it takes."""

    def __init__(
        self,
        review: SharedReview,
        setter: Setter,
        width: float,
        *,
        breaks: bool = False,
        folded: bool = False,
    ) -> None:
        self._placed: list[tuple[_Sign, Line, float, float]] = []
        signs = _signs(review)
        if breaks:
            signs.append((_break, "a stretch without events, drawn short"))
        x = y = 0.0
        if folded:
            signs.append((_counted(setter), "so many events at that place"))
        for sign, words in signs:
            line = setter.line([Span(words, _STYLE)])
            if x and x + _SIGN_ROOM + line.width > width:
                x, y = 0.0, y + _STYLE.leading
            self._placed.append((sign, line, x, y))
            x += _SIGN_ROOM + line.width + _GAP
        self.height = y + _STYLE.leading

    def draw(self, pen: Drawing, left: float, top: float) -> None:
        for sign, line, x, y in self._placed:
            sign(pen, left + x + 5.0, top + y + 5.0)
            pen.text(line, left + x + _SIGN_ROOM, top + y + 7.6)


def key_strip(key: Key, above: float) -> Strip:
    tag = Tag("P")

    def draw(pen: Pen, left: float, top: float) -> None:
        pen.begin(tag)
        key.draw(pen, left, top)
        pen.end()

    return Strip(key.height, draw, above=above, tags=(tag,))


def _signs(review: SharedReview) -> list[tuple[_Sign, str]]:
    kinds = {entry.kind for entry in review.entries}
    precisions = {entry.precision for entry in review.entries}
    found: list[tuple[_Sign, str]] = [
        (_shape(kind), kind.value) for kind in EntryKind if kind in kinds
    ]
    if Precision.BETWEEN in precisions or Precision.DAY in precisions:
        found.append((_dashes, "some time within"))
    if Precision.ABOUT in precisions:
        found.append((_halo, "about then"))
    if Precision.UNKNOWN in precisions:
        found.append((_hatch, "time not known, placed by order"))
    return found


def _shape(kind: EntryKind) -> _Sign:
    def sign(pen: Drawing, x: float, y: float) -> None:
        draw_kind(pen, kind, x, y, 6.4, QUIET)

    return sign


def _dashes(pen: Drawing, x: float, y: float) -> None:
    pen.path(
        [(x - 5, y), (x + 6, y)], stroke=tint(QUIET, 0.55), line=0.8, dash="2 1.6", close=False
    )
    pen.path([(x + 6, y - 3), (x + 6, y + 3)], stroke=QUIET, line=0.8, close=False)


def _halo(pen: Drawing, x: float, y: float) -> None:
    pen.ellipse(x, y, 5.4, 5.4, fill=tint(QUIET, 0.16))
    pen.ellipse(x, y, 2.9, 2.9, fill=QUIET)


def _hatch(pen: Drawing, x: float, y: float) -> None:
    for offset in (-4.0, -1.0, 2.0):
        pen.path(
            [(x + offset - 1.5, y + 4.6), (x + offset + 3.0, y - 4.6)],
            stroke=tint(QUIET, 0.6), line=0.6, close=False,
        )  # fmt: skip


def _break(pen: Drawing, x: float, y: float) -> None:
    draw_break(pen, x, y - 5.0, y + 5.0)


def _counted(setter: Setter) -> _Sign:
    line = setter.line([Span("+9", _STYLE)])

    def sign(pen: Drawing, x: float, y: float) -> None:
        pen.text(line, x - line.width / 2, y + 2.6)

    return sign
