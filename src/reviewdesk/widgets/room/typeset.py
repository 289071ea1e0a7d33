"""Text set in columns of the room: paragraphs, heads at the side, numbers, events, and pages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from unicodedata import bidirectional

from reviewdesk.domain.entries import EntryFacts
from reviewdesk.domain.ids import DepartmentId
from reviewdesk.widgets.room.flow import Block, FlowPage, Part, Strip, held, paged
from reviewdesk.widgets.room.frame import Frame, Lane, kind_words, lane_of, tr
from reviewdesk.widgets.room.lettering import BODY, FLOOR, VITAL_BOTTOM, readable
from reviewdesk.widgets.room.marks import Area, Ground, Picture, moved, shape_of

SMALL = 0.034
TITLE = 0.060
PITCH = 1.36
"""Height of a line over the size of its type."""
_SIGN = 0.052
_HEAD_SHARE = 0.25
_GUTTER = 0.060
_MOST_TITLE = 0.45
_LIFT = 0.30
_EVEN_STEP = 0.95
_LONGEST_HEAD = 4
"""Lines of a head that stands beside or above; a longer one is set as a paragraph."""
_BRACKET = 2
"""So many lines of a paragraph stay together at either end of a page."""


class Column:
    """A part of the width in which text is set."""

    def __init__(self, frame: Frame, x: float, width: float, ground: str = "") -> None:
        self.frame, self.x, self.width = frame, x, width
        self.ground = ground or frame.palette.paper

    def right_of(self, share: float) -> "Column":
        """What is left of the column beside a part of the height that is kept free."""
        free = self.frame.type.part(share)
        return Column(self.frame, self.x + free, max(self.width - free, self.width * 0.4))

    def evened(self, text: str, share: float, weight: int) -> "Column":
        """The column as narrow as `text` allows in as many lines, so that none has one word."""
        kind = self.frame.type
        width = kind.evened(text, kind.px(share), self.width, weight)
        return Column(self.frame, self.x, width, self.ground)

    def lines(
        self,
        text: str,
        share: float = BODY,
        *,
        weight: int = 400,
        colour: str = "",
        pitch: float = PITCH,
    ) -> list[list[Strip]]:
        """`text` whole, a list of lines for each paragraph."""
        size = self.frame.type.px(share)
        found = []
        for paragraph in self.frame.type.lines_of(text, size, self.width, weight):
            end = 1.0 if _from_the_right(paragraph[0]) else 0.0
            found.append(
                [
                    self._line(line, size, weight, colour, pitch, end, joins=place > 0)
                    for place, line in enumerate(paragraph)
                ]
            )
        return found

    def _line(
        self, text: str, size: int, weight: int, colour: str, pitch: float, end: float,
        *, joins: bool,
    ) -> Strip:  # fmt: skip
        frame, high = self.frame, size * pitch
        x = self.x + end * self.width

        def put(y: float) -> None:
            ink = colour or frame.palette.ink
            frame.add(
                frame.type.words(
                    text, x, y + high / 2.0, size, ink, self.ground, weight=weight, align=end,
                )
            )  # fmt: skip

        return Strip(high, put, text, joins)

    def blocks(
        self,
        text: str,
        share: float = BODY,
        *,
        weight: int = 400,
        colour: str = "",
        gap: float = 0.0,
        pitch: float = PITCH,
    ) -> list[Block]:
        """`text` as blocks that may go on to another page; `gap` px before the first."""
        found: list[Block] = []
        between = self.frame.type.px(share) * 0.45
        for strips in self.lines(text, share, weight=weight, colour=colour, pitch=pitch):
            found += flowing(strips, between if found else gap)
        return found


def flowing(strips: Sequence[Strip], gap: float = 0.0) -> list[Block]:
    """A long paragraph may be parted between its lines, not right after its first or last."""
    if len(strips) <= 2 * _BRACKET:
        return [Block(strips, gap)]
    inner = [Block((strip,)) for strip in strips[_BRACKET:-_BRACKET]]
    return [Block(strips[:_BRACKET], gap), *inner, Block(strips[-_BRACKET:])]


def together(*many: Sequence[Block]) -> list[Block]:
    """Blocks one after the other, the first of each kept with the end of the one before."""
    found: list[Block] = []
    for blocks in many:
        for place, block in enumerate(blocks):
            if found and place == 0:
                last = found.pop()
                found.append(joined(last, block))
            else:
                found.append(block)
    return found


def joined(one: Block, other: Block) -> Block:
    """Both as one; what parted them is kept as height of the second's first strip."""
    # Not of the second its first line alone either.
    before = held((*one.strips, *other.strips[:1]))
    if not other.gap or not other.strips:
        return Block((*before, *other.strips[1:]), one.gap)
    first, gap = before.pop(), other.gap

    def put(y: float) -> None:
        first.put(y + gap)

    opened = replace(first, height=first.height + gap, put=put)
    return Block((*before, opened, *other.strips[1:]), one.gap)


