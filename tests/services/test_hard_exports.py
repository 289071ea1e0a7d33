"""Reviews and places that no copy is made for, and that are met all the same."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from builders import a_department, a_repair, a_review, an_entry, an_evidence, at
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import Audience
from reviewdesk.services.exporting import SUFFIXES, export_review

NOW = at("12:00")


def hard_review() -> Review:
    support = a_department("Support")
    tall = "\n".join(f"line {n}" for n in range(400))
    entries = [
        an_entry("x" * 50_000, "10:00", support, detail="م" * 20_000),
        an_entry("<img src='file:///etc/passwd'>", "10:00", support, detail=tall),
        *(an_entry(f"call {n}", "10:00", support) for n in range(400)),
    ]
    links = ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://example.org/x")
    evidence = [an_evidence(entries[1], title=f"link {n}", url=u) for n, u in enumerate(links)]
    return a_review(
        support, *entries, *evidence,
        a_repair("much to say", detail="so much to say " * 2_000, proof="and to prove " * 500),
        title="A <b>bold</b> & “odd” title",
    )  # fmt: skip


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_text_is_too_odd_to_be_copied(tmp_path: Path, suffix: str) -> None:
    path = export_review(hard_review(), tmp_path / f"copy{suffix}", now=NOW)
    data = path.read_bytes()
    assert data
    if suffix == ".pdf":
        reader = PdfReader(BytesIO(data))
        text = "".join("".join(page.extract_text().split()) for page in reader.pages)
        assert text.count("x" * 40) >= 1
        assert "line399" in text
        leads = [
            str(one.get_object()["/A"]["/URI"])
            for page in reader.pages
            for one in page.get("/Annots") or ()
            if "/A" in one.get_object()
        ]
        assert leads == []
    if suffix in (".html", ".svg"):
        said = data.decode("utf-8")
        assert "<img" not in said
        assert 'href="javascript' not in said


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_is_read_only_is_said_and_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "copy.pdf"
    path.write_bytes(b"older")
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(KnownError):
            export_review(a_review(an_entry()), path, force=True, now=NOW)
    finally:
        tmp_path.chmod(0o700)
    assert path.read_bytes() == b"older"


def test_a_folder_that_vanishes_meanwhile_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()

    def pull(_share: float) -> None:
        if folder.exists():
            folder.rmdir()

    with pytest.raises(KnownError) as told:
        export_review(a_review(an_entry()), folder / "copy.pdf", progress=pull, now=NOW)
    assert "Traceback" not in str(told.value)


def test_a_target_that_another_program_holds_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "copy.pdf"
    path.write_bytes(b"older")

    def held(*_paths: object) -> None:
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(os, "replace", held)
    with pytest.raises(KnownError):
        export_review(a_review(an_entry()), path, audience=Audience.COMPANY, force=True, now=NOW)
    assert path.read_bytes() == b"older"
    assert [one.name for one in tmp_path.iterdir()] == ["copy.pdf"]
