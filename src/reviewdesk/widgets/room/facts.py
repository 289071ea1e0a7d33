"""What a picture needs of the entries of a copy, in columns, kept while the copy follows edits.

Twenty thousand entries come anew with every copy, but all except a few are the same objects. So
columns are spliced where the copies differ, and an edit costs what it touched.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf

from reviewdesk.domain.entries import EntryFacts
from reviewdesk.domain.ids import DepartmentId, EntryId
from reviewdesk.domain.layout import place_of, seconds

Place = tuple[float, float, int]
_CHUNK = 512


@dataclass(slots=True)
class LaneFacts:
    """The entries of one department: where each stands in the copy, and its anchor, in order."""

    indices: list[int] = field(default_factory=list)
    anchors: list[float] = field(default_factory=list)


class Facts:
    """Columns of the entries last given to `follow`; `anchors` are -inf where there is none."""

    def __init__(self) -> None:
        self.entries: Sequence[EntryFacts] = ()
        self.places: list[Place | None] = []
        self.lanes: dict[DepartmentId | None, LaneFacts] = {}
        self._ids: list[EntryId] = []
        self._anchors: list[float] = []
        self._departments: list[DepartmentId | None] = []

    def follow(self, entries: Sequence[EntryFacts]) -> None:
        """Takes over `entries`, which stand in order of their anchors."""
        before, after = self.entries, entries
        self.entries = after
        same = _alike(before, after)
        if same == len(before) == len(after):
            return
        rest = _alike(before[:same:-1], after[:same:-1])
        rest = min(rest, len(before) - same, len(after) - same)
        old, new = slice(same, len(before) - rest), after[same : len(after) - rest]
        anchors = [_anchor_s(entry) for entry in new]
        departments = [entry.department_id for entry in new]
        stay = self._anchors[old] == anchors and self._departments[old] == departments
        self.places[old] = [_place(entry) for entry in new]
        self._ids[old] = [entry.id for entry in new]
        self._anchors[old] = anchors
        self._departments[old] = departments
        if not stay:
            self._sort_into_lanes()

    def index_of(self, entry_id: EntryId | None) -> int:
        """Where the entry stands in the copy, -1 where it does not."""
        return self._ids.index(entry_id) if entry_id in self._ids else -1

    def _sort_into_lanes(self) -> None:
        self.lanes = {department_id: LaneFacts() for department_id in set(self._departments)}
        for department_id, lane in self.lanes.items():
            lane.indices = [
                index for index, one in enumerate(self._departments) if one == department_id
            ]
            lane.anchors = [self._anchors[index] for index in lane.indices]


def _place(entry: EntryFacts) -> Place | None:
    found = place_of(entry)
    # A plain number: testing a flag for a bit costs as much as all the rest.
    return None if found is None else (found[0], found[1], int(found[2]))


def _anchor_s(entry: EntryFacts) -> float:
    anchor = entry.anchor
    return -inf if anchor is None else seconds(anchor)


def _alike(one: Sequence[EntryFacts], other: Sequence[EntryFacts]) -> int:
    """How many entries at the beginning are the same objects in both."""
    length = min(len(one), len(other))
    start = 0
    while start < length and one[start : start + _CHUNK] == other[start : start + _CHUNK]:
        start += _CHUNK
    start = min(start, length)
    while start < length and one[start] is other[start]:
        start += 1
    return start
