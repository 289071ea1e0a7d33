"""Reads what was filled into a questionnaire of ours, whichever program wrote the file.

Nothing in the file is ever run or followed: fields are walked, their texts read, and that is all.
Values are taken from the field, else from its rich text, else from what its widget shows.
"""

import codecs
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any, TypeAlias

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.questionnaires import (
    KEY_FIELD,
    MARK,
    FormKey,
    NewerFormError,
    NotAKeyError,
)
from reviewdesk.domain.values import FIELD_LIMIT_CHARS, clean_text

MOST_BYTES = 40_000_000
_MOST_FIELDS = 20_000
_MOST_DEPTH = 40
_MOST_PAGES_READ = 12
_MOST_APPEARANCE_BYTES = 2_000_000

_NOTHING = "Nothing was changed."
NOT_A_PDF = f"This file is not a PDF. {_NOTHING} Choose the questionnaire as it was sent back."
TOO_LARGE = (
    f"This file is larger than a questionnaire can be. {_NOTHING} Choose the file that was filled "
    "in, without anything put behind it."
)
LOCKED = (
    f"This PDF is locked with a password, so its answers cannot be read. {_NOTHING} Ask for a copy "
    "saved without a password."
)
DAMAGED = (
    f"This PDF is damaged and cannot be read. {_NOTHING} Ask for the file to be sent again, or "
    "saved again from the program it was filled in with."
)
FLATTENED = (
    "This is a print of a questionnaire: what was typed is there to look at, but its fields are "
    f"gone, so nothing can be read from it. {_NOTHING} Ask for the file that was filled in, saved "
    "instead of printed, or type the answers into the card."
)
NO_FIELDS = (
    "This PDF has no fields to read answers from. It may be a scan or a print of a questionnaire, "
    f"or another document. {_NOTHING} Ask for the form itself, filled in and saved."
)
NOT_OURS = (
    f"This is a form, but not a questionnaire made here. {_NOTHING} Choose the file that came back."
)
ALTERED = (
    "The part of this form that says where its answers belong was altered or is incomplete, so "
    f"nothing was read from it. {_NOTHING} Ask for the form as it was sent, filled in and saved, "
    "or make a new one."
)
NEWER = (
    f"This questionnaire was made by a later version of ReviewDesk. {_NOTHING} Read it in with "
    "that version, or make a new form with this one."
)
FORMS_MIXED = (
    f"This file holds several questionnaires put together. {_NOTHING} Read them in one by one, "
    "from the files they came in."
)

_Node: TypeAlias = Any
"""A thing of pypdf's, which come in many kinds."""

_CUT_PICTURE = re.compile("[\uf300-\uf64f\uf680-\uf6ff\uf7e0-\uf7eb]")
"""Pictographs, from U+1F300 on, without their leading one."""

_LANGUAGE = re.compile("\x1b[^\x1b]{0,16}\x1b")
"""Which language follows, inside a text in UTF-16 (ISO 32000, 7.9.2.2)."""


@dataclass(frozen=True, slots=True)
class FilledForm:
    """What stands in the fields of one of our forms: texts by the names of their fields."""

    key: FormKey
    values: Mapping[str, str]
    doubled: frozenset[str] = frozenset()
    """Fields filled in twice, otherwise each time; their texts stand one under another."""


