"""What is painted over the lanes: veil, selection, distances, cursor, heads, markers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.layout import Placed
from reviewdesk.qt.bidi import visible_controls
from reviewdesk.qt.shapes import hatch
from reviewdesk.qt.theme import CONTRAST, tint
from reviewdesk.widgets.timeline.look import HATCH_GAP_PX, Look
from reviewdesk.widgets.timeline.painter import DrawnLane, LanePainter
from reviewdesk.widgets.timeline.picture import TimelinePicture

_PILL_AIR_PX = 2.0
_PENNANT_PX = 9.0
_EMPTY_WORDS_PX = 100.0
_VEIL_STRENGTH = 0.56
_VEIL_STRENGTH_IN_CONTRAST = 0.3
HEAD_EDGE_PX = 6


@dataclass(frozen=True, slots=True)
class Flag:
    """A marker as the header shows it."""

    at_s: float
    name: str


def paint_veil(
    painter: QPainter,
    picture: TimelinePicture,
    cursor_x: float,
    known: Callable[[EntryId], bool],
) -> None:
    """Greys what comes after the cursor, and what began before it and was not `known` then.

    Labels of what was known stay clear where they run on behind the cursor.
    """
    look, shift = picture.look, picture.shift
    painter.save()
    behind = QRectF(cursor_x, 0, picture.width - cursor_x, picture.height)
    cover(painter, picture, behind)
    painter.translate(0, -picture.scroll)
    crossing: list[tuple[DrawnLane, list[Placed]]] = []
    for lane in picture.drawn():
        running_on: list[Placed] = []
        crossing.append((lane, running_on))
        for one in lane.layout.placed:
            if one.x + shift > cursor_x:
                continue
            end = one.label_x + one.label_width + shift
            if not known(lane.columns.entries[one.entry_index].id):
                left, height = one.x + shift - look.shape * 0.75, look.row_height
                right = min(end + 4.0, cursor_x)
                top = lane.rows[one.row] - height / 2.0
                cover(painter, picture, QRectF(left, top, right - left, height))
            elif end > cursor_x:
                running_on.append(one)
    painter.setClipRect(behind.translated(0, picture.scroll), Qt.ClipOperation.IntersectClip)
    entries = LanePainter(look, picture.book.evidenced)
    for lane, running_on in crossing:
        entries.paint_entries(painter, lane, running_on, shift)
    painter.restore()


def cover(painter: QPainter, picture: TimelinePicture, area: QRectF) -> None:
    """Lays the veil over `area`; what is under it shows through, as the console may see it."""
    if area.width() <= 0 or area.left() >= picture.width:
        return
    look = picture.look
    high_contrast = look.palette.name == CONTRAST.name
    strength = _VEIL_STRENGTH_IN_CONTRAST if high_contrast else _VEIL_STRENGTH
    painter.fillRect(area, tint(QColor(look.palette.veil), strength))
    painter.setBrushOrigin(-picture.window.left % HATCH_GAP_PX, 0)
    # The lines go under the text that was painted before them: the stronger of both stays.
    mode = QPainter.CompositionMode
    is_dark = look.surface.lightnessF() < 0.5
    painter.setCompositionMode(
        mode.CompositionMode_Lighten if is_dark else mode.CompositionMode_Darken
    )
    painter.setOpacity(0.35 if high_contrast else 1.0)
    painter.fillRect(area, look.hatch_brush())
    painter.setOpacity(1.0)
    painter.setCompositionMode(mode.CompositionMode_SourceOver)


@dataclass(frozen=True, slots=True)
class Outside:
    """The words at the ends of the header that say how much lies outside, and lead there."""

    earlier: str
    later: str


@dataclass(slots=True)
class OutsideHint:
    """One of the two, where it stands in the header and what it is painted from, in order."""

    area: QRectF
    pictures: tuple[tuple[int, int, QPixmap], ...]
    low: bool = False
    """Below the flags, among the labels of the scale."""

    def moved(self, aside: float) -> "OutsideHint":
        """The same so many px further right."""
        if not aside:
            return self
        pictures = tuple((x + round(aside), y, drawn) for x, y, drawn in self.pictures)
        return OutsideHint(self.area.translated(aside, 0.0), pictures, self.low)


def outside_areas(
    picture: TimelinePicture,
    outside: Outside,
    flags: Sequence[Flag] = (),
    sign: QRectF | None = None,
) -> tuple[QRectF, QRectF]:
    """Where those words stand in the header; empty where there is nothing outside.

    Where they would hide a flag, below it; beside the `sign` of the cursor.
    """
    found = []
    for text, until in ((outside.earlier, None), (outside.later, picture.width)):
        low, aside = outside_place(picture, text, until, flags, sign)
        found.append(_area(picture.look, text, until, low=low).translated(aside, 0.0))
    return found[0], found[1]


def outside_place(
    picture: TimelinePicture,
    text: str,
    until: int | None,
    flags: Sequence[Flag],
    sign: QRectF | None,
) -> tuple[bool, float]:
    """Whether such words stand below the flags, and so many px aside for the cursor's sign."""
    aside = 0.0
    for low in (False, True):
        area = _area(picture.look, text, until, low=low)
        aside = _px_aside(area, until, sign)
        if not hides_flag(picture, area.translated(aside, 0.0), flags):
            return low, aside
    return True, aside


