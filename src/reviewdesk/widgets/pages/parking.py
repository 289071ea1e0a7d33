"""Ideas and fixes that came up before their phase."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reviewdesk.domain.accounts import Card
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.ids import new_id
from reviewdesk.domain.notes import ParkingItem
from reviewdesk.domain.sessions import Phase
from reviewdesk.domain.values import Record
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.view_state import Page
from reviewdesk.services import parking_edits
from reviewdesk.widgets.fields import choices_of
from reviewdesk.widgets.pages.record_list import RecordListPage
from reviewdesk.widgets.pages.rows import RecordRow
from reviewdesk.widgets.parts import button, label, tool_tip
from reviewdesk.widgets.record_links import RecordLinks


class ParkingRow(RecordRow):
    """An idea and what can become of it. Signals: `decided(str)`, its id, when that was chosen."""

    decided = Signal(str)

    def __init__(self, record: Record, links: RecordLinks) -> None:
        super().__init__(record, links)
        phase = self.choice("phase", self.tr("Came up in"), [("–", None), *choices_of(Phase)])
        self._settled = self.check("settled", self.tr("Settled"))
        self.head(self.title_field(self.tr("Parked item")), phase, self._settled)
        self.body.addWidget(self.text("detail", self.tr("Detail"), self.tr("What was said")))
        self._from = button("", "parking_from", "link", accessible=self.tr("Where it came from"))
        self._from.clicked.connect(self._on_from)
        self._outcome = label("", "quiet")
        self._choices = QWidget()
        row = QHBoxLayout(self._choices)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        for text, name, act in (
            (self.tr("Make it a repair"), "take_up_button", parking_edits.make_repair),
            (self.tr("Make it an open question"), "ask_up_button", parking_edits.make_question),
            (self.tr("Let it go"), "let_go_button", parking_edits.let_go),
        ):
            made = button(text, name, "link")
            made.clicked.connect(partial(self._settle, act))
            row.addWidget(made)
        row.addStretch(1)
        self.body.addWidget(self._from, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._outcome)
        self.body.addWidget(self._choices)

    def refresh(self) -> None:
        super().refresh()
        item = self.record
        if not isinstance(item, ParkingItem):
            return
        self._choices.setVisible(not item.settled)
        made = self.tr("Made it: {what}").format(what=item.became)
        self._outcome.setText(made if item.became else self.tr("Let go"))
        self._outcome.setVisible(item.settled)
        told = self.tr("From {place}").format(place=item.place)
        self._from.setText(told[:110].replace("&", "&&"))
        self._from.setToolTip(tool_tip(told))
        self._from.setVisible(bool(item.place))
        self._from.setEnabled(bool(item.about_id))

    def _settle(self, act: Callable[[DeskBridge, ParkingItem], object]) -> None:
        if isinstance(self.record, ParkingItem):
            act(self.bridge, self.record)
            self.decided.emit(self.record.id)

    def _on_from(self) -> None:
        item = self.record
        if not isinstance(item, ParkingItem):
            return
        if item.about_table == Card.table:
            self.links.view.set_page(Page.PERSPECTIVES)
            self.links.view.set_cards(item.about_id)
        elif item.about_table == Entry.table:
            self.links.lead_to_entry(item.about_id)


class ParkingPage(RecordListPage):
    """The parking lot; private, because half an idea is easily taken for a promise."""

    name = "parking"
    record_type = ParkingItem
    follows = (ParkingItem,)

    def heading_text(self) -> str:
        return self.tr("Parking lot")

    def purpose_text(self) -> str:
        return self.tr(
            "Ideas and fixes that came up before their phase. Private to you; bring them back "
            "when the room has agreed on what happened."
        )

    def summarise(self) -> None:
        left = sum(isinstance(one, ParkingItem) and not one.settled for one in self.records())
        self._left.setText(
            self.tr("%n left. Make each a repair or an open question, or let it go.", "", left)
            if left else self.tr("Empty: everything that was parked has been settled.")
        )  # fmt: skip
        self._left.setVisible(bool(self.records()))

    def _build(self) -> None:
        super()._build()
        self._left = label("", "strong")
        self._left.setObjectName("parking_left")
        self.top.insertWidget(2, self._left)

    def add_text(self) -> str:
        return self.tr("Park an idea, then Enter")

    def empty_text(self) -> str:
        return self.tr(
            "Nothing parked. When somebody offers a fix before the story is understood, type it "
            "above and go on."
        )

    def new_record(self, title: str, position: float) -> Record:
        phase = self.bridge.review.head.phase
        return ParkingItem(id=new_id(), title=title, phase=phase, position=position)

    def new_row(self, record: Record) -> RecordRow:
        row = ParkingRow(record, self.links)
        row.decided.connect(self._go_on_from)
        return row

    def _go_on_from(self, record_id: str) -> None:
        """Puts the keyboard on the next idea to be decided on; after the last where one adds."""
        items = [one for one in self.records() if isinstance(one, ParkingItem)]
        place = next((at for at, one in enumerate(items) if one.id == record_id), 0)
        left = [one for one in (*items[place:], *items[:place]) if not one.settled]
        row = self.near.made_of(left[0].id) if left else None
        if row is None:
            self.add_line.setFocus()
            return
        row.focus_first()
        self.reveal(row)
