"""The head of every layout: phase, what is looked at, and the clock.

How high it is depends on the phase and the title of the review, and on nothing that changes while
one looks: neither the words of the clock nor going from layout to layout move what stands below.
"""

from collections.abc import Sequence
from dataclasses import replace

from reviewdesk.qt.clock_words import all_signs
from reviewdesk.widgets.room.frame import Frame
from reviewdesk.widgets.room.lettering import FLOOR, readable
from reviewdesk.widgets.room.marks import Area, Ground
from reviewdesk.widgets.room.scene import RoomScene

_PHASE_SIZES = (0.048, 0.042, 0.036, FLOOR)
_FIRST, _SECOND = 0.080, 0.126
"""Where the lines of the head stand."""
_ONE_LINE, _TWO_LINES = 0.115, 0.150
"""What a head of so many lines takes of the height."""
_LOWER = 0.013
"""On a narrow picture the second line stands so much lower: the sign's ground is over no letter."""
_USUAL = "00:00 / 00:00"
"""So much of a clock is kept free for at least."""
_MOST_LINES, _PITCH = 4, 0.046
"""What is told beside the phase has so many lines of its own where it does not fit beside it."""


def compose_head(frame: Frame, scene: RoomScene, beside: str, legend: str = "") -> float:
    """Phase, what is looked at, clock. Returns the share of the height it ends at.

    `legend` says what is told apart; it gives way where there is no room for all of it.
    """
    titles = frame.title, frame.facts.title
    made_of = scene.phase, scene.clock, scene.clock_late, titles, beside, legend
    return frame.drawn(
        "head", made_of, lambda: _Head(frame, scene).compose(readable(beside), readable(legend))
    )


class _Head:
    def __init__(self, frame: Frame, scene: RoomScene) -> None:
        self._frame, self._scene = frame, scene
        kind = frame.type
        self._big, self._small = kind.px(0.048), kind.px(0.034)
        self._item, _, self._rest = scene.clock.partition(" · ")
        self._pad = kind.part(0.012)

    def compose(self, beside: str, legend: str) -> float:
        frame, kind, scene = self._frame, self._frame.type, self._scene
        palette, small = frame.palette, self._small
        item, rest = self._clock_widths()
        kept = 0.0 if frame.narrow else item + rest
        room = frame.inner_width - kept
        sizes = [kind.px(share) for share in _PHASE_SIZES]
        own = next((one for one in sizes if kind.width(scene.phase, one, 700) <= room), sizes[-1])
        phase = kind.words(scene.phase, frame.margin_x, frame.y(_FIRST), own, palette.ink,
                           palette.paper, weight=700, width=room)  # fmt: skip
        frame.add(phase)
        after = phase.area.right + kind.part(0.026)
        left = frame.margin_x + room - after
        # By the title the room has seen, also while the veil takes it away: nothing moves by that.
        texts = [readable(frame.facts.title), beside]
        single = not frame.narrow and all(kind.width(text, small) <= left for text in texts)
        if not single:
            # Where there are two lines in any layout there is something in the second.
            beside = beside or readable(frame.title)
        self._clock(single=single)
        frame.spoken.append(f"{scene.phase}. {beside}" if beside else scene.phase)
        whole = f"{beside} · {legend}" if legend and beside else beside
        if not single:
            # On a narrow picture the clock has the second line to itself.
            first = 1 if frame.narrow else 0
            return self._below_phase((whole, beside), first)
        free = left if scene.clock else left + kept
        text = whole if kind.width(whole, small) <= free else beside
        words = kind.words(text, after, frame.y(_FIRST), small, palette.quiet, palette.paper)
        # Both on one baseline, as in print.
        area, drop = words.area, phase.baseline - words.baseline
        if text:
            frame.add(replace(words, area=replace(area, y=area.y + drop), baseline=phase.baseline))
        return _ONE_LINE

    def _clock_widths(self) -> tuple[float, float]:
        """What is kept for the clock, and for the longest of what it may say beside.

        Also before it runs: its first second is to move nothing.
        """
        kind = self._frame.type
        longest = max(kind.width(text, self._small, 700) for text in (*all_signs(), self._rest))
        item = max(kind.width(text, self._big, 700) for text in (_USUAL, self._item))
        item += kind.part(0.03)
        return item, longest + 2 * self._pad + kind.part(0.022)

    def _clock(self, *, single: bool) -> None:
        """The clock at the right, what is left of the whole smaller beside it.

        At the end of a time box what is left stands on a ground, and does not blink. On a narrow
        picture both stand in the line below, where the phase has the first to itself.
        """
        frame, kind, palette = self._frame, self._frame.type, self._frame.palette
        if not self._scene.clock:
            return
        narrow = frame.narrow and not single
        middle = frame.y(_SECOND + _LOWER if narrow else _FIRST)
        beside = self._time_left(middle)
        if narrow:
            item = self._item
            if kind.width(item, self._small, 700) + beside > frame.inner_width:
                # What is left is told beside: of how much is not needed to read that.
                item = item.partition(" / ")[0]
            frame.add(
                kind.words(item, frame.margin_x, middle, self._small, palette.ink,
                           palette.paper, weight=700)
            )  # fmt: skip
            return
        right = frame.width - frame.margin_x - beside
        frame.add(
            kind.words(self._item, right, frame.y(_FIRST), self._big, palette.ink, palette.paper,
                       weight=700, align=1.0)
        )  # fmt: skip

    def _time_left(self, middle: float) -> float:
        """Puts what is left of a time box at the right; its width with the gap before it."""
        frame, kind, palette = self._frame, self._frame.type, self._frame.palette
        if not self._rest:
            return 0.0
        late = self._scene.clock_late
        ground, pad = (palette.selected, self._pad) if late else (palette.paper, 0.0)
        ink, weight = (palette.ink, 700) if late else (palette.quiet, 400)
        right = frame.width - frame.margin_x - pad
        words = kind.words(self._rest, right, middle, self._small, ink, ground,
                           weight=weight, align=1.0)  # fmt: skip
        if late:
            at, over = words.area, pad / 3
            around = Area(at.x - pad, at.y - over, at.width + 2 * pad, at.height + 2 * over)
            edge, line = palette.selected_edge, kind.line_px(0.003)
            frame.add(Ground(around, ground, kind.part(0.008), edge, line))
        frame.add(words)
        return words.area.width + 2 * pad + kind.part(0.022)

    def _below_phase(self, texts: Sequence[str], first: int) -> float:
        """Puts the first of `texts` that takes few enough lines under the phase.

        Under so many other lines as `first` says.
        """
        frame, kind, palette = self._frame, self._frame.type, self._frame.palette
        many = [kind.lines_of(text, self._small, frame.inner_width) for text in texts]
        flat = [[line for one in lines for line in one] for lines in many]
        single = [lines for lines in flat if len(lines) == 1]
        lines = next((one for one in (*single, flat[-1]) if len(one) <= _MOST_LINES), [])
        lower = _LOWER if frame.narrow else 0.0
        for place, line in enumerate(lines, start=first):
            at = frame.y(_SECOND + lower + place * _PITCH)
            frame.add(
                kind.words(line, frame.margin_x, at, self._small, palette.quiet, palette.paper)
            )
        return _TWO_LINES + lower + max(0, first + len(lines) - 1) * _PITCH
