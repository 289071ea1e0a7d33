"""Where entries stand in the lanes: one, or those of a selection, which may be all there are."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, overload


class Spot(NamedTuple):
    """Where an entry stands: its lane, and its index there."""

    lane: int
    index: int  # type: ignore[assignment]  # nobody looks for a number in a spot


class Spots(Sequence[Spot]):
    """Spots lane by lane in order of time, but for the current one, which is the last.

    They are made when they are asked for: what is kept are the indices of each lane.
    """

    def __init__(self, in_order: Mapping[int, Sequence[int]], last: Spot | None = None) -> None:
        """`in_order`: the indices by lane, ascending, that of `last` among them."""
        self.in_order = in_order
        self._last = last
        self._count = sum(map(len, in_order.values()))

    @classmethod
    def of(cls, spots: Iterable[Spot]) -> "Spots":
        held: dict[int, set[int]] = {}
        last = None
        for last in spots:
            held.setdefault(last.lane, set()).add(last.index)
        return cls({lane: sorted(indices) for lane, indices in held.items()}, last)

    @cached_property
    def indices(self) -> Mapping[int, Collection[int]]:
        """As `in_order`, to be asked whether one is among them."""
        return {
            lane: one if isinstance(one, range) else frozenset(one)
            for lane, one in self.in_order.items()
        }

    @cached_property
    def _place_of_last(self) -> int:
        """Where the last one would stand by its lane and time."""
        last = self._last
        if last is None:
            return self._count - 1
        before = 0
        for lane, indices in self.in_order.items():
            if lane == last.lane:
                return before + bisect_left(indices, last.index)
            before += len(indices)
        raise ValueError("the last spot is none of them")

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Spot: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Spot, ...]: ...

    def __getitem__(self, place: int | slice) -> Spot | tuple[Spot, ...]:
        if isinstance(place, slice):
            return tuple(map(self._at, range(self._count)[place]))
        return self._at(range(self._count)[place])

    def __iter__(self) -> Iterator[Spot]:
        last = self._last
        for lane, indices in self.in_order.items():
            for index in indices:
                if last is None or (lane, index) != last:
                    yield Spot(lane, index)
        if last is not None:
            yield last

    def _at(self, place: int) -> Spot:
        if self._last is not None and place == self._count - 1:
            return self._last
        place += place >= self._place_of_last
        for lane, indices in self.in_order.items():
            if place < len(indices):
                return Spot(lane, indices[place])
            place -= len(indices)
        raise IndexError("there is no such spot")
