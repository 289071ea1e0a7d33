"""Random reviews of which every text says what it belongs to, and an oracle of what the veil hides.

Each text begins with a sign: one character that stands nowhere else, so no ellipsis can cut it in
two and no other word contains it. What a sign means is looked up in the review as it is then.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any, cast

from builders import a_head, a_review, at
from canaries import KEY, NAME, private_values, shared_texts
from reviewdesk.domain.accounts import Answer
from reviewdesk.domain.entries import Entry, EntryKind, Precision
from reviewdesk.domain.ids import new_id
from reviewdesk.domain.people import Department, Voice
from reviewdesk.domain.review import RECORD_TYPES, Review, ReviewHead
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.understanding import Layer
from reviewdesk.domain.values import Privacy, Record, privacy_of

HINDSIGHT = frozenset({"condition", "safeguard", "lesson", "open_question", "repair"})
HEAD_HINDSIGHT = ("title", "summary", "background", "source", "tags")
PROBES = ("made_sense", "out_of_sight", "what_if_seen")
_FIRST_SIGN = 0x4E00
_NOT_WRITTEN = {"media_type": "image/png", "question": "side"}


def moment(minute: float) -> datetime:
    return at("10:00") + timedelta(minutes=minute)


@dataclass(frozen=True)
class Meaning:
    """Whose text a sign begins: a field of a record, or the answer to one question of it."""

    table: str
    record_id: str
    field: str
    question: str = ""


@dataclass
class Signed:
    """A review whose texts are signed."""

    review: Review = field(default_factory=lambda: Review(a_head()))
    meanings: dict[str, Meaning] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: count(_FIRST_SIGN))

    def text(self, table: str, record_id: str, name: str, question: str = "") -> str:
        """A text for that field, with a sign of its own and now and then somebody's name."""
        sign = chr(next(self._numbers))
        self.meanings[sign] = Meaning(table, record_id, name, question)
        said = f" {NAME} said" if len(self.meanings) % 3 == 0 else " said"
        return f"{sign}{said} {table.replace('_', ' ')}"

    def make(self, table: str, **values: object) -> Record:
        """A record of that table: all its texts signed, a canary in each private field."""
        kind = RECORD_TYPES[table]
        record_id = str(values.pop("id", "")) or new_id()
        found: dict[str, Any] = {**private_values(kind), "id": record_id}
        for name, value in shared_texts(kind, "text").items():
            text = self.text(table, record_id, name)
            found[name] = (text,) if isinstance(value, tuple) else text
        if "answers" in kind.model_fields:
            asked = PROBES if table == "decision" else ("side",)
            found["answers"] = tuple(
                Answer(question=one, text=self.text(table, record_id, "answers", one))
                for one in asked
            )
        # Written by the program, and read by programs.
        found |= {name: one for name, one in _NOT_WRITTEN.items() if name in found}
        return kind(**{**found, **values})

    def hidden(self, as_of: datetime | None, *, veil: bool) -> Iterator[tuple[str, Meaning]]:
        """Signs of what the room may not know, with what they mean."""
        cursor = as_of if veil else None
        for sign, meaning in self.meanings.items():
            if is_secret(self.review, meaning, cursor):
                yield sign, meaning

    def leaks(self, said: str, as_of: datetime | None, *, veil: bool) -> list[Meaning]:
        """What stands in `said` and should not; canaries of private fields come as they are."""
        found = [meaning for sign, meaning in self.hidden(as_of, veil=veil) if sign in said]
        private = [line for line in said.splitlines() if KEY in line.casefold()]
        return found + [Meaning("a private field", "", line[:80]) for line in private]


