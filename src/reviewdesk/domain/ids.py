"""Ids of records: 32 hexadecimal digits, made anywhere without asking anybody."""

from os import urandom
from typing import TypeAlias

from reviewdesk.domain.errors import KnownError

ReviewId: TypeAlias = str
DepartmentId: TypeAlias = str
VoiceId: TypeAlias = str
CardId: TypeAlias = str
EntryId: TypeAlias = str
ConditionId: TypeAlias = str


_KIND_BITS = 0xF << 76 | 0x3 << 62
_RANDOM_KIND = 0x4 << 76 | 0x2 << 62


def new_id() -> str:
    """A random UUID (RFC 9562, version 4). The module for them is slow to load and to ask."""
    return f"{int.from_bytes(urandom(16), 'big') & ~_KIND_BITS | _RANDOM_KIND:032x}"


def match_id(beginning: str, ids: list[str]) -> str:
    """The one of `ids` that starts with `beginning`; KnownError when none or several do."""
    found = [candidate for candidate in ids if candidate.startswith(beginning.lower())]
    if len(found) == 1:
        return found[0]
    if found:
        raise KnownError(f"“{beginning}” is the beginning of {len(found)} ids. Type more of it.")
    raise KnownError(f"No review has an id that begins with “{beginning}”.")
