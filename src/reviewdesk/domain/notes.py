"""What is for the facilitator alone: private notes and the parking lot."""

from typing import ClassVar

from reviewdesk.domain.sessions import Phase
from reviewdesk.domain.values import Line, Moment, Private, Record, Text


class Note(Record):
    """A private note on one record, or on the whole review. It never leaves the console."""

    table: ClassVar[str] = "note"

    text: Private[Text]
    about_table: Private[str] = ""
    about_id: Private[str] = ""
    """Both empty: a note on the whole review."""
    at: Private[Moment | None] = None
    position: Private[float] = 0.0


class ParkingItem(Record):
    """An idea or a fix that came up before its phase."""

    table: ClassVar[str] = "parking_item"

    title: Private[Line]
    detail: Private[Text] = ""
    phase: Private[Phase | None] = None
    """The phase in which it came up."""
    about_table: Private[str] = ""
    about_id: Private[str] = ""
    settled: Private[bool] = False
    """Taken up elsewhere or let go, on purpose."""
    position: Private[float] = 0.0
    at: Private[Moment | None] = None
    """When it came up."""
    place: Private[Line] = ""
    """Where it came up, in words: the page and the point of the agenda."""
    became: Private[Line] = ""
    """What it was made, such as "repair"; empty on a settled one: it was let go."""
