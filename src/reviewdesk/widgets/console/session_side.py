"""What the window does with a sitting: its clock, the round, parking, the poll, wherever one is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from reviewdesk.qt.view_state import Page

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtCore import QPoint

    from reviewdesk.domain.edits import Edit
    from reviewdesk.domain.sessions import Phase, Session
    from reviewdesk.qt.desk_bridge import DeskBridge
    from reviewdesk.qt.session_clock import SessionClock
    from reviewdesk.qt.view_state import ViewState
    from reviewdesk.services.desk import Edited
    from reviewdesk.widgets.console.frame import ConsoleFrame
    from reviewdesk.widgets.console.park_line import ParkLine
    from reviewdesk.widgets.console.phase_clock import PhaseClock
    from reviewdesk.widgets.session.prompt_card import PromptCard

_MOST_MINUTES = 240
_CLOCK_MENU = (
    "session_clock", "session_next", "session_back", "session_skip",
    "session_extend_2", "session_extend_5", "session_extend", "session_end",
)  # fmt: skip


class SessionSide(QObject):
    """Carries out the commands of the Session menu on the open review.

    Signals: `question_wished(str)`, the key of a question that the room is to be asked.
    """

    question_wished = Signal(str)

    def __init__(
        self, window: ConsoleFrame, view: ViewState, bridge: Callable[[], DeskBridge | None]
    ) -> None:
        """`bridge` gives that of the open review."""
        super().__init__(window)
        self._window, self._view, self._bridge = window, view, bridge
        self._clock: SessionClock | None = None
        self._park: ParkLine | None = None
        self._prompt: PromptCard | None = None

    @property
    def clock(self) -> SessionClock:
        if self._clock is None:
            raise RuntimeError("no review is open")
        return self._clock

    def make_clock(self, bridge: DeskBridge, wall: Callable[[], datetime]) -> PhaseClock:
        """The clock of whatever review comes on the desk, as it stands in the bar."""
        from reviewdesk.qt.session_clock import SessionClock
        from reviewdesk.widgets.console.phase_clock import PhaseClock

        self._clock = SessionClock(bridge, wall, self)
        self._clock.ran_on.connect(self._on_ran_on)
        bridge.opened.connect(self._name_hands)
        bridge.edited.connect(self._on_edited)
        from reviewdesk.widgets.session.prompt_card import PromptCard

        self._prompt = PromptCard(bridge, self._view)
        self._prompt.send_wished.connect(self.question_wished)
        self._window.side_bar.add_foot(self._prompt)
        pill = PhaseClock(self._clock)
        pill.toggle_wished.connect(self._on_clock)
        pill.menu_wished.connect(self._on_menu)
        return pill

    def _on_edited(self, edited: Edited) -> None:
        if "department" in edited.tables:
            self._name_hands()

    def _name_hands(self) -> None:
        """Has the menu call each hand by its department, and offer no others."""
        bridge = self._bridge()
        departments = bridge.review.departments if bridge is not None else ()
        for place in range(1, 10):
            action = self._window.commands[f"hand_{place}"]
            there = place <= len(departments)
            action.setVisible(there)
            if there:
                name = departments[place - 1].name[:40].replace("&", "&&")
                action.setText(self.tr("Hand: {name}").format(name=name))

    def take_page(self, page: QWidget) -> None:
        """Listens to a page that came into the window, where it is that of the session."""
        from reviewdesk.widgets.pages.session import SessionPage

        if isinstance(page, SessionPage):
            page.command_wished.connect(self._on_command_wished)
            page.template_kept.connect(self._on_template_kept)
            page.set_own_agendas(self._window.chosen.agendas)

    def _on_command_wished(self, name: str) -> None:
        self._window.commands[name].trigger()

    def _on_template_kept(self, name: str, text: str) -> None:
        from reviewdesk.widgets.pages.session import SessionPage

        self._window.remember(agendas={**self._window.chosen.agendas, name: text})
        page = self._window.pages.page(Page.SESSION)
        if isinstance(page, SessionPage):
            page.set_own_agendas(self._window.chosen.agendas)
        self._say(self.tr("Kept. It stands among the templates of every review from now on."))

    def change_phase(self, phase: Phase) -> None:
        from reviewdesk.services.session_edits import change_phase

        self._do(lambda bridge: change_phase(bridge.review, phase, self.clock.moment()))

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "session_clock": self._on_clock,
            "session_next": partial(self._go_on, skip=False),
            "session_skip": partial(self._go_on, skip=True),
            "session_back": self._on_back,
            "session_extend_2": partial(self._extend, 2),
            "session_extend_5": partial(self._extend, 5),
            "session_extend": self._on_extend,
            "session_end": self._on_end,
            "round_next": partial(self._round, 1),
            "round_back": partial(self._round, -1),
            "hand_first": self._on_first_hand,
            **{f"hand_{place}": partial(self._hand, place) for place in range(1, 10)},
            **{f"poll_{answer}": partial(self._poll, answer) for answer in ("yes", "unsure", "no")},
            "poll_show": self._on_poll_show,
            "park": self._on_park,
            "prompt_next": self._on_prompt_next,
            "prompt_send": self._on_prompt_send,
            "note_here": self._on_note,
        }

    # The clock

    def _do(self, make: Callable[[DeskBridge], Edit]) -> None:
        bridge = self._bridge()
        if bridge is not None:
            bridge.apply(make(bridge), self)

    def _on_clock(self) -> None:
        from reviewdesk.services.session_edits import start_clock, stop_clock

        reading = self.clock.reading()
        change = stop_clock if reading is not None and reading.running else start_clock
        self._do(lambda bridge: change(bridge.review, self.clock.moment()))

    def _go_on(self, *, skip: bool) -> None:
        from reviewdesk.services.session_edits import go_on

        if self._is_begun():
            self._do(lambda bridge: go_on(bridge.review, self.clock.moment(), skip=skip))

    def _on_back(self) -> None:
        from reviewdesk.services.session_edits import go_back

        if self._is_begun():
            self._do(lambda bridge: go_back(bridge.review, self.clock.moment()))

    def _is_begun(self) -> bool:
        reading = self.clock.reading()
        if reading is not None and reading.begun:
            return True
        self._say(self.tr("The session has not begun. Begin it with Ctrl+F10, or by its clock."))
        return False

    def _extend(self, minutes: int) -> None:
        from reviewdesk.services.session_edits import extend

        if self.clock.reading() is None:
            self._say(self.tr("There is no agenda yet. Make one on the page Session (F10)."))
            return
        self._do(lambda bridge: extend(bridge.review, minutes))

    def _on_extend(self) -> None:
        from reviewdesk.widgets.ask_line import ask_line

        typed = ask_line(
            self._window,
            "extend",
            self.tr("By how many minutes? With a minus before it the time box gets shorter."),
            self.tr("Extend"),
            "10",
        )
        if typed is None:
            return
        digits = typed.removesuffix("min").strip().replace("−", "-").removeprefix("+")
        if not digits.removeprefix("-").isdecimal() or abs(int(digits)) > _MOST_MINUTES:
            self._say(self.tr("That is no number of minutes, so nothing was changed."))
            return
        self._extend(int(digits))

    def _on_end(self) -> None:
        from reviewdesk.domain.notes import ParkingItem
        from reviewdesk.services.session_edits import end_session
        from reviewdesk.widgets.console.asking import ask

        bridge = self._bridge()
        if bridge is None or not self._is_begun():
            return
        left = sum(not item.settled for item in bridge.review.all(ParkingItem).values())
        if left and not ask(
            self._window,
            "parked",
            self.tr("In the parking lot: %n.", "", left),
            self.tr(
                "Nothing is lost if you end the session now. To empty the lot on purpose, make "
                "each one a repair or an open question, or let it go."
            ),
            self.tr("End the session"),
            self.tr("Look at the parking lot"),
        ):
            self._view.set_page(Page.PARKING)
            return
        self._do(lambda held: end_session(held.review, self.clock.moment()))
        self._say(self.tr("The session has ended. What was spent where stands on its page."))

    def _on_menu(self, at: QPoint) -> None:
        menu = QMenu(self._window)
        menu.setObjectName("clock_menu")
        for name in _CLOCK_MENU:
            menu.addAction(self._window.commands[name])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _on_ran_on(self, since: datetime, until: datetime, asleep: bool) -> None:
        from reviewdesk.qt.clock_words import stretch
        from reviewdesk.services.session_edits import take_off

        def take() -> None:
            self._do(lambda bridge: take_off(bridge.review, since, until))

        span = stretch(round((until - since).total_seconds() * 1_000))
        if asleep:
            words = self.tr("The clock ran on for {span} while the computer slept.")
        else:
            words = self.tr("The clock ran on for {span} while the program was closed.")
        self._window.notices.tell(
            words.format(span=span),
            (self.tr("Take them off"), take),
            once="ran_on",
        )

    # Round and hands

    def _round(self, by: int) -> None:
        from reviewdesk.services.session_edits import step_round

        self._do(lambda bridge: step_round(bridge.review, by, self.clock.moment()))
        self._take_card()

    def _take_card(self) -> None:
        """Has the card of the department that has the word in hand, so that the room follows."""
        bridge, session = self._bridge(), self._sitting()
        if bridge is None or session is None:
            return
        own = [one.id for one in bridge.review.cards if one.department_id == session.speaking_id]
        self._view.set_cards(*own[:1])

    def _hand(self, place: int) -> None:
        from reviewdesk.services.session_edits import turn_hand

        bridge = self._bridge()
        if bridge is not None and place <= len(bridge.review.departments):
            department = bridge.review.departments[place - 1]
            self._do(lambda held: turn_hand(held.review, department.id))
            session = self._sitting()
            up = session is not None and department.id in session.hand_ids
            words = self.tr("{name} has a hand up") if up else self.tr("{name}: hand down")
            if self._view.page is not Page.SESSION:
                self._say(words.format(name=department.name))

    def _on_first_hand(self) -> None:
        from reviewdesk.services.session_edits import give_word

        session = self._sitting()
        if session is None or not session.hand_ids:
            self._say(self.tr("No hand is up."))
            return
        first = session.hand_ids[0]
        self._do(lambda bridge: give_word(bridge.review, first, self.clock.moment()))
        self._take_card()

    # Parking, notes

    def _on_park(self) -> None:
        from reviewdesk.widgets.console.park_line import ParkLine

        bridge = self._bridge()
        if bridge is None:
            return
        if self._park is None:
            self._park = ParkLine(self._window, bridge, self._view, self.clock)
        self._park.open()

    def _on_prompt_next(self) -> None:
        if self._prompt is not None:
            self._prompt.show_next()

    def _on_prompt_send(self) -> None:
        if self._prompt is not None:
            self._prompt.send()

    def _on_note(self) -> None:
        from reviewdesk.services.parking_edits import note_on

        bridge = self._bridge()
        if bridge is None:
            return
        note = note_on(bridge, *self._about())
        self._view.set_page(Page.NOTES)
        self._window.pages.write_in(Page.NOTES, note.id)

    def _about(self) -> tuple[str, str]:
        """The record that is selected, by table and id; empty for the whole review."""
        from reviewdesk.widgets.console.park_line import about_of

        bridge = self._bridge()
        return about_of(bridge.review, self._view) if bridge is not None else ("", "")

    # The close

    def _poll(self, answer: str) -> None:
        from reviewdesk.services.session_edits import count_answer

        self._do(lambda bridge: count_answer(bridge.review, answer))
        session = self._sitting()
        if session is not None and self._view.page is not Page.SESSION:
            self._say(
                self.tr("Counted: {yes} yes, {unsure} unsure, {no} no.").format(
                    yes=session.poll_yes, unsure=session.poll_unsure, no=session.poll_no
                )
            )

    def _on_poll_show(self) -> None:
        from reviewdesk.services.session_edits import show_poll

        session = self._sitting()
        shown = session is None or not session.poll_shown
        self._do(lambda bridge: show_poll(bridge.review, shown))

    def _sitting(self) -> Session | None:
        from reviewdesk.services.session_edits import sitting

        bridge = self._bridge()
        return sitting(bridge.review) if bridge is not None else None

    def _say(self, sentence: str) -> None:
        self._window.notices.tell(sentence, once="session", passing=True)
