"""Which stretch of time a picture begins with."""

from datetime import date, tzinfo

from reviewdesk.domain.layout import LayoutMetrics, Span, fitted_span
from reviewdesk.domain.layout.columns import Form
from reviewdesk.domain.linetimes import working_morning
from reviewdesk.domain.room_span import room_span
from reviewdesk.widgets.timeline.lane_book import LaneBook

_STORY_AT_LEAST_S = 300.0
_STORY_LOOKED_FOR_TO = 2000
"""Over so many entries the first picture shows all: there is no far background to leave out."""


def story_span(book: LaneBook, whole: Span, width: float, metrics: LayoutMetrics) -> Span:
    """The span of what belongs together, in the span of everything, with room for its labels.

    A rule shipped in May would press the ten minutes of July into one line.
    """
    if len(book) > _STORY_LOOKED_FOR_TO:
        return whole
    places = [
        place
        for columns in (lane.columns for lane in book.lanes)
        for place in zip(columns.starts, columns.ends, columns.forms, strict=True)
    ]
    story = room_span(places, None, veil=False)
    if story is None:
        return whole
    begins_early = story.first <= whole.start + whole.length * 0.1
    if begins_early and story.last >= whole.end - whole.length * 0.4:
        return whole
    first = story.first
    while True:
        span = fitted_span(
            [lane.columns for lane in book.lanes],
            width,
            metrics,
            least_s=_STORY_AT_LEAST_S,
            between=(first, story.last),
        )
        # What stands at the very edge comes in whole, else the heads of the lanes would cut it.
        reach = span.start - 2.0 * metrics.shape * span.length / width
        before = book.previous_start(first)
        if before is None or before < reach:
            return span
        first = before


def has_a_time(book: LaneBook) -> bool:
    """Whether of anything it is known when it was."""
    return any(not form & Form.UNKNOWN for lane in book.lanes for form in lane.columns.forms)


def empty_span(day: date | None, zone: tzinfo) -> Span:
    """What a review without a known time shows: the morning of its day."""
    if day is None:
        return Span(0.0, 3600.0)
    morning = working_morning(day, zone).timestamp()
    return Span(morning, morning + 4 * 3600.0)
