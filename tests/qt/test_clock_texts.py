"""Times as the console tells them: no more precise than known, no longer than needed."""

from datetime import timedelta

import pytest

from builders import a_desk, a_review, an_entry, at
from reviewdesk.domain.entries import Precision
from reviewdesk.qt.clock_texts import ClockTexts
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.view_state import Clock, ViewState


def texts(zone: str = "UTC") -> tuple[ClockTexts, ViewState]:
    bridge, view = DeskBridge(), ViewState()
    bridge.open(a_desk(a_review(zone=zone)))
    return ClockTexts(bridge, view), view


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"start": "10:35"}, "10:35"),
        ({"start": "10:35", "precision": Precision.ABOUT}, "~10:35"),
        ({"start": "10:35", "precision": Precision.UNKNOWN}, "?"),
        ({"start": None, "precision": Precision.BETWEEN, "earliest": "10:30", "latest": "11:00"},
         "10:30–11:00"),
        ({"start": None, "precision": Precision.BETWEEN, "earliest": "00:00", "latest": "47:59"},
         "12 Mar – 13 Mar"),
        ({"start": None, "precision": Precision.BETWEEN, "earliest": "00:00", "latest": "72:00"},
         "12 Mar – 15 Mar"),
        ({"start": None, "precision": Precision.BETWEEN, "earliest": "22:00", "latest": "48:00"},
         "22:00 – 14 Mar 00:00"),
        ({"start": None, "precision": Precision.DAY, "earliest": "00:00", "latest": "23:59"},
         "12 Mar"),
        ({"start": "25:10"}, "13 Mar 01:10"),
    ],
)  # fmt: skip
def test_an_entry_is_told_as_it_is_known(values: dict, told: str) -> None:
    clock, _ = texts()
    assert clock.entry_time(an_entry(**values)) == told


@pytest.mark.parametrize(("days", "told"), [(0, "10:35"), (2, "12 Mar 10:35"), (None, "10:35")])
def test_beside_an_event_of_another_day_a_moment_says_its_day(days: int | None, told: str) -> None:
    clock, _ = texts()
    start = None if days is None else at("10:00") - timedelta(days=days)
    precision = Precision.UNKNOWN if start is None else Precision.EXACT
    entry = an_entry(start=start, precision=precision)
    assert clock.beside(at("10:35"), entry) == told


def test_the_clock_chooses_the_zone() -> None:
    clock, view = texts("Europe/Lisbon")
    summer = at("10:35").replace(month=7)
    assert clock.moment(summer) == "12 Jul 11:35"
    view.set_clock(Clock.UTC)
    assert clock.moment(summer) == "12 Jul 10:35"


@pytest.mark.parametrize("text", ["10:35", "13 Mar 2026 01:10"])
def test_what_is_told_can_be_typed_again(text: str) -> None:
    clock, _ = texts()
    assert clock.moment_text(clock.read_moment(text)) == text


@pytest.mark.parametrize("text", ["later", "10:35-10:50", "25:99", "?"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    clock, _ = texts()
    with pytest.raises(ValueError, match=r"\w"):
        clock.read_moment(text)


def test_the_ends_of_a_sitting_are_told_to_the_minute_and_their_day_once() -> None:
    clock, _ = texts()
    began, ended = at("09:25") + timedelta(seconds=28), at("09:51")
    assert clock.between(began, ended) == "12 Mar 2026, 09:25–09:51"
    assert clock.between(began, at("24:10")) == "12 Mar 2026, 09:25 – 13 Mar 2026, 00:10"
