"""The journal: what was done to a review, step by step. Undo and redo are read from it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from reviewdesk.domain.ids import ReviewId
from reviewdesk.domain.review import Change


class StepKind(StrEnum):
    DO = "do"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the journal. `target` names the step that an undo or redo turns over."""

    id: str
    review_id: ReviewId
    kind: StepKind
    label: str
    at: datetime
    changes: tuple[Change, ...]
    fold_key: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class StepName:
    """A step that can be undone or redone, without its changes."""

    id: str
    label: str


@dataclass(slots=True)
class History:
    """What can be undone and redone, latest last in each."""

    done: list[StepName] = field(default_factory=list)
    undone: list[StepName] = field(default_factory=list)
