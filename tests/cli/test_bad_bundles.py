"""A bundle that was tampered with: refused in a sentence, and the library is as it was."""

import io
import json
import struct
import zipfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import DAY, a_card, a_department, a_review, a_sighting, an_entry, an_evidence
from commands import Run
from reviewdesk.domain.entries import EvidenceKind
from reviewdesk.domain.errors import KnownError
from reviewdesk.services.library import LibraryService
from reviewdesk.storage.bundles import read_bundle, write_bundle

FILE = b"a kept file"
DIGEST = sha256(FILE).hexdigest()
Members = dict[str, bytes]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole .review file."""
    support = a_department()
    call = an_entry("canary call", "10:35", support, end="10:50")
    kept = an_evidence(call, kind=EvidenceKind.FILE, file_digest=DIGEST, size_bytes=len(FILE))
    review = a_review(support, call, kept, a_sighting(call, support, "10:40"), a_card(support))
    path = tmp_path_factory.mktemp("bundle") / "whole.review"
    write_bundle(path, review, lambda _digest: FILE)
    return path


@pytest.fixture
def members(bundle: Path) -> Members:
    with zipfile.ZipFile(bundle) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def refused(run: Run, library: Path, tmp_path: Path) -> Iterator[Callable[[bytes, str], str]]:
    """Imports bytes as a file and returns the sentence; the library must be as it was."""
    before = library.read_bytes()

    def refuse(data: bytes, name: str = "bad.review") -> str:
        file = tmp_path / name
        file.write_bytes(data)
        sentence = run("import", file, "--json").sentence()
        assert f"“{name}”" in sentence
        assert "Nothing was added" in sentence
        assert "canary" not in sentence
        assert file.read_bytes() == data
        return sentence

    yield refuse
    assert library.read_bytes() == before
    assert not [path for path in tmp_path.rglob("*") if path.name.startswith("escaped")]


def _zipped(members: Members, **options: Any) -> bytes:  # noqa: ANN401 - options of zipfile
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def _listed(members: Members) -> Members:
    """`members` with a manifest that says the truth about them, as a forger would write it."""
    rest = {name: data for name, data in members.items() if name != "manifest.json"}
    told = {
        "format": "reviewdesk-review",
        "version": 1,
        "members": {
            name: {"size": len(data), "sha256": sha256(data).hexdigest()}
            for name, data in rest.items()
        },
    }
    return {"manifest.json": json.dumps(told).encode(), **rest}


def _forged(members: Members, change: Callable[[dict[str, Any]], object]) -> bytes:
    """The bundle with its document changed and the manifest to fit."""
    document = json.loads(members["review.json"])
    change(document)
    return _zipped(_listed({**members, "review.json": json.dumps(document).encode()}))


def test_the_whole_bundle_is_taken(run: Run, bundle: Path, members: Members) -> None:
    assert run("import", bundle).code == 0
    rebuilt = bundle.with_name("rebuilt.review")
    rebuilt.write_bytes(_zipped(_listed(members)))
    assert run("import", rebuilt).code == 0


@pytest.mark.parametrize("name", ["manifest.json", "review.json", f"files/{DIGEST}"])
def test_each_member_changed_or_missing(
    refused: Callable[..., str], members: Members, name: str
) -> None:
    data = members[name]
    changed = bytes([data[0], data[1] ^ 1]) + data[2:]
    refused(_zipped({**members, name: changed}))
    refused(_zipped({**members, name: data[:-1]}))
    refused(_zipped({**members, name: b""}))
    refused(_zipped({other: held for other, held in members.items() if other != name}))
    if name != "manifest.json":
        fewer = {other: held for other, held in members.items() if other != name}
        refused(_zipped(_listed(fewer)))


@pytest.mark.parametrize(
    "name",
    [
        "extra.txt",
        "../escaped",
        "/tmp/escaped",
        "files/../../escaped",
        "files/" + "g" * 64,
    ],
)
def test_a_member_that_no_bundle_has(
    refused: Callable[..., str], members: Members, name: str
) -> None:
    refused(_zipped({**members, name: b"x"}))
    refused(_zipped(_listed({**members, name: b"x"})))


def test_a_file_that_no_event_names(refused: Callable[..., str], members: Members) -> None:
    other = b"somebody else's"
    refused(_zipped(_listed({**members, f"files/{sha256(other).hexdigest()}": other})))
    refused(_zipped(_listed({**members, "files/" + "0" * 64: other})))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_that_stands_there_twice(refused: Callable[..., str], members: Members) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in [*members, "review.json"]:
            archive.writestr(name, members[name])
    refused(out.getvalue())


def test_an_archive_that_unpacks_without_end(refused: Callable[..., str], members: Members) -> None:
    bomb = {**members, "review.json": bytes(40 * 2**20)}
    assert "more than any review needs" in refused(_zipped(bomb, compresslevel=9))
    many = {**members, **{f"files/{number:064x}": b"" for number in range(2_100)}}
    assert "too many members" in refused(_zipped(many))


def test_an_archive_that_lies_about_its_sizes(
    refused: Callable[..., str], members: Members
) -> None:
    data = bytearray(_zipped(members))
    central = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, central + 24, 3)
    refused(bytes(data))
    struct.pack_into("<I", data, central + 24, 2**32 - 2)
    refused(bytes(data))


def test_an_archive_that_is_locked(refused: Callable[..., str], members: Members) -> None:
    data = bytearray(_zipped(members))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark)
        data[at + place] |= 1
    refused(bytes(data))


def test_what_is_no_archive(refused: Callable[..., str], members: Members) -> None:
    whole = _zipped(members)
    for data in (
        b"",
        b"PK",
        b"PK\x03\x04",
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        b"\xff\xfe{\x00}\x00",
        whole[: len(whole) // 2],
        whole[:-1],
        b"SQLite format 3\x00" + bytes(4080),
    ):
        refused(data)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        '"review"',
        "{",
        "[" * 100_000,
        '{"a":' * 50_000,
        '{"format": "reviewdesk-review", "version": 1}',
        '{"format": "other", "version": 1}',
        '{"format": "reviewdesk-review", "version": "1", "version": 2}',
        "\x00",
        "NaN",
    ],
)
def test_json_that_is_no_review(refused: Callable[..., str], text: str) -> None:
    refused(text.encode(), "bad.json")


def test_a_bundle_of_a_later_version(refused: Callable[..., str], members: Members) -> None:
    document = json.loads(members["review.json"])
    document["version"] = 2
    document["later"] = "canary"
    text = json.dumps(document).encode()
    assert "later version" in refused(text, "bad.json")
    assert "later version" in refused(_zipped(_listed({**members, "review.json": text})))


HOSTILE: list[Any] = [
    None,
    True,
    -1,
    10**40,
    1e308,
    float("nan"),
    float("inf"),
    "canary",
    "canary\x00\x1b[2J\u202e",
    [],
    ["canary"],
    {"canary": 1},
    [[[[[[{}]]]]]],
    "9999-99-99T99:99:99Z",
    "2026-03-29T02:30:00",
]
FIELDS = [
    ("review", "id"),
    ("review", "kind"),
    ("review", "tags"),
    ("entry", "id"),
    ("entry", "start"),
    ("entry", "title"),
    ("entry", "raw_line"),
    ("department", "position"),
    ("evidence", "entry_id"),
    ("card", "answers"),
]


@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_any_value_in_any_field_is_taken_whole_or_refused(
    run: Run, library: Path, tmp_path: Path, members: Members, kind: str, field: str
) -> None:
    taken = 1
    for number, value in enumerate(HOSTILE):

        def change(document: dict[str, Any], value: object = value) -> None:
            records = [document["review"]] if kind == "review" else document["records"][kind]
            records[0][field] = value

        file = tmp_path / f"{number}.review"
        file.write_bytes(_forged(members, change))
        ran = run("import", file)
        if ran.code == 0:
            taken += 1
        else:
            assert "canary" not in ran.sentence()
    lines = run("list").lines
    assert len(lines) == taken
    assert all("\x1b" not in line and "\u202e" not in line for line in lines)
    for line in lines:
        assert run("export", line[:8], tmp_path / f"{line[:8]}.json").code == 0
    assert run("check").code == 0


def test_records_that_cannot_stand_together(refused: Callable[..., str], members: Members) -> None:
    def twice(document: dict[str, Any]) -> None:
        document["records"]["entry"] *= 2

    def orphan(document: dict[str, Any]) -> None:
        document["records"]["sighting"][0]["entry_id"] = "0" * 32

    def short_id(document: dict[str, Any]) -> None:
        document["records"]["card"][0]["id"] = "../../escaped"

    def unknown_kind(document: dict[str, Any]) -> None:
        document["records"]["canary"] = []

    def unknown_field(document: dict[str, Any]) -> None:
        document["records"]["entry"][0]["canary\u202e"] = "canary"

    def backwards(document: dict[str, Any]) -> None:
        document["records"]["entry"][0]["end"] = DAY.isoformat()

    def file_inside(document: dict[str, Any]) -> None:
        document["files"] = {DIGEST: ""}

    for change in (twice, orphan, short_id, unknown_kind, unknown_field, backwards, file_inside):
        refused(_forged(members, change))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_flipped_and_cut_bundles_give_one_kind_of_error(bundle: Path, data: st.DataObject) -> None:
    whole = bytearray(bundle.read_bytes())
    flips = st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(1, 255)), max_size=6)
    for place, mask in data.draw(flips):
        whole[place] ^= mask
    cut = data.draw(st.integers(len(whole) // 2, len(whole)))
    spoilt = bundle.with_name("spoilt.review")
    spoilt.write_bytes(whole[:cut])
    said = _what_is_said(spoilt)
    assert said == "" or (said.endswith(".") and "canary" not in said)


def _what_is_said(path: Path) -> str:
    """The sentence with which a bundle is refused; empty where it is taken, with its file."""
    try:
        found = read_bundle(path)
    except KnownError as error:
        return str(error)
    assert found.files == {DIGEST: FILE}, "only what carries no meaning was changed"
    return ""


def test_a_review_with_the_ids_of_one_that_is_there_becomes_another(
    run: Run, library: Path, sample_id: str, tmp_path: Path, members: Members
) -> None:
    def take_the_id(document: dict[str, Any]) -> None:
        document["review"]["id"] = sample_id

    file = tmp_path / "same.review"
    file.write_bytes(_forged(members, take_the_id))
    (new_id,) = run("import", file).lines
    assert new_id != sample_id
    service = LibraryService.open(library)
    assert len(service.load_review(sample_id).departments) == 8
    assert len(service.load_review(new_id).departments) == 1
    service.close()
