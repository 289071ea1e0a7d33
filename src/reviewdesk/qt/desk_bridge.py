"""The one bridge from the desk to Qt's signals."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from reviewdesk.domain.asof import AsOf
from reviewdesk.domain.edits import Edit
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.review import Review
from reviewdesk.qt.garbage import Remains
from reviewdesk.qt.known_then import KnownThen
from reviewdesk.qt.sieve import Sieve
from reviewdesk.qt.slices import Work
from reviewdesk.services.desk import Desk, Edited, Prepared


class DeskBridge(QObject):
    """The open desk as widgets see it.

    Signals: `opened(Review)` after another review came on the desk; `closing()` before it leaves;
    `edited(Edited)` after each edit, undo and redo; `history_changed()` when what can be undone
    or redone, or the time of saving, has changed; `refused(str)` with why an edit could not be
    written, before the error rises; `evidence_offered(EntryId, QMimeData | None)` when something
    is to be kept as evidence of an event: dropped, pasted, or yet to be chosen (None);
    `evidence_wanted(Evidence)` when somebody wants to open it.
    """

    opened = Signal(object)
    closing = Signal()
    edited = Signal(object)
    history_changed = Signal()
    refused = Signal(str)
    evidence_offered = Signal(str, object)
    evidence_wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self._stop: Callable[[], None] = _nothing
        self._remains = Remains(self)
        self._known = KnownThen(self._remains, self)
        self.sieve = Sieve(self)
        """Which events and lanes the console shows."""

    @property
    def desk(self) -> Desk:
        """The open desk; there is one whenever a review page is shown."""
        if self._desk is None:
            raise RuntimeError("no review is open")
        return self._desk

    @property
    def is_open(self) -> bool:
        return self._desk is not None

    @property
    def review(self) -> Review:
        return self.desk.review

    @property
    def asof(self) -> AsOf:
        """What was known to whom in the open review; made when asked for, then in step with it."""
        return self._known.asked(self.review)

    def asof_coming(self) -> Work[AsOf]:
        """The same, made a little at a time."""
        return self._known.coming(self.review)

    def open(self, desk: Desk) -> None:
        self.close()
        self._desk = desk
        self._stop = desk.listen(self._on_edited)
        # By the desk, for not every edit comes through here.
        desk.on_refused = self._on_refused
        self.sieve.open(desk)
        self.opened.emit(desk.review)
        self._known.make_ahead(desk.review)
        self.history_changed.emit()

    def close(self) -> None:
        """Puts the review away; fields in focus have written themselves when this returns."""
        if self._desk is None:
            return
        self.closing.emit()
        self._stop()
        # What it closes over is the desk, with the whole review.
        self._stop = _nothing
        # A hundred thousand records that go at once stop the window.
        self._remains.hold(list(self._desk.review.records()))
        self._desk = None
        self._known.let_go()
        self._remains.let_go()
        self.sieve.open(None)

    def apply(self, edit: Edit, initiator: object = None) -> None:
        self.desk.apply(edit, initiator)

    @property
    def has_asof(self) -> bool:
        """Whether anybody has asked for `asof`, which then has to follow."""
        return self._known.is_asked

    def take_over(
        self,
        prepared: Prepared,
        take: Callable[[Prepared], None],
        index: AsOf | None,
        left: Sequence[object],
    ) -> None:
        """Has the desk show a step that a worker wrote, by `take`.

        `index` was made of what the review is then; `left` are the records that go from it.
        """
        with self._known.following(index):
            take(prepared)
        self._remains.hold(list(left))
        if prepared.ahead is not None:
            self._remains.hold(prepared.ahead.left)

    def undo(self) -> None:
        """Takes the last step back, where there is one."""
        self.desk.undo()

    def redo(self) -> None:
        self.desk.redo()

    def _on_refused(self, error: KnownError) -> None:
        self.refused.emit(str(error))

    def _on_edited(self, edited: Edited) -> None:
        self._remains.let_go()
        self._known.follow(self.review, edited)
        self.sieve.follow(edited)
        self.edited.emit(edited)
        self.sieve.say_followed()
        self.history_changed.emit()


def _nothing() -> None:
    """Stops listening to no desk."""
