"""Where on a page something may lie without covering what one could want to click."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_STEP_PX = 12


def controls_on(page: QWidget) -> list[QRect]:
    """Where on `page` something stands that takes a click or the keyboard, as far as it is seen."""
    found = []
    for one in page.findChildren(QWidget):
        if one.isVisible() and _is_control(one):
            seen = one.visibleRegion().boundingRect()
            if not seen.isEmpty():
                found.append(seen.translated(one.mapTo(page, QPoint())))
    return found


def _is_control(one: QWidget) -> bool:
    if isinstance(one, QAbstractScrollArea):
        # Of the others the frame alone takes the keyboard; what stands in it is asked for itself.
        return isinstance(one, QAbstractItemView | QPlainTextEdit | QTextEdit)
    return one.focusPolicy() is not Qt.FocusPolicy.NoFocus or isinstance(one, QAbstractSlider)


def free_corner(room: QSize, size: QSize, taken: Sequence[QRect], top: int = 0) -> QPoint | None:
    """The lowest place below `top` for `size` where nothing is taken: in the middle, at the right,
    the left."""
    spare = room.width() - size.width()
    for y in range(room.height() - size.height(), top, -_STEP_PX):
        for x in (spare // 2, spare, 0):
            place = QRect(QPoint(x, y), size)
            if not any(place.intersects(one) for one in taken):
                return QPoint(x, y)
    return None
