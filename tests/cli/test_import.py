"""`import`: a review from a file of ours, as a new one, with nothing lost."""

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from builders import (
    DAY,
    a_card,
    a_condition,
    a_decision,
    a_decision_entry,
    a_department,
    a_lesson,
    a_marker,
    a_note,
    a_parking_item,
    a_question,
    a_repair,
    a_review,
    a_safeguard,
    a_session,
    a_sighting,
    a_source,
    a_voice,
    an_alert_history,
    an_entry,
    an_evidence,
    at,
)
from commands import Run
from reviewdesk.domain.entries import EvidenceKind, MarkerKind, Precision
from reviewdesk.domain.ids import new_id
from reviewdesk.domain.review import RECORD_TYPES, NumbersGiven, Review
from reviewdesk.services.library import LibraryService

FILE = b"%PDF-1.4 a kept file \x00\xff"


def _everything() -> Review:
    """A review with a record of each kind, and texts that are easily spoilt."""
    digest = sha256(FILE).hexdigest()
    support = a_department("Support", aliases=("Helpdesk", "サポート"))
    finance = a_department("Finance", colour=3, position=2.0)
    ana = a_voice(support, name="Ana Quillon", also_known_as=("@ana",))
    source = a_source(zone="Europe/Zurich", offset_seconds=-42, read_at=at("18:00"))
    call = an_entry(
        "call centre hammered",
        "10:35",
        support,
        end="10:50:20",
        detail="two lines\nand a tab\t, “quotes”, <b>markup</b>, العربية, 🚒, =1+1",
        voice_id=ana.id,
        source_id=source.id,
        raw="10:35 @support call centre hammered",
        raw_line=7,
        tags=("signal", "phone"),
        starred=True,
    )
    drift = an_entry(
        "queue grew",
        None,
        finance,
        precision=Precision.BETWEEN,
        earliest="10:00",
        latest="10:20",
        open_end=True,
    )
    early = an_entry("first ticket", None, precision=Precision.UNKNOWN, order=-3.5)
    rollout = a_decision_entry(department=support)
    kept = an_evidence(
        call,
        kind=EvidenceKind.FILE,
        file_digest=digest,
        media_type="application/pdf",
        size_bytes=len(FILE),
    )
    condition = a_condition()
    return a_review(
        support,
        finance,
        ana,
        source,
        call,
        an_alert_history("-3 10:35", "-1 02:00!", name="queue, “depth”", entry_ids=(call.id,)),
        drift,
        early,
        rollout,
        kept,
        an_evidence(call, url="https://example.org/log"),
        a_marker(MarkerKind.OWN, label="the storm", entry_id=call.id),
        a_sighting(call, finance, noticed="11:02", visible="10:40"),
        a_decision(rollout, answers={"knew": "nothing of the calls"}),
        a_card(support, "we saw it first"),
        a_card(finance),
        condition,
        a_safeguard(),
        a_lesson(),
        a_question(),
        a_repair(due=DAY.date()),
        a_note("canary: private"),
        a_parking_item(),
        a_session(),
        NumbersGiven(id=new_id(), condition=7),
        title="Dispatch “outage”",
        zone="Europe/Zurich",
        tags=("dispatch",),
        ground_rules=("we blame no one",),
    )


def _without_ids(path: Path) -> str:
    """The text of a .json export, with each id replaced by when it was first named."""
    names: dict[str, str] = {}
    return re.sub(
        r'"[0-9a-f]{32}"',
        lambda found: names.setdefault(found[0], f'"id {len(names)}"'),
        path.read_text(encoding="utf-8"),
    )


@pytest.fixture
def kept_id(home: Path) -> str:
    """Id of a review with everything in it, in the usual library."""
    folder = home / ".local" / "share" / "reviewdesk"
    service = LibraryService.open(folder / "library.reviews")
    service.keep_file(FILE, "application/pdf")
    review_id = service.add_review(_everything())
    service.close()
    return review_id


@pytest.mark.parametrize("ending", ["json", "review"])
def test_nothing_is_lost_on_the_way_out_and_in(
    run: Run, kept_id: str, tmp_path: Path, ending: str
) -> None:
    out, before, after = tmp_path / f"out.{ending}", tmp_path / "a.json", tmp_path / "b.json"
    assert run("export", kept_id, out).code == 0
    (new_id,) = run("import", out).lines
    assert new_id != kept_id
    assert run("export", kept_id, before).code == 0
    assert run("export", new_id, after).code == 0
    assert _without_ids(before) == _without_ids(after)
    held = json.loads(before.read_text(encoding="utf-8"))["records"]
    assert {"review", *held} == set(RECORD_TYPES), "the test has a record of every kind"
    assert "id 0" in _without_ids(before)
    taken = json.loads(after.read_text(encoding="utf-8"))
    ids = {record["id"] for kind in held.values() for record in kind}
    assert not ids & {record["id"] for kind in taken["records"].values() for record in kind}

    other = tmp_path / "other.reviews"
    (moved_id,) = run("import", out, "--library", other).lines
    assert moved_id == kept_id, "in another library it may keep its ids"
    assert run("export", moved_id, after, "--force", "--library", other).code == 0
    assert before.read_bytes() == after.read_bytes()


