"""A line to write in that shows, while nobody writes in it, that its text goes on."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame

LINE_INDENT_PX = 2
"""What Qt keeps free beside the text of one line, and of no other text."""


class ElidedLine(QLineEdit):
    """Ends in an ellipsis where there is no room for its text, rather than in half a letter."""

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        element = QStyle.SubElement.SE_LineEditContents
        area = self.style().subElementRect(element, option, self)
        area = area.marginsRemoved(self.textMargins()).adjusted(
            LINE_INDENT_PX, 0, -LINE_INDENT_PX, 0
        )
        text = self.displayText()
        if self.hasFocus() or self.fontMetrics().horizontalAdvance(text) <= area.width():
            super().paintEvent(event)
            return
        with QPainter(self) as painter:
            panel = QStyle.PrimitiveElement.PE_PanelLineEdit
            self.style().drawPrimitive(panel, option, painter, self)
            text = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            painter.setPen(self.palette().text().color())
            painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
