"""What an audience does not see is not quoted to it either."""

from __future__ import annotations

import pytest

from builders import (
    a_card,
    a_condition,
    a_department,
    a_note,
    a_parking_item,
    a_repair,
    a_review,
    an_entry,
)
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience
from reviewdesk.domain.withheld import WITHHELD, WithheldQuotes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see Badge reader froze and E4", f"see {WITHHELD} and E4"),
        ("BADGE-READER  froze", WITHHELD),
        ("the badge reader was fine", "the badge reader was fine"),
        ("since the Monday before the turnstile seized for hours", f"{WITHHELD} for hours"),
        ("then nobody of the night shift could get in, it says", f"then {WITHHELD}, it says"),
    ],
)
def test_titles_and_sentences_are_replaced(text: str, expected: str) -> None:
    told = [
        "It froze. Nobody of the night shift could get in.",
        "Since the Monday before the turnstile seized up again and again",
    ]
    quotes = WithheldQuotes(["Badge reader froze", "Rollback"], told, ["Something else"])
    assert quotes.without(text) == expected


def test_a_title_of_ordinary_words_or_one_that_is_shown_as_well_stays() -> None:
    quotes = WithheldQuotes(["Service restored", "Queue gate jammed"], [], ["queue gate jammed"])
    assert quotes.without("Service restored: queue gate jammed") == (
        "Service restored: queue gate jammed"
    )


def test_the_public_reads_no_title_of_an_event_that_is_not_for_it() -> None:
    shown = an_entry("see Turnstile seized and wait", public=True)
    review = a_review(
        an_entry("Turnstile seized", public=False),
        shown,
        summary="turnstile seized",
        public_texts=("summary",),
    )
    public = for_audience(review, Audience.PUBLIC)
    assert [one.title for one in public.entries] == [f"see {WITHHELD} and wait"]
    assert public.head.summary == WITHHELD
    assert for_audience(review, Audience.COMPANY).head.summary == "turnstile seized"


def test_the_company_reads_nothing_of_a_card_that_is_held_back() -> None:
    support = a_department("Support")
    card = a_card(support, held_back=True, impact="We slept in the lobby for two nights")
    review = a_review(support, card, an_entry("they slept: we slept in the lobby for two nights"))
    assert for_audience(review, Audience.COMPANY).entries[0].title == f"they slept: {WITHHELD}"


@pytest.mark.parametrize("audience", [Audience.COMPANY, Audience.PUBLIC])
def test_no_copy_for_others_quotes_a_private_note_or_what_was_parked(audience: Audience) -> None:
    note = a_note("Turnstile seized up again. Ask whether the porter hid the key. Gently!")
    parked = a_parking_item("Replace the whole porter team", detail="They sleep at noon, he said")
    shown = [
        an_entry("Turnstile seized up again", public=True),
        an_entry("later: replace the whole porter team", public=True),
        an_entry("well, ask whether the porter hid the key", public=True),
    ]
    condition = a_condition(
        detail="Somebody must ask whether the porter hid the key, they sleep at noon, he said",
        public=True,
    )
    found = for_audience(a_review(*shown, condition, note, parked), audience)
    assert {one.title for one in found.entries} == {
        "Turnstile seized up again",
        f"later: {WITHHELD}",
        f"well, {WITHHELD}",
    }
    assert found.conditions[0].detail == f"Somebody must {WITHHELD}, {WITHHELD}"


def test_members_read_what_was_entered_and_what_was_taken_up_from_the_parking_lot_stays() -> None:
    entry = an_entry("then: ask whether the porter hid the key")
    review = a_review(
        entry,
        an_entry("The porter was told off by us"),
        a_note("ask whether the porter hid the key"),
        a_note("The porter was told off by us"),
        a_repair("Buy a second router for the porter"),
        a_parking_item("Buy a second router for the porter", became="repair", settled=True),
    )
    assert entry.title in {one.title for one in for_audience(review, Audience.MEMBERS).entries}
    company = for_audience(review, Audience.COMPANY)
    assert {one.title for one in company.entries} == {f"then: {WITHHELD}", WITHHELD}
    assert company.repairs[0].title == "Buy a second router for the porter"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("payroll tunnel left open, they say", f"{WITHHELD}, they say"),
        ("since the payroll tunnel had been left open", f"since the {WITHHELD}"),
        ("the payroll run was fine", "the payroll run was fine"),
        ("open at noon, tunnel left", "open at noon, tunnel left"),
        ("Kestrel gateway pods restarted", "Kestrel gateway pods restarted"),
    ],
)
def test_a_part_of_a_title_tells_of_it_with_other_little_words(text: str, expected: str) -> None:
    quotes = WithheldQuotes(
        ["The payroll tunnel was left open by accident at noon", "Kestrel gateway pods restarted"],
        [],
        ["Kestrel gateway pods restarted"],
    )
    assert quotes.without(text) == expected
