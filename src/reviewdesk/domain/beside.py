"""Two departments side by side for one moment: what each had of every event before it."""

from dataclasses import dataclass
from datetime import datetime

from reviewdesk.domain.asof import AsOf
from reviewdesk.domain.ids import DepartmentId, EntryId
from reviewdesk.domain.review import BEFORE_EVERYTHING, Review
from reviewdesk.domain.sights import Sight, SightState

LOOKED_AT = 400
"""The latest so many of what a department noticed, could see, or had out of its sight."""


@dataclass(frozen=True, slots=True)
class SightPair:
    """One event as it stood to both at that moment."""

    entry_id: EntryId
    left: Sight
    right: Sight

    @property
    def differs(self) -> bool:
        return self.left.state is not self.right.state


@dataclass(frozen=True, slots=True)
class Beside:
    """What two departments had before them, oldest first. What neither could see is left out."""

    differing: tuple[SightPair, ...]
    alike: tuple[SightPair, ...]


def beside(
    review: Review,
    asof: AsOf,
    left_id: DepartmentId,
    right_id: DepartmentId,
    moment: datetime,
) -> Beside:
    """Both departments' sight of what was known by `moment`, event by event."""
    found: dict[EntryId, None] = {}
    for department_id in dict.fromkeys((left_id, right_id)):
        seen = asof.at(moment, department_id, limit=LOOKED_AT)
        found.update((one.entry_id, None) for one in (*seen.noticed, *seen.visible))
    pairs = []
    for entry_id in found:
        left = asof.sight(entry_id, left_id, moment)
        right = asof.sight(entry_id, right_id, moment)
        if left is not None and right is not None:
            pairs.append(SightPair(entry_id, left, right))

    def place(pair: SightPair) -> tuple[datetime, float, str]:
        entry = review.entries[pair.entry_id]
        return entry.anchor or BEFORE_EVERYTHING, entry.order, entry.id

    pairs.sort(key=place)
    return Beside(
        tuple(one for one in pairs if one.differs),
        tuple(one for one in pairs if not one.differs),
    )


def had(state: SightState) -> str:
    """What a department in that state had of an event, as words that follow its name."""
    return {
        SightState.NOTICED: "had noticed it",
        SightState.VISIBLE: "could see it and had not noticed",
        SightState.OUT_OF_SIGHT: "had it out of sight",
    }[state]
