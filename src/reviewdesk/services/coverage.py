"""Who has spoken to which decision, and who is to be asked next."""

from dataclasses import dataclass

from reviewdesk.domain.accounts import MADE_SENSE, Card
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.ids import DepartmentId, EntryId
from reviewdesk.domain.numbering import decisions_among
from reviewdesk.domain.people import Department
from reviewdesk.domain.review import Review


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One department: the decisions it has not spoken to yet, in time order."""

    department: Department
    missing: frozenset[EntryId]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Decisions in time order; departments as a round: whoever opens it, then who spoke least."""

    decisions: tuple[Entry, ...]
    rows: tuple[CoverageRow, ...]


def not_heard(review: Review, entry_id: EntryId) -> list[Department]:
    """Departments with no card on this event; the maker's own counts by its first answer."""
    spoken = _spoken(review, entry_id, _cards_on(review))
    return [one for one in review.departments if one.id not in spoken and not one.hidden]


def coverage(review: Review) -> Coverage:
    """Every decision by every department whose lane is shown."""
    decisions = tuple(decisions_among(review.entries_in_order()))
    cards = _cards_on(review)
    spoken = {entry.id: _spoken(review, entry.id, cards) for entry in decisions}
    rows = [
        CoverageRow(
            department,
            frozenset(one for one, heard in spoken.items() if department.id not in heard),
        )
        for department in review.departments
        if not department.hidden
    ]
    opens = {one.department_id for one in review.all(Card).values() if one.opening}

    def turn(row: CoverageRow) -> tuple[bool, int]:
        return row.department.id not in opens, -len(row.missing)

    # Sorting keeps the order of the lanes among those that have spoken equally little.
    return Coverage(decisions, tuple(sorted(rows, key=turn)))


def _cards_on(review: Review) -> dict[EntryId, set[DepartmentId]]:
    found: dict[EntryId, set[DepartmentId]] = {}
    for card in review.all(Card).values():
        for entry_id in card.entry_ids:
            found.setdefault(entry_id, set()).add(card.department_id)
    return found


def _spoken(
    review: Review, entry_id: EntryId, cards: dict[EntryId, set[DepartmentId]]
) -> set[DepartmentId]:
    spoken = set(cards.get(entry_id, ()))
    entry, decision = review.find(Entry, entry_id), review.decision_of(entry_id)
    if entry and entry.department_id and decision and decision.answer(MADE_SENSE):
        spoken.add(entry.department_id)
    return spoken
