"""Keeping Python's collector of cycles out of the way of long work."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_full_collections() -> Iterator[None]:
    """No collection of cycles meanwhile: with a whole report in memory each looks at all of it.

    That takes half of the time a report takes, and stops the window. What is made meanwhile holds
    next to no cycles, so it goes as soon as it is done with.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
