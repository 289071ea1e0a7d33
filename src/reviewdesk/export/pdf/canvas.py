"""The thin layer over ReportLab's canvas: places count from the top left, in points.

The only module that knows ReportLab's insides, with `annotations`, `embedding` and `fields`.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, TypeAlias

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from reviewdesk.export.pdf.annotations import is_address, link_to
from reviewdesk.export.pdf.embedding import EmbeddedFont
from reviewdesk.export.pdf.fonts import UNREAD, Font
from reviewdesk.export.pdf.operators import ellipse, rgb, show
from reviewdesk.export.pdf.packing import next_number, with_objects
from reviewdesk.export.pdf.tags import Tag, write_tree
from reviewdesk.export.pdf.text import Line, PlainLine, Setter, Span, Style, in_order
from reviewdesk.export.pdf.unseen import (
    actual_text,
    begins_neutral,
    ends_leftwards,
    has_leftwards,
    kept_at_end,
    reads_from_right,
    unseen,
)

# Streams as bytes, not as letters: a fifth smaller, and a tenth faster.
rl_config.useA85 = 0

# WORKAROUND ReportLab 5: pages know nothing of tags; drop when they do.
pdfdoc.PDFPage.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]

_Foreign: TypeAlias = Any
"""A thing of ReportLab's, which comes without types."""

_ROOT = b"9999999999 0 R"
"""Stands for the number of the tree of tags until that is known."""
_FURNITURE = Tag("Artifact")
"""Stands for what is no part of the text: rules, grounds, what comes on every page."""


class _Paper(Canvas):  # type: ignore[misc]  # ReportLab comes without types
    def _make_preamble(self) -> None:
        # ReportLab would declare Helvetica on each page; our fonts are all embedded.
        self._preamble = "1 0 0 1 0 0 cm"


