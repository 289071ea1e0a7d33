"""The list beside the picture: the same events, the same selection."""

from datetime import UTC, datetime
from time import perf_counter

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QLineEdit

import panels
from builders import a_review, an_entry, at
from panels import Bench
from reviewdesk.domain.edits import add
from reviewdesk.domain.entries import EntryKind, Precision
from reviewdesk.qt.event_columns import EventColumn
from reviewdesk.services import record_edits
from reviewdesk.widgets.timeline.event_list import EventList

bench = panels.bench


@pytest.fixture
def events(bench: Bench) -> EventList:
    made = EventList(bench.bridge, bench.view, bench.theme)
    bench.show(made, 870, 400)
    return made


def shown(events: EventList, column: EventColumn = EventColumn.TITLE) -> list[str]:
    model = events.events
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def cell(events: EventList, title: str, column: EventColumn) -> QModelIndex:
    return events.events.index(shown(events).index(title), column)


def test_events_stand_in_time_order(events: EventList) -> None:
    assert shown(events) == [
        "config rollout", "retry rate up", "pod restarted", "call centre hammered",
        "keep rolling out", "rolled back",
    ]  # fmt: skip
    assert shown(events, EventColumn.TIME)[3] == "10:39"
    assert shown(events, EventColumn.DEPARTMENT)[3] == "Support"


