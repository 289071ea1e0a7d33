"""Where the room display stands: by itself, as chosen, after a swap, and never over the console."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reviewdesk.qt.screens import AS_WINDOW, BY_ITSELF, screen_words
from reviewdesk.widgets.console.room_place import RoomPlace
from reviewdesk.widgets.room.display import RoomDisplay
from rooms import settled


@pytest.fixture
def console(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.setGeometry(40, 60, 900, 600)
    made.show()
    return made


@pytest.fixture
def display(qtbot: QtBot) -> RoomDisplay:
    made = RoomDisplay()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def place(display: RoomDisplay, console: QWidget) -> Iterator[RoomPlace]:
    made = RoomPlace(display, console)
    yield made
    made.hide()


def laptop_and_projector() -> tuple[QScreen, QScreen]:
    laptop, projector = QGuiApplication.screens()
    return laptop, projector


def test_a_screen_is_named_as_people_know_it(qapp: QGuiApplication) -> None:
    _, projector = laptop_and_projector()
    assert screen_words(projector) == "projector · 1920 × 1080"


def test_only_screens_beside_the_console_are_offered(place: RoomPlace) -> None:
    _, projector = laptop_and_projector()
    assert place.choices() == [projector]


def test_the_console_s_own_screen_is_never_filled_even_where_it_was_chosen(
    place: RoomPlace,
    display: RoomDisplay,
) -> None:
    laptop, projector = laptop_and_projector()
    place.choose(place.key_of(laptop))
    place.show()
    assert display.geometry() == projector.geometry()


def test_a_chosen_screen_that_is_gone_leaves_the_other_one(
    place: RoomPlace, display: RoomDisplay
) -> None:
    _, projector = laptop_and_projector()
    place.choose("EPSON EB-2250U 4711")
    place.show()
    assert display.isFullScreen()
    assert display.geometry() == projector.geometry()


def test_as_a_window_it_keeps_its_place(place: RoomPlace, display: RoomDisplay) -> None:
    told: list[str] = []
    place.window_left.connect(told.append)
    place.choose(AS_WINDOW)
    place.show()
    assert not display.isFullScreen()
    assert not display.windowFlags() & Qt.WindowType.FramelessWindowHint
    display.setGeometry(QRect(200, 120, 700, 420))
    place.hide()
    assert told == ["200 120 700 420"]
    place.show()
    assert display.geometry() == QRect(200, 120, 700, 420)


@pytest.mark.parametrize("kept", ["", "nonsense", "1 2 3", "9000 9000 700 420", "100 -500 700 420"])
def test_a_window_place_nobody_could_see_is_passed_over(
    place: RoomPlace, display: RoomDisplay, kept: str
) -> None:
    _, projector = laptop_and_projector()
    place.set_window_place(kept)
    place.choose(AS_WINDOW)
    place.show()
    # Where the console is not.
    assert projector.availableGeometry().contains(display.geometry())


def test_a_window_fills_the_screen_that_is_chosen_while_it_is_shown(
    place: RoomPlace, display: RoomDisplay
) -> None:
    _, projector = laptop_and_projector()
    place.choose(AS_WINDOW)
    place.show()
    place.choose(place.key_of(projector))
    assert display.isFullScreen()
    place.choose(AS_WINDOW)
    assert not display.isFullScreen()
    assert display.isVisible()


def test_console_and_room_change_screens(
    place: RoomPlace, display: RoomDisplay, console: QWidget
) -> None:
    laptop, projector = laptop_and_projector()
    place.show()
    assert place.swap()
    settled()
    assert projector.geometry().contains(console.geometry())
    assert display.geometry() == laptop.geometry()
    assert place.choice == place.key_of(laptop)
    assert place.swap()
    settled()
    assert laptop.geometry().contains(console.geometry())
    assert display.geometry() == projector.geometry()


def test_a_room_that_is_off_stays_off_when_screens_are_changed(
    place: RoomPlace, display: RoomDisplay, console: QWidget
) -> None:
    laptop, projector = laptop_and_projector()
    assert place.swap()
    settled()
    assert not display.isVisible()
    assert projector.geometry().contains(console.geometry())
    place.show()
    assert display.geometry() == laptop.geometry()


def test_a_maximized_console_is_maximized_on_the_other_screen(
    place: RoomPlace, console: QWidget
) -> None:
    _, projector = laptop_and_projector()
    console.showMaximized()
    settled()
    place.swap()
    settled()
    assert console.isMaximized()
    assert console.screen() is projector


def test_the_room_gives_way_to_a_console_that_is_moved_onto_its_screen(
    place: RoomPlace, display: RoomDisplay, console: QWidget
) -> None:
    laptop, projector = laptop_and_projector()
    place.show()
    console.setGeometry(projector.geometry().adjusted(100, 100, -400, -300))
    settled()
    assert display.geometry() == laptop.geometry()


def test_a_lost_projector_that_was_chosen_is_waited_for(
    place: RoomPlace, display: RoomDisplay
) -> None:
    _, projector = laptop_and_projector()
    place.choose(place.key_of(projector))
    place.show()
    QGuiApplication.instance().screenRemoved.emit(projector)
    assert place.is_waiting
    assert not display.isVisible()
    place.choose(BY_ITSELF)
    assert not place.is_waiting
    assert display.isVisible()


def test_a_plain_window_stands_under_the_console_and_beside_it_where_there_is_room(
    place: RoomPlace, display: RoomDisplay, console: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, projector = laptop_and_projector()
    covered: list[bool] = []
    place.covered.connect(lambda: covered.append(True))
    area = laptop.availableGeometry()
    place.choose(AS_WINDOW)
    with monkeypatch.context() as unplugged:
        unplugged.setattr(QGuiApplication, "screens", lambda: [laptop])
        console.setGeometry(area.left(), area.top() + 30, 800, area.height() - 40)
        place.show()
        assert display.windowFlags() & Qt.WindowType.WindowStaysOnBottomHint
        assert not display.geometry().intersects(console.frameGeometry())
        assert area.contains(display.geometry())
        assert not covered
        place.hide()
        place.set_window_place("")
        console.setGeometry(area)
        place.show()
        assert covered
    place.choose(place.key_of(projector))
    assert not display.windowFlags() & Qt.WindowType.WindowStaysOnBottomHint


def test_a_window_that_was_made_without_the_chosen_projector_fills_it_when_it_is_back(
    place: RoomPlace, display: RoomDisplay, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, projector = laptop_and_projector()
    covered: list[bool] = []
    place.covered.connect(lambda: covered.append(True))
    place.choose(place.key_of(projector))
    with monkeypatch.context() as unplugged:
        unplugged.setattr(QGuiApplication, "screens", lambda: [laptop])
        place.show()
        assert not display.isFullScreen()
        # There is no room beside the console: it stands behind it, and that is told.
        assert covered == [True]
    QGuiApplication.instance().screenAdded.emit(projector)
    settled()
    assert display.isFullScreen()
    assert display.geometry() == projector.geometry()
