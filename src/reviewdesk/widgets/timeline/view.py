"""The timeline: one painted widget over a picture of lanes."""

from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta

from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewdesk.domain.entries import Entry
from reviewdesk.domain.ids import DepartmentId, EntryId
from reviewdesk.domain.layout import Cluster, Span, seconds
from reviewdesk.domain.review import Change, Review
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import Theme
from reviewdesk.qt.view_state import ViewState
from reviewdesk.qt.zones import clock_text, zone_of
from reviewdesk.services import entry_edits
from reviewdesk.services.desk import Edited
from reviewdesk.widgets.timeline.entry_menu import entry_menu
from reviewdesk.widgets.timeline.frame import FramePainter, FrameState
from reviewdesk.widgets.timeline.lane_book import LaneBook, Spot
from reviewdesk.widgets.timeline.look import Look
from reviewdesk.widgets.timeline.mouse import TimelineMouse
from reviewdesk.widgets.timeline.picture import TimelinePicture
from reviewdesk.widgets.timeline.reading import (
    OverLanes,
    cluster_words,
    describe,
    flag_words,
    markers_words,
    moment_at,
    outside_words,
    selection_words,
    spots_to_show,
)
from reviewdesk.widgets.timeline.retitle import RetitleLine
from reviewdesk.widgets.timeline.spans import empty_span
from reviewdesk.widgets.timeline.timeline_keys import TimelineKeys
from reviewdesk.widgets.tips import PlaceTips

_TILE_REST_MS = 90


