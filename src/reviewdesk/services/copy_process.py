"""A process of its own in which copies are made, so that the window keeps up meanwhile.

It is started when it is first needed, knows no Qt, is given the records through a pipe and never
on a command line, and ends with the process that started it, however that ends.
"""

import multiprocessing
import os
import sys
import traceback
from collections.abc import Iterable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any

from reviewdesk.domain.errors import KnownError, LeakFoundError
from reviewdesk.domain.review import Review, ReviewHead
from reviewdesk.domain.values import Record
from reviewdesk.services.copying import (
    Cancelled,
    CopyMaker,
    FileWanted,
    IsCancelled,
    Made,
    PageWanted,
    Say,
    Tell,
    nobody_hears,
)
from reviewdesk.services.paths import restrict_new_files

LONG_RECORDS = 60
"""From so many records on a process is worth its start, which takes a third of a second."""
_AT_ONCE = 50
"""Records sent at once: packing them takes half a millisecond, and no other thread runs then."""
_LOOK_EVERY_S = 0.02
_PATIENCE_LOOKS = 8
"""How often one looks whether it has stopped by itself before it is ended."""
_LEAST_STEP = 0.01

Message = tuple[str, Any]


class CopyProcess:
    """Makes copies of one review elsewhere. For one thread at a time; `close` from any."""

    def __init__(self, head: ReviewHead, records: Sequence[Record]) -> None:
        self._head, self._records = head, records
        self._process: BaseProcess | None = None
        self._link: Connection | None = None

    def make(
        self,
        wanted: FileWanted | PageWanted,
        tell: Tell,
        cancelled: IsCancelled,
        say: Say = nobody_hears,
    ) -> Made:
        """As CopyMaker.make does."""
        try:
            link = self._started(cancelled)
            link.send(("make", wanted))
            return self._answer(link, tell, cancelled, say)
        except (EOFError, OSError):
            self.close()
            if cancelled():
                raise Cancelled from None
            raise KnownError(
                "The program that makes copies was ended before this one was done. No file was "
                "written, and the review is safe. Export again."
            ) from None

    def _answer(self, link: Connection, tell: Tell, cancelled: IsCancelled, say: Say) -> Made:
        looks = 0
        while True:
            if link.poll(_LOOK_EVERY_S):
                kind, said = link.recv()
                if kind == "progress":
                    tell(said)
                elif kind == "note":
                    say(said)
                elif kind == "done":
                    return said  # type: ignore[no-any-return] # what the other end was asked for
                elif kind == "stopped":
                    raise Cancelled
                elif kind == "leak":
                    raise LeakFoundError(*said)
                elif kind == "known":
                    raise KnownError(said)
                else:
                    raise RuntimeError(said)
            elif cancelled():
                if looks == 0:
                    link.send(("stop", None))
                looks += 1
                if looks > _PATIENCE_LOOKS:
                    # It is in the middle of something long; nothing of it is kept.
                    self.close()
                    raise Cancelled

    def _started(self, cancelled: IsCancelled) -> Connection:
        if self._link is not None and self._process is not None and self._process.is_alive():
            return self._link
        self.close()
        # Not forked: a window has threads, and a copy of it would hold their locks for ever.
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=serve, args=(there,), name="copies", daemon=True)
        process.start()
        there.close()
        self._process, self._link = process, here
        here.send(("head", self._head))
        for first in range(0, len(self._records), _AT_ONCE):
            if cancelled():
                self.close()
                raise Cancelled
            here.send(("records", list(self._records[first : first + _AT_ONCE])))
        return here

    def close(self) -> None:
        """Ends the process, in the middle of its work if need be."""
        link, process = self._link, self._process
        self._link = self._process = None
        if process is not None and process.is_alive():
            process.terminate()
            process.join(1.0)
        if link is not None:
            link.close()


def maker_for(head: ReviewHead, records: Sequence[Record]) -> CopyMaker | CopyProcess:
    """What copies a review: for a long one a process of its own, which is to be closed."""
    if len(records) >= LONG_RECORDS:
        return CopyProcess(head, records)
    return CopyMaker(Review(head, records))


def serve(link: Connection) -> None:
    """What the other process does: makes what it is asked for, until nobody is there any more."""
    restrict_new_files()
    wishes: SimpleQueue[FileWanted | PageWanted] = SimpleQueue()
    given: list[Record] = []
    heads: list[ReviewHead] = []
    stop = Event()

    def listen() -> None:
        try:
            while True:
                kind, said = link.recv()
                if kind == "head":
                    heads.append(said)
                elif kind == "records":
                    given.extend(said)
                elif kind == "stop":
                    stop.set()
                else:
                    stop.clear()
                    wishes.put(said)
        except (EOFError, OSError):
            # Whoever asked is gone, so nobody wants what is under way.
            os._exit(0)

    Thread(target=listen, daemon=True).start()
    maker: CopyMaker | None = None
    while True:
        wanted = wishes.get()
        maker = maker or CopyMaker(Review(heads[0], given))
        for message in _messages(maker, wanted, stop, link):
            link.send(message)


def _messages(
    maker: CopyMaker, wanted: FileWanted | PageWanted, stop: Event, link: Connection
) -> Iterable[Message]:
    told = 0.0

    def tell(share: float) -> None:
        nonlocal told
        if share - told >= _LEAST_STEP:
            told = share
            link.send(("progress", share))

    try:
        yield "done", maker.make(wanted, tell, stop.is_set, lambda note: link.send(("note", note)))
    except Cancelled:
        yield "stopped", None
    except LeakFoundError as error:
        yield "leak", error.args
    except KnownError as error:
        yield "known", str(error)
    except Exception as error:  # noqa: BLE001 - it rises again where it can be told
        # Class, and where it came about: the words of an error may be those of a review.
        places = traceback.extract_tb(sys.exc_info()[2])
        where = ", ".join(f"{Path(one.filename).name}:{one.lineno}" for one in places[-4:])
        yield "fault", f"making a copy failed: {type(error).__name__} at {where}"
