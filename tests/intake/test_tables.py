"""Tables from spreadsheets: separated values, HTML, Markdown."""

import pytest

from proposed import read, told
from reviewdesk.domain.entries import EntryKind
from reviewdesk.intake.proposal import Choices, Column, Form


@pytest.mark.parametrize("delimiter", ["\t", ";", ","])
def test_columns_are_known_by_their_heads(delimiter: str) -> None:
    rows = [
        ("Date", "Time", "Team", "What happened", "Type", "Who"),
        ("2026-03-12", "10:35", "Dispatch", "pump stops", "signal", "Bo Reyes"),
        ("2026-03-13", "00:05", "Finance", "bills held", "decision", ""),
    ]
    reading = read("\n".join(delimiter.join(row) for row in rows))
    assert reading.form is Form.TABLE
    assert told(reading) == [("12 10:35", "pump stops"), ("13 00:05", "bills held")]
    assert [one.department for one in reading.events] == ["Dispatch", "Finance"]
    assert [one.kind for one in reading.events] == [EntryKind.SIGNAL, EntryKind.DECISION]
    assert reading.events[0].author == "Bo Reyes"


def test_columns_without_heads_are_known_by_what_stands_in_them() -> None:
    reading = read(
        "10:35\tDispatch\tpump stops again and again\n10:40\tDispatch\tall is calm again"
    )
    assert [when for when, _ in told(reading)] == ["12 10:35", "12 10:40"]
    assert reading.events[0].title == "pump stops again and again"


def test_columns_are_mapped_by_hand() -> None:
    columns = (Column.TIME, Column.TITLE, Column.DEPARTMENT)
    reading = read("10:35\tDispatch\tpump\n10:40\tOps\tcalm", choices=Choices(columns=columns))
    assert [(one.title, one.department) for one in reading.events] == [
        ("Dispatch", "pump"), ("Ops", "calm"),
    ]  # fmt: skip


def test_ten_columns_from_the_clipboard() -> None:
    cells = "".join(f"<td>c{number}</td>" for number in range(8))
    html = (
        f"<table><tr><td>2026-03-12 10:35</td>{cells}<td>the pump of hall two stops</td></tr>"
        f"<tr><td>2026-03-12 10:40</td>{cells}<td>the pump of hall two runs</td></tr></table>"
    )
    reading = read("", html=html)
    assert [when for when, _ in told(reading)] == ["12 10:35", "12 10:40"]
    assert reading.events[0].title == "the pump of hall two stops"


def test_a_table_of_markdown_within_a_text() -> None:
    text = (
        "# Report\n\n| Time (CET) | Event |\n|---|---|\n| 10:35 | **pump** stops |\n| 10:4x | ? |"
    )
    reading = read(text)
    assert told(reading) == [("12 09:35", "pump stops")]
    assert "not understood" in reading.skipped[-1].reason


def test_cells_over_several_lines_and_quotes() -> None:
    reading = read('time,event\n10:35,"pump ""P1""\nstops"\n10:40,calm\n')
    assert told(reading) == [("12 10:35", 'pump "P1" stops'), ("12 10:40", "calm")]
    assert reading.events[1].line == 4


@pytest.mark.parametrize(
    ("cell", "when"),
    [("1773311700", "12 10:35"), ("1773311700000", "12 10:35"), ("46093.4409722222", "12 10:35")],
)
def test_times_as_machines_count_them(cell: str, when: str) -> None:
    reading = read(f"timestamp\tevent\n{cell}\tpump stops\n{cell}\tvalve shuts")
    assert [one for one, _ in told(reading)] == [when, when]


def test_ends_of_their_own_column() -> None:
    reading = read("start,end,event\n10:35,10:50,pump stands\n14:00,13:00,valve shut")
    assert told(reading) == [("12 10:35-10:50", "pump stands")]
    assert reading.skipped[-1].reason == "The end stands before the start."


def test_a_quote_that_is_never_closed_swallows_nothing() -> None:
    rows = "\n".join(
        f"{hour:02}:{minute:02},step {hour} {minute}"
        for hour in range(24)
        for minute in range(0, 60, 6)
    )
    reading = read('time,event\n00:00,"open\n' + rows, choices=Choices(form=Form.TABLE))
    assert len(reading.events) == 241


@pytest.mark.parametrize("day", ["2019-02-30", "31.04.2019", "30 Feb 2019", "13/13/2019"])
def test_a_day_there_is_not_is_refused_whatever_its_time(day: str) -> None:
    rows = [
        "Date\tTime\tEvent",
        f"{day}\t10:00\tpump stops",
        "2019-03-01\t10:10\tpump runs",
    ]
    for text in ("\n".join(rows), "\n".join(rows[:2])):
        reading = read(text)
        refused = reading.proposals[1]
        assert refused.reason == "There is no such day."
        assert not refused.kept
        assert refused.start is None
    assert told(read("\n".join(rows))) == [("01 10:10", "pump runs")]


def test_an_end_on_a_day_there_is_not_is_refused() -> None:
    reading = read("Start\tEnd\tEvent\n2019-02-28 10:00\t2019-02-30 10:00\tpump stops")
    assert reading.proposals[1].reason == "There is no such day."


def test_a_kind_that_is_none_here_is_said_and_kept() -> None:
    reading = read(
        "Time\tWhat happened\tKind\tWho\n"
        "10:35\tpump stops\tBeobachtung\tBo\n10:40\tpump runs\tsignal\tBo"
    )
    first, second = reading.events
    assert (first.kind, first.detail) == (None, "Beobachtung")
    assert first.remarks == [
        "No kind “Beobachtung”: taken as message, the word is kept in the detail."
    ]
    assert (second.kind, second.remarks) == (EntryKind.SIGNAL, [])
