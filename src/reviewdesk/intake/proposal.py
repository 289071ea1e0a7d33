"""What reading gives: proposed events, each with the lines it came from and what was decided."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from reviewdesk.domain.entries import EntryKind, Precision
from reviewdesk.domain.people import Department, Voice
from reviewdesk.intake.headwords import TimeHead


class Form(StrEnum):
    """What a material is read as."""

    LINES = "text"
    TABLE = "table"
    CHAT = "chat"
    STATUS_PAGE = "status page"
    PAGER = "pager log"
    ALERT_LOG = "alert log"
    ALERTS = "alerts"
    SLACK = "Slack export"
    COMMITS = "git log"
    TRANSCRIPT = "transcript"


class Column(StrEnum):
    """What a column of a table holds."""

    NONE = "leave out"
    TIME = "time"
    DATE = "date"
    CLOCK = "time of day"
    END = "end"
    DEPARTMENT = "department"
    KIND = "kind"
    TITLE = "event"
    DETAIL = "detail"
    WHO = "who (private)"


@dataclass(frozen=True, slots=True)
class Choices:
    """What is chosen once for all lines; None leaves it to the reading."""

    form: Form | None = None
    zone: tzinfo | None = None
    """For times that name no zone; before a zone that the text declares."""
    day: date | None = None
    offset: timedelta = timedelta()
    """Added to every time, for a clock that was wrong."""
    day_first: bool | None = None
    """Whether 3/4 is the third of April."""
    columns: tuple[Column, ...] | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the review holds that lines are read against."""

    zone: tzinfo
    day: date | None = None
    start: datetime | None = None
    """The start of the story: what T+7m counts from where the text does not say."""
    departments: Sequence[Department] = ()
    voices: Sequence[Voice] = ()


@dataclass(slots=True)
class Found:
    """A stretch of the material that may be an event, in the words it was found in."""

    line: int
    raw: str
    last_line: int = 0
    head: TimeHead | None = None
    text: str = ""
    detail: str = ""
    department: str = ""
    kind: str = ""
    author: str = ""
    reason: str = ""
    """Why it is no event by itself; empty for one."""
    day: TimeHead | None = None
    """The words of a heading that says the day of what follows it."""
    anchors: bool = False
    """It says what T+… counts from."""
    zone: tzinfo | None = None
    """The zone its column or its file says, for a time that names none."""
    framing: bool = False
    """A heading, a rule, the heads of columns: nobody misses it among the events."""


@dataclass(slots=True)
class Proposal:
    """One line of the preview: an event as it would be added, or why it would not be."""

    line: int
    last_line: int
    raw: str
    title: str
    detail: str = ""
    precision: Precision = Precision.EXACT
    start: datetime | None = None
    end: datetime | None = None
    earliest: datetime | None = None
    latest: datetime | None = None
    open_end: bool = False
    department: str = ""
    """As known in the review, else as it was said."""
    department_id: str | None = None
    voice_id: str | None = None
    author: str = ""
    kind: EntryKind | None = None
    remarks: list[str] = field(default_factory=list)
    reason: str = ""
    """Why it is not added by itself."""
    framing: bool = False
    """What is left out is a heading or the like, which nobody misses."""
    is_faulty: bool = False
    """It is left out for its time, which cannot be as it was written."""
    twin: str = ""
    """What it is a duplicate of, in words."""
    kept: bool = True

    @property
    def anchor(self) -> datetime | None:
        return self.start or self.latest or self.earliest


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was found: cells by row, each row with its line and its raw text."""

    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    raws: tuple[str, ...]
    header: bool
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What the columns are called: their heads, else their first cells."""
        return self.rows[0] if self.rows else ()


@dataclass(slots=True)
class Reading:
    """All that was read, in the order of its lines."""

    form: Form
    proposals: list[Proposal]
    notes: list[str]
    table: Table | None = None
    zone: tzinfo | None = None
    """The zone in force for times that named none."""
    day: date | None = None
    numbers: bool = False
    """Some days are written 3/4, where the first may be the day or the month."""

    @property
    def events(self) -> list[Proposal]:
        return [one for one in self.proposals if not one.reason]

    @property
    def skipped(self) -> list[Proposal]:
        return [one for one in self.proposals if one.reason]


class Stopped(Exception):  # noqa: N818 - nothing went wrong
    """The reading was given up because it was asked to."""


def _never() -> bool:
    return False


def _nobody(_share: float) -> None:
    """Nobody watches the reading."""


@dataclass(frozen=True, slots=True)
class Watch:
    """How a long reading tells where it is, and hears that it is not wanted any more."""

    progressed: Callable[[float], None] = _nobody
    cancelled: Callable[[], bool] = _never

    def step(self, done: int, whole: int, first: float, last: float) -> None:
        """Every 512th of `whole` steps, between the shares `first` and `last` of all work."""
        if done % 512 == 0:
            if self.cancelled():
                raise Stopped
            self.progressed(first + (last - first) * done / max(1, whole))
