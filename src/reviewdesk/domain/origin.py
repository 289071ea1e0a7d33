"""From where times are counted: the clock, or T+0 at the start, at detection or at a marker."""

from dataclasses import dataclass
from datetime import datetime

from reviewdesk.domain.entries import Entry, Marker, MarkerKind, Precision
from reviewdesk.domain.review import BEFORE_EVERYTHING, Review
from reviewdesk.domain.times import distance_text

CLOCK, START, DETECTION = "", "start", "detection"
"""Choices beside the ids of markers."""
_DETECTED = (MarkerKind.DETECTED_BY_ALL, MarkerKind.FIRST_SIGN)
"""What counts as detection: the first of these that was marked."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A moment that times can be counted from. `choice` is kept, `name` is shown."""

    choice: str
    name: str
    at: datetime


def counted_from(entry: Entry | None) -> datetime | None:
    """The moment that others can be counted from; None where only the day or the order is known."""
    if entry is None or entry.precision in (Precision.DAY, Precision.UNKNOWN):
        return None
    return entry.anchor


def marker_at(review: Review, marker: Marker) -> datetime | None:
    """When a marker was: its own moment, else that of the event that carries it."""
    carrier = review.find(Entry, marker.entry_id)
    return marker.at or (carrier.anchor if carrier else None)


def origins(review: Review) -> tuple[Origin, ...]:
    """Every moment to count from: start, detection, then the other markers in time order."""
    found = [one for one in (origin_of(review, START), origin_of(review, DETECTION)) if one]
    placed = [(marker_at(review, one), one) for one in review.all(Marker).values()]
    marked = [Origin(one.id, one.name, at) for at, one in placed if at is not None]
    marked.sort(key=lambda one: (one.at, one.name))
    return (*found, *marked)


def origin_of(review: Review, choice: str) -> Origin | None:
    """What `choice` stands for; None for the clock, and for what is no longer there."""
    if choice == CLOCK:
        return None
    if choice == START:
        began = marked_at(review, MarkerKind.BEGAN) or first_timed(review)
        return Origin(START, "the start", began) if began else None
    if choice == DETECTION:
        for kind in _DETECTED:
            at = marked_at(review, kind)
            if at is not None:
                return Origin(DETECTION, f"detection ({kind.value})", at)
        return None
    marker = review.find(Marker, choice)
    at = marker_at(review, marker) if marker else None
    return Origin(choice, marker.name, at) if marker and at else None


def next_choice(review: Review, choice: str) -> str:
    """Where one key goes on from `choice`: clock, start, detection, clock again."""
    ways = [CLOCK, *(one for one in (START, DETECTION) if origin_of(review, one))]
    place = ways.index(choice) if choice in ways else 0
    return ways[(place + 1) % len(ways)]


def marked_at(review: Review, kind: MarkerKind) -> datetime | None:
    """When the first marker of that kind was; None where there is none to count from."""
    marked = (one for one in review.all(Marker).values() if one.kind is kind)
    moments = (one.at or counted_from(review.find(Entry, one.entry_id)) for one in marked)
    return min((at for at in moments if at is not None), default=None)


def first_timed(review: Review) -> datetime | None:
    """When the first event was that others can be counted from."""
    placed = (entry_id for at, _, entry_id in review.entry_order() if at != BEFORE_EVERYTHING)
    moments = (counted_from(review.entries[entry_id]) for entry_id in placed)
    return next((at for at in moments if at is not None), None)


def relative_text(moment: datetime, origin: datetime) -> str:
    """ "T+1h12m", "T−20s", "T+0": to the thousandth, as the quick line takes it too."""
    return distance_text(moment - origin)
