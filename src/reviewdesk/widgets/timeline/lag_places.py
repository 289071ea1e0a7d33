"""Where in its lane a mark stands that is no event, with its words beside it or without any."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF

from reviewdesk.widgets.timeline.painter import DrawnLane

DOT_PX = 4.5
WORDS_GAP_PX = 10.0
_EDGE_PX = 4.0
_STEP_PX = 4.0


def taken_areas(lane: DrawnLane, shift: float, row_height: float) -> list[QRectF]:
    """Areas of the lane's shapes and labels, with the air a line needs to pass them by."""
    height = row_height * 0.88
    found = [
        QRectF(
            one.x + shift - 7.0,
            lane.rows[one.row] - height / 2.0,
            max(one.label_x + one.label_width - one.x, 7.0) + 10.0,
            height,
        )
        for one in lane.layout.placed
    ]
    found += [
        QRectF(one.x + shift, lane.rows[one.row] - height / 2.0, one.width, height)
        for one in lane.layout.clusters
    ]
    return found


def free_place(
    lane: DrawnLane, taken: Sequence[QRectF], x: float, width: float, row_height: float
) -> tuple[float, bool]:
    """The y nearest the lane's middle where a mark and its words behind it touch nothing.

    Where there is none the mark stands alone, at worst where it covers least, and in no other lane.
    """
    half = row_height * 0.4
    area = QRectF(x - 8.0, -half, width + 24.0, half * 2.0)
    for y in _heights(lane, half):
        if not _touches(area.translated(0.0, y), taken):
            return y, True
    return alone(lane, taken, x), False


def alone(lane: DrawnLane, taken: Sequence[QRectF], x: float) -> float:
    """The y nearest the lane's middle where a dot touches nothing; else where it covers least."""
    near = _within(taken, x - DOT_PX - 1.0, x + DOT_PX + 1.0)
    for y in _heights(lane, DOT_PX + 1.0):
        if not _touches(_dot(x, y), near):
            return y
    lowest = lane.bottom - DOT_PX - 0.5
    first = lane.top + DOT_PX + 0.5
    heights = [lowest, *(first + step for step in range(max(0, int(lowest - first)) + 1))]
    return min(heights, key=lambda y: _covered(_dot(x, y), near))


def place_with_words(
    lane: DrawnLane,
    taken: Sequence[QRectF],
    x: float,
    widths: Sequence[float],
    height: float,
    most: float,
) -> tuple[float, int, QPointF] | None:
    """Where a dot stands with words next to it, nearest to the lane's middle.

    `widths` of the words that may be written, those one would rather have first. The y of the dot,
    which of the words, and where the middle of their left edge is; None where there is no room:
    words that stand further away would be read as another's.
    """
    reach = max(widths) + WORDS_GAP_PX + _EDGE_PX
    near = _within(taken, x - reach, x + reach)
    for place, width in enumerate(widths):
        for y in _heights(lane, DOT_PX + 1.0):
            if _touches(_dot(x, y), near):
                continue
            for at in _beside(x, y, width, height):
                words = QRectF(at.x(), at.y() - height / 2.0, width + _EDGE_PX, height)
                inside = words.left() >= _EDGE_PX and words.right() <= most
                inside = inside and lane.top <= words.top() and words.bottom() <= lane.bottom
                if inside and not _touches(words, near):
                    return y, place, at
    return None


def _beside(x: float, y: float, width: float, height: float) -> Iterator[QPointF]:
    """Right of a dot, left of it, over and under it."""
    yield QPointF(x + WORDS_GAP_PX, y)
    yield QPointF(x - width - WORDS_GAP_PX, y)
    off = DOT_PX + 1.0 + height / 2.0
    for up in (-off, off):
        for left in (x - DOT_PX, x - width / 2.0, x - width + DOT_PX):
            yield QPointF(left, y + up)


def _heights(lane: DrawnLane, half: float) -> Iterator[float]:
    """Where something of that half height can stand in a lane, its middle first."""
    middle = (lane.top + lane.bottom) / 2.0
    for step in range(int(max(0.0, lane.height / 2.0 - half) // _STEP_PX) + 1):
        yield middle - step * _STEP_PX
        if step:
            yield middle + step * _STEP_PX


def _dot(x: float, y: float) -> QRectF:
    radius = DOT_PX + 1.0
    return QRectF(x - radius, y - radius, radius * 2.0, radius * 2.0)


def _within(taken: Sequence[QRectF], left: float, right: float) -> list[QRectF]:
    return [one for one in taken if one.right() > left and one.left() < right]


def _touches(area: QRectF, taken: Sequence[QRectF]) -> bool:
    return any(area.intersects(other) for other in taken)


def _covered(area: QRectF, taken: Sequence[QRectF]) -> float:
    common = (area.intersected(other) for other in taken)
    return sum(one.width() * one.height() for one in common)
