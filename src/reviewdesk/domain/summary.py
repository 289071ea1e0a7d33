"""The story in figures: when it began, who noticed first, when it was over, what is still open.

Works on a review and on a copy alike. Markers say when things were; where one is missing, the
events stand in for it, and `told` says which it was.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from reviewdesk.domain.accounts import Card
from reviewdesk.domain.entries import Entry, EntryFacts, EntryKind, Marker, MarkerKind, Precision
from reviewdesk.domain.ids import ConditionId, DepartmentId, EntryId
from reviewdesk.domain.people import Department
from reviewdesk.domain.repairs import Repair, RepairState
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import SharedReview
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.understanding import Condition, Layer

_SIGNS = frozenset({EntryKind.SIGNAL, EntryKind.OBSERVATION, EntryKind.MESSAGE})


class Point(NamedTuple):
    """A point of the story. `told`: a marker says so; else it was taken from the events."""

    at: datetime
    department_id: DepartmentId | None
    told: bool


@dataclass(frozen=True, slots=True)
class Story:
    """The points by which a story is measured; None where nothing is known of one."""

    began: Point | None
    noticed: Point | None
    """When somebody first noticed, and who."""
    recovered: Point | None


@dataclass(frozen=True, slots=True)
class _Facts:
    """What both kinds of review hold of a story."""

    entries: Mapping[EntryId, EntryFacts]
    markers: Sequence[Marker]
    sightings: Sequence[Sighting]


def story_of(review: Review | SharedReview) -> Story:
    """Began: its marker, else the first event with a time. Noticed: the marker of the first sign,
    else of the first concern, else the first signal, observation or message anybody noticed.
    Recovered: its marker, else that of mitigation; never guessed from the last event.
    """
    facts = _facts(review)
    began = _marked(facts, MarkerKind.BEGAN)
    if began is None:
        timed = [
            Point(entry.anchor, entry.department_id, told=False)
            for entry in facts.entries.values()
            if entry.anchor is not None and entry.precision is not Precision.UNKNOWN
        ]
        began = min(timed, key=lambda point: point.at, default=None)
    return Story(
        began=began,
        noticed=_marked(facts, MarkerKind.FIRST_SIGN)
        or _marked(facts, MarkerKind.FIRST_CONCERN)
        or _first_notice(facts),
        recovered=_marked(facts, MarkerKind.RECOVERED) or _marked(facts, MarkerKind.MITIGATED),
    )


def _facts(review: Review | SharedReview) -> _Facts:
    if isinstance(review, SharedReview):
        shared = {entry.id: entry for entry in review.entries}
        return _Facts(shared, review.markers, review.sightings)
    markers, sightings = review.all(Marker).values(), review.all(Sighting).values()
    return _Facts(review.all(Entry), tuple(markers), tuple(sightings))


def _marked(facts: _Facts, kind: MarkerKind) -> Point | None:
    """Where the first marker of that kind stands, and the department of the event it is on."""
    points = []
    for marker in facts.markers:
        carrier = facts.entries.get(marker.entry_id or "")
        moment = marker.at or (carrier.anchor if carrier else None)
        if marker.kind is kind and moment is not None:
            points.append(Point(moment, carrier.department_id if carrier else None, told=True))
    return min(points, key=lambda point: point.at, default=None)


def _first_notice(facts: _Facts) -> Point | None:
    said = {(one.entry_id, one.department_id): one.noticed_at for one in facts.sightings}
    notices = [
        Point(entry.anchor, entry.department_id, told=False)
        for entry in facts.entries.values()
        if entry.kind in _SIGNS
        and entry.anchor is not None
        and entry.precision is not Precision.UNKNOWN
        and entry.department_id is not None
        and (entry.id, entry.department_id) not in said
    ]
    for (entry_id, department_id), noticed_at in said.items():
        entry = facts.entries.get(entry_id)
        if entry is not None and entry.kind in _SIGNS and noticed_at is not None:
            floor = entry.start or entry.earliest or noticed_at
            notices.append(Point(max(noticed_at, floor), department_id, told=False))
    return min(notices, key=lambda point: point.at, default=None)


def heard_ids(cards: Iterable[Card]) -> frozenset[DepartmentId]:
    """The departments of which at least one card was heard."""
    return frozenset(card.department_id for card in cards if card.heard)


def unheard(departments: Iterable[Department], cards: Iterable[Card]) -> tuple[Department, ...]:
    """Who has not been heard yet, in the order of their lanes."""
    heard = heard_ids(cards)
    return tuple(one for one in departments if one.id not in heard)


def without_repair(
    conditions: Iterable[Condition], repairs: Iterable[Repair]
) -> tuple[Condition, ...]:
    """Conditions nothing is done about: not ruled out, not accepted, no repair but declined."""
    addressed = {
        condition_id
        for repair in repairs
        if repair.state is not RepairState.DECLINED
        for condition_id in repair.condition_ids
    }
    return tuple(
        one
        for one in conditions
        if one.id not in addressed and not one.ruled_out and not one.accepted_reason.strip()
    )


@dataclass(frozen=True, slots=True)
class RepairFigures:
    """How far the repairs are; declined ones count in none but `declined`."""

    wanted: int
    with_owner: int
    with_proof: int
    """Those that say how one will know they worked."""
    done: int
    declined: int


def repair_figures(repairs: Iterable[Repair]) -> RepairFigures:
    every = tuple(repairs)
    wanted = [one for one in every if one.state is not RepairState.DECLINED]
    return RepairFigures(
        wanted=len(wanted),
        with_owner=sum(bool(one.owner_role) for one in wanted),
        with_proof=sum(bool(one.proof.strip()) for one in wanted),
        done=sum(one.state is not RepairState.OPEN for one in wanted),
        declined=len(every) - len(wanted),
    )


class Nudge(StrEnum):
    """What the facilitator is asked to look at again. The words on screen are the window's."""

    ONLY_ONE_CONDITION = "only one condition"
    NOTHING_ABOVE_TEAM = "nothing above team"
    CONDITION_WITHOUT_REPAIR = "condition without repair"


class NudgeOn(NamedTuple):
    """A nudge, and the condition it is about; None where it is about all of them."""

    nudge: Nudge
    condition_id: ConditionId | None = None


_LAYERS = tuple(Layer)
ABOVE_TEAM = frozenset(_LAYERS[_LAYERS.index(Layer.TEAM) + 1 :])
"""Layers further out than the team; with nothing there, the review stopped at people."""


def nudges(conditions: Iterable[Condition], repairs: Iterable[Repair]) -> tuple[NudgeOn, ...]:
    """What is worth another look at the conditions; those ruled out are settled."""
    standing = [one for one in conditions if not one.ruled_out]
    found: list[NudgeOn] = []
    if len(standing) == 1:
        found.append(NudgeOn(Nudge.ONLY_ONE_CONDITION))
    if standing and not any(one.layer in ABOVE_TEAM for one in standing):
        found.append(NudgeOn(Nudge.NOTHING_ABOVE_TEAM))
    found += [
        NudgeOn(Nudge.CONDITION_WITHOUT_REPAIR, one.id) for one in without_repair(standing, repairs)
    ]
    return tuple(found)
