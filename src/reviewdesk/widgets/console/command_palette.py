"""Find: commands, events of the open review, reviews, and everything written in the library."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from reviewdesk.domain.numbering import NUMBERED_TYPES, called, name_of
from reviewdesk.qt.library_models import Column, RowsModel
from reviewdesk.qt.view_state import Page
from reviewdesk.widgets.console.commands import Menu, key_texts, words
from reviewdesk.widgets.console.help_words import other_words
from reviewdesk.widgets.parts import label
from reviewdesk.widgets.two_lines import TwoLineList

if TYPE_CHECKING:
    from reviewdesk.domain.library import Hit
    from reviewdesk.qt.desk_bridge import DeskBridge
    from reviewdesk.qt.librarian import Librarian
    from reviewdesk.qt.theme import Theme
    from reviewdesk.qt.view_state import ViewState
    from reviewdesk.widgets.console.frame import ConsoleFrame

_REST_MS = 120
_MOST_OF_A_KIND = 8
_WIDTH, _HEIGHT = 640, 440


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of what can be gone to or done."""

    text: str
    detail: str
    mark: str
    take: Callable[[], object]


class CommandPalette(QFrame):
    """One field and what it finds; arrows choose, Enter takes, Escape leaves."""

    def __init__(
        self, window: ConsoleFrame, librarian: Librarian, view: ViewState, theme: Theme
    ) -> None:
        super().__init__(window)
        self.setObjectName("command_palette")
        self.setAccessibleName(self.tr("Find"))
        self._window = window
        self._librarian = librarian
        self._view = view
        self._theme = theme
        self._bridge: DeskBridge | None = None
        self._near: list[Offer] = []
        self._before: QWidget | None = None
        self._field = QLineEdit()
        self._field.setObjectName("palette_field")
        self._field.setAccessibleName(self.tr("Find"))
        self._field.setPlaceholderText(self.tr("A command, an event, a review, any words"))
        self._field.installEventFilter(self)
        self._model: RowsModel[Offer] = RowsModel(
            [Column("", lambda offer: offer.text)],
            detail=lambda offer: offer.detail,
            mark=lambda offer: offer.mark,
        )
        self._list = TwoLineList("palette_list", self.tr("What was found"), theme)
        self._list.setModel(self._model)
        self._model.setParent(self)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._none = label(self.tr("Nothing found."), "quiet")
        self._none.hide()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addWidget(self._field)
        column.addWidget(self._none)
        column.addWidget(self._list, 1)
        self._field.textChanged.connect(self._on_typed)
        self._rest.timeout.connect(self._ask_library)
        self._list.clicked.connect(self._on_clicked)
        self.hide()

    def open(self, bridge: DeskBridge | None) -> None:
        """Shows it, empty, over the window."""
        self._bridge = bridge
        self._before = self._window.focusWidget()
        width = min(self._theme.px(_WIDTH), self._window.width() - 40)
        height = min(self._theme.px(_HEIGHT), self._window.height() - 120)
        self.setGeometry((self._window.width() - width) // 2, 70, width, height)
        self._field.clear()
        self._on_typed("")
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        self._rest.stop()
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None

    def offers(self) -> Sequence[Offer]:
        return self._model.rows

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut and self.isVisible():
            if self._window.isActiveWindow():
                self._before = None
                self.leave()
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8}
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self._list.currentIndex())
        elif key in steps and self._model.rows:
            place = self._list.currentIndex().row() + steps[key]
            self._choose(max(0, min(len(self._model.rows) - 1, place)))
        else:
            return False
        return True

    def _on_typed(self, text: str) -> None:
        sought = text.strip().casefold()
        self._near = [
            *islice(self._commands(sought), _MOST_OF_A_KIND if sought else 30),
            *islice(self._numbered(sought), _MOST_OF_A_KIND),
            *islice(self._events(sought), _MOST_OF_A_KIND),
            *islice(self._reviews(sought), _MOST_OF_A_KIND),
        ]
        self._show(self._near)
        if sought:
            self._rest.start()
        else:
            self._rest.stop()

    def _commands(self, sought: str) -> Iterator[Offer]:
        """Those whose own words fit before those that are found by other words for them."""
        parts, others = sought.split(), []
        for command, action in self._window.commands.enabled():
            if command.name == "find":
                continue
            text = action.text().partition("\t")[0]
            where = words(command.menu.value)
            name = f"{where} {text}".casefold()
            shown = f"{where}: {text}" if command.menu is Menu.GO else text
            offer = Offer(shown, "", "  ".join(key_texts(command)[:1]), action.trigger)
            if all(part in name for part in parts):
                yield offer
            elif all(part in f"{name} {other_words(command.name)}" for part in parts):
                others.append(offer)
        yield from others

    def _numbered(self, sought: str) -> Iterator[Offer]:
        """What people call by a number, when that is typed: "c7"."""
        if self._bridge is None or not sought[1:].isdecimal():
            return
        review = self._bridge.review
        for kind in NUMBERED_TYPES:
            if kind.letter.casefold() != sought[0]:
                continue
            for record in review.all(kind).values():
                if called(record).casefold() == sought:
                    text = f"{called(record)} {name_of(review, record)}"
                    take = self._opener(review.id, record.table, record.id)
                    yield Offer(text, self.tr("Of this review"), "", take)

    def _events(self, sought: str) -> Iterator[Offer]:
        if not sought or self._bridge is None:
            return
        for entry in self._bridge.review.entries.values():
            if sought in entry.title.casefold():
                yield Offer(entry.title, self.tr("Event of this review"), "", self._goer(entry.id))

    def _reviews(self, sought: str) -> Iterator[Offer]:
        """The one of exactly that title first: others may only begin with it."""
        rows = self._librarian.reviews
        for row in sorted(rows, key=lambda row: row.title.casefold() != sought):
            if row.deleted_at is None and sought and sought in row.title.casefold():
                yield Offer(row.title, self.tr("Review"), "", self._opener(row.id, "", ""))

    def _ask_library(self) -> None:
        self._librarian.search(self._field.text(), self._show_hits)

    def _show_hits(self, hits: Sequence[Hit]) -> None:
        if not self.isVisible() or not self._field.text().strip():
            return
        here = self._bridge.review.id if self._bridge is not None else ""
        far = [
            Offer(
                hit.named,
                f"{hit.review_title} · {hit.snippet}",
                "",
                self._opener(hit.review_id, hit.table, hit.record_id),
            )
            for hit in hits
            if not (hit.review_id == here and hit.table == "entry")
        ]
        place = self._list.currentIndex().row()
        self._show([*self._near, *far[:30]])
        self._choose(max(0, place))

    def _goer(self, entry_id: str) -> Callable[[], None]:
        def go() -> None:
            self._view.set_page(Page.TIMELINE)
            self._view.select(entry_id)

        return go

    def _opener(self, review_id: str, table: str, record_id: str) -> Callable[[], None]:
        return lambda: self._librarian.open_review(review_id, table, record_id)

    def _show(self, offers: Sequence[Offer]) -> None:
        self._model.set_rows(offers)
        self._list.setVisible(bool(offers))
        self._none.setVisible(not offers)
        self._choose(0)

    def _choose(self, place: int) -> None:
        if place < len(self._model.rows):
            self._list.setCurrentIndex(self._model.index(place, 0))

    def _on_clicked(self, index: QModelIndex) -> None:
        self._take(index)

    def _take(self, index: QModelIndex) -> None:
        offer = self._model.row_at(index)
        if offer is not None:
            self.leave()
            offer.take()
