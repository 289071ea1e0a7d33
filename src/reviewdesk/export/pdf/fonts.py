"""Fonts of the report: which glyphs they have, how words are shaped, how they are embedded.

Words are shaped by HarfBuzz and written as glyph numbers, so Arabic joins, Devanagari reorders and
Latin is kerned in the same way. ReportLab's own fonts know neither glyph numbers nor more than 256
signs a font, and Platypus would have declared Helvetica.
"""

import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import Any, TypeAlias

import uharfbuzz as hb


class Weight(StrEnum):
    REGULAR = "Regular"
    MEDIUM = "Medium"
    SEMIBOLD = "SemiBold"
    BOLD = "Bold"
    ITALIC = "Italic"


_FEATURES = {"kern": True, "liga": False, "dlig": False}
"""No ligatures of choice: what is read out of the file shall be what was written into it."""

_SCRIPTS = ("Arabic", "Hebrew", "Devanagari", "Thai", "Math", "Symbols", "Symbols2")
_SCRIPTS_WITH_BOLD = frozenset({"Arabic", "Hebrew", "Devanagari", "Thai"})
_FURTHER = ("DroidSansFallbackFull.ttf", "NanumSquareR.ttf", "NotoEmoji-Regular.ttf")
"""Chinese and Japanese, Korean, emoji: bundled too, asked last, for each has some of the others."""
_FIRST_PICTURE = "\U0001f000"

_SYSTEM_FONTS = (
    "NotoSansCJK-Regular.ttf",
    "NotoSansSC-Regular.ttf",
    "NotoSansJP-Regular.ttf",
    "NotoSansKR-Regular.ttf",
    "DroidSansFallbackFull.ttf",
    "DroidSansFallback.ttf",
    "wqy-microhei.ttc",
    "wqy-zenhei.ttc",
    "msyh.ttc",
    "simsun.ttc",
    "msgothic.ttc",
    "meiryo.ttc",
    "malgun.ttf",
    "NanumGothic.ttf",
    "ArialUnicode.ttf",
    "Arial Unicode.ttf",
    "AppleGothic.ttf",
    "NotoEmoji-Regular.ttf",
    "Symbola_hint.ttf",
    "DejaVuSans.ttf",
    "FreeSans.ttf",
    "seguisym.ttf",
)
"""TrueType fonts of systems that reach further than ours, in the order they are asked."""

_FIGURES_IN_ORDER = "0123456789:EDSR"
"""Of numbers, of times, and of the numbers of items."""
_FIGURES = frozenset(_FIGURES_IN_ORDER)


def system_font_folders() -> tuple[Path, ...]:
    """Where this system keeps its fonts."""
    home = Path.home()
    if sys.platform == "win32":
        return (Path("C:/Windows/Fonts"), home / "AppData/Local/Microsoft/Windows/Fonts")
    if sys.platform == "darwin":
        return (
            Path("/System/Library/Fonts"),
            Path("/System/Library/Fonts/Supplemental"),
            Path("/Library/Fonts"),
            home / "Library/Fonts",
        )
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local/share/fonts",
        home / ".fonts",
    )


