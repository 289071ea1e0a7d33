"""How far apart events are, said no more exactly than their times are known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from reviewdesk.domain.entries import EntryFacts, Precision
from reviewdesk.domain.times import span_text

_NONE = timedelta()


@dataclass(frozen=True, slots=True)
class Distance:
    """From when to when, in words; and the stretch in which both went on, if any."""

    first: datetime
    last: datetime
    words: str
    overlap: tuple[datetime, datetime] | None = None


def distance_of(entries: Sequence[EntryFacts]) -> Distance | None:
    """Of two events, or from the first to the last of more; None where times are not known.

    It goes from beginning to beginning. What is between two times gives the least and the most.
    """
    placed = [one for one in entries if _has_place(one)]
    if len(placed) < 2 or (len(entries) == 2 and len(placed) < 2):
        return None
    earlier, later = _ends(placed)
    if len(entries) > 2:
        return _over(earlier, later, len(placed))
    if later is earlier:
        # One lies within the bounds of the other.
        later = placed[1] if placed[0] is earlier else placed[0]
    words, overlap = f"{_apart(earlier, later)} between", _overlap(earlier, later)
    if _is_point(earlier) and _is_point(later) and _floor(earlier) == _floor(later):
        words = "at the same time"
    if overlap is not None:
        words += f", overlapping for {span_text(overlap[1] - overlap[0])}"
    elif earlier.end is not None and earlier.end < _floor(later):
        words += f", {span_text(_floor(later) - earlier.end)} from end to beginning"
    return Distance(_floor(earlier), _anchor(later), words, overlap)


def distance_among(outermost: Sequence[EntryFacts], count: int) -> Distance | None:
    """As `distance_of`, of `count` events with a time, of which these begin first or end last."""
    placed = [one for one in outermost if _has_place(one)]
    return _over(*_ends(placed), count) if placed and count > 1 else None


def _ends(placed: Sequence[EntryFacts]) -> tuple[EntryFacts, EntryFacts]:
    # Of several at the same moment the least sure one speaks, whichever was selected first.
    earlier = min(placed, key=lambda one: (_floor(one), _anchor(one), _is_point(one)))
    later = max(
        placed,
        key=lambda one: (_anchor(one), _floor(one), not _is_point(one), one is not earlier),
    )
    return earlier, later


def _over(earlier: EntryFacts, later: EntryFacts, count: int) -> Distance:
    words = f"{count:,} events over {_apart(earlier, later)}"
    return Distance(_floor(earlier), _anchor(later), words)


def _has_place(entry: EntryFacts) -> bool:
    return entry.precision is not Precision.UNKNOWN and entry.floor is not None


def _floor(entry: EntryFacts) -> datetime:
    found = entry.earliest if entry.start is None else entry.start
    return found or _anchor(entry)


def _anchor(entry: EntryFacts) -> datetime:
    found = entry.anchor
    if found is None:
        raise ValueError("this event has no place in time")
    return found


def _is_point(entry: EntryFacts) -> bool:
    return entry.precision is Precision.EXACT


def _apart(earlier: EntryFacts, later: EntryFacts) -> str:
    if earlier.start is not None and later.start is not None:
        span = span_text(abs(later.start - earlier.start))
        return span if _is_point(earlier) and _is_point(later) else f"about {span}"
    least = max(_floor(later) - _anchor(earlier), _floor(earlier) - _anchor(later))
    most = max(_anchor(later) - _floor(earlier), _anchor(earlier) - _floor(later))
    if least <= _NONE:
        return f"up to {span_text(most)}"
    return span_text(least) if least == most else f"{span_text(least)} to {span_text(most)}"


def _overlap(one: EntryFacts, other: EntryFacts) -> tuple[datetime, datetime] | None:
    if not (one.start and one.end and other.start and other.end):
        return None
    start, end = max(one.start, other.start), min(one.end, other.end)
    return (start, end) if end > start else None
