"""What people wrote arrives in the PDF as they wrote it, in any script, and is never markup."""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_department, a_review, an_entry
from export.reading import letters, pdf_of, read, text_of
from reviewdesk.domain.shared import Audience

MARKUP = [
    "<b>bold</b>",
    "<font color=red size=40>big</font>",
    "<img src='file:///etc/hostname'/>",
    "<img src=http://127.0.0.1:1/x.png width=10 height=10/>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<onDraw name='x' label='y'/>",
    "<seq id='x'/>",
    "<br/><br/>",
    "<para align=center>x</para>",
    "<script>alert(1)</script>",
    "<!-- hidden -->",
    "<![CDATA[x]]>",
    "<?xml version='1.0'?>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;",
    "&lt;b&gt;",
    "&amp;amp;",
    "&#60;b&#62;",
    "&nbsp;&copy;",
    "<unclosed",
    "</closed>",
    "a < b > c & d",
    "<<<>>>",
    "<sup>1</sup><sub>2</sub>",
    "<u>under</u><strike>through</strike>",
    "<greek>abc</greek>",
    "<bullet>x</bullet>",
    "<index item='x'/>",
    "<link destination='x'>y</link>",
    "{{ template }} ${shell} %(python)s %s {0}",
    "(unbalanced ) parens ( \\( \\) \\n \\101",
    "endstream endobj ] >> /Type /Page",
    "BT /F1 12 Tf (x) Tj ET",
    "**not bold** `code` [x](y) | cell |",
    "=SUM(A1:A9) @here #tag",
]

SCRIPTS = {
    "Greek": "Ελληνικά: η γραμμή έπεσε",
    "Cyrillic": "Русский текст и ещё",
    "Vietnamese": "Tiếng Việt đường truyền",
    "Hebrew": "שלום עולם",
    "Arabic": "مرحبا بالعالم",
    "Devanagari": "नमस्ते दुनिया क्षत्रिय",
    "Thai": "สวัสดีชาวโลก",
    "Chinese": "数据库连接超时",
    "Japanese": "障害のタイムラインを再生",
    "Korean": "결제 서비스 장애 발생",
    "emoji": "\U0001f525 \U0001f44d\U0001f3fd \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "symbols": "→ ✓ ⚠ ∑ ≤ €",
}


def report_with(text: str, *, system_fonts: tuple[Path, ...] = ()) -> bytes:
    support = a_department()
    entry = an_entry("a title", department=support, detail=text)
    # For members: in other copies an @ and a word may be a handle, and go.
    return pdf_of(a_review(support, entry), Audience.MEMBERS, system_fonts=system_fonts)


def test_there_are_35_payloads() -> None:
    assert len(set(MARKUP)) == 35


@pytest.mark.parametrize("payload", MARKUP)
def test_markup_is_text(payload: str) -> None:
    support = a_department(payload)
    entry = an_entry(payload, department=support, detail=payload)
    data = pdf_of(a_review(support, entry, title=payload, summary=payload))
    reader = read(data)
    shown = " ".join(payload.split())
    assert text_of(data).count(shown) >= 4
    assert reader.metadata is not None
    assert reader.metadata.title == payload
    assert not any(
        "/A" in one.get_object() for page in reader.pages for one in page.get("/Annots", ())
    )
    assert all(not page.images for page in reader.pages)


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_are_read_out_as_they_were_written(script: str) -> None:
    text = SCRIPTS[script]
    found = unicodedata.normalize("NFC", text_of(report_with(text)))
    assert all(word in found for word in text.split())
    assert "brackets" not in found


def test_right_to_left_words_stand_from_right_to_left() -> None:
    with pypdfium2.PdfDocument(BytesIO(report_with("אחת שתיים"))) as document:
        page = document[1].get_textpage()
        text = page.get_text_range()
        first = page.get_charbox(text.index("א"))
        second = page.get_charbox(text.index("ש"))
        page.close()
    assert second[0] < first[0]
    assert first[1] == pytest.approx(second[1], abs=2.0)


def test_a_number_stays_in_its_place_among_words_from_right_to_left() -> None:
    with pypdfium2.PdfDocument(BytesIO(report_with("see: אחת 38 שתיים"))) as document:
        page = document[1]
        text = page.get_textpage()
        left, bottom, _, top = text.get_charbox(text.get_text_range().index("see:"))
        text.close()
        height = page.get_height()
        picture = page.render(scale=4).to_numpy()
    # No reader goes by what is seen of such a line, so it is looked at.
    row = picture[int((height - top - 1) * 4) : int((height - bottom + 1) * 4), int(left * 4) :]
    inked = (row.min(axis=(0, 2)) < 160).nonzero()[0]
    words = [[int(inked[0])]]
    for before, here in pairwise(map(int, inked)):
        if here - before > 6:
            words.append([])
        words[-1].append(here)
    _see, two, number, one = (word[-1] - word[0] for word in words[:4])
    assert number < one < two
    assert len(words) == 4


def test_a_sign_without_a_glyph_is_named_and_counted() -> None:
    text = text_of(report_with("on \U0001d000 and \U00012000"))
    assert "on [byzantine musical symbol psili] and [U+12000]" in text
    assert "For 2 signs in this review no font was found" in text


def test_bidi_controls_are_made_visible() -> None:
    assert "abc[U+202E]fed[U+202C]" in text_of(report_with("abc\u202efed\u202c"))


def test_a_long_unbroken_word_is_broken_and_whole() -> None:
    word = "".join(chr(97 + place % 26) for place in range(3_900))
    assert word in _body(report_with(word))


def test_a_long_detail_loses_nothing() -> None:
    text = " ".join(f"word{number}" for number in range(20_000))[:200_000]
    found = _body(report_with(text))
    assert letters(text) in found


_FURNITURE = re.compile(
    r"NOTIMEDEPARTMENTWHATHAPPENED"
    r"|E\d+,continued|Draftof20Mar2026\d+/\d+Dispatchoutage·Members’copy,namesasentered"
)


def _body(data: bytes) -> str:
    """All letters without those at the foot of each page and at the head of each table."""
    return _FURNITURE.sub("", "".join(letters(page.extract_text()) for page in read(data).pages))


@settings(max_examples=40)
@given(
    st.text(
        st.characters(min_codepoint=0x20, max_codepoint=0x24F, exclude_categories=("Cc", "Cf")),
        min_size=1,
        max_size=200,
    )
)
def test_any_latin_text_arrives_whole(text: str) -> None:
    kept = an_entry(detail=text).detail
    assert letters(kept.replace("\u00a0", " ")) in letters(text_of(report_with(text)))


@settings(max_examples=40)
@given(st.text(max_size=300))
def test_no_text_stops_the_report(text: str) -> None:
    assert read(report_with(text)).pages
