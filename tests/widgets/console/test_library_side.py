"""What the window does with the library as a whole: bundles, backups, closing with text unsaved."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPushButton,
)

from builders import an_entry
from reviewdesk.domain.edits import add, change
from reviewdesk.domain.errors import KnownError
from reviewdesk.qt.view_state import Page
from running import Running


def titles(program: Running) -> set[str]:
    return {one.title for one in program.review.entries.values()}


def test_whole_review_goes_out_and_comes_in_again(
    program: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.open_sample()
    program.bridge.apply(add(an_entry("only here", "13:50")))
    before, first = titles(program), program.review.id
    target = tmp_path / "out"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    program.do("export_bundle")
    program.until((tmp_path / "out.review").exists)
    program.until(lambda: any("was written" in one for one in program.notices()))
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "out.review"), "")
    )
    program.do("import_review")
    program.until(lambda: program.review.id != first)
    assert titles(program) == before


def test_bundle_that_is_none_is_told_and_changes_nothing(
    program: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = tmp_path / "bad.review"
    bad.write_bytes(b"PK\x03\x04 not a bundle")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(bad), ""))
    program.do("import_review")
    program.until(program.notices)
    assert "Importing" not in program.notices()[-1]
    assert program.application.librarian.reviews == []


def test_backup_is_restored_from_the_menu_and_the_old_library_is_kept(program: Running) -> None:
    program.open_sample()
    program.bridge.apply(add(an_entry("before", "13:50")))
    program.do("backup")
    program.until(lambda: any("backed up" in one for one in program.notices()))
    program.bridge.apply(add(an_entry("after", "13:51")))
    program.do("restore")
    dialog = program.find(QDialog, "restore_dialog")
    backups = dialog.findChild(QListWidget, "backup_list")
    program.until(lambda: backups.count() > 0)
    dialog.findChild(QPushButton, "restore_take").click()
    program.until(lambda: any("The backup is in place" in one for one in program.notices()))
    program.until(lambda: program.application.librarian.is_open)
    program.go(Page.LIBRARY)
    program.open_first()
    assert "before" in titles(program)
    assert "after" not in titles(program)


def test_library_can_be_checked_from_the_menu(program: Running) -> None:
    program.open_sample()
    program.do("check")
    program.until(lambda: any("The library is sound" in one for one in program.notices()))


@pytest.mark.parametrize(("answer", "closed"), [("unsaved_no", False), ("unsaved_yes", True)])
def test_text_that_cannot_be_saved_is_not_dropped_without_asking(
    program: Running, monkeypatch: pytest.MonkeyPatch, answer: str, closed: bool
) -> None:
    program.open_sample()
    program.go(Page.ABOUT)
    page = program.application.window.pages.currentWidget()
    field = next(
        one for one in page.findChildren(QLineEdit) if one.text() == program.review.head.title
    )

    class FullDisk:
        def write_step(self, _step: object) -> None:
            raise KnownError("The disk is full. Make room.")

    desk, good = program.bridge.desk, program.bridge.desk._store
    monkeypatch.setattr(desk, "_store", FullDisk())
    field.setFocus()
    QTest.keyClicks(field, "!")

    def choose() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        assert "could not be saved" in box.text()
        next(one for one in box.buttons() if one.objectName() == answer).click()

    QTimer.singleShot(200, choose)
    program.do("close_review")
    assert program.application.window.desk_side.is_open is not closed
    if not closed:
        monkeypatch.setattr(desk, "_store", good)
        program.do("close_review")
        assert not program.application.window.desk_side.is_open


def test_title_as_long_as_a_field_takes_is_shown_quickly(program: Running) -> None:
    librarian = program.application.librarian
    title = "ا" * 200_000
    program.open_sample()
    sample = program.review
    program.bridge.apply(change(sample.head, title=title, sample=False))
    program.go(Page.LIBRARY)
    librarian.refresh()
    program.until(lambda: any(row.title == title for row in librarian.reviews))
    program.window.grab()
    assert len(program.window.windowTitle()) < 200
