"""The timeline as an SVG that any viewer can read, and nothing in it that acts."""

from __future__ import annotations

import pytest
from defusedxml import ElementTree

from builders import a_condition, a_department, a_marker, a_review, an_entry
from export.reading import FONTS
from reviewdesk.domain.entries import EntryKind, MarkerKind
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience
from reviewdesk.domain.understanding import Layer
from reviewdesk.export.svg import make_svg, map_arranged

SVG = "{http://www.w3.org/2000/svg}"


def texts_of(review: Review) -> list[str]:
    root = ElementTree.fromstring(make_svg(for_audience(review, Audience.COMPANY), FONTS))
    return [str(text.text) for text in root.iter(f"{SVG}text")]


def test_lanes_events_and_markers_are_in_the_picture() -> None:
    support = a_department("Support")
    entry = an_entry("callers without a route", "10:35", support, kind=EntryKind.SIGNAL)
    found = texts_of(a_review(support, entry, a_marker(MarkerKind.FIRST_SIGN, entry_id=entry.id)))
    for words in ("Support", "callers without a route", "first sign"):
        assert words in found
    assert "Dispatch outage · Distribution copy, names removed" in found


@pytest.mark.parametrize(
    "payload", ["<script>alert(1)</script>", "]]> &amp; <g onload='x'>", 'a < b & "c"']
)
def test_markup_is_text(payload: str) -> None:
    support = a_department(payload)
    review = a_review(support, an_entry(payload, department=support), title=payload)
    assert payload in texts_of(review)
    root = ElementTree.fromstring(make_svg(for_audience(review, Audience.COMPANY), FONTS))
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {
        "svg", "title", "rect", "text", "g", "clipPath", "polygon", "polyline", "ellipse", "defs",
    }  # fmt: skip
    assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)


def test_an_empty_review_makes_a_picture_too() -> None:
    assert texts_of(a_review()) == ["Dispatch outage · Distribution copy, names removed"]


def test_a_number_and_the_title_behind_it_each_have_their_look() -> None:
    review = a_review(a_condition("No handover", layer=Layer.PROCESS), a_condition("No alarm"))
    shared = for_audience(review, Audience.COMPANY)
    root = ElementTree.fromstring(make_svg(shared, FONTS, arrange=map_arranged))
    looks = {text.text: text.get("fill") for text in root.iter(f"{SVG}text")}
    assert looks["C1"] != looks["No handover"]
    assert "An arrow leads from a condition to what it made likelier or worse." in looks
