"""`sample`, `list` and `search`."""

import re
from pathlib import Path

import pytest

from builders import a_decision, a_decision_entry, a_department, a_review, an_entry
from commands import Run
from reviewdesk.domain.review import Review
from reviewdesk.services.library import LibraryService


def _keep(library: Path, *reviews: Review) -> None:
    service = LibraryService.open(library)
    for review in reviews:
        service.add_review(review)
    service.close()


def test_the_sample_is_added_and_its_id_printed(run: Run) -> None:
    (review_id,) = run("sample").lines
    assert re.fullmatch("[0-9a-f]{32}", review_id)
    other = run("sample", "--json").json["id"]
    assert {row["id"] for row in run("list", "--json").json} == {review_id, other}


def test_a_line_tells_of_a_review_what_one_looks_for(run: Run, library: Path) -> None:
    (line,) = run("list").lines
    assert re.match(r"[0-9a-f]{8}  2019-07-02  Understanding +7/8 heard +Edge processors", line)


def test_the_list_as_json_has_every_figure_of_the_library_page(run: Run, library: Path) -> None:
    (row,) = run("list", "--json").json
    assert row["title"].startswith("Edge processors")
    assert (row["kind"], row["day"], row["zone"]) == ("incident", "2019-07-02", "UTC")
    assert (row["departments_heard"], row["departments"], row["open_repairs"]) == (7, 8, 10)
    assert row["events"] >= 40
    assert row["sample"] is True
    assert row["archived"] is False
    assert row["updated"].endswith("+00:00")


def test_an_empty_library_says_how_to_begin(run: Run) -> None:
    ran = run("list")
    assert (ran.code, ran.out) == (0, "")
    assert "“reviewdesk sample” adds one." in ran.err
    assert run("list", "--json").json == []


def test_what_is_in_the_trash_is_not_listed(run: Run, library: Path, sample_id: str) -> None:
    service = LibraryService.open(library)
    service.trash(sample_id)
    service.close()
    assert run("list", "--json").json == []
    assert "begins with" in run("export", sample_id, "x.json").sentence()


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("<b>Ausfall</b> & “mehr”", "<b>Ausfall</b> & “mehr”"),
        ("report\u202efdp.exe", "report[U+202E]fdp.exe"),
        ("انقطاع خدمة التوصيل", "انقطاع خدمة التوصيل"),
        ("%s {0} $(reboot)", "%s {0} $(reboot)"),
    ],
)
def test_a_title_stands_on_one_line_and_steers_nothing(
    run: Run, home: Path, title: str, shown: str
) -> None:
    path = home / "any.reviews"
    _keep(path, a_review(title=title))
    (line,) = run("list", "--library", path).lines
    assert line.endswith(f"  {shown}")
    assert run("list", "--library", path, "--json").json[0]["title"] == title


def test_the_longest_title_is_cut(run: Run, home: Path) -> None:
    path = home / "any.reviews"
    _keep(path, a_review(an_entry("y" * 200_000), title="x" * 200_000))
    (line,) = run("list", "--library", path).lines
    assert len(line) == 200
    assert line.endswith("x…")
    for line in run("search", "yyy", "--library", path).lines:
        assert len(line) <= 200


def test_a_title_is_cut_at_the_width_of_the_terminal(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = home / "any.reviews"
    _keep(path, a_review(title="x" * 500))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "72")
    (line,) = run("list", "--library", path).lines
    assert len(line) == 72


def test_a_search_finds_words_in_events_and_accounts(run: Run, home: Path) -> None:
    path = home / "any.reviews"
    support = a_department("Support")
    call = an_entry("call centre hammered", "10:35", support)
    rollout = a_decision_entry("keep rolling out", department=support)
    told = a_decision(rollout, answers={"knew": "the centre was quiet"})
    _keep(path, a_review(support, call, rollout, told, title="Dispatch outage"))

    hits = run("search", "centre", "--library", path, "--json").json
    assert {(hit["kind"], hit["id"]) for hit in hits} == {
        ("event", call.id),
        ("decision point", told.id),
    }
    (event,) = (hit for hit in hits if hit["kind"] == "event")
    assert event["review_title"] == "Dispatch outage"
    assert event["title"] == "call centre hammered"
    assert event["start"] == "2026-03-12T10:35:00+00:00"
    assert event["review"] == run("list", "--library", path, "--json").json[0]["id"]
    lines = run("search", "call", "centre", "--library", path).lines
    assert lines[0].endswith("event            call centre hammered")


@pytest.mark.parametrize(
    "words", ['10:02 "foo', "NEAR(", "a* OR b", "-", "'; DROP TABLE review", ""]
)
def test_any_words_may_be_searched_for(run: Run, library: Path, words: str) -> None:
    ran = run("search", "--", words)
    assert ran.code == 0
    assert run("search", "--json", "--", words).code == 0


def test_nothing_found_is_said(run: Run, library: Path) -> None:
    ran = run("search", "xylophone")
    assert (ran.code, ran.out, ran.err) == (0, "", "Nothing found.\n")
    assert run("search", "xylophone", "--json").json == []


def test_the_library_may_be_named_before_and_after_the_command(run: Run, home: Path) -> None:
    path = home / "other.reviews"
    review_id = run("--library", path, "sample").lines[0]
    assert run("list", "--library", path, "--json").json[0]["id"] == review_id
    assert run("--library", path, "list", "--json").json[0]["id"] == review_id
    assert run("list", "--json").json == []


def test_a_slip_in_the_name_of_the_library_makes_none(run: Run, home: Path) -> None:
    path = home / "slip.reviews"
    for words in (["list"], ["search", "x"], ["export", "ab", "x.json"], ["check"]):
        assert "There is no library “slip.reviews”" in run(*words, "--library", path).sentence()
    assert not path.exists()


@pytest.mark.usefixtures("library")
def test_files_are_their_owners_alone(run: Run, library: Path) -> None:
    run("sample")
    for path in (library, *library.parent.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path
