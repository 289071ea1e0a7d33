"""Reads a finished copy as its readers will, and says where something stands that must not.

It looks into the bytes that would be handed over, not into what they were made from: text of the
pages, outline, what the file says of itself, links, attachments, words in place of pictures, and
whatever else stands in the bytes.
"""

import re
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO
from typing import Any, TypeAlias

from reviewdesk.export.bare_words import bare_words
from reviewdesk.export.pdf_insides import insides, runs
from reviewdesk.export.pdf_pages import PageReader

_CHUNK_CHARS = 32
_MANY_PARTS = 64
_LEAST_CHARS = 12
"""Shorter passages say nothing that other texts do not say as well."""

_TAG = re.compile(r"<[^>]*>")
_STYLE = re.compile(r"<style>[^<]*</style>")
_MARKUP = re.compile(r"(?<=<)/?[a-zA-Z][\w:-]*|\s[a-zA-Z][\w:-]*(?==\")")
"""What elements and their attributes are called: the words of the form, and of no review."""

_Node: TypeAlias = Any
"""A thing of pypdf's, which come in many kinds: a destination, a list of them, an annotation."""


def _no_names(_text: str, _words: Collection[str]) -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Watch:
    """What must not be in a copy.

    `names` are matched as words, in any case and with or without accents. `names_in` gives what
    else in a text, whose different words it is told, is a name: with endings, in disguise.
    `passages` are matched in parts, whatever line breaks and signs lie between the letters; parts
    that also stand in `allowed`, the texts meant for this copy, are no leak.
    """

    names: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    names_in: Callable[[str, Collection[str]], Iterable[str]] = _no_names


@dataclass(frozen=True, slots=True)
class Leak:
    """Where something was found, and of what sort."""

    place: str
    sort: str
    said: str = field(default="", compare=False, repr=False)
    """What it was, for the eyes of whoever made the copy alone: never for a log."""


def texts_of_pdf(data: bytes) -> Iterator[tuple[str, str]]:
    """Every text in a PDF with the place it stands at, in words for people."""
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    before = ""
    reading = PageReader()
    for number, page in enumerate(reader.pages, 1):
        text = reading.text(page)
        yield f"page {number}", text
        # What begins at the foot of one page may end at the head of the next.
        if number > 1:
            yield f"pages {number - 1} and {number}", f"{_without_foot(before)[-400:]} {text[:400]}"
        before = text
    for text in _outline(reader.outline):
        yield "the bookmarks", text
    for value in (reader.metadata or {}).values():
        yield "the properties of the file", str(value)
    if reader.xmp_metadata is not None:
        yield "the properties of the file", str(reader.xmp_metadata.stream.get_data(), "utf-8")
    for number, page in enumerate(reader.pages, 1):
        for reference in page.get("/Annots") or ():
            action = reference.get_object().get("/A")
            if action is not None and "/URI" in action.get_object():
                yield f"a link on page {number}", str(action.get_object()["/URI"])
    for name, contents in reader.attachments.items():
        yield "an attachment", name
        for content in contents:
            yield "an attachment", content.decode("utf-8", "replace")
            yield "an attachment", "\n".join(runs(content))
    yield from insides(data)


def texts_of_png(data: bytes) -> Iterator[tuple[str, str]]:
    """Every text that a PNG says of itself; what is drawn in ours stands there too."""
    for keyword, text in _texts_in_png(data):
        yield "the description of the picture", f"{keyword} {text}"


def _texts_in_png(data: bytes) -> Iterator[tuple[str, str]]:
    place = 8
    while place + 12 <= len(data):
        length = int.from_bytes(data[place : place + 4])
        sort, content = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        place += 12 + length
        keyword, _, rest = content.partition(b"\0")
        if sort == b"tEXt":
            text = rest
        elif sort == b"zTXt":
            text = _inflated(rest[1:])
        elif sort == b"iTXt":
            _language, _, after = rest[2:].partition(b"\0")
            text = after.partition(b"\0")[2]
            text = _inflated(text) if rest[:1] == b"\1" else text
        elif sort == b"eXIf":
            keyword, text = b"", content
        else:
            continue
        for code in ("utf-8", "latin-1"):
            yield keyword.decode("latin-1"), text.decode(code, "replace")


