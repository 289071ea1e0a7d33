"""Reading an alert history in: matched with the signals, one step, and never twice."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from builders import a_department, a_desk, a_review, an_entry, at
from reviewdesk.domain import edits
from reviewdesk.domain.alerts import AlertHistory, base_rate
from reviewdesk.domain.entries import EntryKind
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.sharing import for_room
from reviewdesk.services.alert_histories import (
    Columns,
    OfferedHistory,
    match,
    read_history_file,
    take_in,
    told,
)
from reviewdesk.services.alert_matching import choose_alert, history_of, likely_first
from reviewdesk.services.desk import Desk

ENG = a_department("Engineering")


class Kept:
    def __init__(self, folder: Path, *titles: str) -> None:
        self.folder = folder
        self.signals = [an_entry(title, "10:34", ENG, kind=EntryKind.SIGNAL) for title in titles]
        self.desk: Desk = a_desk(a_review(ENG, *self.signals))

    def read(self, *rows: str, name: str = "alerts.csv") -> OfferedHistory:
        path = self.folder / name
        path.write_text("\n".join(("alert,time,incident", *rows)), encoding="utf-8")
        return read_history_file(path, self.desk.review)

    def rate(self, place: int = 0) -> str:
        signal = self.desk.review.entries[self.signals[place].id]
        held = history_of(self.desk.review, signal.id)
        rate = base_rate(held, signal) if held else None
        return rate.told if rate else ""


@pytest.mark.parametrize(
    "title",
    ["HighRetryRate", "high retry-rate", "gateway: High retry rate (4 %)", "retry rate high"],
)
def test_a_signal_is_matched_by_its_name_however_it_is_written(tmp_path: Path, title: str) -> None:
    kept = Kept(tmp_path, title)
    found = kept.read(
        "High retry rate,2026-03-01T08:00:00Z,no", "Disk full,2026-03-01T08:00:00Z,no"
    )
    assert found.matched == 1
    assert take_in(kept.desk, found) == 1
    assert kept.rate() == "fired 1 time in 11 days, 0 incidents"
    assert kept.desk.undo() == "Read in alert history"
    assert not kept.desk.review.all(AlertHistory)


def test_a_match_is_put_right_by_hand(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "retry rate up")
    found = kept.read("Retries,2026-03-01T08:00:00Z,no", "Disk full,2026-03-02T08:00:00Z,yes")
    match(found, kept.signals[0].id, next(
        place for place, one in enumerate(found.alerts) if one.name == "Disk full"
    ))  # fmt: skip
    take_in(kept.desk, found)
    assert kept.rate() == "fired 1 time in 11 days, 1 incident"
    other = next(
        one for one in kept.desk.review.all(AlertHistory).values() if one.name == "Retries"
    )
    choose_alert(kept.desk, kept.signals[0].id, other.id)
    assert kept.rate() == "fired 1 time in 11 days, 0 incidents"
    choose_alert(kept.desk, kept.signals[0].id, None)
    assert kept.rate() == ""


def test_a_second_read_adds_only_what_is_new(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "Retry rate")
    rows = ["Retry rate,2026-03-01T08:00:00Z,", "Retry rate,2026-03-02T08:00:00Z,"]
    take_in(kept.desk, kept.read(*rows))
    again = kept.read(*rows)
    assert "2 firings read in before" in told(kept.desk.review, again)
    with pytest.raises(KnownError, match="read in before"):
        take_in(kept.desk, again)
    take_in(kept.desk, kept.read(*rows, "Retry rate,2026-03-03T08:00:00Z,yes"))
    assert kept.rate() == "fired 3 times in 11 days, 1 incident"
    assert len(kept.desk.review.all(AlertHistory)) == 1


def test_the_likely_alert_is_offered_first(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "Zebra crossing")
    take_in(kept.desk, kept.read("Aardvark,2026-03-01T08:00:00Z,", "zebra,2026-03-01T08:00:00Z,"))
    assert likely_first(kept.desk.review, kept.signals[0])[0].name == "zebra"


def test_the_rooms_copy_has_the_rate_of_what_it_shows_and_no_more(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "Retry rate")
    later = "Retry rate,2026-03-12T11:00:00Z,yes"
    take_in(kept.desk, kept.read("Retry rate,2026-03-01T08:00:00Z,no", later))
    signal = kept.signals[0]
    veiled = for_room(kept.desk.review, at("10:40"), True, None)
    assert veiled.base_rates[signal.id].told == "fired 1 time in 11 days, 0 incidents"
    before = for_room(kept.desk.review, at("10:00"), True, None)
    assert before.base_rates == {}
    assert for_room(kept.desk.review, None, False, None).base_rates == veiled.base_rates


def test_a_signal_that_moves_is_counted_anew(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "Retry rate")
    moments = ("2026-03-01T08:00:00Z", "2026-03-12T10:00:00Z")
    take_in(kept.desk, kept.read(*(f"Retry rate,{one},no" for one in moments)))
    assert kept.rate() == "fired 2 times in 11 days, 0 incidents"
    kept.desk.apply(edits.change(kept.desk.review.entries[kept.signals[0].id], start=at("09:00")))
    assert kept.rate() == "fired 1 time in 11 days, 0 incidents"


def test_a_deleted_signal_leaves_its_history(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "Retry rate")
    take_in(kept.desk, kept.read("Retry rate,2026-03-01T08:00:00Z,"))
    kept.desk.apply(edits.remove(kept.desk.review, (kept.desk.review.entries[kept.signals[0].id],)))
    (history,) = kept.desk.review.all(AlertHistory).values()
    assert history.entry_ids == ()
    kept.desk.undo()
    assert kept.rate()


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    review = a_review(ENG)
    with pytest.raises(KnownError, match="cannot be read"):
        read_history_file(tmp_path / "nothing.csv", review)
    (tmp_path / "a.png").write_bytes(b"\x89PNG1234")
    with pytest.raises(KnownError, match="a picture"):
        read_history_file(tmp_path / "a.png", review)


def test_a_year_of_200_000_firings_takes_at_most_two_seconds_of_work(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "Alert 3", "Alert 5")
    began = datetime(2025, 3, 13, tzinfo=UTC)
    rows = [
        f"Alert {place % 40},{(began + timedelta(seconds=160 * place)).isoformat()},"
        for place in range(200_000)
    ]
    path = tmp_path / "year.csv"
    path.write_text("\n".join(("alert,time,incident", *rows)), encoding="utf-8")
    before = time.process_time()
    found = read_history_file(path, kept.desk.review)
    take_in(kept.desk, found)
    assert time.process_time() - before < 2.0
    assert found.count == 200_000
    assert kept.rate() == "fired 405 times in 30 days, 0 incidents"


@pytest.mark.parametrize(
    "title",
    ["Was incident", "is_incident", "Led to incident", "incident", "Incident ID", "Incident?",
     "led to an incident", "WAS_AN_INCIDENT"],
)  # fmt: skip
def test_a_column_that_says_what_became_an_incident_is_known_by_many_names(
    tmp_path: Path, title: str
) -> None:
    path = tmp_path / "alerts.csv"
    rows = [
        f"Fired at,Alert name,Severity,{title}",
        *(f"2026-03-0{day} 08:00,Retry rate,high,{said}" for day, said in
          enumerate(("yes", "no", "TRUE", "0", "1", ""), start=1)),
    ]  # fmt: skip
    path.write_text("\n".join(rows), encoding="utf-8")
    kept = Kept(tmp_path, "Retry rate")
    take_in(kept.desk, read_history_file(path, kept.desk.review))
    assert kept.rate().startswith("fired 6 times in")
    assert kept.rate().endswith(", 3 incidents")


def test_every_row_that_is_left_out_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "alerts.csv"
    path.write_text(
        'Fired at,Alert name\n2019-06-01 08:00,"Retry\nrate"\n\n2019-06-31 08:00,Retry rate\n'
        "2019-06-02 08:00,\nyesterday,Retry rate\n",
        encoding="utf-8",
    )
    kept = Kept(tmp_path, "Retry rate")
    words = told(kept.desk.review, read_history_file(path, kept.desk.review))
    assert "3 rows left out." in words
    assert "Lines 5, 7: Its time is not understood." in words
    assert "Line 6: It names no alert." in words


def test_other_columns_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "alerts.csv"
    path.write_text(
        "Time,Name,What,Page\n"
        "2026-03-01 08:00,a7,Retry rate,yes\n2026-03-02 08:00,a8,Retry rate,no\n",
        encoding="utf-8",
    )
    kept = Kept(tmp_path, "Retry rate")
    found = read_history_file(path, kept.desk.review)
    assert found.titles == ("Time", "Name", "What", "Page")
    assert found.columns == Columns(name=1, time=0)
    assert found.matched == 0
    found = read_history_file(path, kept.desk.review, Columns(name=2, time=0, incident=3))
    take_in(kept.desk, found)
    assert kept.rate().endswith("1 incident")
    with pytest.raises(KnownError, match="no times"):
        read_history_file(path, kept.desk.review, Columns(name=2, time=1))
