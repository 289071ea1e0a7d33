"""The library as the rest of the program asks for it."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from builders import a_full_review, an_entry, an_evidence
from libraries import Clock, records_of
from reviewdesk.domain import edits
from reviewdesk.domain.accounts import Card
from reviewdesk.domain.entries import Entry, EvidenceKind
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.people import Voice
from reviewdesk.domain.review import Review, ReviewKind
from reviewdesk.services.library import (
    DEFAULT_DEPARTMENTS,
    LibraryService,
    backups_of,
    restore_library,
)
from reviewdesk.services.steady_clock import PULSE_PLACE, Pulse


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library(tmp_path: Path, clock: Clock) -> Iterator[LibraryService]:
    service = LibraryService.open(tmp_path / "new folder" / "library.reviews", clock)
    yield service
    service.close()


def test_importing_it_brings_neither_sql_nor_qt() -> None:
    """They would be paid for before the first paint."""
    program = (
        "import sys, reviewdesk.services.library, reviewdesk.services.files;"
        "print([name for name in sys.modules if name.split('.')[0] in "
        "('sqlalchemy', 'sqlite3', 'alembic', 'PySide6', 'reportlab', 'numpy')])"
    )
    command = [sys.executable, "-c", program]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_a_new_review_has_a_lane_and_a_card_for_each_department(library: LibraryService) -> None:
    review_id = library.create_review(
        "Night", ReviewKind.NEAR_MISS, "Europe/Berlin", date(2026, 3, 1)
    )
    review = library.load_review(review_id)
    assert (review.head.title, review.head.kind) == ("Night", ReviewKind.NEAR_MISS)
    assert (review.head.zone, review.head.day) == ("Europe/Berlin", date(2026, 3, 1))
    assert tuple(lane.name for lane in review.departments) == DEFAULT_DEPARTMENTS
    assert len({lane.short for lane in review.departments}) == len(DEFAULT_DEPARTMENTS)
    assert {card.department_id for card in review.all(Card).values()} == {
        lane.id for lane in review.departments
    }


def test_an_edit_at_the_desk_is_there_for_the_next_desk(library: LibraryService) -> None:
    review_id = library.create_review("Night")
    desk = library.open_desk(review_id)
    desk.apply(edits.add(an_entry("phones dead", department=desk.review.departments[1])))
    again = library.open_desk(review_id)
    assert [entry.title for entry in again.review.entries_in_order()] == ["phones dead"]
    assert again.undo() == "Add event"
    assert library.load_review(review_id).entries == {}


def test_a_sitting_that_was_under_way_when_the_program_ended_is_named_for_a_day(
    library: LibraryService, clock: Clock
) -> None:
    held = [library.create_review(title) for title in ("Paused", "Gone", "Running", "Over")]
    desks = [library.open_desk(one) for one in held]
    for desk in desks[:3]:
        desk.drafts.keep(PULSE_PLACE, Pulse(clock(), 1.0, "").text())
    library.trash(held[1])
    clock.forward(minutes=5)
    desks[2].drafts.keep(PULSE_PLACE, Pulse(clock(), 2.0, "").text())
    assert {row.title for row in library.left_running()} == {"Paused", "Running"}
    assert library.left_running()[0].title == "Running"
    desks[0].drafts.keep(PULSE_PLACE, "")
    assert [row.title for row in library.left_running()] == ["Running"]
    clock.forward(days=2)
    assert library.left_running() == []


def test_a_template_has_departments_voices_and_questions_but_no_events(
    library: LibraryService,
) -> None:
    original = a_full_review()
    library.add_review(original)
    copy = library.load_review(library.duplicate(original.id))
    assert copy.head.title == "Dispatch outage (copy)"
    assert copy.head.card_questions == original.head.card_questions
    assert copy.head.ground_rules == original.head.ground_rules
    assert {one.name for one in copy.departments} == {"Engineering", "Support"}
    assert [one.role for one in copy.all(Voice).values()] == ["shift lead"]
    assert copy.all(Entry) == {}
    assert not any(card.heard or card.answers for card in copy.all(Card).values())
    assert not set(records_of(copy)) & set(records_of(original))


def without_ids(review: Review) -> list[str]:
    """The records as text, each id replaced by its place, so that two numberings compare."""
    places = {record.id: f"#{number}" for number, record in enumerate(review.records())}
    texts = []
    for record in review.records():
        text = record.model_dump_json()
        for known, place in places.items():
            text = text.replace(known, place)
        texts.append(text)
    return texts


@pytest.mark.parametrize("suffix", [".review", ".json"])
def test_a_review_that_is_there_already_comes_in_again_under_new_ids(
    library: LibraryService, tmp_path: Path, suffix: str
) -> None:
    full = a_full_review()
    digest = library.keep_file(b"a picture", "image/png")
    entry = next(iter(full.entries.values()))
    kept = an_evidence(entry, kind=EvidenceKind.FILE, file_digest=digest, media_type="image/png")
    review = Review(full.head, [*list(full.records())[1:], kept])
    library.add_review(review)
    path = tmp_path / f"night{suffix}"
    assert library.export_bundle(review.id, path) == 1
    again = library.load_review(library.import_bundle(path))
    assert not set(records_of(again)) & set(records_of(review))
    assert without_ids(again) == without_ids(library.load_review(review.id))
    assert library.check().findings == ()


def test_a_review_from_elsewhere_keeps_its_ids_and_brings_its_files(
    library: LibraryService, tmp_path: Path, clock: Clock
) -> None:
    other = LibraryService.open(tmp_path / "other.reviews", clock)
    full = a_full_review()
    digest = other.keep_file(b"a picture", "image/png")
    entry = next(iter(full.entries.values()))
    kept = an_evidence(entry, kind=EvidenceKind.FILE, file_digest=digest)
    review = Review(full.head, [*list(full.records())[1:], kept])
    other.add_review(review)
    other.export_bundle(review.id, tmp_path / "night.review")
    other.close()
    assert library.import_bundle(tmp_path / "night.review", title="From the train") == review.id
    found = library.load_review(review.id)
    assert found.head.title == "From the train"
    assert library.read_file(digest) == b"a picture"
    assert len(records_of(found)) == len(records_of(review))


def test_a_review_from_the_trash_comes_in_outside_it(
    library: LibraryService, tmp_path: Path
) -> None:
    review_id = library.create_review("Night")
    library.trash(review_id)
    library.set_archived(review_id, True)
    library.export_bundle(review_id, tmp_path / "night.json")
    again = library.load_review(library.import_bundle(tmp_path / "night.json"))
    assert (again.head.archived, again.head.deleted_at) == (False, None)


def test_reading_a_bundle_adds_nothing(library: LibraryService, tmp_path: Path) -> None:
    review_id = library.create_review("Night")
    library.export_bundle(review_id, tmp_path / "night.review")
    assert library.read_bundle(tmp_path / "night.review").head.title == "Night"
    assert len(library.reviews()) == 1


def test_a_bundle_that_is_refused_changes_nothing(library: LibraryService, tmp_path: Path) -> None:
    path = tmp_path / "bad.review"
    path.write_bytes(b"PK rubbish")
    with pytest.raises(KnownError, match="Nothing was added"):
        library.import_bundle(path)
    assert library.reviews() == []


def test_a_library_is_backed_up_before_an_import_and_before_a_deletion(
    library: LibraryService, tmp_path: Path
) -> None:
    review_id = library.create_review("Night")
    library.export_bundle(review_id, tmp_path / "night.review")
    count = len(library.backups())
    library.import_bundle(tmp_path / "night.review")
    assert len(library.backups()) == count + 1
    library.delete_for_good(review_id)
    assert len(library.backups()) == count + 2


def test_a_library_that_nobody_has_open_can_be_restored(
    library: LibraryService, clock: Clock
) -> None:
    review_id = library.create_review("Night")
    backup = library.backup()
    library.delete_for_good(review_id)
    with pytest.raises(KnownError, match="already open"):
        restore_library(library.path, backup, clock)
    library.close()
    library.path.write_bytes(b"rubbish")
    kept = restore_library(library.path, backups_of(library.path)[-2].path, clock)
    assert kept.read_bytes() == b"rubbish"
    again = LibraryService.open(library.path, clock)
    assert [row.title for row in again.reviews()] == ["Night"]
    again.close()


def test_a_check_tells_what_was_looked_at(library: LibraryService) -> None:
    library.create_review("Night")
    report = library.check()
    assert report.sound
    assert "1 reviews" in report.facts[0]
