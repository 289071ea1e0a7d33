"""The second clock: when a department could see an entry, and when it noticed it."""

from enum import StrEnum
from typing import ClassVar

from reviewdesk.domain.ids import DepartmentId, EntryId
from reviewdesk.domain.values import Line, Moment, Record, Shared, Text


class Channel(StrEnum):
    """Through what something arrived."""

    ALERT = "alert"
    DASHBOARD = "dashboard"
    LOG = "log"
    CALL = "call"
    MAIL = "mail"
    PERSON = "person"
    OTHER = "other"


class Sighting(Record):
    """One department's sight of one entry.

    Neither moment given: it never came into that department's sight. `noticed_at` alone: it was
    noticed the moment it arrived. `visible_from` alone: it could be seen and was not. An entry's
    own department sees and notices it from its start unless a sighting of its own says otherwise.
    """

    table: ClassVar[str] = "sighting"
    parent: ClassVar[str | None] = "entry_id"

    entry_id: Shared[EntryId]
    department_id: Shared[DepartmentId]
    visible_from: Shared[Moment | None] = None
    noticed_at: Shared[Moment | None] = None
    approximate: Shared[bool] = False
    """The moments are about right, not exact."""
    channel: Shared[Channel | None] = None
    through: Shared[Line] = ""
    """Through what, in words: "status board", "asked by Support"."""
    amid: Shared[Line] = ""
    """Amid how much else: "1 of 9 alerts that hour"."""
    remark: Shared[Text] = ""
