"""What this program is, and where it keeps what one writes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from reviewdesk import __version__
from reviewdesk.widgets.parts import button, label


class AboutProgram(QDialog):
    """Version, promise, and the place of the library."""

    def __init__(self, library: Path | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("about_program")
        self.setAccessibleName(self.tr("About ReviewDesk"))
        self.setWindowTitle(self.tr("About ReviewDesk"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(10)
        layout.addWidget(label(self.tr("ReviewDesk"), "heading"))
        layout.addWidget(label(self.tr("Version ") + __version__, "quiet"))
        for sentence in (
            self.tr(
                "For people who rebuild together how an incident looked from inside, "
                "and why it made sense at the time."
            ),
            self.tr("Works offline. Nothing you write leaves this computer by itself."),
            self.tr("Your reviews are kept in ") + str(library) if library else "",
            self.tr("Set in Noto Sans, under the SIL Open Font License 1.1. Made with Qt (LGPL)."),
        ):
            if sentence:
                words = label(sentence)
                words.setWordWrap(True)
                layout.addWidget(words)
        close = button(self.tr("Close"), "about_close")
        close.clicked.connect(self.accept)
        layout.addSpacing(8)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.setMinimumWidth(460)
