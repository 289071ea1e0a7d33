"""Says to whoever made a copy what was found in it, where it comes from, and what to do."""

from collections.abc import Callable, Iterable, Sequence

from reviewdesk.domain.accounts import Card, Decision
from reviewdesk.domain.entries import Entry, Evidence
from reviewdesk.domain.errors import LeakFoundError
from reviewdesk.domain.folding import key
from reviewdesk.domain.found_names import places_of, privacy_by_field, texts_in
from reviewdesk.domain.name_places import Place
from reviewdesk.domain.people import Department, Voice
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import SharedReview
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.values import Numbered, Privacy, Record
from reviewdesk.export.bare_words import bare_words
from reviewdesk.export.leaks import Leak
from reviewdesk.export.numbering import number

_MOST_PLACES, _MOST_SPOTS = 4, 3
_LONGEST_SAID = 48
_LEAST_KEY, _LEAST_INSIDE = 2, 5
"""Shorter names stand inside of many words that have nothing to do with them."""
_CHOSEN = frozenset({"zone"})
"""What is chosen from a list cannot be written otherwise."""

Spot = tuple[str, str, str]
"""Table, id and field of a record."""


def refusal(leaks: Sequence[Leak], review: Review, shared: SharedReview) -> LeakFoundError:
    """What is raised instead of handing the copy over."""
    sorts = " and ".join(dict.fromkeys(leak.sort for leak in leaks))
    places = _joined(_whole_places(leaks), _MOST_PLACES, "places")
    plainly = (
        f"The copy was made, and then {sorts} was found in it that its readers must not see: "
        f"{places}. It was not handed over, and no file was written. "
        "Look through the review for names in texts and titles, then export again."
    )
    said = list(dict.fromkeys(leak.said for leak in leaks if leak.said))
    spots = [spot for one in said for spot in _spots(one, review, shared)]
    spots = list(dict.fromkeys(spots))
    names = _joined([f"“{_short(one)}”" for one in said], _MOST_SPOTS, "things")
    were = "were" if len(said) > 1 else "was"
    told = (
        f"The copy was made, and then {names or sorts} {were} found in it ({places}), which its "
        "readers must not see. It was not handed over, and no file was written. "
    )
    if spots:
        stands = _joined(
            [_words_for(spot, review, shared) for spot in spots], _MOST_SPOTS, "places"
        )
        told += (
            f"It stands in {stands}. Write it otherwise there, or add it under Names, "
            "then export again."
        )
    else:
        spots = [spot for one in said for spot in _voices_called(one, review)]
        told += "It is a word of the copy itself, which "
        told += (
            f"somebody is called as well. {_advice(spots)}"
            if any(leak.sort == "a name" for leak in leaks)
            else "stands in a private note, in the parking lot or in something withheld as well. "
            "Write it otherwise there, then export again."
        )
    return LeakFoundError(plainly, told, tuple(spots))


def _advice(spots: Iterable[Spot]) -> str:
    """What can be done about a voice that is called as the copy calls something."""
    fields = {field for _table, _id, field in spots} or {"name"}
    ways = {
        "also_known_as": "take it out of what the voice is also known as",
        "name": "give the voice another name, or none: its role is enough",
    }
    told = ", and ".join(way for field, way in ways.items() if field in fields)
    return f"Under About this review, {told}. Then export again."


def _whole_places(leaks: Sequence[Leak]) -> list[str]:
    """Without the turns of pages, where a page itself is told of."""
    places = [leak.place for leak in leaks]
    turns = [one for one in places if one.startswith("pages ")]
    rest = [one for one in places if one not in turns]
    return rest if any(one.startswith("page ") for one in rest) else places


def _spots(said: str, review: Review, shared: SharedReview) -> Iterable[Spot]:
    """Fields of shown records that hold it, in the spelling found or in another."""
    if len(key(said)) < _LEAST_KEY:
        return []
    if len(key(said)) >= _LEAST_INSIDE:
        return _holding(lambda text: key(said) in key(text), review, shared)
    words = f" {' '.join(bare_words(said))} "
    return _holding(lambda text: words in f" {' '.join(bare_words(text))} ", review, shared)


