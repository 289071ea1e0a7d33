"""Colours of the room display, which is read from eight metres off a pale projector.

Text has a contrast of at least 7:1 on whatever it stands on, shapes and cursor of at least 4.5:1;
a test computes both. So departments are deeper here than on the console in light, and alike in
dark.
"""

from dataclasses import dataclass

from PySide6.QtGui import QColor

TEXT_CONTRAST = 7.0
SHAPE_CONTRAST = 4.5
_BAR_STRENGTH = 0.22


@dataclass(frozen=True, slots=True)
class RoomPalette:
    """Colours by what they are for, all of them opaque."""

    name: str
    paper: str
    lane: str
    surface: str
    hairline: str
    ink: str
    quiet: str
    cursor: str
    on_cursor: str
    selected: str
    selected_edge: str
    veil: str
    veil_hatch: str
    departments: tuple[str, ...]

    def department(self, place: int) -> str:
        """Colour of the department at that place; places over the last begin again."""
        return self.departments[place % len(self.departments)]

    def pattern(self, place: int) -> int:
        """How often the colours have begun again; over 0 an edge carries a pattern."""
        return place // len(self.departments)

    def bar(self, colour: str, ground: str) -> str:
        """`colour` thinned on `ground`: the tint of a bar, computed so that it is opaque."""
        return mixed(colour, ground, _BAR_STRENGTH)


ROOM_LIGHT = RoomPalette(
    name="light",
    paper="#F4F1EA",
    lane="#FBFAF7",
    surface="#FFFFFF",
    hairline="#D2CABB",
    ink="#1F2933",
    quiet="#434E57",
    cursor="#075A5A",
    on_cursor="#FFFFFF",
    selected="#FFF4DC",
    selected_edge="#8F5F0A",
    veil="#EEE9DE",
    veil_hatch="#D6CCB9",
    departments=("#005A94", "#9A3600", "#00614A", "#853A6E", "#6B4B00", "#3F566B"),
)
ROOM_DARK = RoomPalette(
    name="dark",
    paper="#0F1418",
    lane="#141B21",
    surface="#1A222A",
    hairline="#414E59",
    ink="#F3F1EC",
    quiet="#BAC4CC",
    cursor="#4FD1C5",
    on_cursor="#000000",
    selected="#3B2A12",
    selected_edge="#F0B429",
    veil="#12181D",
    veil_hatch="#303D48",
    departments=("#56B4E9", "#FF8A3D", "#2FC79A", "#E79AC8", "#F0B429", "#A9C6DC"),
)
ROOM_PALETTES = (ROOM_LIGHT, ROOM_DARK)


def mixed(colour: str, ground: str, share: float) -> str:
    """`share` of `colour` on `ground`, as an opaque colour."""
    over, under = QColor(colour), QColor(ground)

    def part(above: int, below: int) -> int:
        return round(above * share + below * (1 - share))

    return (
        QColor(
            part(over.red(), under.red()),
            part(over.green(), under.green()),
            part(over.blue(), under.blue()),
        )
        .name()
        .upper()
    )