class Pen:
    """Draws on one document, page after page."""

    def __init__(self, width: float, height: float, setter: Setter, *, language: str) -> None:
        self.width, self.height = width, height
        self.setter = setter
        self._held = BytesIO()
        self._paper = _Paper(
            self._held,
            pagesize=(width, height),
            pageCompression=1,
            lang=language,
            invariant=1,
            pdfVersion=(1, 5),
        )
        self._code: list[str] = []
        self._unseen: dict[int, str] = {}
        """Of a place in the code, what stands there if most of the page runs from the right."""
        self._turned = False
        """Whether what was written last runs from right to left."""
        self._fonts: dict[str, Font] = {}
        self._page = 0
        self._marks = 0
        """How much of this page is marked so far."""
        self._marked: Tag | None = None
        """What the code written last belongs to."""
        self._held_open = False
        """Whether all that is drawn belongs to the same."""
        self._figure: Tag | None = None
        self._settings: dict[Style, str] = {}
        self.recoloured: dict[str, str] = {}
        """Colours of ours, and what a company draws in their place."""
        self.places: frozenset[str] | None = None
        """The marks there will be; a link to any other is plain text. None: all there may be."""
        self._keys: list[tuple[int, int | None, Tag | None]] = [(0, 0, None)]

    def describe(self, *, title: str, subject: str, creator: str, at: datetime) -> None:
        """What the file says of itself. `at` is the time of the export, aware."""
        paper = self._paper
        paper.setTitle(title)
        paper.setSubject(subject)
        paper.setCreator(creator)
        paper.setProducer(creator)
        paper.setAuthor("")
        stamp = paper._doc._timeStamp  # noqa: SLF001 - ReportLab has no door to the time it prints
        stamp.YMDhms = tuple(at.timetuple()[:6])
        offset = at.utcoffset()
        minutes = int(offset.total_seconds() // 60) if offset else 0
        stamp.dhh, stamp.dmm = divmod(minutes, 60)
        paper.setViewerPreference("DisplayDocTitle", "true")

    def mark(self, name: str, top: float) -> None:
        """Names a place of this page, for links and for the outline."""
        self._paper.bookmarkHorizontal(name, 0, self.height - top, fit="XYZ")

    def outline(self, title: str, name: str, level: int) -> None:
        self._paper.addOutlineEntry(title, name, level, closed=level > 0)

    def link(
        self, target: str, left: float, top: float, width: float, height: float, tag: Tag | None
    ) -> None:
        """Makes a rectangle lead to a mark, or to an address we made; `tag` says it is a link."""
        area = (left, self.height - top - height, left + width, self.height - top)
        box = " ".join(f"{edge:.2f}" for edge in area)
        paper = self._paper
        parent = None
        if tag is not None:
            parent = len(self._keys)
            self._keys.append((parent, None, tag))
        annotation = link_to(paper, target, box, parent)
        name = f"L{self._page}.{len(self._keys)}.{left:.2f}.{top:.2f}"
        paper._addAnnotation(annotation, name)  # noqa: SLF001
        if tag is not None:
            document = paper._doc  # noqa: SLF001 - the number of what was just added
            number = document.idToObjectNumberAndVersion[document.annotationName(name)][0]
            tag.kids.append((self._page, -number))

    def begin(self, tag: Tag | None) -> None:
        """All that is drawn until `end` is `tag`; without one it is furniture."""
        self._enter(tag or _FURNITURE)
        self._held_open = True
        self._figure = tag

    def end(self) -> None:
        self._held_open = False
        self._figure = None
        self._leave()

    def _leads(self, link: str) -> str:
        """Where a link leads; empty where that is left out of this copy."""
        if not link or self.places is None or link in self.places:
            return link
        return link if is_address(link) else ""

    def _enter(self, tag: Tag) -> None:
        """What is drawn from here on belongs to `tag`."""
        if self._held_open or self._marked is tag:
            return
        self._leave()
        self._code.append(self._opening(tag))
        self._marked = tag

    def _opening(self, tag: Tag) -> str:
        if tag is _FURNITURE:
            return "/Artifact BMC"
        place = self._marks
        self._marks += 1
        tag.kids.append((self._page, place))
        return f"/{tag.sort} <</MCID {place}>> BDC"

    def _leave(self) -> None:
        if self._marked is not None:
            self._code.append("EMC")
            self._marked = None

    def annotate(self, annotation: _Foreign, name: str) -> None:
        """Puts an annotation of ReportLab's making on this page, under a name of its own."""
        self._paper._addAnnotation(annotation, name)  # noqa: SLF001 - it has no door for widgets

    @property
    def document(self) -> _Foreign:
        """ReportLab's document, for what is no drawing."""
        return self._paper._doc  # noqa: SLF001 - it has no door to its catalogue

    def rectangle(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        *,
        fill: str = "",
        stroke: str = "",
        line: float = 0.6,
        dash: str = "",
    ) -> None:
        bottom = self.height - top - height
        shape = f"{left:.2f} {bottom:.2f} {width:.2f} {height:.2f} re"
        self._paint(shape, fill, stroke, line, dash)

    def path(
        self,
        points: list[tuple[float, float]],
        *,
        fill: str = "",
        stroke: str = "",
        line: float = 0.6,
        dash: str = "",
        close: bool = True,
    ) -> None:
        steps = [
            f"{x:.2f} {self.height - y:.2f} {'l' if place else 'm'}"
            for place, (x, y) in enumerate(points)
        ]
        self._paint(" ".join(steps) + (" h" if close else ""), fill, stroke, line, dash)

    def ellipse(
        self,
        x: float,
        y: float,
        half_width: float,
        half_height: float,
        *,
        fill: str = "",
        stroke: str = "",
        line: float = 0.6,
    ) -> None:
        outline = ellipse(x, self.height - y, half_width, half_height)
        self._paint(outline, fill, stroke, line, "")

    def rule(self, left: float, top: float, width: float, colour: str, line: float) -> None:
        """A level line; `top` is its upper edge."""
        self.rectangle(left, top, width, line, fill=colour)

    def clip(self, left: float, top: float, width: float, height: float) -> None:
        """Draws nothing outside until `unclip`."""
        self._enter(_FURNITURE)
        bottom = self.height - top - height
        self._code.append(f"q {left:.2f} {bottom:.2f} {width:.2f} {height:.2f} re W n")

    def unclip(self) -> None:
        self._code.append("Q")

    def _rgb(self, colour: str) -> str:
        return rgb(self.recoloured.get(colour, colour))

    def image(self, data: bytes, left: float, top: float, width: float, height: float) -> None:
        """Draws a picture that says nothing, such as a logo."""
        paper = self._paper
        paper.addLiteral("/Artifact BMC")
        picture = ImageReader(BytesIO(data))
        paper.drawImage(picture, left, self.height - top - height, width, height)
        paper.addLiteral("EMC")

    def _paint(self, shape: str, fill: str, stroke: str, line: float, dash: str) -> None:
        setting = []
        if fill:
            setting.append(f"{self._rgb(fill)} rg")
        if stroke:
            setting.append(f"{self._rgb(stroke)} RG {line:.2f} w [{dash}] 0 d")
        self._enter(_FURNITURE)
        painter = {(True, True): "B", (True, False): "f", (False, True): "S"}
        how = painter[bool(fill), bool(stroke)]
        self._code.append(f"{' '.join(setting)} {shape} {how}")

    def text(
        self, line: Line, left: float, baseline: float, room: float = 0.0, tag: Tag | None = None
    ) -> None:
        """Draws a set line; one from right to left ends at the right edge of its `room`.

        Without a `tag` it is furniture, or part of the figure it stands in.
        """
        if not line.words:
            return
        tagged = tag if not self._held_open else None
        turned, self._turned = self._turned, False
        if line.right_to_left or has_leftwards(line) or (turned and begins_neutral(line)):
            self._turned = ends_leftwards(line)
            self._text_and_unseen(line, left, baseline, room, tagged)
            return
        # Marks of a text with links open and close inside it, those of others round it.
        inside = tagged is not None and any(self._leads(word.span.link) for word in line.words)
        if inside:
            self._leave()
        else:
            self._enter(tagged or _FURNITURE)
        plain = None if inside else self._plain(line, tagged is not None)
        if plain is not None:
            self._code.append(f"BT 1 0 0 1 {left:.2f} {self.height - baseline:.2f} Tm {plain}")
            span = line.words[0].span
            if span.link:
                leads_to, end = self._leads(span.link), left + line.width
                self._end_link(leads_to, left, end, baseline, span.style.size, None)
            return
        self._code.append(self._glyphs(line, left, baseline, tagged, inside=inside))

    def _text_and_unseen(
        self, line: Line, left: float, baseline: float, room: float, tag: Tag | None
    ) -> None:
        """Draws a line with text from right to left, and over it what readers take out of it."""
        x = left + max(0.0, room - line.width) if line.right_to_left else left
        links: dict[str, Tag] = {}

        def opening(span: Span) -> str:
            if tag is None:
                return ""
            leads_to = self._leads(span.link)
            if leads_to and leads_to not in links:
                links[leads_to] = Tag("Link")
                tag.kids.append(links[leads_to])
            return self._opening(links.get(leads_to, tag))

        unseen_codes = unseen(line, self.setter, x, self.height - baseline, opening)
        weight = line.words[0].span.style.weight
        self._fonts[self.setter.fonts.main(weight).key] = self.setter.fonts.main(weight)
        self._enter(_FURNITURE)
        seen = self._glyphs(line, x, baseline, None, links=links)
        self._code.append(f"{actual_text(UNREAD)} {seen} EMC")
        if tag is not None:
            self._leave()
        self._unseen[len(self._code)] = unseen_codes[1]
        self._code.append(unseen_codes[0])

    def _glyphs(
        self,
        line: Line,
        left: float,
        baseline: float,
        tag: Tag | None,
        *,
        inside: bool = False,
        links: Mapping[str, Tag] | None = None,
    ) -> str:
        """The code of a line glyph by glyph; marks of `tag` stand in it if `inside`.

        Given the tags of its `links` it is one whose letters lie unseen over it: its glyphs say
        nothing.
        """
        silent = links is not None
        x = left
        code = [f"BT 1 0 0 1 {x:.2f} {self.height - baseline:.2f} Tm"]
        font_key, size, colour, tracking, rise = "", 0.0, "", 0.0, 0.0
        link, link_from = "", x
        link_tag: Tag | None = None
        glyphs: list[str] = []
        if inside and tag and not self._leads(line.words[0].span.link):
            code.append(self._opening(tag))
        for piece, span in in_order(self.setter, line):
            style = span.style
            leads_to = self._leads(span.link)
            if leads_to != link:
                self._end_link(link, link_from, x, baseline, style.size, link_tag)
                if links is not None:
                    link_tag = links.get(leads_to)
                elif inside and tag:
                    show(code, glyphs)
                    if x > left or link:
                        code.append("EMC")
                    link_tag = Tag("Link") if leads_to else None
                    if link_tag:
                        tag.kids.append(link_tag)
                    code.append(self._opening(link_tag or tag))
                link, link_from = leads_to, x
            if style.colour != colour or style.tracking != tracking:
                show(code, glyphs)
                colour, tracking = style.colour, style.tracking
                code.append(f"{self._rgb(colour)} rg {tracking:.2f} Tc")
            told = piece.text if piece.has_marks and not silent else ""
            if told:
                show(code, glyphs)
                code.append(actual_text(told))
            for stretch in piece.stretches:
                font = stretch.font.silent() if silent else stretch.font
                if font.key != font_key or style.size != size:
                    show(code, glyphs)
                    font_key, size = font.key, style.size
                    self._fonts[font_key] = font
                    code.append(f"/{font_key} {size:.2f} Tf")
                if stretch.rise != rise:
                    show(code, glyphs)
                    rise = stretch.rise
                    code.append(f"{rise * size / 1000:.2f} Ts")
                glyphs.append(stretch.silenced() if silent else stretch.glyphs)
            if told:
                show(code, glyphs)
                code.append("EMC")
            x += piece.advance * style.size + tracking * len(piece.text)
        self._end_link(link, link_from, x, baseline, size, link_tag)
        if not (line.last or rise) and line.words[-1].spaces and tag:
            # Read aloud, the last word of a line is not one with the first of the next.
            space = self.setter.space(line.words[-1].span.style.weight)
            glyphs += [one.glyphs for one in space.stretches if one.font.key == font_key]
        show(code, glyphs)
        if inside:
            code.append("EMC")
        code.append("0 Tc 0 Ts ET" if tracking or rise else "ET")
        return " ".join(code)

    def plain(self, line: PlainLine, style: Style, left: float, baseline: float, tag: Tag) -> None:
        """Draws a line of plain words, as `text` would."""
        self._enter(_FURNITURE if self._held_open else tag)
        setting = self._settings.get(style) or self._setting(style)
        self._code.append(
            f"BT 1 0 0 1 {left:.2f} {self.height - baseline:.2f} Tm {setting} [{line.glyphs}] TJ ET"
        )

    def _setting(self, style: Style) -> str:
        """The operators that set a style; its font is one of the document's from now on."""
        font = self.setter.fonts.main(style.weight)
        self._fonts[font.key] = font
        found = self._settings[style] = (
            f"{self._rgb(style.colour)} rg /{font.key} {style.size:.2f} Tf"
        )
        return found

    def _plain(self, line: Line, tagged: bool) -> str | None:
        """The code of a line in one style and one font, as most are; None where it is not."""
        span = line.words[0].span
        if span.link and not self._held_open:
            return None
        style = span.style
        space = self.setter.space(style.weight).stretches[0]
        font = space.font
        glyphs = []
        last = len(line.words) - 1
        for place, word in enumerate(line.words):
            if word.span is not span or len(word.pieces) != 1 or word.space_level:
                return None
            piece = word.pieces[0]
            if piece.has_marks or len(piece.stretches) != 1:
                return None
            stretch = piece.stretches[0]
            if stretch.font is not font or stretch.rise:
                return None
            glyphs.append(stretch.glyphs)
            # Read aloud, the last word of a line is not one with the first of the next.
            if word.spaces and place < last:
                glyphs.append(space.glyphs * word.spaces)
            elif word.spaces and tagged and not line.last:
                glyphs.append(space.glyphs)
        self._fonts[font.key] = font
        shown = "".join(glyphs).replace("><", "")
        spaced = f" {style.tracking:.2f} Tc" if style.tracking else ""
        after = " 0 Tc ET" if style.tracking else " ET"
        colour = self._rgb(style.colour)
        return f"{colour} rg{spaced} /{font.key} {style.size:.2f} Tf [{shown}] TJ{after}"

    def _end_link(
        self, link: str, start: float, end: float, baseline: float, size: float, tag: Tag | None
    ) -> None:
        if not link or end <= start:
            return
        if tag is None and self._figure is not None:
            tag = Tag("Link")
            self._figure.kids.append(tag)
        self.link(link, start, baseline - size, end - start, size * 1.3, tag)

    def end_page(self) -> None:
        self._leave()
        if self._unseen and reads_from_right("\n".join(self._code), self._fonts):
            self._code = [
                self._unseen.get(place) or kept_at_end(code, self._fonts)
                for place, code in enumerate(self._code)
            ]
        self._paper.addLiteral("\n".join(self._code))
        self._code = []
        self._unseen.clear()
        document = self._paper._doc  # noqa: SLF001 - the page is found there once it is shown
        name = document.thisPageName()
        self._paper.showPage()
        page = document.idToObject[name]
        page.StructParents = next(
            key for key, place, _ in reversed(self._keys) if place is not None
        )
        page.Tabs = pdfdoc.PDFName("S")
        self._page += 1
        self._marks = 0
        self._keys.append((len(self._keys), self._page, None))

    def finish(self, tags: Sequence[Tag] = ()) -> bytes:
        """The bytes of the document; nothing can be drawn after. `tags` are what it consists of."""
        document = self._paper._doc  # noqa: SLF001 - fonts and tags are added where others are
        for key in sorted(self._fonts):
            document.delayedFonts.append(EmbeddedFont(self._fonts[key]))
        document.Catalog.StructTreeRoot = _ROOT.decode()
        document.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        self._paper.showOutline()
        self._paper.save()
        known = document.idToObjectNumberAndVersion
        pages = [known[f"Page{place + 1}"][0] for place in range(self._page)]
        data = self._held.getvalue()
        first = next_number(data)
        # The last key is that of a page which never came.
        tree = write_tree(tags, first, pages, self._keys[:-1])
        return with_objects(data, tree, _ROOT)
