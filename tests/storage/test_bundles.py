"""One review as a file: nothing lost, and whatever was done to the file, one kind of error."""

import base64
import json
import random
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import a_full_review, a_review, an_entry, an_evidence
from libraries import records_of
from random_reviews import any_review
from reviewdesk.domain.entries import EvidenceKind
from reviewdesk.domain.errors import DamagedError, KnownError, NewerFileError
from reviewdesk.domain.review import Review
from reviewdesk.storage.bundles import read_bundle, write_bundle

PICTURE = bytes(range(256)) * 64
DIGEST = sha256(PICTURE).hexdigest()


def a_review_with_a_file() -> Review:
    review = a_full_review(title="Dispatch – “the long night” \u202e")
    entry = next(iter(review.entries.values()))
    kept = an_evidence(entry, kind=EvidenceKind.FILE, file_digest=DIGEST, media_type="image/png")
    return Review(review.head, [*list(review.records())[1:], kept])


@pytest.fixture(params=[".review", ".json"])
def bundle(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"night{request.param}"
    write_bundle(path, a_review_with_a_file(), {DIGEST: PICTURE}.__getitem__)
    return path


@pytest.mark.parametrize("suffix", [".review", ".json"])
def test_nothing_is_lost_on_the_way(tmp_path: Path, suffix: str) -> None:
    review, path = a_review_with_a_file(), tmp_path / f"night{suffix}"
    write_bundle(path, review, {DIGEST: PICTURE}.__getitem__)
    found = read_bundle(path)
    assert records_of(found.review) == records_of(review)
    assert found.files == {DIGEST: PICTURE}


def test_the_same_review_gives_the_same_file(tmp_path: Path) -> None:
    review = a_review_with_a_file()
    for name in ("one.review", "two.review"):
        write_bundle(tmp_path / name, review, {DIGEST: PICTURE}.__getitem__)
    assert (tmp_path / "one.review").read_bytes() == (tmp_path / "two.review").read_bytes()


def test_what_stands_there_is_overwritten_only_when_told(bundle: Path) -> None:
    before = bundle.read_bytes()
    with pytest.raises(KnownError, match="already there"):
        write_bundle(bundle, a_review(), bytes)
    assert bundle.read_bytes() == before
    write_bundle(bundle, a_review(title="new"), lambda _digest: b"", force=True)
    assert read_bundle(bundle).review.head.title == "new"


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="one of these endings"):
        write_bundle(tmp_path / "night.docx", a_review(), bytes)


def changed_document(path: Path, change: Callable[[dict[str, object]], object]) -> bytes:
    """The bundle or JSON file with another document inside, its manifest put right."""
    if path.suffix == ".json":
        document = json.loads(path.read_bytes())
        change(document)
        return json.dumps(document).encode()
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    document = json.loads(members["review.json"])
    change(document)
    members["review.json"] = json.dumps(document).encode()
    manifest = json.loads(members["manifest.json"])
    manifest["members"]["review.json"] = {
        "size": len(members["review.json"]), "sha256": sha256(members["review.json"]).hexdigest(),
    }  # fmt: skip
    members["manifest.json"] = json.dumps(manifest).encode()
    return zipped(members)


