"""The report read aloud: headings, tables with heads, lists, a picture with words, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from pypdf.generic import ArrayObject, DictionaryObject, NumberObject

from builders import (
    a_decision,
    a_decision_entry,
    a_department,
    a_full_review,
    a_repair,
    a_review,
    an_entry,
)
from export.reading import FONTS, OPTIONS, QUESTIONS, pdf_of, read
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience
from reviewdesk.export.options import ExportOptions
from reviewdesk.export.pdf.report import make_pdf

NODE = Any


def root_of(data: bytes) -> DictionaryObject:
    found = read(data).trailer["/Root"]["/StructTreeRoot"]
    assert isinstance(found, DictionaryObject)
    return found


def kids(node: NODE) -> list[NODE]:
    found = node.get("/K", [])
    return [one.get_object() for one in (found if isinstance(found, ArrayObject) else [found])]


def walk(node: NODE) -> Iterator[NODE]:
    yield node
    for kid in kids(node):
        if isinstance(kid, DictionaryObject) and "/S" in kid:
            yield from walk(kid)


def sorts(data: bytes) -> list[str]:
    return [str(node["/S"]) for node in walk(kids(root_of(data))[0])]


def said(data: bytes) -> dict[tuple[int, int], str]:
    """The text of each marked part, by the place of its page and its number."""
    found: dict[tuple[int, int], str] = {}
    for place, page in enumerate(read(data).pages):
        text = page.get_contents().get_data().decode("latin-1")
        tables: dict[str, dict[str, str]] = {}
        for name, font in page["/Resources"]["/Font"].items():
            table = font.get_object()["/ToUnicode"].get_data().decode()
            tables[name] = {
                code: bytes.fromhex(said).decode("utf-16-be")
                for code, said in re.findall(r"<([0-9A-F]{4})> <([0-9a-f]*)>", table)
            }
        open_part: int | None = None
        font_name = ""
        for token in re.finditer(
            r"/MCID (\d+)>> BDC|(EMC)|(/N\d+) [\d.]+ Tf|\[([^\]]*)\] TJ|(/Artifact BMC)", text
        ):
            if token[1]:
                assert open_part is None
                open_part = int(token[1])
            elif token[2]:
                open_part = None
            elif token[3]:
                font_name = token[3]
            elif token[4] and open_part is not None:
                codes = "".join(re.findall(r"<([0-9A-F]+)>", token[4]))
                shown = "".join(
                    tables[font_name][codes[at : at + 4]] for at in range(0, len(codes), 4)
                )
                found[place, open_part] = found.get((place, open_part), "") + shown
    return found


def heard(data: bytes) -> list[str]:
    """What is read aloud, part after part."""
    reader = read(data)
    places = {page.indirect_reference.idnum: place for place, page in enumerate(reader.pages)}
    texts = said(data)
    found = []
    for node in walk(kids(root_of(data))[0]):
        page = node.raw_get("/Pg").idnum if "/Pg" in node else None
        for kid in kids(node):
            if isinstance(kid, NumberObject):
                found.append(texts.get((places[page], int(kid)), ""))
            elif isinstance(kid, DictionaryObject) and kid.get("/Type") == "/MCR":
                on = places[kid.raw_get("/Pg").idnum]
                found.append(texts.get((on, int(kid["/MCID"])), ""))
    return found


def test_the_file_says_that_it_is_tagged_and_in_which_language() -> None:
    catalogue = read(pdf_of(a_full_review())).trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]


def test_the_report_has_headings_tables_lists_and_a_figure() -> None:
    found = sorts(pdf_of(a_full_review(summary="It stood still.")))
    for sort in ("/Title", "/H2", "/H3", "/P", "/Table", "/THead", "/TH", "/TBody", "/TR", "/TD",
                 "/L", "/LI", "/Lbl", "/LBody", "/Figure", "/Link"):  # fmt: skip
        assert sort in found, sort


def test_what_is_read_aloud_keeps_its_words_and_its_order() -> None:
    support = a_department("Support")
    entry = a_decision_entry("Wait", department=support)
    review = a_review(
        support,
        an_entry("before it", "10:20", support, detail="some words that fill a line " * 9),
        entry,
        a_decision(entry, pressures=("first pressure",), options=("an option",)),
        a_repair("a better alarm"),
        summary="It stood still for quite a while, " * 8,
    )
    whole = "".join(f"{part} " for part in heard(pdf_of(review)))
    flat = " ".join(whole.split())
    assert " ".join(("some words that fill a line " * 9).split()) in flat
    assert " ".join(("It stood still for quite a while, " * 8).split()) in flat
    order = ["Dispatch outage", "In short", "It stood", "Timeline", "NO TIME", "before it",
             "Decision 1", "Pressures", "First pressure", "Options seen", "An option",
             "Repairs", "a better alarm"]  # fmt: skip
    place = 0
    for words in order:
        place = flat.index(words, place)


def test_every_mark_belongs_to_one_part_and_every_part_knows_its_page() -> None:
    data = pdf_of(a_full_review())
    root = root_of(data)
    nums = root["/ParentTree"]["/Nums"]
    parents = {int(nums[n]): nums[n + 1] for n in range(0, len(nums), 2)}
    assert list(parents) == sorted(parents)
    for page in read(data).pages:
        marks = re.findall(r"/MCID (\d+)>> BDC", page.get_contents().get_data().decode("latin-1"))
        assert [int(mark) for mark in marks] == list(range(len(marks)))
        owners = parents[int(page["/StructParents"])].get_object()
        assert len(owners) == len(marks)
        for place, owner in enumerate(owners):
            held = [int(kid) for kid in kids(owner.get_object()) if isinstance(kid, NumberObject)]
            elsewhere = [
                int(kid["/MCID"]) for kid in kids(owner.get_object())
                if isinstance(kid, DictionaryObject) and "/MCID" in kid
            ]  # fmt: skip
            assert place in held + elsewhere
        for link in page.get("/Annots", ()):
            owner = parents[int(link.get_object()["/StructParent"])].get_object()
            assert owner["/S"] == "/Link"


def test_furniture_is_not_read_aloud() -> None:
    support = a_department("Support")
    entries = [an_entry(f"event {n}", f"10:{n:02}", support) for n in range(60)]
    parts = heard(pdf_of(a_review(support, *entries)))
    assert "DEPARTMENT" in parts
    assert parts.count("DEPARTMENT") == 1
    # The cover says once whom it is for; what stands at the foot of each page is not read.
    assert sum("Distribution copy" in part for part in parts) == 1
    assert not any(re.fullmatch(r".*\d / \d", part) for part in parts)


def test_nothing_is_drawn_outside_a_mark() -> None:
    for page in read(pdf_of(a_full_review())).pages:
        depth = 0
        for line in page.get_contents().get_data().decode("latin-1").split("\n"):
            opened = len(re.findall(r"\b(?:BDC|BMC)\b", line))
            closed = len(re.findall(r"\bEMC\b", line))
            if re.search(r" (?:f|S|B|TJ)\b", line):
                assert depth or opened
            depth += opened - closed
            assert depth in (0, 1)
        assert depth == 0


def test_the_drawing_has_words_in_its_place() -> None:
    support = a_department("Support")
    data = pdf_of(a_review(support, an_entry("callers", "10:35", support)))
    [figure] = [node for node in walk(kids(root_of(data))[0]) if node["/S"] == "/Figure"]
    assert "1 event in 1 lane (Support)" in figure["/Alt"]


@pytest.mark.parametrize("words", ["9999999999 0 R", "/StructTreeRoot 9999999999 0 R", ") >> ("])
def test_no_title_upsets_the_file(words: str) -> None:
    data = pdf_of(a_review(an_entry(words), title=words))
    assert read(data).metadata is not None
    assert read(data).metadata.title == words  # type: ignore[union-attr]  # said above
    assert "/Document" in sorts(data)


def test_the_same_review_makes_the_same_bytes() -> None:
    review: Review = a_full_review()
    assert pdf_of(review) == pdf_of(review)


def test_copies_made_at_other_times_differ_in_their_time_alone() -> None:
    shared = for_audience(a_full_review(), Audience.COMPANY)
    later = replace(OPTIONS, exported_at=OPTIONS.exported_at + timedelta(hours=3))

    def timeless(options: ExportOptions) -> bytes:
        data = make_pdf(shared, options, QUESTIONS, FONTS, system_font_folders=())
        assert re.search(rb"D:\d{14}", data)
        return re.sub(rb"/ID \[.*?\]|<[0-9a-f]{32}>|D:\d{14}", b"", data)

    assert timeless(OPTIONS) == timeless(later)
