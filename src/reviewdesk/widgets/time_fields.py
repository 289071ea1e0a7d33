"""Fields for times and days, typed freely in the zone of the clock in force."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel

from reviewdesk.domain.entries import Entry
from reviewdesk.domain.ids import EntryId
from reviewdesk.qt.clock_texts import ClockTexts
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.services.typed_times import TIME_FIELDS, set_times
from reviewdesk.widgets.calendar_button import add_calendar
from reviewdesk.widgets.fields import LineField
from reviewdesk.widgets.parts import label, shown
from reviewdesk.widgets.spots import GONE, Spot


class _TimeField(LineField):
    """What is no time stays while it is in sight; shown anew, it has the saved time again."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.keeper.refused and not event.spontaneous():
            self.keeper.revert()


def refusal_of(field: LineField) -> QLabel:
    """Says why what was typed was not taken; to be laid out right under the field."""
    told = label(role="nudge")
    told.setObjectName(f"{field.objectName()}_wrong")
    told.setWordWrap(True)
    told.hide()

    def say(why: str) -> None:
        told.setText(shown(why))
        told.setVisible(bool(why))

    field.keeper.wrong_said.connect(say)
    return told


class MomentField(_TimeField):
    """One moment: "10:35", "13 Mar 10:35"; empty: none. What is no time stays, and says so."""

    def __init__(
        self,
        bridge: DeskBridge,
        spot: Spot,
        name: str,
        accessible: str,
        texts: ClockTexts,
        near: Callable[[], datetime | None],
        *,
        placeholder: str = "",
    ) -> None:
        self._texts = texts
        self._near = near
        super().__init__(bridge, spot, name, accessible, placeholder=placeholder, bare=True)

    def _take(self) -> object:
        return self._texts.read_moment(self.text(), self._near())

    def _show(self, value: object) -> None:
        moment = value if isinstance(value, datetime) else None
        with QSignalBlocker(self):
            self.setText(self._texts.moment_text(moment))


class TimesField(_TimeField):
    """All times of an entry in one line, as the quick line takes them."""

    def __init__(
        self, bridge: DeskBridge, entry_id: EntryId, name: str, accessible: str, texts: ClockTexts
    ) -> None:
        self._texts = texts
        self._bridge = bridge
        self._entry_id = entry_id
        spot = Spot(f"{entry_id}.times", self._read, self._write, self._concerns)
        super().__init__(bridge, spot, name, accessible, bare=True)

    def _entry(self) -> Entry | None:
        return self._bridge.review.find(Entry, self._entry_id)

    def _read(self) -> object:
        entry = self._entry()
        return GONE if entry is None else {name: getattr(entry, name) for name in TIME_FIELDS}

    def _write(self, value: object, fold_key: str) -> None:
        entry = self._entry()
        if entry is not None and isinstance(value, dict):
            set_times(self._bridge, entry, value, fold_key)

    def _concerns(self, edited: object) -> bool:
        return any(change.id == self._entry_id for change in getattr(edited, "changes", ()))

    def _take(self) -> object:
        entry = self._entry()
        if entry is not None and self.text().strip() == self._texts.times_text(entry):
            return self._read()
        return dict(self._texts.read_times(self.text(), entry.anchor if entry else None))

    def _show(self, _value: object) -> None:
        entry = self._entry()
        with QSignalBlocker(self):
            self.setText(self._texts.times_text(entry) if entry is not None else "")


class DayField(_TimeField):
    """One day: "13 Mar", "2026-03-13", "13.3.2026", or from a calendar; empty: none."""

    def __init__(
        self,
        bridge: DeskBridge,
        spot: Spot,
        name: str,
        accessible: str,
        texts: ClockTexts,
        *,
        placeholder: str = "",
    ) -> None:
        self._texts = texts
        super().__init__(bridge, spot, name, accessible, placeholder=placeholder, bare=True)
        add_calendar(self, self._day, self._on_chosen)

    def _day(self) -> date | None:
        try:
            return self._texts.read_day(self.text())
        except ValueError:
            return None

    def _on_chosen(self, day: date) -> None:
        self.setText(self._texts.day_text(day))
        self.keeper.touched()
        self.keeper.leave()

    def _take(self) -> object:
        return self._texts.read_day(self.text())

    def _show(self, value: object) -> None:
        with QSignalBlocker(self):
            self.setText(self._texts.day_text(value if isinstance(value, date) else None))
