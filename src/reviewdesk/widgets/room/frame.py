"""What all layouts share: badges, cursor, veil, and the sentences read aloud."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from reviewdesk.domain.entries import EntryFacts, EntryKind
from reviewdesk.domain.ids import DepartmentId
from reviewdesk.domain.people import Department, short_name
from reviewdesk.domain.room_sight import RoomSight
from reviewdesk.domain.shared import SharedReview
from reviewdesk.qt.room_palette import TEXT_CONTRAST, RoomPalette
from reviewdesk.qt.theme import contrast_ratio, text_on
from reviewdesk.qt.zones import zone_named
from reviewdesk.widgets.room.facts import Facts
from reviewdesk.widgets.room.lettering import FLOOR, MARGIN, Lettering
from reviewdesk.widgets.room.marks import Area, Ground, Hatched, Mark, Picture
from reviewdesk.widgets.room.told import moment_time

T = TypeVar("T")
NARROW = 1.15
"""Below this share of width to height (a screen on its side) lines are broken differently."""
NOWHERE = "–"
"""Badge of an event that belongs to no department."""


def tr(text: str) -> str:
    return QCoreApplication.translate("Room", text)


def not_noticed_words(words: str, shared: SharedReview) -> str:
    """What the events are told apart by, with whose eyes it is; nothing where nobody's."""
    eyes = shared.department(shared.eyes)
    return words.format(department=eyes.name) if eyes else ""


class Frame:
    """One picture in the making: its size, its type, its colours, and the marks so far."""

    def __init__(
        self,
        width: int,
        height: int,
        palette: RoomPalette,
        lettering: Lettering,
        shared: SharedReview | None = None,
        zone: str = "UTC",
        facts: Facts | None = None,
    ) -> None:
        self.width, self.height = width, height
        self.palette = palette
        self.type = lettering
        self.margin_x = round(width * MARGIN)
        self.narrow = width < height * NARROW
        self.marks: list[Mark] = []
        self.spoken: list[str] = []
        self.facts = facts or Facts()
        if shared is None:
            self.facts.follow(())
        else:
            self.facts.follow(shared.entries, shared.entries_step)
        self.title = shared.head.title if shared else ""
        self.facts.title = self.title or self.facts.title
        self._sight = RoomSight(shared) if shared else None
        self._zone = zone_named(zone)
        self._day = shared.head.day if shared else None

    @property
    def inner_width(self) -> float:
        return self.width - 2 * self.margin_x

    def y(self, share: float) -> float:
        return share * self.height

    def add(self, *marks: Mark) -> None:
        self.marks.extend(marks)

    def drawn(self, name: object, made_of: object, draw: Callable[[], T]) -> T:
        """Adds what `draw` adds, or, while it is made of the same, what it added the last time.

        A part that looks as before is then the very same marks, and found to be at a glance.
        """
        marks, spoken = self.marks, self.spoken

        def make() -> tuple[list[Mark], list[str], T]:
            self.marks, self.spoken = [], []
            try:
                found = draw()
                return self.marks, self.spoken, found
            finally:
                self.marks, self.spoken = marks, spoken

        look = self.width, self.height, self.palette
        more_marks, more_spoken, found = self.facts.kept(name, (look, made_of), make)
        marks += more_marks
        spoken += more_spoken
        return found

    def time_of(self, entry: EntryFacts) -> str:
        return self.facts.time_of(entry, self._zone, self._day)

    def told(self, moment: datetime) -> str:
        """A moment as the rows tell theirs."""
        return moment_time(moment, self._zone, self._day)

    def title_ink(self, entry: EntryFacts, ground: str) -> str:
        """Quieter for what the chosen eyes had not noticed, where that can still be read."""
        quiet = self.palette.quiet
        if self.noticed(entry) or contrast_ratio(QColor(quiet), QColor(ground)) < TEXT_CONTRAST:
            return self.palette.ink
        return quiet

    def noticed(self, entry: EntryFacts) -> bool:
        """Whether the chosen eyes had noticed it by the cursor."""
        return self._sight is None or self._sight.noticed(entry)

    def finished(self) -> Picture:
        spoken = "\n".join(line for line in self.spoken if line)
        return Picture(self.width, self.height, self.palette.paper, tuple(self.marks), spoken)

    def badge(
        self, department: "Lane", middle: float, x: float, width: float, hollow_on: str = ""
    ) -> None:
        """The short name of a department on its colour, or ringed by it on `hollow_on`."""
        size = self.type.px(FLOOR if self.narrow else 0.032)
        high = self.type.part(0.047 if self.narrow else 0.050)
        area = Area(x, middle - high / 2.0, width, high)
        radius, ground = self.type.part(0.010), hollow_on or department.colour
        if hollow_on:
            self.add(Ground(area, ground, radius, department.colour, self.type.line_px(0.003)))
        else:
            self.add(Ground(area, ground, radius))
        if department.pattern:
            edge = max(3.0, self.type.part(0.0055))
            self.add(self._stripes(department, Area(x, area.bottom - edge, width, edge)))
        ink = self.palette.quiet if hollow_on else text_on(QColor(ground)).name()
        self.add(
            self.type.words(
                department.short, x, middle, size, ink, ground,
                weight=700, width=width, align=0.5,
            )
        )  # fmt: skip

    def lane_edge(self, department: "Lane", area: Area) -> None:
        """The colour at the edge of a lane, striped where the colours have begun again."""
        self.add(Ground(area, department.colour))
        if department.pattern:
            self.add(self._stripes(department, area))

    def _stripes(self, department: "Lane", area: Area) -> Hatched:
        gap = 8.0 + 6.0 * department.pattern
        return Hatched(area, department.colour, self.palette.surface, gap, 3.0)

    def veil(self, area: Area, radius: float = 0.0) -> None:
        """The hatch that covers what was not known; opaque, and the same whatever is below."""
        gap = max(14.0, self.type.part(0.016))
        line = max(2.0, self.type.part(0.0022))
        self.add(Hatched(area, self.palette.veil, self.palette.veil_hatch, gap, line, radius))


