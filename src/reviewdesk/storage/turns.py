"""One caller at a time: the library has one connection, and it is in one pair of hands."""

import threading
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Turns:
    """Runs calls one after the other, each in the thread that makes it.

    A thread for the database alone would do the same; but handing an edit over to it and back
    costs as much as half the sync that makes the edit durable.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()

    def take(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Waits until nobody else is at it, then does `work`; a call inside it waits for none."""
        with self._lock:
            return work(*args, **kwargs)
