"""Printing from the export dialog, on a printer that is a file."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from builders import a_full_review, a_review, a_voice, an_entry, at
from reviewdesk.domain.review import Review
from reviewdesk.services.exporting import Paper
from reviewdesk.widgets.dialogs.export_dialog import ExportDialog
from reviewdesk.widgets.dialogs.printing import printer_for


def dialog_on(review: Review, qtbot: QtBot) -> ExportDialog:
    made = ExportDialog(review, lambda: at("12:00"))
    qtbot.addWidget(made, before_close_func=lambda widget: widget.done(0))
    made.show()
    return made


def file_printer(path: Path) -> QPrinter:
    printer = printer_for(Paper.A4)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(150)
    return printer


def test_every_page_goes_to_the_printer(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_on(a_full_review(), qtbot)
    told = dialog.findChild(QLabel, "export_told")
    dialog.print_on(file_printer(tmp_path / "out.pdf"))
    assert not dialog.findChild(QPushButton, "export_print").isEnabled()
    # This printer writes a file, and is named by it.
    qtbot.waitUntil(lambda: "printed into “out.pdf”" in told.text())
    with pypdfium2.PdfDocument(BytesIO((tmp_path / "out.pdf").read_bytes())) as document:
        assert told.text().startswith(f"{len(document)} pages")
        picture = document[0].render(scale=0.5).to_numpy()
        assert picture.min() < 100
        assert document[0].get_size()[0] > 590


def test_what_must_not_be_handed_out_is_not_printed(qtbot: QtBot, tmp_path: Path) -> None:
    """A word of the copy itself is somebody's handle here, which no redaction can take away."""
    voice = a_voice("d" * 32, "lead", name="Xaver Quist", also_known_as=("ReviewDesk",))
    dialog = dialog_on(a_review(voice, an_entry()), qtbot)
    told = dialog.findChild(QLabel, "export_told")
    dialog.print_on(file_printer(tmp_path / "out.pdf"))
    qtbot.waitUntil(lambda: "must not see" in told.text())
    assert not (tmp_path / "out.pdf").exists()
