"""What both layouts share: head line, badges, cursor, veil, and the sentences read aloud."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

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
from reviewdesk.widgets.room.lettering import FLOOR, MARGIN, Lettering, readable
from reviewdesk.widgets.room.marks import Area, Ground, Hatched, Mark, Picture
from reviewdesk.widgets.room.scene import RoomScene
from reviewdesk.widgets.room.told import moment_time, row_time

NARROW = 1.15
"""Below this share of width to height (a screen on its side) lines are broken differently."""
_PHASE_SIZES = (0.048, 0.042, 0.036, FLOOR)
_HEAD_LINES, _HEAD_PITCH = 4, 0.046
"""What is told beside the phase has so many lines of its own where it does not fit beside it."""
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
        self.facts.follow(shared.entries if shared else ())
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

    def time_of(self, entry: EntryFacts) -> str:
        return row_time(entry, self._zone, self._day)

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

    def _clock(self, scene: RoomScene, middle: float, big: int, small: int) -> tuple[float, float]:
        """The clock at the right, what is left of the whole smaller beside it.

        At the end of a time box what is left stands on a ground, and does not blink. On a narrow
        picture it stands in the line below. Returns how much of the first line is taken, and of
        the second.
        """
        palette, kind = self.palette, self.type
        if not scene.clock:
            return 0.0, 0.0
        item, _, rest = scene.clock.partition(" · ")
        right = float(self.width - self.margin_x)
        width = self._time_left(rest, self.y(0.126) if self.narrow else middle, small, scene)
        beside = 0.0 if self.narrow else width
        self.add(
            kind.words(item, right - beside, middle, big, palette.ink, palette.paper, weight=700,
                       align=1.0)
        )  # fmt: skip
        taken = beside + kind.width(item, big, 700)
        return taken, width if self.narrow else 0.0

    def _time_left(self, rest: str, middle: float, small: int, scene: RoomScene) -> float:
        """Puts what is left of a time box at the right; its width with the gap before it."""
        if not rest:
            return 0.0
        palette, kind, late = self.palette, self.type, scene.clock_late
        ground, pad = (palette.selected, kind.part(0.012)) if late else (palette.paper, 0.0)
        ink, weight = (palette.ink, 700) if late else (palette.quiet, 400)
        right = self.width - self.margin_x - pad
        words = kind.words(rest, right, middle, small, ink, ground, weight=weight, align=1.0)
        if late:
            at, over = words.area, pad / 3
            around = Area(at.x - pad, at.y - over, at.width + 2 * pad, at.height + 2 * over)
            edge, line = palette.selected_edge, kind.line_px(0.003)
            self.add(Ground(around, ground, kind.part(0.008), edge, line))
        self.add(words)
        return words.area.width + 2 * pad + kind.part(0.022)

    def head(self, scene: RoomScene, beside: str, legend: str = "") -> float:
        """Phase, what is looked at, clock. Returns the share of the height it ends at.

        `legend` says what is told apart; it gives way where there is no room for all of it.
        """
        palette, kind = self.palette, self.type
        big, small = kind.px(0.048), kind.px(0.034)
        middle = self.y(0.080)
        x = float(self.margin_x)
        clock_width, below = self._clock(scene, middle, big, small)
        room = self.inner_width - (clock_width + kind.part(0.03) if scene.clock else 0)
        sizes = [kind.px(share) for share in _PHASE_SIZES]
        own = next((one for one in sizes if kind.width(scene.phase, one, 700) <= room), sizes[-1])
        phase = kind.words(scene.phase, x, middle, own, palette.ink, palette.paper,
                           weight=700, width=room)  # fmt: skip
        self.add(phase)
        after = phase.area.right + kind.part(0.026)
        beside = readable(beside)
        self.spoken.append(f"{scene.phase}. {beside}" if beside else scene.phase)
        if not beside:
            return 0.150 if below else 0.115
        whole = readable(f"{beside} · {legend}") if legend else beside
        if not self.narrow:
            for text in (whole, beside):
                if kind.width(text, small) <= x + room - after:
                    words = kind.words(text, after, middle, small, palette.quiet, palette.paper)
                    # Both on one baseline, as in print.
                    area, drop = words.area, phase.baseline - words.baseline
                    area = replace(area, y=area.y + drop)
                    self.add(replace(words, area=area, baseline=phase.baseline))
                    return 0.115
        return self._below_phase((whole, beside), small, self.inner_width - below)

    def _below_phase(self, texts: Sequence[str], small: int, room: float) -> float:
        """Puts the first of `texts` that takes few enough lines under the phase."""
        kind = self.type
        many = [kind.lines_of(text, small, room) for text in texts]
        flat = [[line for one in lines for line in one] for lines in many]
        single = [lines for lines in flat if len(lines) == 1]
        lines = next((one for one in (*single, flat[-1]) if len(one) <= _HEAD_LINES), [])
        for place, line in enumerate(lines):
            at = self.y(0.126 + place * _HEAD_PITCH)
            self.add(
                kind.words(line, self.margin_x, at, small, self.palette.quiet, self.palette.paper)
            )
        return 0.150 + max(0, len(lines) - 1) * _HEAD_PITCH


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
    found: dict[DepartmentId | None, Lane] = {}
    taken = {one.short.upper() for one in shared.departments if one.short}
    for one in shared.departments:
        short = one.short or short_name(one.name, frozenset(taken))
        taken.add(short.upper())
        found[one.id] = Lane(one, short, palette)
    if any(lane_id not in found for lane_id in facts.lanes):
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
