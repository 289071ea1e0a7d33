"""`import` of what others wrote: events into a review that is there, or into a new one."""

import io
import sys
from pathlib import Path

import pytest

from commands import Run

TIMELINE = """# Pump failure, 12 March 2026

All times are CET.

- 10:35 Dispatch: pump stops
- ~10:50 calls come in
- no idea when the valve shut
- 11:00-11:20 pump by hand
"""


@pytest.fixture
def timeline(tmp_path: Path) -> Path:
    path = tmp_path / "timeline.md"
    path.write_text(TIMELINE, encoding="utf-8")
    return path


def test_what_would_be_added_is_told_as_json(run: Run, timeline: Path) -> None:
    told = run("import", timeline, "--dry-run", "--json").json
    assert list(told) == ["events", "skipped", "duplicates", "notes"]
    assert told["events"] == [
        {
            "start": "2026-03-12T10:35:00+01:00",
            "end": None,
            "precision": "exact",
            "department": None,
            "title": "Dispatch: pump stops",
            "line": 5,
        },
        {
            "start": "2026-03-12T10:50:00+01:00",
            "end": None,
            "precision": "about",
            "department": None,
            "title": "calls come in",
            "line": 6,
        },
        {
            "start": "2026-03-12T11:00:00+01:00",
            "end": "2026-03-12T11:20:00+01:00",
            "precision": "exact",
            "department": None,
            "title": "pump by hand",
            "line": 8,
        },
    ]
    assert {row["line"] for row in told["skipped"]} == {1, 3, 7}
    assert all(row["reason"] for row in told["skipped"])
    assert told["duplicates"] == 0
    assert "Line 3 says that times are in CET." in told["notes"]
    assert run("list").lines == []


def test_events_go_into_a_new_review_and_not_twice(run: Run, timeline: Path) -> None:
    assert run("import", timeline, "--new", "Pump").code == 0
    (row,) = run("list", "--json").json
    assert (row["title"], row["events"], row["day"]) == ("Pump", 3, "2026-03-12")
    told = run("import", timeline, "--into", row["id"][:8], "--dry-run", "--json").json
    assert told["duplicates"] == 3
    assert "there already" in run("import", timeline, "--into", row["id"]).sentence()
    assert run("list", "--json").json[0]["events"] == 3


def test_lanes_are_made_for_the_departments_of_a_table(
    run: Run, sample_id: str, tmp_path: Path
) -> None:
    table = tmp_path / "t.csv"
    table.write_text("time;team;event\n10:35;Bakery;oven cold\n10:40;Bakery;oven hot\n")
    told = run("import", table, "--into", sample_id, "--date", "2019-07-02", "--json").json
    assert [event["department"] for event in told["events"]] == ["Bakery", "Bakery"]
    row = next(one for one in run("list", "--json").json if one["id"] == sample_id)
    assert row["departments"] == 9


def test_zone_date_and_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class _Input:
        buffer = io.BytesIO(b"10:35 pump stops")

    monkeypatch.setattr(sys, "stdin", _Input())
    words = ("--date", "2026-07-01", "--zone", "Europe/Lisbon", "--dry-run", "--json")
    (event,) = run("import", "-", *words).json["events"]
    assert event["start"] == "2026-07-01T10:35:00+01:00"


def test_without_a_day_the_way_out_is_named(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text("10:35 pump stops")
    assert "--date" in run("import", file, "--new", "x").sentence()
    assert run("list").lines == []


@pytest.mark.parametrize(
    "words",
    [
        ("--date", "yesterday"),
        ("--format", "paper"),
        ("--new", " "),
        ("--new", "x", "--into", "y"),
    ],
)
def test_wrong_usage_is_said(run: Run, timeline: Path, words: tuple[str, ...]) -> None:
    assert run("import", timeline, *words).sentence(2)


def test_a_zone_or_a_review_nobody_knows(run: Run, timeline: Path) -> None:
    assert "zone" in run("import", timeline, "--new", "x", "--zone", "Mars/Base").sentence()
    assert "No review" in run("import", timeline, "--into", "abc").sentence()
