"""Ticks of a scale that counts from a moment: T+0, T+10m, T+20m. It knows no zone and no day."""

from collections.abc import Callable
from datetime import timedelta
from math import ceil

from reviewdesk.domain.layout.scale import DAY_S, FIXED_STEPS_S, Tick, Ticks
from reviewdesk.domain.times import distance_text

_STEPS_S = (
    *FIXED_STEPS_S,
    *(DAY_S * days for days in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)),
    *(DAY_S * days for days in (20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 4_000_000)),
)
_MOST_TICKS = 2000


def relative_ticks(
    start_s: float,
    end_s: float,
    width: float,
    origin_s: float,
    label_width: Callable[[str], float],
    *,
    gap: float = 56.0,
) -> Ticks:
    """The scale of a span drawn `width` wide, in even steps from `origin_s`; no bands, no zones."""
    if end_s <= start_s or width <= 0:
        return Ticks((), (), (), 1.0)
    scale = width / (end_s - start_s)
    farthest = max(abs(start_s - origin_s), abs(end_s - origin_s))
    step = _STEPS_S[-1]
    for one in _STEPS_S:
        # The last label before the edge is about the longest there is.
        even = round(farthest / one) * one
        widest = max(label_width(text_at(even + shift)) for shift in (0.0, -one))
        if one * scale >= widest + gap * 0.6:
            step = one
            break
    found: list[Tick] = []
    number = ceil((start_s - origin_s) / step - 1e-9)
    while len(found) < _MOST_TICKS:
        at_s = origin_s + number * step
        if at_s > end_s:
            break
        found.append(Tick(at_s, (at_s - start_s) * scale, text_at(number * step)))
        number += 1
    return Ticks(tuple(found), (), (), float(step))


def text_at(distance_s: float) -> str:
    return distance_text(timedelta(milliseconds=round(distance_s * 1000.0)))
