"""How the room display follows the console, and where it stands."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from builders import MemoryStore, a_desk, a_note, an_entry, at
from reviewdesk.domain.edits import add, change, remove
from reviewdesk.domain.entries import EntryKind
from reviewdesk.domain.errors import KnownError
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.room_palette import ROOM_DARK, ROOM_LIGHT
from reviewdesk.qt.screens import AS_WINDOW, second_screen
from reviewdesk.qt.view_state import RoomLayout, RoomState, ViewState
from reviewdesk.widgets.console.room_link import RoomLink
from rooms import settled, story_review

QUESTION = "Why did this make sense at the time?"


class Paints(QObject):
    """Counts the paintings of a widget."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


@pytest.fixture
def bridge(qapp: QGuiApplication) -> DeskBridge:
    made = DeskBridge()
    made.open(a_desk(story_review()))
    return made


@pytest.fixture
def view() -> ViewState:
    return ViewState()


@pytest.fixture
def console(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.setGeometry(0, 0, 800, 600)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def link(bridge: DeskBridge, view: ViewState, console: QWidget) -> Iterator[RoomLink]:
    made = RoomLink(bridge, view, console)
    yield made
    made.close()


@pytest.fixture
def shown(link: RoomLink) -> RoomLink:
    link.set_on(True)
    settled()
    return link


def screens() -> tuple[QScreen, QScreen]:
    laptop, projector = QGuiApplication.screens()
    return laptop, projector


def select(link: RoomLink, view: ViewState, bridge: DeskBridge, title: str) -> None:
    view.select(next(one.id for one in bridge.review.entries.values() if one.title == title))
    settled()


def test_it_fills_the_projector_and_leaves_the_focus_where_it_was(
    shown: RoomLink, console: QWidget
) -> None:
    laptop, projector = screens()
    display = shown.display
    assert display.isVisible()
    assert display.isFullScreen()
    assert display.geometry() == projector.geometry()
    assert not display.geometry().intersects(laptop.geometry())
    assert display.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert display.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_without_a_second_screen_it_is_a_plain_window(link: RoomLink) -> None:
    laptop, projector = screens()
    assert second_screen([laptop], laptop) is None
    assert second_screen([laptop, projector], laptop) is projector
    assert second_screen([laptop, projector], projector) is laptop
    link.place.choose(AS_WINDOW)
    link.set_on(True)
    assert not link.display.isFullScreen()
    assert not link.display.windowFlags() & Qt.WindowType.FramelessWindowHint


def test_it_follows_what_is_written(shown: RoomLink, bridge: DeskBridge) -> None:
    bridge.apply(add(an_entry("Depot gates opened by hand", "10:33")))
    settled()
    assert "Depot gates opened by hand" in shown.display.text()
    bridge.undo()
    settled()
    assert "Depot gates opened by hand" not in shown.display.text()


def test_it_follows_the_row_that_is_looked_at(
    shown: RoomLink, view: ViewState, bridge: DeskBridge
) -> None:
    select(shown, view, bridge, "Pod restarted")
    chosen = [
        one.text for one in shown.display.picture.words() if one.ground == ROOM_LIGHT.selected
    ]
    assert "Pod restarted" in chosen


def test_however_much_happens_at_once_it_is_painted_once(
    shown: RoomLink, bridge: DeskBridge, view: ViewState
) -> None:
    paints = Paints(shown.display)
    for number in range(40):
        bridge.apply(add(an_entry(f"Event {number}", "11:20")))
        view.select(next(iter(bridge.review.entries)))
        view.set_as_of(at(f"10:{number + 10}"))
    assert paints.count == 0
    settled()
    assert paints.count == 1


def test_what_the_room_cannot_see_paints_nothing(
    shown: RoomLink, bridge: DeskBridge, view: ViewState
) -> None:
    view.set_as_of(at("10:47"))
    view.set_veil(True)
    settled()
    paints, before = Paints(shown.display), shown.display.picture
    later = next(one for one in bridge.review.entries.values() if one.title == "Rolled back")
    bridge.apply(add(a_note("ask gently")))
    bridge.apply(change(later, title="Rolled forward"))
    bridge.apply(add(an_entry("Much later", "15:00")))
    bridge.apply(remove(bridge.review, [bridge.review.entries[later.id]]))
    settled()
    assert paints.count == 0
    assert shown.display.picture == before


def test_under_the_veil_the_later_is_covered(
    shown: RoomLink, bridge: DeskBridge, view: ViewState
) -> None:
    view.set_as_of(at("10:47"))
    view.set_veil(True)
    settled()
    text = shown.display.text()
    assert "What came later is covered" in text
    assert "as of 10:47, everyone" in text
    assert "Rolled back" not in text
    view.set_veil(False)
    settled()
    assert "What came later is covered" not in shown.display.text()


@pytest.mark.parametrize("layout", RoomLayout)
def test_the_cover_looks_the_same_whatever_follows(
    shown: RoomLink, bridge: DeskBridge, view: ViewState, layout: RoomLayout
) -> None:
    view.set_room_layout(layout)
    view.set_as_of(at("10:47"))
    view.set_veil(True)
    settled()
    with_later = shown.display.picture
    later = [one for one in bridge.review.entries.values() if one.start and one.start > at("10:47")]
    bridge.apply(remove(bridge.review, later))
    settled()
    assert shown.display.picture == with_later


def test_a_decision_brings_its_question(
    shown: RoomLink, view: ViewState, bridge: DeskBridge
) -> None:
    view.set_room_layout(RoomLayout.LANES)
    select(shown, view, bridge, "Pod restarted")
    assert "Why did this make sense at the time?" not in shown.display.text()
    select(shown, view, bridge, "Keep rolling out")
    assert "Why did this make sense at the time?" in shown.display.text()
    assert "10:47 · Engineering · a decision" in shown.display.text()


def test_the_room_is_asked_among_the_lanes_and_nothing_else_changes(
    link: RoomLink, bridge: DeskBridge, view: ViewState
) -> None:
    entries = bridge.review.entries_in_order()
    decision = next(one for one in entries if one.kind is EntryKind.DECISION)
    other, another, *_ = (one for one in entries if one.kind is not EntryKind.DECISION)
    view.select(other.id)
    link.ask(decision.id)
    settled()
    assert link.display.isVisible()
    assert QUESTION in link.display.text()
    assert decision.title in link.display.text()
    assert (view.current, view.room_layout) == (other.id, RoomLayout.STORY)
    view.select(another.id)
    settled()
    assert QUESTION not in link.display.text()


def test_the_room_that_is_asked_looks_with_the_eyes_of_the_maker(
    link: RoomLink, bridge: DeskBridge, view: ViewState
) -> None:
    decision = next(
        one for one in bridge.review.entries.values() if one.title == "Waive call-back limit"
    )
    view.set_as_of(decision.anchor)
    link.ask(decision.id)
    settled()
    assert "as of 10:41, seen from Support" in link.display.text()
    view.set_eyes(bridge.review.departments[0].id)
    settled()
    assert "seen from Engineering" in link.display.text()
    view.set_eyes(None)
    select(link, view, bridge, "Pod restarted")
    assert "as of 10:41, everyone" in link.display.text()


def test_a_veil_with_nowhere_to_stand_covers_everything(
    shown: RoomLink, view: ViewState, bridge: DeskBridge
) -> None:
    view.set_veil(True)
    settled()
    assert shown.display.text() == "ReviewDesk\nPrepare"
    view.set_as_of(at("10:36"))
    settled()
    assert "Pod restarted" in shown.display.text()
    assert "Rolled back" not in shown.display.text()
    view.set_veil(False)
    view.set_as_of(None)
    settled()
    view.select(bridge.review.entries_in_order()[-1].id)
    settled()
    assert bridge.review.entries_in_order()[-1].title in shown.display.text()


def test_it_says_whose_eyes_it_looks_with(
    shown: RoomLink, view: ViewState, bridge: DeskBridge
) -> None:
    view.set_as_of(at("10:47"))
    view.set_eyes(bridge.review.departments[0].id)
    settled()
    assert "as of 10:47, seen from Engineering" in shown.display.text()


def test_frozen_it_holds_still(shown: RoomLink, bridge: DeskBridge) -> None:
    before = shown.display.picture
    shown.set_frozen(True)
    bridge.apply(add(an_entry("Not yet", "10:33")))
    settled()
    assert shown.display.picture == before
    shown.set_frozen(False)
    settled()
    assert "Not yet" in shown.display.text()


def test_a_veil_that_comes_down_reaches_a_room_that_is_held(
    shown: RoomLink, bridge: DeskBridge, view: ViewState
) -> None:
    told: list[str] = []
    shown.told_in_passing.connect(told.append)
    first, *_, last = (
        one for one in bridge.review.entries_in_order() if one.title in shown.display.text()
    )
    assert last.title in shown.display.text()
    shown.set_frozen(True)
    view.set_as_of(first.anchor)
    settled()
    assert last.title in shown.display.text()
    view.set_veil(True)
    # At once, not when the event loop comes round to it.
    assert last.title not in shown.display.text()
    assert shown.state is RoomState.HELD
    assert "veil is down" in told[-1]
    bridge.apply(change(first, title="Written while it is held"))
    settled()
    assert "Written while it is held" not in shown.display.text()


def test_blank_it_shows_the_phase_and_nothing_of_the_review(
    shown: RoomLink, bridge: DeskBridge
) -> None:
    shown.set_frozen(True)
    shown.set_blank(True)
    settled()
    assert shown.display.text() == "ReviewDesk\nPrepare"
    shown.set_frozen(False)
    shown.set_blank(False)
    settled()
    assert "Pod restarted" in shown.display.text()


@pytest.mark.parametrize("frozen", [False, True])
def test_of_a_closed_review_nothing_stays_on_the_wall(
    shown: RoomLink, bridge: DeskBridge, frozen: bool
) -> None:
    shown.set_frozen(frozen)
    bridge.close()
    assert shown.display.text() == "ReviewDesk"
    assert "Pod restarted" not in shown.display.accessibleDescription()


def test_the_other_layout_is_one_call_away(shown: RoomLink, view: ViewState) -> None:
    shown.switch_layout()
    settled()
    assert view.room_layout is RoomLayout.LANES
    assert "Finance" in shown.display.text()
    shown.switch_layout()
    assert view.room_layout is RoomLayout.STORY


def test_a_clock_is_shown_only_when_there_is_one(shown: RoomLink) -> None:
    shown.set_clock("18:40")
    settled()
    assert "18:40" in shown.display.text()
    shown.set_clock("")
    settled()
    assert "18:40" not in shown.display.text()


def test_it_can_be_dark(shown: RoomLink) -> None:
    shown.set_dark(True)
    assert shown.display.picture.paper == ROOM_DARK.paper


def test_an_unplugged_projector_takes_the_room_with_it_and_brings_it_back(
    shown: RoomLink, console: QWidget
) -> None:
    told: list[str] = []
    shown.told.connect(told.append)
    shown.told_in_passing.connect(told.append)
    _, projector = screens()
    QGuiApplication.instance().screenRemoved.emit(projector)
    assert not shown.display.isVisible()
    assert shown.is_on
    assert shown.state is RoomState.WAITING
    assert "hidden" in told[-1]
    QGuiApplication.instance().screenAdded.emit(projector)
    assert shown.display.isVisible()
    assert shown.display.geometry() == projector.geometry()
    assert "is back" in told[-1]
    assert shown.state is RoomState.ON


def test_a_projector_of_another_size_is_filled_again(shown: RoomLink) -> None:
    _, projector = screens()
    shown.display.resize(800, 600)
    projector.geometryChanged.emit(projector.geometry())
    assert shown.display.geometry() == projector.geometry()
    shown.set_on(False)
    projector.geometryChanged.emit(projector.geometry())
    assert not shown.display.isVisible()


def test_an_unplugged_screen_of_somebody_else_changes_nothing(shown: RoomLink) -> None:
    laptop, _ = screens()
    QGuiApplication.instance().screenRemoved.emit(laptop)
    assert shown.display.isVisible()


def test_put_away_while_the_projector_is_gone_it_stays_away(shown: RoomLink) -> None:
    _, projector = screens()
    QGuiApplication.instance().screenRemoved.emit(projector)
    shown.toggle()
    QGuiApplication.instance().screenAdded.emit(projector)
    assert not shown.display.isVisible()


def test_a_write_that_failed_leaves_the_room_as_it_was(
    qtbot: QtBot, view: ViewState, console: QWidget
) -> None:
    store = MemoryStore()
    bridge = DeskBridge()
    bridge.open(a_desk(story_review(), store))
    link = RoomLink(bridge, view, console)
    link.set_on(True)
    before = link.display.picture
    store.failure = KnownError("The disk is full. Nothing was changed. Make room, then try again.")
    with pytest.raises(KnownError):
        bridge.apply(add(an_entry("Never written", "11:20")))
    settled()
    assert link.display.picture == before
    link.close()


@pytest.mark.parametrize("act", [RoomLink.toggle, lambda link: link.set_on(True)])
def test_switching_on_is_told(link: RoomLink, act: Callable[[RoomLink], None]) -> None:
    told: list[bool] = []
    link.shown_changed.connect(told.append)
    act(link)
    link.toggle()
    assert told == [True, False]
    assert not link.display.isVisible()
