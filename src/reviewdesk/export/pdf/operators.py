"""Pieces of the code that pages are written in."""

from functools import lru_cache


def show(code: list[str], glyphs: list[str]) -> None:
    """Writes the glyphs gathered so far with one operator."""
    if glyphs:
        code.append(f"[{''.join(glyphs).replace('><', '')}] TJ")
        glyphs.clear()


def ellipse(x: float, y: float, w: float, h: float) -> str:
    """A closed path round a middle; `y` counts upwards."""
    a, b = w * 0.5523, h * 0.5523
    return (
        f"{x - w:.2f} {y:.2f} m "
        f"{x - w:.2f} {y + b:.2f} {x - a:.2f} {y + h:.2f} {x:.2f} {y + h:.2f} c "
        f"{x + a:.2f} {y + h:.2f} {x + w:.2f} {y + b:.2f} {x + w:.2f} {y:.2f} c "
        f"{x + w:.2f} {y - b:.2f} {x + a:.2f} {y - h:.2f} {x:.2f} {y - h:.2f} c "
        f"{x - a:.2f} {y - h:.2f} {x - w:.2f} {y - b:.2f} {x - w:.2f} {y:.2f} c h"
    )


@lru_cache(maxsize=256)
def rgb(colour: str) -> str:
    """A colour as operands of rg and RG."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return f"{red:.3g} {green:.3g} {blue:.3g}"
