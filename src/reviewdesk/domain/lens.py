"""One record as one audience may see it: private fields gone, names gone, the later cut away."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any, TypeAlias, TypeVar, cast

from reviewdesk.domain.accounts import WHAT_IF, Card, Decision
from reviewdesk.domain.alerts import AlertHistory
from reviewdesk.domain.asof import AsOf
from reviewdesk.domain.entries import (
    Entry,
    EntryFacts,
    Evidence,
    Marker,
    Precision,
    SharedEntry,
    Source,
)
from reviewdesk.domain.found_names import rules_for_copies
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.notes import Note, ParkingItem
from reviewdesk.domain.people import Department, NameRule, SharedVoice, Voice, VoiceFacts
from reviewdesk.domain.redaction import Redactor
from reviewdesk.domain.repairs import Repair
from reviewdesk.domain.review import TEXTS_TO_MARK, NumbersGiven, Review, ReviewHead
from reviewdesk.domain.sessions import Session
from reviewdesk.domain.shared import Audience, SharedHead
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.sights import when_made
from reviewdesk.domain.understanding import Condition, Lesson, OpenQuestion, Safeguard
from reviewdesk.domain.values import Privacy, Record, Value, privacy_of
from reviewdesk.domain.withheld import withheld_quotes

HINDSIGHT_PROBES = frozenset({"out_of_sight"})
"""Probes whose answers say what the maker could not know; hidden while the veil is down."""

_KEYS = frozenset({"id", "key", "question", "zone", "media_type", "public_texts"})
"""Text fields that a program reads, not a person."""

WholeEntries: TypeAlias = dict[EntryId, tuple[Entry, SharedEntry]]
"""Entries as they are shown where nothing is veiled, beside what they were made from."""

V = TypeVar("V", bound=Value)
R = TypeVar("R", bound=Record)


class Lens:
    """What one audience sees of a review, record by record; None: nothing at all of it.

    `moment` is where the veil comes down, None while it is up. The lens asks the review and the
    index anew each time, so it stays right while both follow edits; only the names of voices are
    taken once: make another lens after a voice has changed.
    """

    def __init__(
        self,
        review: Review,
        audience: Audience,
        index: AsOf | None,
        moment: datetime | None,
        whole: WholeEntries | None = None,
        rules: tuple[NameRule, ...] | None = None,
    ) -> None:
        """`whole` may be kept between lenses of one audience while no voice has changed; `rules`
        are `rules_for_copies`, where they are known already."""
        self._whole = whole if whole is not None else {}
        self._review = review
        self._audience = audience
        self._index = index
        self._moment = moment
        voices = review.all(Voice).values()
        goes_out = audience in (Audience.COMPANY, Audience.PUBLIC)
        # What nobody has looked at is somebody, until it is said that it is not.
        if rules is None or not goes_out:
            rules = rules_for_copies(review) if goes_out else review.head.copy_names
        self._redactor = Redactor(voices, review.departments, rules, contacts=goes_out)
        self._withheld = withheld_quotes(review, audience)
        self._names_stay = audience is Audience.MEMBERS or (
            self._redactor.finds_nothing and self._withheld.is_empty
        )
        self._shows: Mapping[type[Record], Callable[[Any], Record | None]] = {
            Department: self._cleaned,
            Voice: self._voice,
            Source: _nothing,
            Entry: self._entry,
            Evidence: self._evidence,
            Marker: self._marker,
            Sighting: self._sighting,
            Decision: self._decision,
            Card: self._card,
            Condition: self._agreed,
            Safeguard: self._agreed,
            Lesson: self._agreed,
            OpenQuestion: self._agreed,
            Repair: self._agreed,
            Note: _nothing,
            ParkingItem: _nothing,
            Session: self._session,
            NumbersGiven: _nothing,
            AlertHistory: _nothing,
        }

    @property
    def moment(self) -> datetime | None:
        return self._moment

    def move_to(self, moment: datetime) -> None:
        """Lets the veil come down elsewhere."""
        self._moment = moment

    def cuts(self, entry: Entry) -> bool:
        """Whether the veil hides part of an entry's times, so that it looks otherwise later."""
        return self._moment is not None and bool(self._cut(entry))

    def shows_entry(self, entry_id: EntryId | None) -> bool:
        entry = self._review.find(Entry, entry_id)
        if entry is None or not self._marked(entry):
            return False
        if self._moment is None or self._index is None:
            return True
        return self._index.known(entry.id, self._moment)

    def show(self, record: Record) -> Record | None:
        """`record` as this audience sees it; Entry and Voice come as their shared twins."""
        return self._shows[type(record)](record)

    def head(self) -> SharedHead:
        head = self._review.head
        fields = {
            name: getattr(head, name)
            for name, privacy in privacy_of(ReviewHead).items()
            if privacy is Privacy.SHARED
        }
        # A file may hold any words there, and those that name texts are not looked at for names.
        marked = tuple(one for one in TEXTS_TO_MARK if one in head.public_texts)
        found = SharedHead(**{**self._redacted(fields), "public_texts": marked})
        hidden: dict[str, Any] = {}
        if self._moment is not None:
            # Its title says how it ended as often as its summary does.
            told = ("title", "summary", "background", "source", "terms", "opening")
            hidden = {**dict.fromkeys(told, ""), "tags": ()}
        if self._audience is Audience.PUBLIC:
            unmarked = [one for one in TEXTS_TO_MARK if one not in marked]
            hidden |= {**dict.fromkeys(unmarked, ""), "opening": "", "ground_rules": ()}
        return replace(found, **hidden)

    def typed(self, entry: Entry) -> SharedEntry | None:
        """An event of no review yet, as far as it is typed: nothing of what may become a name.

        None where it may not be seen, or nothing is left of it.
        """
        title = self._redactor.without_begun_name(entry.title)
        if not title.strip():
            return None
        if self._moment is not None and (entry.own_moment is None or self._later(entry.own_moment)):
            return None
        shown = self._whole_entry(_copy(entry, title=title))
        cut = self._cut(entry) if self._moment is not None else None
        return _copy(shown, **cut) if cut else shown

    def _marked(self, record: Record) -> bool:
        """Whether this audience may see it: the public sees only what is marked for it."""
        return self._audience is not Audience.PUBLIC or bool(getattr(record, "public", False))

    def _later(self, moment: datetime | None) -> bool:
        return moment is not None and self._moment is not None and moment > self._moment

    def _entry(self, entry: Entry) -> SharedEntry | None:
        if not self.shows_entry(entry.id):
            return None
        made_from, shown = self._whole.get(entry.id, (None, None))
        if shown is None or made_from is not entry:
            shown = self._whole_entry(entry)
            self._whole[entry.id] = entry, shown
        cut = self._cut(entry) if self._moment is not None else None
        return _copy(shown, **cut) if cut else shown

    def _whole_entry(self, entry: Entry) -> SharedEntry:
        values = {name: getattr(entry, name) for name in EntryFacts.model_fields}
        values = self._redacted(values)
        if self._review.find(Department, entry.department_id) is None:
            values["department_id"] = None
        if self._review.find(Voice, entry.voice_id) is None:
            values["voice_id"] = None
        return SharedEntry.trusted(values)

    def _cut(self, entry: Entry) -> dict[str, Any]:
        """What of its times was not known yet, hidden.

        Whatever still ran at the moment looks alike: up to the moment, its end not known.
        """
        cut: dict[str, Any] = {}
        if entry.open_end or self._later(entry.end):
            cut = {"end": self._moment, "open_end": True}
        for name in ("earliest", "latest"):
            if self._later(getattr(entry, name)):
                bounded = entry.precision in (Precision.BETWEEN, Precision.DAY)
                cut[name] = self._moment if bounded else None
        return cut

    def _voice(self, voice: Voice) -> SharedVoice:
        values = {name: getattr(voice, name) for name in VoiceFacts.model_fields}
        if self._audience is Audience.MEMBERS:
            named = f"{voice.role} ({voice.name})" if voice.role else voice.name
            shown_as = named if voice.name else voice.role
        else:
            values = self._redacted(values)
            shown_as = self._redactor.roles[voice.id]
        return SharedVoice.trusted({**values, "shown_as": shown_as})

    def _evidence(self, evidence: Evidence) -> Evidence | None:
        if not self.shows_entry(evidence.entry_id):
            return None
        if self._moment is not None and (evidence.at is None or self._later(evidence.at)):
            # What has no time of its own may be a report of long after.
            return None
        found = self._cleaned(evidence)
        if found.url != evidence.url:
            # With the name out of it the link leads nowhere.
            return _copy(found, url="")
        return found

    def _marker(self, marker: Marker) -> Marker | None:
        if not self._marked(marker):
            return None
        carrier = self._review.find(Entry, marker.entry_id)
        shown = carrier is not None and self.shows_entry(carrier.id)
        if self._moment is not None:
            unplaced = marker.at is None and carrier is None
            if unplaced or self._later(marker.at) or (carrier is not None and not shown):
                return None
        found = self._cleaned(marker)
        if shown or marker.entry_id is None:
            return found
        return _copy(found, entry_id=None, at=marker.at or (carrier.anchor if carrier else None))

    def _sighting(self, sighting: Sighting) -> Sighting | None:
        if not self.shows_entry(sighting.entry_id):
            return None
        found = self._cleaned(sighting)
        if self._moment is None:
            return found
        visible = None if self._later(sighting.visible_from) else sighting.visible_from
        if sighting.noticed_at is not None and not self._later(sighting.noticed_at):
            return found if visible == sighting.visible_from else _copy(found, visible_from=None)
        # Words about a notice that came later, or never, must not tell the two apart.
        quiet = _copy(
            found,
            visible_from=visible,
            noticed_at=None,
            channel=None,
            through="",
            amid="",
            remark="",
        )
        if visible is not None:
            return quiet
        entry = self._review.find(Entry, sighting.entry_id)
        made = when_made(entry, sighting, sighting.noticed_at) if entry is not None else None
        if made is not None and not self._later(made):
            # Of a decision of uncertain time: without it its makers know of it from its floor.
            return None
        own = entry is not None and entry.department_id == sighting.department_id
        # Without it, the entry's own department would seem to have seen it from the start.
        return _copy(quiet, approximate=False) if own else None

    def _decision(self, decision: Decision) -> Decision | None:
        if not self._marked(decision) or not self.shows_entry(decision.entry_id):
            return None
        found = self._cleaned(decision)
        if self._review.find(Voice, decision.maker_id) is None and decision.maker_id:
            found = _copy(found, maker_id=None)
        if self._moment is None:
            return found
        answers = tuple(
            one
            for one in found.answers
            if one.question not in HINDSIGHT_PROBES and not one.question.startswith(WHAT_IF)
        )
        return found if answers == found.answers else _copy(found, answers=answers)

    def _card(self, card: Card) -> Card | None:
        if card.held_back or not self._marked(card):
            return None
        found = self._linked(self._cleaned(card))
        if self._moment is None:
            return found
        # Nobody has looked through what it says: only its events tell from when on it may be read.
        if not card.heard or not card.entry_ids or len(found.entry_ids) < len(card.entry_ids):
            return None
        return _copy(found, impact="", impact_figure="", impact_unit="")

    def _agreed(self, record: R) -> R | None:
        """Conditions, safeguards, lessons, questions, repairs: all hindsight."""
        if self._moment is not None or not self._marked(record):
            return None
        return self._linked(self._cleaned(record))

    def _session(self, session: Session) -> Session | None:
        """The counts of the poll reach the room only where they are shown there."""
        if self._audience is Audience.PUBLIC:
            return None
        found = self._cleaned(session)
        values: dict[str, Any] = {
            name: tuple(one for one in getattr(found, name) if self._review.find(Department, one))
            for name in ("present_ids", "turn_ids", "hand_ids")
        }
        values["present_voice_ids"] = tuple(
            one for one in found.present_voice_ids if self._review.find(Voice, one)
        )
        if self._review.find(Department, found.speaking_id) is None:
            values["speaking_id"] = None
        if self._audience is Audience.ROOM and not found.poll_shown:
            values |= {"poll_yes": 0, "poll_unsure": 0, "poll_no": 0}
        if self._moment is not None:
            # Said at the end, with all that is known by then.
            values |= dict.fromkeys(("board_start", "board_stop", "board_continue"), ())
            values["next_steps"] = ""
        return _copy(found, **values)

    def _linked(self, record: R) -> R:
        """`record` without links to what this audience does not see."""
        pruned: dict[str, Any] = {}
        if hasattr(record, "entry_ids"):
            pruned["entry_ids"] = tuple(filter(self.shows_entry, record.entry_ids))
        if hasattr(record, "card_ids"):
            pruned["card_ids"] = tuple(filter(self._shows_card, record.card_ids))
        if hasattr(record, "condition_ids"):
            pruned["condition_ids"] = tuple(filter(self._shows_condition, record.condition_ids))
        if getattr(record, "voice_id", None) and not self._review.find(Voice, record.voice_id):  # type: ignore[attr-defined]
            pruned["voice_id"] = None
        same = all(getattr(record, name) == value for name, value in pruned.items())
        return record if same else _copy(record, **pruned)

    def _shows_card(self, card_id: str) -> bool:
        card = self._review.find(Card, card_id)
        return card is not None and self._card(card) is not None

    def _shows_condition(self, condition_id: str) -> bool:
        condition = self._review.find(Condition, condition_id)
        return condition is not None and self._marked(condition)

    def _cleaned(self, record: V) -> V:
        """`record` without private values, names replaced by roles."""
        private = _private_defaults(type(record))
        if self._names_stay and not private:
            return record
        values = {name: getattr(record, name) for name in type(record).model_fields}
        return _trusted(type(record), {**self._redacted(values), **private})

    def _redacted(self, values: dict[str, Any]) -> dict[str, Any]:
        if self._names_stay:
            return values
        redacted = dict(values)
        for name, value in values.items():
            # Most are times, marks and empty texts.
            if value and isinstance(value, (str, tuple, Value)) and not _is_key(name):
                redacted[name] = self._redacted_value(value)
        return redacted

    def _redacted_value(self, value: object) -> object:
        if type(value) is str:  # an enumeration is a str too, and says nothing of people
            return self._redactor.redact(self._withheld.without(value))
        if isinstance(value, tuple):
            return tuple(map(self._redacted_value, value))
        return self._cleaned(value) if isinstance(value, Value) else value


def _nothing(_: Record) -> None:
    return None


@cache
def _is_key(name: str) -> bool:
    return name in _KEYS or name.endswith(("_id", "_ids"))


@cache
def _private_defaults(value_type: type[Value]) -> Mapping[str, Any]:
    """The private fields of a type that is shared as it is, with the values they are left with."""
    return {
        name: value_type.model_fields[name].get_default(call_default_factory=True)
        for name, privacy in privacy_of(value_type).items()
        if privacy is not Privacy.SHARED
    }


def _trusted(value_type: type[V], values: dict[str, Any]) -> V:
    if issubclass(value_type, Record):
        return cast("V", value_type.trusted(values))
    return cast("V", value_type.model_construct(**values))


def _copy(record: R, **values: object) -> R:
    """`record` with some values that need no second look."""
    fields = {name: getattr(record, name) for name in type(record).model_fields}
    return type(record).trusted({**fields, **values})


def shown(lens: Lens, records: Iterable[R]) -> list[R]:
    """What `lens` shows of records whose type has no shared twin."""
    return [cast("R", found) for record in records if (found := lens.show(record)) is not None]
