"""A damaged file: never silent, never a crash, and put together again."""

import random
import sqlite3
from pathlib import Path

import pytest

from builders import a_full_review, a_review, an_entry
from libraries import Clock, Opener, desk_of, records_of
from reviewdesk.domain import edits
from reviewdesk.domain.errors import KnownError, NewerFileError
from reviewdesk.domain.ids import ReviewId
from reviewdesk.domain.review import ReviewHead
from reviewdesk.domain.values import Record
from reviewdesk.storage.library import Library

PAGE = 4096


def a_library_with_a_history(opened: Opener, clock: Clock) -> ReviewId:
    """Two reviews; a backup in the middle; twenty edits after it, which no backup holds."""
    library = opened()
    review = a_full_review()
    library.add_review(review)
    library.add_review(a_full_review(title="Another"))
    library.backup()
    clock.forward(minutes=1)
    desk = desk_of(library, review.id, clock)
    for number in range(20):
        desk.apply(edits.add(an_entry(f"after the backup {number}")))
    library._session._edits = 0  # closes as after a kill: with no backup of the last edits
    library.close()
    return review.id


def flip(path: Path, places: list[int]) -> None:
    data = bytearray(path.read_bytes())
    for place in places:
        data[place] ^= 1 << random.Random(place).randrange(8)
    path.write_bytes(bytes(data))


def test_records_that_say_something_else_are_noticed_and_mended(
    opened: Opener, path: Path, clock: Clock
) -> None:
    """What `integrity_check` cannot see: the structure is sound, the content is another."""
    review_id = a_library_with_a_history(opened, clock)
    with sqlite3.connect(path) as connection:
        connection.execute(
            "UPDATE entry SET title = 'nobody ever wrote this' WHERE title LIKE '%7'"
        )
    connection.close()
    library = opened()
    assert "was damaged" in library.notices[0]
    assert path.with_name(path.name + ".damaged").exists()
    titles = {entry.title for entry in library.load_review(review_id).entries.values()}
    assert {f"after the backup {number}" for number in range(20)} <= titles
    assert "nobody ever wrote this" not in titles
    assert library.check().findings == ()


def test_a_zeroed_page_of_any_kind_loses_no_acknowledged_edit(
    opened: Opener, path: Path, clock: Clock
) -> None:
    """S7: newest backup, the journal, and what can still be read, each where the others are not."""
    review_id = a_library_with_a_history(opened, clock)
    sound = path.read_bytes()
    library = opened()
    wanted = records_of(library.load_review(review_id))
    library.close()
    for page in range(0, len(sound) // PAGE, 3):
        path.write_bytes(sound[: page * PAGE] + bytes(PAGE) + sound[(page + 1) * PAGE :])
        library = opened()
        found = records_of(library.load_review(review_id))
        assert {key: found.get(key) for key in wanted} == wanted, page
        assert library.check().findings == ()
        library.close()


def looked_at(path: Path, clock: Clock, harmed: bytes, wanted: dict[str, Record]) -> None:
    """Opens a damaged file: what comes up is whole, or what is missing is told."""
    for aside in path.parent.glob("*.damaged*"):
        aside.unlink()
    path.write_bytes(harmed)
    try:
        library = Library.open(path, clock=clock)
    except NewerFileError:
        return  # the flip was in the number that says which version wrote it
    head = next(record for record in wanted.values() if isinstance(record, ReviewHead))
    found = records_of(library.load_review(head.id))
    if {key: found.get(key) for key in wanted} != wanted:
        assert "could not be read" in library.notices[0]
    elif library.notices:
        assert path.with_name(path.name + ".damaged").read_bytes() == harmed
    (path.parent / "harmed").write_bytes(harmed)  # to look at where the next line fails
    assert library.check().findings == ()
    library.close()


def harmed(data: bytes, chance: random.Random) -> bytes:
    """`data` with a flipped bit, a hole, or its end cut off."""
    place = chance.randrange(len(data))
    kind = chance.choice(["flip", "flip", "hole", "cut"])
    if kind == "flip":
        return data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :]
    if kind == "hole":
        return data[:place] + bytes(700) + data[place + 700 :]
    return data[:place]


def flips_and_cuts(opened: Opener, path: Path, clock: Clock, rounds: int, seed: int) -> None:
    review_id = a_library_with_a_history(opened, clock)
    sound = path.read_bytes()
    library = opened()
    wanted = records_of(library.load_review(review_id))
    library.close()
    chance = random.Random(seed)
    for _ in range(rounds):
        looked_at(path, clock, harmed(sound, chance), wanted)


def test_flips_cuts_and_holes_are_never_silent(opened: Opener, path: Path, clock: Clock) -> None:
    flips_and_cuts(opened, path, clock, rounds=24, seed=5)


@pytest.mark.long
def test_three_thousand_flips_cuts_and_holes_are_never_silent(
    opened: Opener, path: Path, clock: Clock
) -> None:
    flips_and_cuts(opened, path, clock, rounds=3_000, seed=7)


