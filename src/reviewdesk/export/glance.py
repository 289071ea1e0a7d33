"""What stands at a glance in every form of a copy: facts of the head, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from reviewdesk.domain.numbering import in_order
from reviewdesk.domain.repairs import Repair, RepairState
from reviewdesk.domain.review import TEXTS_TO_MARK
from reviewdesk.domain.shared import Audience, SharedReview
from reviewdesk.domain.understanding import SafeguardKind
from reviewdesk.export.facts import Facts
from reviewdesk.export.wording import (
    AUDIENCE_LINES,
    count,
    long_date,
    number_word,
    short_date,
    state_words,
)

NOTHING_PUBLIC = "Nothing of this review is marked as public yet, so this copy has its cover only."


@dataclass(frozen=True, slots=True)
class Named:
    """One item named at a glance; `note` is said behind its title."""

    number: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class NamedList:
    """A list at a glance; `section` is the place in the report that has all of it."""

    title: str
    section: str
    items: Sequence[Named]


def subtitle(review: SharedReview) -> str:
    departments = len(review.departments)
    if departments < 2:
        return "What happened, how it looked at the time, and what changes because of it"
    return (
        f"What happened, how it looked from {number_word(departments)} departments, "
        "and what changes because of it"
    )


def fact_lines(facts: Facts) -> list[str]:
    """When it was and what there is of it; whom it is for, which version, and who was heard."""
    review = facts.review
    told = [long_date(review.head.day)] if review.head.day else []
    told.append(f"times in {review.head.zone}")
    counted = ((len(review.entries), "event"), (len(facts.numbers.decision_entries), "decision"))
    told.append(", ".join(count(number, what) for number, what in counted if number))
    version = [AUDIENCE_LINES[review.audience], state_words(review, facts.options.exported_at)]
    if review.departments and review.audience is not Audience.PUBLIC:
        heard = len(review.heard_ids)
        if heard:
            version.append(f"{heard} of {count(len(review.departments), 'department')} heard")
    return [" · ".join(part for part in parts if part) for parts in (told, version)]


def is_nothing_public(review: SharedReview) -> bool:
    """Whether a public copy is so short because nothing is marked for it."""
    told = (review.entries, review.cards, review.conditions, review.safeguards, review.lessons,
            review.repairs, review.questions,
            *(getattr(review.head, name) for name in TEXTS_TO_MARK))  # fmt: skip
    return review.audience is Audience.PUBLIC and not any(told)


def outcome(facts: Facts) -> list[NamedList]:
    """What kept it from being worse, what was learned and what changes, as far as there is any."""
    return [found for found in (_kept(facts), _learned(facts), _changes(facts)) if found.items]


def _kept(facts: Facts) -> NamedList:
    """The safeguards; those that kept it from being worse come first, and name the list."""
    found = in_order(facts.review.safeguards)
    kept = [one for one in found if one.kind is not SafeguardKind.ADAPTATION]
    title = "What kept it from being worse" if kept else "What went right"
    return NamedList(
        title, "right", [Named(facts.numbers.of[one.id], one.title) for one in kept or found]
    )


def _learned(facts: Facts) -> NamedList:
    found = in_order(facts.review.lessons)
    return NamedList(
        "What was learned",
        "lessons",
        [Named(facts.numbers.of[one.id], one.title) for one in found],
    )


def _changes(facts: Facts) -> NamedList:
    found = in_order(facts.review.repairs)
    wanted = [one for one in found if one.state is not RepairState.DECLINED]
    items = [Named(facts.numbers.of[one.id], one.title, _repair_note(one)) for one in wanted]
    return NamedList("What changes", "repairs", items)


def _repair_note(one: Repair) -> str:
    if one.state is not RepairState.OPEN:
        return one.state.value
    return f"due {short_date(one.due)}" if one.due else ""
