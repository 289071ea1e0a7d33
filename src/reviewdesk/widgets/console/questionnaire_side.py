"""Questionnaires: made for a department, and read back in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from reviewdesk.domain.errors import KnownError

if TYPE_CHECKING:
    from datetime import datetime

    from reviewdesk.qt.jobs import Jobs
    from reviewdesk.qt.theme import Theme
    from reviewdesk.qt.view_state import ViewState
    from reviewdesk.services.exporting import Paper
    from reviewdesk.services.returned_questionnaires import FilledForm
    from reviewdesk.widgets.console.desk_side import DeskSide
    from reviewdesk.widgets.console.frame import ConsoleFrame


class QuestionnaireSide(QObject):
    """Asks for which department and for which file; the work is done off the GUI thread.

    Signals: `review_brought(Path)` where a PDF carries a review that is to be imported.
    """

    review_brought = Signal(object)

    def __init__(
        self,
        window: ConsoleFrame,
        desk_side: DeskSide,
        view: ViewState,
        theme: Theme,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self._window, self._desk_side, self._view = window, desk_side, view
        self._theme, self._clock = theme, clock
        self._jobs: Jobs | None = None
        view.questionnaire_wished.connect(self.ask_department)
        view.questionnaire_brought.connect(self.read)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "make_questionnaire": self._on_make,
            "read_questionnaire": self.ask_file,
        }

    def _on_make(self) -> None:
        self.ask_department(self._department_in_hand())

    def _department_in_hand(self) -> str:
        """That of the eyes chosen, else of the selected event; empty where there is none."""
        from reviewdesk.domain.entries import Entry

        bridge = self._desk_side.bridge
        if bridge is None:
            return ""
        entry = bridge.review.find(Entry, self._view.current)
        return self._view.eyes or (entry.department_id if entry else "") or ""

    def ask_department(self, department_id: str) -> None:
        """Offers to make a form for a department, `department_id` chosen."""
        from reviewdesk.widgets.dialogs.questionnaire_dialog import QuestionnaireDialog
        from reviewdesk.widgets.fields import flush_fields

        bridge = self._desk_side.bridge
        if bridge is None:
            return
        flush_fields(self._window)
        dialog = QuestionnaireDialog(bridge, self._view, self._theme, department_id, self._window)
        dialog.wished.connect(self._make)
        dialog.open()

    def ask_file(self) -> None:
        """Asks for a form that came back, and reads it."""
        name, _kind = QFileDialog.getOpenFileName(
            self._window, self.tr("Read in a questionnaire"), "", self.tr("PDF (*.pdf)")
        )
        if name:
            self.read(Path(name))

    def read(self, path: Path | None) -> None:
        """Reads a form off the GUI thread, and shows what came back; None asks for the file."""
        if path is None:
            self.ask_file()
            return
        from reviewdesk.services.library import carries_review
        from reviewdesk.services.returned_questionnaires import read_questionnaire

        def work() -> FilledForm | None:
            return None if carries_review(path) else read_questionnaire(path)

        def done(form: FilledForm | None) -> None:
            if form is None:
                self._offer_review(path)
            else:
                self._show(form, path.name)

        if self._desk_side.bridge is not None:
            self._run(work, done)

    def _offer_review(self, path: Path) -> None:
        """A report of ours may carry its review, which is no answer to anything here."""
        self._window.notices.tell(
            self.tr("“%1” is a report that carries a whole review.").replace("%1", path.name[:80]),
            (self.tr("Import it as a review of its own"), lambda: self.review_brought.emit(path)),
            once="questionnaire",
        )

    def _make(self, department_id: str, path: Path, paper: Paper) -> None:
        from reviewdesk.domain.review import Review
        from reviewdesk.services.questionnaires import write_questionnaire

        bridge = self._desk_side.bridge
        if bridge is None:
            return
        review = bridge.review
        # The worker reads records of its own list; edits go on meanwhile.
        copy = Review(review.head, [one for one in review.records() if one is not review.head])
        as_of, veil, now = self._view.as_of, self._view.veil, self._clock()

        def work() -> Path:
            return write_questionnaire(
                copy, department_id, path, as_of=as_of, veil=veil, paper=paper, force=True, now=now
            )

        self._run(work, self._on_made)

    def _on_made(self, path: Path) -> None:
        self._window.notices.tell(
            self.tr("“%1” is written. Have it filled in and saved, then read it in here.").replace(
                "%1", path.name[:80]
            ),
            (self.tr("Show in folder"), lambda: self._show_folder(path)),
            once="questionnaire",
            passing=True,
            passes_s=60,
        )

    def _show_folder(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    def _show(self, form: FilledForm, name: str) -> None:
        from reviewdesk.services.returned_questionnaires import returned
        from reviewdesk.widgets.dialogs.questionnaire_preview import QuestionnairePreview
        from reviewdesk.widgets.fields import flush_fields

        bridge = self._desk_side.bridge
        if bridge is None:
            return
        flush_fields(self._window)
        try:
            found = returned(bridge.review, form)
        except KnownError as error:
            self._on_failed(error)
            return
        self._window.notices.clear("questionnaire")
        preview = QuestionnairePreview(bridge, self._theme, found, name, self._window)
        preview.taken.connect(self._on_taken)
        preview.open()

    def _on_taken(self, card_id: str, count: int) -> None:
        if card_id:
            self._desk_side.show_record("card", card_id)
        told = self.tr("%1 answers taken in. Ctrl+Z takes all of them back.")
        one = self.tr("1 answer taken in. Ctrl+Z takes it back.")
        self._window.notices.tell(
            one if count == 1 else told.replace("%1", f"{count:,}"),
            once="questionnaire",
            passing=True,
            step=self._desk_side.bridge.desk.last_step if self._desk_side.bridge else "",
        )

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._window.notices.tell(str(error), once="questionnaire")

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        if self._jobs is None:
            from reviewdesk.qt.jobs import Jobs

            self._jobs = Jobs("questionnaire", self)
        self._jobs.run(work, done, self._on_failed)

    def close(self) -> None:
        """Waits for what is under way; nobody hears of it any more."""
        if self._jobs is not None:
            self._jobs.close()
            self._jobs = None
