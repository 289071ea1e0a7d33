"""The drawing of the timeline as a PNG: the same marks as in the report, in pixels."""

import re
from collections.abc import Callable
from itertools import pairwise
from math import cos, hypot, pi, sin
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.shared import SharedReview
from reviewdesk.export.glyphs import outline
from reviewdesk.export.options import Say, nobody_hears
from reviewdesk.export.pdf.fonts import Font, FontSet
from reviewdesk.export.pdf.text import Line, Setter, in_order
from reviewdesk.export.pictures import PagePicture
from reviewdesk.export.raster import Pixels, Ring, coverage
from reviewdesk.export.svg import Arrange, arranged, title_of, words_of
from reviewdesk.export.wording import told_of_missing

_SCALE = 2.0
_MOST_PIXELS_HIGH = 30_000
"""Viewers refuse pictures beyond 32,767 pixels."""
_MOST_PREVIEW_PIXELS_HIGH = 2_000
_DOTS_PER_INCH = 72.0
_PLACES = 4
"""Places between two pixels at which a glyph is drawn: fewer, and words look uneven."""
_OPERAND = re.compile(r"<([0-9A-F]+)>|(-?\d+)")


def make_png(
    review: SharedReview,
    fonts_dir: Path,
    look_up: Callable[[], None] = lambda: None,
    arrange: Arrange = arranged,
    say: Say = nobody_hears,
) -> bytes:
    """The timeline of a copy, or its map, under its title, at twice the pixels of a plain screen.

    What is written in the picture stands in the file as its description too. A picture too high
    for that is drawn at half of it; beyond that KnownError. `look_up` may raise to have it given
    up; `say` hears of signs that no font has.
    """
    setter = Setter(FontSet(fonts_dir))
    width, height, draw = arrange(review, setter, look_up)
    scale = _SCALE if height * _SCALE <= _MOST_PIXELS_HIGH else 1.0
    if height * scale > _MOST_PIXELS_HIGH:
        raise KnownError(
            "This timeline is too long for one picture in pixels. No file was written, and the "
            "review is safe. Export it as .svg or .pdf, which have no such limit."
        )
    sheet = _Sheet(setter, width, height, scale)
    draw(sheet, look_up)
    if setter.fonts.missing:
        say(told_of_missing(setter.fonts.missing))
    title = title_of(review)
    description = "\n".join(dict.fromkeys(sheet.said))
    return sheet.pixels.png(
        _DOTS_PER_INCH * scale, [("Title", title), ("Description", description)]
    )


def drawn_small(
    review: SharedReview,
    fonts_dir: Path,
    width_px: int,
    look_up: Callable[[], None] = lambda: None,
    arrange: Arrange = arranged,
) -> PagePicture:
    """The same drawing for a preview: `width_px` wide, or less where it is too high for that."""
    setter = Setter(FontSet(fonts_dir))
    width, height, draw = arrange(review, setter, look_up)
    scale = min(width_px / width, _MOST_PREVIEW_PIXELS_HIGH / height)
    sheet = _Sheet(setter, width, height, scale)
    draw(sheet, look_up)
    pixels = sheet.pixels
    four = np.zeros((pixels.height, pixels.width, 4), np.uint8)
    four[:, :, :3] = pixels.rgb[:, :, ::-1]
    return PagePicture(0, 1, pixels.width, pixels.height, four.tobytes())


