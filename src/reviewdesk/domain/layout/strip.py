"""All of a timeline in a strip: what belongs together gets most of it, the far ends the rest."""

from dataclasses import dataclass

from reviewdesk.domain.layout.whole import Span

BEFORE_SHARE, AFTER_SHARE = 0.15, 0.1
"""Far background takes no more of the strip than this, however far it is."""
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Strip:
    """From time to place and back. `amid` is the part of `span` that is drawn at large.

    Each of the three parts is even in itself. Beyond the ends the outer parts go on.
    """

    span: Span
    amid: Span

    @classmethod
    def over(cls, span: Span, story: Span) -> "Strip":
        """`story` is cut to what is in `span`; one that shares nothing with it counts as all."""
        start, end = max(span.start, story.start), min(span.end, story.end)
        # What is next to nothing has no scale.
        if start - span.start < span.length * _NOTHING:
            start = span.start
        if span.end - end < span.length * _NOTHING:
            end = span.end
        return cls(span, Span(start, end) if start < end else span)

    @property
    def begin(self) -> float:
        """Where the part at large begins, as a share of the strip."""
        return min((self.amid.start - self.span.start) / self.span.length, BEFORE_SHARE)

    @property
    def until(self) -> float:
        """Where it ends."""
        return 1.0 - min((self.span.end - self.amid.end) / self.span.length, AFTER_SHARE)

    @property
    def is_even(self) -> bool:
        """Whether all of it has one scale, but for a difference nobody sees."""
        return self.until - self.begin <= self.amid.length / self.span.length * 1.02

    def x_of(self, at_s: float, width: float) -> float:
        first, amid, last = self.begin, self.amid, self.until
        if at_s < amid.start and first:
            before = amid.start - self.span.start
            return width * first * (1.0 - (amid.start - at_s) / before)
        if at_s > amid.end and last < 1.0:
            after = self.span.end - amid.end
            return width * (last + (1.0 - last) * (at_s - amid.end) / after)
        return width * (first + (last - first) * (at_s - amid.start) / amid.length)

    def at(self, x: float, width: float) -> float:
        share, first, amid, last = x / width, self.begin, self.amid, self.until
        if first and share < first:
            return amid.start - (1.0 - share / first) * (amid.start - self.span.start)
        if share > last and last < 1.0:
            return amid.end + (share - last) / (1.0 - last) * (self.span.end - amid.end)
        return amid.start + (share - first) / (last - first) * amid.length
