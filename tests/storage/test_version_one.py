"""Libraries and bundles of the first version open in this one, with nothing lost."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from builders import a_full_review, a_parking_item, at
from libraries import Clock, Opener, desk_of, records_of
from reviewdesk.domain import edits
from reviewdesk.domain.notes import ParkingItem
from reviewdesk.domain.review import Review
from reviewdesk.domain.sessions import Session
from reviewdesk.storage.backups import check_sound, list_backups
from reviewdesk.storage.bundles import read_bundle, write_bundle
from reviewdesk.storage.header import SCHEMA_VERSION
from version_one import make_version_one, of_version_one


@pytest.fixture
def review(tmp_path: Path) -> Review:
    return of_version_one(a_full_review(), tmp_path)


@pytest.fixture
def first(opened: Opener, path: Path, clock: Clock, tmp_path: Path, review: Review) -> Path:
    """A library of version 1 with a review and steps that touch what has new fields now."""
    library = opened()
    library.add_review(review)
    desk = desk_of(library, review.id, clock)
    item = a_parking_item("buy a third router")
    desk.apply(edits.add(item))
    desk.apply(edits.change(item, title="buy two routers"))
    (session,) = desk.review.all(Session).values()
    desk.apply(edits.change(session, started=at("13:00")))
    library.close()
    for backup in list_backups(path):
        backup.path.unlink()
    make_version_one(path, tmp_path)
    return path


def _version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_a_library_of_version_one_opens_with_everything_in_it(
    first: Path, opened: Opener, clock: Clock, review: Review
) -> None:
    assert _version(first) == 1
    library = opened()
    assert library.notices == []
    assert library.check().findings == ()
    found = records_of(library.load_review(review.id))
    before = records_of(review)
    touched = {key for key, one in found.items() if before.get(key) != one}
    assert {found[key].table for key in touched} == {"session", "parking_item"}
    assert set(before) <= set(found)
    library.close()
    assert _version(first) == SCHEMA_VERSION


def test_steps_written_before_can_be_undone_and_redone(
    first: Path, opened: Opener, clock: Clock, review: Review
) -> None:
    library = opened()
    desk = desk_of(library, review.id, clock)
    assert [step.label for step in library.history(review.id).done] == [
        "Add parking lot", "Edit parking lot", "Edit session",
    ]  # fmt: skip
    for _ in range(3):
        assert desk.undo()
    assert records_of(library.load_review(review.id)) == records_of(review)
    for _ in range(3):
        assert desk.redo()
    titles = {one.title for one in library.load_review(review.id).all(ParkingItem).values()}
    assert "buy two routers" in titles
    assert library.check().findings == ()


def test_a_backup_of_the_older_file_is_made_first_and_can_be_put_back(
    first: Path, opened: Opener, clock: Clock, review: Review
) -> None:
    opened().close()
    older = [one.path for one in list_backups(first) if _version(one.path) == 1]
    assert len(older) == 1
    check_sound(older[0])
    library = opened()
    library.restore(older[0])
    assert library.check().findings == ()
    assert records_of(library.load_review(review.id)).keys() >= records_of(review).keys()


def test_a_row_that_was_damaged_before_is_not_taken_for_sound(
    first: Path, opened: Opener, clock: Clock, review: Review
) -> None:
    with sqlite3.connect(first) as connection:
        connection.execute("UPDATE parking_item SET title = 'something else'")
    connection.close()
    opened().close()
    library = opened()
    titles = {one.title for one in library.load_review(review.id).all(ParkingItem).values()}
    assert "something else" not in titles


def test_a_damaged_library_of_version_one_is_put_together_again(
    first: Path, opened: Opener, clock: Clock, review: Review
) -> None:
    """With no backup, what the file itself still says in the words of its version."""
    data = bytearray(first.read_bytes())
    data[68:72] = bytes(4)  # no library, says its header; the backups say that it was one
    first.write_bytes(data)
    folder = first.parent / "backups"
    folder.mkdir(exist_ok=True)
    (folder / f"{first.stem}-000001-20260101T000000Z.reviews").write_bytes(b"nothing")
    library = opened()
    assert "put together again" in library.notices[0]
    found = library.load_review(review.id)
    assert found.all(Session)
    assert {one.title for one in found.all(ParkingItem).values()} >= {"buy two routers"}
    assert library.check().findings == ()


def test_a_bundle_of_version_one_opens(tmp_path: Path, review: Review) -> None:
    target = tmp_path / "one.json"
    write_bundle(target, review, lambda digest: b"")
    document = json.loads(target.read_text())
    for table, first_new in {"session": "present_voice_ids", "parking_item": "at"}.items():
        for record in document["records"][table]:
            fields = list(record)
            for name in fields[fields.index(first_new) :]:
                del record[name]
    target.write_text(json.dumps(document))
    assert records_of(read_bundle(target).review) == records_of(review)
