"""The marks of the quick line: @department, @department/role, #kind, !standing."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeVar

from reviewdesk.domain.entries import EntryKind, Standing
from reviewdesk.domain.people import Department, Voice

T = TypeVar("T")
_TOKEN = re.compile(r"[^\s,;:]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_ENDS_A_NAME = re.compile(r"[\s,;:/.!?)\]]|$")


@dataclass(slots=True)
class Marks:
    """What the marks of a line named; the first of each sort counts, later ones are title."""

    department: Department | None = None
    voice: Voice | None = None
    kind: EntryKind | None = None
    standing: Standing | None = None

    @property
    def any(self) -> bool:
        """Whether any was named."""
        return any((self.department, self.voice, self.kind, self.standing))


class Mark(NamedTuple):
    """How long the mark is, what it is, and what is wrong with it or to be said of it."""

    length: int
    role: str
    problem: str = ""
    remark: str = ""


def read_mark(
    text: str, place: int, departments: Sequence[Department], voices: Sequence[Voice], marks: Marks
) -> Mark:
    """The mark that begins at `place` with one of @ # !; what it names is put into `marks`."""
    sign = text[place]
    if sign == "@":
        if marks.department is not None or marks.voice is not None:
            return _second(text, place)
        return _read_at(text, place, departments, voices, marks)
    letters = _LETTERS.match(text, place + 1)
    if letters is None:
        return Mark(_word_length(text, place), "title")
    length = letters.end() - place
    if sign == "#":
        if marks.kind is not None:
            return _second(text, place)
        kinds = _beginning_with(letters[0], EntryKind)
        if len(kinds) == 1:
            marks.kind = kinds[0]
            return Mark(length, "kind")
        return Mark(length, "problem", _unknown_kind(_cut(letters[0]), kinds))
    if marks.standing is not None:
        return _second(text, place)
    standings = _beginning_with(letters[0], Standing)
    if len(standings) == 1:
        marks.standing = standings[0]
        return Mark(length, "standing")
    return Mark(
        length,
        "problem",
        f"No standing “{_cut(letters[0])}”: Tab completes, or remove the !.",
    )


def _second(text: str, place: int) -> Mark:
    length = _word_length(text, place)
    told = _cut(text[place : place + length])
    return Mark(length, "title", remark=f"“{told}” stays in the title" if length > 1 else "")


def _unknown_kind(word: str, kinds: Sequence[EntryKind]) -> str:
    if kinds:
        names = ", ".join(one.value for one in kinds)
        return f"“{word}” could be {names}: type more, or remove the #."
    return f"No kind “{word}”: Tab completes, or remove the #."


def _read_at(
    text: str, place: int, departments: Sequence[Department], voices: Sequence[Voice], marks: Marks
) -> Mark:
    start = place + 1
    department, end, several = find_name(text, start, departments, names_of_department)
    voice, voice_end, several_voices = find_name(text, start, voices, names_of_voice)
    if not (department or several or voice or several_voices):
        department, end, several = _find_abbreviated(text, start, departments)
    if department is not None:
        marks.department = department
        if text[end : end + 1] == "/":
            return _read_role(text, place, end + 1, voices, marks)
        return Mark(_with_colon(text, end) - place, "department")
    if voice is not None and not several:
        marks.voice = voice
        marks.department = next((one for one in departments if one.id == voice.department_id), None)
        return Mark(_with_colon(text, voice_end) - place, "voice")
    length = _word_length(text, place)
    word = _cut(text[start : place + length])
    if not word:
        if place + length < len(text.rstrip()):
            return Mark(length, "title")
        return Mark(length, "problem", "Type the beginning of a department behind the @.")
    if several or several_voices:
        names = ", ".join(one.name for one in several) or ", ".join(
            one.role for one in several_voices
        )
        return Mark(
            length,
            "problem",
            f"“{word}” could be {_cut(names)}: type more, or remove the @.",
        )
    return Mark(
        length,
        "problem",
        f"No department “{word}”: Tab completes, or remove the @.",
    )


def department_named(
    text: str, start: int, departments: Sequence[Department], sign: str
) -> tuple[Department | None, int, str]:
    """The department named at `start`, where its name ends, and what is wrong where it is none."""
    found, end, several = find_name(text, start, departments, names_of_department)
    if not (found or several):
        found, end, several = _find_abbreviated(text, start, departments)
    if found is not None:
        return found, _with_colon(text, end), ""
    end = start + _word_length(text, start)
    word = _cut(text[start:end])
    if not word:
        return None, end, f"Type the beginning of a department behind the {sign}."
    if several:
        names = _cut(", ".join(one.name for one in several))
        return None, end, f"“{word}” could be {names}: type more, or remove the {sign}."
    return None, end, f"No department “{word}”: Tab completes, or remove the {sign}."


