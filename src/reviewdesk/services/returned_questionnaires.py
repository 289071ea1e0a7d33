"""Questionnaires that came back: read, and held against what the review says already."""

from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from enum import Enum
from pathlib import Path

from reviewdesk.domain.accounts import Card
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.ids import DepartmentId, EntryId
from reviewdesk.domain.people import Department, Voice
from reviewdesk.domain.questionnaires import (
    FIGURE_FIELD,
    IMPACT_FIELD,
    ROLE_FIELD,
    UNIT_FIELD,
    FormKey,
    answer_field,
    sight_fields,
)
from reviewdesk.domain.redaction import Redactor
from reviewdesk.domain.review import Review
from reviewdesk.domain.sightings import Channel, Sighting
from reviewdesk.domain.times import zone as zone_named
from reviewdesk.domain.values import clean_line
from reviewdesk.intake.questionnaire import MOST_BYTES, TOO_LARGE, FilledForm, read_form
from reviewdesk.services.questions import card_questions
from reviewdesk.services.sighting_edits import SightingState, state_of
from reviewdesk.services.typed_times import NotATimeError, moment_text, read_times

__all__ = [
    "FilledForm",
    "Returned",
    "ReturnedAnswer",
    "ReturnedSighting",
    "Stand",
    "answers_to_take",
    "cards_of",
    "channel_of",
    "choose_card",
    "look_at",
    "now_says",
    "read_questionnaire",
    "returned",
    "sighting_said",
    "standing",
    "takes",
    "told",
    "voice_of",
    "when_of",
]  # fmt: skip

_OTHER_REVIEW = (
    "This questionnaire belongs to another review. Nothing was changed. Open the review it was "
    "made for, then read it in there."
)
_NO_DEPARTMENT = (
    "This questionnaire was made for a department that is no longer in this review. Nothing was "
    "changed. Undo its removal, or type the answers into a card."
)
_EMPTY = (
    "This questionnaire came back with nothing filled in. Nothing was changed. If something was "
    "typed, it was not saved into the file: ask for it to be filled in again and saved."
)
_NO_TIME = "This is no time that can be read. Type one like 10:35, or leave this event out."
_IMPACT = {
    IMPACT_FIELD: ("impact", "What did it do to you?"),
    FIGURE_FIELD: ("impact_figure", "One figure"),
    UNIT_FIELD: ("impact_unit", "Unit of the figure"),
}
_CHANNELS = {
    Channel.ALERT: ("alert", "alarm", "page", "paged", "pager", "monitoring"),
    Channel.DASHBOARD: ("dashboard", "graph", "chart", "screen", "board"),
    Channel.LOG: ("log", "logs"),
    Channel.CALL: ("call", "calls", "phone", "phoned", "telephone", "rang"),
    Channel.MAIL: ("mail", "mails", "email", "e-mail"),
    Channel.PERSON: ("person", "colleague", "asked", "told", "chat"),
}
_STATES = {
    "noticed": SightingState.NOTICED,
    "visible": SightingState.VISIBLE,
    "out": SightingState.OUT,
}


class Stand(Enum):
    """How what came back stands to what is there already."""

    NEW = "new"
    DIFFERS = "differs"
    SAME = "same"


@dataclass(slots=True)
class ReturnedAnswer:
    """One answer. The preview may change `text` and `take`."""

    name: str
    """A field of the card, or the key of a question."""
    question: str
    text: str
    take: bool = True
    remark: str = ""
    is_field: bool = False
    asked_no_more: bool = False
    """The question is not among those of the review any more."""


@dataclass(slots=True)
class ReturnedSighting:
    """What was said of one event. The preview may change all but the event and what is there."""

    entry_id: EntryId
    title: str
    now: str
    """What is said of it in the review, in words; empty where nothing is."""
    state: SightingState
    when: str
    through: str
    take: bool = True
    remark: str = ""


@dataclass(slots=True)
class Returned:
    """A questionnaire that came back, held against the review it belongs to."""

    key: FormKey
    department: Department
    role: str
    answers: list[ReturnedAnswer] = field(default_factory=list)
    sightings: list[ReturnedSighting] = field(default_factory=list)
    card_id: str | None = None
    """The card the answers go to; None: a new one."""
    heard: bool = True
    notes: list[str] = field(default_factory=list)
    """What there is to say about the file as a whole."""


