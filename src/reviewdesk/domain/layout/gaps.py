"""Stretches in which nothing is told: what to ask the room about."""

from collections.abc import Iterable, Sequence
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

    What lasts over four times as long is background: it counts by its beginning and its end alone.
    What is placed by order alone fills none. What was some time between two moments fills the time
    between them only where they stand closer than `least_s`: of a whole day it would hide all.
    """
    if least_s <= 0:
        return []
    runs = sorted(run for columns in lanes for run in told_runs(columns, least_s))
    return list(_between(runs, least_s))


def _between(runs: Iterable[tuple[float, float]], least_s: float) -> Iterable[Gap]:
    reach: float | None = None
    for start_s, end_s in runs:
        if reach is not None and start_s - reach >= least_s:
            yield Gap(reach, start_s)
        reach = end_s if reach is None else max(reach, end_s)


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
