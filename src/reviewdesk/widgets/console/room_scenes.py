"""What the room is to be shown: the layout, and what in it is looked at.

It follows what the facilitator points at, or stays with what was sent.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from reviewdesk.domain.accounts import MADE_SENSE, Card
from reviewdesk.domain.entries import Entry, EntryKind, SharedEntry
from reviewdesk.domain.ids import DepartmentId, EntryId
from reviewdesk.domain.room_sight import only_seen
from reviewdesk.domain.sessions import Phase
from reviewdesk.domain.shared import SharedReview
from reviewdesk.domain.sights import SIGNAL_KINDS, Sight
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.view_state import Page, RoomLayout, ViewState
from reviewdesk.qt.zones import zone_name, zone_named
from reviewdesk.services.prompts import question_of
from reviewdesk.services.questions import (
    card_questions,
    opening_questions,
    probes,
    question_bank,
)
from reviewdesk.services.session_edits import sitting
from reviewdesk.widgets.room.marks import Picture
from reviewdesk.widgets.room.scene import CardPlace, RoomScene, Signals
from reviewdesk.widgets.room.told import moment_time

_PAGES = {
    Page.PERSPECTIVES: RoomLayout.CARDS,
    Page.CONDITIONS: RoomLayout.CONDITIONS,
    Page.SAFEGUARDS: RoomLayout.SAFEGUARDS,
    Page.LESSONS: RoomLayout.LESSONS,
    Page.QUESTIONS: RoomLayout.QUESTIONS,
    Page.REPAIRS: RoomLayout.REPAIRS,
    Page.SESSION: RoomLayout.AGENDA,
}
"""What a page of the console brings before the room; the others leave it what it had."""
_OF_EVENTS_SEEN = (
    RoomLayout.STORY, RoomLayout.LANES, RoomLayout.EVENT, RoomLayout.DECISION
)  # fmt: skip
"""What shows events: under the veil those that chosen eyes could see, and no others."""
_OF_EVENTS = (Page.TIMELINE, Page.DECISIONS)
_BY_CARDS = {1: RoomLayout.CARD, 2: RoomLayout.PAIR}
_LISTED = 60
"""So many events of a group are shown at a decision, the latest; the others are counted."""


class RoomScenes(QObject):
    """Follows the console, and makes the scene for a copy.

    While following, the room has what was pointed at last: a decision that was selected, a page
    that was opened, cards, or the timeline. A layout that was sent stays until another is sent or
    following is resumed. Signal: `changed()` when another scene is due.
    """

    changed = Signal()

    def __init__(self, bridge: DeskBridge, view: ViewState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._view = bridge, view
        self._asked: EntryId | None = None
        self._prompt = ""
        """Key of the question that was sent."""
        self._clock_late = False
        self._pointed: RoomLayout | None = None
        """None: the timeline."""
        self._staying = False
        self._decision: EntryId | None = None
        """The decision that was pointed at last."""
        self._rows: tuple[EntryId, ...] = ()
        """The rows the room had when a step was turned over, while it stays with them."""
        self._page = 0
        self._paged: object = None
        """What the page number is of."""
        bridge.opened.connect(self._on_opened)
        bridge.closing.connect(self._on_closing)
        view.selection_changed.connect(self._on_selection_changed)
        view.as_of_changed.connect(self._on_as_of_changed)
        view.room_layout_changed.connect(self._on_layout_changed)
        view.page_changed.connect(self._on_page_changed)
        view.cards_changed.connect(self._on_cards_changed)
        for changed in (view.eyes_changed, view.clock_changed, view.lit_changed):
            changed.connect(self.changed)
        self._point()
        self._pointed = _PAGES.get(view.page, self._pointed)

    @property
    def layout(self) -> RoomLayout:
        """What the room has, or would have, before it."""
        if self._asked:
            return RoomLayout.DECISION
        view = self._view
        return view.room_sent or self._pointed or view.timeline_layout

    def ask(self, entry_id: EntryId) -> None:
        """Puts a decision before the room, until the facilitator goes on to something else."""
        self._asked = entry_id
        self._view.set_room_asked(True)
        self.changed.emit()

    def ask_aloud(self, key: str) -> bool:
        """Puts a question alone before the room; the same one again takes it back.

        Until the facilitator goes on to something else. Whether the room has it now.
        """
        self._prompt = "" if key == self._prompt else key
        self._view.set_room_asked(bool(self._prompt or self._asked))
        self.changed.emit()
        return bool(self._prompt)

    def let_go(self) -> None:
        """Takes back what was asked."""
        self._go_on()
        self.changed.emit()

    def go_to_timeline(self) -> None:
        """A replay goes through the timeline: a decision that is only selected is let go of.

        One that the room was asked about stays before it until the replay goes on.
        """
        if self._pointed is RoomLayout.DECISION and not self._asked:
            self._pointed = None
            self.changed.emit()

    @contextmanager
    def staying(self, rows: tuple[EntryId, ...]) -> Iterator[None]:
        """Leaves the room its layout meanwhile: a step is turned over, and nobody points at
        anything.

        Of the story it had `rows`; where one of them has gone with the step, the others close up.
        """
        self._staying = True
        self._rows = rows
        try:
            yield
        finally:
            self._staying = False

    def set_clock_late(self, late: bool) -> None:
        """Whether the time box in hand is at its end."""
        self._clock_late = late

    def _go_on(self) -> None:
        """What was asked has had its time, and what the room stayed with."""
        self._asked, self._prompt, self._rows = None, "", ()
        self._view.set_room_asked(False)

    def turn(self, picture: Picture, by: int) -> bool:
        """Turns `by` pages on from `picture`, or back; whether there is a page to turn to."""
        if not (picture.more_after if by > 0 else picture.more_before):
            return False
        self._page = picture.page + by
        self.changed.emit()
        return True

    def through_eyes(self, shared: SharedReview) -> SharedReview:
        """`shared` as it is looked at.

        At a decision, where nobody's eyes were chosen, with its maker's, as the console's panel
        looks at it. Under the veil nobody's chosen eyes have more before them than they could see.
        """
        layout, wanted = self._told(shared), self._wanted(shared)
        decides = wanted is not None and wanted.kind is EntryKind.DECISION
        if layout is RoomLayout.DECISION and wanted is not None and decides and not shared.eyes:
            return replace(shared, eyes=wanted.department_id)
        return only_seen(shared) if shared.veil and layout in _OF_EVENTS_SEEN else shared

    def scene(self, shared: SharedReview, clock: str) -> RoomScene:
        """Everything in it is taken from the copy, so nothing else can come through."""
        zone = zone_name(self._view.clock, shared.head.zone)
        current, layout = self._current(shared), self._told(shared)
        cards = self._cards(shared, layout, current)
        # An agenda that goes on is looked at where it now is.
        in_hand = [one.since for session in shared.sessions[-1:] for one in session.agenda]
        top = self._top(shared)
        paged = layout, top or (current.id if current else None), cards, shared.veil, in_hand
        if paged != self._paged:
            self._paged, self._page = paged, 0
        lit = [one for one in self._view.lit if shared.entry(one.entry_id) is not None]
        time = ""
        if shared.as_of is not None:
            time = moment_time(shared.as_of, zone_named(zone), shared.head.day)
        return RoomScene(
            layout=layout,
            current=current.id if current else None,
            lit=frozenset(one.entry_id for one in lit),
            lit_lanes=frozenset(one.department_id for one in lit if one.department_id),
            phase=self.phase_words(shared.head.phase),
            as_of=self._as_of_words(shared, time),
            cursor_time=time,
            question=self._question(shared, current),
            clock=clock,
            clock_late=self._clock_late,
            prompt=question_of(shared.head, self._prompt) if self._prompt else "",
            zone=zone,
            page=self._page,
            top=top,
            signals=self._signals(shared, current) if layout is RoomLayout.DECISION else None,
            cards=cards,
            card_questions=card_questions(shared.head, opening=True),
            own_calls=frozenset(one.key for one in opening_questions(shared.head)),
            probes=probes(shared.head),
            rules=shared.head.ground_rules or question_bank().ground_rules,
            poll_question=question_bank().poll,
        )

    def _told(self, shared: SharedReview) -> RoomLayout:
        """The layout; that a decision or a card is pointed at that the veil covers is not told."""
        layout, view = self.layout, self._view
        if not self._asked and view.room_sent is not None:
            return layout
        if layout is RoomLayout.DECISION and self._wanted(shared) is None:
            return view.timeline_layout
        if layout in _BY_CARDS.values() and shared.veil:
            shown = sum(one.id in view.cards for one in shared.cards)
            without = _PAGES.get(view.page, view.timeline_layout)
            return _BY_CARDS.get(min(shown, 2), without)
        return layout

    def _wanted(self, shared: SharedReview) -> SharedEntry | None:
        """The event that is asked about or selected, where the room may see it."""
        return shared.entry(self._asked or self._view.current)

    def phase_words(self, phase: Phase | None) -> str:
        return self.tr(phase.value) if phase else ""

    # What is pointed at

    def _point(self) -> None:
        """Has the room follow to what is selected."""
        decides = self.decides()
        self._decision = self._view.current if decides else None
        self._pointed = RoomLayout.DECISION if decides else None

    def decides(self) -> bool:
        """Whether a decision is selected."""
        entry = self._selected()
        return entry is not None and entry.kind is EntryKind.DECISION

    def _selected(self) -> Entry | None:
        if not self._bridge.is_open or not self._view.current:
            return None
        return self._bridge.review.find(Entry, self._view.current)

    def _on_opened(self) -> None:
        self._go_on()
        self._point()

    def _on_closing(self) -> None:
        self._go_on()
        self._pointed = None

    def _on_selection_changed(self) -> None:
        if self._staying:
            if self.layout is RoomLayout.DECISION and self._view.room_sent is None:
                # The one the room has before it stays there, whatever is in hand now.
                self._asked = self._asked or self._decision
            self.changed.emit()
            return
        self._go_on()
        if self._view.page in _OF_EVENTS or self._pointed in (None, RoomLayout.DECISION):
            self._point()
        self.changed.emit()

    def _on_as_of_changed(self) -> None:
        self._go_on()
        entry, moment = self._selected(), self._view.as_of
        its_own = entry is not None and moment in (None, entry.own_moment)
        if self._pointed is RoomLayout.DECISION and not its_own:
            # A replay goes through the timeline; at the decision's own moment one looks at it.
            self._pointed = None
        self.changed.emit()

    def _on_layout_changed(self) -> None:
        self._go_on()
        self.changed.emit()

    def _on_page_changed(self, page: Page) -> None:
        if self._staying:
            return
        has_the_word = self._pointed is RoomLayout.CARD and self._has_the_word() is not None
        if page is Page.SESSION and has_the_word:
            # There one sees hands and times; the room stays with who speaks.
            return
        if page in _PAGES:
            self._go_on()
            self._pointed = _PAGES[page]
        elif page in _OF_EVENTS:
            self._go_on()
            self._point()
        self.changed.emit()

    def _on_cards_changed(self) -> None:
        self._go_on()
        if self._view.cards:
            self._pointed = _BY_CARDS.get(len(self._view.cards), RoomLayout.CARDS)
        elif self._view.page is Page.PERSPECTIVES:
            self._pointed = RoomLayout.CARDS
        elif self._has_the_word() is not None:
            # A department without a card of its own: its name alone is shown.
            self._pointed = RoomLayout.CARD
        else:
            self._point()
        self.changed.emit()

    def _has_the_word(self) -> DepartmentId | None:
        session = sitting(self._bridge.review) if self._bridge.is_open else None
        return session.speaking_id if session is not None and session.in_round else None

    # What stands in the scene

    def _current(self, shared: SharedReview) -> SharedEntry | None:
        """The selected event if the room may see it, else the last one known at the cursor."""
        chosen = self._wanted(shared)
        if chosen is not None or shared.as_of is None:
            return chosen
        known = ((one, one.own_moment) for one in reversed(shared.entries))
        return next((one for one, at in known if at and at <= shared.as_of), None)

    def _top(self, shared: SharedReview) -> EntryId | None:
        """The first row the room stays with where one was taken back: what is selected instead
        may stand far from there."""
        there = [one for one in self._rows if shared.entry(one) is not None]
        return there[0] if 0 < len(there) < len(self._rows) else None

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

    def _signals(self, shared: SharedReview, current: SharedEntry | None) -> Signals | None:
        """What lay before those who decided. Only what is in the copy, and so known by now."""
        if current is None or current.kind is not EntryKind.DECISION:
            return None
        moment = current.own_moment or shared.as_of
        if moment is None:
            return None
        if shared.veil and shared.as_of is not None:
            moment = min(moment, shared.as_of)
        eyes = shared.eyes or current.department_id
        found = self._bridge.asof.at(
            moment, eyes, kinds=SIGNAL_KINDS, without=current.id, limit=_LISTED
        )

        # Under the veil chosen eyes are not told what there was beyond them.
        inside = shared.veil and self._view.eyes is not None

        def shown(sights: tuple[Sight, ...]) -> tuple[EntryId, ...]:
            return tuple(one.entry_id for one in sights if shared.entry(one.entry_id))

        return Signals(
            department_id=eyes,
            noticed=shown(found.noticed),
            visible=shown(found.visible),
            out_of_sight=shown(found.out_of_sight),
            noticed_count=found.noticed_count,
            visible_count=found.visible_count,
            out_of_sight_count=0 if inside else found.out_of_sight_count,
            later=None if shared.veil else found.later_count,
        )

    def _cards(
        self, shared: SharedReview, layout: RoomLayout, current: SharedEntry | None
    ) -> tuple[CardPlace, ...]:
        """The cards in hand, then of who has the word, of whose event is shown, of the first."""
        wanted = next((count for count, one in _BY_CARDS.items() if one is layout), 0)
        if not wanted:
            return ()
        # Without the veil of all cards, for that one is kept back may be said; under it only of
        # those that are shown: whether there are others is not.
        told: Sequence[Card] = shared.cards if shared.veil else self._bridge.review.cards
        by_id = {one.id: one for one in told}
        chosen = [by_id[one] for one in self._view.cards if one in by_id][:wanted]
        found = [CardPlace(one.id, one.department_id) for one in chosen]
        sitting = shared.sitting
        first = sitting.speaking_id if sitting is not None and sitting.in_round else None
        first = first or (current.department_id if current is not None else None)
        for department in sorted(shared.departments, key=lambda one: one.id != first):
            if len(found) < wanted and all(one.department_id != department.id for one in found):
                own = next((one.id for one in told if one.department_id == department.id), "")
                found.append(CardPlace(own, department.id))
        return tuple(one for one in found if shared.department(one.department_id))
