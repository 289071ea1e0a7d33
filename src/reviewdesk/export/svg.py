"""The drawings of a copy as an SVG, timeline or map: shapes as shapes, text as text."""

from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from typing import TypeAlias
from xml.sax.saxutils import escape, quoteattr

from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.shared import SharedReview
from reviewdesk.export.numbering import number
from reviewdesk.export.pdf.bidi import without_turns
from reviewdesk.export.pdf.drawing import Drawing
from reviewdesk.export.pdf.fonts import FontSet
from reviewdesk.export.pdf.map import MAP_CAPTION, ConditionMap
from reviewdesk.export.pdf.text import SMALL_QUIET, Line, Setter, Span, Style, Word
from reviewdesk.export.pdf.timeline import key_of, pictures
from reviewdesk.export.wording import AUDIENCE_LINES

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_WIDTH = 760.0
_MARGIN = 16.0
_MOST = 900.0
_TITLE = Style(12.0, 18.0)
_WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700, "Italic": 400}


def title_of(review: SharedReview) -> str:
    return f"{review.head.title or 'Untitled review'} · {AUDIENCE_LINES[review.audience]}"


def words_of(line: Line) -> str:
    """What a set line says, in the order it is read."""
    return "".join(map(_words, line.words)).rstrip()


def _words(word: Word) -> str:
    return "".join(piece.text for piece in word.pieces) + " " * word.spaces


def arranged(
    review: SharedReview, setter: Setter, look_up: Callable[[], None] = lambda: None
) -> tuple[float, float, Callable[[Drawing, Callable[[], None]], None]]:
    """Width and height of the timeline under its title, and what draws it.

    Several pictures stand below each other. `look_up` may raise to have it given up.
    """
    return _arranged(review, setter, look_up, bounded=False)


def bounded_arranged(
    review: SharedReview, setter: Setter, look_up: Callable[[], None] = lambda: None
) -> tuple[float, float, Callable[[Drawing, Callable[[], None]], None]]:
    """The same beside a table that tells of every event, with a few pictures at most."""
    return _arranged(review, setter, look_up, bounded=True)


def _arranged(
    review: SharedReview, setter: Setter, look_up: Callable[[], None], *, bounded: bool
) -> tuple[float, float, Callable[[Drawing, Callable[[], None]], None]]:
    found = pictures(review, setter, _WIDTH, _MOST, look_up, bounded=bounded)
    key = key_of(review, setter, _WIDTH, found)
    height = _MARGIN + 26.0 + sum(picture.height + 14.0 for picture in found) + _MARGIN
    height += key.height if found else 0.0

    def draw(sheet: Drawing, look_up: Callable[[], None]) -> None:
        title = setter.line([Span(title_of(review), _TITLE)], _WIDTH)
        sheet.text(title, _MARGIN, _MARGIN + 12.0)
        top = _MARGIN + 26.0
        for picture in found:
            look_up()
            picture.draw(sheet, _MARGIN, top)
            top += picture.height + 14.0
        if found:
            key.draw(sheet, _MARGIN, top - 6.0)

    return _WIDTH + 2 * _MARGIN, height, draw


def map_arranged(
    review: SharedReview, setter: Setter, _look_up: Callable[[], None] = lambda: None
) -> tuple[float, float, Callable[[Drawing, Callable[[], None]], None]]:
    """The same for the map of conditions. KnownError where there is none to be drawn."""
    numbers = number(review)
    held = [one for one in numbers.conditions if not one.ruled_out]
    if not held:
        raise KnownError(
            "There are no conditions in this copy, so there is no map of them. No file was "
            "written. Add conditions, or export the timeline."
        )
    drawn = ConditionMap(held, numbers.of, setter, _WIDTH)

    def draw(sheet: Drawing, _look_up: Callable[[], None]) -> None:
        title = setter.line([Span(title_of(review), _TITLE)], _WIDTH)
        sheet.text(title, _MARGIN, _MARGIN + 12.0)
        sheet.text(setter.line([Span(MAP_CAPTION, SMALL_QUIET)]), _MARGIN, _MARGIN + 27.0)
        drawn.draw(sheet, _MARGIN, _MARGIN + 40.0)

    return _WIDTH + 2 * _MARGIN, 2 * _MARGIN + 40.0 + drawn.height, draw


Arrange: TypeAlias = Callable[
    [SharedReview, Setter, Callable[[], None]],
    tuple[float, float, Callable[[Drawing, Callable[[], None]], None]],
]
"""What says how large a picture is, and draws it."""


