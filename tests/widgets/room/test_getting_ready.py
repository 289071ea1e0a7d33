"""Of a long review the room's copy is made a little at a time, and the room says so."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from builders import a_desk, an_entry
from reviewdesk.domain.edits import add
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.view_state import ViewState
from reviewdesk.widgets.console import room_link
from reviewdesk.widgets.console.room_link import RoomLink
from rooms import settled, story_review

READY = "One moment, this gets ready"


@pytest.fixture
def bridge(qapp: QGuiApplication) -> DeskBridge:
    made = DeskBridge()
    made.open(a_desk(story_review()))
    return made


@pytest.fixture
def view() -> ViewState:
    return ViewState()


@pytest.fixture
def link(
    bridge: DeskBridge, view: ViewState, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[RoomLink]:
    monkeypatch.setattr(room_link, "_LONG", 1)
    console = QWidget()
    qtbot.addWidget(console)
    made = RoomLink(bridge, view, console)
    yield made
    made.close()


def wait_for(link: RoomLink, qtbot: QtBot, words: str) -> None:
    qtbot.waitUntil(lambda: words in link.display.text())


def test_it_says_that_it_gets_ready_and_then_shows_the_story(
    link: RoomLink, bridge: DeskBridge, qtbot: QtBot
) -> None:
    title = bridge.review.entries_in_order()[0].title
    link.set_on(True)
    assert link.display.text() == f"ReviewDesk\n{READY}"
    wait_for(link, qtbot, title)
    assert READY not in link.display.text()


def test_what_is_held_still_meanwhile_gets_its_first_picture(
    link: RoomLink, bridge: DeskBridge, qtbot: QtBot
) -> None:
    link.set_on(True)
    link.set_frozen(True)
    wait_for(link, qtbot, bridge.review.entries_in_order()[0].title)


def test_an_edit_meanwhile_is_in_the_first_picture(
    link: RoomLink, bridge: DeskBridge, qtbot: QtBot
) -> None:
    link.set_on(True)
    entry = an_entry("typed meanwhile", "00:01", bridge.review.departments[0])
    bridge.apply(add(entry))
    wait_for(link, qtbot, "typed meanwhile")


def test_many_edits_do_not_keep_the_room_waiting(link: RoomLink, bridge: DeskBridge) -> None:
    link.set_on(True)
    for place in range(3):
        assert READY in link.display.text()
        bridge.apply(add(an_entry(f"typed {place}", "00:01", bridge.review.departments[0])))
        link.show_next()
    assert "typed 2" in link.display.text()


def test_a_veil_that_comes_down_meanwhile_hides_what_came_later(
    link: RoomLink, bridge: DeskBridge, view: ViewState, qtbot: QtBot
) -> None:
    first, *_between, last = bridge.review.entries_in_order()
    link.set_on(True)
    view.set_as_of(first.anchor)
    view.set_veil(True)
    wait_for(link, qtbot, first.title)
    assert last.title not in link.display.text()


def test_a_review_that_is_put_away_meanwhile_leaves_nothing(
    link: RoomLink, bridge: DeskBridge, qtbot: QtBot
) -> None:
    link.set_on(True)
    bridge.close()
    qtbot.wait(50)
    settled()
    assert link.display.text() == "ReviewDesk"
