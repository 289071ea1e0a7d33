"""What is painted of a lane, to the pixel."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from builders import an_entry
from reviewdesk.domain.layout import LaneLayout, Placed, columns_of
from reviewdesk.qt.theme import Theme, ThemeMode, load_fonts
from reviewdesk.widgets.timeline.lag_lines import free_place
from reviewdesk.widgets.timeline.look import Look
from reviewdesk.widgets.timeline.painter import DrawnLane, LanePainter

TITLE = "mail schedule refund status"


def painted(look: Look, middle: float, label_x: float) -> QImage:
    """An entry with its label from `label_x` on."""
    columns = columns_of([an_entry(TITLE)], [None])[0]
    width = look.label.width(TITLE)
    x = label_x - look.shape
    one = Placed(0, 0, x, label_x, width, width, x)
    lane = DrawnLane(0, 0.0, 60.0, QColor("black"), columns, LaneLayout([one]), [middle])
    image = QImage(400, 60, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    LanePainter(look).paint_entries(painter, lane, [one], 0.0)
    painter.end()
    return image


def ink_of(image: QImage) -> tuple[int, int, int, int]:
    dark = [
        (x, y)
        for y in range(image.height())
        for x in range(image.width())
        if image.pixelColor(x, y).lightness() < 128
    ]
    xs, ys = [x for x, _ in dark], [y for _, y in dark]
    return min(xs), min(ys), max(xs), max(ys)


@pytest.mark.parametrize("middle", [20.0, 20.25, 20.5, 20.75, 21.3])
@pytest.mark.parametrize("label_x", [30.0, 30.4, 30.5, 30.9])
def test_a_label_stands_where_it_stood_when_its_picture_is_drawn(
    qtbot: QtBot, middle: float, label_x: float
) -> None:
    load_fonts()
    look = Look.of(Theme(ThemeMode.LIGHT))
    look.pictures_allowed = 0
    as_text = painted(look, middle, label_x)
    look.begin_frame()
    made = painted(look, middle, label_x)
    assert look.pictures_allowed == 23
    kept = painted(look, middle, label_x)
    assert look.pictures_allowed == 23
    assert ink_of(made) == ink_of(kept) == ink_of(as_text)


def a_lane() -> DrawnLane:
    columns = columns_of([an_entry(TITLE)], [None])[0]
    return DrawnLane(0, 0.0, 60.0, QColor("black"), columns, LaneLayout(), [15.0, 45.0])


def test_a_lag_mark_without_room_for_its_words_still_stands_off_the_text() -> None:
    above, below = QRectF(0, 4, 400, 20), QRectF(0, 36, 400, 20)
    y, roomy = free_place(a_lane(), [above, below], 100.0, 80.0, 24.0)
    assert not roomy
    assert above.bottom() < y < below.top()


def test_a_lag_mark_in_a_full_lane_stands_on_the_line_under_it() -> None:
    assert free_place(a_lane(), [QRectF(0, 0, 400, 56)], 100.0, 80.0, 24.0) == (59.0, False)


def test_a_lag_mark_with_room_for_its_words_has_them() -> None:
    assert free_place(a_lane(), [QRectF(0, 4, 90, 50)], 100.0, 80.0, 24.0) == (30.0, True)
