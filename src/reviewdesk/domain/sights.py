"""What each department could see of an entry, and when it noticed it: the second clock.

An entry's *floor* is the earliest moment it can have begun: its start, else its earliest, else its
latest moment. Its *anchor* (see `EntryFacts.anchor`) is the moment by which it certainly had. Its
*own moment* is its anchor, but of a decision its floor: whoever makes it knows of it then.

A department's sight of an entry is
- what its `Sighting` says, where one was recorded. `noticed_at` alone: noticed as it arrived.
  `visible_from` alone: it could be seen and was not. Neither: never. It was visible from the
  earlier of the two. A moment before the floor counts as the floor: nobody sees what has not
  begun, however the moments were typed. And the makers of a decision of uncertain time, who
  noticed it within that time, knew of it from its floor;
- otherwise, for the entry's own department: visible and noticed from its own moment, or from when
  another department first saw it where that is earlier: what somebody saw had begun;
- otherwise none: it stays out of that department's sight.

An entry without an anchor (unknown, and not placed) has no floor, and its own department has seen
it before everything. An entry of no department is known to nobody until a sighting says so.

An entry is *known* from the first moment any department could see it. The veil hides what is
known later than the cursor, and what was never known. Everybody's sight is the best of all.
A moment asked about counts as included.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from reviewdesk.domain.entries import EntryFacts, EntryKind
from reviewdesk.domain.ids import DepartmentId, EntryId
from reviewdesk.domain.review import BEFORE_EVERYTHING
from reviewdesk.domain.sightings import Sighting

SIGNAL_KINDS = (EntryKind.CHANGE, EntryKind.OBSERVATION, EntryKind.SIGNAL, EntryKind.MESSAGE)
"""Kinds that could have told somebody something; decisions and actions are answers to them."""


class SightState(StrEnum):
    NOTICED = "noticed"
    VISIBLE = "visible, not noticed"
    OUT_OF_SIGHT = "out of sight"


class Sight(NamedTuple):
    """How one entry stood to the eyes that were asked for.

    `since` is when that state began (out of sight: when somebody first knew of it); `arrives` is
    when it finally came into sight, None where it never did. Both are None for what was there
    before everything. `department_id` is whose sight it is: for everybody, whoever came first.
    """

    entry_id: EntryId
    state: SightState
    since: datetime | None
    arrives: datetime | None
    sighting: Sighting | None
    department_id: DepartmentId | None


@dataclass(frozen=True, slots=True)
class SignalsAtTheTime:
    """What one pair of eyes had before it, oldest first; with a limit, the latest of each.

    The counts are of everything, limit or not.
    """

    noticed: tuple[Sight, ...]
    visible: tuple[Sight, ...]
    out_of_sight: tuple[Sight, ...]
    noticed_count: int
    visible_count: int
    out_of_sight_count: int
    later_count: int
    """How many became known only after the moment asked about, or never to anybody."""


class Counts(NamedTuple):
    """How much one pair of eyes had before it, of everything."""

    noticed: int
    visible: int
    out_of_sight: int
    later: int
    """What became known only after the moment asked about, or never to anybody."""

    def less(self, state: SightState | None) -> "Counts":
        """Without one entry in that state; None: known only later."""
        match state:
            case SightState.NOTICED:
                return self._replace(noticed=self.noticed - 1)
            case SightState.VISIBLE:
                return self._replace(visible=self.visible - 1)
            case SightState.OUT_OF_SIGHT:
                return self._replace(out_of_sight=self.out_of_sight - 1)
        return self._replace(later=self.later - 1)


class Lag(NamedTuple):
    """One mark of a lag line: where an entry came into a department's sight, or never did."""

    department_id: DepartmentId
    state: SightState
    at: datetime | None
    sighting: Sighting | None


class Seen(NamedTuple):
    department_id: DepartmentId
    visible: datetime | None
    noticed: datetime | None
    sighting: Sighting | None


def sights_of(entry: EntryFacts, sightings: Iterable[Sighting]) -> Iterator[Seen]:
    """Each department's sight of `entry`, its own first; see the rules above."""
    floor = entry.start or entry.earliest or entry.latest
    said = list(sightings)
    own_id = entry.department_id
    if own_id is not None and all(one.department_id != own_id for one in said):
        began = entry.own_moment or BEFORE_EVERYTHING
        if floor is not None and floor < began:
            moments = (at for one in said for at in (one.visible_from, one.noticed_at) if at)
            began = min(began, max(floor, min(moments, default=began)))
        yield Seen(own_id, began, began, None)
    taken: set[DepartmentId] = set()
    for one in sorted(said, key=lambda one: one.department_id != own_id):
        if one.department_id in taken:
            continue
        taken.add(one.department_id)
        noticed = _not_before(floor, when_made(entry, one, one.noticed_at))
        visible = _not_before(floor, when_made(entry, one, one.visible_from))
        if noticed is not None and (visible is None or noticed < visible):
            visible = noticed
        yield Seen(one.department_id, visible, noticed, one)


def how_it_came(state: SightState, said: Sighting | None) -> tuple[str, str]:
    """Through what it came to eyes in that state, and amid what; both empty where nobody said.

    Of what could be seen and was noticed later they tell how that came, and are not told before.
    """
    if said is None or (state is not SightState.NOTICED and said.noticed_at is not None):
        return "", ""
    return said.through or (said.channel.value if said.channel else ""), said.amid


def when_made(entry: EntryFacts, sighting: Sighting, moment: datetime | None) -> datetime | None:
    """`moment` of a sighting; the floor where the makers of a decision noticed it in its range."""
    floor, anchor = entry.floor, entry.anchor
    its_own = entry.kind is EntryKind.DECISION and sighting.department_id == entry.department_id
    if its_own and moment and floor and anchor and floor < moment <= anchor:
        return floor
    return moment


def _not_before(floor: datetime | None, moment: datetime | None) -> datetime | None:
    return max(floor, moment) if floor and moment else moment
