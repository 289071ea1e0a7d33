"""The page of a sitting: agenda and clock at the left, opening, round and close in their order."""

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reviewdesk.domain.accounts import Card
from reviewdesk.domain.ids import DepartmentId
from reviewdesk.domain.notes import ParkingItem
from reviewdesk.domain.people import Department, Voice
from reviewdesk.domain.review import ReviewHead
from reviewdesk.domain.session_clock import in_hand
from reviewdesk.domain.sessions import Phase, Session
from reviewdesk.domain.values import Record
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.session_clock import SessionClock
from reviewdesk.qt.theme import Theme
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services.session_edits import sitting
from reviewdesk.widgets.pages.record_list import ReviewPage
from reviewdesk.widgets.parts import button
from reviewdesk.widgets.session.agenda import AgendaPanel
from reviewdesk.widgets.session.close import ClosePanel
from reviewdesk.widgets.session.opening import OpeningPanel
from reviewdesk.widgets.session.round import RoundPanel

_AGENDA_SHARE, _PARTS_SHARE = 5, 6
_SHOWN_BY = {"opening": 0, "round": 1, "close": 2}
_PART_OF = {Phase.PREPARE: "opening", Phase.FOLLOW_THROUGH: "close"}


class SessionPage(ReviewPage):
    """One place to run a meeting from.

    Signals: `command_wished(str)`, the name of a command; `word_wished(DepartmentId)`, who is to
    have the word out of turn; `template_kept(str, str)`, a name and an agenda as text.
    """

    name = "session"
    follows: ClassVar[tuple[type[Record], ...]] = (
        Session, Department, Voice, Card, ReviewHead, ParkingItem,
    )  # fmt: skip
    command_wished = Signal(str)
    word_wished = Signal(str)
    template_kept = Signal(str, str)

    def __init__(
        self, bridge: DeskBridge, view: ViewState, theme: Theme, clock: SessionClock
    ) -> None:
        self._clock = clock
        super().__init__(bridge, view, theme)

    def _build(self) -> None:
        super()._build()
        self._agenda = AgendaPanel(self.bridge, self.theme, self._clock, self.links.texts)
        self._opening = OpeningPanel(self.bridge, self.theme)
        self._round = RoundPanel(self.bridge, self.theme, self._clock)
        self._close = ClosePanel(self.bridge)
        self._phase: Phase | None = None
        """That of the item in hand, as it was shown last."""
        self._speaking: DepartmentId | None = None
        """Who had the word, as it was shown last."""
        self._agenda.template_kept.connect(self.template_kept)
        self._agenda.said.connect(self.view.said)
        self._round.word_wished.connect(self.word_wished)
        parts = (
            ("opening", self.tr("Opening"), self._opening),
            ("round", self.tr("Round"), self._round),
            ("close", self.tr("Close"), self._close),
        )
        self._parts: tuple[QWidget, ...] = (self._opening, self._round, self._close)
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._stack.setObjectName("session_parts")
        tabs = QHBoxLayout()
        tabs.setSpacing(4)
        self._tabs: list[QPushButton] = []
        for place, (name, text, part) in enumerate(parts):
            tab = button(text, f"session_tab_{name}", "tab")
            tab.setCheckable(True)
            self._tabs.append(tab)
            self._group.addButton(tab, place)
            self._stack.addWidget(part)
            tabs.addWidget(tab)
        tabs.addStretch(1)
        for part in (self._agenda, self._opening, self._round, self._close):
            part.command_wished.connect(self.command_wished)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(tabs)
        # All there is, not what it asks for: that is without the lines its fields wrap into.
        column.addWidget(self._stack, 1)
        row = QHBoxLayout()
        row.setSpacing(28)
        for part, share in ((self._agenda, _AGENDA_SHARE), (right, _PARTS_SHARE)):
            # By their shares alone, so that nothing moves when another part is shown.
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            row.addWidget(part, share)
        self.column.addLayout(row)
        self._group.idClicked.connect(self.show_part)
        self.show_part(0)

    def heading_text(self) -> str:
        return self.tr("Session")

    def purpose_text(self) -> str:
        return self.tr(
            "In the order of a sitting. The room sees only what is sent there; notes, times of "
            "departments and prompts stay with you."
        )

    def show_part(self, place: int) -> None:
        """0: opening, 1: round, 2: close."""
        before, focused = self._stack.currentIndex(), QApplication.focusWidget()
        had = focused is not None and self._parts[before].isAncestorOf(focused)
        if place != before and (had or focused is self._tabs[before]):
            # Or Qt gives the keyboard to whatever comes next where the part that had it is hidden;
            # and Space on the tab before would open that again.
            self._tabs[place].setFocus()
        self._tabs[place].setChecked(True)
        for other in range(len(self._parts)):
            # Or the page would be as high as the highest part, also where another is shown.
            policy = QSizePolicy.Policy.Preferred if other == place else QSizePolicy.Policy.Ignored
            self._parts[other].setSizePolicy(QSizePolicy.Policy.Preferred, policy)
        self._stack.setCurrentIndex(place)
        self.setFocusProxy(self._tabs[place])

    def show_named(self, name: str) -> None:
        self.show_part(_SHOWN_BY[name])

    def is_shown(self, name: str) -> bool:
        """Whether that part of the page is seen: "opening", "round" or "close"."""
        return self.isVisible() and self._stack.currentIndex() == _SHOWN_BY[name]

    def set_own_agendas(self, templates: Mapping[str, str]) -> None:
        self._agenda.set_own(templates)

    def sync(self) -> None:
        for part in (self._agenda, self._opening, self._round, self._close):
            part.sync()
        session = sitting(self.bridge.review)
        self._follow_agenda(session)
        speaking = session.speaking_id if session is not None and session.in_round else None
        if speaking != self._speaking:
            # Once: while somebody has the word one may look at, and write in, the other parts.
            self._speaking = speaking
            if speaking is not None:
                self.show_named("round")

    def _follow_agenda(self, session: Session | None) -> None:
        """Shows the part that goes with an item that was gone on to; what is chosen then stays."""
        item = in_hand(session) if session is not None and session.under_way else None
        phase = item.phase if item is not None else None
        if phase is not self._phase:
            self._phase = phase
            if phase in _PART_OF:
                self.show_named(_PART_OF[phase])

    def clear(self) -> None:
        for part in (self._agenda, self._opening, self._round, self._close):
            part.clear()
        self._phase = self._speaking = None
        self._behind = True

    def show_record(self, record_id: str) -> None:
        self.update_now()