class TimelineView(QWidget):
    """Lanes of the open review, and everything a mouse and keys can do with their entries.

    Signals: `lane_picked(DepartmentId | None)` when a lane was chosen as the one in hand;
    `window_changed()` when another stretch of time is shown.
    """

    lane_picked = Signal(object)
    window_changed = Signal()

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
        self._look = Look.of(theme, self.devicePixelRatioF())
        self._picture = TimelinePicture(LaneBook(), self._look)
        self._keys = TimelineKeys(self, bridge, view)
        self._mouse = TimelineMouse(self, view)
        PlaceTips(self, self._mouse.words_at)
        self._frame = FramePainter()
        self._without: frozenset[DepartmentId] = frozenset()
        self._over = OverLanes(bridge, view, self._picture.book)
        self._in_hand: DepartmentId | None = None
        self._cluster: tuple[int, Cluster] | None = None
        self._fresh = True
        self._rest = QTimer(self)
        self._rest.setInterval(_TILE_REST_MS)
        self._retitle = RetitleLine(self)
        self._connect_signals()
        if bridge.is_open:
            self._on_opened(bridge.review)

    def _connect_signals(self) -> None:
        self._bridge.opened.connect(self._on_opened)
        self._bridge.edited.connect(self._on_edited)
        self._view.selection_changed.connect(self._on_selection_changed)
        self._view.as_of_changed.connect(self.repaint_soon)
        self._view.veil_changed.connect(self.repaint_soon)
        self._view.clock_changed.connect(self._on_clock_changed)
        self._theme.changed.connect(self._on_theme_changed)
        self._rest.timeout.connect(self._on_rest)
        self._retitle.retitled.connect(self._on_retitled)
        self._bridge.closing.connect(self._retitle.keep)

    # What others ask of it.

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
        nobody = self.tr("No department")
        names = [lane.name or nobody for lane in self._picture.book.lanes]
        widest = max((self._look.strong.width(name) for name in names), default=0.0)
        least, most = self._theme.px(112), self._theme.px(200)
        return round(min(max(widest + self._theme.px(30), least), most))

    def sizeHint(self) -> QSize:
        return QSize(900, 480)

    def minimumSizeHint(self) -> QSize:
        return QSize(360, 160)

    def show_departments(self, without: Collection[DepartmentId]) -> None:
        """Leaves lanes out of this picture."""
        self._without = frozenset(without)
        if self._bridge.is_open:
            self._picture.book.read(self._bridge.review, self._without)
            self._everything_changed()

    @property
    def departments_left_out(self) -> frozenset[DepartmentId]:
        return self._without

    def fit(self) -> None:
        """Shows the story; where that is what it shows, all there is, far background too."""
        self._show_span(self._picture.next_fit())

    def fit_selection(self) -> None:
        spots = self.selected_spots()
        if spots:
            self._show_span(self._picture.span_of(spots))

    def zoom(self, factor: float, around_x: float | None = None) -> None:
        """Zooms around `around_x` of the lanes' area, else the current entry, else the middle."""
        if around_x is None:
            around_x = self._picture.width / 2.0
            current = self._picture.book.find(self._view.current)
            if current is not None:
                x = self._picture.window.x_of(self._picture.book.start_of(current))
                if 0 <= x <= self._picture.width:
                    around_x = x
        self._picture.window.zoom(factor, around_x)
        self.window_moved()

    def pan(self, by_px: int) -> None:
        self._picture.window.pan(by_px)
        self.window_moved()

    def reveal(self, spot: Spot) -> None:
        """Pans and scrolls as little as needed to bring an entry into sight."""
        self._picture.reveal(spot)
        self.window_moved()

    def step_replay(self, *, back: bool = False) -> None:
        """Moves the as-of cursor to the next moment at which something happened."""
        at_s = self._picture.book.replay_step(self._cursor_s(), back=back)
        if at_s is not None:
            self.set_cursor_at(at_s)
            x = self._picture.window.x_of(at_s)
            if not 0 <= x <= self._picture.width:
                self.pan(round(x - self._picture.width * 0.5))

    def set_cursor_somewhere(self) -> None:
        """Puts the as-of cursor at the current entry, else in the middle of what is shown."""
        spot = self._picture.book.find(self._view.current)
        if spot is not None:
            self.set_cursor_at(self._picture.book.lanes[spot.lane].columns.known[spot.index])
        else:
            self.set_cursor_at(round(self._picture.window.at(self._picture.width / 2) / 60) * 60.0)

    def retitle_current(self) -> None:
        """Opens the current entry's title for writing, where it stands."""
        spot = self._picture.book.find(self._view.current)
        if spot is not None:
            self.reveal(spot)
            entry = self._bridge.review.entries[self._picture.book.id_at(spot)]
            area = self._picture.title_area(spot)
            area.translate(self.head_width, self._look.header_height)
            self._retitle.open(entry.id, entry.title, area.toRect(), self._look.label.font)

    # What gestures and keys ask of it.

    def selected_spots(self) -> Sequence[Spot]:
        return self._over.spots

    def told(self, at_s: float) -> str:
        return clock_text(moment_at(at_s), self._picture.zone)

    def select_spots(self, spots: Sequence[Spot], *, adding: bool) -> None:
        ids = [self._picture.book.id_at(spot) for spot in spots]
        if adding:
            held = set(ids)
            ids = [one for one in self._view.selection if one not in held] + ids
        self._view.select(*ids)

    def set_cursor_at(self, at_s: float) -> None:
        self._view.set_as_of(moment_at(at_s))

    def move_selected(self, by_s: float, lane: int | None) -> None:
        ids = self._view.selection
        by = timedelta(seconds=round(by_s, 6))
        desk = self._bridge.desk
        if lane is None:
            entry_edits.move_entries(desk, ids, by)
            return
        department_id = self._picture.book.lanes[lane].id
        if by:
            entry_edits.move_entries_to(desk, ids, by, department_id)
        else:
            entry_edits.move_to_department(desk, ids, department_id)

    def stretch_entry(self, spot: Spot, end_s: float) -> None:
        entry_edits.stretch(self._bridge.desk, self._picture.book.id_at(spot), moment_at(end_s))

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
        """Zooms to the cluster in hand or that the current entry is in; False where none is."""
        spot = self._picture.book.find(self._view.current)
        held = self._cluster or (self._picture.cluster_at(spot) if spot else None)
        if held is None:
            return False
        self._cluster = None
        self._show_span(self._picture.span_of_cluster(*held))
        return True

    # Following the desk and the view.

    def _on_opened(self, review: Review) -> None:
        self._without = frozenset()
        self._in_hand = None
        self._mouse.give_up()
        self._picture.book.read(review)
        self._picture.begin_at_first()
        self._picture.set_zone(zone_of(self._view.clock, review.head.zone))
        self._everything_changed()
        self._fresh = True
        self._show_story()
        self._say_selection()

    def _show_story(self) -> None:
        if not self._fresh or self._picture.width < 50:
            return
        if len(self._picture.book):
            self._show_span(self._picture.story_span())
        else:
            day = self._bridge.review.head.day if self._bridge.is_open else None
            self._show_span(empty_span(day, self._picture.zone))
        # Until it is seen, its size is not the one it will have.
        self._fresh = not self.isVisible()

    def _on_edited(self, edited: Edited) -> None:
        was_empty = not len(self._picture.book)
        touched = self._picture.book.follow(edited.changes)
        tables = {change.table for change in edited.changes}
        self._over.forget()
        self._cluster = None
        if touched is None:
            self._everything_changed()
        elif touched and not self._picture.set_heights():
            self._picture.forget(touched)
        if "review" in tables:
            self._on_clock_changed()
        if was_empty and len(self._picture.book):
            self._fresh = True
            self._picture.begin_at_first()
            self._show_story()
        self._show_edited(edited.changes)
        self._say_selection()
        self.repaint_soon()

    def _show_edited(self, changes: Iterable[Change]) -> None:
        """Brings what an edit moved into sight; where nothing is left to see, the story."""
        picture = self._picture
        spots = spots_to_show(picture.book, changes)
        if spots and not self._mouse.busy and not any(map(picture.in_sight, spots)):
            self.reveal(spots[-1])
        elif len(picture.book) and picture.width > 50 and picture.last_in_sight() is None:
            self._show_span(picture.story_span())

    def _everything_changed(self) -> None:
        self._over.forget()
        self._cluster = None
        self._place_picture()
        self.repaint_soon()

    def _on_selection_changed(self, selection: Sequence[EntryId]) -> None:
        self._over.forget_selection()
        self._cluster = None
        if selection and self._bridge.is_open:
            entry = self._bridge.review.find(Entry, selection[-1])
            if entry is not None and entry.department_id is not None:
                self.pick_lane(entry.department_id)
            spot = self._picture.book.find(selection[-1])
            if spot is not None and not self._mouse.busy:
                self.reveal(spot)
        self._say_selection()
        self.repaint_soon()

    def _say_selection(self) -> None:
        if not self._bridge.is_open:
            return
        review, selection = self._bridge.review, self._view.selection
        entry = review.find(Entry, selection[-1] if selection else "")
        when = ""
        if entry is not None:
            anchor = entry.anchor
            when = clock_text(anchor, self._picture.zone) if anchor else self.tr("no time")
        words = selection_words(review, selection, when, len(self._picture.book))
        describe(self, words if entry else words + markers_words(self._over.flags, self.told))

    def _on_clock_changed(self) -> None:
        if self._bridge.is_open:
            self._picture.set_zone(zone_of(self._view.clock, self._bridge.review.head.zone))
            self._say_selection()
            self.repaint_soon()

    def _on_theme_changed(self) -> None:
        self._look = Look.of(self._theme, self.devicePixelRatioF())
        self._picture.set_look(self._look)
        self._everything_changed()

    def _on_retitled(self, entry_id: EntryId, title: str) -> None:
        entry_edits.retitle(self._bridge.desk, entry_id, title)

    def _on_rest(self) -> None:
        if self._picture.make_next_strip():
            self._rest.setInterval(0)
        else:
            self._rest.stop()

    def _show_span(self, span: Span) -> None:
        self._picture.window.show(span, self._picture.width)
        self.window_moved()

    def window_moved(self) -> None:
        if self._retitle.isVisible():
            self._retitle.keep()
        self.window_changed.emit()
        self.repaint_soon()

    def repaint_soon(self) -> None:
        self._rest.start(_TILE_REST_MS)
        self.update()

    def _place_picture(self) -> None:
        header = self._look.header_height
        self._picture.resize(self.width() - self.head_width, self.height() - header)

    def resizeEvent(self, event: QResizeEvent) -> None:
        had_size = self._picture.width > 50
        span = self._picture.window.span(self._picture.width)
        self._place_picture()
        if self._bridge.is_open:
            if had_size and not self._fresh:
                self._picture.window.show(span, self._picture.width)
            self._show_story()
        super().resizeEvent(event)
        self.repaint_soon()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._bridge.is_open:
            self._show_story()

    # Painting.

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._look.pixel_ratio != self.devicePixelRatioF():
            self._look = Look.of(self._theme, self.devicePixelRatioF())
            self._picture.set_look(self._look)
        painter = QPainter(self)
        self._frame.paint(painter, self.size(), self._picture, self._frame_state())

    def _frame_state(self) -> FrameState:
        as_of = self._view.as_of
        return FrameState(
            head_width=self.head_width,
            spots=self._over.spots,
            cursor_s=self._cursor_s(),
            cursor_text="" if as_of is None else clock_text(as_of, self._picture.zone),
            known_then=self._over.known_then(),
            flags=self._over.flags,
            outside=outside_words(self._picture),
            lag_marks=() if self._mouse.moving else self._over.lag_marks,
            lane_in_hand=self._in_hand,
            cluster_in_hand=self._cluster,
            focused=self.hasFocus(),
            nobody=self.tr("No department"),
            empty_title=self.tr("No events yet"),
            empty_hint=self.tr(
                "Type the first event in the line below, for example: 10:35 calls pile up"
            ),
            preview=self._mouse.paint,
        )

    def flag_words(self, x: float) -> str:
        """What the marker at `x` of the header is, and when."""
        return flag_words(self._over.flags, x, self._picture.window.x_of, self.told)

    def cursor_x(self) -> float | None:
        """Where the as-of cursor stands in the lanes' area."""
        cursor_s = self._cursor_s()
        return None if cursor_s is None else self._picture.window.x_of(cursor_s)

    def _cursor_s(self) -> float | None:
        as_of = self._view.as_of
        return None if as_of is None else seconds(as_of)

    # Mouse and keys.

    def area_point(self, at: QPointF) -> QPointF:
        """A point of the widget as one of the lanes' area."""
        return at - QPointF(self.head_width, self._look.header_height)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._bridge.is_open:
            self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._mouse.busy:
            self._mouse.move(event)
            return
        shape = self._mouse.pointer_at(self.area_point(event.position()))
        if self.cursor().shape() is not shape:
            self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._bridge.is_open:
            self._mouse.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._mouse.wheel(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By the right button of what lies under it, by the menu key of what is selected."""
        if not self._bridge.is_open:
            return
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            self._mouse.choose_at(self.area_point(QPointF(event.pos())))
        if self._view.selection:
            menu = entry_menu(self, self._keys, self._bridge, self._view.selection)
            menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._mouse.give_up():
            return
        if not self._bridge.is_open or not self._keys.press(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
