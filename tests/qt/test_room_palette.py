"""The colours of the room can be told from what they stand on, from eight metres."""

import pytest
from PySide6.QtGui import QColor

from reviewdesk.qt.room_palette import ROOM_PALETTES, SHAPE_CONTRAST, TEXT_CONTRAST, RoomPalette
from reviewdesk.qt.theme import contrast_ratio, text_on

GROUNDS = ("paper", "lane", "surface", "selected")


def contrast(one: str, other: str) -> float:
    return contrast_ratio(QColor(one), QColor(other))


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("palette", ROOM_PALETTES, ids=lambda palette: palette.name)
def test_text_and_shapes_stand_out(palette: RoomPalette, ground: str) -> None:
    under = getattr(palette, ground)
    assert contrast(palette.ink, under) >= TEXT_CONTRAST
    assert contrast(palette.quiet, under) >= TEXT_CONTRAST
    assert contrast(palette.cursor, under) >= SHAPE_CONTRAST
    for colour in palette.departments:
        assert contrast(colour, under) >= SHAPE_CONTRAST


@pytest.mark.parametrize("palette", ROOM_PALETTES, ids=lambda palette: palette.name)
def test_badges_bars_and_the_cursor_can_be_read(palette: RoomPalette) -> None:
    assert contrast(palette.on_cursor, palette.cursor) >= TEXT_CONTRAST
    assert contrast(palette.selected_edge, palette.selected) >= SHAPE_CONTRAST
    for colour in palette.departments:
        assert contrast(text_on(QColor(colour)).name(), colour) >= TEXT_CONTRAST
        for ground in (palette.lane, palette.surface):
            bar = palette.bar(colour, ground)
            assert contrast(palette.ink, bar) >= TEXT_CONTRAST
            assert contrast(colour, bar) >= SHAPE_CONTRAST


@pytest.mark.parametrize("palette", ROOM_PALETTES, ids=lambda palette: palette.name)
def test_colours_of_departments_begin_again_with_a_pattern(palette: RoomPalette) -> None:
    count = len(palette.departments)
    assert palette.department(count) == palette.department(0)
    assert (palette.pattern(count - 1), palette.pattern(count)) == (0, 1)
