"""A question that one line answers."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from reviewdesk.domain.values import clean_line
from reviewdesk.widgets.parts import button, label

_WIDTH_PX = 420


def ask_line(
    parent: QWidget, name: str, question: str, act: str, text: str = "", *, longest: int = 80
) -> str | None:
    """What was typed, as one line; None where the question was put aside or nothing was typed.

    `act` stands on the button that Enter presses.
    """
    box = QDialog(parent)
    box.setObjectName(name)
    box.setAccessibleName(question)
    box.setWindowTitle(parent.window().windowTitle()[:100])
    field = QLineEdit(text[:longest])
    field.setObjectName(f"{name}_field")
    field.setAccessibleName(question)
    field.setMaxLength(longest)
    field.selectAll()
    yes = button(act, f"{name}_yes", "accent")
    no = button(box.tr("Cancel"), f"{name}_no")
    yes.setDefault(True)
    yes.clicked.connect(box.accept)
    no.clicked.connect(box.reject)
    words = label(question)
    words.setWordWrap(True)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(no)
    row.addWidget(yes)
    column = QVBoxLayout(box)
    column.setContentsMargins(20, 18, 20, 18)
    column.setSpacing(12)
    column.addWidget(words)
    column.addWidget(field)
    column.addLayout(row)
    box.setMinimumWidth(_WIDTH_PX)
    chosen = box.exec() == QDialog.DialogCode.Accepted
    typed = clean_line(field.text())
    box.deleteLater()
    return typed if chosen and typed else None
