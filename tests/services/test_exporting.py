"""Copies as files: whole, at the right place, and never with what must stay."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from builders import (
    a_card,
    a_department,
    a_full_review,
    a_note,
    a_parking_item,
    a_review,
    a_safeguard,
    a_source,
    a_voice,
    an_entry,
)
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience
from reviewdesk.export.leaks import find_leaks, texts_of_png
from reviewdesk.services.exporting import (
    SUFFIXES,
    Cancelled,
    export_review,
    suggested_name,
)
from reviewdesk.services.watching import watch_for

NOW = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)
CANARIES = ("Zenobia", "Quistgaard", "zq@example.org", "notecanary", "parkcanary", "sourcecanary",
            "rawcanary", "heldcanary")  # fmt: skip


def canary_review(**head: object) -> Review:
    support = a_department("Support")
    night = a_department("Night shift", position=2)
    voice = a_voice(
        support, "shift lead", name="Zenobia Quistgaard", also_known_as=("zq@example.org",)
    )
    source = a_source(name="sourcecanary channel export")
    entry = an_entry(
        "Zenobia took the call", "10:35", support, voice_id=voice.id, source_id=source.id,
        raw="10:35 rawcanary line as it stood in the chat",
        detail="Quistgaard's pager was off; mail to zq@example.org came back.",
    )  # fmt: skip
    return a_review(
        support, night, voice, source, entry,
        a_card(support, "Zenobia heard it first"),
        a_card(night, "heldcanary until everybody has spoken", held_back=True),
        a_note("notecanary be gentle with her", about_table="entry", about_id=entry.id),
        a_parking_item("parkcanary buy a second router"),
        **{"title": "Outage seen by Zenobia", "summary": "Zenobia Quistgaard saw it.", **head},
    )  # fmt: skip


def read(path: Path) -> str:
    if path.suffix == ".png":
        return " ".join(text for _, text in texts_of_png(path.read_bytes()))
    if path.suffix != ".pdf":
        return path.read_text(encoding="utf-8")
    reader = PdfReader(path)
    pages = " ".join(page.extract_text() for page in reader.pages)
    return f"{pages} {dict(reader.metadata or {})} {reader.outline}"


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("audience", [Audience.COMPANY, Audience.PUBLIC])
def test_no_canary_leaves_with_a_copy(tmp_path: Path, suffix: str, audience: Audience) -> None:
    path = tmp_path / f"copy{suffix}"
    export_review(canary_review(), path, audience=audience, now=NOW)
    text = read(path).casefold()
    assert [canary for canary in CANARIES if canary.casefold() in text] == []
    if suffix == ".pdf":
        data = path.read_bytes().lower()
        assert not any(canary.lower().encode() in data for canary in CANARIES)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_members_get_names_and_no_private_text(tmp_path: Path, suffix: str) -> None:
    path = export_review(
        canary_review(), tmp_path / f"copy{suffix}", audience=Audience.MEMBERS, now=NOW
    )
    text = read(path)
    assert "Zenobia" in text
    assert not [c for c in CANARIES if c.endswith("canary") and c in text.casefold()]


def test_what_sharing_lets_through_is_caught_and_not_handed_over(tmp_path: Path) -> None:
    review = canary_review()
    leaky = a_review(*(record for record in review.records() if record is not review.head),
                     a_note("the night shift had nobody who could restart it"),
                     title="A copy")  # fmt: skip
    watch = watch_for(leaky, for_audience(leaky, Audience.COMPANY))
    texts = [("page 1", "The night shift had nobody\nwho could restart it."), ("page 2", "fine")]
    assert [(leak.place, leak.sort) for leak in find_leaks(texts, watch)] == [
        ("page 1", "something private")
    ]
    named = [("the bookmarks", "zenobia")]
    assert [leak.sort for leak in find_leaks(named, watch)] == ["a name"]


def test_the_role_of_somebody_who_speaks_in_nothing_is_no_leak(tmp_path: Path) -> None:
    """The voice is not in the copy, but its role stands where the name did."""
    support = a_department("Support")
    voice = a_voice(support, "site operator", name="Kovács Zoltán")
    review = a_review(support, voice, an_entry("Kovács rang", public=True))
    path = export_review(review, tmp_path / "copy.txt", audience=Audience.PUBLIC, now=NOW)
    assert "site operator rang" in read(path)


def test_a_leak_is_refused_with_its_place_and_without_its_text(tmp_path: Path) -> None:
    """A word of the copy itself is somebody's handle here, which no redaction can take away."""
    support = a_department()
    voice = a_voice(support, "lead", name="Xaver Quist", also_known_as=("ReviewDesk",))
    path = tmp_path / "copy.pdf"
    path.write_bytes(b"older")
    with pytest.raises(KnownError) as refused:
        export_review(
            a_review(support, voice, an_entry(department=support)), path,
            audience=Audience.COMPANY, force=True, now=NOW,
        )  # fmt: skip
    assert "page 1" in str(refused.value)
    assert "a name" in str(refused.value)
    assert "Xaver" not in str(refused.value)
    assert "ReviewDesk" not in str(refused.value)
    assert path.read_bytes() == b"older"


