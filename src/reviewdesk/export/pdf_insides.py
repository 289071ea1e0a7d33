"""Every text that stands in the bytes of a PDF, whether a page shows it or not.

It trusts no table of the file: what a reader would never find is found here too, as those who
look into a file with other tools would find it.
"""

import re
import zlib
from collections.abc import Iterator

_STREAM = re.compile(rb"stream\r?\n")
_LITERAL = re.compile(rb"\(((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*)\)", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{4,})>")
_DIGEST = re.compile(
    rb"(?<=/ID )\[\s*(?:<[0-9A-Fa-f]{32}>\s*){2}\]|(?<=/CheckSum )<[0-9A-Fa-f]{32}>"
)
"""Any two letters stand in one file of some thousand by chance, and no one reads them."""
_WRITTEN = re.compile(rb"[\x20-\x7e]*")
_GLYPHS = re.compile(rb"\[<[^\]]*\] ?TJ")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_LEAST_RUN, _LEAST_AMONG_PIXELS = 8, 24
"""Pixels make short words by chance; what a camera notes stands in pictures as it packs them."""
_PIECE_BYTES = 60_000
_RUNS = re.compile(rb"[\x20-\x7e\x80-\xff]{%d,}" % _LEAST_RUN)
_WIDE_RUNS = re.compile(
    rb"(?:[\x20-\x7e]\x00){%d,}|(?:\x00[\x20-\x7e]){%d,}" % (_LEAST_RUN, _LEAST_RUN)
)
_HARMLESS = (b"begincmap", b"/CIDInit")


def insides(data: bytes) -> Iterator[tuple[str, str]]:
    """Texts of a PDF with their places, in words for people: those outside of streams, and those
    in each stream as it is unpacked. Page contents are read without their glyph numbers."""
    outside = []
    place = 0
    for found in _STREAM.finditer(data):
        if found.start() < place or data[found.start() - 3 : found.start()] == b"end":
            continue
        head = data[max(place, data.rfind(b" obj", place, found.start())) : found.start()]
        outside.append(data[place : found.start()])
        content, place = _content(data, found.end())
        yield from _of_stream(head, content)
    outside.append(data[place:])
    for part in outside:
        for piece in _pieces(part):
            yield from _of_source(piece, "a text behind the pages")


def _content(data: bytes, start: int) -> tuple[bytes, int]:
    """What a stream holds, unpacked where it is packed, and where it ends."""
    unpacker = zlib.decompressobj()
    end = data.find(b"endstream", start)
    end = len(data) if end < 0 else end
    try:
        content = unpacker.decompress(data[start:end])
        # The end may stand among the packed bytes by chance.
        while not unpacker.eof and end < len(data):
            later = data.find(b"endstream", end + 9)
            later = len(data) if later < 0 else later
            content += unpacker.decompress(data[end:later])
            end = later
    except zlib.error:
        content = data[start:end]
    return content, end


def _of_stream(head: bytes, content: bytes) -> Iterator[tuple[str, str]]:
    if b"/ObjStm" in head:
        yield from _of_source(content, "a text behind the pages")
    elif b"/Image" in head:
        least = _LEAST_RUN if b"/DCTDecode" in head else _LEAST_AMONG_PIXELS
        for text in filter(lambda run: len(run) >= least, runs(content)):
            yield "the properties of an image", text
    elif b"/Length1" in head or b"/XRef" in head or content.startswith(_HARMLESS):
        return
    elif b"BT" in content and b"ET" in content:
        plain = _GLYPHS.sub(b"", content)
        yield "the code of a page", plain.decode("utf-8", "replace")
        for text in _strings(plain):
            yield "the code of a page", text
    else:
        for text in runs(content):
            yield "the inside of the file", text


def _pieces(source: bytes) -> Iterator[bytes]:
    """Whole objects, not too many at once: a search through all of them would stop the window."""
    place = 0
    while place < len(source):
        end = source.find(b"endobj", place + _PIECE_BYTES)
        end = len(source) if end < 0 else end + 6
        yield source[place:end]
        place = end


def _of_source(source: bytes, place: str) -> Iterator[tuple[str, str]]:
    # One long text is folded far quicker than thousands of short ones.
    yield place, "\n".join(_strings(_DIGEST.sub(_written, source)))
    comments = b"\n".join(re.findall(rb"%[^\n\r]*", source))
    yield place, comments.decode("utf-8", "replace")


def _written(digest: re.Match[bytes]) -> bytes:
    """Nothing of what is a digest; all of what somebody wrote in the place of one."""
    numbers = [bytes.fromhex(one.decode()) for one in re.findall(rb"[0-9A-Fa-f]{32}", digest[0])]
    return digest[0] if any(_WRITTEN.fullmatch(one) for one in numbers) else b""


def _strings(source: bytes) -> Iterator[str]:
    for literal in _LITERAL.findall(source):
        yield _decoded(_ESCAPE.sub(_unescaped, literal) if b"\\" in literal else literal)
    for digits in _HEX.findall(source):
        packed = b"".join(digits.split())
        yield _decoded(bytes.fromhex((packed + b"0" * (len(packed) % 2)).decode()))


def _unescaped(found: re.Match[bytes]) -> bytes:
    said = found[1]
    if said[:1].isdigit() and said[:1] < b"8":
        return bytes([int(said, 8) & 0xFF])
    return b"" if said in (b"\n", b"\r", b"\r\n") else _ESCAPED.get(said, said)


def _decoded(said: bytes) -> str:
    if said.startswith(b"\xfe\xff"):
        return said[2:].decode("utf-16-be", "replace")
    if said.startswith(b"\xff\xfe"):
        return said[2:].decode("utf-16-le", "replace")
    try:
        return said.decode("utf-8")
    except UnicodeDecodeError:
        return said.decode("latin-1")


def runs(content: bytes) -> Iterator[str]:
    """Readable stretches in bytes of any sort, such as the notes a camera leaves in a picture."""
    for run in _RUNS.findall(content):
        yield run.decode("utf-8", "replace")
    for run in _WIDE_RUNS.findall(content):
        yield run.replace(b"\x00", b"").decode("ascii")
