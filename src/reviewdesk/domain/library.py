"""What the library tells about itself: lists, search hits, backups, health."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from reviewdesk.domain.ids import ReviewId
from reviewdesk.domain.repairs import RepairState
from reviewdesk.domain.review import ReviewKind, ReviewState
from reviewdesk.domain.sessions import Phase

TRASH_DAYS = 30
"""How long a review stays in the trash before it goes for good."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One line of the library page."""

    id: ReviewId
    title: str
    kind: ReviewKind
    day: date | None
    zone: str
    phase: Phase
    state: ReviewState
    tags: tuple[str, ...]
    sample: bool
    archived: bool
    deleted_at: datetime | None
    """When it went to the trash; None: it is not there."""
    departments_heard: int
    departments_total: int
    open_repairs: int
    entries: int
    updated_at: datetime | None
    """When it was last edited."""


@dataclass(frozen=True, slots=True)
class OpenRepairRow:
    """One repair that is not done and checked yet, of any review."""

    review_id: ReviewId
    review_title: str
    repair_id: str
    title: str
    owner_role: str
    due: date | None
    check_on: date | None
    state: RepairState
    number: str = ""
    """What people call it in its review: R3."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a search found its words."""

    review_id: ReviewId
    review_title: str
    table: str
    record_id: str
    title: str
    snippet: str
    """The words in their surroundings, as plain text."""
    start: datetime | None = None
    """When it began, where it is an event that has a time."""
    number: str = ""
    """What people call it, where its kind has a number that stays: C7."""

    @property
    def named(self) -> str:
        """Its number and its title; where it has none, the words found."""
        return f"{self.number} {self.title or self.snippet}".strip()


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup of the whole library."""

    path: Path
    number: int
    at: datetime
    size_bytes: int


@dataclass(frozen=True, slots=True)
class HealthReport:
    """What a look through the whole library found, in sentences for people."""

    sound: bool
    findings: tuple[str, ...] = ()
    """What is wrong; empty where the library is sound."""
    facts: tuple[str, ...] = field(default=())
    """What was looked at."""
