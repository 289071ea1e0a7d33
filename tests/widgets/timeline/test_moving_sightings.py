"""Events moved with what was said of who saw them, and without."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton

from builders import a_sighting, an_entry, at
from reviewdesk.domain.entries import EntryKind
from reviewdesk.domain.sightings import Sighting
from reviewdesk.services.entry_questions import entry_questions
from reviewdesk.widgets.timeline.move_dialog import MoveDialog
from timelines import ENGINEERING, LEFT, SHIFT, SUPPORT, Lay, Table, lay

__all__ = ["lay"]


@pytest.fixture
def seen(lay: Lay) -> Table:
    alert = an_entry("alert", "10:00", ENGINEERING, kind=EntryKind.SIGNAL)
    call = an_entry("call", "10:20", ENGINEERING)
    table = lay(
        ENGINEERING,
        SUPPORT,
        alert,
        call,
        an_entry("end", "14:00", ENGINEERING),
        a_sighting(alert, SUPPORT, visible_from=at("10:05"), noticed_at=at("10:09")),
        a_sighting(call, SUPPORT, noticed_at=at("10:30")),
    )
    table.state.select(alert.id, call.id)
    return table


def moments(table: Table) -> list[object]:
    found = table.desk.review.all(Sighting).values()
    return sorted(one for two in found for one in (two.visible_from, two.noticed_at) if one)


def asked(table: Table) -> MoveDialog:
    (dialog,) = (one for one in table.view.window().findChildren(MoveDialog) if one.isVisible())
    return dialog


def test_events_move_with_their_sightings_in_one_step_by_keys_alone(seen: Table) -> None:
    before = moments(seen)
    seen.press(Qt.Key.Key_Y, SHIFT)
    dialog = asked(seen)
    line = dialog.findChild(QLineEdit, "move_by")
    assert not dialog.findChild(QPushButton, "move_yes").isEnabled()
    seen.bot.keyClicks(line, "+1h")
    told = dialog.findChild(QLabel, "move_told").text()
    assert told == "Moves 2 events and 2 sightings by +1 h."
    seen.bot.keyClick(line, Qt.Key.Key_Return)
    hour = timedelta(hours=1)
    assert seen.entry("alert").start == at("11:00")
    assert moments(seen) == [one + hour for one in before]
    assert seen.desk.undo_label == "Move 2 events with sightings"
    seen.desk.undo()
    assert seen.entry("alert").start == at("10:00")
    assert moments(seen) == before


def test_events_move_with_their_sightings_by_mouse_alone(seen: Table) -> None:
    place = seen.point("call")
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(
        seen.view, QContextMenuEvent(reason, place, seen.view.mapToGlobal(place))
    )
    menu = seen.view.findChild(QMenu, "entry_menu")
    (action,) = (one for one in menu.findChildren(QAction) if "sightings" in one.text())
    action.trigger()
    menu.close()
    dialog = asked(seen)
    dialog.findChild(QLineEdit, "move_by").setText("-30m")
    seen.bot.mouseClick(dialog.findChild(QPushButton, "move_yes"), LEFT)
    assert seen.entry("call").start == at("09:50")
    assert moments(seen)[0] == at("09:35")


def test_a_nudge_leaves_sightings_and_one_before_its_event_is_asked_about(seen: Table) -> None:
    before = moments(seen)
    seen.state.select(seen.entry("alert").id)
    seen.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    assert moments(seen) == before
    told = entry_questions(seen.desk.review, seen.entry("alert"))
    assert any("before it began" in one for one in told)


def test_nonsense_moves_nothing(seen: Table) -> None:
    seen.press(Qt.Key.Key_Y, SHIFT)
    dialog = asked(seen)
    for text in ("", "soon", "0", "+1h and more"):
        dialog.findChild(QLineEdit, "move_by").setText(text)
        assert not dialog.findChild(QPushButton, "move_yes").isEnabled()
    dialog.reject()
    assert seen.desk.undo_label == ""
