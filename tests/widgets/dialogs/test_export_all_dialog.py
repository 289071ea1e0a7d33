"""Copies of all reviews into one folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from builders import a_department, a_review, a_voice, an_entry, at
from reviewdesk.services.library import LibraryService
from reviewdesk.widgets.dialogs.export_all_dialog import ExportAllDialog


@pytest.fixture
def library(tmp_path: Path) -> Iterator[LibraryService]:
    opened = LibraryService.open(tmp_path / "l.reviews")
    for title in ("Depot dark", "Depot dark", "Quiet Sunday"):
        opened.add_review(a_review(an_entry(f"in {title}"), title=title))
    opened.trash(opened.add_review(a_review(title="Thrown away")))
    yield opened
    opened.close()


def dialog_on(library: LibraryService, folder: Path, qtbot: QtBot) -> ExportAllDialog:
    made = ExportAllDialog(library, lambda: at("12:00"))
    qtbot.addWidget(made, before_close_func=lambda widget: widget.done(0))
    made.findChild(QLineEdit, "export_all_folder").setText(str(folder))
    made.show()
    return made


def told(dialog: ExportAllDialog) -> str:
    return dialog.findChild(QLabel, "export_all_told").text()


def test_each_review_gives_a_file_and_none_writes_over_another(
    library: LibraryService, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    dialog = dialog_on(library, folder, qtbot)
    dialog.findChild(QPushButton, "export_all_start").click()
    qtbot.waitUntil(lambda: told(dialog).startswith("3 files written"))
    assert sorted(one.name for one in folder.iterdir()) == [
        "Depot-dark-company-2.pdf", "Depot-dark-company.pdf", "Quiet-Sunday-company.pdf",
    ]  # fmt: skip
    assert dialog.findChild(QPushButton, "export_all_show").isVisible()


def test_what_cannot_be_copied_is_named_and_stops_no_other(
    library: LibraryService, tmp_path: Path, qtbot: QtBot
) -> None:
    # A word of the copy itself is somebody's handle here, which no redaction can take away.
    support = a_department()
    voice = a_voice(support, "lead", name="Xaver Quist", also_known_as=("ReviewDesk",))
    library.add_review(a_review(support, voice, an_entry(), title="Leaky"))
    folder = tmp_path / "out"
    folder.mkdir()
    dialog = dialog_on(library, folder, qtbot)
    dialog.findChild(QPushButton, "export_all_start").click()
    qtbot.waitUntil(lambda: "“Leaky”" in told(dialog))
    assert told(dialog).startswith("3 files written")
    # The window has grown with what it says; nothing in it is squeezed.
    said = dialog.findChild(QLabel, "export_all_told")
    assert said.height() >= said.heightForWidth(said.width())
    field = dialog.findChild(QLineEdit, "export_all_folder")
    assert field.height() >= field.minimumSizeHint().height()


def test_a_folder_that_is_not_there_is_said(
    library: LibraryService, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = dialog_on(library, tmp_path / "nowhere", qtbot)
    dialog.findChild(QPushButton, "export_all_start").click()
    assert "is not there" in told(dialog)
    made_as = dialog.findChild(QComboBox, "export_all_template")
    assert made_as.isEnabled()
