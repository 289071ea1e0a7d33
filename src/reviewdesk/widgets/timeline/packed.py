"""The lanes of a picture packed at the scales it shows, showed last and may show next."""

from collections.abc import Iterator, Sequence

from reviewdesk.domain.layout import (
    EMPTY_IN_ROWS,
    MOST_ROWS,
    FoldedPacker,
    LaneLayout,
    LanePacker,
    LayoutMetrics,
    Span,
    rows_in,
)
from reviewdesk.widgets.timeline.lane_book import LaneBook
from reviewdesk.widgets.timeline.time_window import TimeWindow

_SCALES_KEPT = 5
_CROWD = 100
_CROWDED_ROWS = 4
_LABEL_IN_ROWS = 7.0
"""A label is about seven times as long as a row is high."""
_USUAL_ZOOM = 1.22
_AIR_PX = 8
_PIECE_PX = 600.0


class PackedLanes:
    """Packers of the lanes of `book`; `heights` are those of the lanes."""

    def __init__(self, book: LaneBook, metrics: LayoutMetrics) -> None:
        self._book = book
        self.metrics = metrics
        self.heights: Sequence[float] = ()
        self._scales: dict[float, dict[int, LanePacker | FoldedPacker]] = {}
        self._roomy: dict[int, LanePacker] = {}
        """Lanes that find room in fewer rows than they may ask for, at the story's scale."""
        self._zoomed = (_USUAL_ZOOM, 0.0)

    @property
    def lanes(self) -> int:
        return len(self._book.lanes)

    def forget(self, lanes: set[int] | None = None) -> None:
        """What was packed is no longer so: of some lanes, or of all."""
        if lanes is None:
            self._scales.clear()
            self._roomy.clear()
        for number in lanes or ():
            self._roomy.pop(number, None)
            for packers in self._scales.values():
                packers.pop(number, None)

    def demands(self, scale: float, origin: float, within: Span) -> list[float]:
        """Rows each lane would take there at that scale, 0 for a folded one."""
        self._roomy = {}
        found = [0.0 if lane.folded else EMPTY_IN_ROWS for lane in self._book.lanes]
        for number, lane in enumerate(self._book.lanes):
            if lane.folded or not len(lane.columns):
                continue
            packer = LanePacker(
                lane.columns,
                scale,
                MOST_ROWS,
                self.metrics,
                origin=origin,
                marked=self._book.marked,
            )
            found[number] = packer.count_rows_between(within.start, within.end)
            if found[number] < MOST_ROWS:
                self._roomy[number] = packer
        return found

    def begin_anew(self, heights: Sequence[float]) -> None:
        """The lanes have these heights; what was packed to ask for them is of use yet."""
        roomy = self._roomy
        self.forget()
        self.heights, self._roomy = heights, roomy

    def _from_roomy(self, lane: int, window: TimeWindow, rows: int) -> LanePacker | None:
        packer = self._roomy.get(lane)
        if packer is None or (packer.scale, packer.origin) != (window.scale, window.origin):
            return None
        return self._roomy.pop(lane).in_rows(rows)

    def rows(self, lane: int, scale: float) -> int:
        """Rows a lane is packed in. A crowded one has few, so that it can be read at all.

        It goes by the lane as a whole and the scale, and so does not change while panning.
        """
        row_height = self.metrics.row_height
        rows = rows_in(self.heights[lane], row_height)
        columns = self._book.lanes[lane].columns
        if rows <= _CROWDED_ROWS or len(columns) < _CROWD:
            return rows
        length_px = (columns.starts[-1] - columns.starts[0]) * scale
        wanted_px = len(columns) * row_height * _LABEL_IN_ROWS
        return _CROWDED_ROWS if wanted_px > length_px * rows * 2.5 else rows

    def at(self, window: TimeWindow, lane: int) -> LanePacker | FoldedPacker:
        """The packer of a lane at the scale of `window`."""
        packers = self._scales.pop(window.scale, None) or {}
        # The scale asked for last stays longest.
        self._scales[window.scale] = packers
        if len(self._scales) > _SCALES_KEPT:
            del self._scales[next(iter(self._scales))]
        found = packers.get(lane)
        if found is None and self._book.lanes[lane].folded:
            columns = self._book.lanes[lane].columns
            found = packers[lane] = FoldedPacker(columns, window.scale, origin=window.origin)
        if found is None:
            rows = self.rows(lane, window.scale)
            found = packers[lane] = self._from_roomy(lane, window, rows) or LanePacker(
                self._book.lanes[lane].columns,
                window.scale,
                rows,
                self.metrics,
                origin=window.origin,
                marked=self._book.marked,
            )
        return found

    def zoomed(self, factor: float, around_x: float) -> None:
        """A zoom was asked for; the next is likely to be alike."""
        self._zoomed = (factor, around_x)

    def coming_windows(
        self, window: TimeWindow, width: int, *, anywhere: bool
    ) -> list[list[TimeWindow]]:
        """Where the next notch of a zoom may lead to, scale by scale.

        It goes on as the last one did; `anywhere`: in or out, and round any point of the window,
        as the wheel will ask.
        """
        factor, around_x = (_USUAL_ZOOM, 0.0) if anywhere else self._zoomed
        factors = (factor, 1.0 / factor) if anywhere else (factor,)
        points = (0.0, float(width)) if anywhere else (around_x,)
        return [[window.zoomed(one, x) for x in points] for one in factors]

    def coming(self, windows: Sequence[TimeWindow], width: int) -> Iterator[tuple[int, LaneLayout]]:
        """Packs, lane by lane and piece by piece, what these windows of one scale show."""
        left = float(min(one.left for one in windows) - _AIR_PX)
        right = float(max(one.left for one in windows) + width + _AIR_PX)
        for lane in range(len(self._book.lanes)):
            begin = left
            while begin < right:
                end = min(begin + _PIECE_PX, right)
                yield lane, self.at(windows[0], lane).window(begin, end)
                begin = end
