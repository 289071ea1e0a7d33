"""Which event a line with +5m counts from while none is selected."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace

from reviewdesk.domain.entries import Entry
from reviewdesk.domain.ids import DepartmentId, EntryId
from reviewdesk.domain.layout import Span
from reviewdesk.domain.layout.columns import Form
from reviewdesk.domain.origin import counted_from
from reviewdesk.domain.quickline import LineContext
from reviewdesk.domain.review import Review
from reviewdesk.widgets.timeline.lane_spots import Spot
from reviewdesk.widgets.timeline.picture import TimelinePicture


def counting_on(
    context: LineContext,
    review: Review,
    added: EntryId,
    shown: Callable[[], EntryId | None],
) -> LineContext:
    """`context` with +5m counted from the event added last, else from what `shown` gives."""
    if context.previous is not None:
        return context
    for found in (lambda: added, shown):
        entry = review.find(Entry, found() or "")
        moment = counted_from(entry)
        if entry is not None and moment is not None:
            return replace(context, latest=moment, latest_title=entry.title)
    return context


def latest_shown(picture: TimelinePicture, in_hand: DepartmentId | None) -> EntryId | None:
    """The last event with a time in the window, else in the story; of the lane in hand first."""
    if picture.width <= 0:
        return None
    number = picture.book.lane_of(in_hand)
    every = range(len(picture.book.lanes))
    for span in (picture.window.span(picture.width), picture.story_span()):
        for lanes in ([number] if number is not None else [], every):
            spots = [spot for lane in lanes if (spot := _latest_in(picture, lane, span))]
            if spots:
                return picture.book.id_at(max(spots, key=picture.book.start_of))
    return None


def _latest_in(picture: TimelinePicture, lane: int, span: Span) -> Spot | None:
    columns = picture.book.lanes[lane].columns
    index = bisect_right(columns.starts, span.end) - 1
    while index >= 0 and columns.starts[index] >= span.start:
        form = columns.forms[index]
        # Some time in ten days is no moment of the afternoon that is looked at.
        far = form & Form.BRACKET and columns.ends[index] > span.end
        if not form & Form.UNKNOWN and not far:
            return Spot(lane, index)
        index -= 1
    return None
