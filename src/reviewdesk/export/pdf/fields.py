"""What can be filled in on a page: text fields, choices, and one field out of sight.

ReportLab's own forms have one look and one encoding, so the dictionaries are made here. Viewers
draw what is typed themselves (NeedAppearances). The font they are told to use is Helvetica, which
every viewer has; for signs it lacks they reach for fonts of the system. Noto Sans, embedded whole
as a font of glyph numbers, was tried in its place: pdfium goes by the script and asks the system
for Greek and Cyrillic all the same, and every form was 85 KB larger.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from reportlab.pdfbase import pdfdoc

from reviewdesk.export.pdf.canvas import Pen
from reviewdesk.export.pdf.text import ACCENT, HAIRLINE, QUIET

_PRINTED = 4
_OUT_OF_SIGHT = 2
_READ_ONLY = 1
_MULTILINE = 1 << 12
_RADIO = 1 << 15
_APPEARANCE = "/Helv {size:g} Tf 0.12 0.16 0.2 rg"
_DOT = 9.0

_Foreign: TypeAlias = Any
"""A thing of ReportLab's, which comes without types."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several answers: its name in the file, what a screen reader says, and its place."""

    name: str
    told: str
    left: float
    top: float


class FormFields:
    """Puts fields on the pages of one pen; `finish` once, before the pen finishes."""

    def __init__(self, pen: Pen) -> None:
        self._pen = pen
        self._fields: list[_Foreign] = []
        self._dots: dict[str, _Foreign] = {}

    def text(
        self,
        name: str,
        told: str,
        left: float,
        top: float,
        width: float,
        height: float,
        *,
        multiline: bool = False,
        size: float = 10.0,
    ) -> None:
        """A box to write in; `told` is what a screen reader says of it."""
        self._pen.rectangle(left, top, width, height, fill="#FFFFFF", stroke=HAIRLINE, line=0.8)
        bottom = self._pen.height - top - height
        self._add(
            name,
            {
                "FT": pdfdoc.PDFName("Tx"),
                "Ff": _MULTILINE if multiline else 0,
                "F": _PRINTED,
                "TU": pdfdoc.PDFString(told),
                "DA": pdfdoc.PDFString(_APPEARANCE.format(size=size)),
                "Rect": pdfdoc.PDFArray(
                    [round(one, 2) for one in (left, bottom, left + width, bottom + height)]
                ),
            },
        )

    def choice(self, name: str, told: str, options: Sequence[Choice]) -> None:
        """Round buttons of which one is chosen, or none."""
        document = self._pen.document
        names = [f"{name}:{option.name}" for option in options]
        parent = pdfdoc.PDFDictionary(
            {
                "FT": pdfdoc.PDFName("Btn"),
                "Ff": _RADIO,
                "T": pdfdoc.PDFString(name),
                "TU": pdfdoc.PDFString(told),
                "Kids": pdfdoc.PDFArray([document.refAnnotation(one) for one in names]),
            }
        )
        held = document.Reference(parent, f"field:{name}")
        self._fields.append(held)
        for option, kid in zip(options, names, strict=True):
            # On the page as well: some viewers draw nothing where nothing is chosen.
            middle = option.left + _DOT / 2, option.top + _DOT / 2
            self._pen.ellipse(*middle, _DOT / 2 - 0.6, _DOT / 2 - 0.6, stroke=QUIET, line=0.8)
            bottom = self._pen.height - option.top - _DOT
            area = (option.left, bottom, option.left + _DOT, bottom + _DOT)
            states = pdfdoc.PDFDictionary({option.name: self._dot("on"), "Off": self._dot("off")})
            widget = pdfdoc.PDFDictionary(
                {
                    "Type": pdfdoc.PDFName("Annot"),
                    "Subtype": pdfdoc.PDFName("Widget"),
                    "Parent": held,
                    "F": _PRINTED,
                    "TU": pdfdoc.PDFString(option.told),
                    "Rect": pdfdoc.PDFArray([round(one, 2) for one in area]),
                    "AS": pdfdoc.PDFName("Off"),
                    "MK": pdfdoc.PDFDictionary({"CA": pdfdoc.PDFString("l")}),
                    "AP": pdfdoc.PDFDictionary({"N": states}),
                }
            )
            self._pen.annotate(widget, kid)

    def hidden(self, name: str, value: str) -> None:
        """A field that nobody sees or changes; it also survives a form's being emptied."""
        self._add(
            name,
            {
                "FT": pdfdoc.PDFName("Tx"),
                "Ff": _READ_ONLY,
                "F": _OUT_OF_SIGHT,
                "DA": pdfdoc.PDFString(_APPEARANCE.format(size=6.0)),
                "V": pdfdoc.PDFString(value),
                "DV": pdfdoc.PDFString(value),
                "Rect": pdfdoc.PDFArray([0, 0, 0, 0]),
            },
        )

    def finish(self) -> None:
        """Tells the document of its fields."""
        document = self._pen.document
        helvetica = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type1"),
                "BaseFont": pdfdoc.PDFName("Helvetica"),
                "Encoding": pdfdoc.PDFName("WinAnsiEncoding"),
            }
        )
        fonts = {"Helv": document.Reference(helvetica, "font:fields")}
        form = pdfdoc.PDFDictionary(
            {
                "Fields": pdfdoc.PDFArray(self._fields),
                "NeedAppearances": pdfdoc.PDFtrue,
                "DA": pdfdoc.PDFString(_APPEARANCE.format(size=10.0)),
                "DR": pdfdoc.PDFDictionary({"Font": pdfdoc.PDFDictionary(fonts)}),
            }
        )
        document._catalog.AcroForm = form  # noqa: SLF001 - ReportLab's own forms go there too

    def _add(self, name: str, said: dict[str, _Foreign]) -> None:
        widget = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Annot"),
                "Subtype": pdfdoc.PDFName("Widget"),
                "T": pdfdoc.PDFString(name),
                **said,
            }
        )
        self._pen.annotate(widget, name)
        self._fields.append(self._pen.document.refAnnotation(name))

    def _dot(self, state: str) -> _Foreign:
        """The drawing of a round button, once for each document."""
        if state in self._dots:
            return self._dots[state]
        middle, ring = _DOT / 2, _DOT / 2 - 0.6
        code = f"1 1 1 rg 0.36 0.4 0.44 RG 0.8 w {_circle(middle, ring)} B"
        if state == "on":
            red, green, blue = (int(ACCENT[place : place + 2], 16) / 255 for place in (1, 3, 5))
            code += f" {red:.3f} {green:.3f} {blue:.3f} rg {_circle(middle, ring * 0.55)} f"
        stream = pdfdoc.PDFStream(content=code.encode("ascii"))
        stream.dictionary["Type"] = pdfdoc.PDFName("XObject")
        stream.dictionary["Subtype"] = pdfdoc.PDFName("Form")
        stream.dictionary["BBox"] = pdfdoc.PDFArray([0, 0, _DOT, _DOT])
        self._dots[state] = self._pen.document.Reference(stream, f"dot:{state}")
        return self._dots[state]


def _circle(middle: float, radius: float) -> str:
    low, high, arm = middle - radius, middle + radius, radius * 0.5523
    return (
        f"{low:.2f} {middle:.2f} m "
        f"{low:.2f} {middle + arm:.2f} {middle - arm:.2f} {high:.2f} {middle:.2f} {high:.2f} c "
        f"{middle + arm:.2f} {high:.2f} {high:.2f} {middle + arm:.2f} {high:.2f} {middle:.2f} c "
        f"{high:.2f} {middle - arm:.2f} {middle + arm:.2f} {low:.2f} {middle:.2f} {low:.2f} c "
        f"{middle - arm:.2f} {low:.2f} {low:.2f} {middle - arm:.2f} {low:.2f} {middle:.2f} c h"
    )
