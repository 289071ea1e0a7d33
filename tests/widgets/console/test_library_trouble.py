"""A library that cannot be opened, or goes away: a plain sentence, and a way on."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from builders import an_entry
from reviewdesk.domain.edits import add
from reviewdesk.domain.errors import KnownError
from reviewdesk.qt.view_state import Page
from reviewdesk.services.library import LibraryService
from running import Running


@pytest.fixture
def started(qtbot: QtBot, tmp_path: Path) -> Iterator[Running]:
    """The program, not started yet."""
    running = Running(qtbot, tmp_path / "library.reviews")
    yield running
    running.stop()


def offers(program: Running) -> set[str]:
    return {
        part.text()
        for part in program.window.findChildren(QPushButton)
        if part.objectName().startswith("notice_action")
    }


def test_locked_library_can_be_tried_again(started: Running) -> None:
    holder = LibraryService.open(started.library)
    started.start(opened=False)
    started.until(started.notices)
    assert "already open in another ReviewDesk" in started.notices()[0]
    assert offers(started) == {"Try again", "Restore from a backup…", "Open another library…"}
    said = [one.text() for one in started.window.findChildren(QLabel) if one.isVisible()]
    assert sum("already open in another ReviewDesk" in text for text in said) == 1
    useless = ("library_new", "library_search", "library_archived", "library_trash")
    assert not [name for name in useless if started.find(QWidget, name).isVisible()]
    holder.close()
    started.find(QPushButton, "notice_action_0").click()
    started.until(lambda: started.application.librarian.is_open)
    started.open_sample()
    started.go(Page.LIBRARY)
    started.until(started.find(QWidget, "library_new").isVisible)


def test_newer_library_is_left_alone(started: Running) -> None:
    LibraryService.open(started.library).close()
    data = bytearray(started.library.read_bytes())
    data[60:64] = (9_999).to_bytes(4, "big")  # user_version in SQLite's header
    started.library.write_bytes(data)
    started.start(opened=False)
    started.until(started.notices)
    assert "later version" in started.notices()[0] or "newer" in started.notices()[0]
    assert started.library.read_bytes() == bytes(data)


def test_damaged_library_is_told_and_the_window_goes_on(started: Running) -> None:
    started.library.write_bytes(b"this was never a library" * 500)
    started.start(opened=False)
    started.until(started.notices)
    assert started.window.isVisible()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_read_only_folder_is_told(started: Running) -> None:
    started.library.parent.chmod(0o500)
    started.start(opened=False)
    started.until(started.notices)
    started.library.parent.chmod(0o700)
    assert started.window.isVisible()


def test_library_deleted_under_the_program_is_told_and_nothing_is_called_saved(
    started: Running,
) -> None:
    started.start()
    started.open_sample()
    saved = started.application.window.top_bar.saved_text
    started.library.unlink()
    with pytest.raises(KnownError):
        started.bridge.apply(add(an_entry("late", "13:50")))
    assert started.application.window.top_bar.saved_text.startswith("Not saved")
    assert saved == "All changes are saved"


def test_settings_of_rubbish_are_told_and_kept_aside(started: Running, home: Path) -> None:
    settings = home / ".config" / "reviewdesk" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_bytes(b"\x00\xff theme = [[[")
    started.start()
    assert any("settings could not be understood" in one for one in started.notices())
    assert settings.with_name("settings.toml.damaged").exists()


def test_window_closed_while_the_library_opens_leaves_it_closed(started: Running) -> None:
    started.start(opened=False)
    started.until(lambda: started.application.librarian.path)
    started.stop()
    LibraryService.open(started.library).close()


def test_edit_that_goes_to_the_desk_itself_is_called_unsaved_too(started: Running) -> None:
    started.start()
    started.open_sample()
    started.library.unlink()
    with pytest.raises(KnownError):
        started.bridge.desk.apply(add(an_entry("late", "13:50")))
    assert started.application.window.top_bar.saved_text.startswith("Not saved")


def test_library_deleted_under_the_program_comes_back_by_one_button(started: Running) -> None:
    started.start()
    started.open_sample()
    started.bridge.apply(add(an_entry("seen in time", "13:45")))
    started.library.unlink()
    line = started.find(QLineEdit, "quick_line_field")
    started.qtbot.keyClicks(line, "13:50 seen too late")
    started.qtbot.keyClick(line, Qt.Key.Key_Return)
    started.until(lambda: "Put the copy in its place" in offers(started))
    line.clear()
    started.find(QPushButton, "notice_action_0").click()
    started.until(started.library.exists)
    started.until(lambda: started.application.librarian.is_open)
    started.open_first()
    titles = {entry.title for entry in started.review.entries.values()}
    assert "seen in time" in titles
    started.bridge.apply(add(an_entry("and on", "13:55")))


def test_the_way_back_to_a_deleted_library_stays_open_to_who_looks_at_a_half_typed_line(
    started: Running,
) -> None:
    started.start()
    started.open_sample()
    started.bridge.apply(add(an_entry("seen in time", "13:45")))
    started.library.unlink()
    line = started.find(QLineEdit, "quick_line_field")
    started.qtbot.keyClicks(line, "13:50 seen too late")
    started.qtbot.keyClick(line, Qt.Key.Key_Return)
    started.until(lambda: "Put the copy in its place" in offers(started))

    def choose(answer: str) -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        assert "will be put in its place" in box.informativeText()
        next(one for one in box.buttons() if one.objectName() == answer).click()

    QTimer.singleShot(300, lambda: choose("unsaved_no"))
    started.find(QPushButton, "notice_action_0").click()
    assert line.text() == "13:50 seen too late"
    assert "Put the copy in its place" in offers(started)
    QTimer.singleShot(300, lambda: choose("unsaved_yes"))
    started.find(QPushButton, "notice_action_0").click()
    started.until(started.library.exists)
    started.until(lambda: started.application.librarian.is_open)


def test_what_could_not_be_saved_is_no_news_once_it_is_saved(started: Running) -> None:
    started.start()
    started.open_sample()
    sentence = "The disk is full. Nothing was written."
    started.application.window.tell("Something else.")
    started.bridge.refused.emit(sentence)
    started.application.window.tell(sentence)
    assert sentence in started.notices()
    started.bridge.apply(add(an_entry("fits again", "13:50")))
    assert sentence not in started.notices()
    assert "Something else." in started.notices()
