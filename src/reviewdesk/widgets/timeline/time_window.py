"""The stretch of time a picture shows: a scale, and where its left edge stands."""

from collections import deque
from math import frexp, ldexp

from reviewdesk.domain.layout import Span

LEAST_SCALE = 2e-7
"""px a second: three centuries in a window."""
MOST_SCALE = 2e5
"""px a second: ten milliseconds in a window."""

_SCALE_STEPS = 2**40
_SCALES_KNOWN = 12
_ALIKE = 1e-9


class TimeWindow:
    """Moments to px and back. px count from `origin`, and the left edge is a whole one.

    So a pan by a pixel moves everything by exactly a pixel, whatever the scale.
    """

    def __init__(self, origin: float = 0.0, scale: float = 0.1) -> None:
        self.origin = origin
        self.scale = scale
        self.left = 0
        self._known: deque[float] = deque(maxlen=_SCALES_KNOWN)

    def x_of(self, at_s: float) -> float:
        """px from the left edge."""
        return (at_s - self.origin) * self.scale - self.left

    def at(self, x: float) -> float:
        """Seconds since 1970 at `x` px from the left edge."""
        return self.origin + (x + self.left) / self.scale

    def span(self, width: float) -> Span:
        return Span(self.at(0.0), self.at(width))

    def show(self, span: Span, width: float) -> None:
        self.scale = scale_of(span, width)
        middle = (span.start + span.end) / 2.0
        self.left = round((middle - self.origin) * self.scale - width / 2.0)

    def pan(self, by_px: int) -> None:
        self.left += by_px

    def zoom(self, factor: float, around_x: float) -> None:
        """Makes everything `factor` times as wide; the moment at `around_x` stays where it is.

        Back again it comes to the very scale it came from, of which all is at hand.
        """
        at_s = self.at(around_x)
        self._known.append(self.scale)
        scale = _within(self.scale * factor)
        alike = (one for one in self._known if abs(one - scale) < scale * _ALIKE)
        self.scale = next(alike, scale)
        self.left = round((at_s - self.origin) * self.scale - around_x)

    def zoomed(self, factor: float, around_x: float) -> "TimeWindow":
        """The window such a zoom would lead to."""
        found = TimeWindow(self.origin, self.scale)
        found.left = self.left
        found._known.extend(self._known)
        found.zoom(factor, around_x)
        return found

    def at_scale(self, scale: float) -> "TimeWindow":
        """A window at that scale, from the origin on."""
        return TimeWindow(self.origin, scale)


def scale_of(span: Span, width: float) -> float:
    """The scale at which a span fills the width."""
    return _within(width / max(span.length, 1e-9))


def _within(scale: float) -> float:
    """A scale that can be shown, rounded."""
    mantissa, exponent = frexp(min(MOST_SCALE, max(LEAST_SCALE, scale)))
    return ldexp(round(mantissa * _SCALE_STEPS) / _SCALE_STEPS, exponent)
