"""The order in which runs of left-to-right and right-to-left text stand on a line.

The implicit part of the Unicode Bidirectional Algorithm (UAX #9, rules P2, P3, W1 to W7, N1, N2,
I1, I2, L1, L2). The explicit part has nothing to do: bidi controls in text from people are made
visible before they get here, because they can make a line say another thing than was written.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar
from unicodedata import bidirectional

_STRONG = {"L": 0, "R": 1, "AL": 1}
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "ES", "ET", "CS", "BN", ""})

CONTROLS = dict.fromkeys(
    map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)

_TURNING = {code: f"[U+{code:04X}]" for code in CONTROLS if code not in (0x061C, 0x200E, 0x200F)}


def without_turns(text: str) -> str:
    """`text` with the controls spelt out that turn what stands behind them."""
    return text if text.isascii() else text.translate(_TURNING)


def has_right_to_left(text: str) -> bool:
    if text.isascii():
        return False
    return any(
        bidirectional(character) in ("R", "AL", "AN") for character in text if character > "\u0590"
    )


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left (P2, P3)."""
    for character in text:
        level = _STRONG.get(bidirectional(character))
        if level is not None:
            return level == 1
    return False


def has_direction(text: str) -> bool:
    return any(bidirectional(character) in _STRONG for character in text)


def levels_of_parts(parts: Sequence[str], base: int | None = None) -> list[int]:
    """The levels of a paragraph put together from parts, each with a direction of its own.

    As if each part that has letters stood in an isolate: a word of ours behind a title from right
    to left does not pull the title's signs to its side. Without `base` the first letter gives it.
    """
    if base is None:
        base = 1 if is_right_to_left("".join(parts)) else 0
    found: list[int] = []
    for part in parts:
        if not has_direction(part):
            found += levels(part, base)
            continue
        lifted = 2 if base == 1 and not is_right_to_left(part) else 0
        before = len(part) - len(part.lstrip())
        inner = part.strip()
        own = [level + lifted for level in levels(inner)]
        found += [*[base] * before, *own, *[base] * (len(part) - before - len(inner))]
    return found


def levels(text: str, base: int | None = None) -> list[int]:
    """The embedding level of each character of one paragraph; its first letter gives the base."""
    if base is None:
        base = 1 if is_right_to_left(text) else 0
    edge = "R" if base else "L"
    kinds = [bidirectional(character) for character in text]
    _resolve_weak(kinds, edge)
    _resolve_neutral(kinds, edge)
    return [_level(kind, base) for kind in kinds]


def _level(kind: str, base: int) -> int:
    if base == 0:
        return {"R": 1, "AN": 2, "EN": 2}.get(kind, 0)
    return {"L": 2, "AN": 2, "EN": 2}.get(kind, 1)


def _resolve_weak(kinds: list[str], edge: str) -> None:
    before = strong = edge
    for place, found in enumerate(kinds):
        kind = before if found == "NSM" else found  # W1
        if kind == "EN" and strong == "AL":  # W2
            kind = "AN"
        if kind in _STRONG:
            strong = kind
        kinds[place] = before = kind
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    for place in range(1, len(kinds) - 1):  # W4
        left, right = kinds[place - 1], kinds[place + 1]
        if left == right and (
            (kinds[place] == "ES" and left == "EN")
            or (kinds[place] == "CS" and left in ("EN", "AN"))
        ):
            kinds[place] = left
    place = 0
    while place < len(kinds):  # W5
        if kinds[place] != "ET":
            place += 1
            continue
        end = place
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        beside = (kinds[place - 1] if place else "", kinds[end] if end < len(kinds) else "")
        if "EN" in beside:
            kinds[place:end] = ["EN"] * (end - place)
        place = end
    strong = edge
    for place, kind in enumerate(kinds):
        if kind in ("ES", "ET", "CS"):  # W6
            kinds[place] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":  # W7
            kinds[place] = "L"


def _resolve_neutral(kinds: list[str], edge: str) -> None:
    place = 0
    before = edge
    while place < len(kinds):
        kind = kinds[place]
        if kind not in _NEUTRAL:
            before = "R" if kind in ("EN", "AN") else kind
            place += 1
            continue
        end = place
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        after = edge if end == len(kinds) else ("L" if kinds[end] == "L" else "R")
        kinds[place:end] = [before if before == after else edge] * (end - place)  # N1, N2
        place = end


T = TypeVar("T")


def visual_order(items: Sequence[T], level_of: Callable[[T], int]) -> list[T]:
    """`items` of one line, given in reading order, from left to right (L2)."""
    ordered = list(items)
    found = [level_of(item) for item in ordered]
    highest = max(found, default=0)
    for level in range(highest, 0, -1):
        place = 0
        while place < len(ordered):
            if found[place] < level:
                place += 1
                continue
            end = place
            while end < len(ordered) and found[end] >= level:
                end += 1
            ordered[place:end] = ordered[place:end][::-1]
            found[place:end] = found[place:end][::-1]
            place = end
    return ordered
