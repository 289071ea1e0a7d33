"""The events of the open review as rows in time order, for a list beside the picture."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from reviewdesk.domain.entries import Entry, EntryKind, Standing
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.people import Department
from reviewdesk.domain.review import SortKey, entry_sort_key
from reviewdesk.qt.clock_texts import ClockTexts
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.telling import tell
from reviewdesk.qt.theme import Theme
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services import record_edits
from reviewdesk.services.desk import Edited
from reviewdesk.services.typed_times import set_times

Index = QModelIndex | QPersistentModelIndex
MANY_CHANGES = 200
"""From here on the rows are made anew at once; each on its own would cost more."""
SHOWN_CHARS = 300
_NOWHERE = QModelIndex()
_COUNTED_FROM = {"entry", "marker"}
"""What moves the moment that times are counted from."""


class EventColumn(IntEnum):
    TIME = 0
    DEPARTMENT = 1
    KIND = 2
    TITLE = 3
    STANDING = 4


class EventListModel(QAbstractTableModel):
    """Follows edits by the records they touch; a changed row moves to its new place in time.

    UserRole gives the entry's id, UserRole + 1 the colour of its department, UserRole + 2 whether
    a search found it.
    """

    def __init__(
        self, bridge: DeskBridge, view: ViewState, theme: Theme, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._view = view
        self._theme = theme
        self._texts = ClockTexts(bridge, view)
        self._keys: list[SortKey] = []
        self._moving = False
        bridge.opened.connect(self._reload)
        bridge.closing.connect(self._clear)
        bridge.edited.connect(self._on_edited)
        bridge.sieve.changed.connect(self._on_sieve_changed)
        view.clock_changed.connect(self._refresh)
        view.veil_changed.connect(self._refresh)
        view.as_of_changed.connect(self._refresh)
        view.hits_changed.connect(self._refresh)
        theme.changed.connect(self._refresh)
        if bridge.is_open:
            self._reload()

    @property
    def is_moving(self) -> bool:
        """Whether rows come and go because of an edit, and not because anybody chose others."""
        return self._moving

    # Rows and entries

    def entry_at(self, row: int) -> Entry | None:
        if not self._bridge.is_open or not 0 <= row < len(self._keys):
            return None
        return self._bridge.review.find(Entry, self._keys[row][2])

    def row_of(self, entry_id: str) -> int:
        """The row of an entry, -1 where it has none."""
        entry = self._bridge.review.find(Entry, entry_id) if self._bridge.is_open else None
        return self._row(entry_sort_key(entry)) if entry is not None else -1

    def _row(self, key: SortKey) -> int:
        place = bisect_left(self._keys, key)
        return place if place < len(self._keys) and self._keys[place] == key else -1

    # Following

    def _reload(self) -> None:
        self.beginResetModel()
        keys = self._bridge.review.entry_order()
        sieve = self._bridge.sieve
        self._keys = [key for key in keys if sieve.shows_id(key[2])] if sieve.is_on else list(keys)
        self.endResetModel()

    def _on_sieve_changed(self) -> None:
        if self._bridge.is_open:
            self._moving = True
            self._reload()
            self._moving = False

    def _clear(self) -> None:
        self.beginResetModel()
        self._keys = []
        self.endResetModel()

    def _refresh(self) -> None:
        if self._keys:
            last = self.index(len(self._keys) - 1, len(EventColumn) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _on_edited(self, edited: Edited) -> None:
        self._moving = True
        try:
            self._take_over(edited)
        finally:
            self._moving = False

    def _take_over(self, edited: Edited) -> None:
        entries = [change for change in edited.changes if change.record_type is Entry]
        if len(entries) > MANY_CHANGES:
            self._reload()
        else:
            for change in entries:
                self._follow(change.before, change.after)
        if any(change.record_type is Department for change in edited.changes) or any(
            change.table == "review" or (self._view.origin and change.table in _COUNTED_FROM)
            for change in edited.changes
        ):
            self._refresh()

    def _follow(self, before: object, after: object) -> None:
        old = entry_sort_key(before) if isinstance(before, Entry) else None
        shown = isinstance(after, Entry) and self._bridge.sieve.shows(after)
        new = entry_sort_key(after) if isinstance(after, Entry) and shown else None
        if old is not None and old == new and (row := self._row(old)) >= 0:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(EventColumn) - 1))
            return
        if old is not None and (row := self._row(old)) >= 0:
            self.beginRemoveRows(_NOWHERE, row, row)
            del self._keys[row]
            self.endRemoveRows()
        if new is not None:
            row = bisect_left(self._keys, new)
            self.beginInsertRows(_NOWHERE, row, row)
            self._keys.insert(row, new)
            self.endInsertRows()

    # What Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(EventColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (
            self.tr("Time"),
            self.tr("Department"),
            self.tr("Kind"),
            self.tr("Event"),
            self.tr("Standing"),
        )
        return names[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry_at(index.row())
        if entry is None:
            return None
        column = EventColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._told(entry, column)
            case Qt.ItemDataRole.EditRole:
                return self._typed(entry, column)
            case Qt.ItemDataRole.ForegroundRole:
                look = self._theme.palette
                return QColor(look.quiet if self.is_later(entry) else look.ink)
            case Qt.ItemDataRole.UserRole:
                return entry.id
            case _ if role == Qt.ItemDataRole.UserRole + 1:
                found = self._bridge.review.find(Department, entry.department_id)
                look = self._theme.palette
                return look.department(found.colour) if found else QColor(look.quiet)
            case _ if role == Qt.ItemDataRole.UserRole + 2:
                return entry.id in self._view.hits
            case _:
                return None

    def is_later(self, entry: Entry) -> bool:
        """Whether the veil hides it from the room: known to nobody at the as-of cursor."""
        moment: datetime | None = self._view.as_of
        return (
            self._view.veil and moment is not None and not self._bridge.asof.known(entry.id, moment)
        )

    def _told(self, entry: Entry, column: EventColumn) -> str:
        match column:
            case EventColumn.TIME:
                return self._texts.entry_time(entry)
            case EventColumn.DEPARTMENT:
                found = self._bridge.review.find(Department, entry.department_id)
                return found.name if found else "–"
            case EventColumn.KIND:
                return entry.kind.value
            case EventColumn.TITLE:
                title = entry.title
                return title if len(title) <= SHOWN_CHARS else title[:SHOWN_CHARS] + "…"
            case EventColumn.STANDING:
                return entry.standing.value

    def _typed(self, entry: Entry, column: EventColumn) -> object:
        match column:
            case EventColumn.TIME:
                return self._texts.times_text(entry)
            case EventColumn.DEPARTMENT:
                return entry.department_id
            case EventColumn.KIND:
                return entry.kind
            case EventColumn.TITLE:
                return entry.title
            case EventColumn.STANDING:
                return entry.standing

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def choices(self, column: int) -> Sequence[tuple[str, object]]:
        """What a cell of that column can be, as text and value; empty where it is typed."""
        match column:
            case EventColumn.DEPARTMENT:
                departments = self._bridge.review.departments
                return [("–", None), *((one.name, one.id) for one in departments)]
            case EventColumn.KIND:
                return [(kind.value, kind) for kind in EntryKind]
            case EventColumn.STANDING:
                return [(standing.value, standing) for standing in Standing]
            case _:
                return ()

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        entry = self.entry_at(index.row())
        if entry is None or role != Qt.ItemDataRole.EditRole:
            return False
        try:
            return self._write(entry, EventColumn(index.column()), value)
        except KnownError as error:
            tell(error)
        except ValueError as error:
            tell(KnownError(f"{error} Nothing was changed."))
        return False

    def _write(self, entry: Entry, column: EventColumn, value: object) -> bool:
        fields = {
            EventColumn.DEPARTMENT: "department_id",
            EventColumn.KIND: "kind",
            EventColumn.TITLE: "title",
            EventColumn.STANDING: "standing",
        }
        if column is EventColumn.TIME:
            text = str(value).strip()
            if text == self._texts.times_text(entry):
                return False
            set_times(self._bridge, entry, self._texts.read_times(text, entry.anchor))
            return True
        if column is EventColumn.TITLE and not str(value).strip():
            return False
        if getattr(entry, fields[column]) == value:
            return False
        record_edits.change_field(self._bridge, entry, fields[column], value)
        return True
