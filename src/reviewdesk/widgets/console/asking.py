"""The few questions that have to be answered before anything goes on."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

_SHOWN_CHARS = 400


def ask(parent: QWidget, name: str, question: str, told: str, yes: str, no: str) -> bool:
    """Whether `yes` was chosen; `no` is what Enter and Escape mean."""
    box = QMessageBox(parent)
    box.setObjectName(name)
    box.setWindowTitle(parent.windowTitle()[:100])
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question[:_SHOWN_CHARS])
    box.setInformativeText(told[:_SHOWN_CHARS])
    wanted = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    wanted.setObjectName(f"{name}_yes")
    other = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    other.setObjectName(f"{name}_no")
    box.setDefaultButton(other)
    box.setEscapeButton(other)
    box.exec()
    chosen: QObject | None = box.clickedButton()
    box.deleteLater()
    return chosen is wanted
