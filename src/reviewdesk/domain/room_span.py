"""Which stretch of time the room looks at. Under the veil it says nothing about what follows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from math import inf
from operator import sub

from reviewdesk.domain.layout import Form, seconds

KNOWN_SHARE = 0.78
"""Under the veil the known story fills at most this share of the picture."""
LEAST_KNOWN_SHARE = 0.44
"""And the cursor never stands further left than this, so that labels have room before it."""

_LEAD = 0.02
_FAR_GAPS = 20
_FAR_LENGTHS, _FAR_S = 2, 4 * 3600.0
"""A cursor that is further off than that would press the story together."""
_UNCERTAIN = int(Form.BRACKET | Form.UNKNOWN)
_MOST_OF_IT = 0.6
_QUIET_S = 900.0
_BRIDGE_S = 3600.0
"""What lasts no longer is part of the story to its end; of what lasts longer, so much."""
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
    places: Iterable[tuple[float, float, int] | None], as_of: datetime | None, *, veil: bool
) -> RoomSpan | None:
    """The span for entries at `places` (as `place_of` gives them, forms as plain numbers).

    None where there is neither a place nor a cursor.

    Under the veil its length is taken from a fixed row of lengths by the known story alone, so it
    stays while the cursor moves, and its end does not depend on anything after the cursor.
    """
    cursor = seconds(as_of) if as_of is not None else None
    found = [place for place in places if place is not None]
    if veil and cursor is not None:
        found = [place for place in found if place[0] <= cursor]
    # A bracket from midnight to midnight says little of where the story is.
    certain = [place for place in found if is_certain(place[2])]
    chosen = certain or found
    chosen = sorted(chosen)
    starts = [place[0] for place in chosen]
    if not starts and cursor is None:
        return None
    if veil and cursor is not None:
        return _under_the_veil(starts or [cursor], cursor)
    reaches = [max(start, min(end, start + _BRIDGE_S)) for start, end, _ in chosen]
    first, last = _main_story(starts or [cursor or 0.0], reaches or [cursor or 0.0])
    # An end weeks later would press the story together; its bar runs out of the picture. Where
    # everything began at one moment there is nothing to press, and how long it lasted is the story.
    limit = last + 3 * (last - first) + _QUIET_S if last > first else inf
    limit = max(limit, last + _BRIDGE_S)
    last = max([last, *(place[1] for place in chosen if place[0] <= last < place[1] <= limit)])
    far = max(_FAR_LENGTHS * (last - first), _FAR_S)
    if cursor is not None and first - far <= cursor <= last + far:
        first, last = min(first, cursor), max(last, cursor)
    length = max(last - first, 60.0)
    start, end = first - length * _LEAD, last + length * 2 * _LEAD
    if cursor is not None:
        # One far from the story stands at its edge, and does not press it together.
        cursor = min(max(cursor, start), end)
    return RoomSpan(start, end, first, last, cursor)


def hangs_together(starts: Sequence[float]) -> bool:
    """Whether without a cursor the span reaches from the first of these to the last, at least.

    `starts` are those of what is certain, in order. A quicker answer than the span, and not always
    yes where that would be: it looks at no bar that bridges a gap.
    """
    if not starts:
        return False
    longest = max(map(sub, starts[1:], starts), default=0.0)
    return longest < _QUIET_S or longest <= _MOST_OF_IT * (starts[-1] - starts[0])


def is_certain(form: int) -> bool:
    """Whether an entry of that `Form` says where the story is."""
    return not form & _UNCERTAIN


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
    gaps = list(map(sub, starts[1:], starts))
    # Most stories have no such gap, and this is asked at each keystroke.
    if max(gaps, default=0.0) <= min(_FAR_GAPS * _QUIET_S, 3 * (end - starts[len(starts) // 3])):
        return 0
    found = 0
    for index, gap in enumerate(gaps):
        rest = max(end - starts[index + 1], 0.0)
        after = len(starts) - index - 1
        far = gap > _FAR_GAPS * max(rest, _QUIET_S)
        few = gap > max(3 * rest, _QUIET_S) and after >= max(4, 2 * (index + 1))
        if far or few:
            found = index + 1
    return found


def _main_story(starts: Sequence[float], reaches: Sequence[float]) -> tuple[float, float]:
    """First and last of the starts without a far background or epilogue of a few.

    `reaches` says of each how far it goes on.
    """
    gaps = list(map(sub, starts[1:], accumulate(reaches, max)))
    low, high = 0, len(starts) - 1
    while high > low:
        gap = max(gaps[low:high])
        place = gaps.index(gap, low)
        before, after = place - low + 1, high - place
        if gap <= _MOST_OF_IT * (starts[high] - starts[low]) or gap < _QUIET_S:
            break
        if max(before, after) < _MOST_OF_IT * len(starts):
            break
        low, high = (low, place) if before > after else (place + 1, high)
    return starts[low], starts[high]
