"""What went right, recorded as carefully as what did not."""

from reviewdesk.domain.ids import new_id
from reviewdesk.domain.understanding import Safeguard, SafeguardKind
from reviewdesk.domain.values import Record
from reviewdesk.widgets.fields import choices_of
from reviewdesk.widgets.pages.record_list import NAMED_BY_OTHERS, RecordListPage
from reviewdesk.widgets.pages.rows import RecordRow
from reviewdesk.widgets.record_links import RecordLinks


class SafeguardRow(RecordRow):
    def __init__(self, record: Record, links: RecordLinks) -> None:
        super().__init__(record, links)
        kind = self.choice("kind", self.tr("In which way it helped"), choices_of(SafeguardKind))
        self.head(self.title_field(self.tr("What went right")), kind)
        self.body.addWidget(
            self.text("detail", self.tr("Detail"), self.tr("How it helped, and whose doing it was"))
        )
        self.body.addWidget(self.entries())


class SafeguardsPage(RecordListPage):
    """What went right, recorded as carefully as what did not."""

    name = "safeguards"
    record_type = Safeguard
    follows = (Safeguard, *NAMED_BY_OTHERS)

    def heading_text(self) -> str:
        return self.tr("What went right")

    def purpose_text(self) -> str:
        return self.tr(
            "What kept it from being worse, which quick decision helped, which adaptation is worth "
            "keeping."
        )

    def add_text(self) -> str:
        return self.tr("Add something that went right, then Enter")

    def empty_text(self) -> str:
        return self.tr(
            "Nothing here yet. Ask each department: what helped, and what would have been worse "
            "without it? Type the first answer above."
        )

    def new_record(self, title: str, position: float) -> Record:
        return Safeguard(id=new_id(), title=title, position=position)

    def new_row(self, record: Record) -> RecordRow:
        return SafeguardRow(record, self.links)