def _holding(holds: Callable[[str], bool], review: Review, shared: SharedReview) -> Iterable[Spot]:
    shown = {one.id for one in _records_of(shared)} | {review.id}
    for record in review.records():
        if record.id not in shown or isinstance(record, Voice):
            continue
        for name, privacy in privacy_by_field(type(record)).items():
            if name in _CHOSEN:
                continue
            if privacy is Privacy.SHARED and any(map(holds, texts_in(getattr(record, name)))):
                yield record.table, record.id, name


def items_with(finds: Iterable[str], review: Review, shared: SharedReview) -> tuple[str, ...]:
    """The numbers by which the copy calls the items in which these stand; not what they are."""
    numbers = number(shared).of
    found = (place for places in places_of(review, finds).found.values() for place in places)
    shown = {one.id for one in _records_of(shared)} | {review.id}
    items = dict.fromkeys(
        numbers.get(place.record_id)
        or numbers.get(getattr(_record(place, review), "entry_id", "") or "")
        or _words_for((place.table, place.record_id, place.field), review, shared)
        for place in found
        if place.record_id in shown
    )
    return tuple(items)


def place_words(place: Place, review: Review) -> str:
    """What item it is, as the window calls it."""
    record = _record(place, review)
    what = place.field.replace("_", " ")
    if record is None or record is review.head:
        return f"The review’s {what}"
    entry = review.find(Entry, getattr(record, "entry_id", "") or record.id)
    department = review.find(Department, getattr(record, "department_id", "") or "")
    if isinstance(record, Card) and department is not None:
        return f"Card of {_short(department.name)}"
    title = entry.title if entry is not None else getattr(record, "title", "")
    kind = "Event" if entry is not None else place.table.replace("_", " ").capitalize()
    said = f"{kind} “{_short(title)}”" if title else kind
    return said if what == "title" else f"{said}, {what}"


def _record(place: Place, review: Review) -> Record | None:
    return next((one for one in review.records() if one.id == place.record_id), None)


def _voices_called(said: str, review: Review) -> Iterable[Spot]:
    for voice in review.all(Voice).values():
        for field, names in (("name", (voice.name,)), ("also_known_as", voice.also_known_as)):
            if any(key(name) == key(said) for name in names):
                yield voice.table, voice.id, field


def _records_of(shared: SharedReview) -> Iterable[Record]:
    yield from (*shared.departments, *shared.entries, *shared.evidence, *shared.markers)
    yield from (*shared.sightings, *shared.decisions, *shared.cards, *shared.conditions)
    yield from (*shared.safeguards, *shared.lessons, *shared.questions, *shared.repairs)
    yield from shared.sessions


def _words_for(spot: Spot, review: Review, shared: SharedReview) -> str:
    table, record_id, field = spot
    record = next(one for one in review.records() if (one.table, one.id) == (table, record_id))
    what = field.replace("_", " ")
    if record is review.head:
        return f"the review’s {what}"
    if isinstance(record, Department):
        return f"the {what} of the department “{_short(record.name)}”"
    if isinstance(record, Card):
        lane = review.find(Department, record.department_id)
        return f"the card of {_short(lane.name)}" if lane else "a card"
    if isinstance(record, Numbered) and not isinstance(record, Decision) and record.number:
        return f"the {what} of {record.letter}{record.number}"
    entry_id = record.id if isinstance(record, Entry) else getattr(record, "entry_id", "")
    number = next((n for n, one in enumerate(shared.entries, 1) if one.id == entry_id), 0)
    # The window shows no numbers: an event is known there by its title.
    shown = review.find(Entry, entry_id) if number else None
    event = f"E{number}, “{_short(shown.title)}”" if shown else ""
    if isinstance(record, Evidence | Sighting | Decision) and event:
        return f"{_KINDS[type(record)]} of {event}"
    return f"the {what} of {event}" if event else f"a {table.replace('_', ' ')}"


_KINDS: dict[type[Record], str] = {
    Evidence: "the evidence", Sighting: "a sighting", Decision: "the account of the decision",
}  # fmt: skip


def _short(said: str) -> str:
    line = " ".join(said.split())
    return line if len(line) <= _LONGEST_SAID else f"{line[:_LONGEST_SAID].rstrip()}…"


def _joined(parts: Sequence[str], most: int, rest: str) -> str:
    parts = list(dict.fromkeys(parts))
    told = ", ".join(parts[:most])
    left = len(parts) - most
    return told if left < 1 else f"{told} and {left} more {rest if left > 1 else rest[:-1]}"
