"""Operations on events: at once, or in a worker where there are very many of them."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.large_step import LARGE_RECORDS, LargeStep
from reviewdesk.services.record_edits import OpenReview
from reviewdesk.widgets.parts import grouped
from reviewdesk.widgets.patience import Patience

T = TypeVar("T")


def do_to(
    widget: QWidget | None,
    bridge: DeskBridge,
    count: int,
    work: Callable[[OpenReview], T],
    then: Callable[[T], object] | None = None,
) -> None:
    """Has `work` change so many events as one step, then calls `then` with what it gave.

    Of very many events the window says so, and stays alive; `then` is not called where that was
    given up. Raises KnownError only where it is done at once: else it rises in the event loop.
    """
    if count < LARGE_RECORDS:
        result = work(bridge.desk)
        if then is not None:
            then(result)
        return
    step = LargeStep(bridge)
    done: list[T] = []

    def worked(desk: OpenReview) -> object:
        done.append(work(desk))
        return done

    def ended(result: object) -> None:
        shown.deleteLater()
        if result is not None and then is not None:
            then(done[0])

    words = QCoreApplication.translate("AtLarge", "%n event(s) are changed…", None, count)
    written = QCoreApplication.translate("AtLarge", "%n event(s) are written…", None, count)
    shown = Patience(
        widget.window() if widget is not None else None,
        "large_step_progress",
        QCoreApplication.translate("AtLarge", "Many events are changed"),
        grouped(words, count),
        last=grouped(written, count),
        cancel=QCoreApplication.translate("AtLarge", "Cancel"),
    )
    step.writing.connect(shown.go_through)
    step.ended.connect(ended)
    shown.canceled.connect(step.give_up)
    step.edit(worked)


def make_of(
    widget: QWidget | None,
    bridge: DeskBridge,
    count: int,
    work: Callable[[], T],
    then: Callable[[T], object],
) -> None:
    """Has `work` make something of so many events, then calls `then` with it; as `do_to`."""
    if count < LARGE_RECORDS:
        then(work())
        return
    step = LargeStep(bridge)
    done: list[T] = []

    def ended(result: object) -> None:
        shown.deleteLater()
        if result is not None:
            then(done[0])

    words = QCoreApplication.translate("AtLarge", "%n event(s) are copied…", None, count)
    shown = Patience(
        widget.window() if widget is not None else None,
        "large_copy_progress",
        QCoreApplication.translate("AtLarge", "Many events are copied"),
        grouped(words, count),
        cancel=QCoreApplication.translate("AtLarge", "Cancel"),
    )
    step.ended.connect(ended)
    shown.canceled.connect(step.give_up)
    step.read(lambda: done.append(work()))
