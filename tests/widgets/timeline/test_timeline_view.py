"""The timeline by mouse and by keys, as a facilitator uses it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton

from builders import a_department, a_marker, a_review, a_sighting, an_entry, at
from reviewdesk.domain.edits import add, replace
from reviewdesk.domain.entries import EntryKind, Marker, Precision
from reviewdesk.domain.layout import Cluster, Placed, Span, seconds
from reviewdesk.domain.people import Department
from reviewdesk.domain.quickline import understand
from reviewdesk.domain.review import Change
from reviewdesk.qt.view_state import Clock
from reviewdesk.services import entry_edits
from reviewdesk.widgets.timeline.edges import paint_reaching_labels
from reviewdesk.widgets.timeline.lane_book import LaneBook
from reviewdesk.widgets.timeline.lane_spots import Spot
from reviewdesk.widgets.timeline.view import TimelineView
from timelines import (
    ALT,
    CONTROL,
    ENGINEERING,
    LEFT,
    NONE,
    OPERATIONS,
    SHIFT,
    SUPPORT,
    Lay,
    Table,
    lay,
    table,
)

__all__ = ["lay", "table"]


def test_a_click_selects_and_a_click_beside_lets_go(table: Table) -> None:
    table.click(table.point("retry rate up"))
    assert table.state.selection == (table.entry("retry rate up").id,)
    table.click(table.point("rollout"), CONTROL)
    assert len(table.state.selection) == 2
    table.click(QPoint(table.view.width() - 20, table.lane_middle("Support")))
    assert table.state.selection == ()


def test_a_drag_moves_in_time_and_lane_as_one_step(table: Table) -> None:
    before = table.entry("rollout")
    start = table.point("rollout")
    end = QPoint(start.x() + table.minutes_px(9.8), table.lane_middle("Operations"))
    table.drag(start, end)
    after = table.entry("rollout")
    assert after.start == at("10:42")
    assert after.department_id == OPERATIONS.id
    assert table.desk.undo()
    assert table.entry("rollout") == before
    assert table.desk.undo_label == ""


def test_a_drag_along_the_lane_keeps_the_lane_and_moves_all_that_is_selected(table: Table) -> None:
    table.click(table.point("rollout"))
    table.click(table.point("retry rate up"), SHIFT)
    start = table.point("retry rate up")
    table.drag(start, QPoint(start.x() + table.minutes_px(5.1), start.y()))
    assert table.entry("rollout").start == at("10:37")
    assert table.entry("retry rate up").start == at("10:45")
    assert table.entry("rollout").department_id == ENGINEERING.id


def test_alt_drags_free_of_whole_minutes(table: Table) -> None:
    start = table.point("rollout")
    table.drag(start, QPoint(start.x() + table.minutes_px(5.4), start.y()), ALT)
    moved = table.entry("rollout").start
    assert moved is not None
    assert moved.second != 0
    assert abs(moved - at("10:37:24")) < timedelta(seconds=20)


def test_escape_takes_a_drag_back(table: Table) -> None:
    start = table.point("rollout")
    table.drag(start, start + QPoint(200, 150), release=False)
    table.press(Qt.Key.Key_Escape)
    table.bot.mouseRelease(table.view, LEFT, NONE, start + QPoint(200, 150))
    assert table.entry("rollout").start == at("10:32")
    assert table.desk.undo_label == ""


def test_dragging_the_end_of_a_bar_stretches_it(table: Table) -> None:
    start = table.point("calls pile up")
    end = QPoint(start.x() + table.minutes_px(24), start.y())
    table.drag(end, QPoint(end.x() + table.minutes_px(7), end.y()))
    assert table.entry("calls pile up").end == at("11:10")
    assert table.entry("calls pile up").start == at("10:39")
    assert table.desk.undo_label == "Stretch event"


def test_arrow_keys_walk_in_time_and_between_lanes(table: Table) -> None:
    table.press(Qt.Key.Key_Home)
    assert table.state.current == table.entry("rollout").id
    table.press(Qt.Key.Key_Right)
    assert table.state.current == table.entry("calls pile up").id
    table.press(Qt.Key.Key_Up)
    assert table.state.current == table.entry("retry rate up").id
    table.press(Qt.Key.Key_End)
    assert table.state.current == table.entry("moved by hand").id
    table.press(Qt.Key.Key_Left)
    assert table.state.current == table.entry("keep rolling").id


def test_alt_arrows_nudge_and_nudges_in_a_row_are_one_step(table: Table) -> None:
    table.click(table.point("rollout"))
    for _ in range(3):
        table.press(Qt.Key.Key_Right, ALT)
    assert table.entry("rollout").start == at("10:35")
    table.desk.undo()
    assert table.entry("rollout").start == at("10:32")
    table.press(Qt.Key.Key_Down, ALT)
    assert table.entry("rollout").department_id == SUPPORT.id


def test_f2_retitles_in_place_and_escape_does_not(table: Table) -> None:
    table.click(table.point("rollout"))
    table.press(Qt.Key.Key_F2)
    line = table.view.findChild(QLineEdit, "retitle_line")
    assert line is not None
    assert line.isVisible()
    assert line.text() == "rollout"
    line.setText("config rollout")
    table.bot.keyClick(line, Qt.Key.Key_Return)
    assert table.entry("config rollout").start == at("10:32")
    assert not line.isVisible()
    table.bot.mouseDClick(table.view, LEFT, NONE, table.point("config rollout"))
    assert line.isVisible()
    line.setText("nothing of this")
    table.bot.keyClick(line, Qt.Key.Key_Escape)
    assert not line.isVisible()
    assert table.entry("config rollout")


def test_delete_goes_on_with_the_next_and_duplicate_selects_the_copy(table: Table) -> None:
    table.click(table.point("retry rate up"))
    table.press(Qt.Key.Key_Delete)
    titles = [entry.title for entry in table.desk.review.entries.values()]
    assert "retry rate up" not in titles
    assert table.state.current == table.entry("keep rolling").id
    table.press(Qt.Key.Key_D, CONTROL)
    assert len(table.desk.review.entries) == 5
    assert table.state.current not in (None, table.entry("keep rolling").id)


def test_cut_and_paste_puts_events_at_the_cursor(table: Table) -> None:
    table.click(table.point("rollout"))
    table.press(Qt.Key.Key_X, CONTROL)
    assert len(table.desk.review.entries) == 4
    table.state.set_as_of(at("11:00"))
    table.press(Qt.Key.Key_V, CONTROL)
    assert table.entry("rollout").start == at("11:00")


def test_the_wheel_zooms_and_the_moment_under_the_pointer_stays(table: Table) -> None:
    point = table.point("keep rolling")
    x = point.x() - table.view.head_width
    before, scale = table.view.picture.window.at(x), table.view.picture.window.scale
    turn_wheel(table.view, point, 240)
    assert table.view.picture.window.scale > scale * 1.3
    assert abs(table.view.picture.window.at(x) - before) * table.view.picture.window.scale <= 1.0
    turn_wheel(table.view, point, -240)
    assert table.view.picture.window.scale == pytest.approx(scale)


def turn_wheel(view: TimelineView, point: QPoint, by: int) -> None:
    event = QWheelEvent(
        QPointF(point),
        QPointF(view.mapToGlobal(point)),
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_dragging_empty_ground_pans_by_what_was_dragged(table: Table) -> None:
    start = QPoint(table.view.width() - 60, table.lane_middle("Support"))
    x = table.point("moved by hand").x()
    table.drag(start, start - QPoint(120, 0))
    assert table.point("moved by hand").x() == x - 120
    assert table.desk.undo_label == ""


def test_shift_drag_selects_what_lies_in_the_box(table: Table) -> None:
    first = table.point("retry rate up") - QPoint(40, 30)
    table.drag(first, table.point("keep rolling") + QPoint(30, 30), SHIFT)
    assert set(table.state.selection) == {
        table.entry("retry rate up").id,
        table.entry("keep rolling").id,
    }


def test_a_click_in_the_header_sets_the_cursor_and_space_takes_it_to_an_event(table: Table) -> None:
    x = table.point("keep rolling").x()
    table.click(QPoint(x, 20))
    assert table.state.as_of == at("10:50")
    table.click(table.point("calls pile up"))
    table.press(Qt.Key.Key_Space)
    assert table.state.as_of == at("10:39")


def test_the_cursor_is_dragged_by_its_line(table: Table) -> None:
    table.state.set_as_of(at("10:45"))
    x = round(table.view.cursor_x() or 0) + table.view.head_width
    start = QPoint(x, table.lane_middle("Operations"))
    table.drag(start, QPoint(x + table.minutes_px(10), start.y()))
    assert table.state.as_of == at("10:55")


def colour_at(table: Table, x: int, y: int) -> QColor:
    return QColor(table.view.grab().toImage().pixel(x, y))


def test_the_veil_greys_what_comes_after_the_cursor_and_nothing_before(table: Table) -> None:
    table.state.set_as_of(at("10:45"))
    later, earlier = table.point("moved by hand"), table.point("rollout")
    plain = colour_at(table, later.x(), later.y()), colour_at(table, earlier.x(), earlier.y())
    table.state.set_veil(True)
    veiled = colour_at(table, later.x(), later.y()), colour_at(table, earlier.x(), earlier.y())
    assert veiled[0].lightnessF() > plain[0].lightnessF() + 0.15
    assert veiled[1] == plain[1]


def test_the_veil_greys_what_began_earlier_and_was_known_only_later(table: Table) -> None:
    table.state.set_as_of(at("10:45"))
    early = table.entry("rollout")
    point = table.point("rollout")
    plain = colour_at(table, point.x(), point.y())
    table.desk.apply(add(a_sighting(early, str(early.department_id), "11:30")))
    table.state.set_veil(True)
    veiled = colour_at(table, point.x(), point.y())
    assert veiled.lightnessF() > plain.lightnessF() + 0.15


def test_under_the_veil_the_left_edge_names_nothing_that_was_known_only_later(
    table: Table,
) -> None:
    long = an_entry("476 rule changes", "10:00", ENGINEERING, end="16:00")
    table.desk.apply(add(long, a_sighting(long, str(ENGINEERING.id), "11:30")))
    QApplication.processEvents()
    table.view.pan(table.point(long.title).x() + table.minutes_px(200))

    def named(known: Callable[[str], bool] | None) -> bool:
        image = QImage(400, table.view.height(), QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        empty = image.copy()
        painter = QPainter(image)
        paint_reaching_labels(painter, table.view.picture, known)
        painter.end()
        return image != empty

    assert named(None)
    assert named(lambda _: True)
    assert not named(lambda _: False)


def test_the_veil_button_drops_the_veil_and_says_as_of_when(table: Table) -> None:
    table.click(table.point("keep rolling"))
    veil = table.panel.findChild(QPushButton, "veil_button")
    assert veil is not None
    table.bot.mouseClick(veil, LEFT)
    assert table.state.veil
    assert table.state.as_of == at("10:50")
    assert "10:50" in veil.text()


def test_times_are_told_in_the_zone_in_force(table: Table) -> None:
    button = table.panel.findChild(QPushButton, "clock_button")
    assert button is not None
    assert button.text() == "Times in UTC"
    table.bot.mouseClick(button, LEFT)
    assert table.state.clock is Clock.UTC


def test_a_crowd_folds_into_a_cluster_that_enter_opens(lay: Lay) -> None:
    start = at("10:00")
    crowd = [
        an_entry(f"alert number {n}", start + timedelta(milliseconds=20 * n), SUPPORT)
        for n in range(60)
    ]
    table = lay(SUPPORT, *crowd, an_entry("much later", "12:00", SUPPORT))
    (lane,) = table.view.picture.drawn()
    assert sum(cluster.counted for cluster in lane.layout.clusters) > 20
    table.state.select(crowd[30].id)
    table.press(Qt.Key.Key_Return)
    span = table.view.picture.window.span(table.view.picture.width)
    assert span.length < 5.0
    assert span.start <= seconds(crowd[30].anchor or start) <= span.end


def test_an_edit_elsewhere_is_drawn_at_its_place(table: Table) -> None:
    entry_edits.move_entries(table.desk, [table.entry("rollout").id], timedelta(minutes=3))
    spot = table.view.picture.book.find(table.entry("rollout").id)
    assert spot is not None
    assert table.view.picture.book.start_of(spot) == seconds(at("10:35"))
    table.desk.undo()
    spot = table.view.picture.book.find(table.entry("rollout").id)
    assert spot is not None
    assert table.view.picture.book.start_of(spot) == seconds(at("10:32"))


def test_a_lane_left_out_is_not_drawn_and_its_events_are_still_there(table: Table) -> None:
    table.sieve.hide([SUPPORT.id])
    names = [lane.name for lane in table.view.picture.book.lanes]
    assert names == ["Engineering", "Operations"]
    assert table.view.picture.book.find(table.entry("calls pile up").id) is None
    table.sieve.hide([])
    assert table.view.picture.book.find(table.entry("calls pile up").id) is not None


def test_a_new_department_gets_a_lane(table: Table) -> None:
    table.desk.apply(add(a_department("Finance", colour=4, position=9.0)))
    assert [lane.name for lane in table.view.picture.book.lanes][-1] == "Finance"


def test_the_selection_is_said_to_screen_readers(table: Table) -> None:
    table.click(table.point("retry rate up"))
    assert table.view.accessibleDescription() == "10:40, retry rate up, signal, Engineering"
    assert table.view.accessibleName()


def test_an_empty_review_says_what_to_do_and_takes_the_first_event(lay: Lay) -> None:
    table = lay(SUPPORT)
    table.view.grab()
    line = table.panel.quick_line.field
    table.bot.keyClicks(line, "10:35 @support calls pile up #signal")
    table.bot.keyClick(line, Qt.Key.Key_Return)
    entry = table.entry("calls pile up")
    assert (entry.start, entry.kind) == (at("10:35"), EntryKind.SIGNAL)
    assert table.state.current == entry.id
    x = table.view.picture.window.x_of(seconds(at("10:35")))
    assert 0 < x < table.view.picture.width


def test_a_first_event_without_a_time_stands_on_the_day_of_the_review(lay: Lay) -> None:
    table = lay(SUPPORT)
    head = table.desk.review.head
    table.desk.apply(replace(head, head.changed(day=date(2026, 11, 20), zone="Europe/Berlin")))
    line = table.panel.quick_line.field
    table.bot.keyClicks(line, "Trading")
    table.bot.keyClick(line, Qt.Key.Key_Return)
    assert table.entry("Trading").precision is Precision.UNKNOWN
    window, width = table.view.picture.window, table.view.picture.width
    first, last = (datetime.fromtimestamp(window.at(x), UTC) for x in (0, width))
    assert first.date() == last.date() == date(2026, 11, 20)
    assert (last - first).total_seconds() > 3600


def test_the_lane_in_hand_follows_the_event_in_hand(table: Table) -> None:
    table.click(table.point("retry rate up"))
    entry = table.entry("retry rate up")
    assert table.view.lane_in_hand == entry.department_id
    table.press(Qt.Key.Key_Down, ALT)
    moved = table.entry("retry rate up")
    assert moved.department_id != entry.department_id
    assert table.view.lane_in_hand == moved.department_id


def test_of_a_label_that_began_before_the_window_no_cut_letter_is_left(lay: Lay) -> None:
    title = "processors of every machine at their limit for a long while"
    table = lay(SUPPORT, an_entry(title, "10:00", SUPPORT), an_entry("later", "14:00", SUPPORT))
    view = table.view
    view.show_span(Span(seconds(at("10:00")) - 600, seconds(at("10:00")) + 6_000))
    table.bot.wait(30)
    spot = view.picture.book.find(table.entry(title).id)
    assert spot is not None
    place = view.picture.where(spot)
    assert isinstance(place, Placed)
    lane = view.picture.drawn()[spot.lane]
    row = round(lane.rows[place.row]) + table.header
    by_px = round(place.x + view.picture.shift) + 60
    view.pan(by_px)
    table.bot.wait(30)
    picture = view.grab().toImage()
    ground = QColor(view.picture.look.ground(lane.number))
    left = view.head_width
    ink = [
        x
        for x in range(left + 1, left + 40)
        for y in range(row - 8, row + 9)
        if abs(picture.pixelColor(x, y).lightness() - ground.lightness()) > 60
    ]
    # Its beginning stands a little off the edge, after the sign that there is more before it.
    assert ink
    assert min(ink) >= left + 7


def test_walking_to_an_event_brings_its_whole_title_into_sight(lay: Lay) -> None:
    title = "all three thousand rules at once"
    table = lay(SUPPORT, an_entry("first", "10:00", SUPPORT), an_entry(title, "11:00", SUPPORT))
    table.view.show_span(Span(seconds(at("09:50")), seconds(at("11:20"))))
    table.press(Qt.Key.Key_Home)
    table.press(Qt.Key.Key_Right)
    assert table.state.current == table.entry(title).id
    picture = table.view.picture
    x = picture.window.x_of(seconds(at("11:00")))
    assert x > 0
    assert x + picture.look.label.width(title) <= picture.width


def test_what_nothing_places_stands_on_the_day_of_the_review() -> None:
    lost = an_entry("lost", None, SUPPORT, precision=Precision.UNKNOWN)
    book = LaneBook()
    book.read(a_review(SUPPORT, lost, day=date(2026, 11, 20)))
    spot = book.find(lost.id)
    assert spot is not None
    assert datetime.fromtimestamp(book.start_of(spot), UTC).date() == date(2026, 11, 20)


def test_what_has_no_time_is_written_down_without_a_place() -> None:
    context = entry_edits.line_context(a_review(SUPPORT, day=date(2026, 11, 20)))
    values = understand("nobody knows when", context).entry_values
    assert values is not None
    assert (values["precision"], values["start"]) == (Precision.UNKNOWN, None)


def test_what_nothing_places_stands_before_the_first_event_with_a_time_as_that_comes() -> None:
    lost = an_entry("lost", None, SUPPORT, precision=Precision.UNKNOWN)
    review = a_review(SUPPORT, lost)
    book = LaneBook()
    book.read(review)
    for clock in ("10:20", "00:20"):
        change = Change(None, an_entry(clock, clock, SUPPORT))
        review.apply([change])
        book.follow([change])
        spot = book.find(lost.id)
        assert spot is not None
        first = book.first_known()
        assert first == seconds(at(clock))
        assert first - 60.0 * 60.0 < book.start_of(spot) < first


def test_every_form_of_time_and_lag_lines_are_painted(lay: Lay) -> None:
    between: dict[str, object] = {
        "precision": Precision.BETWEEN,
        "earliest": at("10:10"),
        "latest": at("10:30"),
    }
    seen = an_entry("seen", "10:20", SUPPORT)
    table = lay(
        SUPPORT,
        ENGINEERING,
        seen,
        an_entry("about", "10:00", SUPPORT, precision=Precision.ABOUT, end="10:20"),
        an_entry("between", None, SUPPORT, **between),
        an_entry("unknown", None, SUPPORT, precision=Precision.UNKNOWN),
        an_entry("open", "10:40", ENGINEERING, open_end=True),
        an_entry("homeless", "10:05", None),
        a_sighting(seen, ENGINEERING, noticed="10:35", visible="10:30", through="by phone"),
        a_marker(at=at("10:00")),
    )
    table.view.grab()
    table.state.select(seen.id)
    noticed = round(table.view.picture.window.x_of(seconds(at("10:35")))) + table.view.head_width
    image = table.view.grab().toImage()
    top = table.header  # Engineering is the first lane, and the event one of Support's.
    colour = table.view.picture.colour(1)
    column = {
        image.pixelColor(noticed, y).name()
        for y in range(top, top + round(table.view.picture.heights[0]))
    }
    assert colour.name() in column


def test_a_thousand_in_one_second_and_a_huge_title_are_drawn(lay: Lay) -> None:
    entries = [an_entry(f"same {n}", "10:00", SUPPORT) for n in range(1000)]
    table = lay(SUPPORT, *entries, an_entry("x " * 50_000, "10:30", SUPPORT))
    table.view.fit()  # From the story to all there is.
    table.view.grab()
    (lane,) = table.view.picture.drawn()
    counted = sum(one.counted for one in lane.layout.clusters) + len(lane.layout.placed)
    assert counted == 1001
    assert isinstance(table.view.picture.where(Spot(0, 500)), Cluster)


def test_many_lanes_scroll_by_the_wheel_over_their_heads(lay: Lay) -> None:
    departments: list[Department] = [
        a_department(f"Department {n}", colour=n, position=float(n)) for n in range(20)
    ]
    events = [an_entry(f"event {n}", "10:00", one) for n, one in enumerate(departments)]
    table = lay(*departments, *events, height=500)
    assert table.view.picture.most_scroll > 0
    turn_wheel(table.view, QPoint(20, 200), -1200)
    assert table.view.picture.scroll > 0
    table.state.select(events[0].id)
    assert table.view.picture.scroll == 0


def menu_of(table: Table, point: QPoint) -> QMenu:
    where = table.view.mapToGlobal(point)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, where)
    QApplication.sendEvent(table.view, event)
    menu = table.view.findChild(QMenu, "entry_menu")
    assert menu is not None
    return menu


def choose(menu: QMenu, sub_name: str, words: str) -> None:
    sub = menu.findChild(QMenu, sub_name)
    assert sub is not None
    named = ((action.text().replace("&", ""), action) for action in sub.actions())
    next(action for text, action in named if text.endswith(words)).trigger()


def test_the_menu_does_what_drags_and_keys_do(table: Table) -> None:
    menu = menu_of(table, table.point("rollout"))
    assert table.state.selection == (table.entry("rollout").id,)
    choose(menu, "kind_menu", "Action")
    assert table.entry("rollout").kind is EntryKind.ACTION
    choose(menu, "lane_menu", "Operations")
    assert table.entry("rollout").department_id == OPERATIONS.id
    choose(menu, "marker_menu", "Began")
    assert [one.entry_id for one in table.desk.review.all(Marker).values()] == [
        table.entry("rollout").id
    ]
    menu.close()


GESTURES = [
    (Qt.Key.Key_Right, NONE),
    (Qt.Key.Key_Left, NONE),
    (Qt.Key.Key_Down, SHIFT),
    (Qt.Key.Key_Right, ALT),
    (Qt.Key.Key_Left, ALT | SHIFT),
    (Qt.Key.Key_Down, ALT),
    (Qt.Key.Key_Up, ALT),
    (Qt.Key.Key_Right, CONTROL | ALT),
    (Qt.Key.Key_D, CONTROL),
    (Qt.Key.Key_C, CONTROL),
    (Qt.Key.Key_V, CONTROL),
    (Qt.Key.Key_Delete, NONE),
    (Qt.Key.Key_Plus, NONE),
    (Qt.Key.Key_Space, NONE),
]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_was_done_is_undone_and_redone_and_drawn(table: Table, seed: int) -> None:
    chance = Random(seed)
    before = dict(table.desk.review.entries)
    table.press(Qt.Key.Key_Home)
    for _ in range(40):
        if chance.random() < 0.2 and table.view.selected_spots():
            title = chance.choice([one.title for one in table.desk.review.entries.values()])
            start = QPoint(table.view.width() // 2, table.lane_middle("Support"))
            found = [one for one in table.desk.review.entries.values() if one.title == title]
            if len(found) == 1 and not table.is_folded(title):
                start = table.point(title)
            table.drag(start, start + QPoint(chance.randint(-90, 90), chance.randint(-90, 90)))
        else:
            table.press(*chance.choice(GESTURES))
    after = dict(table.desk.review.entries)
    table.view.grab()
    steps = 0
    while table.desk.undo():
        steps += 1
    assert dict(table.desk.review.entries) == before
    for _ in range(steps):
        table.desk.redo()
    assert dict(table.desk.review.entries) == after
    drawn = LaneBook()
    drawn.read(table.desk.review)
    assert [lane.columns for lane in table.view.picture.book.lanes] == [
        lane.columns for lane in drawn.lanes
    ]


def a_crowd(lay: Lay) -> tuple[Table, QPoint]:
    """Many events in a few minutes, and the middle of a sign that counts some of them."""
    crowd = [
        an_entry(f"call {n}", at("10:30") + timedelta(seconds=n), ENGINEERING) for n in range(60)
    ]
    table = lay(ENGINEERING, *crowd, an_entry("end", "11:30", ENGINEERING))
    table.state.select(table.entry("end").id)
    table.view.show_span(table.view.picture.fit_span())
    lane, shift = table.view.picture.drawn()[0], table.view.picture.shift
    cluster = max(lane.layout.clusters, key=lambda one: one.counted)
    x = cluster.x + cluster.width / 2.0 + shift + table.view.head_width
    return table, QPoint(round(x), round(lane.rows[cluster.row]) + table.header)


def test_dragging_from_a_cluster_pans_and_keeps_the_selection(lay: Lay) -> None:
    table, sign = a_crowd(lay)
    chosen, left = table.state.selection, table.view.picture.window.left
    table.click(sign)
    assert table.view.picture.window.left == left
    assert table.view._cluster is not None
    table.drag(sign, sign - QPoint(120, 0))
    assert table.view.picture.window.left == left + 120
    assert table.state.selection == chosen


def test_a_cluster_tells_of_which_kinds_its_events_are(lay: Lay) -> None:
    table, sign = a_crowd(lay)
    words = table.view._mouse.words_at(sign).splitlines()
    counted = int(words[0].split()[0])
    assert words[1] == f"{counted} × {table.entry('call 0').kind.value}"
    table.click(sign)
    assert words[1] in table.view.accessibleDescription()


def test_signs_that_were_painted_in_haste_are_painted_whole_once_there_is_time(lay: Lay) -> None:
    lanes = [a_department(f"Team {n}", position=float(n)) for n in range(6)]
    picture = lay(
        *lanes,
        *(
            an_entry(f"call {n}", at("10:30") + timedelta(seconds=n), lanes[n % 6])
            for n in range(90)
        ),
        an_entry("end", "11:30", lanes[0]),
    ).view.picture

    def paint() -> None:
        canvas = QPixmap(picture.width, picture.height)
        with QPainter(canvas) as painter:
            picture.paint(painter)

    picture.forget()
    picture.take_stale()
    paint()
    while picture.work_ahead(rested=True):
        pass
    assert picture.take_stale()
    paint()
    while picture.work_ahead(rested=True):
        pass
    assert not picture.take_stale()
