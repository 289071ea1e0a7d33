"""What copies without names replace: looked through before a copy is handed out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviewdesk.domain.likely_names import GUESSED, TOKENS
from reviewdesk.domain.people import NameRule, Voice
from reviewdesk.domain.review import Review
from reviewdesk.services.watching import found_names
from reviewdesk.widgets.parts import button, label, shown

_SIZE_PX = (720, 540)
_WHERE_ADDED = "a colleague"
_FOUND, _SORT, _COUNT, _TOKEN = range(4)


class NamesDialog(QDialog):
    """Ticked is replaced. The names of voices always are, and stand above the list.

    Signals: `decided(tuple)` with a NameRule for each thing found.
    """

    decided = Signal(object)

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("names_dialog")
        self.setWindowTitle(self.tr("Names in the copies"))
        self.setAccessibleName(self.tr("Names in the copies"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._found = found_names(review)
        self._before = {rule.text.casefold(): rule for rule in review.head.copy_names}
        self._roles = sorted({one.role for one in review.all(Voice).values() if one.role})
        self._table = QTableWidget(len(self._found) + len(self._added()), 4)
        self._build(review)
        self._fill()
        self._connect_signals()
        self.resize(*_SIZE_PX)

    def _added(self) -> list[NameRule]:
        """What was decided about texts that were typed in here, or are not found any more."""
        found = {one.text.casefold() for one in self._found}
        return [rule for key, rule in self._before.items() if key not in found and not rule.keep]

    def _build(self, review: Review) -> None:
        voices = sum(bool(one.name) for one in review.all(Voice).values())
        told = self.tr(
            "Copies for the company and the public show roles. The names of the review's voices "
            "(%1), with their parts and spellings, are replaced everywhere. This list is what else "
            "looks like somebody; tick what is to be replaced."
        ).replace("%1", f"{voices:,}")
        if not self._table.rowCount():
            told = self.tr(
                "Copies for the company and the public show roles. The names of the review's "
                "voices (%1), with their parts and spellings, are replaced everywhere. Nothing "
                "else in this review looks like somebody; a name that does not can be added."
            ).replace("%1", f"{voices:,}")
        words = label(told, "quiet")
        words.setWordWrap(True)
        table = self._table
        table.setObjectName("names_table")
        table.setAccessibleName(self.tr("What looks like somebody"))
        table.setHorizontalHeaderLabels(
            [self.tr("Found"), self.tr("What it is"), self.tr("Times"), self.tr("Shown as")]
        )
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(_FOUND, QHeaderView.ResizeMode.Stretch)
        for place, width in ((_SORT, 170), (_COUNT, 60), (_TOKEN, 190)):
            table.setColumnWidth(place, width)
        self._more = button(self.tr("Add a name"), "names_add")
        self._cancel = button(self.tr("Cancel"), "names_cancel")
        self._take = button(self.tr("Use this"), "names_take", "accent")
        for one in (self._more, self._cancel):
            one.setAutoDefault(False)
        self._take.setDefault(True)
        foot = QHBoxLayout()
        foot.addWidget(self._more)
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Names in the copies"), "heading"))
        column.addWidget(words)
        column.addWidget(table, 1)
        column.addLayout(foot)

    def _fill(self) -> None:
        for row, one in enumerate(self._found):
            rule = self._before.get(one.text.casefold())
            ticked = not rule.keep if rule else one.sort not in GUESSED
            self._put(row, one.text, one.sort.value, one.count, ticked=ticked)
            self._choose_token(row, rule.token if rule else "", TOKENS[one.sort])
        for row, rule in enumerate(self._added(), len(self._found)):
            self._put(row, rule.text, self.tr("added here"), 0, ticked=True)
            self._choose_token(row, rule.token, _WHERE_ADDED)

    def _put(self, row: int, text: str, sort: str, count: int, *, ticked: bool) -> QTableWidgetItem:
        cells = (shown(text), sort, f"{count:,}" if count else "")
        items = [QTableWidgetItem(said) for said in cells]
        for column, item in enumerate(items):
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self._table.setItem(row, column, item)
        first = items[_FOUND]
        first.setData(Qt.ItemDataRole.UserRole, text)
        first.setFlags(first.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        first.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        return first

    def _choose_token(self, row: int, token: str, usual: str) -> None:
        """What stands in its place: what is usual for its sort, or the role of a voice."""
        box = QComboBox()
        box.setObjectName(f"names_token_{row}")
        box.setAccessibleName(self.tr("Shown as"))
        roles = [f"the {role}" for role in self._roles]
        for words in dict.fromkeys([usual, *TOKENS.values(), *roles, *filter(None, (token,))]):
            box.addItem(words, words)
        box.setCurrentIndex(max(0, box.findData(token or usual)))
        self._table.setCellWidget(row, _TOKEN, box)

    def _connect_signals(self) -> None:
        self._more.clicked.connect(self._on_add)
        self._cancel.clicked.connect(self.reject)
        self._take.clicked.connect(self._on_take)

    def _on_add(self) -> None:
        """A row for a name that nothing has found."""
        row = self._table.rowCount()
        self._table.insertRow(row)
        item = self._put(row, "", self.tr("added here"), 0, ticked=True)
        self._choose_token(row, "", _WHERE_ADDED)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        self._table.setCurrentItem(item)
        self._table.editItem(item)

    def rules(self) -> tuple[NameRule, ...]:
        found = []
        for row in range(self._table.rowCount()):
            item = self._table.item(row, _FOUND)
            if item is None:
                continue
            text = item.data(Qt.ItemDataRole.UserRole) or item.text()
            box = self._table.cellWidget(row, _TOKEN)
            token = box.currentData() if isinstance(box, QComboBox) else ""
            keep = item.checkState() is not Qt.CheckState.Checked
            if text.strip():
                found.append(NameRule(text=text, token=token or "", keep=keep))
        return tuple(found)

    def _on_take(self) -> None:
        # A name that is just being typed counts.
        self._table.setFocus()
        rules = self.rules()
        self.accept()
        self.decided.emit(rules)
