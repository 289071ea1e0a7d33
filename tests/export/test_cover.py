"""The first page: what a reader with half a minute takes away."""

from __future__ import annotations

import re

import pytest

from builders import (
    a_card,
    a_department,
    a_lesson,
    a_repair,
    a_review,
    a_safeguard,
    an_entry,
    at,
)
from export.reading import pdf_of, read
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import Audience


def came_of_it() -> Review:
    return a_review(
        a_safeguard("Printed manifests"),
        a_lesson("Retries hide slow failures"),
        a_repair("Alarm on the rate", due=at("09:00").date()),
    )


@pytest.mark.parametrize(
    "words",
    [
        "What kept it from being worse",
        "What was learned",
        "What changes",
        "S1 Printed manifests",
        "L1 Retries hide slow failures",
        "R1 Alarm on the rate · due 12 Mar 2026",
    ],
)
def test_the_first_page_says_what_came_of_it(words: str) -> None:
    assert words in " ".join(read(pdf_of(came_of_it())).pages[0].extract_text().split())


def test_the_first_page_names_few_and_counts_the_rest_and_stays_one_page() -> None:
    sides = [a_department(f"Side {number}") for number in range(6)]
    told = "Two lines of what it did to us, told in full and at some length, as people do."
    cards = [a_card(side, impact=told) for side in sides]
    repairs = [a_repair(f"Repair number {n} " + "w " * 400, position=float(n)) for n in range(9)]
    review = a_review(*sides, *cards, *repairs, an_entry("first", "10:00", sides[0]),
                      summary="It stood still for an hour. " * 12)  # fmt: skip
    pages = [" ".join(page.extract_text().split()) for page in read(pdf_of(review)).pages]
    assert "R1 Repair number 0" in pages[0]
    assert "R4 Repair number 3" not in pages[0]
    assert re.search(r"and [678] more", pages[0])
    assert "Side 5 Two lines" in pages[0]
    assert "Timeline" in pages[1]


def test_nothing_is_counted_where_there_is_none() -> None:
    page = read(pdf_of(a_review(a_department()))).pages[0].extract_text()
    for words in ("0 event", "0 decision", "0 of 1"):
        assert words not in page


def test_a_public_copy_of_what_is_not_public_says_so() -> None:
    words = "Nothing of this review is marked as public yet"
    event = an_entry("first", "10:00")
    public = read(pdf_of(a_review(event), Audience.PUBLIC)).pages[0].extract_text()
    assert words in public
    marked = event.model_copy(update={"public": True})
    for copy in (pdf_of(a_review(event)), pdf_of(a_review(marked), Audience.PUBLIC)):
        assert words not in read(copy).pages[0].extract_text()


def test_the_first_page_is_set_closer_before_it_loses_its_last_departments() -> None:
    sides = [a_department(f"Side {number}") for number in range(9)]
    cards = [a_card(side, impact="It stood still for " + "long " * 10) for side in sides]
    # What is behind it fills its pages, and is no reason to set anything closer.
    events = [an_entry(f"call {number}", "10:00", sides[0]) for number in range(10)]
    review = a_review(*sides, *cards, *events, a_repair("Alarm"), summary="It stood still. " * 46)
    first = " ".join(read(pdf_of(review)).pages[0].extract_text().split())
    assert all(f"Side {number} It stood" in first for number in range(9))
