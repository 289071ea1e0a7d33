"""What of a review is drawn over its lanes, and how it is said: markers, lag lines, selection."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication

from reviewdesk.domain.asof import AsOf, Lag, SightState
from reviewdesk.domain.entries import Entry, Marker, MarkerKind
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.layout import Form, Span, seconds
from reviewdesk.domain.people import Department
from reviewdesk.domain.review import Review
from reviewdesk.domain.room_span import room_span
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.times import span_text
from reviewdesk.widgets.timeline.lag_lines import LagMark
from reviewdesk.widgets.timeline.lane_book import LaneBook
from reviewdesk.widgets.timeline.overlay import Flag

_LAG_LINES_FOR = 60
_STORY_AT_LEAST_S = 300.0
_STORY_LOOKED_FOR_TO = 2000
"""Over so many entries the first picture shows all: there is no far background to leave out."""


def moment_at(at_s: float) -> datetime:
    """The moment so many seconds after 1970."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=round(at_s * 1e6))


def flags_of(review: Review) -> tuple[Flag, ...]:
    """The markers that have a place in time."""
    found = []
    for marker in review.all(Marker).values():
        carrier = review.find(Entry, marker.entry_id)
        at = marker.at or (carrier.anchor if carrier else None)
        if at is not None:
            name = marker.name
            if marker.kind is not MarkerKind.OWN:
                name = name[:1].upper() + name[1:]
            found.append(Flag(seconds(at), name))
    return tuple(found)


def lag_marks_of(review: Review, book: LaneBook, entry_id: EntryId) -> tuple[LagMark, ...]:
    """Where an entry came to each other department, as recorded."""
    entry = review.entries[entry_id]
    said = review.children(Sighting, entry_id)
    if not said:
        return ()
    found = []
    # The rules of the two clocks, asked about this entry alone.
    for lag in AsOf(Review(review.head, [entry, *said])).lags(entry_id):
        lane = book.lane_of(lag.department_id)
        if lane is None or lag.department_id == entry.department_id:
            continue
        at_s = seconds(lag.at) if lag.at else None
        noticed = lag.state is SightState.NOTICED
        found.append(LagMark(lane, at_s, noticed, _lag_words(review, entry, lag)))
    return tuple(found[:_LAG_LINES_FOR])


def _lag_words(review: Review, entry: Entry, lag: Lag) -> str:
    through = lag.sighting.through if lag.sighting else ""
    if lag.at is None:
        department = review.find(Department, lag.department_id)
        name = department.name if department else ""
        return _translated("%1: never").replace("%1", name)
    if lag.state is SightState.VISIBLE:
        noticed_later = lag.sighting is not None and lag.sighting.noticed_at is not None
        return through if through and not noticed_later else _translated("could be seen")
    parts = [through]
    if entry.anchor is not None and lag.at > entry.anchor:
        parts.insert(0, "+" + span_text(lag.at - entry.anchor))
    return " · ".join(part for part in parts if part)


def selection_words(review: Review, selection: Sequence[EntryId], when: str, count: int) -> str:
    """The selection as a screen reader says it; `when` is the time of the current entry."""
    entry = review.find(Entry, selection[-1] if selection else "")
    if entry is None:
        return _translated("%n event(s), none selected", count)
    department = review.find(Department, entry.department_id)
    parts = [when, entry.title, entry.kind.value, department.name if department else ""]
    words = ", ".join(part for part in parts if part)
    others = len(selection) - 1
    return words + (_translated(", and %n other(s) selected", others) if others else "")


def story_span(book: LaneBook, whole: Span) -> Span:
    """The span of what belongs together, in the span of everything.

    A rule shipped in May would press the ten minutes of July into one line.
    """
    if len(book) > _STORY_LOOKED_FOR_TO:
        return whole
    places = [
        (start_s, end_s, Form(form))
        for columns in (lane.columns for lane in book.lanes)
        for start_s, end_s, form in zip(columns.starts, columns.ends, columns.forms, strict=True)
    ]
    story = room_span(places, None, veil=False)
    if story is None:
        return whole
    begins_early = story.first <= whole.start + whole.length * 0.1
    if begins_early and story.last >= whole.end - whole.length * 0.4:
        return whole
    length = max(story.last - story.first, _STORY_AT_LEAST_S)
    return Span(story.first - length * 0.03, story.first + length * 1.2)


def empty_span(day: date | None, zone: tzinfo) -> Span:
    """What a review without events shows: the morning of its day."""
    if day is None:
        return Span(0.0, 3600.0)
    morning = datetime(day.year, day.month, day.day, 9, tzinfo=zone)
    return Span(morning.timestamp(), morning.timestamp() + 4 * 3600.0)


def _translated(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("TimelineView", text, None, count)
