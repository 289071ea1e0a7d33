"""What a > in the quick line says of who saw an event."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import DAY, a_department, a_sighting, an_entry, at
from reviewdesk.domain.quickline import LineContext, completions, understand, understand_lines
from reviewdesk.domain.sightings import Channel
from reviewdesk.domain.sights import SightState
from reviewdesk.domain.sightwords import LineSight

SUPPORT = a_department("Support", id="support", short="SUP", aliases=("call centre",))
SALES = a_department("Sales", id="sales", short="SAL")
CARE = a_department("Customer Care", id="care", short="CC")
CONTEXT = LineContext(
    zone=UTC,
    day=DAY.date(),
    departments=(SUPPORT, SALES, CARE),
    has_selected=True,
    selected=at("10:39"),
)
SEEN, RING, NEVER = SightState.NOTICED, SightState.VISIBLE, SightState.OUT_OF_SIGHT


def the_sight(text: str, context: LineContext = CONTEXT) -> LineSight:
    found = understand(text, context)
    assert not found.problems, found.problems
    (one,) = found.sights
    return one


def problem(text: str, context: LineContext = CONTEXT) -> str:
    found = understand(text, context)
    assert not found.can_enter
    return found.problems[0].sentence


@pytest.mark.parametrize(
    ("text", "state", "visible", "noticed"),
    [
        (">support", SEEN, None, None),
        (">support 10:52 phone", SEEN, None, at("10:52")),
        (">support phone 10:52", SEEN, None, at("10:52")),
        (">support at 10:52", SEEN, None, at("10:52")),
        (">SUP +13m", SEEN, None, at("10:52")),
        (">call centre: 10:52", SEEN, None, at("10:52")),
        (">support 10:40-10:52", SEEN, at("10:40"), at("10:52")),
        (">support 10:40 unnoticed", RING, at("10:40"), None),
        (">support could see", RING, None, None),
        (">support never", NEVER, None, None),
        (">support -", NEVER, None, None),
    ],
)
def test_forms(
    text: str, state: SightState, visible: datetime | None, noticed: datetime | None
) -> None:
    one = the_sight(text)
    assert (one.department, one.state) == (SUPPORT, state)
    assert (one.visible_from, one.noticed_at) == (visible, noticed)


@pytest.mark.parametrize(
    ("words", "channel", "through", "amid"),
    [
        ("phone", Channel.CALL, "phone", ""),
        ("call", Channel.CALL, "", ""),
        ("dash", Channel.DASHBOARD, "", ""),
        ("status board", Channel.DASHBOARD, "status board", ""),
        ("asked by Sales", Channel.PERSON, "asked by Sales", ""),
        ("carrier pigeon", None, "carrier pigeon", ""),
        ("alert amid 3 of 9 that hour", Channel.ALERT, "", "3 of 9 that hour"),
    ],
)
def test_through_what_and_amid_how_much(
    words: str, channel: Channel | None, through: str, amid: str
) -> None:
    one = the_sight(f">support 10:52 {words}")
    assert (one.channel, one.through, one.amid) == (channel, through, amid)


def test_a_line_alone_is_of_the_selected_event_and_is_shown_as_understood() -> None:
    found = understand(">support 10:52 phone amid 3 of 9 >customer care never", CONTEXT)
    assert found.is_of_selected
    assert found.entry_values is None
    assert found.shown == "Support noticed 10:52, phone, amid 3 of 9 · Customer Care never"
    nothing = replace(CONTEXT, has_selected=False, selected=None)
    assert "Select the event" in problem(">support 10:52", nothing)


def test_behind_an_event_the_times_are_near_its_own_and_other_marks_count() -> None:
    text = "23:50 @sales calls pile up >support 00:10 phone >cc never #signal !reported"
    found = understand(text, CONTEXT)
    assert found.entry_values is not None
    assert found.entry_values["title"] == "calls pile up"
    assert (found.entry_values["kind"], found.entry_values["standing"]) == ("signal", "reported")
    assert [one.department for one in found.sights] == [SUPPORT, CARE]
    first = found.sights[0].noticed_at
    assert first is not None
    assert (first - at("23:50")).total_seconds() == 20 * 60


@pytest.mark.parametrize("text", ["a > b", "latency > 500 ms", "latency >500ms", "x -> y", "a>b"])
def test_other_uses_of_the_sign_stay_in_the_title(text: str) -> None:
    found = understand(f"10:40 {text}", CONTEXT)
    assert found.entry_values is not None
    assert found.entry_values["title"] == text
    assert not found.sights


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (">nobody 10:52", "No department “nobody”"),
        (">s", "could be Support, Sales"),
        (">", "beginning of a department"),
        (">support 25:00", "no such time"),
        (">support ?", "When did it reach Support?"),
        (">support 10:52 never", "Leave one of the two out"),
        (">support 10:50 >support 10:52", "said twice"),
    ],
)
def test_what_is_not_understood_is_said(text: str, told: str) -> None:
    assert told in problem(text)


def test_before_the_event_is_asked_about_and_taken() -> None:
    found = understand(">support 10:20", CONTEXT)
    assert found.is_of_selected
    assert found.remarks == ("Support before it began?",)


def test_an_event_without_a_time_wants_one_for_the_sighting() -> None:
    assert "type when Support saw it" in problem(">support", replace(CONTEXT, selected=None))
    assert the_sight(">support never", replace(CONTEXT, selected=None)).state is NEVER


def test_words_alone_are_told_of_the_time_that_was_said_before() -> None:
    said = a_sighting(an_entry(), SUPPORT, noticed="10:52")
    one = the_sight(">support phone", replace(CONTEXT, said={"support": said}))
    assert (one.noticed_at, one.channel) == (at("10:52"), Channel.CALL)


def test_in_several_lines_each_sighting_is_of_the_event_of_its_line() -> None:
    first, second = understand_lines("10:40 calls >support 10:52\n>sales 10:55", CONTEXT)
    assert len(first.sights) == 1
    assert not second.can_enter


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (">su", ">Support "),
        (">cus", ">Customer Care "),
        (">support 10:52 ph", "phone "),
        ("10:40 calls pile up >support un", "unnoticed "),
    ],
)
def test_completion(text: str, first: str) -> None:
    found = completions(text, len(text), CONTEXT)
    assert found[0].text == first


@given(st.text(alphabet=">support -:?0123456789 amid@#!care", max_size=60))
def test_no_line_breaks_it(text: str) -> None:
    found = understand(text, CONTEXT)
    assert not (found.is_of_selected and found.entry_values is not None)
    for one in found.spans:
        assert 0 <= one.start <= one.start + one.length <= len(text)
    completions(text, len(text), CONTEXT)
