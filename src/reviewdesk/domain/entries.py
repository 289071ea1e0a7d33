"""What stands on the timeline: entries (on screen: events), evidence, markers, sources."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import model_validator

from reviewdesk.domain.ids import DepartmentId, EntryId, VoiceId
from reviewdesk.domain.values import Line, Moment, Private, Record, Shared, Text


class EntryKind(StrEnum):
    CHANGE = "change"
    OBSERVATION = "observation"
    SIGNAL = "signal"
    DECISION = "decision"
    ACTION = "action"
    MESSAGE = "message"
    HELPED = "helped"


class Precision(StrEnum):
    """How well the time of an entry is known."""

    EXACT = "exact"
    ABOUT = "about"
    BETWEEN = "between"
    """Some time from `earliest` to `latest`; `start` is empty."""
    DAY = "day"
    """Only the day is known: `earliest` and `latest` are its ends; `start` is empty."""
    UNKNOWN = "unknown"
    """Known only by order: `start`, if any, is the place in the order and never shown as a time."""


class Standing(StrEnum):
    CONFIRMED = "confirmed"
    REPORTED = "reported"
    INFERRED = "inferred"


class EntryFacts(Record):
    """What of an entry may leave the console."""

    table: ClassVar[str] = "entry"

    kind: Shared[EntryKind] = EntryKind.OBSERVATION
    department_id: Shared[DepartmentId | None] = None
    voice_id: Shared[VoiceId | None] = None
    title: Shared[Line]
    detail: Shared[Text] = ""
    precision: Shared[Precision] = Precision.EXACT
    start: Shared[Moment | None] = None
    end: Shared[Moment | None] = None
    open_end: Shared[bool] = False
    """It went on, and nobody has said until when."""
    earliest: Shared[Moment | None] = None
    latest: Shared[Moment | None] = None
    order: Shared[float] = 0.0
    """Place among entries of the same moment, lower first."""
    standing: Shared[Standing] = Standing.CONFIRMED
    starred: Shared[bool] = False
    """Chosen for the report."""
    public: Shared[bool] = False
    """May stand in the public copy."""
    tags: Shared[tuple[Line, ...]] = ()

    @model_validator(mode="after")
    def _times_agree(self) -> Self:
        if self.precision in (Precision.EXACT, Precision.ABOUT) and self.start is None:
            raise ValueError("an event with a time needs its start; set its time to unknown")
        if self.precision in (Precision.BETWEEN, Precision.DAY):
            if self.earliest is None or self.latest is None:
                raise ValueError("an event between two times needs both of them")
            if self.start is not None:
                raise ValueError("an event between two times has no start of its own")
        if self.earliest and self.latest and self.latest < self.earliest:
            raise ValueError("the latest time stands before the earliest")
        began = self.start or self.earliest
        if self.end and began and self.end < began:
            raise ValueError("an event cannot end before it starts")
        return self

    @property
    def anchor(self) -> datetime | None:
        """The moment by which it had certainly begun; None stands before everything.

        Order, lanes and the as-of cursor go by it, so that an uncertain entry is never
        taken to be known too early.
        """
        return self.start or self.latest or self.earliest

    @property
    def floor(self) -> datetime | None:
        """The earliest moment it can have begun. Where its time is unknown: its place in order."""
        return self.start or self.earliest or self.latest

    @property
    def own_moment(self) -> datetime | None:
        """The moment to look from at it: of a decision the earliest at which it can have been made.

        Else what came while it may still have been open, often its outcome, would seem to have
        been known to those who made it.
        """
        return self.floor if self.kind is EntryKind.DECISION else self.anchor

    @property
    def until(self) -> datetime | None:
        """Its end, or its anchor where it has none."""
        return self.end or self.anchor


class Entry(EntryFacts):
    """An event of the timeline, with where it came from."""

    source_id: Private[str | None] = None
    raw: Private[Text] = ""
    """The line it was read from, as it stood."""
    raw_line: Private[int | None] = None
    """Number of that line in its source, from 1."""


class SharedEntry(EntryFacts):
    """An entry as a copy shows it."""


class EvidenceKind(StrEnum):
    LINK = "link"
    FILE = "file"


class Evidence(Record):
    """A link or a kept file that shows an entry to be so."""

    table: ClassVar[str] = "evidence"
    parent: ClassVar[str | None] = "entry_id"

    entry_id: Shared[EntryId]
    kind: Shared[EvidenceKind] = EvidenceKind.LINK
    title: Shared[Line] = ""
    url: Shared[Line] = ""
    file_digest: Private[str] = ""
    """SHA-256 of the kept file, in hexadecimal; empty for a link."""
    media_type: Shared[Line] = ""
    size_bytes: Shared[int] = 0
    origin: Shared[Line] = ""
    """Who or what it was had from."""
    at: Shared[Moment | None] = None
    position: Shared[float] = 0.0


class Source(Record):
    """Where imported entries came from."""

    table: ClassVar[str] = "source"

    name: Private[Line]
    format: Private[Line] = ""
    zone: Private[Line] = ""
    offset_seconds: Private[int] = 0
    """What was added to its clock."""
    read_at: Private[Moment | None] = None


class MarkerKind(StrEnum):
    BEGAN = "began"
    FIRST_SIGN = "first sign"
    FIRST_CONCERN = "first concern voiced"
    ESCALATED = "escalated"
    DETECTED_BY_ALL = "detected by all"
    MITIGATED = "mitigated"
    RECOVERED = "recovered"
    OWN = "own"


class Marker(Record):
    """A named point of the story."""

    table: ClassVar[str] = "marker"

    kind: Shared[MarkerKind]
    label: Shared[Line] = ""
    """Its name where the kind is `own`."""
    at: Shared[Moment | None] = None
    entry_id: Shared[EntryId | None] = None
    """The entry that carries it; its time holds where `at` is empty."""
    public: Shared[bool] = False

    @property
    def name(self) -> str:
        return self.label or self.kind.value
