"""What is typed and not entered survives a crash, and goes when it is entered."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import a_review
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.review import Review
from reviewdesk.services.drafts import Drafts
from reviewdesk.services.library import LibraryService


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.reviews"


@pytest.fixture
def review() -> Review:
    return a_review()


@pytest.fixture
def library(path: Path, review: Review) -> Iterator[LibraryService]:
    opened = LibraryService.open(path)
    opened.add_review(review)
    yield opened
    opened.close()


def test_a_draft_is_there_at_the_next_opening(library: LibraryService, review: Review) -> None:
    library.open_desk(review.id).drafts.keep("quick_line", "10:35 calls \ud800")
    assert library.open_desk(review.id).drafts.text("quick_line") == "10:35 calls \ufffd"


def test_drafts_belong_to_one_line_of_one_review(library: LibraryService, review: Review) -> None:
    library.open_desk(review.id).drafts.keep("quick_line", "half")
    other = a_review()
    library.add_review(other)
    assert library.open_desk(other.id).drafts.text("quick_line") == ""
    assert library.open_desk(review.id).drafts.text("lessons_add_line") == ""


def test_what_is_cleared_leaves_nothing_in_the_file(
    library: LibraryService, review: Review, path: Path
) -> None:
    drafts = library.open_desk(review.id).drafts
    drafts.keep("quick_line", "unmistakable")
    drafts.keep("quick_line", "")
    assert library.open_desk(review.id).drafts.text("quick_line") == ""
    library.close()
    assert b"unmistakable" not in path.read_bytes()


def test_a_review_deleted_for_good_takes_its_drafts_along(
    library: LibraryService, review: Review, path: Path
) -> None:
    library.open_desk(review.id).drafts.keep("quick_line", "unmistakable")
    library.trash(review.id)
    library.delete_for_good(review.id)
    library.close()
    assert b"unmistakable" not in path.read_bytes()


def test_a_draft_is_in_no_export(library: LibraryService, review: Review, tmp_path: Path) -> None:
    library.open_desk(review.id).drafts.keep("quick_line", "unmistakable")
    library.export_bundle(review.id, tmp_path / "whole.json")
    assert b"unmistakable" not in (tmp_path / "whole.json").read_bytes()
    assert not library.search("unmistakable")


def test_one_that_could_not_be_kept_is_tried_again() -> None:
    class FullOnce:
        kept = ""
        is_full = True

        def drafts(self, _review_id: str) -> dict[str, str]:
            return {}

        def keep_draft(self, _review_id: str, _place: str, text: str) -> None:
            if self.is_full:
                self.is_full = False
                raise KnownError("The disk is full. Nothing was written.")
            self.kept = text

    store = FullOnce()
    drafts = Drafts("review", store)
    with pytest.raises(KnownError):
        drafts.keep("quick_line", "half")
    drafts.keep("quick_line", "half")
    assert store.kept == "half"
