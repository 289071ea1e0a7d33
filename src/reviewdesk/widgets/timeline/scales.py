"""The scales of a picture: of its window and a little more, and of pieces of it, kept a while."""

from datetime import UTC, tzinfo

from reviewdesk.domain.layout import Ticks, relative_ticks, seconds, ticks
from reviewdesk.domain.origin import Origin
from reviewdesk.widgets.timeline.look import Look
from reviewdesk.widgets.timeline.scale_painter import ScaleStrips
from reviewdesk.widgets.timeline.time_window import TimeWindow

_AHEAD_PX = 512
_KEPT = 8
_PIECES_KEPT = 24


class Scales:
    """Scales that tell times in `zone`, or count them from `origin`."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.zone: tzinfo = UTC
        self.origin: Origin | None = None
        self.strips = ScaleStrips()
        self._kept: dict[tuple[object, ...], Ticks] = {}
        self._pieces: dict[tuple[int, int, float], Ticks] = {}

    def set_zone(self, zone: tzinfo, origin: Origin | None) -> bool:
        """Has them tell times in `zone`, or from `origin`; False where they do already."""
        if (zone, origin) == (self.zone, self.origin):
            return False
        self.zone, self.origin = zone, origin
        self._kept.clear()
        self._pieces.clear()
        return True

    def of(self, window: TimeWindow, width: int) -> tuple[Ticks, float]:
        """The scale of a window and a little more, and where its x counts from."""
        base = window.left // _AHEAD_PX
        return self._from(window, base, width), float(base * _AHEAD_PX - window.left)

    def of_piece(self, window: TimeWindow, left: int, width: int) -> Ticks:
        """The scale of `width` px from `left`, which counts from the window's origin."""
        key = (left, width, window.scale)
        found = self._pieces.get(key)
        if found is None:
            if len(self._pieces) >= _PIECES_KEPT:
                self._pieces.clear()
            start = float(left - window.left)
            found = self._pieces[key] = self._between(window, start, start + width)
        return found

    def look_ahead(self, window: TimeWindow, width: int) -> bool:
        """Makes one of what panning will show next; False where all of it is there."""
        base = window.left // _AHEAD_PX
        for number in (base, base - 1, base + 1):
            is_new = self._key(window, number, width) not in self._kept
            found = self._from(window, number, width)
            if self.strips.make(self.look, found, width + _AHEAD_PX) or is_new:
                return True
        return False

    def _key(self, window: TimeWindow, base: int, width: int) -> tuple[object, ...]:
        return window.origin, window.scale, base, width, self.look

    def _from(self, window: TimeWindow, base: int, width: int) -> Ticks:
        key = self._key(window, base, width)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _KEPT:
                del self._kept[next(iter(self._kept))]
            start = float(base * _AHEAD_PX - window.left)
            found = self._between(window, start, start + width + _AHEAD_PX)
            self._kept[key] = found
        return found

    def _between(self, window: TimeWindow, left: float, right: float) -> Ticks:
        start, end = window.at(left), window.at(right)
        measure = self.look.small.width
        if self.origin is not None:
            return relative_ticks(start, end, right - left, seconds(self.origin.at), measure)
        return ticks(start, end, right - left, self.zone, measure)
