"""What may be shown to others. Room display and exports accept nothing else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from reviewdesk.domain.accounts import Card, Decision, Question
from reviewdesk.domain.alerts import BaseRate
from reviewdesk.domain.entries import Evidence, Marker, SharedEntry
from reviewdesk.domain.ids import DepartmentId, EntryId, ReviewId, VoiceId
from reviewdesk.domain.people import Department, SharedVoice
from reviewdesk.domain.repairs import Repair
from reviewdesk.domain.review import ReviewKind, ReviewState
from reviewdesk.domain.sessions import Phase, Session, latest
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.understanding import Condition, Lesson, OpenQuestion, Safeguard

Find: TypeAlias = Callable[[EntryId], tuple[bool, SharedEntry | None]]
"""Looks an entry up where copies are made, and says whether it still knows that for this copy."""


class Audience(StrEnum):
    """For whom a copy is made."""

    ROOM = "room"
    MEMBERS = "members"
    COMPANY = "company"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class SharedHead:
    """The cover of a copy."""

    id: ReviewId
    title: str
    kind: ReviewKind
    zone: str
    day: date | None
    summary: str
    background: str
    source: str
    phase: Phase
    state: ReviewState
    tags: tuple[str, ...]
    opening: str
    ground_rules: tuple[str, ...]
    card_questions: tuple[Question, ...]
    probes: tuple[Question, ...]
    opening_questions: tuple[Question, ...]
    sample: bool
    terms: str = ""
    public_texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntriesStep:
    """How `entries` came from those that had `before` as their mark: all but the middle stayed.

    Of what was shown before there is nothing in here.
    """

    entries: Sequence[SharedEntry]
    mark: object
    before: object
    first: int
    """So many at the beginning are the same."""
    last: int
    """And so many at the end."""


@dataclass(frozen=True, slots=True)
class SharedReview:
    """A review as one audience may see it.

    Made by `for_room` and `for_audience` alone. It has no field for a name, a private note, a raw
    line or the parking lot. Entries stand in time order; where the veil is down, nothing in here
    was unknown at `as_of`, and ends after it are cut away.
    """

    audience: Audience
    head: SharedHead
    departments: tuple[Department, ...]
    voices: Mapping[VoiceId, SharedVoice]
    entries: Sequence[SharedEntry]
    evidence: tuple[Evidence, ...] = ()
    markers: tuple[Marker, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    decisions: tuple[Decision, ...] = ()
    decision_numbers: Mapping[EntryId, int] = field(default_factory=dict)
    """The number of the decision behind each event, also where its account is withheld. In the
    room's copy the accounts alone have them."""
    base_rates: Mapping[EntryId, BaseRate] = field(default_factory=dict)
    """How often signals had fired before, where their alert history was read in."""
    cards: tuple[Card, ...] = ()
    conditions: tuple[Condition, ...] = ()
    safeguards: tuple[Safeguard, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    repairs: tuple[Repair, ...] = ()
    sessions: tuple[Session, ...] = ()
    kept_back_ids: frozenset[DepartmentId] = frozenset()
    """In the room's copy: departments of which a card is kept back, and no more than that."""
    heard_ids: frozenset[DepartmentId] = frozenset()
    """In copies to give out but the public's: departments that were heard, also where what they
    said is kept back."""
    as_of: datetime | None = None
    veil: bool = False
    eyes: DepartmentId | None = None
    _by_id: dict[EntryId, SharedEntry] = field(default_factory=dict, repr=False, compare=False)
    _find: Find | None = field(default=None, repr=False, compare=False)
    entries_step: EntriesStep | None = field(default=None, repr=False, compare=False)
    """Where the entries are those of a copy that follows edits."""

    def entry(self, entry_id: EntryId | None) -> SharedEntry | None:
        if not entry_id:
            return None
        if self._find is not None and not self._by_id:
            is_right, found = self._find(entry_id)
            if is_right:
                return found
        if not self._by_id:
            self._by_id.update((entry.id, entry) for entry in self.entries)
        return self._by_id.get(entry_id)

    @property
    def sitting(self) -> Session | None:
        """The session at hand, prepared or under way; None where there is none."""
        return latest(self.sessions)

    def department(self, department_id: DepartmentId | None) -> Department | None:
        return next((one for one in self.departments if one.id == department_id), None)
