"""Copies made in a process of their own."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from builders import a_full_review, a_review, an_entry, at
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import Audience
from reviewdesk.services.copy_process import CopyProcess
from reviewdesk.services.copying import (
    Cancelled,
    CopyMaker,
    FileWanted,
    PagePicture,
    PageWanted,
)
from reviewdesk.services.exporting import Paper


def process_for(review: Review) -> CopyProcess:
    return CopyProcess(review.head, [one for one in review.records() if one is not review.head])


def file_at(path: Path, *, force: bool = False) -> FileWanted:
    return FileWanted(path, Audience.COMPANY, Paper.A4, force, at("12:00"))


def never() -> bool:
    return False


def test_it_writes_what_the_same_work_writes_here(tmp_path: Path) -> None:
    review = a_full_review()
    elsewhere = process_for(review)
    told: list[float] = []
    try:
        there = elsewhere.make(file_at(tmp_path / "there.pdf"), told.append, never)
        with pytest.raises(KnownError, match="there already"):
            elsewhere.make(file_at(tmp_path / "there.pdf"), told.append, never)
        page = elsewhere.make(
            PageWanted(0, 300, Audience.COMPANY, Paper.A4, at("12:00")), told.append, never
        )
    finally:
        elsewhere.close()
    here = CopyMaker(review).make(file_at(tmp_path / "here.pdf"), told.append, never)
    assert isinstance(there, Path)
    assert isinstance(here, Path)
    assert there.read_bytes() == here.read_bytes()
    assert max(told) > 0.7
    assert isinstance(page, PagePicture)
    assert (page.width, len(page.pixels)) == (300, page.width * page.height * 4)


def test_it_stops_within_half_a_second_and_leaves_the_old_file(tmp_path: Path) -> None:
    review = a_review(*(an_entry(f"call {n}", f"10:{n % 60:02}") for n in range(6_000)))
    elsewhere = process_for(review)
    path = tmp_path / "copy.pdf"
    path.write_bytes(b"old")
    asked = [0.0]

    def cancelled() -> bool:
        asked[0] = asked[0] or time.perf_counter()
        return True

    try:
        with pytest.raises(Cancelled):
            elsewhere.make(file_at(path, force=True), lambda _share: None, cancelled)
        assert time.perf_counter() - asked[0] < 2.0  # a busy machine; half a second is the aim
    finally:
        elsewhere.close()
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["copy.pdf"]


def test_where_it_is_ended_from_outside_one_is_told_and_can_try_again(tmp_path: Path) -> None:
    elsewhere = process_for(a_full_review())
    path = tmp_path / "copy.pdf"
    page = PageWanted(0, 300, Audience.COMPANY, Paper.A4, at("12:00"))
    try:
        elsewhere.make(page, lambda _share: None, never)
        assert elsewhere._process is not None

        def end_it() -> bool:
            if elsewhere._process is not None:
                elsewhere._process.kill()
            return False

        with pytest.raises(KnownError, match="Export again"):
            elsewhere.make(file_at(path), lambda _share: end_it(), end_it)
        assert not path.exists()
        assert elsewhere.make(file_at(path), lambda _share: None, never) == path
    finally:
        elsewhere.close()
