"""One review as a file: a `.review` bundle, or plain `.json`. Nothing is left out.

A PDF of ours may carry the plain form, with what its readers may see, and is read here too.

A bundle is a zip of `manifest.json`, `review.json` and `files/<sha256>`, read in memory and by
exact names. The plain form is the same document with its files inside, in base64.
"""

import json
import logging
import os
import re
import zipfile
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from reviewdesk.domain.entries import Evidence
from reviewdesk.domain.errors import DamagedError, FileThereError, KnownError, NewerFileError
from reviewdesk.domain.numbering import complete
from reviewdesk.domain.review import RECORD_TYPES, Review, ReviewHead
from reviewdesk.domain.values import FIELD_LIMIT_CHARS, TooLongError
from reviewdesk.storage.bundle_check import fault_of
from reviewdesk.storage.files import is_there, write_atomically

BUNDLE_SUFFIX = ".review"
JSON_SUFFIX = ".json"
ATTACHED_NAME = "reviewdesk-review.json"
"""What the review is called that a PDF carries."""
FORMAT = "reviewdesk-review"
VERSION = 1

_LIMIT_BYTES = 256 * 2**20
_LIMIT_UNPACKED_BYTES = 512 * 2**20
_LIMIT_MEMBERS = 2_000
_LIMIT_RATIO = 200
_RATIO_COUNTS_FROM_BYTES = 10 * 2**20
_MANIFEST, _DOCUMENT, _FILES = "manifest.json", "review.json", "files/"
_MISSING = "it is not there"
_MADE = (1980, 1, 1, 0, 0, 0)
"""One time stamp for all members, so that the same review gives the same file."""

_STRICT = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

_RECORD_FIELDS: dict[str, Any] = {
    name: (tuple[record_type, ...], ())  # type: ignore[valid-type] # known only at run time
    for name, record_type in RECORD_TYPES.items()
    if record_type is not ReviewHead
}
_Records: Any = create_model("_Records", __config__=_STRICT, **_RECORD_FIELDS)


class _Document(BaseModel):
    model_config = _STRICT

    format: Literal["reviewdesk-review"]
    version: Literal[1]
    review: ReviewHead
    records: _Records
    files: dict[str, str] = {}
    """Evidence files in base64 by their SHA-256; empty in a bundle."""


