"""The events of a lane as they are drawn: bars, shapes, labels, and signs that count the rest."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.layout import Form
from reviewdesk.widgets.room.frame import Frame, Lane
from reviewdesk.widgets.room.lettering import readable
from reviewdesk.widgets.room.marks import Area, Ground, Rule, shape_of
from reviewdesk.widgets.room.packing import Packed, Sizes, Spot

_BAR = 0.92
"""What a bar takes of its row at the most."""


class LaneMarks:
    """Draws what was packed. `limit`: no bar reaches beyond; where `covered`, the veil begins."""

    def __init__(
        self,
        frame: Frame,
        sizes: Sizes,
        label_px: int,
        limit: float,
        *,
        covered: bool,
        lit: Collection[EntryId] = (),
    ) -> None:
        self._frame, self._sizes, self._size = frame, sizes, label_px
        self._limit, self._covered, self._lit = limit, covered, lit

    def compose(self, lane: Lane, packed: Packed, middle: float, pitch: float, ground: str) -> None:
        """A lane whose rows stand round `middle`; bars first, so that no shape is covered.

        All of it but the event looked at, which `compose_current` puts over it.
        """
        frame, palette, kind = self._frame, self._frame.palette, self._frame.type
        first = middle - pitch * (packed.rows - 1) / 2.0
        grounds = {}
        for spot in packed.spots:
            grounds[id(spot)] = self._bar(lane, spot, first + spot.row * pitch, ground, pitch)
        # What is raised last: nothing of a neighbour is to cut into its ground.
        others = [spot for spot in packed.spots if not spot.item.current]
        for spot in sorted(others, key=self._raised):
            at = first + spot.row * pitch
            self._spot(lane, spot, at, grounds[id(spot)], pitch, ground)
        for sign in packed.signs:
            high = min(kind.part(0.0425), pitch)
            at = first + sign.row * pitch
            area = Area(sign.x, at - high / 2.0, sign.width, high)
            frame.add(
                Ground(area, ground, high * 0.4, lane.colour, 2.0),
                kind.words(f"+{sign.count:,}", sign.x, at, self._size, palette.ink, ground,
                           weight=600, width=sign.width, align=0.5),
            )  # fmt: skip

    def compose_current(
        self, lane: Lane, packed: Packed, middle: float, pitch: float, ground: str
    ) -> None:
        """The event looked at, on a ground of its own."""
        first = middle - pitch * (packed.rows - 1) / 2.0
        for spot in packed.spots:
            if spot.item.current:
                own = self._own_width(spot)
                self._spot(lane, own, first + spot.row * pitch, ground, pitch, ground)

    def _own_width(self, spot: Spot) -> Spot:
        """With the label as wide as it is: there may have been kept more room for it."""
        if not spot.label_width or spot.lines > 1:
            return spot
        entry = self._frame.facts.entries[spot.item.index]
        wide = self._frame.type.width(readable(entry.title), self._size, 600)
        more = spot.label_width - wide if spot.label_x < spot.item.x else 0.0
        return replace(spot, label_x=spot.label_x + more, label_width=wide)

    def _raised(self, spot: Spot) -> bool:
        """Whether it is looked at, or has just come to light."""
        return spot.item.current or self._frame.facts.entries[spot.item.index].id in self._lit

    def _bar(self, lane: Lane, spot: Spot, middle: float, ground: str, pitch: float) -> str:
        """Paints the bar of an event; returns what its label stands on."""
        item = spot.item
        wide = item.bar_end - item.x
        place = self._frame.facts.places[item.index]
        if wide < self._sizes.shape or place is None:
            return ground
        kind, palette = self._frame.type, self._frame.palette
        high = kind.part(0.008) if spot.slim else min(kind.part(0.042), pitch * _BAR)
        form = place[2]
        colour = palette.bar(lane.colour, ground)
        left = item.x - (0 if spot.slim else self._sizes.shape * 0.75)
        area = Area(left, middle - high / 2.0, item.bar_end - left, high)
        if form & (Form.BRACKET | Form.UNKNOWN):
            self._frame.add(
                Rule(item.x, middle + kind.part(0.019), item.bar_end, middle + kind.part(0.019),
                     lane.colour, kind.line_px(0.003), dotted=True)
            )  # fmt: skip
            return ground
        ends_here = self._covered and item.bar_end >= self._limit - 0.5
        soft = ground if (form & (Form.ABOUT | Form.OPEN_END)) and not ends_here else ""
        self._frame.add(Ground(area, colour, kind.part(0.010), soft=soft))
        inside = not spot.slim and item.x <= spot.label_x
        return colour if inside and not soft else ground

    def _spot(
        self, lane: Lane, spot: Spot, middle: float, ground: str, pitch: float, plain: str
    ) -> None:
        frame, palette, kind = self._frame, self._frame.palette, self._frame.type
        entry, item = self._frame.facts.entries[spot.item.index], spot.item
        half = self._sizes.shape / 2.0
        raised = self._raised(spot)
        if raised:
            ground = palette.selected
            high, pad = min(kind.part(0.046), pitch), self._sizes.pad
            left = min(item.x - half, spot.label_x) - pad
            right = max(item.x + half, spot.label_x + spot.label_width) + pad
            tall = high + pitch * (spot.lines - 1)
            area = Area(left, middle - high / 2.0, right - left, tall)
            frame.add(
                Ground(area, ground, high * 0.36, palette.selected_edge, kind.line_px(0.0025))
                if item.current
                else Ground(area, ground, high * 0.36)
            )
        frame.add(shape_of(entry, item.x, middle, self._sizes.shape, lane.colour, ground))
        if spot.label_width:
            self._label(spot, middle, ground, pitch, plain, raised=raised)

    def _cleared(self, area: Area, spot: Spot, ground: str, plain: str) -> Iterator[Ground]:
        """The ground under a label: a bar below it is not to look longer than it is."""
        end = spot.item.bar_end
        if ground == plain or end >= area.right:
            yield Ground(area, ground)
        elif end <= area.x:
            yield Ground(area, plain)
        else:
            yield Ground(replace(area, x=end, width=area.right - end), plain)

    def _label(
        self, spot: Spot, middle: float, ground: str, pitch: float, plain: str, *, raised: bool
    ) -> None:
        """The whole title, in as many lines as it was given rows."""
        frame, kind, item = self._frame, self._frame.type, spot.item
        entry, weight = frame.facts.entries[item.index], 600 if item.current else 500
        align = 1.0 if spot.label_x < item.x else 0.0
        ink = frame.title_ink(entry, ground)
        lines = [readable(entry.title)]
        if spot.lines > 1:
            many = kind.lines_of(lines[0], self._size, spot.label_width + 0.5, weight)
            lines = [line for one in many for line in one]
        for place, line in enumerate(lines):
            words = kind.words(
                line, spot.label_x, middle + place * pitch,
                self._size, ink, ground, weight=weight, width=spot.label_width + 0.5, align=align,
            )  # fmt: skip
            if not raised:
                # No line of the axis runs through a label; of other rows it covers nothing.
                area = words.area
                over = max(0.0, area.height - pitch * _BAR)
                area = replace(area, y=area.y + over / 2.0, height=area.height - over)
                frame.add(*self._cleared(area, spot, ground, plain))
            frame.add(words)
