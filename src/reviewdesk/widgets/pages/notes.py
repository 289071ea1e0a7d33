"""Private notes: on the whole review, and on single records."""

from reviewdesk.domain.accounts import Card, Decision
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.ids import new_id
from reviewdesk.domain.notes import Note, ParkingItem
from reviewdesk.domain.numbering import number_of
from reviewdesk.domain.people import Department
from reviewdesk.domain.repairs import Repair
from reviewdesk.domain.review import RECORD_TYPES
from reviewdesk.domain.understanding import Condition, Lesson, OpenQuestion, Safeguard
from reviewdesk.domain.values import Record
from reviewdesk.qt.view_state import Page
from reviewdesk.widgets.pages.record_list import NAMED_BY_OTHERS, RecordListPage
from reviewdesk.widgets.pages.rows import RecordRow
from reviewdesk.widgets.parts import button, label, tool_tip
from reviewdesk.widgets.record_links import RecordLinks, title_of

_PAGES = {
    Condition.table: Page.CONDITIONS,
    Safeguard.table: Page.SAFEGUARDS,
    Lesson.table: Page.LESSONS,
    OpenQuestion.table: Page.QUESTIONS,
    Repair.table: Page.REPAIRS,
    Card.table: Page.PERSPECTIVES,
    Decision.table: Page.DECISIONS,
    ParkingItem.table: Page.PARKING,
    Department.table: Page.ABOUT,
}


class NoteRow(RecordRow):
    def __init__(self, record: Record, links: RecordLinks) -> None:
        super().__init__(record, links)
        self._about = button("", "note_about_button", "link")
        self._about.clicked.connect(self._on_about)
        self._whole = label(self.tr("On the whole review"), "quiet")
        self._field = self.text("text", self.tr("Private note"))
        # What it is on comes first, so that one knows before one writes.
        self.body.addWidget(self._about)
        self.body.addWidget(self._whole)
        self.body.addWidget(self._field)

    def refresh(self) -> None:
        super().refresh()
        self.number.setText("")
        self.setAccessibleName(self.tr("Private note"))
        about = self._record_about()
        self._whole.setVisible(about is None)
        self._about.setVisible(about is not None)
        self._field.setPlaceholderText(self.tr("Write here, on the whole review"))
        if about is not None:
            review = self.bridge.review
            name = title_of(about)
            if isinstance(about, Card):
                department = review.find(Department, about.department_id)
                name = self.tr("Card of {}").format(department.name if department else "–")
            told = f"{self.tr('On')} {number_of(review, about)} {name}".replace("  ", " ")
            self._field.setPlaceholderText(self.tr("Write here, on {}").format(name[:80]))
            self._about.setText(told[:90].replace("&", "&&"))
            self._about.setAccessibleName(told)
            self._about.setToolTip(tool_tip(told))

    def _record_about(self) -> Record | None:
        if not isinstance(self.record, Note) or self.record.about_table not in RECORD_TYPES:
            return None
        record_type = RECORD_TYPES[self.record.about_table]
        return self.bridge.review.find(record_type, self.record.about_id)

    def _on_about(self) -> None:
        about = self._record_about()
        if about is None:
            return
        if isinstance(about, Entry):
            self.links.lead_to_entry(about.id)
        elif isinstance(about, Decision):
            self.links.view.select(about.entry_id)
            self.links.view.set_page(Page.DECISIONS)
        else:
            self.links.view.set_page(_PAGES.get(about.table, Page.ABOUT))


class NotesPage(RecordListPage):
    """What is for the facilitator alone."""

    name = "notes"
    record_type = Note
    follows = (
        Note,
        Safeguard,
        Lesson,
        OpenQuestion,
        Repair,
        Card,
        ParkingItem,
        *NAMED_BY_OTHERS,
    )

    def heading_text(self) -> str:
        return self.tr("Private notes")

    def purpose_text(self) -> str:
        return self.tr(
            "For you alone. They are never shown in the room, and stand in no report and no copy."
        )

    def add_text(self) -> str:
        return self.tr("Add a note on the whole review, then Enter")

    def empty_text(self) -> str:
        return self.tr(
            "No notes yet. Add one on the whole review above, or one on an event, a condition or a "
            "repair through its menu."
        )

    def new_record(self, title: str, position: float) -> Record:
        return Note(id=new_id(), text=title, position=position)

    def new_row(self, record: Record) -> RecordRow:
        return NoteRow(record, self.links)
