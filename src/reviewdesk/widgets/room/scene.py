"""What the room display is told beside the copy it shows."""

from dataclasses import dataclass

from reviewdesk.domain.ids import EntryId
from reviewdesk.qt.view_state import RoomLayout


@dataclass(frozen=True, slots=True)
class RoomScene:
    """How to show a copy. Every text in here was made from the copy or by the program.

    `current`: the event looked at, if it is in the copy. `as_of`, `cursor_time` and `clock` are
    ready to be read; empty ones are not shown. `question`: what is asked at the current decision.
    `zone`: IANA name of the zone times are told in.
    """

    layout: RoomLayout = RoomLayout.STORY
    current: EntryId | None = None
    phase: str = ""
    as_of: str = ""
    cursor_time: str = ""
    question: str = ""
    clock: str = ""
    zone: str = "UTC"
