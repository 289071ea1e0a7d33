"""A picture of the room as a list of marks: what is painted, read aloud, compared and checked.

Lengths are in px of the widget, colours are opaque names. Two pictures that are equal look equal,
so a picture that has not changed is not painted again.
"""

from dataclasses import dataclass, replace
from typing import TypeAlias

from reviewdesk.domain.entries import EntryFacts, EntryKind, Precision, Standing
from reviewdesk.domain.ids import EntryId


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> float:
        return self.y + self.height / 2.0

    def inset(self, by: float) -> "Area":
        return Area(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)

    def overlaps(self, other: "Area") -> bool:
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text in `area`, which is as wide as the text; `ground` is what it stands on."""

    text: str
    area: Area
    baseline: float
    size_px: int
    colour: str
    ground: str
    weight: int = 400


@dataclass(frozen=True, slots=True)
class Ground:
    """A filled rectangle with an edge or without; a soft one fades out at its right."""

    area: Area
    colour: str
    radius: float = 0.0
    edge: str = ""
    edge_px: float = 0.0
    soft: str = ""
    """The colour it fades into; empty: a hard end."""


@dataclass(frozen=True, slots=True)
class Hatched:
    """A rectangle with diagonal lines."""

    area: Area
    ground: str
    colour: str
    gap: float
    line_px: float
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line; `dotted` where it only guides the eye."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    line_px: float
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """The shape of a kind, `size` wide round its centre, with how sure the event is."""

    kind: EntryKind
    x: float
    y: float
    size: float
    colour: str
    ground: str
    precision: Precision = Precision.EXACT
    standing: Standing = Standing.CONFIRMED


def shape_of(entry: EntryFacts, x: float, y: float, size: float, colour: str, ground: str) -> Shape:
    """The shape of an event, as sure as it is."""
    return Shape(entry.kind, x, y, size, colour, ground, entry.precision, entry.standing)


Mark: TypeAlias = Words | Ground | Hatched | Rule | Shape


def moved(mark: Mark, by: float) -> Mark:
    """`mark` so many px further right."""
    match mark:
        case Rule():
            return replace(mark, x1=mark.x1 + by, x2=mark.x2 + by)
        case Shape():
            return replace(mark, x=mark.x + by)
        case Words() | Ground() | Hatched():
            return replace(mark, area=replace(mark.area, x=mark.area.x + by))


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything the room sees at one moment, in the order it is painted."""

    width: int
    height: int
    paper: str
    marks: tuple[Mark, ...]
    spoken: str
    """The same in sentences, for a screen reader."""
    page: int = 0
    """Which page of its layout it is, see `RoomScene.page`."""
    more_before: bool = False
    more_after: bool = False
    rows: tuple[EntryId, ...] = ()
    """The events of a page of the story, from top to bottom."""

    def words(self) -> tuple[Words, ...]:
        return tuple(mark for mark in self.marks if isinstance(mark, Words))

    def text(self) -> str:
        """Every text it shows, line by line."""
        return "\n".join(mark.text for mark in self.words())
