"""Timelines as text, in the notations people use."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_department, a_voice, an_entry
from proposed import read, told
from reviewdesk.domain.entries import EntryKind, Precision
from reviewdesk.domain.errors import KnownError
from reviewdesk.intake.decoding import as_lines, decode
from reviewdesk.intake.proposal import Choices


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("10:35 - queue grows", "12 10:35"),
        ("- 10:35 queue grows", "12 10:35"),
        ("* **10:35 UTC**: queue grows", "12 10:35"),
        ("[10:35] queue grows", "12 10:35"),
        ("(10:35) queue grows", "12 10:35"),
        ("1. 10:35 queue grows", "12 10:35"),
        ("> 10:35 | queue grows", "12 10:35"),
        ("10:35:20.5 queue grows", "12 10:35"),
        ("10:35pm: queue grows", "12 22:35"),
        ("下午1:44 queue grows", "12 13:44"),
        ("오후 1:44 queue grows", "12 13:44"),
        ("오전 1:44 queue grows", "12 01:44"),
        ("1:44 م queue grows", "12 13:44"),
        ("1:44 ص queue grows", "12 01:44"),
        ("12:10 ص queue grows", "12 00:10"),
        ("1:44\u202fم: queue grows", "12 13:44"),
        ("8 am – queue grows", "12 08:00"),
        ("12:05 a.m. queue grows", "12 00:05"),
        ("14:05 PM queue grows", "12 14:05"),
        ("noon: queue grows", "12 12:00"),
        ("10h35 : queue grows", "12 10:35"),
        ("10.35 Uhr: queue grows", "12 10:35"),
        ("1035Z queue grows", "12 10:35"),
        ("10:35 CET queue grows", "12 09:35"),
        ("10:35 (UTC+2) queue grows", "12 08:35"),
        ("10:35 Europe/Helsinki queue grows", "12 08:35"),
        ("2026-03-12T10:35:00+02:00 queue grows", "12 08:35"),
        ("2026/03/12 10:35 queue grows", "12 10:35"),
        ("[03-12 10:35] queue grows", "12 10:35"),
        ("12.03.2026, 10:35 Uhr: queue grows", "12 10:35"),
        ("12.03. 10:35 queue grows", "12 10:35"),
        ("03/13/2026 10:35 AM queue grows", "13 10:35"),
        ("12. März 2026 10:35 queue grows", "12 10:35"),
        ("12 mars 2026 à 10:35 queue grows", "12 10:35"),
        ("Mar 12th, 2026 10:35 queue grows", "12 10:35"),
        ("10:35 AM Thursday March 12th: queue grows", "12 10:35"),
        ("Thu Mar 12 10:35:00 2026 +0000 queue grows", "12 10:35"),
        ("~10:35 queue grows", "~12 10:35"),
        ("around 10:35, queue grows", "~12 10:35"),
        ("10:35-10:50 queue grows", "12 10:35-10:50"),
        ("10:35 – 10:50: queue grows", "12 10:35-10:50"),
        ("10:35 UTC to 10:50 UTC queue grows", "12 10:35-10:50"),
        ("9:05-9:20pm queue grows", "12 21:05-21:20"),
        ("23:50-00:10 queue grows", "12 23:50-00:10"),
        ("10:35..10:50 queue grows", "12 10:35..12 10:50"),
        ("10:35 - ongoing: queue grows", "12 10:35-?"),
        ("2026-03-12: queue grows", "12"),
        ("??:?? queue grows", "?"),
        ("±10:35 queue grows", "~12 10:35"),
        ("10:35ish queue grows", "~12 10:35"),
        ("Between 10:35 and 10:50 CET queue grows", "12 09:35-09:50"),
        ("2026-03-12 10:35:00.25+00 queue grows", "12 10:35"),
        ("On date: 2026-03-13\n10:35 queue grows", "13 10:35"),
        ("queue grows (10:35 UTC)", "12 10:35"),
        ("10:35\nqueue grows", "12 10:35"),
        ("### 10:35\n\nqueue grows", "12 10:35"),
        ("10:35 [queue](https://example.org/x) `grows`", "12 10:35"),
    ],
)
def test_a_line_is_read_as_it_was_meant(line: str, when: str) -> None:
    assert told(read(line)) == [(when, "queue grows")]


@pytest.mark.parametrize(
    "line",
    ["3/4 of all calls fail", "99 calls wait", "Sat on hold", "v1.2.3 is out", "10 out of 12"],
)
def test_what_only_looks_like_a_time_is_none(line: str) -> None:
    reading = read(line)
    assert reading.events == []
    assert reading.skipped[0].reason


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("25:10 queue grows", "no such time"),
        ("2026-02-30 10:00 queue grows", "no such day"),
        ("14:00-13:00 queue grows", "end stands before the start"),
        ("T+5m queue grows", "T0 ="),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(line: str, reason: str) -> None:
    (one,) = read(line).proposals
    assert reason in one.reason
    assert one.is_faulty
    assert not one.kept


def test_a_time_that_the_clocks_jumped_over_is_refused() -> None:
    zone = ZoneInfo("Europe/Lisbon")
    (one,) = read("01:30 queue grows", date(2026, 3, 29), zone).proposals
    assert "did not exist" in one.reason


def test_without_a_day_nothing_is_guessed() -> None:
    (one,) = read("10:35 queue grows", day=None).proposals
    assert one.reason.startswith("On which day?")
    assert one.start is None


def test_headings_say_the_day_and_midnight_is_crossed_aloud() -> None:
    reading = read("## March 13\n\n22:50 phones ring\n00:40 queue empty\n## 15 March\n09:00 calm")
    assert told(reading) == [
        ("13 22:50", "phones ring"),
        ("14 00:40", "queue empty"),
        ("15 09:00", "calm"),
    ]
    assert any("14 March 2026, past midnight" in note for note in reading.notes)


def test_newest_first_is_read_from_below() -> None:
    lines = "00:20 calm\n23:50 pump off\n23:10 gauge falls\n22:00 valve stuck\n21:30 alarm"
    assert [when for when, _title in told(read(lines))] == [
        "13 00:20", "12 23:50", "12 23:10", "12 22:00", "12 21:30",
    ]  # fmt: skip


def test_a_line_that_runs_against_the_others_is_said() -> None:
    reading = read(
        "[03-12 08:00] a call\n[03-13 23:00] a ticket\n[03-12 09:00] a page\n[03-12 10:00] calm"
    )
    assert any(note.startswith("Line 2: Runs against") for note in reading.notes)


def test_of_two_lines_in_the_wrong_order_the_later_is_said() -> None:
    reading = read("[03-12 08:00] a call\n[03-13 23:00] a ticket\n[03-13 09:00] a page")
    assert [bool(one.remarks) for one in reading.events] == [False, False, True]


def test_a_year_that_no_line_says_is_the_nearest_and_told() -> None:
    reading = read("[12-05 16:21] fault goes in\n[03-12 10:00] pump stops")
    assert [one.start.year for one in reading.events if one.start] == [2025, 2026]
    assert any("no line says the year" in note for note in reading.notes)


def test_a_zone_that_the_text_declares_holds() -> None:
    reading = read("All times in PDT (UTC-7).\n\n10:35 pump stops")
    assert told(reading) == [("12 17:35", "pump stops")]
    assert "Line 1 says that times are in PDT." in reading.notes


def test_times_count_from_a_declared_start() -> None:
    text = "T0 = 2026-03-12 12:00 UTC\n\nT-9m a\nT+0 b\nT + 7m c\nT+00:13 d\nT+1h21m e\nT+1h30 hour"
    assert [when for when, _ in told(read(text))] == [
        "12 11:51", "12 12:00", "12 12:07", "12 12:13", "12 13:21", "12 13:30",
    ]  # fmt: skip


def test_wrapped_lines_and_points_below_belong_to_their_event() -> None:
    (one,) = read("10:35 pump stops\n  after the alarm\n  - valve 3 stuck").events
    assert one.title == "pump stops after the alarm"
    assert "valve 3 stuck" in one.detail
    assert (one.line, one.last_line) == (1, 3)


def test_a_long_text_is_cut_for_the_title_and_kept_whole() -> None:
    text = "The pump was stopped by hand at the panel. " * 12
    (one,) = read(f"10:35 {text}").events
    assert len(one.title) <= 200
    assert text.strip() in one.detail


def test_times_in_four_figures_where_several_lines_have_them() -> None:
    assert [when for when, _ in told(read("0905 - pump\n0910 - valve\n1530 - calm"))] == [
        "12 09:05", "12 09:10", "12 15:30",
    ]  # fmt: skip
    assert told(read("2023 - the year of the pump")) == []


def test_a_sum_below_the_events_is_none() -> None:
    reading = read("10:35 pump stops\n10:40 calm\n\nImpact: 5 minutes (10:35 - 10:40)")
    assert len(reading.events) == 2


def test_prose_is_read_sentence_by_sentence() -> None:
    reading = read("The night was calm. At 10:35 UTC the pump stopped. Around 10:50 a valve stuck.")
    assert [when for when, _ in told(reading)] == ["12 10:35", "~12 10:50"]


def test_known_departments_and_kinds_are_recognised() -> None:
    support = a_department("Customer Support", aliases=("helpdesk",))
    reading = read(
        "10:35 Helpdesk: queue grows #signal\n10:36 @nobody calls", departments=(support,)
    )
    first, second = reading.events
    assert (first.department_id, first.kind) == (support.id, EntryKind.SIGNAL)
    assert first.title == "queue grows"
    assert (second.department_id, second.title) == (None, "@nobody calls")
    assert second.remarks == ["“@nobody” names no department here; it stays in the title."]


def test_marks_of_the_quick_line_count_anywhere_in_a_pasted_line() -> None:
    finance, lead = a_department("Finance"), a_voice(a_department("Ops", id="ops"), "shift lead")
    reading = read(
        "10:35 bills held @Finance #decision\n10:36 queue @fin grows #sig\n"
        "10:37 @Ops/shift lead calls #foo #12\n10:38 mail to ana@example.org",
        departments=(finance, a_department("Ops", id="ops")),
        voices=(lead,),
    )
    first, second, third, fourth = reading.events
    assert (first.title, first.department, first.kind) == (
        "bills held", "Finance", EntryKind.DECISION,
    )  # fmt: skip
    assert first.remarks == []
    assert (second.title, second.department_id) == ("queue grows", finance.id)
    assert second.kind is EntryKind.SIGNAL
    assert len(second.remarks) == 2
    assert (third.title, third.department_id) == ("calls #foo #12", "ops")
    assert third.voice_id == lead.id
    assert third.remarks == ["“#foo” names no kind here; it stays in the title."]
    assert (fourth.title, fourth.remarks) == ("mail to ana@example.org", [])


def test_duplicates_of_the_review_and_within_are_marked_and_dropped() -> None:
    there = an_entry("Call centre hammered", "10:35")
    reading = read(
        "10:35 call centre hammered!\n10:35 something else\n10:35 something else\n"
        "10:50 call centre hammered",
        entries=[there],
    )
    assert [one.kept for one in reading.events] == [False, True, False, True]
    assert reading.events[2].twin == "line 2"


def test_a_thousand_events_of_one_second_are_all_kept() -> None:
    text = "\n".join(
        f"10:35:20 reading {number:04} of gauge {number * 7919:x}" for number in range(1000)
    )
    assert len(read(text).events) == 1000


def test_a_wrong_clock_is_set_right_for_all() -> None:
    reading = read("10:35 pump stops", choices=Choices(offset=timedelta(minutes=-5)))
    assert told(reading) == [("12 10:30", "pump stops")]


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n", b"%PDF-1.4", b"PK\x03\x04xx", b"\x00\x01\x02" * 99]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(KnownError, match="Nothing was added"):
        decode(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_survive_their_encodings(encoding: str) -> None:
    assert decode("10:35 Störung".encode(encoding))[0] == "10:35 Störung"


def test_known_voices_lend_their_lane_and_names_stay_out_of_titles() -> None:
    support = a_department("Support")
    ana = a_voice(support, name="Ana Quillon")
    reading = read(
        "[10:35 AM] Ana Quillon\nphones ring\n[10:36 AM] Bo Reyes\nlooking\n",
        departments=(support,),
        voices=(ana,),
    )
    first, second = reading.events
    assert (first.voice_id, first.department_id) == (ana.id, support.id)
    assert "Quillon" not in first.title + first.detail
    assert (second.author, second.title) == ("Bo Reyes", "looking")


def _accounted(text: str) -> None:
    reading = read(text)
    held: set[int] = set()
    for one in reading.proposals:
        held.update(range(one.line, max(one.line, one.last_line) + 1))
        assert one.reason or one.title
        if one.end and one.start:
            assert one.end >= one.start
    lines = text.split("\n")
    assert all(place in held for place, line in enumerate(lines, start=1) if line.strip())


_PIECES = st.sampled_from(
    ["10:35", "~9:05am", "- ", "# ", "|", "|---|---|", "\t", ",", "12 March", "T+5m", " - ", "\n",
     "\n\n", "Ana: ", "[", "]", "23:50-00:10", "25:99", "2026-03-12", "x", "words here", "```",
     "PST", '"', "<b>"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_no_line_is_lost(text: str) -> None:
    _accounted(text)


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    _accounted(as_lines(text))


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, _note = decode(data)
    except KnownError:
        return
    _accounted(text)


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("2025-01-01 - 2025-12-31 queue grows", "2025-01-01 00:00 2025-12-31 23:59"),
        ("2026-03-12 to 2026-03-14 queue grows", "2026-03-12 00:00 2026-03-14 23:59"),
        ("12 Mar - 14 Mar queue grows", "2026-03-12 00:00 2026-03-14 23:59"),
        ("12-14 March queue grows", "2026-03-12 00:00 2026-03-14 23:59"),
        ("- March 12-14, 2025: queue grows", "2025-03-12 00:00 2025-03-14 23:59"),
        ("vom 12. bis 14. März 2025 queue grows", "2025-03-12 00:00 2025-03-14 23:59"),
        ("3/12/2025 - 3/14/2025 queue grows", "2025-03-12 00:00 2025-03-14 23:59"),
        ("12 Mar 22:00 - 14 Mar queue grows", "2026-03-12 22:00 2026-03-14 23:59"),
        ("12 Mar - 14 Mar 10:00 queue grows", "2026-03-12 00:00 2026-03-14 10:00"),
        ("1 Mar - 31 Dec queue grows", "2026-03-01 00:00 2026-12-31 23:59"),
    ],
)
def test_from_one_day_to_another_is_about_and_keeps_its_end(line: str, days: str) -> None:
    (one,) = read(line).events
    assert (one.title, one.precision) == ("queue grows", Precision.ABOUT)
    assert one.start is not None
    assert one.end is not None
    assert f"{one.start:%Y-%m-%d %H:%M} {one.end:%Y-%m-%d %H:%M}" == days
    assert any("given" in remark for remark in one.remarks)


@pytest.mark.parametrize(
    ("line", "when", "title"),
    [
        ("from 10 to 11 am queue grows", "12 10:00-11:00", "queue grows"),
        ("11:30-1:00pm queue grows", "12 11:30-13:00", "queue grows"),
        ("between 12 March and 14 March it broke", "12 00:00..14 23:59", "it broke"),
        ("12 Mar..14 Mar it broke", "12 00:00..14 23:59", "it broke"),
        ("2026-03-12 - 14 servers died", "12", "14 servers died"),
        ("12 March – 3 set of calls lost", "12", "3 set of calls lost"),
        ("10:35 - 14 March release is out", "12 10:35", "14 March release is out"),
    ],
)
def test_ranges_in_words_and_what_is_none(line: str, when: str, title: str) -> None:
    assert told(read(line)) == [(when, title)]
