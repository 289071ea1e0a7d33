"""Ideas and fixes that came up before their phase."""

from PySide6.QtCore import Qt

from reviewdesk.domain.ids import new_id
from reviewdesk.domain.notes import ParkingItem
from reviewdesk.domain.sessions import Phase
from reviewdesk.domain.values import Record
from reviewdesk.services import parking_edits
from reviewdesk.widgets.fields import choices_of
from reviewdesk.widgets.pages.record_list import RecordListPage
from reviewdesk.widgets.pages.rows import RecordRow
from reviewdesk.widgets.parts import button
from reviewdesk.widgets.record_links import RecordLinks


class ParkingRow(RecordRow):
    def __init__(self, record: Record, links: RecordLinks) -> None:
        super().__init__(record, links)
        phase = self.choice("phase", self.tr("Came up in"), [("–", None), *choices_of(Phase)])
        self._settled = self.check("settled", self.tr("Settled"))
        self.head(self.title_field(self.tr("Parked item")), phase, self._settled)
        self.body.addWidget(self.text("detail", self.tr("Detail"), self.tr("What was said")))
        self._take_up = button(self.tr("Make it a repair"), "take_up_button", "link")
        self._take_up.clicked.connect(self._on_take_up)
        self.body.addWidget(self._take_up, 0, Qt.AlignmentFlag.AlignLeft)

    def refresh(self) -> None:
        super().refresh()
        settled = isinstance(self.record, ParkingItem) and self.record.settled
        self._take_up.setVisible(not settled)

    def _on_take_up(self) -> None:
        if isinstance(self.record, ParkingItem):
            parking_edits.make_repair(self.bridge, self.record)


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
        return ParkingRow(record, self.links)
