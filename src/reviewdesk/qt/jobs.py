"""Work off the GUI thread, with its result brought back to it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")


class Job(QObject):
    """One piece of work under way.

    It is made in the GUI thread and lives there; only `_finished` is emitted from the worker.
    """

    _finished = Signal(object, object)

    def __init__(
        self,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._done = done
        self._failed = failed
        self._wanted = True
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)

    def forget(self) -> None:
        """Its result, or its failure, is of no interest any more."""
        self._wanted = False

    def run(self, work: Callable[[], object]) -> None:
        """For the worker thread."""
        try:
            result, error = work(), None
        except Exception as raised:  # noqa: BLE001 - it rises again in the GUI thread
            result, error = None, raised
        self._finished.emit(result, error)

    def _on_finished(self, result: object, error: Exception | None) -> None:
        self.deleteLater()
        done, failed = self._done, self._failed
        # The worker may be the last to hold this job, and no widget may end in its thread.
        del self._done, self._failed
        if not self._wanted:
            return
        if error is None:
            done(result)
        elif failed is not None:
            failed(error)
        else:
            raise error


class Jobs(QObject):
    """One worker thread that does jobs in the order they are given.

    An error that nobody asked for rises in the GUI thread, where the crash hook shows it.
    """

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Has `work` done in the worker thread, then calls `done` with its result in this one."""
        job = Job(done, failed, self)
        self._worker.submit(job.run, work)
        return job

    def close(self) -> None:
        """Drops what has not begun, and returns when what has begun is done; nobody hears of it."""
        self._worker.shutdown(wait=True, cancel_futures=True)
        for job in self.findChildren(Job):
            job.forget()
