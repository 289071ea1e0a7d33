"""Saying what a department saw of an event, and when. One record for each of them both."""

from datetime import datetime
from enum import StrEnum

from reviewdesk.domain import edits
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.ids import DepartmentId, EntryId, new_id
from reviewdesk.domain.people import Department
from reviewdesk.domain.sightings import Sighting
from reviewdesk.services.record_edits import OpenReview


class SightingState(StrEnum):
    """What is said of a department's sight; the value ends the label of the step."""

    NOTICED = "noticed"
    VISIBLE = "could see, did not"
    OUT = "could not see"
    CLEAR = "not said"


_TURN = (SightingState.NOTICED, SightingState.VISIBLE, SightingState.OUT, SightingState.CLEAR)


def state_of(sighting: Sighting | None) -> SightingState:
    """What a sighting says, whenever it was."""
    if sighting is None:
        return SightingState.CLEAR
    if sighting.noticed_at is not None:
        return SightingState.NOTICED
    return SightingState.VISIBLE if sighting.visible_from is not None else SightingState.OUT


def set_sighting(
    desk: OpenReview,
    entry_id: EntryId,
    department_id: DepartmentId,
    state: SightingState,
    at: datetime | None = None,
    *,
    fold_key: str = "",
    **words: object,
) -> None:
    """Says that a department noticed an event at `at`, could see it from then, or never could.

    Without `at`: from the event's own moment. CLEAR takes back whatever was said. `words` are
    channel, through, amid, remark, approximate; those not given stay as they are. When it could
    first be seen stays where it was noticed later.
    """
    review = desk.review
    entry = review.find(Entry, entry_id)
    department = review.find(Department, department_id)
    if entry is None or department is None:
        raise KnownError("This event or department is no longer there. Nothing was changed.")
    held = review.sighting(entry_id, department_id)
    label = f"Set sighting: {department.name} {state.value}"
    if state is SightingState.CLEAR:
        if held is not None:
            desk.apply(edits.remove(review, [held], label=label))
        return
    moment = at or _moment_of(entry, held)
    values: dict[str, object] = {**words, "noticed_at": None, "visible_from": None}
    if state is SightingState.NOTICED:
        seen = held.visible_from if held else None
        values["noticed_at"] = moment
        values["visible_from"] = seen if seen and moment and seen < moment else None
    elif state is SightingState.VISIBLE:
        values["visible_from"] = moment
    if state is not SightingState.OUT and moment is None:
        raise KnownError(
            "When was that? This event has no time of its own. Nothing was changed; "
            "put the as-of cursor where it was seen, and say it again."
        )
    if held is not None:
        after = held.changed(**values)
        desk.apply(edits.replace(held, after, label=label, fold_key=fold_key))
        return
    made = Sighting(id=new_id(), entry_id=entry_id, department_id=department_id).changed(**values)
    desk.apply(edits.add(made, label=label))


def turn_sighting(
    desk: OpenReview,
    entry_id: EntryId,
    department_id: DepartmentId,
    at: datetime | None = None,
) -> SightingState:
    """Goes on to the next state: noticed, could see, could not, not said. Gives the new one.

    An `at` from before the event can have begun counts as its beginning.
    """
    held = desk.review.sighting(entry_id, department_id)
    state = _TURN[(_TURN.index(state_of(held)) + 1) % 4]
    entry = desk.review.find(Entry, entry_id)
    if at is not None and entry is not None and entry.floor is not None:
        at = max(at, entry.floor)
    set_sighting(desk, entry_id, department_id, state, at)
    return state


def _moment_of(entry: Entry, held: Sighting | None) -> datetime | None:
    """The moment that was said before, else the event's own."""
    said = (held.noticed_at or held.visible_from) if held else None
    return said or entry.anchor
