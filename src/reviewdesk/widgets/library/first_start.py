"""What an empty library offers: a real incident to look at, or a blank review."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewdesk.widgets.parts import button, frame, label


class FirstStart(QWidget):
    """Signals: `sample_requested()`, `new_requested()`."""

    sample_requested = Signal()
    new_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("first_start")
        self.setAccessibleName(self.tr("First start"))
        heading = label(self.tr("No reviews yet"), "heading")
        words = label(
            self.tr(
                "A review rebuilds, together with everyone who was there, how an incident looked "
                "from inside. Have a look at one first, or begin with an empty page."
            ),
            "quiet",
        )
        words.setWordWrap(True)
        sample = button(self.tr("Open the sample review"), "open_sample", "accent")
        sample.setDefault(True)
        empty = button(self.tr("Start an empty review"), "start_empty")
        told = label(
            self.tr(
                "The sample is a real public incident of 2019, complete with departments, "
                "decisions and repairs. It is a copy of your own: change it, delete it."
            ),
            "quiet",
        )
        told.setWordWrap(True)
        card = frame("surface")
        card.setMaximumWidth(560)
        column = QVBoxLayout(card)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(14)
        offers = QHBoxLayout()
        offers.setSpacing(10)
        offers.addWidget(sample)
        offers.addWidget(empty)
        offers.addStretch(1)
        column.addWidget(heading)
        column.addWidget(words)
        column.addLayout(offers)
        column.addWidget(told)
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(card, 4, Qt.AlignmentFlag.AlignTop)
        outer.addStretch(1)
        outer.setContentsMargins(0, 60, 0, 0)
        self.setFocusProxy(sample)
        sample.clicked.connect(self.sample_requested)
        empty.clicked.connect(self.new_requested)
