"""What does not fit on one page goes on to the next: lines, blocks that stay together, and heads.

Arithmetic alone: a strip knows how to draw itself, and is told where.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

_SPARE = 0.22
"""Before so much of a page stays empty, what is better kept together is parted."""
_BRACKET = 2
"""So many strips stay together at either end of what is parted."""


@dataclass(frozen=True, slots=True)
class Strip:
    """What cannot be parted, as high as one line. `put` draws it with its top at the given y."""

    height: float
    put: Callable[[float], None]
    spoken: str = ""
    joins: bool = False
    """It goes on with the sentence of the strip before."""
    holds: bool = False
    """What it is without the next strip nobody could tell: they are not parted."""


@dataclass(frozen=True, slots=True)
class Block:
    """Strips that are better kept on one page; `gap` parts it from before."""

    strips: Sequence[Strip]
    gap: float = 0.0
    again: Callable[[Strip], Strip] | None = None
    """Draws the first strip of it on a further page so that one sees what goes on."""

    @property
    def height(self) -> float:
        return sum(strip.height for strip in self.strips)


def together(blocks: Sequence[Block]) -> Block:
    """What stands in `blocks` as one that is not parted, with the gaps between them."""
    strips: list[Strip] = []
    for place, block in enumerate(blocks):
        if place and block.gap:
            strips.append(Strip(block.gap, _nothing))
        strips += block.strips
    return Block(held(strips), blocks[0].gap)


def held(strips: Sequence[Strip]) -> list[Strip]:
    """`strips` so that each stays with the next."""
    return [replace(one, holds=True) for one in strips]


def _nothing(_y: float) -> None:
    """What a gap draws."""


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks under one head, which stands beside them or above, again on each page they go on to.

    With `beside` the head takes no height of its own.
    """

    blocks: Sequence[Block]
    head: Sequence[Strip] = ()
    beside: bool = False
    gap: float = 0.0
    heads_next: bool = False
    """It is the title of what follows, and stands at the foot of no page."""

    @property
    def over(self) -> float:
        """How much of a page its head takes from the blocks."""
        return 0.0 if self.beside else _height_of(self.head)

    @property
    def height(self) -> float:
        """Of all of it, where a page holds it."""
        return self.over + sum(block.gap + block.height for block in self.blocks)


@dataclass(slots=True)
class FlowPage:
    """Strips and the y of each, from the top of the page."""

    placed: list[tuple[Strip, float]] = field(default_factory=list)
    bottom: float = 0.0


def paged(parts: Iterable[Part], height: float) -> list[FlowPage]:
    """The pages of `parts`, each at most `height` high; one empty page where there is nothing."""
    flow = _Flow(height)
    taken = [part for part in parts if part.blocks or part.head]
    for part, following in zip_longest(taken, taken[1:]):
        flow.take(part, following if part.heads_next else None)
    return flow.pages


class _Flow:
    def __init__(self, height: float) -> None:
        self._height = height
        self.pages = [FlowPage()]
        self._y = 0.0
        self._head_bottom = 0.0
        self._goes_on = False
        """Whether the next strip of a block is the first of it on a further page."""

    def take(self, part: Part, following: Part | None) -> None:
        """`following` has to begin on the same page."""
        wanted = self._opening(part)
        if following is not None:
            wanted = part.height + following.gap + self._opening(following)
        if self._y > 0.0 and self._height - self._y - part.gap < wanted - 0.5:
            self._turn()
        self._begin(part, part.gap if self._y > 0.0 else 0.0)
        for place, block in enumerate(part.blocks):
            if block.height <= self._height - part.over:
                self._put_block(part, block, fresh=not place)
            else:
                self._put_long(part, block, fresh=not place)
        self._end()

    def _put_block(self, part: Part, block: Block, *, fresh: bool) -> None:
        """Puts what a page holds: here, or on the next, or parted where much would stay empty."""
        gap = 0.0 if fresh else block.gap
        free = self._height + 0.5 - self._y - gap
        strips, first = block.strips, 0
        if block.height > free:
            if fresh or self._is_wasted():
                fitting = [n for n in _breaks(block) if _height_of(strips[:n]) <= free]
                first = max(fitting, default=0)
            if first:
                self._y += gap
                for strip in strips[:first]:
                    self._put_of(block, strip)
            self._go_on(part)
            gap = 0.0
        self._y += gap
        for strip in strips[first:]:
            self._put_of(block, strip)

    def _put_long(self, part: Part, block: Block, *, fresh: bool) -> None:
        """Puts what no page holds, from where it is on."""
        for place, strip in enumerate(block.strips):
            gap = block.gap if not place and not fresh else 0.0
            if self._y + gap + strip.height > self._height + 0.5 and not (fresh and not place):
                self._go_on(part)
                gap = 0.0
            self._y += gap
            self._put_of(block, strip)

    def _is_wasted(self) -> bool:
        """Whether much of the page would stay empty if it were turned here."""
        return self._height - self._y > _SPARE * self._height

    def _opening(self, part: Part) -> float:
        """What a part needs at least to begin on a page that holds something else."""
        first = part.blocks[0] if part.blocks else Block(())
        least = first.height
        if first.strips and first.height > self._height - part.over:
            least = first.strips[0].height
        elif self._is_wasted() and (breaks := _breaks(first)):
            least = _height_of(first.strips[: breaks[0]])
        return max(_height_of(part.head), least) if part.beside else part.over + least

    def _begin(self, part: Part, gap: float) -> None:
        self._y += gap
        top = self._y
        for strip in part.head:
            self._put(strip)
        self._head_bottom = self._y
        if part.beside:
            self._y = top

    def _end(self) -> None:
        self._y = max(self._y, self._head_bottom)
        self.pages[-1].bottom = self._y

    def _go_on(self, part: Part) -> None:
        self._end()
        self._turn()
        self._begin(part, 0.0)
        self._goes_on = True

    def _turn(self) -> None:
        self.pages.append(FlowPage())
        self._y = self._head_bottom = 0.0
        self._goes_on = False

    def _put_of(self, block: Block, strip: Strip) -> None:
        again = block.again if self._goes_on else None
        self._put(strip if again is None else again(strip))
        self._goes_on = False

    def _put(self, strip: Strip) -> None:
        self.pages[-1].placed.append((strip, self._y))
        self._y += strip.height


def _breaks(block: Block) -> list[int]:
    """After how many strips a block may be parted."""
    strips = block.strips
    return [n for n in range(_BRACKET, len(strips) - _BRACKET + 1) if not strips[n - 1].holds]


def _height_of(strips: Sequence[Strip]) -> float:
    return sum(strip.height for strip in strips)
