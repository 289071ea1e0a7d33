"""Where on a page something may lie without covering what one could want to click."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_STEP_PX = 12
_HANDS = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)


def controls_on(page: QWidget) -> tuple[list[QRect], list[QRect]]:
    """Where on `page` something stands that takes a click or the keyboard, as far as it is seen.

    And of that, where one presses or writes: a drawing shows the same beside what lies over it.
    """
    found: tuple[list[QRect], list[QRect]] = [], []
    for one in page.findChildren(QWidget):
        if one.isVisible() and _is_control(one):
            seen = one.visibleRegion().boundingRect()
            if not seen.isEmpty():
                place = seen.translated(one.mapTo(page, QPoint()))
                found[0].append(place)
                if isinstance(one, _HANDS):
                    found[1].append(place)
    return found


def _is_control(one: QWidget) -> bool:
    if isinstance(one, QAbstractScrollArea):
        # Of the others the frame alone takes the keyboard; what stands in it is asked for itself.
        return isinstance(one, QAbstractItemView | QPlainTextEdit | QTextEdit)
    # A ground that takes a click only takes the keyboard from what is on it.
    by_tab = bool(one.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return by_tab or isinstance(one, (*_HANDS, QAbstractSlider))


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
