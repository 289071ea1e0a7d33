"""Undo and redo from the window: at once, or with a word of patience where a step is large."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.large_step import LARGE_BYTES, LargeStep
from reviewdesk.services.desk import Edited, StepKind
from reviewdesk.widgets.patience import Patience

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
    what = desk.undo_label if kind is StepKind.UNDO else desk.redo_label
    words = QCoreApplication.translate("Turning", "“%1” is turned over…")
    shown = Patience(
        window,
        "turning_progress",
        QCoreApplication.translate("Turning", "Undo or redo"),
        words.replace("%1", what[:_SHOWN_CHARS]),
    )
    stop = desk.listen(seen.append)

    def ended(_result: object) -> None:
        stop()
        shown.deleteLater()
        done(seen)

    step = LargeStep(bridge)
    step.ended.connect(ended)
    step.turn(kind)
