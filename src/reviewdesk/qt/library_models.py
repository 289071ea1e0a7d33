"""Reviews, search hits and open repairs as item models."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from reviewdesk.qt.bidi import visible_controls

if TYPE_CHECKING:
    from datetime import date

    from reviewdesk.domain.library import Hit, OpenRepairRow, ReviewRow

Index = QModelIndex | QPersistentModelIndex
DETAIL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The second, quiet line of a row."""
MARK_ROLE = int(Qt.ItemDataRole.UserRole) + 2
"""A short word in a chip behind the text: sample, archived."""
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 3
"""The value the row stands for."""
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_ANSWERED = frozenset((_DISPLAY, _ACCESSIBLE, _ALIGNMENT, DETAIL_ROLE, MARK_ROLE, ROW_ROLE))
"""A view asks five thousand times for forty rows, and mostly for what is none of these."""
_TO_THE_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
R = TypeVar("R")
_SHOWN_CHARS = 1_000


class Column(Generic[R]):
    """One column: its heading, what it shows of a row, and what it is sorted by."""

    def __init__(
        self,
        heading: str,
        text: Callable[[R], str],
        key: Callable[[R], Any] | None = None,
        *,
        right: bool = False,
    ) -> None:
        self.heading = heading
        self.text = text
        self.key = key or text
        self.right = right


class RowsModel(QAbstractTableModel, Generic[R]):
    """Rows under columns; sorted as the user last asked."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        *,
        detail: Callable[[R], str] | None = None,
        mark: Callable[[R], str] | None = None,
    ) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._detail = detail
        self._mark = mark
        self._rows: list[R] = []
        self._sorting: tuple[int, Qt.SortOrder] | None = None

    @property
    def rows(self) -> Sequence[R]:
        return self._rows

    def set_rows(self, rows: Sequence[R]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self._arrange()
        self.endResetModel()

    def row_at(self, index: Index) -> R | None:
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if role not in _ANSWERED:
            return None
        row = self.row_at(index)
        if row is None:
            return None
        column = self._columns[index.column()]
        if role in (_DISPLAY, _ACCESSIBLE):
            return visible_controls(column.text(row)[:_SHOWN_CHARS])
        if role == _ALIGNMENT and column.right:
            return _TO_THE_RIGHT
        if role == DETAIL_ROLE and self._detail is not None:
            return visible_controls(self._detail(row)[:_SHOWN_CHARS])
        if role == MARK_ROLE and self._mark is not None and index.column() == 0:
            return self._mark(row)
        if role == ROW_ROLE:
            return row
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight
                if self._columns[section].right
                else (Qt.AlignmentFlag.AlignLeft)
            )
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorting = (column, order) if column >= 0 else None
        self.layoutAboutToBeChanged.emit()
        self._arrange()
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        if self._sorting is not None:
            column, order = self._sorting
            self._rows.sort(
                key=self._columns[column].key, reverse=order is Qt.SortOrder.DescendingOrder
            )


def reviews_model(words: Callable[[str], str]) -> RowsModel[ReviewRow]:
    """The list of reviews; `words` puts headings into the user's language."""

    def mark(row: ReviewRow) -> str:
        marks = [words("sample")] if row.sample else []
        return ", ".join([*marks, words("archived")] if row.archived else marks)

    return RowsModel(
        [
            Column(words("Review"), lambda row: row.title, lambda row: row.title.casefold()),
            Column(words("Kind"), lambda row: str(row.kind)),
            Column(
                words("Date"),
                lambda row: _date(row.day) if row.day else "",
                lambda row: str(row.day or ""),
            ),
            Column(words("Phase"), lambda row: str(row.phase), lambda row: _place(row.phase)),
            Column(
                words("Heard"),
                lambda row: f"{row.departments_heard}/{row.departments_total}",
                lambda row: row.departments_heard / max(1, row.departments_total),
                right=True,
            ),
            Column(
                words("Open repairs"),
                lambda row: str(row.open_repairs),
                lambda row: row.open_repairs,
                right=True,
            ),
        ],
        mark=mark,
    )


def _date(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _place(phase: object) -> int:
    return list(type(phase)).index(phase)  # type: ignore[call-overload, no-any-return]


def repairs_model(words: Callable[[str], str]) -> RowsModel[OpenRepairRow]:
    """Repairs of all reviews that are still to be done or checked, the review under each."""
    never = "9999"

    def state(row: OpenRepairRow) -> str:
        text = str(row.state)
        return words("done, check is due") if text == "done" else text

    return RowsModel(
        [
            Column(
                words("Due"),
                lambda row: _date(row.due) if row.due else words("no date"),
                lambda row: str(row.due or never),
            ),
            Column(words("Repair"), lambda row: row.title, lambda row: row.title.casefold()),
            Column(words("Owner"), lambda row: row.owner_role or words("nobody yet")),
            Column(words("State"), state),
            Column(
                words("Check"),
                lambda row: _date(row.check_on) if row.check_on else "",
                lambda row: str(row.check_on or never),
            ),
        ],
        detail=lambda row: " · ".join(one for one in (row.number, row.review_title) if one),
    )


def hits_model() -> RowsModel[Hit]:
    """What a search found: the place, then the words around it and the review."""
    return RowsModel(
        [Column("", lambda row: row.named)],
        detail=lambda row: (
            f"{row.review_title} · {row.snippet}" if row.snippet else row.review_title
        ),
    )
