"""What programs of others make of the report: poppler, qpdf."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from builders import a_department, a_full_review, a_review, an_entry
from export.reading import EXPORTED_AT, FONTS, QUESTIONS, pdf_of, text_of
from reviewdesk.domain.copies import Template
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience
from reviewdesk.export.options import ExportOptions, Paper
from reviewdesk.export.pdf.report import make_pdf

SENTENCES = {
    "Arabic": "تعطل نظام الدفع في الساعة 10:32 (خطأ 503) ثم عاد [مؤقتاً] بعد 15 دقيقة، هل كان؟",
    "Arabic figures": "تعطل النظام في الساعة ١٠:٣٢ لا إله",
    "Persian": "پیام ۱۲ بار رسید و سرویس API پاسخ نداد",
    "Hebrew": "שלום עולם, השרת נפל בשעה 10:32 (שגיאה 503) וחזר אחרי 15 דקות?",
    "Hebrew with points": "שָׁלוֹם עוֹלָם 12",
    "mixed": "abc שלום 123 عربي 日本",
    "mixed in Latin": "The alert said «שגיאה 503» and (עצור) then went on [שלום] at 10:32.",
    "signs between": "[x] ، #12 ! API שרת-2 / 日本 «שלום» بالعالم 50% → abc",
    "signs first": "– «10:32» ( … ) مرحبا v1.2 كافياً? #12",
    "figures alone": "۱۲ – $5 日本 1,240 v1.2",
    "Thai": "ระบบชำระเงินล่มเวลา 10:32 น. และกลับมาใช้งานได้ภายใน 15 นาที",
    "Devanagari": "भुगतान प्रणाली 10:32 बजे बंद हो गई और क्षत्रिय ने 15 मिनट में ठीक किया",
    "Chinese": "支付系统于10:32发生故障，15分钟后恢复。",
    "Japanese": "決済システムは10:32に停止し、15分後に復旧しました。",
    "Korean": "결제 시스템이 10:32에 중단되었고 15분 후에 복구되었습니다.",
    "Greek": "Το σύστημα πληρωμών έπεσε στις 10:32 και επανήλθε σε 15 λεπτά.",
    "Cyrillic": "Платёжная система упала в 10:32 и вернулась через 15 минут",
    "Latin": "Naïve façade: Zürich, Łódź ĳ ﬁ at 10:32, 15 % (503).",
    "marks": "e\u0301te\u0301 x\u0304y\u0308 q\u0323\u0301 at 10:32",
    "Vietnamese": "Hệ thống thanh toán ngừng lúc 10:32 và trở lại sau 15 phút",
    "emoji": "\U0001f525 10:32 \U0001f44d\U0001f3fd \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "symbols": "→ ✓ ⚠ ∑ ≤ € 12",
}
TURNS = re.compile("[\u200e\u200f\u202a-\u202e]")
"""Poppler marks where the direction of reading turns."""


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


def as_written(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


@wants("pdftotext")
@pytest.mark.parametrize("titles", ["english", "own"])
@pytest.mark.parametrize("script", SENTENCES)
def test_both_readers_give_back_the_sentence_that_went_in(
    script: str, titles: str, tmp_path: Path
) -> None:
    # On a page with most letters from right to left poppler reads each line from there.
    sentence = as_written(SENTENCES[script])
    support = a_department()
    title = "a title" if titles == "english" else sentence
    entries = [an_entry(title, department=support, detail=sentence) for _ in range(12)]
    data = pdf_of(a_review(support, *entries))
    path = tmp_path / "script.pdf"
    path.write_bytes(data)
    least = 12 if titles == "english" else 24
    assert as_written(text_of(data)).count(sentence) >= least
    assert as_written(TURNS.sub("", said_by("pdftotext", str(path), "-"))).count(sentence) >= least


@wants("pdftotext")
def test_a_link_in_a_line_from_right_to_left_leads_on_and_is_read_out(tmp_path: Path) -> None:
    said = "ראו https://example.org/10 שוב"
    path = tmp_path / "link.pdf"
    data = pdf_of(a_review(an_entry(), source=said), Audience.MEMBERS)
    path.write_bytes(data)
    assert said in as_written(text_of(data))
    assert "https://example.org/10" in said_by("pdfinfo", "-url", str(path))
    tree = said_by("pdfinfo", "-struct-text", str(path))
    assert re.search(r"Link \(inline\)\s+\"https://example.org/10 ?\"", tree)


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
