"""Keeping the caret in sight in a field that grows inside an area that scrolls."""

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea

_AROUND_PX = 30
"""As much as fades out at an edge beyond which there is more."""


class CaretSight(QObject):
    """Scrolls the area around `field` after the caret, since the field itself never scrolls."""

    def __init__(self, field: QPlainTextEdit) -> None:
        super().__init__(field)
        self._field = field
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._look)
        field.cursorPositionChanged.connect(self.look_soon)

    def look_soon(self) -> None:
        """When what is around the field has taken over its new height."""
        if self._field.hasFocus():
            self._soon.start(0)

    def _look(self) -> None:
        # Under a pressed button the text would slide away below the pointer and be marked.
        if not self._field.hasFocus() or QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        area = self._area()
        held = area.widget() if area is not None else None
        if area is None or held is None:
            return
        caret = self._field.cursorRect()
        middle = self._field.viewport().mapTo(held, caret.center())
        # Sideways it stays: the field is as wide as what it stands in.
        across = area.horizontalScrollBar().value()
        area.ensureVisible(across, middle.y(), 0, caret.height() // 2 + _AROUND_PX)

    def _area(self) -> QScrollArea | None:
        around = self._field.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        return around
