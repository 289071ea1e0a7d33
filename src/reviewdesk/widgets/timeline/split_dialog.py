"""Splitting an event that lasted: at a moment that is typed, or in its title."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from reviewdesk.domain.entries import Entry
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.joining import lasts_over, middle_of
from reviewdesk.qt.clock_texts import ClockTexts
from reviewdesk.widgets.asking_dialog import foot_of, name_dialog
from reviewdesk.widgets.parts import button, label

_WIDTH_PX = 440


class SplitDialog(QDialog):
    """Asks when the second of two events begins; Enter splits there.

    `split_at` is given the moment; `split_title` is called where the title is to be split instead.
    """

    def __init__(
        self,
        entry: Entry,
        texts: ClockTexts,
        split_at: Callable[[datetime], object],
        split_title: Callable[[], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent.window())
        name_dialog(self, "split", self.tr("Split in two"))
        self._entry, self._texts = entry, texts
        self._split_at, self._split_title = split_at, split_title
        self._at = QLineEdit(texts.moment_text(middle_of(entry)))
        self._at.setObjectName("split_at")
        self._at.setAccessibleName(self.tr("The second begins at"))
        self._at.setPlaceholderText("10:35")
        self._told = label("", "strong")
        self._told.setObjectName("split_told")
        self._told.setWordWrap(True)
        self._yes = button(self.tr("Split"), "split_yes", "accent")
        self._lay_out()
        self._at.textChanged.connect(self._tell)
        self._yes.clicked.connect(self._on_yes)
        self._tell()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(10)
        column.addWidget(label(self.tr("Split in two"), "heading"))
        title = label(self._entry.title, "quiet")
        title.setWordWrap(True)
        column.addWidget(title)
        row = QHBoxLayout()
        row.setSpacing(10)
        name = label(self.tr("The second &begins at"))
        name.setBuddy(self._at)
        row.addWidget(name)
        row.addWidget(self._at, 1)
        column.addLayout(row)
        column.addWidget(self._told)
        in_titles = button(self.tr("In two &titles…"), "split_in_titles")
        in_titles.clicked.connect(self._on_title)
        column.addLayout(foot_of(self, "split", self._yes, in_titles))
        self.resize(_WIDTH_PX, self.sizeHint().height())
        self._at.selectAll()
        self._at.setFocus(Qt.FocusReason.OtherFocusReason)

    def _asked(self) -> datetime | None:
        """The moment typed, where the event lasts over it."""
        try:
            at = self._texts.read_moment(self._at.text(), self._entry.start)
        except (ValueError, KnownError):
            return None
        return at if at is not None and lasts_over(self._entry, at) else None

    def _tell(self) -> None:
        at, texts = self._asked(), self._texts
        self._yes.setEnabled(at is not None)
        began, ends = texts.moment(self._entry.start), texts.end_time(self._entry)
        if at is None:
            words = (
                self.tr("Type a time after {}.").format(began)
                if self._entry.open_end
                else self.tr("Type a time between {} and {}.").format(began, ends)
            )
        else:
            words = self.tr("{0}–{1} and {1}–{2}").format(began, texts.moment(at), ends)
        self._told.setText(words)

    def _on_yes(self) -> None:
        at = self._asked()
        if at is not None:
            self.accept()
            self._split_at(at)

    def _on_title(self) -> None:
        self.accept()
        self._split_title()
