"""How a font goes into the file: its outlines drawn so far, their widths, and their texts."""

from hashlib import sha256
from typing import Any, TypeAlias

from reportlab.pdfbase import pdfdoc

from reviewdesk.export.pdf.fonts import Font, glyph_numbers, subset, to_unicode

_Foreign: TypeAlias = Any
"""A thing of ReportLab's, which comes without types."""


class EmbeddedFont:
    """Adds one font to the document when it is finished, and its glyphs are known."""

    def __init__(self, font: Font) -> None:
        self._font = font

    def addObjects(self, document: _Foreign) -> None:  # noqa: N802 - ReportLab calls it so
        font, face = self._font, self._font.face
        data = subset(font)
        scale = 1000 / face.upem
        tag = "".join(chr(65 + byte % 26) for byte in _digest(data)[:6])
        name = pdfdoc.PDFName(f"{tag}+{face.name}")
        stream = _stream(document, data)
        stream.dictionary["Length1"] = len(data)
        extents = face.font.get_font_extents("ltr")
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": name,
                "Flags": 4,
                "FontBBox": pdfdoc.PDFArray([-600, -400, 2000, 1200]),
                "ItalicAngle": -12 if "Italic" in face.name else 0,
                "Ascent": round(extents.ascender * scale),
                "Descent": round(extents.descender * scale),
                "CapHeight": 714,
                "StemV": 120 if "Bold" in face.name else 80,
                "FontFile2": document.Reference(stream, f"file:{font.key}"),
            }
        )
        widths = [round(face.font.get_glyph_h_advance(glyph) * scale) for glyph, _ in font.codes]
        numbers = _stream(document, glyph_numbers(font.codes))
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": name,
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": document.Reference(descriptor, f"descriptor:{font.key}"),
                "CIDToGIDMap": document.Reference(numbers, f"numbers:{font.key}"),
                "DW": 0,
                # As text: ReportLab would format each of hundreds of numbers by itself.
                "W": f"[0 [{' '.join(map(str, widths))}]]",
            }
        )
        table = _stream(document, to_unicode(font.codes))
        whole = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": name,
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray(
                    [document.Reference(descendant, f"descendant:{font.key}")]
                ),
                "ToUnicode": document.Reference(table, f"texts:{font.key}"),
            }
        )
        fonts = document.idToObject["BasicFonts"].dict
        fonts[font.key] = document.Reference(whole, f"font:{font.key}")


def _stream(document: _Foreign, data: bytes) -> _Foreign:
    stream = pdfdoc.PDFStream(content=data)
    if document.compression:
        stream.filters = [pdfdoc.PDFZCompress]
    return stream


def _digest(data: bytes) -> bytes:
    return sha256(data).digest()
