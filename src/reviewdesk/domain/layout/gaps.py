"""Stretches in which nothing is told: what to ask the room about."""

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from reviewdesk.domain.layout.columns import Form, LaneColumns

_BACKGROUND = 4.0
_BRACKET, _UNKNOWN = int(Form.BRACKET), int(Form.UNKNOWN)


class Gap(NamedTuple):
    """From the end of what was told to the next beginning, in seconds since 1970."""

    start_s: float
    end_s: float

    @property
    def length_s(self) -> float:
        return self.end_s - self.start_s


def gaps(lanes: Sequence[LaneColumns], least_s: float) -> list[Gap]:
    """The stretches of at least `least_s` in which no entry of any lane begins or lasts, in order.

    What lasts over four times as long as a gap is background to it, and the gap is told all the
    same: it counts by its beginning and its end alone. What lasts less leaves no gap.
    What is placed by order alone fills none. What was some time between two moments fills the time
    between them only where they stand closer than `least_s`: of a whole day it would hide all.
    """
    if least_s <= 0:
        return []
    runs = sorted(run for columns in lanes for run in told_runs(columns, least_s))
    lasting = sorted(run for columns in lanes for run in _lasting(columns, least_s))
    return list(_before_background(_between(runs, least_s), lasting))


def _between(runs: Iterable[tuple[float, float]], least_s: float) -> Iterable[Gap]:
    reach: float | None = None
    for start_s, end_s in runs:
        if reach is not None and start_s - reach >= least_s:
            yield Gap(reach, start_s)
        reach = end_s if reach is None else max(reach, end_s)


def _lasting(columns: LaneColumns, least_s: float) -> Iterable[tuple[float, float]]:
    """Beginning and end of what is background to the shortest gaps."""
    if columns.longest_s <= _BACKGROUND * least_s:
        return
    for start_s, end_s, form in zip(columns.starts, columns.ends, columns.forms, strict=True):
        if end_s - start_s > _BACKGROUND * least_s and not form & (_UNKNOWN | _BRACKET):
            yield start_s, end_s


def _before_background(
    found: Iterable[Gap], lasting: Sequence[tuple[float, float]]
) -> Iterable[Gap]:
    """The gaps, in order, through which nothing lasts but what is background to them."""
    # Shortest first: if that one is background to a gap, all others are.
    through: list[tuple[float, float]] = []
    place = 0
    for gap in found:
        while place < len(lasting) and lasting[place][0] <= gap.start_s:
            start_s, end_s = lasting[place]
            heappush(through, (end_s - start_s, end_s))
            place += 1
        while through and through[0][1] <= gap.start_s:
            heappop(through)
        if not through or through[0][0] > _BACKGROUND * gap.length_s:
            yield gap


def told_runs(columns: LaneColumns, least_s: float) -> list[tuple[float, float]]:
    """Stretches of one lane with no gap of `least_s` in them."""
    runs: list[tuple[float, float]] = []
    begin = reach = float("-inf")
    for start_s, end_s, form in zip(columns.starts, columns.ends, columns.forms, strict=True):
        if form & _UNKNOWN or (form & _BRACKET and end_s - start_s >= least_s):
            continue
        is_background = end_s - start_s > _BACKGROUND * least_s
        if is_background:
            runs.append((end_s, end_s))
        until_s = start_s if is_background else end_s
        if start_s - reach >= least_s:
            if reach > float("-inf"):
                runs.append((begin, reach))
            begin, reach = start_s, until_s
        elif until_s > reach:
            reach = until_s
    if reach > float("-inf"):
        runs.append((begin, reach))
    return runs
