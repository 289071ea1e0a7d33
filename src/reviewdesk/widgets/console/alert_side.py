"""Alert histories: asked for, read off the GUI thread, and shown before they are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from reviewdesk.domain.errors import KnownError

if TYPE_CHECKING:
    from reviewdesk.qt.jobs import Jobs
    from reviewdesk.qt.theme import Theme
    from reviewdesk.qt.view_state import ViewState
    from reviewdesk.services.alert_histories import Columns, OfferedHistory
    from reviewdesk.widgets.console.desk_side import DeskSide
    from reviewdesk.widgets.console.frame import ConsoleFrame
    from reviewdesk.widgets.dialogs.alert_history_dialog import AlertHistoryDialog


class AlertSide(QObject):
    """What the command "Read in alert history…" does."""

    def __init__(
        self, window: ConsoleFrame, desk_side: DeskSide, view: ViewState, theme: Theme
    ) -> None:
        super().__init__(window)
        self._window, self._desk_side = window, desk_side
        self._view, self._theme = view, theme
        self._jobs: Jobs | None = None
        self._columns: Columns | None = None

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {"read_alerts": self.ask_file}

    def ask_file(self) -> None:
        """Asks for a history, and reads it."""
        if self._desk_side.bridge is None:
            return
        name, _kind = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Read in alert history"),
            "",
            self.tr("Alert histories (*.json *.jsonl *.ndjson *.csv *.tsv *.txt);;All files (*)"),
        )
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Reads a history off the GUI thread, then shows what it says."""
        bridge = self._desk_side.bridge
        if bridge is None:
            return
        review_id = bridge.review.id
        self._window.notices.tell(
            self.tr("“%1” is being read.").replace("%1", path.name[:80]), once="alerts"
        )
        self._run(path, None, lambda found: self._show(found, review_id), self._on_failed)

    def _run(
        self,
        path: Path,
        columns: Columns | None,
        done: Callable[[OfferedHistory], None],
        failed: Callable[[Exception], None],
    ) -> None:
        from reviewdesk.domain.review import Review
        from reviewdesk.qt.jobs import Jobs
        from reviewdesk.services.alert_histories import read_history_file

        bridge = self._desk_side.bridge
        if bridge is None:
            return
        review = bridge.review
        # The worker reads records of its own list; edits go on meanwhile.
        copy = Review(review.head, [one for one in review.records() if one is not review.head])
        if self._jobs is None:
            self._jobs = Jobs("alerts", self)
        self._jobs.run(lambda: read_history_file(path, copy, columns), done, failed)

    def _show(self, found: OfferedHistory, review_id: str) -> None:
        from reviewdesk.widgets.dialogs.alert_history_dialog import AlertHistoryDialog
        from reviewdesk.widgets.record_links import RecordLinks

        self._window.notices.clear("alerts")
        bridge = self._desk_side.bridge
        if bridge is None or bridge.review.id != review_id:
            return
        links = RecordLinks(bridge, self._view, self._theme)
        dialog = AlertHistoryDialog(links, found, self._window)
        dialog.taken.connect(self._on_taken)
        dialog.columns_chosen.connect(lambda columns: self._read_again(dialog, found.path, columns))
        dialog.open()

    def _read_again(self, dialog: AlertHistoryDialog, path: Path | None, columns: Columns) -> None:
        """Shows what the file says by other columns; what was chosen last counts."""
        if path is None:
            return
        self._columns = columns

        def done(found: OfferedHistory) -> None:
            if columns == self._columns and isValid(dialog):
                dialog.show_found(found)

        def failed(error: Exception) -> None:
            if not isinstance(error, KnownError):
                raise error
            if columns == self._columns and isValid(dialog):
                dialog.show_refused(str(error))

        self._run(path, columns, done, failed)

    def _on_taken(self, count: int) -> None:
        one = self.tr("Alert history kept: 1 signal has a base rate. Ctrl+Z takes it back.")
        many = self.tr("Alert history kept: %1 signals have a base rate. Ctrl+Z takes it back.")
        self._window.notices.tell(
            one if count == 1 else many.replace("%1", f"{count:,}"),
            once="alerts",
            passing=True,
            step=self._desk_side.bridge.desk.last_step if self._desk_side.bridge else "",
        )

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._window.notices.tell(str(error), once="alerts")

    def close(self) -> None:
        """Waits for what is under way; nobody hears of it any more."""
        if self._jobs is not None:
            self._jobs.close()
            self._jobs = None
