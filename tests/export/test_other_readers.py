"""What programs of others make of the report: poppler, qpdf."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from builders import a_department, a_full_review, a_review, an_entry
from export.reading import EXPORTED_AT, FONTS, QUESTIONS, letters, pdf_of, text_of
from reviewdesk.domain.copies import Template
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience
from reviewdesk.export.options import ExportOptions, Paper
from reviewdesk.export.pdf.report import make_pdf

SCRIPTS = {
    "Latin": "The queue grew, naïvely façade Łódź ĳ ﬁ",
    "Greek": "Ελληνικά: η γραμμή έπεσε",
    "Cyrillic": "Русский текст и ещё",
    "Vietnamese": "Tiếng Việt đường truyền",
    "Hebrew": "שלום עולם",
    "Arabic": "مرحبا بالعالم",
    "Persian": "پیام رسید",
    "Devanagari": "नमस्ते दुनिया क्षत्रिय",
    "Thai": "สวัสดีชาวโลก",
    "Chinese": "数据库连接超时，已回滚发布",
    "Japanese": "障害のタイムラインを再生する",
    "Korean": "결제 서비스 장애 발생",
    "emoji": "\U0001f525 \U0001f44d\U0001f3fd \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "symbols": "→ ✓ ⚠ ∑ ≤ €",
}


def wants(tool: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(tool) is None, reason=f"{tool} is not here")


def said_by(tool: str, *words: str) -> str:
    done = subprocess.run([tool, *words], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.decode("utf-8")


@pytest.fixture(scope="module", params=list(Template), ids=lambda one: one.name)
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    options = ExportOptions(
        EXPORTED_AT, "0.1", Paper.A4, request.param, attachment=b'{"format": "x"}'
    )
    shared = for_audience(a_full_review(), Audience.COMPANY)
    path = tmp_path_factory.mktemp("readers") / "report.pdf"
    path.write_bytes(make_pdf(shared, options, QUESTIONS, FONTS))
    return path


@wants("pdftotext")
@pytest.mark.parametrize("script", SCRIPTS)
def test_both_readers_give_back_the_text_that_went_in(script: str, tmp_path: Path) -> None:
    text = SCRIPTS[script]
    support = a_department()
    data = pdf_of(a_review(support, an_entry("a title", department=support, detail=text)))
    path = tmp_path / "script.pdf"
    path.write_bytes(data)
    by_poppler = unicodedata.normalize("NFC", said_by("pdftotext", "-raw", str(path), "-"))
    by_pypdf = unicodedata.normalize("NFC", text_of(data))
    wanted = unicodedata.normalize("NFC", text)
    # Poppler marks where the direction of reading turns.
    plain = re.sub("[\u200e\u200f\u202a-\u202e]", "", by_poppler)
    for word in wanted.split():
        assert word in by_pypdf
        assert letters(word) in letters(plain)


@wants("pdfinfo")
def test_the_tags_are_there_and_hold_the_text(report: Path) -> None:
    tree = said_by("pdfinfo", "-struct-text", str(report))
    assert tree.startswith("Document")
    assert "Title" in tree or "H1" in tree
    assert '"' in tree
    facts = said_by("pdfinfo", str(report))
    assert re.search(r"Tagged:\s+yes", facts)


@wants("pdffonts")
def test_no_font_is_but_embedded_and_a_part(report: Path) -> None:
    lines = said_by("pdffonts", str(report)).splitlines()[2:]
    assert lines
    for line in lines:
        embedded, part, has_table = line.split()[-5:-2]
        assert (embedded, part, has_table) == ("yes", "yes", "yes")


@wants("qpdf")
def test_the_file_is_sound(report: Path) -> None:
    assert "No syntax or stream encoding errors" in said_by("qpdf", "--check", str(report))
