"""What changed because of a review, what is still to come, and what stays: in every form."""

from dataclasses import dataclass, field

from reviewdesk.domain.numbering import in_order
from reviewdesk.domain.repairs import Repair, RepairState
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.understanding import Condition
from reviewdesk.export.facts import Facts
from reviewdesk.export.wording import short_date

NOTHING_CHANGED = "Nothing has been changed because of it yet."


@dataclass(slots=True)
class Changes:
    """Items under one heading: number, title, what is said of it, and why it is there."""

    title: str
    name: str
    items: list[tuple[str, str, str, str]] = field(default_factory=list)


def changes(facts: Facts) -> list[Changes]:
    """What is different now, what is still to come and what stays, as far as there is any."""
    done = Changes("What is different now", "changed")
    still = Changes("Still to come", "still")
    stays = Changes("What stays as it is", "stays")
    for one in in_order(facts.review.repairs):
        number, why = facts.numbers.of[one.id], _why(facts, one)
        if one.state in (RepairState.DONE, RepairState.CHECKED):
            done.items.append((number, one.title, _what_is_different(one), why))
        elif one.state is RepairState.OPEN:
            still.items.append((number, one.title, _when(one), why))
    for condition in facts.numbers.conditions:
        if condition.accepted_reason.strip():
            number = facts.numbers.of[condition.id]
            stays.items.append((number, condition.title, condition.accepted_reason, ""))
    return [one for one in (done, still, stays) if one.items]


def without_repair(facts: Facts) -> list[Condition]:
    """Conditions that nothing addresses and nobody has accepted.

    A public copy may lack the repair for one, so it says nothing of them.
    """
    if facts.review.audience is Audience.PUBLIC:
        return []
    addressed = {
        condition_id
        for repair in facts.review.repairs
        if repair.state is not RepairState.DECLINED
        for condition_id in repair.condition_ids
    }
    return [
        one
        for one in facts.numbers.conditions
        if not (one.ruled_out or one.accepted_reason.strip() or one.id in addressed)
    ]


def _what_is_different(one: Repair) -> str:
    checked = " Looked at afterwards: it held." if one.state is RepairState.CHECKED else ""
    return f"{one.what_changed or one.detail}{checked}".strip()


def _when(one: Repair) -> str:
    parts = [f"Owner: {one.owner_role}." if one.owner_role else ""]
    parts.append(f"Due {short_date(one.due)}." if one.due else "No day is set yet.")
    return " ".join(filter(None, parts))


def _why(facts: Facts, one: Repair) -> str:
    """The conditions it is there for, in words: readers of this copy have no list of them."""
    titles = [c.title for c in facts.numbers.conditions if c.id in one.condition_ids]
    return f"because of: {'; '.join(titles)}" if titles else ""