def _px_aside(area: QRectF, until: int | None, sign: QRectF | None) -> float:
    if sign is None or area.isEmpty() or not area.intersects(sign):
        return 0.0
    if until is None:
        return sign.right() + _PILL_AIR_PX * 2.0 - area.left()
    return sign.left() - _PILL_AIR_PX * 2.0 - area.right()


def hides_flag(picture: TimelinePicture, area: QRectF, flags: Sequence[Flag]) -> bool:
    """Whether the words outside would stand over one of the flags."""
    begin, end, x_of = area.left() - _PENNANT_PX, area.right() + 2.0, picture.window.x_of
    return not area.isEmpty() and any(begin < x_of(flag.at_s) < end for flag in flags)


def _area(look: Look, text: str, until: int | None, *, low: bool = False) -> QRectF:
    if not text:
        return QRectF()
    height, y = look.row_height * 0.8, look.header_height * (0.7 if low else 0.27)
    width = look.caption.width(text) + 14.0
    left = 5.0 if until is None else until - width - 5.0
    return QRectF(left, y - height / 2.0, width, height)


def outside_hint(look: Look, text: str, until: int | None, *, low: bool = False) -> OutsideHint:
    """The words at the left end, or those at the right end of a header that lasts `until` there.

    `low`: below the flags.
    """
    area, captions = _area(look, text, until, low=low), look.caption_texts
    if not text:
        return OutsideHint(area, ())
    chip = captions.chip(area.width(), area.height(), look.surface, look.hairline)
    placed = captions.placed(area.left() + 7.0, look.caption.baseline(area.center().y()), text)
    pictures = ((round(area.left()), round(area.top()), chip), placed)
    return OutsideHint(area, pictures, low)


def change_areas(picture: TimelinePicture) -> list[QRectF]:
    """Where the header names the changes of the clocks."""
    look = picture.look
    scale, left = picture.ticks()
    middle, width = look.header_height * 0.27, float(picture.width)
    found = []
    for change in scale.changes:
        long = look.caption.width(change.label)
        if 0 <= left + change.x <= width:
            x = min(max(left + change.x - long / 2.0, 2.0), width - long - 2.0)
            found.append(QRectF(x - 4.0, middle - 7.0, long + 8.0, 14.0))
    return found


def cursor_pill(
    look: Look, x: float, text: str, *, closable: bool = False, within: float = inf
) -> QRectF:
    """Where the as-of cursor's pill stands in a header as wide as `within`, whole if it can.

    A `closable` one has a cross.
    """
    width = look.strong.width(text) + look.row_height * (1.6 if closable else 1.0)
    height = look.row_height * 0.94
    if 0.0 <= x <= within:
        left = max(_PILL_AIR_PX, min(x - width / 2.0, within - width - _PILL_AIR_PX))
    else:
        # With a cursor that is out of sight it is too: cut off, its time would be read wrongly.
        left = -width - _PILL_AIR_PX if x < 0.0 else within + _PILL_AIR_PX
    return QRectF(left, look.header_height * 0.68 - height / 2.0, width, height)


