"""How a line with text from right to left is written, so that every reader gives it back as read.

Programs that take the text out of a file go by the order of its code (pypdf) or by the places on
the page (poppler), and turn round what they take for right to left by rules far simpler than those
a line is laid out by: a number among Arabic words, and the words come out in another order. So all
one sees stands for spaces, and unseen letters lie over it: runs of one direction each, side by
side in the order they are read in, with a mark of direction where poppler would else take a sign
for a part of the run beside it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from unicodedata import bidirectional

from reviewdesk.export.pdf.fonts import Font
from reviewdesk.export.pdf.text import Line, Setter, Span

_LEFT_MARK, _RIGHT_MARK = "\u200e", "\u200f"
_TURNED_ALONG = re.compile("[\x00-/:-@\u0590-\u08ff\u2000-\u206f\u20a0-\u21ff\ufb1d-\ufdff]")
"""Signs that pypdf turns round together with the words from right to left they stand between."""
_TURNED_BY_ITSELF = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_NEUTRAL = " ()?!\"'"
_LAST = re.compile(r"([0-9A-F]{4})>\] TJ( 0 Tc)?( 0 Ts)? ET$")
_FONT = re.compile(r"/(\w+) [\d.]+ Tf")
_TOKEN = re.compile(r"/(\w+) [\d.]+ Tf|/ActualText <[^>]*>|<([0-9A-F]+)>")
_LETTER = "n"
"""In its glyph all unseen letters are written: where they lie counts, not how they would look."""

Sign = tuple[str, Span]


class _Way(Enum):
    RIGHTWARDS = "letters from left to right, and figures"
    LEFTWARDS = "letters from right to left"
    EITHER = "signs between them"


@dataclass(frozen=True, slots=True)
class _Run:
    way: _Way
    signs: list[Sign]


def has_leftwards(line: Line) -> bool:
    """Whether any of the line runs from right to left, or is taken for that."""
    return any(
        piece.level or (not piece.text.isascii() and _TURNED_BY_ITSELF.search(piece.text))
        for word in line.words
        for piece in word.pieces
    )


def ends_leftwards(line: Line) -> bool:
    """Whether a reader who goes by the code goes on from right to left behind the line."""
    text = "".join(sign for sign, _ in _signs(line))
    return bool(_TURNED_BY_ITSELF.match(text.rstrip(_NEUTRAL)[-1:]))


def begins_neutral(line: Line) -> bool:
    """Whether such a reader would turn round what the line begins with."""
    text = "".join(sign for sign, _ in _signs(line)[:2])
    return len(text) == 2 and bool(_TURNED_ALONG.match(text[0]) and _TURNED_ALONG.match(text[1]))


def actual_text(said: str) -> str:
    """The beginning of glyphs that stand for `said`, whatever their table says of each."""
    return f"/Span <</ActualText <FEFF{said.encode('utf-16-be').hex().upper()}>>> BDC"


def unseen(
    line: Line, setter: Setter, left: float, y: float, opening: Callable[[Span], str]
) -> tuple[str, str]:
    """The code of the unseen letters of a line that begins at `left`; `y` counts from the foot.

    The first is for a page with most letters from left to right, the second for others: poppler
    reads a page from the side that most of its letters come from. `opening` gives the code before
    the letters of a span, if there is any.
    """
    style = line.words[0].span.style
    font = setter.fonts.main(style.weight)
    runs = list(_runs(_signs(line)))
    each = line.width / sum(len(run.signs) for run in runs)
    glyph = font.glyph(_LETTER)
    full = font.face.font.get_glyph_h_advance(glyph) / font.face.upem * style.size
    setting = f"/{font.key} {style.size:.2f} Tf"
    from_left = [f"BT 3 Tr {100 * each / full:.2f} Tz 1 0 0 1 {left:.2f} {y:.2f} Tm"]
    from_right = [f"BT 3 Tr {100 * each / full:.2f} Tz"]
    end = left + line.width
    before, owner, opened = _Way.EITHER, None, ""
    for run in runs:
        in_code = run.signs[::-1] if run.way is _Way.LEFTWARDS else run.signs
        for place, (sign, span) in enumerate(in_code):
            if span is not owner:
                turn = ["EMC"] if opened else []
                owner, opened = span, opening(span)
                turn += [opened] if opened else []
                from_left += turn
                from_right += turn
            if place == 0 or run.way is not _Way.LEFTWARDS:
                # A font set anew keeps pypdf from turning signs round with those before.
                from_left.append(setting)
                from_right.append(setting)
            if place == 0 or run.way is _Way.EITHER:
                at = end - each * (place + 1 if run.way is _Way.EITHER else len(run.signs))
                from_right.append(f"1 0 0 1 {at:.2f} {y:.2f} Tm")
            shown = f"[<{font.code(glyph, sign)}>] TJ"
            last = place + 1 == len(run.signs)
            from_left.append(_told(shown, sign, _on_page_from_left(run, before, place, sign)))
            from_right.append(
                _told(shown, sign, _on_page_from_right(run, before, place, sign, last=last))
            )
        end -= each * len(run.signs)
        before = run.way
    closing = f"{'EMC ' if opened else ''}0 Tr 100 Tz"
    # Where the line ends in fact: the unseen letters are as wide as they are many.
    tail = f"{closing} 1 0 0 1 {left + line.width:.2f} {y:.2f} Tm ET"
    return " ".join([*from_left, tail]), " ".join([*from_right, tail])


def _told(shown: str, sign: str, told: str) -> str:
    return shown if told == sign else f"{actual_text(told)} {shown} EMC"


def _on_page_from_left(run: _Run, before: _Way, place: int, sign: str) -> str:
    """A sign with the mark, if any, without which poppler would take it for part of a run."""
    if place == 0 and run.way is _Way.EITHER and before is _Way.LEFTWARDS:
        return _LEFT_MARK + sign
    if place == 0 and run.way is _Way.LEFTWARDS and not _leads(sign, _Way.LEFTWARDS):
        return _RIGHT_MARK + sign
    return sign


def _on_page_from_right(run: _Run, before: _Way, place: int, sign: str, *, last: bool) -> str:
    if place == 0 and run.way is _Way.EITHER and before is _Way.RIGHTWARDS:
        return sign + _RIGHT_MARK
    if last and run.way is _Way.RIGHTWARDS and not _leads(sign, _Way.RIGHTWARDS):
        return sign + _LEFT_MARK
    return sign


def _signs(line: Line) -> list[Sign]:
    """What stands on the line, sign by sign in the order it is read."""
    found: list[Sign] = []
    for place, word in enumerate(line.words):
        found += [(sign, word.span) for piece in word.pieces for sign in piece.text]
        if place + 1 < len(line.words):
            found += [(" ", word.span)] * word.spaces
    return found


def _leads(sign: str, way: _Way) -> bool:
    """Whether a sign alone tells poppler that a run of this way begins."""
    return _WAYS.get(bidirectional(sign)) is way


_WAYS: Mapping[str, _Way] = {
    **dict.fromkeys(("R", "AL"), _Way.LEFTWARDS),
    **dict.fromkeys(("L", "EN", "AN", "ES", "ET", "CS"), _Way.RIGHTWARDS),
}


def _runs(signs: Iterable[Sign]) -> Iterable[_Run]:
    """The signs in runs; those between two letters of one way go with these where readers do so."""
    run = _Run(_Way.EITHER, [])
    between: list[Sign] = []
    for sign, span in signs:
        way = _WAYS.get(bidirectional(sign), _Way.EITHER)
        if bidirectional(sign) == "NSM" and not between:
            way = run.way
        if way is _Way.EITHER:
            between.append((sign, span))
            continue
        if way is run.way and (way is _Way.RIGHTWARDS or _turned_along(between)):
            run.signs.extend(between)
        else:
            yield from (one for one in (run, _Run(_Way.EITHER, between)) if one.signs)
            run = _Run(way, [])
        between = []
        run.signs.append((sign, span))
    yield from (one for one in (run, _Run(_Way.EITHER, between)) if one.signs)


def _turned_along(signs: Iterable[Sign]) -> bool:
    return all(_TURNED_ALONG.match(sign) for sign, _ in signs)


def kept_at_end(code: str, fonts: Mapping[str, Font]) -> str:
    """The code of a plain line on a page that is read from the right: a sign at its end is told
    with a mark, without which poppler would take it for the beginning of the line.
    """
    last, names = _LAST.search(code), _FONT.findall(code)
    if last is None or not names:
        return code
    texts = [text for _, text in fonts[names[-1]].codes]
    sign = texts[int(last[1], 16)]
    if len(sign) != 1 or _leads(sign, _Way.RIGHTWARDS):
        return code
    told = f"{actual_text(sign + _LEFT_MARK)} [<{last[1]}>] TJ EMC"
    end = f"{last[2] or ''}{last[3] or ''} ET"
    return f"{code[: last.start()]}>] TJ {told}{end}".replace("[<>] TJ ", "")


def reads_from_right(code: str, fonts: Mapping[str, Font]) -> bool:
    """Whether most letters of a page run from right to left."""
    more = 0
    texts: list[str] = []
    for found in _TOKEN.finditer(code):
        name, codes = found.groups()
        if name:
            texts = [text for _, text in fonts[name].codes]
        for place in range(0, len(codes or ""), 4):
            for sign in texts[int(codes[place : place + 4], 16)]:
                way = bidirectional(sign)
                more += (way in ("R", "AL")) - (way == "L")
    return more > 0
