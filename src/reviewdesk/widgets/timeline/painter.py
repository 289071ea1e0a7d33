"""Paints layouts: lanes, bars, shapes, labels, clusters, the scale. Knows no review and no desk."""

from collections.abc import Collection, Container, Sequence
from dataclasses import dataclass
from math import ceil, floor

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPen

from reviewdesk.domain.entries import EntryKind
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.layout import (
    LABEL_LIMIT_CHARS,
    Cluster,
    Form,
    LaneColumns,
    LaneLayout,
    Placed,
    Ticks,
    bar_parts,
    row_centres,
)
from reviewdesk.qt.bidi import visible_controls
from reviewdesk.qt.theme import tint
from reviewdesk.widgets.timeline.look import (
    HATCH_GAP_PX,
    KindPictures,
    Look,
    SignContent,
    badges_of,
)

# As plain numbers: an operator of an enumeration costs fifty times as much.
_ABOUT, _BRACKET = int(Form.ABOUT), int(Form.BRACKET)
_UNKNOWN, _OPEN_END, _DAY = int(Form.UNKNOWN), int(Form.OPEN_END), int(Form.DAY)


_LINE_AIR_PX = 3.0
_SOFT_PX = 18.0
_BAR_AIR_PX = 9.0
"""Between the end of a bar and the shape of another event in its row."""
_STRETCH_PX, _STRETCH_STRENGTH = 2, 0.4
"""How high and how strong is the line that says how far a cluster goes on."""
_DOT_PX = 3.0
"""From dot to dot of a dotted line of 1 px."""


@dataclass(slots=True)
class DrawnLane:
    """A lane where it stands in the picture."""

    number: int
    top: float
    height: float
    colour: QColor
    columns: LaneColumns
    layout: LaneLayout
    rows: list[float]
    """Middle of each row."""
    folded: bool = False

    @property
    def bottom(self) -> float:
        return self.top + self.height


def drawn_lane(
    number: int,
    top: float,
    height: float,
    colour: QColor,
    columns: LaneColumns,
    layout: LaneLayout,
    row_height: float,
    *,
    folded: bool = False,
) -> DrawnLane:
    rows = row_centres(top, height, layout.rows_used, row_height)
    return DrawnLane(number, top, height, colour, columns, layout, rows, folded)


def clear_stretches(lane: DrawnLane, x: float, half: float) -> list[tuple[float, float]]:
    """From where to where an upright line at `x` of the layout runs through nothing written.

    A title or sign takes `half` a height above and below the middle of its row.
    """
    if lane.folded:
        return [(lane.top, lane.bottom)]
    layout, air = lane.layout, _LINE_AIR_PX
    rows = {one.row for one in layout.placed if one.x - half <= x <= _written_to(one) + air}
    rows |= {one.row for one in layout.clusters if one.x - air <= x <= one.x + one.width + air}
    found = []
    free = lane.top
    for row in sorted(rows):
        found.append((free, lane.rows[row] - half))
        free = lane.rows[row] + half
    found.append((free, lane.bottom))
    return [one for one in found if one[1] > one[0]]


def _written_to(one: Placed) -> float:
    return one.label_x + one.label_width if one.label_width else one.x


def _drawn_between(
    stretches: Sequence[tuple[float, float]], shift: float, left: float, right: float
) -> list[tuple[float, float]]:
    """Stretches of a layout where they are drawn, cut to what is between `left` and `right`."""
    cut = [(max(first + shift, left), min(last + shift, right)) for first, last in stretches]
    return [one for one in cut if one[0] < one[1]]


