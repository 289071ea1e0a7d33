"""Colours, type and sizes a timeline is painted with, made from the console's theme."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from itertools import islice
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPixmap

from reviewdesk.domain.entries import EntryFacts, EntryKind, Precision, Standing
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.layout import Form, LayoutMetrics
from reviewdesk.qt.certainty import draw_evidence, draw_placed, draw_standing, draw_star
from reviewdesk.qt.theme import Palette, TextRole, Theme, tint
from reviewdesk.widgets.timeline.measure import LabelMeasure

_BAR_TINT = 0.2
_LABELS_KEPT = 900
_LABELS_MADE_AT_ONCE = 2
LABEL_MARGIN_PX = 3.0
"""Letters may reach over the ends of their line."""
HATCH_GAP_PX = 9
STARRED, EVIDENCED, REPORTED, INFERRED = 1, 2, 4, 8
"""Badges at the corners of a shape."""
_STANDINGS = {REPORTED: Standing.REPORTED, INFERRED: Standing.INFERRED}
_PLACING = int(Form.ABOUT | Form.BRACKET | Form.UNKNOWN | Form.DAY)


@dataclass(eq=False)
class Look:
    """What painters of the timeline need, and nothing of a review.

    Fonts come measured; `pixel_ratio` is that of the device, for the pictures kept of shapes.
    """

    palette: Palette
    label: LabelMeasure
    strong: LabelMeasure
    small: LabelMeasure
    caption: LabelMeasure
    row_height: float
    shape: float
    header_height: int
    pixel_ratio: float = 1.0
    _shapes: dict[tuple[EntryKind, str, str, int, int], QPixmap] = field(default_factory=dict)
    _labels: dict[str, QPixmap] = field(default_factory=dict)
    _hatch: QBrush | None = None
    _signs: dict[tuple[float, str, str], QPixmap] = field(default_factory=dict)

    @classmethod
    def of(cls, theme: Theme, pixel_ratio: float = 1.0) -> "Look":
        weight = QFont.Weight
        return cls(
            palette=theme.palette,
            label=LabelMeasure(theme.font(TextRole.BODY)),
            strong=LabelMeasure(theme.font(TextRole.BODY, weight.DemiBold)),
            small=LabelMeasure(theme.font(TextRole.SMALL)),
            caption=LabelMeasure(theme.font(TextRole.CAPTION, weight.Medium)),
            row_height=float(theme.px(24)),
            shape=float(theme.px(13)),
            header_height=theme.px(48),
            pixel_ratio=pixel_ratio,
        )

    @property
    def ink(self) -> QColor:
        return QColor(self.palette.ink)

    @property
    def quiet(self) -> QColor:
        return QColor(self.palette.quiet)

    @property
    def hairline(self) -> QColor:
        return QColor(self.palette.hairline)

    def metrics(self) -> LayoutMetrics:
        """For the layout: a selected label is bold in a pill, and still fits where it stood."""
        return LayoutMetrics(
            row_height=self.row_height,
            shape=self.shape,
            gap=self.row_height * 0.85,
            label_gap=self.shape * 0.5,
            label_width=self.label.width,
            longest_label=self.row_height * 12.0,
            shortest_label=self.row_height * 1.7,
            sign_width=self.sign_width,
        )

    def sign_width(self, count: int) -> float:
        return self.small.width(f"+{count}") + self.shape * 1.3

    def ground(self, lane: int) -> QColor:
        return QColor(self.palette.surface if lane % 2 else self.palette.lane)

    def bar(self, colour: QColor) -> QColor:
        return tint(colour, _BAR_TINT)

    def shape_picture(
        self, kind: EntryKind, colour: QColor, ground: QColor, form: int, badges: int = 0
    ) -> QPixmap:
        """The shape of a kind as a picture, to be drawn with its middle at an entry's place.

        `badges` as `badges_of` gives them.
        """
        form &= _PLACING
        key = (kind, colour.name(), ground.name(), form, badges)
        found = self._shapes.get(key)
        if found is None:
            found = self._shapes[key] = self._draw_shape(kind, colour, ground, form, badges)
        return found

    @property
    def picture_size(self) -> float:
        """Width of those pictures in px."""
        return self.shape + 12.0

    def _draw_shape(
        self, kind: EntryKind, colour: QColor, ground: QColor, form: int, badges: int
    ) -> QPixmap:
        picture = self._blank(self.picture_size, self.picture_size)
        painter = QPainter(picture)
        middle = QPointF(self.picture_size / 2.0, self.picture_size / 2.0)
        draw_placed(painter, kind, middle, self.shape, colour, ground, precision_of(form))
        side, away = self.shape * 0.62, self.picture_size / 2.0 - self.shape * 0.3
        if standing := _STANDINGS.get(badges & (REPORTED | INFERRED)):
            at = middle + QPointF(-away, -away)
            draw_standing(painter, standing, at, side, self.ink, ground)
        if badges & STARRED:
            star = QColor(self.palette.attention)
            draw_star(painter, middle + QPointF(away, -away), side * 1.15, star, ground)
        if badges & EVIDENCED:
            draw_evidence(painter, middle + QPointF(away, away), side, self.ink, ground)
        painter.end()
        return picture

    def label_picture(self, text: str) -> QPixmap | None:
        """A label as a picture, which costs a quarter of drawing it; None where none is kept."""
        return self._labels.get(text)

    @property
    def label_height(self) -> int:
        """Height of those pictures in px."""
        return 2 * ceil((self.label.ascent + self.label.descent) / 2.0)

    @property
    def label_base(self) -> int:
        """Their baseline, from their upper edge."""
        return round(self.label.baseline(self.label_height / 2.0))

    def keep_labels(self, texts: Iterable[str]) -> None:
        """Makes pictures of a few labels that had to be drawn, for the next frames."""
        for text in islice(texts, _LABELS_MADE_AT_ONCE):
            if len(self._labels) >= _LABELS_KEPT:
                del self._labels[next(iter(self._labels))]
            width = self.label.width(text) + 2.0 * LABEL_MARGIN_PX
            picture = self._blank(width, self.label_height)
            painter = QPainter(picture)
            painter.setFont(self.label.font)
            painter.setPen(self.ink)
            painter.drawText(QPointF(LABEL_MARGIN_PX, self.label_base), text)
            painter.end()
            self._labels[text] = picture

    def sign_picture(self, width: float, colour: QColor, ground: QColor) -> QPixmap:
        """The pill of a cluster as a picture, without its count."""
        key = (round(width, 1), colour.name(), ground.name())
        found = self._signs.get(key)
        if found is None:
            found = self._signs[key] = self._blank(width, self.row_height)
            painter = QPainter(found)
            area = QRectF(0, 0, width, self.row_height)
            self.draw_sign(painter, area, tint(colour, 0.45), ground)
            painter.end()
        return found

    def draw_sign(self, painter: QPainter, area: QRectF, edge: QColor, ground: QColor) -> None:
        """A pill in the middle of `area`."""
        height = self.row_height * 0.72
        pill = QRectF(area.left(), area.center().y() - height / 2.0, area.width(), height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(edge, 1.0))
        painter.setBrush(ground)
        painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), height / 2.0, height / 2.0)

    def _blank(self, width: float, height: float) -> QPixmap:
        ratio = self.pixel_ratio
        picture = QPixmap(ceil(width * ratio), ceil(height * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        return picture

    def hatch_brush(self) -> QBrush:
        """The veil's diagonal lines as a brush; anchor it with `QPainter.setBrushOrigin`."""
        if self._hatch is not None:
            return self._hatch
        side = HATCH_GAP_PX
        picture = self._blank(side, side)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.palette.veil_hatch), 1.1))
        for shift in (-side, 0, side):
            painter.drawLine(QPointF(shift - 1, side + 1), QPointF(shift + side + 1, -1))
        painter.end()
        self._hatch = QBrush(picture)
        return self._hatch


def precision_of(form: int) -> Precision:
    """How well the time of an entry of that `Form` is known."""
    if form & Form.UNKNOWN:
        return Precision.UNKNOWN
    if form & Form.DAY:
        return Precision.DAY
    if form & Form.BRACKET:
        return Precision.BETWEEN
    return Precision.ABOUT if form & Form.ABOUT else Precision.EXACT


def badges_of(entry: EntryFacts, evidenced: Container[EntryId]) -> int:
    """What stands at the corners of an entry's shape. `evidenced`: who has evidence."""
    badges = 0
    if entry.standing is not Standing.CONFIRMED:
        badges = REPORTED if entry.standing is Standing.REPORTED else INFERRED
    if entry.starred:
        badges |= STARRED
    if entry.id in evidenced:
        badges |= EVIDENCED
    return badges