def read_form(data: bytes) -> FilledForm:
    """The answers in a form of ours. Raises KnownError, in words for people, where it is none."""
    if len(data) > MOST_BYTES:
        raise KnownError(TOO_LARGE)
    if b"%PDF-" not in data[:1024]:
        raise KnownError(NOT_A_PDF)
    try:
        with _without_log():
            found, text_of_pages = _read(data)
            ours = KEY_FIELD in found or MARK in " ".join(text_of_pages().split())
    except KnownError:
        raise
    except Exception:  # noqa: BLE001 - pypdf raises whatever its code meets in a damaged file
        # What it says may quote the file, so it goes no further.
        raise KnownError(DAMAGED) from None
    if KEY_FIELD not in found:
        if ours and not any(name.startswith("answer_") for name in found):
            raise KnownError(FLATTENED)
        raise KnownError(ALTERED if ours else NOT_OURS if found else NO_FIELDS)
    keys = found.pop(KEY_FIELD)
    if len(keys) > 1:
        raise KnownError(FORMS_MIXED)
    try:
        key = FormKey.read("".join(keys))
    except NewerFormError:
        raise KnownError(NEWER) from None
    except NotAKeyError:
        raise KnownError(ALTERED) from None
    values = {name: "\n\n".join(texts) for name, texts in found.items()}
    return FilledForm(key, values, frozenset(name for name, texts in found.items() if texts[1:]))


@contextmanager
def _without_log() -> Iterator[None]:
    """What pypdf warns of quotes the file, and no text of a review goes into a log."""
    log = logging.getLogger("pypdf")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(level)