def make_svg(
    review: SharedReview,
    fonts_dir: Path,
    look_up: Callable[[], None] = lambda: None,
    arrange: Arrange = arranged,
) -> str:
    """The timeline of a copy under its title; several pictures stand below each other."""
    return _HEAD + drawing(review, fonts_dir, look_up, arrange)


def drawing(
    review: SharedReview,
    fonts_dir: Path,
    look_up: Callable[[], None] = lambda: None,
    arrange: Arrange = arranged,
) -> str:
    """The same as an element that can stand in another document."""
    setter = Setter(FontSet(fonts_dir))
    width, height, draw = arrange(review, setter, look_up)
    sheet = _Sheet()
    draw(sheet, look_up)
    return sheet.whole(title_of(review), width, height)


class _Sheet:
    """Gathers what is drawn as elements of an SVG."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._clips = 0

    def whole(self, title: str, width: float, height: float) -> str:
        body = "\n".join(self._parts)
        return without_turns(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
            f'viewBox="0 0 {width:.0f} {height:.0f}" role="img" '
            "font-family=\"'Noto Sans', sans-serif\">\n"
            f"<title>{escape(title)}</title>\n"
            f'<rect width="100%" height="100%" fill="#FFFFFF"/>\n{body}\n</svg>\n'
        )

    def rectangle(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        *,
        fill: str = "",
        stroke: str = "",
        line: float = 0.6,
        dash: str = "",
    ) -> None:
        self._parts.append(
            f'<rect x="{left:.2f}" y="{top:.2f}" width="{max(0.0, width):.2f}" '
            f'height="{max(0.0, height):.2f}"{_paint(fill, stroke, line, dash)}/>'
        )

    def path(
        self,
        points: list[tuple[float, float]],
        *,
        fill: str = "",
        stroke: str = "",
        line: float = 0.6,
        dash: str = "",
        close: bool = True,
    ) -> None:
        kind = "polygon" if close else "polyline"
        places = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
        self._parts.append(f'<{kind} points="{places}"{_paint(fill, stroke, line, dash)}/>')

    def ellipse(
        self,
        x: float,
        y: float,
        half_width: float,
        half_height: float,
        *,
        fill: str = "",
        stroke: str = "",
        line: float = 0.6,
    ) -> None:
        self._parts.append(
            f'<ellipse cx="{x:.2f}" cy="{y:.2f}" rx="{half_width:.2f}" ry="{half_height:.2f}"'
            f"{_paint(fill, stroke, line, '')}/>"
        )

    def rule(self, left: float, top: float, width: float, colour: str, line: float) -> None:
        self.rectangle(left, top, width, line, fill=colour)

    def clip(self, left: float, top: float, width: float, height: float) -> None:
        self._clips += 1
        self._parts.append(
            f'<defs><clipPath id="clip{self._clips}"><rect x="{left:.2f}" y="{top:.2f}" '
            f'width="{width:.2f}" height="{height:.2f}"/></clipPath></defs>'
            f'<g clip-path="url(#clip{self._clips})">'
        )

    def unclip(self) -> None:
        self._parts.append("</g>")

    def text(self, line: Line, left: float, baseline: float, room: float = 0.0) -> None:
        if not line.words:
            return
        x = left + max(0.0, room - line.width) if line.right_to_left else left
        if any(piece.level for word in line.words for piece in word.pieces):
            # Whoever shows it puts it in order, which is done for a whole line alone.
            self._write(line.words, line.width, x, baseline)
            return
        for _, same in groupby(line.words, key=lambda word: word.span.style):
            words = list(same)
            width = sum(word.width + word.space for word in words)
            self._write(words, width - words[-1].space, x, baseline)
            x += width

    def _write(self, words: Sequence[Word], width: float, x: float, baseline: float) -> None:
        style = words[0].span.style
        # The width is said, so that another font on another machine runs into nothing.
        fitted = f' textLength="{width:.2f}" lengthAdjust="spacingAndGlyphs"'
        said = "".join(map(_words, words)).rstrip()
        self._parts.append(
            f'<text x="{x:.2f}" y="{baseline:.2f}" font-size="{style.size:.2f}" '
            f'font-weight="{_WEIGHTS[style.weight.value]}" fill={quoteattr(style.colour)}'
            f"{fitted}>{escape(said)}</text>"
        )


def _paint(fill: str, stroke: str, line: float, dash: str) -> str:
    said = f' fill="{fill or "none"}"'
    if stroke:
        said += f' stroke="{stroke}" stroke-width="{line:.2f}"'
        if dash:
            said += f' stroke-dasharray="{dash}"'
    return said
