"""Choosing for whom a copy of the review is made, and where it goes."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QHideEvent, QShowEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QRadioButton, QWidget

from reviewdesk.domain.errors import KnownError, LeakFoundError
from reviewdesk.domain.review import Review
from reviewdesk.qt.earlier_job import EarlierJob
from reviewdesk.qt.export_job import ExportJob
from reviewdesk.services.copying import CopyWords, PagePicture, PageWanted
from reviewdesk.services.exporting import (
    Audience,
    CopyChoice,
    Paper,
    is_taken,
    usual_paper,
)
from reviewdesk.services.library import LibraryService
from reviewdesk.widgets.dialogs.export_choices import ExportChoices
from reviewdesk.widgets.dialogs.export_place import ExportPlace
from reviewdesk.widgets.dialogs.page_preview import PagePreview
from reviewdesk.widgets.dialogs.printing import Printing, file_of, pages_of, printer_for
from reviewdesk.widgets.dialogs.room_for_words import (
    fit_screen,
    make_room,
    show_all_rows,
    take_height,
)
from reviewdesk.widgets.forms.ui_export_dialog import Ui_ExportDialog
from reviewdesk.widgets.parts import set_state, shown, tool_tip

_REST_MS = 250
"""After so long without another choice the preview is made anew."""
_PAGE_SHAPE = 0.77
"""How wide a page is for its height."""


class ExportDialog(QDialog):
    """Makes copies of one review until it is closed; the work is done off the GUI thread.

    Signals: `bundle_wanted(Path)` where the whole review is to be written, which the library does;
    `spot_wanted(str, str, str)` with table, id and field of what must not be in a copy and is.
    """

    bundle_wanted = Signal(object)
    spot_wanted = Signal(str, str, str)

    def __init__(
        self,
        review: Review,
        clock: Callable[[], datetime],
        parent: QWidget | None = None,
        remember: Callable[..., None] | None = None,
        look: Callable[[], tuple[str, str]] | None = None,
        keep_look: Callable[..., None] | None = None,
    ) -> None:
        """`remember` takes fields of the review's head: what is kept for its next copy.

        `look` gives company name and colour of all copies; `keep_look` takes these settings.
        """
        super().__init__(parent)
        self._form = Ui_ExportDialog()
        self._form.setupUi(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._review = review
        self._clock = clock
        self._job = ExportJob(self)
        self._earlier = EarlierJob(self)
        self._printing = Printing(ExportJob(self), self)
        self._running = False
        self._chosen_before: QRadioButton | None = None
        """For whom a copy was, before a form was chosen that is for the members alone."""
        self._began_at: QWidget | None = None
        """What had the keyboard before it went to the button that stops."""
        self._written: Path | None = None
        self._notes: list[str] = []
        self._spots: tuple[tuple[str, str, str], ...] = ()
        self._awaits_page = False
        form = self._form
        self._place = ExportPlace(form, self, review, self.audience)
        self.choices = ExportChoices(form, self, review, remember, look, keep_look)
        self._preview = PagePreview(self)
        form.preview_column.addWidget(self._preview)
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(_REST_MS)
        form.export_paper.addItem(self.tr("A4"), Paper.A4)
        form.export_paper.addItem(self.tr("Letter"), Paper.LETTER)
        form.export_paper.setCurrentIndex(form.export_paper.findData(usual_paper()))
        self._connect_signals()
        self._place.suggest()
        take_height(self, _PAGE_SHAPE)
        form.export_company.setFocus()

    def _connect_signals(self) -> None:
        form = self._form
        for button in (form.export_members, form.export_company, form.export_public):
            button.toggled.connect(self._place.suggest)
        self._place.changed.connect(self._on_changed)
        form.export_paper.currentIndexChanged.connect(self._on_changed)
        form.export_start.clicked.connect(self._on_start)
        form.export_replace.clicked.connect(self._on_replace)
        form.export_cancel.clicked.connect(self._on_cancel)
        form.export_open.clicked.connect(self._on_open)
        form.export_show.clicked.connect(self._on_show)
        form.export_leak.clicked.connect(self._on_leak)
        form.export_print.clicked.connect(self._on_print)
        self._printing.progressed.connect(self._on_progressed)
        self._printing.printed.connect(self._on_printed)
        self._printing.stopped.connect(self._on_printing_stopped)
        self._printing.failed.connect(self._on_failed)
        self._earlier.found.connect(self.choices.set_earlier)
        self.choices.changed.connect(self._on_changed)
        self.choices.names_decided.connect(self._on_names_decided)
        self._asking.timeout.connect(self._on_asking)
        self._preview.page_wanted.connect(self._ask_soon)
        self._job.page_made.connect(self._on_page_made)
        self._job.page_progressed.connect(self._preview.show_progress)
        self._job.page_failed.connect(self._on_page_failed)
        self._job.progressed.connect(self._on_progressed)
        self._job.noted.connect(self._on_noted)
        self._job.written.connect(self._on_written)
        self._job.stopped.connect(self._on_stopped)
        self._job.failed.connect(self._on_failed)

    def done(self, result: int) -> None:
        """Closes the dialog; what is under way is given up first."""
        self._asking.stop()
        self._printing.close()
        self._earlier.close()
        self._job.close()
        self.choices.close()
        super().done(result)

    def reject(self) -> None:
        """Escape gives up the copy that is being made, or what is asked, first; then it closes."""
        if self._running:
            self._on_cancel()
        elif self._form.export_replace.isVisible():
            self._tell("")
            self._form.export_where.setFocus()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closes, whatever is under way: `done` gives it up."""
        event.ignore()
        self.done(QDialog.DialogCode.Rejected)

    def showEvent(self, event: QShowEvent) -> None:
        """Fits in all that the style sheet makes higher; the lists that open show all there is."""
        super().showEvent(event)
        form = self._form
        for box in (form.export_form, form.export_template, form.export_paper):
            show_all_rows(box)
        fit_screen(self, form.export_area)

    def hideEvent(self, event: QHideEvent) -> None:
        """Gives up what is under way when the window it belongs to goes."""
        if not event.spontaneous():
            self._job.cancel()
        super().hideEvent(event)

    def look_back(self, library: LibraryService) -> None:
        """Has earlier reviews alike looked for, which the report tells of."""
        self._earlier.start(library, self._review)

    def audience(self) -> Audience:
        form = self._form
        if form.export_members.isChecked():
            return Audience.MEMBERS
        return Audience.PUBLIC if form.export_public.isChecked() else Audience.COMPANY

    def _on_names_decided(self) -> None:
        self._place.suggest()
        self._on_changed()

    def _ask_page(self) -> None:
        """Asks for the first page of what would be made, once the choices have rested."""
        if self._place.is_whole:
            self._asking.stop()
            self._awaits_page = False
            self._preview.show_sentence(
                self.tr("It holds everything: names, private notes and kept files too.")
            )
            return
        self._preview.show_busy()
        self._awaits_page = True
        self._ask_soon(self._preview.place)

    def _ask_soon(self, _place: int) -> None:
        if not self._running:
            self._asking.start()

    def _on_asking(self) -> None:
        if self._running or not self.isVisible():
            return
        self._job.show_page(self._review, self._page_wanted())

    def _page_wanted(self) -> PageWanted:
        return PageWanted(
            self._preview.place,
            self._preview.width_px(),
            self.audience(),
            self._form.export_paper.currentData(),
            self._clock(),
            self.choices.choice(self.audience()),
            suffix=self._place.suffix or ".pdf",
        )

    def _on_page_made(self, made: PagePicture | CopyWords) -> None:
        self._awaits_page = False
        if isinstance(made, CopyWords):
            self._preview.show_words(made, self._place.suffix)
        elif self._place.has_pages:
            self._preview.show_page(made)
        else:
            self._preview.show_drawing(made)

    def _on_page_failed(self, error: Exception) -> None:
        self._awaits_page = False
        if not isinstance(error, KnownError):
            self._preview.show_sentence(self.tr("The preview could not be made."))
            raise error
        self._preview.show_sentence(str(error))

    def _on_changed(self) -> None:
        self._written = None
        self._tell("")
        self._show_state()
        self._ask_page()

    def _on_start(self) -> None:
        if self._running or self._written is not None:
            # By key and by click at once: one copy is what was asked for.
            return
        if is_taken(self._place.path):
            self._ask_whether_to_replace()
        else:
            self._make(force=False)

    def _ask_whether_to_replace(self) -> None:
        told = self.tr("“%1” is there already. Replace it, or give the copy another name.")
        self._spots = ()
        self._tell(told.replace("%1", self._place.path.name), attention=True, asks=True)
        # Not the button that was pressed: a second click on that one says nothing.
        self._form.export_replace.setFocus()

    def _on_replace(self) -> None:
        self._form.export_start.setFocus()
        self._make(force=True)

    def _make(self, *, force: bool) -> None:
        if self._place.is_whole:
            # The library writes it, for it has the kept files.
            self.bundle_wanted.emit(self._place.path)
            self.accept()
            return
        choice = self.choices.choice(self.audience())
        self._write(self._place.path, choice, force=force)

    def _write(self, path: Path, choice: CopyChoice, *, force: bool) -> None:
        self._begin(self.tr("Making the copy…"))
        self._notes = []
        self._job.start(
            self._review,
            path,
            audience=self.audience(),
            paper=self._form.export_paper.currentData(),
            force=force,
            now=self._clock(),
            choice=choice,
        )

    def _begin(self, sentence: str) -> None:
        self._written = None
        self._running = True
        self._began_at = self.focusWidget()
        self._form.export_progress.setValue(0)
        self._tell(sentence)
        self._show_state()
        self._form.export_cancel.setFocus()

    def _on_print(self) -> None:
        """Prints what the preview shows, on the paper that is chosen."""
        printer = printer_for(self._form.export_paper.currentData())
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(self.tr("Print the report"))
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """On paper; where the printer writes a PDF, that is our own, with all that is in it."""
        path = file_of(printer)
        if path is not None:
            choice = replace(self.choices.choice(self.audience()), pages=pages_of(printer))
            # The printer's own dialog has asked whether the file it names may be overwritten.
            self._write(path, choice, force=path == Path(printer.outputFileName()))
            return
        self._begin(self.tr("Printing…"))
        self._printing.start(printer, self._review, self._page_wanted())

    def _on_printed(self, pages: int) -> None:
        told = self.tr("%1 pages went to the printer, looked through as a file would be.")
        if pages == 1:
            told = self.tr("1 page went to the printer, looked through as a file would be.")
        self._ended(told.replace("%1", f"{pages:,}"))

    def _on_printing_stopped(self) -> None:
        self._ended(self.tr("Stopped. What had reached the printer may still come out."))

    def _on_cancel(self) -> None:
        if self._printing.is_under_way:
            self._printing.stop()
        elif self._running:
            self._tell(self.tr("Stopping…"))
            self._job.cancel()
        else:
            self.done(QDialog.DialogCode.Rejected)

    def _on_progressed(self, share: float) -> None:
        self._form.export_progress.setValue(round(share * 100))

    def _on_noted(self, told: str) -> None:
        self._notes.append(told)

    def _on_written(self, path: Path) -> None:
        self._written = path
        told = (
            self.tr("Written, and looked through for private notes: none found. Names are in it.")
            if self.audience() is Audience.MEMBERS
            else self.tr("Written, and looked through for names and private notes: none found.")
        )
        if path != self._place.path:
            # It was printed into another file than the one that is named here.
            told = f"“{path.name}”: {told}"
        self._ended(" ".join([told, *self._notes]), attention=bool(self._notes))

    def _on_stopped(self) -> None:
        self._ended(self.tr("Stopped. No file was written."))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            self._ended(self.tr("The copy could not be made. No file was written."))
            raise error
        if isinstance(error, LeakFoundError):
            self._spots = error.spots
            self._ended(error.told, attention=True)
            if self._spots:
                self._form.export_leak.setFocus()
            return
        self._ended(str(error), attention=True)

    def _on_leak(self) -> None:
        """Goes to the first place it stands in; the others are found by the same words there."""
        spot = self._spots[0]
        self.reject()
        self.spot_wanted.emit(*spot)

    def _ended(self, sentence: str, *, attention: bool = False) -> None:
        self._running = False
        self._tell(sentence, attention=attention)
        self._show_state()
        if self._written is None and self._began_at is not None:
            self._began_at.setFocus()
        if self._awaits_page:
            # The copy came before the preview.
            self._asking.start()

    def _tell(self, sentence: str, *, attention: bool = False, asks: bool = False) -> None:
        if not attention:
            self._spots = ()
        self._form.export_leak.setVisible(bool(self._spots))
        self._form.export_replace.setVisible(asks)
        self._form.export_told.setText(shown(sentence))
        set_state(self._form.export_told, "role", "attention" if attention else "quiet")
        fit_screen(self, self._form.export_area)
        make_room(self, self._form.export_told)

    def _show_state(self) -> None:
        form = self._form
        done = self._written is not None
        for field in (
            form.export_members, form.export_company, form.export_public, form.export_form,
            form.export_where, form.export_choose, form.export_sections, form.export_names,
            form.export_look, form.export_attach,
        ):  # fmt: skip
            field.setEnabled(not self._running)
        if not self._running:
            self._keep_to_members()
        paged, worded = self._place.has_pages, self._place.has_sections
        self._allow(
            (form.export_paper, form.paper_label, form.export_attach, form.export_print),
            allowed=paged,
            otherwise=self.tr("Only a PDF has pages. Choose it as the form."),
        )
        self._allow(
            (form.export_template, form.template_label, form.export_sections),
            allowed=worded,
            otherwise=self.tr("This form is always made the same way: it has no sections."),
        )
        form.export_print.setVisible(not done)
        self.choices.sections.show_state()
        form.export_progress.setVisible(self._running)
        form.export_open.setVisible(done)
        form.export_show.setVisible(done)
        form.export_start.setVisible(not done)
        form.export_start.setEnabled(not self._running and self._place.is_named)
        form.export_cancel.setText(self.tr("Close") if done else self.tr("Cancel"))
        fit_screen(self, form.export_area)
        if done:
            form.export_open.setFocus()

    def _keep_to_members(self) -> None:
        """What holds everything is for members alone; another form is for whom it was before."""
        form = self._form
        buttons = (form.export_members, form.export_company, form.export_public)
        if self._place.is_whole:
            if self._chosen_before is None:
                self._chosen_before = next(one for one in buttons if one.isChecked())
            form.export_members.setChecked(True)
            form.export_company.setEnabled(False)
            form.export_public.setEnabled(False)
        elif self._chosen_before is not None:
            chosen, self._chosen_before = self._chosen_before, None
            chosen.setChecked(True)

    def _allow(self, widgets: Sequence[QWidget], *, allowed: bool, otherwise: str) -> None:
        """Lets them be used, or says in their tips why they cannot."""
        for one in widgets:
            one.setEnabled(allowed and not self._running)
            one.setToolTip("" if allowed else tool_tip(otherwise))

    def _on_open(self) -> None:
        if self._written is not None:
            self._open(self._written)

    def _on_show(self) -> None:
        if self._written is not None:
            self._open(self._written.parent)

    def _open(self, place: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(place))):
            self._tell(
                self.tr("No program of this system opens it. The file is at {place}.").format(
                    place=place
                ),
                attention=True,
            )
