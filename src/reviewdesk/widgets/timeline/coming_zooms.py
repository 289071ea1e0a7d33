"""What the next notch of a zoom will show, made a little at a time between the frames."""

from collections.abc import Callable, Iterator, Sequence

from reviewdesk.domain.layout import LaneLayout
from reviewdesk.widgets.timeline.packed import PackedLanes
from reviewdesk.widgets.timeline.scales import Scales
from reviewdesk.widgets.timeline.tiles import TILE_PX
from reviewdesk.widgets.timeline.time_window import TimeWindow


class ComingZooms:
    """Packs lanes, makes pictures of labels and paints tiles before they are asked for.

    `make_pictures` makes a few of what a layout of a lane shows, and is False where none is
    wanting; `prepare_tiles` paints a lane in some tiles at any scale.
    """

    def __init__(
        self,
        packed: PackedLanes,
        scales: Scales,
        make_pictures: Callable[[int, LaneLayout], bool],
        prepare_tiles: Callable[[float, range, int], None],
    ) -> None:
        self._packed = packed
        self._scales = scales
        self._make_pictures = make_pictures
        self._prepare_tiles = prepare_tiles
        self._coming: tuple[object, Iterator[None]] | None = None

    def forget(self) -> None:
        """What was made is no longer so."""
        self._coming = None

    def work(self, window: TimeWindow, width: int, *, anywhere: bool) -> bool:
        """Makes a little for that window; False where all is made.

        As the last zoom went on; `anywhere`: in or out, round any point.
        """
        key = (window.scale, window.left, anywhere)
        if self._coming is None or self._coming[0] != key:
            self._coming = (key, self._prepare(window, width, anywhere=anywhere))
        return next(self._coming[1], self) is None

    def _prepare(self, window: TimeWindow, width: int, *, anywhere: bool) -> Iterator[None]:
        ready = []
        coming = self._packed.coming_windows(window, width, anywhere=anywhere)
        for windows in coming:
            for one in windows:
                self._scales.of(one, width)
                yield
            for packed in self._packed.coming(windows, width):
                ready.append(packed)
                yield
        # In the midst of a zoom there is little time, and the tiles are what will be shown.
        for number, layout in ready if anywhere else ():
            while self._make_pictures(number, layout):
                yield
            yield
        for windows in coming:
            yield from self._paint(windows, width)

    def _paint(self, windows: Sequence[TimeWindow], width: int) -> Iterator[None]:
        """Paints what these windows of one scale show, lane by lane."""
        first = min(one.left for one in windows) // TILE_PX
        last = (max(one.left for one in windows) + width - 1) // TILE_PX
        for lane in range(self._packed.lanes):
            self._prepare_tiles(windows[0].scale, range(first, last + 1), lane)
            yield
