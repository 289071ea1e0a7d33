"""What an audience does not see is not quoted to it either."""

from __future__ import annotations

import pytest

from builders import a_card, a_department, a_review, an_entry
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
    review = a_review(an_entry("Turnstile seized", public=False), shown, summary="turnstile seized")
    public = for_audience(review, Audience.PUBLIC)
    assert [one.title for one in public.entries] == [f"see {WITHHELD} and wait"]
    assert public.head.summary == WITHHELD
    assert for_audience(review, Audience.COMPANY).head.summary == "turnstile seized"


def test_the_company_reads_nothing_of_a_card_that_is_held_back() -> None:
    support = a_department("Support")
    card = a_card(support, held_back=True, impact="We slept in the lobby for two nights")
    review = a_review(support, card, an_entry("they slept: we slept in the lobby for two nights"))
    assert for_audience(review, Audience.COMPANY).entries[0].title == f"they slept: {WITHHELD}"
