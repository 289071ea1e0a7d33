"""Areas filled with smooth edges on a picture of pixels, and the picture as a PNG.

It takes numpy and zlib and nothing else: no window, no library of pictures.
"""

import struct
import zlib
from collections.abc import Iterable, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

_SCANS = 8
"""Level cuts through each row of pixels; along them coverage is exact."""

Ring: TypeAlias = Sequence[tuple[float, float]]
"""The corners of a closed outline, in pixels from the top left."""
Box: TypeAlias = tuple[int, int, int, int]
"""First column, first row, and those after the last."""


def coverage(rings: Iterable[Ring], width: int, height: int) -> NDArray[np.float32]:
    """How much of each pixel lies inside `rings`, from 0 to 1.

    Inside is what they go round in either direction, so a ring the other way round in another
    one is a hole (the nonzero rule).
    """
    edges = [
        (*here, *there)
        for ring in rings
        for here, there in zip(ring, [*ring[1:], *ring[:1]], strict=True)
        if here[1] != there[1]
    ]
    if not edges or width <= 0 or height <= 0:
        return np.zeros((max(0, height), max(0, width)), np.float32)
    x0, y0, x1, y1 = np.asarray(edges, np.float64).T
    cuts = (np.arange(height * _SCANS) + 0.5) / _SCANS
    low, high = np.minimum(y0, y1), np.maximum(y0, y1)
    crossed = (cuts[:, None] >= low) & (cuts[:, None] < high)
    scan, edge = np.nonzero(crossed)
    x = x0[edge] + (cuts[scan] - y0[edge]) * (x1[edge] - x0[edge]) / (y1[edge] - y0[edge])
    x = np.clip(x, 0.0, width)
    column = np.minimum(x.astype(np.int64), width)
    turn = np.where(y1[edge] > y0[edge], 1.0, -1.0)
    # Each crossing says from where on the sign of the area changes; a sum along the row fills it.
    steps = np.zeros((height * _SCANS, width + 2))
    part = x - column
    np.add.at(steps, (scan, column), turn * (1.0 - part))
    np.add.at(steps, (scan, column + 1), turn * part)
    filled = np.minimum(np.abs(np.cumsum(steps, axis=1)[:, :width]), 1.0)
    found: NDArray[np.float32] = (
        filled.reshape(height, _SCANS, width).mean(axis=1).astype(np.float32)
    )
    return found


class Pixels:
    """A picture, white at first. Colours are "#RRGGBB"."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.rgb: NDArray[np.uint8] = np.full((height, width, 3), 255, np.uint8)
        self._clip: Box = (0, 0, width, height)

    def clip(self, box: Box | None) -> None:
        """Draws nothing outside `box`; None takes that back."""
        whole = (0, 0, self.width, self.height)
        self._clip = whole if box is None else _common(box, whole)

    def fill(self, rings: Sequence[Ring], colour: str) -> None:
        points = [point for ring in rings for point in ring]
        if not points:
            return
        across, down = [x for x, _ in points], [y for _, y in points]
        box = _common(
            (int(min(across)) - 1, int(min(down)) - 1, int(max(across)) + 2, int(max(down)) + 2),
            self._clip,
        )
        left, top, right, bottom = box
        moved = [[(x - left, y - top) for x, y in ring] for ring in rings]
        self.blend(coverage(moved, right - left, bottom - top), left, top, colour)

    def blend(self, mask: NDArray[np.float32], left: int, top: int, colour: str) -> None:
        """Lays `colour` over the picture where `mask` says how much of it."""
        height, width = mask.shape
        first, upper, last, lower = _common((left, top, left + width, top + height), self._clip)
        if first >= last or upper >= lower:
            return
        mask = mask[upper - top : lower - top, first - left : last - left, None]
        place = self.rgb[upper:lower, first:last]
        ink = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)], np.float32)
        place[:] = (place + (ink - place) * mask + 0.5).astype(np.uint8)

    def png(self, dots_per_inch: float, texts: Sequence[tuple[str, str]]) -> bytes:
        """The picture as a file, with what it says of itself: keywords, each with its text."""
        rows = np.zeros((self.height, 1 + self.width * 3), np.uint8)
        flat = self.rgb.reshape(self.height, -1)
        # Each row as what it adds to the one above: large even areas then take next to nothing.
        rows[:, 0] = 2
        rows[0, 1:] = flat[0]
        rows[1:, 1:] = flat[1:] - flat[:-1]
        per_metre = round(dots_per_inch / 0.0254)
        parts = [
            _chunk(b"IHDR", struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)),
            _chunk(b"sRGB", b"\x00"),
            _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)),
            *(
                _chunk(b"iTXt", key.encode("latin-1") + b"\0\0\0\0\0" + text.encode("utf-8"))
                for key, text in texts
            ),
            _chunk(b"IDAT", zlib.compress(rows.tobytes(), 6)),
            _chunk(b"IEND", b""),
        ]
        return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _common(one: Box, other: Box) -> Box:
    left, top = max(one[0], other[0]), max(one[1], other[1])
    return left, top, max(left, min(one[2], other[2])), max(top, min(one[3], other[3]))


def _chunk(sort: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + sort + data + struct.pack(">I", zlib.crc32(sort + data))