def is_secret(review: Review, meaning: Meaning, cursor: datetime | None) -> bool:
    """Whether the room may not read that text; `cursor` is None while the veil is up.

    The rules as they are told to people, with no index and no copy.
    """
    kind = RECORD_TYPES[meaning.table]
    record: Any = review.find(kind, meaning.record_id)
    if record is None or privacy_of(kind)[meaning.field] is Privacy.PRIVATE:
        return True
    if meaning.table == "card" and record.held_back:
        return True
    if cursor is None:
        return False

    def later(when: datetime | None) -> bool:
        return when is not None and when > cursor

    def known(entry_id: str | None) -> bool:
        entry = review.find(Entry, entry_id)
        return entry is not None and known_by(review, entry, cursor)

    match meaning.table:
        case "review":
            return meaning.field in HEAD_HINDSIGHT
        case "entry":
            return not known(record.id)
        case "sighting":
            noticed = record.noticed_at
            return not known(record.entry_id) or noticed is None or noticed > cursor
        case "evidence":
            return not known(record.entry_id) or later(record.at)
        case "marker":
            if record.entry_id is None:
                return record.at is None or later(record.at)
            return later(record.at) or not known(record.entry_id)
        case "decision":
            hindsight = meaning.question in ("out_of_sight", "what_if_seen")
            return hindsight or not known(record.entry_id)
        case "card":
            # Linked to nothing, it may tell of any time at all.
            linked = record.entry_ids and all(map(known, record.entry_ids))
            return not record.heard or not linked or meaning.field.startswith("impact")
    return meaning.table in HINDSIGHT


def known_by(review: Review, entry: Entry, cursor: datetime) -> bool:
    """Whether any department could have seen the event by then."""
    floor = entry.start or entry.earliest or entry.latest
    for department in review.departments:
        said = review.sighting(entry.id, department.id)
        if said is None:
            own = entry.start or entry.latest or entry.earliest
            if entry.kind is EntryKind.DECISION:
                # Whoever makes it knows of it from the earliest moment at which it can have been.
                own = floor
            if department.id == entry.department_id and (own is None or own <= cursor):
                return True
            continue
        given = [one for one in (said.visible_from, said.noticed_at) if one is not None]
        seen = [max(one, floor) if floor else one for one in given]
        if entry.kind is EntryKind.DECISION and entry.department_id == department.id and floor:
            # Its makers noticed it in the time at which it can have been made.
            seen = [floor if one <= entry.anchor else one for one in seen]
        if any(one <= cursor for one in seen):
            return True
    return False


LANES = tuple(
    Department(id=f"{place:032x}", name=name, short=name[:3].upper(), colour=place,
               position=float(place))
    for place, name in enumerate(("Engineering", "Support", "Operations"), start=1)
)  # fmt: skip
VOICES = tuple(
    Voice(id=f"{place:032x}", department_id=lane.id, role=role, name=name, also_known_as=())
    for place, (lane, role, name) in enumerate(
        zip(LANES, ("shift lead", "agent", "dispatcher"), (NAME, "Zqxolf", "Zqxine"), strict=True),
        start=11,
    )
)


def some_minute(dice: Random, first: int = 0, last: int = 60) -> datetime:
    return moment(dice.randint(first, last))


def maybe(dice: Random, first: int = 0, last: int = 60) -> datetime | None:
    return some_minute(dice, first, last) if dice.random() < 0.6 else None


def entry_times(dice: Random) -> dict[str, Any]:
    """Any times an event can have."""
    precision = dice.choice(list(Precision))
    found: dict[str, Any] = {"precision": precision, "open_end": dice.random() < 0.2}
    found |= {"start": None, "end": None, "earliest": None, "latest": None}
    if precision in (Precision.BETWEEN, Precision.DAY):
        first, last = sorted(some_minute(dice) for _ in range(2))
        return found | {"earliest": first, "latest": last}
    if precision is Precision.UNKNOWN and dice.random() < 0.3:
        return found
    start = some_minute(dice)
    end = start + timedelta(minutes=dice.randint(0, 30)) if dice.random() < 0.5 else None
    return found | {"start": start, "end": end}


def random_review(dice: Random) -> Signed:
    """Up to six events and every other kind of record, all at random and all signed."""
    signed = Signed()
    head = _signed_head(signed)
    records: list[Record] = [*LANES, *VOICES, signed.make("source")]
    entries = [random_entry(dice, signed) for _ in range(dice.randint(0, 6))]
    for entry in entries:
        records += [entry, *_around(dice, signed, entry)]
    ids = [entry.id for entry in entries]
    records += _standing_alone(dice, signed, ids)
    signed.review = a_review(*records, **_values(head))
    return signed


