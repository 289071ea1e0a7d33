"""Pages of a finished PDF as pictures, for a preview and for a printer."""

from dataclasses import dataclass
from threading import Lock

_LOCK = Lock()
"""PDFium does one thing at a time."""
_MOST_PIXELS = 40_000_000


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page in pixels of four bytes: blue, green, red, and one that says nothing."""

    place: int
    pages: int
    width: int
    height: int
    pixels: bytes


def page_picture(data: bytes, place: int, width_px: int) -> PagePicture:
    """Page `place` of a PDF, `width_px` wide; of one that has no such page, its last."""
    import pypdfium2

    with _LOCK:
        document = pypdfium2.PdfDocument(data)
        try:
            place = max(0, min(place, len(document) - 1))
            page = document[place]
            width, height = page.get_size()
            scale = min(width_px / width, (_MOST_PIXELS / (width * height)) ** 0.5)
            bitmap = page.render(scale=scale, prefer_bgrx=True)
            # PDFium may give more bytes a row than its pixels take.
            row = bitmap.width * 4
            held = bytes(bitmap.buffer)
            if bitmap.stride != row:
                starts = range(0, bitmap.stride * bitmap.height, bitmap.stride)
                held = b"".join(held[start : start + row] for start in starts)
            return PagePicture(place, len(document), bitmap.width, bitmap.height, held)
        finally:
            document.close()
