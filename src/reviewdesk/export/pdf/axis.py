"""The axis of the drawing: clock times in one row, the days they belong to in the row above.

Between two long gaps time runs evenly; each such stretch says its day, also one of a single moment.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from math import inf

from reviewdesk.domain.layout import Span as Stretch
from reviewdesk.domain.layout import ticks
from reviewdesk.export.pdf.clear import Clear
from reviewdesk.export.pdf.drawing import Drawing
from reviewdesk.export.pdf.gaps import Gap, Warp
from reviewdesk.export.pdf.text import HAIRLINE, QUIET, Line, Setter, Span, Style
from reviewdesk.export.wording import Clock, short_date, span_words

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_S = 86_400.0
_STYLE = Style(6.4, 8.0, colour=QUIET, tracking=0.2)
_ROW = 9.0
_ONE_ROW = 15.0
_BASE = 7.5
_LEAST_ROOM = 30.0
_AIR = 4.0


@dataclass(slots=True)
class _Run:
    """A stretch between two gaps: its moments in seconds, and where it is drawn."""

    start: float
    end: float
    x: float
    room: float
    moments: Sequence[float]


@dataclass(slots=True)
class _Row:
    """The labels of one row, none over another."""

    labels: list[tuple[float, Line]] = field(default_factory=list)

    def take(self, first: float, line: Line) -> bool:
        """Whether there was room for it."""
        last = first + line.width
        for other, taken in self.labels:
            if first < other + taken.width + _AIR and other - _AIR < last:
                return False
        self.labels.append((first, line))
        return True


class Axis:
    """Labels and lines over `span`, drawn `width` wide.

    `moments` are those that something known stands at, in seconds and in order.
    """

    def __init__(
        self,
        setter: Setter,
        clock: Clock,
        warp: Warp,
        span: Stretch,
        width: float,
        moments: Sequence[float],
    ) -> None:
        self._setter = setter
        self._clock = clock
        self._warp = warp
        self._span = span
        self._width = width
        self._scale = width / span.length
        self._lines: list[float] = []
        self._days, self._times = _Row(), _Row()
        runs = self._runs(moments)
        self._names_days = len(runs) > 1 or self._is_elsewhere(moments)
        self._said: date | None = None
        for run in runs:
            self._label(run)
        self._say_lengths()
        self.height = _ONE_ROW + (_ROW if self._days.labels else 0.0)

    def _is_elsewhere(self, moments: Sequence[float]) -> bool:
        """Whether anything is on another day than the review's own, which its cover says."""
        days = {self._day(at_s) for at_s in (*moments[:1], *moments[-1:])}
        return bool(days - {self._clock.day})

    def _runs(self, moments: Sequence[float]) -> list[_Run]:
        edges = [-inf, *(edge for gap in self._warp.gaps for edge in (gap.start, gap.end)), inf]
        found = []
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            first = self._span.start if start == -inf else self._warp(start)
            last = self._span.end if end == inf else self._warp(end)
            begin = start
            if start == -inf:
                # Before the first gap time is drawn as it is.
                begin = first if end == inf else end - (last - first)
            held = [at_s for at_s in moments if begin <= at_s <= begin + (last - first)]
            x = (first - self._span.start) * self._scale
            room = (last - first) * self._scale
            found.append(_Run(begin, begin + (last - first), x, room, held))
        return found

    def _label(self, run: _Run) -> None:
        if not run.moments:
            # What has no time stands by its order alone, and no day is said of it.
            return
        only = run.moments[-1] - run.moments[0] < 1.0 and self._names_days
        if run.room < _LEAST_ROOM or only:
            x = run.x + (run.moments[0] - run.start) * self._scale
            self._say_day(x, self._day(run.moments[0]), centred=True)
            return
        found = ticks(
            run.start, run.end, run.room, self._clock.zone, self._text_width, gap=_LEAST_ROOM
        )
        for tick in found.ticks:
            self._lines.append(run.x + tick.x)
            if tick.label:
                self._put(self._times, run.x + tick.x, tick.label)
        if not self._names_days:
            return
        if found.step_s < _DAY_S:
            self._label_days(run)
        else:
            for band in found.bands:
                self._put(self._days, max(run.x, run.x + band.x), band.label, centred=False)

    def _label_days(self, run: _Run) -> None:
        """The day of the first moment, and each day after it at its beginning."""
        for place, at_s in enumerate(run.moments):
            midnight = max(run.start, at_s - self._since_midnight(at_s))
            x = run.x + ((midnight if place else at_s) - run.start) * self._scale
            self._say_day(x, self._day(at_s), centred=False)

    def _say_day(self, x: float, day: date, *, centred: bool) -> None:
        """It holds until another day is said."""
        if day != self._said and self._put(self._days, x, self._words(day), centred=centred):
            self._said = day

    def _say_lengths(self) -> None:
        """How much time each gap stands for, where there is room to say it of all."""
        said = _Row(list(self._times.labels))
        for gap in self._warp.gaps:
            length = span_words(timedelta(seconds=gap.end - gap.start))
            if not self._put(said, self._middle(gap), f"+{length}"):
                return
        self._times = said

    def _since_midnight(self, at_s: float) -> float:
        told = self._local(at_s)
        return told.hour * 3600.0 + told.minute * 60.0 + told.second

    def _local(self, at_s: float) -> datetime:
        return self._clock.local(_EPOCH + timedelta(seconds=at_s))

    def _day(self, at_s: float) -> date:
        return self._local(at_s).date()

    def _words(self, day: date) -> str:
        """ "2 Jul"; with its year where that is not the review's own."""
        told = short_date(day)
        own = self._clock.day
        return told.rsplit(" ", 1)[0] if own is not None and own.year == day.year else told

    def _text_width(self, text: str) -> float:
        return self._setter.width(text, _STYLE)

    def _put(self, row: _Row, x: float, text: str, *, centred: bool = True) -> bool:
        line = self._setter.line([Span(text, _STYLE)])
        first = x - line.width / 2 if centred else x - 2.0
        return row.take(min(first, self._width - line.width), line)

    def _middle(self, gap: Gap) -> float:
        return (self._warp(gap.start) - self._span.start + gap.drawn * 0.5) * self._scale

    def draw(self, pen: Drawing, left: float, top: float, height: float, clear: Clear) -> None:
        """Labels from `top` on; under them lines through the lanes, `height` high."""
        body = top + self.height
        base = top + _BASE
        for first, line in self._days.labels:
            pen.text(line, left + first, base)
        if self._days.labels:
            base += _ROW
        for first, line in self._times.labels:
            pen.text(line, left + first, base)
        for x in self._lines:
            for upper, lower in clear.stretches(left + x, left + x, body, body + height):
                pen.path(
                    [(left + x, upper), (left + x, lower)],
                    stroke=HAIRLINE, line=0.5, dash="0.8 2.4", close=False,
                )  # fmt: skip
        for gap in self._warp.gaps:
            middle = left + self._middle(gap)
            for upper, lower in clear.stretches(middle - 3, middle + 3, body, body + height):
                draw_break(pen, middle, upper, lower)


def draw_break(pen: Drawing, x: float, top: float, bottom: float) -> None:
    """A white seam between two waves: here time is drawn short."""
    pen.rectangle(x - 2, top, 4, bottom - top, fill="#FFFFFF")
    steps = max(1, int((bottom - top) // 5) + 1)
    for edge in (x - 2, x + 2):
        points = [
            (edge + (0.9 if step % 2 else -0.9), min(top + step * 5.0, bottom))
            for step in range(steps + 1)
        ]
        pen.path(points, stroke=HAIRLINE, line=0.6, close=False)