def random_entry(dice: Random, signed: Signed) -> Entry:
    made = signed.make(
        "entry",
        kind=dice.choice(list(EntryKind)),
        department_id=dice.choice([None, *(lane.id for lane in LANES)]),
        voice_id=dice.choice([None, VOICES[0].id]),
        source_id=None,
        **entry_times(dice),
    )
    return cast("Entry", made)


def _around(dice: Random, signed: Signed, entry: Entry) -> Iterator[Record]:
    """What belongs to an event."""
    for lane in LANES:
        if dice.random() < 0.4:
            yield signed.make(
                "sighting", entry_id=entry.id, department_id=lane.id,
                visible_from=maybe(dice), noticed_at=maybe(dice), channel=None,
            )  # fmt: skip
    if dice.random() < 0.4:
        yield signed.make("evidence", entry_id=entry.id, kind="link", at=maybe(dice))
    if dice.random() < 0.3:
        yield signed.make("marker", kind="own", entry_id=entry.id, at=maybe(dice))
    if entry.kind is EntryKind.DECISION or dice.random() < 0.2:
        yield signed.make("decision", entry_id=entry.id, maker_id=VOICES[0].id)


def _standing_alone(dice: Random, signed: Signed, ids: Sequence[str]) -> Iterator[Record]:
    def some() -> tuple[str, ...]:
        return tuple(one for one in ids if dice.random() < 0.4)

    for lane, voice in zip(LANES, VOICES, strict=True):
        yield signed.make(
            "card", department_id=lane.id, voice_id=voice.id, entry_ids=some(),
            heard=dice.random() < 0.7, held_back=dice.random() < 0.2,
        )  # fmt: skip
    yield signed.make("marker", kind="own", entry_id=None, at=maybe(dice))
    condition = signed.make("condition", layer=Layer.TEAM, entry_ids=some(), condition_ids=())
    yield condition
    yield signed.make("safeguard", entry_ids=some())
    yield signed.make("lesson", entry_ids=some(), voice_id=None)
    yield signed.make("open_question", entry_ids=some())
    yield signed.make("repair", condition_ids=(condition.id,))
    about = {"about_table": "entry", "about_id": ids[0]} if ids else {}
    yield signed.make("note", **{"about_table": "", "about_id": "", **about})
    yield signed.make("parking_item", about_table="", about_id="")


def _signed_head(signed: Signed) -> ReviewHead:
    kept = {"zone": "UTC", "day": at("10:00").date(), "created_at": None, "deleted_at": None}
    made = signed.make("review", **kept)
    return cast("ReviewHead", made)


def _values(record: Record) -> dict[str, Any]:
    return {name: getattr(record, name) for name in type(record).model_fields}


@dataclass
class Twins:
    """Two reviews that differ only in what became known after the cursor, or never did."""

    cursor: datetime
    known_ids: tuple[str, ...]
    decided_ids: tuple[str, ...]
    card_ids: tuple[str, ...]
    one: Review
    other: Review


