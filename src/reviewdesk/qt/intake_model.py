"""The lines that were read, as rows: what each becomes, to be corrected, kept or dropped."""

from collections.abc import Iterable, Sequence
from datetime import UTC, tzinfo
from enum import IntEnum, StrEnum
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from reviewdesk.domain.entries import EntryKind
from reviewdesk.domain.people import Department
from reviewdesk.qt.bidi import visible_controls
from reviewdesk.qt.theme import Theme
from reviewdesk.qt.zones import zone_named
from reviewdesk.services.importing import (
    Proposal,
    Reading,
    end_of,
    is_timed,
    set_end_of,
    set_times_of,
    times_of,
    zone_name,
)

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
SHOWN_CHARS = 300
COLOUR_ROLE = Qt.ItemDataRole.UserRole + 1


class IntakeColumn(IntEnum):
    KEEP = 0
    LINE = 1
    TIME = 2
    END = 3
    DEPARTMENT = 4
    KIND = 5
    TITLE = 6
    TOLD = 7


class Shown(StrEnum):
    """Which lines are listed."""

    ALL = "all"
    KEPT = "kept"
    REMARKS = "remarks"
    DUPLICATES = "duplicates"
    LEFT_OUT = "left out"


class Counts(NamedTuple):
    every: int
    kept: int
    remarks: int
    duplicates: int
    left_out: int


def _is_to_look_at(one: Proposal) -> bool:
    """Whether something was decided for who pastes, or a time was refused."""
    return one.is_faulty if one.reason else bool(one.remarks)


_TYPED = (
    IntakeColumn.TIME,
    IntakeColumn.END,
    IntakeColumn.DEPARTMENT,
    IntakeColumn.KIND,
    IntakeColumn.TITLE,
)

_WANTS = (IntakeColumn.TIME, IntakeColumn.END, IntakeColumn.TITLE)


