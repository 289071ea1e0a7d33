"""Pages of a finished PDF as pictures, for a preview and for a printer."""

from dataclasses import dataclass
from math import ceil
from threading import Lock

_LOCK = Lock()
"""PDFium does one thing at a time."""
_MOST_PIXELS = 40_000_000


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page in pixels of four bytes: blue, green, red, and one that says nothing.

    Of a page in bands: the rows from `top` on, of `whole_height`.
    """

    place: int
    pages: int
    width: int
    height: int
    pixels: bytes
    top: int = 0
    whole_height: int = 0


def page_picture(
    data: bytes, place: int, width_px: int, band: tuple[int, int] = (0, 1)
) -> PagePicture:
    """Page `place` of a PDF, `width_px` wide; of one that has no such page, its last.

    `band`: which, and of how many from the top to the foot; a printer wants more pixels of a page
    than one picture should have.
    """
    import pypdfium2

    with _LOCK:
        document = pypdfium2.PdfDocument(data)
        try:
            place = max(0, min(place, len(document) - 1))
            page = document[place]
            width, height = page.get_size()
            which, bands = band
            scale = min(width_px / width, (_MOST_PIXELS * bands / (width * height)) ** 0.5)
            rows = ceil(height * scale)
            top, foot = rows * which // bands, rows * (which + 1) // bands
            # PDFium takes points and rounds up; half a pixel less is the pixel itself.
            crop = (0.0, _points(rows - foot, scale), 0.0, _points(top, scale))
            bitmap = page.render(scale=scale, crop=crop, prefer_bgrx=True)
            # PDFium may give more bytes a row than its pixels take.
            row = bitmap.width * 4
            held = bytes(bitmap.buffer)
            if bitmap.stride != row:
                starts = range(0, bitmap.stride * bitmap.height, bitmap.stride)
                held = b"".join(held[start : start + row] for start in starts)
            return PagePicture(place, len(document), bitmap.width, bitmap.height, held, top, rows)
        finally:
            document.close()


def _points(pixels: int, scale: float) -> float:
    return (pixels - 0.5) / scale if pixels else 0.0
