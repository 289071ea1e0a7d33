"""The pills of selected entries: over what was there, and never over another entry."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from reviewdesk.domain.layout import LABEL_LIMIT_CHARS, Cluster, Placed
from reviewdesk.qt.bidi import visible_controls
from reviewdesk.qt.theme import tint
from reviewdesk.widgets.timeline.lane_spots import Spot, Spots
from reviewdesk.widgets.timeline.look import Look, badges_of
from reviewdesk.widgets.timeline.measure import LabelMeasure
from reviewdesk.widgets.timeline.painter import DrawnLane, LanePainter
from reviewdesk.widgets.timeline.picture import TimelinePicture
from reviewdesk.widgets.timeline.standing import (
    PILL_IN_ROWS,
    TAIL,
    Standing,
    cluster_of,
    holds_any,
    standing_of,
    without,
)

_LONGEST_IN_ROWS = 16.0
_SHORTEST_IN_ROWS = 1.7
_BAR_STRENGTH = 0.2
_HANDLE_PX = 4.0
_EDGE_PX, _DOTS_PX = 3.0, 24.0
_LEAST_CHARS = 6


@dataclass(frozen=True, slots=True)
class Pill:
    """A selected entry as it stands out. `area` counts from the left upper corner of the lanes.

    `cluster` is the one it is folded in; `moment_x` where it would stand but for the sign of that.
    """

    lane: DrawnLane
    one: Placed
    area: QRectF
    text: str
    measure: LabelMeasure
    cluster: Cluster | None
    is_current: bool
    moment_x: float | None = None


def pills(picture: TimelinePicture, spots: Sequence[Spot], current: Spot | None) -> Iterator[Pill]:
    """Pills of the selected entries in sight, the current one last.

    What is folded has one only while it is current, and where its row has room for its title.
    """
    chosen = (spots if isinstance(spots, Spots) else Spots.of(spots)).indices
    for lane in picture.drawn():
        indices = chosen.get(lane.number, frozenset())
        for one in lane.layout.placed if indices else ():
            spot = Spot(lane.number, one.entry_index)
            if one.entry_index in indices and spot != current:
                standing = standing_of(picture, spot)
                yield _pill(picture, lane, standing, is_current=False)
    if current is None or current.index not in chosen.get(current.lane, ()):
        return
    lane = picture.drawn()[current.lane]
    shown = any(one.entry_index == current.index for one in lane.layout.placed)
    if shown or cluster_of(lane, current.index) is not None:
        standing = standing_of(picture, current)
        pill = _pill(picture, lane, standing, is_current=True)
        # A shape alone beside the sign would be read as standing at another time.
        has_room = pill.area.right() <= standing.free_until + picture.shift
        if shown or (has_room and (pill.text or pill.moment_x is None)):
            yield pill


def _pill(
    picture: TimelinePicture,
    lane: DrawnLane,
    standing: Standing,
    *,
    is_current: bool,
) -> Pill:
    look, shift, one = picture.look, picture.shift, standing.one
    height = look.row_height * PILL_IN_ROWS
    room = standing.free_until - one.label_x - height * TAIL
    # A title is shown whole where nothing else wants the room, but no further than is read.
    room = min(room, max(one.label_width * 1.2, look.row_height * _LONGEST_IN_ROWS))
    # It ends within the window, rather than run out of it in the midst of a letter.
    in_sight = picture.width - _EDGE_PX - one.label_x - shift - height * TAIL
    if 0.0 < in_sight < room:
        room = in_sight
    title = lane.columns.titles[one.entry_index][:LABEL_LIMIT_CHARS]
    # Bold is a tenth wider than what the layout measured.
    close = look.strong_in_less_room
    measure = close if close.width(title) <= room < look.strong.width(title) else look.strong
    text = measure.cut(title, room)
    if text != title and room < look.row_height * _SHORTEST_IN_ROWS:
        text = ""
    left = one.x + shift - height / 2.0
    right = one.label_x + shift + measure.width(text) + height * TAIL if text else left + height
    area = QRectF(left, lane.rows[one.row] - height / 2.0, right - left, height)
    moment_x = None if standing.moment_x is None else standing.moment_x + shift
    return Pill(lane, one, area, text, measure, standing.cluster, is_current, moment_x)


def paint_selection(
    painter: QPainter, picture: TimelinePicture, spots: Sequence[Spot], current: Spot | None
) -> None:
    """Pills of the selected entries, and the signs of the clusters that hold some of them."""
    painter.save()
    painter.translate(0, -picture.scroll)
    shown = list(pills(picture, spots, current))
    alone = shown[-1] if shown and shown[-1].is_current and shown[-1].cluster else None
    _paint_signs(painter, picture, spots, alone)
    for pill in shown:
        _paint_pill(painter, picture, pill)
    painter.restore()


def _paint_signs(
    painter: QPainter, picture: TimelinePicture, spots: Sequence[Spot], alone: Pill | None
) -> None:
    """Of each cluster that holds selected ones; what stands `alone` is not counted in its own."""
    lanes, chosen = picture.drawn(), LanePainter(picture.look)
    held = spots if isinstance(spots, Spots) else Spots.of(spots)
    for number, indices in held.in_order.items():
        lane = lanes[number]
        clusters = [one for one in lane.layout.clusters if holds_any(one, indices)]
        if alone is not None and alone.lane is lane:
            own, index = alone.cluster, alone.one.entry_index
            clusters = [without(one, index) if one == own else one for one in clusters]
        if clusters and not picture.book.lanes[number].folded:
            chosen.paint_clusters(painter, lane, clusters, picture.shift, chosen=True)


def _paint_pill(painter: QPainter, picture: TimelinePicture, pill: Pill) -> None:
    look, one, lane = picture.look, pill.one, pill.lane
    columns, index, area = lane.columns, one.entry_index, pill.area
    ground = QColor(look.palette.selected)
    painter.save()
    if picture.width - _DOTS_PX < area.right() < picture.width:
        # The dots of the label under it would look out behind.
        behind = QRectF(area.center().x(), area.top(), picture.width, area.height())
        painter.fillRect(behind, look.ground(lane.number))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(ground)
    painter.setPen(QPen(QColor(look.palette.selected_edge), 1.6 if pill.is_current else 1.0))
    painter.drawRoundedRect(area, area.height() / 2.0, area.height() / 2.0)
    painter.restore()
    if pill.moment_x is None:
        _paint_length(painter, pill, one.x + picture.shift, one.bar_end + picture.shift)
    half, middle = look.picture_size / 2.0, lane.rows[one.row]
    entry = columns.entries[index]
    if pill.moment_x is None:
        badges = badges_of(entry, picture.book.evidenced)
        shape = look.shape_picture(entry.kind, lane.colour, ground, columns.forms[index], badges)
        painter.drawPixmap(QPointF(one.x + picture.shift - half, middle - half), shape)
    else:
        _paint_way(painter, look, area, pill.moment_x)
    if pill.text:
        text, left = pill.text, one.label_x + picture.shift
        if left < 0 < area.right():
            # Its beginning and not its end, as of all that began before the window.
            text = pill.measure.cut("‹ " + columns.titles[index], area.right() - 18.0)
            text, left = text if len(text) > _LEAST_CHARS else "", 6.0
        painter.setPen(look.ink)
        painter.setFont(pill.measure.font)
        place = QPointF(left, pill.measure.baseline(middle))
        painter.drawText(place, visible_controls(text))


def _paint_way(painter: QPainter, look: Look, area: QRectF, moment_x: float) -> None:
    """From the title of what stands aside to its moment: no shape stands where it was not."""
    edge, low = QColor(look.palette.selected_edge), round(area.bottom()) - 1.0
    begin = area.left() + area.height() / 2.0
    painter.fillRect(QRectF(moment_x, low, begin - moment_x, 2.0), edge)
    painter.fillRect(QRectF(moment_x - 1.0, low - 5.0, 2.0, 7.0), edge)
    arrow = QPointF(area.left() + area.height() * 0.4, look.strong.baseline(area.center().y()))
    painter.setPen(look.quiet)
    painter.setFont(look.strong.font)
    painter.drawText(arrow, "‹")


def _paint_length(painter: QPainter, pill: Pill, start: float, end: float) -> None:
    """How long it lasts: its bar goes on within the pill, end and all."""
    area = pill.area
    left, right = max(start, area.left() + area.height() / 2.0), min(end, area.right())
    if right - left < 2.0:
        return
    bar = QRectF(left, area.top() + 4.0, right - left, area.height() - 8.0)
    painter.fillRect(bar, tint(pill.lane.colour, _BAR_STRENGTH))
    if end < area.right():
        # Above and below alone: within, it would be read as a caret or an accent in the title.
        for y in (area.top() + 1.0 - _HANDLE_PX, area.bottom() - 1.0):
            painter.fillRect(QRectF(right - 1.5, y, 3.0, _HANDLE_PX), pill.lane.colour)
