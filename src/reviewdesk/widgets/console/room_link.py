"""The console's side of the room display: makes the copies, and hands them over."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from reviewdesk.domain.accounts import MADE_SENSE
from reviewdesk.domain.entries import EntryKind, SharedEntry
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.sessions import Phase
from reviewdesk.domain.shared import SharedReview
from reviewdesk.domain.sharing import RoomCopy
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.room_palette import ROOM_DARK, ROOM_LIGHT
from reviewdesk.qt.screens import ScreenWatch
from reviewdesk.qt.view_state import RoomLayout, RoomState, ViewState
from reviewdesk.qt.zones import zone_name, zone_named
from reviewdesk.services.desk import Edited
from reviewdesk.services.questions import probes
from reviewdesk.widgets.room.display import RoomDisplay
from reviewdesk.widgets.room.scene import RoomScene
from reviewdesk.widgets.room.told import moment_time


class RoomLink(QObject):
    """Shows, hides and feeds the room display; what it hands over is made from copies alone.

    However much happens at once, the room is given one picture per turn of the event loop.
    Signals: `shown_changed(bool)`; `state_changed(RoomState)`; `told(str)`: a sentence for
    the facilitator; `told_in_passing(str)`: one that may go by itself.
    """

    shown_changed = Signal(bool)
    state_changed = Signal(object)
    told = Signal(str)
    told_in_passing = Signal(str)

    def __init__(self, bridge: DeskBridge, view: ViewState, console: QWidget) -> None:
        super().__init__(console)
        self._bridge, self._view, self._console = bridge, view, console
        self._display = RoomDisplay()
        self.destroyed.connect(self._display.deleteLater)
        self._screens = ScreenWatch(self)
        self._copy: RoomCopy | None = None
        self._on = False
        self._waiting_for_screen = False
        self._frozen = self._blank = False
        self._clock = ""
        self._asked: EntryId | None = None
        # One turn of the event loop later, so that a hundred changes make one picture.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._connect()
        if bridge.is_open:
            self._on_opened()

    @property
    def display(self) -> RoomDisplay:
        return self._display

    @property
    def is_on(self) -> bool:
        """Whether the room display is wanted; it may wait for its screen to come back."""
        return self._on

    @property
    def frozen(self) -> bool:
        return self._frozen

    @property
    def blank(self) -> bool:
        return self._blank

    @property
    def state(self) -> RoomState:
        if not self._on:
            return RoomState.OFF
        if self._waiting_for_screen:
            return RoomState.WAITING
        if self._blank:
            return RoomState.BLANK
        return RoomState.HELD if self._frozen else RoomState.ON

    def toggle(self) -> None:
        self.set_on(not self._on)

    def set_on(self, on: bool) -> None:
        """Shows the room display on the other screen, or as a window; or puts it away."""
        if on == self._on:
            return
        self._on = on
        self._waiting_for_screen = False
        if on:
            self._hand_over()
            self._display.show_on(self._screens.find(self._console.screen()))
        else:
            self._display.hide()
            # What was held is gone: the next picture is of what is then on the console.
            self._frozen = False
        self.shown_changed.emit(on)
        self._say_state()

    def switch_layout(self) -> None:
        other = RoomLayout.LANES if self._view.room_layout is RoomLayout.STORY else RoomLayout.STORY
        self._view.set_room_layout(other)

    def set_frozen(self, frozen: bool) -> None:
        """Holds the picture still while the facilitator prepares the next one."""
        if frozen and not self._on:
            self.told_in_passing.emit(
                self.tr("The room display is off, so there is no picture to hold still.")
            )
        elif frozen != self._frozen:
            self._hand_over()
            self._frozen = frozen
            self.refresh()
        self._say_state()

    def set_blank(self, blank: bool) -> None:
        """Shows nothing of the review; also while frozen."""
        if blank != self._blank:
            self._blank = blank
            self.refresh()
        self._say_state()

    def ask(self, entry_id: EntryId) -> None:
        """Puts a decision and its question before the room, among the lanes.

        Until the facilitator goes on to another event, moment or layout; of what is chosen on
        the console nothing changes.
        """
        self._asked = entry_id
        self.set_on(True)
        self.refresh()
        if self._frozen or self._blank:
            self.told_in_passing.emit(
                self.tr("The room is held still or blank; it is asked once it is let go.")
            )

    def set_dark(self, dark: bool) -> None:
        self._display.set_palette(ROOM_DARK if dark else ROOM_LIGHT)

    def set_clock(self, text: str) -> None:
        """What the clock of the phase says, to be read by everybody; empty: no clock."""
        if text != self._clock:
            self._clock = text
            self.refresh()

    def refresh(self) -> None:
        """Has the room look again at the end of this turn of the event loop."""
        if self._on and not self._soon.isActive():
            self._soon.start()

    def close(self) -> None:
        """Puts the room away for good, with the console."""
        self.set_on(False)
        self._display.close()

    def _connect(self) -> None:
        view, bridge = self._view, self._bridge
        bridge.opened.connect(self._on_opened)
        bridge.closing.connect(self._on_closing)
        bridge.edited.connect(self._on_edited)
        for changed in (view.selection_changed, view.as_of_changed, view.room_layout_changed):
            changed.connect(self._on_gone_on)
        for changed in (view.eyes_changed, view.clock_changed):
            changed.connect(self.refresh)
        view.veil_changed.connect(self._on_veil_changed)
        self._soon.timeout.connect(self._hand_over)
        self._display.closed.connect(self._on_display_closed)
        self._screens.lost.connect(self._on_screen_lost)
        self._screens.resized.connect(self._on_screen_resized)
        self._screens.appeared.connect(self._on_screen_appeared)

    def _on_opened(self) -> None:
        self._copy = RoomCopy(self._bridge.review)
        self.refresh()

    def _on_gone_on(self) -> None:
        self._asked = None
        self.refresh()

    def _on_closing(self) -> None:
        self._asked = None
        # At once, frozen or not: of a review that is put away nothing stays on the wall.
        self._copy = None
        self._display.show_scene(None, RoomScene())

    def _on_edited(self, edited: Edited) -> None:
        if self._copy is not None and self._copy.follow(edited.changes):
            self.refresh()

    def _on_veil_changed(self, down: bool) -> None:
        if not (down and self._on and self._frozen):
            self.refresh()
            return
        # A picture that is held from before the veil may show how it ended.
        self._hand_over(anew=True)
        self.told.emit(
            self.tr(
                "The veil is down, so the room was given a new picture, "
                "of what was known at the cursor. That one is held still now."
            )
        )

    def _say_state(self) -> None:
        self.state_changed.emit(self.state)

    def _on_display_closed(self) -> None:
        self.set_on(False)

    def _on_screen_lost(self) -> None:
        if not self._on:
            return
        # Before Qt moves the window over the console.
        self._display.hide()
        self._waiting_for_screen = True
        self.told.emit(
            self.tr(
                "The projector is gone, so the room display is hidden. "
                "It comes back with the projector."
            )
        )
        self._say_state()

    def _on_screen_resized(self) -> None:
        if self._on and not self._waiting_for_screen:
            self._display.show_on(self._screens.find(self._console.screen()))

    def _on_screen_appeared(self) -> None:
        if not self._on or not self._waiting_for_screen:
            return
        screen = self._screens.find(self._console.screen())
        if screen is not None:
            self._waiting_for_screen = False
            self._hand_over()
            self._display.show_on(screen)
            self.told_in_passing.emit(
                self.tr("The projector is back, and the room display with it.")
            )
            self._say_state()

    def _hand_over(self, *, anew: bool = False) -> None:
        """Gives the room its picture; one that is held only where it must be made `anew`."""
        self._soon.stop()
        if not self._on or (self._frozen and not self._blank and not anew):
            return
        shared = self._shared()
        if shared is None or self._blank:
            phase = shared.head.phase if shared else None
            self._display.show_scene(None, RoomScene(phase=self._phase_words(phase)))
        else:
            self._display.show_scene(shared, self._scene(shared))

    def _shared(self) -> SharedReview | None:
        if self._copy is None:
            return None
        view = self._view
        return self._copy.view(view.as_of, view.veil, view.eyes)

    def _scene(self, shared: SharedReview) -> RoomScene:
        """Everything in it is taken from the copy, so nothing else can come through."""
        zone = zone_name(self._view.clock, shared.head.zone)
        current = self._current(shared)
        time = ""
        if shared.as_of is not None:
            time = moment_time(shared.as_of, zone_named(zone), shared.head.day)
        return RoomScene(
            layout=RoomLayout.LANES if self._asked else self._view.room_layout,
            current=current.id if current else None,
            phase=self._phase_words(shared.head.phase),
            as_of=self._as_of_words(shared, time),
            cursor_time=time,
            question=self._question(shared, current),
            clock=self._clock,
            zone=zone,
        )

    def _current(self, shared: SharedReview) -> SharedEntry | None:
        """The selected event if the room may see it, else the last one known at the cursor."""
        wanted = self._asked or self._view.current
        chosen = shared.entry(wanted) if wanted else None
        if chosen is not None or shared.as_of is None:
            return chosen
        known = (one for one in reversed(shared.entries) if one.anchor)
        return next((one for one in known if one.anchor and one.anchor <= shared.as_of), None)

    def _as_of_words(self, shared: SharedReview, time: str) -> str:
        eyes = shared.department(shared.eyes)
        seen = self.tr("seen from {department}").format(department=eyes.name) if eyes else ""
        if not time:
            return seen
        whose = seen or self.tr("everyone")
        return self.tr("as of {time}, {whose}").format(time=time, whose=whose)

    def _question(self, shared: SharedReview, current: SharedEntry | None) -> str:
        if current is None or current.kind is not EntryKind.DECISION:
            return ""
        return next((one.text for one in probes(shared.head) if one.key == MADE_SENSE), "")

    def _phase_words(self, phase: Phase | None) -> str:
        return self.tr(phase.value) if phase else ""
