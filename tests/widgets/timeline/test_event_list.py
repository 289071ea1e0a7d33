"""The list beside the picture: the same events, the same selection."""

from time import perf_counter

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLineEdit

import panels
from builders import a_review, an_entry, at
from panels import Bench
from reviewdesk.domain.entries import EntryKind
from reviewdesk.qt.event_list_model import EventColumn
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


def test_what_is_no_time_is_told_and_changes_nothing(bench: Bench, events: EventList) -> None:
    with bench.qtbot.capture_exceptions() as raised:
        events.events.setData(cell(events, "pod restarted", EventColumn.TIME), "later")
        bench.qtbot.waitUntil(lambda: bool(raised))
    assert "Nothing was changed" in str(raised[0][1])
    assert bench.entry(bench.pod) == bench.pod


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