class IntakeModel(QAbstractTableModel):
    """Corrections stay when the same material is read anew with another date or zone.

    UserRole gives whether the line is kept, COLOUR_ROLE the colour of its department. Signals of
    its base, and `dataChanged` for every row whose counts may differ.
    """

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._all: list[Proposal] = []
        self._rows: list[int] = []
        self._reading: Reading | None = None
        self._departments: Sequence[Department] = ()
        self._lanes: dict[str, Department] = {}
        self._fixes: dict[int, dict[IntakeColumn, object]] = {}
        self._shown = Shown.ALL
        self.refusal = ""
        """Why the last typed value was not taken; empty where it was."""

    @property
    def proposals(self) -> Sequence[Proposal]:
        return self._all

    @property
    def shown(self) -> Shown:
        return self._shown

    def show_reading(self, reading: Reading, departments: Sequence[Department]) -> None:
        """Lists another reading; corrections made before are put in again where they fit."""
        old = self._reading
        same = (
            old is not None
            and old.form is reading.form
            and len(old.proposals) == len(reading.proposals)
        )
        self.beginResetModel()
        self._reading, self._departments = reading, departments
        self._lanes = {one.name.casefold(): one for one in departments}
        self._all = reading.proposals
        if not same:
            self._fixes = {}
        for place, fixes in self._fixes.items():
            for column, value in fixes.items():
                self._put(place, column, value)
        self._rows = self._listed()
        self.endResetModel()

    def show_only(self, shown: Shown) -> None:
        self.beginResetModel()
        self._shown = shown
        self._rows = self._listed()
        self.endResetModel()

    def _listed(self) -> list[int]:
        every = enumerate(self._all)
        match self._shown:
            case Shown.ALL:
                return list(range(len(self._all)))
            case Shown.KEPT:
                return [place for place, one in every if one.kept]
            case Shown.REMARKS:
                return [place for place, one in every if _is_to_look_at(one)]
            case Shown.DUPLICATES:
                return [place for place, one in every if one.twin]
            case Shown.LEFT_OUT:
                return [place for place, one in every if not one.kept]

    def counts(self) -> Counts:
        kept = remarks = duplicates = 0
        for one in self._all:
            if one.kept:
                kept += 1
            if one.twin:
                duplicates += 1
            if _is_to_look_at(one):
                remarks += 1
        every = len(self._all)
        return Counts(every, kept, remarks, duplicates, every - kept)

    @property
    def _zone(self) -> tzinfo:
        """What the times are told in."""
        return (self._reading.zone if self._reading else None) or UTC

    def becomes(self, row: int, here: str) -> str:
        """What is said of a line: its remarks, and its time in the zone `here` where that differs.

        One sentence a line.
        """
        one = self.proposal_at(row)
        if one is None:
            return ""
        told = [self._remark(one)]
        zone, anchor = zone_named(here), one.anchor
        if is_timed(one) and anchor is not None:
            shown = anchor.astimezone(self._zone).utcoffset()
            if anchor.astimezone(zone).utcoffset() != shown:
                words = self.tr("In the review: %1 (%2)")
                told.insert(0, words.replace("%1", times_of(one, zone, None)).replace("%2", here))
        return "\n".join(one for one in told if one)

    @property
    def first_kept(self) -> int:
        """The row of the first line that is kept, else the first."""
        return next((row for row, place in enumerate(self._rows) if self._all[place].kept), 0)

    def proposal_at(self, row: int) -> Proposal | None:
        return self._all[self._rows[row]] if 0 <= row < len(self._rows) else None

    def set_kept(self, rows: Iterable[int], kept: bool) -> None:
        """Keeps lines or drops them; a line that could not be read is kept without a time."""
        places = [self._rows[row] for row in rows if 0 <= row < len(self._rows)]
        for place in places:
            self._fix(place, IntakeColumn.KEEP, kept)
        self._say(places)

    def put(self, rows: Iterable[int], column: IntakeColumn, value: object) -> None:
        """Puts the same department, kind, time or title into several lines."""
        places = [self._rows[row] for row in rows if 0 <= row < len(self._rows)]
        for place in places:
            self._fix(place, column, value)
        self._say(places)

    def _say(self, places: Sequence[int]) -> None:
        if not places:
            return
        last = len(IntakeColumn) - 1
        if self._shown is Shown.ALL:
            self.dataChanged.emit(self.index(min(places), 0), self.index(max(places), last))
        else:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, last))

    def _fix(self, place: int, column: IntakeColumn, value: object) -> bool:
        taken = self._put(place, column, value)
        if taken:
            self._fixes.setdefault(place, {})[column] = value
            if column in _WANTS:
                # Whoever corrects a line wants it.
                self._put(place, IntakeColumn.KEEP, True)
                self._fixes[place].pop(IntakeColumn.KEEP, None)
        return taken

    def _put(self, place: int, column: IntakeColumn, value: object) -> bool:
        """Puts a value into a proposal; False, with the reason in `refusal`, where it cannot."""
        one, reading, zone = self._all[place], self._reading, self._zone
        self.refusal = ""
        try:
            match column:
                case IntakeColumn.KEEP:
                    one.kept = bool(value) and bool(one.title)
                case IntakeColumn.TIME:
                    set_times_of(one, str(value), zone, reading.day if reading else None)
                case IntakeColumn.END:
                    set_end_of(one, str(value), zone)
                case IntakeColumn.DEPARTMENT:
                    self._put_department(one, str(value or "").strip())
                case IntakeColumn.KIND:
                    one.kind = value if isinstance(value, EntryKind) else None
                case IntakeColumn.TITLE:
                    title = " ".join(str(value).split())
                    if not title:
                        raise ValueError("An event needs a title.")
                    one.title = title
                case _:
                    return False
        except ValueError as error:
            self.refusal = str(error)
            return False
        return True

    def _put_department(self, one: Proposal, name: str) -> None:
        known = self._lanes.get(name.casefold())
        one.department = known.name if known else name
        one.department_id = known.id if known else None
        if one.voice_id and known is not None:
            one.voice_id = None

    # What Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(IntakeColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (
            "",
            self.tr("Line"),
            self.tr("Time (%1)").replace("%1", zone_name(self._zone)),
            self.tr("End"),
            self.tr("Department"),
            self.tr("Kind"),
            self.tr("Event"),
            self.tr("Remarks"),
        )
        return names[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.proposal_at(index.row())
        if one is None:
            return None
        column = IntakeColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return visible_controls(self._told(one, column))
            case Qt.ItemDataRole.AccessibleTextRole:
                if column is IntakeColumn.KEEP:
                    return self.tr("kept") if one.kept else self.tr("dropped")
                return self._told(one, column)
            case Qt.ItemDataRole.EditRole:
                return one.title if column is IntakeColumn.TITLE else self._told(one, column)
            case Qt.ItemDataRole.ForegroundRole:
                look = self._theme.palette
                if column is IntakeColumn.TOLD and (one.twin or one.reason) and not one.framing:
                    return QColor(look.attention)
                return QColor(look.ink if one.kept else look.quiet)
            case Qt.ItemDataRole.UserRole:
                return one.kept
            case _ if role == COLOUR_ROLE:
                known = next((d for d in self._departments if d.id == one.department_id), None)
                look = self._theme.palette
                return look.department(known.colour) if known else QColor(look.quiet)
            case _:
                return None

    def _told(self, one: Proposal, column: IntakeColumn) -> str:
        zone = self._zone
        match column:
            case IntakeColumn.KEEP:
                return ""
            case IntakeColumn.LINE:
                return f"{one.line}"
            case IntakeColumn.TIME:
                return times_of(one, zone, None)
            case IntakeColumn.END:
                return end_of(one, zone)
            case IntakeColumn.DEPARTMENT:
                return one.department
            case IntakeColumn.KIND:
                return one.kind.value if one.kind else ""
            case IntakeColumn.TITLE:
                title = one.title
                return title if len(title) <= SHOWN_CHARS else title[:SHOWN_CHARS] + "…"
            case IntakeColumn.TOLD:
                return self._remark(one)

    def _remark(self, one: Proposal) -> str:
        if one.reason:
            return one.reason
        told = list(one.remarks)
        if one.twin:
            told.insert(0, self.tr("Duplicate of %1.").replace("%1", one.twin))
        return " ".join(told)

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return (
            usual | Qt.ItemFlag.ItemIsEditable if IntakeColumn(index.column()) in _TYPED else usual
        )

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not 0 <= index.row() < len(self._rows):
            return False
        column = IntakeColumn(index.column())
        if value == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        place = self._rows[index.row()]
        taken = self._fix(place, column, value)
        self._say([place])
        return taken
