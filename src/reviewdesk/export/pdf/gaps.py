"""Time as the drawing shows it: long stretches in which nothing happened are drawn short."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_LONG_GAP = 0.45
_LEAST_GAP_S = 3600.0


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch without events, drawn short: from and to in seconds, and its drawn length."""

    start: float
    end: float
    drawn: float


@dataclass(frozen=True, slots=True)
class Warp:
    """Time with its long gaps drawn short."""

    gaps: tuple[Gap, ...]

    def __call__(self, at_s: float) -> float:
        place = bisect_right(self.gaps, at_s, key=lambda gap: gap.start)
        told = at_s
        for gap in self.gaps[:place]:
            if at_s >= gap.end:
                told -= gap.end - gap.start - gap.drawn
            else:
                told -= (at_s - gap.start) * (1 - gap.drawn / (gap.end - gap.start))
        return told


def shortened(starts: Sequence[float]) -> Warp:
    ordered = sorted(set(starts))
    gaps = sorted(((b - a, a, b) for a, b in pairwise(ordered)), reverse=True)
    rest = ordered[-1] - ordered[0] if ordered else 0.0
    long = []
    for length, start, end in gaps[:24]:
        if length < _LEAST_GAP_S or length < _LONG_GAP * rest:
            break
        long.append((start, end))
        rest -= length
    drawn = max(rest, 60.0) * (0.25 if len(long) < 3 else 0.11)
    return Warp(tuple(Gap(start, end, drawn) for start, end in sorted(long)))
