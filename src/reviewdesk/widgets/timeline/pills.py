"""The pills of selected entries: over what was there, and never over another entry."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from reviewdesk.domain.layout import LABEL_LIMIT_CHARS, Cluster, Placed
from reviewdesk.widgets.timeline.lane_book import Spot, Spots
from reviewdesk.widgets.timeline.look import Look, badges_of
from reviewdesk.widgets.timeline.measure import LabelMeasure
from reviewdesk.widgets.timeline.painter import DrawnLane, LanePainter
from reviewdesk.widgets.timeline.picture import TimelinePicture

_LONGEST_IN_ROWS = 16.0
_SHORTEST_IN_ROWS = 1.7
_TAIL = 0.45
_AIR_PX = 2.0


@dataclass(frozen=True, slots=True)
class Pill:
    """A selected entry as it stands out. `area` counts from the left upper corner of the lanes.

    `cluster` is the one it is folded in; its sign stands beside the pill.
    """

    lane: DrawnLane
    one: Placed
    area: QRectF
    text: str
    measure: LabelMeasure
    cluster: Cluster | None
    is_current: bool


def pills(picture: TimelinePicture, spots: Sequence[Spot], current: Spot | None) -> Iterator[Pill]:
    """Pills of the selected entries in sight, the current one last.

    What is folded has one only while it is current, and where its row has room for it.
    """
    chosen = spots.indices if isinstance(spots, Spots) else Spots(spots).indices
    found_current: Placed | None = None
    for lane in picture.drawn():
        indices = chosen.get(lane.number, frozenset())
        for one in lane.layout.placed if indices else ():
            if current == Spot(lane.number, one.entry_index):
                found_current = one
            elif one.entry_index in indices:
                yield _pill(picture, lane, one, None, is_current=False)
    if current is None or current.index not in chosen.get(current.lane, ()):
        return
    lane = picture.drawn()[current.lane]
    if found_current is not None:
        yield _pill(picture, lane, found_current, None, is_current=True)
        return
    cluster = cluster_of(lane, current.index)
    if cluster is not None:
        one = picture.shown_place(current)
        pill = _pill(picture, lane, one, cluster, is_current=True)
        if pill.area.right() <= _free_until(lane, one, cluster, picture.look) + picture.shift:
            yield pill


def cluster_of(lane: DrawnLane, index: int) -> Cluster | None:
    """The cluster an entry of the lane is folded in."""
    for cluster in lane.layout.clusters:
        if any(first <= index < last for first, last in cluster.ranges):
            return cluster
    return None


def _free_until(lane: DrawnLane, one: Placed, own: Cluster | None, look: Look) -> float:
    """Where, in its row, the next shape or sign begins."""
    found = inf
    for other in lane.layout.placed:
        if other.row == one.row and other.x > one.x and other.entry_index != one.entry_index:
            found = min(found, other.x - look.shape / 2.0)
    for cluster in lane.layout.clusters:
        if cluster.row == one.row and cluster.x > one.x and cluster is not own:
            found = min(found, cluster.x)
    return found - _AIR_PX


def _pill(
    picture: TimelinePicture,
    lane: DrawnLane,
    one: Placed,
    cluster: Cluster | None,
    *,
    is_current: bool,
) -> Pill:
    look, shift = picture.look, picture.shift
    height = look.row_height * 0.92
    room = _free_until(lane, one, cluster, look) - one.label_x - height * _TAIL
    # A title is shown whole where nothing else wants the room, but no further than is read.
    room = min(room, max(one.label_width * 1.2, look.row_height * _LONGEST_IN_ROWS))
    title = lane.columns.titles[one.entry_index][:LABEL_LIMIT_CHARS]
    # Bold is a tenth wider than what the layout measured: without the room for it, it is not bold.
    measure = look.strong if look.strong.width(title) <= room else look.label
    text = measure.cut(title, room)
    if text != title and room < look.row_height * _SHORTEST_IN_ROWS:
        text = ""
    left = one.x + shift - height / 2.0
    right = one.label_x + shift + measure.width(text) + height * _TAIL if text else left + height
    area = QRectF(left, lane.rows[one.row] - height / 2.0, right - left, height)
    return Pill(lane, one, area, text, measure, cluster, is_current)


def paint_selection(
    painter: QPainter, picture: TimelinePicture, spots: Sequence[Spot], current: Spot | None
) -> None:
    """Pills of the selected entries, and the sign of the cluster the current one is folded in."""
    painter.save()
    painter.translate(0, -picture.scroll)
    if current is not None:
        lane = picture.drawn()[current.lane]
        cluster = cluster_of(lane, current.index)
        if cluster is not None:
            _paint_sign(painter, picture, lane, cluster, current)
    for pill in pills(picture, spots, current):
        _paint_pill(painter, picture, pill)
    painter.restore()


def _paint_sign(
    painter: QPainter, picture: TimelinePicture, lane: DrawnLane, cluster: Cluster, spot: Spot
) -> None:
    """The cluster's sign, out of the way of the entry that stands out of it."""
    moved = picture.moved_sign(spot, cluster) or cluster
    if moved.x != cluster.x:
        height = picture.look.row_height
        top = lane.rows[cluster.row] - height / 2.0
        area = QRectF(cluster.x + picture.shift - 1.0, top, cluster.width + 2.0, height)
        painter.fillRect(area, picture.look.ground(lane.number))
    LanePainter(picture.look).paint_chosen_cluster(painter, lane, moved, picture.shift)


def _paint_pill(painter: QPainter, picture: TimelinePicture, pill: Pill) -> None:
    look, one, lane = picture.look, pill.one, pill.lane
    columns, index, area = lane.columns, one.entry_index, pill.area
    ground = QColor(look.palette.selected)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(ground)
    painter.setPen(QPen(QColor(look.palette.selected_edge), 1.6 if pill.is_current else 1.0))
    painter.drawRoundedRect(area, area.height() / 2.0, area.height() / 2.0)
    painter.restore()
    half, middle = look.picture_size / 2.0, lane.rows[one.row]
    entry = columns.entries[index]
    badges = badges_of(entry, picture.book.evidenced)
    shape = look.shape_picture(entry.kind, lane.colour, ground, columns.forms[index], badges)
    painter.drawPixmap(QPointF(one.x + picture.shift - half, middle - half), shape)
    if pill.text:
        painter.setPen(look.ink)
        painter.setFont(pill.measure.font)
        place = QPointF(one.label_x + picture.shift, pill.measure.baseline(middle))
        painter.drawText(place, pill.text)
