"""Steps so large that the window would stop: made and written in a worker, then shown at once."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event

from PySide6.QtCore import QObject, Signal

from reviewdesk.domain.asof import AsOf
from reviewdesk.domain.edits import Edit
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.history import StepKind
from reviewdesk.domain.review import Review
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.garbage import Keeping
from reviewdesk.qt.jobs import Jobs
from reviewdesk.services.desk import Desk, Prepared
from reviewdesk.services.record_edits import OpenReview

LARGE_BYTES = 60_000
"""As it is kept, compressed: at most two thousand events, which take a twentieth of a second."""
LARGE_RECORDS = 2_000
_SWITCH_S = 0.0005
"""So soon the window's thread comes to word again; by default a worker holds it up ten times as
long, each time it waits for anything."""

Work = Callable[[OpenReview], object]
"""A use case: it makes one edit of the review it is given, and applies it."""


class LargeStep(QObject):
    """Does one step; until `ended` nothing else may be done at the desk.

    Signals: `writing()` when it cannot be given up any more; `ended(object)` with what the work
    gave, None where it was refused, given up, or changed nothing.
    """

    writing = Signal()
    ended = Signal(object)

    def __init__(self, bridge: DeskBridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._take: Callable[[Prepared], None] = bridge.desk.take_in
        self._given_up = Event()
        self._jobs = Jobs("step", self)
        self._keeping = Keeping(self)
        self._keeping.start()
        self._switch_s = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH_S)

    def edit(self, work: Work) -> None:
        """Has `work` done."""
        desk = self._bridge.desk
        self._run(lambda: self._edited(desk, work))

    def read(self, work: Callable[[], object]) -> None:
        """Has something made of the review as it is, which must not change meanwhile."""

        def made() -> tuple[None, object] | None:
            work()
            return None if self._given_up.is_set() else (None, True)

        self._run(made)

    def turn(self, kind: StepKind) -> None:
        """Undoes or redoes the last step."""
        desk = self._bridge.desk
        self._take = desk.take_turn
        self._run(lambda: (desk.look_ahead(desk.write_turn(kind)), True))

    def give_up(self) -> None:
        """Nothing is written then; once it is being written this does nothing."""
        self._given_up.set()

    def _edited(self, desk: Desk, work: Work) -> tuple[Prepared, object] | None:
        draft = _Draft(desk.review)
        result = work(draft)
        prepared = desk.step_of(draft.edit) if draft.edit is not None else None
        if prepared is None or self._given_up.is_set():
            return None
        self.writing.emit()
        desk.write_prepared(prepared)
        return desk.look_ahead(prepared), result

    def _run(self, make: Callable[[], tuple[Prepared | None, object] | None]) -> None:
        wants_index = self._bridge.has_asof

        review = self._bridge.review

        def work() -> _Made | None:
            made = make()
            if made is None:
                return None
            prepared, result = made
            if prepared is None:
                return _Made(None, result, None, ())
            ahead = prepared.ahead
            index = AsOf(ahead.review) if ahead is not None and wants_index else None
            # As they are in the review, and as they are in the step: equal, but others where the
            # step was read from the library.
            changed = [one for one in prepared.changes if one.before is not None]
            left = [review.find(one.record_type, one.id) for one in changed]
            return _Made(prepared, result, index, [*left, *prepared.changes])

        self._jobs.run(work, self._on_made, self._on_failed)

    def _on_made(self, made: "_Made | None") -> None:
        try:
            if made is not None and made.prepared is not None:
                self._bridge.take_over(made.prepared, self._take, made.index, made.left)
        finally:
            self._end(made.result if made is not None else None)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._bridge.desk.on_refused(error)
        self._end(None)
        raise error

    def _end(self, result: object) -> None:
        self._keeping.end()
        sys.setswitchinterval(self._switch_s)
        self._jobs.close()
        self.ended.emit(result)
        self.deleteLater()


@dataclass(frozen=True)
class _Made:
    prepared: Prepared | None
    result: object
    index: AsOf | None
    left: Sequence[object]


class _Draft:
    """In place of the desk: keeps the edit that a use case would have applied."""

    def __init__(self, review: Review) -> None:
        self.review = review
        self.edit: Edit | None = None

    def apply(self, edit: Edit, /) -> None:
        self.edit = edit
