"""Colours, type and sizes a timeline is painted with, made from the console's theme."""

from collections import deque
from collections.abc import Container
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil, floor
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QPainter, QPen, QPixmap

from reviewdesk.domain.entries import EntryFacts, EntryKind, Precision, Standing
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.layout import Form, Kinds, LayoutMetrics
from reviewdesk.qt.bidi import visible_controls
from reviewdesk.qt.certainty import draw_evidence, draw_placed, draw_standing, draw_star
from reviewdesk.qt.shapes import draw_kind
from reviewdesk.qt.theme import Palette, TextRole, Theme, tint
from reviewdesk.widgets.timeline.measure import ELLIPSIS, LabelMeasure
from reviewdesk.widgets.timeline.text_pictures import TextPictures

_BAR_TINT = 0.2
_BAR_CORNER_PX = 5
_CLEAR = QColor(0, 0, 0, 0)
_PICTURES_KEPT = 2000
_CLOSE_PERCENT = 94.0
_CUT_IN_ROWS = 2.7
"""Wider than an ellipsis and any letter for which there is no room."""
_PICTURES_A_FRAME = 24
_NUMBER_CHARS = 3
"""Numbers in signs up to that length are kept as pictures."""
_LABEL_MARGIN_PX = 3.0
"""Letters may reach over the ends of their line."""
HATCH_GAP_PX = 9
STARRED, EVIDENCED, REPORTED, INFERRED = 1, 2, 4, 8
"""Badges at the corners of a shape."""
_STANDINGS = {REPORTED: Standing.REPORTED, INFERRED: Standing.INFERRED}
# As plain numbers: an operator of an enumeration costs fifty times as much.
_ABOUT, _BRACKET = int(Form.ABOUT), int(Form.BRACKET)
_UNKNOWN, _DAY = int(Form.UNKNOWN), int(Form.DAY)
_PLACING = _ABOUT | _BRACKET | _UNKNOWN | _DAY


SignContent = tuple[int, Kinds]
"""How much a cluster counts, and the commonest kinds of it."""


@dataclass(slots=True)
class KindPictures:
    """A shape in the colour of a lane as a picture, and those of it with labels behind it."""

    shape: QPixmap
    labels: dict[str, QPixmap] = field(default_factory=dict)