def _read_role(text: str, place: int, start: int, voices: Sequence[Voice], marks: Marks) -> Mark:
    department = marks.department
    own = [one for one in voices if department and one.department_id == department.id]
    found = find_name(text, start, own, names_of_voice)
    voice, end = found[:2]
    if voice is None:
        word = _TOKEN.match(text, start)
        end = word.end() if word else start
        told = _cut(text[start:end])
        marks.department = None
        sentence = f"No voice “{told}” there: Tab completes, or remove the /."
        return Mark(end - place, "problem", sentence)
    marks.voice = voice
    return Mark(_with_colon(text, end) - place, "voice")


def find_name(
    text: str, start: int, choices: Sequence[T], names_of: Callable[[T], Iterable[str]]
) -> tuple[T | None, int, list[T]]:
    """Which of `choices` is named at `start`, where its name ends, and who else it could be.

    A whole name, of several words too, counts before the beginning of one; the longest first.
    """
    whole = [
        (len(name), place)
        for place, choice in enumerate(choices)
        for name in names_of(choice)
        if name
        and text[start : start + len(name)].casefold() == name.casefold()
        and _ENDS_A_NAME.match(text, start + len(name))
    ]
    if whole:
        length, place = max(whole, key=lambda found: (found[0], -found[1]))
        return choices[place], start + length, []
    token = _TOKEN.match(text, start)
    key = _key(token[0].partition("/")[0]) if token else ""
    if token is None or not key:
        return None, start, []
    end = start + len(token[0].partition("/")[0].rstrip(".!?)]"))
    for fits in (str.__eq__, str.startswith):
        found = [
            choice for choice in choices if any(fits(_key(name), key) for name in names_of(choice))
        ]
        if found:
            return (found[0], end, []) if len(found) == 1 else (None, end, found)
    return None, end, []


def _find_abbreviated(
    text: str, start: int, departments: Sequence[Department]
) -> tuple[Department | None, int, list[Department]]:
    """As `find_name`, by letters of a name in their order: “ops” for Operations."""
    token = _TOKEN.match(text, start)
    word = token[0].partition("/")[0] if token else ""
    found = abbreviated(word, departments)
    end = start + len(word.rstrip(".!?)]"))
    return (found[0], end, []) if len(found) == 1 else (None, end, found)


def abbreviated(word: str, departments: Iterable[Department]) -> list[Department]:
    """Departments of whose names `word` has the first letter and others in their order."""
    key = _key(word)
    return [
        one
        for one in departments
        if len(key) > 1 and any(_is_short_for(key, _key(name)) for name in names_of_department(one))
    ]


def _is_short_for(key: str, name: str) -> bool:
    if not name.startswith(key[:1]):
        return False
    letters = iter(name)
    return all(letter in letters for letter in key)


def names_of_department(department: Department) -> Iterator[str]:
    yield from (department.name, department.short, *department.aliases)


def names_of_voice(voice: Voice) -> Iterator[str]:
    yield voice.role


class Choice(NamedTuple):
    """One way to go on with a mark: the whole mark, and what it is called."""

    text: str
    label: str


def choices_for(
    begun: str, departments: Sequence[Department], voices: Sequence[Voice]
) -> list[Choice]:
    """Every mark that `begun` (a sign and perhaps the beginning of a name) may become."""
    sign, beginning = begun[:1], begun[1:]
    if sign == "#":
        return [Choice(f"#{one.value}", one.value) for one in _beginning_with(beginning, EntryKind)]
    if sign == "!":
        return [Choice(f"!{one.value}", one.value) for one in _beginning_with(beginning, Standing)]
    name, slash, role = beginning.partition("/")
    if slash:
        department = find_name(name, 0, departments, names_of_department)[0]
        department = department or _find_abbreviated(name, 0, departments)[0]
        return [
            Choice(f"@{department.name}/{one.role}", one.role)
            for one in voices
            if department and one.department_id == department.id and _begins(one.role, role)
        ]
    by_department = [
        Choice(f"@{one.name}", one.name)
        for one in departments
        if any(_begins(name, beginning) for name in names_of_department(one))
    ]
    by_id = {one.id: one for one in departments}
    by_role = [
        Choice(f"@{by_id[one.department_id].name}/{one.role}", one.role)
        for one in voices
        if beginning and one.department_id in by_id and _begins(one.role, beginning)
    ]
    if not by_department and not by_role:
        by_department = [
            Choice(f"@{one.name}", one.name) for one in abbreviated(beginning, departments)
        ]
    return by_department + by_role


def _begins(name: str, beginning: str) -> bool:
    return bool(name) and name.casefold().startswith(beginning.casefold())


E = TypeVar("E", bound=StrEnum)


def _beginning_with(beginning: str, choices: type[E]) -> list[E]:
    return [one for one in choices if one.value.startswith(beginning.casefold())]


def _key(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _cut(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _word_length(text: str, place: int) -> int:
    end = place
    while end < len(text) and not text[end].isspace():
        end += 1
    return end - place


def _with_colon(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] == ":" else end