@pytest.mark.parametrize("name", ["April Quist", "Xaver March", "Will June"])
def test_a_name_that_is_a_month_does_not_stop_a_copy(tmp_path: Path, name: str) -> None:
    support = a_department()
    review = a_review(support, a_voice(support, "lead", name=name), an_entry(f"{name} rang"))
    path = export_review(review, tmp_path / "copy.pdf", audience=Audience.COMPANY, now=NOW)
    assert name not in read(path)


def test_a_file_that_is_there_is_left_unless_told(tmp_path: Path) -> None:
    path = tmp_path / "copy.md"
    path.write_text("older", encoding="utf-8")
    with pytest.raises(KnownError, match="there already"):
        export_review(a_full_review(), path, now=NOW)
    assert path.read_text(encoding="utf-8") == "older"
    export_review(a_full_review(), path, force=True, now=NOW)
    assert path.read_text(encoding="utf-8").startswith("# Dispatch outage")


@pytest.mark.skipif(os.name == "nt", reason="no modes there")
def test_a_copy_is_for_its_owner_alone_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = export_review(a_full_review(), tmp_path / "copy.pdf", now=NOW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "words"),
    [("copy.docx", ".docx"), ("copy", "copy"), ("missing/copy.pdf", "not there")],
)
def test_what_cannot_be_written_is_said(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(KnownError, match=words):
        export_review(a_full_review(), tmp_path / name, now=NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "copy.pdf").mkdir()
    with pytest.raises(KnownError, match="is a folder"):
        export_review(a_full_review(), tmp_path / "copy.pdf", force=True, now=NOW)


def test_a_full_disk_is_said_and_the_older_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "copy.csv"
    path.write_text("older", encoding="utf-8")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KnownError, match="No space left"):
        export_review(a_full_review(), path, force=True, now=NOW)
    assert path.read_text(encoding="utf-8") == "older"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("checks", [0, 3, 12])
def test_a_cancelled_copy_writes_nothing(tmp_path: Path, checks: int) -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > checks

    with pytest.raises(Cancelled):
        export_review(a_full_review(), tmp_path / "copy.pdf", cancelled=cancelled, now=NOW)
    assert list(tmp_path.iterdir()) == []


def test_the_suggested_name_has_no_name_of_a_person() -> None:
    assert suggested_name(canary_review(), Audience.COMPANY) == (
        "Outage-seen-by-the-shift-lead-company.pdf"
    )
    assert suggested_name(a_review(title="../..\\:*?"), Audience.MEMBERS) == "review-members.pdf"


def test_a_note_in_the_words_of_the_copy_itself_does_not_stop_it(tmp_path: Path) -> None:
    words = "What kept it from being worse"
    review = a_review(a_safeguard("Printed manifests"), a_note(words))
    path = export_review(review, tmp_path / "copy.pdf", audience=Audience.COMPANY, now=NOW)
    assert words in read(path)
