"""What is chosen once for all lines: how to read, date, zone, clock; columns; where names go."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.people import Department
from reviewdesk.domain.times import day_text, zone, zone_names
from reviewdesk.qt.theme import Theme
from reviewdesk.services.importing import (
    Choices,
    Column,
    Form,
    Lanes,
    Reading,
    offset_text,
    read_offset,
    zone_name,
)
from reviewdesk.services.typed_times import read_day
from reviewdesk.widgets.choice_box import ChoiceBox
from reviewdesk.widgets.parts import ElidedLabel, label, set_state, shown

_MOST_NAMES = 40
_FIELD_PX = 150


def _named(caption: str, field: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(label(caption, "quiet"))
    column.addWidget(field)
    return column


class ChoicesBar(QWidget):
    """Signals: `changed()` when the material is to be read anew; `refused(str)` with why not."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = Choices()
        self._theme = theme
        self.form = ChoiceBox()
        for text, form in (
            (self.tr("Timeline"), Form.LINES),
            (self.tr("Table"), Form.TABLE),
            (self.tr("Conversation"), Form.CHAT),
        ):
            self.form.addItem(text, form)
        self.day = QLineEdit()
        self.day.setPlaceholderText(self.tr("as the text says"))
        self.zone = QLineEdit()
        completer = QCompleter(sorted(zone_names()), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.zone.setCompleter(completer)
        self.offset = QLineEdit("0")
        self.order = ChoiceBox()
        for text, first in (
            (self.tr("3/4 as it fits"), None),
            (self.tr("3/4 is 3 April"), True),
            (self.tr("3/4 is March 4"), False),
        ):
            self.order.addItem(text, first)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self._order_box = QWidget()
        for name, caption, field in (
            ("intake_form", self.tr("Read as"), self.form),
            ("intake_date", self.tr("Date of times without one"), self.day),
            ("intake_zone", self.tr("Zone of times without one"), self.zone),
            ("intake_offset", self.tr("Clock was off by"), self.offset),
            ("intake_order", self.tr("Days as numbers"), self.order),
        ):
            field.setObjectName(name)
            field.setAccessibleName(caption)
            field.setFixedWidth(theme.px(_FIELD_PX + (40 if field is self.zone else 0)))
            layout = _named(caption, field)
            if field is self.order:
                layout.setContentsMargins(0, 0, 0, 0)
                self._order_box.setLayout(layout)
                row.addWidget(self._order_box)
            else:
                row.addLayout(layout)
        row.addStretch(1)
        self.form.activated.connect(self._on_form)
        self.order.activated.connect(self._on_order)
        self.day.editingFinished.connect(self._on_day)
        self.zone.editingFinished.connect(self._on_zone)
        self.offset.editingFinished.connect(self._on_offset)

    @property
    def choices(self) -> Choices:
        return self._choices

    def show_reading(self, reading: Reading) -> None:
        """Says what the reading took where nothing was chosen."""
        if self.form.findData(reading.form) < 0:
            self.form.addItem(reading.form.value, reading.form)
        self.form.setCurrentIndex(self.form.findData(reading.form))
        self.day.setText(day_text(reading.day) if reading.day else "")
        self.zone.setText(zone_name(reading.zone) if reading.zone is not None else "")
        self.offset.setText(offset_text(self._choices.offset))
        self._order_box.setVisible(reading.numbers)
        for field in (self.day, self.zone, self.offset):
            set_state(field, "wrong", "false")

    def set_columns(self, columns: tuple[Column, ...]) -> None:
        self._choose(replace(self._choices, columns=columns, form=Form.TABLE))

    def _choose(self, choices: Choices) -> None:
        if choices != self._choices:
            self._choices = choices
            self.changed.emit()

    def _on_form(self) -> None:
        self._choose(replace(self._choices, form=self.form.currentData(), columns=None))

    def _on_order(self) -> None:
        self._choose(replace(self._choices, day_first=self.order.currentData()))

    def _on_day(self) -> None:
        if not self.day.isModified():
            return
        self.day.setModified(False)
        try:
            day = self._read_day(self.day.text())
        except (ValueError, KnownError) as error:
            self._refuse(self.day, str(error))
            return
        self._take(self.day)
        self._choose(replace(self._choices, day=day))

    def _read_day(self, text: str) -> date | None:
        return (
            read_day(text, zone("UTC"), self._choices.day or date(2000, 1, 1))
            if (
                any(len(word.strip(".,-/")) == 4 and word.isdecimal() for word in text.split())
                or "-" in text
                or not text.strip()
            )
            else self._without_year()
        )

    def _without_year(self) -> date | None:
        raise ValueError(self.tr("Type the day with its year, like 13 Mar 2026 or 2026-03-13."))

    def _on_zone(self) -> None:
        if not self.zone.isModified():
            return
        self.zone.setModified(False)
        text = self.zone.text().strip()
        try:
            chosen = zone(text) if text else None
        except KnownError as error:
            self._refuse(self.zone, str(error))
            return
        self._take(self.zone)
        self._choose(replace(self._choices, zone=chosen))

    def _on_offset(self) -> None:
        if not self.offset.isModified():
            return
        self.offset.setModified(False)
        try:
            offset = read_offset(self.offset.text())
        except ValueError as error:
            self._refuse(self.offset, str(error))
            return
        self._take(self.offset)
        self._choose(replace(self._choices, offset=offset))

    def _refuse(self, field: QLineEdit, sentence: str) -> None:
        set_state(field, "wrong", "true")
        self.refused.emit(sentence)

    def _take(self, field: QLineEdit) -> None:
        set_state(field, "wrong", "false")
        self.refused.emit("")


class _Strip(QScrollArea):
    """Choices side by side, scrolled where there are more than fit."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fields: list[QComboBox] = []
        self.horizontalScrollBar().rangeChanged.connect(self._make_room)
        self._make_room()
        self.hide()

    def _make_room(self) -> None:
        """The scroll bar stands under the choices, and not on their lower edge."""
        bar = self.horizontalScrollBar()
        under = bar.sizeHint().height() if bar.maximum() > 0 else 0
        self.setFixedHeight(self._theme.px(58) + under)

    def fill(self, captions: Sequence[str]) -> list[QComboBox]:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.fields = []
        for place, caption in enumerate(captions):
            field = ChoiceBox()
            field.setObjectName(f"{self.objectName()}_{place}")
            field.setAccessibleName(caption)
            field.setFixedWidth(self._theme.px(_FIELD_PX))
            column = QVBoxLayout()
            column.setSpacing(2)
            head = ElidedLabel(caption, "quiet")
            head.setFixedWidth(self._theme.px(_FIELD_PX))
            column.addWidget(head)
            column.addWidget(field)
            column.addStretch(1)
            row.addLayout(column)
            self.fields.append(field)
        row.addStretch(1)
        self.setWidget(held)
        self.setVisible(bool(captions))
        return self.fields


class ColumnsBar(_Strip):
    """What each column of a table holds. Signals: `chosen(tuple of Column)`."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__("intake_columns", theme)
        self.setAccessibleName(self.tr("What each column holds"))
        self._names: tuple[str, ...] = ()

    def show_reading(self, reading: Reading) -> None:
        table = reading.table
        names = table.names if table is not None else ()
        columns = table.columns if table is not None else ()
        if names != self._names:
            self._names = names
            captions = [
                name or self.tr("Column %1").replace("%1", str(place))
                for place, name in enumerate(names, start=1)
            ]
            for field in self.fill(captions):
                for column in Column:
                    field.addItem(column.value, column)
                field.activated.connect(self._on_chosen)
        for field, column in zip(self.fields, columns, strict=False):
            field.setCurrentIndex(field.findData(column))

    def _on_chosen(self) -> None:
        chosen = self.sender()
        columns = []
        for field in self.fields:
            column = field.currentData()
            # A sort stands in one column; the one chosen last has it.
            taken = isinstance(chosen, QComboBox) and column is chosen.currentData()
            several = column in (Column.NONE, Column.DETAIL)
            columns.append(Column.NONE if taken and field is not chosen and not several else column)
        self.chosen.emit(tuple(columns))


class NamesBar(_Strip):
    """Where names go that the review does not know: departments and, privately, who spoke."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("intake_names", theme)
        self.setAccessibleName(self.tr("Where names go"))
        self._departments: list[str] = []
        self._authors: list[str] = []

    def show_reading(self, reading: Reading, lanes: Sequence[Department]) -> None:
        departments: dict[str, None] = {}
        authors: dict[str, None] = {}
        for one in reading.proposals:
            if one.department and one.department_id is None:
                departments[one.department] = None
            elif one.author and one.voice_id is None and not one.department:
                authors[one.author] = None
        found = list(departments)[:_MOST_NAMES], list(authors)[:_MOST_NAMES]
        if found == (self._departments, self._authors):
            return
        self._departments, self._authors = found
        captions = [*self._departments, *self._authors]
        for place, field in enumerate(self.fill(captions)):
            if place < len(self._departments):
                field.addItem(self.tr("New lane"), "")
            field.addItem(self.tr("No department"), None)
            for lane in lanes:
                field.addItem(shown(lane.name), lane.id)

    def lanes(self) -> Lanes:
        """What was chosen."""
        found = Lanes()
        for place, field in enumerate(self.fields):
            value = field.currentData()
            if place < len(self._departments):
                if value != "":
                    found.departments[self._departments[place]] = value
            elif value:
                found.authors[self._authors[place - len(self._departments)]] = value
        return found
