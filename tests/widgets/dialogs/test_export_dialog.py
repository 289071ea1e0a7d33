"""Making a copy from the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from builders import a_full_review, an_entry, at
from export.reading import text_of
from reviewdesk.domain.review import Change, Review
from reviewdesk.qt.export_job import ExportJob
from reviewdesk.services.exporting import MAP_PNG, MAP_SVG, SUFFIXES
from reviewdesk.services.library import read_review_file
from reviewdesk.widgets.dialogs.export_dialog import ExportDialog
from reviewdesk.widgets.dialogs.names_dialog import NamesDialog
from reviewdesk.widgets.dialogs.page_preview import PagePreview


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> ExportDialog:
    return _dialog_on(a_full_review(), qtbot, tmp_path)


@pytest.fixture
def slow_dialog(qtbot: QtBot, tmp_path: Path) -> ExportDialog:
    """One whose copy takes seconds, so that there is time to give it up on any machine."""
    review = a_full_review()
    review.apply([Change(None, an_entry(f"call {number}")) for number in range(2_000)])
    return _dialog_on(review, qtbot, tmp_path)


def _dialog_on(review: Review, qtbot: QtBot, folder: Path) -> ExportDialog:
    made = ExportDialog(review, lambda: at("12:00"))
    qtbot.addWidget(made, before_close_func=lambda widget: widget.done(0))
    line(made).setText(str(folder / "copy.pdf"))
    made.show()
    return made


def line(dialog: ExportDialog) -> QLineEdit:
    return dialog.findChild(QLineEdit, "export_where")


def press(dialog: ExportDialog, name: str) -> None:
    dialog.findChild(QPushButton, name).click()


def told(dialog: ExportDialog) -> str:
    return dialog.findChild(QLabel, "export_told").text()


def test_a_copy_is_written_and_can_be_opened(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    press(dialog, "export_start")
    # Its key and a click of the mouse at once: one copy was asked for.
    dialog.findChild(QPushButton, "export_start").clicked.emit()
    assert dialog.findChild(QProgressBar, "export_progress").isVisible()
    qtbot.waitUntil(lambda: dialog.findChild(QPushButton, "export_open").isVisible())
    assert (tmp_path / "copy.pdf").read_bytes().startswith(b"%PDF")
    assert "none found" in told(dialog)
    assert opened == []
    press(dialog, "export_open")
    press(dialog, "export_show")
    assert [url.toLocalFile() for url in opened] == [str(tmp_path / "copy.pdf"), str(tmp_path)]


def test_the_wheel_chooses_nothing(dialog: ExportDialog) -> None:
    focused = dialog.focusWidget()
    form = dialog.findChild(QComboBox, "export_form")
    middle = QPointF(form.rect().center())
    turn = QWheelEvent(
        middle, form.mapToGlobal(middle), QPoint(), QPoint(0, -240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(form, turn)
    assert form.currentData() == ".pdf"
    assert dialog.focusWidget() is focused
    assert not turn.isAccepted()


def test_a_file_that_is_there_needs_a_yes(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "older.md"
    path.write_text("older", encoding="utf-8")
    line(dialog).setText(str(path))
    start = dialog.findChild(QPushButton, "export_start")
    replace = dialog.findChild(QPushButton, "export_replace")
    assert not replace.isVisible()
    start.click()
    start.click()
    assert told(dialog) == "“older.md” is there already. Replace it, or give the copy another name."
    assert path.read_text(encoding="utf-8") == "older"
    # Escape takes the question back, and not the window.
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not replace.isVisible()
    assert not told(dialog)
    QTest.keyClick(line(dialog), Qt.Key.Key_Return)
    assert dialog.focusWidget() is replace
    QTest.keyClick(replace, Qt.Key.Key_Return)
    assert not replace.isVisible()
    qtbot.waitUntil(lambda: dialog.findChild(QPushButton, "export_open").isVisible())
    assert path.read_text(encoding="utf-8").startswith("# Dispatch outage")


def test_what_cannot_be_written_is_said_in_the_dialog(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    line(dialog).setText(str(tmp_path / "missing" / "copy.pdf"))
    press(dialog, "export_start")
    qtbot.waitUntil(lambda: "not there" in told(dialog))
    assert dialog.findChild(QPushButton, "export_start").isEnabled()


def test_cancel_stops_the_copy(slow_dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = slow_dialog
    dialog.findChild(QListWidget, "export_sections").setFocus()
    press(dialog, "export_start")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: told(dialog) == "Stopped. No file was written.")
    # The keyboard is where it was.
    assert dialog.focusWidget().objectName() == "export_sections"
    assert list(tmp_path.iterdir()) == []
    assert dialog.isVisible()
    press(dialog, "export_start")
    press(dialog, "export_cancel")
    qtbot.waitUntil(lambda: told(dialog) == "Stopped. No file was written.")
    # What does not fit the screen scrolls; the buttons stay on it.
    area, cancel = (dialog.findChild(QWidget, name) for name in ("export_area", "export_cancel"))
    dialog.resize(700, 420)
    qtbot.waitUntil(lambda: dialog.height() < dialog.screen().availableSize().height() - 40)
    assert dialog.width() <= dialog.screen().availableSize().width()
    assert dialog.rect().contains(cancel.geometry())
    assert area.geometry().bottom() < cancel.geometry().top()
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_copy_is_given_up_when_its_window_goes(
    slow_dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = slow_dialog
    with qtbot.waitSignal(dialog.findChild(ExportJob).stopped):
        press(dialog, "export_start")
        dialog.hide()
    assert list(tmp_path.iterdir()) == []


def test_a_typed_name_stays_when_the_audience_changes(dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.findChild(QRadioButton, "export_members").setChecked(True)
    assert line(dialog).text() == str(tmp_path / "copy.pdf")


def test_the_suggested_name_follows_the_audience(qtbot: QtBot) -> None:
    dialog = ExportDialog(a_full_review(), lambda: at("12:00"))
    qtbot.addWidget(dialog, before_close_func=lambda widget: widget.done(0))
    assert Path(line(dialog).text()).name == "Dispatch-outage-company.pdf"
    dialog.findChild(QRadioButton, "export_public").setChecked(True)
    assert Path(line(dialog).text()).name == "Dispatch-outage-public.pdf"


def test_everything_has_a_name(dialog: ExportDialog) -> None:
    kinds = (QPushButton, QLineEdit, QComboBox, QCheckBox, QProgressBar)
    nameless = [
        widget.objectName()
        for kind in kinds
        for widget in dialog.findChildren(kind)
        if not (widget.accessibleName() and widget.objectName()) and _is_ours(widget)
    ]
    assert not nameless


def _is_ours(widget: QWidget) -> bool:
    return not widget.objectName().startswith("qt_")


def test_the_form_gives_the_file_its_ending_and_takes_it_from_it(
    dialog: ExportDialog, tmp_path: Path
) -> None:
    forms = dialog.findChild(QComboBox, "export_form")
    paper = dialog.findChild(QComboBox, "export_paper")
    assert forms.currentData() == ".pdf"
    forms.setCurrentIndex(forms.findData(".png"))
    forms.activated.emit(forms.currentIndex())
    assert line(dialog).text() == str(tmp_path / "copy.png")
    assert not paper.isEnabled()
    line(dialog).setText(str(tmp_path / "other.html"))
    assert forms.currentData() == ".html"
    line(dialog).setText(str(tmp_path / "v1.2 of it"))
    forms.setCurrentIndex(forms.findData(".pdf"))
    forms.activated.emit(forms.currentIndex())
    assert line(dialog).text() == str(tmp_path / "v1.2 of it.pdf")
    assert paper.isEnabled()


def test_every_form_that_can_be_chosen_is_one_that_can_be_written(dialog: ExportDialog) -> None:
    forms = dialog.findChild(QComboBox, "export_form")
    assert {forms.itemData(place) for place in range(forms.count())} == {
        *SUFFIXES, MAP_SVG, MAP_PNG, ".review", ".json",
    }  # fmt: skip


def test_the_suggested_name_keeps_the_form(qtbot: QtBot) -> None:
    made = ExportDialog(a_full_review(), lambda: at("12:00"))
    qtbot.addWidget(made, before_close_func=lambda widget: widget.done(0))
    forms = made.findChild(QComboBox, "export_form")
    forms.setCurrentIndex(forms.findData(".txt"))
    forms.activated.emit(forms.currentIndex())
    made.findChild(QRadioButton, "export_public").setChecked(True)
    assert line(made).text().endswith("-public.txt")


def test_pages_are_shown_before_anything_is_written(dialog: ExportDialog, qtbot: QtBot) -> None:
    told = dialog.findChild(QLabel, "preview_told")
    qtbot.waitUntil(lambda: told.text().startswith("Page 1 of "))
    pages = int(told.text().split()[-1])
    assert pages > 1
    press(dialog, "preview_after")
    qtbot.waitUntil(lambda: told.text() == f"Page 2 of {pages}")
    template = dialog.findChild(QComboBox, "export_template")
    template.setCurrentIndex(template.findText("One page", Qt.MatchFlag.MatchStartsWith))
    template.activated.emit(template.currentIndex())
    qtbot.waitUntil(lambda: told.text() == "Page 1 of 1")


def test_an_empty_page_says_that_it_is_being_made_and_how_far(qtbot: QtBot) -> None:
    preview = PagePreview()
    qtbot.addWidget(preview)
    preview.resize(400, 600)
    sheet = preview.findChild(QWidget, "preview_sheet")
    # The line below takes its height with its first words.
    preview.show_sentence("What is written in this form has no pages.")
    empty = sheet.grab().toImage()
    preview.show_busy()
    busy = sheet.grab().toImage()
    preview.show_progress(0.5)
    half = sheet.grab().toImage()
    assert busy != empty
    assert half != busy
    preview.show_sentence("What is written in this form has no pages.")
    preview.show_progress(0.0)
    assert sheet.grab().toImage() == empty


def test_a_form_without_pages_shows_what_it_will_look_like(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    words = dialog.findChild(QPlainTextEdit, "preview_words")
    sheet = dialog.findChild(QWidget, "preview_sheet")
    told = dialog.findChild(QLabel, "preview_told")
    paper = dialog.findChild(QComboBox, "export_paper")
    line(dialog).setText("copy.md")
    qtbot.waitUntil(words.isVisible)
    assert words.toPlainText().startswith("# Dispatch outage")
    assert told.text() == "The words of the file"
    # What it consists of is chosen all the same.
    assert dialog.findChild(QComboBox, "export_template").isEnabled()
    assert not paper.isEnabled()
    assert "Only a PDF" in paper.toolTip()
    before = words.toPlainText()
    dialog.findChild(QRadioButton, "export_members").setChecked(True)
    qtbot.waitUntil(lambda: words.toPlainText() != before)
    assert "Maria Example" in words.toPlainText()
    line(dialog).setText("copy.html")
    qtbot.waitUntil(lambda: told.text().startswith("The words of the page"))
    line(dialog).setText("copy.csv")
    qtbot.waitUntil(lambda: "Start (UTC)" in words.toPlainText())
    for form in (".svg", ".map.png"):
        line(dialog).setText(f"copy{form}")
        qtbot.waitUntil(lambda: told.text().startswith("The whole drawing") and sheet.isVisible())
        assert not words.isVisible()
        line(dialog).setText("copy.txt")
        qtbot.waitUntil(words.isVisible)
    line(dialog).setText("copy.pdf")
    qtbot.waitUntil(lambda: told.text().startswith("Page 1 of "))
    assert paper.isEnabled()
    assert not paper.toolTip()


def test_the_name_and_the_folder_of_the_file_stand_apart(
    dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = dialog.findChild(QLabel, "export_folder")
    line(dialog).setFocus()
    line(dialog).selectAll()
    QTest.keyClicks(line(dialog), str(tmp_path / "typed.pdf"))
    assert folder.text() == f"in {tmp_path}"
    dialog.findChild(QPushButton, "export_choose").setFocus()
    assert line(dialog).text() == "typed.pdf"
    assert folder.text() == f"in {tmp_path}"
    chosen = tmp_path / "elsewhere" / "chosen.md"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given, **_more: (str(chosen), ""))
    press(dialog, "export_choose")
    assert line(dialog).text() == "chosen.md"
    assert folder.text() == f"in {chosen.parent}"
    assert str(chosen) in line(dialog).toolTip()


def test_what_is_chosen_needs_no_scrolling_on_a_laptop(dialog: ExportDialog, qtbot: QtBot) -> None:
    area = dialog.findChild(QScrollArea, "export_area")
    sections = dialog.findChild(QListWidget, "export_sections")
    row = sections.sizeHintForRow(0)
    for height in (720, 750, 852):
        dialog.resize(1040, height)
        qtbot.waitUntil(lambda height=height: dialog.height() == height)
        assert area.verticalScrollBar().maximum() == 0
        assert sections.viewport().height() % row == 0
        assert sections.viewport().height() >= 3 * row


def test_sections_are_left_out_and_moved_and_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    kept: list[dict[str, object]] = []
    review = a_full_review()
    made = ExportDialog(review, lambda: at("12:00"), None, lambda **said: kept.append(said))
    line(made).setText(str(tmp_path / "copy.pdf"))
    made.show()
    # Whether or not all names are found by then.
    press(made, "export_names")
    qtbot.waitUntil(lambda: made.findChild(NamesDialog) is not None)
    made.findChild(NamesDialog).reject()
    sections = made.findChild(QListWidget, "export_sections")
    for row in range(sections.count()):
        ticked = sections.item(row).text() in ("Repairs", "Lessons")
        state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        sections.item(row).setCheckState(state)
    repairs = next(n for n in range(sections.count()) if sections.item(n).text() == "Repairs")
    sections.setCurrentRow(repairs)
    for _ in range(2):
        press(made, "export_up")
    # The cover stays above them all, by keys, by the mouse, and where it is left out.
    up, down = (made.findChild(QPushButton, name) for name in ("export_up", "export_down"))
    at_a_glance = sections.item(0).text()
    assert at_a_glance.startswith("At a glance")
    sections.setCurrentRow(0)
    assert not up.isEnabled()
    assert not down.isEnabled()
    sections.setCurrentRow(1)
    assert not up.isEnabled()
    moved = sections.item(1).text()
    sections.model().moveRow(QModelIndex(), 1, QModelIndex(), 0)
    assert [sections.item(row).text() for row in (0, 1)] == [at_a_glance, moved]
    press(made, "export_start")
    qtbot.waitUntil((tmp_path / "copy.pdf").exists)
    text = text_of((tmp_path / "copy.pdf").read_bytes())
    assert text.index("Repairs") < text.index("Lessons")
    assert "Conditions" not in text
    made.done(0)
    assert kept == [{"copy_template": "", "copy_sections": ("repairs", "lessons")}]


def test_the_review_goes_into_the_pdf_where_it_is_asked_for(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.findChild(QCheckBox, "export_attach").setChecked(True)
    press(dialog, "export_start")
    qtbot.waitUntil((tmp_path / "copy.pdf").exists)
    found = read_review_file(tmp_path / "copy.pdf")
    assert len(found.entries) == len(a_full_review().entries)


def test_the_map_is_drawn_by_the_ending_of_the_file(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    forms = dialog.findChild(QComboBox, "export_form")
    forms.setCurrentIndex(forms.findData(MAP_SVG))
    forms.activated.emit(forms.currentIndex())
    assert line(dialog).text() == str(tmp_path / "copy.map.svg")
    press(dialog, "export_start")
    qtbot.waitUntil((tmp_path / "copy.map.svg").exists)
    assert ">C1" in (tmp_path / "copy.map.svg").read_text(encoding="utf-8")


def test_the_whole_review_is_for_members_and_written_by_the_library(
    qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = ExportDialog(a_full_review(), lambda: at("12:00"))
    dialog.show()
    line(dialog).setText(str(tmp_path / "copy.review"))
    assert dialog.findChild(QRadioButton, "export_members").isChecked()
    assert not dialog.findChild(QRadioButton, "export_company").isEnabled()
    assert "private notes" in dialog.findChild(QLabel, "preview_told").text()
    # Another form is for whom it was before: nobody asked for a copy with names.
    line(dialog).setText(str(tmp_path / "copy.pdf"))
    assert dialog.findChild(QRadioButton, "export_company").isChecked()
    assert dialog.findChild(QRadioButton, "export_company").isEnabled()
    line(dialog).setText(str(tmp_path / "copy.review"))
    with qtbot.waitSignal(dialog.bundle_wanted) as wanted:
        press(dialog, "export_start")
    assert wanted.args == [tmp_path / "copy.review"]
