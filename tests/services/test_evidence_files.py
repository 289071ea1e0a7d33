"""What is kept as evidence, and how it is given out to be looked at."""

import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewdesk.domain.errors import KnownError
from reviewdesk.services.evidence_files import (
    LIMIT_BYTES,
    OPENED,
    OpenedFiles,
    media_type_of,
    read_evidence,
    safe_name,
)

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def test_a_file_is_read_in_pieces_and_told_of(tmp_path: Path) -> None:
    place = tmp_path / "log.txt"
    place.write_bytes(b"line\n" * 500_000)
    told: list[tuple[int, int]] = []
    found = read_evidence(place, lambda done, whole: told.append((done, whole)))
    assert found == (b"line\n" * 500_000, "text/plain")
    assert told == [(1_000_000, 2_500_000), (2_000_000, 2_500_000), (2_500_000, 2_500_000)]


def test_what_is_stopped_is_not_read_on(tmp_path: Path) -> None:
    place = tmp_path / "log.txt"
    place.write_bytes(b"line\n" * 500_000)
    told: list[int] = []
    assert read_evidence(place, lambda done, _: told.append(done), lambda: len(told) < 2) is None
    assert told == [1_000_000, 2_000_000]


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    place = tmp_path / "film.mp4"
    with place.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(KnownError, match="has 100 MB; the library keeps files of up to 50 MB"):
        read_evidence(place)
    assert LIMIT_BYTES == 50_000_000


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="is not a file"):
        read_evidence(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(KnownError, match="is not a file"):
        read_evidence(tmp_path / "pipe")
    with pytest.raises(KnownError, match="See that it is still there"):
        read_evidence(tmp_path / "gone.png")


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (PNG, "graph.txt", "image/png"),
        (b"%PDF-1.7 ...", "x.exe", "application/pdf"),
        (b"MZ\x90\x00", "graph.png", "application/octet-stream"),
        (b"#!/bin/sh\nrm -rf /\n", "notes.txt", "application/octet-stream"),
        (b"12:03 it fell over\n", "notes.txt", "text/plain"),
        (b"a\0b", "notes.txt", "application/octet-stream"),
        (b"<svg/>", "graph.svg", "image/svg+xml"),
        (b"", "nothing", "application/octet-stream"),
    ],
)
def test_a_file_is_what_is_in_it(data: bytes, name: str, expected: str) -> None:
    assert media_type_of(data, name) == expected


@given(st.text(max_size=200), st.sampled_from(sorted(OPENED)))
def test_no_title_makes_a_dangerous_name(title: str, media_type: str) -> None:
    name = safe_name(title, media_type)
    assert name == Path(name).name
    assert name.endswith(OPENED[media_type])
    assert not name.startswith((".", "-"))
    assert name.count(".") == 1
    assert len(name) <= 70


def test_a_copy_to_look_at_is_private_and_cannot_run(tmp_path: Path) -> None:
    opened = OpenedFiles(tmp_path)
    place = opened.write(PNG, "../../graph.png.exe", "image/png")
    assert place.name == "graph-png.png"
    assert place.read_bytes() == PNG
    assert stat.S_IMODE(place.stat().st_mode) == 0o400
    (folder,) = tmp_path.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    other = opened.write(PNG, "../../graph.png.exe", "image/png")
    assert other != place
    opened.clear()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("data", "media_type"),
    [(b"MZ\x90\x00", "image/png"), (PNG, "text/html"), (b"#!/bin/sh", "text/plain")],
)
def test_what_is_not_what_it_says_is_not_opened(
    tmp_path: Path, data: bytes, media_type: str
) -> None:
    with pytest.raises(KnownError, match="not opened from here"):
        OpenedFiles(tmp_path).write(data, "graph", media_type)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_program_left_is_swept_when_it_is_old(tmp_path: Path) -> None:
    OpenedFiles(tmp_path).write(PNG, "graph", "image/png")
    (tmp_path / "other").mkdir()
    now = datetime.now(UTC)
    OpenedFiles(tmp_path).sweep(now)
    assert len(list(tmp_path.iterdir())) == 2
    OpenedFiles(tmp_path).sweep(now + timedelta(days=2))
    assert [one.name for one in tmp_path.iterdir()] == ["other"]
