"""What nobody could answer yet."""

from reviewdesk.domain.ids import new_id
from reviewdesk.domain.understanding import OpenQuestion
from reviewdesk.domain.values import Record
from reviewdesk.widgets.pages.record_list import NAMED_BY_OTHERS, RecordListPage
from reviewdesk.widgets.pages.rows import RecordRow
from reviewdesk.widgets.record_links import RecordLinks


class QuestionRow(RecordRow):
    def __init__(self, record: Record, links: RecordLinks) -> None:
        super().__init__(record, links)
        self.head(
            self.title_field(self.tr("Open question")), self.check("answered", self.tr("Answered"))
        )
        self.body.addWidget(
            self.text(
                "detail", self.tr("Detail"), self.tr("Who could know, and what is known so far")
            )
        )
        self.body.addWidget(self.entries())


class QuestionsPage(RecordListPage):
    """What nobody could answer yet."""

    name = "questions"
    record_type = OpenQuestion
    follows = (OpenQuestion, *NAMED_BY_OTHERS)

    def heading_text(self) -> str:
        return self.tr("Open questions")

    def purpose_text(self) -> str:
        return self.tr("What nobody in the room could answer yet. They stand in the report.")

    def add_text(self) -> str:
        return self.tr("Add a question, then Enter")

    def empty_text(self) -> str:
        return self.tr("No open questions. When nobody in the room knows, type the question above.")

    def new_record(self, title: str, position: float) -> Record:
        return OpenQuestion(id=new_id(), title=title, position=position)

    def new_row(self, record: Record) -> RecordRow:
        return QuestionRow(record, self.links)
