"""Giving a copy out, through the real window."""

from pathlib import Path

from pypdf import PdfReader
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QRadioButton, QWidget

from builders import a_note, a_review, a_voice, an_entry, at
from reviewdesk.domain.edits import Edit
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.errors import LeakFoundError
from reviewdesk.domain.review import Change
from reviewdesk.domain.shared import Audience
from reviewdesk.qt.export_job import ExportJob
from reviewdesk.qt.view_state import Page
from reviewdesk.services.exporting import CopyChoice, export_review
from running import Running


def test_a_company_copy_names_roles_and_keeps_notes_here(program: Running, tmp_path: Path) -> None:
    program.open_sample()
    review = program.review
    first = next(iter(review.entries.values()))
    voice = a_voice(review.departments[0].id, "rules engineer", name="Zenobia Quistgaard")
    renamed = first.changed(detail="Zenobia Quistgaard saw it first.")
    note = a_note("thank her for saying so", about_table=Entry.table, about_id=first.id)
    changes = (Change(None, voice), Change(first, renamed), Change(None, note))
    program.bridge.apply(Edit("Name who saw it", changes))

    program.do("export_report")
    dialog = program.find(QDialog, "export_dialog")
    assert dialog.isVisible()
    dialog.findChild(QRadioButton, "export_company").setChecked(True)
    path = tmp_path / "copy.pdf"
    dialog.findChild(QLineEdit, "export_where").setText(str(path))
    dialog.findChild(QPushButton, "export_start").click()
    program.until(dialog.findChild(QPushButton, "export_open").isVisible)

    assert "none found" in dialog.findChild(QLabel, "export_told").text()
    text = " ".join(page.extract_text() for page in PdfReader(path).pages)
    assert "saw it first" in text
    assert "Zenobia" not in text
    assert "Quistgaard" not in text
    assert "thank her" not in text

    # What keeps a copy back is named, and the way to it is one button.
    told = "“Zenobia” was found in it. It stands in the review’s background."
    spots = (("review", review.id, "background"),)
    dialog.findChild(ExportJob).failed.emit(LeakFoundError("A name was found.", told, spots))
    assert dialog.findChild(QLabel, "export_told").text() == told
    dialog.findChild(QPushButton, "export_leak").click()
    program.until(lambda: program.application.view.page is Page.ABOUT)
    field = program.find(QWidget, "review_background_field")
    program.until(lambda: program.window.focusWidget() is field)

    # The field of an event stands in the panel that may show the signals.
    event = next(iter(review.entries))
    program.do("export_report")
    dialog = program.find(QDialog, "export_dialog")
    spots = (("entry", event, "detail"),)
    dialog.findChild(ExportJob).failed.emit(LeakFoundError("A name was found.", told, spots))
    dialog.findChild(QPushButton, "export_leak").click()
    program.until(lambda: program.application.view.selection == (event,))
    field = program.find(QWidget, "entry_detail_field")
    program.until(field.isVisible)
    program.until(lambda: program.window.focusWidget() is field)


def test_a_report_that_carries_its_review_is_offered_and_imported(
    program: Running, tmp_path: Path
) -> None:
    path = export_review(
        a_review(an_entry("board went dark"), title="Depot dark"), tmp_path / "copy.pdf",
        audience=Audience.COMPANY, now=at("12:00"), choice=CopyChoice(attach=True),
    )  # fmt: skip
    program.open_sample()
    program.application.window.questionnaire_side.read(path)
    program.until(lambda: any("carries a whole review" in one for one in program.notices()))
    offer = next(
        one for one in program.window.findChildren(QPushButton) if "Import it" in one.text()
    )
    offer.click()
    program.until(lambda: program.review.head.title == "Depot dark")
    assert [one.title for one in program.review.entries.values()] == ["board went dark"]
