"""Phases and their clock: what moving on, starting and stopping change."""

from dataclasses import dataclass
from datetime import datetime

from reviewdesk.domain.edits import Edit, add, replace
from reviewdesk.domain.ids import new_id
from reviewdesk.domain.review import Change, Review
from reviewdesk.domain.sessions import PHASES, Phase, PhaseBox, Session

PLANNED_MINUTES = {
    Phase.PREPARE: 5,
    Phase.UNDERSTANDING: 35,
    Phase.ALIGNMENT: 20,
    Phase.ACTION: 20,
    Phase.FOLLOW_THROUGH: 10,
}
"""Time boxes of a sitting that lasts an hour and a half."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the clock of a phase shows, in whole seconds."""

    spent_s: int
    planned_s: int
    running: bool

    @property
    def over(self) -> bool:
        return self.spent_s > self.planned_s


def sitting(review: Review) -> Session | None:
    """The sitting under way; None where none has begun or the last one has ended."""
    last = next(iter(reversed(review.listed(Session))), None)
    return last if last is not None and last.ended is None else None


def reading(review: Review, now: datetime) -> Reading:
    """The clock of the phase in hand."""
    phase, session = review.head.phase, sitting(review)
    box = _box(session, phase) if session else None
    if box is None:
        return Reading(0, PLANNED_MINUTES[phase] * 60, running=False)
    return Reading(_spent_s(box, now), box.planned_s, running=box.since is not None)


def start_clock(review: Review, now: datetime) -> Edit:
    """Has the phase's clock run on; begins a sitting where there is none."""
    session = sitting(review)
    if session is None:
        return add(
            Session(
                id=new_id(),
                started=now,
                boxes=tuple(
                    PhaseBox(
                        phase=phase,
                        planned_s=PLANNED_MINUTES[phase] * 60,
                        since=now if phase is review.head.phase else None,
                    )
                    for phase in PHASES
                ),
                position=float(len(review.all(Session)) + 1),
            ),
            label="Start the clock",
        )
    return replace(session, _set_going(session, review.head.phase, now), label="Start the clock")


def stop_clock(review: Review, now: datetime) -> Edit:
    """Stops the clock of whichever phase it runs for; changes nothing where none does."""
    session = sitting(review)
    if session is None:
        return Edit("Stop the clock", ())
    return replace(session, _stopped(session, now), label="Stop the clock")


def change_phase(review: Review, phase: Phase, now: datetime) -> Edit:
    """Moves the review to `phase`; a clock that runs goes on for the new phase."""
    head = review.head
    changes = [Change(head, head.changed(phase=phase))]
    session = sitting(review)
    if session is not None and any(box.since for box in session.boxes):
        changes.append(Change(session, _set_going(_stopped(session, now), phase, now)))
    return Edit(f"Move to {phase.value}", tuple(changes))


def _box(session: Session, phase: Phase) -> PhaseBox | None:
    return next((box for box in session.boxes if box.phase is phase), None)


def _spent_s(box: PhaseBox, now: datetime) -> int:
    going = max(0, int((now - box.since).total_seconds())) if box.since else 0
    return box.spent_s + going


def _stopped(session: Session, now: datetime) -> Session:
    return session.changed(
        boxes=tuple(
            box.model_copy(update={"spent_s": _spent_s(box, now), "since": None})
            for box in session.boxes
        )
    )


def _set_going(session: Session, phase: Phase, now: datetime) -> Session:
    box = _box(session, phase) or PhaseBox(phase=phase, planned_s=PLANNED_MINUTES[phase] * 60)
    going = box.model_copy(update={"since": now})
    others = tuple(one for one in session.boxes if one.phase is not phase)
    return session.changed(
        boxes=tuple(sorted((*others, going), key=lambda one: PHASES.index(one.phase)))
    )
