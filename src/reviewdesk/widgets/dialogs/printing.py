"""Printing a report: page after page of the finished PDF, drawn as fine as the printer wants."""

from collections.abc import Generator
from dataclasses import replace

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.review import Review
from reviewdesk.qt.export_job import ExportJob
from reviewdesk.services.copying import PagePicture, PageWanted
from reviewdesk.services.exporting import Paper

_MOST_DOTS_PER_INCH = 300
_INCHES_WIDE = {Paper.A4: 8.27, Paper.LETTER: 8.5}
_SIZES = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}


def printer_for(paper: Paper) -> QPrinter:
    """A printer that is set to the paper; its margins are those of the report."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(_SIZES[paper]))
    printer.setFullPage(True)
    return printer


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
        self._last = 0
        job.page_made.connect(self._on_page)
        job.page_failed.connect(self._on_failed)

    @property
    def is_under_way(self) -> bool:
        return self._printer is not None

    def start(self, printer: QPrinter, review: Review, wanted: PageWanted) -> None:
        """Prints the pages that were chosen in the printer's own dialog; else all of them."""
        dots = min(printer.resolution(), _MOST_DOTS_PER_INCH)
        first, self._last = max(printer.fromPage(), 1), printer.toPage()
        self._printer, self._review = printer, review
        self._wanted = replace(
            wanted,
            place=first - 1,
            width_px=round(_INCHES_WIDE[wanted.paper] * dots),
            checked=True,
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
        self.progressed.emit((page.place + 1) / last)
        if page.place + 1 < last:
            self._wanted = replace(wanted, place=page.place + 1)
            self._job.show_page(review, self._wanted)
            return
        self._end()
        self.printed.emit(last)

    def _on_failed(self, error: Exception) -> None:
        if self.is_under_way:
            self._end()
            self.failed.emit(error)

    def _end(self) -> None:
        if self._sheets is not None:
            self._sheets.close()
        self._sheets = self._printer = self._review = self._wanted = None


def _sheets(printer: QPrinter) -> Generator[None, PagePicture, None]:
    """Puts each page it is sent on a sheet of its own. Raises KnownError where none comes out."""
    with QPainter(printer) as painter:
        if not painter.isActive():
            raise KnownError(
                "The printer does not answer. The report is safe; look at the printer, or export "
                "a PDF and print that."
            )
        page = yield
        while True:
            image = QImage(
                page.pixels, page.width, page.height, page.width * 4, QImage.Format.Format_RGB32
            )
            room = QRectF(painter.viewport())
            height = room.width() * page.height / page.width
            painter.drawImage(QRectF(0.0, 0.0, room.width(), height), image)
            page = yield
            if not printer.newPage():
                raise KnownError("The printer stopped in the middle. Look at it, then print again.")
