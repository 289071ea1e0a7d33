"""Decision points, one under the other; the chosen one with all its probes."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reviewdesk.domain.accounts import MADE_SENSE, Card, Decision
from reviewdesk.domain.alerts import base_rate
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.numbering import decision_called, decisions_among
from reviewdesk.domain.people import Department, Voice
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import Theme
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services.alert_matching import by_signal
from reviewdesk.services.desk import Edited
from reviewdesk.services.question_edits import asks_anew
from reviewdesk.widgets.fields import discard
from reviewdesk.widgets.inspector.private_notes import PrivateNotes
from reviewdesk.widgets.pages.record_list import NAMED_BY_OTHERS, ReviewPage
from reviewdesk.widgets.parts import button, label, set_state, shown
from reviewdesk.widgets.record_links import RecordLinks
from reviewdesk.widgets.signals.coverage import CoverageChips
from reviewdesk.widgets.signals.probes import MadeSenseBox, ProbeFields

_AT_ONCE = 12
"""Rows that are made when the page is opened."""
_MOST_RATES = 8
"""Signals with a base rate that are told at a decision: the latest."""


class DecisionRow(QFrame):
    """One decision: when, what, by whom; unfolded with its probes in two columns."""

    def __init__(self, page: "DecisionsPage", links: RecordLinks, entry: Entry) -> None:
        super().__init__()
        self.setObjectName(f"decision_{entry.id}")
        self.setProperty("role", "row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._page = page
        self._links = links
        self.entry = entry
        self._details: QWidget | None = None
        self._number = label(role="number")
        self._title = label(role="strong")
        self._title.setWordWrap(True)
        self._who = label(role="quiet")
        self._said = label(role="quiet")
        self._said.setWordWrap(True)
        self._lead = button(self.tr("On the timeline"), "decision_timeline_button", "link")
        self._lead.clicked.connect(self._on_lead)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._title, 1)
        top.addWidget(self._who)
        top.addWidget(self._lead)
        self._body = QVBoxLayout()
        self._body.setSpacing(4)
        self._body.addLayout(top)
        self._body.addWidget(self._said)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 9, 12, 10)
        row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._body, 1)

    @property
    def unfolded(self) -> bool:
        return self._details is not None

    def take_entry(self, entry: Entry) -> None:
        self.entry = entry
        review = self._links.bridge.review
        number = decision_called(review, entry.id)
        self._number.setText(number)
        when = self._links.texts.entry_time(entry)
        self._title.setText(shown(f"{when} · {entry.title}"))
        decision = review.decision_of(entry.id)
        department = review.find(Department, entry.department_id)
        maker_id = (decision.maker_id if decision else None) or entry.voice_id
        role = self._links.voice_role(maker_id) or self.tr("taken by whom?")
        who = ", ".join(one for one in (department.name if department else "", role) if one)
        self._who.setText(who)
        set_state(self._who, "role", "quiet" if review.find(Voice, maker_id) else "nudge")
        said = decision.answer(MADE_SENSE) if decision else ""
        asked = self.tr("Not asked yet: why did this make sense at the time?")
        self._said.setText(shown(said) if said else asked)
        set_state(self._said, "role", "quiet" if said else "nudge")
        self._said.setVisible(not self.unfolded)
        self.setAccessibleName(f"{number} {when} {entry.title}, {who}".strip())

    def unfold(self, on: bool) -> None:
        if on == self.unfolded:
            return
        if on:
            self._details = self._make_details()
            self._body.addWidget(self._details)
        elif self._details is not None:
            discard(self._details)
            self._details = None
        self._said.setVisible(not on)

    def _make_details(self) -> QWidget:
        held = QWidget()
        layout = QVBoxLayout(held)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(MadeSenseBox(self._links, self.entry.id))
        rates = self._base_rates()
        if rates:
            told = label(shown(rates), "quiet")
            told.setObjectName("decision_base_rates")
            told.setWordWrap(True)
            layout.addWidget(told)
        layout.addWidget(ProbeFields(self._links, self.entry.id))
        layout.addWidget(CoverageChips(self._links, self.entry.id))
        layout.addWidget(PrivateNotes(self._links, Entry.table, self.entry.id))
        return held

    def _base_rates(self) -> str:
        """How often what was known then had fired before, as far as a history was read in."""
        review, moment = self._links.bridge.review, self.entry.own_moment
        if moment is None:
            return ""
        lines = []
        for entry_id, history in by_signal(review).items():
            entry = review.entries[entry_id]
            sight = self._links.bridge.asof.sight(entry_id, self.entry.department_id, moment)
            rate = base_rate(history, entry)
            if sight is not None and rate is not None:
                when = self._links.texts.entry_time(entry)
                lines.append((entry.anchor or moment, f"{when} {entry.title}: {rate.told}"))
        return "\n".join(line for _anchor, line in sorted(lines)[-_MOST_RATES:])

    def _on_lead(self) -> None:
        self._links.lead_to_decision(self.entry.id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.unfolded:
            self._page.choose(self.entry.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.hasFocus():
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._page.choose("" if self.unfolded else self.entry.id)
        elif event.key() == Qt.Key.Key_Down:
            self._page.step(self.entry.id, 1)
        elif event.key() == Qt.Key.Key_Up:
            self._page.step(self.entry.id, -1)
        else:
            super().keyPressEvent(event)


class DecisionsPage(ReviewPage):
    """Every decision of the timeline, in time order."""

    name = "decisions"
    follows = (Decision, Card, *NAMED_BY_OTHERS)

    def __init__(self, bridge: DeskBridge, view: ViewState, theme: Theme) -> None:
        self._chosen = ""
        super().__init__(bridge, view, theme)

    @property
    def rows(self) -> Mapping[str, DecisionRow]:
        """The rows that are made, by the ids of their events."""
        return self.near.made

    def _build(self) -> None:
        super()._build()
        self.near = self.near_rows(self.column, self._make_row, _AT_ONCE)
        self._empty = label(
            self.tr(
                "No decisions yet. On the timeline, add one with the quick line: "
                "10:47 keep rolling out #decision. Whatever somebody settled counts, "
                "also to wait."
            ),
            "quiet",
        )
        self._empty.setWordWrap(True)
        self.column.addWidget(self._empty)

    def heading_text(self) -> str:
        return self.tr("Decisions")

    def purpose_text(self) -> str:
        return self.tr(
            "Each decision made sense to somebody with what they had before them. Choose one, and "
            "ask how."
        )

    def _connect(self) -> None:
        super()._connect()
        self.bridge.edited.connect(self._on_questions)

    def _on_questions(self, edited: Edited) -> None:
        """Asks the unfolded decision what the review asks now."""
        if asks_anew(edited, "probes"):
            for row in self.rows.values():
                if row.unfolded:
                    row.unfold(False)
                    row.unfold(True)

    def sync(self) -> None:
        entries = decisions_among(self.bridge.review.entries_in_order())
        kept = set(self.rows)
        self.near.order([entry.id for entry in entries])
        for entry in entries:
            if entry.id in kept:
                self.rows[entry.id].take_entry(entry)
        self._empty.setVisible(not entries)
        # One begins to walk at the first, or where one was.
        here = self.near.made_of(self._chosen)
        if here is None and entries:
            here = self.near.made_of(entries[0].id)
        if here is not None:
            self.setFocusProxy(here)
        current = self.view.current
        if not self._chosen and current and self.near.made_of(current) is not None:
            self.choose(current)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        current = self.view.current
        if current and current != self._chosen and self.near.made_of(current) is not None:
            self.choose(current)
        elif self._chosen in self.rows:
            # One that was left unfolded is looked at again, in the room as well.
            self.view.select(self._chosen)

    def clear(self) -> None:
        self.near.clear()
        self._chosen = ""
        self._behind = True

    def _make_row(self, entry_id: str) -> DecisionRow:
        entry = self.bridge.review.entries[EntryId(entry_id)]
        row = DecisionRow(self, self.links, entry)
        row.take_entry(entry)
        return row

    def choose(self, entry_id: str) -> None:
        """Unfolds one decision and folds the others; none for an empty id."""
        self._chosen = entry_id
        chosen = self.near.made_of(entry_id)
        for one, row in self.rows.items():
            row.unfold(one == entry_id)
        if chosen is not None:
            self.setFocusProxy(chosen)
            chosen.setFocus()
            self.view.select(entry_id)
            self.reveal(chosen)

    def step(self, entry_id: str, by: int) -> None:
        ids = [entry.id for entry in decisions_among(self.bridge.review.entries_in_order())]
        to = ids.index(entry_id) + by
        row = self.near.made_of(ids[to]) if 0 <= to < len(ids) else None
        if row is not None:
            row.setFocus()
            self.reveal(row)

    def show_record(self, record_id: str) -> None:
        """Takes the id of a decision point or of its event."""
        self.update_now()
        decision = self.bridge.review.find(Decision, record_id)
        self.choose(decision.entry_id if decision is not None else record_id)