def read_questionnaire(path: Path) -> FilledForm:
    """What was filled in. Raises KnownError, in words, where it cannot be read as one of ours."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise KnownError(TOO_LARGE)
        data = path.read_bytes()
    except OSError as error:
        raise KnownError(
            f"“{path.name}” could not be read: {error.strerror}. Nothing was changed. "
            "Look whether it is still there, then try again."
        ) from None
    return read_form(data)


def returned(review: Review, form: FilledForm) -> Returned:
    """The answers beside what the review says already.

    Raises KnownError where the form belongs to another review, and where it is empty.
    """
    key = form.key
    if key.review_id != review.id:
        raise KnownError(_OTHER_REVIEW)
    department = review.find(Department, key.department_id)
    if department is None:
        raise KnownError(_NO_DEPARTMENT)
    role = clean_line(form.values.get(ROLE_FIELD, ""))
    found = Returned(key, department, role)
    found.answers = _answers(review, form)
    found.sightings = _sightings(review, form, found.notes)
    if not found.answers and not found.sightings:
        raise KnownError(_EMPTY)
    if form.doubled:
        found.notes.append(
            f"The file holds two different answers to {_counted(len(form.doubled), 'question')}; "
            "both are shown, one under the other."
        )
    voice = voice_of(review, department.id, role)
    if role and voice is None and Redactor(review.all(Voice).values()).names_somebody(role):
        found.notes.append("The role holds a name. Put the role in its place.")
    choose_card(review, found, _card_for(review, department.id, role, voice))
    return found


def cards_of(review: Review, department_id: DepartmentId) -> list[Card]:
    """Cards the answers may go to, the opening card first."""
    return [one for one in review.cards if one.department_id == department_id]


def choose_card(review: Review, found: Returned, card_id: str | None) -> None:
    """Has the answers go to that card (None: a new one).

    Only what is new to it is ticked: what stands there is not overwritten unless somebody says so.
    """
    found.card_id = card_id
    for one in found.answers:
        one.take = standing(review, found, one) is Stand.NEW and not one.asked_no_more


def now_says(review: Review, found: Returned, answer: ReturnedAnswer) -> str:
    """What the chosen card says to a question now."""
    card = review.find(Card, found.card_id)
    if card is None:
        return ""
    return str(getattr(card, answer.name)) if answer.is_field else card.answer(answer.name)


def standing(review: Review, found: Returned, answer: ReturnedAnswer) -> Stand:
    now = now_says(review, found, answer).strip()
    if not now:
        return Stand.NEW
    return Stand.SAME if now == answer.text.strip() else Stand.DIFFERS


def told(review: Review, found: Returned) -> str:
    """What came back, as a sentence or two."""
    stands = [standing(review, found, one) for one in found.answers]
    count = stands.count
    parts = []
    if count(Stand.NEW):
        parts.append(f"{_counted(count(Stand.NEW), 'answer')} new to the card")
    if count(Stand.DIFFERS):
        parts.append(f"{_counted(count(Stand.DIFFERS), 'answer')} unlike what the card says")
    if count(Stand.SAME):
        parts.append(f"{_counted(count(Stand.SAME), 'answer')} there already")
    if found.sightings:
        parts.append(f"{_counted(len(found.sightings), 'answer')} about when an event was noticed")
    sentence = ", ".join(parts) + "."
    ticked, total = takes(found), len(found.answers) + len(found.sightings)
    if ticked < total:
        sentence += f" {ticked} of {total} are ticked."
    if stands and all(one is Stand.SAME for one in stands):
        sentence += " This form seems to have been read in before."
    elif count(Stand.DIFFERS):
        sentence += (
            " It was filled in twice, or the card was written otherwise: tick those that are to "
            "take the place of what the card says."
        )
    return " ".join([sentence[:1].upper() + sentence[1:], *found.notes])


def when_of(review: Review, one: ReturnedSighting) -> tuple[datetime | None, bool]:
    """The moment that was typed, and whether it is only about right.

    Without one, the event's own. Raises NotATimeError where it is not a time.
    """
    entry = review.find(Entry, one.entry_id)
    if one.state is SightingState.OUT or entry is None:
        return None, False
    if not one.when.strip():
        if entry.anchor is None:
            raise NotATimeError("This event has no time of its own. Type when it was.")
        return entry.anchor, False
    zone, day = _zone_and_day(review, entry)
    try:
        values = read_times(one.when, zone, day)
    except NotATimeError:
        raise NotATimeError(_NO_TIME) from None
    start = values["start"]
    if not isinstance(start, datetime) or values["end"]:
        raise NotATimeError(_NO_TIME)
    return start, str(values["precision"]) == "about"


def look_at(review: Review, one: ReturnedSighting) -> bool:
    """Puts into `remark` what is odd about a sighting; False where it cannot be taken so."""
    try:
        moment, _ = when_of(review, one)
    except NotATimeError as error:
        one.remark = str(error)
        return False
    entry = review.find(Entry, one.entry_id)
    one.remark = ""
    if one.state is not SightingState.OUT and not one.when.strip():
        one.remark = "No time was given: the event’s own counts."
    elif moment and entry and entry.floor and moment < entry.floor:
        one.remark = "This is before the event began; the event’s start will count."
    return True


def answers_to_take(found: Returned) -> list[ReturnedAnswer]:
    """The answers that are ticked and not empty: an empty one takes nothing off a card."""
    return [one for one in found.answers if one.take and one.text.strip()]


def takes(found: Returned) -> int:
    """How many answers and sightings are to be taken."""
    return len(answers_to_take(found)) + sum(one.take for one in found.sightings)


def voice_of(review: Review, department_id: DepartmentId, role: str) -> Voice | None:
    """The voice of that role or name in a department."""
    wanted = role.casefold()
    voices = [one for one in review.listed(Voice) if one.department_id == department_id]
    for one in voices:
        if wanted and wanted == one.role.casefold():
            return one
    for one in voices:
        if wanted and wanted in {name.casefold() for name in (one.name, *one.also_known_as)}:
            return one
    return None


def _card_for(
    review: Review, department_id: DepartmentId, role: str, voice: Voice | None
) -> str | None:
    """The card of that voice; without a role the first one; else one that nobody spoke for yet."""
    cards = cards_of(review, department_id)
    if voice is not None:
        for card in cards:
            if card.voice_id == voice.id:
                return card.id
    if cards and not role:
        return cards[0].id
    return next((card.id for card in cards if card.voice_id is None), None)


def _answers(review: Review, form: FilledForm) -> list[ReturnedAnswer]:
    asked = {one.key: one.text for one in card_questions(review.head, opening=True)}
    found = []
    for place, (key, text) in enumerate(form.key.questions):
        given = form.values.get(answer_field(place), "")
        if not given:
            continue
        one = ReturnedAnswer(key, asked.get(key, text), given)
        if key not in asked:
            one.asked_no_more = True
            one.remark = "Not asked any more: taking it asks this question again in this review."
        elif asked[key] != text:
            one.remark = f"It was asked like this: {text}"
        found.append(one)
    for name, (record_field, question) in _IMPACT.items():
        given = form.values.get(name, "")
        if given:
            text = given if record_field == "impact" else clean_line(given)
            found.append(ReturnedAnswer(record_field, question, text, is_field=True))
    return found


def _sightings(review: Review, form: FilledForm, notes: list[str]) -> list[ReturnedSighting]:
    found, gone = [], 0
    for place, entry_id in enumerate(form.key.entry_ids):
        sight, when, through = (clean_line(form.values.get(one, "")) for one in sight_fields(place))
        state = _STATES.get(sight)
        if state is None and not when and not through:
            continue
        entry = review.find(Entry, entry_id)
        if entry is None:
            gone += 1
            continue
        held = review.sighting(entry_id, form.key.department_id)
        one = ReturnedSighting(
            entry_id,
            entry.title,
            _sight_words(review, entry, held),
            state or SightingState.NOTICED,
            when,
            through,
        )
        one.take = look_at(review, one) and not _is_there(review, one, held)
        found.append(one)
    if gone:
        notes.append(f"What was said of {_counted(gone, 'event')} no longer there is left out.")
    return found


def _is_there(review: Review, one: ReturnedSighting, held: Sighting | None) -> bool:
    """Whether the review says just that already."""
    if held is None:
        return False
    after = sighting_said(review, one, held)
    return after is not None and after == held


def _sight_words(review: Review, entry: Entry, held: Sighting | None) -> str:
    if held is None:
        return ""
    state = state_of(held)
    zone, day = _zone_and_day(review, entry)
    when = moment_text(held.noticed_at or held.visible_from, zone, day)
    about = "about " if held.approximate and when else ""
    through = held.through or (held.channel.value if held.channel else "")
    told = f"{state.value} {about}{when}".strip()
    return f"{told} ({through})" if through else told


def _zone_and_day(review: Review, entry: Entry) -> tuple[tzinfo, date | None]:
    zone = zone_named(review.head.zone)
    return zone, entry.anchor.astimezone(zone).date() if entry.anchor else review.head.day


def sighting_said(review: Review, one: ReturnedSighting, base: Sighting) -> Sighting | None:
    """The sighting as it is then; None where its time cannot be read."""
    try:
        moment, about = when_of(review, one)
    except NotATimeError:
        return None
    values: dict[str, object] = {"noticed_at": None, "visible_from": None, "approximate": about}
    if one.state is SightingState.NOTICED:
        seen = base.visible_from
        values |= {"noticed_at": moment, "visible_from": seen if _before(seen, moment) else None}
    elif one.state is SightingState.VISIBLE:
        values["visible_from"] = moment
    if one.through:
        values |= {"through": one.through, "channel": channel_of(one.through) or base.channel}
    return base.changed(**values)


def _before(seen: datetime | None, moment: datetime | None) -> bool:
    return seen is not None and moment is not None and seen < moment


def channel_of(words: str) -> Channel | None:
    """The channel that is meant by words like "by phone"; None where none is."""
    said = {word.strip(".,;:()“”\"'") for word in words.casefold().split()}
    return next((one for one, names in _CHANNELS.items() if said & set(names)), None)


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
