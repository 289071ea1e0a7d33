"""Saying what a department saw of an event, and when. One record for each of them both."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from reviewdesk.domain import edits
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.ids import DepartmentId, EntryId, new_id
from reviewdesk.domain.people import Department
from reviewdesk.domain.review import Change, Review
from reviewdesk.domain.sightings import Channel, Sighting
from reviewdesk.domain.sights import SightState
from reviewdesk.domain.sightwords import LineSight
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
    entry, department = review.find(Entry, entry_id), review.find(Department, department_id)
    if entry is None or department is None:
        raise KnownError("This event or department is no longer there. Nothing was changed.")
    held = review.sighting(entry_id, department_id)
    label = f"Set sighting: {department.name} {state.value}"
    if state is SightingState.CLEAR:
        if held is not None:
            desk.apply(edits.remove(review, [held], label=label))
        return
    moment = at or _moment_of(entry, held)
    if state is not SightingState.OUT and moment is None:
        raise _no_time()
    after = _said(review, entry_id, department_id, state, moment, words)
    desk.apply(edits.Edit(label, (Change(held, after),), fold_key if held is not None else ""))


def _said(
    review: Review,
    entry_id: EntryId,
    department_id: DepartmentId,
    state: SightingState,
    moment: datetime | None,
    words: dict[str, object],
) -> Sighting:
    """The sighting as it is from now on; its id stays."""
    held = review.sighting(entry_id, department_id)
    values: dict[str, object] = {**words, "noticed_at": None, "visible_from": None}
    if state is SightingState.NOTICED:
        seen = held.visible_from if held else None
        values["noticed_at"] = moment
        values["visible_from"] = seen if seen and moment and seen < moment else None
    elif state is SightingState.VISIBLE:
        values["visible_from"] = moment
    made = held or Sighting(id=new_id(), entry_id=entry_id, department_id=department_id)
    return made.changed(**values)


def _no_time() -> KnownError:
    return KnownError(
        "When was that? This event has no time of its own. Nothing was changed; "
        "put the as-of cursor where it was seen, and say it again."
    )


def turn_sighting(
    desk: OpenReview,
    entry_id: EntryId,
    department_id: DepartmentId,
    at: datetime | None = None,
) -> SightingState:
    """Goes on to the next state: noticed, could see, could not, not said. Gives the new one."""
    return turn_sightings(desk, (entry_id,), department_id, at)


def turn_sightings(
    desk: OpenReview,
    entry_ids: Sequence[EntryId],
    department_id: DepartmentId,
    at: datetime | None = None,
) -> SightingState:
    """Turns the last of several events, and has the others say the same; one step.

    `at`: when it is said to have been, where nothing was said yet. One from before an event can
    have begun counts as its beginning; without one it is the event's own moment. A moment that
    was said before stays.
    """
    review = desk.review
    entries = [one for one in (review.find(Entry, one) for one in entry_ids) if one is not None]
    department = review.find(Department, department_id)
    if not entries or department is None:
        raise KnownError("This event or department is no longer there. Nothing was changed.")
    now = state_of(review.sighting(entries[-1].id, department_id))
    state = _TURN[(_TURN.index(now) + 1) % len(_TURN)]
    changes = []
    for entry in entries:
        held = review.sighting(entry.id, department_id)
        if state is SightingState.CLEAR:
            changes += [Change(held, None)] if held is not None else []
            continue
        moment = (held.noticed_at or held.visible_from) if held else None
        if moment is None and at is not None:
            moment = max(at, entry.floor) if entry.floor is not None else at
        moment = moment or entry.anchor
        if state is not SightingState.OUT and moment is None:
            raise _no_time()
        changes.append(Change(held, _said(review, entry.id, department_id, state, moment, {})))
    label = f"Set sighting: {department.name} {state.value}"
    if len(entries) > 1:
        label += f" ({len(entries)} events)"
    desk.apply(edits.Edit(label, tuple(changes)))
    return state


def sights_to_say(review: Review, entry: Entry, sights: Iterable[LineSight]) -> list[Change]:
    """What a line that tells who saw `entry` changes; what it leaves unsaid stays."""
    changes = []
    for one in sights:
        department_id = one.department.id
        held = review.sighting(entry.id, department_id)
        state = _STATES[one.state]
        words: dict[str, object] = {"approximate": one.approximate}
        if one.channel is not None or one.through:
            words |= {"channel": one.channel, "through": one.through}
        if one.amid:
            words["amid"] = one.amid
        moment = one.noticed_at or one.visible_from or entry.anchor
        if moment is None and state is not SightingState.OUT:
            raise _no_time()
        after = _said(review, entry.id, department_id, state, moment, words)
        if one.noticed_at is not None and one.visible_from is not None:
            after = after.changed(visible_from=one.visible_from)
        changes.append(Change(held, after))
    return changes


_STATES = {
    SightState.NOTICED: SightingState.NOTICED,
    SightState.VISIBLE: SightingState.VISIBLE,
    SightState.OUT_OF_SIGHT: SightingState.OUT,
}


def say_sights(desk: OpenReview, entry_ids: Sequence[EntryId], sights: Sequence[LineSight]) -> None:
    """Says of each event who saw it, as one step."""
    review = desk.review
    entries = [one for one in (review.find(Entry, one) for one in entry_ids) if one is not None]
    if not entries:
        raise KnownError("This event is no longer there. Nothing was changed.")
    changes = [one for entry in entries for one in sights_to_say(review, entry, sights)]
    names = ", ".join(one.department.name for one in sights[:3])
    desk.apply(edits.Edit(f"Set sighting: {names}", tuple(changes)))


def say_of_many(
    desk: OpenReview,
    entry_ids: Iterable[EntryId],
    department_id: DepartmentId,
    state: SightingState,
    channel: Channel | None = None,
) -> int:
    """Says of every event of which nothing is said yet how the department saw it, as it came.

    One step. Gives of how many it was said. Events without a time are left out, unless it is that
    they could not be seen.
    """
    review = desk.review
    changes = []
    for entry in unsaid(review, entry_ids, department_id, state):
        words: dict[str, object] = {"channel": channel}
        changes.append(
            Change(None, _said(review, entry.id, department_id, state, entry.anchor, words))
        )
    department = review.find(Department, department_id)
    if department is None:
        raise KnownError("This department is no longer there. Nothing was changed.")
    word = "event" if len(changes) == 1 else "events"
    label = f"Set sighting: {department.name} {state.value} ({len(changes)} {word})"
    desk.apply(edits.Edit(label, tuple(changes)))
    return len(changes)


def unsaid(
    review: Review,
    entry_ids: Iterable[EntryId],
    department_id: DepartmentId,
    state: SightingState,
) -> list[Entry]:
    """Those events of which it can be said and nothing is yet; its own count as said."""
    sightings = review.all(Sighting).values()
    said = {one.entry_id for one in sightings if one.department_id == department_id}
    entries = map(review.entries.get, (one for one in entry_ids if one not in said))
    others = (one for one in entries if one is not None and one.department_id != department_id)
    if state is SightingState.OUT:
        return list(others)
    return [one for one in others if one.start is not None or one.anchor is not None]


def move_sighting(
    desk: OpenReview,
    entry_id: EntryId,
    department_id: DepartmentId,
    to: datetime,
    *,
    noticed: bool,
    fold_key: str = "",
) -> None:
    """Says another time at which it was noticed, or from which it could be seen.

    Never before the event can have begun; what would then be noticed before it could be seen
    could be seen from there too.
    """
    review = desk.review
    entry, held = review.find(Entry, entry_id), review.sighting(entry_id, department_id)
    if entry is None or held is None:
        raise KnownError("This sighting is no longer there. Nothing was changed.")
    to = max(to, entry.floor) if entry.floor is not None else to
    values: dict[str, datetime | None] = {"noticed_at" if noticed else "visible_from": to}
    if noticed and held.visible_from is not None and held.visible_from > to:
        values["visible_from"] = None
    elif not noticed and held.noticed_at is not None and held.noticed_at < to:
        values["visible_from"] = held.noticed_at
    department = review.find(Department, department_id)
    name = department.name if department else ""
    label = f"Move sighting: {name}"
    desk.apply(edits.replace(held, held.changed(**values), label=label, fold_key=fold_key))


def _moment_of(entry: Entry, held: Sighting | None) -> datetime | None:
    """The moment that was said before, else the event's own."""
    said = (held.noticed_at or held.visible_from) if held else None
    return said or entry.anchor
