"""Replay: from where to where the as-of cursor goes, and where it stops."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from reviewdesk.domain.asof import AsOf
from reviewdesk.domain.entries import EntryKind
from reviewdesk.domain.ids import DepartmentId, EntryId
from reviewdesk.domain.review import BEFORE_EVERYTHING, Review

_MINUTE = timedelta(minutes=1)
_AFTER_EVERYTHING = datetime.max.replace(tzinfo=UTC)


class ReplayUnit(StrEnum):
    """By what one step goes."""

    EVENT = "event"
    """To the next moment at which those eyes came to see or to notice something."""
    DECISION = "decision"
    MINUTE = "minute"


class DecisionStop(NamedTuple):
    """A decision point on the way of a replay."""

    at: datetime
    entry_id: EntryId


def decision_stops(review: Review, eyes: DepartmentId | None = None) -> tuple[DecisionStop, ...]:
    """The decision points that have a place in time, in order; with `eyes`, that department's own.

    Others' decisions are what that department may not know of.
    """
    found = [
        (one.own_moment, one.order, one.id)
        for one in review.entries.values()
        if one.kind is EntryKind.DECISION
        and one.own_moment is not None
        and eyes in (None, one.department_id)
    ]
    return tuple(DecisionStop(at, entry_id) for at, _, entry_id in sorted(found))


def first_decision(
    stops: Sequence[DecisionStop], after: datetime, until: datetime
) -> DecisionStop | None:
    """The first decision after the one moment and up to the other."""
    place = bisect_right(stops, after, key=_at)
    return stops[place] if place < len(stops) and stops[place].at <= until else None


def next_stop(
    asof: AsOf,
    stops: Sequence[DecisionStop],
    moment: datetime | None,
    eyes: DepartmentId | None,
    unit: ReplayUnit,
    *,
    back: bool = False,
) -> datetime | None:
    """Where a step from `moment` goes; from nowhere (None) to the first or the last stop.

    None where nothing lies that way. Steps by minute go on to the whole minute after the last
    stop, and back to the one before the first.
    """
    if moment is None:
        moment = _AFTER_EVERYTHING if back else BEFORE_EVERYTHING
        if unit is ReplayUnit.MINUTE:
            unit = ReplayUnit.EVENT
    if unit is ReplayUnit.DECISION:
        place = (
            bisect_left(stops, moment, key=_at) - 1
            if back
            else bisect_right(stops, moment, key=_at)
        )
        return stops[place].at if 0 <= place < len(stops) else None
    stop = asof.next_moment(moment, eyes, back=back)
    if unit is ReplayUnit.EVENT or stop is None:
        return stop
    whole = moment.replace(second=0, microsecond=0)
    if back:
        return whole if whole < moment else moment - _MINUTE
    return whole + _MINUTE


def _at(stop: DecisionStop) -> datetime:
    return stop.at
