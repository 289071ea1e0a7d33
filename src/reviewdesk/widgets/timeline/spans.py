"""Which stretch of time a picture begins with."""

from collections.abc import Sequence
from datetime import date, tzinfo
from itertools import chain

from reviewdesk.domain.layout import LayoutMetrics, Span, fitted_span
from reviewdesk.domain.layout.columns import LABEL_LIMIT_CHARS, Form
from reviewdesk.domain.linetimes import working_morning
from reviewdesk.domain.room_span import hangs_together, is_certain, room_span
from reviewdesk.widgets.timeline.lane_book import LaneBook
from reviewdesk.widgets.timeline.lane_spots import Spot, Spots

_STORY_AT_LEAST_S = 300.0
_LABELS_LOOKED_AT = 200
_BOLD = 1.12
"""What is selected is bold, and wider by this."""
_STORY_LOOKED_FOR_TO = 2000
"""Over so many entries the first picture shows all: there is no far background to leave out."""


def story_span(book: LaneBook, whole: Span, width: float, metrics: LayoutMetrics) -> Span:
    """The span of what belongs together, in the span of everything, with room for its labels.

    A rule shipped in May would press the ten minutes of July into one line.
    """
    if len(book) > _STORY_LOOKED_FOR_TO:
        return whole
    if _hangs_together(book, whole):
        return whole
    places = [
        place
        for columns in (lane.columns for lane in book.lanes)
        for place in zip(columns.starts, columns.ends, columns.forms, strict=True)
    ]
    story = room_span(places, None, veil=False)
    if story is None:
        return whole
    if _is_most_of(whole, story.first, story.last):
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


def _is_most_of(whole: Span, first: float, last: float) -> bool:
    begins_early = first <= whole.start + whole.length * 0.1
    return begins_early and last >= whole.end - whole.length * 0.4


def _hangs_together(book: LaneBook, whole: Span) -> bool:
    """Whether there is no far background to look for; asked at each edit, so at C's pace."""
    columns = [lane.columns for lane in book.lanes]
    if not all(map(is_certain, set().union(*(one.forms for one in columns)))):
        return False
    starts = sorted(chain.from_iterable(one.starts for one in columns))
    return hangs_together(starts) and _is_most_of(whole, starts[0], starts[-1])


def span_of_spots(
    book: LaneBook, spots: Sequence[Spot], width: float, metrics: LayoutMetrics
) -> Span:
    """The span in which these fill most of a picture, with room for the labels of the last."""
    lanes = (spots if isinstance(spots, Spots) else Spots.of(spots)).in_order.items()
    held = [(book.lanes[number].columns, indices) for number, indices in lanes]
    first = min(lane.starts[indices[0]] for lane, indices in held)
    last = max(max(map(lane.ends.__getitem__, indices)) for lane, indices in held)
    length = max((last - first) * 1.5, 0.02 if last > first else 120.0)
    middle = (first + last) / 2.0
    start, end = middle - length / 2.0, middle + length / 2.0
    scale = whole = width / length
    to_label = metrics.shape * 1.5 + metrics.label_gap
    for spot in spots[-_LABELS_LOOKED_AT:]:
        lane = book.lanes[spot.lane].columns
        title = lane.entries[spot.index].title[:LABEL_LIMIT_CHARS]
        label = min(metrics.label_width(title) * _BOLD, metrics.longest_label) + to_label
        if width > 2.0 * label:
            scale = min(scale, (width - label) / (lane.starts[spot.index] - start))
    return Span(start, end if scale == whole else start + width / scale)


def has_a_time(book: LaneBook) -> bool:
    """Whether of anything it is known when it was."""
    return any(not form & Form.UNKNOWN for lane in book.lanes for form in lane.columns.forms)


def empty_span(day: date | None, zone: tzinfo) -> Span:
    """What a review without a known time shows: the morning of its day."""
    if day is None:
        return Span(0.0, 3600.0)
    morning = working_morning(day, zone).timestamp()
    return Span(morning, morning + 4 * 3600.0)
