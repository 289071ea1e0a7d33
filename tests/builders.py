"""Records as tests need them: every one valid, each value of it changeable by keyword."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from reviewdesk.domain.accounts import Answer, Card, Decision, Question
from reviewdesk.domain.alerts import AlertHistory, packed
from reviewdesk.domain.edits import Edit
from reviewdesk.domain.entries import Entry, EntryKind, Evidence, Marker, MarkerKind, Source
from reviewdesk.domain.ids import new_id
from reviewdesk.domain.notes import Note, ParkingItem
from reviewdesk.domain.numbering import NUMBERED_TYPES, complete
from reviewdesk.domain.people import Department, Voice
from reviewdesk.domain.repairs import Repair, RepairCategory, Strength
from reviewdesk.domain.review import Change, NumbersGiven, Review, ReviewHead
from reviewdesk.domain.sessions import Phase, PhaseBox, Session
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.understanding import Condition, Layer, Lesson, OpenQuestion, Safeguard
from reviewdesk.domain.values import Record
from reviewdesk.services.desk import Desk, History, Step

DAY = datetime(2026, 3, 12, tzinfo=UTC)
"""The day of the reviews made here."""


def at(clock: str) -> datetime:
    """The moment of "10:35" or "10:35:20" on DAY, in UTC."""
    hours, minutes, *seconds = (int(part) for part in clock.split(":"))
    return DAY + timedelta(hours=hours, minutes=minutes, seconds=seconds[0] if seconds else 0)


def a_department(name: str = "Support", **values: object) -> Department:
    return Department(**{"id": new_id(), "name": name, **values})


def a_voice(department: Department | str, role: str = "shift lead", **values: object) -> Voice:
    return Voice(**{"id": new_id(), "department_id": _id(department), "role": role, **values})


def an_entry(
    title: str = "call centre hammered",
    start: str | datetime | None = "10:35",
    department: Department | str | None = None,
    **values: object,
) -> Entry:
    """An event; `start` and `end` may be "10:35" on DAY."""
    moments = {
        name: at(value) if isinstance(value, str) else value
        for name, value in {"start": start, **values}.items()
        if name in ("start", "end", "earliest", "latest")
    }
    found = {
        "id": new_id(),
        "title": title,
        "department_id": _id(department) if department else None,
        **values,
        **moments,
    }
    return Entry(**found)


def a_decision(entry: Entry, **values: object) -> Decision:
    """The decision point behind `entry`; answers may be given as a mapping of key to text."""
    answers = values.pop("answers", ())
    if isinstance(answers, dict):
        answers = tuple(Answer(question=key, text=text) for key, text in answers.items())
    return Decision(**{"id": new_id(), "entry_id": entry.id, "answers": answers, **values})


def a_decision_entry(title: str = "keep rolling out", **values: object) -> Entry:
    return an_entry(title, **{"start": "10:47", "kind": EntryKind.DECISION, **values})


def a_sighting(
    entry: Entry,
    department: Department | str,
    noticed: str | datetime | None = None,
    visible: str | datetime | None = None,
    **values: object,
) -> Sighting:
    return Sighting(
        **{
            "id": new_id(),
            "entry_id": entry.id,
            "department_id": _id(department),
            "noticed_at": at(noticed) if isinstance(noticed, str) else noticed,
            "visible_from": at(visible) if isinstance(visible, str) else visible,
            **values,
        }
    )


def a_card(department: Department | str, text: str = "", **values: object) -> Card:
    """A card; `text` is its answer to the question "side"."""
    answers = (Answer(question="side", text=text),) if text else ()
    found = {
        "id": new_id(), "department_id": _id(department), "answers": answers,
        "heard": bool(text), **values,
    }  # fmt: skip
    return Card(**found)


def a_marker(kind: MarkerKind = MarkerKind.BEGAN, **values: object) -> Marker:
    return Marker(**{"id": new_id(), "kind": kind, **values})


def an_evidence(entry: Entry, **values: object) -> Evidence:
    return Evidence(**{"id": new_id(), "entry_id": entry.id, **values})


def a_source(**values: object) -> Source:
    return Source(**{"id": new_id(), "name": "chat export", **values})


def a_condition(title: str = "alarm threshold at 10 %", **values: object) -> Condition:
    return Condition(**{"id": new_id(), "layer": Layer.TOOLING, "title": title, **values})


def a_safeguard(title: str = "paper manifests were at hand", **values: object) -> Safeguard:
    return Safeguard(**{"id": new_id(), "title": title, **values})


def a_lesson(title: str = "retries hide slow failures", **values: object) -> Lesson:
    return Lesson(**{"id": new_id(), "title": title, **values})


def a_question(title: str = "who else had the alert?", **values: object) -> OpenQuestion:
    return OpenQuestion(**{"id": new_id(), "title": title, **values})


def a_repair(title: str = "alarm on the rate of change", **values: object) -> Repair:
    return Repair(**{"id": new_id(), "title": title, **values})


def a_note(text: str = "ask gently", **values: object) -> Note:
    return Note(**{"id": new_id(), "text": text, **values})


def a_parking_item(title: str = "buy a second router", **values: object) -> ParkingItem:
    return ParkingItem(**{"id": new_id(), "title": title, **values})


def an_alert_history(*firings: str, name: str = "retry rate", **values: object) -> AlertHistory:
    """A history of firings at "10:35" on DAY or "-3 10:35", days before it; "!" led to an incident.

    It covers the 40 days up to DAY, unless said otherwise.
    """
    found: list[tuple[int, bool]] = []
    for firing in firings:
        said = firing.removesuffix("!")
        days, _, clock = said.rpartition(" ")
        moment = at(clock) + timedelta(days=int(days or 0))
        found.append((int(moment.timestamp()), said != firing))
    return AlertHistory(
        **{
            "id": new_id(), "name": name, "firings": packed(found),
            "first": DAY - timedelta(days=40), "last": DAY + timedelta(days=1),
            "says_incidents": any(incident for _, incident in found), **values,
        }
    )  # fmt: skip


def a_session(**values: object) -> Session:
    return Session(**{"id": new_id(), **values})


def a_head(**values: object) -> ReviewHead:
    found = {"id": new_id(), "title": "Dispatch outage", "zone": "UTC", "day": DAY.date(), **values}
    return ReviewHead(**found)


def a_review(*records: Record, **head: object) -> Review:
    """A review of `records`; keywords are values of its head.

    Records that have no number are given one by the order they are read in, as one that is brought
    in has them. The very records, so that a test can go on with those it made.
    """
    review = Review(a_head(**head), records)
    numbered = Review(
        review.head,
        (one for one in review.records() if not isinstance(one, ReviewHead | NumbersGiven)),
    )
    complete(numbered)
    for kind in NUMBERED_TYPES:
        for one in review.all(kind).values():
            one.__dict__["number"] = numbered.all(kind)[one.id].number
    return review


class MemoryStore:
    """A journal kept in memory, for a desk that needs no file.

    `failure`: raised by the next write instead of writing.
    """

    def __init__(self) -> None:
        self.steps: dict[str, Step] = {}
        self.failure: Exception | None = None

    def write_step(self, step: Step) -> None:
        self._fail_if_told()
        self.steps[step.id] = step

    def fold_step(self, step: Step, latest: tuple[Change, ...]) -> None:
        self._fail_if_told()
        self.steps[step.id] = step

    def read_step(self, step_id: str) -> Step:
        return self.steps[step_id]

    def _fail_if_told(self) -> None:
        if self.failure is not None:
            failure, self.failure = self.failure, None
            raise failure


def a_desk(review: Review | Iterable[Record] = (), store: MemoryStore | None = None) -> Desk:
    """A desk on which `review` (or a review of those records) lies, its clock at noon of DAY."""
    found = review if isinstance(review, Review) else a_review(*review)
    return Desk(found, store or MemoryStore(), History(), lambda: at("12:00"))


def applied(review: Review, *edits: Edit) -> Review:
    """`review` after `edits`, with no desk between."""
    for edit in edits:
        review.apply(edit.changes)
    return review


def _id(record: Department | str) -> str:
    return record if isinstance(record, str) else record.id


def a_full_review(**head: object) -> Review:
    """A review with at least one record of every kind there is, hardly a field left empty."""
    support, engineering = a_department("Support", aliases=("CS",)), a_department("Engineering")
    voice = a_voice(support, "shift lead", name="Maria Example", also_known_as=("@maria",))
    source = a_source(zone="Europe/Berlin", offset_seconds=-90, read_at=at("09:00"))
    signal = an_entry(
        "call centre hammered", "10:35", support, end="10:50", kind=EntryKind.SIGNAL,
        voice_id=voice.id, source_id=source.id, raw="10:35 calls!!", raw_line=7, tags=("phone",),
    )  # fmt: skip
    choice = a_decision_entry(department_id=engineering.id)
    condition = a_condition(entry_ids=(signal.id,), tags=("alerting",))
    return a_review(
        support, engineering, voice, source, signal, choice,
        an_evidence(signal, title="graph", url="https://example.org/graph", at=at("10:36")),
        a_marker(MarkerKind.FIRST_SIGN, entry_id=signal.id),
        a_sighting(signal, engineering, noticed="10:52", visible="10:40", amid="1 of 9 alerts"),
        a_decision(choice, maker_id=voice.id, options=("stop", "go on"),
                   answers={"made_sense": "the dashboard was green"}),
        a_card(support, "phones never stopped", impact_figure="412", impact_unit="calls"),
        a_card(engineering),
        condition, a_condition("nobody owns the queue", condition_ids=(condition.id,)),
        a_safeguard(entry_ids=(signal.id,)), a_lesson(voice_id=voice.id), a_question(),
        a_repair(
            condition_ids=(condition.id,), due=DAY.date(), owner_role="platform lead",
            strength=Strength.CHANGES_SYSTEM, category=RepairCategory.PREVENT,
        ),
        a_note("she was alone that night", about_table="entry", about_id=signal.id),
        a_parking_item(phase=Phase.UNDERSTANDING),
        a_session(boxes=(PhaseBox(phase=Phase.UNDERSTANDING, planned_s=1500, since=at("13:00")),),
                  present_ids=(support.id,)),
        NumbersGiven(id=new_id(), condition=3),
        an_alert_history("-3 08:00", "-1 09:00!", entry_ids=(signal.id,), origin="gateway"),
        **{"tags": ("dispatch",), "ground_rules": ("we look at the system",),
           "card_questions": (Question(key="side", text="How did it look?"),), **head},
    )  # fmt: skip
