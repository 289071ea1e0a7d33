"""What dialogs have in common that ask something, and do it by one button."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton

from reviewdesk.widgets.parts import button


def name_dialog(dialog: QDialog, name: str, title: str) -> None:
    """Says what a dialog is called, for people and for tests; it goes when it is closed."""
    dialog.setObjectName(f"{name}_dialog")
    dialog.setAccessibleName(title)
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)


def foot_of(dialog: QDialog, name: str, yes: QPushButton, *aside: QPushButton) -> QHBoxLayout:
    """The buttons under a dialog: those `aside` at the left, then Cancel and `yes`, Enter's own."""
    cancel = button(dialog.tr("Cancel"), f"{name}_cancel")
    cancel.clicked.connect(dialog.reject)
    for one in (*aside, cancel):
        one.setAutoDefault(False)
    yes.setDefault(True)
    row = QHBoxLayout()
    for one in aside:
        row.addWidget(one)
    row.addStretch(1)
    row.addWidget(cancel)
    row.addWidget(yes)
    return row