def cursor_cross(look: Look, x: float, text: str, within: float = inf) -> QRectF:
    """Where that cross is pressed."""
    pill = cursor_pill(look, x, text, closable=True, within=within)
    return QRectF(
        pill.right() - pill.height() * 1.1, pill.top(), pill.height() * 1.1, pill.height()
    )


def paint_cursor(
    painter: QPainter,
    look: Look,
    x: float,
    text: str,
    bottom: float,
    *,
    closable: bool = False,
    within: float = inf,
) -> None:
    accent = QColor(look.palette.accent)
    painter.save()
    pill = cursor_pill(look, x, text, closable=closable, within=within)
    painter.fillRect(QRectF(x - 1.0, pill.bottom(), 2.0, bottom - pill.bottom()), accent)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(accent)
    painter.drawRoundedRect(pill, pill.height() / 2.0, pill.height() / 2.0)
    painter.setPen(QColor(look.palette.on_accent))
    painter.setFont(look.strong.font)
    left = pill.center().x() - look.strong.width(text) / 2.0
    if closable:
        left = pill.left() + look.row_height * 0.5
        cross, arm = cursor_cross(look, x, text, within), look.row_height * 0.15
        middle = QPointF(cross.left() + cross.width() * 0.46, cross.center().y())
        painter.setPen(QPen(QColor(look.palette.on_accent), 1.6))
        for down in (arm, -arm):
            painter.drawLine(middle - QPointF(arm, down), middle + QPointF(arm, down))
    painter.drawText(QPointF(left, look.strong.baseline(pill.center().y())), text)
    painter.restore()


def paint_flags(
    painter: QPainter,
    picture: TimelinePicture,
    flags: Sequence[Flag],
    keep_free: Sequence[QRectF] = (),
) -> None:
    """Markers as pennants along the top of the header; names where a whole one has room."""
    look = picture.look
    middle = look.header_height * 0.27
    painter.save()
    painter.setFont(look.caption.font)
    for x, name, text_left in flag_places(picture, flags, keep_free):
        _paint_pennant(painter, look, x, middle)
        if text_left is not None:
            painter.setPen(look.quiet)
            painter.drawText(QPointF(text_left, look.caption.baseline(middle - 1)), name)
    painter.restore()


def flag_places(
    picture: TimelinePicture, flags: Sequence[Flag], keep_free: Sequence[QRectF]
) -> list[tuple[float, str, float | None]]:
    """The x of each flag in sight, its name, and where that begins; None where it has no room."""
    look = picture.look
    middle = look.header_height * 0.27
    shown = sorted((picture.window.x_of(flag.at_s), flag.name) for flag in flags)
    shown = [(x, name) for x, name in shown if -200 < x < picture.width + 20]
    found: list[tuple[float, str, float | None]] = []
    free = 0.0
    for place, (x, name) in enumerate(shown):
        after = shown[place + 1][0] if place + 1 < len(shown) else picture.width + 4.0
        width = look.caption.width(name)
        left: float | None = None
        # Behind its flag if there is room up to the next, else before it.
        for begin, until in ((x + 12.0, after - 6.0), (x - width - 6.0, x)):
            area = QRectF(begin, middle - 7.0, width, 14.0)
            blocked = any(other.intersects(area) for other in keep_free)
            if begin >= free and begin + width <= until and not blocked:
                left = begin
                break
        found.append((x, name, left))
        free = max(free, x + 12.0, left + width + 10.0 if left is not None else 0.0)
    return found