_WORDS_KEPT = 8_192
UNREAD = "\t"
"""What glyphs that say nothing are a replacement for, and their font has a code for: pdfium leaves
out a text without a printed sign, and poppler a blank one."""
_RUN = re.compile("<([0-9A-F]+)>")
_NO_SPACE = 90
"""Thousandths of an em that a mark is moved by at once: pypdf takes a longer way for a space."""
_Part: TypeAlias = str | tuple[tuple[int, str], ...]
"""Of a shaped word: a shift in thousandths of an em, or glyphs, each with what it stands for."""


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One font file, read once for the life of the program. Safe to share between threads."""

    name: str
    face: Any
    font: Any
    unicodes: frozenset[int]
    upem: int


@lru_cache(maxsize=48)
def read_face(path: Path) -> Face | None:
    """The font at `path`; None where it is not one with TrueType outlines."""
    try:
        face = hb.Face(hb.Blob(path.read_bytes()))
    except OSError:
        return None
    if "glyf" not in face.table_tags or not face.glyph_count:
        return None
    return Face(path.stem, face, hb.Font(face), frozenset(face.unicodes), face.upem)


@lru_cache(maxsize=8)
def _system_files(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    found: dict[str, Path] = {}
    for folder in folders:
        if folder.is_dir():
            for path in sorted(folder.rglob("*.tt[fc]")):
                found.setdefault(path.name, path)
    return tuple(found[name] for name in _SYSTEM_FONTS if name in found)


@dataclass(slots=True)
class Font:
    """A face as one document uses it: its name there, and the glyphs drawn so far."""

    face: Face
    key: str
    """Name in the resources of the pages, as in /N0."""
    codes: dict[tuple[int, str], int] = field(default_factory=lambda: {(0, ""): 0})
    """Glyph number and the text it stands for, to the code it is written with.

    A glyph has a code for each text, so that reordered and joined letters read out as written.
    """

    _figures: dict[str, tuple[str, float]] = field(default_factory=dict)
    _figures_stand_alone: bool = False
    _glyphs: list[int] = field(default_factory=list)
    _silent: "Font | None" = None

    def has(self, character: str) -> bool:
        return ord(character) in self.face.unicodes

    def glyph(self, character: str) -> int:
        """The number of the glyph of a character the font has."""
        found: int | None = self.face.font.get_nominal_glyph(ord(character))
        return found or 0

    def code(self, glyph: int, text: str) -> str:
        """What a glyph is written with where it stands for `text`."""
        return f"{self.codes.setdefault((glyph, text), len(self.codes)):04X}"

    def silent(self) -> "Font":
        """The same font for glyphs that say nothing: each stands for a space.

        For nothing at all would be better, but then some viewers take its code for a letter.
        """
        if self._silent is None:
            self._silent = Font(self.face, f"{self.key}s")
            self._silent.code(0, UNREAD)
        return self._silent

    def silenced(self, run: re.Match[str]) -> str:
        codes = [int(run[1][place : place + 4], 16) for place in range(0, len(run[1]), 4)]
        if max(codes) >= len(self._glyphs):
            self._glyphs = [glyph for glyph, _ in self.codes]
        silent = self.silent()
        return f"<{''.join(silent.code(self._glyphs[code], ' ') for code in codes)}>"

    def shape(self, text: str, *, right_to_left: bool) -> tuple[list["Stretch"], float]:
        """`text` as glyphs in the order they are drawn, and its advance in ems."""
        if not right_to_left and text and text[-1] in _FIGURES and _FIGURES.issuperset(text):
            # Times and numbers: thousands of words of few signs that keep their own widths.
            figures = self._figures or self._read_figures()
            codes, advances = zip(*map(figures.__getitem__, text), strict=True)
            if self._figures_stand_alone:
                return [Stretch(self, f"<{''.join(codes)}>")], sum(advances)
        return self._shaped(text, right_to_left=right_to_left)

    def _read_figures(self) -> dict[str, tuple[str, float]]:
        """The code and the advance of each figure."""
        for sign in _FIGURES_IN_ORDER:
            [stretch], advance = self._shaped(sign, right_to_left=False)
            self._figures[sign] = stretch.glyphs.strip("<>"), advance
        self._figures_stand_alone = _figures_stand_alone(self.face)
        return self._figures

    def _shaped(self, text: str, *, right_to_left: bool) -> tuple[list["Stretch"], float]:
        codes = self.codes
        stretches: list[Stretch] = []
        shaped, advance = _shaped(self.face, text, right_to_left)
        for rise, parts in shaped:
            said = []
            for part in parts:
                if isinstance(part, str):
                    said.append(part)
                    continue
                run = [f"{codes.setdefault(one, len(codes)):04X}" for one in part]
                said.append(f"<{''.join(run)}>")
            stretches.append(Stretch(self, "".join(said), rise))
        return stretches, advance


@dataclass(frozen=True, slots=True)
class Stretch:
    """Glyphs of one font at one height: operands of TJ, and the rise in thousandths of an em."""

    font: Font
    glyphs: str
    rise: float = 0.0

    def silenced(self) -> str:
        """The same glyphs of the font that says nothing."""
        return _RUN.sub(self.font.silenced, self.glyphs)


def _said(text: str, clusters: Sequence[int]) -> list[str]:
    """For each glyph the text it stands for.

    From left to right the letters of a cluster go to its glyphs in turn, so that readers who look
    for gaps between texts find none inside a word; from right to left the first has them all.
    """
    if len(clusters) == len(text) and list(clusters) == list(range(len(text))):
        return list(text)
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    from_left = list(clusters) == sorted(clusters)
    said: list[str] = []
    rest = ""
    for place, cluster in enumerate(clusters):
        first = place == 0 or clusters[place - 1] != cluster
        last = place + 1 == len(clusters) or clusters[place + 1] != cluster
        rest = text[cluster : ends[cluster]] if first else rest
        told = rest[:1] if from_left and not last else rest
        said.append(told)
        rest = rest[len(told) :]
    return said


@lru_cache(maxsize=_WORDS_KEPT)
def _shaped(
    face: Face, text: str, right_to_left: bool
) -> tuple[tuple[tuple[float, tuple[_Part, ...]], ...], float]:
    """The glyphs of a word in stretches of one height each, and its advance in ems.

    Kept between documents: what one copy says, the next says in nearly the same words.
    """
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if right_to_left else "ltr"
    hb.shape(face.font, buffer, _FEATURES)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    said = _said(text, [info.cluster for info in infos])
    scale = 1000 / face.upem
    stretches: list[tuple[float, tuple[_Part, ...]]] = []
    parts: list[_Part] = []
    run: list[tuple[int, str]] = []
    rise = 0.0
    advance = 0.0
    own_width = face.font.get_glyph_h_advance
    for info, position, part in zip(infos, positions, said, strict=True):
        glyph = info.codepoint
        if position.y_offset * scale != rise and (run or parts):
            stretches.append((rise, _close(parts, run)))
            parts, run = [], []
        rise = position.y_offset * scale
        if position.x_offset:
            _kern(parts, run, -position.x_offset * scale)
        run.append((glyph, part))
        slack = own_width(glyph) + position.x_offset - position.x_advance
        if slack:
            _kern(parts, run, slack * scale)
        advance += position.x_advance
    if run or parts:
        stretches.append((rise, _close(parts, run)))
    return tuple(stretches), advance / face.upem


@lru_cache(maxsize=48)
def _figures_stand_alone(face: Face) -> bool:
    """Whether no pair of figures is kerned or drawn as anything but the two."""
    pairs = "".join(a + b for a in _FIGURES_IN_ORDER for b in _FIGURES_IN_ORDER)
    shaped, advance = _shaped(face, pairs, False)
    each = [_shaped(face, sign, False) for sign in pairs]
    alone = tuple(one for said, _ in each for _, parts in said for part in parts for one in part)
    return shaped == ((0.0, (alone,)),) and abs(sum(wide for _, wide in each) - advance) < 1e-9


def _kern(parts: list[_Part], run: list[tuple[int, str]], thousandths: float) -> None:
    if run:
        parts.append(tuple(run))
        run.clear()
    elif parts and isinstance(before := parts[-1], str):
        # Two numbers side by side would be read as one.
        thousandths += sum(int(number) for number in before.split())
        parts.pop()
    steps = max(1, ceil(-thousandths / _NO_SPACE))
    parts.append(" ".join([f"{thousandths / steps:.0f}"] * steps))


def _close(parts: list[_Part], run: list[tuple[int, str]]) -> tuple[_Part, ...]:
    return (*parts, tuple(run)) if run else tuple(parts)


class FontSet:
    """The fonts of one document, and which of them draws a sign.

    For one document and one thread. `missing` are the signs no font could draw; they stand in
    the document by name or number, in brackets.
    """

    def __init__(self, fonts_dir: Path, system_folders: tuple[Path, ...] | None = None) -> None:
        self._dir = fonts_dir
        self._system_folders = system_folders
        self._fonts: dict[Path, Font] = {}
        self._chosen: dict[tuple[str, Weight], Font | None] = {}
        self._chains: dict[Weight, tuple[Font, ...]] = {}
        self.missing: set[str] = set()

    def main(self, weight: Weight) -> Font:
        return self._chain(weight)[0]

    def font_for(self, character: str, weight: Weight) -> Font | None:
        """The first font that has the sign; None where none has."""
        key = (character, weight)
        if key not in self._chosen:
            self._chosen[key] = self._find(character, weight)
        return self._chosen[key]

    @property
    def used(self) -> Iterable[Font]:
        return self._fonts.values()

    def _find(self, character: str, weight: Weight) -> Font | None:
        chain = self._chain(weight)
        # Pictures from one font, so that a hand and the colour of its skin meet.
        for font in reversed(chain) if character >= _FIRST_PICTURE else chain:
            if font.has(character):
                return font
        folders = self._system_folders
        for path in _system_files(system_font_folders() if folders is None else folders):
            found = self._load(path)
            if found and found.has(character):
                return found
        return None

    def _chain(self, weight: Weight) -> tuple[Font, ...]:
        if weight not in self._chains:
            heavy = weight in (Weight.BOLD, Weight.SEMIBOLD)
            paths = [self._dir / f"NotoSans-{weight}.ttf"]
            for script in _SCRIPTS:
                cut = "Bold" if heavy and script in _SCRIPTS_WITH_BOLD else "Regular"
                paths.append(self._dir / f"NotoSans{script}-{cut}.ttf")
            paths += [self._dir / name for name in _FURTHER]
            fonts = tuple(font for font in map(self._load, paths) if font)
            if not fonts or fonts[0].face.name != paths[0].stem:
                raise FileNotFoundError(f"ReviewDesk's own font is missing: {paths[0].name}")
            self._chains[weight] = fonts
        return self._chains[weight]

    def _load(self, path: Path) -> Font | None:
        if path not in self._fonts:
            face = read_face(path)
            if face is None:
                return None
            self._fonts[path] = Font(face, f"N{len(self._fonts)}")
        return self._fonts[path]


_SKIN_TONES = dict(
    zip(
        "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff",
        ("light", "medium-light", "medium", "medium-dark", "dark"),
        strict=True,
    )
)


def stand_in(character: str) -> str:
    """What is written where no font has the sign: its name for a picture, else its number."""
    if character in _SKIN_TONES:
        return f"[{_SKIN_TONES[character]} skin]"
    if unicodedata.category(character) in ("So", "Sk", "Sm", "Sc"):
        name = unicodedata.name(character, "")
        if name:
            return f"[{name.lower()}]"
    return f"[U+{ord(character):04X}]"


def to_unicode(codes: Mapping[tuple[int, str], int]) -> bytes:
    """The table by which a reader turns codes back into text."""
    said = sorted((code, text) for (_, text), code in codes.items())
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for first in range(0, len(said), 100):
        part = said[first : first + 100]
        lines.append(f"{len(part)} beginbfchar")
        lines += [f"<{code:04X}> <{text.encode('utf-16-be').hex()}>" for code, text in part]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")


def glyph_numbers(codes: Mapping[tuple[int, str], int]) -> bytes:
    """The glyph number of each code, two bytes each, in the order of the codes."""
    return b"".join(glyph.to_bytes(2, "big") for glyph, _ in codes)


def subset(font: Font) -> bytes:
    """The font file with the outlines drawn and nothing else, glyph numbers unchanged."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update({glyph for glyph, _ in font.codes})
    wanted.flags = (
        hb.SubsetFlags.RETAIN_GIDS
        | hb.SubsetFlags.NO_HINTING
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        | hb.SubsetFlags.NOTDEF_OUTLINE
    )
    dropped = (b"GSUB", b"GPOS", b"GDEF", b"name", b"post", b"DSIG", b"gasp")
    wanted.drop_table_tag_set.update(int.from_bytes(tag) for tag in dropped)
    data: bytes = hb.subset(font.face.face, wanted).blob.data
    return data
