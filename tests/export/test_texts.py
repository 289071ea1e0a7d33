"""Markdown and tables: whole, in order, and nothing in them is taken for a command."""

from __future__ import annotations

import csv
import re
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from builders import a_decision_entry, a_department, a_full_review, a_repair, a_review, an_entry
from export.reading import OPTIONS, QUESTIONS
from reviewdesk.domain.entries import Precision
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience
from reviewdesk.export import marked
from reviewdesk.export.markdown import make_markdown
from reviewdesk.export.tables import make_csv


def markdown_of(review: Review, audience: Audience = Audience.COMPANY) -> str:
    return make_markdown(for_audience(review, audience), OPTIONS, QUESTIONS)


def rows_of(review: Review) -> list[list[str]]:
    text = make_csv(for_audience(review, Audience.COMPANY))
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"))))


def test_markdown_has_the_sections_of_the_report() -> None:
    text = markdown_of(a_full_review(summary="It stood still."))
    wanted = [
        "# Dispatch outage", "## In short", "## Impact by department", "## Timeline",
        "## From each side", "## Decision 1 · 10:47 · keep rolling out", "## Conditions",
        "## What went right", "## Lessons", "## Repairs", "## Open questions",
    ]  # fmt: skip
    places = [text.index(heading) for heading in wanted]
    assert places == sorted(places)
    assert "Maria" not in text


def test_no_decision_is_left_out_of_markdown() -> None:
    support = a_department()
    told = markdown_of(
        a_review(support, a_decision_entry("Wait", department=support), a_decision_entry("Act"))
    )
    assert "## Decision 1 · 10:47 · " in told
    assert "## Decision 2 · 10:47 · " in told


@pytest.mark.parametrize(
    "payload",
    ["<script>x</script>", "![x](http://127.0.0.1/y)", "[x](javascript:y)", "a | b", "# no heading",
     "*a* _b_ `c` ~~d~~", "1. no list", "- no list", "https://example.org"],
)  # fmt: skip
def test_markdown_shows_what_was_written(payload: str) -> None:
    entry = an_entry("a title", detail=payload)
    html = (
        MarkdownIt("commonmark", {"html": True})
        .enable("table")
        .render(markdown_of(a_review(entry, summary=payload)))
    )
    plain = html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert plain.count(payload) >= 2
    for tag in ("<script", "<img", "<em>d", "<em>b", "<code>", "<li>no", "<h1>no"):
        assert tag not in html
    led_to = set(re.findall(r'href="([^"]*)"', html))
    assert led_to == ({payload} if payload.startswith("https:") else set())


def test_events_then_repairs_stand_in_the_table() -> None:
    support = a_department()
    rows = rows_of(
        a_review(support, an_entry("second", "10:40", support), an_entry("first", "10:35", support),
                 a_repair("alarm", owner_role="lead"))
    )  # fmt: skip
    assert [row[0] for row in rows] == ["No", "E1", "E2", "R1"]
    assert rows[1][2] == "10:35"
    assert rows[1][3] == "2026-03-12T10:35:00+00:00"
    assert rows[1][5] == "Support"
    assert rows[3][8:11] == ["alarm", "", "lead"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "|", "%"])
def test_no_cell_is_calculated(sign: str) -> None:
    rows = rows_of(a_review(an_entry(f"{sign}1+1", detail=f"{sign}1cmd")))
    assert rows[1][8] == f"'{sign}1+1"
    assert rows[1][9] == f"'{sign}1cmd"


def test_every_cell_is_quoted() -> None:
    text = make_csv(for_audience(a_review(an_entry('he said "no", twice')), Audience.COMPANY))
    assert '"he said ""no"", twice"' in text
    assert all(line.startswith('"') for line in text.removeprefix("\ufeff").split("\r\n") if line)


_SIGNS = "ab1 .)(-+=*_#>|<`~[]!&$@\\/:;?hts\u05d0\u65e5"


@given(st.text(alphabet=_SIGNS, max_size=60))
def test_any_signs_read_in_markdown_as_they_were_written(signs: str) -> None:
    for text in (f"x {signs} x https://a.example/{signs}", f"{signs} end"):
        written = marked.line(text)
        page = "\n\n".join([written, *marked.table(("No", "What"), [("E1", written)])])
        told = [
            "".join(child.content for child in one.children or ())
            for one in marked.parser().parse(page)
            if one.type == "inline"
        ]
        wanted = " ".join(text.split())
        # In an address a bar is written as what stands for it there.
        assert told[0].replace("%7C", "|") == told[-1].replace("%7C", "|") == wanted


@given(st.text(alphabet=_SIGNS, max_size=30), st.text(alphabet=_SIGNS, max_size=30))
def test_each_line_stays_a_line_of_one_paragraph(first: str, second: str) -> None:
    tokens = marked.parser().parse(marked.lines(f"a {first}\nb {second}"))
    assert [one.type for one in tokens] == ["paragraph_open", "inline", "paragraph_close"]


def test_a_time_that_is_not_known_stands_in_no_column_of_the_table() -> None:
    lost = an_entry("Limit removed", "10:00", precision=Precision.UNKNOWN)
    head, *rows = rows_of(a_review(lost, an_entry("Phones ring", "10:20")))
    found = {row[head.index("Title")]: dict(zip(head, row, strict=True)) for row in rows}
    assert found["Limit removed"]["Time"] == "time not known"
    assert not found["Limit removed"]["Start (UTC)"] + found["Limit removed"]["End (UTC)"]
    assert found["Phones ring"]["Start (UTC)"]
