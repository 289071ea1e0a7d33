"""Outlines in the language of pages; glyphs drawn by them are read out by no program as text."""

import re
from functools import lru_cache
from typing import Any, TypeAlias

import uharfbuzz as hb

from reviewdesk.export.pdf.fonts import Face, Stretch

_OPERAND = re.compile(r"<([0-9A-F]+)>|(-?\d+)")
_Functions: TypeAlias = Any
"""HarfBuzz comes without types here."""


def _move(x: float, y: float, path: list[str]) -> None:
    path.append(f"{x:.0f} {y:.0f} m")


def _line(x: float, y: float, path: list[str]) -> None:
    path.append(f"{x:.0f} {y:.0f} l")


def _cubic(ax: float, ay: float, bx: float, by: float, x: float, y: float, path: list[str]) -> None:
    path.append(f"{ax:.0f} {ay:.0f} {bx:.0f} {by:.0f} {x:.0f} {y:.0f} c")


def _close(path: list[str]) -> None:
    path.append("h")


def _functions() -> _Functions:
    found = hb.DrawFuncs()
    found.set_move_to_func(_move)
    found.set_line_to_func(_line)
    # Curves with one handle, which PDF does not know, HarfBuzz gives as those with two.
    found.set_cubic_to_func(_cubic)
    found.set_close_path_func(_close)
    return found


_FUNCTIONS = _functions()


@lru_cache(maxsize=2048)
def _path(face: Face, glyph: int) -> str:
    path: list[str] = []
    face.font.draw_glyph(glyph, _FUNCTIONS, path)
    return " ".join(path)


def outlined(
    stretch: Stretch, size: float, tracking: float, x: float, y: float
) -> tuple[str, float]:
    """The code that fills the glyphs of a stretch, and where the next one begins."""
    font, face = stretch.font, stretch.font.face
    scale = size / face.upem
    code = []
    for codes, kern in _OPERAND.findall(stretch.glyphs):
        if kern:
            x -= int(kern) * size / 1000
            continue
        for place in range(0, len(codes), 4):
            glyph = font.glyph_of(int(codes[place : place + 4], 16))
            path = _path(face, glyph)
            if path:
                at = f"{scale:.5f} 0 0 {scale:.5f} {x:.2f} {y + stretch.rise * size / 1000:.2f} cm"
                code.append(f"q {at} {path} f Q")
            x += face.font.get_glyph_h_advance(glyph) * scale + tracking
    return "\n".join(code), x


def ellipse_outline(x: float, y: float, half_width: float, half_height: float) -> str:
    """A closed outline round a middle; `y` counts upwards."""
    w, h = half_width, half_height
    a, b = w * 0.5523, h * 0.5523
    return (
        f"{x - w:.2f} {y:.2f} m "
        f"{x - w:.2f} {y + b:.2f} {x - a:.2f} {y + h:.2f} {x:.2f} {y + h:.2f} c "
        f"{x + a:.2f} {y + h:.2f} {x + w:.2f} {y + b:.2f} {x + w:.2f} {y:.2f} c "
        f"{x + w:.2f} {y - b:.2f} {x + a:.2f} {y - h:.2f} {x:.2f} {y - h:.2f} c "
        f"{x - a:.2f} {y - h:.2f} {x - w:.2f} {y - b:.2f} {x - w:.2f} {y:.2f} c h"
    )