class LanePainter:
    """Paints lanes with their entries. x of layouts is drawn `shift` px further right.

    `evidenced` are the entries that evidence stands behind.
    """

    def __init__(self, look: Look, evidenced: Container[EntryId] = ()) -> None:
        self._look = look
        self._evidenced = evidenced

    def paint(
        self,
        painter: QPainter,
        lanes: Sequence[DrawnLane],
        ticks: Ticks,
        ticks_left: float,
        left: float,
        right: float,
        shift: float,
    ) -> None:
        """Grounds, lines of the scale and entries between `left` and `right`.

        x of `ticks` is drawn `ticks_left` px further right.
        """
        self._paint_grounds(painter, lanes, left, right)
        self._paint_lines(painter, lanes, ticks, ticks_left, shift)
        for lane in lanes:
            if not lane.folded:
                self.paint_bars(painter, lane, lane.layout.placed, left, right, shift)
        for lane in lanes:
            if lane.folded:
                self._paint_ticks(painter, lane, shift)
                continue
            self.paint_entries(painter, lane, lane.layout.placed, shift)
            if lane.layout.clusters:
                self._paint_stretches(painter, lane, left, right, shift)
                self.paint_clusters(painter, lane, lane.layout.clusters, shift)

    def _paint_ticks(self, painter: QPainter, lane: DrawnLane, shift: float) -> None:
        """A folded lane: a tick where something is."""
        height = min(lane.height - 4.0, self._look.shape)
        top = lane.rows[0] - height / 2.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint(lane.colour, 0.75))
        painter.drawRects(
            [QRectF(round(one.x + shift) - 1.0, top, 2.0, height) for one in lane.layout.placed]
        )

    def _paint_grounds(
        self, painter: QPainter, lanes: Sequence[DrawnLane], left: float, right: float
    ) -> None:
        look = self._look
        for lane in lanes:
            area = QRectF(left, lane.top, right - left, lane.height)
            painter.fillRect(area, look.ground(lane.number))
        hairline = look.hairline
        for lane in lanes:
            if lane.number:
                painter.fillRect(QRectF(left, lane.top, right - left, 1.0), hairline)

    def _paint_lines(
        self,
        painter: QPainter,
        lanes: Sequence[DrawnLane],
        ticks: Ticks,
        left: float,
        shift: float,
    ) -> None:
        if not lanes:
            return
        look = self._look
        top, bottom = lanes[0].top, lanes[-1].bottom
        dots, begin = look.dots(bottom), int(top)
        for tick in ticks.ticks:
            painter.drawPixmap(round(left + tick.x), begin, dots, 0, begin, 1, ceil(bottom - top))
        painter.setPen(QPen(look.hairline, 1.0))
        painter.drawLines(
            [
                QLineF(round(left + band.x) + 0.5, top, round(left + band.x) + 0.5, bottom)
                for band in ticks.bands
                if band.x > 0
            ]
        )
        painter.setPen(QPen(QColor(look.palette.attention), 1.0, Qt.PenStyle.DashLine))
        half = look.row_height * 0.42
        painter.drawLines(
            [
                QLineF(left + one.x, begin, left + one.x, end)
                for one in ticks.changes
                for lane in lanes
                for begin, end in clear_stretches(lane, left + one.x - shift, half)
            ]
        )

    def paint_bars(
        self,
        painter: QPainter,
        lane: DrawnLane,
        placed: Collection[Placed],
        left: float,
        right: float,
        shift: float,
    ) -> None:
        """How long some entries of a lane last, as far as it is between `left` and `right`."""
        look = self._look
        half, height = look.shape / 2.0, float(look.bar_height)
        forms, rows = lane.columns.forms, lane.rows
        plain: list[QRectF] = []
        brackets: list[QLineF] = []
        days: list[QLineF] = []
        for one in placed:
            form = forms[one.entry_index]
            if one.bar_end <= one.x and not form & _OPEN_END:
                continue
            x, middle = one.x + shift, rows[one.row]
            end = max(one.bar_end + shift, x)
            if form & _BRACKET:
                low = middle + height * 0.5
                first, last = max(x, left - 20.0), min(end, right + 20.0)
                if form & _DAY:
                    # Dots stand where they would if the line were painted from its beginning.
                    first = x + ceil((first - x) / _DOT_PX) * _DOT_PX
                    days.append(QLineF(first, low, last, low))
                    continue
                brackets.append(QLineF(first, low, last, low))
                brackets += [
                    QLineF(edge, low - 4.0, edge, low) for edge in (x, end) if left < edge < right
                ]
                continue
            whole_begin, begin = x - half - 4.0, max(x - half - 4.0, left - 20.0)
            if form & _OPEN_END:
                end = max(end, one.label_x + one.label_width + shift + look.row_height * 2.0)
            whole_end, end = end, min(end, right + 20.0)
            # One that ends under its shape would look like a stain on it.
            if end <= max(begin, x + half):
                continue
            top = floor(middle - height / 2.0 + 0.5)
            areas = [QRectF(begin, top, end - begin, height)]
            if whole_end > one.label_x + one.label_width + shift:
                # Only what is longer than its label can meet another event in its row.
                full, thin = bar_parts(
                    lane.layout,
                    one,
                    whole_begin - shift,
                    whole_end - shift,
                    look.shape,
                    _BAR_AIR_PX,
                )
                if thin:
                    pieces = _drawn_between(full, shift, begin, end)
                    areas = [QRectF(first, top, last - first, height) for first, last in pieces]
                    pieces, base = _drawn_between(thin, shift, begin, end), top + height - 1.0
                    brackets += [QLineF(first, base, last, base) for first, last in pieces]
            if form & (_ABOUT | _OPEN_END | _UNKNOWN):
                colour = look.bar(lane.colour)
                for area in areas:
                    self._paint_soft_bar(painter, area, colour, form, whole_begin, whole_end)
                    if form & _UNKNOWN:
                        painter.setBrushOrigin(QPointF(shift % HATCH_GAP_PX, 0.0))
                        painter.fillRect(area, look.hatch_brush())
            else:
                plain += areas
        if plain:
            self._paint_plain_bars(painter, look.bar(lane.colour), plain)
        if brackets:
            # Quiet, for one over a whole day would read as the lane's border.
            painter.setPen(QPen(tint(lane.colour, 0.35), 1.0))
            painter.drawLines(brackets)
        if days:
            painter.setPen(QPen(tint(lane.colour, 0.4), 1.0, Qt.PenStyle.DotLine))
            painter.drawLines(days)

    def _paint_plain_bars(self, painter: QPainter, colour: QColor, areas: list[QRectF]) -> None:
        """Bars with round ends: those are pictures, for rounding costs seven times as much."""
        corner = self._look.bar_corner
        begins, ends = self._look.bar_caps(colour)
        middles = []
        for area in areas:
            left, top = floor(area.left() + 0.5), int(area.top())
            right = max(floor(area.right() + 0.5), left + 2 * corner)
            painter.drawPixmap(left, top, begins)
            painter.drawPixmap(right - corner, top, ends)
            middles.append(QRectF(left + corner, top, right - left - 2 * corner, area.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRects(middles)

    def _paint_soft_bar(
        self,
        painter: QPainter,
        area: QRectF,
        colour: QColor,
        form: int,
        begin: float,
        end: float,
    ) -> None:
        """A piece of a bar that goes from `begin` to `end`: pieces side by side make it whole."""
        width = end - begin
        soft = min(width / 2.0, _SOFT_PX)
        fading = begin + width * 0.4 if form & _OPEN_END else end - soft
        firm_from, firm_to = (begin + soft if form & _ABOUT else begin), fading
        if form == _UNKNOWN:
            firm_to = end
        fade = QLinearGradient(area.left(), 0, area.right(), 0)
        for x in sorted({area.left(), area.right(), firm_from, firm_to}):
            at = (x - area.left()) / area.width()
            if 0.0 <= at <= 1.0:
                strength = 1.0
                if x < firm_from:
                    strength = (x - begin) / (firm_from - begin)
                elif x > firm_to:
                    strength = (end - x) / (end - firm_to)
                shade = QColor(colour)
                shade.setAlphaF(colour.alphaF() * min(max(strength, 0.0), 1.0))
                fade.setColorAt(at, shade)
        painter.fillRect(area, fade)

    def paint_entries(
        self,
        painter: QPainter,
        lane: DrawnLane,
        placed: Collection[Placed],
        shift: float,
    ) -> None:
        """Shapes with their labels, of some entries of a lane."""
        look = self._look
        ground = look.ground(lane.number)
        columns, half_high = lane.columns, look.entry_height / 2.0
        entries, forms = columns.entries, columns.forms
        # On whole px, and rounded alike in each tile: else halves of a letter stand apart.
        tops = [floor(middle - half_high + 0.5) for middle in lane.rows]
        add, shape_top = shift - look.picture_size / 2.0 + 0.5, look.entry_shape_top
        evidenced = self._evidenced
        pictures: dict[tuple[EntryKind, int, int], KindPictures] = {}
        draw, cut = painter.drawPixmap, look.label.cut
        wanting: list[tuple[int, int, KindPictures, str]] = []
        for index, row, x, _, label_width, full_width, _ in placed:
            entry = entries[index]
            key = (entry.kind, forms[index], badges_of(entry, evidenced))
            found = pictures.get(key)
            if found is None:
                found = look.kind_pictures(key[0], lane.colour, ground, *key[1:])
                pictures[key] = found
            left_px, top_px = floor(x + add), tops[row]
            if not label_width:
                draw(left_px, top_px + shape_top, found.shape)
                continue
            title = entry.title[:LABEL_LIMIT_CHARS]
            if label_width < full_width:
                title = cut(title, label_width)
            picture = found.labels.get(title)
            if picture is None:
                wanting.append((left_px, top_px, found, title))
            else:
                draw(left_px, top_px, picture)
        if wanting:
            self._paint_wanting(painter, wanting)

    def make_pictures(
        self, number: int, columns: LaneColumns, colour: QColor, layout: LaneLayout
    ) -> bool:
        """Makes a few pictures of what has none yet; False where none is wanting."""
        look, evidenced = self._look, self._evidenced
        ground = look.ground(number)
        look.begin_frame()
        for index, _, _, _, label_width, full_width, _ in layout.placed:
            entry = columns.entries[index]
            title = entry.title[:LABEL_LIMIT_CHARS]
            if label_width < full_width:
                title = look.label.cut(title, label_width)
            badges = badges_of(entry, evidenced)
            kind = look.kind_pictures(entry.kind, colour, ground, columns.forms[index], badges)
            if label_width and title not in kind.labels:
                look.make_entry_picture(kind, title)
                if not look.pictures_allowed:
                    return True
        return False

    def _paint_wanting(
        self, painter: QPainter, wanting: Sequence[tuple[int, int, KindPictures, str]]
    ) -> None:
        """Entries of which no picture is kept; of a few, one is made for the next frames."""
        look = self._look
        made = max(0, look.pictures_allowed)
        for left_px, top_px, kind, text in wanting[:made]:
            picture = kind.labels.get(text) or look.make_entry_picture(kind, text)
            painter.drawPixmap(left_px, top_px, picture)
        if len(wanting) <= made:
            return
        painter.setFont(look.label.font)
        painter.setPen(look.ink)
        shape_top, label_left, base = look.entry_shape_top, look.entry_label_left, look.entry_base
        for left_px, top_px, kind, text in wanting[made:]:
            painter.drawPixmap(left_px, top_px + shape_top, kind.shape)
            painter.drawText(left_px + label_left, top_px + base, visible_controls(text))

    def _paint_stretches(
        self, painter: QPainter, lane: DrawnLane, left: float, right: float, shift: float
    ) -> None:
        """From each sign a line to the last of what it counts: no lull shows where none was."""
        tops = [floor(middle + 0.5) - _STRETCH_PX // 2 for middle in lane.rows]
        half = self._look.shape / 2.0
        lines = []
        for row, x, width, _, _, last_x in lane.layout.clusters:
            begin = max(x + width + shift, left)
            end = min(last_x - half + shift, right)
            if end > begin:
                lines.append(QRectF(floor(begin), tops[row], ceil(end) - floor(begin), _STRETCH_PX))
        if lines:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint(lane.colour, _STRETCH_STRENGTH))
            painter.drawRects(lines)

    def paint_clusters(
        self,
        painter: QPainter,
        lane: DrawnLane,
        clusters: Sequence[Cluster],
        shift: float,
        *,
        chosen: bool = False,
    ) -> None:
        """The signs that say what found no room; `chosen`: of those that hold selected ones."""
        look, columns, in_haste = self._look, lane.columns, self._look.in_haste
        ground, half = look.ground(lane.number), look.row_height / 2.0
        tops = [floor(middle - half + 0.5) for middle in lane.rows]
        signs = {
            width: look.sign_pictures(width, lane.colour, ground, chosen=chosen)
            for width in {cluster.width for cluster in clusters}
        }
        add, high = shift + 0.5, 2.0 * half
        for cluster in clusters:
            row, x, width = cluster[:3]
            left_px, content = floor(x + add), content_of(columns, cluster, at_hand=in_haste)
            painter.drawPixmap(left_px, tops[row], signs[width].pill)
            area = QRectF(left_px, tops[row], width, high)
            look.draw_sign_content(painter, area, content, lane.colour, signs[width])

    def paint_chosen_cluster(
        self, painter: QPainter, lane: DrawnLane, cluster: Cluster, shift: float
    ) -> None:
        """The sign of the cluster that Enter would open."""
        self.paint_clusters(painter, lane, [cluster], shift, chosen=True)


_KINDS_TOLD = 3


def content_of(columns: LaneColumns, cluster: Cluster, *, at_hand: bool = False) -> SignContent:
    """What the sign of a cluster says; with `at_hand` only what is known without looking."""
    kinds = columns.kinds_in(cluster.ranges, at_hand=at_hand)
    if len(kinds) == 1:
        # Its number would be the one that stands before it.
        return cluster.counted, ((kinds[0][0], 1),)
    return cluster.counted, kinds[:_KINDS_TOLD]
