"""Where two pictures differ, so that a room of two million pixels is painted only there."""

from collections import Counter
from collections.abc import Iterator, Sequence

from reviewdesk.widgets.room.marks import Area, Ground, Hatched, Mark, Picture, Rule, Shape, Words

_MOST = 24
"""With more places than that, or more than half of the picture, all of it is painted."""
_ROUND_PX = 3.0
_LETTERS_UP, _LETTERS_DOWN, _LETTERS_BESIDE = 1.7, 0.8, 0.6
"""How far ink may stand off its line, in sizes of its type; marks over letters are the highest."""
_SHAPE = 1.7
"""What a shape covers on each side, in its sizes: how sure it is stands at its corner."""


def bounds(mark: Mark) -> Area:
    """What `mark` covers at the most."""
    match mark:
        case Words():
            area, size = mark.area, mark.size_px
            beside, up = size * _LETTERS_BESIDE, size * _LETTERS_UP
            return Area(
                area.x - beside,
                mark.baseline - up,
                area.width + 2.0 * beside,
                up + size * _LETTERS_DOWN,
            )
        case Ground() | Hatched():
            return mark.area.inset(-_ROUND_PX)
        case Rule():
            x, y = min(mark.x1, mark.x2), min(mark.y1, mark.y2)
            line = Area(x, y, abs(mark.x2 - mark.x1), abs(mark.y2 - mark.y1))
            return line.inset(-mark.line_px - _ROUND_PX)
        case Shape():
            reach = mark.size * _SHAPE
            return Area(mark.x - reach, mark.y - reach, 2.0 * reach, 2.0 * reach)


def may_meet(mark: Mark, area: Area) -> bool:
    """A quick look at whether `mark` could cover some of `area`, for there are hundreds of them."""
    if type(mark) is Shape:
        reach = mark.size * _SHAPE
        return (
            area.x - reach < mark.x < area.x + area.width + reach
            and area.y - reach < mark.y < area.y + area.height + reach
        )
    if type(mark) is Words:
        size, own = mark.size_px, mark.area
        beside = size * _LETTERS_BESIDE
        return (
            mark.baseline - size * _LETTERS_UP < area.y + area.height
            and area.y < mark.baseline + size * _LETTERS_DOWN
            and own.x - beside < area.x + area.width
            and area.x < own.x + own.width + beside
        )
    if type(mark) is Ground or type(mark) is Hatched:
        own = mark.area
        return (
            own.y - _ROUND_PX < area.y + area.height
            and area.y < own.y + own.height + _ROUND_PX
            and own.x - _ROUND_PX < area.x + area.width
            and area.x < own.x + own.width + _ROUND_PX
        )
    return bounds(mark).overlaps(area)


def differing(before: Picture, after: Picture) -> list[Area] | None:
    """Where they look different; None: everywhere, or nearly."""
    if (before.width, before.height, before.paper) != (after.width, after.height, after.paper):
        return None
    areas = [bounds(mark) for mark in _unlike(before.marks, after.marks)]
    if len(areas) > _MOST:
        areas = _joined(areas)
    covered = sum(area.width * area.height for area in areas)
    return None if covered > before.width * before.height / 2.0 else areas


def _unlike(before: Sequence[Mark], after: Sequence[Mark]) -> Iterator[Mark]:
    if len(before) == len(after):
        for one, other in zip(before, after, strict=True):
            if one is not other and one != other:
                yield one
                yield other
        return
    least = min(len(before), len(after))
    first = next((n for n in range(least) if before[n] != after[n]), least)
    last = next((n for n in range(1, least - first + 1) if before[-n] != after[-n]), least + 1) - 1
    last = min(last, least - first)
    # Between them most stand in both: a row that moved on among others that did not.
    gone, come = before[first : len(before) - last], after[first : len(after) - last]
    stay = Counter(gone) & Counter(come)
    for marks in (gone, come):
        left = stay.copy()
        for mark in marks:
            if left[mark]:
                left[mark] -= 1
            else:
                yield mark


def _joined(areas: Sequence[Area]) -> list[Area]:
    """One area round all of them."""
    left, top = min(area.x for area in areas), min(area.y for area in areas)
    right, bottom = max(area.right for area in areas), max(area.bottom for area in areas)
    return [Area(left, top, right - left, bottom - top)]
