"""Numbers by which people call records: E12, D2, C4, R3. They follow order, and are not kept."""

from bisect import bisect_left

from reviewdesk.domain.accounts import Decision
from reviewdesk.domain.entries import Entry, EntryKind
from reviewdesk.domain.repairs import Repair
from reviewdesk.domain.review import Review, entry_sort_key
from reviewdesk.domain.understanding import Condition, Layer, Lesson, OpenQuestion, Safeguard
from reviewdesk.domain.values import Record

_LETTERS: dict[type[Record], str] = {
    Condition: "C",
    Safeguard: "S",
    Lesson: "L",
    OpenQuestion: "Q",
    Repair: "R",
}
_LAYERS = {layer: place for place, layer in enumerate(Layer)}


def number_of(review: Review, record: Record) -> str:
    """The number of a record, empty for kinds that have none."""
    if isinstance(record, Entry):
        return f"E{bisect_left(review.entry_order(), entry_sort_key(record)) + 1}"
    if isinstance(record, Decision):
        places = [one.id for one in decision_entries(review)]
        return f"D{places.index(record.entry_id) + 1}" if record.entry_id in places else ""
    letter = _LETTERS.get(type(record))
    if letter is None:
        return ""
    if isinstance(record, Condition):
        ids = [one.id for one in conditions_in_order(review)]
    else:
        ids = [one.id for one in review.listed(type(record))]
    return f"{letter}{ids.index(record.id) + 1}" if record.id in ids else ""


def conditions_in_order(review: Review) -> list[Condition]:
    """Conditions as they are read: by layer, in each by hand."""
    return sorted(review.listed(Condition), key=lambda one: _LAYERS[one.layer])


def decision_entries(review: Review) -> list[Entry]:
    """The decisions of the timeline, in time order."""
    return [one for one in review.entries_in_order() if one.kind is EntryKind.DECISION]
