"""The round: departments in turn, the card of the one in turn large, hands, and time had."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from reviewdesk.domain import session_clock
from reviewdesk.domain.accounts import Card
from reviewdesk.domain.people import Department
from reviewdesk.domain.session_clock import Reading
from reviewdesk.domain.sessions import Session
from reviewdesk.qt.clock_words import figures
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.session_clock import SessionClock
from reviewdesk.qt.theme import Theme
from reviewdesk.services import session_edits
from reviewdesk.services.questions import card_questions
from reviewdesk.widgets.fields import CheckField, TextField, discard_all
from reviewdesk.widgets.flow import FlowLayout
from reviewdesk.widgets.parts import breakable, button, frame, label, set_state, tool_tip
from reviewdesk.widgets.session.tick_label import TickLabel
from reviewdesk.widgets.spots import answer_spot, record_spot

_DOT_PX = 10


class RoundPanel(QWidget):
    """Whose turn it is, large; the others under it, those not heard yet standing out.

    Signals: `command_wished(str)`, the name of a command; `word_wished(DepartmentId)`, who is to
    have the word out of turn.
    """

    command_wished = Signal(str)
    word_wished = Signal(str)

    def __init__(self, bridge: DeskBridge, theme: Theme, clock: SessionClock) -> None:
        super().__init__()
        self.setObjectName("round_panel")
        self.setAccessibleName(self.tr("Round"))
        self._bridge, self._theme, self._clock = bridge, theme, clock
        self._shown_card = ""
        self._shown_rows: object = None
        self._speaking = ""
        self._card = frame("surface")
        self._card.setObjectName("round_card")
        self._inside = QVBoxLayout(self._card)
        self._inside.setContentsMargins(18, 14, 18, 16)
        self._inside.setSpacing(6)
        self._rows = QGridLayout()
        self._rows.setVerticalSpacing(4)
        self._rows.setHorizontalSpacing(12)
        self._rows.setColumnStretch(3, 1)
        self._times: dict[str, QLabel] = {}
        self._who = label("", "quiet")
        self._who.setObjectName("round_who")
        self._who.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._make_buttons())
        column.addWidget(self._who)
        column.addWidget(self._card)
        column.addWidget(
            label(self.tr("Every department, and how long it had the word"), "caption")
        )
        column.addLayout(self._rows)
        hint = label(
            self.tr(
                "Ctrl+Shift and its number notes a hand. Times are for you alone, never of people."
            ),
            "quiet",
        )
        hint.setWordWrap(True)
        column.addWidget(hint)
        column.addStretch(1)
        clock.ticked.connect(self._on_ticked)

    def _make_buttons(self) -> QWidget:
        held = QWidget()
        flow = FlowLayout(held, spacing_px=6)
        for text, name, role in (
            (self.tr("Next department"), "round_next", "accent"),
            (self.tr("Before"), "round_back", "pill"),
            (self.tr("First hand"), "hand_first", "pill"),
            (self.tr("Show the card in the room, and back"), "room_card", "link"),
        ):
            made = button(text, f"{name}_button", role)
            made.clicked.connect(partial(self.command_wished.emit, name))
            flow.addWidget(made)
        return held

    def sync(self) -> None:
        review = self._bridge.review
        session = session_edits.sitting(review)
        self._speaking = (session.speaking_id or "") if session is not None else ""
        self._sync_who(session)
        self._sync_card(review.find(Department, self._speaking), session)
        self._sync_rows(session)

    def clear(self) -> None:
        self._shown_card = self._speaking = ""
        self._shown_rows = None
        self._times.clear()
        discard_all(self._inside)
        discard_all(self._rows)

    def _sync_who(self, session: Session | None) -> None:
        """Who is asked in the round, and why these."""
        review = self._bridge.review
        here = set(session.present_ids) if session is not None else set()
        asked = [one.name for one in review.departments if one.id in here]
        if not review.departments:
            words = self.tr("Name the departments on the page About this review.")
        elif not asked:
            words = self.tr(
                "In the round: all departments, for nobody is ticked as here (Opening)."
            )
        elif len(asked) == len(review.departments):
            words = self.tr("In the round: all departments; all are ticked as here.")
        else:
            words = self.tr("In the round, for they are ticked as here (Opening): {names}.")
            words = words.replace("{names}", ", ".join(breakable(one[:60]) for one in asked))
        self._who.setText(words)

    # The card of the one in turn

    def _sync_card(self, department: Department | None, session: Session | None) -> None:
        review = self._bridge.review
        own = [one for one in review.cards if department and one.department_id == department.id]
        nobody = "" if department else self._nobody_words(session)
        key = "|".join((department.id if department else nobody, *(one.id for one in own)))
        if key == self._shown_card:
            return
        self._shown_card = key
        discard_all(self._inside)
        if department is None:
            words = label(nobody, "quiet")
            words.setObjectName("round_nobody")
            words.setWordWrap(True)
            self._inside.addWidget(words)
            return
        name = label(breakable(department.name), "heading")
        name.setObjectName("round_name")
        name.setWordWrap(True)
        self._inside.addWidget(name)
        for card in own:
            for part in self._card_parts(card):
                self._inside.addWidget(part)

    def _nobody_words(self, session: Session | None) -> str:
        if session is not None and session.in_round:
            return self.tr("Nobody has the word. Next department goes on with the round.")
        if session is None or not session_edits.round_is_over(session):
            return self.tr("Nobody has the word. Next department begins the round.")
        missing = session_edits.not_heard(self._bridge.review)
        if not missing:
            return self.tr("The round is done. Everybody has been heard.")
        names = ", ".join(breakable(one.name[:60]) for one in missing)
        return self.tr("The round is done; not heard yet: {names}.").format(names=names)

    def _card_parts(self, card: Card) -> Sequence[QWidget]:
        parts: list[QWidget] = [
            CheckField(
                self._bridge, record_spot(self._bridge, card, "heard"), "round_heard",
                self.tr("Has been heard"),
            )
        ]  # fmt: skip
        for question in card_questions(self._bridge.review.head):
            parts.append(label(question.text, "asked"))
            parts.append(
                TextField(
                    self._bridge, answer_spot(self._bridge, card, question.key),
                    f"round_answer_{question.key}", question.text, bare=True,
                    placeholder=self.tr("…"),
                )
            )  # fmt: skip
        return parts

    # Everybody

    def _sync_rows(self, session: Session | None) -> None:
        review = self._bridge.review
        waiting = {one.id for one in session_edits.not_heard(review)}
        hands = session.hand_ids if session is not None else ()
        talk = session.talk if session is not None else ()
        look = (self._theme.palette.name, self._theme.zoom)
        state = (review.departments, waiting, hands, talk, self._speaking, look)
        if state == self._shown_rows:
            return
        self._shown_rows = state
        focused = QApplication.focusWidget()
        name = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        self._times.clear()
        discard_all(self._rows)
        for place, department in enumerate(review.departments):
            for column, part in enumerate(
                self._row(department, place + 1, session, department.id not in waiting, hands)
            ):
                self._rows.addWidget(part, place, column)
        again = self.findChild(QWidget, name) if name else None
        if again is not None:
            again.setFocus()

    def _row(
        self, department: Department, number: int, session: Session | None, heard: bool,
        hands: Sequence[str],
    ) -> Sequence[QWidget]:  # fmt: skip
        dot = QFrame()
        dot.setFixedSize(self._theme.px(_DOT_PX), self._theme.px(_DOT_PX))
        colour = self._theme.palette.department(department.colour).name()
        dot.setStyleSheet(f"background: {colour}; border-radius: {self._theme.px(_DOT_PX) // 2}px;")
        speaking = department.id == self._speaking
        name = button(
            breakable(department.name).replace("&", "&&")[:60], f"word_{department.id}", "link",
            accessible=self.tr("Give the word to {name}").format(name=department.name),
        )  # fmt: skip
        name.setToolTip(tool_tip(department.name))
        name.clicked.connect(partial(self.word_wished.emit, department.id))
        state = label(*self._state(heard, speaking))
        state.setObjectName(f"round_state_{number}")
        up = department.id in hands
        words = self.tr("Hand {place}").format(place=hands.index(department.id) + 1) if up else ""
        hand = button(words or self.tr("Hand"), f"hand_of_{number}", "pill")
        hand.setAccessibleName(
            self.tr("Hand of {name}").format(name=department.name)
            + (f", {words}" if up else f", {self.tr('down')}")
        )
        set_state(hand, "on", "true" if up else "false")
        hand.clicked.connect(partial(self.command_wished.emit, f"hand_{number}"))
        hand.setEnabled(number < 10)
        had = (
            session_clock.talked_ms(session, department.id, self._clock.moment()) if session else 0
        )
        time = TickLabel("number")
        time.setText(figures(had) if had else "")
        time.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._times[department.id] = time
        place = label(f"{number}", "quiet")
        return dot, place, name, state, hand, time

    def _state(self, heard: bool, speaking: bool) -> tuple[str, str]:
        if speaking:
            return self.tr("has the word"), "strong"
        return (self.tr("heard"), "quiet") if heard else (self.tr("not heard yet"), "attention")

    def _on_ticked(self, _reading: Reading | None) -> None:
        time = self._times.get(self._speaking)
        if time is None or not self._bridge.is_open or not self.isVisible():
            return
        session = session_edits.sitting(self._bridge.review)
        if session is not None:
            text = figures(session_clock.talked_ms(session, self._speaking, self._clock.moment()))
            if time.text() != text:
                time.setText(text)
