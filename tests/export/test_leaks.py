"""What must not be in a copy is found wherever it stands in the finished file."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import Fit

from builders import a_full_review, a_review, an_entry
from export.reading import pdf_of
from reviewdesk.export.leaks import Leak, Watch, find_leaks, texts_of_pdf

NAME = Watch(names=("Ada Canary",))
NOTE = Watch(passages=("be gentle with the night shift lead",))


def written(writer: PdfWriter) -> bytes:
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


def clean() -> PdfWriter:
    return PdfWriter(clone_from=PdfReader(BytesIO(pdf_of(a_full_review()))))


def leaks(data: bytes, watch: Watch) -> set[Leak]:
    return set(find_leaks(texts_of_pdf(data), watch))


def test_a_clean_copy_has_none() -> None:
    assert leaks(written(clean()), NAME) == set()
    assert leaks(written(clean()), NOTE) == set()


@pytest.mark.parametrize(
    "text", ["asked Ada Canary", "ADA CANARY's", "ada\ncanary", "Äda  Canary.", "@ada.canary"]
)
def test_a_name_on_a_page_is_found(text: str) -> None:
    data = pdf_of(a_review(an_entry("a title", detail=text)))
    assert Leak("page 2", "a name") in leaks(data, NAME)


@pytest.mark.parametrize("text", ["Canada", "Adam Canaryson", "a canary"])
def test_what_only_looks_like_a_name_is_none(text: str) -> None:
    assert not leaks(pdf_of(a_review(an_entry("a title", detail=text))), NAME)


def test_a_note_broken_over_lines_is_found() -> None:
    filler = "some words before it " * 3
    detail = f"{filler} Be gentle, with the night-shift lead"
    assert Leak("page 2", "something private") in leaks(
        pdf_of(a_review(an_entry("a title", detail=detail))), NOTE
    )


def test_a_note_in_words_that_are_meant_for_the_copy_is_none() -> None:
    data = pdf_of(a_review(an_entry("a title", detail="be gentle with the night shift lead")))
    allowed = Watch(passages=NOTE.passages, allowed=("Be gentle with the night shift lead!",))
    assert not leaks(data, allowed)


def test_a_name_in_a_bookmark_is_found() -> None:
    writer = clean()
    writer.add_outline_item(title="Ada Canary decides", page_number=0)
    assert leaks(written(writer), NAME) == {Leak("the bookmarks", "a name")}


def test_a_name_in_the_properties_is_found() -> None:
    writer = clean()
    writer.add_metadata({"/Author": "Ada Canary"})
    assert leaks(written(writer), NAME) == {Leak("the properties of the file", "a name")}


def test_a_name_in_a_link_is_found() -> None:
    writer = clean()
    link = Link(rect=(0, 0, 9, 9), url="https://example.org/~ada-canary", fit=Fit.fit())
    writer.add_annotation(page_number=0, annotation=link)
    assert leaks(written(writer), NAME) == {Leak("a link on page 1", "a name")}


def test_a_name_in_an_attachment_is_found() -> None:
    writer = clean()
    writer.add_attachment(filename="notes.txt", data=b"by Ada Canary")
    assert leaks(written(writer), NAME) == {Leak("an attachment", "a name")}


def test_a_name_from_right_to_left_is_found() -> None:
    data = pdf_of(a_review(an_entry("a title", detail="אמרה דנה לוי אתמול")))
    assert Leak("page 2", "a name") in leaks(data, Watch(names=("דנה לוי",)))
