"""The quick line: what each way of typing an event is understood as."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from timeit import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import DAY, a_department, a_voice, at
from reviewdesk.domain.entries import Entry, EntryKind, Precision, Standing
from reviewdesk.domain.quickline import (
    LineContext,
    LineRole,
    completions,
    understand,
    understand_lines,
)
from reviewdesk.domain.times import zone

SUPPORT = a_department("Support", id="support", short="SUP", aliases=("call centre",))
SALES = a_department("Sales", id="sales", short="SAL")
CARE = a_department("Customer Care", id="care", short="CC")
LEAD = a_voice(SUPPORT, "shift lead", id="lead")
AGENT = a_voice(SUPPORT, "agent on call", id="agent")
CONTEXT = LineContext(
    zone=UTC,
    day=DAY.date(),
    as_of=at("10:47"),
    previous=at("10:30"),
    start=at("10:00"),
    departments=(SUPPORT, SALES, CARE),
    voices=(LEAD, AGENT),
    default_department="sales",
)
NEXT_DAY = DAY + timedelta(days=1)


def values(text: str, context: LineContext = CONTEXT) -> dict[str, object]:
    found = understand(text, context).entry_values
    assert found is not None, understand(text, context).problems
    Entry(id="any", **found)
    return dict(found)


def test_the_line_of_the_handbook() -> None:
    text = "10:35 @support call centre hammered #signal"
    found = understand(text, CONTEXT)
    assert found.entry_values is not None
    assert found.entry_values["title"] == "call centre hammered"
    assert found.entry_values["start"] == at("10:35")
    assert found.entry_values["department_id"] == "support"
    assert found.entry_values["kind"] is EntryKind.SIGNAL
    assert found.shown == "10:35 · Support · Signal"
    assert [(text[one.start :][: one.length], one.role) for one in found.spans] == [
        ("10:35", LineRole.TIME),
        ("@support", LineRole.DEPARTMENT),
        ("call centre hammered", LineRole.TITLE),
        ("#signal", LineRole.KIND),
    ]
    assert (found.problems, found.remarks) == ((), ())


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("10:35", at("10:35"), None),
        ("10:35:20", at("10:35:20"), None),
        ("10:35:20.250", at("10:35:20") + timedelta(milliseconds=250), None),
        ("10:35pm", at("22:35"), None),
        ("10:35 a.m.", at("10:35"), None),
        ("8 am", at("08:00"), None),
        ("12am", at("00:00"), None),
        ("noon", at("12:00"), None),
        ("midnight", at("00:00"), None),
        ("10:35-10:50", at("10:35"), at("10:50")),
        ("10:35–10:50", at("10:35"), at("10:50")),
        ("10:35 - 10:50", at("10:35"), at("10:50")),
        ("10:35 to 10:50", at("10:35"), at("10:50")),
        ("10:35-10:50pm", at("22:35"), at("22:50")),
        ("23:50-13 Mar 00:10", at("23:50"), NEXT_DAY + timedelta(minutes=10)),
        ("12 Mar 2026 23:50 - 2026-03-13 00:10", at("23:50"), NEXT_DAY + timedelta(minutes=10)),
        ("10:35-24:00", at("10:35"), NEXT_DAY),
        ("+5m", at("10:35"), None),
        ("-2m", at("10:28"), None),
        ("+1h30m", at("12:00"), None),
        ("+90s", at("10:31:30"), None),
        ("T+7m", at("10:07"), None),
        ("t-2m", at("09:58"), None),
        ("T+3m-T+18m", at("10:03"), at("10:18")),
        ("T+3m to T+1:05", at("10:03"), at("11:05")),
        ("2026-03-13 10:35", NEXT_DAY + timedelta(hours=10, minutes=35), None),
        ("2026-03-12T10:35:20Z", at("10:35:20"), None),
        ("12 Mar 10:35", at("10:35"), None),
        ("March 12, 10:35", at("10:35"), None),
        ("10:35 12 March 2026", at("10:35"), None),
        ("10:35 UTC", at("10:35"), None),
        ("10:35 UTC+2", at("08:35"), None),
        ("10:35+02:00", at("08:35"), None),
        ("2026-03-12T07:35-03:00", at("10:35"), None),
        ("07:35 -0300", at("10:35"), None),
        ("10:35 Asia/Tokyo", at("01:35"), None),
    ],
)
def test_every_way_to_type_a_time(typed: str, start: datetime, end: datetime | None) -> None:
    found = values(f"{typed} it rang")
    assert (found["start"], found["end"], found["title"]) == (start, end, "it rang")
    assert found["precision"] is Precision.EXACT


def test_uncertain_times() -> None:
    assert values("~10:35 it rang")["precision"] is Precision.ABOUT
    assert values("about 10:35 it rang")["start"] == at("10:35")
    unknown = values("? it rang")
    assert (unknown["precision"], unknown["start"]) == (Precision.UNKNOWN, at("10:47"))
    between = values("10:30..11:00 it rang")
    assert (between["earliest"], between["latest"]) == (at("10:30"), at("11:00"))
    day = values("12 Mar cutover")
    assert (day["precision"], day["earliest"]) == (Precision.DAY, at("00:00"))
    assert values("10:35-? it rang")["open_end"] is True


def test_a_bare_line_goes_to_the_lane_in_hand_at_the_cursor() -> None:
    found = values("it rang")
    assert (found["start"], found["department_id"]) == (at("10:47"), "sales")


def test_without_a_cursor_a_bare_line_has_its_place_only() -> None:
    found = understand("it rang", LineContext(day=DAY.date(), previous=at("10:30")))
    assert found.entry_values is not None
    assert found.entry_values["precision"] is Precision.UNKNOWN
    assert found.remarks


@pytest.mark.parametrize(
    ("mark", "department", "voice"),
    [
        ("@Support", "support", None),
        ("@sup", "support", None),
        ("@call centre", "support", None),
        ("@customer care", "care", None),
        ("@customer-care", "care", None),
        ("@cc:", "care", None),
        ("@support/shift lead", "support", "lead"),
        ("@sup/ag", "support", "agent"),
        ("@shift lead", "support", "lead"),
    ],
)
def test_departments_and_voices_by_name_short_alias_or_beginning(
    mark: str, department: str, voice: str | None
) -> None:
    found = values(f"10:35 {mark} it rang")
    assert (found["department_id"], found["voice_id"]) == (department, voice)
    assert found["title"] == "it rang"


def test_kind_and_standing_by_their_beginning_anywhere_in_the_line() -> None:
    found = values("#dec 10:35 we went on !inf with it")
    assert (found["kind"], found["standing"]) == (EntryKind.DECISION, Standing.INFERRED)
    assert found["title"] == "we went on with it"


@pytest.mark.parametrize("mark", ["@nobody", "@s", "#fire", "!loud", "@support/cook"])
def test_a_mark_that_names_nothing_is_refused_and_said(mark: str) -> None:
    found = understand(f"10:35 {mark} it rang", CONTEXT)
    assert [problem.start for problem in found.problems] == [6]
    assert found.entry_values is None
    assert "remove the " in found.problems[0].sentence
    assert LineRole.PROBLEM in {span.role for span in found.spans}


def test_a_second_mark_of_a_sort_stays_in_the_title_and_a_remark_says_so() -> None:
    found = understand("10:35 @support rang @sales #signal #decision", CONTEXT)
    assert found.problems == ()
    assert found.entry_values is not None
    assert found.entry_values["title"] == "rang @sales #decision"
    assert found.remarks == (
        "“@sales” stays in the title",
        "“#decision” stays in the title",
    )


@pytest.mark.parametrize("mark", ["@spt", "@sprt", "@cstcare"])
def test_a_department_by_letters_of_its_name_in_their_order(mark: str) -> None:
    found = values(f"10:35 {mark} it rang")
    assert found["department_id"] == ("care" if "c" in mark else "support")
    assert [one.label for one in completions(mark, len(mark), CONTEXT)]


def test_letters_of_several_names_are_refused_and_the_names_said() -> None:
    again = (*CONTEXT.departments, a_department("Spare parts"))
    found = understand("10:35 @spt it rang", replace(CONTEXT, departments=again))
    assert found.entry_values is None
    assert "Support, Spare parts" in found.problems[0].sentence


def test_a_line_without_any_time_stands_where_the_story_is() -> None:
    found = understand("it rang", LineContext(place=at("14:20")))
    assert found.entry_values is not None
    assert found.entry_values["precision"] is Precision.UNKNOWN
    assert found.entry_values["start"] == at("14:20")


def test_a_sign_that_stands_alone_is_a_word() -> None:
    found = understand("10:35 two calls @ once", CONTEXT)
    assert found.entry_values is not None
    assert found.entry_values["title"] == "two calls @ once"
    assert understand("10:35 two calls @ ", CONTEXT).problems


def test_seconds_are_shown_where_they_were_typed() -> None:
    assert understand("10:35:20 it rang", CONTEXT).shown.startswith("10:35:20 ·")
    assert understand("10:35-10:50 it rang", CONTEXT).shown.startswith("10:35–10:50 ·")


def test_signs_that_are_no_marks_are_title() -> None:
    found = understand("10:35 ticket #4312 for a@b.org !!! and @support asks @sales", CONTEXT)
    assert found.problems == ()
    assert found.entry_values is not None
    assert found.entry_values["title"] == "ticket #4312 for a@b.org !!! and asks @sales"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("25:10 it rang", "no such time"),
        ("10:75 it rang", "no such time"),
        ("13:10pm it rang", "from 1 to 12"),
        ("10:50-10:35 it rang", "end stands before"),
        ("30 Feb 10:35 it rang", "no such day"),
        ("10:35-30 Feb 10:35 it rang", "no such day"),
        ("10:35-11 Mar 10:50 it rang", "end stands before"),
        ("2026-13-01 it rang", "no such day"),
        ("10:35 UTC+99 it rang", "that far"),
        ("9999-12-31 24:00 it rang", "out of reach"),
    ],
)
def test_what_cannot_be_a_time_is_refused_and_said(text: str, sentence: str) -> None:
    context = LineContext(day=DAY.date(), previous=at("10:30"))
    found = understand(text, context)
    assert found.entry_values is None
    assert sentence in found.problems[0].sentence


def test_with_nothing_selected_counting_goes_from_the_last_event_and_says_so() -> None:
    context = LineContext(day=DAY.date(), latest=at("10:30"), latest_title="alert fired " * 9)
    found = understand("+5m it rang", context)
    assert found.entry_values is not None
    assert found.entry_values["start"] == at("10:35")
    assert any("alert fired" in one and len(one) < 70 for one in found.remarks)
    # An event that is selected comes first, and needs no word.
    chosen = understand("+5m it rang", replace(context, previous=at("11:00")))
    assert chosen.entry_values is not None
    assert chosen.entry_values["start"] == at("11:05")
    assert not chosen.remarks


def test_counting_from_nothing_is_refused() -> None:
    found = understand("+5m it rang", LineContext(day=DAY.date()))
    assert found.entry_values is None
    assert "no event before" in found.problems[0].sentence
    assert "no start" in understand("T+5m x", LineContext()).problems[0].sentence
    assert "On which day" in understand("10:35 x", LineContext()).problems[0].sentence


def test_a_time_the_clocks_jumped_over_is_a_problem_and_never_another_time() -> None:
    context = LineContext(zone=zone("Europe/Lisbon"), day=date(2026, 3, 29))
    found = understand("01:30 it rang", context)
    assert found.entry_values is None
    assert "did not exist" in found.problems[0].sentence
    assert "02:00" in found.problems[0].sentence


def test_a_time_that_came_twice_is_said_and_can_be_told_apart() -> None:
    context = LineContext(zone=zone("Europe/Lisbon"), day=date(2026, 10, 25))
    first = understand("01:30 it rang", context)
    assert "came twice" in first.remarks[0]
    assert first.entry_values is not None
    assert first.entry_values["start"] == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    second = understand("01:30 +00:00 it rang", context).entry_values
    assert second is not None
    assert second["start"] == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_no_guess_across_a_day_without_a_remark() -> None:
    late = LineContext(day=DAY.date(), previous=at("23:50"))
    found = understand("00:10 it rang", late)
    assert found.entry_values is not None
    assert found.entry_values["start"] == NEXT_DAY + timedelta(minutes=10)
    assert "past midnight" in found.remarks[0]
    assert "13 Mar 00:10" in found.shown
    after = LineContext(day=DAY.date(), previous=NEXT_DAY + timedelta(minutes=10))
    assert understand("00:20 it rang", after).remarks
    assert understand("Monday 10:35 it rang", CONTEXT).remarks == ("Taken as 9 March 2026.",)
    over = understand("23:50-00:10 it rang", CONTEXT)
    assert "past midnight" in over.remarks[0]


def test_a_morning_typed_after_an_evening_stays_on_its_day() -> None:
    found = understand("08:00 it began", LineContext(day=DAY.date(), previous=at("22:00")))
    assert found.entry_values is not None
    assert found.entry_values["start"] == at("08:00")
    assert found.remarks == ()


def test_words_that_look_like_a_day_stay_title_without_a_time() -> None:
    assert values("Sat on hold for an hour")["title"] == "Sat on hold for an hour"
    assert values("Marching on")["title"] == "Marching on"
    assert values("8 amps drawn")["title"] == "8 amps drawn"


def test_what_parts_time_and_title_belongs_to_neither() -> None:
    assert values("10:35 - it rang")["title"] == "it rang"
    assert values("10:35, it rang")["title"] == "it rang"


def test_a_line_without_a_title_adds_nothing_yet() -> None:
    found = understand("10:35 @support ", CONTEXT)
    assert found.entry_values is None
    assert found.problems == ()
    assert found.shown.startswith("10:35 · Support")


def test_a_megabyte_is_refused_at_once() -> None:
    found = understand("10:35 " + "x" * 1_000_000, CONTEXT)
    assert found.entry_values is None
    assert "takes 200,000" in found.problems[0].sentence


def test_several_lines_count_from_each_other() -> None:
    found = understand_lines("10:35 first\n\n+5m second\nT+1h third", CONTEXT)
    starts = [one.entry_values["start"] for one in found if one.entry_values]
    assert starts == [at("10:35"), at("10:40"), at("11:00")]


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("10:35 @su", ["Support"]),
        ("10:35 @customer c", ["Customer Care"]),
        ("@support/", ["shift lead", "agent on call"]),
        ("10:35 @sh", ["shift lead"]),
        ("10:35 it #", [kind.value for kind in EntryKind]),
        ("!re", ["reported"]),
        ("a@su", []),
        ("nothing", []),
    ],
)
def test_completions_go_on_with_the_mark_before_the_cursor(typed: str, labels: list[str]) -> None:
    found = completions(typed, len(typed), CONTEXT)
    assert [one.label for one in found] == labels
    for one in found:
        done = typed[: one.start] + one.text + typed[one.start + one.length :] + "it rang"
        assert understand(done, CONTEXT).problems == ()


lines = st.lists(
    st.sampled_from(
        ["10:35", "~", "?", "+5m", "-2m", "T+7m", "10:35-10:50", "..", "-12 Mar 00:10", "noon",
         "12 Mar", "Monday",
         "2026-03-12", "UTC+2", "Europe/Lisbon", "@support", "@", "@sup/", "#sig", "#", "!rep", "!",
         "call", "centre", "24:00", "pm", "-", "\u202e", "\t", "१०:३५", "²", "9999-12-31",
         "0001-01-01"]
    )
    | st.text(max_size=6),
    max_size=8,
).map(" ".join)  # fmt: skip
contexts = st.builds(
    LineContext,
    zone=st.sampled_from(["UTC", "Europe/Lisbon", "America/St_Johns"]).map(zone),
    day=st.none() | st.just(DAY.date()),
    as_of=st.none() | st.just(at("10:47")),
    previous=st.none() | st.just(at("23:50")),
    start=st.none() | st.just(at("10:00")),
    departments=st.just(CONTEXT.departments),
    voices=st.just(CONTEXT.voices),
)


@given(lines, contexts)
def test_any_text_is_read_and_makes_an_event_or_none(text: str, context: LineContext) -> None:
    found = understand(text, context)
    place = 0
    for start, length, _ in found.spans:
        assert start >= place
        assert length > 0
        place = start + length
    assert place <= len(text)
    for start, length, sentence in found.problems:
        assert 0 <= start <= start + length <= len(text)
        assert sentence
    if found.entry_values is not None:
        Entry(id="any", **found.entry_values)
        assert found.shown
    for cursor in (0, len(text) // 2, len(text)):
        for one in completions(text, cursor, context):
            assert 0 <= one.start <= one.start + one.length <= len(text)


@given(
    st.integers(0, 86_399),
    st.sampled_from(CONTEXT.departments),
    st.sampled_from(EntryKind),
    st.sampled_from(Standing),
    st.text(st.characters(categories=("L",)), min_size=3, max_size=9),
)
def test_what_is_written_out_is_read_back(
    seconds: int, department: object, kind: EntryKind, standing: Standing, word: str
) -> None:
    start = DAY + timedelta(seconds=seconds)
    text = f"{start:%H:%M:%S} @{department.name} x{word} #{kind.value} !{standing.value}"
    found = values(text)
    assert (found["start"], found["kind"], found["standing"]) == (start, kind, standing)
    assert found["department_id"] == department.id


def test_reading_a_line_costs_far_less_than_a_frame() -> None:
    text = "10:35-10:50 @customer care call centre hammered and nobody knew why #signal !reported"
    seconds = min(repeat(lambda: understand(text, CONTEXT), number=20, repeat=9)) / 20
    assert seconds < 0.002


@pytest.mark.parametrize(
    "text",
    [
        "between 10:50 and 11:10 it rang",
        "Between 10:50 - 11:10 it rang",
        "between ~10:50 and ~11:10 it rang",
        "between 12 Mar 10:50 and 11:10 it rang",
        "2026-03-12 between 10:50 and 11:10am it rang",
        "between 12:50 UTC+2 and 13:10 it rang",
    ],
)
def test_some_time_between_is_said_in_words(text: str) -> None:
    found = values(text)
    assert found["precision"] is Precision.BETWEEN
    assert (found["earliest"], found["latest"]) == (at("10:50"), at("11:10"))
    assert found["title"] == "it rang"


@pytest.mark.parametrize(
    "text", ["between 10:50 and lunch", "between meetings 10:50", "between noon bells"]
)
def test_words_that_name_no_two_times_stay_words(text: str) -> None:
    found = values(text)
    assert found["title"] == text
    assert found["precision"] is not Precision.BETWEEN


def test_the_end_of_between_is_not_before_its_start() -> None:
    found = understand("between 11:10 and 10:50 it rang", CONTEXT)
    assert "before the start" in found.problems[0].sentence


def test_a_year_that_nobody_said_is_shown() -> None:
    assert understand("11 Mar 9pm it rang", CONTEXT).shown.startswith("11 Mar 2026 21:00 ")
    assert understand("2026-03-11 21:00 it rang", CONTEXT).shown.startswith("11 Mar 21:00 ")


def test_counting_from_nothing_says_what_to_do() -> None:
    problem = understand("+5m it rang", LineContext(day=DAY.date())).problems[0]
    assert "select one" in problem.sentence


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("T+0 began", at("10:00")),
        ("T + 7m pages", at("10:07")),
        ("T+0:45 pages", at("10:45")),
        ("T-0:10 merged", at("09:50")),
        ("t+1h30 hour", at("11:30")),
        ("T+1h30 30 calls", at("11:30")),
        ("T+1h5m30s calm", at("11:05") + timedelta(seconds=30)),
        ("T+2 hours calm", at("12:00")),
        ("T+1:02:30 calm", at("11:02") + timedelta(seconds=30)),
        ("14h05 call", at("14:05")),
        ("12/3/2026 10:35 call", None),
        ("25/3/2026 10:35 call", at("10:35") + timedelta(days=13)),
    ],
)
def test_notations_of_published_timelines(text: str, start: datetime | None) -> None:
    found = understand(text, CONTEXT)
    if start is None:
        (problem,) = found.problems
        assert problem.sentence == (
            "This may be 12 March or 3 December: write the month as a word."
        )
        return
    assert values(text)["start"] == start


@pytest.mark.parametrize(
    ("text", "start", "remark"),
    [
        ("14:00 EST pool full", at("19:00"), "EST is taken as UTC−5."),
        ("14:00 CET pool full", at("13:00"), "CET is taken as UTC+1."),
        ("14:00 IST pool full", at("08:30"), "IST is taken as India; it may also be Ireland"),
        ("14:00 PT pool full", at("21:00"), "PT is taken as America/Los_Angeles."),
    ],
)
def test_short_names_of_zones_are_taken_and_said(text: str, start: datetime, remark: str) -> None:
    found = understand(text, CONTEXT)
    assert values(text)["start"] == start
    assert values(text)["title"] == "pool full"
    assert any(one.startswith(remark) for one in found.remarks), found.remarks


def test_a_word_that_only_looks_like_a_zone_stays_in_the_title() -> None:
    assert values("14:00 est. 200 users")["title"] == "est. 200 users"
    assert values("14:00 ART-7 failed")["title"] == "ART-7 failed"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("yesterday 14:10 call", "14:10"),
        ("before 13:50 call", "13:50"),
        ("14.05 call", "14.05"),
        ("7/2 call", "7/2"),
        ("1342 call", "1342"),
        ("T+7 call", "T+7"),
        ("13:42 +16m call", "+16m"),
    ],
)
def test_what_looks_like_a_time_and_is_none_is_said(text: str, left: str) -> None:
    remarks = understand(text, CONTEXT).remarks
    assert f"“{left}” was not read as a time, and stays in the title." in remarks


def test_the_midnight_that_ends_a_day_is_said_to_be_the_next_days() -> None:
    assert understand("24:00 backup", CONTEXT).remarks == (
        "That is the midnight on 13 March 2026.",
    )


def test_after_a_line_of_a_day_alone_the_next_times_are_on_that_day() -> None:
    lines = "13 Mar only the day\n~00:15 lights out\n09:30 lights on"
    found = [line.entry_values for line in understand_lines(lines, CONTEXT)]
    starts = [one["start"] for one in found if one is not None]
    assert starts[1:] == [at("00:15") + timedelta(days=1), at("09:30") + timedelta(days=1)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("~T+3m-T+18m slow", at("10:03"), at("10:18")),
        ("~T+3m - T+14h slow", at("10:03"), at("10:00") + timedelta(hours=14)),
        ("about T+0 slow", at("10:00"), None),
        ("~12 Mar 10:35 slow", at("10:35"), None),
        ("~12 Mar 10:35 - 13 Mar 00:10 slow", at("10:35"), NEXT_DAY + timedelta(minutes=10)),
        ("~12 March ~10:35 slow", at("10:35"), None),
    ],
)
def test_about_a_range_over_days_or_counted_from_the_start(
    text: str, start: datetime, end: datetime | None
) -> None:
    values = understand(text, CONTEXT).entry_values
    assert values is not None
    found = (values["title"], values["precision"], values["start"], values["end"])
    assert found == ("slow", Precision.ABOUT, start, end)


@pytest.mark.parametrize("text", ["between T+1m and T+2h slow", "T+1m..T+2h slow"])
def test_some_time_between_two_moments_of_the_story(text: str) -> None:
    values = understand(text, CONTEXT).entry_values
    assert values is not None
    assert values["precision"] is Precision.BETWEEN
    assert (values["earliest"], values["latest"]) == (at("10:01"), at("12:00"))


def test_a_range_counted_backwards_is_refused() -> None:
    (problem,) = understand("T+18m-T+3m slow", CONTEXT).problems
    assert "end stands before" in problem.sentence


def test_the_time_of_another_zone_is_told_in_that_of_the_review_whichever_is_shown() -> None:
    lisbon = zone("Europe/Lisbon")
    shown_in_utc = LineContext(zone=UTC, home=lisbon, day=date(2019, 3, 31))
    found = understand("14:00 America/New_York pool full", shown_in_utc)
    assert "In the review's zone: 31 March 2019, 19:00." in found.remarks
    in_its_own = replace(shown_in_utc, zone=lisbon, home=None)
    assert understand("14:00 America/New_York pool full", in_its_own).remarks == found.remarks


def test_what_has_its_order_alone_stands_where_the_day_before_it_begins() -> None:
    context = LineContext(zone=UTC, day=date(2019, 3, 31))
    lines = "31 March only the day\n? nobody knows when\n02:30 after the change"
    day, unknown, after = (one.entry_values for one in understand_lines(lines, context))
    assert day is not None
    assert unknown is not None
    assert after is not None
    assert unknown["precision"] is Precision.UNKNOWN
    # Not amid the day, where it would be told after what came at half past two.
    assert day["earliest"] == unknown["start"] < after["start"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2025-01-01 - 2025-12-31 a year", ("2025-01-01", "2025-12-31")),
        ("2026-03-12 to 2026-03-14 a year", ("2026-03-12", "2026-03-14")),
        ("12 Mar - 14 Mar a year", ("2026-03-12", "2026-03-14")),
        ("12-14 March a year", ("2026-03-12", "2026-03-14")),
        ("March 12-14 a year", ("2026-03-12", "2026-03-14")),
        ("March 12 – 14, 2025 a year", ("2025-03-12", "2025-03-14")),
        ("12.-14.3.2025 a year", ("2025-03-12", "2025-03-14")),
        ("28 Dec - 3 Jan 2025 a year", ("2024-12-28", "2025-01-03")),
        ("from Mon 9 March to Wed 11 March a year", ("2026-03-09", "2026-03-11")),
        ("1 Mar - 31 Dec a year", ("2026-03-01", "2026-12-31")),
    ],
)
def test_from_one_day_to_another_is_about_and_keeps_its_end(
    text: str, days: tuple[str, str]
) -> None:
    found = values(text)
    assert (found["title"], found["precision"]) == ("a year", Precision.ABOUT)
    start, end = found["start"], found["end"]
    assert isinstance(start, datetime)
    assert isinstance(end, datetime)
    assert (f"{start:%Y-%m-%d %H:%M}", f"{end:%Y-%m-%d %H:%M}") == (
        f"{days[0]} 00:00", f"{days[1]} 23:59",
    )  # fmt: skip
    understood = understand(text, CONTEXT)
    assert " – " in understood.shown
    assert any("No times of day" in one for one in understood.remarks)


def test_a_range_of_days_may_say_one_of_its_times_and_may_be_somewhere_between() -> None:
    late = values("12 Mar 22:00 - 14 Mar outage")
    assert (late["start"], late["title"]) == (at("22:00"), "outage")
    assert late["end"] == at("23:59") + timedelta(days=2)
    early = values("12 Mar - 14 Mar 10:00 outage")
    assert (early["start"], early["end"]) == (at("00:00"), at("10:00") + timedelta(days=2))
    for text in ("between 12 March and 14 March it broke", "12 Mar..14 Mar it broke"):
        found = values(text)
        assert (found["precision"], found["title"]) == (Precision.BETWEEN, "it broke")
        assert (found["earliest"], found["latest"]) == (at("00:00"), late["end"])
    backwards = understand("2025-12-31 - 2025-01-01 x", CONTEXT).problems[0]
    assert "end stands before" in backwards.sentence


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("from 10 to 11 am meeting", "10:00", "11:00"),
        ("10-11am meeting", "10:00", "11:00"),
        ("from 11 to 1 pm meeting", "11:00", "13:00"),
        ("11:30-1:00pm meeting", "11:30", "13:00"),
        ("from 10:00 to 10:30 meeting", "10:00", "10:30"),
        ("from T+3m to T+18m meeting", "10:03", "10:18"),
        ("2026-03-12T10:35:00Z - 2026-03-12T11:00:00Z meeting", "10:35", "11:00"),
        ("10:35 CET to 11:00 CET meeting", "09:35", "10:00"),
    ],
)
def test_a_range_in_words(text: str, start: str, end: str) -> None:
    found = values(text)
    assert (found["title"], found["start"], found["end"]) == ("meeting", at(start), at(end))


@pytest.mark.parametrize(
    "text",
    ["5-7 may be affected", "from here to there", "2 to 3 calls a minute", "from 10 to 11 calls"],
)
def test_what_only_looks_like_a_range_stays_in_the_title(text: str) -> None:
    assert values(text)["title"] == text
