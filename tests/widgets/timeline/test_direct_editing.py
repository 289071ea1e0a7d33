"""Editing on the timeline itself: what a drag snaps to, both ends, merging, splitting, choosing."""

from itertools import product

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton

import timelines
from builders import an_entry, at
from reviewdesk.domain.entries import EntryKind, Marker, MarkerKind, Standing
from reviewdesk.domain.people import Department
from reviewdesk.widgets.timeline.merge_dialog import MergeDialog
from reviewdesk.widgets.timeline.snapping import SnapPoints
from reviewdesk.widgets.timeline.split_dialog import SplitDialog
from timelines import ALT, CONTROL, ENGINEERING, LEFT, NONE, OPERATIONS, SHIFT, SUPPORT, Lay, Table

lay = timelines.lay
table = timelines.table


def test_a_dragged_event_snaps_to_the_start_of_another(lay: Lay) -> None:
    table = lay(
        ENGINEERING, SUPPORT,
        an_entry("odd", "10:32:20", SUPPORT),
        an_entry("moved", "10:45", ENGINEERING),
    )  # fmt: skip
    start = table.point("moved")
    near = QPoint(table.point("odd").x() + 3, start.y())
    table.drag(start, near)
    assert table.entry("moved").start == at("10:32:20")
    assert table.desk.undo_label == "Move event"


def test_a_drag_set_free_snaps_to_nothing(lay: Lay) -> None:
    table = lay(
        ENGINEERING, SUPPORT,
        an_entry("odd", "10:32:20", SUPPORT),
        an_entry("moved", "10:45", ENGINEERING),
    )  # fmt: skip
    start = table.point("moved")
    table.drag(start, QPoint(table.point("odd").x() + 3, start.y()), ALT)
    moved = table.entry("moved").start
    assert moved is not None
    assert moved != at("10:32:20")
    assert moved.second or moved.microsecond


def test_the_end_of_a_dragged_bar_snaps_as_well(lay: Lay) -> None:
    table = lay(
        ENGINEERING, SUPPORT,
        an_entry("odd", "10:50:20", SUPPORT),
        an_entry("lasts", "10:10", ENGINEERING, end="10:30"),
    )  # fmt: skip
    start = table.point("lasts")
    table.drag(start, start + QPoint(table.minutes_px(20.33) + 2, 0))
    assert table.entry("lasts").end == at("10:50:20")


def test_what_is_dragged_along_draws_nothing(table: Table) -> None:
    table.state.select(table.entry("rollout").id, table.entry("retry rate up").id)
    points = SnapPoints(table.view.picture, table.view.selected_spots())
    assert points.near(at("10:32").timestamp()) is None
    assert points.near(at("10:50").timestamp()) is not None


def test_the_start_of_a_bar_is_dragged_by_the_edge_of_its_shape(table: Table) -> None:
    shape = table.view.picture.look.shape
    edge = table.point("calls pile up") - QPoint(round(shape / 2.0) + 3, 0)
    assert table.view.picture.hit(*_area(table, edge)).at_start
    table.drag(edge, edge - QPoint(table.minutes_px(3), 0))
    entry = table.entry("calls pile up")
    assert (entry.start, entry.end) == (at("10:36"), at("11:03"))
    table.desk.undo()
    assert table.entry("calls pile up").start == at("10:39")


def test_an_event_without_a_bar_gets_one_by_its_right_edge(table: Table) -> None:
    shape = table.view.picture.look.shape
    edge = table.point("moved by hand") + QPoint(round(shape / 2.0) + 4, 0)
    assert table.view.picture.hit(*_area(table, edge)).at_end
    table.drag(edge, edge + QPoint(table.minutes_px(5), 0))
    assert table.entry("moved by hand").end == at("11:15")


def _area(table: Table, point: QPoint) -> tuple[float, float]:
    found = table.view.area_point(QPointF(point))
    return found.x(), found.y()


@pytest.mark.parametrize(
    ("key", "modifiers", "start", "end"),
    [
        (Qt.Key.Key_End, ALT, "10:39", "11:04"),
        (Qt.Key.Key_End, ALT | SHIFT, "10:39", "11:02"),
        (Qt.Key.Key_Home, ALT, "10:38", "11:03"),
        (Qt.Key.Key_Home, ALT | SHIFT, "10:40", "11:03"),
        (Qt.Key.Key_PageDown, ALT, "10:49", "11:13"),
        (Qt.Key.Key_Right, ALT | SHIFT, "10:39:01", "11:03:01"),
    ],
)
def test_ends_and_places_move_by_keys_and_a_held_key_is_one_step(
    table: Table, key: Qt.Key, modifiers: Qt.KeyboardModifier, start: str, end: str
) -> None:
    table.state.select(table.entry("calls pile up").id)
    before = table.entry("calls pile up")
    table.press(key, modifiers)
    entry = table.entry("calls pile up")
    assert (entry.start, entry.end) == (at(start), at(end))
    for _again in range(3):
        table.press(key, modifiers)
    table.desk.undo()
    assert table.entry("calls pile up") == before


