"""Printing from the export dialog, on a printer that is a file."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from builders import a_full_review, a_review, a_voice, an_entry, at
from export.reading import read, text_of
from reviewdesk.domain.review import Review
from reviewdesk.qt.export_job import ExportJob
from reviewdesk.services.copying import PageWanted
from reviewdesk.services.exporting import Audience, Paper, export_review
from reviewdesk.widgets.dialogs.export_dialog import ExportDialog
from reviewdesk.widgets.dialogs.printing import Printing, printer_for


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


def test_a_printer_that_writes_a_file_is_given_our_own(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_on(a_full_review(), qtbot)
    told = dialog.findChild(QLabel, "export_told")
    (tmp_path / "out.pdf").write_bytes(b"older")
    dialog.print_on(file_printer(tmp_path / "out.pdf"))
    assert not dialog.findChild(QPushButton, "export_print").isEnabled()
    qtbot.waitUntil(lambda: "none found" in told.text())
    assert told.text().startswith("“out.pdf”: Written")
    data = (tmp_path / "out.pdf").read_bytes()
    assert "call centre hammered" in text_of(data)
    count = len(read(data).pages)
    assert dialog.findChild(QPushButton, "export_open").isVisible()
    # Two of its pages, under a name without an ending.
    printer = file_printer(tmp_path / "some")
    printer.setFromTo(2, 3)
    dialog.print_on(printer)
    qtbot.waitUntil((tmp_path / "some.pdf").exists)
    some = read((tmp_path / "some.pdf").read_bytes())
    assert len(some.pages) == 2
    for place, page in enumerate(some.pages):
        assert f"{place + 2} / {count}" in page.extract_text()
    assert some.metadata.title == "Dispatch outage"


def test_pages_on_paper_are_drawn_in_bands_that_fit_together(qtbot: QtBot, tmp_path: Path) -> None:
    review = a_full_review()
    printing = Printing(ExportJob())
    printer = file_printer(tmp_path / "paper.pdf")
    printer.setFromTo(2, 3)
    wanted = PageWanted(0, 100, Audience.COMPANY, Paper.A4, at("12:00"))
    shares: list[float] = []
    printing.progressed.connect(shares.append)
    with qtbot.waitSignal(printing.printed) as printed:
        printing.start(printer, review, wanted)
    assert printed.args == [2]
    assert shares == sorted(shares)
    assert len(shares) == 4
    assert shares[-1] == 1.0
    path = export_review(review, tmp_path / "own.pdf", audience=Audience.COMPANY, now=at("12:00"))
    with (
        pypdfium2.PdfDocument(BytesIO((tmp_path / "paper.pdf").read_bytes())) as drawn,
        pypdfium2.PdfDocument(BytesIO(path.read_bytes())) as own,
    ):
        assert len(drawn) == 2
        for place, page in enumerate(drawn):
            there, here = (
                one.render(scale=0.5, grayscale=True).to_numpy().squeeze().astype(float)
                for one in (page, own[place + 1])
            )
            rows, columns = (min(both) for both in zip(there.shape, here.shape, strict=True))
            assert here.min() < 100
            assert abs(there[:rows, :columns] - here[:rows, :columns]).mean() < 3
    printing.close()


def test_what_must_not_be_handed_out_is_not_printed(qtbot: QtBot, tmp_path: Path) -> None:
    """A word of the copy itself is somebody's handle here, which no redaction can take away."""
    voice = a_voice("d" * 32, "lead", name="Xaver Quist", also_known_as=("ReviewDesk",))
    dialog = dialog_on(a_review(voice, an_entry()), qtbot)
    told = dialog.findChild(QLabel, "export_told")
    dialog.print_on(file_printer(tmp_path / "out.pdf"))
    qtbot.waitUntil(lambda: "must not see" in told.text())
    assert not (tmp_path / "out.pdf").exists()
