"""The dialog for a new review: what is typed for its day is read, or refused in words."""

from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reviewdesk.widgets.library.new_review import NewReviewDialog


@pytest.fixture
def dialog(qtbot: QtBot) -> NewReviewDialog:
    dialog = NewReviewDialog("Europe/Berlin")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


W = TypeVar("W", bound=QWidget)


def part(dialog: NewReviewDialog, kind: type[W], name: str) -> W:
    found = dialog.findChild(kind, name)
    assert found is not None, name
    return found


@pytest.mark.parametrize("typed", ["2026-03-29", "29 Mar 2026", "29.3.2026", "March 29, 2026"])
def test_day_is_taken_as_it_is_typed_and_tab_leaves_it(
    qtbot: QtBot, dialog: NewReviewDialog, typed: str
) -> None:
    made: list[tuple[object, ...]] = []
    dialog.made.connect(lambda *values: made.append(values))
    QTest.keyClicks(part(dialog, QLineEdit, "new_title"), "Clock change")
    day = part(dialog, QLineEdit, "new_day")
    day.setFocus()
    day.selectAll()
    QTest.keyClicks(day, typed)
    QTest.keyClick(day, Qt.Key.Key_Tab)
    zone = QApplication.focusWidget()
    assert isinstance(zone, QLineEdit)
    assert zone is part(dialog, QLineEdit, "new_zone")
    zone.selectAll()
    QTest.keyClicks(zone, "Europe/London")
    part(dialog, QPushButton, "new_create").click()
    assert made[0][2:4] == ("Europe/London", date(2026, 3, 29))


@pytest.mark.parametrize("typed", ["3/9/2026", "30.2.2026", "soon", "10:35"])
def test_what_is_no_day_is_refused_in_words(dialog: NewReviewDialog, typed: str) -> None:
    QTest.keyClicks(part(dialog, QLineEdit, "new_title"), "Clock change")
    day, told = part(dialog, QLineEdit, "new_day"), part(dialog, QLabel, "new_told")
    day.selectAll()
    QTest.keyClicks(day, typed)
    create = part(dialog, QPushButton, "new_create")
    assert not create.isEnabled()
    assert "day" in told.text()
    day.selectAll()
    QTest.keyClicks(day, "29.3.2026")
    assert create.isEnabled()
    assert told.text().startswith("One department")


def test_day_can_be_chosen_from_a_calendar(dialog: NewReviewDialog) -> None:
    day = part(dialog, QLineEdit, "new_day")
    day.setText("29 Mar 2026")
    next(one for one in day.actions() if one.objectName() == "new_day_calendar").trigger()
    month = part(dialog, QCalendarWidget, "calendar_month")
    assert month.selectedDate() == QDate(2026, 3, 29)
    month.clicked.emit(QDate(2026, 4, 2))
    assert day.text() == "2 Apr 2026"