@dataclass(slots=True)
class SignPictures:
    """The pill of a cluster with nothing in it, and the numbers that are written in it."""

    pill: QPixmap
    ink: QColor
    numbers: TextPictures


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
    pictures_allowed: int = _PICTURES_A_FRAME
    """So many pictures of labels may still be made in this frame."""
    in_haste: bool = False
    """What has no picture yet is drawn in short, for tiles with all of it come right after."""
    _kinds: dict[tuple[EntryKind, int, int, int, int], KindPictures] = field(default_factory=dict)
    _signs: dict[tuple[float, int, int], SignPictures] = field(default_factory=dict)
    _made: deque[Any] = field(default_factory=deque)
    """The pictures kept, oldest first: in turns the dictionary one stands in, and its key there."""
    _glyphs: dict[tuple[EntryKind, int], QPixmap] = field(default_factory=dict)
    scale_texts: TextPictures = field(init=False)
    begun_texts: TextPictures = field(init=False)
    """Titles at the left edge: so many that the few others would be made anew for them."""
    caption_texts: TextPictures = field(init=False)
    _numbers: dict[bool, TextPictures] = field(init=False)
    _hatch: QBrush | None = None
    _dots: QPixmap | None = None
    _edges: dict[int, QPixmap] = field(default_factory=dict)
    _caps: dict[int, tuple[QPixmap, QPixmap]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.scale_texts = TextPictures(self.small, self.quiet, self.pixel_ratio)
        self.begun_texts = TextPictures(self.small, self.quiet, self.pixel_ratio)
        self.caption_texts = TextPictures(self.caption, self.quiet, self.pixel_ratio)
        self._numbers = {
            chosen: TextPictures(self.small, self.ink if chosen else self.quiet, self.pixel_ratio)
            for chosen in (False, True)
        }

    @classmethod
    def of(cls, theme: Theme, pixel_ratio: float = 1.0) -> "Look":
        """The one of that theme, with the pictures that were made so far."""
        return theme.kept((cls, pixel_ratio), lambda: cls._made_of(theme, pixel_ratio))

    @classmethod
    def _made_of(cls, theme: Theme, pixel_ratio: float) -> "Look":
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

    @cached_property
    def strong_in_less_room(self) -> LabelMeasure:
        """As `strong`, but hardly wider than a label that is not."""
        font = QFont(self.strong.font)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, _CLOSE_PERCENT)
        return LabelMeasure(font)

    # Asked for many times in each frame, and to make a colour of its name takes as long as a line.

    @cached_property
    def ink(self) -> QColor:
        return QColor(self.palette.ink)

    @cached_property
    def quiet(self) -> QColor:
        return QColor(self.palette.quiet)

    @cached_property
    def hairline(self) -> QColor:
        return QColor(self.palette.hairline)

    @cached_property
    def surface(self) -> QColor:
        return QColor(self.palette.surface)

    @cached_property
    def _stripe(self) -> QColor:
        return QColor(self.palette.lane)

    def metrics(self) -> LayoutMetrics:
        """For the layout: a selected label is bold in a pill, and still fits where it stood."""
        return LayoutMetrics(
            row_height=self.row_height,
            shape=self.shape,
            gap=self.row_height * 0.85,
            label_gap=self.label_gap,
            label_width=self.label.width,
            longest_label=self.row_height * 12.0,
            shortest_label=self.row_height * 1.7,
            sign_width=self.sign_width,
        )

    @cached_property
    def label_gap(self) -> float:
        return self.shape * 0.5

    def sign_width(self, count: int) -> float:
        """Room for the count and the two commonest kinds with theirs."""
        digits = self.small.width("0") * min(len(str(count)), 3)
        each = self._sign_gap + self._sign_shape + 2.0 + digits
        return self.small.width(f"+{count:,}") + self.shape * 1.3 + 2.0 * each

    @property
    def _sign_gap(self) -> float:
        return self.shape * 0.5

    @property
    def _sign_shape(self) -> float:
        """How wide the shapes of kinds in a sign are."""
        return self.shape * 0.7

    def ground(self, lane: int) -> QColor:
        return self.surface if lane % 2 else self._stripe

    def bar(self, colour: QColor) -> QColor:
        return tint(colour, _BAR_TINT)

    def shape_picture(
        self, kind: EntryKind, colour: QColor, ground: QColor, form: int, badges: int = 0
    ) -> QPixmap:
        """The shape of a kind as a picture, to be drawn with its middle at an entry's place.

        `badges` as `badges_of` gives them.
        """
        return self.kind_pictures(kind, colour, ground, form, badges).shape

    def kind_pictures(
        self, kind: EntryKind, colour: QColor, ground: QColor, form: int, badges: int
    ) -> KindPictures:
        form &= _PLACING
        key = (kind, colour.rgba(), ground.rgba(), form, badges)
        found = self._kinds.get(key)
        if found is None:
            shape = self._draw_shape(kind, colour, ground, form, badges)
            found = self._kinds[key] = KindPictures(QPixmap(shape))
        return found

    @cached_property
    def picture_size(self) -> float:
        """Width of those pictures in px."""
        return self.shape + 12.0

    def _draw_shape(
        self, kind: EntryKind, colour: QColor, ground: QColor, form: int, badges: int
    ) -> QPixmap:
        picture = self._blank(self.picture_size, self.picture_size)
        with QPainter(picture) as painter:
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
                sheet = middle + QPointF(away - 2.0, away)
                draw_evidence(painter, sheet, side * 0.92, self.quiet, ground)
        return picture

    # An entry's picture: its shape, and behind it its label. All of them are as high.

    @cached_property
    def entry_height(self) -> int:
        """Height of those pictures in px; the middle of the row is theirs."""
        return 2 * ceil(max(self.label.ascent + self.label.descent, self.picture_size) / 2.0)

    @cached_property
    def entry_base(self) -> int:
        """Baseline of the label, from their upper edge."""
        return round(self.label.baseline(self.entry_height / 2.0))

    @cached_property
    def entry_shape_top(self) -> int:
        """Where the picture of the shape alone begins in them."""
        return round((self.entry_height - self.picture_size) / 2.0)

    @cached_property
    def entry_label_left(self) -> int:
        """Where the label begins in them."""
        return round(self.picture_size / 2.0 + self.shape / 2.0 + self.label_gap)

    def begin_frame(self) -> None:
        """Pictures of labels may be made again: a few a frame, that none takes long."""
        self.pictures_allowed = _PICTURES_A_FRAME
        self.in_haste = False

    def make_entry_picture(self, kind: KindPictures, text: str) -> QPixmap:
        """Shape and label in one picture, which costs a tenth of drawing them."""
        self.pictures_allowed -= 1
        left = self.entry_label_left
        width = left + self.label.width(text) + _LABEL_MARGIN_PX
        picture = self._blank(width, self.entry_height)
        with QPainter(picture) as painter:
            painter.drawPixmap(0, self.entry_shape_top, kind.shape)
            painter.setFont(self.label.font)
            painter.setPen(self.ink)
            painter.drawText(left, self.entry_base, visible_controls(text))
        # PySide hangs an empty dictionary on what was painted on; a copy has but the same px.
        kept = kind.labels[text] = QPixmap(picture)
        self._keep(kind.labels, text)
        return kept

    def _keep(self, pictures: dict[str, QPixmap], key: str) -> None:
        self._made.append(pictures)
        self._made.append(key)
        if len(self._made) > 2 * _PICTURES_KEPT:
            oldest = self._made.popleft()
            del oldest[self._made.popleft()]

    def sign_pictures(
        self, width: float, colour: QColor, ground: QColor, *, chosen: bool = False
    ) -> SignPictures:
        """The pills of clusters as pictures, as high as a row."""
        ground = QColor(self.palette.selected) if chosen else ground
        edge = colour if chosen else tint(colour, 0.45)
        key = (round(width, 1), edge.rgba(), ground.rgba())
        found = self._signs.get(key)
        if found is None:
            pill = self._blank(width, self.row_height)
            with QPainter(pill) as painter:
                area = QRectF(0, 0, width, self.row_height)
                self.draw_sign(painter, area, edge, ground)
            ink = self.ink if chosen else self.quiet
            found = self._signs[key] = SignPictures(pill, ink, self._numbers[chosen])
        return found

    def draw_sign_content(
        self,
        painter: QPainter,
        area: QRectF,
        content: SignContent,
        colour: QColor,
        signs: SignPictures,
    ) -> None:
        """The count, and as many kinds as there is room for.

        In haste the count alone, where it stands with them.
        """
        measure, shape, gap = self.small, self._sign_shape, self._sign_gap
        text = f"+{content[0]:,}"
        used = measure.width(text)
        parts: list[tuple[float, EntryKind, str]] = []
        most = area.width() - self.shape * 0.9
        for kind, count in content[1]:
            # One alone goes without its count.
            said = _short_count(count) if count > 1 else ""
            wide = gap + shape + (2.0 + measure.width(said) if said else 0.0)
            if used + wide > most:
                break
            parts.append((used + gap, kind, said))
            used += wide
        middle = area.center().y()
        left, base = area.left() + (area.width() - used) / 2.0, measure.baseline(middle)
        self._draw_number(painter, left, base, text, signs)
        if self.in_haste:
            return
        top = middle - shape / 2.0 - 1.0
        for offset, kind, said in parts:
            x = left + offset
            painter.drawPixmap(QPointF(x - 1.0, top), self._sign_glyph(kind, colour))
            if said:
                self._draw_number(painter, x + shape + 2.0, base, said, signs)

    def _draw_number(
        self, painter: QPainter, x: float, base: float, text: str, signs: SignPictures
    ) -> None:
        if len(text) <= _NUMBER_CHARS:
            signs.numbers.draw(painter, x, base, text)
            return
        # There are too many large ones for a picture of each.
        painter.setFont(self.small.font)
        painter.setPen(signs.ink)
        painter.drawText(floor(x + 0.5), floor(base + 0.5), text)

    def _sign_glyph(self, kind: EntryKind, colour: QColor) -> QPixmap:
        """The small shape of a kind as a picture, with a px of air round it."""
        key = (kind, colour.rgba())
        found = self._glyphs.get(key)
        if found is None:
            side = self._sign_shape + 2.0
            found = self._glyphs[key] = self._blank(side, side)
            with QPainter(found) as painter:
                middle, clear = QPointF(side / 2.0, side / 2.0), QColor(Qt.GlobalColor.transparent)
                draw_kind(painter, kind, middle, self._sign_shape, colour, clear)
        return found

    @cached_property
    def bar_height(self) -> int:
        return 2 * round(self.row_height * 0.38)

    @property
    def bar_corner(self) -> int:
        """Width of the rounded ends of a bar."""
        return _BAR_CORNER_PX

    def bar_caps(self, colour: QColor) -> tuple[QPixmap, QPixmap]:
        """The rounded left and right ends of bars of that colour as pictures."""
        key = colour.rgba()
        found = self._caps.get(key)
        if found is None:
            ends = []
            for left in (0.0, -2.0 * _BAR_CORNER_PX):
                picture = self._blank(_BAR_CORNER_PX, self.bar_height)
                with QPainter(picture) as painter:
                    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(colour)
                    area = QRectF(left, 0.0, 3.0 * _BAR_CORNER_PX, self.bar_height)
                    painter.drawRoundedRect(area, _BAR_CORNER_PX, _BAR_CORNER_PX)
                ends.append(picture)
            found = self._caps[key] = (ends[0], ends[1])
        return found

    def dots(self, height: float) -> QPixmap:
        """The dotted line of a tick as a picture, at least as high."""
        if self._dots is None or self._dots.deviceIndependentSize().height() < height:
            # Rows put together by hand: a painter would give each of them a span of its own.
            dot = self._dot().toImage()
            count = ceil(height * self.pixel_ratio / dot.height())
            rows = bytes(dot.constBits()) * count
            line = QImage(rows, dot.width(), dot.height() * count, dot.bytesPerLine(), dot.format())
            self._dots = QPixmap.fromImage(line.copy())
            self._dots.setDevicePixelRatio(self.pixel_ratio)
        return self._dots

    def _dot(self) -> QPixmap:
        """A dot, and as much air as there is to the next."""
        picture = self._blank(1.0, 5.0)
        with QPainter(picture) as painter:
            painter.fillRect(QRectF(0, 0, 1, 1), tint(self.hairline, 0.8))
        return picture

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
        picture.fill(_CLEAR)
        return picture

    def cut_end(self, lane: int) -> QPixmap:
        """An ellipsis on the ground of a lane, to cover the letters that have no room."""
        ground = self.ground(lane)
        key = ground.rgba()
        found = self._edges.get(key)
        if found is None:
            height = self.entry_height
            found = self._edges[key] = self._blank(round(self.row_height * _CUT_IN_ROWS), height)
            with QPainter(found) as painter:
                painter.fillRect(QRectF(0, 2, found.width(), height - 4), ground)
                painter.setFont(self.label.font)
                painter.setPen(self.ink)
                painter.drawText(QPointF(0.0, self.entry_base), ELLIPSIS)
        return found

    def hatch_brush(self) -> QBrush:
        """The veil's diagonal lines as a brush; anchor it with `QPainter.setBrushOrigin`."""
        if self._hatch is not None:
            return self._hatch
        side = HATCH_GAP_PX
        picture = self._blank(side, side)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self.palette.veil_hatch), 1.1))
            for shift in (-side, 0, side):
                painter.drawLine(QPointF(shift - 1, side + 1), QPointF(shift + side + 1, -1))
        self._hatch = QBrush(picture)
        return self._hatch


def _short_count(count: int) -> str:
    """A count in three letters at most."""
    if count < 1000:
        return str(count)
    return f"{count // 1000}k" if count < 100_000 else "99k"


def precision_of(form: int) -> Precision:
    """How well the time of an entry of that `Form` is known."""
    if form & _UNKNOWN:
        return Precision.UNKNOWN
    if form & _DAY:
        return Precision.DAY
    if form & _BRACKET:
        return Precision.BETWEEN
    return Precision.ABOUT if form & _ABOUT else Precision.EXACT


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
