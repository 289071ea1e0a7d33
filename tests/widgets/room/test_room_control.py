"""What the facilitator has the room see: held ready and shown, held still, blank, growing."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from builders import a_desk, an_entry, at
from reviewdesk.domain.edits import add
from reviewdesk.domain.entries import Entry
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.view_state import OnTheWall, RoomLayout, RoomState, ViewState
from reviewdesk.services.entry_edits import TYPED_ID
from reviewdesk.widgets.console.room_link import RoomLink
from rooms import settled, story_review


@pytest.fixture
def bridge(qapp: QGuiApplication) -> DeskBridge:
    made = DeskBridge()
    made.open(a_desk(story_review()))
    return made


@pytest.fixture
def view() -> ViewState:
    return ViewState()


@pytest.fixture
def link(bridge: DeskBridge, view: ViewState, qtbot: QtBot) -> Iterator[RoomLink]:
    console = QWidget()
    qtbot.addWidget(console)
    console.setGeometry(0, 0, 800, 600)
    console.show()
    made = RoomLink(bridge, view, console)
    made.set_on(True)
    settled()
    yield made
    made.close()


def entry_of(bridge: DeskBridge, title: str) -> Entry:
    return next(one for one in bridge.review.entries.values() if one.title == title)


def typed(title: str, when: str = "10:40", **values: object) -> Entry:
    return an_entry(title, when, **values).changed(id=TYPED_ID)


def test_what_is_staged_is_seen_by_the_console_alone_until_it_is_shown(
    link: RoomLink, bridge: DeskBridge, view: ViewState
) -> None:
    before = link.display.picture
    link.set_staged(True)
    view.set_room_layout(RoomLayout.LANES)
    bridge.apply(add(an_entry("Not yet for them", "10:33")))
    settled()
    assert link.state is RoomState.STAGED
    assert link.display.picture == before
    following = link.wall.next
    assert following is not None
    assert "Not yet for them" in following.text()
    link.show_next()
    assert link.display.picture == following
    assert link.state is view.room is RoomState.PREPARING
    view.set_room_layout(RoomLayout.STORY)
    settled()
    assert link.display.picture == following
    assert link.state is view.room is RoomState.STAGED


def test_where_nothing_else_is_ready_to_be_shown_the_reason_is_told(
    link: RoomLink, bridge: DeskBridge, view: ViewState
) -> None:
    told: list[str] = []
    link.told_in_passing.connect(told.append)
    view.set_room_layout(RoomLayout.STORY)
    link.set_staged(True)
    settled()
    link.show_next()
    assert told[-1] == "The room stays with the story. Alt+0 has it follow again."
    view.hold_room_layout(None)
    settled()
    link.show_next()
    assert told[-1] == "Nothing else is prepared for the room."


def test_leaving_the_stage_the_room_follows_again(link: RoomLink, bridge: DeskBridge) -> None:
    link.set_staged(True)
    bridge.apply(add(an_entry("Not yet for them", "10:33")))
    settled()
    link.set_staged(False)
    settled()
    assert link.wall.next is None
    assert link.state is RoomState.ON
    assert "Not yet for them" in link.display.text()


def test_one_prepares_what_comes_next_while_the_room_is_off(
    link: RoomLink, bridge: DeskBridge
) -> None:
    link.set_on(False)
    link.set_staged(True)
    bridge.apply(add(an_entry("First of all", "10:30")))
    settled()
    assert link.wall.next is not None
    assert "First of all" in link.wall.next.text()
    assert not link.display.isVisible()
    link.show_next()
    assert link.display.isVisible()
    assert "First of all" in link.display.text()


def test_a_veil_that_comes_down_reaches_a_room_that_waits_for_the_next(
    link: RoomLink, bridge: DeskBridge, view: ViewState
) -> None:
    view.select(entry_of(bridge, "Rolled back").id)
    settled()
    link.set_staged(True)
    view.set_as_of(at("10:40"))
    settled()
    assert "Rolled back" in link.display.text()
    view.set_veil(True)
    assert "Rolled back" not in link.display.text()


def test_a_room_that_is_held_still_gets_one_picture_by_one_key(
    link: RoomLink, bridge: DeskBridge
) -> None:
    link.set_frozen(True)
    bridge.apply(add(an_entry("One", "10:33")))
    settled()
    link.show_next()
    assert "One" in link.display.text()
    bridge.apply(add(an_entry("Another", "10:33")))
    settled()
    assert link.frozen
    assert "Another" not in link.display.text()


def test_blank_and_back_a_room_that_is_held_shows_what_it_held(
    link: RoomLink, bridge: DeskBridge, view: ViewState
) -> None:
    before = link.display.picture
    link.set_frozen(True)
    link.set_blank(True)
    bridge.apply(add(an_entry("Meanwhile", "10:33")))
    settled()
    assert "Pod restarted" not in link.display.text()
    link.set_blank(False)
    settled()
    assert link.display.picture == before


def test_a_veil_that_comes_down_on_a_blank_room_is_down_when_it_is_seen_again(
    link: RoomLink, bridge: DeskBridge, view: ViewState
) -> None:
    view.select(entry_of(bridge, "Rolled back").id)
    settled()
    link.set_frozen(True)
    link.set_blank(True)
    view.set_as_of(at("10:40"))
    view.set_veil(True)
    settled()
    link.set_blank(False)
    assert "Rolled back" not in link.display.text()


def test_to_show_ends_the_blank(link: RoomLink) -> None:
    link.set_blank(True)
    link.show_next()
    assert not link.blank
    assert "Pod restarted" in link.display.text()


@pytest.mark.parametrize("hold", [RoomLink.set_frozen, RoomLink.set_staged])
def test_the_clock_goes_on_in_a_picture_that_is_held(
    link: RoomLink, bridge: DeskBridge, hold: object
) -> None:
    hold(link, True)  # type: ignore[operator] # two methods of one shape
    bridge.apply(add(an_entry("Not yet for them", "10:33")))
    link.set_clock("18:40")
    settled()
    assert "18:40" in link.display.text()
    assert "Not yet for them" not in link.display.text()


def test_the_console_knows_what_hangs_on_the_wall(
    link: RoomLink, bridge: DeskBridge, view: ViewState
) -> None:
    entry = entry_of(bridge, "Pod restarted")
    view.select(entry.id)
    settled()
    assert view.wall == OnTheWall(RoomLayout.STORY, entry.id)
    link.set_frozen(True)
    view.select(entry_of(bridge, "Rolled back").id)
    settled()
    assert view.wall == OnTheWall(RoomLayout.STORY, entry.id)
    link.set_blank(True)
    assert view.wall is None
    link.set_blank(False)
    link.set_frozen(False)
    settled()
    assert view.wall == OnTheWall(RoomLayout.STORY, entry_of(bridge, "Rolled back").id)
    link.set_on(False)
    assert view.wall is None


# While it is typed


def test_an_event_grows_in_its_row_and_nothing_else_moves(
    link: RoomLink, bridge: DeskBridge, view: ViewState
) -> None:
    view.set_typed(typed("c", "10:40"))
    settled()
    first = {one.text: one.area.y for one in link.display.picture.words()}
    for title in ("ca", "call", "calls keep coming", "calls keep coming in from everywhere " * 2):
        view.set_typed(typed(title, "10:40"))
        settled()
        now = {one.text: one.area.y for one in link.display.picture.words()}
        assert all(now[text] == y for text, y in first.items() if text in now and text != "c")
        assert title.split()[0] in link.display.text()
    assert len(now) >= len(first)


def test_enter_leaves_the_row_where_it_grew(
    link: RoomLink, bridge: DeskBridge, view: ViewState
) -> None:
    view.set_typed(typed("calls keep coming", "10:40"))
    settled()
    before = link.display.picture
    added = an_entry("calls keep coming", "10:40")
    bridge.apply(add(added))
    view.set_typed(None)
    view.select(added.id)
    settled()
    assert link.display.picture.marks == before.marks


def test_a_line_that_is_taken_back_closes_up_where_it_stood(
    link: RoomLink, bridge: DeskBridge, view: ViewState
) -> None:
    view.select(entry_of(bridge, "Config rollout 50 %").id)
    added = an_entry("calls keep coming", "11:12")
    bridge.apply(add(added))
    view.select(added.id)
    settled()
    rows = link.display.picture.rows
    assert rows[0] != bridge.review.entry_order()[0][2]
    bridge.undo()
    with link.staying():
        view.select(entry_of(bridge, "Config rollout 50 %").id)
    settled()
    left = [one for one in rows if one != added.id]
    assert list(link.display.picture.rows[: len(left)]) == left
    view.select(entry_of(bridge, "Retry rate up 4 %").id)
    settled()
    assert view.current in link.display.picture.rows


def test_only_on_enter_where_that_was_chosen(link: RoomLink, view: ViewState) -> None:
    link.set_typing(False)
    before = link.display.picture
    view.set_typed(typed("calls keep coming"))
    settled()
    assert link.display.picture == before
    link.set_typing(True)
    settled()
    assert "calls keep coming" in link.display.text()


def test_under_the_veil_nothing_is_seen_of_what_is_typed_for_later(
    link: RoomLink, view: ViewState
) -> None:
    view.set_as_of(at("10:47"))
    view.set_veil(True)
    settled()
    before = link.display.picture
    view.set_typed(typed("zqx later", "10:50"))
    settled()
    assert link.display.picture == before
    view.set_typed(typed("known by then", "10:46"))
    settled()
    assert "known by then" in link.display.text()


def test_the_raw_line_stays_on_the_console(link: RoomLink, view: ViewState) -> None:
    view.set_typed(typed("calls keep coming", raw="10:40 zqx calls"))
    settled()
    assert "zqx" not in link.display.text()
    assert "zqx" not in link.display.accessibleDescription()


def test_held_or_off_the_timeline_nothing_grows(link: RoomLink, view: ViewState) -> None:
    link.set_frozen(True)
    before = link.display.picture
    view.set_typed(typed("calls keep coming"))
    settled()
    assert link.display.picture == before
    link.set_frozen(False)
    view.set_room_layout(RoomLayout.AGENDA)
    settled()
    assert view.wall is not None
    assert view.wall.entry_id != TYPED_ID
