"""Repair items: changes to the system, and how one will know that they worked."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from reviewdesk.domain.ids import ConditionId
from reviewdesk.domain.values import Line, Numbered, Shared, Text


class Strength(StrEnum):
    """How far a repair relies on the system and not on somebody's memory, strongest first.

    Source: the hierarchy of intervention effectiveness used in patient safety (VA NCPS).
    """

    CHANGES_SYSTEM = "changes the system"
    CHECKS = "adds a check or an alert"
    RULE = "rule or procedure"
    REMINDER = "reminder"
    TRAINING = "training"


class RepairCategory(StrEnum):
    PREVENT = "prevent"
    DETECT = "detect sooner"
    LIMIT = "limit the effect"
    RECOVER = "recover faster"
    COMMUNICATE = "inform better"
    LEARN = "find out more"


class RepairState(StrEnum):
    OPEN = "open"
    DONE = "done"
    CHECKED = "done and checked"
    DECLINED = "declined"


class Repair(Numbered):
    """A change to the system that addresses named conditions."""

    table: ClassVar[str] = "repair"
    letter: ClassVar[str] = "R"

    title: Shared[Line]
    detail: Shared[Text] = ""
    condition_ids: Shared[tuple[ConditionId, ...]] = ()
    owner_role: Shared[Line] = ""
    due: Shared[date | None] = None
    category: Shared[RepairCategory | None] = None
    strength: Shared[Strength | None] = None
    """None until somebody has said so, and nothing is made of that."""
    proof: Shared[Text] = ""
    """How we will know it worked."""
    check_on: Shared[date | None] = None
    what_changed: Shared[Text] = ""
    state: Shared[RepairState] = RepairState.OPEN
    declined_reason: Shared[Text] = ""
    before_agreement: Shared[bool] = False
    """Written down, on the facilitator's word, before the room had agreed on the timeline."""
    position: Shared[float] = 0.0
    public: Shared[bool] = False
