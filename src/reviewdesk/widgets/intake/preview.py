"""Paste from elsewhere: what would be added is seen and corrected first, then added as one step."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reviewdesk.domain.asof import AsOf
from reviewdesk.domain.errors import KnownError
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.intake_job import IntakeJob
from reviewdesk.qt.intake_model import IntakeColumn, IntakeModel, Shown
from reviewdesk.qt.theme import Theme
from reviewdesk.services.desk import Prepared
from reviewdesk.services.importing import Material, Reading, surroundings_of, write_in
from reviewdesk.widgets.intake.choices_bar import ChoicesBar, ColumnsBar, NamesBar
from reviewdesk.widgets.intake.rows import IntakeRows
from reviewdesk.widgets.parts import ElidedLabel, button, label, set_state

_SIZE_PX = (1280, 720)
_RAW_PX = 78
_RAW_CHARS = 20_000


NOTHING_TO_ADD = 2
"""How a preview ends that is closed without anything in it to add; 0 and 1 are Qt's."""


class PastePreview(QDialog):
    """One material at a time; Enter adds what is kept, Escape adds nothing.

    Signals: `added(ids)` with the new events, once they are in the review.
    """

    added = Signal(object)

    def __init__(
        self,
        bridge: DeskBridge,
        theme: Theme,
        clock: Callable[[], datetime],
        material: Material | Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("paste_preview")
        self.setAccessibleName(self.tr("Paste from elsewhere"))
        self.setWindowTitle(self.tr("Paste from elsewhere"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._bridge, self._theme, self._clock = bridge, theme, clock
        self._material = material
        self._reading: Reading | None = None
        self._busy = True
        self._adding = False
        self._around = surroundings_of(bridge.review)
        self._entries = list(bridge.review.entries.values())
        self._job = IntakeJob(self)
        self._model = IntakeModel(theme, self)
        self.rows = IntakeRows(self._model, theme)
        self.rows.lanes = [one.name for one in bridge.review.departments]
        self.choices = ChoicesBar(theme)
        self.columns = ColumnsBar(theme)
        self.names = NamesBar(theme)
        self._chips: dict[Shown, QPushButton] = {}
        self._lay_out()
        self._connect_signals()
        self.resize(theme.px(_SIZE_PX[0]), theme.px(_SIZE_PX[1]))
        if parent is not None:
            room = parent.window().size()
            self.resize(self.size().boundedTo(room))
        self._read()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Paste from elsewhere"), "heading"))
        self._source = ElidedLabel("", "quiet")
        self._source.setObjectName("intake_source")
        head.addWidget(self._source, 1)
        column.addLayout(head)
        column.addWidget(self.choices)
        column.addWidget(self.columns)
        column.addWidget(self.names)
        column.addLayout(self._chip_row())
        column.addWidget(self.rows, 1)
        column.addLayout(self._raw_row())
        self._progress = QProgressBar()
        self._progress.setObjectName("intake_progress")
        self._progress.setAccessibleName(self.tr("Reading"))
        self._progress.setTextVisible(False)
        self._progress.setMaximum(1000)
        self._told = ElidedLabel("", "quiet")
        self._told.setObjectName("intake_told")
        self._cancel = button(self.tr("Cancel"), "intake_cancel")
        self._cancel.setAutoDefault(False)
        self._add = button(self.tr("Add"), "intake_add", "accent")
        self._add.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self._told, 1)
        foot.addWidget(self._progress, 1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._add)
        column.addLayout(foot)

    def _chip_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for which in Shown:
            chip = button("", f"intake_show_{which.name.lower()}", "chip")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setProperty("which", which)
            chip.clicked.connect(self._on_chip)
            # An empty one looks broken; its room is kept, so that nothing jumps.
            policy = chip.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            chip.setSizePolicy(policy)
            chip.hide()
            self._chips[which] = chip
            row.addWidget(chip)
        self._chips[Shown.ALL].setChecked(True)
        row.addStretch(1)
        hint = self.tr("Space keeps or drops · F2 corrects · L lane · K kind · Enter adds")
        row.addWidget(label(hint, "quiet"))
        return row

    def _raw_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        caption = self.tr("The line as it stands, and what is said of it")
        self._raw = self._pane("intake_raw", caption)
        self._notes = self._pane("intake_notes", self.tr("What was decided in reading"))
        for name, pane in (
            (caption, self._raw),
            (self.tr("What was decided in reading"), self._notes),
        ):
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(label(name, "quiet"))
            column.addWidget(pane)
            row.addLayout(column, 1)
        return row

    def _pane(self, name: str, caption: str) -> QPlainTextEdit:
        pane = QPlainTextEdit()
        pane.setObjectName(name)
        pane.setAccessibleName(caption)
        pane.setReadOnly(True)
        pane.setTabChangesFocus(True)
        pane.setFixedHeight(self._theme.px(_RAW_PX))
        return pane

    def _connect_signals(self) -> None:
        self._job.progressed.connect(self._on_progressed)
        self._job.read.connect(self._on_read)
        self._job.made.connect(self._on_made)
        self._job.failed.connect(self._on_failed)
        self.choices.changed.connect(self._read)
        self.choices.refused.connect(self._tell_refusal)
        self.columns.chosen.connect(self.choices.set_columns)
        self.rows.refused.connect(self._tell_refusal)
        self.rows.confirmed.connect(self._on_add)
        self._model.dataChanged.connect(self._say_counts)
        self._model.dataChanged.connect(self._say_line)
        self.rows.selectionModel().currentChanged.connect(self._say_line)
        self._add.clicked.connect(self._on_add)
        self._cancel.clicked.connect(self.reject)
        self._bridge.closing.connect(self._on_closing)

    # Reading

    def _read(self) -> None:
        self._set_busy(True)
        self._tell(self.tr("Reading…"))
        self._job.start(self._material, self._around, self.choices.choices, self._entries)

    def _on_progressed(self, share: float) -> None:
        self._progress.setValue(round(share * 1000))

    def _on_read(self, material: Material, reading: Reading) -> None:
        first = self._reading is None
        self._material, self._reading = material, reading
        self._source.setText(material.name)
        row = self.rows.currentIndex().row()
        self._model.show_reading(reading, self._bridge.review.departments)
        self.choices.show_reading(reading)
        self.columns.show_reading(reading)
        self.names.show_reading(reading, self._bridge.review.departments)
        self._notes.setPlainText("\n".join(reading.notes[: _RAW_CHARS // 80])[:_RAW_CHARS])
        self._set_busy(False)
        self.rows.fit_columns()
        self._say_counts()
        self._tell("")
        self._show_row(self._model.first_kept if row < 0 else row)
        if first:
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, error: Exception) -> None:
        self._set_busy(False)
        self._adding = False
        if not isinstance(error, KnownError):
            self._tell(self.tr("This could not be read. Nothing was added."), attention=True)
            raise error
        self._tell(str(error), attention=True)

    def _show_row(self, row: int) -> None:
        self.rows.setCurrentIndex(
            self._model.index(min(row, self._model.rowCount() - 1), IntakeColumn.TITLE)
        )

    def _on_chip(self) -> None:
        chosen = self.sender()
        for which, chip in self._chips.items():
            chip.setChecked(chip is chosen)
            if chip is chosen:
                self._model.show_only(which)
        self._show_row(0)
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    # Saying what is what

    def _say_counts(self) -> None:
        counts = self._model.counts()
        words = {
            Shown.ALL: (self.tr("All %1"), counts.every),
            Shown.KEPT: (self.tr("%1 to add"), counts.kept),
            Shown.REMARKS: (self.tr("%1 to look at"), counts.remarks),
            Shown.DUPLICATES: (self.tr("%1 duplicates"), counts.duplicates),
            Shown.LEFT_OUT: (self.tr("%1 left out"), counts.left_out),
        }
        for which, (text, count) in words.items():
            self._chips[which].setText(text.replace("%1", f"{count:,}"))
            self._chips[which].setAccessibleName(text.replace("%1", f"{count:,}"))
            self._chips[which].show()
        one = self.tr("Add 1 event")
        several = self.tr("Add %1 events").replace("%1", f"{counts.kept:,}")
        self._add.setText(one if counts.kept == 1 else several)
        self._add.setEnabled(counts.kept > 0 and not self._busy)

    def _say_line(self) -> None:
        row = self.rows.currentIndex().row()
        one = self._model.proposal_at(row)
        becomes = self._model.becomes(row, self._bridge.review.head.zone or "UTC")
        raw = one.raw[:_RAW_CHARS] if one is not None else ""
        self._raw.setPlainText(f"{raw}\n{becomes}".strip("\n"))

    def _tell(self, sentence: str, *, attention: bool = False) -> None:
        self._told.setText(sentence)
        set_state(self._told, "role", "attention" if attention else "quiet")

    def _tell_refusal(self, sentence: str) -> None:
        self._tell(sentence, attention=bool(sentence))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._progress.setVisible(busy)
        self._progress.setValue(0)
        self.rows.setEnabled(not busy)
        self._add.setEnabled(not busy and self._reading is not None)

    # Adding

    def _on_add(self) -> None:
        if self._busy or self._reading is None or isinstance(self._material, Path):
            return
        proposals, reading, lanes = self._model.proposals, self._reading, self.names.lanes()
        desk, name, now = self._bridge.desk, self._material.name, self._clock()
        self._set_busy(True)
        self._adding = True
        self._tell(self.tr("Adding…"))
        self._job.make(
            lambda: write_in(desk, proposals, reading, name, lanes, now),
            with_index=self._bridge.has_asof,
        )

    def _on_made(self, prepared: Prepared, ids: tuple[str, ...], index: AsOf | None) -> None:
        self._adding = False
        self._bridge.take_over(prepared, self._bridge.desk.take_in, index, ())
        self.accept()
        self.added.emit(ids)

    # Closing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field ends that field; elsewhere, and with Ctrl, it adds."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._on_add()
        elif enter and isinstance(pressed := self.focusWidget(), QPushButton):
            pressed.click()
        elif enter:
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Nothing is given up half way while it is being written."""
        if self._adding and self._bridge.is_open:
            return
        if self._reading is None or not self._model.counts().kept:
            self.done(NOTHING_TO_ADD)
        else:
            super().reject()

    def _on_closing(self) -> None:
        # Not reject itself: as an override of one of Qt's slots it would stay connected after Qt
        # has deleted the preview, for as long as Python keeps what is left of it.
        self.reject()

    def done(self, result: int) -> None:
        """Closes the preview; what is under way is given up first."""
        self._job.close()
        super().done(result)

    def hideEvent(self, event: QHideEvent) -> None:
        """Gives up what is under way when the window it belongs to goes."""
        if not event.spontaneous():
            self._job.cancel()
        super().hideEvent(event)
