"""Departments and voices: who has a stake, and who speaks."""

from typing import ClassVar

from reviewdesk.domain.ids import DepartmentId
from reviewdesk.domain.values import Line, Private, Record, Shared, Value


class Department(Record):
    """A part of the company with a stake; one lane on the timeline."""

    table: ClassVar[str] = "department"

    name: Shared[Line]
    short: Shared[Line] = ""
    """Three letters or so, for the badge on the room display."""
    aliases: Shared[tuple[Line, ...]] = ()
    colour: Shared[int] = 0
    """Place in the palette of departments, from 0; over five repeats with a pattern."""
    position: Shared[float] = 0.0
    folded: Shared[bool] = False
    hidden: Shared[bool] = False


class VoiceFacts(Record):
    """What of a voice may leave the console."""

    table: ClassVar[str] = "voice"
    parent: ClassVar[str | None] = "department_id"

    department_id: Shared[DepartmentId]
    role: Shared[Line]
    position: Shared[float] = 0.0


class Voice(VoiceFacts):
    """Who speaks, by role. The name is optional and leaves only in copies for members."""

    name: Private[Line] = ""
    also_known_as: Private[tuple[Line, ...]] = ()
    """Handles, mail addresses and short names that stand for this person in texts."""


class SharedVoice(VoiceFacts):
    """A voice as a copy shows it: a role, and for members whatever was entered."""

    shown_as: Shared[Line] = ""


class NameRule(Value):
    """What copies without names do with one word or name in the texts of a review."""

    text: Private[Line]
    token: Private[Line] = ""
    """What stands in its place, such as "a customer"; empty: "a colleague"."""
    keep: Private[bool] = False
    """It was looked at, and may stay as it is."""


_LONGEST_NUMBER = 4


def short_name(name: str, taken: frozenset[str] = frozenset()) -> str:
    """Up to three capital letters for `name` that are not yet in `taken`.

    The first letters of the name, else its initials, else the first letters with a number. A
    name that ends in a number keeps that, so that it is not taken for its neighbour's.
    """
    if own := _numbered(name, taken):
        return own
    letters = [character for character in name.upper() if character.isalnum()]
    initials = [word[0].upper() for word in name.split() if word[0].isalnum()]
    for candidate in ("".join(letters[:3]), "".join(initials[:3])):
        if candidate and candidate not in taken:
            return candidate
    stem, number = "".join(letters[:2]) or "D", 2
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"


def _numbered(name: str, taken: frozenset[str]) -> str:
    """Letters of a name before the number it ends in, as few as tell it apart; else nothing."""
    words = name.upper().split()
    number = words[-1] if len(words) > 1 else ""
    letters = "".join(one for word in words[:-1] for one in word if one.isalnum())
    if not letters or not number.isdecimal() or len(number) > _LONGEST_NUMBER:
        return ""
    initials = "".join(word[0] for word in words[:-1] if word[0].isalnum())[:3]
    many = (initials, *(letters[:count] for count in range(1, len(letters) + 1)))
    found = (f"{one}{number}" for one in many if one)
    return next((one for one in found if one not in taken), "")
