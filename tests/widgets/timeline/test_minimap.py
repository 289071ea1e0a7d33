"""The whole in small: it says where the window is, and moves it by mouse and by keys."""

from datetime import timedelta
from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from builders import a_department, an_entry, at
from reviewdesk.domain.layout import Span, columns_of
from reviewdesk.domain.layout.strip import Strip
from reviewdesk.widgets.timeline.minimap import Minimap
from reviewdesk.widgets.timeline.minimap_picture import counts_of
from timelines import ENGINEERING, LEFT, NONE, SHIFT, Lay, Table, lay, table

__all__ = ["lay", "table"]


def minimap(table: Table) -> Minimap:
    return table.panel.minimap


def shown(table: Table) -> Span:
    return table.view.picture.window.span(table.view.picture.width)


def nearer(table: Table) -> None:
    """Shows a part of it only."""
    table.view.zoom(4.0, table.view.picture.width / 2.0)


def drag(table: Table, start: float, end: float) -> None:
    strip = minimap(table)
    middle = strip.height() // 2
    table.bot.mousePress(strip, LEFT, NONE, QPoint(round(start), middle))
    to = QPointF(end, middle)
    move = QMouseEvent(QEvent.Type.MouseMove, to, strip.mapToGlobal(to), LEFT, LEFT, NONE)
    QApplication.sendEvent(strip, move)
    table.bot.mouseRelease(strip, LEFT, NONE, to.toPoint())


def wheel(table: Table, x: float, turned: int) -> None:
    strip = minimap(table)
    place = QPointF(x, strip.height() / 2)
    event = QWheelEvent(
        place, QPointF(strip.mapToGlobal(place)), QPoint(), QPoint(0, turned),
        Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(strip, event)


@given(
    st.lists(st.integers(-50, 1050), max_size=80),
    st.integers(1, 120),
)
def test_every_event_of_the_span_is_counted_once(minutes: list[int], bins: int) -> None:
    start = at("00:00").timestamp()
    entries = [an_entry("x", at("00:00") + timedelta(minutes=one)) for one in minutes]
    columns = columns_of(entries, [None])[0]
    span = Span(start, start + 1000 * 60)
    story = Span(start + 100 * 60, start + 180 * 60)
    counts = counts_of(columns, Strip.over(span, story), bins)
    assert len(counts) == bins
    assert sum(counts) == sum(0 <= one <= 1000 for one in minutes)


def test_a_click_goes_there_and_keeps_the_scale(table: Table) -> None:
    nearer(table)
    length = shown(table).length
    table.bot.mouseClick(minimap(table), LEFT, NONE, QPoint(20, 10))
    assert shown(table).length == pytest.approx(length)
    first = table.view.picture.book.start_of(table.view.picture.book.first())
    assert shown(table).start < first < shown(table).end


def test_dragging_the_window_moves_it_and_dragging_an_edge_stretches_it(table: Table) -> None:
    nearer(table)
    before, area = shown(table), minimap(table).window_area()
    drag(table, area.center().x(), area.center().x() + 60)
    after = minimap(table).window_area()
    assert after.center().x() == pytest.approx(area.center().x() + 60, abs=2)
    assert shown(table).length == pytest.approx(before.length)
    drag(table, after.right(), after.right() + 50)
    assert minimap(table).window_area().right() == pytest.approx(after.right() + 50, abs=2)
    assert minimap(table).window_area().left() == pytest.approx(after.left(), abs=2)


def test_the_wheel_zooms_and_a_double_click_shows_all(table: Table) -> None:
    nearer(table)
    length = shown(table).length
    wheel(table, minimap(table).window_area().center().x(), 120)
    assert shown(table).length < length
    table.bot.mouseDClick(minimap(table), LEFT, NONE, QPoint(300, 10))
    assert shown(table).length > length


def test_keys_move_the_window_and_lead_back(table: Table) -> None:
    nearer(table)
    table.panel.focus_minimap()
    strip, before = minimap(table), shown(table)
    table.bot.keyClick(strip, Qt.Key.Key_Right)
    assert shown(table).start > before.start
    table.bot.keyClick(strip, Qt.Key.Key_Left)
    assert shown(table).start == pytest.approx(before.start)
    table.bot.keyClick(strip, Qt.Key.Key_Right, SHIFT)
    assert shown(table).start - before.start == pytest.approx(before.length, rel=0.02)
    table.bot.keyClick(strip, Qt.Key.Key_Home)
    assert strip.window_area().left() == pytest.approx(0, abs=1)
    table.bot.keyClick(strip, Qt.Key.Key_Plus)
    assert shown(table).length < before.length
    assert "Shown from" in strip.accessibleDescription()
    table.bot.keyClick(strip, Qt.Key.Key_Escape)
    assert table.view.hasFocus()


def test_it_says_when_and_how_many(table: Table) -> None:
    strip = minimap(table)
    x = strip.window_area().center().x()
    assert ":" in strip.words_at(QPoint(round(x), 10))
    assert "event(s) near" in strip.words_at(QPoint(round(x), 10))


def test_an_empty_review_has_an_empty_strip(lay: Lay) -> None:
    table = lay(ENGINEERING)
    strip = minimap(table)
    assert strip.window_area().isEmpty()
    assert strip.words_at(QPoint(5, 5)) == ""
    table.bot.mouseClick(strip, LEFT, NONE, QPoint(20, 10))
    table.bot.keyClick(strip, Qt.Key.Key_Right)


def test_it_keeps_up_with_twenty_thousand_events(lay: Lay) -> None:
    departments = [a_department(name, position=float(place)) for place, name in enumerate("ABCDEF")]
    entries = [
        an_entry("x", at("00:00") + timedelta(seconds=20 * place), departments[place % 6])
        for place in range(20_000)
    ]
    table = lay(*departments, *entries)
    strip = minimap(table)
    best = 1e9
    for _ in range(5):
        strip._on_changed()
        begun = perf_counter()
        strip.grab()
        best = min(best, perf_counter() - begun)
    # What it costs goes by its px; a loop over all events would take ten times as long.
    assert best < 0.1


def test_a_story_between_far_days_has_most_of_the_strip_and_its_edges_can_be_held(
    lay: Lay,
) -> None:
    table = lay(
        ENGINEERING,
        an_entry("rule shipped", at("10:00") - timedelta(days=90), ENGINEERING),
        *(an_entry(f"step {n}", f"10:{n:02}", ENGINEERING) for n in range(0, 60, 5)),
        an_entry("report", at("10:00") + timedelta(days=10), ENGINEERING),
    )
    table.view.show_span(table.view.picture.story_span())
    area = minimap(table).window_area()
    assert area.width() > minimap(table).width() * 0.6
    drag(table, area.right(), area.center().x())
    assert minimap(table).window_area().right() == pytest.approx(area.center().x(), abs=2.0)


@given(st.floats(-50.0, 1050.0), st.floats(0.0, 900.0), st.floats(1.0, 100.0))
@example(-2.0, 1.1e-308, 1.0)
def test_a_place_in_the_strip_leads_back_to_its_time(
    at_s: float, start: float, long: float
) -> None:
    strip = Strip.over(Span(0.0, 1000.0), Span(start, start + long))
    assert strip.at(strip.x_of(at_s, 800.0), 800.0) == pytest.approx(at_s, abs=1e-6)
