"""What comes from elsewhere into the open review: by keys, by the menu, as a picture."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QProgressDialog,
    QPushButton,
    QTableView,
    QWidget,
)

from reviewdesk.widgets.timeline.view import TimelineView
from running import Running

CONTROL = Qt.KeyboardModifier.ControlModifier


def _preview(program: Running) -> QDialog:
    found = program.window.findChild(QDialog, "paste_preview")
    assert isinstance(found, QDialog)
    add = found.findChild(QPushButton, "intake_add")
    program.qtbot.waitUntil(add.isEnabled)
    return found


@pytest.mark.parametrize("part", ["timeline", "event_list"])
def test_text_is_pasted_seen_added_and_taken_back(program: Running, part: str) -> None:
    program.open_sample()
    program.do("event_list")
    before = len(program.review.entries)
    QGuiApplication.clipboard().setText("14:20 pump stops\n14:21 Support: phones ring")
    QTest.keyClick(program.find(QWidget, part), Qt.Key.Key_V, CONTROL)
    preview = _preview(program)
    program.find(QPushButton, "menu_button").setFocus()
    QTest.keyClick(preview.findChild(QTableView, "intake_rows"), Qt.Key.Key_Return)
    program.qtbot.waitUntil(lambda: len(program.review.entries) == before + 2)
    assert program.window.focusWidget() is program.find(QWidget, "timeline")
    chosen = [program.review.entries[one] for one in program.application.view.selection]
    assert {entry.title for entry in chosen} == {"pump stops", "phones ring"}
    assert any("2 events added" in one for one in program.notices())
    program.do("undo")
    assert len(program.review.entries) == before
    assert not any("2 events added" in one for one in program.notices())


def test_a_preview_that_is_gone_has_no_part_in_closing_the_review(program: Running) -> None:
    program.open_sample()
    kept = []
    for title in ("pump stops", "phones ring"):
        QGuiApplication.clipboard().setText(f"14:20 {title}")
        program.do("paste_elsewhere")
        kept.append(_preview(program))
        kept[-1].findChild(QPushButton, "intake_add").click()
        program.until(lambda: program.window.findChild(QDialog, "paste_preview") is None)
    program.do("close_review")
    program.qtbot.wait(20)
    assert not program.crashed


def test_a_paste_taken_back_leaves_the_view_where_it_was(program: Running) -> None:
    program.open_sample()
    lanes = program.find(TimelineView, "timeline")
    lanes.zoom(2.0)
    lanes.pan(60)

    def span() -> tuple[int, int]:
        found = lanes.picture.window.span(lanes.picture.width)
        return round(found.start), round(found.end)

    before = span()
    QGuiApplication.clipboard().setText(
        "\n".join(f"2026-11-0{day} 08:00 far away {day}" for day in range(1, 9))
    )
    program.do("paste_elsewhere")
    _preview(program).findChild(QPushButton, "intake_add").click()
    program.until(lambda: len(program.application.view.selection) == 8)
    pasted = span()
    assert pasted != before
    program.do("undo")
    # To the pixel.
    assert span() == pytest.approx(before, abs=5)
    program.do("redo")
    assert span() == pytest.approx(pasted, abs=5)
    assert len(program.application.view.selection) == 8


def test_a_review_left_fitted_opens_fitted_and_another_where_it_was_left(program: Running) -> None:
    program.open_sample()
    entries = sorted(program.review.entries.values(), key=lambda one: one.anchor)
    lanes = program.find(TimelineView, "timeline")
    program.application.view.select(entries[0].id)
    lanes.show_span(lanes.picture.story_span())
    program.do("close_review")
    program.open_first()
    lanes = program.find(TimelineView, "timeline")
    assert program.application.view.current == entries[0].id
    assert lanes.picture.shows_story()
    lanes.zoom(3.0)
    lanes.pan(40)
    left = lanes.picture.window.span(lanes.picture.width)
    program.do("close_review")
    program.open_first()
    lanes = program.find(TimelineView, "timeline")
    found = lanes.picture.window.span(lanes.picture.width)
    assert abs(found.start - left.start) < 2
    assert abs(found.end - left.end) < 2


def test_more_than_one_types_goes_from_the_quick_line_to_the_preview(program: Running) -> None:
    program.open_sample()
    before = len(program.review.entries)
    told = "\n".join(f"14:{minute:02} pump {minute} stops" for minute in range(60))
    QGuiApplication.clipboard().setText("\n".join(told for _ in range(20)))
    program.do("quick_line")
    field = program.find(QLineEdit, "quick_line_field")
    QTest.keyClick(field, Qt.Key.Key_V, CONTROL)
    preview = _preview(program)
    assert not field.text()
    preview.findChild(QPushButton, "intake_add").click()
    program.qtbot.waitUntil(lambda: len(program.review.entries) > before)
    program.do("undo")
    assert len(program.review.entries) == before


def test_a_paste_of_thousands_is_taken_back_and_given_again_beside_the_window(
    program: Running,
) -> None:
    program.open_sample()
    before = len(program.review.entries)
    QGuiApplication.clipboard().setText(
        "\n".join(f"14:{n // 60 % 60:02}:{n % 60:02} pump {n} stops" for n in range(4_000))
    )
    program.do("paste_elsewhere")
    _preview(program).findChild(QPushButton, "intake_add").click()
    program.qtbot.waitUntil(lambda: len(program.review.entries) == before + 4_000, timeout=30_000)
    for command, count in (("undo", before), ("redo", before + 4_000), ("undo", before)):
        program.do(command)
        shown = program.window.findChild(QProgressDialog, "turning_progress")
        assert shown is not None
        assert len(program.review.entries) != count
        program.qtbot.waitUntil(lambda count=count: len(program.review.entries) == count,
                                timeout=30_000)  # fmt: skip
        program.qtbot.waitUntil(
            lambda: program.window.findChild(QProgressDialog, "turning_progress") is None
        )


def test_a_picture_is_refused_in_words(program: Running) -> None:
    program.open_sample()
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(picture)
    program.do("paste_elsewhere")
    assert program.window.findChild(QDialog, "paste_preview") is None
    assert any("a picture on the clipboard" in one for one in program.notices())


def test_dropped_files_are_read_one_after_the_other(program: Running, tmp_path: Path) -> None:
    program.open_sample()
    file = tmp_path / "timeline.csv"
    file.write_text("time;team;event\n14:20;Bakery;oven cold\n14:25;Bakery;oven hot\n")
    held = QMimeData()
    more = tmp_path / "more.txt"
    more.write_text("2019-07-02 14:30 oven warm\n")
    folder = tmp_path / "folder"
    folder.mkdir()
    other = tmp_path / "other.txt"
    other.write_text("2019-07-02 14:40 oven off\n")
    files = (file, more, folder, other, more)
    held.setUrls([QUrl.fromLocalFile(str(one)) for one in files])
    program.application.view.brought.emit(held)
    preview = _preview(program)
    preview.findChild(QPushButton, "intake_add").click()
    program.qtbot.waitUntil(lambda: "Bakery" in [one.name for one in program.review.departments])
    program.qtbot.waitUntil(lambda: _told(program, "intake_source") == "more.txt")
    preview = _preview(program)
    preview.findChild(QPushButton, "intake_add").click()
    program.qtbot.waitUntil(lambda: "“folder” is a folder" in _told(program, "intake_told"))
    preview = next(
        one for one in program.window.findChildren(QDialog, "paste_preview") if one.isVisible()
    )
    assert not preview.findChild(QPushButton, "intake_show_all").isVisible()
    preview.reject()
    # From what cannot be read it goes on; what could be is left by whoever wants no more.
    program.qtbot.waitUntil(lambda: _told(program, "intake_source") == "other.txt")
    last = [one for one in program.window.findChildren(QDialog, "paste_preview") if one.isVisible()]
    last[-1].reject()
    program.qtbot.waitUntil(lambda: "Not read in: “more.txt”." in program.notices())


def _told(program: Running, name: str) -> str:
    """What a label of the preview that is open says."""
    shown = [
        one for one in program.window.findChildren(QDialog, "paste_preview") if one.isVisible()
    ]
    return shown[-1].findChild(QLabel, name).text() if shown else ""
