"""Whether the records of a file from somebody else can stand together as one review."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reviewdesk.domain.edits import WORDS
from reviewdesk.domain.review import RECORD_TYPES, ReviewHead
from reviewdesk.domain.values import Record, Value

_ID = re.compile(r"[0-9a-f]{32}\Z")
_LARGEST = 2**53


@dataclass(frozen=True, slots=True)
class Fault:
    place: str
    reason: str


def fault_of(head: ReviewHead, records: Sequence[Record]) -> Fault | None:
    """The first thing that keeps them from being a review; None where nothing does."""
    seen: set[str] = set()
    by_table: dict[str, set[str]] = {table: set() for table in RECORD_TYPES}
    for number, record in enumerate((head, *records)):
        place = f"{WORDS[record.table]} (record {number})"
        if not _ID.match(record.id):
            return Fault(place, "its id is not one of ours")
        if record.id in seen:
            return Fault(place, "its id is given twice")
        if not all(map(_is_fit, _numbers(record))):
            return Fault(place, "a number in it is out of bounds")
        seen.add(record.id)
        by_table[record.table].add(record.id)
    for number, record in enumerate(records, start=1):
        parent = type(record).parent
        if parent is None:
            continue
        owners = by_table[parent.removesuffix("_id")]
        if getattr(record, parent) not in owners:
            place = f"{WORDS[record.table]} (record {number})"
            return Fault(place, "what it belongs to is not in the file")
    return None


def _numbers(value: object) -> Iterable[float]:
    if isinstance(value, int | float):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _numbers(one)
    elif isinstance(value, Value):
        for _, part in value:
            yield from _numbers(part)


def _is_fit(number: float) -> bool:
    return math.isfinite(number) and abs(number) <= _LARGEST
