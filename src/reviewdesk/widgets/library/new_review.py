"""What a new review needs to begin with."""

from datetime import UTC, date
from zoneinfo import available_timezones

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QCompleter, QDialog, QWidget

from reviewdesk.domain.review import ReviewKind
from reviewdesk.domain.times import day_text
from reviewdesk.services.library import DEFAULT_DEPARTMENTS
from reviewdesk.services.typed_times import read_day
from reviewdesk.widgets.calendar_button import add_calendar
from reviewdesk.widgets.forms.ui_new_review import Ui_NewReviewDialog
from reviewdesk.widgets.parts import set_state

_TITLE_CHARS = 2_000
_UTC_NAMES = {"Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "Universal", "Zulu", "UCT"}


class NewReviewDialog(QDialog):
    """Signals: `made(title, ReviewKind, zone, date, tuple of department names)`."""

    made = Signal(str, object, str, object, object)

    def __init__(self, local_zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = Ui_NewReviewDialog()
        self._form.setupUi(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._title_missed = False
        form = self._form
        form.new_title.setMaxLength(_TITLE_CHARS)
        for kind in ReviewKind:
            form.new_kind.addItem(kind.value[:1].upper() + kind.value[1:], kind)
        today = QDate.currentDate()
        self._today = date(today.year(), today.month(), today.day())
        self._show_day(self._today)
        add_calendar(form.new_day, lambda: self._read_day()[0], self._show_day)
        self._zones = sorted(available_timezones())
        completer = QCompleter(self._zones, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        form.new_zone.setCompleter(completer)
        zone = "UTC" if local_zone in _UTC_NAMES else local_zone
        form.new_zone.setText(zone if zone in self._zones else "UTC")
        form.new_departments.setPlainText("\n".join(DEFAULT_DEPARTMENTS))
        form.new_create.clicked.connect(self._on_create)
        form.new_cancel.clicked.connect(self.reject)
        form.new_title.textChanged.connect(self._look)
        form.new_zone.textChanged.connect(self._look)
        form.new_day.textChanged.connect(self._look)
        self._look()

    def _show_day(self, day: date) -> None:
        self._form.new_day.setText(day_text(day, short=True))

    def _read_day(self) -> tuple[date | None, str]:
        """The day that is typed, or why it is none."""
        try:
            return read_day(self._form.new_day.text(), UTC, self._today), ""
        except ValueError as error:
            return None, str(error)

    def _look(self) -> None:
        """Lets it be made once it has a title, a day that is one and a zone that exists."""
        form = self._form
        zone_known = form.new_zone.text().strip() in self._zones
        set_state(form.new_zone, "wrong", "false" if zone_known else "true")
        _day, no_day = self._read_day()
        set_state(form.new_day, "wrong", "true" if no_day else "false")
        if form.new_title.text().strip():
            self._title_missed = False
        set_state(form.new_title, "wrong", "true" if self._title_missed else "false")
        form.new_create.setEnabled(zone_known and not no_day)
        if no_day:
            told = no_day
        elif not zone_known:
            told = self.tr("There is no time zone of that name. Type a city, then choose.")
        elif self._title_missed:
            told = self.tr("A title is needed.")
        else:
            told = self.tr("One department on each line; each gets a lane and a card.")
        set_state(form.new_told, "role", "quiet" if form.new_create.isEnabled() else "nudge")
        form.new_told.setText(told)

    def _on_create(self) -> None:
        form = self._form
        if not form.new_title.text().strip():
            self._title_missed = True
            self._look()
            form.new_title.setFocus()
            return
        day, _why = self._read_day()
        names = dict.fromkeys(
            " ".join(line.split()) for line in form.new_departments.toPlainText().splitlines()
        )
        self.made.emit(
            form.new_title.text(),
            form.new_kind.currentData(),
            form.new_zone.text().strip(),
            day,
            tuple(name for name in names if name),
        )
        self.accept()
