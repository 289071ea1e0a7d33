"""How each field of a record stands in its column, and comes back as it was.

Moments are whole microseconds since 1970 in UTC, days ISO text, enumerations their value,
truths 0 and 1, and whatever has parts is JSON text.
"""

import json
import math
import types
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import AwareDatetime, TypeAdapter

from reviewdesk.domain.values import Record

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_EMPTY_TUPLE = "[]"

Cell = str | int | float | bytes | None
Decoder = Callable[[Iterable[Sequence[Any]]], list[dict[str, Any]]]


class Affinity(Enum):
    TEXT = "text"
    INTEGER = "integer"
    REAL = "real"


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a record in its table. `encode` and `decode` are never given None.

    `decode` is None where SQLite gives back what the record holds.
    """

    name: str
    affinity: Affinity
    optional: bool
    encode: Callable[[Any], Cell]
    decode: Callable[[Any], Any] | None


def microseconds(moment: datetime) -> int:
    return (moment - EPOCH) // _MICROSECOND


def moment(count: int) -> datetime:
    return EPOCH + timedelta(0, 0, count)


@cache
def columns_of(record_type: type[Record]) -> tuple[Column, ...]:
    """The columns of a record's fields, in the order of its fields."""
    return tuple(
        _column(name, field.annotation) for name, field in record_type.model_fields.items()
    )


def decoder_of(columns: Sequence[Column]) -> Decoder:
    """Makes the values of rows that have the cells of `columns` in their order, and a digest.

    It is put together as one expression for the columns at hand: a review's twenty thousand rows
    go through it before anybody sees the review, and a loop over columns takes twice as long.
    """
    known: dict[str, Any] = {}
    cells, parts = [], []
    for place, column in enumerate(columns):
        cell = value = f"cell_{place}"
        if column.decode is not None:
            known[f"decode_{place}"] = column.decode
            value = f"decode_{place}({cell})"
            if column.optional:
                value = f"None if {cell} is None else {value}"
        cells.append(cell)
        parts.append(f"{column.name!r}: {value}")
    # Nothing but the names of our own fields gets into it.
    source = f"lambda rows: [{{{', '.join(parts)}}} for {', '.join(cells)}, _digest in rows]"
    found: Decoder = eval(source, known)  # noqa: S307
    return found


def _column(name: str, annotation: object) -> Column:
    bare, optional = _without_none(annotation)
    if get_origin(bare) is tuple:
        return _tuple_column(name, bare)
    if isinstance(bare, type) and issubclass(bare, Enum):
        members = {member.value: member for member in bare}
        # Not `value`: that one is a property written in Python.
        return Column(name, Affinity.TEXT, optional, attrgetter("_value_"), members.__getitem__)
    if bare is bool:
        return Column(name, Affinity.INTEGER, optional, int, (False, True).__getitem__)
    if bare is int:
        return Column(name, Affinity.INTEGER, optional, _whole, None)
    if bare is float:
        return Column(name, Affinity.REAL, optional, _finite, None)
    if bare in (datetime, AwareDatetime):
        return Column(name, Affinity.INTEGER, optional, microseconds, moment)
    if bare is date:
        return Column(name, Affinity.TEXT, optional, date.isoformat, date.fromisoformat)
    if bare is str:
        return Column(name, Affinity.TEXT, optional, str, None)
    raise TypeError(f"no column is known for the field {name} of type {annotation}")


def _tuple_column(name: str, bare: object) -> Column:
    (item, *_) = get_args(bare)
    item, _ = _without_none(item)
    if item is str:
        return Column(name, Affinity.TEXT, False, _encode_words, _decode_words)

    @cache
    def adapter() -> TypeAdapter[tuple[Any, ...]]:
        return TypeAdapter(tuple[item, ...])  # type: ignore[valid-type] # known only at run time

    def encode(values: tuple[Any, ...]) -> Cell:
        return adapter().dump_json(values).decode() if values else _EMPTY_TUPLE

    def decode(cell: str) -> tuple[Any, ...]:
        return () if cell == _EMPTY_TUPLE else adapter().validate_json(cell)

    return Column(name, Affinity.TEXT, False, encode, decode)


def _encode_words(words: tuple[str, ...]) -> Cell:
    return json.dumps(words, ensure_ascii=False) if words else _EMPTY_TUPLE


def _decode_words(cell: str) -> tuple[str, ...]:
    return () if cell == _EMPTY_TUPLE else tuple(json.loads(cell))


def _without_none(annotation: object) -> tuple[Any, bool]:
    """The type below annotations and `| None`, and whether None was allowed."""
    if get_origin(annotation) is Annotated:
        return _without_none(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        (bare,) = (one for one in get_args(annotation) if one is not types.NoneType)
        return _without_none(bare)[0], True
    return annotation, False


def _whole(number: int) -> int:
    if not -(2**63) <= number < 2**63:
        raise ValueError("a whole number is too large for its column")
    return number


def _finite(number: float) -> float:
    if not math.isfinite(number):
        raise ValueError("a number of a record must be finite")
    return float(number) + 0.0  # SQLite keeps -0.0 as 0.0, and the digest must not differ