def _inflated(data: bytes) -> bytes:
    """What was packed; the packed bytes themselves where they cannot be unpacked."""
    try:
        return zlib.decompress(data)
    except zlib.error:
        return data


def texts_of_text(text: str, suffix: str) -> Iterator[tuple[str, str]]:
    """What a text file says, as it stands and as a reader of its kind shows it."""
    if suffix not in (".html", ".svg"):
        yield "the file", text
    if suffix == ".md":
        yield "the file", text.replace("\\", "")
    elif suffix in (".html", ".svg"):
        text = _STYLE.sub(" ", text)
        said = _MARKUP.sub(" ", text)
        yield "the file", said
        yield "the file", unescape(said)
        # A word in two parts of different looks is one word to its readers.
        yield "the file", unescape(_TAG.sub("", text))
        yield "the file", unescape(_TAG.sub(" ", text))


def _without_foot(text: str) -> str:
    """The text of a page without its last lines, which stand at the foot of every page."""
    return "\n".join(text.rstrip().split("\n")[:-3])


def _outline(nodes: Iterable[_Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, list):
            yield from _outline(node)
        else:
            yield str(node.title)


def find_leaks(texts: Iterable[tuple[str, str]], watch: Watch) -> list[Leak]:
    """Where in `texts` something of `watch` stands, each place and sort once."""
    names = {form: name for name in watch.names for form in _name_forms(name)}
    begins_name = {form.split()[0] for form in names}
    # One by one: folding megabytes at once would stop the window.
    allowed = "".join(_letters(text) for text in watch.allowed)
    parts = {
        part: passage
        for passage in watch.passages
        for part in _chunks(_letters(passage))
        if part not in allowed
    }
    part_in = _finder(parts)
    found: dict[Leak, None] = {}
    for place, text in texts:
        words = bare_words(text)
        different = set(words)
        said = ""
        if not begins_name.isdisjoint(different):
            line = f" {' '.join(words)} "
            said = next((names[form] for form in names if form in line), "")
        said = said or next(iter(watch.names_in(text, different)), "")
        if said:
            found.setdefault(Leak(place, "a name", said))
        part = part_in("".join(words))
        if part:
            found.setdefault(Leak(place, "something private", parts[part]))
    return list(found)


def _finder(parts: Collection[str]) -> Callable[[str], str]:
    """What gives one of `parts` that stands in a text, and nothing if none does."""
    whole = [part for part in parts if len(part) >= _CHUNK_CHARS]
    short = [part for part in parts if len(part) < _CHUNK_CHARS]
    finders = [_finder_of(some) for some in (whole, short) if some]
    return lambda letters: next((said for find in finders if (said := find(letters))), "")


def _finder_of(parts: Sequence[str]) -> Callable[[str], str]:
    """As `_finder`. Many parts are looked up by pieces of them, at every so many letters of the
    text that one of these pieces must begin there: looking for each part takes as long as there
    are parts.
    """
    if len(parts) < _MANY_PARTS:
        return lambda letters: next((part for part in parts if part in letters), "")
    step = min(map(len, parts)) - _LEAST_CHARS + 1
    by_piece: dict[str, list[tuple[str, int]]] = {}
    for part in parts:
        for into in range(step):
            piece = part[into : into + _LEAST_CHARS]
            by_piece.setdefault(piece, []).append((part, into))

    def part_in(letters: str) -> str:
        for place in range(0, len(letters) - _LEAST_CHARS + 1, step):
            for part, into in by_piece.get(letters[place : place + _LEAST_CHARS], ()):
                if place >= into and letters.startswith(part, place - into):
                    return part
        return ""

    return part_in


def _letters(text: str) -> str:
    return "".join(bare_words(text))


def _name_forms(name: str) -> Iterator[str]:
    """A name as its words may stand; those from right to left are read out in either order."""
    words = bare_words(name)
    if len(" ".join(words)) > 1:
        yield f" {' '.join(words)} "
        yield f" {' '.join(reversed(words))} "
        yield f" {''.join(words)} "


def _chunks(letters: str) -> Iterator[str]:
    if len(letters) < _LEAST_CHARS:
        return
    last = max(1, len(letters) - _CHUNK_CHARS + 1)
    for start in range(0, last, _CHUNK_CHARS):
        yield letters[start : start + _CHUNK_CHARS]