def twins(dice: Random) -> Twins:
    """What is known is drawn once; what came later is drawn for each of the two."""
    now = dice.randint(5, 55)
    common = Signed()
    head = _signed_head(common)
    known = [_known_entry(dice, common, now, order) for order in range(dice.randint(0, 6))]
    around = [_known_around(dice, common, entry, now) for entry in known]
    marker = common.make("marker", kind="own", entry_id=None, at=moment(now))
    cards = [
        common.make(
            "card",
            department_id=lane.id,
            voice_id=voice.id,
            heard=True,
            held_back=False,
            entry_ids=tuple(entry.id for entry in known if dice.random() < 0.4),
        )
        for lane, voice in zip(LANES, VOICES, strict=True)
        if dice.random() < 0.6
    ]
    found = []
    for _ in range(2):
        own = Signed(_numbers=count(_FIRST_SIGN + 2_000))
        records: list[Record] = [*LANES, *VOICES, marker]
        for entry, belongings in zip(known, around, strict=True):
            records += [_goes_on(dice, entry, now)]
            records += [_hindsight(own, one) for one in belongings]
            seen_by = {getattr(one, "department_id", None) for one in belongings}
            records += _later_around(dice, own, entry, now, seen_by)
        later = [_later_entry(dice, own, now) for _ in range(dice.randint(0, 6))]
        for entry, belongings in later:
            records += [entry, *belongings]
        records = [_noticed_later(dice, own, one, now) for one in records]
        records += [_hindsight(own, card) for card in cards]
        ids = [entry.id for entry, _ in later]
        if ids:
            records.append(
                own.make("card", department_id=LANES[0].id, voice_id=None, heard=True,
                         held_back=False, entry_ids=(ids[0],))
            )  # fmt: skip
        kept_back = {"heard": dice.random() < 0.5, "held_back": True, "entry_ids": ()}
        records.append(own.make("card", department_id=LANES[1].id, voice_id=None, **kept_back))
        records += [one for one in _standing_alone(dice, own, ids) if one.table in HINDSIGHT]
        records += [own.make("note", about_table="", about_id="")]
        values = _values(_signed_head(own))
        values = {**_values(head), **{name: values[name] for name in HEAD_HINDSIGHT}}
        found.append(a_review(*_in_order(records), **values))
    decided = tuple(entry.id for entry in known if entry.kind is EntryKind.DECISION)
    known_ids, card_ids = (tuple(one.id for one in some) for some in (known, cards))
    return Twins(moment(now), known_ids, decided, card_ids, *found)


def _known_entry(dice: Random, signed: Signed, now: int, order: int) -> Entry:
    """An event of which somebody could know by `now`; who, is said by what stands around it."""
    times: dict[str, Any] = {"start": some_minute(dice, 0, now), "end": None}
    times["precision"] = dice.choice((Precision.EXACT, Precision.ABOUT, Precision.UNKNOWN))
    if dice.random() < 0.25:
        first = dice.randint(0, now)
        times = {"precision": Precision.BETWEEN, "earliest": moment(first), "start": None}
        times["latest"] = some_minute(dice, first, now + 30)
    began = times.get("latest") or times["start"]
    if dice.random() < 0.4 and began <= moment(now):
        times["end"] = began + (moment(now) - began) * dice.random()
    made = signed.make(
        "entry",
        **{"kind": dice.choice(list(EntryKind)), "department_id": dice.choice(LANES).id,
           "voice_id": None, "source_id": None, "order": float(order), "end": None,
           "earliest": None, "latest": None, **times},
    )  # fmt: skip
    return cast("Entry", made)


def _known_around(dice: Random, signed: Signed, entry: Entry, now: int) -> list[Record]:
    found: list[Record] = []
    own_sees = entry.own_moment is not None and entry.own_moment <= moment(now)
    for lane in LANES:
        if lane.id != entry.department_id and (not own_sees or dice.random() < 0.5):
            seen = some_minute(dice, now if not own_sees else 0, now)
            noticed = dice.choice((seen, None))
            found.append(
                signed.make(
                    "sighting", entry_id=entry.id, department_id=lane.id, channel=None,
                    visible_from=dice.choice((None, seen)) if noticed else seen,
                    noticed_at=noticed,
                )
            )  # fmt: skip
    if dice.random() < 0.4:
        found.append(
            signed.make(
                "evidence", entry_id=entry.id, kind="link", at=dice.choice((None, moment(now)))
            )
        )
    if dice.random() < 0.3:
        found.append(signed.make("marker", kind="own", entry_id=entry.id, at=None))
    if entry.kind is EntryKind.DECISION:
        found.append(signed.make("decision", entry_id=entry.id, maker_id=VOICES[0].id, number=7))
    return found


def _goes_on(dice: Random, entry: Entry, now: int) -> Entry:
    """What has no end yet goes on: until some later moment, or nobody knows until when."""
    if entry.latest is not None and entry.latest > moment(now):
        return entry.changed(latest=some_minute(dice, now + 1, 300))
    if entry.end is not None:
        return entry
    # Sure by its order alone, so that every twin goes on where one does.
    if int(entry.order) % 2:
        return entry
    if dice.random() < 0.4:
        return entry.changed(open_end=True)
    return entry.changed(end=some_minute(dice, now + 1, 300), open_end=dice.random() < 0.3)


