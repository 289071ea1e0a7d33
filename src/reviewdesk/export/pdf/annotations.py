"""What lies on the pages and beside them: links that lead somewhere, and attached files."""

from datetime import UTC, datetime
from typing import Any, TypeAlias

from markdown_it.common.normalize_url import normalizeLink
from reportlab.pdfbase import pdfdoc

_Foreign: TypeAlias = Any
"""A thing of ReportLab's, which comes without types."""

_ADDRESSES = ("https://", "http://", "mailto:")


def is_address(target: str) -> bool:
    """Whether a link leads out of the document."""
    return target[:8].lower().startswith(_ADDRESSES)


class _Link(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab comes without types
    """An annotation that leads somewhere; there are thousands, so most of it is text already."""

    def __init__(self, said: str, key: str, leads_to: _Foreign) -> None:
        self._said, self._key, self._leads_to = said, key, leads_to

    def format(self, document: _Foreign) -> bytes:
        rest: bytes = self._leads_to.format(document)
        if not self._key:
            rest = rest.strip().removeprefix(b"<<").removesuffix(b">>")
        return f"<< {self._said} {self._key}".encode() + rest + b" >>"


def link_to(paper: _Foreign, target: str, box: str, parent: int | None) -> _Foreign:
    """The annotation of a link to a mark, or to an address we made.

    `box` are the edges of its rectangle, and `parent` its key in the tree of tags.
    """
    said = f"/Type /Annot /Subtype /Link /Rect [{box}] /Border [0 0 0] /F 4"
    if parent is not None:
        said += f" /StructParent {parent}"
    if is_address(target):
        # In a PDF an address has no letters but plain ones.
        address = pdfdoc.PDFString(normalizeLink(target))
        action = {"S": pdfdoc.PDFName("URI"), "URI": address}
        more = pdfdoc.PDFDictionary({"A": pdfdoc.PDFDictionary(action), "Contents": address})
        return _Link(said, "", more)
    place = paper._bookmarkReference(target)  # noqa: SLF001 - it has no other door
    return _Link(said, "/Dest ", place)


def attach(document: _Foreign, name: str, data: bytes, words: str, at: datetime) -> None:
    """Puts a file into ReportLab's `document`; `words` say what it is."""
    stream = pdfdoc.PDFStream(content=data)
    stream.filters = [pdfdoc.PDFZCompress]
    stream.dictionary["Type"] = pdfdoc.PDFName("EmbeddedFile")
    day = f"D:{at.astimezone(UTC):%Y%m%d%H%M%S}Z"
    stream.dictionary["Params"] = pdfdoc.PDFDictionary(
        {"Size": len(data), "ModDate": pdfdoc.PDFString(day)}
    )
    held = document.Reference(stream, f"attached:{name}")
    said = pdfdoc.PDFString(name)
    described = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Filespec"),
            "F": said,
            "UF": said,
            "Desc": pdfdoc.PDFString(words),
            "AFRelationship": pdfdoc.PDFName("Source"),
            "EF": pdfdoc.PDFDictionary({"F": held, "UF": held}),
        }
    )
    file = document.Reference(described, f"attachment:{name}")
    files = pdfdoc.PDFDictionary({"Names": pdfdoc.PDFArray([said, file])})
    document.Catalog.Names = pdfdoc.PDFDictionary({"EmbeddedFiles": files})
