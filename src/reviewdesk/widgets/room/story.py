"""The story layout: for talking. Some rows, one of them current, over the whole story in small."""

from collections.abc import Mapping, Sequence

from reviewdesk.domain.entries import EntryFacts
from reviewdesk.domain.ids import DepartmentId
from reviewdesk.domain.room_span import room_span
from reviewdesk.domain.shared import SharedReview
from reviewdesk.widgets.room.dots import compose_dots
from reviewdesk.widgets.room.frame import (
    Frame,
    Lane,
    kind_words,
    lane_of,
    lanes_of,
    not_noticed_words,
    tr,
)
from reviewdesk.widgets.room.lettering import BODY, FLOOR, VITAL_BOTTOM, readable
from reviewdesk.widgets.room.marks import Area, Ground, Picture, Rule, shape_of
from reviewdesk.widgets.room.scene import RoomScene

_ROW = 0.084
"""Two lines of body: rows stand that far apart."""
_NARROW_ROW = 0.096
_NARROW_MORE = 0.042
"""On a narrow screen the current row has a second line for its title."""
_STRIP = 0.088


def compose_story(frame: Frame, shared: SharedReview, scene: RoomScene) -> Picture:
    lanes = lanes_of(shared, frame.palette, frame.facts)
    legend = not_noticed_words(tr("outlined: not noticed by {department}"), shared)
    top = frame.head(scene, scene.as_of, legend)
    covered = shared.veil and shared.as_of is not None
    tall = _STRIP * (0.75 if frame.narrow else 1.0)
    strip = Area(frame.margin_x, frame.y(top + 0.008), frame.inner_width, frame.type.part(tall))
    _compose_strip(frame, strip, shared, lanes, scene, covered=covered)
    row = _NARROW_ROW if frame.narrow else _ROW
    more = _NARROW_MORE if frame.narrow else 0.0
    first = top + 0.008 + tall + 0.017
    slots = int((VITAL_BOTTOM - more - first + 1e-6) / row)
    looked_at = frame.facts.index_of(scene.current)
    first_shown, last = _chosen(
        len(shared.entries), looked_at, slots - 1 if covered else slots, from_start=not covered
    )
    shown = sorted(shared.entries[first_shown:last], key=_begin)
    current = shown.index(shared.entries[looked_at]) if first_shown <= looked_at < last else -1
    after = len(shared.entries) - last
    columns = _Columns(frame, shown, lanes)
    high, y = frame.type.part(row), frame.y(first)
    cursor = shared.as_of if not covered else None
    for place, entry in enumerate(shown):
        own = high + (frame.type.part(more) if place == current else 0.0)
        area = Area(frame.margin_x, y, frame.inner_width, own)
        y = area.bottom
        columns.compose_row(entry, area, current=place == current, lit=entry.id in scene.lit)
        if cursor is not None and _parted(shown, place, cursor):
            _compose_now(frame, area)
    foot = Area(frame.margin_x, y, frame.inner_width, high)
    if covered and after:
        _compose_more(frame, foot, after)
    elif covered:
        _compose_cover(frame, foot)
    elif not shown:
        middle = frame.y(first) + high / 2.0
        size = frame.type.px(BODY)
        words = tr("Nothing stands on the timeline yet")
        frame.add(
            frame.type.words(words, frame.margin_x, middle, size, frame.palette.quiet,
                             frame.palette.paper, width=frame.inner_width)
        )  # fmt: skip
        frame.spoken.append(words)
    return frame.finished()


def _begin(entry: EntryFacts) -> tuple[bool, float]:
    """Rows stand as their times are read; what has no place in time stays first."""
    start = entry.start or entry.earliest or entry.anchor
    return start is not None, start.timestamp() if start is not None else 0.0


def _chosen(entries: int, current: int, slots: int, *, from_start: bool) -> tuple[int, int]:
    """The first entry of the rows, and the one after the last.

    The current one (-1: none) stands as low as it can with two after it, so that what led to it
    is seen. Without one they are the first, or, where what came later is covered, the last.
    """
    wanted = current + 3 if current >= 0 else 0 if from_start else entries
    last = min(entries, max(wanted, slots))
    return max(0, last - slots), last


def _parted(shown: Sequence[EntryFacts], place: int, cursor: object) -> bool:
    """Whether the as-of cursor stands right after this row."""

    def known(entry: EntryFacts) -> bool:
        return entry.anchor is None or entry.anchor <= cursor  # type: ignore[operator]

    return known(shown[place]) and place + 1 < len(shown) and not known(shown[place + 1])


def _compose_now(frame: Frame, area: Area) -> None:
    line = frame.type.line_px(0.0028)
    frame.add(Rule(area.x, area.bottom, area.right, area.bottom, frame.palette.cursor, line))


def _compose_cover(frame: Frame, area: Area) -> None:
    """Says that something is covered: always of one size, also where nothing follows."""
    palette, kind = frame.palette, frame.type
    gap = kind.part(0.009)
    area = Area(area.x, area.y + gap, area.width, area.height - gap)
    frame.veil(area, radius=kind.part(0.010))
    text, size = tr("What came later is covered"), kind.px(FLOOR if frame.narrow else 0.036)
    wide = min(kind.width(text, size, 600) + kind.part(0.05), area.width)
    high = kind.part(0.056)
    patch = Area(area.x + (area.width - wide) / 2.0, area.middle - high / 2.0, wide, high)
    frame.add(
        Ground(patch, palette.paper, radius=kind.part(0.010)),
        kind.words(text, patch.x, area.middle, size, palette.quiet, palette.paper,
                   weight=600, width=wide, align=0.5),
    )  # fmt: skip
    frame.spoken.append(text)


