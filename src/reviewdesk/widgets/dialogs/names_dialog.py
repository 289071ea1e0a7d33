"""What copies without names replace: looked through before a copy is handed out."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviewdesk.domain.folding import key
from reviewdesk.domain.found_names import FoundNames
from reviewdesk.domain.likely_names import TOKENS
from reviewdesk.domain.people import NameRule, Voice
from reviewdesk.domain.review import Review
from reviewdesk.services.leak_places import place_words
from reviewdesk.widgets.asking_dialog import foot_of, name_dialog
from reviewdesk.widgets.choice_box import ChoiceBox
from reviewdesk.widgets.parts import button, label, shown, tool_tip

_SIZE_PX = (980, 620)
_ROW_PX = 36
"""High enough for a box to choose in."""
_WHERE_ADDED = "a colleague"
_FOUND, _AROUND, _SORT, _COUNT, _TOKEN = range(5)


class NamesDialog(QDialog):
    """Ticked is replaced. The names of voices stand in a group of their own.

    Signals: `decided(tuple)` with a NameRule for each thing found.
    """

    decided = Signal(object)

    def __init__(self, review: Review, found: FoundNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name_dialog(self, "names", self.tr("Names in the copies"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._review = review
        self._found = found
        self._before = {rule.text.casefold(): rule for rule in review.head.copy_names}
        voices = review.all(Voice).values()
        self._roles = sorted({one.role for one in voices if one.role})
        self._whole = {key(one) for voice in voices for one in (voice.name, *voice.also_known_as)}
        self._table = QTableWidget(0, 5)
        self._voice_rows: set[int] = set()
        self._has_added = False
        self._build(review)
        self._fill()
        self._connect_signals()
        self.resize(*_SIZE_PX)

    def _seen(self) -> set[str]:
        found = self._found
        lists = (found.likely, found.doubtful, found.voices)
        return {one.text.casefold() for some in lists for one in some}

    def _added(self) -> list[NameRule]:
        """What was decided about texts that were typed in here, or are not found any more."""
        seen = self._seen()
        return [rule for text, rule in self._before.items() if text not in seen and not rule.keep]

    def _build(self, review: Review) -> None:
        voices = sum(bool(one.name) for one in review.all(Voice).values())
        told = self.tr(
            "Copies for the company and the public show roles. The names of the review's voices "
            "(%1), with their parts and spellings, are replaced everywhere. What else looks like "
            "somebody is replaced too, until you take its tick away."
        ).replace("%1", f"{voices:,}")
        if not (self._found.likely or self._found.doubtful or self._added()):
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
            [
                self.tr("Found"),
                self.tr("Where it stands"),
                self.tr("What it is"),
                self.tr("Times"),
                self.tr("Shown as"),
            ]
        )
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW_PX)
        table.setShowGrid(False)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(_AROUND, QHeaderView.ResizeMode.Stretch)
        for place, width in ((_FOUND, 190), (_SORT, 160), (_COUNT, 60), (_TOKEN, 200)):
            table.setColumnWidth(place, width)
        self._more = button(self.tr("Add a name"), "names_add")
        self._take = button(self.tr("Use this"), "names_take", "accent")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Names in the copies"), "heading"))
        column.addWidget(words)
        column.addWidget(table, 1)
        column.addLayout(foot_of(self, "names", self._take, self._more))

    def _fill(self) -> None:
        if self._found.likely or self._found.doubtful:
            self._head(self.tr("TO LOOK AT"))
        for one in self._found.likely:
            rule = self._before.get(one.text.casefold())
            goes = not (rule and rule.keep)
            item = self._put(one.text, one.sort.value, one.count, ticked=goes)
            self._choose_token(item.row(), rule.token if rule else "", TOKENS[one.sort])
        for two in self._found.doubtful:
            rule = self._before.get(two.text.casefold())
            said = self.tr("a voice, or just a word")
            item = self._put(two.text, said, two.count, ticked=bool(rule and not rule.keep))
            self._choose_token(item.row(), rule.token if rule else "", two.token)
        if self._found.voices:
            self._head(self.tr("REPLACED, FOR THEY ARE VOICES OF THE REVIEW"))
        for form in self._found.voices:
            rule = self._before.get(form.text.casefold())
            # Only one word of a name may stay, and never the whole.
            may_stay = form.text.isalpha() and key(form.text) not in self._whole
            item = self._put(
                form.text,
                self.tr("part of a name") if may_stay else self.tr("name of a voice"),
                form.count,
                ticked=not (may_stay and rule and rule.keep),
                fixed=not may_stay,
            )
            self._cell(item.row(), _TOKEN, form.token).setToolTip(tool_tip(form.token))
            self._voice_rows.add(item.row())
        for rule in self._added():
            self._put_added(rule.text, rule.token)

    def _put_added(self, text: str, token: str) -> QTableWidgetItem:
        """A row for a name that nothing has found, under a heading of their own."""
        if not self._has_added:
            self._head(self.tr("ADDED BY HAND"))
            self._has_added = True
        times = self._found.times.get(text, 0)
        item = self._put(text, self.tr("added here"), times, ticked=True)
        if not text:
            self._cell(item.row(), _AROUND, self.tr("It is looked for when this is used."))
        elif not times:
            self._cell(item.row(), _AROUND, self.tr("It stands nowhere now."))
        self._choose_token(item.row(), token, _WHERE_ADDED)
        return item

    def _head(self, words: str) -> None:
        """A line above a group of rows."""
        row = self._table.rowCount()
        self._table.insertRow(row)
        item = QTableWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        self._table.setItem(row, _FOUND, item)
        self._table.setSpan(row, _FOUND, 1, self._table.columnCount())

    def _cell(self, row: int, column: int, said: str) -> QTableWidgetItem:
        item = QTableWidgetItem(said)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        self._table.setItem(row, column, item)
        return item

    def _put(
        self, text: str, sort: str, count: int, *, ticked: bool, fixed: bool = False
    ) -> QTableWidgetItem:
        """A row for `text`; `fixed`: it is replaced whatever is chosen."""
        row = self._table.rowCount()
        self._table.insertRow(row)
        first = self._cell(row, _FOUND, shown(text))
        self._cell(row, _SORT, sort)
        self._cell(row, _COUNT, f"{count:,}" if count else "")
        first.setData(Qt.ItemDataRole.UserRole, text)
        first.setToolTip(tool_tip(text))
        self._show_places(row, text)
        if not fixed:
            first.setFlags(first.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        first.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        return first

    def _show_places(self, row: int, text: str) -> None:
        """The words round the first place, and by a tip the items of the first few."""
        places = self._found.places.get(text, ())
        item = self._cell(row, _AROUND, shown(places[0].around) if places else "")
        said = [f"{place_words(one, self._review)}: {one.around}" for one in places]
        item.setToolTip(_lines(said))

    def _choose_token(self, row: int, token: str, usual: str) -> None:
        """What stands in its place: what is usual for its sort, or the role of a voice."""
        box = ChoiceBox()
        box.setObjectName(f"names_token_{row}")
        box.setAccessibleName(self.tr("Shown as"))
        roles = [f"the {role}" for role in self._roles]
        for words in dict.fromkeys([usual, *TOKENS.values(), *roles, *filter(None, (token,))]):
            box.addItem(words, words)
        box.setCurrentIndex(max(0, box.findData(token or usual)))
        box.setToolTip(tool_tip(box.currentText()))
        box.currentTextChanged.connect(lambda said: box.setToolTip(tool_tip(said)))
        self._table.setCellWidget(row, _TOKEN, box)

    def _connect_signals(self) -> None:
        self._more.clicked.connect(self._on_add)
        self._take.clicked.connect(self._on_take)

    def _on_add(self) -> None:
        """A row for a name that nothing has found."""
        item = self._put_added("", "")
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        self._table.setCurrentItem(item)
        self._table.editItem(item)

    def rules(self) -> tuple[NameRule, ...]:
        """What is chosen; of the names of voices only what may stay, for the rest goes anyway."""
        found = []
        for row in range(self._table.rowCount()):
            item = self._table.item(row, _FOUND)
            if item is None or not item.flags() & Qt.ItemFlag.ItemIsEnabled:
                continue
            text = item.data(Qt.ItemDataRole.UserRole) or item.text()
            box = self._table.cellWidget(row, _TOKEN)
            token = box.currentData() if isinstance(box, QComboBox) else ""
            keep = item.checkState() is not Qt.CheckState.Checked
            if text.strip() and (keep or row not in self._voice_rows):
                found.append(NameRule(text=text, token=token or "", keep=keep))
        seen = self._seen()
        stays = [rule for text, rule in self._before.items() if text not in seen and rule.keep]
        return (*found, *stays)

    def _on_take(self) -> None:
        # A name that is just being typed counts.
        self._table.setFocus()
        rules = self.rules()
        self.accept()
        self.decided.emit(rules)


def _lines(said: Sequence[str]) -> str:
    return f"<qt>{'<br>'.join(escape(shown(one)) for one in said)}</qt>" if said else ""
