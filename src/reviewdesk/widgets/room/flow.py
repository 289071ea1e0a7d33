"""What does not fit on one page goes on to the next: lines, blocks that stay together, and heads.

Arithmetic alone: a strip knows how to draw itself, and is told where.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Strip:
    """What cannot be parted, as high as one line. `put` draws it with its top at the given y."""

    height: float
    put: Callable[[float], None]
    spoken: str = ""
    joins: bool = False
    """It goes on with the sentence of the strip before."""


@dataclass(frozen=True, slots=True)
class Block:
    """Strips that stay on one page where a page holds them all; `gap` parts it from before."""

    strips: Sequence[Strip]
    gap: float = 0.0

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
    return Block(strips, blocks[0].gap)


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


@dataclass(slots=True)
class FlowPage:
    """Strips and the y of each, from the top of the page."""

    placed: list[tuple[Strip, float]] = field(default_factory=list)
    bottom: float = 0.0


def paged(parts: Iterable[Part], height: float) -> list[FlowPage]:
    """The pages of `parts`, each at most `height` high; one empty page where there is nothing."""
    flow = _Flow(height)
    for part in parts:
        if part.blocks or part.head:
            flow.take(part)
    return flow.pages


class _Flow:
    def __init__(self, height: float) -> None:
        self._height = height
        self.pages = [FlowPage()]
        self._y = 0.0
        self._head_bottom = 0.0

    def take(self, part: Part) -> None:
        head = sum(strip.height for strip in part.head)
        first = part.blocks[0] if part.blocks else Block(())
        room = self._height - self._y - part.gap
        if self._y > 0.0 and room < self._opening(part, first, head) - 0.5:
            self._turn()
        self._begin(part, part.gap if self._y > 0.0 else 0.0)
        over = 0.0 if part.beside else head
        fresh = True
        for block in part.blocks:
            gap = 0.0 if fresh else block.gap
            fits = block.height <= self._height - over
            least = block.height if fits else block.strips[0].height
            if not fresh and self._y + gap + least > self._height + 0.5:
                self._go_on(part)
                gap = 0.0
            self._y += gap
            for strip in block.strips:
                if self._y + strip.height > self._height + 0.5 and not fresh:
                    self._go_on(part)
                self._put(strip)
                fresh = False
        self._end()

    def _opening(self, part: Part, first: Block, head: float) -> float:
        """What a part needs at least to begin on a page that holds something else."""
        over = 0.0 if part.beside else head
        whole = first.height <= self._height - over
        least = first.height if whole or not first.strips else first.strips[0].height
        return max(head, least) if part.beside else over + least

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

    def _turn(self) -> None:
        self.pages.append(FlowPage())
        self._y = self._head_bottom = 0.0

    def _put(self, strip: Strip) -> None:
        self.pages[-1].placed.append((strip, self._y))
        self._y += strip.height
