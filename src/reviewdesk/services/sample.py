"""The sample review: a real public incident, read from a file that people can read too."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any

from reviewdesk.domain.accounts import Answer, Card, Decision
from reviewdesk.domain.entries import Entry, Evidence, Marker, MarkerKind, Precision
from reviewdesk.domain.ids import ReviewId, new_id
from reviewdesk.domain.notes import Note, ParkingItem
from reviewdesk.domain.numbering import complete
from reviewdesk.domain.people import Department, Voice
from reviewdesk.domain.repairs import Repair
from reviewdesk.domain.review import Review, ReviewHead
from reviewdesk.domain.sessions import Phase
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.understanding import Condition, Lesson, OpenQuestion, Safeguard
from reviewdesk.domain.values import Record
from reviewdesk.services.assets import read_asset_text
from reviewdesk.services.questions import question_bank

if TYPE_CHECKING:
    from reviewdesk.services.library import LibraryService

_FILE = "sample/edge-cpu-2019.toml"
_Table = Mapping[str, Any]
_DAY_LONG = timedelta(days=1) - timedelta(minutes=1)


def add_sample(library: "LibraryService", now: datetime) -> ReviewId:
    """Adds a fresh copy of the sample review, marked as such, and returns its id."""
    return library.add_review(build_sample(now))


def build_sample(now: datetime) -> Review:
    """The sample review under ids of its own; `now` becomes its time of making."""
    return _SampleReader(tomllib.loads(read_asset_text(_FILE)), now).review()


class _SampleReader:
    """Turns the keys of the file into records under fresh ids."""

    def __init__(self, held: _Table, now: datetime) -> None:
        self._held = held
        self._now = now
        self._departments = {one["key"]: new_id() for one in held["departments"]}
        self._events = {one["key"]: new_id() for one in held["events"]}
        self._conditions = {one["key"]: new_id() for one in held["conditions"]}
        self._voices = {
            role: new_id() for department in held["departments"] for role in department["voices"]
        }

    def review(self) -> Review:
        records = chain(
            self._people(),
            self._timeline(),
            self._accounts(),
            self._agreed(),
            self._repairs(),
            self._private(),
        )
        review = Review(self._head(), records)
        complete(review)
        return review

    def _head(self) -> ReviewHead:
        told: dict[str, Any] = {
            name: value.strip() if isinstance(value, str) else value
            for name, value in self._held["review"].items()
        }
        return ReviewHead(
            id=new_id(),
            phase=Phase.UNDERSTANDING,
            ground_rules=question_bank().ground_rules,
            sample=True,
            created_at=self._now,
            **told,
        )

    def _people(self) -> Iterable[Record]:
        for place, one in enumerate(self._held["departments"]):
            yield Department(
                id=self._departments[one["key"]],
                name=one["name"],
                short=one["short"],
                aliases=tuple(one["aliases"]),
                colour=place,
                position=place + 1.0,
            )
            for voice_place, role in enumerate(one["voices"], start=1):
                yield Voice(
                    id=self._voices[role],
                    department_id=self._departments[one["key"]],
                    role=role,
                    position=voice_place,
                )

    def _timeline(self) -> Iterable[Record]:
        for one in self._held["events"]:
            entry_id = self._events[one["key"]]
            yield Entry(
                id=entry_id,
                kind=one["kind"],
                department_id=self._departments[one["lane"]],
                voice_id=self._voices[one["voice"]] if "voice" in one else None,
                title=one["title"],
                detail=one.get("detail", ""),
                order=one.get("order", 0.0),
                standing=one.get("standing", "confirmed"),
                starred=one.get("starred", False),
                public=True,
                **_times(one),
            )
            for place, key in enumerate(one["from"], start=1):
                yield from self._evidence(entry_id, key, place)
            for seen in one.get("saw", ()):
                yield Sighting(
                    id=new_id(),
                    entry_id=entry_id,
                    department_id=self._departments[seen["by"]],
                    visible_from=seen.get("visible"),
                    noticed_at=seen.get("noticed"),
                    approximate=seen.get("about", False),
                    channel=seen.get("via"),
                    through=seen.get("through", ""),
                    amid=seen.get("amid", ""),
                    remark=seen.get("remark", ""),
                )
        for kind, key in self._held["markers"].items():
            yield Marker(
                id=new_id(), kind=MarkerKind(kind), entry_id=self._events[key], public=True
            )

    def _evidence(self, entry_id: str, key: str, place: int) -> Iterable[Evidence]:
        source = self._held["sources"].get(key)
        if source:
            yield Evidence(
                id=new_id(),
                entry_id=entry_id,
                title=source["title"],
                url=source["url"],
                position=place,
            )

    def _accounts(self) -> Iterable[Record]:
        probes = {question.key for question in question_bank().probes}
        for key, one in self._held["decisions"].items():
            yield Decision(
                id=new_id(),
                entry_id=self._events[key],
                maker_id=self._voices[one["maker"]],
                options=tuple(one["options"]),
                chosen=one["chosen"],
                pressures=tuple(one["pressures"]),
                answers=_answers(one, probes),
                public=True,
            )
        decided = set(self._held["decisions"])
        for one in self._held["events"]:
            if one["kind"] == "decision" and one["key"] not in decided:
                yield Decision(
                    id=new_id(),
                    entry_id=self._events[one["key"]],
                    maker_id=self._voices.get(one.get("voice", "")),
                    public=True,
                )
        questions = {question.key for question in question_bank().card_questions}
        for place, (key, one) in enumerate(self._held["cards"].items(), start=1):
            yield Card(
                id=new_id(),
                department_id=self._departments[key],
                voice_id=self._voices.get(one.get("voice", "")),
                heard=one["heard"],
                impact=one.get("impact", ""),
                impact_figure=one.get("figure", ""),
                impact_unit=one.get("unit", ""),
                answers=_answers(one, questions),
                entry_ids=self._entry_ids(one),
                position=place,
                public=True,
            )

    def _agreed(self) -> Iterable[Record]:
        for place, one in enumerate(self._held["conditions"], start=1):
            yield Condition(
                id=self._conditions[one["key"]],
                layer=one["layer"],
                title=one["title"],
                detail=one.get("detail", ""),
                entry_ids=self._entry_ids(one),
                condition_ids=tuple(self._conditions[key] for key in one.get("leads_to", ())),
                ruled_out=one.get("ruled_out", False),
                position=place,
                public=True,
            )
        for place, one in enumerate(self._held["safeguards"], start=1):
            yield Safeguard(
                id=new_id(),
                kind=one["kind"],
                title=one["title"],
                entry_ids=self._entry_ids(one),
                position=place,
                public=True,
            )
        for place, one in enumerate(self._held["lessons"], start=1):
            yield Lesson(
                id=new_id(),
                kind=one["kind"],
                title=one["title"],
                cue=one.get("cue", ""),
                teaching=one.get("teaching", ""),
                voice_id=self._voices.get(one.get("voice", "")),
                entry_ids=self._entry_ids(one),
                position=place,
                public=True,
            )
        for place, one in enumerate(self._held["questions"], start=1):
            yield OpenQuestion(
                id=new_id(),
                title=one["title"],
                entry_ids=self._entry_ids(one),
                position=place,
                public=True,
            )

    def _repairs(self) -> Iterable[Record]:
        for place, one in enumerate(self._held["repairs"], start=1):
            yield Repair(
                id=new_id(),
                title=one["title"],
                owner_role=one["owner"],
                due=one["due"],
                state=one.get("state", "open"),
                category=one["category"],
                strength=one["strength"],
                proof=one["proof"],
                check_on=one.get("check"),
                what_changed=one.get("what_changed", ""),
                condition_ids=tuple(self._conditions[key] for key in one["conditions"]),
                position=place,
                public=True,
            )

    def _private(self) -> Iterable[Record]:
        for place, one in enumerate(self._held["notes"], start=1):
            yield Note(
                id=new_id(),
                text=one["text"],
                about_table=Entry.table,
                about_id=self._events[one["about"]],
                at=self._now,
                position=place,
            )
        for place, one in enumerate(self._held["parking"], start=1):
            yield ParkingItem(
                id=new_id(),
                title=one["title"],
                phase=one["phase"],
                about_table=Entry.table,
                about_id=self._events[one["about"]],
                position=place,
            )

    def _entry_ids(self, one: _Table) -> tuple[str, ...]:
        return tuple(self._events[key] for key in one.get("events", ()))


def _answers(one: _Table, keys: set[str]) -> tuple[Answer, ...]:
    return tuple(Answer(question=key, text=one[key]) for key in one if key in keys)


def _times(one: _Table) -> dict[str, Any]:
    if "unknown" in one:
        times = {"precision": Precision.UNKNOWN, "start": one["unknown"]}
        return {**times, "latest": one["latest"]} if "latest" in one else times
    if "between" in one:
        earliest, latest = one["between"]
        return {"precision": Precision.BETWEEN, "earliest": earliest, "latest": latest}
    if "on" in one:
        earliest = datetime.combine(one["on"], time(), UTC)
        return {"precision": Precision.DAY, "earliest": earliest, "latest": earliest + _DAY_LONG}
    precision = Precision.ABOUT if one.get("about") else Precision.EXACT
    return {"precision": precision, "start": one["at"], "end": one.get("until")}
