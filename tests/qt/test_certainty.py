"""How sure an event is can be told from its shape, of every kind and without colour."""

from itertools import combinations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from reviewdesk.domain.entries import EntryKind, Precision, Standing
from reviewdesk.qt.certainty import draw_placed, draw_standing

GREY, WHITE = QColor("#555555"), QColor("white")
MIDDLE = QPointF(20, 20)


def drawn(kind: EntryKind, precision: Precision, standing: Standing) -> QImage:
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw_placed(painter, kind, MIDDLE, 13.0, GREY, WHITE, precision)
    draw_standing(painter, standing, MIDDLE - QPointF(8, 8), 8.0, GREY, WHITE)
    painter.end()
    return image


def apart(one: QImage, other: QImage) -> int:
    """How many px differ so much that an eye can see it."""
    return sum(
        abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) > 25
        for x in range(one.width())
        for y in range(one.height())
    )


@pytest.mark.parametrize("kind", list(EntryKind))
def test_each_way_a_time_is_known_looks_its_own(qapp: QApplication, kind: EntryKind) -> None:
    looks = {one: drawn(kind, one, Standing.CONFIRMED) for one in Precision}
    for one, other in combinations(Precision, 2):
        assert apart(looks[one], looks[other]) > 20, (one, other)


@pytest.mark.parametrize("precision", list(Precision))
def test_each_standing_looks_its_own(qapp: QApplication, precision: Precision) -> None:
    looks = {one: drawn(EntryKind.SIGNAL, precision, one) for one in Standing}
    for one, other in combinations(Standing, 2):
        assert apart(looks[one], looks[other]) > 8, (one, other)
