"""Undo and redo from the window: at once, or with a word of patience where a step is large."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.turning import LARGE_BYTES, LargeTurn
from reviewdesk.services.desk import Edited, StepKind
from reviewdesk.widgets.parts import label

_PATIENCE_MS = 200
_SHOWN_CHARS = 80


def turn_over(
    window: QWidget,
    bridge: DeskBridge,
    kind: StepKind,
    done: Callable[[Sequence[Edited]], None],
) -> None:
    """Undoes or redoes the last step, then calls `done` with what was changed."""
    seen: list[Edited] = []
    desk = bridge.desk
    if desk.turn_bytes(kind) < LARGE_BYTES:
        stop = desk.listen(seen.append)
        try:
            bridge.undo() if kind is StepKind.UNDO else bridge.redo()
        finally:
            stop()
        done(seen)
        return
    shown = _patience(window, desk.undo_label if kind is StepKind.UNDO else desk.redo_label)
    stop = desk.listen(seen.append)

    def ended() -> None:
        stop()
        shown.deleteLater()
        done(seen)

    LargeTurn(desk, kind, bridge).ended.connect(ended)


def _patience(window: QWidget, what: str) -> QProgressDialog:
    """Keeps everything else from being done meanwhile; it cannot be closed."""
    words = QCoreApplication.translate("Turning", "“%1” is turned over…")
    shown = QProgressDialog(window)
    shown.setObjectName("turning_progress")
    shown.setAccessibleName(QCoreApplication.translate("Turning", "Undo or redo"))
    shown.setWindowTitle(QCoreApplication.translate("Turning", "One moment"))
    shown.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, False)
    shown.setWindowModality(Qt.WindowModality.ApplicationModal)
    shown.setLabel(label(words.replace("%1", what[:_SHOWN_CHARS])))
    shown.setCancelButton(None)
    shown.setAutoReset(False)
    shown.setMinimumDuration(_PATIENCE_MS)
    shown.setRange(0, 0)
    shown.setValue(0)
    shown.show()
    return shown