def _compose_more(frame: Frame, area: Area, count: int) -> None:
    """Says how many known entries follow below: nothing of them is covered."""
    kind, palette = frame.type, frame.palette
    text = tr("1 more known by then") if count == 1 else tr("{} more known by then").format(count)
    size = kind.px(FLOOR if frame.narrow else 0.036)
    frame.add(
        kind.words(text, area.x, area.middle, size, palette.quiet, palette.paper,
                   width=area.width, align=0.5)
    )  # fmt: skip
    frame.spoken.append(text)


class _Columns:
    """Where time, badge, shape and title of the rows stand."""

    def __init__(
        self,
        frame: Frame,
        shown: Sequence[EntryFacts],
        lanes: Mapping[DepartmentId | None, Lane],
    ) -> None:
        self._frame, self._lanes = frame, lanes
        kind = frame.type
        self._times = {entry.id: frame.time_of(entry) for entry in shown}
        self._time_px = kind.px(FLOOR if frame.narrow else BODY)
        self._badge_px = kind.px(0.032)
        usual = kind.width("00:00", self._time_px, 500)
        widest = max((kind.width(text, self._time_px, 500) for text in self._times.values()),
                     default=usual)  # fmt: skip
        self._time_width = min(max(usual, widest), frame.inner_width * 0.26)
        self._badge_width = min(
            max((kind.width(lane.short, self._badge_px, 700) for lane in lanes.values()),
                default=0) + kind.part(0.024),
            frame.inner_width * 0.2,
        )  # fmt: skip
        self._pad = kind.part(0.020)
        self._shape = kind.part(0.026)

    def compose_row(self, entry: EntryFacts, area: Area, *, current: bool, lit: bool) -> None:
        frame, kind, palette = self._frame, self._frame.type, self._frame.palette
        lane = lane_of(self._lanes, entry)
        ground = palette.paper
        if current or lit:
            ground = palette.selected
            box = Area(
                area.x, area.y + kind.part(0.0015), area.width, area.height - kind.part(0.003)
            )
            edge = kind.line_px(0.0025) if current else 0.0
            frame.add(
                Ground(box, ground, kind.part(0.014), palette.selected_edge if edge else "", edge)
            )
        middle = area.y + kind.part(0.029) if frame.narrow else area.middle
        x = area.x + self._pad
        time = self._times[entry.id]
        frame.add(
            kind.words(time, x, middle, self._time_px, palette.ink, ground,
                       weight=500, width=self._time_width, align=1.0)
        )  # fmt: skip
        x += self._time_width + self._pad * 1.1
        hollow_on = "" if frame.noticed(entry) else ground
        frame.badge(lane, middle, x, self._badge_width, hollow_on)
        x += self._badge_width + self._pad * 1.2 + self._shape / 2.0
        frame.add(shape_of(entry, x, middle, self._shape, lane.colour, ground))
        x += self._shape / 2.0 + self._pad * 1.2
        self._compose_title(entry, area, x, ground, current=current)
        mark = tr("now: ") if current else tr("new: ") if lit else ""
        told = f"{time}, {lane.name}, {kind_words(entry)}: {readable(entry.title)}"
        frame.spoken.append(mark + told)

    def _compose_title(
        self, entry: EntryFacts, area: Area, x: float, ground: str, *, current: bool
    ) -> None:
        """One line of body, or two smaller ones in the same row; never under the floor."""
        frame, kind = self._frame, self._frame.type
        weight = 700 if current else 500
        shares = (0.033, FLOOR) if frame.narrow else (BODY, 0.038, 0.034)
        if frame.narrow:
            x = area.x + self._pad
        room = area.right - self._pad - x
        title = readable(entry.title)
        sizes = [kind.px(share) for share in shares]
        size = next((one for one in sizes if kind.width(title, one, weight) <= room), 0)
        lines = [title]
        if not size:
            size, most = kind.px(FLOOR), 1 if frame.narrow and not current else 2
            lines = kind.wrap(title, size, room, most, weight)
        middles = [area.y + kind.part(0.070) if frame.narrow else area.middle]
        if len(lines) > 1:
            apart = kind.part(_NARROW_MORE if frame.narrow else 0.037)
            first = middles[0] if frame.narrow else area.middle - apart / 2.0
            middles = [first, first + apart]
        for line, middle in zip(lines, middles, strict=False):
            frame.add(
                kind.words(
                    line, x, middle, size, frame.title_ink(entry, ground), ground, weight=weight
                )
            )


def _compose_strip(
    frame: Frame,
    area: Area,
    shared: SharedReview,
    lanes: Mapping[DepartmentId | None, Lane],
    scene: RoomScene,
    *,
    covered: bool,
) -> None:
    """The whole known story in small, with the cursor and what is covered after it."""
    palette, kind = frame.palette, frame.type
    radius = kind.part(0.008)
    frame.add(Ground(area, palette.surface, radius))
    span = room_span(frame.facts.places, shared.as_of, veil=covered)
    if span is None:
        return
    x_of_cursor = area.right
    if covered and span.cursor is not None:
        x_of_cursor = area.x + span.x_of(span.cursor, area.width)
    if covered:
        frame.veil(Area(x_of_cursor, area.y, area.right - x_of_cursor, area.height), radius)
    if span.cursor is not None:
        x = area.x + span.x_of(span.cursor, area.width)
        frame.add(Rule(x, area.y, x, area.bottom, palette.cursor, kind.line_px(0.0035)))
    compose_dots(frame, area, lanes, scene.current, span, x_of_cursor)
