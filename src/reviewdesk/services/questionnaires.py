"""Questionnaires: a form for one department, written to a file."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from reviewdesk import __version__
from reviewdesk.domain.accounts import Card
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.ids import DepartmentId
from reviewdesk.domain.people import Department, Voice
from reviewdesk.domain.questionnaires import Questionnaire, questionnaire_for
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import SharedReview
from reviewdesk.domain.sharing import for_room
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.values import Record
from reviewdesk.export.leaks import Watch, find_leaks, texts_of_pdf
from reviewdesk.export.options import ExportOptions, Paper
from reviewdesk.services.assets import asset_path
from reviewdesk.services.exporting import check_target
from reviewdesk.services.file_names import file_words
from reviewdesk.services.files import write_atomically
from reviewdesk.services.questions import card_questions
from reviewdesk.services.watching import watch_for

_LEAK = (
    "The form was made, and then a name or something private was found in it that its readers must "
    "not see. It was not handed over, and no file was written. Look through the events the "
    "department could see for names, then make the form again."
)
_GONE = "This department is no longer in the review. Nothing was written. Choose another one."


def questionnaire(
    review: Review, department_id: DepartmentId, as_of: datetime | None, veil: bool
) -> Questionnaire:
    """What the form of a department would hold now. Raises KnownError where there is no such one.

    With the veil down it holds nothing that was not known at `as_of`.
    """
    return _asked(review, department_id, as_of, veil)[0]


def write_questionnaire(
    review: Review,
    department_id: DepartmentId,
    path: Path,
    *,
    as_of: datetime | None = None,
    veil: bool = False,
    paper: Paper | str = Paper.A4,
    force: bool = False,
    now: datetime,
) -> Path:
    """Writes the form of a department as a PDF.

    Raises KnownError where it cannot be written, where a file stands there already and `force` is
    not given, and where the finished form holds what its readers must not see; then nothing is
    written. May run in any thread; `review` must not change meanwhile.
    """
    path = path.absolute()
    if path.suffix.lower() != ".pdf":
        raise KnownError(
            f"A questionnaire is a PDF, and “{path.name}” does not end in .pdf. "
            "Nothing was written. Give the file a name that does."
        )
    check_target(path, force=force)
    asked, shared = _asked(review, department_id, as_of, veil)
    # ReportLab and HarfBuzz take a tenth of a second to come, so only when they are wanted.
    from reviewdesk.export.pdf.questionnaire import make_questionnaire

    options = ExportOptions(now, __version__, Paper(paper))
    data = make_questionnaire(asked, options, asset_path("fonts"))
    if find_leaks(texts_of_pdf(data), _watch(review, shared, asked)):
        raise KnownError(_LEAK)
    write_atomically(path, data)
    return path


def suggested_name(
    review: Review, department_id: DepartmentId, as_of: datetime | None = None, veil: bool = False
) -> str:
    """A file name from department and title, as others may read both.

    With the veil down kind and day stand for the title, which says how it ended.
    """
    people = [*review.all(Department).values(), *review.all(Voice).values()]
    shared = for_room(Review(review.head, people), as_of, veil, None)
    department, head = shared.department(department_id), shared.head
    called = head.title
    if shared.veil:
        called = " ".join(filter(None, (head.kind.value, head.day.isoformat() if head.day else "")))
    parts = (called, "questionnaire", department.name if department else "")
    words = [file_words(part, 50) for part in parts]
    return "-".join(filter(None, words)) + ".pdf"


def _asked(
    review: Review, department_id: DepartmentId, as_of: datetime | None, veil: bool
) -> tuple[Questionnaire, SharedReview]:
    shared = for_room(_in_reach(review, department_id), as_of, veil, department_id)
    opening = any(one.opening for one in review.children(Card, department_id))
    questions = card_questions(shared.head, opening=opening)
    asked = questionnaire_for(shared, department_id, questions)
    if asked is None:
        raise KnownError(_GONE)
    return asked, shared


def _in_reach(review: Review, department_id: DepartmentId) -> Review:
    """Only what may concern the department, so that 100,000 events of others cost next to nothing.

    Everybody's sightings of these events stay: whether the veil hides one hangs on them all.
    """
    records: list[Record] = [*review.all(Department).values(), *review.all(Voice).values()]
    for entry in review.entries.values():
        said = review.children(Sighting, entry.id)
        own = entry.department_id == department_id
        if own or any(one.department_id == department_id for one in said):
            records += [entry, *said]
    return Review(review.head, records)


def _watch(review: Review, shared: SharedReview, asked: Questionnaire) -> Watch:
    """What must not be in a form: names, private texts, and whatever it does not ask about."""
    meant = replace(
        shared,
        departments=(asked.department,),
        voices={},
        entries=tuple(one.entry for one in asked.events),
        sightings=tuple(one.sighting for one in asked.events if one.sighting),
        evidence=(), markers=(), decisions=(), cards=(), conditions=(), safeguards=(),
        lessons=(), questions=(), repairs=(), sessions=(),
    )  # fmt: skip
    found = watch_for(review, meant)
    from reviewdesk.export.pdf.questionnaire import FORM_WORDS

    told = (*FORM_WORDS, *(one.text for one in asked.questions), asked.title)
    return replace(found, allowed=(*found.allowed, *told))