def zipped(members: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def first_entry(document: dict[str, object]) -> dict[str, object]:
    return document["records"]["entry"][0]  # type: ignore[index,return-value]


TAMPERED: dict[str, tuple[Callable[[dict[str, object]], object], str]] = {
    "a field nobody knows": (lambda d: d["review"].update(evil=1), "review › …"),
    "a kind nobody knows": (lambda d: d["records"].update(virus=[{}]), "records › …"),
    "an enumeration": (lambda d: first_entry(d).update(kind="root cause"), "entry › 0 › kind"),
    "an id of another form": (lambda d: first_entry(d).update(id="../../etc"), "id is not one"),
    "an id twice": (
        lambda d: d["records"]["entry"].append(dict(first_entry(d))), "id is given twice",
    ),
    "a naive time": (lambda d: first_entry(d).update(start="2026-03-12T10:00:00"), "start"),
    "an end before its start": (
        lambda d: first_entry(d).update(end="1999-01-01T00:00:00Z"), "cannot end before",
    ),
    "a field that is too long": (lambda d: first_entry(d).update(detail="x" * 200_001), "detail"),
    "a number out of bounds": (lambda d: first_entry(d).update(raw_line=10**30), "out of bounds"),
    "an order that is no number": (lambda d: first_entry(d).update(order=float("nan")), ""),
    "an order without end": (lambda d: first_entry(d).update(order=1e400), ""),
    "a sighting of nothing": (
        lambda d: d["records"]["sighting"][0].update(entry_id="0" * 32), "not in the file",
    ),
    "no review at all": (lambda d: d.pop("review"), "review"),
    "a nest": (lambda d: d.update(review=nested(3_000)), ""),
    "another format": (lambda d: d.update(format="something else"), "is not a review"),
}  # fmt: skip


def nested(depth: int) -> object:
    found: object = []
    for _ in range(depth // 4):
        found = [found]
    return found


@pytest.mark.parametrize("what", TAMPERED)
def test_a_tampered_document_is_refused_with_the_place(bundle: Path, what: str) -> None:
    change, place = TAMPERED[what]
    bundle.write_bytes(changed_document(bundle, change))
    with pytest.raises(DamagedError, match=bundle.name) as told:
        read_bundle(bundle)
    assert place in str(told.value)
    assert "hammered" not in str(told.value)


def test_what_is_no_review_or_breaks_off_is_said_in_words(tmp_path: Path) -> None:
    other, broken = tmp_path / "other.json", tmp_path / "broken.json"
    other.write_text('{"a": 1}')
    broken.write_text('{\n "format": "reviewdesk-review",\n "version": 1,\n "review": {"title": "M')
    with pytest.raises(DamagedError, match=r"“other.json” is not a review of ReviewDesk\."):
        read_bundle(other)
    with pytest.raises(DamagedError, match="breaks off or is garbled in line 4"):
        read_bundle(broken)


def test_a_text_too_long_is_said_to_be_that(bundle: Path) -> None:
    bundle.write_bytes(changed_document(bundle, lambda d: d["review"].update(title="M" * 200_001)))
    with pytest.raises(DamagedError, match="longer than a field takes") as told:
        read_bundle(bundle)
    assert "review › title" in str(told.value)
    assert "changed by somebody" not in str(told.value)


def test_a_file_of_a_later_version_is_named_as_such(bundle: Path) -> None:
    bundle.write_bytes(changed_document(bundle, lambda d: d.update(version=2, more="x")))
    with pytest.raises(NewerFileError, match="later version"):
        read_bundle(bundle)


def members_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def bomb() -> bytes:
    return zipped({"manifest.json": b"{}", "review.json": b" " * 50 * 2**20})


@pytest.mark.parametrize(
    ("harm", "place"),
    [
        (lambda m: zipped({**m, "review.json": m["review.json"] + b" "}), "review.json"),
        (lambda m: zipped({**m, f"files/{DIGEST}": b"other"}), f"files/{DIGEST}"),
        (lambda m: zipped({k: v for k, v in m.items() if "files" not in k}), "manifest.json"),
        (lambda m: zipped({**m, "../../evil": b"x"}), "member"),
        (lambda m: zipped({**m, "files/" + "0" * 64: b"x"}), "manifest.json"),
        (lambda m: zipped({k: v for k, v in m.items() if k != "manifest.json"}), "manifest.json"),
        (lambda m: zipped({f"files/{n:064x}": b"" for n in range(2_001)}), "too many members"),
        (lambda _: bomb(), "unpacks to more"),
        (lambda _: b"PK\x03\x04 and then nothing", "cannot be unpacked"),
    ],
)
def test_a_tampered_archive_is_refused_with_the_place(
    tmp_path: Path, harm: Callable[[dict[str, bytes]], bytes], place: str
) -> None:
    path = tmp_path / "night.review"
    write_bundle(path, a_review_with_a_file(), {DIGEST: PICTURE}.__getitem__)
    path.write_bytes(harm(members_of(path)))
    with pytest.raises(DamagedError, match=r"night\.review") as told:
        read_bundle(path)
    assert place in str(told.value)


def test_files_in_plain_json_must_be_those_of_the_evidence(tmp_path: Path) -> None:
    path = tmp_path / "night.json"
    write_bundle(path, a_review_with_a_file(), {DIGEST: PICTURE}.__getitem__)
    document = json.loads(path.read_bytes())
    for files in ({}, {DIGEST: "not base64!"}, {DIGEST: base64.b64encode(b"other").decode()},
                  {**document["files"], "0" * 64: ""}):  # fmt: skip
        path.write_text(json.dumps({**document, "files": files}))
        with pytest.raises(DamagedError, match="files"):
            read_bundle(path)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """`data` with some bytes flipped, cut out, doubled or put in."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(found)), chance.randint(1, 40)
        match chance.randrange(4):
            case 0:
                found[at] ^= 1 << chance.randrange(8)
            case 1:
                del found[at : at + length]
            case 2:
                found[at:at] = found[at : at + length]
            case 3:
                found[at:at] = chance.choice([b'"', b"{", b"]", b"\x00", b"\xff\xfe", b"1e999"])
        if not found:
            break
    return bytes(found)


def mutate_and_read(bundle: Path, rounds: int, seed: int) -> None:
    """S9: only our exceptions, each within two seconds and 200 MB."""
    chance, sound = random.Random(seed), bundle.read_bytes()
    tracemalloc.start()
    for _ in range(rounds):
        bundle.write_bytes(mutated(sound, chance))
        tracemalloc.reset_peak()
        began = time.perf_counter()
        try:
            read_bundle(bundle)
        except DamagedError as error:
            told = str(error)
        except NewerFileError:
            continue
        else:
            continue
        finally:
            took, peak = time.perf_counter() - began, tracemalloc.get_traced_memory()[1]
        assert bundle.name in told
        assert took < 2
        assert peak < 200 * 2**20
    tracemalloc.stop()


def test_mutated_files_give_only_our_exceptions(bundle: Path) -> None:
    mutate_and_read(bundle, rounds=60, seed=3)


@pytest.mark.long
def test_thousands_of_mutated_files_give_only_our_exceptions(bundle: Path) -> None:
    mutate_and_read(bundle, rounds=5_000, seed=11)


def test_a_folder_or_nothing_at_all_is_told_plainly(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.review"):
        with pytest.raises(KnownError, match="cannot be read"):
            read_bundle(path)


def test_a_large_review_goes_through(tmp_path: Path) -> None:
    review = a_review(*[an_entry(f"event {number}") for number in range(2_000)])
    path = tmp_path / "large.review"
    write_bundle(path, review, bytes)
    assert records_of(read_bundle(path).review) == records_of(review)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(review=any_review(), suffix=st.sampled_from([".review", ".json"]))
def test_whatever_was_typed_comes_back_exactly(tmp_path: Path, review: Review, suffix: str) -> None:
    path = tmp_path / f"any{suffix}"
    path.unlink(missing_ok=True)
    write_bundle(path, review, bytes)
    again = read_bundle(path).review
    assert records_of(again) == records_of(review)
    assert again.head == review.head
