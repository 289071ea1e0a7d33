"""Where lines through the lanes of a drawing may run: under no shape and through no letter."""

from collections.abc import Iterator
from dataclasses import dataclass, field

_AIR = 1.4
_SHORTEST = 7.0


@dataclass(slots=True)
class Clear:
    """Boxes that level and upright lines keep out of, in the places of the drawing."""

    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)
    """Left, right, top and bottom of each."""

    def keep_out(self, left: float, right: float, top: float, bottom: float) -> None:
        self.boxes.append((left, right, top, bottom))

    def stretches(
        self, left: float, right: float, top: float, bottom: float
    ) -> Iterator[tuple[float, float]]:
        """The parts from `top` to `bottom` in which a strip so wide meets no box."""
        met = sorted(
            (upper, lower)
            for first, last, upper, lower in self.boxes
            if first - _AIR < right and left < last + _AIR and upper < bottom and top < lower
        )
        for upper, lower in met:
            if upper - top > _SHORTEST:
                yield top, upper
            top = max(top, lower)
        if bottom - top > _SHORTEST:
            yield top, bottom
