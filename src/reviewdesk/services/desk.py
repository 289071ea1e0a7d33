"""The desk: the open review, and the one way to change it."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Protocol

from reviewdesk.domain.edits import Edit
from reviewdesk.domain.entries import Entry, EntryKind
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.history import History, Step, StepKind, StepName
from reviewdesk.domain.ids import DepartmentId, new_id
from reviewdesk.domain.layout.ordered import in_order_of
from reviewdesk.domain.numbering import Numbers, without_numbers_given
from reviewdesk.domain.review import Change, Review
from reviewdesk.domain.values import Record
from reviewdesk.services.drafts import Drafts

__all__ = ["Desk", "Edited", "History", "Listener", "Step", "StepKind", "StepName", "StepStore"]


class StepStore(Protocol):
    """The part of the library a desk writes through. Every method raises KnownError."""

    def write_step(self, step: Step) -> None:
        """Writes the records and the journal step in one durable transaction, or nothing."""

    def fold_step(self, step: Step, latest: tuple[Change, ...]) -> None:
        """Puts `step` in place of the last one, which has its id, and writes `latest` alone."""

    def read_step(self, step_id: str) -> Step:
        """A step with its changes."""

    def step_bytes(self, step_id: str) -> int:
        """How much a step takes up in the library; 0 where it is not there."""


@dataclass(frozen=True)
class Edited:
    """What was just changed. `initiator` is whatever the caller of `apply` passed."""

    label: str
    changes: tuple[Change, ...]
    initiator: object = None

    # Looked through once for all who listen: there may be a hundred thousand changes, and forty
    # who want to know whether any of them concerns them.

    @cached_property
    def by_type(self) -> Mapping[type[Record], Mapping[str, Change]]:
        """The changes of each kind of record, by their ids."""
        found: dict[type[Record], dict[str, Change]] = {}
        for one in self.changes:
            record = one.before if one.after is None else one.after
            if record is not None:
                found.setdefault(type(record), {})[record.id] = one
        return found

    def of(self, record_type: type[Record]) -> Mapping[str, Change]:
        """The changes of records of that kind, by their ids."""
        return self.by_type.get(record_type, _NO_CHANGES)

    def look_through(self) -> None:
        """Answers what listeners ask, once, in a thread that has the time."""
        self.record_types, self.tables, self.decisions_more, self.by_lane, self.came_or_went  # noqa: B018 - they are kept

    @cached_property
    def record_types(self) -> frozenset[type[Record]]:
        """Of what kinds the changed records are."""
        return frozenset(self.by_type)

    @cached_property
    def by_lane(self) -> Mapping[DepartmentId | None, int]:
        """By how many more, or fewer, events there are of each department."""
        changes = self.of(Entry).values()
        more = Counter(one.after.department_id for one in changes if isinstance(one.after, Entry))
        more.subtract(
            Counter(one.before.department_id for one in changes if isinstance(one.before, Entry))
        )
        return more

    @cached_property
    def came_or_went(self) -> Collection[str]:
        """Ids of the events that came or went, those that came first."""
        changes = self.of(Entry).values()
        came = [one.id for one in changes if one.before is None]
        return dict.fromkeys([*came, *(one.id for one in changes if one.after is None)])

    @cached_property
    def decisions_more(self) -> int:
        """How many more decisions there are among the events."""
        changes = self.of(Entry).values()
        return sum(_is_decision(one.after) - _is_decision(one.before) for one in changes)

    @cached_property
    def tables(self) -> frozenset[str]:
        return frozenset(one.table for one in self.record_types)


@dataclass(frozen=True)
class Ahead:
    """What is announced of a step, and the review as it is after it, made beforehand."""

    edited: Edited
    review: Review
    left: list[object] = field(default_factory=list)
    """What the review held before, once it is taken over; who holds it lets go of it slowly."""


@dataclass(frozen=True)
class Prepared:
    """A step that can be written. `changes` are those since what stands on the desk.

    `folds`: it takes the place of the last step, and `step` holds what both change.
    """

    step: Step
    changes: tuple[Change, ...]
    folds: bool = False
    ahead: Ahead | None = None


_NO_CHANGES: Mapping[str, Change] = {}
Listener = Callable[[Edited], None]


class Desk:
    """The open review. An edit is in the library before anybody hears of it.

    For one thread. Listeners are called in the order they came, after the review has changed.
    """

    def __init__(
        self,
        review: Review,
        store: StepStore,
        history: History,
        clock: Callable[[], datetime],
        drafts: Drafts | None = None,
    ) -> None:
        self.drafts = drafts or Drafts()
        self._review = review
        self._numbers = Numbers(review)
        self._store = store
        self._history = history
        self._clock = clock
        self._last: Step | None = None
        self._listeners: list[Listener] = []
        self._saved_at: datetime | None = None
        self.on_refused: Callable[[KnownError], None] = _nothing
        """Called with why an edit, undo or redo could not be written, before the error rises."""

    @property
    def review(self) -> Review:
        return self._review

    @property
    def saved_at(self) -> datetime | None:
        """When the last edit of this sitting reached the library; None before the first."""
        return self._saved_at

    @property
    def undo_label(self) -> str:
        """Label of the step that undo would take back, empty where there is none."""
        return self._history.done[-1].label if self._history.done else ""

    @property
    def last_step(self) -> str:
        """Id of the step that undo would take back, empty where there is none."""
        return self._history.done[-1].id if self._history.done else ""

    @property
    def redo_label(self) -> str:
        return self._history.undone[-1].label if self._history.undone else ""

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Calls `listener` after each edit until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def apply(self, edit: Edit, initiator: object = None) -> None:
        """Writes `edit`, then shows it. Raises KnownError where it could not be written.

        In that case nothing has changed: not the review, not the history, not the screen.
        """
        try:
            self._apply(edit, initiator)
        except KnownError as error:
            self.on_refused(error)
            raise

    def _apply(self, edit: Edit, initiator: object) -> None:
        step = self.step_of(edit)
        if step is not None:
            self.write_prepared(step)
            self.take_in(step, initiator)

    # In parts, for what is so large that only the last of them may be done in the window's thread.
    # Until that is done, or it is given up, nothing else may be done at the desk.

    def step_of(self, edit: Edit) -> Prepared | None:
        """`edit` as a step, checked; None where it changes nothing. Raises KnownError."""
        changes = tuple(one for one in edit.changes if one.before != one.after)
        return self.prepared(replace(edit, changes=changes)) if changes else None

    def prepared(self, edit: Edit) -> Prepared:
        """As `step_of`, of an edit that changes all it touches."""
        changes = self._numbers.give(edit.changes)
        self._check(changes)
        step = Step(
            new_id(),
            self._review.id,
            StepKind.DO,
            edit.label,
            self._clock(),
            changes,
            edit.fold_key,
        )
        last = self._last
        folds = bool(last and edit.fold_key and last.fold_key == edit.fold_key)
        if last and folds:
            whole = Edit(last.label, last.changes).folded_with(replace(edit, changes=changes))
            step = replace(step, id=last.id, changes=whole.changes)
        return Prepared(step, changes, folds)

    def write_prepared(self, prepared: Prepared) -> None:
        """Writes a prepared step in the thread that calls, whichever that is; KnownError."""
        if prepared.folds:
            self._store.fold_step(prepared.step, prepared.changes)
        else:
            self._store.write_step(prepared.step)

    def look_ahead(self, prepared: Prepared) -> Prepared:
        """With what a written step leads to, for `take_in` or `take_turn` to take over at once."""
        edited = Edited(prepared.step.label, prepared.changes)
        edited.look_through()
        review = self._review.after(prepared.changes)
        if edited.of(Entry):
            review.in_order = in_order_of(review.entries.values())
        return replace(prepared, ahead=Ahead(edited, review))

    def take_in(self, prepared: Prepared, initiator: object = None) -> None:
        """Shows a step that was written before, in the thread of the desk."""
        step, done = prepared.step, self._history.done
        if prepared.folds:
            done[-1] = StepName(step.id, step.label)
        else:
            done.append(StepName(step.id, step.label))
            self._history.undone.clear()
        self._last = step
        self._take_over(prepared, initiator)

    def undo(self, initiator: object = None) -> str:
        """Takes the last step back and returns its label; empty where there is none."""
        return self._turn_over(StepKind.UNDO, initiator)

    def redo(self, initiator: object = None) -> str:
        return self._turn_over(StepKind.REDO, initiator)

    def turn_bytes(self, kind: StepKind) -> int:
        """How large the step is that `kind` (UNDO or REDO) would turn over; 0 where none is."""
        taken, _ = self._turned_lists(kind)
        return self._store.step_bytes(taken[-1].id) if taken else 0

    def write_turn(self, kind: StepKind) -> Prepared:
        """Turns the last step over in the library alone, in the thread that calls; KnownError.

        Nothing else may be done at the desk until `take_turn` has shown it.
        """
        taken, _ = self._turned_lists(kind)
        name = taken[-1]
        edit = Edit(name.label, without_numbers_given(self._store.read_step(name.id).changes))
        changes = edit.swapped().changes if kind is StepKind.UNDO else edit.changes
        self._check(changes)
        step = Step(
            new_id(), self._review.id, kind, name.label, self._clock(), changes, target=name.id
        )
        self._store.write_step(step)
        return Prepared(step, changes)

    def take_turn(self, prepared: Prepared, initiator: object = None) -> None:
        """Shows a turn that was written, in the thread of the desk."""
        taken, given = self._turned_lists(prepared.step.kind)
        given.append(taken.pop())
        self._last = None
        self._take_over(prepared, initiator)

    def _turned_lists(self, kind: StepKind) -> tuple[list[StepName], list[StepName]]:
        done, undone = self._history.done, self._history.undone
        return (done, undone) if kind is StepKind.UNDO else (undone, done)

    def end_folding(self) -> None:
        """What comes next is a step of its own, whatever its key."""
        self._last = None

    def _turn_over(self, kind: StepKind, initiator: object) -> str:
        taken, _ = self._turned_lists(kind)
        if not taken:
            return ""
        try:
            prepared = self.write_turn(kind)
        except KnownError as error:
            self.on_refused(error)
            raise
        self.take_turn(prepared, initiator)
        return prepared.step.label

    def _check(self, changes: Sequence[Change]) -> None:
        for change in changes:
            found = self._review.find(change.record_type, change.id)
            if found != change.before:
                raise KnownError(
                    "This was changed elsewhere in the meantime. Nothing was written; "
                    "look at it again and repeat the change."
                )

    def _take_over(self, prepared: Prepared, initiator: object) -> None:
        changes, ahead = prepared.changes, prepared.ahead
        if ahead is None:
            self._review.apply(changes)
            edited = Edited(prepared.step.label, changes, initiator)
        else:
            ahead.left.extend(self._review.become(ahead.review))
            edited = ahead.edited
        self._numbers.follow(changes)
        self._saved_at = self._clock()
        for listener in tuple(self._listeners):
            listener(edited)


def _is_decision(record: Record | None) -> bool:
    return isinstance(record, Entry) and record.kind is EntryKind.DECISION


def _nothing(_error: KnownError) -> None:
    """Nobody wants to be told."""
