"""The timeline: one painted widget over a picture of lanes."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import timedelta

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from reviewdesk.domain.entries import Entry, Precision
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.layout import Span
from reviewdesk.domain.review import Change, Review
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import Theme
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services import entry_edits, entry_joining
from reviewdesk.services.desk import Edited
from reviewdesk.services.entry_edits import InLane
from reviewdesk.services.record_edits import OpenReview
from reviewdesk.services.sighting_edits import move_sighting
from reviewdesk.widgets.timeline.at_large import do_to
from reviewdesk.widgets.timeline.dropping import TimelineDrops
from reviewdesk.widgets.timeline.entry_menu import entry_menu, ground_menu
from reviewdesk.widgets.timeline.lag_lines import (
    LagEnd,
    LagMark,
    lag_end_at,
    lag_end_near,
    lag_ends,
)
from reviewdesk.widgets.timeline.lane_actions import LaneActions
from reviewdesk.widgets.timeline.lane_spots import Spot
from reviewdesk.widgets.timeline.look import Look
from reviewdesk.widgets.timeline.mouse import TimelineMouse
from reviewdesk.widgets.timeline.reading import (
    describe,
    markers_words,
    moment_at,
    selection_words,
    spots_to_show,
)
from reviewdesk.widgets.timeline.snapping import snapped
from reviewdesk.widgets.timeline.spans import empty_span, has_a_time
from reviewdesk.widgets.timeline.standpoint import Standpoint, came
from reviewdesk.widgets.timeline.surface import TimelineSurface
from reviewdesk.widgets.timeline.timeline_keys import TimelineKeys
from reviewdesk.widgets.tips import PlaceTips

_LOOKED_AT = 200
"""Of more selected events the last are asked whether they are in sight."""


class TimelineView(TimelineSurface):
    """Lanes of the open review, and everything a mouse and keys can do with their entries.

    Signals: `event_wanted(datetime)` when an event is to be written for the lane in hand.
    """

    event_wanted = Signal(object)

    def __init__(
        self, bridge: DeskBridge, view: ViewState, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, view, theme, parent)
        self._lanes = LaneActions(self, self, bridge, view)
        self._keys = TimelineKeys(self, self, bridge, view, self._lanes.handlers)
        self._mouse = TimelineMouse(self, view)
        self._drops = TimelineDrops(self, bridge, view)
        PlaceTips(self, self._mouse.words_at)
        self.setAcceptDrops(True)
        self._fresh = True
        self._selected: frozenset[EntryId] = frozenset()
        self._standpoint = Standpoint(bridge)
        self._left: Span | None = None
        self._connect_signals()
        if bridge.is_open:
            self._on_opened(bridge.review)

    def _connect_signals(self) -> None:
        self._bridge.opened.connect(self._on_opened)
        self._bridge.edited.connect(self._on_edited)
        self._bridge.sieve.changed.connect(self._on_sieve_changed)
        self._bridge.sieve.folded_changed.connect(self._on_folded_changed)
        self._view.selection_changed.connect(self._on_selection_changed)
        self._view.as_of_changed.connect(self.repaint_soon)
        self._view.hits_changed.connect(self._on_hits_changed)
        self._view.wall_changed.connect(self._on_wall_changed)
        self._view.lit_changed.connect(self.update)
        self._view.veil_changed.connect(self.repaint_soon)
        self._view.clock_changed.connect(self._on_clock_changed)
        self._theme.changed.connect(self._on_theme_changed)
        self._rest.timeout.connect(self._on_rest)
        self._retitle.retitled.connect(self._on_retitled)
        self._retitle.split_requested.connect(self._on_split_requested)
        self._bridge.closing.connect(self._retitle.keep)
        self._bridge.closing.connect(self._on_closing)

    # What others ask of it.

    def retitle_current(self) -> None:
        """Opens the current entry's title for writing, where it stands."""
        spot = self._picture.book.find(self._view.current)
        if spot is not None:
            self.reveal(spot)
            entry = self._bridge.review.entries[self._picture.book.id_at(spot)]
            area = self._picture.title_area(spot)
            area.translate(self.head_width, self._look.header_height)
            self._retitle.open(entry.id, entry.title, area.toRect(), self._look.label.font)

    @property
    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """What each operation of the timeline does, by its name."""
        return self._keys.handlers

    def do(self, name: str) -> None:
        """Does the operation of that name to the selected events."""
        self._keys.do(name)

    # What gestures and keys ask of it.

    def popup(self, menu: QMenu) -> None:
        """Opens a menu under the current event, else in the middle."""
        at = self.rect().center()
        spot = self._picture.book.find(self._view.current)
        if spot is not None:
            self.reveal(spot)
            area = self._picture.title_area(spot)
            area.translate(self.head_width, self._look.header_height)
            at = area.bottomLeft().toPoint()
        menu.popup(self.mapToGlobal(at))

    def place_lane(self, number: int, to_gap: int) -> None:
        self._lanes.place(number, to_gap)

    def turn_fold(self, number: int) -> None:
        self._lanes.turn_fold(number)

    def reveal_lane(self, number: int) -> None:
        self._picture.reveal_lane(number)
        self.window_moved()

    def popup_at_lane(self, menu: QMenu, number: int) -> None:
        """Opens the menu of a lane at its head."""
        self.reveal_lane(number)
        top = self._picture.tops[number] - self._picture.scroll + self._look.header_height
        menu.popup(self.mapToGlobal(QPoint(self._theme.px(24), round(top + self._look.row_height))))

    def select_spots(self, spots: Sequence[Spot], *, adding: bool) -> None:
        ids = [self._picture.book.id_at(spot) for spot in spots]
        if adding:
            held = set(ids)
            ids = [one for one in self._view.selection if one not in held] + ids
        self._view.select(*ids)

    def move_selected(self, by_s: float, lane: int | None) -> None:
        ids = self._view.selection
        by = timedelta(seconds=round(by_s, 6))
        department_id = None if lane is None else self._picture.book.lanes[lane].id

        def move(desk: OpenReview) -> None:
            if lane is None:
                entry_edits.move_entries(desk, ids, by)
            elif by:
                entry_edits.move_entries_to(desk, ids, by, department_id)
            else:
                entry_edits.move_to_department(desk, ids, department_id)

        do_to(self, self._bridge, len(ids), move)

    def stretch_entry(self, spot: Spot, end_s: float) -> None:
        entry_edits.stretch(self._bridge.desk, self._picture.book.id_at(spot), moment_at(end_s))

    def stretch_entry_start(self, spot: Spot, start_s: float) -> None:
        entry_id = self._picture.book.id_at(spot)
        entry_edits.stretch_start(self._bridge.desk, entry_id, moment_at(start_s))

    def lag_ends(self) -> Sequence[LagEnd]:
        """The ends of the current event's lag lines, in the lanes' area unscrolled."""
        marks = self._over.lag_marks
        return lag_ends(self._picture, marks) if marks else ()

    def lag_end_at(self, at: QPointF) -> LagEnd | None:
        scrolled = at + QPointF(0.0, self._picture.scroll)
        return lag_end_at(self.lag_ends(), scrolled)

    def lag_words(self, at: QPointF) -> str:
        end = lag_end_near(self.lag_ends(), at + QPointF(0.0, self._picture.scroll))
        if end is None or end.mark.at_s is None:
            return ""
        return f"{self.told(end.mark.at_s)} · {end.mark.told}"

    def move_lag(self, entry_id: EntryId, mark: LagMark, to_s: float) -> None:
        to, noticed = moment_at(to_s), mark.noticed
        move_sighting(self._bridge, entry_id, mark.department_id, to, noticed=noticed)

    def begin_event(self, lane: int, at_s: float) -> None:
        self.pick_lane(self._picture.book.lanes[lane].id)
        self.event_wanted.emit(moment_at(at_s))

    # Following the desk and the view.

    def _on_opened(self, review: Review) -> None:
        self._in_hand = None
        self._mouse.give_up()
        self._picture.book.read(review)
        self._picture.begin_at_first()
        self._picture.set_zone(self._texts.zone, self._texts.origin)
        self._everything_changed()
        self._left = self._standpoint.left()
        self._fresh = True
        self._show_story()
        self._say_selection()

    def go_back(self) -> None:
        """Stands where the review was left, wherever what is selected lies."""
        self._left = self._standpoint.left()
        self._fresh = True
        self._show_story()

    def show_turned(self, turned: Edited) -> None:
        """After a step was undone or redone: several events that came, or what was seen before."""
        before = self._standpoint.before(turned)
        if before is not None:
            shown, fitted = before
            self._fit_to(fitted or self._picture.story_span(), shown)
        elif came(turned):
            self.fit_selection()

    def _on_closing(self) -> None:
        if self._picture.width >= 50:
            shown = self._picture.window.span(self._picture.width)
            self._standpoint.keep(None if self._picture.shows_story() else shown)
        # What is left of a view is found by a search for garbage; the review is not to wait for it.
        self._picture.book.let_go()
        self._everything_changed()

    def _show_story(self) -> None:
        if not self._fresh or self._picture.width < 50:
            return
        day = self._bridge.review.head.day if self._bridge.is_open else None
        if self._left is not None:
            self._show_span(self._left)
        elif has_a_time(self._picture.book) or (len(self._picture.book) and day is None):
            self._show_span(self._picture.story_span())
        else:
            self._show_span(empty_span(day, self._picture.scales.zone))
        # Until it is seen, its size is not the one it will have.
        self._fresh = not self.isVisible()
        if not self._fresh:
            self._left = None

    def _on_edited(self, edited: Edited) -> None:
        was_empty = not len(self._picture.book)
        picture = self._picture
        self._standpoint.remember(edited, picture.window.span(picture.width), picture.fitted)
        touched = self._picture.book.follow_edit(edited)
        tables = edited.tables
        self._over.forget()
        self._cluster = None
        if touched is None:
            self._everything_changed()
        elif touched and not self._picture.set_heights():
            self._picture.forget(touched)
        if self._tells_times_anew(tables):
            self._on_clock_changed()
        if was_empty and len(self._picture.book):
            self._fresh = True
            self._picture.begin_at_first()
            self._show_story()
        self._show_edited(edited.changes)
        if Entry.table in tables:
            self._take_lane_of(self._view.current)
        self._say_selection()
        self.repaint_soon()

    def _tells_times_anew(self, tables: AbstractSet[str]) -> bool:
        """Whether the zone, or the moment times are counted from, may be another."""
        return "review" in tables or bool(self._view.origin and tables & {"entry", "marker"})

    def _show_edited(self, changes: Sequence[Change]) -> None:
        """Brings what an edit moved into sight; where nothing is left to see, the story."""
        picture = self._picture
        spots = spots_to_show(picture.book, changes)
        if spots and not self._mouse.busy and not any(map(picture.in_sight, spots)):
            self.reveal(spots[-1])
        elif len(picture.book) and picture.width > 50 and picture.last_in_sight() is None:
            self._show_span(picture.story_span())

    def _on_sieve_changed(self) -> None:
        """Other events are shown; what is not in sight is not in hand either."""
        if not self._bridge.is_open:
            return
        self._picture.book.read(self._bridge.review)
        self._view.select(*self._bridge.sieve.shown_of(self._view.selection))
        self._everything_changed()
        self._say_selection()

    def _on_wall_changed(self) -> None:
        self._over.forget_wall()
        self.update()

    def _on_hits_changed(self) -> None:
        self._over.forget_hits()
        self.update()

    def _on_folded_changed(self) -> None:
        self._picture.book.fold_anew()
        self._everything_changed()

    def _everything_changed(self) -> None:
        self.lanes_changed.emit()
        self._over.forget()
        self._cluster = None
        if self._picture.width or self.isVisible():
            # Before that its size is not its own, and it is placed when it gets one.
            self._place_picture()
        self.repaint_soon()

    def _on_selection_changed(self, selection: Sequence[EntryId]) -> None:
        self._bridge.sieve.bring(selection)
        self._over.forget_selection()
        self._cluster = None
        if selection and self._bridge.is_open:
            self._take_lane_of(selection[-1])
            spot = self._picture.book.find(selection[-1])
            if spot is not None and not self._mouse.busy and not self._sees_some_of(selection):
                self.reveal(spot)
        self._selected = frozenset(selection)
        self._say_selection()
        self.repaint_soon()

    def _sees_some_of(self, selection: Sequence[EntryId]) -> bool:
        """Whether several were selected in one go, as by an undo, and some of them are in sight."""
        if len(selection) < 2 or len(self._selected.symmetric_difference(selection)) == 1:
            return False
        found = map(self._picture.book.find, selection[-_LOOKED_AT:])
        return any(spot is not None and self._picture.in_sight(spot) for spot in found)

    def _take_lane_of(self, entry_id: EntryId | None) -> None:
        """Has the lane in hand be that of the event in hand, wherever it went."""
        entry = self._bridge.review.find(Entry, entry_id or "")
        if entry is not None and entry.department_id is not None:
            self.pick_lane(entry.department_id)

    def _say_selection(self) -> None:
        if not self._bridge.is_open:
            return
        review, selection = self._bridge.review, self._view.selection
        entry = review.find(Entry, selection[-1] if selection else "")
        when = ""
        if entry is not None:
            known = entry.precision is not Precision.UNKNOWN and entry.anchor is not None
            when = self._texts.entry_time(entry) if known else self.tr("no time")
        words = selection_words(review, selection, when, len(self._picture.book))
        if self._over.distance is not None:
            words += f", {self._over.distance.words}"
        describe(self, words if entry else words + markers_words(self._over.flags, self.told))

    def _on_clock_changed(self) -> None:
        if self._bridge.is_open:
            self._picture.set_zone(self._texts.zone, self._texts.origin)
            self._say_selection()
            self.repaint_soon()

    def _on_theme_changed(self) -> None:
        self._look = Look.of(self._theme, self.devicePixelRatioF())
        self._picture.set_look(self._look)
        self._everything_changed()

    def _on_retitled(self, entry_id: EntryId, title: str) -> None:
        entry_edits.retitle(self._bridge.desk, entry_id, title)

    def _on_split_requested(self, entry_id: EntryId, first: str, second: str) -> None:
        later = entry_joining.split_entry(self._bridge.desk, entry_id, titles=(first, second))
        self._view.select(later)

    def resizeEvent(self, event: QResizeEvent) -> None:
        had_size = self._picture.width > 50
        span = self._picture.window.span(self._picture.width)
        fitted = had_size and self._bridge.is_open and self._picture.shows_story()
        self._place_picture()
        if self._bridge.is_open:
            if had_size and not self._fresh:
                span = self._picture.story_span() if fitted else span
                self._picture.window.show(span, self._picture.width)
            self._show_story()
        super().resizeEvent(event)
        self.repaint_soon()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._bridge.is_open:
            self._show_story()

    # Mouse and keys.

    def is_carrying(self) -> bool:
        return self._mouse.moving

    def paint_gesture(self, painter: QPainter) -> None:
        self._mouse.paint(painter)
        self._drops.paint(painter)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._drops.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._drops.move(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._drops.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drops.drop(event)

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
        if event.reason() is not QContextMenuEvent.Reason.Mouse:
            if self._view.selection:
                self.popup(entry_menu(self, self._keys, self._bridge, self._view.selection))
            else:
                self._keys.do("lane_menu")
            return
        point = self.area_point(QPointF(event.pos()))
        at = moment_at(snapped(self._picture, self._picture.window.at(point.x())))
        number = self._picture.lane_at(point.y())
        if self._mouse.choose_at(point):
            menu = entry_menu(self, self._keys, self._bridge, self._view.selection, at)
        elif point.x() >= 0:
            lane = None if number is None else InLane(self._picture.book.lanes[number].id)
            menu = ground_menu(self, self._keys, at, lane)
        else:
            if number is None or point.y() < 0:
                return
            self.pick_lane(self._picture.book.lanes[number].id)
            menu = self._lanes.menu(number)
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
