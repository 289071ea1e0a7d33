"""What a dragged event snaps to: whole minutes, and where other events in sight begin and end."""

from bisect import bisect_left
from collections.abc import Collection
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from reviewdesk.domain.layout import Form
from reviewdesk.widgets.timeline.lane_spots import Spot
from reviewdesk.widgets.timeline.picture import TimelinePicture

REACH_PX = 6.0
"""How near an event has to be to draw a dragged one to itself."""
_COARSEST_STEP_PX = 240.0
_FREE = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
"""Either sets a drag free: some desktops take Alt and the mouse for themselves."""


class Guide(NamedTuple):
    """A moment something snapped to, and the event whose start or end it is."""

    at_s: float
    spot: Spot


class SnapPoints:
    """Starts and ends of the events in sight but for `without`, as they were when a drag began."""

    def __init__(self, picture: TimelinePicture, without: Collection[Spot]) -> None:
        self._picture = picture
        taken = set(without)
        found = []
        for lane in picture.drawn():
            columns = picture.book.lanes[lane.number].columns
            for one in lane.layout.placed:
                spot = Spot(lane.number, one.entry_index)
                if spot in taken or columns.forms[spot.index] & Form.UNKNOWN:
                    continue
                found += [
                    Guide(at_s, spot)
                    for at_s in {columns.starts[spot.index], columns.ends[spot.index]}
                ]
        self._guides = sorted(found, key=lambda guide: guide.at_s)

    def near(self, at_s: float) -> Guide | None:
        """What lies nearest to a moment, within reach; None where nothing does."""
        place = bisect_left(self._guides, at_s, key=lambda guide: guide.at_s)
        around = self._guides[max(0, place - 1) : place + 1]
        best = min(around, key=lambda guide: abs(guide.at_s - at_s), default=None)
        reach_s = REACH_PX / self._picture.window.scale
        return best if best is not None and abs(best.at_s - at_s) <= reach_s else None

    def snap(self, at_s: float, modifiers: Qt.KeyboardModifier) -> tuple[float, Guide | None]:
        """Where a moment comes to stand, and what drew it there."""
        guide = None if modifiers & _FREE else self.near(at_s)
        if guide is not None:
            return guide.at_s, guide
        return snapped(self._picture, at_s, modifiers), None


def snapped(
    picture: TimelinePicture,
    at_s: float,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> float:
    """`at_s` on a whole minute, second or millisecond, as suits the scale; set free, as it is."""
    if modifiers & _FREE:
        return round(at_s, 3)
    scale = picture.window.scale
    step = next((one for one in (60.0, 1.0) if one * scale <= _COARSEST_STEP_PX), 0.001)
    return round(round(at_s / step) * step, 3)


def paint_guide(painter: QPainter, picture: TimelinePicture, guide: Guide) -> None:
    """A dashed line over all lanes, with a ring on what it stands for."""
    colour = QColor(picture.look.palette.accent)
    x = picture.window.x_of(guide.at_s)
    painter.save()
    painter.setPen(QPen(colour, 1.0, Qt.PenStyle.DashLine))
    painter.drawLine(QLineF(x, 0.0, x, float(picture.height)))
    lane = picture.drawn()[guide.spot.lane]
    row = picture.where(guide.spot).row
    if row < len(lane.rows):
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = picture.look.shape / 2.0 + 3.0
        painter.drawEllipse(QPointF(x, lane.rows[row] - picture.scroll), radius, radius)
    painter.restore()


def guide_words(picture: TimelinePicture, guide: Guide) -> str:
    """The title of what it stands for, short."""
    title = picture.book.lanes[guide.spot.lane].columns.titles[guide.spot.index]
    return picture.look.small.cut(title, 180.0)
