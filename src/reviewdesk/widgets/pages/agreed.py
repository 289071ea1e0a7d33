"""Pages of what the room agrees on: what went right, lessons, open questions."""

from reviewdesk.domain.ids import new_id
from reviewdesk.domain.understanding import (
    Lesson,
    LessonKind,
    OpenQuestion,
    Safeguard,
    SafeguardKind,
)
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


class LessonRow(RecordRow):
    def __init__(self, record: Record, links: RecordLinks) -> None:
        super().__init__(record, links)
        kind = self.choice("kind", self.tr("Kind of lesson"), choices_of(LessonKind))
        voice = self.choice("voice_id", self.tr("Whose lesson"), links.voices())
        self.head(self.title_field(self.tr("Lesson")), kind)
        self.body.addWidget(
            self.text("detail", self.tr("Detail"), self.tr("What is understood differently now"))
        )
        self.pairs(
            (self.tr("Whose"), voice),
            (self.tr("Which cue told them"), self.text("cue", self.tr("Cue"), self.tr("–"))),
            (
                self.tr("How others could learn to see it"),
                self.text("teaching", self.tr("Teaching"), self.tr("–")),
            ),
        )
        self.body.addWidget(self.entries())


class LessonsPage(RecordListPage):
    """What somebody now understands differently, and the expertise that showed."""

    name = "lessons"
    record_type = Lesson
    follows = (Lesson, *NAMED_BY_OTHERS)

    def heading_text(self) -> str:
        return self.tr("Lessons")

    def purpose_text(self) -> str:
        return self.tr(
            "One thing somebody now understands differently; or an expertise that came to light "
            "and is worth teaching."
        )

    def add_text(self) -> str:
        return self.tr("Add a lesson, then Enter")

    def empty_text(self) -> str:
        return self.tr(
            "Nothing here yet. Where somebody saw it early, ask: how did you know? Type what the "
            "room learned above."
        )

    def new_record(self, title: str, position: float) -> Record:
        return Lesson(id=new_id(), title=title, position=position)

    def new_row(self, record: Record) -> RecordRow:
        return LessonRow(record, self.links)


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
