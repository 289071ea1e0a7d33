"""Decisions in the report: what their makers had before them, and nothing known better."""

from __future__ import annotations

import re
from itertools import pairwise

from builders import (
    a_decision,
    a_decision_entry,
    a_department,
    a_review,
    a_sighting,
    a_voice,
    an_entry,
)
from export.reading import pdf_of, read, text_of
from reviewdesk.domain.accounts import Decision
from reviewdesk.domain.entries import Entry, Precision

ENGINEERING = a_department("Engineering", position=1)
SUPPORT = a_department("Support", position=2)


def told(choice: Entry) -> Decision:
    """Something is said of how it came about, so it has more than a line."""
    return a_decision(choice, pressures=("time",))


def test_what_may_have_come_after_an_uncertain_decision_is_marked() -> None:
    choice = a_decision_entry(
        "Take the bypass", start=None, department=ENGINEERING,
        precision=Precision.BETWEEN, earliest="14:02", latest="14:07",
    )  # fmt: skip
    text = text_of(
        pdf_of(
            a_review(
                ENGINEERING,
                an_entry("Login hangs", "14:02", ENGINEERING),
                an_entry("Switched off", "14:07", ENGINEERING),
                choice,
                told(choice),
            )
        )
    )
    assert "Login hangs (noticed) E1" in text
    assert "Switched off (noticed) † E" in text
    assert "† came after 14:02, the earliest this decision can have been taken" in text


def test_an_uncertain_decision_is_looked_at_from_its_earliest_moment() -> None:
    choice = a_decision_entry(
        "Take the bypass", start=None, department=ENGINEERING,
        precision=Precision.BETWEEN, earliest="14:02", latest="14:07",
    )  # fmt: skip
    calls = an_entry("Calls", "14:00", SUPPORT)
    text = text_of(
        pdf_of(
            a_review(
                ENGINEERING,
                SUPPORT,
                calls,
                a_sighting(calls, ENGINEERING, noticed="14:05", through="phone"),
                an_entry("Long after", "15:00", SUPPORT),
                choice,
                told(choice),
            )
        )
    )
    # It had happened, and had not reached those who decided.
    assert "What existed out of its sight" in text
    assert "Calls: Support only, reached it 14:05" in text
    assert "(noticed)" not in text
    assert "†" not in text
    assert "1 event on this timeline became known only later" in text


def test_nothing_is_marked_where_the_time_is_known() -> None:
    choice = a_decision_entry("Take the bypass", department=ENGINEERING)
    review = a_review(
        ENGINEERING, an_entry("Login hangs", "10:40", ENGINEERING), choice, told(choice)
    )
    assert "†" not in text_of(pdf_of(review))


def test_a_decision_is_seen_with_the_eyes_of_its_maker() -> None:
    lead = a_voice(SUPPORT, "shift lead")
    choice = a_decision_entry("Close the desk", department=ENGINEERING)
    calls = an_entry("Forty calls", "10:40", SUPPORT)
    text = text_of(
        pdf_of(a_review(ENGINEERING, SUPPORT, lead, calls, choice,
                        a_decision(choice, maker_id=lead.id, pressures=("time",))))
    )  # fmt: skip
    assert "Support, shift lead" in text
    assert "What Support could see Forty calls (noticed) E1" in text


def test_lists_of_signals_that_go_on_say_again_what_they_are() -> None:
    """Whatever page a signal stands on, the head of its list stands above it."""
    signals = [
        an_entry(f"Signal {n} " + "that went on and on " * 9, f"10:{n:02}", side)
        for n in range(10, 30)
        for side in (ENGINEERING, SUPPORT)
    ]
    sightings = [a_sighting(one, SUPPORT, noticed="10:20") for one in signals[:2]]
    choice = a_decision_entry("Keep rolling out", department=ENGINEERING)
    review = a_review(ENGINEERING, SUPPORT, *signals, *sightings, choice, told(choice))
    found = [
        " ".join(page.extract_text().split())
        for page in read(pdf_of(review)).pages
        if "(noticed)" in page.extract_text()
    ]
    assert len(found) > 1
    assert all("What Engineering could see the latest 8 of 20" in text for text in found)


def test_things_known_later_are_counted_as_events() -> None:
    choice = a_decision_entry("Keep rolling out", department=ENGINEERING)
    review = a_review(ENGINEERING, an_entry("first", "10:00", ENGINEERING), choice, told(choice),
                      an_entry("last", "11:00", ENGINEERING))  # fmt: skip
    assert "1 event on this timeline became known only later." in text_of(pdf_of(review))


def test_a_decision_without_an_account_has_the_signals_there_were() -> None:
    choice = a_decision_entry("Keep rolling out", start="10:30", department=ENGINEERING)
    review = a_review(ENGINEERING, an_entry("retries up", "10:00", ENGINEERING), choice)
    text = text_of(pdf_of(review))
    assert "What Engineering could see retries up (noticed) E1" in text


def test_of_many_decisions_of_which_nothing_is_told_most_take_a_line_each() -> None:
    choices = [
        a_decision_entry(f"Wait {n}", start=f"10:{n:02}", department=ENGINEERING) for n in range(40)
    ]
    review = a_review(ENGINEERING, *choices, *[a_decision(one) for one in choices[:20]])
    reader = read(pdf_of(review))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert all(f"Decision {n + 1} · 10:{n:02} · Wait {n} E{n + 1}" in text for n in range(40))
    assert text.count("What Engineering could see") == 6
    assert len(reader.pages) <= 9


def test_a_list_of_signals_is_not_spread_by_the_one_beside_it() -> None:
    """Short signals stand line under line, however long the ones in the other list are."""
    seen = [an_entry(f"Short {n}", f"10:1{n}", ENGINEERING) for n in range(4)]
    hidden = [
        an_entry(f"Hidden {n} " + "that went on and on " * 8, f"10:1{n}", SUPPORT) for n in range(4)
    ]
    choice = a_decision_entry("Keep rolling out", department=ENGINEERING)
    heights: dict[str, float] = {}

    def visit(text: str, _cm: list[float], at: list[float], *_: object) -> None:
        if text.startswith("Short"):
            heights[text.split(" (", maxsplit=1)[0].strip()] = at[5]

    data = pdf_of(a_review(ENGINEERING, SUPPORT, *seen, *hidden, choice, told(choice)))
    for page in read(data).pages:
        if "could see" in page.extract_text():
            page.extract_text(visitor_text=visit)
    tops = [heights[f"Short {n}"] for n in range(4)]
    assert [round(a - b) for a, b in pairwise(tops)] == [14, 14, 14]


def test_a_side_named_from_right_to_left_does_not_turn_the_sentence_it_stands_in() -> None:
    side = a_department("\u05ea\u05e4\u05e2\u05d5\u05dc")
    support = a_department("Support", position=1.0)
    hidden = an_entry("Queue grows", "10:00", side)
    choice = a_decision_entry("Wait", start="10:30", department_id=support.id)
    text = text_of(pdf_of(a_review(side, support, hidden, choice)))
    assert re.search(r"Queue grows: \S+ only E1", text)
