"""The shape of each kind of event, as on screen, so that no meaning hangs on colour alone."""

from collections.abc import Sequence

from reviewdesk.domain.entries import EntryKind
from reviewdesk.export.pdf.drawing import Drawing

DEPARTMENTS = ("#0072B2", "#D55E00", "#00795A", "#9B4F83", "#8A6100", "#2F7FA8")

_LEAST_CONTRAST = 4.5


def department_colour(place: int) -> str:
    return DEPARTMENTS[place % len(DEPARTMENTS)]


def tint(colour: str, strength: float = 0.2) -> str:
    """`colour` thinned with white."""
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * strength):02X}" for part in parts)


def readable(colour: str) -> str:
    """`colour`, darkened until it reads on white: a contrast of 4.5 to 1 (WCAG 2, 1.4.3)."""
    parts = [float(int(colour[place : place + 2], 16)) for place in (1, 3, 5)]
    while 1.05 / (_luminance(parts) + 0.05) < _LEAST_CONTRAST:
        parts = [part * 0.93 for part in parts]
    return "#" + "".join(f"{round(part):02X}" for part in parts)


def _luminance(parts: Sequence[float]) -> float:
    linear = [
        part / 3294.6 if part <= 10.31 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def draw_kind(
    pen: Drawing,
    kind: EntryKind,
    x: float,
    y: float,
    size: float,
    colour: str,
    ground: str = "#FFFFFF",
) -> None:
    """Draws the shape of `kind`, about `size` wide, round a middle."""
    half, line = size / 2, max(0.8, size / 7)
    match kind:
        case EntryKind.CHANGE:
            side = size * 0.84
            pen.rectangle(x - side / 2, y - side / 2, side, side, fill=colour)
        case EntryKind.OBSERVATION:
            pen.ellipse(x, y, half * 0.9, half * 0.9, fill=colour)
        case EntryKind.SIGNAL:
            corners = ((0.0, -0.86), (0.96, 0.74), (-0.96, 0.74))
            pen.path(_at(corners, x, y, half), fill=ground, stroke=colour, line=line)
        case EntryKind.DECISION:
            pen.path(_at(((0, -1.1), (1.1, 0), (0, 1.1), (-1.1, 0)), x, y, half), fill=colour)
        case EntryKind.ACTION:
            chevron = ((-0.9, -0.85), (0.2, -0.85), (1, 0), (0.2, 0.85), (-0.9, 0.85), (-0.1, 0))
            pen.path(_at(chevron, x, y, half), fill=colour)
        case EntryKind.MESSAGE:
            pen.ellipse(x, y, half, half * 0.66, fill=ground, stroke=colour, line=line)
        case EntryKind.HELPED:
            pen.ellipse(x, y, half, half, fill=ground, stroke=colour, line=line)
            arm = size * 0.24
            pen.rectangle(x - arm, y - line / 2, 2 * arm, line, fill=colour)
            pen.rectangle(x - line / 2, y - arm, line, 2 * arm, fill=colour)


def _at(
    corners: tuple[tuple[float, float], ...], x: float, y: float, half: float
) -> list[tuple[float, float]]:
    return [(x + across * half, y + down * half) for across, down in corners]
