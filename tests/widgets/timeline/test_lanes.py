"""Lanes put in order, folded and hidden, by mouse and by keys."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from builders import a_department, an_entry, at
from reviewdesk.domain.edits import add
from reviewdesk.widgets.timeline.boxing import spots_inside
from timelines import ALT, CONTROL, ENGINEERING, OPERATIONS, SHIFT, SUPPORT, Lay, Table, lay, table

__all__ = ["lay", "table"]


def names(table: Table) -> list[str]:
    return [lane.name for lane in table.view.picture.book.lanes]


def head(table: Table, name: str) -> QPoint:
    return QPoint(40, table.lane_middle(name))


def menu_of(table: Table, name: str) -> QMenu:
    place = head(table, name)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, table.view.mapToGlobal(place))
    QApplication.sendEvent(table.view, event)
    # One that was closed goes only with the next turn of the event loop.
    return next(one for one in table.view.findChildren(QMenu, "lane_head_menu") if one.isVisible())


def choose(menu: QMenu, words: str) -> None:
    action = next(one for one in menu.actions() if one.text().replace("&", "").startswith(words))
    assert action.isEnabled()
    action.trigger()
    menu.close()


def test_a_head_is_dragged_to_another_place_as_one_step(table: Table) -> None:
    end = head(table, "Operations") + QPoint(0, 40)
    table.drag(head(table, "Engineering"), end, release=False)
    table.view.grab()
    table.bot.mouseRelease(table.view, Qt.MouseButton.LeftButton, pos=end)
    assert names(table) == ["Support", "Operations", "Engineering"]
    table.desk.undo()
    assert names(table) == ["Engineering", "Support", "Operations"]
    table.desk.redo()
    assert names(table) == ["Support", "Operations", "Engineering"]


def test_escape_takes_the_drag_of_a_head_back(table: Table) -> None:
    end = head(table, "Operations") + QPoint(0, 40)
    table.drag(head(table, "Engineering"), end, release=False)
    table.press(Qt.Key.Key_Escape)
    table.bot.mouseRelease(table.view, Qt.MouseButton.LeftButton, pos=end)
    assert names(table) == ["Engineering", "Support", "Operations"]
    assert not table.desk.undo_label


def test_keys_take_a_lane_in_hand_and_move_it(table: Table) -> None:
    table.press(Qt.Key.Key_Down, CONTROL)
    assert table.view.lane_in_hand == ENGINEERING.id
    table.press(Qt.Key.Key_Down, ALT | SHIFT)
    assert names(table) == ["Support", "Engineering", "Operations"]
    table.press(Qt.Key.Key_Down, ALT | SHIFT)
    table.press(Qt.Key.Key_Down, ALT | SHIFT)
    assert names(table) == ["Support", "Operations", "Engineering"]
    table.press(Qt.Key.Key_Up, ALT | SHIFT)
    assert names(table) == ["Support", "Engineering", "Operations"]


def test_a_lane_moves_past_what_is_hidden_beside_what_is_seen(table: Table) -> None:
    table.sieve.hide([SUPPORT.id])
    table.press(Qt.Key.Key_Down, CONTROL)
    table.press(Qt.Key.Key_Down, ALT | SHIFT)
    assert names(table) == ["Operations", "Engineering"]
    table.sieve.hide([])
    assert names(table) == ["Support", "Operations", "Engineering"]


def test_a_double_click_on_the_head_folds_and_opens(table: Table) -> None:
    height = table.view.picture.heights[0]
    table.bot.mouseDClick(table.view, Qt.MouseButton.LeftButton, pos=head(table, "Engineering"))
    assert table.view.picture.heights[0] < height / 3
    assert table.sieve.folded == {ENGINEERING.id}
    table.view.grab()
    table.bot.mouseDClick(table.view, Qt.MouseButton.LeftButton, pos=head(table, "Engineering"))
    assert table.sieve.folded == frozenset()
    assert not table.desk.undo_label


def test_keys_fold_and_open(table: Table) -> None:
    table.click(head(table, "Support"))
    table.press(Qt.Key.Key_C)
    assert table.sieve.folded == {SUPPORT.id}
    table.press(Qt.Key.Key_C, SHIFT)
    assert table.sieve.folded == {ENGINEERING.id, OPERATIONS.id}
    table.press(Qt.Key.Key_C, SHIFT)
    assert table.sieve.folded == frozenset()


def test_keys_hide_and_show_again(table: Table) -> None:
    table.click(head(table, "Support"))
    table.press(Qt.Key.Key_H)
    assert names(table) == ["Engineering", "Operations"]
    assert table.view.lane_in_hand == OPERATIONS.id
    table.press(Qt.Key.Key_H, SHIFT)
    assert names(table) == ["Engineering", "Support", "Operations"]
    assert not table.desk.undo_label


def test_the_menu_of_a_head_does_it_all(table: Table) -> None:
    choose(menu_of(table, "Support"), "Move up")
    assert names(table) == ["Support", "Engineering", "Operations"]
    choose(menu_of(table, "Support"), "Fold the lane")
    assert table.sieve.folded == {SUPPORT.id}
    choose(menu_of(table, "Support"), "Open the lane")
    choose(menu_of(table, "Operations"), "Hide all others")
    assert names(table) == ["Operations"]
    choose(menu_of(table, "Operations"), "Show Support")
    assert names(table) == ["Support", "Operations"]
    choose(menu_of(table, "Operations"), "Show all lanes")
    assert len(names(table)) == 3


def test_the_menu_of_the_lane_opens_by_key(table: Table) -> None:
    table.click(head(table, "Operations"))
    table.press(Qt.Key.Key_L, SHIFT)
    menu = table.view.findChild(QMenu, "lane_head_menu")
    assert menu is not None
    assert menu.isVisible()
    menu.close()


def test_every_lane_can_be_hidden_and_shown_again(table: Table) -> None:
    for _ in range(3):
        table.press(Qt.Key.Key_Down, CONTROL)
        table.press(Qt.Key.Key_H)
    table.view.grab()
    assert len(table.view.picture.book) == 0
    table.press(Qt.Key.Key_H, SHIFT)
    assert len(table.view.picture.book) == 5


def test_a_tick_of_a_folded_lane_is_clicked_and_walked_to(table: Table) -> None:
    table.sieve.fold([ENGINEERING.id])
    table.click(table.point("retry rate up"))
    assert table.state.current == table.entry("retry rate up").id
    table.press(Qt.Key.Key_Right)
    table.view.grab()
    assert table.state.current == table.entry("keep rolling").id


def test_a_box_over_a_folded_lane_takes_what_shares_a_tick(lay: Lay) -> None:
    crowd = [an_entry(f"line {place}", "10:35", ENGINEERING) for place in range(50)]
    table = lay(ENGINEERING, SUPPORT, *crowd, an_entry("calls", "10:45", SUPPORT))
    table.sieve.fold([ENGINEERING.id])
    picture = table.view.picture
    area = QRectF(QPointF(0, 0), QPointF(picture.width, picture.heights[0]))
    assert len(spots_inside(picture, area)) == 50


def test_lanes_without_a_department_stay_last_and_fold(lay: Lay) -> None:
    table = lay(ENGINEERING, an_entry("lost", "10:35"), an_entry("rollout", "10:32", ENGINEERING))
    assert names(table) == ["Engineering", ""]
    table.click(head(table, "Engineering"))
    table.press(Qt.Key.Key_Down, ALT | SHIFT)
    assert names(table) == ["Engineering", ""]
    table.bot.mouseDClick(table.view, Qt.MouseButton.LeftButton, pos=head(table, ""))
    assert table.sieve.folded == {None}


def test_twenty_folded_lanes_keep_their_names_in_sight(lay: Lay) -> None:
    many = [a_department(f"Department {place}", position=float(place)) for place in range(20)]
    table = lay(*many, *(an_entry(one.name, "10:30", one) for one in many), height=420)
    table.sieve.fold([one.id for one in many[1:]])
    heights = table.view.picture.heights
    assert heights[0] > 1.5 * heights[1]
    assert min(heights[1:]) == max(heights[1:])


def test_the_lane_of_no_department_goes_with_the_last_of_its_events(table: Table) -> None:
    names = [lane.name for lane in table.view.picture.book.lanes]
    assert "" not in names
    table.desk.apply(add(an_entry("nobody's", "10:50", None)))
    assert [lane.name for lane in table.view.picture.book.lanes] == [*names, ""]
    table.desk.undo()
    assert [lane.name for lane in table.view.picture.book.lanes] == names


@pytest.mark.parametrize(("title", "key", "where"), [
    ("moved by hand", Qt.Key.Key_Down, "last"),
    ("rollout", Qt.Key.Key_Up, "first"),
])  # fmt: skip
def test_why_no_event_goes_beyond_the_last_lane_is_said(
    table: Table, title: str, key: Qt.Key, where: str
) -> None:
    said: list[str] = []
    table.state.said.connect(said.append)
    table.state.select(table.entry("calls pile up").id, table.entry(title).id)
    table.press(key, ALT)
    assert said == [f"The current event is in the {where} lane. Nothing was moved."]


def test_lanes_are_as_high_as_what_is_fitted_wants_and_keep_that_while_panning(lay: Lay) -> None:
    far = at("10:00") - timedelta(days=365)
    table = lay(
        ENGINEERING,
        SUPPORT,
        *(an_entry(f"a call long ago {n}", far, SUPPORT) for n in range(8)),
        *(an_entry(f"a step of the rollout {n}", "10:00", ENGINEERING) for n in range(12)),
        height=360,
    )
    view, picture = table.view, table.view.picture
    view.show_span(picture.fit_span())
    view.fit()
    engineering, support = picture.heights
    assert engineering > support
    table.state.select(*(one.id for one in table.desk.review.entries.values() if one.start == far))
    assert picture.heights == [engineering, support]
    view.fit_selection()
    assert picture.heights[0] < picture.heights[1]
    fitted = list(picture.heights)
    view.pan(40)
    view.zoom(1.2)
    assert picture.heights == fitted