class _Sheet:
    """Draws in pixels; keeps what was written on it."""

    def __init__(self, setter: Setter, width: float, height: float, scale: float) -> None:
        self.pixels = Pixels(round(width * scale), round(height * scale))
        self.said: list[str] = []
        self._setter = setter
        self._scale = scale
        self._masks: dict[tuple[str, int, float, int], tuple[NDArray[np.float32], int, int]]
        self._masks = {}
        self._glyphs: dict[str, list[int]] = {}

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
        right, bottom = left + max(0.0, width), top + max(0.0, height)
        corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
        self.path(corners, fill=fill, stroke=stroke, line=line, dash=dash)

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
        scaled = [(x * self._scale, y * self._scale) for x, y in points]
        if fill:
            self.pixels.fill([scaled], fill)
        if stroke:
            going = [*scaled, scaled[0]] if close else scaled
            dashes = [float(length) * self._scale for length in dash.split()]
            half = line * self._scale / 2
            for stretch in _dashed(going, dashes) if dashes else [going]:
                self.pixels.fill(_stroked(stretch, half), stroke)

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
        steps = 40
        points = [
            (x + half_width * cos(2 * pi * n / steps), y + half_height * sin(2 * pi * n / steps))
            for n in range(steps)
        ]
        self.path(points, fill=fill, stroke=stroke, line=line)

    def rule(self, left: float, top: float, width: float, colour: str, line: float) -> None:
        self.rectangle(left, top, width, line, fill=colour)

    def clip(self, left: float, top: float, width: float, height: float) -> None:
        edges = (left, top, left + width, top + height)
        first, upper, last, lower = (round(edge * self._scale) for edge in edges)
        self.pixels.clip((first, upper, last, lower))

    def unclip(self) -> None:
        self.pixels.clip(None)

    def text(self, line: Line, left: float, baseline: float, room: float = 0.0) -> None:
        if not line.words:
            return
        self.said.append(words_of(line))
        x = left + max(0.0, room - line.width) if line.right_to_left else left
        for piece, span in in_order(self._setter, line):
            style = span.style
            for stretch in piece.stretches:
                at = baseline - stretch.rise * style.size / 1000
                for codes, kern in _OPERAND.findall(stretch.glyphs):
                    if kern:
                        x -= int(kern) * style.size / 1000
                        continue
                    for place in range(0, len(codes), 4):
                        glyph = self._glyph(stretch.font, int(codes[place : place + 4], 16))
                        self._draw_glyph(stretch.font, glyph, style.size, style.colour, x, at)
                        face = stretch.font.face
                        width = face.font.get_glyph_h_advance(glyph) / face.upem
                        x += width * style.size + style.tracking

    def _glyph(self, font: Font, code: int) -> int:
        known = self._glyphs.setdefault(font.key, [])
        if code >= len(known):
            known[:] = [glyph for glyph, _ in font.codes]
        return known[code]

    def _draw_glyph(
        self, font: Font, glyph: int, size: float, colour: str, x: float, y: float
    ) -> None:
        across, down = x * self._scale, y * self._scale
        step = int(across * _PLACES) % _PLACES
        key = (font.key, glyph, size, step)
        if key not in self._masks:
            self._masks[key] = self._mask(font, glyph, size, step / _PLACES)
        mask, left, top = self._masks[key]
        # Lines of text stand on whole pixels: letters of one line look alike, and sharper.
        self.pixels.blend(mask, int(across) + left, round(down) + top, colour)

    def _mask(
        self, font: Font, glyph: int, size: float, over: float
    ) -> tuple[NDArray[np.float32], int, int]:
        """A glyph with the place of its upper left corner from its origin."""
        scale = size * self._scale / font.face.upem
        rings = [
            [(over + x * scale, -y * scale) for x, y in ring] for ring in outline(font.face, glyph)
        ]
        points = [point for ring in rings for point in ring]
        if not points:
            return np.zeros((0, 0), np.float32), 0, 0
        left, top = int(min(x for x, _ in points)) - 1, int(min(y for _, y in points)) - 1
        width = int(max(x for x, _ in points)) + 2 - left
        height = int(max(y for _, y in points)) + 2 - top
        moved = [[(x - left, y - top) for x, y in ring] for ring in rings]
        return coverage(moved, width, height), left, top


def _stroked(points: list[tuple[float, float]], half: float) -> list[Ring]:
    """A line as areas: each piece as a box, each corner as a small disc."""
    found: list[Ring] = []
    for (ax, ay), (bx, by) in pairwise(points):
        length = hypot(bx - ax, by - ay)
        if not length:
            continue
        dx, dy = (bx - ax) / length * half, (by - ay) / length * half
        found.append(
            [(ax - dy, ay + dx), (ax + dy, ay - dx), (bx + dy, by - dx), (bx - dy, by + dx)]
        )
    corners = points[1:] if points[0] == points[-1] else points[1:-1]
    for x, y in corners:
        # The same way round as the boxes, so that they do not cancel each other.
        found.append([(x + half * cos(n * pi / 6), y + half * sin(n * pi / 6)) for n in range(12)])
    return found


def _dashed(
    points: list[tuple[float, float]], dashes: list[float]
) -> list[list[tuple[float, float]]]:
    """The stretches of a line that are drawn: dash, gap, dash, gap."""
    found: list[list[tuple[float, float]]] = []
    place, left, drawn = 0, dashes[0], True
    for (ax, ay), (bx, by) in pairwise(points):
        length, gone = hypot(bx - ax, by - ay), 0.0
        while length - gone > 1e-6:
            step = min(left, length - gone)
            start, end = gone / length, (gone + step) / length
            if drawn:
                found.append(
                    [
                        (ax + (bx - ax) * start, ay + (by - ay) * start),
                        (ax + (bx - ax) * end, ay + (by - ay) * end),
                    ]
                )
            gone += step
            left -= step
            if left <= 1e-6:
                place += 1
                left, drawn = dashes[place % len(dashes)], not drawn
    return found
