"""Text set in lines: spans of one style each, broken into words, shaped, and put in order.

There is no markup in here: what people wrote is drawn as it stands and never parsed.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from unicodedata import category, combining, east_asian_width

from reviewdesk.export.pdf import bidi
from reviewdesk.export.pdf.fonts import Font, FontSet, Stretch, Weight, stand_in

INK = "#1F2933"
QUIET = "#5B6770"
ACCENT = "#0B6E6E"
HAIRLINE = "#DDD7CB"
PAPER = "#F4F1EA"
WASH = "#F2F8F8"
LANE = "#FBFAF7"

PARAGRAPH_LIMIT_CHARS = 4_000
"""Longer paragraphs are set as several; see SAFETY.md."""

_ROOM_TO_SAY_SO = 40
_LONG_WORD_CHARS = 24
_SHORT_TEXT_CHARS = 32
"""Texts up to this length come again: departments, kinds, roles."""
_BREAKS = re.compile(r"(?<=[/?&=_.,;:|\\\-–—@])")
_VISIBLE = {code: f"[U+{code:04X}]" for code in bidi.CONTROLS}
_ENDLESS_WORD = re.compile(rf"\S{{{PARAGRAPH_LIMIT_CHARS + 1},}}")
_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Thai, Lao, Burmese and Khmer, whose words no space divides."""
_KEY_CAP = re.compile("([0-9#*])\ufe0f?\u20e3")
_HANGING = frozenset({"Pe", "Po", "Pf", "Sk"})
"""Wide signs that stand with the one before; Sk are the colours of skin."""
_DROPPED = frozenset("\u200b\u2060\ufe0e\ufe0f\u00ad")


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set. Sizes in points, `tracking` in points between letters."""

    size: float = 9.6
    leading: float = 15.2
    weight: Weight = Weight.REGULAR
    colour: str = INK
    tracking: float = 0.0


BODY = Style()
STRONG = replace(BODY, weight=Weight.BOLD)
QUIET_BODY = replace(BODY, colour=QUIET)
SMALL = Style(8.4, 12.4)
SMALL_QUIET = replace(SMALL, colour=QUIET)
SMALL_STRONG = replace(SMALL, weight=Weight.BOLD)
CAPTION = Style(7.2, 11.0, Weight.SEMIBOLD, QUIET, 0.55)


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one style; `link` leads to a mark in the document, or is an address we made.

    What is `apart`, a name in a sentence of ours, has no say in which way the paragraph runs. What
    is `close` does not begin a line: the word before comes along.
    """

    text: str
    style: Style = BODY
    link: str = ""
    apart: bool = False
    close: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Glyphs that stay together: one font, one direction. `advance` in ems."""

    stretches: tuple[Stretch, ...]
    advance: float
    level: int
    text: str
    has_marks: bool = False
    """Whether marks stand on its letters: readers who go by places take them for words."""


@dataclass(slots=True)
class Word:
    """What is not broken. `width` in points."""

    pieces: tuple[Piece, ...]
    width: float
    span: Span
    space: float = 0.0
    """Width of the spaces that follow it, and how many there are."""
    spaces: int = 0
    space_level: int = 0


@dataclass(frozen=True, slots=True)
class PlainLine:
    """A set line in one style and one font from left to right, as most are."""

    glyphs: str
    """Operand of TJ, with a space at its end where the paragraph goes on: read aloud, the last
    word of a line is not one with the first of the next."""


@dataclass(slots=True)
class Line:
    """A set line. `width` is that of its words, without the room at its end."""

    words: list[Word]
    width: float
    right_to_left: bool
    last: bool


def visible(text: str) -> str:
    """`text` with bidi controls spelt out, tabs as spaces, and what cannot be seen taken away."""
    if text.isascii():
        return text.replace("\t", "    ")
    text = _KEY_CAP.sub(r"[\1]", text)
    text = text.translate(_VISIBLE).replace("\t", "    ")
    return "".join(character for character in text if character not in _DROPPED)


def _cut_word(found: re.Match[str]) -> str:
    word = found[0]
    if _WITHOUT_SPACES.search(word) or _has_wide(word):
        return word
    shown = PARAGRAPH_LIMIT_CHARS - _ROOM_TO_SAY_SO
    return f"{word[:shown]}… [{len(word) - shown:,} more signs]"


def paragraphs(text: str) -> list[str]:
    """The paragraphs of `text`; those over the limit are set as several.

    Of a single word longer than that the beginning is shown, and how much more there is.
    """
    cut: list[str] = []
    for paragraph in text.split("\n"):
        rest = _ENDLESS_WORD.sub(_cut_word, paragraph.rstrip())
        while len(rest) > PARAGRAPH_LIMIT_CHARS:
            place = rest.rfind(" ", PARAGRAPH_LIMIT_CHARS // 2, PARAGRAPH_LIMIT_CHARS)
            place = place if place > 0 else PARAGRAPH_LIMIT_CHARS
            cut.append(rest[:place])
            rest = rest[place:].lstrip()
        cut.append(rest)
    return cut


class Setter:
    """Sets text in the fonts of one document. Words met before cost a look-up."""

    def __init__(self, fonts: FontSet) -> None:
        self.fonts = fonts
        self._words: dict[tuple[str, Weight], tuple[tuple[Piece, ...], float]] = {}
        self._widths: dict[tuple[str, Weight, float, float], float] = {}
        self._spaces: dict[Weight, Piece] = {}
        self._plain: dict[Weight, dict[str, tuple[str, float] | None]] = {}
        self._plain_texts: dict[tuple[str, Weight, float, float], list[PlainLine] | None] = {}

    def space(self, weight: Weight) -> Piece:
        if weight not in self._spaces:
            stretches, advance = self.fonts.main(weight).shape(" ", right_to_left=False)
            self._spaces[weight] = Piece(tuple(stretches), advance, 0, " ")
        return self._spaces[weight]

    def width(self, text: str, style: Style) -> float:
        """Width of `text` on one line, in points."""
        key = (text, style.weight, style.size, style.tracking)
        known = self._widths.get(key)
        if known is None:
            known = self._plain_width(text, style)
            if known is None:
                known = self.line([Span(text, style)]).width
            self._widths[key] = known
        return known

    def _plain_width(self, text: str, style: Style) -> float | None:
        """The width of plain words without a line made of them; None where they are not plain."""
        words = text.split(" ")
        if style.tracking or not text.isascii() or "\t" in text or "" in words:
            return None
        known = self._plain.setdefault(style.weight, {})
        advance = self.space(style.weight).advance * (len(words) - 1)
        for word in words:
            made = known.get(word) or self._plain_word(word, style.weight, known)
            if made is None:
                return None
            advance += made[1]
        return advance * style.size

    def line(self, spans: Sequence[Span], limit: float = 1e9) -> Line:
        """`spans` on one line, cut with an ellipsis where they are wider than `limit`."""
        words, right_to_left = self._words_of(spans)
        width = _width(words)
        if width <= limit:
            return Line(words, width, right_to_left, last=True)
        text, style = "".join(span.text for span in spans), spans[0].style
        low, high = 0, min(len(text), int(limit / style.size * 6) + 1)
        while low < high:
            middle = (low + high + 1) // 2
            tried, _ = self._words_of([replace(spans[0], text=text[:middle].rstrip() + "…")])
            low, high = (middle, high) if _width(tried) <= limit else (low, middle - 1)
        words, right_to_left = self._words_of([replace(spans[0], text=text[:low].rstrip() + "…")])
        return Line(words, _width(words), right_to_left, last=True)

    def plain_lines(self, text: str, style: Style, width: float) -> list[PlainLine] | None:
        """One paragraph in lines, where it needs nothing but words and spaces; else None.

        The lines are those of `lines`, found in a third of the time.
        """
        if len(text) > _SHORT_TEXT_CHARS:
            return self._plain_lines(text, style, width)
        key = (text, style.weight, style.size, width)
        if key not in self._plain_texts:
            self._plain_texts[key] = self._plain_lines(text, style, width)
        return self._plain_texts[key]

    def _plain_lines(self, text: str, style: Style, width: float) -> list[PlainLine] | None:
        if style.tracking or not text.isascii() or "\t" in text:
            return None
        words = text.split(" ")
        if "" in words:
            return None
        size, weight = style.size, style.weight
        space = self.space(weight)
        between, gap = space.stretches[0].glyphs, space.advance * size
        known = self._plain.setdefault(weight, {})
        found: list[PlainLine] = []
        shown: list[str] = []
        used, limit = 0.0, width + 0.01
        for word in words:
            made = known.get(word) or self._plain_word(word, weight, known)
            if made is None:
                return None
            advance = made[1] * size
            if advance > width:
                return None
            if shown and used + advance > limit:
                shown.append("")
                found.append(PlainLine(between.join(shown).replace("><", "")))
                shown, used = [], 0.0
            shown.append(made[0])
            used += advance + gap
        found.append(PlainLine(between.join(shown).replace("><", "")))
        return found

    def _plain_word(
        self, word: str, weight: Weight, known: dict[str, tuple[str, float] | None]
    ) -> tuple[str, float] | None:
        """Glyphs and advance of a word in the main font alone; None where it is not that plain."""
        if word in known:
            return None
        made = None
        if len(word) <= _LONG_WORD_CHARS:
            set_word = self._word(word, Span(word, Style(weight=weight)), None)
            pieces = set_word.pieces
            font = self.fonts.main(weight)
            if len(pieces) == 1 and len(pieces[0].stretches) == 1:
                stretch = pieces[0].stretches[0]
                if stretch.font is font and not stretch.rise:
                    made = (stretch.glyphs, pieces[0].advance)
        known[word] = made
        return made

    def lines(self, spans: Sequence[Span], width: float) -> list[Line]:
        """One paragraph of `spans` in lines at most `width` wide."""
        words, right_to_left = self._words_of(spans)
        found: list[Line] = []
        current: list[Word] = []
        used = 0.0
        for word in self._fitting(words, width):
            if current and used + word.width > width + 0.01:
                taken_along = current[-1:] if word.span.close and len(current) > 1 else []
                del current[len(current) - len(taken_along) :]
                found.append(Line(current, _width(current), right_to_left, last=False))
                current = taken_along
                used = sum(one.width + one.space for one in current)
            current.append(word)
            used += word.width + word.space
        found.append(Line(current, _width(current), right_to_left, last=True))
        return found

    def _fitting(self, words: Iterable[Word], width: float) -> Iterable[Word]:
        """The words, those wider than the line cut into parts that are not."""
        for word in words:
            if word.width <= width or not word.pieces:
                yield word
                continue
            text = "".join(piece.text for piece in word.pieces)
            size = max(1, int(len(text) * width / word.width) - 1)
            parts = list(_cut(text, size))
            if len(parts) == 1:
                yield word
                continue
            made = [self._word(part, word.span, None) for part in parts]
            made[-1].space, made[-1].spaces = word.space, word.spaces
            made[-1].space_level = word.space_level
            yield from self._fitting(made, width) if len(text) > 1 else made

    def _words_of(self, spans: Sequence[Span]) -> tuple[list[Word], bool]:
        shown = []
        for span in spans:
            text = visible(span.text)
            shown.append(span if text == span.text else replace(span, text=text))
        whole = "".join(span.text for span in shown)
        if bidi.has_right_to_left(whole):
            ours = "".join(span.text for span in shown if not span.apart)
            right_to_left = bidi.is_right_to_left(ours if bidi.has_direction(ours) else whole)
            levels = bidi.levels_of_parts([span.text for span in shown], int(right_to_left))
        else:
            levels, right_to_left = None, False
        words: list[Word] = []
        start = 0
        for span in shown:
            style = span.style
            weight, size, tracking = style.weight, style.size, style.tracking
            gap = self.space(weight).advance * size + tracking
            place = 0
            length = len(span.text)
            for run in span.text.split(" "):
                after = place + len(run)
                known = self._words.get((run, weight)) if levels is None else None
                if known is not None and len(run) <= _LONG_WORD_CHARS and run.isascii():
                    # Nearly every word has been met before; the rest of this is for the others.
                    words.append(Word(known[0], known[1] * size + tracking * len(run), span))
                elif run:
                    for part, offset in _parts(run):
                        first = start + place + offset
                        own = None if levels is None else levels[first : first + len(part)]
                        words.append(self._word(part, span, own))
                if after < length and words:
                    words[-1].space += gap
                    words[-1].spaces += 1
                    if levels is not None:
                        words[-1].space_level = levels[start + after]
                place = after + 1
            start += len(span.text)
        return words, right_to_left

    def _word(self, text: str, span: Span, levels: Sequence[int] | None) -> Word:
        style = span.style
        if levels is not None and any(levels):
            pieces = self._pieces(text, style.weight, levels)
            advance = sum(piece.advance for piece in pieces)
        else:
            key = (text, style.weight)
            kept = self._words.get(key)
            if kept is None:
                pieces = self._pieces(text, style.weight, None)
                kept = self._words[key] = (pieces, sum(piece.advance for piece in pieces))
            pieces, advance = kept
        width = advance * style.size + style.tracking * len(text)
        return Word(pieces, width, span)

    def _pieces(self, text: str, weight: Weight, levels: Sequence[int] | None) -> tuple[Piece, ...]:
        main = self.fonts.main(weight)
        if (
            text
            and levels is None
            and text.isascii()
            and main.face.unicodes.issuperset(text.encode())
        ):
            stretches, advance = main.shape(text, right_to_left=False)
            return (Piece(tuple(stretches), advance, 0, text),)
        runs: list[tuple[Font, int, list[str]]] = []
        joined = False
        for place, character in enumerate(text):
            level = levels[place] if levels is not None else 0
            before = runs[-1][0] if runs else main
            if joined and before.has(character):
                font, shown = before, character
            else:
                font, shown = self._drawn_with(character, weight, before)
            joined = character == "\u200d"
            if runs and runs[-1][0] is font and runs[-1][1] == level:
                runs[-1][2].append(shown)
            else:
                runs.append((font, level, [shown]))
        pieces = []
        for font, level, characters in runs:
            said = "".join(characters)
            stretches, advance = font.shape(said, right_to_left=level % 2 == 1)
            marks = any(category(sign)[0] == "M" for sign in said)
            pieces.append(Piece(tuple(stretches), advance, level, said, marks))
        return tuple(pieces)

    def _drawn_with(self, character: str, weight: Weight, before: Font) -> tuple[Font, str]:
        if (combining(character) or character in "\u200c\u200d") and before.has(character):
            return before, character
        font = self.fonts.font_for(character, weight)
        if font is not None:
            return font, character
        if character in "\u200c\u200d" or category(character) == "Cf":
            return before, ""
        self.fonts.missing.add(character)
        return self.fonts.main(weight), stand_in(character)


def in_order(setter: Setter, line: Line) -> list[tuple[Piece, Span]]:
    """The pieces of a line with the spaces between them, from left to right."""
    found: list[tuple[Piece, Span]] = []
    turned = line.right_to_left
    last = len(line.words) - 1
    for place, word in enumerate(line.words):
        span = word.span
        for piece in word.pieces:
            found.append((piece, span))
            turned = turned or piece.level > 0
        if word.spaces and place < last:
            space = setter.space(span.style.weight)
            if word.space_level:
                space = replace(space, level=word.space_level)
                turned = True
            found += [(space, span)] * word.spaces
    if not turned:
        return found
    return bidi.visual_order(found, lambda item: item[0].level)


def _width(words: Sequence[Word]) -> float:
    if not words:
        return 0.0
    return sum(word.width + word.space for word in words) - words[-1].space


def _parts(run: str) -> Iterable[tuple[str, int]]:
    """What a run without spaces may be broken into, each with its place in it."""
    if len(run) <= _LONG_WORD_CHARS and (run.isascii() or not _has_wide(run)):
        yield run, 0
        return
    place = 0
    for section in _BREAKS.split(run) if len(run) > _LONG_WORD_CHARS else (run,):
        for part in _cut_wide(section) if _has_wide(section) else _cut(section, _LONG_WORD_CHARS):
            yield part, place
            place += len(part)


def _has_wide(text: str) -> bool:
    return any(east_asian_width(character) in "WF" for character in text if character > "\u1100")


def _cut_wide(text: str) -> Iterable[str]:
    """Chinese, Japanese and Korean signs one by one, closing marks with the sign before.

    What is one picture stays one: skin with its hand, a family joined of its members.
    """
    part = ""
    for character in text:
        wide = east_asian_width(character) in "WF" and category(character) not in _HANGING
        if part and wide and not combining(character) and not part.endswith("\u200d"):
            yield part
            part = ""
        part += character
    if part:
        yield from _cut(part, _LONG_WORD_CHARS)


def _cut(text: str, size: int) -> Iterable[str]:
    """Parts of about `size` characters; a mark stays with the letter it stands on."""
    places = [0]
    while places[-1] + size < len(text):
        place = places[-1] + size
        while place < len(text) and (category(text[place])[0] == "M" or text[place] == "\u200d"):
            place += 1
        if place >= len(text):
            break
        places.append(place)
    for first, after in pairwise([*places, len(text)]):
        yield text[first:after]