class Sheet:
    """The page between head line and lower edge: a column for heads, and one for what they head.

    On a narrow screen heads stand above.
    """

    def __init__(self, frame: Frame, top: float) -> None:
        """`top`: the share of the height the head line ends at."""
        self.frame = frame
        self.top = frame.y(top + 0.030)
        self.whole = Column(frame, frame.margin_x, frame.inner_width)
        self.beside = not frame.narrow and frame.width > frame.height * 1.4
        if self.beside:
            head = frame.inner_width * _HEAD_SHARE
            gutter = frame.type.part(0.040)
            self.heads = Column(frame, frame.margin_x, head)
            self.main = Column(
                frame, frame.margin_x + head + gutter, frame.inner_width - head - gutter
            )
        else:
            self.heads = self.main = self.whole

    def halved(self) -> None:
        """Sets everything in a column of half the width, heads above."""
        width = (self.whole.width - self.frame.type.part(_GUTTER)) / 2.0
        self.heads = self.main = Column(self.frame, self.whole.x, width)
        self.beside = False

    def part(self, name: str, blocks: Sequence[Block], *, gap: float = 0.036) -> Part:
        """`blocks` under the head `name`."""
        frame = self.frame
        colour = frame.palette.quiet
        lines = self.heads.lines(name, SMALL, weight=600, colour=colour)
        return self.headed([strip for one in lines for strip in one], blocks, gap=gap)

    def headed(self, head: Sequence[Strip], blocks: Sequence[Block], *, gap: float = 0.036) -> Part:
        apart = self.frame.type.part(gap)
        if len(head) > _LONGEST_HEAD:
            # Too long to be said again on each page.
            return Part([*flowing(head), *blocks], gap=apart)
        if self.beside and head and blocks:
            head = [_level(head[0], blocks[0].strips[0].height), *head[1:]]
        return Part(blocks, head, self.beside, apart)

    def lane_head(self, lane: Lane) -> list[Strip]:
        """The name of a department, with its colour at the edge."""
        frame = self.frame
        inset = frame.type.part(0.024)
        column = Column(frame, self.heads.x + inset, self.heads.width - inset)
        found = []
        for one in column.lines(lane.name, SMALL, weight=700):
            found += [edged(frame, strip, lane, self.heads.x) for strip in one]
        return found

    def finished(
        self,
        parts: Iterable[Part],
        page: int,
        title: Part | None = None,
        *,
        lifted: bool = False,
        even: bool = False,
        home: Strip | None = None,
    ) -> Picture:
        """The picture of that page of `parts`, and the sign that says which it is.

        `title` stands above each of the pages, where it leaves enough of them; `lifted` has a
        page that is not full stand towards the middle; `even` pages are about as full as each
        other. Pages are counted from the one with `home`, where that is given.
        """
        parts = [*parts]
        if title is not None:
            above = paged([title], self.height(signed=True))
            if len(above) == 1 and above[0].bottom <= _MOST_TITLE * self.height(signed=True):
                self.put(above[0])
                self.top += above[0].bottom + (parts[0].gap if parts else 0.0)
            else:
                parts.insert(0, title)
        pages = self.pages(parts, even=even)
        if len(pages) == 1 and lifted:
            self.top += (self.height(signed=False) - pages[0].bottom) * _LIFT
        base = next(
            (n for n, one in enumerate(pages) if any(strip is home for strip, _ in one.placed)), 0
        )
        shown = min(max(base + page, 0), len(pages) - 1)
        self.put(pages[shown])
        return replace(self.signed(shown, len(pages)), page=shown - base)

    def pages(self, parts: Sequence[Part], *, even: bool = False) -> list[FlowPage]:
        """`parts` on as many pages as they take; `even` ones are about as full as each other."""
        pages = paged(parts, self.height(signed=False))
        if len(pages) == 1:
            return pages
        height = self.height(signed=True)
        pages = paged(parts, height)
        while even and height > self.height(signed=True) / 2.0:
            height *= _EVEN_STEP
            evener = paged(parts, height)
            if len(evener) > len(pages):
                break
            pages = evener
        return pages

    def finished_in_two(self, parts: Iterable[Part], page: int) -> Picture:
        """The same where `parts` are set in two columns, read one after the other."""
        parts = [*parts]
        columns = paged(parts, self.height(signed=False))
        if len(columns) > 2:
            columns = paged(parts, self.height(signed=True))
        pages = -(-len(columns) // 2)
        shown = min(max(page, 0), pages - 1)
        kind = self.frame.type
        for place, column in enumerate(columns[2 * shown : 2 * shown + 2]):
            first = len(self.frame.marks)
            self.put(column)
            aside = place * (self.main.width + kind.part(_GUTTER))
            self.frame.marks[first:] = [moved(one, aside) for one in self.frame.marks[first:]]
        return self.signed(shown, pages)

    def height(self, *, signed: bool) -> float:
        """What there is for text, with the sign of the page or without."""
        return self.frame.y(VITAL_BOTTOM - (_SIGN if signed else 0.0)) - self.top

    def put(self, page: FlowPage) -> None:
        """Draws and tells a page."""
        told: list[str] = []
        for strip, y in page.placed:
            strip.put(self.top + y)
            if strip.joins and told:
                told[-1] += f" {strip.spoken}"
            else:
                told.append(strip.spoken)
        self.frame.spoken += told

    def signed(self, shown: int, pages: int) -> Picture:
        frame, kind = self.frame, self.frame.type
        if pages > 1:
            words = tr("{page} of {pages}").format(page=shown + 1, pages=pages)
            frame.add(
                kind.words(
                    words, frame.width - frame.margin_x, frame.y(VITAL_BOTTOM - 0.016),
                    kind.px(FLOOR), frame.palette.quiet, frame.palette.paper, align=1.0,
                )
            )  # fmt: skip
            frame.spoken.append(words)
        return replace(
            frame.finished(), page=shown, more_before=shown > 0, more_after=shown < pages - 1
        )


def _level(strip: Strip, height: float) -> Strip:
    """`strip` with its line at the height of a taller or lower one beside it."""
    drop = (height - strip.height) / 2.0
    return replace(strip, height=max(strip.height + drop, 1.0), put=lambda y: strip.put(y + drop))


def edged(frame: Frame, strip: Strip, lane: Lane, x: float) -> Strip:
    """`strip` with the colour of a department at the left, without a break to the next."""

    def put(y: float) -> None:
        frame.lane_edge(lane, Area(x, y, frame.type.part(0.009), strip.height))
        strip.put(y)

    return replace(strip, put=put)


def beside_number(column: Column, number: str) -> Column:
    """What is left of `column` right of a number that hangs before the first line."""
    kind = column.frame.type
    size = kind.px(SMALL)
    free = max(kind.width(number, size, 600), kind.width("C00", size, 600)) + kind.part(0.018)
    return Column(column.frame, column.x + free, column.width - free)


def numbered(column: Column, number: str, blocks: Sequence[Block], gap: float = 0.0) -> list[Block]:
    """`blocks`, set `beside_number`, with the number before their first line on each page."""
    frame, kind = column.frame, column.frame.type

    def marked(strip: Strip) -> Strip:
        def put(y: float) -> None:
            frame.add(
                kind.words(number, column.x, y + strip.height / 2.0, kind.px(SMALL),
                           frame.palette.quiet, frame.palette.paper, weight=600)
            )  # fmt: skip
            strip.put(y)

        return replace(strip, put=put, spoken=f"{number}: {strip.spoken}", joins=False)

    opened = marked(blocks[0].strips[0])
    whole = [Block((opened, *blocks[0].strips[1:]), gap), *blocks[1:]]
    return [replace(one, again=lambda strip: strip if strip is opened else marked(strip))
            for one in whole]  # fmt: skip


class EventRows:
    """Events in lines: time, badge, shape and title, which wraps."""

    def __init__(
        self,
        column: Column,
        entries: Iterable[EntryFacts],
        lanes: Mapping[DepartmentId | None, Lane],
        share: float = SMALL,
    ) -> None:
        self._column, self._lanes, self._share = column, lanes, share
        frame, kind = column.frame, column.frame.type
        self._size = kind.px(share)
        self._badge_px = kind.px(FLOOR if frame.narrow else 0.032)
        shown = [*entries]
        self._time_width = max(
            (kind.width(frame.time_of(one), self._size, 500) for one in shown), default=0.0
        )
        badges = [lane_of(lanes, one).short for one in shown]
        self._badge_width = max(
            (kind.width(one, self._badge_px, 700) for one in badges), default=0.0
        ) + kind.part(0.022)
        self._gap = kind.part(0.018)
        self._shape = kind.part(0.024)
        before = self._time_width + self._badge_width + self._shape + 3 * self._gap
        # What stands before the title may take half the line; else the title has its own.
        self._below = before > column.width * 0.5
        inset = self._gap if self._below else before
        self._titles = Column(frame, column.x + inset, column.width - inset)

    def block(self, entry: EntryFacts, note: str = "") -> Block:
        """The line of an event; `note` stands under its title, in quiet ink."""
        frame = self._column.frame
        lane = lane_of(self._lanes, entry)
        ink = frame.title_ink(entry, frame.palette.paper)
        paragraphs = self._titles.lines(
            entry.title or "–", self._share, weight=500, colour=ink, pitch=1.45
        )
        lines = [strip for one in paragraphs for strip in one]
        if note:
            quiet = frame.palette.quiet
            below = self._titles.lines(note, FLOOR, colour=quiet, pitch=1.35)
            lines += [strip for one in below for strip in one]
        told = f"{frame.time_of(entry)}, {lane.name}, {kind_words(entry)}: "
        if self._below:
            head = Strip(self._size * 1.5, lambda y: self._put_head(entry, lane, y), told)
            rest = [replace(lines[0], joins=True), *lines[1:]]
            return Block(held((head, *rest)), frame.type.part(0.010))
        first = lines[0]

        def put(y: float) -> None:
            self._put_head(entry, lane, y)
            first.put(y)

        opened = replace(first, put=put, spoken=told + first.spoken)
        return Block(held((opened, *lines[1:])), frame.type.part(0.009))

    def _put_head(self, entry: EntryFacts, lane: Lane, y: float) -> None:
        frame, kind = self._column.frame, self._column.frame.type
        middle = y + self._size * 1.45 / 2.0
        x = self._column.x
        frame.add(
            kind.words(frame.time_of(entry), x + self._time_width, middle, self._size,
                       frame.palette.ink, frame.palette.paper, weight=500, align=1.0)
        )  # fmt: skip
        x += self._time_width + self._gap
        frame.badge(lane, middle, x, self._badge_width)
        x += self._badge_width + self._gap + self._shape / 2.0
        frame.add(shape_of(entry, x, middle, self._shape, lane.colour, frame.palette.paper))


def _from_the_right(text: str) -> bool:
    """Whether a paragraph that begins so is read from right to left."""
    for character in text:
        kind = bidirectional(character)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def calm(frame: Frame, words: str, *, covered: bool = False) -> Picture:
    """A sentence where there is nothing else to show; on the hatch where it is `covered`."""
    kind, palette = frame.type, frame.palette
    size = kind.px(0.050)
    room = kind.evened(words, size, frame.inner_width * 0.8, 500)
    lines = [line for one in kind.lines_of(words, size, room, 500) for line in one]
    high = size * PITCH
    middle = frame.y(0.47) - high * (len(lines) - 1) / 2.0
    if covered:
        frame.veil(
            Area(frame.margin_x, frame.y(0.20), frame.inner_width, frame.y(0.66)),
            radius=kind.part(0.012),
        )
    for place, line in enumerate(lines):
        at = middle + place * high
        wide = kind.width(line, size, 500)
        if covered:
            patch = Area((frame.width - wide) / 2.0 - high * 0.6, at - high * 0.8,
                         wide + high * 1.2, high * 1.6)  # fmt: skip
            frame.add(Ground(patch, palette.paper, kind.part(0.010)))
        frame.add(
            kind.words(line, (frame.width - wide) / 2.0, at, size, palette.quiet, palette.paper,
                       weight=500)
        )  # fmt: skip
    frame.spoken.append(readable(words))
    return frame.finished()
