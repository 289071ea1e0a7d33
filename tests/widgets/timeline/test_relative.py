"""Times counted from T+0: scale, labels, tips, list and quick line say the same."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton

from builders import a_marker, an_entry, at
from reviewdesk.domain import edits
from reviewdesk.domain.entries import MarkerKind
from reviewdesk.domain.origin import DETECTION, START
from reviewdesk.qt.event_list_model import EventListModel
from reviewdesk.qt.theme import Theme, ThemeMode
from reviewdesk.widgets.timeline.overlay import cursor_cross
from timelines import ENGINEERING, LEFT, Lay, Table, lay, table

__all__ = ["lay", "table"]


def tick_labels(table: Table) -> list[str]:
    return [one.label for one in table.view.picture.ticks()[0].ticks if one.label]


def test_scale_and_tips_count_from_the_start(table: Table) -> None:
    assert "10:40" in tick_labels(table)
    table.state.set_origin(START)
    assert "T+0" in tick_labels(table)
    assert not any(":" in label for label in tick_labels(table))
    spot = table.view.picture.book.find(table.entry("retry rate up").id)
    assert spot is not None
    assert table.view.told(table.view.picture.book.start_of(spot)) == "T+8m"
    table.state.set_as_of(at("10:50"))
    table.state.set_veil(True)
    assert "T+18m" in table.panel.findChild(QPushButton, "veil_button").text()


def test_the_quick_line_counts_from_the_same_moment(table: Table) -> None:
    table.desk.apply(edits.add(a_marker(MarkerKind.FIRST_SIGN, at=at("10:40")), label="Mark"))
    table.state.set_origin(DETECTION)
    table.panel.quick_line.field.setText("T+7m somebody called")
    table.bot.keyClick(table.panel.quick_line.field, Qt.Key.Key_Return)
    assert table.entry("somebody called").start == at("10:47")


def test_the_list_counts_too_and_follows_its_marker(lay: Lay) -> None:
    first = an_entry("rollout", "10:32", ENGINEERING)
    second = an_entry("retry rate up", "10:40", ENGINEERING)
    marker = a_marker(MarkerKind.FIRST_SIGN, entry_id=first.id)
    table = lay(ENGINEERING, first, second, marker)
    bridge = table.view._bridge
    model = EventListModel(bridge, table.state, Theme(ThemeMode.LIGHT))
    table.state.set_origin(marker.id)
    assert [model.index(row, 0).data() for row in range(2)] == ["T+0", "T+8m"]
    seen: list[int] = []
    model.dataChanged.connect(lambda first, last: seen.extend(range(first.row(), last.row() + 1)))
    bridge.apply(edits.change(marker, label="Move marker", entry_id=second.id))
    assert [model.index(row, 0).data() for row in range(2)] == ["T−8m", "T+0"]
    assert set(seen) == {0, 1}


def test_the_pill_offers_every_marker_and_the_clock_again(lay: Lay) -> None:
    first = an_entry("rollout", "10:32", ENGINEERING)
    own = a_marker(MarkerKind.OWN, label="second call", entry_id=first.id)
    table = lay(ENGINEERING, first, own)
    pill = table.panel.findChild(QPushButton, "origin_button")
    table.bot.mouseClick(pill, LEFT)
    menu = table.panel.findChild(QMenu, "origin_menu")
    words = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert words == ["Times by the clock", "T+0: the start", "T+0: second call"]
    menu.actions()[-1].trigger()
    assert table.state.origin == own.id
    assert "second call" in pill.accessibleName()
    menu.close()


def cross(table: Table) -> QPoint:
    """The cross of the as-of cursor's pill, in the view."""
    view = table.view
    cursor_x = view.cursor_x()
    assert cursor_x is not None
    area = cursor_cross(view.picture.look, cursor_x, view.told(table.state.as_of.timestamp()))
    return area.center().toPoint() + QPoint(view.head_width, 0)


def test_the_cross_of_the_cursor_takes_it_away_but_not_under_the_veil(table: Table) -> None:
    table.state.set_as_of(at("10:50"))
    table.state.set_veil(True)
    assert not table.view.is_cross_at(cross(table).x() - table.view.head_width, cross(table).y())
    table.click(cross(table))
    assert table.state.as_of is not None
    table.state.set_veil(False)
    table.state.set_as_of(at("10:50"))
    table.click(cross(table))
    assert table.state.as_of is None
