"""Small parts the whole console is made of. Their look stands in resources/styles/console.qss."""

import re
from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QWidget

from reviewdesk.qt.bidi import visible_controls

LINE_LIMIT_CHARS = 1_000
"""Longest line given to Qt to lay out; SAFETY.md says what longer ones cost."""
_PASSAGE_CHARS = 240
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
_LONG_WORD = re.compile(r"\S{24,}")


def shown(text: str) -> str:
    """`text` cut for display, line by line, with a sign that there is more.

    What would turn the letters around it about is shown as what it is.
    """
    text = visible_controls(text)
    if len(text) <= LINE_LIMIT_CHARS:
        return text
    return "\n".join(
        line if len(line) <= LINE_LIMIT_CHARS else line[:LINE_LIMIT_CHARS] + "…"
        for line in text.split("\n")
    )


def breakable(text: str) -> str:
    """`text` cut, and with places at which even a word as long as a page can be parted."""
    cut = text if len(text) <= _PASSAGE_CHARS else text[: _PASSAGE_CHARS - 1] + "…"
    return _LONG_WORD.sub(lambda found: "\u200b".join(found[0]), cut)


def grouped(words: str, count: int) -> str:
    """`words` in which Qt wrote `count` for %n, with its thousands apart."""
    return words.replace(str(count), f"{count:,}", 1) if count >= 1000 else words


def tool_tip(text: str) -> str:
    """`text` as a tool tip that Qt cannot take for markup."""
    return f"<qt>{escape(shown(text))}</qt>" if text else ""


def label(text: str = "", role: str = "", parent: QWidget | None = None) -> QLabel:
    """A label of plain text; `role` is one of title, heading, caption, quiet, strong, attention."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(shown(text.upper() if role == "caption" else text))
    if role:
        made.setProperty("role", role)
    return made


def frame(role: str, parent: QWidget | None = None) -> QFrame:
    """A plain ground: surface, bar, side, panel, wash, hairline, notice."""
    made = QFrame(parent)
    made.setProperty("role", role)
    return made


class _Button(QPushButton):
    """One that leaves Alt and an arrow to the row it stands in.

    Qt has it go to the button beside it, as without Alt.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)


def button(text: str, name: str, role: str = "", *, accessible: str = "") -> QPushButton:
    """A push button called `name`; `role`: pill, chip, strong, accent, phase, side, quiet."""
    made = _Button(text)
    made.setObjectName(name)
    made.setAccessibleName(accessible or text)
    if role:
        made.setProperty("role", role)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    # Outside of dialogs Qt has Enter do nothing on a button.
    made.setAutoDefault(True)
    return made


def set_state(widget: QWidget, name: str, value: object) -> None:
    """Sets a property the style sheet looks at, and has the widget styled anew."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # it will be styled when it is first shown, and asking for the style takes 10 ms
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class ElidedLabel(QLabel):
    """One line of plain text that ends in an ellipsis where there is no room for all of it."""

    elided = Qt.TextElideMode.ElideRight
    """Where it is cut: a path keeps its end too."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(shown(" ".join(text.split())))
        self.setToolTip(tool_tip(text))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…"), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            area = self.contentsRect()
            text = self.fontMetrics().elidedText(self.text(), self.elided, area.width())
            painter.setPen(self.palette().windowText().color())
            painter.drawText(area, int(self.alignment()), text)


class TwoLineLabel(ElidedLabel):
    """As high as two lines: what has no room in the first goes on in the second."""

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(least.width(), max(least.height(), 2 * self.fontMetrics().lineSpacing()))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def lines(self) -> list[str]:
        """What stands in each line at this width."""
        measure, width = self.fontMetrics(), self.contentsRect().width()
        if measure.horizontalAdvance(self.text()) <= width:
            return [self.text()]
        first = ""
        for word in self.text().split(" "):
            longer = f"{first} {word}".strip()
            if first and measure.horizontalAdvance(longer) > width:
                break
            first = longer
        rest = self.text()[len(first) :].strip()
        return [
            measure.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in (first, rest)
        ]

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(self.palette().windowText().color())
            painter.drawText(self.contentsRect(), int(self.alignment()), "\n".join(self.lines()))


class ClickedLabel(ElidedLabel):
    """Words that can be clicked, for what a key does as well. Signals: `clicked()`."""

    clicked = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.clicked.emit()
