"""The drawing of the timeline, in as many pictures as it takes.

What does not fit into one picture goes on in a second one with lanes and axis again.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from math import ceil

from reviewdesk.domain.entries import SharedEntry
from reviewdesk.domain.people import Department
from reviewdesk.domain.shared import SharedReview
from reviewdesk.export.pdf.canvas import Pen
from reviewdesk.export.pdf.flow import Draw, Strip, set_text
from reviewdesk.export.pdf.key import Key, key_strip
from reviewdesk.export.pdf.picture import CLOSE_ROW, CLOSER_ROWS, ROW, Picture
from reviewdesk.export.pdf.tags import Tag, alternative
from reviewdesk.export.pdf.text import STRONG, Setter, Span
from reviewdesk.export.wording import clock_of

_LEAST_ROOM = 0.4
"""Of the page: on less of it no drawing is begun."""
_ABOVE_KEY = 3.0
_KEY_ROOM = 36.0
_MOST_ENTRIES = 48
_A_FEW = 12
_MOST_PICTURES = 8
"""Where a table tells of every event."""


def marked_moments(review: SharedReview) -> list[tuple[datetime, str]]:
    """When each marker stands, with its name, in time order; those without a time are left out."""
    found = []
    for marker in review.markers:
        entry = review.entry(marker.entry_id) if marker.entry_id else None
        at = marker.at or (entry.anchor if entry else None)
        if at is not None:
            found.append((at, marker.name))
    return sorted(found)


def timeline_strips(
    review: SharedReview,
    setter: Setter,
    width: float,
    most: float,
    look_up: Callable[[], None],
    numbers: Mapping[str, str],
    room: float = 0.0,
) -> list[Strip]:
    """The drawing in as many pictures as it takes, each at most `most` high; then its key.

    One that would not go into the `room` left on a page is drawn closer where that helps.

    The label of each event leads to the place in the report that has its number.
    """
    most -= _KEY_ROOM
    begun = room - _KEY_ROOM if room - _KEY_ROOM >= most * _LEAST_ROOM else most
    found = pictures(review, setter, width, most, look_up, numbers, bounded=True, begun=begun)
    key = key_of(review, setter, width, found)
    room -= key.height + _ABOVE_KEY
    for row in CLOSER_ROWS:
        if len(found) > 1 or found[0].height <= room or room < most * _LEAST_ROOM:
            break
        closer = pictures(review, setter, width, most, look_up, numbers, row, bounded=True)
        if len(closer) == 1 and closer[0].height <= room:
            found = closer
    if len(found) == 1 and found[0].height > room >= most * _LEAST_ROOM:
        found = found[0].cut(room)
    continued = set_text(setter, [Span("Timeline, continued", STRONG)], width)[0]
    strips = []
    for place, picture in enumerate(found, 1):
        part = f", part {place} of {len(found)}" if len(found) > 1 else ""
        told = (
            f"Drawing of the timeline{part}: {picture.said}. "
            "Every event stands in the table that follows."
        )
        tag = Tag("Figure", more=alternative(told))
        above = 8.0 if place > 1 else 4.0
        again = continued if place > 1 else None
        strips.append(
            Strip(picture.height, _drawn(picture, tag), above=above, head=again, tags=(tag,))
        )
    strips[-1].keep = True
    return [*strips, key_strip(key, _ABOVE_KEY)]


def key_of(review: SharedReview, setter: Setter, width: float, found: Sequence[Picture]) -> Key:
    """What the shapes and lines of the pictures say."""
    breaks = any(picture.breaks for picture in found)
    folded = any(picture.folded for picture in found)
    return Key(review, setter, width, breaks=breaks, folded=folded)


def _drawn(picture: Picture, tag: Tag) -> Draw:
    def draw(pen: Pen, left: float, top: float) -> None:
        pen.begin(tag)
        picture.draw(pen, left, top)
        pen.end()

    return draw


def pictures(
    review: SharedReview,
    setter: Setter,
    width: float,
    most: float,
    look_up: Callable[[], None] = lambda: None,
    links: Mapping[str, str] | None = None,
    row: float = ROW,
    *,
    bounded: bool = False,
    begun: float = 0.0,
) -> list[Picture]:
    """Pictures of all events in time order; `look_up` may raise to have it given up.

    `links` says by the id of an event where its label leads. `bounded`: a table tells of every
    event, so there are a few pictures at most, in which events without room are counted; the
    first of these is no higher than `begun`, what is left of a page.
    """
    departments = [
        one
        for one in review.departments
        if not one.hidden or any(entry.department_id == one.id for entry in review.entries)
    ]
    known = {one.id for one in departments}
    entries = [
        entry if entry.department_id in known else entry.model_copy(update={"department_id": None})
        for entry in review.entries
    ]
    lanes: list[Department | None] = list(departments)
    if any(entry.department_id is None for entry in entries):
        lanes.append(None)
    if not entries:
        return []
    # Even parts, and a few more in each where that saves one: no page for three late events.
    parts = max(1, ceil((len(entries) - _A_FEW) / _MOST_ENTRIES))
    crowded = bounded and parts > _MOST_PICTURES
    parts = min(parts, _MOST_PICTURES) if bounded else parts
    size = ceil(len(entries) / parts)
    pending = [entries[first : first + size] for first in range(0, len(entries), size)]
    pending.reverse()
    found: list[Picture] = []
    markers = marked_moments(review)
    clock = clock_of(review)
    while pending:
        look_up()
        part = pending.pop()
        until = pending[-1][0].anchor if pending else None
        here = [one for one in markers if until is None or one[0] < until]
        own = _lanes_of(part, lanes) if parts > 1 else lanes
        if crowded:
            high = most if found or not begun else begun
            picture = Picture(setter, own, part, here, width, CLOSE_ROW, clock, links, high)
        else:
            picture = Picture(setter, own, part, here, width, row, clock, links)
        if row > CLOSE_ROW and picture.height > most * 0.6 and not crowded:
            picture = Picture(setter, own, part, here, width, CLOSE_ROW, clock, links)
        if picture.height > most and len(part) > 1 and not crowded:
            half = len(part) // 2
            pending += [part[half:], part[:half]]
            continue
        markers = markers[len(here) :]
        found.append(picture)
    return found


def _lanes_of(
    part: Sequence[SharedEntry], lanes: Sequence[Department | None]
) -> list[Department | None]:
    """The lanes in which something stands: one of several pictures repeats no empty one."""
    held = {entry.department_id for entry in part}
    return [one for one in lanes if (one.id if one else None) in held]
