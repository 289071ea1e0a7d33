"""The story layout: for talking. Some rows, one of them current, over the whole story in small."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from reviewdesk.domain.entries import EntryFacts, Precision
from reviewdesk.domain.ids import DepartmentId
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
from reviewdesk.widgets.room.head import compose_head
from reviewdesk.widgets.room.lettering import BODY, FLOOR, VITAL_BOTTOM, readable
from reviewdesk.widgets.room.marks import Area, Ground, Picture, Rule, shape_of
from reviewdesk.widgets.room.scene import RoomScene
from reviewdesk.widgets.room.windows import Place, Windows

_ROW = 0.084
"""Two lines of body: rows stand that far apart."""
_NARROW_ROW = 0.096
_NARROW_TITLE, _NARROW_MORE = 0.033, 0.042
"""On a narrow screen each line of a title over the first makes a row so much higher."""
_STRIP = 0.088
_MORE = 0.037
"""From line to line of a title that takes many."""
_BODY_MORE, _BODY_LINES = 0.050, 2
"""A title stands in body like its neighbours as long as it takes no more lines than that."""
_LONGEST_BODY = 300
_TYPED = (BODY, 0.038, 0.034)
_MOST_LINES = 8
"""A title that takes more goes on in a row of its own, and so to the next page."""
_WIDE, _LESS_TIME = 1.5, 0.034
"""On a screen that is not wide long times are set smaller, to leave more for titles."""
_SIGN = 0.048
_NEAR = 80


def compose_story(frame: Frame, shared: SharedReview, scene: RoomScene) -> Picture:
    lanes = lanes_of(shared, frame.palette, frame.facts)
    legend = not_noticed_words(tr("outlined: not noticed by {department}"), shared)
    top = compose_head(frame, scene, scene.as_of, legend)
    covered = shared.veil and shared.as_of is not None
    tall = _STRIP * (0.75 if frame.narrow else 1.0)
    strip = Area(frame.margin_x, frame.y(top + 0.008), frame.inner_width, frame.type.part(tall))
    _compose_strip(frame, strip, shared, lanes, scene, covered=covered)
    first = frame.y(top + 0.008 + tall + 0.017)
    room = frame.y(VITAL_BOTTOM) - first
    looked_at, top_row = frame.facts.index_of(scene.current), frame.facts.index_of(scene.top)
    columns = _Columns(frame, shared.entries, lanes, looked_at, top_row, scene)
    row = frame.type.part(columns.row)
    foot = row if covered else 0.0
    windows = Windows(len(shared.entries), columns.heights, room - foot)
    window = windows.at(looked_at, scene.page, from_start=not covered, top=top_row)
    if not covered and (window.before or window.after):
        foot = frame.type.part(_SIGN)
        windows = Windows(len(shared.entries), columns.heights, room - foot)
        window = windows.at(looked_at, scene.page, from_start=True, top=top_row)
    shown = sorted(window.places, key=lambda one: (*_begin(shared.entries[one[0]]), one))
    cursor, y = shared.as_of if not covered else None, first
    for number, place in enumerate(shown):
        entry = shared.entries[place[0]]
        area = Area(frame.margin_x, y, frame.inner_width, columns.heights(place[0])[place[1]])
        y = area.bottom
        columns.draw_row(
            number, place, area, current=place[0] == looked_at, lit=entry.id in scene.lit
        )
        following = shared.entries[shown[number + 1][0]] if number + 1 < len(shown) else None
        if cursor is not None and following is not None and _parted(entry, following, cursor):
            _compose_now(frame, area)
    rows = tuple(dict.fromkeys(shared.entries[index].id for index, _ in shown))
    unseen = sum(one not in rows and shared.entry(one) is not None for one in scene.lit)
    below = Area(frame.margin_x, y, frame.inner_width, row)
    after = len(shared.entries) - 1 - max((place[0] for place in shown), default=-1)
    if covered and window.after:
        _compose_more(frame, below, after, unseen)
    elif covered:
        _compose_cover(frame, below, unseen)
    elif not shown:
        _compose_empty(frame, first + row / 2.0)
    elif foot:
        _compose_sign(frame, shown, len(shared.entries), unseen)
    return replace(
        frame.finished(),
        page=window.page,
        more_before=window.before,
        more_after=window.after,
        rows=rows,
    )


def _compose_empty(frame: Frame, middle: float) -> None:
    size = frame.type.px(BODY)
    words = tr("Nothing stands on the timeline yet")
    frame.add(
        frame.type.words(words, frame.margin_x, middle, size, frame.palette.quiet,
                         frame.palette.paper)
    )  # fmt: skip
    frame.spoken.append(words)


def _and_new(told: str, unseen: int) -> str:
    """With how many are new, and stand on other pages."""
    return (
        tr("{told} · {count} new on other pages").format(told=told, count=unseen)
        if unseen
        else told
    )


def _compose_sign(frame: Frame, shown: Sequence[Place], count: int, unseen: int) -> None:
    """Says which of all events the rows are."""
    kind, palette = frame.type, frame.palette
    first, last = min(shown)[0] + 1, max(shown)[0] + 1
    told = tr("{last} of {count}") if first == last else tr("{first} to {last} of {count}")
    words = _and_new(told.format(first=first, last=last, count=count), unseen)
    frame.add(
        kind.words(words, frame.width - frame.margin_x, frame.y(VITAL_BOTTOM - 0.016),
                   kind.px(FLOOR), palette.quiet, palette.paper, align=1.0)
    )  # fmt: skip
    frame.spoken.append(words)


def _begin(entry: EntryFacts) -> tuple[bool, float]:
    """Rows stand as their times are read; what has no place in time stays first.

    Of a day alone one reads that it was over by its end: with that it comes to be known.
    """
    start = entry.anchor if entry.precision is Precision.DAY else entry.floor
    return start is not None, start.timestamp() if start is not None else 0.0


def _parted(entry: EntryFacts, following: EntryFacts, cursor: datetime) -> bool:
    """Whether the as-of cursor stands between two rows."""

    def known(one: EntryFacts) -> bool:
        return one.own_moment is None or one.own_moment <= cursor

    return known(entry) and not known(following)


def _compose_now(frame: Frame, area: Area) -> None:
    line = frame.type.line_px(0.0028)
    frame.add(Rule(area.x, area.bottom, area.right, area.bottom, frame.palette.cursor, line))


def _compose_cover(frame: Frame, area: Area, unseen: int) -> None:
    """Says that something is covered: always of one size, also where nothing follows."""
    palette, kind = frame.palette, frame.type
    gap = kind.part(0.009)
    area = Area(area.x, area.y + gap, area.width, area.height - gap)
    frame.veil(area, radius=kind.part(0.010))
    text, size = tr("What came later is covered"), kind.px(FLOOR if frame.narrow else 0.036)
    if unseen and kind.width(_and_new(text, unseen), size, 600) + kind.part(0.05) <= area.width:
        text = _and_new(text, unseen)
    wide = min(kind.width(text, size, 600) + kind.part(0.05), area.width)
    high = kind.part(0.056)
    patch = Area(area.x + (area.width - wide) / 2.0, area.middle - high / 2.0, wide, high)
    frame.add(
        Ground(patch, palette.paper, radius=kind.part(0.010)),
        kind.words(text, patch.x, area.middle, size, palette.quiet, palette.paper,
                   weight=600, width=wide, align=0.5),
    )  # fmt: skip
    frame.spoken.append(text)


def _compose_more(frame: Frame, area: Area, count: int, unseen: int) -> None:
    """Says how many known entries follow below: nothing of them is covered."""
    kind, palette = frame.type, frame.palette
    text = tr("1 more known by then") if count == 1 else tr("{} more known by then").format(count)
    size = kind.px(FLOOR if frame.narrow else 0.036)
    if unseen and kind.width(_and_new(text, unseen), size) <= area.width:
        text = _and_new(text, unseen)
    frame.add(
        kind.words(text, area.x, area.middle, size, palette.quiet, palette.paper,
                   width=area.width, align=0.5)
    )  # fmt: skip
    frame.spoken.append(text)


@dataclass(frozen=True, slots=True)
class _Title:
    """The lines of a title, their size, and how far apart they stand, as a share of the height."""

    size_px: int
    lines: list[str]
    apart: float


class _Columns:
    """Where time, badge, shape and title of the rows stand, and how high a row is with them."""

    def __init__(
        self,
        frame: Frame,
        entries: Sequence[EntryFacts],
        lanes: Mapping[DepartmentId | None, Lane],
        looked_at: int,
        top: int,
        scene: RoomScene,
    ) -> None:
        self._frame, self._entries, self._lanes = frame, entries, lanes
        kind = frame.type
        self.row = _NARROW_ROW if frame.narrow else _ROW
        # Of what is near alone, for there may be twenty thousand.
        middle = max(looked_at if top < 0 else top, 0) + scene.page * _NEAR // 4
        near = [*entries[max(0, middle - _NEAR) : middle + _NEAR], *entries[-12:]]
        times = [frame.time_of(entry) for entry in near] or ["00:00"]
        self._time_px = kind.px(FLOOR if frame.narrow else BODY)
        wide = frame.width > frame.height * _WIDE
        most = frame.inner_width * (0.60 if frame.narrow else 0.26 if wide else 0.18)
        if max(kind.width(text, self._time_px, 500) for text in times) > most:
            self._time_px = kind.px(FLOOR if frame.narrow or wide else _LESS_TIME)
        self._time_width = max(kind.width(text, self._time_px, 500) for text in ("00:00", *times))
        self._badge_px = kind.px(0.032)
        self._badge_width = min(
            max((kind.width(lane.short, self._badge_px, 700) for lane in lanes.values()),
                default=0) + kind.part(0.024),
            frame.inner_width * 0.2,
        )  # fmt: skip
        self._pad = kind.part(0.020)
        self._shape = kind.part(0.026)
        before = self._time_width + self._badge_width + self._shape + 4.5 * self._pad
        self._title_x = self._pad if frame.narrow else before
        self._title_room = frame.inner_width - self._pad - self._title_x
        self._looked_at, self._typing = looked_at, scene.typing
        self._titles: dict[int, _Title] = {}

    def _title(self, index: int) -> _Title:
        """Body like its neighbours, in two lines where it needs them; only a long one is smaller.

        While it is typed it stays in its row: rather smaller than higher.
        """
        if index in self._titles:
            return self._titles[index]
        narrow, kind = self._frame.narrow, self._frame.type
        weight = 700 if index == self._looked_at else 500
        text = readable(self._entries[index].title or "–")
        typed = self._typing and index == self._looked_at
        shares = (_NARROW_TITLE,) if narrow else _TYPED if typed else (BODY,)
        sizes = [kind.px(share) for share in shares]
        fitting = (one for one in sizes if kind.width(text, one, weight) <= self._title_room)
        if size := next(fitting, 0):
            found = _Title(size, [text], 0.0)
        else:
            size, apart = sizes[0], _NARROW_MORE if narrow else _BODY_MORE
            small = not narrow and (typed or len(text) > _LONGEST_BODY)
            lines = [] if small else self._lines(index, size, weight)
            if not narrow and not 0 < len(lines) <= _BODY_LINES:
                size, apart = kind.px(FLOOR), _MORE
                lines = self._lines(index, size, weight)
            found = _Title(size, lines, apart)
        self._titles[index] = found
        return found

    def _lines(self, index: int, size: int, weight: int) -> list[str]:
        text = self._entries[index].title or "–"
        many = self._frame.type.lines_of(text, size, self._title_room, weight)
        return [line for one in many for line in one]

    def heights(self, index: int) -> list[float]:
        """Of the row of an entry; of several where its title is longer than a page may hold."""
        part, title = self._frame.type.part, self._title(index)
        lines = len(title.lines)
        counts = [min(_MOST_LINES, lines - n) for n in range(0, lines, _MOST_LINES)]
        if self._frame.narrow:
            return [part(self.row + (count - 1) * _NARROW_MORE) for count in counts]
        above = 0.010 if self._typing and index == self._looked_at else 0.022
        return [part(max(self.row, title.apart * count + above)) for count in counts]

    def draw_row(self, number: int, place: Place, area: Area, *, current: bool, lit: bool) -> None:
        """The row `number` of the page; one that looks as before is not set again."""
        entry = self._entries[place[0]]
        lane = lane_of(self._lanes, entry)
        noticed, time = self._frame.noticed(entry), self._frame.time_of(entry)
        columns = self._time_px, self._time_width, self._badge_width
        self._frame.drawn(
            ("row", number),
            (entry, place[1], area, current, lit, lane, noticed, time, columns),
            lambda: self._compose_row(entry, lane, place, area, current=current, lit=lit),
        )

    def _compose_row(
        self, entry: EntryFacts, lane: Lane, place: Place, area: Area, *, current: bool, lit: bool
    ) -> None:
        frame, kind, palette = self._frame, self._frame.type, self._frame.palette
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
        middle = area.y + kind.part(0.029 if frame.narrow else self.row / 2.0)
        time = frame.time_of(entry)
        if not place[1]:
            self._compose_marks(entry, lane, time, middle, area.x + self._pad, ground)
        lines = self._compose_title(entry, place, area, ground, current=current)
        mark = tr("now: ") if current else tr("new: ") if lit else ""
        told = f"{time}, {lane.name}, {kind_words(entry)}: {' '.join(lines)}"
        frame.spoken.append(mark + told)

    def _compose_marks(
        self, entry: EntryFacts, lane: Lane, time: str, middle: float, x: float, ground: str
    ) -> None:
        frame, kind = self._frame, self._frame.type
        frame.add(
            kind.words(time, x + self._time_width, middle, self._time_px, frame.palette.ink,
                       ground, weight=500, align=1.0)
        )  # fmt: skip
        x += self._time_width + self._pad * 1.1
        frame.badge(lane, middle, x, self._badge_width, "" if frame.noticed(entry) else ground)
        x += self._badge_width + self._pad * 1.2 + self._shape / 2.0
        frame.add(shape_of(entry, x, middle, self._shape, lane.colour, ground))

    def _compose_title(
        self, entry: EntryFacts, place: Place, area: Area, ground: str, *, current: bool
    ) -> list[str]:
        """The lines of that piece of the title, under each other in the row."""
        frame, kind = self._frame, self._frame.type
        title = self._title(place[0])
        lines = title.lines[place[1] * _MOST_LINES : (place[1] + 1) * _MOST_LINES]
        apart = kind.part(title.apart)
        first = area.middle - apart * (len(lines) - 1) / 2.0
        if frame.narrow:
            first = area.y + kind.part(0.070)
        ink = frame.title_ink(entry, ground)
        for number, line in enumerate(lines):
            frame.add(
                kind.words(
                    line, area.x + self._title_x, first + number * apart, title.size_px, ink,
                    ground, weight=700 if current else 500,
                )
            )  # fmt: skip
        return lines


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
    span = frame.facts.span(shared.as_of, veil=covered)
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