def test_what_is_dragged_stands_quiet_where_it_was_and_in_ink_where_it_will_be(
    table: Table,
) -> None:
    titles = ("rollout", "moved by hand")
    table.state.select(*(table.entry(title).id for title in titles))
    points = [table.point(title) for title in titles]
    grip = round(table.view.picture.look.shape / 4.0)

    def darkest(at: QPoint) -> int:
        area = QRect(at - QPoint(grip, grip), at + QPoint(grip, grip))
        shown = table.view.grab(area).toImage()
        places = product(range(shown.width()), range(shown.height()))
        return min(shown.pixelColor(x, y).lightness() for x, y in places)

    before = [darkest(point) for point in points]
    way = QPoint(60, 0)
    table.drag(points[0], points[0] + way, release=False)
    assert all(darkest(at) > was + 40 for at, was in zip(points, before, strict=True))
    moved = [darkest(at + way) for at in points]
    assert all(is_now < was + 40 for is_now, was in zip(moved, before, strict=True))
    table.press(Qt.Key.Key_Escape)
    assert [darkest(point) for point in points] == before


def test_escape_in_a_pan_and_in_a_drag_of_the_cursor_puts_both_back(table: Table) -> None:
    before = table.view.picture.window.left
    empty = QPoint(table.view.head_width + 300, table.lane_middle("Operations") + 20)
    table.drag(empty, empty + QPoint(90, 0), release=False)
    assert table.view.picture.window.left != before
    table.press(Qt.Key.Key_Escape)
    assert table.view.picture.window.left == before
    table.bot.mouseRelease(table.view, LEFT, NONE, empty)
    table.state.set_as_of(at("10:45"))
    x = table.view.cursor_x()
    assert x is not None
    header = QPoint(round(x) + table.view.head_width, 20)
    table.drag(header, header + QPoint(80, 0), release=False)
    assert table.state.as_of != at("10:45")
    table.press(Qt.Key.Key_Escape)
    assert table.state.as_of == at("10:45")


def chosen(table: Table, name: str, words: str) -> None:
    """Takes what a menu offers that is open."""
    menu = next(
        one for one in table.view.findChildren(QMenu, name) if one.isVisible()
    )  # fmt: skip
    texts = {action.text().replace("&", ""): action for action in menu.actions()}
    next(action for text, action in texts.items() if words in text).trigger()
    menu.close()


def test_kind_standing_lane_and_likeness_are_chosen_by_key(table: Table) -> None:
    table.state.select(table.entry("rollout").id)
    table.press(Qt.Key.Key_K)
    menu = next(one for one in table.view.findChildren(QMenu, "kind_menu") if one.isVisible())
    table.bot.keyClick(menu, Qt.Key.Key_A)
    assert table.entry("rollout").kind is EntryKind.ACTION
    table.press(Qt.Key.Key_S)
    chosen(table, "standing_menu", "Inferred")
    assert table.entry("rollout").standing is Standing.INFERRED
    table.press(Qt.Key.Key_L)
    chosen(table, "lane_menu", "Operations")
    assert table.entry("rollout").department_id == OPERATIONS.id
    table.press(Qt.Key.Key_A, CONTROL | SHIFT)
    chosen(table, "likeness_menu", "Same department")
    assert set(table.state.selection) == {
        table.entry("rollout").id, table.entry("moved by hand").id,
    }  # fmt: skip


def test_lane_and_marker_are_chosen_by_their_first_letters(table: Table) -> None:
    entry = table.entry("rollout")
    table.state.select(entry.id)
    table.press(Qt.Key.Key_L)
    menu = next(one for one in table.view.findChildren(QMenu, "lane_menu") if one.isVisible())
    table.bot.keyClicks(menu, "o")
    assert table.entry("rollout").department_id == OPERATIONS.id
    table.press(Qt.Key.Key_K, SHIFT)
    menu = next(one for one in table.view.findChildren(QMenu, "marker_menu") if one.isVisible())
    table.bot.keyClicks(menu, "first c")
    assert not menu.isVisible()
    markers = table.desk.review.all(Marker).values()
    assert [(one.kind, one.entry_id) for one in markers] == [(MarkerKind.FIRST_CONCERN, entry.id)]


