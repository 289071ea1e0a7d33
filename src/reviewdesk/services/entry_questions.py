"""What cannot be true as it stands: asked about, never refused and never lost."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from reviewdesk.domain.entries import Entry, EntryKind, Precision
from reviewdesk.domain.people import Department
from reviewdesk.domain.review import Review
from reviewdesk.domain.sessions import Session
from reviewdesk.domain.sightings import Sighting

_LONG_AFTER = timedelta(days=1)


def entry_questions(review: Review, entry: Entry) -> tuple[str, ...]:
    """Sentences to ask the room about one entry."""
    asked: list[str] = []
    # The start of one whose time is unknown is its place in order, and nothing can be before it.
    floor = entry.floor if entry.precision is not Precision.UNKNOWN else None
    seen: set[str] = set()
    for sighting in review.children(Sighting, entry.id):
        asked += _of_sighting(review, sighting, floor)
        if sighting.department_id in seen:
            name = _name(review, sighting)
            asked.append(f"{name} has two sightings of it. Which one holds?")
        seen.add(sighting.department_id)
    if entry.kind is EntryKind.DECISION:
        decision = review.decision_of(entry.id)
        if (decision is None or decision.maker_id is None) and entry.voice_id is None:
            asked.append("Nobody is said to have taken this decision. Whose was it?")
    return tuple(asked)


def _of_sighting(review: Review, sighting: Sighting, floor: datetime | None) -> Iterator[str]:
    name = _name(review, sighting)
    visible, noticed = sighting.visible_from, sighting.noticed_at
    moments = [one for one in (visible, noticed) if one]
    if review.find(Department, sighting.department_id) is None:
        yield "A department that was removed is said to have seen it. Which one was it?"
    if floor and any(one < floor for one in moments):
        yield f"{name} saw it before it began. Is one of the two times off?"
    if visible and noticed and noticed < visible:
        yield f"{name} noticed it before it could be seen. Which came first?"
    if not moments and (sighting.channel is not None or sighting.through or sighting.amid):
        yield f"It is said through what {name} had it, but not when. At what time did it arrive?"
    if not moments:
        return
    latest, ended = max(moments), _ended(review)
    if ended is not None and latest > ended:
        yield f"{name} saw it after this review had ended. Is the day right?"
    elif review.entry_order() and latest > review.entry_order()[-1][0] + _LONG_AFTER:
        yield f"{name} saw it more than a day after the last event. Is the day right?"


def _ended(review: Review) -> datetime | None:
    """When its last session ended; None before that."""
    ends = [one.ended or one.started for one in review.all(Session).values()]
    return max((one for one in ends if one is not None), default=None)


def _name(review: Review, sighting: Sighting) -> str:
    department = review.find(Department, sighting.department_id)
    return department.name if department else "A department that was removed"
