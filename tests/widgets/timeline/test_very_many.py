"""Very many events at once: done beside the window, and the same as done to few."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QProgressDialog, QPushButton

import timelines
from builders import an_entry, at
from reviewdesk.domain import edits
from reviewdesk.domain.alike import Likeness, alike
from reviewdesk.domain.asof import AsOf
from reviewdesk.domain.entries import Entry, EntryKind, Precision, Standing
from reviewdesk.domain.review import NumbersGiven, Review
from reviewdesk.qt.event_columns import EventColumn
from reviewdesk.qt.large_step import LargeStep
from reviewdesk.services.desk import StepKind
from reviewdesk.services.entry_edits import copy_entries
from reviewdesk.widgets.timeline.event_list import EventList
from timelines import ALT, CONTROL, ENGINEERING, SUPPORT, Lay, Table

lay = timelines.lay
MANY, HUGE = 2_100, 20_500
KINDS = (EntryKind.SIGNAL, EntryKind.ACTION, EntryKind.DECISION)


def made(count: int) -> list[Entry]:
    return [
        an_entry(
            f"pump {number * 7919 % count} stops",
            at("00:00") + timedelta(seconds=number * 3 % 80_000),
            (ENGINEERING, SUPPORT, None)[number % 3],
            kind=KINDS[number % 3 if number % 100 else 2],
        )
        for number in range(count)
    ]


@pytest.fixture
def many(lay: Lay) -> Table:
    return lay(ENGINEERING, SUPPORT, *made(MANY))


def bytes_of(review: Review) -> dict[str, str]:
    return {
        one.id: one.model_dump_json()
        for one in review.records()
        if not isinstance(one, NumbersGiven)
    }


def word(table: Table, name: str = "large_step_progress") -> QProgressDialog | None:
    return table.panel.window().findChild(QProgressDialog, name)


def waited(table: Table, name: str = "large_step_progress") -> None:
    assert word(table, name) is not None, "nothing is said of it"
    table.bot.waitUntil(lambda: word(table, name) is None, timeout=30_000)


def turned(table: Table, kind: StepKind) -> None:
    step = LargeStep(table.bridge)
    with table.bot.waitSignal(step.ended, timeout=30_000):
        step.turn(kind)


def nudge(table: Table) -> None:
    table.press(Qt.Key.Key_Right, ALT)


def choose_standing(table: Table) -> None:
    table.view.do("choose_standing")
    menu = table.view.findChild(QMenu, "standing_menu")
    assert menu is not None
    next(
        one for one in menu.actions() if Standing.INFERRED in one.text().replace("&", "").lower()
    ).trigger()
    menu.close()


def delete(table: Table) -> None:
    table.press(Qt.Key.Key_Delete)


@pytest.mark.parametrize("act", [nudge, choose_standing, delete])
def test_what_is_done_to_thousands_is_one_step_and_undone_to_the_same_bytes(
    many: Table, act: Callable[[Table], None]
) -> None:
    first = bytes_of(many.desk.review)
    many.press(Qt.Key.Key_A, CONTROL)
    act(many)
    assert bytes_of(many.desk.review) == first, "it stands on screen before it is written"
    waited(many)
    last = bytes_of(many.desk.review)
    assert last != first
    assert len(many.view.picture.book) == len(many.desk.review.entries)
    turned(many, StepKind.UNDO)
    assert bytes_of(many.desk.review) == first
    assert not many.desk.undo_label
    turned(many, StepKind.REDO)
    assert bytes_of(many.desk.review) == last


def test_the_review_after_a_large_step_is_as_one_that_was_read_anew(many: Table) -> None:
    assert many.bridge.asof is not None
    many.press(Qt.Key.Key_A, CONTROL)
    nudge(many)
    waited(many)
    review = many.desk.review
    anew = Review(review.head, [one for one in review.records() if one.id != review.head.id])
    assert review.entry_order() == anew.entry_order()
    moment = at("02:10")
    index, expected = many.bridge.asof, AsOf(anew)
    assert [index.known(one, moment) for one in anew.entries] == [
        expected.known(one, moment) for one in anew.entries
    ]
    assert index.counts(moment, SUPPORT.id) == expected.counts(moment, SUPPORT.id)
    assert many.sieve.counts() == (MANY, MANY)


def test_nudges_of_thousands_one_after_the_other_are_one_step(many: Table) -> None:
    first = bytes_of(many.desk.review)
    many.press(Qt.Key.Key_A, CONTROL)
    for _ in range(2):
        nudge(many)
        waited(many)
    turned(many, StepKind.UNDO)
    assert bytes_of(many.desk.review) == first


def test_what_is_given_up_in_time_was_never_done(many: Table) -> None:
    first = bytes_of(many.desk.review)
    many.press(Qt.Key.Key_A, CONTROL)
    nudge(many)
    shown = word(many)
    assert shown is not None
    cancel = shown.findChild(QPushButton, "large_step_progress_cancel")
    assert cancel is not None
    cancel.click()
    waited(many)
    assert bytes_of(many.desk.review) == first
    assert not many.desk.undo_label


def test_a_date_out_of_reach_moves_none_of_thousands(many: Table) -> None:
    latest = next(iter(many.desk.review.entries.values()))
    far = latest.changed(start=datetime(9999, 12, 31, 23, 59, 30, tzinfo=UTC))
    many.desk.apply(edits.replace(latest, far))
    first = bytes_of(many.desk.review)
    many.press(Qt.Key.Key_A, CONTROL)
    with many.bot.captureExceptions() as raised:
        nudge(many)
        waited(many)
    assert "out of reach" in str(raised[0][1])
    assert bytes_of(many.desk.review) == first


def test_thousands_are_copied_as_few_are_and_cut_only_then(many: Table) -> None:
    many.press(Qt.Key.Key_A, CONTROL)
    chosen = many.state.selection
    text = copy_entries(many.desk.review, chosen)
    many.press(Qt.Key.Key_X, CONTROL)
    waited(many, "large_copy_progress")
    many.bot.waitUntil(lambda: not many.desk.review.entries, timeout=30_000)
    assert many.desk.undo_label == f"Delete {MANY} events"
    held = QGuiApplication.clipboard()
    assert bytes(held.mimeData().data("application/x-reviewdesk-events").data()).decode() == text
    assert len(held.text().splitlines()) == MANY
    many.press(Qt.Key.Key_V, CONTROL)
    waited(many)
    assert many.desk.undo_label == f"Paste {MANY} events"
    assert len(many.state.selection) == len(many.desk.review.entries) == MANY


def test_how_long_very_many_events_reach_is_said(lay: Lay) -> None:
    table = lay(
        ENGINEERING, SUPPORT, *made(5_200),
        an_entry("when was that", None, SUPPORT, precision=Precision.UNKNOWN),
        an_entry("it went on", at("00:00"), SUPPORT, end=at("23:00") + timedelta(days=30)),
    )  # fmt: skip
    table.press(Qt.Key.Key_A, CONTROL)
    assert "5,201 events over 4 h 19 min" in table.view.accessibleDescription()


def test_rows_of_very_many_events_come_to_stand_in_every_order(lay: Lay) -> None:
    table = lay(ENGINEERING, SUPPORT, *made(HUGE))
    events = EventList(table.bridge, table.state, table.panel.timeline._theme)
    table.bot.addWidget(events)
    model = events.events

    def told(column: EventColumn) -> list[str]:
        return [str(model.index(row, column).data()) for row in range(model.rowCount())]

    table.bot.waitUntil(lambda: not model.is_behind)
    assert told(EventColumn.TIME) == sorted(told(EventColumn.TIME))
    current = table.desk.review.entry_order()[50][2]
    chosen = alike(table.desk.review, current, Likeness.KIND)
    table.state.select(*chosen)
    events.sortByColumn(EventColumn.TITLE, Qt.SortOrder.DescendingOrder)
    table.bot.waitUntil(lambda: not model.is_behind)
    titles = told(EventColumn.TITLE)
    assert len(titles) == HUGE
    assert titles == sorted(titles, reverse=True)
    table.bot.waitUntil(lambda: len(events.selectionModel().selectedRows()) == len(chosen))
    entry = model.entry_at(0)
    assert entry is not None
    table.desk.apply(edits.replace(entry, entry.changed(title="a pump before all")))
    table.bot.waitUntil(lambda: not model.is_behind)
    assert told(EventColumn.TITLE)[-1] == "a pump before all"
