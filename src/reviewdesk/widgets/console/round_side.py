"""What the window does with the round: the word in turn, hands, and what is said of both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from datetime import datetime

    from reviewdesk.domain.edits import Edit
    from reviewdesk.domain.people import Department
    from reviewdesk.domain.review import Review
    from reviewdesk.domain.sessions import Session
    from reviewdesk.qt.desk_bridge import DeskBridge
    from reviewdesk.qt.view_state import ViewState
    from reviewdesk.services.desk import Edited
    from reviewdesk.widgets.console.frame import ConsoleFrame

_HANDS = range(1, 10)


class RoundSide(QObject):
    """Carries out the commands of the round on the open review."""

    def __init__(
        self,
        window: ConsoleFrame,
        view: ViewState,
        bridge: Callable[[], DeskBridge | None],
        moment: Callable[[], datetime],
    ) -> None:
        """`bridge` gives that of the open review, `moment` what its clock says."""
        super().__init__(window)
        self._window, self._view, self._bridge, self._moment = window, view, bridge, moment

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "round_next": partial(self._step, 1),
            "round_back": partial(self._step, -1),
            "hand_first": self._on_first_hand,
            **{f"hand_{place}": partial(self._hand, place) for place in _HANDS},
        }

    def follow(self, bridge: DeskBridge) -> None:
        bridge.opened.connect(self._name_hands)
        bridge.edited.connect(self._on_edited)

    def give_word(self, department_id: str) -> None:
        """Gives the word out of turn, and takes the card of who has it in hand."""
        from reviewdesk.services.session_edits import give_word

        self._do(lambda review: give_word(review, department_id, self._moment()))
        self._take_card()

    def _do(self, make: Callable[[Review], Edit]) -> None:
        bridge = self._bridge()
        if bridge is not None:
            bridge.apply(make(bridge.review), self)

    def _on_edited(self, edited: Edited) -> None:
        if "department" in edited.tables:
            self._name_hands()

    def _name_hands(self) -> None:
        """Has the menu call each hand by its department, and offer no others."""
        bridge = self._bridge()
        departments = bridge.review.departments if bridge is not None else ()
        for place in _HANDS:
            action = self._window.commands[f"hand_{place}"]
            there = place <= len(departments)
            action.setVisible(there)
            if there:
                name = departments[place - 1].name[:40].replace("&", "&&")
                action.setText(self.tr("Hand: {name}").format(name=name))

    def _step(self, by: int) -> None:
        from reviewdesk.services.session_edits import round_is_over, step_round

        bridge = self._bridge()
        if bridge is None:
            return
        if not bridge.review.departments:
            self._say(self.tr("There are no departments yet. Name them on About this review."))
            return
        self._do(lambda review: step_round(review, by, self._moment()))
        session = self._sitting()
        if session is not None and by > 0 and round_is_over(session):
            self._say_over(bridge.review, session)
        else:
            self._take_card()

    def _say_over(self, review: Review, session: Session) -> None:
        """Also whose hand is still up: with the round nobody would ask for it any more."""
        from reviewdesk.services.session_edits import mark_heard, not_heard, spoke_unheard

        missing, spoke = not_heard(review), spoke_unheard(review)
        told = (
            self.tr("The round is done; not heard yet: {names}.").format(names=_names(missing))
            if missing
            else self.tr("The round is done. Everybody has been heard.")
        )
        up = [one for one in review.departments if one.id in session.hand_ids]
        if up:
            words = self.tr("A hand is up: {names} (Ctrl+Shift+G).")
            told = f"{told} {words.format(names=_names(up))}"
        if not spoke:
            self._say(told)
            return
        words = self.tr("Mark as heard")
        if len(spoke) < len(missing):
            words = f"{words}: {_names(spoke)[:60]}".replace("&", "&&")
        self._window.notices.tell(
            told, (words, lambda: self._do(mark_heard)), once="session", passing=True, passes_s=60
        )

    def _take_card(self) -> None:
        """Has the card of the department that has the word in hand, so that the room follows.

        With nobody's turn the room keeps what it has.
        """
        from reviewdesk.qt.room_words import stays_words

        bridge, session = self._bridge(), self._sitting()
        if bridge is None or session is None or session.speaking_id is None:
            return
        own = [one.id for one in bridge.review.cards if one.department_id == session.speaking_id]
        self._view.set_cards(*own[:1])
        stays = stays_words(self._view)
        if self._view.veil and not stays:
            stays = self.tr(
                "The veil is down: the room sees a card only where it tells nothing of what came "
                "later."
            )
        if stays:
            self._window.notices.tell(stays, once="room_stays", passing=True)

    def _hand(self, place: int) -> None:
        from reviewdesk.services.session_edits import turn_hand

        bridge = self._bridge()
        if bridge is not None and place <= len(bridge.review.departments):
            department = bridge.review.departments[place - 1]
            self._do(lambda review: turn_hand(review, department.id))
            session = self._sitting()
            up = session is not None and department.id in session.hand_ids
            words = self.tr("{name} has a hand up") if up else self.tr("{name}: hand down")
            told = words.format(name=department.name)
            names = {one.id: one.name for one in bridge.review.departments}
            others = [
                names[one]
                for one in (session.hand_ids if session is not None else ())
                if one != department.id and one in names
            ]
            if others:
                told += self.tr("; up as well: {names}").format(names=", ".join(others))
            if not self._sees_round():
                self._say(told)

    def _sees_round(self) -> bool:
        """Whether hands are seen where they are counted."""
        from reviewdesk.widgets.pages.session import SessionPage

        page = self._window.pages.currentWidget()
        return isinstance(page, SessionPage) and page.is_shown("round")

    def _on_first_hand(self) -> None:
        session = self._sitting()
        if session is None or not session.hand_ids:
            self._say(self.tr("No hand is up."))
        else:
            self.give_word(session.hand_ids[0])

    def _sitting(self) -> Session | None:
        from reviewdesk.services.session_edits import sitting

        bridge = self._bridge()
        return sitting(bridge.review) if bridge is not None else None

    def _say(self, sentence: str) -> None:
        self._window.notices.tell(sentence, once="session", passing=True)


def _names(departments: tuple[Department, ...] | list[Department]) -> str:
    return ", ".join(one.name[:60] for one in departments)
