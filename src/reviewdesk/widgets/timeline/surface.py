"""The timeline's widget as it is seen: its picture, where its window stands, and its frames."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewdesk.domain.entries import Entry, EntryKind
from reviewdesk.domain.ids import DepartmentId
from reviewdesk.domain.layout import Cluster, Gap, Span, seconds
from reviewdesk.qt.clock_texts import ClockTexts
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import Theme
from reviewdesk.qt.view_state import ViewState
from reviewdesk.widgets.timeline.cluster_list import ClusterList
from reviewdesk.widgets.timeline.frame import FramePainter, FrameState
from reviewdesk.widgets.timeline.gap_marks import gaps_in_sight, length_text
from reviewdesk.widgets.timeline.header_marks import span_words
from reviewdesk.widgets.timeline.hit_marks import nearest_hit
from reviewdesk.widgets.timeline.lane_book import Lane, LaneBook
from reviewdesk.widgets.timeline.lane_spots import Spot
from reviewdesk.widgets.timeline.look import Look
from reviewdesk.widgets.timeline.opening import open_cluster
from reviewdesk.widgets.timeline.overlay import Flag, cursor_cross, cursor_pill, outside_areas
from reviewdesk.widgets.timeline.picture import TimelinePicture
from reviewdesk.widgets.timeline.reading import (
    OverLanes,
    cluster_words,
    describe,
    entry_words,
    flag_words,
    moment_at,
    outside_words,
)
from reviewdesk.widgets.timeline.retitle import RetitleLine

_REST_MS = 90


class TimelineSurface(QWidget):
    """What is shown and how it moves. `TimelineView` has it follow a desk, mouse and keys.

    Signals: `lane_picked(DepartmentId | None)` when a lane was chosen as the one in hand;
    `window_changed()` when another stretch of time is shown; `lanes_changed()` when lanes were
    read anew.
    """

    lane_picked = Signal(object)
    window_changed = Signal()
    lanes_changed = Signal()

    def __init__(
        self, bridge: DeskBridge, view: ViewState, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Timeline"))
        self._bridge, self._view, self._theme = bridge, view, theme
        self._texts = ClockTexts(bridge, view)
        self._look = Look.of(theme, self.devicePixelRatioF())
        self._picture = TimelinePicture(LaneBook(bridge.sieve), self._look)
        self._frame = FramePainter()
        self._over = OverLanes(bridge, view, self._picture.book)
        self._nobody = self.tr("No department")
        self._empty_title = self.tr("No events yet")
        self._empty_hint = self.tr(
            "Type the first event in the line below, for example: 10:35 calls pile up\n"
            "Paste a timeline from elsewhere: Ctrl+V    Read in a file: Ctrl+Shift+O, or drop it"
        )
        self._none_shown = self.tr("No event is shown")
        self._none_shown_hint = self.tr(
            "The filter and the lanes you chose leave none of them.\n"
            "Change what is asked for, or clear the filter"
        )
        self._head: tuple[Look, Sequence[Lane], int] | None = None
        self._in_hand: DepartmentId | None = None
        self._cluster: tuple[int, Cluster] | None = None
        self._gaps: Sequence[Gap] = ()
        self._gap_in_hand: Gap | None = None
        self._rest = QTimer(self)
        self._rested = self._painted = False
        self._retitle = RetitleLine(self)

    @property
    def picture(self) -> TimelinePicture:
        """The lanes as they are shown."""
        return self._picture

    @property
    def lane_in_hand(self) -> DepartmentId | None:
        """The lane a bare line goes to: the one picked last, by its head or by an entry in it."""
        return self._in_hand

    @property
    def head_width(self) -> int:
        kept, look, lanes = self._head, self._look, self._picture.book.lanes
        if kept is not None and kept[0] is look and kept[1] is lanes:
            return kept[2]
        px = self._theme.px
        widest = max((look.strong.width(lane.name or self._nobody) for lane in lanes), default=0.0)
        width = round(min(max(widest + px(30), px(112)), px(200)))
        self._head = (look, lanes, width)
        return width

    def sizeHint(self) -> QSize:
        return QSize(900, 480)

    def minimumSizeHint(self) -> QSize:
        return QSize(360, 160)

    def fit(self) -> None:
        """Shows the story; where that is what it shows, all there is, far background too."""
        self._fit_to(self._picture.next_fit())

    def show_span(self, span: Span) -> None:
        """Shows this stretch of time."""
        self._show_span(span)

    def show_gaps(self, gaps: Sequence[Gap], in_hand: Gap | None) -> None:
        """Marks stretches without events, in order of time."""
        self._gaps, self._gap_in_hand = gaps, in_hand
        self.update()

    @property
    def flags(self) -> Sequence[Flag]:
        """The markers as the header shows them."""
        return self._over.flags

    def fit_selection(self) -> None:
        spots = self.selected_spots()
        if spots:
            self._fit_to(self._picture.span_of(spots))

    def _fit_to(self, span: Span, shown: Span | None = None) -> None:
        """Shows `span`, or `shown`, with the lanes as high as what is in `span` wants."""
        if self._picture.width > 1 and self._picture.fit_heights(span):
            self._over.forget()
            self._cluster = None
        self._show_span(shown or span)

    def zoom(self, factor: float, around_x: float | None = None) -> None:
        """Zooms around `around_x` of the lanes' area, else the current entry, else the middle."""
        if around_x is None:
            around_x = self._picture.width / 2.0
            current = self._picture.book.find(self._view.current)
            if current is not None:
                x = self._picture.window.x_of(self._picture.book.start_of(current))
                if 0 <= x <= self._picture.width:
                    around_x = x
        self._picture.zoom(factor, around_x)
        self.window_moved()

    def pan(self, by_px: int) -> None:
        self._picture.window.pan(by_px)
        self.window_moved()

    def reveal(self, spot: Spot) -> None:
        """Pans and scrolls as little as needed to bring an entry into sight."""
        self._picture.reveal(spot)
        self.window_moved()

    def show_a_hit(self) -> None:
        """Where none of what was found is in sight, goes to the nearest."""
        hits, picture = self._over.hits, self._picture
        spot = nearest_hit(picture.book, hits, picture.window.at(picture.width / 2.0))
        if spot is not None and not picture.in_sight(spot):
            self.reveal(spot)

    def keep_in_sight(self, moment: datetime) -> None:
        """Pans so that `moment` is seen, with room for what comes after it."""
        x = self._picture.window.x_of(seconds(moment))
        if not 0 <= x <= self._picture.width * 0.92:
            self.pan(round(x - self._picture.width * 0.5))

    def lower_veil(self) -> None:
        """Lets the veil down at the decision in hand, else at the as-of cursor.

        Where there is no cursor yet, it is set at the current entry, or in the middle of what is
        shown: a veil without one would cover nothing.
        """
        current = self._bridge.review.find(Entry, self._view.current)
        at_decision = current is not None and current.kind is EntryKind.DECISION
        if at_decision or self._view.as_of is None:
            self._set_cursor_at_hand()
        self._view.set_veil(True)

    def _set_cursor_at_hand(self) -> None:
        spot = self._picture.book.find(self._view.current)
        if spot is not None:
            self.set_cursor_at(self._picture.book.lanes[spot.lane].columns.own_moment(spot.index))
        else:
            self.set_cursor_at(round(self._picture.window.at(self._picture.width / 2) / 60) * 60.0)

    def set_cursor_at(self, at_s: float) -> None:
        self._view.set_as_of(moment_at(at_s))

    def selected_spots(self) -> Sequence[Spot]:
        return self._over.spots

    def outside_areas(self) -> tuple[QRectF, QRectF]:
        """Where the header says how much lies outside of it."""
        picture, flags = self._picture, self._over.flags
        return outside_areas(picture, outside_words(picture), flags, self._cursor_sign())

    def told(self, at_s: float) -> str:
        return self._texts.moment(moment_at(at_s))

    def pick_lane(self, department_id: DepartmentId | None) -> None:
        if department_id != self._in_hand:
            self._in_hand = department_id
            self.lane_picked.emit(department_id)
            self.update()

    def pick_cluster(self, held: tuple[int, Cluster] | None) -> None:
        """Takes a cluster of a lane in hand, for Enter to open."""
        self._cluster = held
        if held is not None:
            describe(self, cluster_words(self._picture.book, *held, self.told))

    def scroll_by(self, by_px: int) -> None:
        self._picture.scroll_by(by_px)
        self.window_moved()

    def open_cluster(self) -> bool:
        """Zooms to the cluster in hand or that the current entry is in; False where none is.

        It zooms on until that falls apart. What begins in the same moment no zoom can part: that
        is listed.
        """
        spot = self._picture.book.find(self._view.current)
        held = self._cluster or (self._picture.cluster_at(spot) if spot else None)
        if held is None:
            return False
        self._cluster = None
        together = open_cluster(self._picture, *held)
        self.window_moved()
        if together is not None:
            self._list_cluster(held[0], together, spot)
        return True

    def _list_cluster(self, lane: int, cluster: Cluster, current: Spot | None) -> None:
        indices = [index for first, last in cluster.ranges for index in range(first, last)]
        book = self._picture.book
        listed = ClusterList(
            self,
            indices,
            lambda index: entry_words(book, Spot(lane, index), self.told),
            current.index if current is not None and current.lane == lane else indices[0],
        )
        listed.taken.connect(lambda index: self._view.select(book.id_at(Spot(lane, index))))
        area = self._picture.sign_area(lane, cluster)
        area.translate(self.head_width, self._look.header_height)
        listed.open_at(area.toRect())

    def _show_span(self, span: Span) -> None:
        self._picture.window.show(span, self._picture.width)
        self.window_moved()

    def window_moved(self) -> None:
        if self._retitle.isVisible():
            self._retitle.keep()
        self.window_changed.emit()
        self.update()
        # A gesture goes on: what the next of its frames will want is made before it comes.
        self._rested = not self._painted
        if self._rested or not self._rest.isActive() or self._rest.interval():
            self._rest.start(_REST_MS if self._rested else 0)

    def repaint_soon(self) -> None:
        self._rested = True
        self._rest.start(_REST_MS)
        self.update()

    def work_ahead(self) -> bool:
        """Uses a little idle time for the frames to come; False where nothing is left to do."""
        more = self._picture.work_ahead(rested=self._rested)
        if self._picture.take_stale():
            self.update()
        return more

    def _on_rest(self) -> None:
        if self.work_ahead():
            self._rest.setInterval(0)
        elif self._rested:
            self._rest.stop()
        else:
            self._rested = True
            self._rest.setInterval(_REST_MS)

    def _place_picture(self) -> None:
        header = self._look.header_height
        self._picture.resize(self.width() - self.head_width, self.height() - header)

    def area_point(self, at: QPointF) -> QPointF:
        """A point of the widget as one of the lanes' area."""
        return at - QPointF(self.head_width, self._look.header_height)

    # Painting.

    def is_carrying(self) -> bool:
        """Whether entries are being dragged."""
        return False

    def paint_gesture(self, painter: QPainter) -> None:
        """Paints what a release of the mouse would do now."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._look.pixel_ratio != self.devicePixelRatioF():
            self._look = Look.of(self._theme, self.devicePixelRatioF())
            self._picture.set_look(self._look)
        with QPainter(self) as painter:
            self._frame.paint(painter, self.size(), self._picture, self._frame_state())
        self._painted = True

    def _frame_state(self) -> FrameState:
        as_of = self._view.as_of
        hides_all = not len(self._picture.book) and self._hides_all
        return FrameState(
            head_width=self.head_width,
            spots=self._over.spots,
            cursor_s=self._cursor_s(),
            cursor_text=self._texts.moment(as_of) if self._bridge.is_open else "",
            cursor_closable=not self._view.veil,
            known_then=self._over.known_then(),
            flags=self._over.flags,
            outside=outside_words(self._picture),
            distance=self._over.distance,
            gaps=self._gaps,
            gap_in_hand=self._gap_in_hand,
            lag_marks=() if self.is_carrying() else self._over.lag_marks,
            hits=self._over.hits,
            on_wall=self._over.on_wall,
            lit=self._over.lit,
            lane_in_hand=self._in_hand,
            cluster_in_hand=self._cluster,
            focused=self.hasFocus(),
            nobody=self._nobody,
            empty_title=self._none_shown if hides_all else self._empty_title,
            empty_hint=self._none_shown_hint if hides_all else self._empty_hint,
            preview=self.paint_gesture,
        )

    @property
    def _hides_all(self) -> bool:
        """Whether there are events, of which none is shown."""
        return self._bridge.is_open and bool(self._bridge.review.entries)

    def flag_words(self, x: float) -> str:
        """What the marker at `x` of the header is, and when; else between which markers it is."""
        flags, picture = self._over.flags, self._picture
        found = flag_words(flags, x, picture.window.x_of, self.told)
        found = found or span_words(picture, flags, x)
        for gap, left, right in gaps_in_sight(picture, self._gaps):
            if left <= x <= right:
                said = f"{self.told(gap.start_s)} – {self.told(gap.end_s)}, {length_text(gap)}"
                words = self.tr("Nothing is told: %1").replace("%1", said)
                found += f"\n{words}" if found else words
        return found

    def cursor_x(self) -> float | None:
        """Where the as-of cursor stands in the lanes' area."""
        cursor_s = self._cursor_s()
        return None if cursor_s is None else self._picture.window.x_of(cursor_s)

    def is_cross_at(self, x: float, y: float) -> bool:
        """Whether the cross that takes the as-of cursor away is there, x and y of the header.

        Under the veil there is none: the room would see how it ended.
        """
        cursor_x, as_of = self.cursor_x(), self._view.as_of
        if cursor_x is None or self._view.veil:
            return False
        return cursor_cross(
            self._look, cursor_x, self._texts.moment(as_of), self._picture.width
        ).contains(x, y)

    def _cursor_sign(self) -> QRectF | None:
        x, text = self.cursor_x(), self._texts.moment(self._view.as_of)
        closable, within = not self._view.veil, float(self._picture.width)
        if x is None:
            return None
        return cursor_pill(self._look, x, text, closable=closable, within=within)

    def _cursor_s(self) -> float | None:
        as_of = self._view.as_of
        return None if as_of is None else seconds(as_of)
