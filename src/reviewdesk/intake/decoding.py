"""Bytes to text: which letters they stand for, and what is no text at all."""

from reviewdesk.domain.errors import KnownError

LIMIT_BYTES = 100_000_000
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_NO_TEXT = (
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"),
    (b"%PDF", "a PDF"), (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"SQLite format 3\0", "a database"), (b"\x1f\x8b", "a packed file"),
)  # fmt: skip


def decode(data: bytes) -> tuple[str, str]:
    """The text of `data`, and a note where its letters were guessed; KnownError for no text."""
    if len(data) > LIMIT_BYTES:
        raise KnownError(
            "This file has more than 100 MB. Nothing was added; cut it into smaller parts."
        )
    for start, what in _NO_TEXT:
        if data.startswith(start):
            raise KnownError(f"This is {what}, not text. Nothing was added.")
    if data.startswith(b"PK\x03\x04"):
        raise KnownError(
            "This is a spreadsheet or a packed file, not text. Nothing was added; copy its cells, "
            "or save it as CSV."
        )
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lines(data.decode(encoding, "replace")), ""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data)
    if "\0" in text[:4_000]:
        return _guess(data)
    return _lines(text), ""


def _guess(data: bytes) -> tuple[str, str]:
    head = data[:4_000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) // 4 and min(even, odd) < len(head) // 20 + 1:
        encoding = "utf-16-le" if odd > even else "utf-16-be"
        return _lines(data.decode(encoding, "replace")), "The letters were read as UTF-16."
    strange = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in head)
    if strange > len(head) // 20:
        raise KnownError("This is not text. Nothing was added.")
    text = data.decode("cp1252", "replace")
    return _lines(text), "The letters were read as Windows-1252, for they are not UTF-8."


def _lines(text: str) -> str:
    """`text` with LF line ends and no byte order mark."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\x0c", "\n")


def as_lines(text: str) -> str:
    """Text from the clipboard, as decoded text is."""
    return _lines(text).replace("\0", "")
