"""Decisions in the report: what their makers had before them, and nothing known better."""

from __future__ import annotations

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
from reviewdesk.domain.entries import Precision

ENGINEERING = a_department("Engineering", position=1)
SUPPORT = a_department("Support", position=2)


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
            )
        )
    )
    assert "Login hangs (noticed) E1" in text
    assert "Switched off (noticed) † E" in text
    assert "† came after 14:02, the earliest this decision can have been taken" in text


def test_nothing_is_marked_where_the_time_is_known() -> None:
    review = a_review(
        ENGINEERING,
        an_entry("Login hangs", "10:40", ENGINEERING),
        a_decision_entry("Take the bypass", department=ENGINEERING),
    )
    assert "†" not in text_of(pdf_of(review))


def test_a_decision_is_seen_with_the_eyes_of_its_maker() -> None:
    lead = a_voice(SUPPORT, "shift lead")
    choice = a_decision_entry("Close the desk", department=ENGINEERING)
    calls = an_entry("Forty calls", "10:40", SUPPORT)
    text = text_of(
        pdf_of(a_review(ENGINEERING, SUPPORT, lead, calls, choice,
                        a_decision(choice, maker_id=lead.id)))
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
    review = a_review(ENGINEERING, SUPPORT, *signals, *sightings, choice)
    found = [
        " ".join(page.extract_text().split())
        for page in read(pdf_of(review)).pages
        if "(noticed)" in page.extract_text()
    ]
    assert len(found) > 1
    assert all("What Engineering could see the latest 8 of 20" in text for text in found)


def test_things_known_later_are_counted_as_events() -> None:
    choice = a_decision_entry("Keep rolling out", department=ENGINEERING)
    review = a_review(ENGINEERING, an_entry("first", "10:00", ENGINEERING), choice,
                      an_entry("last", "11:00", ENGINEERING))  # fmt: skip
    assert "1 event on this timeline became known only later." in text_of(pdf_of(review))
