"""What all sections of the report are made with."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from reviewdesk.domain.copies import Section
from reviewdesk.domain.entries import EntryKind
from reviewdesk.export.addresses import addresses_in
from reviewdesk.export.facts import Facts
from reviewdesk.export.pdf.bidi import has_right_to_left
from reviewdesk.export.pdf.canvas import Pen
from reviewdesk.export.pdf.flow import (
    Mark,
    Strip,
    framed,
    height_of,
    kept,
    set_paragraphs,
    set_text,
    shifted,
    within,
)
from reviewdesk.export.pdf.fonts import Weight
from reviewdesk.export.pdf.shapes import draw_kind
from reviewdesk.export.pdf.tags import Tag
from reviewdesk.export.pdf.text import (
    ACCENT,
    BODY,
    CAPTION,
    INK,
    QUIET,
    SMALL,
    SMALL_QUIET,
    STRONG,
    WASH,
    Setter,
    Span,
    Style,
)

H2 = Style(14.6, 20.0, Weight.BOLD)
H3 = Style(10.6, 15.6, Weight.BOLD)
NUMBER = replace(BODY, weight=Weight.SEMIBOLD, colour=ACCENT)
SMALL_NUMBER = replace(SMALL, weight=Weight.SEMIBOLD, colour=ACCENT)
COLUMN_GAP = 12.0
OUTLINE_TITLE_CHARS = 120
SHAPE_ROOM = 13.0
"""For the shape of an event beside its title."""
_WHOLE_ITEM = 130.0
"""An item no higher than this is not cut."""


@dataclass(frozen=True, slots=True)
class Sheet(Facts):
    """What a section is made from: the copy, and what sets it."""

    setter: Setter
    width: float
    height: float
    look_up: Callable[[], None]
    """Called often while the report is set; raises Cancelled where nobody wants it any more."""
    room: float = 0.0
    """What is left of the page on which the section at hand would begin."""
    most: int = 0
    """How many items of a list are told where the pages are counted; 0: all, at full length."""

    @property
    def has_events(self) -> bool:
        """Whether the table of events is in the copy, and numbers of events lead somewhere."""
        return Section.EVENTS in self.options.shown

    @property
    def half(self) -> float:
        return (self.width - COLUMN_GAP) / 2

    def told(self, text: str, style: Style = SMALL_QUIET) -> list[Span]:
        """A sentence of ours with names in it; those read from right to left keep to themselves.

        Else one at its beginning would turn the whole sentence.
        """
        if not has_right_to_left(text):
            return [Span(text, style)]
        names = [one.name for one in self.review.departments]
        names += [one.shown_as or one.role for one in self.review.voices.values()]
        turned = sorted({name for name in names if has_right_to_left(name)}, key=len, reverse=True)
        if not turned:
            return [Span(text, style)]
        parts = re.split(f"({'|'.join(map(re.escape, turned))})", text)
        return [Span(part, style, apart=place % 2 == 1) for place, part in enumerate(parts) if part]

    def heading(self, title: str, name: str, *, level: int = 0, above: float = 22.0) -> list[Strip]:
        """A heading that stays with what follows, and stands in the outline."""
        style = H3 if level else H2
        shown = title if len(title) <= OUTLINE_TITLE_CHARS else f"{title[:OUTLINE_TITLE_CHARS]}…"
        mark = Mark(name, shown, level)
        sort = "H3" if level else "H2"
        strips = self.text([Span(title, style)], above=above, keep=True, marks=(mark,), sort=sort)
        return [*strips, Strip(4.0, keep=True)]

    def text(
        self,
        spans: Sequence[Span],
        width: float = 0.0,
        *,
        above: float = 0.0,
        keep: bool = False,
        marks: tuple[Mark, ...] = (),
        sort: str = "P",
    ) -> list[Strip]:
        return set_text(
            self.setter, spans, width or self.width, above=above, keep=keep, marks=marks, sort=sort
        )

    def caption(self, text: str) -> list[Strip]:
        """A small heading inside a section."""
        style = replace(CAPTION, size=7.6, colour=INK)
        return kept(self.text([Span(text.upper(), style)], above=12.0, sort="H3"))

    def balanced(self, spans: Sequence[Span], width: float) -> float:
        """The narrowest width up to `width` that takes no more lines: no word is left alone."""
        count = len(self.setter.lines(spans, width))
        low, high = width * 0.5, width
        if not 1 < count < 5:
            return width
        while high - low > 4.0:
            middle = (low + high) / 2
            low, high = (low, middle) if self._fits(spans, middle, count) else (middle, high)
        return high

    def _fits(self, spans: Sequence[Span], width: float, count: int) -> bool:
        return len(self.setter.lines(spans, width)) <= count

    def paragraphs(
        self,
        text: str,
        width: float = 0.0,
        *,
        style: Style = BODY,
        lead: Sequence[Span] = (),
        above: float = 0.0,
    ) -> list[Strip]:
        return set_paragraphs(self.setter, text, style, width or self.width, lead=lead, above=above)

    def box(self, lead: str, text: str, *, above: float = 8.0) -> list[Strip]:
        """A passage that matters, on a ground with an edge."""
        strips = self.paragraphs(text, self.width - 28, lead=[Span(f"{lead} ", STRONG)])
        return framed(strips, self.width, ground=WASH, edge=ACCENT, above=above)

    def references(self, numbers: Sequence[str], style: Style = SMALL_NUMBER) -> list[Span]:
        """Numbers, each a link to its item."""
        spans: list[Span] = []
        for place, number in enumerate(dict.fromkeys(numbers)):
            if place:
                spans.append(Span(", ", replace(style, colour=QUIET, weight=Weight.REGULAR)))
            spans.append(Span(number, style, number))
        return spans

    def notes(self, parts: Iterable[tuple[str, Sequence[str]]]) -> list[list[Span]]:
        """What an item is linked to, in one line: words and numbers, as far as there are any."""
        spans: list[Span] = []
        for words, numbers in parts:
            if numbers:
                lead = words if not spans else f" · {words}"
                spans += [quiet(lead), *self.references(numbers)]
        return [spans] if spans else []

    def item(
        self,
        number: str,
        title: str,
        detail: str = "",
        notes: Sequence[Sequence[Span]] = (),
        *,
        above: float = 6.0,
    ) -> list[Strip]:
        """A numbered item: its number hangs in a margin of its own."""
        inset = 30.0
        room = self.width - inset
        mark = Mark(number)
        body = self.paragraphs(title, room, style=STRONG)
        body += self.paragraphs(detail, room, above=1.0)
        for spans in notes:
            body += self.text(spans, room, above=1.0)
        # An imported item may have no title, or one that cannot be seen.
        body = body or self.paragraphs("Without a title", room, style=STRONG)
        shown = [shifted(strip, inset) for strip in body]
        label = self.setter.line([Span(number, NUMBER)])
        number_tag, said = Tag("Lbl"), Tag("LBody")
        within(said, shown)
        whole = Tag("LI", [number_tag, said])
        shown = [replace(strip, tags=(whole,)) for strip in shown]
        first = shown[0]
        drawn = first.draw

        def draw(pen: Pen, left: float, top: float) -> None:
            pen.text(label, left, top + (BODY.leading + BODY.size * 0.72) / 2, tag=number_tag)
            if drawn:
                drawn(pen, left, top)

        shown[0] = replace(
            first, draw=draw, above=above, keep=first.keep or len(shown) > 1,
            marks=(mark, *first.marks),
        )  # fmt: skip
        if height_of(shown) <= _WHOLE_ITEM:
            shown[:-1] = kept(shown[:-1])
        return shown


def linked(text: str, style: Style) -> list[Span]:
    """`text` with its web addresses as links."""
    spans: list[Span] = []
    place = 0
    for start, end in addresses_in(text):
        spans.append(Span(text[place:start], style))
        spans.append(Span(text[start:end], replace(style, colour=ACCENT), text[start:end]))
        place = end
    spans.append(Span(text[place:], style))
    return [span for span in spans if span.text]


def quiet(text: str) -> Span:
    return Span(text, SMALL_QUIET)


def ink(text: str) -> Span:
    return Span(text, replace(SMALL, colour=INK))


def room_beside_shape(width: float, right_to_left: bool) -> float:
    """Lines of either direction begin and end where those of other events do."""
    return width - SHAPE_ROOM * (2 if right_to_left else 1)


def beside_shape(
    lines: Sequence[Strip],
    kind: EntryKind,
    colour: str,
    leading: float,
    width: float,
    right_to_left: bool,
) -> list[Strip]:
    """Lines with the shape of an event where the first begins: at its right where it is read so.

    They are set to `room_beside_shape`.
    """
    at = width - SHAPE_ROOM + 4.0 + 5.0 if right_to_left else 4.0
    shown = [shifted(line, SHAPE_ROOM) for line in lines]
    first = shown[0]
    drawn = first.draw

    def draw(pen: Pen, left: float, top: float) -> None:
        draw_kind(pen, kind, left + at, top + leading / 2 + 0.1, 7.1, colour)
        if drawn:
            drawn(pen, left, top)

    return [replace(first, draw=draw), *shown[1:]]
