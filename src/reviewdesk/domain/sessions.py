"""Sessions of a review: the agenda with its time boxes, who is there, round, poll and close."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from reviewdesk.domain.ids import DepartmentId, VoiceId
from reviewdesk.domain.values import Line, Moment, Private, Record, Shared, Text, Value


class Phase(StrEnum):
    PREPARE = "Prepare"
    UNDERSTANDING = "Understanding"
    ALIGNMENT = "Alignment"
    ACTION = "Action"
    FOLLOW_THROUGH = "Follow-through"


PHASES = tuple(Phase)

Count = Annotated[int, Field(ge=0)]


class PhaseBox(Value):
    """The time box of one phase, in seconds: what a sitting had before it had an agenda."""

    phase: Shared[Phase]
    planned_s: Shared[int]
    spent_s: Shared[int] = 0
    since: Shared[Moment | None] = None
    """When the clock of this phase was last set going; None while it stands."""


class AgendaItem(Value):
    """One point of the agenda and its time box."""

    id: Shared[str]
    title: Shared[Line]
    phase: Shared[Phase]
    planned_s: Shared[Count]
    spent_ms: Shared[Count] = 0
    since: Shared[Moment | None] = None
    """When its clock was last set going; None while it stands. At most one item's clock runs."""
    skipped: Shared[bool] = False
    done: Shared[bool] = False
    """Left behind for the next one; going back to it takes that away."""


class Pause(Value):
    """A stretch of a sitting that counts for no item."""

    since: Shared[Moment]
    until: Shared[Moment | None] = None
    """None while it lasts."""
    item_id: Shared[str] = ""
    """The item that is gone on with afterwards."""
    program_closed: Shared[bool] = False
    """Taken off because the program was not running."""


class TalkTime(Value):
    """How long a department had the word. Never kept per person."""

    department_id: Private[DepartmentId]
    spent_ms: Private[Count] = 0


class Session(Record):
    """One sitting. It may be prepared long before it begins; then `started` is None.

    While it has begun and not ended, either the clock of one item runs or a pause lasts.
    """

    table: ClassVar[str] = "session"

    started: Shared[Moment | None] = None
    ended: Shared[Moment | None] = None
    boxes: Shared[tuple[PhaseBox, ...]] = ()
    """Of sittings from before there was an agenda; empty in all others."""
    present_ids: Shared[tuple[DepartmentId, ...]] = ()
    position: Shared[float] = 0.0
    present_voice_ids: Shared[tuple[VoiceId, ...]] = ()
    """Roles that are in the room."""
    agenda: Shared[tuple[AgendaItem, ...]] = ()
    pauses: Shared[tuple[Pause, ...]] = ()
    template: Private[Line] = ""
    """What the agenda was made from: "Incident, 60 min"."""
    purpose: Shared[Text] = ""
    """What the sitting is for."""
    not_for: Shared[Text] = ""
    in_round: Shared[bool] = False
    speaking_id: Shared[DepartmentId | None] = None
    """The department that has the word in the round."""
    turn_ids: Shared[tuple[DepartmentId, ...]] = ()
    """Departments that had their turn in the round, in that order."""
    hand_ids: Shared[tuple[DepartmentId, ...]] = ()
    """Departments that wait for the word, first come first."""
    speaking_since: Private[Moment | None] = None
    talk: Private[tuple[TalkTime, ...]] = ()
    poll_question: Shared[Line] = ""
    """Empty: the one of the question bank."""
    poll_yes: Shared[Count] = 0
    poll_unsure: Shared[Count] = 0
    poll_no: Shared[Count] = 0
    poll_shown: Shared[bool] = False
    """Whether the room may see the counts."""
    next_steps: Shared[Text] = ""
    """What happens next, and who hears of it."""
    board_start: Shared[tuple[Line, ...]] = ()
    board_stop: Shared[tuple[Line, ...]] = ()
    board_continue: Shared[tuple[Line, ...]] = ()
    log_in_report: Shared[bool] = False
    """Whether the report says what time was spent where."""

    @property
    def polled(self) -> int:
        """How many have answered the poll."""
        return self.poll_yes + self.poll_unsure + self.poll_no

    @property
    def under_way(self) -> bool:
        return self.started is not None and self.ended is None


def latest(sessions: Sequence[Session]) -> Session | None:
    """The sitting at hand: the last one that has not ended; None where there is none."""
    last = sessions[-1] if sessions else None
    return last if last is not None and last.ended is None else None
