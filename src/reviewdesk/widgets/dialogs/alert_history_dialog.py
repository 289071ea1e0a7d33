"""An alert history that was read: looked at beside the signals, then kept as one step."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reviewdesk.domain.entries import Entry
from reviewdesk.domain.errors import KnownError
from reviewdesk.services.alert_histories import (
    Columns,
    OfferedHistory,
    alert_label,
    alerts_for,
    chosen_alert,
    match,
    rate_with,
    signals_of,
    take_in,
    told,
)
from reviewdesk.widgets.choice_box import ChoiceBox
from reviewdesk.widgets.parts import ElidedLabel, button, label, shown
from reviewdesk.widgets.record_links import RecordLinks

_SIZE_PX = (820, 620)
_TITLE_CHARS = 40
_MOST_ROWS, _MOST_CHOICES = 40, 60
"""Signals that have a row, and alerts to choose from in each: the likely ones. A signal can be any
other alert by its own fields."""


class SignalRow(QFrame):
    """One signal, the alert it is taken to be, and its base rate by that.

    Signals: `changed()` when another alert was chosen.
    """

    changed = Signal()

    def __init__(self, place: int, entry: Entry, links: RecordLinks, found: OfferedHistory) -> None:
        super().__init__()
        self.setObjectName(f"alert_row_{place}")
        self.setProperty("role", "row")
        self._links, self._found, self._entry = links, found, entry
        title = f"{links.texts.entry_time(entry)}  {entry.title}"
        self.alerts = ChoiceBox()
        self.alerts.setObjectName(f"alert_choice_{place}")
        self.alerts.setAccessibleName(self.tr("Alert that is: {}").format(title[:200]))
        self.alerts.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.alerts.setMinimumContentsLength(24)
        self.alerts.addItem(self.tr("none of them"), None)
        for alert in alerts_for(found, entry)[:_MOST_CHOICES]:
            self.alerts.addItem(shown(alert_label(found.alerts[alert])), alert)
        self.alerts.setCurrentIndex(max(0, self.alerts.findData(chosen_alert(found, entry.id))))
        self._rate = ElidedLabel(role="quiet")
        self._rate.setObjectName(f"alert_rate_{place}")
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 7, 12, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.addWidget(ElidedLabel(title, "strong"), 0, 0)
        grid.addWidget(self._rate, 1, 0)
        grid.addWidget(self.alerts, 0, 1, 2, 1)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        self.alerts.currentIndexChanged.connect(self._on_chosen)
        self._show_rate()

    def _show_rate(self) -> None:
        chosen = self.alerts.currentData()
        rate = None if chosen is None else rate_with(self._found, chosen, self._entry)
        if rate is not None:
            words = rate.told
        elif chosen is None:
            words = self.tr("no base rate")
        else:
            words = self.tr("this history does not reach back before it")
        self._rate.setText(words)

    def _on_chosen(self) -> None:
        match(self._found, self._entry.id, self.alerts.currentData())
        self._show_rate()
        self.changed.emit()


class ColumnChoices(QWidget):
    """Which column of the file says what. Signals: `chosen(Columns)`."""

    chosen = Signal(object)

    def __init__(self, found: OfferedHistory) -> None:
        super().__init__()
        self.setObjectName("alert_columns")
        self.setAccessibleName(self.tr("Columns of the file"))
        columns = found.columns
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._choices: dict[str, QComboBox] = {}
        for name, words, place, may_lack in (
            ("name", self.tr("Alert"), columns.name, False),
            ("time", self.tr("Fired at"), columns.time, False),
            ("origin", self.tr("Service"), columns.origin, True),
            ("incident", self.tr("Led to an incident"), columns.incident, True),
        ):
            choice = ChoiceBox()
            choice.setObjectName(f"alert_column_{name}")
            choice.setAccessibleName(self.tr("Column: {}").format(words))
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.setMinimumContentsLength(9)
            if may_lack or place is None:
                choice.addItem(self.tr("none"), None)
            for number, title in enumerate(found.titles):
                told = title or self.tr("Column {}").format(number + 1)
                choice.addItem(shown(told[:_TITLE_CHARS]), number)
            choice.setCurrentIndex(max(0, choice.findData(place)))
            choice.currentIndexChanged.connect(self._on_chosen)
            self._choices[name] = choice
            row.addWidget(label(words, "quiet"))
            row.addWidget(choice, 1)

    def _on_chosen(self) -> None:
        self.chosen.emit(
            Columns(**{name: one.currentData() for name, one in self._choices.items()})
        )


class AlertHistoryDialog(QDialog):
    """Per signal the alert it is taken to be; Enter keeps the history, Escape leaves it.

    Signals: `taken(int)` with how many signals have a base rate by it; `columns_chosen(Columns)`
    when other columns of the file count, which is then to be read again.
    """

    taken = Signal(int)
    columns_chosen = Signal(object)

    def __init__(self, links: RecordLinks, found: OfferedHistory, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("alert_history_dialog")
        self.setWindowTitle(self.tr("Alert history"))
        self.setAccessibleName(self.tr("Alert history"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._links, self._bridge, self._found = links, links.bridge, found
        self._build()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._on_take)
        self._bridge.closing.connect(self.reject)
        theme = links.theme
        self.resize(theme.px(_SIZE_PX[0]), theme.px(_SIZE_PX[1]))
        self.resize(self.size().boundedTo(parent.window().size()))
        self._take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(label(self.tr("Alert history"), "heading"))
        named = " · ".join(one for one in (self._found.file_name, self._found.program) if one)
        top.addWidget(ElidedLabel(named, "quiet"), 1)
        self._told = label(role="quiet")
        self._told.setObjectName("alert_history_told")
        self._told.setWordWrap(True)
        before = label(
            self.tr(
                "What had fired in the 30 days before each signal stands beside it. What came "
                "after a signal is never counted: nobody could know it then."
            ),
            "quiet",
        )
        before.setWordWrap(True)
        self._columns = ColumnChoices(self._found) if self._found.titles else None
        if self._columns is not None:
            self._columns.chosen.connect(self.columns_chosen)
        area = self._area = QScrollArea()
        area.setObjectName("alert_history_rows")
        area.setAccessibleName(self.tr("Signals and alerts"))
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._rows())
        self._refused = label(role="attention")
        self._refused.setObjectName("alert_history_refused")
        self._refused.setWordWrap(True)
        self._refused.hide()
        cancel = button(self.tr("Cancel"), "alert_history_leave")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._take = button(self.tr("Keep this history"), "alert_history_take", "accent")
        self._take.setDefault(True)
        self._take.clicked.connect(self._on_take)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._told)
        if self._columns is not None:
            column.addWidget(self._columns)
        column.addWidget(before)
        column.addWidget(area, 1)
        column.addWidget(self._refused)
        column.addLayout(foot)
        self._say()

    def _rows(self) -> QWidget:
        rows = QVBoxLayout()
        rows.setContentsMargins(0, 0, 6, 0)
        rows.setSpacing(6)
        signals = signals_of(self._bridge.review)
        for place, entry in enumerate(signals[:_MOST_ROWS]):
            row = SignalRow(place, entry, self._links, self._found)
            row.changed.connect(self._say)
            rows.addWidget(row)
        if not signals:
            words = self.tr(
                "There are no signals on the timeline yet. The history is kept, and each signal "
                "can be matched with an alert in its fields."
            )
            rows.addWidget(self._wrapped(words))
        elif len(signals) > _MOST_ROWS:
            words = self.tr("The first {} signals; match the others in their fields.")
            rows.addWidget(self._wrapped(words.format(_MOST_ROWS)))
        rows.addStretch(1)
        held = QWidget()
        held.setLayout(rows)
        return held

    def show_found(self, found: OfferedHistory) -> None:
        """The same file read by other columns."""
        self._found = found
        self._refused.hide()
        self._take.setEnabled(True)
        self._area.setWidget(self._rows())
        self._say()

    def show_refused(self, words: str) -> None:
        """Why the file gives nothing by the columns chosen; others can be."""
        self._refused.setText(shown(words))
        self._refused.show()
        self._take.setEnabled(False)

    def _wrapped(self, words: str) -> QWidget:
        made = label(words, "quiet")
        made.setWordWrap(True)
        return made

    def _say(self) -> None:
        self._told.setText(shown(told(self._bridge.review, self._found)))

    def _on_take(self) -> None:
        try:
            count = take_in(self._bridge, self._found)
        except KnownError as error:
            self._refused.setText(str(error))
            self._refused.show()
            return
        self.accept()
        self.taken.emit(count)
