"""Fields of a sighting one by one, made where nothing was said yet; and named points."""

from reviewdesk.domain import edits
from reviewdesk.domain.entries import Entry, Marker, MarkerKind
from reviewdesk.domain.ids import DepartmentId, EntryId, new_id
from reviewdesk.domain.review import Review
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.sights import SightState
from reviewdesk.services.record_edits import OpenReview


def sight_state(review: Review, entry: Entry, department_id: DepartmentId) -> SightState | None:
    """What is said of a department's sight in the end; None where nothing is.

    An entry's own department has noticed it unless told otherwise.
    """
    said = review.sighting(entry.id, department_id)
    if said is None:
        return SightState.NOTICED if entry.department_id == department_id else None
    if said.noticed_at is not None:
        return SightState.NOTICED
    return SightState.OUT_OF_SIGHT if said.visible_from is None else SightState.VISIBLE


def change_sighting(
    desk: OpenReview,
    entry_id: EntryId,
    department_id: DepartmentId,
    field: str,
    value: object,
    fold_key: str = "",
) -> None:
    """Writes one field of a sighting, which is made where nothing was said yet."""
    found = desk.review.sighting(entry_id, department_id)
    if found is not None:
        step = edits.replace(found, found.changed(**{field: value}))
    else:
        made = Sighting(id=new_id(), entry_id=entry_id, department_id=department_id)
        entry = desk.review.find(Entry, entry_id)
        if entry is not None and entry.department_id == department_id:
            # Its own department saw it from its start, and still does.
            made = made.changed(noticed_at=entry.anchor)
        step = edits.add(made.changed(**{field: value}))
    desk.apply(edits.Edit("Edit sighting", step.changes, fold_key))


def toggle_marker(desk: OpenReview, entry_id: EntryId, kind: MarkerKind) -> None:
    """Puts a named point of the story on an entry, or takes it off; there is one of each kind."""
    review = desk.review
    found = next((one for one in review.all(Marker).values() if one.kind is kind), None)
    if found is None:
        desk.apply(edits.add(Marker(id=new_id(), kind=kind, entry_id=entry_id), label="Set marker"))
    elif found.entry_id == entry_id:
        desk.apply(edits.remove(review, (found,), label="Take marker off"))
    else:
        desk.apply(edits.change(found, label="Move marker", entry_id=entry_id, at=None))
