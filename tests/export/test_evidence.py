"""Evidence and what was seen of an event, in the table of events."""

from __future__ import annotations

import re

from builders import a_department, a_review, a_sighting, an_entry, an_evidence
from export.reading import outline_of, pdf_of, text_of
from reviewdesk.domain.review import Review

ENGINEERING = a_department("Engineering", position=1)
SUPPORT = a_department("Support", position=2)
ADDRESS = "https://example.org/log"


def two_events_one_log() -> Review:
    first = an_entry("Retry rate up", "10:34", ENGINEERING)
    second = an_entry("Pod restarted", "10:36", ENGINEERING)
    return a_review(
        ENGINEERING,
        first,
        second,
        an_evidence(first, title="Gateway log", url=ADDRESS),
        an_evidence(second, title="Gateway log", url=ADDRESS),
        an_evidence(second, title="Chat", origin="from Support", position=2.0),
    )


def test_evidence_for_several_events_is_told_once_and_linked_both_ways() -> None:
    data = pdf_of(two_events_one_log())
    text = text_of(data)
    assert text.count("Gateway log") == 1
    assert "observation · evidence V1 " in text
    assert "observation · evidence V1, V2" in text
    assert f"V1 Gateway log {ADDRESS} shows E1, E2" in text
    assert "V2 Chat from Support · shows E2" in text
    assert "Evidence" in outline_of(data)


def test_files_of_the_same_name_are_not_taken_for_one() -> None:
    first = an_entry("first", "10:34")
    second = an_entry("second", "10:36")
    review = a_review(first, second, an_evidence(first, title="screen"),
                      an_evidence(second, title="screen"))  # fmt: skip
    assert len(re.findall(r"V\d screen shows E\d", text_of(pdf_of(review)))) == 2


def test_one_department_is_told_of_once_for_an_event() -> None:
    retries = an_entry("Retry rate up", "10:34", ENGINEERING)
    seen = a_sighting(retries, SUPPORT, visible="10:35", noticed="10:50", approximate=True,
                      through="told by a caller", amid="forty calls")  # fmt: skip
    text = text_of(pdf_of(a_review(ENGINEERING, SUPPORT, retries, seen)))
    assert (
        "Support could see it about 10:35 and noticed it about 10:50 "
        "(told by a caller; forty calls)"
    ) in text
