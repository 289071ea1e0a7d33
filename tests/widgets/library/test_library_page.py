"""The list of reviews: first start, rows, search, filters, trash."""

import re
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reviewdesk.domain.review import ReviewKind
from reviewdesk.qt.view_state import Page
from reviewdesk.widgets.library.new_review import NewReviewDialog
from running import Running


def rows(program: Running) -> list[str]:
    model = program.find(QTableView, "review_table").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def create(program: Running, title: str, kind: ReviewKind = ReviewKind.INCIDENT) -> None:
    librarian = program.application.librarian
    librarian.create(title, kind, "Europe/Lisbon", date(2026, 3, 12), ("Support", "Sales"))
    program.until(lambda: any(row.title == title for row in librarian.reviews))
    program.until(lambda: program.application.window.desk_side.is_open)
    program.until(lambda: program.review.head.title == title)
    program.go(Page.LIBRARY)


def test_first_start_offers_the_sample_and_an_empty_review(program: Running) -> None:
    first = program.find(QWidget, "first_start")
    assert first.isVisible()
    program.find(QPushButton, "open_sample").click()
    program.until(lambda: program.application.window.desk_side.is_open)
    assert program.review.head.sample
    program.go(Page.LIBRARY)
    program.until(lambda: not first.isVisible())
    assert rows(program) == [program.review.head.title]


def test_enter_does_what_the_button_in_focus_says(program: Running) -> None:
    empty = program.find(QPushButton, "start_empty")
    empty.setFocus()
    program.qtbot.keyClick(empty, Qt.Key.Key_Return)
    dialog = program.find(QDialog, "new_review_dialog")
    assert dialog.isVisible()
    dialog.close()


def test_new_review_is_made_from_the_dialog_and_opened(program: Running) -> None:
    program.find(QPushButton, "start_empty").click()
    dialog = program.find(QDialog, "new_review_dialog")
    create_button = dialog.findChild(QPushButton, "new_create")
    create_button.click()
    assert dialog.isVisible()
    assert dialog.findChild(QLabel, "new_told").text() == "A title is needed."
    dialog.findChild(QLineEdit, "new_title").setText("Dispatch <b>outage</b>")
    dialog.findChild(QLineEdit, "new_zone").setText("Europe/Nowhere")
    assert not create_button.isEnabled()
    dialog.findChild(QLineEdit, "new_zone").setText("Europe/Lisbon")
    dialog.findChild(QPlainTextEdit, "new_departments").setPlainText("Support\n\n Sales \nSupport")
    create_button.click()
    program.until(lambda: program.application.window.desk_side.is_open)
    head = program.review.head
    assert (head.title, head.zone) == ("Dispatch <b>outage</b>", "Europe/Lisbon")
    assert [one.name for one in program.review.departments] == ["Support", "Sales"]
    # The next one is likely to have happened in the same place.
    program.restart()
    program.application.window.library_side.ask_new()
    dialog = program.find(QDialog, "new_review_dialog")
    assert dialog.findChild(QLineEdit, "new_zone").text() == "Europe/Lisbon"
    dialog.close()


def test_search_as_you_type_finds_and_opens_the_place(program: Running) -> None:
    program.open_sample()
    program.go(Page.LIBRARY)
    repair = next(iter(program.application.librarian.repairs), None)
    program.do("close_review")
    program.until(lambda: program.application.librarian.repairs)
    repair = repair or program.application.librarian.repairs[0]
    program.find(QLineEdit, "library_search").setText(repair.title)
    program.until(lambda: program.application.window.findChild(QListView, "hit_list"))
    hits = program.find(QListView, "hit_list")
    program.until(lambda: hits.model().rowCount() > 0)
    model = hits.model()
    places = [model.index(row, 0) for row in range(model.rowCount())]
    hits.activated.emit(next(one for one in places if one.data().endswith(f" {repair.title}")))
    program.until(lambda: program.application.view.page is Page.REPAIRS)


def test_archived_review_is_listed_only_when_asked_for(program: Running) -> None:
    create(program, "Kept")
    create(program, "Put by")
    program.do("archive_review")
    program.until(lambda: rows(program) == ["Kept"])
    program.find(QWidget, "library_archived").click()
    program.until(lambda: set(rows(program)) == {"Kept", "Put by"})


def test_filter_by_kind_leaves_the_reviews_of_that_kind(program: Running) -> None:
    create(program, "Fire")
    create(program, "Almost", ReviewKind.NEAR_MISS)
    choice = program.find(QWidget, "library_kind")
    program.until(choice.isVisible)
    choice.setCurrentIndex(choice.findData("near miss"))
    assert rows(program) == ["Almost"]


def test_delete_key_moves_to_the_trash_and_the_notice_brings_back(program: Running) -> None:
    create(program, "By mistake")
    program.do("close_review")
    QTest.keyClick(program.find(QTableView, "review_table"), Qt.Key.Key_Delete)
    program.until(lambda: program.find(QWidget, "first_start").isVisible())
    program.until(lambda: any("in the trash" in one for one in program.notices()))
    program.find(QPushButton, "notice_action_0").click()
    program.until(lambda: program.find(QTableView, "review_table").isVisible())
    assert rows(program) == ["By mistake"]


def test_review_is_restored_from_the_trash(program: Running) -> None:
    create(program, "Gone")
    program.do("trash_review")
    program.until(lambda: program.find(QPushButton, "library_trash").isVisible())
    program.do("trash")
    table = program.find(QTableView, "trash_table")
    assert table.model().index(0, 0).data() == "Gone"
    assert re.fullmatch(r"\d{1,2} \w{3} \d{4}", table.model().index(0, 2).data())
    assert any("in the trash" in one for one in program.notices())
    program.find(QPushButton, "trash_restore").click()
    program.until(lambda: rows(program) == ["Gone"])
    # What the notice offers has been done.
    program.until(lambda: not program.notices())


def test_title_of_markup_is_shown_as_it_is(program: Running) -> None:
    title = "<img src=/etc/passwd> & <b>x</b>"
    create(program, title)
    assert rows(program) == [title]
    shown = program.find(QLabel, "review_title")
    assert shown.textFormat() is Qt.TextFormat.PlainText
    assert "<img" not in shown.toolTip()


def test_a_title_cannot_turn_its_row_about(program: Running) -> None:
    create(program, "see \u202e<b>fdp.exe")
    assert rows(program) == ["see [RLO]<b>fdp.exe"]


@pytest.mark.parametrize(
    ("local", "shown"),
    [("Etc/UTC", "UTC"), ("Europe/Lisbon", "Europe/Lisbon"), ("No/Where", "UTC")],
)
def test_new_review_offers_the_zone_by_the_name_people_use(
    qtbot: QtBot, local: str, shown: str
) -> None:
    dialog = NewReviewDialog(local)
    qtbot.addWidget(dialog)
    assert dialog.findChild(QLineEdit, "new_zone").text() == shown


def test_a_library_that_takes_long_to_open_says_why(program: Running) -> None:
    page = program.find(QWidget, "library_page")
    (told,) = [one for one in page.findChildren(QLabel) if one.text().startswith("Opening")]
    # As while a damaged one is put together again: it is opening, and opened comes late.
    program.application.librarian.opening.emit()
    program.until(lambda: "put together again" in told.text())
