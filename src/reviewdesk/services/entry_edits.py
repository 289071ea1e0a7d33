"""What can be done with events on the timeline. Each function is one gesture and one step.

ValueErrors of records become a KnownError here: whoever made the gesture reads why it was refused.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import NamedTuple

from pydantic import ValidationError

from reviewdesk.domain import edits
from reviewdesk.domain.accounts import Decision
from reviewdesk.domain.edits import Edit
from reviewdesk.domain.entries import Entry, EntryKind, Marker, MarkerKind, Precision, Standing
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.ids import DepartmentId, EntryId, new_id
from reviewdesk.domain.linetimes import near_of, stands_at
from reviewdesk.domain.origin import counted_from, first_timed, marked_at
from reviewdesk.domain.people import Voice
from reviewdesk.domain.quickline import LineContext, Understood, understand, understand_lines
from reviewdesk.domain.review import BEFORE_EVERYTHING, Change, Review
from reviewdesk.domain.times import zone
from reviewdesk.services.clippings import Clipping, clipping_of, made_anew, read_clipping, text_of
from reviewdesk.services.record_edits import OpenReview
from reviewdesk.services.sighting_edits import sights_to_say


def line_context(
    review: Review,
    as_of: datetime | None = None,
    department_id: DepartmentId | None = None,
    after: EntryId | None = None,
    today: date | None = None,
) -> LineContext:
    """What the quick line is read against: `after` is the event that +5m counts from.

    A review without a day takes that of its first event. The story starts at the marker "began",
    else at the first event of which more than the day is known.
    """
    try:
        review_zone = zone(review.head.zone)
    except KnownError:
        review_zone = zone("UTC")  # an imported review may name a zone nobody knows
    first = next((key[0] for key in review.entry_order() if key[0] != BEFORE_EVERYTHING), None)
    entry = review.find(Entry, after)
    latest = None if entry else _latest(review, department_id)
    day = review.head.day or (first.astimezone(review_zone).date() if first else None)
    return LineContext(
        zone=review_zone,
        day=day,
        as_of=as_of,
        previous=(
            near_of(entry.precision, entry.start, entry.earliest, entry.latest) if entry else None
        ),
        behind=(
            stands_at(entry.precision, entry.start, entry.earliest, entry.latest) if entry else None
        ),
        previous_by_day=entry is not None and entry.precision is Precision.DAY,
        today=today or datetime.now(UTC).date(),
        latest=latest.anchor if latest else None,
        latest_title=latest.title if latest else "",
        start=marked_at(review, MarkerKind.BEGAN) or first_timed(review),
        departments=review.departments,
        voices=review.listed(Voice),
        default_department=department_id,
    )


_LOOKED_BACK = 2000
"""So far back an event of the lane in hand is looked for."""


def _latest(review: Review, department_id: DepartmentId | None) -> Entry | None:
    """The last event with a time in that lane; where it has none, of all."""
    found = None
    for moment, _, entry_id in islice(reversed(review.entry_order()), _LOOKED_BACK):
        if moment == BEFORE_EVERYTHING:
            break
        entry = review.entries[entry_id]
        if counted_from(entry) is None:
            continue
        if entry.department_id == department_id:
            return entry
        found = found or entry
    return found


TYPED_ID: EntryId = "0" * 32
"""Of an event while it is being typed; it gets one of its own when it is added."""


def typed_entry(understood: Understood) -> Entry | None:
    """The event a line tells of so far; None while it tells of none."""
    values = understood.entry_values
    return None if values is None else Entry(id=TYPED_ID, **values)


def add_from_line(desk: OpenReview, text: str, context: LineContext) -> EntryId:
    """Adds the event that one line tells of; KnownError where the line tells of none."""
    return _add_understood(desk, [understand(text, context)])[0]


def add_from_lines(desk: OpenReview, text: str, context: LineContext) -> tuple[EntryId, ...]:
    """Adds the events that several lines tell of, as one step, or none of them."""
    return _add_understood(desk, understand_lines(text, context))


def _add_understood(desk: OpenReview, lines: Sequence[Understood]) -> tuple[EntryId, ...]:
    for understood in lines:
        if understood.entry_values is None:
            why = understood.problems[0].sentence if understood.problems else "Say what happened."
            raise KnownError(f"{why} Nothing was added.")
    if not lines:
        raise KnownError("Say what happened. Nothing was added.")
    made = [Entry(id=new_id(), **understood.entry_values or {}) for understood in lines]
    changes = changes_to_add(desk.review, made)
    for entry, understood in zip(made, lines, strict=True):
        changes += sights_to_say(desk.review, entry, understood.sights)
    desk.apply(Edit(_label_of(made), tuple(changes)))
    return tuple(entry.id for entry in made)


def _label_of(entries: Sequence[Entry]) -> str:
    return "Add event" if len(entries) == 1 else f"Add {len(entries)} events"


def add_entries(desk: OpenReview, entries: Sequence[Entry], label: str = "") -> tuple[EntryId, ...]:
    """Adds events behind those that stand at the same moment, and decision points with them."""
    desk.apply(Edit(label or _label_of(entries), tuple(changes_to_add(desk.review, entries))))
    return tuple(entry.id for entry in entries)


def changes_to_add(review: Review, entries: Sequence[Entry]) -> list[Change]:
    """What adding events changes: each behind its moment, and a point for each decision."""
    placed = _placed(review, entries)
    return [*(Change(None, entry) for entry in placed), *decisions_for(review, placed)]


def _placed(review: Review, entries: Iterable[Entry]) -> list[Entry]:
    """`entries`, each behind what stands at its moment already."""
    order = review.entry_order()
    last: dict[datetime, float] = {}
    placed = []
    for entry in entries:
        moment = entry.anchor or BEFORE_EVERYTHING
        if moment not in last:
            behind = bisect_left(order, (moment, float("inf"), "")) - 1
            there = behind >= 0 and order[behind][0] == moment
            last[moment] = order[behind][1] if there else -1.0
        last[moment] += 1.0
        same = entry.order == last[moment]
        placed.append(entry if same else entry.changed(order=last[moment]))
    return placed


def decisions_for(review: Review, entries: Iterable[Entry]) -> list[Change]:
    """A decision point for each decision that has none."""
    return [
        Change(None, Decision(id=new_id(), entry_id=entry.id))
        for entry in entries
        if entry.kind is EntryKind.DECISION and review.decision_of(entry.id) is None
    ]


def found(review: Review, entry_ids: Iterable[EntryId]) -> list[Entry]:
    """Those of `entry_ids` that are there, each once."""
    entries = (review.find(Entry, one) for one in dict.fromkeys(entry_ids))
    return [entry for entry in entries if entry is not None]


def the_entry(review: Review, entry_id: EntryId) -> Entry:
    entry = review.find(Entry, entry_id)
    if entry is None:
        raise KnownError("This event is no longer there. Nothing was changed.")
    return entry


def changed(entry: Entry, **values: object) -> Entry:
    """`entry` with other values; KnownError where they cannot be true."""
    try:
        return entry.changed(**values)
    except ValidationError as error:
        # Its message would name the value; the reason alone is ours.
        reason = error.errors(include_url=False, include_input=False)[0]
        if reason["type"] != "value_error":
            raise
        sentence = reason["msg"].removeprefix("Value error, ")
        raise KnownError(f"{sentence[:1].upper()}{sentence[1:]}. Nothing was changed.") from error


def change_entries(
    desk: OpenReview,
    entry_ids: Iterable[EntryId],
    label: str = "",
    fold_key: str = "",
    **values: object,
) -> None:
    """Puts the same values into several events; a decision among them gets its decision point."""
    before = found(desk.review, entry_ids)
    after = [changed(entry, **values) for entry in before]
    changes = [Change(*pair) for pair in zip(before, after, strict=True)]
    word = "event" if len(before) == 1 else f"{len(before)} events"
    changes += decisions_for(desk.review, after)
    desk.apply(Edit(label or f"Edit {word}", tuple(changes), fold_key))


def move_entries(
    desk: OpenReview, entry_ids: Iterable[EntryId], by: timedelta, fold_key: str = ""
) -> None:
    """Moves events in time; what has no place in time stays."""
    try:
        step = edits.move_entries(found(desk.review, entry_ids), by)
    except OverflowError as error:
        raise KnownError("This date is out of reach. Nothing was moved.") from error
    desk.apply(Edit(step.label, step.changes, fold_key))


def move_with_sightings(desk: OpenReview, entry_ids: Iterable[EntryId], by: timedelta) -> None:
    """Moves events in time and all sightings of them, as where a clock or a zone was wrong."""
    try:
        step = edits.move_with_sightings(desk.review, found(desk.review, entry_ids), by)
    except OverflowError as error:
        raise KnownError("This date is out of reach. Nothing was moved.") from error
    desk.apply(step)


def move_entries_to(
    desk: OpenReview,
    entry_ids: Iterable[EntryId],
    by: timedelta,
    department_id: DepartmentId | None,
) -> None:
    """Moves events in time and into a lane, as one drag does."""
    before = found(desk.review, entry_ids)
    pairs = [
        (entry, in_lane(desk.review, edits.moved(entry, by), department_id)) for entry in before
    ]
    desk.apply(edits.change_many(pairs, _named("Move", len(pairs))))


def move_to_department(
    desk: OpenReview, entry_ids: Iterable[EntryId], department_id: DepartmentId | None
) -> None:
    before = found(desk.review, entry_ids)
    pairs = [(entry, in_lane(desk.review, entry, department_id)) for entry in before]
    desk.apply(edits.change_many(pairs, _named("Move", len(pairs), " to lane")))


def in_lane(review: Review, entry: Entry, department_id: DepartmentId | None) -> Entry:
    """`entry` in another lane; its voice goes with it only where it speaks for that lane."""
    voice = review.find(Voice, entry.voice_id)
    stays = voice is None or department_id is None or voice.department_id == department_id
    return entry.changed(department_id=department_id, voice_id=entry.voice_id if stays else None)


def _named(verb: str, count: int, rest: str = "") -> str:
    return f"{verb} {'event' if count == 1 else f'{count} events'}{rest}"


def stretch(desk: OpenReview, entry_id: EntryId, end: datetime, fold_key: str = "") -> None:
    """Lets an event last until `end`; at its start the duration goes away."""
    entry = the_entry(desk.review, entry_id)
    lasts = end if end != (entry.start or entry.earliest) else None
    after = changed(entry, end=lasts, open_end=False)
    desk.apply(edits.replace(entry, after, label="Stretch event", fold_key=fold_key))


def stretch_start(desk: OpenReview, entry_id: EntryId, start: datetime, fold_key: str = "") -> None:
    """Lets an event begin at `start` and end as before; not later than its end."""
    entry = the_entry(desk.review, entry_id)
    if entry.start is None:
        raise KnownError("This event has no start to move. Nothing was changed; give it a time.")
    end = entry.end or entry.start
    begins = start if entry.open_end else min(start, end)
    lasts = end if begins < end and not entry.open_end else None
    after = changed(entry, start=begins, end=lasts)
    desk.apply(edits.replace(entry, after, label="Stretch event", fold_key=fold_key))


def retitle(desk: OpenReview, entry_id: EntryId, title: str, fold_key: str = "") -> None:
    entry = the_entry(desk.review, entry_id)
    after = changed(entry, title=title)
    if not after.title:
        raise KnownError("An event needs a title. It keeps the one it has.")
    desk.apply(edits.replace(entry, after, label="Retitle event", fold_key=fold_key))


def set_kind(desk: OpenReview, entry_ids: Iterable[EntryId], kind: EntryKind) -> None:
    change_entries(desk, entry_ids, "Change kind", kind=kind)


def set_standing(desk: OpenReview, entry_ids: Iterable[EntryId], standing: Standing) -> None:
    change_entries(desk, entry_ids, "Change standing", standing=standing)


def turn_starred(desk: OpenReview, entry_ids: Iterable[EntryId]) -> None:
    """Chooses events for the report; where all of them are, takes them out of it."""
    entries = found(desk.review, entry_ids)
    if entries:
        chosen = not all(one.starred for one in entries)
        label = "Choose for the report" if chosen else "Take out of the report"
        change_entries(desk, [one.id for one in entries], label, starred=chosen)


def delete_entries(desk: OpenReview, entry_ids: Iterable[EntryId]) -> None:
    """Takes events away with what belongs to them; nothing where none is there."""
    entries = found(desk.review, entry_ids)
    if entries:
        desk.apply(edits.remove(desk.review, entries))


def duplicate_entries(desk: OpenReview, entry_ids: Iterable[EntryId]) -> tuple[EntryId, ...]:
    """Copies events, with sightings, evidence and decision points, beside themselves."""
    review = desk.review
    return _add_copies(desk, clipping_of(review, found(review, entry_ids)), None, "Duplicate")


def copy_entries(review: Review, entry_ids: Iterable[EntryId]) -> str:
    """Events as text for the clipboard, for `paste_entries`."""
    return text_of(clipping_of(review, found(review, entry_ids)))


class InLane(NamedTuple):
    """The lane that events are put into; None for that of nobody."""

    department_id: DepartmentId | None


def paste_entries(
    desk: OpenReview,
    copied: str | Sequence[Entry],
    at: datetime | None = None,
    lane: InLane | None = None,
) -> tuple[EntryId, ...]:
    """Adds copied events: the earliest at `at`, or all where they were; KnownError for other text.

    `copied` is a text from `copy_entries`, of this review or another, or the events themselves.
    Events of one lane are put into `lane`; of several, each stays in its own.
    """
    clipping = (
        read_clipping(copied) if isinstance(copied, str) else clipping_of(desk.review, copied)
    )
    return _add_copies(desk, clipping, at, "Paste", lane)


def _add_copies(
    desk: OpenReview,
    clipping: Clipping,
    at: datetime | None,
    verb: str,
    lane: InLane | None = None,
) -> tuple[EntryId, ...]:
    try:
        records = made_anew(clipping, desk.review, at)
    except OverflowError as error:
        raise KnownError("This date is out of reach. Nothing was added.") from error
    made = [one for one in records if isinstance(one, Entry)]
    if lane is not None and len({one.department_id for one in made}) == 1:
        made = [in_lane(desk.review, one, lane.department_id) for one in made]
    placed = _placed(desk.review, made)
    rest = [one for one in records if not isinstance(one, Entry)]
    decided = {one.entry_id for one in rest if isinstance(one, Decision)}
    missing = decisions_for(desk.review, [one for one in placed if one.id not in decided])
    changes = (*(Change(None, one) for one in (*placed, *rest)), *missing)
    desk.apply(Edit(_named(verb, len(placed)), changes))
    return tuple(entry.id for entry in placed)


def set_marker(
    desk: OpenReview,
    kind: MarkerKind,
    *,
    entry_id: EntryId | None = None,
    at: datetime | None = None,
    label: str = "",
) -> None:
    """Puts a point of the story at an event or a moment; only own ones are there several times."""
    held = [one for one in desk.review.all(Marker).values() if one.kind is kind]
    if held and kind is not MarkerKind.OWN:
        after = held[0].changed(entry_id=entry_id, at=at)
        desk.apply(edits.replace(held[0], after, label=f"Move marker: {kind.value}"))
        return
    marker = Marker(id=new_id(), kind=kind, label=label, entry_id=entry_id, at=at)
    desk.apply(edits.add(marker, label=f"Set marker: {label or kind.value}"))


def remove_marker(desk: OpenReview, marker: Marker) -> None:
    desk.apply(edits.remove(desk.review, (marker,), label=f"Take marker off: {marker.name}"))
