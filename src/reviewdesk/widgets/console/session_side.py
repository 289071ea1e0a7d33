"""What the window does with a sitting: its clock, the round, parking, the poll, wherever one is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from reviewdesk.qt.view_state import Page, RoomLayout
from reviewdesk.widgets.console.round_side import RoundSide

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
_OF_THE_CLOSE = (RoomLayout.POLL, RoomLayout.CLOSING)
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
        self._ran_on_since: datetime | None = None
        """Since when the clock ran that ran on while nobody was there."""
        self._round = RoundSide(window, view, bridge, self._moment)
        self._park: ParkLine | None = None
        self._prompt: PromptCard | None = None
        view.room_layout_changed.connect(self._on_layout_changed)

    @property
    def clock(self) -> SessionClock:
        if self._clock is None:
            raise RuntimeError("no review is open")
        return self._clock

    def _moment(self) -> datetime:
        return self.clock.moment()

    def make_clock(self, bridge: DeskBridge, wall: Callable[[], datetime]) -> PhaseClock:
        """The clock of whatever review comes on the desk, as it stands in the bar."""
        from reviewdesk.qt.session_clock import SessionClock
        from reviewdesk.widgets.console.phase_clock import PhaseClock

        self._clock = SessionClock(bridge, wall, self)
        self._clock.ran_on.connect(self._on_ran_on)
        bridge.edited.connect(self._on_edited)
        self._round.follow(bridge)
        from reviewdesk.widgets.session.prompt_card import PromptCard

        self._prompt = PromptCard(bridge, self._view)
        self._prompt.send_wished.connect(self.question_wished)
        self._window.side_bar.add_foot(self._prompt)
        pill = PhaseClock(self._clock)
        pill.toggle_wished.connect(self._on_clock)
        pill.menu_wished.connect(self._on_menu)
        return pill

    def take_page(self, page: QWidget) -> None:
        """Listens to a page that came into the window, where it is that of the session."""
        from reviewdesk.widgets.pages.session import SessionPage

        if isinstance(page, SessionPage):
            page.command_wished.connect(self._on_command_wished)
            page.word_wished.connect(self._round.give_word)
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

        spoke = self._speaks()
        self._do(lambda bridge: change_phase(bridge.review, phase, self.clock.moment()))
        reading = self.clock.reading()
        if reading is not None and reading.begun:
            self._say_where()
            self._say_silent(spoke)

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
            **self._round.handlers(),
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

        reading, bridge = self.clock.reading(), self._bridge()
        if bridge is None:
            return
        if reading is not None and reading.running:
            self._do(lambda held: stop_clock(held.review, self.clock.moment()))
            return
        phase = bridge.review.head.phase
        self._do(lambda held: start_clock(held.review, self.clock.moment()))
        if reading is None or not reading.begun:
            self._say_begun(phase)

    def _say_begun(self, phase: Phase) -> None:
        """Where a session begins, and the way to where the review was before."""
        from reviewdesk.domain.session_clock import agenda, first_of_phase

        session = self._sitting()
        if session is None or session.started is None:
            self._say(self.tr("There is no agenda yet. Make one on the page Session (F10)."))
            return
        items = agenda(session)
        words = self.tr(
            "The session begins with “{item}”, the first of {count} on the agenda. "
            "Ctrl+F12 goes on to the next."
        )
        told = words.format(item=items[0].title[:80], count=len(items))
        left = first_of_phase(session, phase)
        if left is None or left.phase is items[0].phase or left.phase is not phase:
            self._window.notices.tell(told, once="begun", passing=True)
            return
        self._window.notices.tell(
            told,
            (
                self.tr("Go to {phase}").format(phase=self.tr(phase.value)),
                partial(self.change_phase, phase),
            ),
            once="begun",
            passing=True,
            passes_s=20,
        )

    def _go_on(self, *, skip: bool) -> None:
        from reviewdesk.services.session_edits import go_on

        self._window.notices.clear("begun")
        if not self._is_begun():
            return
        before, spoke = self._item_id(), self._speaks()
        self._do(lambda bridge: go_on(bridge.review, self.clock.moment(), skip=skip))
        if self._item_id() == before:
            self._say(self.tr("This is the last item. End the session with Ctrl+Shift+F10."))
        else:
            self._say_where()
            self._say_silent(spoke)

    def _on_back(self) -> None:
        from reviewdesk.services.session_edits import go_back

        if self._is_begun():
            spoke = self._speaks()
            self._do(lambda bridge: go_back(bridge.review, self.clock.moment()))
            self._say_where()
            self._say_silent(spoke)

    def _item_id(self) -> str:
        reading = self.clock.reading()
        return reading.item.id if reading is not None else ""

    def _say_where(self) -> None:
        """Which item it is now, where the room does not go on with it."""
        from reviewdesk.qt.room_words import stays_words

        reading, stays = self.clock.reading(), stays_words(self._view)
        if reading is not None and stays:
            now = self.tr("Now: “{item}”.").format(item=reading.item.title[:80])
            self._window.notices.tell(f"{now} {stays}", once="room_stays", passing=True)

    def _speaks(self) -> str:
        """The name of the department that has the word; empty where none has."""
        bridge, session = self._bridge(), self._sitting()
        if bridge is None or session is None:
            return ""
        departments = bridge.review.departments
        return next((one.name for one in departments if one.id == session.speaking_id), "")

    def _say_silent(self, spoke: str) -> None:
        """Whose word ended with the phase it was given in."""
        if spoke and not self._speaks():
            words = self.tr("With the phase the word of {name} has ended; Ctrl+Z gives it back.")
            self._say(words.format(name=spoke[:60]))

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
        boxed = self._has_time_box()
        self._do(lambda bridge: extend(bridge.review, minutes))
        if boxed and not self._has_time_box():
            self._say(self.tr("Nothing is left of the time box, so it has none now: Ctrl+Z."))

    def _has_time_box(self) -> bool:
        reading = self.clock.reading()
        return reading is not None and reading.item.planned_s > 0

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
        from reviewdesk.services.session_edits import end_session
        from reviewdesk.widgets.console.session_end import is_to_end

        bridge = self._bridge()
        if bridge is None or not self._is_begun():
            return
        ends = is_to_end(self._window, bridge.review)
        if isinstance(ends, Page):
            self._view.set_page(ends)
            if ends is Page.SESSION:
                self._show_close()
        if ends is not True:
            return
        self._do(lambda held: end_session(held.review, self.clock.moment()))
        self._window.notices.tell(
            self.tr(
                "The session has ended. What was spent where stands on its page; Ctrl+Z goes on "
                "with it."
            ),
            once="ended",
            passing=True,
        )

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
            passing=True,
            # Who opens a laptop again has other things to do first.
            passes_s=120,
        )
        self._ran_on_since = self._running_since()

    def _running_since(self) -> datetime | None:
        """Since when the clock runs on the item in hand."""
        reading = self.clock.reading()
        return reading.item.since if reading is not None else None

    def _on_edited(self, edited: Edited) -> None:
        if "session" not in edited.tables:
            return
        if self._running_since() != self._ran_on_since:
            # On another item, or after a pause, there is nothing left to be taken off.
            self._window.notices.clear("ran_on")
        if edited.initiator is not self:
            # It was undone, or the agenda was gone through elsewhere.
            self._window.notices.clear("begun")
            self._window.notices.clear("ended")

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

        bridge, here = self._bridge(), self._window.pages.record_in_focus()
        if here[0] or bridge is None:
            return here
        return about_of(bridge.review, self._view)

    # The close

    def _poll(self, answer: str) -> None:
        from reviewdesk.services.session_edits import count_answer

        self._do(lambda bridge: count_answer(bridge.review, answer))
        session = self._sitting()
        if self._view.page is Page.SESSION:
            self._show_close()
        elif session is not None:
            self._say(
                self.tr("Counted: {yes} yes, {unsure} not sure, {no} no.").format(
                    yes=session.poll_yes, unsure=session.poll_unsure, no=session.poll_no
                )
            )

    def _on_layout_changed(self) -> None:
        """Has the page of the session show what was sent from it to the room."""
        if self._view.page is Page.SESSION and self._view.room_sent in _OF_THE_CLOSE:
            self._show_close()

    def _show_close(self) -> None:
        """Has the counts be seen, whatever part of the session's page was."""
        from reviewdesk.widgets.pages.session import SessionPage

        page = self._window.pages.page(Page.SESSION)
        if isinstance(page, SessionPage):
            page.show_named("close")

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
