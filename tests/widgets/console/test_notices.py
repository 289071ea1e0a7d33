"""Notices: over the page, the newer for the one it answers, gone when they have been read."""

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reviewdesk.widgets.console import notices
from reviewdesk.widgets.console.notices import NoticeBar
from running import Running


def test_notice_moves_nothing_on_the_page(program: Running) -> None:
    program.open_sample()
    lanes = program.find(QWidget, "timeline")
    program.qtbot.wait(100)
    before = lanes.size()
    for number in range(3):
        program.application.window.tell(f"Something was done, number {number}.")
    program.qtbot.wait(50)
    assert lanes.size() == before
    bar = program.application.window.notices
    assert bar.isVisible()
    assert bar.parentWidget().rect().contains(bar.geometry())
    program.window.resize(1024, 700)
    program.until(lambda: bar.parentWidget().rect().contains(bar.geometry()))


def test_what_passes_goes_by_itself_and_the_rest_stays(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "_PASSES_MS", 20)
    page = QWidget()
    qtbot.addWidget(page)
    bar = NoticeBar(page)
    bar.tell("The backup is made.", passing=True)
    bar.tell("The file is damaged.")
    qtbot.waitUntil(lambda: bar.sentences() == ("The file is damaged.",))
    qtbot.wait(60)
    assert bar.sentences() == ("The file is damaged.",)


def test_newer_notice_takes_the_place_of_the_one_it_answers(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    bar = NoticeBar(page)
    bar.tell("The projector is gone.", once="room")
    bar.tell("The projector is back.", once="room")
    assert bar.sentences() == ("The projector is back.",)


def test_room_button_says_what_the_room_sees(program: Running) -> None:
    program.open_sample()
    room = program.find(QPushButton, "room_button")
    program.do("room_freeze")
    assert room.text() == "Room display off"
    assert not program.application.window.commands["room_freeze"].isChecked()
    assert "no picture to hold" in program.notices()[-1]
    program.do("room_display")
    program.do("room_freeze")
    assert room.text() == "Room held still"
    assert room.accessibleName() == "Room held still"
    program.do("room_blank")
    assert room.text() == "Room blank"
    program.do("room_blank")
    program.do("room_freeze")
    assert room.text() == "Room display on"
    program.do("room_freeze")
    program.do("room_display")
    assert room.text() == "Room display off"
    program.do("room_display")
    assert room.text() == "Room display on"