def _later_around(
    dice: Random, signed: Signed, entry: Entry, now: int, seen_by: Collection[str | None]
) -> Iterator[Record]:
    """Who came to see it only later, and what was found out only later."""
    for lane in LANES:
        if lane.id != entry.department_id and lane.id not in seen_by and dice.random() < 0.5:
            yield signed.make(
                "sighting", entry_id=entry.id, department_id=lane.id, channel=None,
                visible_from=None, noticed_at=some_minute(dice, now + 1, 200),
            )  # fmt: skip
    if dice.random() < 0.5:
        yield signed.make("evidence", entry_id=entry.id, kind="link",
                          at=some_minute(dice, now + 1, 200))  # fmt: skip
    if dice.random() < 0.5:
        yield signed.make("marker", kind="own", entry_id=entry.id,
                          at=some_minute(dice, now + 1, 200))  # fmt: skip


def _later_entry(dice: Random, signed: Signed, now: int) -> tuple[Entry, list[Record]]:
    """An event that nobody could know of by `now`, with what belongs to it."""
    lane = dice.choice(LANES)
    values: dict[str, Any] = {
        "kind": dice.choice(list(EntryKind)), "voice_id": None, "source_id": None,
        "precision": Precision.EXACT, "earliest": None, "latest": None, "end": None,
    }  # fmt: skip
    belongings: list[Record] = []
    way = dice.choice(("later", "own eyes later", "nobody", "between"))
    entry_id = new_id()
    match way:
        case "later":
            start = some_minute(dice, now + 1, 120)
            values |= {"department_id": lane.id, "start": start}
            values["end"] = dice.choice((None, start + timedelta(minutes=9)))
        case "own eyes later":
            values |= {"department_id": lane.id, "start": some_minute(dice, 0, 120)}
            belongings.append(
                signed.make("sighting", entry_id=entry_id, department_id=lane.id, channel=None,
                            visible_from=None, noticed_at=some_minute(dice, now + 1, 120))
            )  # fmt: skip
        case "nobody":
            values |= {"department_id": None, "start": some_minute(dice, 0, 120)}
        case "between":
            values |= {"department_id": lane.id, "start": None, "precision": Precision.BETWEEN}
            # A decision is known from its earliest moment, anything else by its latest.
            decides = values["kind"] is EntryKind.DECISION
            first = dice.randint(now + 1, 60) if decides else dice.randint(0, now)
            values |= {"earliest": moment(first)}
            values |= {"latest": some_minute(dice, max(first, now + 1), 120)}
    entry = cast("Entry", signed.make("entry", id=entry_id, **values))
    belongings.append(signed.make("evidence", entry_id=entry.id, kind="link", at=None))
    belongings.append(signed.make("marker", kind="own", entry_id=entry.id, at=None))
    belongings.append(
        signed.make(
            "decision", entry_id=entry.id, maker_id=VOICES[1].id, number=dice.randint(8, 99)
        )
    )
    return entry, belongings


def _noticed_later(dice: Random, own: Signed, record: Record, now: int) -> Record:
    """What could be seen by then and had not been noticed: noticed later or never, in any words."""
    if not isinstance(record, Sighting) or record.noticed_at or not record.visible_from:
        return record
    words = {name: own.text("sighting", record.id, name) for name in ("through", "amid", "remark")}
    return record.changed(noticed_at=dice.choice((None, moment(now + 5))), **words)


def _hindsight(own: Signed, record: Record) -> Record:
    """`record` with other words where it tells what came out later."""
    if record.table == "card":
        names = ("impact", "impact_figure", "impact_unit")
        return record.changed(**{name: own.text("card", record.id, name) for name in names})
    if record.table == "decision":
        answers = [
            one if one.question == "made_sense"
            else Answer(question=one.question, text=own.text("decision", record.id, "answers"))
            for one in getattr(record, "answers", ())
        ]  # fmt: skip
        return record.changed(answers=tuple(answers))
    return record


def _in_order(records: Sequence[Record]) -> list[Record]:
    places = list(RECORD_TYPES)
    return sorted(records, key=lambda record: places.index(record.table))


__all__ = [
    "LANES", "VOICES", "Meaning", "Signed", "Twins", "random_entry", "random_review",
    "some_minute", "twins",
]  # fmt: skip
