"""Outlines of glyphs as closed rings of points, for pictures of pixels."""

from typing import Any, TypeAlias

import uharfbuzz as hb

from reviewdesk.export.pdf.fonts import Face

_STEPS = 6
"""Straight pieces a curve is drawn with; at the sizes of labels each is under a pixel."""

Outline: TypeAlias = list[list[tuple[float, float]]]
"""Rings, in the units of the font, upwards."""
_Functions: TypeAlias = Any
"""HarfBuzz comes without types here."""


def _move(x: float, y: float, rings: Outline) -> None:
    rings.append([(x, y)])


def _line(x: float, y: float, rings: Outline) -> None:
    rings[-1].append((x, y))


def _quadratic(cx: float, cy: float, x: float, y: float, rings: Outline) -> None:
    from_x, from_y = rings[-1][-1]
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        rings[-1].append((a * from_x + b * cx + c * x, a * from_y + b * cy + c * y))


def _cubic(ax: float, ay: float, bx: float, by: float, x: float, y: float, rings: Outline) -> None:
    from_x, from_y = rings[-1][-1]
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        p, q, r, s = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        rings[-1].append(
            (p * from_x + q * ax + r * bx + s * x, p * from_y + q * ay + r * by + s * y)
        )


def _close(_rings: Outline) -> None:
    """Every ring is closed."""


def _functions() -> _Functions:
    found = hb.DrawFuncs()
    found.set_move_to_func(_move)
    found.set_line_to_func(_line)
    found.set_quadratic_to_func(_quadratic)
    found.set_cubic_to_func(_cubic)
    found.set_close_path_func(_close)
    return found


_FUNCTIONS = _functions()


def outline(face: Face, glyph: int) -> Outline:
    rings: Outline = []
    face.font.draw_glyph(glyph, _FUNCTIONS, rings)
    return [ring for ring in rings if len(ring) > 2]
