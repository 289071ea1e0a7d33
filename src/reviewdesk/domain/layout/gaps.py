"""Stretches in which nothing is told: what to ask the room about."""

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from reviewdesk.domain.layout.columns import Form, LaneColumns

_BRACKET, _UNKNOWN = int(Form.BRACKET), int(Form.UNKNOWN)


class Gap(NamedTuple):
    """From the last beginning or end that was told to the next, in seconds since 1970."""

    start_s: float
    end_s: float

    @property
    def length_s(self) -> float:
        return self.end_s - self.start_s


def gaps(lanes: Sequence[LaneColumns], least_s: float) -> list[Gap]:
    """The stretches of at least `least_s` in which no entry of any lane begins or ends, in order.

    What lasts all through one does not fill it: one long bar would hide every gap there is.
    What is placed by order alone ends none. What was some time between two moments does so only
    where they stand closer than `least_s`: of a whole day nothing is told by its midnights.
    """
    if least_s <= 0:
        return []
    told = sorted(chain.from_iterable(_told(columns, least_s) for columns in lanes))
    return [Gap(start_s, end_s) for start_s, end_s in pairwise(told) if end_s - start_s >= least_s]


def _told(columns: LaneColumns, least_s: float) -> Iterable[float]:
    """When the entries of a lane begin, and when those end that last."""
    starts, ends, forms = columns.starts, columns.ends, columns.forms
    if any(form & (_UNKNOWN | _BRACKET) for form in set(forms)):
        places = [
            (start_s, end_s)
            for start_s, end_s, form in zip(starts, ends, forms, strict=True)
            if not (form & _UNKNOWN or (form & _BRACKET and end_s - start_s >= least_s))
        ]
        return chain.from_iterable(places)
    lasting = [end_s for start_s, end_s in zip(starts, ends, strict=True) if end_s > start_s]
    return chain(starts, lasting)