def _read(data: bytes) -> tuple[dict[str, list[str]], Callable[[], str]]:
    """Each field with its texts, without those that are empty; and what reads the pages."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise KnownError(LOCKED)
        found: dict[str, list[str]] = {}
        for count, (name, text) in enumerate(_fields(reader)):
            if count > _MOST_FIELDS:
                raise KnownError(TOO_LARGE)
            texts = found.setdefault(name, [])
            if text and text not in texts:
                texts.append(text)
    except (DependencyError, FileNotDecryptedError):
        raise KnownError(LOCKED) from None

    def text_of_pages() -> str:
        return "\n".join(page.extract_text() for page in reader.pages[:_MOST_PAGES_READ])

    return found, text_of_pages


def _fields(reader: _Node) -> Iterator[tuple[str, str]]:
    """Every field with its text: those of the form, then widgets that were left without one."""
    seen: set[int] = set()
    form = _resolved(reader.root_object.get("/AcroForm"))
    if isinstance(form, dict):
        for node in _resolved(form.get("/Fields")) or ():
            yield from _walk(_resolved(node), "", {}, seen, 0)
    for page in reader.pages:
        for node in _resolved(page.get("/Annots")) or ():
            widget = _resolved(node)
            if isinstance(widget, dict) and widget.get("/Subtype") == "/Widget":
                yield from _walk(_top(widget), "", {}, seen, 0)


def _top(widget: _Node) -> _Node:
    """The field a widget belongs to in the end."""
    for _ in range(_MOST_DEPTH):
        parent = _resolved(widget.get("/Parent"))
        if not isinstance(parent, dict) or parent is widget:
            break
        widget = parent
    return widget


def _walk(
    node: _Node, above: str, inherited: Mapping[str, _Node], seen: set[int], depth: int
) -> Iterator[tuple[str, str]]:
    if not isinstance(node, dict) or id(node) in seen or depth > _MOST_DEPTH:
        return
    seen.add(id(node))
    own = _decoded(node.get("/T")) if "/T" in node else ""
    name = f"{above}.{own}" if above and own else own or above
    held = {**inherited, **{key: node[key] for key in ("/FT", "/V", "/RV") if key in node}}
    kids = [_resolved(kid) for kid in _resolved(node.get("/Kids")) or ()]
    if any(isinstance(kid, dict) and "/T" in kid for kid in kids):
        for kid in kids:
            yield from _walk(kid, name, held, seen, depth + 1)
        return
    widgets = [kid for kid in kids if isinstance(kid, dict)]
    seen.update(map(id, widgets))
    if name:
        # A form that was nested under a parent by another program keeps our names as the last part.
        yield name.rsplit(".", 1)[-1], _text_of(held, [*widgets, node])


def _text_of(held: Mapping[str, _Node], widgets: list[_Node]) -> str:
    if _resolved(held.get("/FT")) == "/Btn":
        return _choice(held, widgets)
    sources = [held, *widgets]
    said = [_cleaned(_decoded(source["/V"])) for source in sources if "/V" in source]
    if any(said):
        return next(filter(None, said))
    for source in sources:
        if "/RV" in source:
            return _cleaned(_plain(_decoded(source["/RV"])))
    # An empty value was emptied on purpose, whatever its widget still shows.
    return "" if said else _cleaned("\n".join(filter(None, map(_shown, widgets))))


def _choice(held: Mapping[str, _Node], widgets: list[_Node]) -> str:
    """The name of the button that is pressed; empty where none is."""
    states = [held.get("/V"), *(one.get("/V") for one in widgets)]
    if not any(state is not None for state in states):
        states = [one.get("/AS") for one in widgets]
    for state in states:
        name = str(_resolved(state) or "").lstrip("/")
        if name and name != "Off":
            return name
    return ""


def _shown(widget: _Node) -> str:
    """What a widget shows, where the field itself says nothing."""
    from pypdf import PageObject

    look = _resolved(widget.get("/AP"))
    stream = _resolved(look.get("/N")) if isinstance(look, dict) else None
    if stream is None or not hasattr(stream, "get_data"):
        return ""
    if len(stream.get_data()) > _MOST_APPEARANCE_BYTES:
        raise KnownError(TOO_LARGE)
    return PageObject.create_blank_page(None, 10, 10).extract_xform_text(stream, (0,), 200.0)


def _decoded(value: _Node) -> str:
    """A text string of any encoding a PDF may have; also one that is kept as a stream."""
    value = _resolved(value)
    if value is None:
        return ""
    if hasattr(value, "get_data"):
        value = value.get_data()
    if isinstance(value, bytes):
        return _from_bytes(bytes(value))
    text = str(value)
    # Read as single signs, so that one of UTF-8 with its mark shows as three.
    if text.startswith("ï»¿"):
        with_mark = getattr(value, "original_bytes", b"")
        return _from_bytes(with_mark) if with_mark else text
    return _LANGUAGE.sub("", text)


def _from_bytes(data: bytes) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF8, "utf-8"),
    ):
        if data.startswith(mark):
            return _LANGUAGE.sub("", data[len(mark) :].decode(encoding, "replace"))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _plain(rich: str) -> str:
    """The words of a rich text, a paragraph to a line."""
    try:
        root = ElementTree.fromstring(rich)
    except (ElementTree.ParseError, DefusedXmlException, ValueError):
        return ""
    lines: list[str] = [""]
    for kind, node in _steps(root):
        if kind == "start":
            tag = str(node.tag).rpartition("}")[2]
            if tag in ("p", "br") and lines != [""]:
                lines.append("")
            lines[-1] += node.text or ""
        else:
            lines[-1] += node.tail or ""
    return "\n".join(line.strip() for line in lines).strip()


def _steps(node: _Node) -> Iterator[tuple[str, _Node]]:
    stack: list[tuple[str, _Node]] = [("start", node)]
    while stack:
        kind, one = stack.pop()
        yield kind, one
        if kind == "start":
            stack.append(("end", one))
            stack += [("start", child) for child in reversed(list(one))]


def _cleaned(text: str) -> str:
    """`text` as it may be kept; what is longer than a field takes is refused, not cut."""
    if len(text) > FIELD_LIMIT_CHARS:
        raise KnownError(TOO_LARGE)
    return clean_text(_whole_pictures(text)).strip()


def _whole_pictures(text: str) -> str:
    """`text` with emoji as they were pasted.

    WORKAROUND pdfium: what is pasted loses all but 16 bits of each sign, so that an emoji comes as
    a sign for private use, which nobody types. Typed ones come whole.
    """
    if not _CUT_PICTURE.search(text):
        return text
    return _CUT_PICTURE.sub(lambda cut: chr(ord(cut[0]) + 0x10000), text)


def _resolved(value: _Node) -> _Node:
    return value.get_object() if hasattr(value, "get_object") else value
