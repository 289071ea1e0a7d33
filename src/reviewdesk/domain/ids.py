"""Ids of records: 32 hexadecimal digits, made anywhere without asking anybody."""

from typing import TypeAlias
from uuid import uuid4

from reviewdesk.domain.errors import KnownError

ReviewId: TypeAlias = str
DepartmentId: TypeAlias = str
VoiceId: TypeAlias = str
EntryId: TypeAlias = str
ConditionId: TypeAlias = str


def new_id() -> str:
    return uuid4().hex


def match_id(beginning: str, ids: list[str]) -> str:
    """The one of `ids` that starts with `beginning`; KnownError when none or several do."""
    found = [candidate for candidate in ids if candidate.startswith(beginning.lower())]
    if len(found) == 1:
        return found[0]
    if found:
        raise KnownError(f"“{beginning}” is the beginning of {len(found)} ids. Type more of it.")
    raise KnownError(f"No review has an id that begins with “{beginning}”.")
