"""Which rows of a long list stand on a page, where rows differ in height. Arithmetic alone.

A list of twenty thousand is not measured for it: rows are asked for round the one looked at.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Place: TypeAlias = tuple[int, int]
"""An entry, and which of its pieces: one that is higher than a page goes on to the next."""
_AFTER = 2
"""So many entries stand after the current one, that it is seen where it led."""


@dataclass(frozen=True, slots=True)
class Window:
    """The places of a page, in order; how many pages on it is, and whether there are others."""

    places: Sequence[Place]
    page: int
    before: bool
    after: bool


class Windows:
    """`heights` gives the heights of the pieces of an entry; `room` is what a page has."""

    def __init__(self, count: int, heights: Callable[[int], Sequence[float]], room: float) -> None:
        self._count, self._heights, self._room = count, heights, room

    def at(self, current: int, page: int, *, from_start: bool, top: int = -1) -> Window:
        """The page with the current entry (-1: none), or so many pages on from it.

        It stands as low as it can with two after it. Without one, the first page or the last.
        Where `top` is an entry, the page that begins with it takes the place of all that.
        """
        stays = top >= 0
        places = self._forward((top, 0)) if stays else self._home(current, from_start=from_start)
        turned = 0
        while places and turned < page and (following := self._next(places[-1])):
            places = self._forward(following)
            turned += 1
        while places and turned > page and (before := self._previous(places[0])):
            places = self._backward(before)
            turned -= 1
        if not places:
            return Window((), 0, before=False, after=False)
        before_it, after_it = self._previous(places[0]), self._next(places[-1])
        return Window(places, turned, before_it is not None, after_it is not None)

    def _home(self, current: int, *, from_start: bool) -> list[Place]:
        if not self._count:
            return []
        if current < 0 and from_start:
            return self._forward((0, 0))
        last = self._count - 1
        for end in range(min(last, current + _AFTER), current - 1, -1) if current >= 0 else (last,):
            places = self._backward((end, len(self._heights(end)) - 1))
            if current < 0 or (current, 0) in places:
                # At the beginning there is room below it for more.
                return self._forward((0, 0)) if places[0] == (0, 0) else places
        return self._forward((current, 0))

    def _forward(self, place: Place) -> list[Place]:
        return self._filled(place, self._next)

    def _backward(self, place: Place) -> list[Place]:
        return self._filled(place, self._previous)[::-1]

    def _filled(self, place: Place, step: Callable[[Place], Place | None]) -> list[Place]:
        found, left = [place], self._room - self._height(place)
        following = step(place)
        while following is not None and self._height(following) <= left + 0.5:
            found.append(following)
            left -= self._height(following)
            following = step(following)
        return found

    def _height(self, place: Place) -> float:
        return self._heights(place[0])[place[1]]

    def _next(self, place: Place) -> Place | None:
        entry, piece = place
        if piece + 1 < len(self._heights(entry)):
            return entry, piece + 1
        return (entry + 1, 0) if entry + 1 < self._count else None

    def _previous(self, place: Place) -> Place | None:
        entry, piece = place
        if piece:
            return entry, piece - 1
        return (entry - 1, len(self._heights(entry - 1)) - 1) if entry else None
