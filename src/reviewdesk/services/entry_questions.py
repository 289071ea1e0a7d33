"""What cannot be true as it stands: asked about, never refused and never lost."""

from reviewdesk.domain.entries import Entry, EntryKind, Precision
from reviewdesk.domain.people import Department
from reviewdesk.domain.review import Review
from reviewdesk.domain.sightings import Sighting


def entry_questions(review: Review, entry: Entry) -> tuple[str, ...]:
    """Sentences to ask the room about one entry."""
    asked: list[str] = []
    # The start of one whose time is unknown is its place in order, and nothing can be before it.
    floor = entry.floor if entry.precision is not Precision.UNKNOWN else None
    seen: set[str] = set()
    for sighting in review.children(Sighting, entry.id):
        department = review.find(Department, sighting.department_id)
        name = department.name if department else "A department that is gone"
        moments = [one for one in (sighting.visible_from, sighting.noticed_at) if one]
        if floor and any(one < floor for one in moments):
            asked.append(f"{name} saw it before it began. Is one of the two times off?")
        if (
            sighting.visible_from
            and sighting.noticed_at
            and sighting.noticed_at < sighting.visible_from
        ):
            asked.append(f"{name} noticed it before it could be seen. Which came first?")
        if sighting.department_id in seen:
            asked.append(f"{name} has two sightings of it. Which one holds?")
        seen.add(sighting.department_id)
    if entry.kind is EntryKind.DECISION:
        decision = review.decision_of(entry.id)
        if (decision is None or decision.maker_id is None) and entry.voice_id is None:
            asked.append("Nobody is said to have taken this decision. Whose was it?")
    return tuple(asked)