def test_a_damaged_backup_is_passed_over_for_an_older_one(
    opened: Opener, path: Path, clock: Clock
) -> None:
    review_id = a_library_with_a_history(opened, clock)
    newest = max((path.parent / "backups").iterdir())
    flip(newest, list(range(5 * PAGE, 9 * PAGE, 7)))
    path.write_bytes(path.read_bytes()[: 3 * PAGE])
    library = opened()
    assert "was damaged" in library.notices[0]
    assert library.check().findings == ()
    assert path.with_name(path.name + ".damaged").stat().st_size == 3 * PAGE
    assert review_id


def test_a_file_of_something_else_is_left_alone(path: Path, clock: Clock) -> None:
    path.parent.mkdir()
    path.write_bytes(b"my novel\n" * 500)
    with pytest.raises(KnownError, match="not a library"):
        Library.open(path, clock=clock)
    assert path.read_bytes() == b"my novel\n" * 500


def test_another_programs_database_is_left_alone(path: Path, clock: Clock) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs(x)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(KnownError, match="not a library"):
        Library.open(path, clock=clock)
    assert path.read_bytes() == before


def test_a_newer_library_is_refused_and_left_alone(opened: Opener, path: Path) -> None:
    opened().close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NewerFileError, match="later version"):
        opened()
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE journal SET body = x'6a5b5d' WHERE seq = 2",
        "UPDATE journal SET label = 'something else' WHERE seq = 2",
    ],
)
def test_a_step_of_the_history_that_is_not_as_it_was_is_put_back(
    opened: Opener, path: Path, clock: Clock, damage: str
) -> None:
    review_id = a_library_with_a_history(opened, clock)
    with sqlite3.connect(path) as connection:
        connection.execute(damage)
    connection.close()
    library = opened()
    assert "was damaged" in library.notices[0]
    assert library.check().findings == ()
    assert len(library.history(review_id).done) == 20


def test_a_step_that_went_missing_from_the_middle_is_told(
    opened: Opener, path: Path, clock: Clock
) -> None:
    review_id = a_library_with_a_history(opened, clock)
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM journal WHERE seq = 10")
    connection.close()
    library = opened()
    assert "could not be read" in library.notices[0]
    assert library.check().findings == ()
    assert len(library.history(review_id).done) == 19
    assert len(library.load_review(review_id).entries) == 22


def test_after_a_lost_step_the_history_still_leads_to_what_is_there(
    opened: Opener, path: Path, clock: Clock
) -> None:
    """The record outlived the step that made it what it is."""
    review_id = a_library_with_a_history(opened, clock)
    library = opened()
    desk = desk_of(library, review_id, clock)
    entry = next(one for one in desk.review.entries.values() if one.title == "after the backup 7")
    desk.apply(edits.change(entry, detail="seen by two"))
    library._session._edits = 0
    library.close()
    with sqlite3.connect(path) as connection:
        connection.execute(
            "UPDATE journal SET body = x'00' WHERE seq = (SELECT max(seq) FROM journal)"
        )
    connection.close()
    library = opened()
    assert "was damaged" in library.notices[0]
    assert library.check().findings == ()
    desk = desk_of(library, review_id, clock)
    assert desk.review.entries[entry.id].detail == "seen by two"
    assert desk.undo()
    assert desk.review.entries[entry.id] == entry
    assert desk.redo()
    assert library.check().findings == ()
    library.close()


def test_the_rescue_without_any_backup_keeps_what_can_be_read(
    opened: Opener, path: Path, clock: Clock
) -> None:
    review_id = a_library_with_a_history(opened, clock)
    for backup in (path.parent / "backups").iterdir():
        backup.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE entry SET digest = x'00' WHERE title LIKE '%7'")
    connection.close()
    library = opened()
    assert "no good backup" in library.notices[0]
    titles = {entry.title for entry in library.load_review(review_id).entries.values()}
    assert {f"after the backup {number}" for number in range(20)} <= titles


def test_a_rescue_that_was_killed_is_finished_at_the_next_start(
    opened: Opener, path: Path, clock: Clock
) -> None:
    review_id = a_library_with_a_history(opened, clock)
    path.replace(path.with_name(path.name + ".mended"))
    library = opened()
    assert "put together again" in library.notices[0]
    assert library.load_review(review_id).entries


def test_damage_in_one_review_does_not_hide_the_others(
    opened: Opener, path: Path, clock: Clock
) -> None:
    library = opened()
    good, bad = a_full_review(title="good"), a_review(an_entry("bad"))
    library.add_review(good)
    library.add_review(bad)
    library.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE entry SET title = 'x' WHERE review_id = ?", (bad.id,))
    connection.close()
    library = opened()
    assert records_of(library.load_review(good.id)) == records_of(good)
    assert records_of(library.load_review(bad.id)) == records_of(bad)


def test_a_rescue_that_could_read_no_review_says_so(
    opened: Opener, path: Path, clock: Clock
) -> None:
    a_library_with_a_history(opened, clock)
    data = path.read_bytes()
    path.write_bytes(data[:PAGE] + bytes(len(data) - PAGE))
    for backup in (path.parent / "backups").iterdir():
        backup.unlink()
    library = opened()
    assert not library.reviews()
    assert "no review in it or in a backup could be read" in library.notices[0]
    assert ".damaged" in library.notices[0]
