"""What somebody now understands differently, and the expertise that showed."""

from reviewdesk.domain.ids import new_id
from reviewdesk.domain.understanding import Lesson, LessonKind
from reviewdesk.domain.values import Record
from reviewdesk.widgets.fields import choices_of
from reviewdesk.widgets.pages.record_list import NAMED_BY_OTHERS, RecordListPage
from reviewdesk.widgets.pages.rows import RecordRow
from reviewdesk.widgets.record_links import RecordLinks


class LessonRow(RecordRow):
    def __init__(self, record: Record, links: RecordLinks) -> None:
        super().__init__(record, links)
        kind = self.choice("kind", self.tr("Kind of lesson"), choices_of(LessonKind))
        voice = self.choice("voice_id", self.tr("Whose lesson"), links.voices)
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
    at_once = 4
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
