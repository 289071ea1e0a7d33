"""Printing a report: page after page of the finished PDF, drawn as fine as the printer wants.

A printer that writes a PDF is given our own, which has text in it: `file_of` says which.
"""

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.review import Review
from reviewdesk.qt.export_job import ExportJob
from reviewdesk.services.copying import PagePicture, PageWanted
from reviewdesk.services.exporting import Paper

_MOST_DOTS_PER_INCH = 600
"""Finer than anybody sees, and than most printers are."""
_BAND_PIXELS = 1_000_000
"""As much of a page as can be handed on without the window waiting for it."""
_INCHES_WIDE = {Paper.A4: 8.27, Paper.LETTER: 8.5}
_SIZES = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}


def printer_for(paper: Paper) -> QPrinter:
    """A printer that is set to the paper; its margins are those of the report."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(_SIZES[paper]))
    printer.setFullPage(True)
    return printer


def file_of(printer: QPrinter) -> Path | None:
    """The PDF that the printer would write; None where it is one for paper."""
    if printer.outputFormat() is not QPrinter.OutputFormat.PdfFormat:
        return None
    path = Path(printer.outputFileName())
    if not path.name:
        return None
    return path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")


def pages_of(printer: QPrinter) -> tuple[int, int] | None:
    """First and last of the pages chosen in the printer's own dialog; None: all of them."""
    first, last = printer.fromPage(), printer.toPage()
    return (max(first, 1), last) if last else None


class Printing(QObject):
    """One printing at a time. What is printed was looked through first, as a file would be.

    Signals: `progressed(float)` from 0 to 1; then `printed(int)` with the number of pages,
    `stopped()`, or `failed(Exception)`.
    """

    progressed = Signal(float)
    printed = Signal(int)
    stopped = Signal()
    failed = Signal(object)

    def __init__(self, job: ExportJob, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job = job
        self._printer: QPrinter | None = None
        self._sheets: Generator[None, PagePicture, None] | None = None
        self._review: Review | None = None
        self._wanted: PageWanted | None = None
        self._first, self._last = 1, 0
        job.page_made.connect(self._on_page)
        job.page_failed.connect(self._on_failed)

    @property
    def is_under_way(self) -> bool:
        return self._printer is not None

    def start(self, printer: QPrinter, review: Review, wanted: PageWanted) -> None:
        """Prints the pages that were chosen in the printer's own dialog; else all of them."""
        dots = min(printer.resolution(), _MOST_DOTS_PER_INCH)
        self._first, self._last = pages_of(printer) or (1, 0)
        self._printer, self._review = printer, review
        width = round(_INCHES_WIDE[wanted.paper] * dots)
        bands = max(1, round(width * width * 1.4 / _BAND_PIXELS))
        self._wanted = replace(
            wanted, place=self._first - 1, width_px=width, checked=True, band=(0, bands)
        )
        self._job.show_page(review, self._wanted)

    def stop(self) -> None:
        if self.is_under_way:
            self._job.cancel()
            if self._printer is not None:
                self._printer.abort()
            self._end()
            self.stopped.emit()

    def close(self) -> None:
        """Gives up what is under way; nothing can be printed after."""
        self.stop()
        self._job.close()

    def _on_page(self, page: PagePicture) -> None:
        printer, wanted, review = self._printer, self._wanted, self._review
        if printer is None or wanted is None or review is None:
            return
        if page.place < wanted.place:
            self._on_failed(KnownError("The report has no such page. Nothing was printed."))
            return
        try:
            if self._sheets is None:
                self._sheets = _sheets(printer)
                next(self._sheets)
            self._sheets.send(page)
        except KnownError as error:
            self._on_failed(error)
            return
        last = min(self._last or page.pages, page.pages)
        band, bands = wanted.band
        done = page.place + 1 - self._first + (band + 1) / bands
        self.progressed.emit(done / (last + 1 - self._first))
        if band + 1 < bands:
            self._wanted = replace(wanted, band=(band + 1, bands))
        elif page.place + 1 < last:
            self._wanted = replace(wanted, place=page.place + 1, band=(0, bands))
        else:
            self._end()
            self.printed.emit(last - self._first + 1)
            return
        self._job.show_page(review, self._wanted)

    def _on_failed(self, error: Exception) -> None:
        if self.is_under_way:
            self._end()
            self.failed.emit(error)

    def _end(self) -> None:
        if self._sheets is not None:
            self._sheets.close()
        self._sheets = self._printer = self._review = self._wanted = None


def _sheets(printer: QPrinter) -> Generator[None, PagePicture, None]:
    """Puts each page it is sent on a sheet of its own, band under band.

    Raises KnownError where none comes out.
    """
    with QPainter(printer) as painter:
        if not painter.isActive():
            raise KnownError(
                "The printer does not answer. The report is safe; look at the printer, or export "
                "a PDF and print that."
            )
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        page = yield
        sheet = page.place
        while True:
            if page.place != sheet and not printer.newPage():
                raise KnownError("The printer stopped in the middle. Look at it, then print again.")
            sheet = page.place
            image = QImage(
                page.pixels, page.width, page.height, page.width * 4, QImage.Format.Format_RGB32
            )
            scale = painter.viewport().width() / page.width
            place = QRectF(0.0, page.top, page.width, page.height)
            painter.drawImage(
                QRectF(0.0, place.top() * scale, place.width() * scale, place.height() * scale),
                image,
            )
            page = yield