def test_merging_shows_what_is_left_and_is_one_step(table: Table) -> None:
    first, second = table.entry("retry rate up"), table.entry("calls pile up")
    table.state.select(first.id, second.id)
    count = len(table.desk.review.entries)
    table.press(Qt.Key.Key_M)
    dialog = next(
        one for one in QApplication.topLevelWidgets() if isinstance(one, MergeDialog)
    )  # fmt: skip
    table.bot.keyClick(dialog.findChild(QPushButton, "merge_yes"), Qt.Key.Key_Return)
    assert len(table.desk.review.entries) == count - 1
    left = table.entry("calls pile up")
    assert (left.start, left.end, left.department_id) == (at("10:39"), at("11:03"), SUPPORT.id)
    assert table.state.selection == (left.id,)
    table.desk.undo()
    assert table.entry("calls pile up") == second
    assert table.entry("retry rate up") == first


def test_a_title_is_split_at_the_cursor(table: Table) -> None:
    table.state.select(table.entry("keep rolling").id)
    table.press(Qt.Key.Key_F2)
    line = table.view.findChild(QLineEdit, "retitle_line")
    assert line is not None
    line.setText("stop the pods; then keep rolling")
    line.setCursorPosition(14)
    table.bot.keyClick(line, Qt.Key.Key_Return, CONTROL)
    assert table.entry("stop the pods").start == at("10:50")
    assert table.entry("then keep rolling").start == at("10:50")
    table.desk.undo()
    assert table.entry("keep rolling").start == at("10:50")


def test_an_event_is_split_at_the_cursor_by_key_and_at_the_pointer_by_menu(table: Table) -> None:
    entry = table.entry("calls pile up")
    table.state.select(entry.id)
    table.state.set_as_of(at("10:50"))
    table.press(Qt.Key.Key_M, SHIFT)
    parts = sorted(
        (one.start, one.end)
        for one in table.desk.review.entries.values()
        if one.title == "calls pile up"
    )
    assert parts == [(at("10:39"), at("10:50")), (at("10:50"), at("11:03"))]
    table.desk.undo()
    table.state.set_as_of(None)
    point = table.point("calls pile up") + QPoint(table.minutes_px(20), 0)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, point, table.view.mapToGlobal(point), NONE
    )
    QApplication.sendEvent(table.view, event)
    chosen(table, "entry_menu", "Split here")
    assert at("10:59") in [one.start for one in table.desk.review.entries.values()]


def test_a_bar_is_split_by_key_at_a_time_that_is_typed(table: Table) -> None:
    table.state.select(table.entry("calls pile up").id)
    table.press(Qt.Key.Key_M, SHIFT)
    dialog = table.view.window().findChild(SplitDialog, "split_dialog")
    assert dialog is not None
    field = dialog.findChild(QLineEdit, "split_at")
    assert field is not None
    assert field.text() == "10:51"
    field.setText("11:30")
    table.bot.keyClick(field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    field.setText("10:45")
    table.bot.keyClick(field, Qt.Key.Key_Return)
    parts = sorted(
        (one.start, one.end)
        for one in table.desk.review.entries.values()
        if one.title == "calls pile up"
    )
    assert parts == [(at("10:39"), at("10:45")), (at("10:45"), at("11:03"))]
    table.desk.undo()
    assert table.entry("calls pile up").end == at("11:03")


def test_shift_m_outside_of_a_bar_opens_the_title_to_be_split(table: Table) -> None:
    table.state.select(table.entry("rollout").id)
    table.press(Qt.Key.Key_M, SHIFT)
    line = table.view.findChild(QLineEdit, "retitle_line")
    assert line is not None
    assert line.isVisible()


def test_a_double_click_on_empty_ground_begins_a_line_there(table: Table) -> None:
    x = table.point("rollout").x() + table.minutes_px(3)
    place = QPoint(x, table.lane_middle("Operations"))
    table.bot.mouseDClick(table.view, LEFT, NONE, place)
    assert table.panel.quick_line.text() == "10:35 @Operations "


def test_paste_on_empty_ground_puts_events_there(table: Table) -> None:
    table.state.select(table.entry("rollout").id)
    table.press(Qt.Key.Key_C, CONTROL)
    point = QPoint(
        table.point("rollout").x() + table.minutes_px(3), table.lane_middle("Operations")
    )
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, point, table.view.mapToGlobal(point), NONE
    )
    QApplication.sendEvent(table.view, event)
    chosen(table, "ground_menu", "Paste here")
    starts = [one.start for one in table.desk.review.entries.values() if one.title == "rollout"]
    assert sorted(starts) == [at("10:32"), at("10:35")]
    (pasted,) = table.state.selection
    lane = table.desk.review.find(Department, table.desk.review.entries[pasted].department_id)
    assert lane is not None
    assert lane.name == "Operations"
