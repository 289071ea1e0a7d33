"""Sessions of a review: phases and their time boxes."""

from enum import StrEnum
from typing import ClassVar

from reviewdesk.domain.ids import DepartmentId
from reviewdesk.domain.values import Moment, Record, Shared, Value


class Phase(StrEnum):
    PREPARE = "Prepare"
    UNDERSTANDING = "Understanding"
    ALIGNMENT = "Alignment"
    ACTION = "Action"
    FOLLOW_THROUGH = "Follow-through"


PHASES = tuple(Phase)


class PhaseBox(Value):
    """The time box of one phase, in seconds."""

    phase: Shared[Phase]
    planned_s: Shared[int]
    spent_s: Shared[int] = 0
    since: Shared[Moment | None] = None
    """When the clock of this phase was last set going; None while it stands."""


class Session(Record):
    """One sitting."""

    table: ClassVar[str] = "session"

    started: Shared[Moment | None] = None
    ended: Shared[Moment | None] = None
    boxes: Shared[tuple[PhaseBox, ...]] = ()
    present_ids: Shared[tuple[DepartmentId, ...]] = ()
    position: Shared[float] = 0.0
