"""The picture of a review's lanes: what stands where, and the tiles it is kept in while panning."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from datetime import tzinfo
from itertools import accumulate

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from reviewdesk.domain.layout import (
    LABEL_LIMIT_CHARS,
    Cluster,
    FoldedPacker,
    LaneLayout,
    LanePacker,
    Placed,
    Span,
    Ticks,
    fitted_span,
    lane_heights,
)
from reviewdesk.domain.origin import Origin
from reviewdesk.widgets.timeline.coming_zooms import ComingZooms
from reviewdesk.widgets.timeline.edge_labels import EdgeLabels
from reviewdesk.widgets.timeline.hits import Hit, hit_in
from reviewdesk.widgets.timeline.lane_book import LaneBook
from reviewdesk.widgets.timeline.lane_spots import Spot
from reviewdesk.widgets.timeline.look import Look
from reviewdesk.widgets.timeline.packed import PackedLanes
from reviewdesk.widgets.timeline.painter import DrawnLane, LanePainter, drawn_lane
from reviewdesk.widgets.timeline.scales import Scales
from reviewdesk.widgets.timeline.spans import span_of_spots, story_span
from reviewdesk.widgets.timeline.tiles import TILE_PX, Tiles
from reviewdesk.widgets.timeline.time_window import MOST_SCALE, TimeWindow, scale_of

_HIGHEST_TILE_PX = 4000
_REACH_IN_SHAPES = 5.0
"""So far beyond a tile one sees what stands there: bars are parted alike on both sides of it."""
_STRETCHES_KEPT = 8


class TimelinePicture:
    """Lanes from `book` seen through a window of time. x and y are those of the lanes' area.

    Nothing in it knows the selection, the cursor or the veil: they are painted over it, so
    moving them never repaints it.
    """

    def __init__(self, book: LaneBook, look: Look) -> None:
        self.book = book
        self.look = look
        self.window = TimeWindow()
        self.width = 0
        self.height = 0
        self.scroll = 0
        self.tops: list[float] = [0.0]
        self.heights: list[float] = []
        self._metrics = look.metrics()
        self._painter = LanePainter(look, self.book.evidenced)
        self.scales = Scales(look)
        self._packed = PackedLanes(book, self._metrics)
        self._rested_scale = 0.0
        self._tiles = Tiles(self)
        self._coming = ComingZooms(
            self._packed, self.scales, self._make_pictures, self._prepare_tiles
        )
        self._story: Span | None = None
        self._fitted: Span | None = None
        self._is_stale = self._said_in_haste = False
        self._drawn: tuple[tuple[float, int, int], list[DrawnLane]] | None = None
        self._drawn_edges: EdgeLabels | None = None
        self._edge_widths: dict[int, None] = {}
        self._stretches: dict[tuple[float, int, int], EdgeLabels] = {}

    def set_look(self, look: Look) -> None:
        self.look = self.scales.look = look
        self._metrics = self._packed.metrics = look.metrics()
        self._painter = LanePainter(look, self.book.evidenced)
        self.forget()

    def begin_at_first(self) -> None:
        """Counts px from the first entry on, so that they stay small and exact."""
        self._fitted = None
        first = self.book.first()
        self.window.origin = float(int(self.book.start_of(first))) if first else 0.0
        self.forget()

    def resize(self, width: int, height: int) -> None:
        """Sets the size of the lanes' area, and the lanes' heights with it."""
        self.width, self.height = max(1, width), max(1, height)
        self.forget()
        self.set_heights()

    def set_heights(self) -> bool:
        """Shares the height out anew; False where nothing changed by that.

        Panning and zooming do not change it: it goes by the story, or by what was fitted last.
        """
        self._story = None
        basis = self._fitted or self.story_span()
        demands = self._packed.demands(scale_of(basis, self.width), self.window.origin, basis)
        heights = lane_heights(demands, self.height, self._metrics.row_height)
        if heights == self.heights:
            return False
        self.heights = heights
        self.tops = [0.0, *accumulate(heights)]
        self.scroll = min(self.scroll, self.most_scroll)
        self._forget_pictures()
        self._packed.begin_anew(heights)
        return True

    @property
    def fitted(self) -> Span | None:
        """What the lanes' heights go by; None: the story."""
        return self._fitted

    def fit_heights(self, span: Span) -> bool:
        """Has the lanes share the height by what is in `span`; False where nothing changed."""
        self._fitted = None if span == self.story_span() else span
        return self.set_heights()

    @property
    def content_height(self) -> float:
        return self.tops[-1]

    @property
    def most_scroll(self) -> int:
        return max(0, round(self.content_height - self.height))

    def scroll_by(self, by_px: int) -> None:
        self.scroll = min(max(0, self.scroll + by_px), self.most_scroll)

    def fit_span(self) -> Span:
        """The span that shows everything there is."""
        columns = [lane.columns for lane in self.book.lanes]
        return fitted_span(columns, self.width, self._metrics)

    def story_span(self) -> Span:
        """The span of what belongs together, without far background."""
        if self._story is None:
            self._story = story_span(self.book, self.fit_span(), self.width, self._metrics)
        return self._story

    def next_fit(self) -> Span:
        """The story; where that is what is shown, all there is, far background too."""
        return self.fit_span() if self.shows_story() else self.story_span()

    def shows_story(self) -> bool:
        """Whether the story is what is shown."""
        story, shown = self.story_span(), self.window.span(self.width)
        off = abs(shown.start - story.start) + abs(shown.end - story.end)
        return off < story.length * 0.02

    def outside(self) -> tuple[int, int]:
        """How many entries begin before the window, and how many after it."""
        start, end = self.window.at(0.0), self.window.at(float(self.width))
        starts = [lane.columns.starts for lane in self.book.lanes]
        earlier = sum(bisect_left(one, start) for one in starts)
        return earlier, sum(len(one) - bisect_right(one, end) for one in starts)

    def go_outside(self, *, later: bool) -> None:
        """Pans to the nearest entry that begins before the window, or after it."""
        if later:
            at_s = self.book.next_start(self.window.at(float(self.width)))
        else:
            at_s = self.book.previous_start(self.window.at(0.0))
        if at_s is not None:
            share = 0.4 if later else 0.5
            self.window.pan(round(self.window.x_of(at_s) - self.width * share))

    def last_in_sight(self) -> float | None:
        """When the last entry of those in the window began."""
        at_s = self.book.previous_start(self.window.at(float(self.width)))
        return at_s if at_s is not None and at_s >= self.window.at(0.0) else None

    def in_sight(self, spot: Spot) -> bool:
        return 0.0 <= self.window.x_of(self.book.start_of(spot)) <= self.width

    def forget(self, lanes: set[int] | None = None) -> None:
        """What was packed and painted is no longer so: of some lanes, or of all."""
        self._story = None
        self._packed.forget(lanes)
        self._forget_pictures(lanes)

    def _forget_pictures(self, lanes: set[int] | None = None) -> None:
        self._coming.forget()
        self._tiles.forget(lanes)
        self._drawn = self._drawn_edges = None
        self._stretches.clear()

    def set_zone(self, zone: tzinfo, origin: Origin | None = None) -> None:
        """Has the scale tell times in `zone`, or count them from `origin`."""
        if self.scales.set_zone(zone, origin):
            self._tiles.forget()

    def packer(self, lane: int) -> LanePacker | FoldedPacker:
        return self._packed.at(self.window, lane)

    def colour(self, lane: int) -> QColor:
        department = self.book.lanes[lane].department
        if department is None:
            return self.look.quiet
        return self.look.palette.department(department.colour)

    def drawn(self) -> list[DrawnLane]:
        """The lanes as they stand in the window; x of their layouts counts from its left edge.

        Add `shift` to an x of a layout for where it is drawn.
        """
        key = self._drawn_key()
        if self._drawn is None or self._drawn[0] != key:
            lanes = self._lanes_between(self.window.left, self.window.left + self.width)
            self._drawn, self._drawn_edges = (key, lanes), None
        return self._drawn[1]

    def _drawn_key(self) -> tuple[float, int, int]:
        return self.window.scale, self.window.left, self.width

    @property
    def shift(self) -> float:
        return float(-self.window.left)

    def left_edge(self, width_px: int) -> EdgeLabels:
        """What stands in the first px of the window, and perhaps more."""
        return self._edges_about(self.window.left, width_px)

    def right_edge(self) -> EdgeLabels:
        """What stands at the last px of the window, and perhaps more."""
        return self._edges_about(self.window.left + self.width - 1, 1)

    def _edges_about(self, left: int, width_px: int) -> EdgeLabels:
        """Of the whole window where that is at hand, else of a stretch that lasts while panning."""
        if self._drawn is not None and self._drawn[0] == self._drawn_key():
            if self._drawn_edges is None:
                self._drawn_edges = EdgeLabels(self._drawn[1], self.look)
            return self._drawn_edges
        return self._stretch(left // TILE_PX, width_px)

    def _stretch(self, tile: int, width_px: int) -> EdgeLabels:
        key = (self.window.scale, tile, width_px)
        found = self._stretches.get(key)
        if found is None:
            if len(self._stretches) >= _STRETCHES_KEPT:
                del self._stretches[next(iter(self._stretches))]
            lanes = self._lanes_between(tile * TILE_PX, (tile + 1) * TILE_PX + width_px)
            found = self._stretches[key] = EdgeLabels(lanes, self.look)
            self._edge_widths[width_px] = None
        return found

    def _look_ahead(self) -> bool:
        """Looks at the edges and the scale of where panning goes next; False where it has."""
        scale, left = self.window.scale, self.window.left
        for width_px in self._edge_widths:
            tile = (left if width_px > 1 else left + self.width - 1) // TILE_PX
            for number in (tile, tile - 1, tile + 1):
                is_new = (scale, number, width_px) not in self._stretches
                # At the left the labels are named anew, at the right they fade.
                if self._stretch(number, width_px).prepare(titles=width_px > 1) or is_new:
                    return True
        return self.scales.look_ahead(self.window, self.width)

    def _lanes_between(self, left: float, right: float) -> list[DrawnLane]:
        return [self._lane_between(number, left, right) for number in range(len(self.book.lanes))]

    def _lane_between(
        self, number: int, left: float, right: float, window: TimeWindow | None = None
    ) -> DrawnLane:
        """A lane at the scale of that window, or of the one that is shown."""
        return drawn_lane(
            number,
            self.tops[number],
            self.heights[number],
            self.colour(number),
            self.book.lanes[number].columns,
            self._packed.at(window or self.window, number).window(left, right),
            self._metrics.row_height,
            folded=self.book.lanes[number].folded,
        )

    def ticks(self) -> tuple[Ticks, float]:
        """The scale of the window and a little more, and where its x counts from."""
        return self.scales.of(self.window, self.width)

    def day(self) -> str:
        """The day (or month, or year) at the left edge; or what times are counted from."""
        if self.scales.origin is not None:
            return f"T+0: {self.scales.origin.name}"
        found, start = self.ticks()
        return next((one.label for one in found.bands if one.end_x + start > 0), "")

    def paint(self, painter: QPainter) -> None:
        """Paints the area: from tiles while they hold, straight where they have yet to be made."""
        # What is painted straight is to be there soon: pictures are made between frames.
        self.look.pictures_allowed = 0
        painter.save()
        painter.translate(0, -self.scroll)
        wanting: Collection[int] = range(len(self.book.lanes))
        self.look.in_haste = self._fit_tiles()
        if self.look.in_haste:
            wanting = self._tiles.paint(painter, self.window.left, self.width)
            self._said_in_haste |= bool(wanting)
        if len(wanting) == len(self.book.lanes):
            self._paint_straight(painter, self.drawn())
        else:
            for lane in sorted(wanting):
                self._paint_alone(painter, lane)
        self.look.in_haste = False
        self._paint_rest(painter)
        painter.restore()

    def _paint_straight(self, painter: QPainter, lanes: Sequence[DrawnLane]) -> None:
        scale, scale_left = self.ticks()
        width = float(self.width)
        self._painter.paint(painter, lanes, scale, scale_left, 0.0, width, self.shift)

    def _paint_alone(self, painter: QPainter, lane: int) -> None:
        """Paints one lane over what stands there."""
        left = self.window.left
        drawn = self._lane_between(lane, left, left + self.width)
        painter.save()
        area = QRectF(0.0, drawn.top, self.width, drawn.height)
        painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
        self._paint_straight(painter, [drawn])
        painter.restore()

    def _paint_rest(self, painter: QPainter) -> None:
        below = self.height + self.scroll - self.content_height
        if below > 0:
            area = QRectF(0, self.content_height, self.width, below)
            painter.fillRect(area, self.look.surface)

    def _fit_tiles(self) -> bool:
        """Has the tiles follow; False where there is nothing to keep in any."""
        if not self.book.lanes or self.content_height > _HIGHEST_TILE_PX:
            return False
        self._tiles.fit(
            self.window.scale,
            max(1, round(self.content_height)),
            len(self.book.lanes),
            self.look.pixel_ratio,
            self.width,
        )
        return True

    def zoom(self, factor: float, around_x: float) -> None:
        """Makes everything `factor` times as wide round `around_x`."""
        self._packed.zoomed(factor, around_x)
        self.window.zoom(factor, around_x)

    def work_ahead(self, *, rested: bool) -> bool:
        """Makes a little of what the next frames will want; False where nothing is wanting.

        `rested`: nothing has moved for a while. Before that it goes on as the last gesture did:
        what panning will uncover, or what the next notch of a zoom will show.
        """
        if rested:
            self._rested_scale = self.window.scale
            if self._learn_kinds():
                return True
        zooming = self._rested_scale != self.window.scale
        if not zooming:
            if self._make_next_strip():
                return True
            # What was painted straight leaves the kinds out of its signs; the tiles have them.
            self._is_stale |= self._said_in_haste
            self._said_in_haste = False
            if self._look_ahead():
                return True
        if not (rested or zooming):
            return False
        return self._coming.work(self.window, self.width, anywhere=rested)

    def _learn_kinds(self) -> bool:
        """Reads what the signs of a long lane are to say; False where all is known."""
        for number, lane in enumerate(self.book.lanes):
            if not lane.columns.knows_kinds and not lane.folded:
                lane.columns.learn_kinds()
                self._tiles.forget({number})
                self._is_stale = True
                return True
        return False

    def take_stale(self) -> bool:
        """Whether what is on screen says less than is known by now; asked once."""
        was, self._is_stale = self._is_stale, False
        return was

    def _make_pictures(self, number: int, layout: LaneLayout) -> bool:
        lane = self.book.lanes[number]
        if lane.folded:
            return False
        return self._painter.make_pictures(number, lane.columns, self.colour(number), layout)

    def _prepare_tiles(self, scale: float, tiles: range, lane: int) -> None:
        if self._fit_tiles() and self._tiles.can_prepare:
            self._tiles.prepare(scale, tiles, lane)

    def _make_next_strip(self) -> bool:
        """Paints a piece the window (or the next pan) wants; False where none is missing."""
        first = self.window.left // TILE_PX
        last = (self.window.left + self.width - 1) // TILE_PX
        wanted = (*range(first, last + 1), last + 1, first - 1)
        return self._fit_tiles() and self._tiles.make_next(wanted)

    def paint_strip(
        self, painter: QPainter, scale: float, tile: int, count: int, lane: int
    ) -> None:
        """Paints one lane of some tiles at any scale; its clip is the lane."""
        self.look.begin_frame()
        if scale != self.window.scale:
            # Hardly one of its labels would be drawn a second time.
            self.look.pictures_allowed = 0
        window, left, width = self.window.at_scale(scale), tile * TILE_PX, count * TILE_PX
        reach = self.look.shape * _REACH_IN_SHAPES
        drawn = self._lane_between(lane, left - reach, left + width + reach, window)
        ticks = self.scales.of_piece(window, left, width)
        painter.setClipRect(QRectF(0.0, drawn.top, width, drawn.height))
        self._painter.paint(painter, [drawn], ticks, 0.0, 0.0, float(width), float(-left))

    def lane_at(self, y: float) -> int | None:
        """Number of the lane at `y` of the area, None below the last."""
        y += self.scroll
        if y < 0 or y >= self.content_height or not self.book.lanes:
            return None
        return min(bisect_right(self.tops, y) - 1, len(self.book.lanes) - 1)

    def hit(self, x: float, y: float) -> Hit:
        number = self.lane_at(y)
        if number is None:
            return Hit(None)
        return hit_in(self.drawn()[number], x, y + self.scroll, self.shift, self.look)

    def where(self, spot: Spot) -> Placed | Cluster:
        return self.packer(spot.lane).where(spot.index)

    def reveal(self, spot: Spot) -> None:
        """Pans and scrolls as little as needed to bring an entry and its title into sight."""
        x = self.window.x_of(self.book.start_of(spot))
        margin = min(80.0, self.width / 6.0)
        title = self.book.lanes[spot.lane].columns.titles[spot.index][:LABEL_LIMIT_CHARS]
        most = min(self._metrics.longest_label, self.width * 0.6)
        wanted = min(self.look.strong.width(title) + 2 * self.look.shape, most)
        if x < margin / 3:
            self.window.pan(round(x - margin))
        elif x > self.width - margin * 1.8:
            self.window.pan(round(x - min(self.width * 0.67, self.width - wanted)))
        elif x + wanted > self.width:
            self.window.pan(round(x + wanted - self.width))
        self.reveal_lane(spot.lane)

    def reveal_lane(self, number: int) -> None:
        """Scrolls as little as needed to bring a lane into sight."""
        top = self.tops[number] - self.scroll
        bottom = top + self.heights[number]
        if top < 0:
            self.scroll += round(top)
        elif bottom > self.height:
            self.scroll = min(self.scroll + round(bottom - self.height), self.most_scroll)

    def span_of(self, spots: Sequence[Spot]) -> Span:
        """The span in which these fill most of the picture."""
        return span_of_spots(self.book, spots, self.width, self._metrics)

    def cluster_at(self, spot: Spot) -> tuple[int, Cluster] | None:
        """The cluster an entry is folded in, and its lane."""
        place = self.where(spot)
        return (spot.lane, place) if isinstance(place, Cluster) else None

    def parts_by_zoom(self, lane: int, cluster: Cluster) -> bool:
        """Whether the first and the last of a cluster would ever stand apart."""
        starts = self.book.lanes[lane].columns.starts
        length_s = starts[cluster.ranges[-1][1] - 1] - starts[cluster.ranges[0][0]]
        return length_s * MOST_SCALE > self._metrics.shape

    def sign_area(self, lane: int, cluster: Cluster) -> QRectF:
        """Where the sign of a cluster stands, in the lanes' area."""
        rows, height = self.drawn()[lane].rows, self.look.row_height
        middle = rows[min(cluster.row, len(rows) - 1)] - self.scroll
        return QRectF(cluster.x + self.shift, middle - height / 2.0, cluster.width, height)

    def span_of_cluster(self, lane: int, cluster: Cluster) -> Span:
        first, last = cluster.ranges[0][0], cluster.ranges[-1][1] - 1
        return self.span_of([Spot(lane, first), Spot(lane, last)])

    def title_area(self, spot: Spot) -> QRectF:
        """Where the title of an entry may be written, over its label."""
        place = self.where(spot)
        rows = self.drawn()[spot.lane].rows
        middle = rows[min(place.row, len(rows) - 1)] - self.scroll
        left = (place.label_x if isinstance(place, Placed) else place.x) + self.shift
        room = max(self.width - left - 8.0, 160.0)
        height = self.look.row_height
        return QRectF(left - 6.0, middle - height / 2.0, min(room, 420.0), height)