def test_what_was_read_is_told_as_json(run: Run, kept_id: str, tmp_path: Path) -> None:
    file = tmp_path / "x.review"
    assert run("export", kept_id, file).code == 0
    told = run("import", file, "--json").json
    assert list(told) == ["events", "skipped", "duplicates", "notes"]
    assert (told["skipped"], told["duplicates"]) == ([], 0)
    (note,) = told["notes"]
    assert re.fullmatch("Added as [0-9a-f]{32}[.]", note)
    assert [event["title"] for event in told["events"]] == [
        "first ticket",
        "queue grew",
        "call centre hammered",
        "keep rolling out",
    ]
    assert told["events"][2] == {
        "start": "2026-03-12T10:35:00+00:00",
        "end": "2026-03-12T10:50:20+00:00",
        "precision": "exact",
        "department": "Support",
        "title": "call centre hammered",
        "line": 7,
    }
    assert told["events"][1]["start"] is None
    assert told["events"][0]["department"] is None


def test_a_title_may_be_given(run: Run, kept_id: str, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    assert run("export", kept_id, file).code == 0
    (new_id,) = run("import", file, "--new", "Dispatch, again").lines
    titles = {row["id"]: row["title"] for row in run("list", "--json").json}
    assert titles == {kept_id: "Dispatch “outage”", new_id: "Dispatch, again"}


def test_a_dry_run_adds_nothing(run: Run, kept_id: str, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    assert run("export", kept_id, file).code == 0
    assert run("import", file, "--dry-run").lines == ["“Dispatch “outage”” would be added."]
    told = run("import", file, "--dry-run", "--json", "--new", "Other").json
    assert len(told["events"]) == 4
    assert told["notes"] == ["“Other” would be added."]
    assert len(run("list").lines) == 1


def test_several_files_are_added_or_none_of_them(run: Run, kept_id: str, tmp_path: Path) -> None:
    one, two, bad = tmp_path / "one.json", tmp_path / "two.review", tmp_path / "bad.json"
    for file in (one, two):
        assert run("export", kept_id, file).code == 0
    bad.write_text("{", encoding="utf-8")
    assert "“bad.json”" in run("import", one, two, bad).sentence()
    assert len(run("list").lines) == 1
    assert len(run("import", one, two).lines) == 2
    assert len(run("list").lines) == 3


def test_an_imported_review_is_found_by_a_search(run: Run, kept_id: str, tmp_path: Path) -> None:
    file = tmp_path / "x.review"
    assert run("export", kept_id, file).code == 0
    (new_id,) = run("import", file).lines
    assert {hit["review"] for hit in run("search", "hammered", "--json").json} == {kept_id, new_id}
    assert run("check").code == 0


def test_events_want_a_review_to_go_to(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("10:35 call centre hammered", encoding="utf-8")
    assert "--into" in run("import", tmp_path / "x.txt").sentence(2)


@pytest.mark.parametrize("data", [b"\x1f\x8b\x08\x00", b"PK\x03\x04", b"\x89PNG", b"", b" \n"])
def test_a_file_with_no_text(run: Run, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.gz").write_bytes(data)
    assert "Nothing was added" in run("import", tmp_path / "x.gz", "--new", "x").sentence()
    assert "Nothing was added." in run("import", tmp_path / "missing", "--new", "x").sentence()


def test_a_file_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    for name in ("missing.json", "missing.review", "folder.json", f"{'x' * 300}.json"):
        assert "Nothing was added." in run("import", tmp_path / name).sentence()


def test_a_title_of_a_megabyte_is_refused_and_one_of_a_field_is_taken(
    run: Run, kept_id: str, tmp_path: Path
) -> None:
    file = tmp_path / "x.json"
    assert run("export", kept_id, file).code == 0
    whole = json.loads(file.read_text(encoding="utf-8"))
    for title, told in (("م" * 1_000_000, None), ("<i>\u202e" + "م" * 190_000, "<i>[U+202E]مم")):
        whole["review"]["title"] = title
        file.write_text(json.dumps(whole), encoding="utf-8")
        ran = run("import", file)
        if told is None:
            assert "200,000" in ran.sentence()
            continue
        assert ran.code == 0
        line = next(line for line in run("list").lines if line.startswith(ran.out[:8]))
        assert told in line
        assert len(line) == 200


def test_bad_input_quotes_nothing_of_the_review(run: Run, kept_id: str, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    assert run("export", kept_id, file).code == 0
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("canary: private") + 10], encoding="utf-8")
    assert "canary" not in run("import", file).sentence()
    for kind, field in (
        ("entry", "kind"),
        ("entry", "start"),
        ("entry", "raw_line"),
        ("entry", "starred"),
        ("entry", "tags"),
        ("evidence", "entry_id"),
        ("evidence", "file_digest"),
        ("repair", "due"),
    ):
        held = json.loads(text)
        held["records"][kind][0][field] = "canary"
        file.write_text(json.dumps(held), encoding="utf-8")
        assert "canary" not in run("import", file).sentence(), field
