"""Filtering and finding on the timeline, by mouse and by keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton

from builders import an_entry, at
from reviewdesk.domain.edits import add
from reviewdesk.domain.entries import EntryKind
from reviewdesk.domain.filters import EntryFilter
from reviewdesk.qt.theme import Theme, ThemeMode
from reviewdesk.widgets.parts import ElidedLabel
from reviewdesk.widgets.timeline.event_list import EventList
from reviewdesk.widgets.timeline.filter_bar import ChoiceMenu
from timelines import OPERATIONS, SHIFT, SUPPORT, Table, lay, table

__all__ = ["lay", "table"]


def text(table: Table, name: str) -> str:
    found = table.panel.findChild(QLabel, name)
    assert found is not None
    return found.text()


def field(table: Table, name: str) -> QLineEdit:
    found = table.panel.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def push(table: Table, name: str) -> None:
    found = table.panel.findChild(QPushButton, name)
    assert found is not None
    table.bot.mouseClick(found, Qt.MouseButton.LeftButton)


def shown(table: Table) -> set[str]:
    return {title for lane in table.view.picture.book.lanes for title in lane.columns.titles}


def test_a_kind_is_chosen_by_mouse_and_counted(table: Table) -> None:
    push(table, "filter_button")
    push(table, "filter_kinds")
    menu = table.panel.findChild(QMenu, "filter_kinds_menu")
    assert isinstance(menu, ChoiceMenu)
    action = next(one for one in menu.actions() if one.text() == "signal")
    table.bot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    assert menu.isVisible()
    menu.close()
    assert shown(table) == {"retry rate up"}
    assert text(table, "filter_count") == "1 of 5 events"
    assert text(table, "filter_note") == "the room display shows all"
    push(table, "filter_clear_button")
    assert len(shown(table)) == 5
    assert not table.panel.filter_bar.isVisible()


def test_words_are_filtered_by_keys_and_escape_goes_back_to_the_timeline(table: Table) -> None:
    table.panel.filter_bar.open()
    table.bot.keyClicks(field(table, "filter_field"), "roll")
    table.bot.keyClick(field(table, "filter_field"), Qt.Key.Key_Return)
    assert shown(table) == {"rollout", "keep rolling"}
    table.bot.keyClick(field(table, "filter_field"), Qt.Key.Key_Escape)
    assert table.view.hasFocus()
    assert shown(table) == {"rollout", "keep rolling"}
    assert table.panel.filter_bar.isVisible()


def test_a_new_event_that_does_not_match_is_shown_and_said(table: Table) -> None:
    table.sieve.set_filter(EntryFilter(kinds=frozenset({EntryKind.SIGNAL})))
    table.desk.apply(add(an_entry("lunch", "10:45", SUPPORT)))
    assert "lunch" in shown(table)
    assert text(table, "filter_note").startswith("1 shown that would not match")
    assert text(table, "filter_count") == "2 of 6 events"


def test_an_event_in_a_hidden_lane_is_said(table: Table) -> None:
    table.sieve.hide([SUPPORT.id])
    table.desk.apply(add(an_entry("lunch", "10:45", SUPPORT)))
    assert "lanes hidden: Support (2), 1 new in them" in text(table, "filter_note")
    push(table, "filter_show_lanes")
    assert "lunch" in shown(table)
    assert not table.panel.filter_bar.isVisible()


def test_what_a_filter_hides_is_not_selected_any_more(table: Table) -> None:
    table.state.select(table.entry("rollout").id, table.entry("retry rate up").id)
    table.sieve.set_filter(EntryFilter(kinds=frozenset({EntryKind.SIGNAL})))
    assert table.state.selection == (table.entry("retry rate up").id,)


def test_lanes_in_which_nothing_matches_give_their_room_to_the_others(table: Table) -> None:
    table.sieve.set_filter(EntryFilter(kinds=frozenset({EntryKind.SIGNAL})))
    assert [lane.folded for lane in table.view.picture.book.lanes] == [False, True, True]
    table.desk.apply(add(an_entry("lunch", "10:45", SUPPORT)))
    assert [lane.folded for lane in table.view.picture.book.lanes] == [False, False, True]
    table.sieve.clear()
    assert not any(lane.folded for lane in table.view.picture.book.lanes)


def test_a_department_filter_leaves_the_other_lanes_out(table: Table) -> None:
    table.sieve.set_filter(EntryFilter(department_ids=frozenset({SUPPORT.id})))
    assert [lane.name for lane in table.view.picture.book.lanes] == ["Support"]
    table.desk.apply(add(an_entry("lunch", "10:45", OPERATIONS)))
    assert [lane.name for lane in table.view.picture.book.lanes] == ["Support", "Operations"]


def test_finding_walks_through_hits_and_escape_returns(table: Table) -> None:
    bar = table.panel.find_bar
    bar.open()
    table.bot.keyClicks(bar.field, "roll")
    table.bot.waitUntil(lambda: len(table.state.hits) == 2)
    assert text(table, "find_count") == "2 found"
    assert table.state.selection == ()
    table.bot.keyClick(bar.field, Qt.Key.Key_Return)
    assert table.state.current == table.entry("rollout").id
    assert text(table, "find_count") == "1 of 2"
    table.bot.keyClick(bar.field, Qt.Key.Key_Return)
    assert table.state.current == table.entry("keep rolling").id
    table.bot.keyClick(bar.field, Qt.Key.Key_Return)
    assert table.state.current == table.entry("rollout").id
    table.bot.keyClick(bar.field, Qt.Key.Key_Return, SHIFT)
    assert table.state.current == table.entry("keep rolling").id
    table.view.grab()
    table.bot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert table.view.hasFocus()
    assert table.state.hits == frozenset()
    assert table.state.current == table.entry("keep rolling").id
    picture = table.view.picture
    spot = picture.book.find(table.entry("rollout").id)
    assert spot is not None
    table.view.pan(4 * picture.width)
    bar.open()
    table.bot.keyClicks(bar.field, "rollout")
    # Where nothing of what was found is in sight, the window goes there as one types.
    table.bot.waitUntil(lambda: picture.in_sight(spot))


def test_a_hit_in_a_hidden_or_folded_lane_opens_it_and_says_so(table: Table) -> None:
    bar = table.panel.find_bar
    table.sieve.hide([SUPPORT.id])
    table.sieve.fold([OPERATIONS.id])
    bar.open()
    table.bot.keyClicks(bar.field, "calls")
    bar.step(1)
    note = table.panel.findChild(ElidedLabel, "find_note")
    assert note is not None
    assert note.text() == "The lane Support was hidden; it is shown again."
    assert table.state.current == table.entry("calls pile up").id
    bar.field.setText("by hand")
    bar.step(1)
    assert note.text() == "The lane Operations was folded; it is open again."
    assert table.sieve.folded == frozenset()


def test_hits_the_filter_hides_are_counted_and_shown_when_gone_to(table: Table) -> None:
    table.sieve.set_filter(EntryFilter(kinds=frozenset({EntryKind.SIGNAL})))
    bar = table.panel.find_bar
    bar.open()
    table.bot.keyClicks(bar.field, "roll")
    table.bot.waitUntil(lambda: text(table, "find_count") == "2 found, 2 hidden")
    bar.step(1)
    assert "rollout" in shown(table)
    assert text(table, "find_count") == "1 of 2, 1 hidden"


def test_a_hit_under_the_veil_is_said_to_be_unseen_by_the_room(table: Table) -> None:
    table.state.set_as_of(at("10:41"))
    table.state.set_veil(True)
    bar = table.panel.find_bar
    bar.open()
    table.bot.keyClicks(bar.field, "keep")
    bar.step(1)
    assert text(table, "find_note") == "Under the veil: the room does not see it."


def test_nothing_found_is_said(table: Table) -> None:
    bar = table.panel.find_bar
    bar.open()
    table.bot.keyClicks(bar.field, "xyzzy")
    bar.step(1)
    assert text(table, "find_count") == "nothing found"
    assert table.state.selection == ()


def test_the_list_shows_what_the_timeline_shows(table: Table) -> None:
    rows = EventList(table.bridge, table.state, Theme(ThemeMode.LIGHT))
    table.bot.addWidget(rows)
    table.state.select(table.entry("retry rate up").id)
    table.sieve.set_filter(EntryFilter(kinds=frozenset({EntryKind.SIGNAL})))
    assert rows.events.rowCount() == 1
    assert [one.row() for one in rows.selectionModel().selectedRows()] == [0]
    table.sieve.clear()
    assert rows.events.rowCount() == 5
    assert [one.row() for one in rows.selectionModel().selectedRows()] == [2]