class _Stamp(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    format: str
    version: int


class _Member(BaseModel):
    model_config = _STRICT

    size: int
    sha256: str


class _Manifest(BaseModel):
    model_config = _STRICT

    format: Literal["reviewdesk-review"]
    version: int
    members: dict[str, _Member]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A review as it came out of a file, with its evidence files by digest."""

    review: Review
    files: dict[str, bytes] = field(default_factory=dict)


def write_bundle(
    path: Path, review: Review, file_of: Callable[[str], bytes], *, force: bool = False
) -> None:
    """Writes everything of `review` to `path`; its ending says in which form. Raises KnownError."""
    suffix = path.suffix.lower()
    if suffix not in (BUNDLE_SUFFIX, JSON_SUFFIX):
        raise KnownError(
            f"A review is written to a {BUNDLE_SUFFIX} or a {JSON_SUFFIX} file. "
            "Nothing was written. Give the file one of these endings."
        )
    if not force and is_there(path):
        raise FileThereError(
            f"“{path.name}” is already there, and was left as it is. "
            "Choose another name, or have it overwritten."
        )
    digests = {one.file_digest for one in review.all(Evidence).values() if one.file_digest}
    files = {digest: file_of(digest) for digest in sorted(digests)}
    if suffix == JSON_SUFFIX:
        write_atomically(path, _document(review, files))
    else:
        write_atomically(path, _zipped(_document(review, {}), files))


def document_of(review: Review) -> bytes:
    """A review without kept files in the plain form."""
    return _document(review, {})


def _document(review: Review, files: dict[str, bytes]) -> bytes:
    records: dict[str, list[Any]] = {name: [] for name in RECORD_TYPES if name != "review"}
    for record in list(review.records())[1:]:
        records[record.table].append(record.model_dump(mode="json"))
    document: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "review": review.head.model_dump(mode="json"),
        "records": {name: found for name, found in records.items() if found},
    }
    if files:
        document["files"] = {digest: b64encode(data).decode() for digest, data in files.items()}
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False).encode()


def _zipped(document: bytes, files: dict[str, bytes]) -> bytes:
    members = {_DOCUMENT: document, **{_FILES + digest: data for digest, data in files.items()}}
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "members": {
            name: {"size": len(data), "sha256": sha256(data).hexdigest()}
            for name, data in members.items()
        },
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {_MANIFEST: json.dumps(manifest, indent=1).encode(), **members}.items():
            info = zipfile.ZipInfo(name, _MADE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, data)
    return out.getvalue()


def read_bundle(path: Path) -> Bundle:
    """The review in a `.review` or `.json` file.

    Raises DamagedError with file, place and reason where the file is not whole and sound,
    NewerFileError, and KnownError where it cannot be read at all.
    """
    try:
        with path.open("rb") as file:
            # Its size first: a buffer for the largest there may be would be taken up whole.
            size = os.fstat(file.fileno()).st_size
            data = file.read(size + 1) if size <= _LIMIT_BYTES else b""
    except OSError as error:
        raise KnownError(
            f"“{path.name}” cannot be read: {error.strerror}. Nothing was added."
        ) from error
    if size > _LIMIT_BYTES or len(data) > size:
        raise _damaged(path, "the file", "it is larger than any review is")
    if data.startswith(b"%PDF"):
        return _read_document(path, _attached(path, data), None)
    if data.startswith(b"PK"):
        return _read_zip(path, data)
    return _read_document(path, data, None)


def carries_review(path: Path) -> bool:
    """Whether a file is a PDF of ours with a review in it. False for what cannot be read."""
    try:
        if path.stat().st_size > _LIMIT_BYTES:
            return False
        data = path.read_bytes()
    except OSError:
        return False
    # Names in a PDF that is not one of ours may be packed; in ours this one stands open.
    return data.startswith(b"%PDF") and ATTACHED_NAME.encode() in data


def _attached(path: Path, data: bytes) -> bytes:
    """The review that a PDF carries."""
    from pypdf import PdfReader

    # What pypdf warns of quotes the file, and no text of a review goes into a log.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(data))
        found = reader.attachments.get(ATTACHED_NAME) or []
        content = found[0] if found else b""
    # A broken PDF has its reader fail in a hundred ways, and no list of errors tells them all.
    except Exception as error:
        raise _damaged(path, "the PDF", "it cannot be read") from error
    if len(content) > _LIMIT_UNPACKED_BYTES:
        raise _damaged(path, "the PDF", "it unpacks to more than any review needs")
    if not content:
        raise KnownError(
            f"“{path.name}” carries no review: it is a PDF to read. Nothing was added. Ask for the "
            "review as a .review file, or for a PDF that was made with the review in it."
        )
    return content


def _read_zip(path: Path, data: bytes) -> Bundle:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = _members(path, archive)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        LookupError,
        RuntimeError,  # NotImplementedError is one
        OverflowError,
        MemoryError,
    ):
        raise _damaged(path, "the archive", "it cannot be unpacked") from None
    try:
        manifest = _Manifest.model_validate_json(members.pop(_MANIFEST, b""))
    except ValidationError as error:
        raise _invalid(path, _MANIFEST, members.get(_MANIFEST, b""), error) from None
    if set(manifest.members) != set(members):
        raise _damaged(path, _MANIFEST, "it does not list what is in the archive")
    for name, data_of_member in members.items():
        said = manifest.members[name]
        if said.size != len(data_of_member) or said.sha256 != sha256(data_of_member).hexdigest():
            raise _damaged(path, name, "it is not what the manifest says")
    files = {
        name.removeprefix(_FILES): content for name, content in members.items() if name != _DOCUMENT
    }
    return _read_document(path, members.get(_DOCUMENT, b""), files)


def _members(path: Path, archive: zipfile.ZipFile) -> dict[str, bytes]:
    infos = archive.infolist()
    if len(infos) > _LIMIT_MEMBERS:
        raise _damaged(path, "the archive", "it has too many members")
    unpacked = sum(info.file_size for info in infos)
    packed = max(1, sum(info.compress_size for info in infos))
    if unpacked > _LIMIT_UNPACKED_BYTES or (
        unpacked > _RATIO_COUNTS_FROM_BYTES and unpacked / packed > _LIMIT_RATIO
    ):
        raise _damaged(path, "the archive", "it unpacks to more than any review needs")
    members: dict[str, bytes] = {}
    for info in infos:
        if info.filename in members or not _is_a_name(info.filename):
            raise _damaged(path, "the archive", "it has a member that no review has")
        if info.flag_bits & 1 or info.compress_type not in (
            zipfile.ZIP_STORED,
            zipfile.ZIP_DEFLATED,
        ):
            raise _damaged(path, info.filename, "it is packed in a way that is not used here")
        with archive.open(info) as member:
            members[info.filename] = member.read(info.file_size + 1)
        if len(members[info.filename]) != info.file_size:
            raise _damaged(path, info.filename, "it is longer or shorter than the archive says")
    return members


def _is_a_name(name: str) -> bool:
    digest = name.removeprefix(_FILES)
    return name in (_MANIFEST, _DOCUMENT) or (
        name.startswith(_FILES) and len(digest) == 64 and set(digest) <= set("0123456789abcdef")
    )


def _read_document(path: Path, data: bytes, files: dict[str, bytes] | None) -> Bundle:
    """`files` is None for the plain form, which brings its own."""
    try:
        document = _Document.model_validate_json(data)
    except ValidationError as error:
        place = "" if files is None else _DOCUMENT
        raise _invalid(path, place, data, error) from None
    if files is None:
        files = _decoded(path, document.files)
    elif document.files:
        raise _damaged(path, _DOCUMENT, "files stand inside it as well as beside it")
    records = [record for _, found in document.records for record in found]
    fault = fault_of(document.review, records)
    if fault:
        raise _damaged(path, fault.place, fault.reason)
    review = Review(document.review, records)
    complete(review)
    _check_files(path, review.all(Evidence).values(), files)
    return Bundle(review, files)


def _decoded(path: Path, files: dict[str, str]) -> dict[str, bytes]:
    try:
        return {digest: b64decode(text, validate=True) for digest, text in files.items()}
    except ValueError:
        raise _damaged(path, "files", "one of them is not base64") from None


def _check_files(path: Path, evidence: Iterable[Evidence], files: dict[str, bytes]) -> None:
    for digest, data in files.items():
        if sha256(data).hexdigest() != digest:
            raise _damaged(path, "files", "one of them is not what its digest says")
    wanted = {one.file_digest for one in evidence if one.file_digest}
    if wanted != set(files):
        raise _damaged(path, "files", "they are not those that the evidence names")


def _invalid(path: Path, member: str, data: bytes, error: ValidationError) -> KnownError:
    try:
        stamp = _Stamp.model_validate_json(data)
        if stamp.format == FORMAT and stamp.version > VERSION:
            return NewerFileError(
                f"“{path.name}” was written by a later version of ReviewDesk. Nothing was added. "
                "Install that version to read it."
            )
        if stamp.format != FORMAT:
            return _no_review(path, member)
    except ValidationError as stampless:
        if all(one["type"] == "missing" for one in stampless.errors(include_input=False)):
            return _no_review(path, member)
    first = error.errors(include_input=False, include_url=False, include_context=False)[0]
    if first["type"] == "json_invalid":
        line = re.search(r"at line (\d+)", first["msg"])
        reason = f"it breaks off or is garbled in line {line[1]}" if line else "it is garbled"
        return _damaged(path, member, reason)
    known = _field_names()
    # What is no name of ours is somebody's text, which no message carries.
    parts = [part if isinstance(part, int) or part in known else "…" for part in first["loc"]]
    reason = first["msg"].removeprefix("Value error, ")
    place = " › ".join(str(part) for part in (member, *parts) if part != "")
    said = error.errors(include_input=False, include_url=False)[0].get("ctx", {}).get("error")
    if isinstance(said, TooLongError):
        return DamagedError(
            f"“{path.name}” holds a text that is longer than a field takes, "
            f"{FIELD_LIMIT_CHARS:,} characters: {place}. Nothing was added, and the file was left "
            "as it is. Shorten that text where the file comes from, and have it exported again."
        )
    return _damaged(path, place, _MISSING if first["type"] == "missing" else reason)


def _no_review(path: Path, member: str) -> DamagedError:
    if member:
        return _damaged(path, member, "it is not a review")
    return DamagedError(
        f"“{path.name}” is not a review of ReviewDesk. Nothing was added. Choose a file that "
        "ReviewDesk has exported."
    )


@cache
def _field_names() -> frozenset[str]:
    """The names of all fields of a bundle."""
    schemas = (_Document.model_json_schema(), _Manifest.model_json_schema())
    parts = [part for schema in schemas for part in (schema, *schema["$defs"].values())]
    return frozenset(name for part in parts for name in part.get("properties", {}))


def _damaged(path: Path, place: str, reason: str) -> DamagedError:
    where = f"{place}: {reason}" if place else reason
    return DamagedError(
        f"“{path.name}” is damaged or was changed by somebody: {where.rstrip('.')}. "
        "Nothing was added, and the file was left as it is. Ask for a fresh copy."
    )
