"""Every written form tells what the report tells, in its order."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from builders import a_full_review, a_review, a_sighting, an_entry, an_evidence
from export.reading import FONTS, OPTIONS, QUESTIONS, outline_of, pdf_of, text_of
from reviewdesk.domain.copies import Section, Template
from reviewdesk.domain.entries import EntryKind
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience
from reviewdesk.export.html import make_html
from reviewdesk.export.markdown import make_markdown
from reviewdesk.export.options import ExportOptions
from reviewdesk.export.plain import make_plain

_TAG = re.compile(r"<style>.*?</style>|<svg.*?</svg>|<[^>]*>", re.DOTALL)


def told(form: str, review: Review, options: ExportOptions = OPTIONS) -> str:
    """What a reader of that form reads, each run of spaces and line ends as one space."""
    if form == "pdf":
        return text_of(pdf_of(review))
    shared = for_audience(review, Audience.COMPANY)
    if form == "md":
        text = make_markdown(shared, options, QUESTIONS).replace("\\", "").replace("*", "")
    elif form == "txt":
        text = make_plain(shared, options, QUESTIONS)
    else:
        text = _TAG.sub("", make_html(shared, options, QUESTIONS, FONTS))
    return " ".join(text.split())


@pytest.mark.parametrize("form", ["pdf", "md", "html", "txt"])
def test_no_form_leaves_out_what_another_tells(form: str) -> None:
    said = told(form, a_full_review(background="Lorries leave at noon."))
    for words in (
        "How this review was done", "Why it names no single cause",
        "it is done by the same people in the same way",
        "Engineering could see it 10:40 and noticed it 10:52 (1 of 9 alerts)",
        "evidence V1", "shows E1",
        "could see", "(noticed)",
        "Why it made sense at the time.", "Options seen", "nobody owns the queue",
        "About this copy",
    ):  # fmt: skip
        assert words in said, words


@pytest.mark.parametrize("form", ["md", "html"])
def test_sections_stand_in_the_order_of_the_report(form: str) -> None:
    review = a_full_review(summary="It stood still.", background="Lorries.", source="A talk.")
    shared = for_audience(review, Audience.COMPANY)
    if form == "md":
        text = make_markdown(shared, OPTIONS, QUESTIONS)
        headings = [line[3:] for line in text.split("\n") if line.startswith("## ")]
    else:
        text = make_html(shared, OPTIONS, QUESTIONS, FONTS)
        headings = re.findall(r"<h2[^>]*>(.*?)</h2>", text)
    report = [one for one in outline_of(pdf_of(review)) if one in headings]
    assert [one for one in headings if one in report] == report
    assert {"In short", "Timeline", "From each side", "Evidence", "Sources"} <= set(headings)


def test_a_template_says_in_every_form_what_it_consists_of() -> None:
    options = replace(OPTIONS, template=Template.REPAIRS)
    for form in ("md", "html", "txt"):
        said = told(form, a_full_review(), options)
        assert "Repairs" in said
        assert "What went right" not in said
    chosen = replace(OPTIONS, sections=(Section.LESSONS, Section.RIGHT))
    said = told("md", a_full_review(), chosen)
    assert said.index("## Lessons") < said.index("## What went right")
    assert "## Timeline" not in said


def test_an_address_stands_in_markdown_as_it_was_written() -> None:
    address = "https://blog.example.org/details-of-the_outage?a=1&b=2"
    event = an_entry("Retry rate up", detail=f"See {address}, on-call.")
    text = make_markdown(
        for_audience(a_review(event, an_evidence(event, url=address)), Audience.COMPANY),
        OPTIONS, QUESTIONS,
    )  # fmt: skip
    assert text.count(f"<{address}>") == 2
    assert "on-call" in text


def test_a_decision_of_which_nobody_has_told_yet_is_no_empty_heading() -> None:
    signal = an_entry("Retry rate up", "10:30", kind=EntryKind.SIGNAL)
    review = a_full_review()
    [choice] = [one for one in review.entries_in_order() if one.kind is EntryKind.DECISION]
    seen = a_sighting(signal, choice.department_id or "", noticed="10:31")
    records = [one for one in review.records() if one.table != "decision"]
    said = told("md", Review(review.head, [*records[1:], signal, seen]))
    assert "What Engineering could see" in said
    assert "Retry rate up (noticed) E1" in said
