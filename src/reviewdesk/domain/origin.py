"""From where times are counted: the clock, or T+0 at the start, at detection or at a marker."""

from dataclasses import dataclass
from datetime import datetime

from reviewdesk.domain.entries import Entry, Marker, MarkerKind
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
        began = _earliest(review, MarkerKind.BEGAN) or _first_event(review)
        return Origin(START, "the start", began) if began else None
    if choice == DETECTION:
        for kind in _DETECTED:
            at = _earliest(review, kind)
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


def _earliest(review: Review, kind: MarkerKind) -> datetime | None:
    marked = [one for one in review.all(Marker).values() if one.kind is kind]
    moments = [at for one in marked if (at := marker_at(review, one)) is not None]
    return min(moments, default=None)


def _first_event(review: Review) -> datetime | None:
    order = review.entry_order()
    return next((key[0] for key in order if key[0] != BEFORE_EVERYTHING), None)


def relative_text(moment: datetime, origin: datetime) -> str:
    """ "T+1h12m", "T−20s", "T+0": to the thousandth, as the quick line takes it too."""
    return distance_text(moment - origin)
