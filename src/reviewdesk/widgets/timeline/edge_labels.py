"""What the edges of the window ask of a stretch of lanes, found once and kept while it pans."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, inf
from operator import itemgetter

from PySide6.QtGui import QColor, QPixmap

from reviewdesk.domain.layout import LABEL_LIMIT_CHARS, Form, Placed
from reviewdesk.widgets.timeline.look import Look
from reviewdesk.widgets.timeline.measure import ELLIPSIS
from reviewdesk.widgets.timeline.painter import DrawnLane

_CHIP_AIR_PX = 7.0
"""Between the ends of a chip and what is written on it."""
LEAST_TITLE_PX = 110.0
"""With less room a label that began before the window is left out."""
_AT_A_TIME = 6
_OPEN_END = int(Form.OPEN_END)
_BEGUN_CHARS = 60


def begun_title(title: str) -> str:
    """What is told of a title that began before the window: as much as is read there."""
    told = title if len(title) <= _BEGUN_CHARS else title[:_BEGUN_CHARS].rstrip() + ELLIPSIS
    return "‹ " + told


@dataclass(slots=True)
class EdgeLabel:
    """A label as the edges draw it; px down count from the top of the lanes, unscrolled."""

    begin: float
    end: float
    middle: float
    top: int
    ground_top: int
    """Below the line between two lanes, which stays."""
    ground: QColor
    bar_end: float
    """Where its plain bar ends; endlessly far left where it has none."""
    bar_top: int
    bar: QColor
    lane: DrawnLane
    lasting: list[Placed]
    """What lasts there beside that: others in its row; itself, if it has no plain bar."""
    edge: QPixmap
    """An ellipsis, and ground behind it."""
    label: str
    """What is read there."""
    title: str
    width: float
    text: QPixmap | None = None
    """Its beginning, once it was drawn."""


@dataclass(slots=True)
class EdgeSign:
    """The sign of a cluster as the edges draw it: where one cuts it, its count alone on a chip."""

    begin: float
    end: float
    top: int
    height: int
    """Of what it hides of the sign; the lines between lanes stay."""
    ground: QColor
    chip: QPixmap
    chip_top: int
    chip_width: float
    count: QPixmap
    count_left: int
    """From the left edge of the chip."""
    count_top: int


class EdgeLabels:
    """The labels of some lanes in the order in which they begin, and what reaches beyond them."""

    def __init__(self, lanes: Sequence[DrawnLane], look: Look) -> None:
        self._look = look
        self._labels: list[tuple[float, float, Placed, DrawnLane]] = []
        self.reaching: list[tuple[float, Placed, DrawnLane]] = []
        """Entries whose bars reach beyond their labels, and where those end."""
        self._bars: dict[tuple[int, int], list[Placed]] = {}
        """What lasts, by the number of its lane and its row."""
        for lane in lanes:
            forms = lane.columns.forms
            for one in lane.layout.placed:
                end = one[3] + one[4]
                if one[4]:
                    self._labels.append((one[3], end, one, lane))
                if one[6] > one[2] or forms[one[0]] & _OPEN_END:
                    self._bars.setdefault((lane.number, one[1]), []).append(one)
                    if one[6] > end:
                        self.reaching.append((end, one, lane))
        self._signs = [
            (one.x, one.x + one.width, one, lane) for lane in lanes for one in lane.layout.clusters
        ]
        self._cut: dict[int, EdgeSign] = {}
        self._labels.sort(key=itemgetter(0))
        self._begins = [one[0] for one in self._labels]
        self._widest = max([one[1] - one[0] for one in self._labels], default=0.0) + 1.0
        self._made: dict[int, EdgeLabel] = {}
        self._prepared = self._prepared_signs = 0
        self._rows: dict[tuple[int, int], list[tuple[float, float, float]]] = {}

    def over(self, x: float, until: float) -> Iterator[EdgeLabel]:
        """Labels that begin before `x` and end after `until`."""
        begins, labels, made = self._begins, self._labels, self._made
        for number in range(bisect_left(begins, until - self._widest), bisect_left(begins, x)):
            if labels[number][1] > until:
                found = made.get(number)
                if found is None:
                    found = made[number] = self._label(*labels[number][2:])
                yield found

    def signs_over(self, x: float) -> list[EdgeSign]:
        """Signs of clusters that `x` cuts in two."""
        return [
            self._cut_sign(number)
            for number, (begin, end, _, _) in enumerate(self._signs)
            if begin < x < end
        ]

    def free_until(self, lane: DrawnLane, row: int, after: float, until: float) -> float:
        """Up to where a row is free between `after` and `until`, with a little air."""
        key = (lane.number, row)
        found = self._rows.get(key)
        if found is None:
            shape = self._look.shape
            found = self._rows[key] = [
                (one.x, one.x - shape, one.label_x + one.label_width)
                for one in lane.layout.placed
                if one.row == row
            ]
            found += [(-inf, one.x - 6.0, inf) for one in lane.layout.clusters if one.row == row]
        return min([air for x, air, end in found if x <= until and end > after], default=until)

    def prepare(self, *, titles: bool) -> bool:
        """Makes a few signs and labels before an edge asks for them, and the `titles` of these.

        False when done.
        """
        if self._prepared_signs < len(self._signs):
            self._cut_sign(self._prepared_signs)
            self._prepared_signs += 1
            return True
        until = min(self._prepared + _AT_A_TIME, len(self._labels))
        for number in range(self._prepared, until):
            found = self._made.get(number)
            if found is None:
                found = self._made[number] = self._label(*self._labels[number][2:])
            if not titles:
                self._look.label.begun(found.label, 0.0)
            elif found.text is None and self._labels[number][2][4] >= LEAST_TITLE_PX:
                found.text = self._look.begun_texts.picture(found.title)
                self._look.small.begun(found.title, 0.0)
        is_new = until > self._prepared
        self._prepared = until
        return is_new

    def _cut_sign(self, number: int) -> EdgeSign:
        found = self._cut.get(number)
        if found is not None:
            return found
        begin, end, cluster, lane = self._signs[number]
        look, middle = self._look, lane.rows[cluster.row]
        top = max(floor(middle - look.row_height / 2.0 + 0.5), floor(lane.top) + 1)
        bottom = min(ceil(middle + look.row_height / 2.0), floor(lane.bottom))
        text, high = f"+{cluster.counted:,}", look.row_height * 0.8
        width, texts = look.caption.width(text) + 2.0 * _CHIP_AIR_PX, look.caption_texts
        base = look.caption.baseline(middle)
        count_left, count_top, count = texts.placed(_CHIP_AIR_PX, base, text)
        found = self._cut[number] = EdgeSign(
            begin=begin,
            end=end,
            top=top,
            height=bottom - top,
            ground=look.ground(lane.number),
            chip=texts.chip(width, high, look.surface, look.hairline),
            chip_top=round(middle - high / 2.0),
            chip_width=width,
            count=count,
            count_left=count_left,
            count_top=count_top,
        )
        return found

    def _label(self, one: Placed, lane: DrawnLane) -> EdgeLabel:
        look, middle = self._look, lane.rows[one.row]
        ground = look.ground(lane.number)
        bars = self._bars.get((lane.number, one.row), ())
        lasting = [other for other in bars if _lasts_over(lane, other, one)]
        has_bar = one in lasting and not lane.columns.forms[one.entry_index]
        if has_bar:
            lasting.remove(one)
        whole = lane.columns.entries[one.entry_index].title
        title = begun_title(whole)
        top = floor(middle - look.entry_height / 2.0 + 0.5)
        return EdgeLabel(
            begin=one.label_x,
            end=one.label_x + one.label_width,
            middle=middle,
            top=top,
            ground_top=max(top, floor(lane.top) + 1),
            ground=ground,
            bar_end=one.bar_end if has_bar else -inf,
            bar_top=floor(middle - look.bar_height / 2.0 + 0.5),
            bar=look.bar(lane.colour),
            lane=lane,
            lasting=lasting,
            edge=look.cut_end(lane.number),
            label=look.label.cut(whole[:LABEL_LIMIT_CHARS], one.label_width),
            title=title,
            width=look.small.width(title),
        )


def _lasts_over(lane: DrawnLane, other: Placed, one: Placed) -> bool:
    """Whether `other`, which lasts in the row of `one`, may do so where that has its label."""
    if other.x > one.label_x + one.label_width:
        return False
    return other.bar_end > one.x or bool(lane.columns.forms[other.entry_index] & _OPEN_END)
