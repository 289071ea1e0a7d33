"""Plain text for a mail, and one HTML file that fetches and runs nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from builders import a_full_review, a_review, an_entry, an_evidence
from export.reading import FONTS, OPTIONS, QUESTIONS
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience
from reviewdesk.export.html import make_html
from reviewdesk.export.markdown import make_markdown
from reviewdesk.export.plain import make_plain
from reviewdesk.export.svg import make_svg

PAYLOADS = (
    "<script>x</script>", "<img src=x onerror=y>", "![x](http://127.0.0.1/y)", "a & b < c",
    "[x](javascript:y)", "</title><b>", "https://example.org/x_y", "*a* _b_ `c` ~~d~~", "# no",
)  # fmt: skip


def html_of(review: Review) -> str:
    return make_html(for_audience(review, Audience.COMPANY), OPTIONS, QUESTIONS, FONTS)


def plain_of(review: Review) -> str:
    return make_plain(for_audience(review, Audience.COMPANY), OPTIONS, QUESTIONS)


class Reader(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.said = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.said += data


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_people_wrote_is_text_in_a_page(payload: str) -> None:
    page = Reader(html_of(a_review(an_entry(payload, detail=payload), title=payload)))
    assert page.said.count(payload) >= 3
    assert not {"script", "img", "b", "iframe", "object", "link"} & set(page.tags)
    for name, value in page.attributes:
        assert not name.startswith("on")
        if name in ("href", "src"):
            assert value.startswith("#") or value == payload == "https://example.org/x_y"


def test_numbers_lead_to_their_items_in_a_page() -> None:
    page = html_of(a_full_review())
    led_to = set(re.findall(r'href="#([A-Z]\d+)"', page))
    named = re.findall(r' id="([A-Z]\d+)"', page)
    assert {"E1", "D1", "R1", "C1", "V1"} <= set(named)
    assert led_to <= set(named)
    assert len(named) == len(set(named))


def test_a_page_has_each_drawing_after_its_heading() -> None:
    page = html_of(a_full_review())
    assert page.index("<h2>Timeline</h2>") < page.index("<svg ") < page.index("<th>No</th>")
    assert page.index("<h2>Conditions</h2>") < page.rindex("<svg ")
    assert page.count("<svg ") == 2


def test_plain_text_keeps_to_short_lines_and_loses_nothing() -> None:
    detail = "a passage that goes on for longer than one line of a mail would take it " * 3
    address = "https://example.org/" + "x" * 90
    said = plain_of(a_review(an_entry("a title", detail=detail), an_entry(address)))
    assert " ".join(detail.split()) in " ".join(said.split())
    assert address in said
    assert all(len(line) <= 72 or address in line for line in said.splitlines())
    assert "**" not in said
    assert "| " not in said


@pytest.mark.parametrize("payload", PAYLOADS)
def test_plain_text_shows_what_was_written(payload: str) -> None:
    said = " ".join(plain_of(a_review(an_entry("a title", detail=payload))).split())
    assert payload in said


def test_both_have_all_sections() -> None:
    for said in (plain_of(a_full_review()), html_of(a_full_review())):
        for heading in ("Timeline", "Conditions", "What went right", "Repairs", "Open questions"):
            assert heading in said
        assert "Maria" not in said


def test_an_address_in_a_page_leads_where_it_says() -> None:
    address = "https://example.org/a_b-c?x=1&y=%20z"
    event = an_entry("Retry rate up")
    review = a_review(event, an_evidence(event, title="Log", url=address), source=f"See {address}.")
    page = html_of(review)
    reader = Reader(page)
    assert [value for name, value in reader.attributes if value == address] == [address] * 2
    assert reader.said.count(address) == 2
    assert "&y" not in page.replace("&amp;y", "")


def test_what_turns_a_line_is_spelt_out() -> None:
    review = a_review(an_entry("see \u202egnp.exe"), title="Out\u202eage")
    shared = for_audience(review, Audience.COMPANY)
    written = [make(shared, OPTIONS, QUESTIONS) for make in (make_markdown, make_plain)]
    for made in (html_of(review), make_svg(shared, FONTS), *written):
        assert "\u202e" not in made
        assert "Out[U+202E]age" in made
        assert "[U+202E]gnp.exe" in made
