"""Reports made and read back as their readers would."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience
from reviewdesk.export.options import ExportOptions, Paper
from reviewdesk.export.pdf.report import make_pdf
from tools import ROOT

FONTS = ROOT / "resources" / "fonts"
EXPORTED_AT = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)
OPTIONS = ExportOptions(EXPORTED_AT, "0.1")
QUESTIONS = {"made_sense": "Why did this make sense at the time?", "seen": "What was on screen?"}


def pdf_of(
    review: Review,
    audience: Audience = Audience.COMPANY,
    paper: Paper = Paper.A4,
    questions: Mapping[str, str] = QUESTIONS,
    system_fonts: tuple[Path, ...] = (),
) -> bytes:
    options = ExportOptions(EXPORTED_AT, "0.1", paper)
    shared = for_audience(review, audience)
    return make_pdf(shared, options, questions, FONTS, system_font_folders=system_fonts)


def read(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data))


def text_of(data: bytes) -> str:
    """The text of all pages, each run of spaces and line ends as one space."""
    return " ".join(" ".join(page.extract_text() for page in read(data).pages).split())


def letters(text: str) -> str:
    """The text without spaces: lines may be broken anywhere in a long word."""
    return "".join(text.split())


def outline_of(data: bytes) -> list[str]:
    def walk(nodes: list[Any]) -> Iterator[str]:
        for node in nodes:
            if isinstance(node, list):
                yield from walk(node)
            else:
                yield str(node.title)

    return list(walk(read(data).outline))