class Lane:
    """A department as the room paints it; also for events that belong to none."""

    __slots__ = ("colour", "hidden", "id", "name", "pattern", "short")

    def __init__(self, department: Department | None, short: str, palette: RoomPalette) -> None:
        self.id: DepartmentId | None = department.id if department else None
        self.name = department.name if department else tr("No department")
        self.short = short
        self.hidden = department is not None and department.hidden
        """The facilitator has put its lane away."""
        self.colour = palette.department(department.colour) if department else palette.quiet
        self.pattern = palette.pattern(department.colour) if department else 0


def lanes_of(
    shared: SharedReview, palette: RoomPalette, facts: Facts
) -> Mapping[DepartmentId | None, Lane]:
    """Departments by id in the order of their lanes, each with a short name of its own.

    Under None: for events of no department; there only where one is shown.
    """
    known = {one.id for one in shared.departments}
    made_of = shared.departments, palette, facts.lanes.keys() <= known
    return facts.kept("lanes", made_of, lambda: _lanes(*made_of))


def _lanes(
    departments: Sequence[Department], palette: RoomPalette, complete: bool
) -> Mapping[DepartmentId | None, Lane]:
    found: dict[DepartmentId | None, Lane] = {}
    taken = {one.short.upper() for one in departments if one.short}
    for one in departments:
        short = one.short or short_name(one.name, frozenset(taken))
        taken.add(short.upper())
        found[one.id] = Lane(one, short, palette)
    if not complete:
        found[None] = Lane(None, NOWHERE, palette)
    return found


def lane_of(lanes: Mapping[DepartmentId | None, Lane], entry: EntryFacts) -> Lane:
    return lanes[entry.department_id] if entry.department_id in lanes else lanes[None]


_KIND_WORDS = {
    EntryKind.CHANGE: "a change",
    EntryKind.OBSERVATION: "an observation",
    EntryKind.SIGNAL: "a signal",
    EntryKind.DECISION: "a decision",
    EntryKind.ACTION: "an action",
    EntryKind.MESSAGE: "a message",
    EntryKind.HELPED: "something that helped",
}


def kind_words(entry: EntryFacts) -> str:
    return tr(_KIND_WORDS[entry.kind])
