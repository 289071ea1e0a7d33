"""The names of markers under the drawing: each hangs from its moment, and no line runs through one.

A name at the right of its line hangs lower than those further right, so the lines of all that it
reaches under have ended above it; with names at the left of their lines it is the other way round.
"""

from collections.abc import Sequence
from dataclasses import dataclass

_AIR = 4.0
_BESIDE = 2.5
_MOST_TRIED = 12


@dataclass(frozen=True, slots=True)
class Flag:
    """A name beside its line: where the line is, where the name begins, and its row from the top.

    `place` is that in the list the flags were made from.
    """

    place: int
    x: float
    first: float
    width: float
    row: int

    @property
    def last(self) -> float:
        return self.first + self.width


def hang(xs: Sequence[float], widths: Sequence[float], least: float, most: float) -> list[Flag]:
    """Flags for lines at `xs`, in ascending order; names stay between `least` and `most`, and
    have less than their width where there is no more.

    The first few names stand at the left of their lines where that takes fewer rows.
    """
    ways = [
        _hung(xs, widths, least, most, lefts)
        for lefts in range(min(len(xs), _MOST_TRIED) + 1)
        if all(xs[one] - _BESIDE - widths[one] >= least for one in range(lefts))
    ]
    return min(ways, key=lambda flags: max((flag.row for flag in flags), default=0))


def _hung(
    xs: Sequence[float], widths: Sequence[float], least: float, most: float, lefts: int
) -> list[Flag]:
    """Flags of which the first `lefts` stand at the left, and those that must."""
    count = len(xs)
    at_left = [one < lefts for one in range(count)]
    for one in reversed(range(lefts, count)):
        reach = xs[one] + _BESIDE + widths[one]
        crossed = any(
            at_left[other] and xs[other] <= reach + _AIR for other in range(one + 1, count)
        )
        at_left[one] = reach > most or crossed
    found: dict[int, Flag] = {}
    for one in reversed(range(count)):
        if not at_left[one]:
            first = xs[one] + _BESIDE
            under = [flag for flag in found.values() if flag.x <= first + widths[one] + _AIR]
            row = 1 + max((flag.row for flag in under), default=-1)
            found[one] = Flag(one, xs[one], first, widths[one], row)
    for one in range(count):
        if at_left[one]:
            last = xs[one] - _BESIDE
            first = max(least, last - widths[one])
            under = [flag for flag in found.values() if first - _AIR <= flag.x and flag.place < one]
            row = 1 + max((flag.row for flag in under), default=-1)
            taken = {
                flag.row
                for flag in found.values()
                if flag.first < last + _AIR and first - _AIR < flag.last
            }
            while row in taken:
                row += 1
            found[one] = Flag(one, xs[one], first, last - first, row)
    return [found[one] for one in range(count)]
