"""The one thread that touches the database."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class DatabaseThread:
    """Runs calls one after the other on a thread of its own, whoever makes them."""

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="library")
        self._ident = self._executor.submit(threading.get_ident).result()

    def call(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Waits for `work` and hands on what it returns or raises."""
        if threading.get_ident() == self._ident:
            return work(*args, **kwargs)
        return self._executor.submit(work, *args, **kwargs).result()

    def stop(self) -> None:
        """Waits for what is under way; no call may follow."""
        self._executor.shutdown()
