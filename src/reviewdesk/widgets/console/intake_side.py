"""Bringing in what others wrote: from the clipboard, from a file, by dropping it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit

if TYPE_CHECKING:
    from datetime import datetime

    from reviewdesk.qt.theme import Theme
    from reviewdesk.qt.view_state import ViewState
    from reviewdesk.services.desk import Edited
    from reviewdesk.services.importing import Material
    from reviewdesk.widgets.console.desk_side import DeskSide
    from reviewdesk.widgets.console.frame import ConsoleFrame

_MOST_SELECTED = 50_000
_MOST_CHARS = 100_000_000


class IntakeSide(QObject):
    """Opens the preview for whatever comes in while a review is open."""

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
        self._added: tuple[str, frozenset[str]] = ("", frozenset())
        self._waiting: list[Path] = []
        """Of files that came together those whose preview is still to be opened."""
        view.brought.connect(self.take)
        view.said.connect(self._tell)
        view.said_of_step.connect(self._tell_of_step)
        view.unsaid.connect(window.notices.withdraw)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {"paste_elsewhere": self.paste, "read_file": self.ask_file}

    def paste(self) -> None:
        """Takes what stands on the clipboard."""
        self.take(QGuiApplication.clipboard().mimeData())

    def ask_file(self) -> None:
        """Asks for a file, and takes it."""
        kinds = self.tr(
            "Texts and tables (*.txt *.md *.csv *.tsv *.log *.html);;"
            "Questionnaires (*.pdf);;All files (*)"
        )
        name, _kind = QFileDialog.getOpenFileName(
            self._window, self.tr("Read in a file"), "", kinds
        )
        if name:
            self._open(Path(name))

    def take(self, held: QMimeData | None) -> None:
        """Opens the preview of what is pasted or dropped, or says why there is none."""
        from reviewdesk.services.importing import Material

        held = held or QMimeData()
        files = [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]
        text = held.text() if held.hasText() else ""
        html = held.html() if held.hasHtml() else ""
        if files:
            self._waiting = files[1:]
            self._open(files[0])
        elif max(len(text), len(html)) > _MOST_CHARS:
            self._tell(self.tr("More than 100 MB are on the clipboard. Nothing was added."))
        elif text.strip() or html.strip():
            self._open(Material(text, html, self.tr("Clipboard")))
        elif held.hasImage():
            self._tell(
                self.tr(
                    "There is a picture on the clipboard, not text. Nothing was added. A picture "
                    "can be evidence of an event: select one, then add it in its panel."
                )
            )
        else:
            self._tell(self.tr("There is nothing on the clipboard to paste."))

    def _tell(self, sentence: str) -> None:
        self._window.notices.tell(sentence, once="intake", passing=True)

    def _tell_of_step(self, sentence: str) -> None:
        bridge = self._desk_side.bridge
        step = bridge.desk.last_step if bridge is not None else ""
        self._window.notices.tell(sentence, once="intake", passing=True, step=step)

    def _open(self, material: Material | Path) -> None:
        from reviewdesk.widgets.intake.preview import PastePreview

        bridge = self._desk_side.bridge
        if bridge is None:
            return
        if isinstance(material, Path) and material.suffix.lower() == ".pdf":
            # The one PDF there is anything to read from is a form of ours.
            self._view.questionnaire_brought.emit(material)
            return
        preview = PastePreview(bridge, self._theme, self._clock, material, self._window)
        preview.added.connect(self._on_added)
        # Later: what was added is to be seen behind the next one.
        preview.finished.connect(self._on_closed, Qt.ConnectionType.QueuedConnection)
        preview.open()

    def _on_closed(self, result: int) -> None:
        """The next of several files has its turn, until one is closed that could be added."""
        waiting, self._waiting = self._waiting, []
        if not waiting or self._desk_side.bridge is None:
            return
        if result:
            self._waiting = waiting[1:]
            self._open(waiting[0])
        else:
            names = ", ".join(f"“{one.name}”" for one in waiting[:3])
            more = "" if len(waiting) <= 3 else " …"
            self._tell(self.tr("Not read in: %1.").replace("%1", names + more))

    def _on_added(self, ids: tuple[str, ...]) -> None:
        from reviewdesk.qt.view_state import Page

        self._view.set_page(Page.TIMELINE)
        self._view.select(*(ids if len(ids) <= _MOST_SELECTED else ids[:1]))
        bridge = self._desk_side.bridge
        if bridge is not None:
            bench = self._desk_side.workbench()
            bench.timeline.timeline.fit_selection()
            if not isinstance(self._window.focusWidget(), QLineEdit | QPlainTextEdit):
                # Its keys act on what came.
                bench.focus_timeline()
            count = f"{len(ids):,}"
            words = self.tr("1 event added. Ctrl+Z takes it back.")
            if len(ids) != 1:
                words = self.tr("%1 events added. Ctrl+Z takes all of them back.")
            words = words.replace("%1", count)
            self._tell(words)
            self._added = (words, frozenset(ids))
            bridge.edited.connect(self._on_edited, Qt.ConnectionType.UniqueConnection)

    def _on_edited(self, edited: Edited) -> None:
        """Once they are taken back, they are not said to be there."""
        sentence, ids = self._added
        from reviewdesk.domain.entries import Entry

        entries = edited.of(Entry)
        if sentence and any(entries[one].after is None for one in ids & entries.keys()):
            self._window.notices.withdraw(sentence)
            self._added = ("", frozenset())
