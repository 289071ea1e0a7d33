"""What the console looks at: selection, as-of cursor, eyes, veil, zone, page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reviewdesk.domain.ids import CardId, DepartmentId, EntryId

if TYPE_CHECKING:
    from reviewdesk.domain.entries import Entry
    from reviewdesk.domain.sights import Sight


class Clock(StrEnum):
    """In which zone times are told."""

    REVIEW = "review"
    UTC = "utc"
    LOCAL = "local"


class Page(StrEnum):
    """The pages of an open review, and of the library."""

    LIBRARY = "library"
    OPEN_REPAIRS = "open_repairs"
    TIMELINE = "timeline"
    PERSPECTIVES = "perspectives"
    DECISIONS = "decisions"
    CONDITIONS = "conditions"
    SAFEGUARDS = "safeguards"
    LESSONS = "lessons"
    QUESTIONS = "questions"
    REPAIRS = "repairs"
    NOTES = "notes"
    PARKING = "parking"
    ABOUT = "about"
    """Title, dates, departments and voices of the review."""
    SESSION = "session"
    """Agenda, opening, round and close of a sitting."""


class RoomLayout(StrEnum):
    """What the room can be shown."""

    STORY = "story"
    LANES = "lanes"
    EVENT = "event"
    """One event large."""
    DECISION = "decision"
    """A decision with its question, and the signals at its moment."""
    CARD = "card"
    PAIR = "pair"
    """Two cards side by side."""
    CARDS = "cards"
    """All cards."""
    CONDITIONS = "conditions"
    SAFEGUARDS = "safeguards"
    LESSONS = "lessons"
    QUESTIONS = "questions"
    REPAIRS = "repairs"
    AGENDA = "agenda"
    RULES = "rules"
    """The ground rules."""
    OPENING = "opening"
    POLL = "poll"
    CLOSING = "closing"
    """What happens next, and the closing board."""


TIMELINE_LAYOUTS = (RoomLayout.STORY, RoomLayout.LANES)


class RoomState(StrEnum):
    """What people in the room see, as the facilitator has to know it."""

    OFF = "off"
    ON = "on"
    HELD = "held"
    """The picture stands still, whatever is done on the console."""
    BLANK = "blank"
    STAGED = "staged"
    """What is chosen on the console is held ready, and shown by one key."""
    PREPARING = "preparing"
    """As that, but what is chosen is what the room sees already."""
    WAITING = "waiting"
    """Wanted, but its screen is gone."""


@dataclass(frozen=True, slots=True)
class OnTheWall:
    """What the room sees at this moment, for the console to mark it."""

    layout: RoomLayout
    entry_id: EntryId | None = None
    card_ids: tuple[CardId, ...] = ()


class ViewState(QObject):
    """What every part of the console agrees on. Setting what is already set says nothing.

    Signals: `selection_changed(tuple[EntryId, ...])`, `as_of_changed(datetime | None)`,
    `eyes_changed(DepartmentId | None)` (None: everybody), `veil_changed(bool)`,
    `clock_changed(Clock)` (also where the moment times are counted from has changed),
    `page_changed(Page)`, `room_asked_changed(bool)`,
    `room_layout_changed(RoomLayout)` also where one is sent once more,
    `cards_changed(tuple[CardId, ...])`,
    `hits_changed()` when other events are lit because they were found,
    `wall_changed(OnTheWall | None)` when the room sees something else (None: nothing of a review),
    `room_changed(RoomState)`, `typed_changed(Entry | None)` with the event that is being typed,
    `gap_changed(int)` in minutes, `lit_changed(tuple[Sight, ...])`,
    `sighting_wanted(DepartmentId)` when it is to be typed who saw the selected events; empty:
    of a department yet to be named;
    `brought(QMimeData)` when something from elsewhere was pasted or dropped on the timeline,
    `questionnaire_wished(DepartmentId)` when a form for a department is asked for (empty: for one
    still to be chosen), `questionnaire_brought(Path | None)` when a PDF came in that may be such
    a form (None: one still to be chosen), `said(str)` with a word in passing, why a gesture did
    nothing, `said_of_step(str)` with what the step just done did, true until there is another,
    `decision_led(EntryId)` when one was led to a decision, to see what lay before its makers,
    `unsaid(str)` where a word in passing has had its time,
    `pair_changed(tuple[CardId, ...])` with the two cards that stand side by side (none:
    all of them are shown).
    """

    selection_changed = Signal(object)
    as_of_changed = Signal(object)
    eyes_changed = Signal(object)
    veil_changed = Signal(bool)
    clock_changed = Signal(object)
    page_changed = Signal(object)
    room_layout_changed = Signal(object)
    room_asked_changed = Signal(bool)
    cards_changed = Signal(object)
    wall_changed = Signal(object)
    room_changed = Signal(object)
    typed_changed = Signal(object)
    hits_changed = Signal()
    gap_changed = Signal(int)
    lit_changed = Signal(object)
    sighting_wanted = Signal(str)
    brought = Signal(object)
    questionnaire_wished = Signal(str)
    questionnaire_brought = Signal(object)
    said = Signal(str)
    said_of_step = Signal(str)
    unsaid = Signal(str)
    decision_led = Signal(str)
    pair_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._selection: tuple[EntryId, ...] = ()
        self._as_of: datetime | None = None
        self._eyes: DepartmentId | None = None
        self._veil = False
        self._clock = Clock.REVIEW
        self._origin = ""
        self._gap_minutes = 30
        self._page = Page.LIBRARY
        self._timeline_layout = RoomLayout.STORY
        self._room_sent: RoomLayout | None = None
        self._room_asked = False
        self._cards: tuple[CardId, ...] = ()
        self._wall: OnTheWall | None = None
        self._room = RoomState.OFF
        self._typed: Entry | None = None
        self.turned: DepartmentId = ""
        """The department whose sight was turned last."""
        self._hits: frozenset[EntryId] = frozenset()
        self._lit: tuple[Sight, ...] = ()
        self._pair: tuple[CardId, ...] = ()

    @property
    def selection(self) -> tuple[EntryId, ...]:
        """Selected entries; the last one is the current one."""
        return self._selection

    @property
    def current(self) -> EntryId | None:
        return self._selection[-1] if self._selection else None

    @property
    def as_of(self) -> datetime | None:
        """The moment from which the room looks; None: from today, with everything known."""
        return self._as_of

    @property
    def eyes(self) -> DepartmentId | None:
        return self._eyes

    @property
    def veil(self) -> bool:
        """Whether the hindsight veil is down."""
        return self._veil

    @property
    def clock(self) -> Clock:
        return self._clock

    @property
    def origin(self) -> str:
        """What times are counted from, as `domain.origin` has it; empty: the clock."""
        return self._origin

    @property
    def gap_minutes(self) -> int:
        """From how long on a stretch without events is shown as a gap; 0: none is."""
        return self._gap_minutes

    @property
    def page(self) -> Page:
        return self._page

    @property
    def lit(self) -> tuple[Sight, ...]:
        """What the last step of a replay brought to light, and to whom."""
        return self._lit

    @property
    def timeline_layout(self) -> RoomLayout:
        """Story or lanes: how the room is shown the timeline."""
        return self._timeline_layout

    @property
    def room_sent(self) -> RoomLayout | None:
        """The layout that was sent to the room, and stays; None: it follows the console."""
        return self._room_sent

    @property
    def room_asked(self) -> bool:
        """Whether the room has a question before it, until one goes on to something else."""
        return self._room_asked

    @property
    def pair(self) -> tuple[CardId, ...]:
        """The two cards that stand side by side, left one first; none: all cards are shown."""
        return self._pair

    @property
    def room_layout(self) -> RoomLayout:
        """The layout that was asked for by name last."""
        return self._room_sent or self._timeline_layout

    @property
    def cards(self) -> tuple[CardId, ...]:
        """The card in hand, or two that are compared."""
        return self._cards

    @property
    def wall(self) -> OnTheWall | None:
        """What the room sees; None where that is nothing of a review."""
        return self._wall

    @property
    def room(self) -> RoomState:
        return self._room

    @property
    def typed(self) -> Entry | None:
        """The event that is being typed, as far as it is understood."""
        return self._typed

    @property
    def hits(self) -> frozenset[EntryId]:
        """What a search found, lit wherever it stands on the console."""
        return self._hits

    def set_hits(self, entry_ids: frozenset[EntryId]) -> None:
        if entry_ids != self._hits:
            self._hits = entry_ids
            self.hits_changed.emit()

    def select(self, *entry_ids: EntryId) -> None:
        if entry_ids != self._selection:
            self._selection = entry_ids
            self.selection_changed.emit(entry_ids)

    def set_as_of(self, moment: datetime | None) -> None:
        if moment != self._as_of:
            self._as_of = moment
            self.as_of_changed.emit(moment)

    def set_eyes(self, department_id: DepartmentId | None) -> None:
        if department_id != self._eyes:
            self._eyes = department_id
            self.eyes_changed.emit(department_id)

    def set_veil(self, down: bool) -> None:
        if down != self._veil:
            self._veil = down
            self.veil_changed.emit(down)

    def set_clock(self, clock: Clock) -> None:
        if clock != self._clock:
            self._clock = clock
            self.clock_changed.emit(clock)

    def set_origin(self, choice: str) -> None:
        if choice != self._origin:
            self._origin = choice
            self.clock_changed.emit(self._clock)

    def set_gap_minutes(self, minutes: int) -> None:
        if minutes != self._gap_minutes:
            self._gap_minutes = minutes
            self.gap_changed.emit(minutes)

    def set_page(self, page: Page) -> None:
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    def set_room_layout(self, layout: RoomLayout) -> None:
        """Sends `layout` to the room, which stays with it until it is told to follow again."""
        if layout in TIMELINE_LAYOUTS:
            self._timeline_layout = layout
        self._room_sent = layout
        self.room_layout_changed.emit(layout)

    def set_timeline_layout(self, layout: RoomLayout) -> None:
        """How the timeline is shown to a room that follows: story or lanes."""
        if layout in TIMELINE_LAYOUTS and layout != self._timeline_layout:
            self._timeline_layout = layout
            self.room_layout_changed.emit(self.room_layout)

    def hold_room_layout(self, layout: RoomLayout | None) -> None:
        """Has the room stay with `layout`, whatever is gone to; None: it follows again."""
        if layout != self._room_sent:
            self._room_sent = layout
            self.room_layout_changed.emit(self.room_layout)

    def set_room_asked(self, asked: bool) -> None:
        if asked != self._room_asked:
            self._room_asked = asked
            self.room_asked_changed.emit(asked)

    def set_cards(self, *card_ids: CardId) -> None:
        if card_ids != self._cards:
            self._cards = card_ids
            self.cards_changed.emit(card_ids)

    def set_wall(self, wall: OnTheWall | None) -> None:
        if wall != self._wall:
            self._wall = wall
            self.wall_changed.emit(wall)

    def set_room(self, state: RoomState) -> None:
        if state != self._room:
            self._room = state
            self.room_changed.emit(state)

    def set_typed(self, entry: Entry | None) -> None:
        if entry != self._typed:
            self._typed = entry
            self.typed_changed.emit(entry)

    def set_lit(self, lit: tuple[Sight, ...]) -> None:
        if lit != self._lit:
            self._lit = lit
            self.lit_changed.emit(lit)

    def set_pair(self, card_ids: tuple[CardId, ...]) -> None:
        """Puts two cards side by side, which are then in hand; none: shows all of them again."""
        if card_ids != self._pair:
            was, self._pair = self._pair, card_ids
            self.pair_changed.emit(card_ids)
            if card_ids or self._cards == was:
                self.set_cards(*card_ids)