def test_both_ways_the_selection_is_one(bench: Bench, events: EventList) -> None:
    bench.view.select(bench.pod.id)
    assert [index.row() for index in events.selectionModel().selectedRows()] == [2]
    bench.qtbot.keyClick(events, Qt.Key.Key_Down)
    assert bench.view.selection == (bench.calls.id,)
    bench.qtbot.keyClick(events, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert bench.view.selection == (bench.calls.id, bench.choice.id)


def test_an_edit_touches_its_own_row_alone(bench: Bench, events: EventList) -> None:
    resets, changed = [], []
    events.events.modelReset.connect(lambda: resets.append(1))
    events.events.dataChanged.connect(lambda first, last: changed.append(first.row()))
    record_edits.change_field(bench.bridge, bench.pod, "title", "pod came back")
    assert shown(events)[2] == "pod came back"
    assert (resets, changed) == ([], [2])


def test_a_moved_event_goes_to_its_place_and_stays_selected(
    bench: Bench, events: EventList
) -> None:
    bench.view.select(bench.rollout.id)
    record_edits.change_field(bench.bridge, bench.rollout, "start", at("10:50"))
    assert shown(events).index("config rollout") == 4
    assert [index.row() for index in events.selectionModel().selectedRows()] == [4]
    assert bench.view.selection == (bench.rollout.id,)
    bench.bridge.undo()
    assert shown(events).index("config rollout") == 0


def test_a_title_is_edited_in_its_cell(bench: Bench, events: EventList) -> None:
    index = cell(events, "pod restarted", EventColumn.TITLE)
    events.setCurrentIndex(index)
    events.edit(index)
    line = events.findChild(QLineEdit, "event_cell_line")
    line.setText("pod came back")
    bench.qtbot.keyClick(line, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: bench.entry(bench.pod).title == "pod came back")


def test_time_kind_and_department_are_edited_in_their_cells(
    bench: Bench, events: EventList
) -> None:
    model = events.events
    assert model.setData(cell(events, "pod restarted", EventColumn.TIME), "~10:37")
    assert model.setData(cell(events, "pod restarted", EventColumn.KIND), EntryKind.SIGNAL)
    assert model.setData(cell(events, "pod restarted", EventColumn.DEPARTMENT), bench.support.id)
    changed = bench.entry(bench.pod)
    assert (changed.start, changed.kind) == (at("10:37"), EntryKind.SIGNAL)
    assert changed.department_id == bench.support.id


def test_what_is_no_time_stays_in_its_cell_with_the_reason(bench: Bench, events: EventList) -> None:
    index = cell(events, "pod restarted", EventColumn.TIME)
    assert not events.events.setData(index, "25:10")
    assert index.data() == "25:10"
    assert index.data(Qt.ItemDataRole.EditRole) == "25:10"
    assert "no such time" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert bench.entry(bench.pod) == bench.pod
    assert events.events.setData(index, "10:37")
    assert cell(events, "pod restarted", EventColumn.TIME).data() == "10:37"


def line_in(events: EventList, index: QModelIndex, name: str = "event_cell_line") -> QLineEdit:
    events.setCurrentIndex(index)
    events.edit(index)
    return next(one for one in events.findChildren(QLineEdit, name) if one.isVisible())


def test_enter_leaves_no_cell_that_cannot_be_taken(bench: Bench, events: EventList) -> None:
    line = line_in(events, cell(events, "call centre hammered", EventColumn.END))
    line.setText("10:00")
    bench.qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.isVisible()
    assert "cannot end before" in line.accessibleDescription()
    line.setText("+5m")
    bench.qtbot.keyClick(line, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: bench.entry(bench.calls).end == at("10:44"))


def test_leaving_a_cell_keeps_what_was_typed(bench: Bench, events: EventList) -> None:
    index = cell(events, "pod restarted", EventColumn.TIME)
    line = line_in(events, index)
    line.setText("quarter past")
    bench.qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert index.data() == "10:36"
    line = line_in(events, index)
    line.setText("quarter past")
    events.setFocus()
    bench.qtbot.waitUntil(lambda: index.data() == "quarter past")
    assert bench.entry(bench.pod) == bench.pod


def test_a_typed_start_moves_the_event_and_it_lasts_as_long(
    bench: Bench, events: EventList
) -> None:
    index = cell(events, "call centre hammered", EventColumn.TIME)
    assert index.data(Qt.ItemDataRole.EditRole) == "10:39"
    assert events.events.setData(index, "11:39")
    assert (bench.entry(bench.calls).start, bench.entry(bench.calls).end) == (
        at("11:39"), at("12:02"),
    )  # fmt: skip


@pytest.mark.parametrize("column", list(EventColumn))
def test_rows_are_sorted_by_any_column_both_ways_and_follow_edits(
    bench: Bench, events: EventList, column: EventColumn
) -> None:
    bench.view.select(bench.pod.id)
    events.horizontalHeader().setSortIndicator(column, Qt.SortOrder.DescendingOrder)
    rows = [index.row() for index in events.selectionModel().selectedRows()]
    assert [events.events.entry_at(row).id for row in rows] == [bench.pod.id]
    down = shown(events)
    events.horizontalHeader().setSortIndicator(column, Qt.SortOrder.AscendingOrder)
    assert shown(events) == down[::-1]
    record_edits.change_field(bench.bridge, bench.pod, "title", "a zebra")
    record_edits.change_field(bench.bridge, bench.entry(bench.pod), "start", at("10:50"))
    after = shown(events)
    events.events.sort(column)
    assert shown(events) == after
    assert events.events.row_of(bench.pod.id) == after.index("a zebra")
    bench.bridge.undo()
    bench.bridge.undo()
    assert shown(events) == down[::-1]


def test_the_column_of_the_cell_sorts_by_key(bench: Bench, events: EventList) -> None:
    events.setCurrentIndex(cell(events, "pod restarted", EventColumn.TITLE))
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    bench.qtbot.keyClick(events, Qt.Key.Key_S, both)
    assert shown(events) == sorted(shown(events))
    bench.qtbot.keyClick(events, Qt.Key.Key_S, both)
    assert shown(events) == sorted(shown(events), reverse=True)


def test_a_row_is_added_by_key_and_read_like_the_line(bench: Bench, events: EventList) -> None:
    bench.view.select(bench.pod.id)
    bench.qtbot.keyClick(events, Qt.Key.Key_Insert)
    assert events.events.rowCount() == 7
    line = next(one for one in events.findChildren(QLineEdit, "event_row_line") if one.isVisible())
    line.setText("25:00 no")
    bench.qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.isVisible()
    line.clear()
    bench.qtbot.keyClicks(line, "+2m @support phones #signal")
    assert line.accessibleDescription() == "10:38 · Support · Signal"
    bench.qtbot.keyClick(line, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: "phones" in shown(events))
    added = next(one for one in bench.review.entries.values() if one.title == "phones")
    assert (added.start, added.kind) == (at("10:38"), EntryKind.SIGNAL)
    assert bench.view.selection == (added.id,)
    assert events.events.rowCount() == 7
    assert len([one for one in bench.review.entries.values() if one.title == "phones"]) == 1
    assert events.window().focusWidget() is events


def test_a_row_that_is_left_is_gone(bench: Bench, events: EventList) -> None:
    bench.qtbot.keyClick(events, Qt.Key.Key_Insert)
    line = next(one for one in events.findChildren(QLineEdit, "event_row_line") if one.isVisible())
    bench.qtbot.keyClick(line, Qt.Key.Key_Escape)
    bench.qtbot.waitUntil(lambda: events.events.rowCount() == 6)


def test_the_keys_of_the_timeline_act_in_the_list(bench: Bench, events: EventList) -> None:
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    bench.view.select(bench.pod.id)
    bench.qtbot.keyClick(events, Qt.Key.Key_Right, alt)
    assert bench.entry(bench.pod).start == at("10:37")
    bench.qtbot.keyClick(events, Qt.Key.Key_Down, alt)
    assert bench.entry(bench.pod).department_id == bench.support.id
    bench.qtbot.keyClick(events, Qt.Key.Key_D, control)
    assert shown(events).count("pod restarted") == 2
    bench.qtbot.keyClick(events, Qt.Key.Key_X, control)
    assert shown(events).count("pod restarted") == 1
    bench.qtbot.keyClick(events, Qt.Key.Key_V, control)
    assert shown(events).count("pod restarted") == 2
    bench.qtbot.keyClick(events, Qt.Key.Key_A, control)
    assert len(bench.view.selection) == 7


def test_a_title_is_split_in_its_cell(bench: Bench, events: EventList) -> None:
    line = line_in(events, cell(events, "pod restarted", EventColumn.TITLE))
    line.setText("pod died, pod restarted")
    line.setCursorPosition(9)
    bench.qtbot.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [title for title in shown(events) if "pod" in title] == ["pod died", "pod restarted"]


def test_delete_takes_the_selected_away_and_goes_on(bench: Bench, events: EventList) -> None:
    bench.view.select(bench.pod.id)
    bench.qtbot.keyClick(events, Qt.Key.Key_Delete)
    assert "pod restarted" not in shown(events)
    assert bench.view.selection == (bench.calls.id,)
    bench.bridge.undo()
    assert shown(events)[2] == "pod restarted"


def test_under_the_veil_what_came_later_is_grey(bench: Bench, events: EventList) -> None:
    bench.view.set_as_of(at("10:37"))
    quiet = QColor(bench.theme.palette.quiet)
    inks = [events.events.index(row, 0).data(Qt.ItemDataRole.ForegroundRole) for row in range(6)]
    assert quiet not in inks
    bench.view.set_veil(True)
    inks = [events.events.index(row, 0).data(Qt.ItemDataRole.ForegroundRole) for row in range(6)]
    assert [ink == quiet for ink in inks] == [False, False, False, True, True, True]


def test_an_edit_costs_no_more_with_twenty_thousand_events(bench: Bench) -> None:
    def cost(count: int) -> float:
        entries = [an_entry(f"alarm {n}", f"10:00:{n % 60:02}", order=n) for n in range(count)]
        bench.open(a_review(*entries))
        made = EventList(bench.bridge, bench.view, bench.theme)
        bench.show(made, 870, 400)
        best = 1.0
        for attempt in range(5):
            entry = bench.entry(entries[count // 2])
            change = bench.bridge.review.find(type(entry), entry.id)
            started = perf_counter()
            record_edits.change_field(bench.bridge, change, "title", f"renamed {attempt}")
            best = min(best, perf_counter() - started)
        return best

    assert cost(20_000) < 3 * cost(200) + 0.01


def row_line(events: EventList) -> QLineEdit:
    return next(one for one in events.findChildren(QLineEdit, "event_row_line") if one.isVisible())


@pytest.mark.parametrize(
    "column", [EventColumn.STANDING, EventColumn.KIND, EventColumn.TITLE, EventColumn.TIME]
)
def test_a_row_is_added_after_any_cell_was_left_by_escape(
    bench: Bench, events: EventList, column: EventColumn
) -> None:
    index = cell(events, "pod restarted", column)
    events.setCurrentIndex(index)
    events.setFocus()
    bench.qtbot.keyClick(events, Qt.Key.Key_F2)
    choices = events.findChildren(QComboBox)
    editor = (
        choices[0].view().window() if choices else events.findChild(QLineEdit, "event_cell_line")
    )
    bench.qtbot.keyClick(editor, Qt.Key.Key_Escape)
    bench.qtbot.waitUntil(lambda: events.state() is EventList.State.NoState)
    assert events.window().focusWidget() is events
    bench.qtbot.keyClick(events, Qt.Key.Key_Insert)
    assert events.window().focusWidget() is row_line(events)
    bench.qtbot.wait(0)
    assert events.events.rowCount() == 7


def test_a_cell_is_chosen_in_its_list(bench: Bench, events: EventList) -> None:
    events.setCurrentIndex(cell(events, "pod restarted", EventColumn.KIND))
    bench.qtbot.keyClick(events, Qt.Key.Key_F2)
    chooser = events.findChildren(QComboBox)[0]
    before = chooser.currentText()
    bench.qtbot.keyClick(chooser.view(), Qt.Key.Key_Down)
    bench.qtbot.keyClick(chooser.view(), Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: events.state() is EventList.State.NoState)
    assert bench.entry(bench.pod).kind != before


def test_tab_in_a_new_row_completes_and_adds_nothing_half(bench: Bench, events: EventList) -> None:
    count = len(bench.bridge.review.entries)
    bench.qtbot.keyClick(events, Qt.Key.Key_Insert)
    line = row_line(events)
    bench.qtbot.keyClicks(line, "10:41 Eng")
    bench.qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert (line.text(), line.hasFocus()) == ("10:41 Eng", True)
    bench.qtbot.keyClicks(line, " rang #si")
    bench.qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert line.text() == "10:41 Eng rang #signal "
    bench.qtbot.keyClicks(line, "@s")
    bench.qtbot.keyClick(line, Qt.Key.Key_Tab)
    bench.qtbot.keyClick(line, Qt.Key.Key_Backtab)
    assert "@" in line.text()
    assert line.text().endswith(" ")
    assert len(bench.bridge.review.entries) == count
    bench.qtbot.keyClick(line, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: len(bench.bridge.review.entries) == count + 1)
    added = bench.bridge.review.entries[bench.view.current or ""]
    assert (added.title, added.kind) == ("Eng rang", EntryKind.SIGNAL)


def test_the_cell_that_is_written_in_has_a_ring(bench: Bench, events: EventList) -> None:
    def ringed() -> list[EventColumn]:
        row = events.currentIndex().row()
        picture = events.viewport().grab().toImage()
        scale = picture.devicePixelRatio()
        found = []
        for column in EventColumn:
            area = events.visualRect(events.events.index(row, column))
            edge = [
                picture.pixelColor(round(area.center().x() * scale), round(y * scale))
                for y in range(area.top(), area.top() + 4)
            ]
            if any(abs(one.hue() - accent.hue()) < 12 and one.saturation() > 90 for one in edge):
                found.append(column)
        return found

    accent = QColor(bench.theme.palette.accent)
    events.activateWindow()
    events.setFocus()
    bench.qtbot.waitUntil(events.hasFocus)
    events.setCurrentIndex(cell(events, "pod restarted", EventColumn.KIND))
    assert ringed() == [EventColumn.KIND]
    bench.qtbot.keyClick(events, Qt.Key.Key_Right)
    assert ringed() == [EventColumn.TITLE]


def test_between_stands_where_the_timeline_draws_it(bench: Bench, events: EventList) -> None:
    sometime = an_entry("some time", None, precision=Precision.BETWEEN,
                        earliest="10:36", latest="11:30")  # fmt: skip
    bench.bridge.apply(add(sometime))
    first = shown(events).index("some time")
    others = [row for row in shown(events, EventColumn.TIME) if "–" not in row]
    assert shown(events)[first + 1] == next(
        title for title, time in zip(
            [one for one in shown(events) if one != "some time"], others, strict=True
        ) if time > "10:36"
    )  # fmt: skip
    events.events._reload()
    assert shown(events).index("some time") == first


def test_a_time_with_its_day_is_shown_whole(bench: Bench, events: EventList) -> None:
    was = events.columnWidth(EventColumn.TIME)
    bench.bridge.desk.apply(add(an_entry("far", start=datetime(2025, 12, 28, 22, 45, tzinfo=UTC))))
    text = shown(events, EventColumn.TIME)[0]
    assert "2025" in text
    assert events.columnWidth(EventColumn.TIME) > was
    assert events.columnWidth(EventColumn.TIME) > events.fontMetrics().horizontalAdvance(text)
