"""The console's side of the room display: makes the copies, and hands them over."""

from contextlib import AbstractContextManager
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.shared import SharedReview
from reviewdesk.domain.sharing import RoomCopy
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.room_palette import ROOM_DARK, ROOM_LIGHT
from reviewdesk.qt.room_words import stays_words
from reviewdesk.qt.screens import AS_WINDOW
from reviewdesk.qt.slices import Slices, Work
from reviewdesk.qt.view_state import TIMELINE_LAYOUTS, OnTheWall, RoomLayout, RoomState, ViewState
from reviewdesk.services.desk import Edited
from reviewdesk.widgets.console.room_place import RoomPlace
from reviewdesk.widgets.console.room_scenes import RoomScenes
from reviewdesk.widgets.console.room_wall import RoomWall
from reviewdesk.widgets.room.display import RoomDisplay
from reviewdesk.widgets.room.scene import RoomScene

_LONG = 5_000
"""Of so many events the copy is made a little at a time, and the room gets ready calmly."""
_MOST_ANEW = 3
"""Who goes on editing meanwhile is made to wait in the end, and not the room."""


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
    _due = Signal()

    def __init__(self, bridge: DeskBridge, view: ViewState, console: QWidget) -> None:
        super().__init__(console)
        self._bridge, self._view = bridge, view
        self._display = RoomDisplay()
        self.destroyed.connect(self._display.deleteLater)
        self.place = RoomPlace(self._display, console)
        self._copy: RoomCopy | None = None
        self._making = Slices(self)
        self._begun_anew = 0
        self._owed = False
        """Whether the room gets its first picture, held or not, once the copy is made."""
        self._on = False
        self.wall = RoomWall(self._display, self)
        self._frozen = self._blank = self._staged = False
        self._grows = True
        self._gone_words = ""
        self._clock = ""
        self._scenes = RoomScenes(bridge, view, self)
        self._awaited = False
        """Whether the room is to look again once what happens now is done."""
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
    def staged(self) -> bool:
        """Whether what is chosen is held ready, until it is sent by `show_next`."""
        return self._staged

    @property
    def _holds(self) -> bool:
        return self._frozen or self._staged

    @property
    def state(self) -> RoomState:
        if not self._on:
            return RoomState.OFF
        if self.place.is_waiting:
            return RoomState.WAITING
        if self._blank:
            return RoomState.BLANK
        if self._frozen:
            return RoomState.HELD
        if self._staged:
            return RoomState.STAGED if self.wall.differs else RoomState.PREPARING
        return RoomState.ON

    def toggle(self) -> None:
        self.set_on(not self._on)

    def set_on(self, on: bool) -> None:
        """Shows the room display on the other screen, or as a window; or puts it away."""
        if on == self._on:
            return
        self._on = on
        if on:
            self._hand_over(anew=True)
            self.place.show()
        else:
            self.place.hide()
            # What was held is gone: the next picture is of what is then on the console.
            self._frozen = False
        self.shown_changed.emit(on)
        self.say_state()

    @property
    def scenes(self) -> RoomScenes:
        """What the room is shown, and why."""
        return self._scenes

    def staying(self) -> AbstractContextManager[None]:
        """Leaves the room where it is meanwhile, whatever is selected."""
        return self._scenes.staying(self.wall.live.rows)

    def turn_page(self, by: int) -> None:
        """Turns the page of what does not fit on one; `by` is 1 or -1."""
        if self._frozen:
            self.told_in_passing.emit(
                self.tr("The room is held still. Let it go to turn its pages (Ctrl+Shift+H).")
            )
        elif not self._scenes.turn((self._staged and self.wall.next) or self._display.picture, by):
            self.told_in_passing.emit(
                self.tr("This is the last page the room has.")
                if by > 0
                else self.tr("This is the first page the room has.")
            )

    def switch_layout(self) -> None:
        story = self._view.timeline_layout is RoomLayout.STORY
        self._view.set_room_layout(RoomLayout.LANES if story else RoomLayout.STORY)

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
        self.say_state()

    def set_blank(self, blank: bool) -> None:
        """Shows nothing of the review; also while frozen."""
        if blank != self._blank:
            self._blank = blank
            if not blank:
                self.wall.uncover()
            self._hand_over()
        self.say_state()

    def set_staged(self, staged: bool) -> None:
        """Has what is chosen on the console wait beside the live picture, to be shown by one key.

        Also while the room is off: what comes next is prepared all the same.
        """
        if staged != self._staged:
            if staged:
                self._hand_over()
            self._staged = staged
            if not staged:
                self.wall.put_next_away()
            self._hand_over()
        self.say_state()

    def show_next(self) -> None:
        """Shows what the console has; a room that is held still, or blank, gets that one picture.

        A room that is off is turned on.
        """
        if not self._on:
            self.set_on(True)
        elif not self._holds and not self._blank:
            self.told_in_passing.emit(
                self.tr("The room is not held: it shows what is chosen for it already.")
            )
        elif self._staged and not self._blank and not self.wall.differs:
            told = stays_words(self._view) or self.tr("Nothing else is prepared for the room.")
            self.told_in_passing.emit(told)
        if self._blank:
            self._blank = False
            self.wall.uncover()
        self._hand_over(anew=True)
        self.say_state()

    def ask(self, entry_id: EntryId) -> None:
        """Puts a decision, its question and its signals before the room.

        Until the facilitator goes on to another event, moment or layout; of what is chosen on
        the console nothing changes.
        """
        self._scenes.ask(entry_id)
        self.set_on(True)
        if self._holds or self._blank:
            self.told_in_passing.emit(
                self.tr("The room is held still or blank; it is asked once it is let go.")
            )

    def set_dark(self, dark: bool) -> None:
        self.wall.set_palette(ROOM_DARK if dark else ROOM_LIGHT)
        self.refresh()

    def set_typing(self, grows: bool) -> None:
        """Whether the room sees an event grow as it is typed, or only when it is added."""
        self._grows = grows
        self.refresh()

    def ask_aloud(self, key: str) -> None:
        """Puts a question of the bank alone before the room, or takes it back."""
        if self._scenes.ask_aloud(key):
            self.set_on(True)

    def set_clock(self, text: str, *, late: bool = False) -> None:
        """What the clock of the sitting says, to be read by everybody; empty: no clock."""
        if text != self._clock:
            self._clock = text
            self._scenes.set_clock_late(late)
            if self._on and self._holds:
                # The picture is held, the time is not.
                self.wall.say_clock(text, late=late)
            self.refresh()

    def refresh(self) -> None:
        """Has the room look again at the end of this turn of the event loop."""
        if (self._on or self._staged) and not self._awaited:
            self._awaited = True
            self._due.emit()

    def close(self) -> None:
        """Puts the room away for good, with the console."""
        self.set_on(False)
        self._display.close()

    def _connect(self) -> None:
        view, bridge = self._view, self._bridge
        bridge.opened.connect(self._on_opened)
        bridge.closing.connect(self._on_closing)
        bridge.edited.connect(self._on_edited)
        self._scenes.changed.connect(self.refresh)
        view.typed_changed.connect(self._on_typed)
        view.veil_changed.connect(self._on_veil_changed)
        # Queued, so that a hundred changes make one picture, and the wall has it before the
        # console is painted: what comes after waits for nobody in the room.
        self._due.connect(self._on_due, Qt.ConnectionType.QueuedConnection)
        self._display.closed.connect(self._on_display_closed)
        self.place.gone.connect(self._on_screen_gone)
        self.place.returned.connect(self._on_screen_returned)
        self.place.grown.connect(self._on_grown)
        self.place.covered.connect(self._on_window_covered)

    def _on_opened(self) -> None:
        self.refresh()

    def _on_closing(self) -> None:
        # At once, frozen or not: of a review that is put away nothing stays on the wall.
        self._drop_making()
        self._copy = None
        self.wall.take_down()
        self._view.set_wall(None)

    def _on_edited(self, edited: Edited) -> None:
        if self._copy is None or self._copy.follow(edited.changes):
            # What is being made is of the review as it was; it is begun anew.
            self._begun_anew += self._making.is_busy
            self._making.drop()
            self.refresh()

    def _on_typed(self) -> None:
        if self._grows:
            self.refresh()

    def _on_veil_changed(self, down: bool) -> None:
        if not (down and self._on and self._holds):
            self.refresh()
            return
        # A picture that is held from before the veil may show how it ended.
        self._hand_over(anew=True)
        self.told_in_passing.emit(
            self.tr(
                "The veil is down, so the room was given a new picture, "
                "of what was known at the cursor. That one is held still now."
            )
        )

    def say_state(self) -> None:
        """Has everybody know what the room shows now, and whether."""
        self._view.set_room(self.state)
        self._say_wall()
        self.state_changed.emit(self.state)

    def _say_wall(self) -> None:
        """Has the console know what the room sees, so that it can mark it."""
        scene = self.wall.scene
        if scene is None or not self._on or self.place.is_waiting:
            self._view.set_wall(None)
        else:
            cards = tuple(one.card_id for one in scene.cards)
            self._view.set_wall(OnTheWall(scene.layout, scene.current, cards))

    def _on_display_closed(self) -> None:
        self.set_on(False)

    @property
    def gone_words(self) -> str:
        """What was told while the room waits for its screen."""
        return self._gone_words

    def _say_gone(self) -> str:
        name = self.place.choice
        if name and name != AS_WINDOW:
            words = self.tr(
                "The screen {name} is gone, so the room display is hidden. It comes back with it; "
                "Ctrl+Shift+F9 chooses another."
            )
            return words.format(name=name[:40])
        return self.tr(
            "The projector is gone, so the room display is hidden. "
            "It comes back with the projector."
        )

    def _on_screen_gone(self) -> None:
        self._gone_words = self._say_gone()
        self.told.emit(self._gone_words)
        self.say_state()

    def _on_screen_returned(self) -> None:
        self._hand_over()
        self.told_in_passing.emit(self.tr("The projector is back, and the room display with it."))
        self.say_state()

    def _on_grown(self) -> None:
        self.told_in_passing.emit(
            self.tr("There is a second screen now, and the room display fills it.")
        )

    def _on_window_covered(self) -> None:
        self.told_in_passing.emit(
            self.tr("The room is a window behind this one, to be shared in a call or moved.")
        )

    def _on_due(self) -> None:
        if self._awaited:
            self._hand_over()

    def _hand_over(self, *, anew: bool = False) -> None:
        """Gives the room its picture; one that is held only where it must be made `anew`."""
        self._awaited = False
        if not (self._on or self._staged):
            return
        shared = self._shared()
        scene = self._scenes.scene(shared, self._clock) if shared else RoomScene()
        if self._making.is_busy:
            self._owed |= anew
            scene = RoomScene(phase=self.tr("One moment, this gets ready"))
        else:
            anew, self._owed = anew or self._owed, False
        if self._view.veil and self._view.as_of is None:
            # A veil that is down with nowhere to stand covers all there is, and not nothing.
            shared, scene = None, RoomScene(phase=scene.phase)
        shared, scene = self._with_typed(shared, scene)
        if self._staged:
            self.wall.prepare(shared, scene)
        if not self._on:
            return
        if self._blank:
            # First, so that nothing of the review is there even for a moment.
            self.wall.cover(RoomScene(phase=scene.phase))
        if anew or not self._holds:
            self.wall.hang(shared, scene)
        if self._staged and self._view.room is not self.state:
            self.say_state()
        else:
            self._say_wall()

    def _with_typed(
        self, shared: SharedReview | None, scene: RoomScene
    ) -> tuple[SharedReview | None, RoomScene]:
        """With the event that is being typed, where the room looks at the timeline."""
        typed = self._view.typed if self._grows else None
        if shared is None or typed is None or self._copy is None:
            return shared, scene
        if scene.layout not in TIMELINE_LAYOUTS:
            return shared, scene
        grown = self._copy.with_typed(shared, typed)
        if grown is shared:
            return shared, scene
        return grown, replace(scene, current=typed.id, question="", typing=True)

    def _shared(self) -> SharedReview | None:
        if not self._bridge.is_open:
            return None
        if self._copy is None:
            # Only now: of very many events it takes a second, and the room may never be shown.
            if len(self._bridge.review.entries) > _LONG and self._begun_anew < _MOST_ANEW:
                if not self._making.is_busy:
                    self._making.run(self._made_slowly(), self._on_made)
                return None
            self._copy = RoomCopy(self._bridge.review, self._bridge.asof)
        view = self._view
        shared = self._copy.view(view.as_of, view.veil, view.eyes)
        return self._scenes.through_eyes(shared)

    def _made_slowly(self) -> Work[RoomCopy]:
        index = yield from self._bridge.asof_coming()
        copy = RoomCopy(self._bridge.review, index)
        return (yield from copy.ahead(self._view.as_of, self._view.veil))

    def _on_made(self, copy: RoomCopy) -> None:
        self._copy = copy
        self._begun_anew = 0
        self._hand_over()

    def _drop_making(self) -> None:
        self._making.drop()
        self._begun_anew = 0
        self._owed = False
