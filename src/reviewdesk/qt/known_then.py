"""The index of what was known to whom: made ahead for a long review, kept in step with it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

from reviewdesk.domain.asof import AsOf
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.review import Review
from reviewdesk.qt.garbage import Keeping, Remains
from reviewdesk.qt.slices import Slices, Work
from reviewdesk.services.desk import Edited

_LONG = 5_000
"""Of so many events it takes long enough to be seen; of fewer it is made when it is asked for."""
_MANY = 500
"""To follow so many changes would take as long; it is made anew, where nobody has asked yet."""
_REST_MS = 1_500


class KnownThen(QObject):
    """Holds the index of one review. Whoever asks has it at once, finished if need be."""

    def __init__(self, remains: Remains, parent: QObject) -> None:
        """`remains` takes what is of no use any more."""
        super().__init__(parent)
        self._remains = remains
        self._index: AsOf | None = None
        self._begun: AsOf | None = None
        self._asked = False
        self._next: AsOf | None = None
        self._review: Review | None = None
        self._making = Slices(self, gently=True)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._begin)
        self._keeping = Keeping(self)

    @property
    def is_asked(self) -> bool:
        """Whether anybody has asked for it, so that it has to be there."""
        return self._asked

    @property
    def stands(self) -> bool:
        """Whether it is there, and nobody has to wait for it."""
        return self._index is not None

    def asked(self, review: Review) -> AsOf:
        self._asked = True
        self._making.finish()
        self._rest.stop()
        if self._index is None:
            self._index = AsOf(review)
            gc.freeze()
        return self._index

    def coming(self, review: Review) -> Work[AsOf]:
        """For who waits for it, but lets the window go on meanwhile."""
        while self._index is None:
            if not self._making.is_busy:
                self._rest.stop()
                self._review = review
                self._begin()
            self._making.step()
            yield
        return self.asked(review)

    def make_ahead(self, review: Review) -> None:
        """Has the index of a long review made a little at a time, once what is under way is over.

        Where it was asked for already there is nothing to do.
        """
        if self._index is None and len(review.entries) > _LONG:
            self._review = review
            self._rest.start()

    def let_go(self) -> None:
        """The review is put away."""
        self._give_up()
        self._asked = False

    def _give_up(self) -> None:
        self._rest.stop()
        self._keeping.stop()
        if self._making.is_busy and self._begun is not None:
            self._remains.hold(*self._begun.piles())
        self._making.drop()
        if self._index is not None:
            self._remains.hold(*self._index.piles())
        self._index = self._begun = self._review = None

    @contextmanager
    def following(self, index: AsOf | None) -> Iterator[None]:
        """While a large step is taken over, whose index was made with it."""
        self._next = index
        try:
            yield
        finally:
            self._next = None

    def follow(self, review: Review, edited: Edited) -> None:
        """Takes over an edit, or begins anew where it is not worth while."""
        if self._index is not None and self._next is not None:
            self._remains.hold(*self._index.piles())
            self._index.become(self._next)
        elif self._index is not None and (self._asked or len(edited.of(Entry)) < _MANY):
            self._index.update(edited.changes)
        elif self._index is not None or self._making.is_busy or self._rest.isActive():
            self._give_up()
            self.make_ahead(review)

    def _begin(self) -> None:
        if self._review is not None:
            self._keeping.start()
            self._begun = AsOf(self._review, later=True)
            self._making.run(self._begun.pieces(), self._on_made)

    def _on_made(self, index: AsOf) -> None:
        self._index, self._begun = index, None
        self._keeping.end()
