"""Two lists beside each other, cut where a page ends: each where an item of its own ends."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reviewdesk.export.pdf.canvas import Pen
from reviewdesk.export.pdf.flow import Strip, height_of, within
from reviewdesk.export.pdf.tags import Tag, several

_FEW_LINES = 4
"""Fewer are not left alone on a page."""
_LEAST_BEGUN = 6
"""With fewer in the longest list it begins on the next page."""
_ABOVE = 3.0


@dataclass(frozen=True, slots=True)
class SideList:
    """A list with its head; an item is its lines."""

    head: Strip
    items: Sequence[Sequence[Strip]]
    tag: Tag

    @property
    def height(self) -> float:
        return self.head.height + sum(height_of(item) for item in self.items)

    @property
    def lines(self) -> int:
        return sum(len(item) for item in self.items)


def side_lists(lists: Sequence[SideList], step: float, again: Strip) -> Strip:
    """The lists as one strip, each `step` right of the one before.

    Line stands beside line, not item beside item: neither list is spread by the other one. What
    goes on another page has `again` above it, and the head of its list.
    """
    for one in lists:
        within(one.tag, [one.head, *(line for item in one.items for line in item)])
    return _strip(lists, step, again)


def _strip(
    lists: Sequence[SideList], step: float, again: Strip, over: Strip | None = None
) -> Strip:
    above = over.height if over else 0.0

    def draw(pen: Pen, left: float, top: float) -> None:
        if over:
            # Read out the first time.
            pen.begin(None)
            for place, strip in ((0, over), *((n, one.head) for n, one in enumerate(lists))):
                if strip.draw:
                    strip.draw(pen, left + place * step, top + (0.0 if strip is over else above))
            pen.end()
        for place, one in enumerate(lists):
            y = top + above
            lines = [line for item in one.items for line in item]
            for line in lines if over else (one.head, *lines):
                if line.draw:
                    line.draw(pen, left + place * step, y + (one.head.height if over else 0.0))
                y += line.height

    def cut(room: float) -> tuple[Strip, Strip] | None:
        counts = _counts(lists, room - above)
        if counts is None:
            return None
        here = [replace(one, items=one.items[:n]) for one, n in zip(lists, counts, strict=True)]
        rest = [replace(one, items=one.items[n:]) for one, n in zip(lists, counts, strict=True)]
        return _strip(here, step, again, over), _strip(_spread(rest), step, again, again)

    return Strip(
        above + max(one.height for one in lists), draw, 0.0 if over else _ABOVE,
        tags=several(one.tag for one in lists), cut=cut,
    )  # fmt: skip


def _counts(lists: Sequence[SideList], room: float) -> list[int] | None:
    """How many items of each list go into the room; None where too few do.

    Of each list something goes on, as far as there is enough of it: no list goes on alone.
    """
    longest = max(lists, key=lambda one: one.height)
    share = _within(longest, room)
    while share and sum(map(len, longest.items[share:])) < _FEW_LINES:
        share -= 1
    counts = []
    for one in lists:
        most = min(_within(one, room), share) if one is longest else _within(one, room)
        if one is not longest and most == len(one.items) and one.lines >= 2 * _FEW_LINES:
            most = max(1, min(most - 1, round(most * share / len(longest.items))))
        counts.append(most)
    begun = max(sum(map(len, one.items[:most])) for one, most in zip(lists, counts, strict=True))
    if begun < _LEAST_BEGUN:
        return None
    for one, most in zip(lists, counts, strict=True):
        if most < len(one.items) and sum(map(len, one.items[:most])) < _FEW_LINES:
            return None
    return counts


def _within(one: SideList, room: float) -> int:
    """How many items of a list a room holds under its head."""
    taken = one.head.height
    for place, item in enumerate(one.items):
        taken += height_of(item)
        if taken > room + 0.01:
            return place
    return len(one.items)


def _spread(lists: Sequence[SideList]) -> Sequence[SideList]:
    """What goes on of the lists; one that goes on alone stands in two columns."""
    left = [one for one in lists if one.items]
    if len(left) != 1 or len(lists) == 1:
        return lists if len(left) > 1 else left
    [only] = left
    half = (only.lines + 1) // 2
    first = next(
        place for place in range(1, len(only.items) + 1)
        if sum(map(len, only.items[:place])) >= half
    )  # fmt: skip
    blank = Strip(only.head.height)
    return [
        replace(only, items=only.items[:first]),
        SideList(blank, only.items[first:], only.tag),
    ]
