"""What the eyes chosen for the room had seen and noticed by the cursor, by the rules of sights.py.

Asked of the copy alone, so that it can say no more than the copy does.
"""

from dataclasses import replace
from datetime import datetime

from reviewdesk.domain.entries import EntryFacts
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.shared import SharedReview
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.sights import when_made


class RoomSight:
    """What the eyes of a copy had noticed by its cursor; without a cursor: whether they ever did.

    Everybody's eyes have noticed everything that is shown.
    """

    def __init__(self, shared: SharedReview) -> None:
        self._eyes, self._as_of = shared.eyes, shared.as_of
        self._said: dict[EntryId, Sighting] = {}
        self._first: dict[EntryId, datetime] = {}
        """When anybody else first saw an event."""
        if self._eyes is None:
            return
        for one in shared.sightings:
            if one.department_id == self._eyes:
                self._said[one.entry_id] = one
                continue
            for at in (one.visible_from, one.noticed_at):
                if at is not None:
                    self._first[one.entry_id] = min(at, self._first.get(one.entry_id, at))

    def noticed(self, entry: EntryFacts) -> bool:
        if self._eyes is None:
            return True
        sighting = self._said.get(entry.id)
        if sighting is None:
            return self._sees_its_own(entry)
        return self._came(when_made(entry, sighting, sighting.noticed_at), entry)

    def could_see(self, entry: EntryFacts) -> bool:
        """Whether it was before those eyes, noticed or not."""
        if self._eyes is None:
            return True
        sighting = self._said.get(entry.id)
        if sighting is None:
            return self._sees_its_own(entry)
        moments = (sighting.noticed_at, sighting.visible_from)
        return any(self._came(when_made(entry, sighting, one), entry) for one in moments)

    def _sees_its_own(self, entry: EntryFacts) -> bool:
        if entry.department_id != self._eyes:
            return False
        at = entry.own_moment
        if at is None or self._as_of is None or at <= self._as_of:
            return True
        # What somebody else saw had begun.
        return self._came(self._first.get(entry.id), entry)

    def _came(self, at: datetime | None, entry: EntryFacts) -> bool:
        if at is None:
            return False
        floor = entry.floor
        # Nobody sees what has not begun, however the moments were typed.
        at = max(at, floor) if floor is not None else at
        return self._as_of is None or at <= self._as_of


def only_seen(shared: SharedReview) -> SharedReview:
    """`shared` without what its eyes could not see by its cursor; whole where nobody's are chosen.

    So a room that looks through the eyes of one department has no more before it than they had.
    """
    if shared.eyes is None:
        return shared
    sight = RoomSight(shared)
    entries = tuple(entry for entry in shared.entries if sight.could_see(entry))
    if len(entries) == len(shared.entries):
        return shared
    kept = {entry.id for entry in entries}
    return replace(
        shared,
        entries=entries,
        evidence=tuple(one for one in shared.evidence if one.entry_id in kept),
        markers=tuple(
            one for one in shared.markers if one.entry_id is None or one.entry_id in kept
        ),
        sightings=tuple(one for one in shared.sightings if one.entry_id in kept),
        decisions=tuple(one for one in shared.decisions if one.entry_id in kept),
        cards=tuple(one for one in shared.cards if kept.issuperset(one.entry_ids)),
        _by_id={},
        entries_step=None,
        _find=None,
    )
