"""What the eyes chosen for the room had not noticed by the cursor. Follows the rule of asof.py."""

from reviewdesk.domain.entries import EntryFacts
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.shared import SharedReview
from reviewdesk.domain.sightings import Sighting


class RoomSight:
    """What the eyes of a copy had noticed by its cursor; without a cursor: whether they ever did.

    Everybody's eyes have noticed everything that is shown.
    """

    def __init__(self, shared: SharedReview) -> None:
        self._eyes, self._as_of = shared.eyes, shared.as_of
        self._said: dict[EntryId, Sighting] = {}
        if self._eyes is not None:
            said = shared.sightings
            self._said = {one.entry_id: one for one in said if one.department_id == self._eyes}

    def noticed(self, entry: EntryFacts) -> bool:
        if self._eyes is None:
            return True
        sighting = self._said.get(entry.id)
        if sighting is None:
            at, own = entry.anchor, entry.department_id == self._eyes
        else:
            at, own = sighting.noticed_at, sighting.noticed_at is not None
            floor = entry.start or entry.earliest or entry.latest
            # Nobody notices what has not begun, however the moments were typed.
            at = max(at, floor) if at is not None and floor is not None else at
        return own and (at is None or self._as_of is None or at <= self._as_of)
