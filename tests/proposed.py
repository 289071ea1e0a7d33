"""Reading in tests: what came out, in short."""

from datetime import UTC, date, datetime, tzinfo

from reviewdesk.domain.entries import Precision
from reviewdesk.intake.proposal import Choices, Proposal, Reading, Surroundings
from reviewdesk.intake.reading import read_material

DAY = date(2026, 3, 12)


def read(
    text: str, day: date | None = DAY, zone: tzinfo = UTC, *, html: str = "", **more: object
) -> Reading:
    """`text` against a review of that day and zone; `more` goes to what the review holds."""
    choices = more.pop("choices", None)
    entries = more.pop("entries", ())
    around = Surroundings(zone, day, **more)
    return read_material(text, around, choices or Choices(), html=html, entries=entries)


def told(reading: Reading) -> list[tuple[str, str]]:
    """Time and title of every event: ("12 10:35", "queue grows")."""
    return [(_when(one), one.title) for one in reading.events]


def _when(one: Proposal) -> str:
    if one.precision is Precision.UNKNOWN:
        return "?"
    if one.precision is Precision.DAY and one.earliest:
        return f"{one.earliest:%d}"
    if one.precision is Precision.BETWEEN and one.earliest and one.latest:
        return f"{_short(one.earliest)}..{_short(one.latest)}"
    about = "~" if one.precision is Precision.ABOUT else ""
    end = f"-{one.end.astimezone(UTC):%H:%M}" if one.end else "-?" if one.open_end else ""
    return about + (_short(one.start) if one.start else "") + end


def _short(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%d %H:%M}"
