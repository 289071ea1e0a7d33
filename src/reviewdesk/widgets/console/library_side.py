"""What the window does with the library: new, import, export, trash, backups, another file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from reviewdesk.qt.view_state import Clock, Page

if TYPE_CHECKING:
    from datetime import date

    from reviewdesk.domain.library import ReviewRow
    from reviewdesk.domain.review import ReviewKind
    from reviewdesk.qt.librarian import Librarian
    from reviewdesk.qt.view_state import ViewState
    from reviewdesk.widgets.console.desk_side import DeskSide
    from reviewdesk.widgets.console.frame import ConsoleFrame

_PATIENCE_MS = 400
"""What takes no longer than this is not worth a sentence."""
_BUNDLES = "ReviewDesk (*.review *.json)"
_READABLE = "ReviewDesk (*.review *.json *.pdf)"
"""A PDF of ours may carry its review."""


class LibrarySide(QObject):
    """Asks for what a wish still lacks, hands it to the librarian, and tells what came of it."""

    def __init__(
        self, window: ConsoleFrame, desk_side: DeskSide, librarian: Librarian, view: ViewState
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk_side = desk_side
        self._librarian = librarian
        self._view = view
        librarian.refused.connect(self._on_refused)
        librarian.opened.connect(self._on_opened)
        librarian.went_well.connect(self._on_went_well)
        librarian.taken_back.connect(window.notices.withdraw)
        librarian.failed.connect(self._on_failed)
        librarian.succeeded.connect(self._on_succeeded)
        librarian.trashed.connect(self._on_trashed)
        librarian.busy.connect(self._on_busy)
        librarian.desk_ready.connect(self._on_desk_ready)
        librarian.lists_changed.connect(self._on_lists_changed)
        self._busy = ""
        self._trashed, self._trashed_seen = "", False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._on_patience_gone)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "new_review": self.ask_new,
            "open_sample": self._librarian.add_sample,
            "import_review": self._on_import,
            "export_bundle": self._on_export,
            "duplicate_review": lambda: self._with_open(self._librarian.duplicate),
            "archive_review": lambda: self._with_open(self._archive),
            "trash_review": lambda: self._with_open(self._librarian.trash),
            "trash": self._on_trash,
            "export_all": self._on_export_all,
            "backup": self._librarian.backup,
            "restore": self.ask_restore,
            "check": self._librarian.check,
            "choose_library": self.ask_library,
        }

    def ask_new(self) -> None:
        """Asks what a new review needs, and opens it."""
        from reviewdesk.widgets.library.new_review import NewReviewDialog

        zone = self._window.chosen.last_zone or self._local_zone()
        dialog = NewReviewDialog(zone, self._window)
        dialog.made.connect(self._on_new)
        dialog.open()

    def _on_new(
        self, title: str, kind: ReviewKind, zone: str, day: date, departments: Sequence[str]
    ) -> None:
        self._window.remember(last_zone=zone)
        self._librarian.create(title, kind, zone, day, departments)

    def _local_zone(self) -> str:
        from reviewdesk.qt.zones import zone_name

        return zone_name(Clock.LOCAL, "")

    def ask_library(self) -> None:
        """Asks for another library file, and opens it."""
        name = self._file(
            self.tr("Open another library"),
            "ReviewDesk (*.reviews *.db);;All files (*)",
            save=False,
        )
        if name is not None:
            self._change_library(name)

    def ask_restore(self) -> None:
        """Offers the backups there are."""
        path = self._librarian.path
        if path is None:
            return
        from reviewdesk.widgets.library.restore import RestoreDialog

        dialog = RestoreDialog(self._window)
        dialog.chosen.connect(self._on_backup_chosen)
        self._librarian.backups(path, dialog.show_backups)
        dialog.open()

    def _on_backup_chosen(self, backup: Path) -> None:
        if self._desk_side.put_away():
            self._librarian.restore(backup)

    def tell_lost(self, sentence: str, copy: str) -> None:
        """Says that the library's file went, and offers to go on with what was rescued of it."""
        self._window.notices.tell(
            sentence,
            (self.tr("Put the copy in its place"), partial(self._put_back, sentence, copy)),
            once="lost",
        )

    def _put_back(self, sentence: str, copy: str) -> None:
        without = self.tr(
            "The copy holds everything that was saved and will be put in its place. Only what was "
            "typed last is not in it: copy it first if you need it, then go on without it."
        )
        if self._desk_side.put_away(lost=without):
            self._librarian.restore(Path(copy))
        else:
            self.tell_lost(sentence, copy)

    def _change_library(self, path: Path) -> None:
        if self._desk_side.put_away():
            self._librarian.close()
            self._librarian.open(path)

    def _with_open(self, what: Callable[[str], object]) -> None:
        bridge = self._desk_side.bridge
        if bridge is not None:
            what(bridge.review.id)

    def _archive(self, review_id: str) -> None:
        self._desk_side.put_away()
        self._librarian.set_archived(review_id, True)
        self._window.notices.tell(
            self.tr("The review is in the archive; the library shows it when asked to."),
            (self.tr("Take it out"), partial(self._librarian.set_archived, review_id, False)),
        )

    def _on_import(self) -> None:
        name = self._file(self.tr("Import a review"), _READABLE, save=False)
        if name is not None:
            self._librarian.import_bundle(name)

    def _on_export(self) -> None:
        bridge = self._desk_side.bridge
        if bridge is None:
            return
        name = self._file(self.tr("Export the whole review"), _BUNDLES, save=True)
        if name is not None:
            ending = "" if name.suffix in {".review", ".json"} else ".review"
            self._librarian.export_bundle(bridge.review.id, name.with_name(name.name + ending))

    def _on_export_all(self) -> None:
        from reviewdesk.widgets.dialogs.export_all_dialog import ExportAllDialog
        from reviewdesk.widgets.fields import flush_fields

        flush_fields(self._window)
        ExportAllDialog(self._librarian.service, self._desk_side.clock, self._window).show()

    def _on_trash(self) -> None:
        self._view.set_page(Page.LIBRARY)
        self._window.library_page.show_trash(True)

    def _on_left_running(self, rows: Sequence[ReviewRow]) -> None:
        """Offers to go on with the session the program was ended in, by Enter alone."""
        if not rows or self._desk_side.is_open:
            return
        left = rows[0]
        self._window.notices.tell(
            self.tr("A session of “%1” was running when the program ended.").replace(
                "%1", left.title[:80]
            ),
            (self.tr("Go on (Enter)"), partial(self._librarian.open_review, left.id)),
            once="left_running",
            at_hand=True,
        )

    def _on_desk_ready(self) -> None:
        self._window.notices.clear("left_running")
        # Another review is at hand; the offer is about one that nobody thinks of any more.
        self._window.notices.clear("trashed")

    def _on_lists_changed(self) -> None:
        trashed = {row.id for row in self._librarian.reviews if row.deleted_at is not None}
        if self._trashed and self._trashed not in trashed and self._trashed_seen:
            self._trashed = ""
            self._window.notices.clear("trashed")
        self._trashed_seen = self._trashed in trashed

    def _on_trashed(self, review_id: str, title: str) -> None:
        self._trashed, self._trashed_seen = review_id, False
        self._view.set_page(Page.LIBRARY)
        self._window.notices.tell(
            self.tr("“%1” is in the trash for 30 days.").replace("%1", title[:80]),
            (self.tr("Put it back"), partial(self._librarian.restore_from_trash, review_id)),
            once="trashed",
        )

    def _on_refused(self, sentence: str) -> None:
        self._window.notices.tell(
            sentence,
            (self.tr("Try again"), self._on_again),
            (self.tr("Restore from a backup…"), self.ask_restore),
            (self.tr("Open another library…"), self.ask_library),
            once="refused",
        )

    def _on_opened(self) -> None:
        self._window.notices.clear("refused")
        self._librarian.left_running(self._on_left_running)

    def _on_went_well(self, sentence: str) -> None:
        self._window.notices.tell(sentence, passing=True)

    def _on_failed(self, kind: str, sentence: str) -> None:
        self._window.notices.tell(sentence, once=f"failed {kind}")

    def _on_succeeded(self, kind: str) -> None:
        # Why it could not be done is of no use any more, and would be read as being about this.
        self._window.notices.clear(f"failed {kind}")

    def _on_again(self) -> None:
        if self._librarian.path is not None:
            self._librarian.open(self._librarian.path)

    def _on_busy(self, sentence: str) -> None:
        self._busy = sentence
        if sentence:
            self._patience.start()
        else:
            self._patience.stop()
            self._window.notices.clear("busy")

    def _on_patience_gone(self) -> None:
        self._window.notices.tell(self._busy, once="busy")

    def _file(self, title: str, kinds: str, *, save: bool) -> Path | None:
        choose = QFileDialog.getSaveFileName if save else QFileDialog.getOpenFileName
        name, _kind = choose(self._window, title, "", kinds)
        return Path(name) if name else None
