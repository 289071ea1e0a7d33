"""Which layout the room has: it follows what is pointed at, or stays with what was sent."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from builders import a_card, a_condition, a_department, a_desk, a_review, an_entry
from reviewdesk.domain.entries import EntryKind
from reviewdesk.domain.review import Review
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.view_state import Page, RoomLayout, ViewState
from reviewdesk.widgets.console.commands import COMMANDS, Menu
from reviewdesk.widgets.console.room_commands import room_layout_handlers
from reviewdesk.widgets.console.room_link import RoomLink
from rooms import settled
from running import Running


def a_story() -> Review:
    lanes = [a_department("Support"), a_department("Finance", position=1.0)]
    return a_review(
        *lanes,
        an_entry("Pod restarted", "10:36", lanes[0]),
        an_entry("Refunds asked for", "10:50", lanes[1]),
        an_entry("Keep rolling out", "10:47", lanes[0], kind=EntryKind.DECISION),
        *(a_card(lane, f"how {lane.name} saw it", heard=True) for lane in lanes),
        *(
            a_condition(f"condition {number} of many", position=float(number))
            for number in range(30)
        ),
    )


@pytest.fixture
def bridge(qapp: QGuiApplication) -> DeskBridge:
    made = DeskBridge()
    made.open(a_desk(a_story()))
    return made


@pytest.fixture
def view() -> ViewState:
    made = ViewState()
    made.set_page(Page.TIMELINE)
    return made


@pytest.fixture
def link(bridge: DeskBridge, view: ViewState, qtbot: QtBot) -> Iterator[RoomLink]:
    console = QWidget()
    qtbot.addWidget(console)
    made = RoomLink(bridge, view, console)
    made.set_on(True)
    settled()
    yield made
    made.close()


def select(view: ViewState, bridge: DeskBridge, title: str) -> None:
    view.select(next(one.id for one in bridge.review.entries.values() if one.title == title))
    settled()


def press(link: RoomLink, view: ViewState, name: str) -> None:
    room_layout_handlers(view, lambda: link, pytest.fail)[name]()
    settled()


def test_it_follows_what_is_pointed_at(link: RoomLink, view: ViewState, bridge: DeskBridge) -> None:
    scenes, text = link.scenes, link.display.text
    select(view, bridge, "Pod restarted")
    assert scenes.layout is RoomLayout.STORY
    select(view, bridge, "Keep rolling out")
    assert scenes.layout is RoomLayout.DECISION
    assert "Known only later" in text()
    view.set_page(Page.CONDITIONS)
    settled()
    assert "condition 0 of many" in text()
    view.set_page(Page.PERSPECTIVES)
    settled()
    assert "how Support saw it" in text()
    assert "how Finance saw it" in text()
    view.set_page(Page.TIMELINE)
    settled()
    assert scenes.layout is RoomLayout.DECISION
    view.set_timeline_layout(RoomLayout.LANES)
    assert scenes.layout is RoomLayout.DECISION
    # Where a replay begins, the room looks at the timeline at once, as the bar says.
    scenes.go_to_timeline()
    assert scenes.layout is RoomLayout.LANES
    link.ask(view.current)
    scenes.go_to_timeline()
    assert scenes.layout is RoomLayout.DECISION, "the room was asked about it"
    select(view, bridge, "Pod restarted")
    assert scenes.layout is RoomLayout.LANES


def test_a_step_that_is_turned_over_leaves_the_room_its_layout(
    link: RoomLink, view: ViewState, bridge: DeskBridge
) -> None:
    scenes = link.scenes
    select(view, bridge, "Pod restarted")
    with scenes.staying(()):
        select(view, bridge, "Keep rolling out")
        view.set_page(Page.CONDITIONS)
    assert scenes.layout is RoomLayout.STORY
    view.set_page(Page.TIMELINE)
    settled()
    assert scenes.layout is RoomLayout.DECISION
    with scenes.staying(()):
        select(view, bridge, "Pod restarted")
    assert scenes.layout is RoomLayout.DECISION
    assert "Keep rolling out" in link.display.text()
    select(view, bridge, "Refunds asked for")
    assert scenes.layout is RoomLayout.STORY


@pytest.mark.parametrize("page", [Page.NOTES, Page.PARKING, Page.ABOUT, Page.LIBRARY])
def test_a_page_that_is_not_for_the_room_leaves_it_what_it_had(
    link: RoomLink, view: ViewState, page: Page
) -> None:
    view.set_page(Page.CONDITIONS)
    settled()
    before = link.display.picture
    view.set_page(page)
    settled()
    assert link.display.picture == before


def test_cards_in_hand_come_before_the_room(
    link: RoomLink, view: ViewState, bridge: DeskBridge
) -> None:
    first, second = bridge.review.cards
    view.set_page(Page.PERSPECTIVES)
    view.set_cards(second.id)
    settled()
    assert "how Finance saw it" in link.display.text()
    assert "how Support saw it" not in link.display.text()
    view.set_cards(second.id, first.id)
    settled()
    assert link.scenes.layout is RoomLayout.PAIR
    assert link.display.text().index("Finance") < link.display.text().index("Support")
    view.set_cards()
    settled()
    assert link.scenes.layout is RoomLayout.CARDS


def test_without_a_card_in_hand_it_is_that_of_the_event_in_hand(
    link: RoomLink, view: ViewState, bridge: DeskBridge
) -> None:
    select(view, bridge, "Refunds asked for")
    press(link, view, "room_card")
    assert "how Finance saw it" in link.display.text()
    select(view, bridge, "Pod restarted")
    assert "how Support saw it" in link.display.text()


def test_what_was_sent_stays_until_the_same_key_or_another(
    link: RoomLink, view: ViewState, bridge: DeskBridge
) -> None:
    press(link, view, "room_rules")
    sent = link.display.picture
    assert "Ground rules" in link.display.text()
    select(view, bridge, "Keep rolling out")
    view.set_page(Page.CONDITIONS)
    settled()
    assert link.display.picture == sent
    press(link, view, "room_rules")
    assert link.scenes.layout is RoomLayout.CONDITIONS
    press(link, view, "room_agenda")
    press(link, view, "room_story")
    select(view, bridge, "Pod restarted")
    select(view, bridge, "Keep rolling out")
    assert link.scenes.layout is view.room_sent is RoomLayout.STORY
    link.ask(view.current or "")
    assert link.scenes.layout is RoomLayout.DECISION
    press(link, view, "room_story")
    assert link.scenes.layout is view.room_sent is RoomLayout.STORY
    press(link, view, "room_story")
    assert view.room_sent is None


def test_the_room_can_be_told_to_stay_and_to_follow_again(
    link: RoomLink, view: ViewState, bridge: DeskBridge
) -> None:
    press(link, view, "room_lanes")
    select(view, bridge, "Keep rolling out")
    assert link.scenes.layout is RoomLayout.LANES
    press(link, view, "room_follow")
    select(view, bridge, "Pod restarted")
    select(view, bridge, "Keep rolling out")
    assert link.scenes.layout is RoomLayout.DECISION
    # Once more leaves it following.
    told: list[str] = []
    room_layout_handlers(view, lambda: link, told.append)["room_follow"]()
    assert view.room_sent is None
    assert told[0].startswith("The room follows what you choose.")


def test_pages_are_turned_and_begin_anew_with_something_else(
    link: RoomLink, view: ViewState
) -> None:
    told: list[str] = []
    link.told_in_passing.connect(told.append)
    view.set_page(Page.CONDITIONS)
    settled()
    assert "condition 0 of many" in link.display.text()
    press(link, view, "room_page_on")
    assert "condition 0 of many" not in link.display.text()
    assert link.display.picture.page == 1
    press(link, view, "room_page_back")
    assert "condition 0 of many" in link.display.text()
    press(link, view, "room_page_back")
    assert told[-1] == "This is the first page the room has."
    press(link, view, "room_page_on")
    view.set_page(Page.PERSPECTIVES)
    view.set_page(Page.CONDITIONS)
    settled()
    assert link.display.picture.page == 1
    view.set_page(Page.PERSPECTIVES)
    settled()
    view.set_page(Page.CONDITIONS)
    settled()
    assert link.display.picture.page == 0


def test_every_layout_has_a_key_and_stands_in_the_menu(program: Running) -> None:
    program.open_sample()
    view = program.application.view
    decision = next(
        one for one in program.review.entries_in_order() if one.kind is EntryKind.DECISION
    )
    view.select(decision.id)
    for layout in RoomLayout:
        command = next(one for one in COMMANDS if one.name == f"room_{layout.value}")
        assert command.keys
        assert command.menu is Menu.SHOW
        program.do(command.name)
        assert view.room_layout is layout
        assert program.application.window.commands[command.name].isChecked()
    QTest.keyClick(program.window, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert view.room_sent is RoomLayout.CONDITIONS
    assert not program.application.window.commands["room_follow"].isChecked()
    QTest.keyClick(program.window, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    assert view.room_sent is None
    assert program.application.window.commands["room_follow"].isChecked()
