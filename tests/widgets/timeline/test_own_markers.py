"""Points of the story under a name of one's own, and events chosen for the report."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu

from builders import an_entry
from reviewdesk.domain import edits
from reviewdesk.domain.entries import Entry, Marker, MarkerKind
from reviewdesk.domain.layout import Cluster
from reviewdesk.widgets.timeline.entry_menu import ask_own_marker, fill_markers
from timelines import ENGINEERING, Lay, Table, lay, table

__all__ = ["lay", "table"]


def markers(table: Table) -> list[tuple[MarkerKind, str]]:
    return [(one.kind, one.name) for one in table.desk.review.all(Marker).values()]


def menu_of(table: Table, title: str) -> QMenu:
    menu = QMenu(table.view)
    fill_markers(menu, table.view._bridge, [table.entry(title).id])
    return menu


def named(menu: QMenu, words: str) -> object:
    return next(one for one in menu.actions() if one.text().replace("&", "").startswith(words))


def test_letters_lead_through_the_menu_of_an_event_to_a_marker(table: Table) -> None:
    table.view._view.select(table.entry("rollout").id)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(table.view, asked)
    menu = table.view.findChild(QMenu, "entry_menu")
    QTest.keyClicks(menu, "ma")
    under = menu.findChild(QMenu, "marker_menu")
    assert under.isVisible()
    QTest.keyClicks(under, "esc")
    assert [kind for kind, _name in markers(table)] == [MarkerKind.ESCALATED]


def test_an_own_marker_is_named_set_and_taken_off(table: Table) -> None:
    named(menu_of(table, "rollout"), "Own marker").trigger()
    asked = table.panel.findChild(QInputDialog, "own_marker_dialog")
    asked.setTextValue("  Second call ")
    table.bot.keyClick(asked, Qt.Key.Key_Return)
    assert markers(table) == [(MarkerKind.OWN, "Second call")]
    assert [flag.name for flag in table.view.flags] == ["Second call"]
    held = named(menu_of(table, "rollout"), "Second call")
    assert held.isChecked()
    held.trigger()
    assert markers(table) == []
    table.desk.undo()
    assert markers(table) == [(MarkerKind.OWN, "Second call")]


def test_a_marker_without_a_name_is_none(table: Table) -> None:
    ask_own_marker(table.panel, table.view._bridge, table.entry("rollout").id)
    asked = table.panel.findChild(QInputDialog, "own_marker_dialog")
    asked.setTextValue("   ")
    asked.accept()
    assert markers(table) == []


def test_a_marker_the_event_carries_is_taken_off_by_the_same_menu(table: Table) -> None:
    named(menu_of(table, "rollout"), "Began").trigger()
    assert markers(table) == [(MarkerKind.BEGAN, "began")]
    assert not named(menu_of(table, "calls pile up"), "Began").isChecked()
    named(menu_of(table, "rollout"), "Began").trigger()
    assert markers(table) == []


def test_one_key_chooses_events_for_the_report_and_takes_them_out(table: Table) -> None:
    titles = ("rollout", "calls pile up")
    table.state.select(*(table.entry(one).id for one in titles))
    table.press(Qt.Key.Key_R)
    assert all(table.entry(one).starred for one in titles)
    table.press(Qt.Key.Key_R)
    assert not any(table.entry(one).starred for one in titles)
    table.desk.undo()
    assert all(table.entry(one).starred for one in titles)


def test_an_event_that_carries_a_marker_is_not_folded_while_a_plain_one_can_be(lay: Lay) -> None:
    crowd = [an_entry(f"change {n} of many", "10:30", ENGINEERING) for n in range(30)]
    table = lay(ENGINEERING, *crowd, an_entry("much later", "13:00", ENGINEERING))
    picture = table.view.picture

    def folded(entry: Entry) -> bool:
        spot = picture.book.find(entry.id)
        assert spot is not None
        return isinstance(picture.where(spot), Cluster)

    one = next(entry for entry in crowd if folded(entry))
    began = Marker(id="m1", entry_id=one.id, kind=MarkerKind.BEGAN)
    table.desk.apply(edits.add(began, label="Mark"))
    assert not folded(one)
    assert sum(folded(entry) for entry in crowd) > 1
    table.desk.undo()
    assert folded(one)
