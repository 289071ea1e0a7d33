"""What a department is asked on a form of its own, and the key by which the form is known again.

The key tells the form of one review and department from every other, and notices what was altered
by hand or cut off. It is no signature: whoever sets out to forge one can, and the answers are
looked at before they are taken in anyway.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from reviewdesk.domain.accounts import Question
from reviewdesk.domain.entries import SharedEntry
from reviewdesk.domain.ids import DepartmentId, EntryId, ReviewId
from reviewdesk.domain.people import Department
from reviewdesk.domain.review import ReviewKind
from reviewdesk.domain.shared import SharedReview
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.sights import Seen, sights_of

FORM_VERSION = 1
KEY_FIELD = "reviewdesk_key"
ROLE_FIELD = "role"
IMPACT_FIELD = "impact"
FIGURE_FIELD = "impact_figure"
UNIT_FIELD = "impact_unit"
MARK = "ReviewDesk questionnaire"
"""Stands at the foot of every page, so that a print of a form can be told from any other file."""

MOST_EVENTS = 200
"""Events on one form. More would be a book, and nobody fills in a book."""


def answer_field(place: int) -> str:
    """Name of the field for the answer to the question at `place`, from 0."""
    return f"answer_{place + 1}"


def sight_fields(place: int) -> tuple[str, str, str]:
    """Names of the fields for the event at `place`, from 0: whether, when, through what."""
    stem = f"event_{place + 1}"
    return f"{stem}_sight", f"{stem}_when", f"{stem}_through"


@dataclass(frozen=True, slots=True)
class AskedEvent:
    """An event the department could see, with what was noted of that so far."""

    entry: SharedEntry
    visible: datetime | None
    """When it came into its sight; None for what was there before everything."""
    noticed: datetime | None
    sighting: Sighting | None


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Everything that stands on the form of one department, and nothing else."""

    review_id: ReviewId
    department: Department
    title: str
    kind: ReviewKind
    zone: str
    day: date | None
    questions: tuple[Question, ...]
    events: tuple[AskedEvent, ...]
    more_events: int = 0
    """How many more it could see than there is room for."""

    @property
    def key(self) -> "FormKey":
        return FormKey(
            self.review_id,
            self.department.id,
            tuple((one.key, one.text) for one in self.questions),
            tuple(one.entry.id for one in self.events),
        )


def questionnaire_for(
    shared: SharedReview, department_id: DepartmentId, questions: Sequence[Question]
) -> Questionnaire | None:
    """The form of one department, out of what may be shown; None where there is no such one.

    With the veil down `shared` holds nothing that was unknown at its cursor, and of that the form
    shows what this department could see by then.
    """
    department = shared.department(department_id)
    if department is None:
        return None
    said: dict[EntryId, list[Sighting]] = {}
    for one in shared.sightings:
        if one.department_id == department_id:
            said.setdefault(one.entry_id, []).append(one)
    asked = [
        found
        for entry in shared.entries
        if (found := _asked(shared, entry, department_id, said.get(entry.id, ())))
    ]
    kept = _with_room(asked)
    head = shared.head
    return Questionnaire(
        review_id=head.id,
        department=department,
        title=head.title,
        kind=head.kind,
        zone=head.zone,
        day=head.day,
        questions=tuple(questions),
        events=kept,
        more_events=len(asked) - len(kept),
    )


def _asked(
    shared: SharedReview, entry: SharedEntry, department_id: DepartmentId, said: Iterable[Sighting]
) -> AskedEvent | None:
    own = (one for one in sights_of(entry, said) if one.department_id == department_id)
    seen: Seen | None = next(own, None)
    if seen is None or seen.visible is None:
        return None
    moment = shared.as_of if shared.veil else None
    if moment is not None and seen.visible > moment:
        return None
    noticed = seen.noticed if moment is None or (seen.noticed or moment) <= moment else None
    return AskedEvent(entry, seen.visible, noticed, seen.sighting)


def _with_room(asked: Sequence[AskedEvent]) -> tuple[AskedEvent, ...]:
    """As many as there is room for, in time order: starred ones first, then those spoken of."""
    if len(asked) <= MOST_EVENTS:
        return tuple(asked)
    places = sorted(
        range(len(asked)),
        key=lambda place: (not asked[place].entry.starred, asked[place].sighting is None, place),
    )
    return tuple(asked[place] for place in sorted(places[:MOST_EVENTS]))


class NotAKeyError(ValueError):
    """A text is no key of a form, or was altered."""


class NewerFormError(NotAKeyError):
    """A form was made by a later version of the program."""


@dataclass(frozen=True, slots=True)
class FormKey:
    """What a form carries out of sight, so that its answers find their way back."""

    review_id: ReviewId
    department_id: DepartmentId
    questions: tuple[tuple[str, str], ...]
    """Key and text of each question, in the order of their fields."""
    entry_ids: tuple[EntryId, ...]

    @property
    def code(self) -> str:
        """Eight signs that stand at the foot of the form."""
        digest = self._digest().upper()
        return f"{digest[:4]}-{digest[4:8]}"

    def text(self) -> str:
        """The key as it stands in the form: plain ASCII, one line."""
        return json.dumps({**self._said(), "digest": self._digest()}, separators=(",", ":"))

    @classmethod
    def read(cls, text: str) -> "FormKey":
        """The key that `text` is; NotAKeyError where it is none or does not agree with itself."""
        try:
            said = json.loads(text)
            version = said["version"]
            if isinstance(version, int) and version > FORM_VERSION:
                raise NewerFormError("made by a later version")
            key = cls(
                _text(said["review"]),
                _text(said["department"]),
                tuple((_text(one), _text(told)) for one, told in said["questions"]),
                tuple(_text(one) for one in said["events"]),
            )
            digest = said["digest"]
        except NotAKeyError:
            raise
        except (ValueError, TypeError, KeyError, RecursionError):
            raise NotAKeyError("not a key") from None
        if version != FORM_VERSION or digest != key._digest():
            raise NotAKeyError("the digest does not fit")
        return key

    def _said(self) -> dict[str, object]:
        return {
            "version": FORM_VERSION,
            "review": self.review_id,
            "department": self.department_id,
            "questions": [list(one) for one in self.questions],
            "events": list(self.entry_ids),
        }

    def _digest(self) -> str:
        said = json.dumps(self._said(), sort_keys=True, separators=(",", ":"))
        return sha256(said.encode("ascii")).hexdigest()


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise NotAKeyError("not a text")
    return value
