"""Conditions: their order by layer, the repairs that address them, and quiet nudges."""

from collections.abc import Sequence

from reviewdesk.domain import edits
from reviewdesk.domain.ids import ConditionId
from reviewdesk.domain.numbering import called, in_order
from reviewdesk.domain.people import Voice
from reviewdesk.domain.repairs import Repair, RepairState
from reviewdesk.domain.review import Review
from reviewdesk.domain.understanding import Condition, Layer
from reviewdesk.services.record_edits import OpenReview

_LAYERS = tuple(Layer)
_ABOVE_TEAM = frozenset(_LAYERS[_LAYERS.index(Layer.TEAM) + 1 :])


def move_condition(desk: OpenReview, condition: Condition, layer: Layer, place: int) -> None:
    """Puts a condition at a place among those of a layer, counted without it. One step."""
    others = [
        one for one in in_order(desk.review.all(Condition).values()) if one.id != condition.id
    ]
    inside = [one for one in others if one.layer is layer]
    before = [one for one in others if _LAYERS.index(one.layer) < _LAYERS.index(layer)]
    at = len(before) + min(place, len(inside))
    moved = condition.changed(layer=layer)
    order = [*others[:at], moved, *others[at:]]
    pairs = [
        (desk.review.all(Condition)[one.id], one.changed(position=float(number)))
        for number, one in enumerate(order, start=1)
        if one.id == condition.id or one.position != float(number)
    ]
    desk.apply(edits.change_many(pairs, "Move condition"))


def repairs_of(review: Review, condition_id: ConditionId) -> Sequence[Repair]:
    """Repairs that address a condition and were not declined."""
    return [
        one
        for one in review.listed(Repair)
        if condition_id in one.condition_ids and one.state is not RepairState.DECLINED
    ]


def without_repair(review: Review) -> Sequence[Condition]:
    """Conditions that no repair addresses and that nobody has accepted, in order."""
    addressed = {
        condition_id
        for one in review.all(Repair).values()
        if one.state is not RepairState.DECLINED
        for condition_id in one.condition_ids
    }
    return [
        one
        for one in in_order(review.all(Condition).values())
        if one.id not in addressed and not one.ruled_out and not one.accepted_reason
    ]


def nudges(review: Review) -> tuple[str, ...]:
    """What to ask about the conditions as they stand; none where there is nothing yet."""
    standing = [one for one in in_order(review.all(Condition).values()) if not one.ruled_out]
    if not standing:
        return ()
    asked: list[str] = []
    if len(standing) == 1:
        asked.append("Only one condition so far. What else had to be true for this to happen?")
    elif not any(one.layer in _ABOVE_TEAM for one in standing):
        asked.append(
            "Nothing stands above the team yet. Which pressure, or what outside, played a part?"
        )
    if names := _named(review, standing):
        asked.append(
            f"{names} has a person as its subject. What would have led anybody in that place there?"
        )
    return tuple(asked)


def _named(review: Review, conditions: Sequence[Condition]) -> str:
    """Numbers of conditions that begin with somebody's name or role."""
    people = {
        word.casefold()
        for voice in review.all(Voice).values()
        for word in (voice.role, voice.name)
        if word
    }
    found = [
        called(one)
        for one in conditions
        if any(one.title.casefold().startswith((word, f"the {word}")) for word in people)
    ]
    return ", ".join(found)
