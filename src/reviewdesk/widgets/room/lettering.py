"""Type of the room display: sizes from the window's height, lines that fit, text made safe."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import ceil
from re import compile as compile_pattern

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from reviewdesk.qt.bidi import visible_controls
from reviewdesk.qt.theme import font_of
from reviewdesk.widgets.room.marks import Area, Words

FLOOR = 0.03
"""No type is smaller than this share of the window's height."""
BODY = 0.042
MARGIN = 0.05
VITAL_BOTTOM = 0.90
"""What has to be read ends here: heads of the first row cover the rest."""
_SPACES = compile_pattern(r"[ \t]+")
_EVENED = 300
LINE_LIMIT_CHARS = 1_000
"""Longest line given to Qt to measure; SAFETY.md says what longer ones cost."""


def readable(text: str) -> str:
    """`text` as one line for the room: cut, and with its bidi controls made visible."""
    cut = text if len(text) <= LINE_LIMIT_CHARS else text[:LINE_LIMIT_CHARS] + "…"
    return " ".join(visible_controls(cut).split())


def _pieces(text: str) -> Iterator[str]:
    """`text` in pieces that Qt may be given, parted at spaces where there are any."""
    while len(text) > LINE_LIMIT_CHARS:
        cut = text.rfind(" ", LINE_LIMIT_CHARS // 2, LINE_LIMIT_CHARS)
        cut = cut if cut > 0 else LINE_LIMIT_CHARS
        yield text[:cut]
        text = text[cut:].lstrip()
    if text:
        yield text


@dataclass(frozen=True, slots=True)
class Lettering:
    """Fonts and measures for a window of `height` px. What was measured is kept."""

    height: int
    _metrics: dict[tuple[int, int], QFontMetricsF] = field(
        default_factory=dict, compare=False, repr=False
    )
    _widths: dict[tuple[str, int, int], float] = field(
        default_factory=dict, compare=False, repr=False
    )
    _lines: dict[tuple[str, int, float, int], tuple[tuple[str, ...], ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def px(self, share: float) -> int:
        """Type of `share` of the height, never under the floor, rounded up."""
        return ceil(max(share, FLOOR) * self.height - 1e-9)

    def part(self, share: float) -> float:
        """A measure of `share` of the height."""
        return share * self.height

    def line_px(self, share: float = 0.002) -> float:
        """Width of a line, never under 2 px."""
        return max(2.0, round(share * self.height))

    def metrics(self, size_px: int, weight: int = 400) -> QFontMetricsF:
        key = (size_px, weight)
        if key not in self._metrics:
            self._metrics[key] = QFontMetricsF(font_of(size_px, weight))
        return self._metrics[key]

    def width(self, text: str, size_px: int, weight: int = 400) -> float:
        key = (text, size_px, weight)
        if key not in self._widths:
            if len(self._widths) > 5_000:
                self._widths.clear()
            self._widths[key] = ceil(self.metrics(size_px, weight).horizontalAdvance(text))
        return self._widths[key]

    def fit(self, text: str, size_px: int, width: float, weight: int = 400) -> str:
        """`text`, with an ellipsis where `width` does not hold all of it."""
        text = readable(text)
        if self.width(text, size_px, weight) <= width:
            return text
        metrics = self.metrics(size_px, weight)
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, width - 1))

    def wrap(
        self, text: str, size_px: int, width: float, lines: int, weight: int = 400
    ) -> list[str]:
        """`text` in at most `lines` lines, broken between words where that is possible."""
        text = readable(text)
        if self.width(text, size_px, weight) <= width:
            return [text]
        layout = QTextLayout(text, QFont(font_of(size_px, weight)))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        units = text.encode("utf-16-le")
        found: list[str] = []
        layout.beginLayout()
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            # Qt counts in units of UTF-16, Python in characters.
            begin = 2 * line.textStart()
            if len(found) == lines - 1:
                found.append(self.fit(units[begin:].decode("utf-16-le"), size_px, width, weight))
                break
            end = begin + 2 * line.textLength()
            found.append(units[begin:end].decode("utf-16-le").strip())
        layout.endLayout()
        return found

    def lines_of(
        self, text: str, size_px: int, width: float, weight: int = 400
    ) -> tuple[tuple[str, ...], ...]:
        """All of `text` in lines of at most `width`, paragraph by paragraph; nothing is cut."""
        key = (text, size_px, width, weight)
        if key not in self._lines:
            if len(self._lines) > 2_000:
                self._lines.clear()
            self._lines[key] = tuple(
                tuple(
                    line
                    for piece in _pieces(one)
                    for line in self._broken(piece, size_px, width, weight)
                )
                for one in (
                    _SPACES.sub(" ", part).strip(" ") for part in visible_controls(text).split("\n")
                )
                if one
            )
        return self._lines[key]

    def evened(self, text: str, size_px: int, width: float, weight: int = 400) -> float:
        """The least of `width` with which `text` takes no more lines: they are even then.

        Of a short text alone, for of a long one nobody sees it.
        """
        if len(text) > _EVENED:
            return width

        def lines(width: float) -> int:
            return sum(len(one) for one in self.lines_of(text, size_px, width, weight))

        wanted, least = lines(width), width * 0.5
        while width - least > size_px and wanted > 1:
            tried = (width + least) / 2.0
            width, least = (tried, least) if lines(tried) <= wanted else (width, tried)
        return width

    def _broken(self, text: str, size_px: int, width: float, weight: int) -> list[str]:
        if self.width(text, size_px, weight) <= width:
            return [text]
        layout = QTextLayout(text, QFont(font_of(size_px, weight)))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        # Qt counts in units of UTF-16, Python in characters.
        units = text.encode("utf-16-le")
        found: list[str] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            begin, end = line.textStart(), line.textStart() + line.textLength()
            found.append(units[2 * begin : 2 * end].decode("utf-16-le", "replace").strip())
        layout.endLayout()
        return [line for line in found if line]

    def words(
        self,
        text: str,
        x: float,
        middle: float,
        size_px: int,
        colour: str,
        ground: str,
        *,
        weight: int = 400,
        width: float | None = None,
        align: float = 0.0,
    ) -> Words:
        """A line centred on `middle`, cut to `width` where that is given.

        `align` is the part of the room left over that goes before the text: 0 left, 1 right;
        with no `width`, 1 lets the text end at `x`.
        """
        if width is not None:
            text = self.fit(text, size_px, width, weight)
        own = self.width(text, size_px, weight)
        left = x + align * ((width or 0.0) - own)
        metrics = self.metrics(size_px, weight)
        high = metrics.ascent() + metrics.descent()
        # Figures and capitals are centred by their height, as the eye does.
        baseline = middle + metrics.capHeight() / 2.0
        area = Area(left, baseline - metrics.ascent(), own, high)
        return Words(text, area, baseline, size_px, colour, ground, weight)
