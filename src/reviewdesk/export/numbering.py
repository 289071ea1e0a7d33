"""Numbers by which a copy calls its items: E12, D2, C4, S3, L1, R5, Q2, V1."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from reviewdesk.domain.accounts import Decision
from reviewdesk.domain.copies import Section
from reviewdesk.domain.entries import Evidence, SharedEntry
from reviewdesk.domain.numbering import (
    ENTRY_LETTER,
    called,
    decisions_among,
    in_order,
)
from reviewdesk.domain.shared import SharedReview
from reviewdesk.domain.understanding import Condition
from reviewdesk.domain.values import Numbered


@dataclass(frozen=True, slots=True)
class Numbers:
    """The number of each item of one copy, and what refers to each event and condition."""

    of: Mapping[str, str]
    """Id of a record to its number. A decision goes by the id of its event, with `decisions`."""
    decisions: Mapping[str, str]
    """Id of the event of a decision to the number of that decision."""
    conditions: Sequence[Condition]
    """In the order they are read: by layer, in each by hand."""
    decision_entries: Sequence[SharedEntry]
    accounts: Mapping[str, Decision]
    """Id of an event to the account of the decision behind it."""
    mentions: Mapping[str, Sequence[str]]
    """Id of an event or a condition to the numbers of the items that name it, in order."""

    evidence: Sequence[Evidence]
    """Each piece once, though it may show several events, in the order of their first ones."""
    shown_by: Mapping[str, Sequence[str]]
    """Id of an event to the numbers of the evidence for it."""
    shows: Mapping[str, Sequence[str]]
    """Number of a piece of evidence to the numbers of the events it shows."""

    letters: frozenset[str]
    """Those that numbers of items begin with for which this copy has a section."""

    def list_of(self, ids: Sequence[str]) -> list[str]:
        """The numbers of those records that are in the copy."""
        return [self.of[one] for one in ids if one in self.of and self.of[one][0] in self.letters]


_SECTION_OF = {
    "E": Section.EVENTS,
    "D": Section.DECISIONS,
    "C": Section.CONDITIONS,
    "S": Section.RIGHT,
    "L": Section.LESSONS,
    "R": Section.REPAIRS,
    "Q": Section.QUESTIONS,
    "V": Section.EVIDENCE,
}
"""Where the items stand whose numbers begin with a letter."""


def number(review: SharedReview, sections: Collection[Section] = tuple(Section)) -> Numbers:
    """The numbers of a copy of those `sections`; no item refers to one of another section."""
    conditions = in_order(review.conditions)
    decisions = decisions_among(review.entries)
    found = {one.id: f"{ENTRY_LETTER}{place}" for place, one in enumerate(review.entries, 1)}
    kinds: tuple[Sequence[Numbered], ...] = (
        review.conditions, review.safeguards, review.lessons, review.repairs, review.questions,
    )  # fmt: skip
    for records in kinds:
        found |= {one.id: called(one) for one in records}
    told = review.decision_numbers
    # A decision without a decision point, which no library holds, comes behind the others.
    more = count(max(told.values(), default=0) + 1)
    points = {one.id: f"{Decision.letter}{told.get(one.id) or next(more)}" for one in decisions}
    mentions: dict[str, list[str]] = {entry_id: [said] for entry_id, said in points.items()}
    for naming in (conditions, review.safeguards, review.lessons, review.questions):
        for item in naming:
            for entry_id in item.entry_ids:
                mentions.setdefault(entry_id, []).append(found[item.id])
    for condition in conditions:
        for other in condition.condition_ids:
            mentions.setdefault(other, []).append(found[condition.id])
    for repair in in_order(review.repairs):
        for condition_id in repair.condition_ids:
            mentions.setdefault(condition_id, []).append(found[repair.id])
    accounts = {one.entry_id: one for one in review.decisions}
    evidence, shown_by, shows = _evidence(review, found)
    letters = frozenset(letter for letter, one in _SECTION_OF.items() if one in sections)
    mentions, shown_by, shows = (
        {key: [one for one in told if one[0] in letters] for key, told in references.items()}
        for references in (mentions, shown_by, shows)
    )
    return Numbers(
        found, points, conditions, decisions, accounts, mentions, evidence, shown_by, shows, letters
    )


def _evidence(
    review: SharedReview, numbers: Mapping[str, str]
) -> tuple[list[Evidence], dict[str, list[str]], dict[str, list[str]]]:
    """What is called and leads the same is one piece of evidence."""
    of_entry: dict[str, list[Evidence]] = {}
    for one in sorted(review.evidence, key=lambda one: (one.position, one.id)):
        of_entry.setdefault(one.entry_id, []).append(one)
    pieces: dict[tuple[str, ...], Evidence] = {}
    places: dict[tuple[str, ...], str] = {}
    shown_by: dict[str, list[str]] = {}
    shows: dict[str, list[str]] = {}
    for entry in review.entries:
        for one in of_entry.get(entry.id, ()):
            # Kept files may share a name; only what has an address can be told to be the same.
            same = (one.title, one.url, one.origin) if one.url else (one.id,)
            pieces.setdefault(same, one)
            number = places.setdefault(same, f"V{len(pieces)}")
            shown_by.setdefault(entry.id, []).append(number)
            shows.setdefault(number, []).append(numbers[entry.id])
    return list(pieces.values()), shown_by, shows
