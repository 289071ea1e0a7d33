"""What every record is made of: text, moments, and the privacy said for each field."""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from enum import Enum
from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from reviewdesk.domain.errors import KnownError

FIELD_LIMIT_CHARS = 200_000
"""The longest text one field takes; SAFETY.md names it."""

_CONTROLS = {code: None for code in [*range(0x20), *range(0x7F, 0xA0)] if code not in (0x09, 0x0A)}
_BYTE_ORDER_MARK = "\ufeff"


class Privacy(Enum):
    """Whether a field may leave the console. Each field of each record carries one of these."""

    SHARED = "shared"
    PRIVATE = "private"


T = TypeVar("T")
Shared = Annotated[T, Privacy.SHARED]
Private = Annotated[T, Privacy.PRIVATE]


class TooLongError(KnownError, ValueError):
    """A text is longer than a field takes."""


def clean_text(text: str) -> str:
    """`text` as it is kept: LF line ends, no controls but tab and LF, no lone surrogates, NFC.

    Raises TooLongError over FIELD_LIMIT_CHARS.
    """
    if len(text) > FIELD_LIMIT_CHARS:
        raise TooLongError(
            f"This text has {len(text):,} characters; a field takes {FIELD_LIMIT_CHARS:,}. "
            "Nothing was changed. Keep the long text as an evidence file, and a shorter one here."
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace(_BYTE_ORDER_MARK, "")
    text = text.translate(_CONTROLS)
    if any("\ud800" <= character <= "\udfff" for character in text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """`text` as one line: cleaned, line breaks and tabs as single spaces, ends trimmed."""
    return " ".join(clean_text(text).split())


def to_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


Text = Annotated[str, AfterValidator(clean_text)]
Line = Annotated[str, AfterValidator(clean_line)]
Moment = Annotated[AwareDatetime, AfterValidator(to_utc)]
"""An aware time, kept in UTC, to the microsecond."""


class Value(BaseModel):
    """A frozen part of a record."""

    # Its validator is built when it is first needed, or by `build_validators`: the list of
    # reviews needs none, and waits for all of them otherwise.
    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True
    )


class Record(Value):
    """Something kept under an id of its own, in a table of its own.

    `table` names its kind in files and in the journal; `parent` names the field that holds the id
    of the record it belongs to, if any: it goes when that one goes.
    """

    table: ClassVar[str] = ""
    parent: ClassVar[str | None] = None

    id: Shared[str]

    def changed(self, **values: object) -> Self:
        """A validated copy with `values` in place of its own."""
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate({**fields, **values})

    @classmethod
    def trusted(cls, values: dict[str, Any]) -> Self:
        """A record from values that were validated before, with no second look.

        `values` holds every field of the record, in the record's own types; it is taken over.
        """
        record = cls.__new__(cls)
        object.__setattr__(record, "__dict__", values)
        object.__setattr__(record, "__pydantic_fields_set__", set())
        object.__setattr__(record, "__pydantic_extra__", None)
        object.__setattr__(record, "__pydantic_private__", None)
        return record

    @classmethod
    def trusted_all(cls, many: Iterable[dict[str, Any]]) -> list[Self]:
        """`trusted` for many at once, in half the time."""
        make, put, nothing_said = cls.__new__, object.__setattr__, set[str]()
        records = []
        for values in many:
            record = make(cls)
            put(record, "__dict__", values)
            put(record, "__pydantic_fields_set__", nothing_said)
            put(record, "__pydantic_extra__", None)
            put(record, "__pydantic_private__", None)
            records.append(record)
        return records


class Numbered(Record):
    """A record that people call by a number: C7, R2.

    The desk gives the number with the edit that adds the record; it stays, and nothing else of the
    same kind in the same review ever has it. `letter` stands before it.
    """

    letter: ClassVar[str] = ""

    number: Shared[Annotated[int, Field(ge=0)]] = 0
    """From 1; 0 before it was given one."""


def build_validators(kind: type[Value] = Value) -> None:
    """Builds what validates each kind of value that is known by now.

    Call it before two threads validate: building one at its first use is no work for two.
    """
    for one in kind.__subclasses__():
        one.model_rebuild()
        build_validators(one)


def privacy_of(record_type: type[Value]) -> Mapping[str, Privacy | None]:
    """Field name to the privacy said for it, or None where nothing was said."""
    return {
        name: next((mark for mark in field.metadata if isinstance(mark, Privacy)), None)
        for name, field in record_type.model_fields.items()
    }