def _paint_pennant(painter: QPainter, look: Look, x: float, middle: float) -> None:
    painter.setPen(QPen(tint(look.quiet, 0.8), 1.0))
    painter.drawLine(QLineF(round(x) + 0.5, middle - 7, round(x) + 0.5, middle + 7))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.quiet)
    tip = [QPointF(x + 0.5, middle - 7), QPointF(x + 8.5, middle - 3), QPointF(x + 0.5, middle + 1)]
    painter.drawPolygon(QPolygonF(tip))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_heads(
    painter: QPainter, picture: TimelinePicture, width: int, in_hand: object, nobody: str
) -> None:
    """The names of the lanes at the left, each with its colour; x from 0 to `width`."""
    look = picture.look
    painter.save()
    painter.translate(0, -picture.scroll)
    ground = QColor(look.palette.paper)
    bottom = max(picture.content_height, float(picture.height + picture.scroll))
    painter.fillRect(QRectF(0, 0, width, bottom), ground)
    for number, lane in enumerate(picture.book.lanes):
        top, height = picture.tops[number], picture.heights[number]
        colour = picture.colour(number)
        edge = QRectF(0, top + (1 if number else 0), HEAD_EDGE_PX, height - (1 if number else 0))
        painter.fillRect(edge, colour)
        if lane.department and look.palette.pattern(lane.department.colour):
            hatch(painter, edge, ground, 6.0, 2.4)
        if number:
            painter.fillRect(QRectF(0, top, width, 1.0), look.hairline)
        chosen = in_hand is not None and lane.id == in_hand
        if chosen:
            area = QRectF(HEAD_EDGE_PX, top + 1, width - HEAD_EDGE_PX, height - 1)
            painter.fillRect(area, look.surface)
        painter.setPen(QColor(look.palette.accent) if chosen else look.ink)
        measure = look.small if lane.folded else look.strong
        painter.setFont(measure.font)
        left = HEAD_EDGE_PX + look.shape * 0.9
        text = measure.cut(lane.name or nobody, width - left - 6.0)
        # It stays in sight while any of its lane is.
        begin = max(top, float(picture.scroll))
        end = min(top + height, float(picture.scroll + picture.height))
        middle = (begin + end) / 2.0
        if end - begin < look.row_height < height:
            middle = top + height - look.row_height / 2.0
            if begin == top:
                middle = top + look.row_height / 2.0
        painter.drawText(QPointF(left, measure.baseline(middle)), visible_controls(text))
    painter.restore()


def paint_empty(painter: QPainter, picture: TimelinePicture, title: str, hint: str) -> None:
    """What to do where there is no event yet, clear of the rules between lanes."""
    look = picture.look
    middle = _middle_between_rules(picture)
    hints = hint.split("\n")
    lines = [(look.strong, title, look.ink, -11.0 * len(hints))]
    for place, told in enumerate(hints, start=1):
        lines.append((look.label, told, look.quiet, 22.0 * place - 11.0 * len(hints)))
    for measure, text, colour, down in lines:
        shown = measure.cut(text, picture.width - 40.0)
        width = measure.width(shown)
        left = (picture.width - width) / 2.0
        area = QRectF(left - 12.0, middle + down - 11.0, width + 24.0, 22.0)
        lane = picture.lane_at(middle)
        painter.fillRect(area, look.surface if lane is None else look.ground(lane))
        painter.setFont(measure.font)
        painter.setPen(colour)
        painter.drawText(QPointF(left, measure.baseline(middle + down)), shown)


def _middle_between_rules(picture: TimelinePicture) -> float:
    """The middle of what is free below the lanes, else of the lane nearest to the picture's."""
    bottom = picture.content_height - picture.scroll
    if picture.height - bottom > _EMPTY_WORDS_PX:
        return (bottom + picture.height) / 2.0
    half = picture.height / 2.0
    centres = [
        top + height / 2.0 - picture.scroll
        for top, height in zip(picture.tops, picture.heights, strict=False)
    ]
    return min(centres, key=lambda centre: abs(centre - half), default=half)


def paint_scroll_mark(painter: QPainter, picture: TimelinePicture) -> None:
    """A thin mark at the right edge that says how much is above and below."""
    if not picture.most_scroll:
        return
    share = picture.height / picture.content_height
    length = max(24.0, picture.height * share)
    top = (picture.height - length) * picture.scroll / picture.most_scroll
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint(picture.look.quiet, 0.5))
    painter.drawRoundedRect(QRectF(picture.width - 7, top + 2, 4, length - 4), 2, 2)
    painter.restore()
