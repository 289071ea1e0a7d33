"""A PDF with some of its pages, for whoever prints no more of it."""

from io import BytesIO

from reviewdesk.domain.errors import KnownError


def only_pages(data: bytes, first: int, last: int) -> bytes:
    """Pages `first` to `last` of a PDF, from 1; KnownError where it has none of them."""
    from pypdf import PdfReader, PdfWriter

    reader = PdfReader(BytesIO(data))
    count = len(reader.pages)
    if first > count:
        raise KnownError("The report has no such page. Nothing was printed.")
    if first <= 1 and last >= count:
        return data
    writer = PdfWriter()
    writer.append(reader, pages=(max(first, 1) - 1, min(last, count)), import_outline=False)
    writer.metadata = reader.metadata
    written = BytesIO()
    writer.write(written)
    return written.getvalue()
