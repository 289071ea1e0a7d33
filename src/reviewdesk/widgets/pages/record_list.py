"""What the pages of written records have in common: a heading, a line to add, rows in order."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from reviewdesk.domain.edits import next_position
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.ids import new_id
from reviewdesk.domain.notes import Note
from reviewdesk.domain.people import Department, Voice
from reviewdesk.domain.understanding import Condition
from reviewdesk.domain.values import Record
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.telling import tell
from reviewdesk.qt.theme import Theme
from reviewdesk.qt.view_state import Page, ViewState
from reviewdesk.services import record_edits
from reviewdesk.services.desk import Edited
from reviewdesk.widgets.fields import AddLine
from reviewdesk.widgets.pages.near_rows import NearRows
from reviewdesk.widgets.pages.rows import RECORD_MIME, RecordRow
from reviewdesk.widgets.pages.veil_sign import VeilSign
from reviewdesk.widgets.parts import label
from reviewdesk.widgets.record_links import RecordLinks

W = TypeVar("W", bound=QWidget)

MAX_WIDTH_PX = 1_500
"""Lines longer than this are hard to read, and the ends of a row hard to see as one."""


class ReviewPage(QWidget):
    """A page with a heading, a quiet line that says what it is for, and a column that scrolls.

    It follows the review only while it is seen; hidden it remembers that it is behind.
    """

    name: ClassVar[str] = ""
    follows: ClassVar[tuple[type[Record], ...]] = ()
    """Kinds of records whose edits concern the page."""
    wide: ClassVar[bool] = False

    def __init__(self, bridge: DeskBridge, view: ViewState, theme: Theme) -> None:
        super().__init__()
        self.setObjectName(f"{self.name}_page")
        self.bridge = bridge
        self.view = view
        self.theme = theme
        self.links = RecordLinks(bridge, view, theme)
        self._behind = True
        self._near: list[NearRows[Any]] = []
        self.heading = label(self.heading_text(), "heading")
        self.purpose = label(self.purpose_text(), "quiet")
        self.purpose.setWordWrap(True)
        self.setAccessibleName(self.heading_text())
        self.column = QVBoxLayout()
        self.column.setSpacing(8)
        self.column.setContentsMargins(0, 0, 0, 24)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.held = held = QWidget()
        held.setLayout(self.column)
        if not self.wide:
            held.setMaximumWidth(self.theme.px(MAX_WIDTH_PX))
        self.area = QScrollArea()
        self.area.setObjectName(f"{self.name}_scroll")
        self.area.setAccessibleName(self.heading_text())
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QWidget()
        self._side = QVBoxLayout(outer)
        self._side.setContentsMargins(0, 0, 12, 0)
        self._side.addWidget(held)
        self._side.addStretch(1)
        self.area.setWidget(outer)
        self.top = QVBoxLayout()
        self.top.setSpacing(4)
        self.top.setContentsMargins(0, 0, 22, 0)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.heading)
        head.addWidget(VeilSign(self.links))
        head.addStretch(1)
        self.top.addLayout(head)
        self.top.addWidget(self.purpose)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(20, 18, 8, 0)
        self._whole.setSpacing(12)
        self._whole.addLayout(self.top)
        self._whole.addWidget(self.area, 1)

    def _connect(self) -> None:
        self.bridge.opened.connect(self._on_opened)
        self.bridge.closing.connect(self.clear)
        self.bridge.edited.connect(self._on_edited)
        self.view.clock_changed.connect(self._on_names_changed)
        self.theme.changed.connect(self._on_names_changed)

    # What a kind of page says

    def heading_text(self) -> str:
        raise NotImplementedError

    def purpose_text(self) -> str:
        raise NotImplementedError

    def sync(self) -> None:
        """Brings the page in line with the review."""
        raise NotImplementedError

    def clear(self) -> None:
        """Lets go of everything of the review that is leaving."""
        raise NotImplementedError

    def show_record(self, record_id: str) -> None:
        """Goes to one record of the page and marks it."""
        raise NotImplementedError

    # Following

    def update_now(self) -> None:
        """Brings the page in line if it is behind."""
        if self._behind and self.bridge.is_open:
            self._behind = False
            self.sync()

    def _fall_behind(self) -> None:
        self._behind = True
        if self.isVisible():
            self.update_now()

    def _on_opened(self) -> None:
        self._fall_behind()

    def _on_names_changed(self) -> None:
        if self.bridge.is_open:
            self._fall_behind()

    def _on_edited(self, edited: Edited) -> None:
        if any(issubclass(one, self.follows) for one in edited.record_types):
            self._fall_behind()

    def showEvent(self, event: QShowEvent) -> None:
        self.update_now()
        for rows in self._near:
            rows.go_on()
        super().showEvent(event)

    def near_rows(self, column: QVBoxLayout, make: Callable[[str], W], at_once: int) -> NearRows[W]:
        """Rows of a column of the page, made when they come near to what is seen."""
        rows = NearRows(column, self.area, make, at_once)
        self._near.append(rows)
        return rows

    def reveal(self, widget: QWidget) -> None:
        """Scrolls to a widget once the layout knows where it is; to its top where it is tall."""

        def scroll() -> None:
            inside = self.area.widget()
            if inside is None:
                return
            if widget.height() > self.area.viewport().height() - 40:
                top = widget.mapTo(inside, QPoint(0, 0)).y()
                self.area.verticalScrollBar().setValue(top - 8)
            else:
                self.area.ensureWidgetVisible(widget, 0, 60)

        QTimer.singleShot(0, widget, scroll)

    def note_on(self, record: Record) -> None:
        """Adds a private note on a record and goes there to write it."""
        review = self.bridge.review
        note = Note(
            id=new_id(),
            text="",
            about_table=record.table,
            about_id=record.id,
            position=next_position(review.listed(Note)),
        )
        record_edits.add_record(self.bridge, note)
        self.view.set_page(Page.NOTES)


class RecordListPage(ReviewPage):
    """A page of one kind of record, as rows that can be added, ordered and taken away."""

    record_type: ClassVar[type[Record]]
    at_once: ClassVar[int] = 6
    """Rows that are made when the page is opened; fewer where a row takes long to make."""

    def __init__(self, bridge: DeskBridge, view: ViewState, theme: Theme) -> None:
        super().__init__(bridge, view, theme)
        self.near = self.near_rows(self.column, self._make_row, self.at_once)
        self._lit = ""
        self.setAcceptDrops(True)

    def _build(self) -> None:
        super()._build()
        self.add_line = AddLine(
            f"{self.name}_add_line", self.add_text(), self._on_added, self.add_text()
        )
        self.add_line.keep_drafts(self.bridge)
        self.add_line.setMaximumWidth(self.theme.px(MAX_WIDTH_PX))
        self.top.addSpacing(4)
        self.top.addWidget(self.add_line)
        self.empty = label(self.empty_text(), "quiet")
        self.empty.setWordWrap(True)
        self.empty.setObjectName(f"{self.name}_empty")
        self.column.addWidget(self.empty)

    # What a kind of page says

    def add_text(self) -> str:
        raise NotImplementedError

    def empty_text(self) -> str:
        raise NotImplementedError

    def new_record(self, title: str, position: float) -> Record:
        raise NotImplementedError

    def new_row(self, record: Record) -> RecordRow:
        raise NotImplementedError

    def records(self) -> Sequence[Record]:
        """The records of the page in the order they stand."""
        return self.bridge.review.listed(self.record_type)

    # Rows

    @property
    def rows(self) -> Mapping[str, RecordRow]:
        """The rows that are made, by the ids of their records."""
        return self.near.made

    def sync(self) -> None:
        records = self.records()
        kept = set(self.rows)
        self.near.order([record.id for record in records])
        for record in records:
            if record.id in kept:
                self.rows[record.id].take_record(record)
        self.empty.setVisible(not records)
        self.summarise()

    def summarise(self) -> None:
        """Shows what is said about the whole of them."""

    def clear(self) -> None:
        self.near.clear()
        self._behind = True

    def show_record(self, record_id: str) -> None:
        self.update_now()
        row = self.near.made_of(record_id)
        if self._lit in self.rows:
            self.rows[self._lit].light(False)
        if row is not None:
            self._lit = record_id
            row.light(True)
            row.focus_first()
            self.reveal(row)

    def _make_row(self, record_id: str) -> RecordRow:
        record = self.bridge.review.all(self.record_type)[record_id]
        row = self.new_row(record)
        row.removal_wished.connect(self._on_removal_wished)
        row.move_wished.connect(self._on_move_wished)
        row.note_wished.connect(self.note_on)
        row.take_record(record)
        return row

    def reveal_record(self, record_id: str) -> None:
        """Scrolls to the row of a record, where the page has one."""
        row = self.near.made_of(record_id)
        if row is not None:
            self.reveal(row)

    # Edits

    def _on_added(self, title: str) -> None:
        position = next_position(self.bridge.review.listed(self.record_type))
        record = self.new_record(title, position)
        record_edits.add_record(self.bridge, record)
        self.reveal_record(record.id)

    def _on_removal_wished(self, record_id: str) -> None:
        record = self.bridge.review.find(self.record_type, record_id)
        if record is None:
            return
        place = [one.id for one in self.records()].index(record_id)
        record_edits.remove_records(self.bridge, (record,))
        left = self.records()
        row = self.near.made_of(left[min(place, len(left) - 1)].id) if left else None
        if row is not None:
            row.focus_first()
        else:
            self.add_line.setFocus()

    def _on_move_wished(self, record_id: str, by: int) -> None:
        records = self.records()
        place = [one.id for one in records].index(record_id)
        to = min(len(records) - 1, max(0, place + by))
        if to != place:
            self._move(record_id, to)

    def _move(self, record_id: str, to: int) -> None:
        focused: QWidget | None = self.focusWidget()
        record_edits.reorder(self.bridge, self.records(), record_id, to)
        if focused is not None:
            focused.setFocus()
        self.reveal_record(record_id)

    # Drag

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        dragged = bytes(event.mimeData().data(RECORD_MIME).data()).decode("ascii")
        if dragged in self.rows:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        dragged = bytes(event.mimeData().data(RECORD_MIME).data()).decode("ascii")
        height = self.held.mapFrom(self, event.position().toPoint()).y()
        to = self.near.places_above(height, but=dragged)
        event.acceptProposedAction()
        try:
            self._move(dragged, to)
        except KnownError as error:
            tell(error)


NAMED_BY_OTHERS = (Entry, Condition, Department, Voice)
"""Kinds of records whose names stand on chips of other records."""
