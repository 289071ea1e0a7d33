"""The few questions that have to be answered before anything goes on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QPushButton, QWidget

_SHOWN_CHARS = 400


def ask(parent: QWidget, name: str, question: str, told: str, yes: str, no: str) -> bool:
    """Whether `yes` was chosen; `no` is what Enter and Escape mean."""
    box = _box(parent, name, question, told)
    wanted = _add(box, yes, QMessageBox.ButtonRole.AcceptRole, f"{name}_yes")
    other = _add(box, no, QMessageBox.ButtonRole.RejectRole, f"{name}_no")
    box.setDefaultButton(other)
    box.setEscapeButton(other)
    return _chosen(box) is wanted


def ask_which(
    parent: QWidget, name: str, question: str, told: str, yes: str, other: str, stay: str
) -> bool | None:
    """Whether `yes` was chosen, and not `other`; None for `stay`, which Enter and Escape mean."""
    box = _box(parent, name, question, told)
    wanted = _add(box, yes, QMessageBox.ButtonRole.AcceptRole, f"{name}_yes")
    elsewhere = _add(box, other, QMessageBox.ButtonRole.ActionRole, f"{name}_other")
    kept = _add(box, stay, QMessageBox.ButtonRole.RejectRole, f"{name}_no")
    box.setDefaultButton(kept)
    box.setEscapeButton(kept)
    chosen = _chosen(box)
    return chosen is wanted if chosen in (wanted, elsewhere) else None


def _box(parent: QWidget, name: str, question: str, told: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setObjectName(name)
    box.setWindowTitle(parent.windowTitle()[:100])
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question[:_SHOWN_CHARS])
    box.setInformativeText(told[:_SHOWN_CHARS])
    return box


def _add(box: QMessageBox, words: str, role: QMessageBox.ButtonRole, name: str) -> QPushButton:
    made = box.addButton(words, role)
    made.setObjectName(name)
    return made


def _chosen(box: QMessageBox) -> QAbstractButton | None:
    box.exec()
    chosen = box.clickedButton()
    box.deleteLater()
    return chosen
