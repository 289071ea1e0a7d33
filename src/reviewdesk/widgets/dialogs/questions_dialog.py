"""The questions one review asks: a line each, to be changed, added, left out and put in order."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from reviewdesk.domain.errors import KnownError
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.services.question_edits import Asked, asked_now, own_of_program, set_questions
from reviewdesk.widgets.parts import button, label

_WIDTH_PX, _HEIGHT_PX = 620, 440


class _Lines(QPlainTextEdit):
    """Signals: `kept()` on Ctrl+Enter."""

    kept = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.kept.emit()
        else:
            super().keyPressEvent(event)


class QuestionsDialog(QDialog):
    """Ctrl+Enter keeps them as one step; Escape leaves everything as it was."""

    def __init__(self, bridge: DeskBridge, which: Asked, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setObjectName("questions_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge, self._which = bridge, which
        of_decisions = which == "probes"
        title = {
            "probes": self.tr("Questions about decisions"),
            "card_questions": self.tr("Questions of cards"),
            "opening_questions": self.tr("Questions of the opening card"),
        }[which]
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._lines = _Lines()
        self._lines.setObjectName("questions_lines")
        self._lines.setAccessibleName(self.tr("One question a line"))
        self._lines.setTabChangesFocus(True)
        self._lines.setPlainText("\n".join(one.text for one in asked_now(bridge.review, which)))
        told = self.tr("One question a line, in this review only. Changed words keep the answers.")
        if of_decisions:
            told += " " + self.tr("Why it made sense is always asked first.")
        elif which == "opening_questions":
            told += " " + self.tr("They stand above the others, on the opening card alone.")
        hint = label(told, "quiet")
        hint.setWordWrap(True)
        self._refused = label("", "attention")
        self._refused.setObjectName("questions_refused")
        self._refused.setWordWrap(True)
        self._refused.hide()
        own = button(self.tr("Those of the program"), "questions_own")
        own.clicked.connect(self._on_own)
        cancel = button(self.tr("Cancel"), "questions_cancel")
        cancel.clicked.connect(self.reject)
        keep = button(self.tr("Keep"), "questions_keep", "strong")
        keep.clicked.connect(self._on_keep)
        self._lines.kept.connect(self._on_keep)
        row = QHBoxLayout()
        row.addWidget(own)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(8)
        column.addWidget(label(title, "heading"))
        column.addWidget(hint)
        column.addWidget(self._lines, 1)
        column.addWidget(self._refused)
        column.addLayout(row)
        self.resize(_WIDTH_PX, _HEIGHT_PX)
        bridge.closing.connect(self.reject)

    def _on_own(self) -> None:
        """Puts the program's own in the lines; nothing is kept yet."""
        self._lines.setPlainText("\n".join(one.text for one in own_of_program(self._which)))

    def _on_keep(self) -> None:
        try:
            set_questions(self._bridge, self._which, self._lines.toPlainText().splitlines())
        except KnownError as error:
            self._refused.setText(str(error))
            self._refused.show()
            return
        self.accept()
