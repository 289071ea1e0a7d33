"""The pills over the timeline, at every width."""

from itertools import combinations
from random import Random

from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from builders import at
from timelines import Table, lay, table

__all__ = ["lay", "table"]


def test_pills_flow_without_touching_each_other_whatever_the_width(table: Table) -> None:
    """They once went from one row to another and back for ever, and the window stood still."""
    chance = Random(4)
    bar = table.panel.toolbar
    for turn in range(60):
        table.state.set_as_of(at("10:50") if turn % 3 else None)
        table.state.set_veil(turn % 2 == 0)
        table.panel.resize(chance.randrange(520, 1400), 500)
        QApplication.processEvents()
        pills = [one for one in bar.findChildren(QPushButton) if one.parentWidget() is bar]
        shown = [one.geometry() for one in pills if one.isVisible()]
        assert all(bar.rect().contains(one) for one in shown)
        assert not any(one.intersects(other) for one, other in combinations(shown, 2))


def test_what_looks_at_the_room_stands_apart_where_there_is_room(table: Table) -> None:
    table.panel.resize(1600, 500)
    QApplication.processEvents()
    bar = table.panel.toolbar
    replay = bar.findChild(QPushButton, "replay_button")
    assert replay is not None
    assert replay.geometry().right() >= bar.width() - 2


def test_no_word_of_the_replay_is_cut_where_the_page_is_narrow(table: Table) -> None:
    bar = table.panel.replay_bar
    table.state.set_as_of(at("10:50"))
    bar.open_bar()
    told = bar.findChild(QLabel, "replay_told")
    for width, beside in ((1300, True), (520, False), (1300, True)):
        table.panel.resize(width, 500)
        QApplication.processEvents()
        for pill in bar.findChildren(QPushButton):
            assert pill.width() >= pill.sizeHint().width(), pill.text()
        speed = bar.findChild(QPushButton, "replay_speed")
        assert (told.geometry().top() < speed.geometry().bottom()) is beside
        assert told.width() > 100
