"""The events of the open review as rows in time order, for a list beside the picture."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from pydantic import ValidationError
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor

from reviewdesk.domain.entries import Entry, EntryKind, Standing
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.people import Department
from reviewdesk.domain.quickline import Completion, LineContext, completions, understand
from reviewdesk.domain.review import entry_sort_key
from reviewdesk.qt.clock_texts import ClockTexts
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.event_columns import (
    EventColumn,
    Key,
    keys_in_pieces,
    shown_keys,
    side_of,
    sorted_keys,
)
from reviewdesk.qt.slices import Slices
from reviewdesk.qt.telling import tell
from reviewdesk.qt.theme import Theme
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services import entry_edits, record_edits
from reviewdesk.services.desk import Edited
from reviewdesk.services.typed_times import set_times

Index = QModelIndex | QPersistentModelIndex
_ROWS_AT_ONCE = 20_000
MANY_CHANGES = 200
"""From here on the rows are made anew at once; each on its own would cost more."""
SHOWN_CHARS = 300
_NOWHERE = QModelIndex()
_COUNTED_FROM = {"entry", "marker"}
"""What moves the moment that times are counted from."""


_REFUSED_MOST = 100


class EventListModel(QAbstractTableModel):
    """Follows edits by the records they touch; a changed row moves to its new place.

    What was typed into a cell and could not be taken stays in that cell, with the reason, until
    something else is typed there. A new row stands under another until it is written or left.

    The rows of very many events are made a little at a time; `caught_up()` is emitted whenever all
    rows are others.

    UserRole gives the entry's id, UserRole + 1 the colour of its department, UserRole + 2 whether
    a search found it.
    """

    caught_up = Signal()

    def __init__(
        self, bridge: DeskBridge, view: ViewState, theme: Theme, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._view = view
        self._theme = theme
        self._texts = ClockTexts(bridge, view)
        self._keys: list[Key] = []
        self._column = EventColumn.TIME
        self._descending = False
        self._wanted = self._column, self._descending
        self._slices = Slices(self)
        self._new_row: int | None = None
        self._refused: dict[tuple[str, int], tuple[str, str]] = {}
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
    def is_behind(self) -> bool:
        """Whether the rows of very many events are being made; until then the old ones stand."""
        return self._slices.is_busy

    @property
    def is_moving(self) -> bool:
        """Whether rows come and go because of an edit, and not because anybody chose others."""
        return self._moving

    # Rows and entries

    def entry_at(self, row: int) -> Entry | None:
        """The event of a row; None for the one being written."""
        if not self._bridge.is_open or row == self._new_row:
            return None
        if self._new_row is not None and row > self._new_row:
            row -= 1
        place = len(self._keys) - 1 - row if self._descending else row
        if not 0 <= place < len(self._keys):
            return None
        return self._bridge.review.find(Entry, self._keys[place][1][2])

    def row_of(self, entry_id: str) -> int:
        """The row of an entry, -1 where it has none."""
        entry = self._bridge.review.find(Entry, entry_id) if self._bridge.is_open else None
        return self._row(self._key(entry)) if entry is not None else -1

    def rows_of(self, entry_ids: Sequence[str]) -> list[int]:
        """The rows of entries that have one; that of the last entry last."""
        if len(entry_ids) < MANY_CHANGES:
            return [row for one in entry_ids if (row := self.row_of(one)) >= 0]
        chosen = set(entry_ids)
        if len(chosen) == len(self._keys) and chosen == self._bridge.review.entries.keys():
            return [*range(self.rowCount()), self.row_of(entry_ids[-1])]
        chosen.discard(entry_ids[-1])
        last = len(self._keys) - 1
        rows = [place for place, key in enumerate(self._keys) if key[1][2] in chosen]
        if self._descending:
            rows = [last - place for place in rows]
        if self._new_row is not None:
            rows = [row + (row >= self._new_row) for row in rows]
        current = self.row_of(entry_ids[-1])
        return [*rows, current] if current >= 0 else rows

    def ids_in_rows(self) -> Sequence[str]:
        """The entries from the first row to the last, but for one being written."""
        keys = reversed(self._keys) if self._descending else self._keys
        return [key[1][2] for key in keys]

    def _row(self, key: Key) -> int:
        place = bisect_left(self._keys, key)
        if place >= len(self._keys) or self._keys[place] != key:
            return -1
        row = len(self._keys) - 1 - place if self._descending else place
        return row + 1 if self._new_row is not None and row >= self._new_row else row

    # Order

    @property
    def sorted_by(self) -> EventColumn:
        """The column that was asked for last."""
        return self._wanted[0]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Puts rows in order of a column, events that are equal there in order of time."""
        self._wanted = EventColumn(column), order is Qt.SortOrder.DescendingOrder
        if self._bridge.is_open:
            self._reload()

    def _key(self, entry: Entry) -> Key:
        return (side_of(self._column, self._bridge.review)(entry), entry_sort_key(entry))

    # A new row

    def begin_row(self, above: int) -> int:
        """An empty row under another; the row it is."""
        self.drop_row()
        row = min(max(above + 1, 0), len(self._keys))
        self.beginInsertRows(_NOWHERE, row, row)
        self._new_row = row
        self.endInsertRows()
        return row

    def drop_row(self) -> None:
        """Takes the row being written away; nothing where there is none."""
        if self._new_row is not None:
            row = self._new_row
            self.beginRemoveRows(_NOWHERE, row, row)
            self._new_row = None
            self.endRemoveRows()

    def is_new_row(self, row: int) -> bool:
        return row == self._new_row

    # Following

    def _reload(self) -> None:
        review = self._bridge.review
        if len(review.entries) > _ROWS_AT_ONCE:
            making = keys_in_pieces(self._wanted[0], review, self._bridge.sieve)
            self._slices.run(making, self._take_rows)
            return
        self._slices.drop()
        keys = shown_keys(review, self._bridge.sieve)
        self._take_rows(sorted_keys(self._wanted[0], review, keys))

    def _take_rows(self, keys: list[Key]) -> None:
        was_moving, self._moving = self._moving, True
        self.beginResetModel()
        self._new_row = None
        self._keys = keys
        self._column, self._descending = self._wanted
        self.endResetModel()
        self._moving = was_moving
        self.caught_up.emit()

    def _on_sieve_changed(self) -> None:
        if self._bridge.is_open:
            self._reload()

    def _clear(self) -> None:
        self._slices.drop()
        self.beginResetModel()
        self._keys = []
        self._new_row = None
        self._refused.clear()
        self.endResetModel()

    def _refresh(self) -> None:
        if self._keys:
            last = self.index(self.rowCount() - 1, len(EventColumn) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _on_edited(self, edited: Edited) -> None:
        self._moving = True
        try:
            self._take_over(edited)
        finally:
            self._moving = False

    def _take_over(self, edited: Edited) -> None:
        self.drop_row()
        renamed = Department in edited.record_types
        entries = edited.of(Entry)
        by_name = self.sorted_by is EventColumn.DEPARTMENT
        if len(entries) > MANY_CHANGES or (renamed and by_name) or (entries and self.is_behind):
            self._reload()
        else:
            for change in entries.values():
                self._follow(change.before, change.after)
        counted_anew = self._view.origin and edited.tables & _COUNTED_FROM
        if renamed or "review" in edited.tables or counted_anew:
            self._refresh()

    def _follow(self, before: object, after: object) -> None:
        old = self._key(before) if isinstance(before, Entry) else None
        shown = isinstance(after, Entry) and self._bridge.sieve.shows(after)
        new = self._key(after) if isinstance(after, Entry) and shown else None
        if old is not None and old == new and (row := self._row(old)) >= 0:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(EventColumn) - 1))
            return
        if old is not None and (row := self._row(old)) >= 0:
            self.beginRemoveRows(_NOWHERE, row, row)
            del self._keys[bisect_left(self._keys, old)]
            self.endRemoveRows()
        if new is not None:
            place = bisect_left(self._keys, new)
            row = len(self._keys) - place if self._descending else place
            self.beginInsertRows(_NOWHERE, row, row)
            self._keys.insert(place, new)
            self.endInsertRows()

    # What Qt asks

    def cell(self, row: int, column: int) -> QModelIndex:
        """As `index`, of a row that is there."""
        return self.createIndex(row, column)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._keys) + (self._new_row is not None)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(EventColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (
            self.tr("Time"),
            self.tr("Until"),
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
        refused = self._refused.get((entry.id, column))
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return refused[0] if refused else self._told(entry, column)
            case Qt.ItemDataRole.EditRole:
                return refused[0] if refused else self._typed(entry, column)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return refused[1] if refused else None
            case Qt.ItemDataRole.ForegroundRole if refused:
                return QColor(self._theme.palette.attention)
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
            case EventColumn.END:
                return self._texts.end_time(entry)
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
                return self._texts.start_text(entry)
            case EventColumn.END:
                return "?" if entry.open_end else self._texts.moment_text(entry.end)
            case EventColumn.DEPARTMENT:
                return entry.department_id
            case EventColumn.KIND:
                return entry.kind
            case EventColumn.TITLE:
                return entry.title
            case EventColumn.STANDING:
                return entry.standing

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if self.is_new_row(index.row()) and index.column() != EventColumn.TITLE:
            return flags
        return flags | Qt.ItemFlag.ItemIsEditable

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

    def refusal(self, index: Index, value: object) -> str:
        """Why a value cannot be put into a cell; empty where it can."""
        entry = self.entry_at(index.row())
        try:
            if entry is None:
                self._read_line(str(value))
            else:
                entry.changed(**self._values(entry, EventColumn(index.column()), value))
        except ValidationError as error:
            reason = error.errors(include_url=False, include_input=False)[0]["msg"]
            sentence = reason.removeprefix("Value error, ")
            return f"{sentence[:1].upper()}{sentence[1:]}."
        except ValueError as error:
            return str(error)
        return ""

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Writes a cell; where the value cannot be true it stays in the cell with the reason."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        entry, column = self.entry_at(index.row()), EventColumn(index.column())
        if self.refusal(index, value):
            self._keep_refused(index, entry, str(value))
            return False
        try:
            if entry is None:
                return self._write_row(str(value))
            self._refused.pop((entry.id, column), None)
            return self._write(entry, column, value)
        except KnownError as error:
            tell(error)
        return False

    def _keep_refused(self, index: Index, entry: Entry | None, text: str) -> None:
        if entry is None:
            return
        while len(self._refused) >= _REFUSED_MOST:
            del self._refused[next(iter(self._refused))]
        self._refused[entry.id, index.column()] = (text, self.refusal(index, text))
        self.dataChanged.emit(index, index)

    def forget_refused(self, index: Index) -> None:
        """Lets a cell show what holds, not what was typed."""
        entry = self.entry_at(index.row())
        if entry is not None and (entry.id, index.column()) in self._refused:
            del self._refused[entry.id, index.column()]
            self.dataChanged.emit(index, index)

    def _values(self, entry: Entry, column: EventColumn, value: object) -> dict[str, object]:
        """The fields a value of a cell stands for. ValueError where it cannot be one."""
        match column:
            case EventColumn.TIME:
                return dict(self._texts.read_start(str(value), entry))
            case EventColumn.END:
                return dict(self._texts.read_end(str(value), entry))
            case EventColumn.TITLE:
                if not str(value).strip():
                    raise ValueError(self.tr("An event needs a title."))
                return {"title": value}
            case EventColumn.DEPARTMENT:
                return {"department_id": value}
            case EventColumn.KIND:
                return {"kind": value}
            case EventColumn.STANDING:
                return {"standing": value}

    def _write(self, entry: Entry, column: EventColumn, value: object) -> bool:
        if column in (EventColumn.TIME, EventColumn.END):
            if str(value).strip() == self._typed(entry, column):
                return False
            set_times(self._bridge, entry, self._values(entry, column, value))
            return True
        ((field, after),) = self._values(entry, column, value).items()
        if getattr(entry, field) == after:
            return False
        match column:
            case EventColumn.KIND:
                entry_edits.set_kind(self._bridge, [entry.id], EntryKind(str(after)))
            case EventColumn.DEPARTMENT:
                lane = after if isinstance(after, str) else None
                entry_edits.move_to_department(self._bridge, [entry.id], lane)
            case _:
                record_edits.change_field(self._bridge, entry, field, after)
        return True

    def line_context(self) -> LineContext:
        """What a new row is read against: the current event, its lane, the zone in force."""
        current = self._bridge.review.find(Entry, self._view.current)
        lane = current.department_id if current else None
        found = entry_edits.line_context(
            self._bridge.review, self._view.as_of, lane, self._view.current
        )
        return replace(found, zone=self._texts.zone)

    def completions(self, text: str, cursor: int) -> Sequence[Completion]:
        """Ways to go on with the mark in front of the cursor of a new row."""
        return completions(text, cursor, self.line_context())

    def told_row(self, text: str) -> str:
        """What a new row would add as it stands, or why nothing yet."""
        found = understand(text, self.line_context())
        if found.problems:
            return found.problems[0].sentence
        return " · ".join(part for part in (found.shown, *found.remarks) if part)

    def _read_line(self, text: str) -> None:
        found = understand(text, self.line_context())
        if found.problems:
            raise ValueError(found.problems[0].sentence)
        if found.entry_values is None:
            raise ValueError(self.tr("Say what happened, like 10:35 @support it rang #signal."))

    def _write_row(self, text: str) -> bool:
        added = entry_edits.add_from_line(self._bridge, text, self.line_context())
        self._view.select(added)
        return True
