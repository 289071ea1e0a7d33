"""The list of reviews: where the program opens, and where one comes back to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reviewdesk.widgets.choice_box import ChoiceBox
from reviewdesk.widgets.parts import button, label, shown

if TYPE_CHECKING:
    from reviewdesk.domain.library import Hit, ReviewRow
    from reviewdesk.qt.librarian import Librarian
    from reviewdesk.qt.theme import Theme
    from reviewdesk.widgets.library.hits import Hits
    from reviewdesk.widgets.library.review_table import ReviewTable
    from reviewdesk.widgets.library.trash import Trash

_PATIENCE_MS = 2_500
"""After so long it is said why opening takes its time."""
_REST_MS = 120
"""How long typing rests before the search asks."""


class LibraryPage(QWidget):
    """All reviews of this machine, with a search over everything written in them.

    Signals: `new_requested()`.
    """

    new_requested = Signal()

    def __init__(self, librarian: Librarian, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library_page")
        self.setAccessibleName(self.tr("Library"))
        self._librarian = librarian
        self._theme = theme
        self._table: ReviewTable | None = None
        self._hits: Hits | None = None
        self._trash: Trash | None = None
        self._search = QLineEdit()
        self._search.setObjectName("library_search")
        self._search.setAccessibleName(self.tr("Search in all reviews"))
        self._search.setPlaceholderText(self.tr("Search everything written in every review"))
        self._search.setClearButtonEnabled(False)
        self._kind = _choice("library_kind", self.tr("Kind of review"), self.tr("All kinds"))
        self._tag = _choice("library_tag", self.tr("Tag"), self.tr("All tags"))
        self._archived = QCheckBox(self.tr("Archived"))
        self._archived.setObjectName("library_archived")
        self._archived.setAccessibleName(self.tr("Show archived reviews too"))
        self._trash_button = button(self.tr("Trash"), "library_trash", "pill")
        self._trash_button.setCheckable(True)
        self._new = button(self.tr("New review"), "library_new", "accent")
        self._heading = label(self.tr("Library"), "heading")
        self._count = label("", "quiet")
        self._state = label(self.tr("Opening the library…"), "quiet")
        self._state.setWordWrap(True)
        self._state.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._state.setContentsMargins(0, 80, 0, 0)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._state)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._build()
        self._connect()

    def sizeHint(self) -> QSize:
        return QSize(900, 600)

    @property
    def table(self) -> ReviewTable | None:
        """The list, once there is one to show."""
        return self._table

    def search_for(self, text: str) -> None:
        self._search.setText(text)

    def show_trash(self, shown: bool) -> None:
        self._trash_button.setChecked(shown)
        self._show()

    def focus(self) -> None:
        """Puts the keyboard where one goes on: in the list, or on the first offer.

        In the list it is on the review that is open.
        """
        if self._table is not None:
            self._table.choose(self._librarian.in_hand)
        shown = self._stack.currentWidget()
        if shown is None or (
            shown.focusPolicy() is Qt.FocusPolicy.NoFocus and shown.focusProxy() is None
        ):
            shown = self._search
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._search.text():
            self._search.clear()
            return
        if event.key() == Qt.Key.Key_Down and self._search.hasFocus():
            self.focus()
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._heading)
        self._count.setContentsMargins(0, 5, 0, 0)
        top.addWidget(self._count)
        top.addStretch(1)
        top.addWidget(self._new)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self._search, 1)
        for part in (self._kind, self._tag, self._archived, self._trash_button):
            tools.addWidget(part)
        tools.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 22)
        column.setSpacing(14)
        column.addLayout(top)
        column.addLayout(tools)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._new.clicked.connect(self.new_requested)
        self._search.textChanged.connect(self._on_typed)
        self._search.returnPressed.connect(self._ask)
        self._rest.timeout.connect(self._ask)
        self._kind.currentIndexChanged.connect(self._show)
        self._tag.currentIndexChanged.connect(self._show)
        self._archived.toggled.connect(self._show)
        self._trash_button.toggled.connect(self._show)
        self._librarian.lists_changed.connect(self._on_lists_changed)
        self._librarian.refused.connect(self._on_refused)
        self._librarian.opening.connect(self._on_opening)
        self._patience.timeout.connect(self._on_patience)
        self._librarian.opened.connect(self._patience.stop)

    def _on_opening(self) -> None:
        if self._stack.currentWidget() is self._state:
            self._state.setText(self.tr("Opening the library…"))
        self._patience.start()

    def _on_patience(self) -> None:
        self._state.setText(
            self.tr(
                "Opening the library… This one takes a while: it is looked through, and put "
                "together again where it was damaged. Nothing of it is thrown away."
            )
        )

    def _on_refused(self) -> None:
        self._patience.stop()
        # Why, and what can be done about it, stands in the notice.
        self._state.setText(self.tr("No library is open."))
        self._stack.setCurrentWidget(self._state)
        self._let_act(False)

    def _let_act(self, can: bool) -> None:
        """Shows what a library is needed for, while there is one."""
        for part in (self._new, self._search):
            part.setVisible(can)
        if not can:
            self._count.clear()
            for filter_part in (self._kind, self._tag, self._archived, self._trash_button):
                filter_part.hide()

    def _on_typed(self, text: str) -> None:
        if text.strip():
            self._rest.start()
        else:
            self._rest.stop()
            self._show()

    def _ask(self) -> None:
        self._rest.stop()
        if self._search.text().strip():
            self._librarian.search(self._search.text(), self._show_hits)

    def _show_hits(self, found: Sequence[Hit]) -> None:
        if not self._search.text().strip():
            return
        if self._hits is None:
            from reviewdesk.widgets.library.hits import Hits

            self._hits = Hits(self._theme)
            self._hits.chosen.connect(self._on_hit_chosen)
            self._stack.addWidget(self._hits)
        self._hits.show_hits(found)
        self._stack.setCurrentWidget(self._hits)

    def _on_hit_chosen(self, hit: Hit) -> None:
        self._librarian.open_review(hit.review_id, hit.table, hit.record_id)

    def _on_lists_changed(self) -> None:
        self._let_act(True)
        reviews = self._librarian.reviews
        _offer(self._kind, sorted({str(row.kind) for row in reviews}))
        _offer(self._tag, sorted({tag for row in reviews for tag in row.tags}))
        trashed = sum(row.deleted_at is not None for row in reviews)
        self._trash_button.setText(f"{self.tr('Trash')} {trashed}")
        if not trashed:
            self._trash_button.setChecked(False)
        self._trash_button.setVisible(trashed > 0)
        self._archived.setVisible(any(row.archived for row in reviews))
        self._tag.setVisible(self._tag.count() > 1)
        self._kind.setVisible(self._kind.count() > 2)
        self._show()
        if self._search.text().strip():
            self._ask()
        elif self.isVisible() and not self._search.hasFocus():
            self.focus()

    def _show(self) -> None:
        """Shows what the filters leave, or the first offer where there is nothing at all."""
        if not self._librarian.is_open and not self._librarian.reviews:
            return
        everything = self._librarian.reviews
        kept = [row for row in everything if row.deleted_at is None]
        if self._trash_button.isChecked():
            self._show_trash([row for row in everything if row.deleted_at is not None])
            return
        self._search.setVisible(bool(kept))
        self._new.setVisible(bool(kept))
        self._count.setText(self._reviews_words(len(kept)) if kept else "")
        if not kept:
            self._show_first()
        elif not self._search.text().strip():
            self._show_rows([row for row in kept if self._passes(row)])

    def _reviews_words(self, count: int) -> str:
        return self.tr("1 review") if count == 1 else f"{count:,} {self.tr('reviews')}"

    def _passes(self, row: ReviewRow) -> bool:
        kind, tag = self._kind.currentData(), self._tag.currentData()
        return (
            (self._archived.isChecked() or not row.archived)
            and (not kind or str(row.kind) == kind)
            and (not tag or tag in row.tags)
        )

    def _show_rows(self, rows: Sequence[ReviewRow]) -> None:
        if self._table is None:
            from reviewdesk.widgets.library.review_table import ReviewTable

            self._table = ReviewTable(self._librarian, self._theme)
            self._stack.addWidget(self._table)
        self._table.show_rows(rows)
        self._stack.setCurrentWidget(self._table)

    def _show_trash(self, rows: Sequence[ReviewRow]) -> None:
        if self._trash is None:
            from reviewdesk.widgets.library.trash import Trash

            self._trash = Trash(self._librarian, self._theme)
            self._stack.addWidget(self._trash)
        self._trash.show_rows(rows)
        self._stack.setCurrentWidget(self._trash)

    def _show_first(self) -> None:
        first = self._stack.findChild(QWidget, "first_start")
        if first is None:
            from reviewdesk.widgets.library.first_start import FirstStart

            first = FirstStart()
            first.sample_requested.connect(self._librarian.add_sample)
            first.new_requested.connect(self.new_requested)
            self._stack.addWidget(first)
        self._stack.setCurrentWidget(first)


def _choice(name: str, accessible: str, all_of_them: str) -> QComboBox:
    made = ChoiceBox()
    made.setObjectName(name)
    made.setAccessibleName(accessible)
    made.addItem(all_of_them, "")
    made.hide()
    return made


def _offer(choice: QComboBox, values: Sequence[str]) -> None:
    """Has `choice` offer `values` under its first line, and keeps what was chosen if it can."""
    if [choice.itemData(place) for place in range(1, choice.count())] == list(values):
        return
    chosen = choice.currentData()
    choice.blockSignals(True)
    while choice.count() > 1:
        choice.removeItem(1)
    for value in values:
        choice.addItem(shown(value[:100]), value)
    choice.setCurrentIndex(max(0, choice.findData(chosen)))
    choice.blockSignals(False)
