"""Which stretch of time the room looks at. Under the veil it says nothing about what follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reviewdesk.domain.entries import EntryFacts
from reviewdesk.domain.layout import place_of, seconds

KNOWN_SHARE = 0.78
"""Under the veil the known story fills at most this share of the picture."""
LEAST_KNOWN_SHARE = 0.44
"""And the cursor never stands further left than this, so that labels have room before it."""

_LEAD = 0.02
_FAR_GAPS = 20
_QUIET_S = 900.0
_LENGTHS_S = (
    *(minutes * 60.0 for minutes in (10, 15, 20, 30, 45, 60, 90)),
    *(hours * 3600.0 for hours in (2, 3, 4, 6, 8, 12, 16)),
    *(86400.0 * factor * 2**power for power in range(24) for factor in (1.0, 1.5)),
)


@dataclass(frozen=True, slots=True)
class RoomSpan:
    """A stretch in seconds since 1970, with the cursor where there is one.

    `first` is the moment of the first entry it shows; what lies before stands in a margin.
    `last` likewise; without the veil what is far after it stands in a margin of its own.
    """

    start: float
    end: float
    first: float
    last: float
    cursor: float | None

    def x_of(self, at_s: float, width: float) -> float:
        return (at_s - self.start) * width / (self.end - self.start)


def room_span(
    entries: Sequence[EntryFacts], as_of: datetime | None, *, veil: bool
) -> RoomSpan | None:
    """The span for `entries`; None where neither an entry nor a cursor has a place in time.

    Under the veil its length is taken from a fixed row of lengths by the known story alone, so it
    stays while the cursor moves, and its end does not depend on anything after the cursor.
    """
    places = [place for place in map(place_of, entries) if place is not None]
    starts = sorted(place[0] for place in places)
    cursor = seconds(as_of) if as_of is not None else None
    if not starts and cursor is None:
        return None
    if veil and cursor is not None:
        starts = [start for start in starts if start <= cursor] or [cursor]
        return _under_the_veil(starts, cursor)
    ends = [place[1] for place in places]
    if cursor is not None:
        starts, ends = sorted([*starts, cursor]), [*ends, cursor]
    last = _last_of_the_story(sorted(ends))
    first = starts[_first_of_the_story(starts, last)]
    if cursor is not None:
        first, last = min(first, cursor), max(last, cursor)
    length = max(last - first, 60.0)
    return RoomSpan(first - length * _LEAD, last + length * 2 * _LEAD, first, last, cursor)


def _under_the_veil(starts: Sequence[float], cursor: float) -> RoomSpan:
    first = starts[_first_of_the_story(starts, cursor)]
    known = cursor - first
    length = next((one for one in _LENGTHS_S if known <= one * (KNOWN_SHARE - _LEAD)), known * 1.5)
    start = min(first - length * _LEAD, cursor - length * LEAST_KNOWN_SHARE)
    return RoomSpan(start, start + length, first, cursor, cursor)


def _first_of_the_story(starts: Sequence[float], end: float) -> int:
    """Index of the first start that is not a far background of those after it.

    A rule shipped in May would press the ten minutes of July into one line of the picture.
    """
    found = 0
    for index in range(len(starts) - 1):
        gap = starts[index + 1] - starts[index]
        rest = max(end - starts[index + 1], 0.0)
        after = len(starts) - index - 1
        far = gap > _FAR_GAPS * max(rest, _QUIET_S)
        few = gap > 3 * rest and after >= max(4, 2 * (index + 1))
        if far or few:
            found = index + 1
    return found


def _last_of_the_story(ends: Sequence[float]) -> float:
    """The last end that is not a far epilogue of those before it: a repair weeks later."""
    turned = [-end for end in reversed(ends)]
    return -turned[_first_of_the_story(turned, -ends[0])]
