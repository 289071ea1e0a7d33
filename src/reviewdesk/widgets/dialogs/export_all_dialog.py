"""Copies of all reviews into one folder."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from reviewdesk.domain.copies import Template
from reviewdesk.domain.errors import KnownError
from reviewdesk.qt.batch_job import BatchJob
from reviewdesk.services.batch import BatchResult
from reviewdesk.services.exporting import Audience, CopyChoice, Paper, is_taken, usual_paper
from reviewdesk.services.library import LibraryService
from reviewdesk.widgets.choice_box import ChoiceBox
from reviewdesk.widgets.dialogs.room_for_words import make_room
from reviewdesk.widgets.parts import button, label, set_state, shown

_WIDTH_PX = 560
_MOST_REFUSED = 3


class ExportAllDialog(QDialog):
    """Makes one file for each review; what cannot be copied is named, and stops no other."""

    def __init__(
        self,
        library: LibraryService,
        clock: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("export_all_dialog")
        self.setWindowTitle(self.tr("Export all reviews"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._library, self._clock = library, clock
        self._job = BatchJob(self)
        self._running = self._finished = False
        self._audience = self._chooser("export_all_audience", self.tr("For whom"))
        for audience, name in (
            (Audience.COMPANY, self.tr("The company: roles instead of names")),
            (Audience.MEMBERS, self.tr("Members: names as they were entered")),
            (Audience.PUBLIC, self.tr("The public: only what is marked as public")),
        ):
            self._audience.addItem(name, audience)
        self._made_as = self._chooser("export_all_template", self.tr("Made as"))
        for words, name in (
            ((".pdf", Template.FULL), self.tr("PDF, the full report")),
            ((".pdf", Template.TWO_PAGES), self.tr("PDF of two pages")),
            ((".pdf", Template.TALK), self.tr("PDF of one page for a talk")),
            ((".pdf", Template.REPAIRS), self.tr("PDF of the repairs")),
            ((".pdf", Template.CHANGED), self.tr("PDF of what changed")),
            ((".html", Template.FULL), self.tr("Web page in one file")),
            ((".md", Template.FULL), self.tr("Markdown")),
        ):
            self._made_as.addItem(name, words)
        self._folder = QLineEdit(str(_documents()))
        self._folder.setObjectName("export_all_folder")
        self._folder.setAccessibleName(self.tr("Folder"))
        self._choose = button(self.tr("Choose…"), "export_all_choose")
        self._choose.setAutoDefault(False)
        self._progress = QProgressBar()
        self._progress.setObjectName("export_all_progress")
        self._progress.setAccessibleName(self.tr("Progress"))
        self._progress.setTextVisible(False)
        self._told = label("", "quiet")
        self._told.setObjectName("export_all_told")
        self._told.setWordWrap(True)
        self._show = button(self.tr("Show in folder"), "export_all_show")
        self._cancel = button(self.tr("Cancel"), "export_all_cancel")
        self._start = button(self.tr("Export all"), "export_all_start", "accent")
        for one in (self._show, self._cancel):
            one.setAutoDefault(False)
        self._start.setDefault(True)
        self._lay_out()
        self._connect_signals()
        self._show_state()

    def _chooser(self, name: str, accessible: str) -> QComboBox:
        made = ChoiceBox()
        made.setObjectName(name)
        made.setAccessibleName(accessible)
        return made

    def _lay_out(self) -> None:
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self._folder, 1)
        where.addWidget(self._choose)
        fields = QFormLayout()
        fields.setHorizontalSpacing(14)
        fields.setVerticalSpacing(10)
        fields.addRow(self.tr("For whom"), self._audience)
        fields.addRow(self.tr("Made as"), self._made_as)
        fields.addRow(self.tr("Folder"), where)
        foot = QHBoxLayout()
        foot.addWidget(self._show)
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._start)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Export all reviews"), "heading"))
        column.addWidget(
            label(self.tr("One file for each review that is not in the trash."), "quiet")
        )
        column.addLayout(fields)
        column.addWidget(self._progress)
        column.addWidget(self._told)
        column.addLayout(foot)
        self.setMinimumWidth(_WIDTH_PX)

    def _connect_signals(self) -> None:
        self._choose.clicked.connect(self._on_choose)
        self._start.clicked.connect(self._on_start)
        self._cancel.clicked.connect(self._on_cancel)
        self._show.clicked.connect(self._on_show)
        self._job.progressed.connect(self._on_progressed)
        self._job.done.connect(self._on_done)
        self._job.failed.connect(self._on_failed)

    def done(self, result: int) -> None:
        """Closes the dialog; what is under way is given up first."""
        self._job.close()
        super().done(result)

    def _path(self) -> Path:
        return Path(self._folder.text().strip()).expanduser()

    def _on_choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder"), str(self._path()))
        if name:
            self._folder.setText(name)

    def _on_start(self) -> None:
        if not is_taken(self._path()):
            self._tell(
                self.tr("This folder is not there. Nothing was written. Choose another one."),
                attention=True,
            )
            return
        suffix, template = self._made_as.currentData()
        self._running, self._finished = True, False
        self._progress.setValue(0)
        self._show_state()
        self._job.start(
            self._library,
            self._path(),
            audience=Audience(self._audience.currentData()),
            paper=Paper(usual_paper()),
            suffix=suffix,
            choice=CopyChoice(Template(template)),
            now=self._clock(),
        )

    def _on_cancel(self) -> None:
        if self._running:
            self._tell(self.tr("Stopping…"))
            self._job.cancel()
        else:
            self.reject()

    def _on_show(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path())))

    def _on_progressed(self, share: float, title: str) -> None:
        self._progress.setValue(round(share * 100))
        self._tell(shown(title[:120]))

    def _on_done(self, result: BatchResult) -> None:
        self._running, self._finished = False, bool(result.written)
        count = len(result.written)
        told = self.tr("%1 files written, each looked through for names and private notes.")
        if count == 1:
            told = self.tr("1 file written, looked through for names and private notes.")
        told = told.replace("%1", f"{count:,}")
        if result.stopped:
            told = self.tr("Stopped.") + f" {told}"
        for title, reason in result.refused[:_MOST_REFUSED]:
            told += f"\n“{shown(title[:60])}”: {reason}"
        rest = len(result.refused) - _MOST_REFUSED
        if rest > 0:
            told += "\n" + self.tr("and %1 more that could not be copied").replace(
                "%1", f"{rest:,}"
            )
        for title, note in result.notes[:_MOST_REFUSED]:
            told += f"\n“{shown(title[:60])}”: {note}"
        self._tell(told, attention=bool(result.refused or result.notes))
        self._show_state()

    def _on_failed(self, error: Exception) -> None:
        self._running = False
        self._show_state()
        if not isinstance(error, KnownError):
            self._tell(self.tr("The copies could not be made."), attention=True)
            raise error
        self._tell(str(error), attention=True)

    def _tell(self, sentence: str, *, attention: bool = False) -> None:
        self._told.setText(shown(sentence))
        set_state(self._told, "role", "attention" if attention else "quiet")
        make_room(self, self._told)

    def _show_state(self) -> None:
        for one in (self._audience, self._made_as, self._folder, self._choose, self._start):
            one.setEnabled(not self._running)
        self._progress.setVisible(self._running)
        self._show.setVisible(self._finished)
        ended = self._finished and not self._running
        self._cancel.setText(self.tr("Close") if ended else self.tr("Cancel"))


def _documents() -> Path:
    places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(places[0]) if places and is_taken(Path(places[0])) else Path.home()
