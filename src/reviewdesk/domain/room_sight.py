"""What the eyes chosen for the room had not noticed by the cursor. Follows the rule of asof.py."""

from reviewdesk.domain.entries import SharedEntry
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.shared import SharedReview
from reviewdesk.domain.sightings import Sighting


def unnoticed(shared: SharedReview) -> frozenset[EntryId]:
    """Entries of the copy that its eyes had not noticed by its cursor; none for everybody's eyes.

    Without a cursor: those its eyes never noticed.
    """
    eyes = shared.eyes
    if eyes is None:
        return frozenset()
    said = {one.entry_id: one for one in shared.sightings if one.department_id == eyes}

    def noticed(entry: SharedEntry, sighting: Sighting | None) -> bool:
        if sighting is None:
            at, own = entry.anchor, entry.department_id == eyes
        else:
            at, own = sighting.noticed_at, sighting.noticed_at is not None
        return own and (at is None or shared.as_of is None or at <= shared.as_of)

    return frozenset(entry.id for entry in shared.entries if not noticed(entry, said.get(entry.id)))
