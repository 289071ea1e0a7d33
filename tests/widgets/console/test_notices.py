"""Notices: over the page, the newer for the one it answers, gone when they have been read."""

from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reviewdesk.qt.view_state import Page
from reviewdesk.widgets.console.notices import NoticeBar
from running import Running

LONG = (
    "The library file was deleted, moved or changed by another program while ReviewDesk had it "
    "open, so nothing more is written to it. Everything saved up to now is in "
    "“/reviews/of/this/very/long/year/l-rescued-20261120T204113.reviews”. Close ReviewDesk, "
    "then put that file in the library's place."
)


def seen_whole(program: Running) -> list[str]:
    """The sentences that can be read to their last letter and dismissed, from above."""
    window, found = program.window, []
    for notice in program.window.findChildren(QWidget, "notice"):
        if not notice.isVisible():
            continue
        words = notice.findChildren(QLabel)[0]
        close = notice.findChild(QPushButton, "notice_dismiss")
        assert words.height() >= words.heightForWidth(words.width()), words.text()
        for part in (words, close):
            area = part.rect()
            # What lies uppermost at each corner is the part itself.
            for corner in (area.topLeft(), area.bottomRight(), area.center()):
                at = part.mapTo(window, corner)
                assert window.childAt(at) is part, (part.objectName(), notice.sentence)
        found.append((notice.mapTo(window, QPoint()).y(), notice.sentence))
    return [sentence for _y, sentence in sorted(found)]


def test_several_at_once_are_read_whole_on_every_page(program: Running) -> None:
    program.open_sample()
    tell = program.application.window.notices.tell
    tell("“Börsen outage” is in the trash for 30 days.", ("Put it back", program.window.update))
    tell(LONG)
    tell("No.", ("Try again", program.window.update), ("Restore from a backup…", str), ("Go", str))
    pages = (Page.TIMELINE, Page.LIBRARY, Page.PERSPECTIVES, Page.TIMELINE, Page.ABOUT)
    for size, page in product(((1440, 900), (1920, 1080), (1024, 768)), pages):
        program.window.resize(*size)
        program.go(page)
        program.qtbot.wait(80)
        seen = seen_whole(program)
        assert seen[0] == "No.", (size, page)
        assert seen[1] == LONG, (size, page)
        assert len(seen) == 3 or program.find(QPushButton, "notices_fold").isVisible()


def test_older_ones_fold_to_a_count_and_can_be_seen(program: Running) -> None:
    program.window.resize(1024, 768)
    for number in range(6):
        program.application.window.tell(f"{number}: {LONG}")
    program.qtbot.wait(80)
    seen = seen_whole(program)
    assert seen[0].startswith("5:")
    assert len(seen) < 6
    fold = program.find(QPushButton, "notices_fold")
    assert fold.text() == f"{6 - len(seen)} earlier notices: show them"
    fold.click()
    program.qtbot.wait(50)
    assert fold.text() == "Show fewer"
    notices = [one for one in program.window.findChildren(QWidget, "notice") if one.isVisible()]
    assert len(notices) == 6
    program.find(QPushButton, "notices_dismiss_all").click()
    assert program.notices() == ()
    assert not program.application.window.notices.isVisible()


def test_failed_import_is_forgotten_when_one_succeeds_and_that_is_told(
    program: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.open_sample()
    chosen = [tmp_path / "whole.review"]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen[0]), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(chosen[0]), ""))
    program.do("export_bundle")
    program.until(lambda: any("whole.review" in one for one in program.notices()))
    chosen[0] = tmp_path / "broken.json"
    chosen[0].write_text("{")
    program.do("import_review")
    program.until(lambda: any("broken.json" in one for one in program.notices()))
    chosen[0] = tmp_path / "whole.review"
    program.do("import_review")
    program.until(lambda: any("was imported from whole.review" in n for n in program.notices()))
    assert not any("broken.json" in one for one in program.notices())


def test_notice_moves_nothing_on_the_page_and_what_was_read_goes_when_one_replays(
    program: Running,
) -> None:
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
    # What was read and offers nothing goes when one replays.
    program.window.resize(1440, 900)
    for sentence in bar.sentences():
        bar.withdraw(sentence)
    bar.tell("Restored.", ("Show", program.window.update))
    bar.tell("The form is of another review.")
    program.do("replay_on")
    assert bar.sentences() == ("Restored.", "The form is of another review."), "it may be unread"
    bar.put_away_read(0)
    assert bar.sentences() == ("Restored.",)


def test_what_passes_goes_by_itself_and_the_rest_stays(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    bar = NoticeBar(page)
    bar.tell("The backup is made.", passing=True, passes_s=0.02)
    bar.tell("The file is damaged.")
    qtbot.waitUntil(lambda: bar.sentences() == ("The file is damaged.",))
    qtbot.wait(60)
    assert bar.sentences() == ("The file is damaged.",)


def test_it_stands_where_nothing_is_that_one_could_click(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(1_000, 600)
    fields = [QPushButton("Go", page), QPushButton("Stop", page)]
    fields[0].setGeometry(0, 500, 650, 100)
    fields[1].setGeometry(0, 20, 1_000, 20)
    page.show()
    bar = NoticeBar(page)
    bar.tell("The clock ran on for 4 min.", ("Take them off", page.update))
    for field in fields:
        assert not bar.geometry().intersects(field.geometry())
    assert bar.geometry().bottom() > 450
    fields[0].setGeometry(0, 40, 1_000, 560)
    bar.tell("The clock ran on for 5 min.")
    assert bar.geometry().bottom() > 580, "there is no such place"


def test_what_told_of_a_review_goes_with_it(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    bar = NoticeBar(page)
    bar.tell("45 events added. Ctrl+Z takes them back.", passing=True, step="paste")
    bar.tell("Now: “Closing poll”.", once="room_stays", passing=True)
    bar.tell("The library could not be backed up.")
    bar.leave_review()
    assert bar.sentences() == ("The library could not be backed up.",)


def test_newer_notice_takes_the_place_of_the_one_it_answers(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    bar = NoticeBar(page)
    bar.tell("The projector is gone.", once="room")
    bar.tell("The projector is back.", once="room")
    assert bar.sentences() == ("The projector is back.",)


def test_what_tells_of_a_step_goes_when_another_is_the_last(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    bar = NoticeBar(page)
    bar.tell("Said of five events.", step="bulk")
    bar.tell("Nothing is later.")
    bar.keep_of_step("bulk")
    assert "Said of five events." in bar.sentences()
    bar.keep_of_step("after")
    assert bar.sentences() == ("Nothing is later.",)


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
