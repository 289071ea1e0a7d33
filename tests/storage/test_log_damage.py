"""Damage in the write-ahead log, which SQLite itself passes over without a word."""

import random
import shutil
from pathlib import Path

import pytest

from builders import a_review
from killing import EDITING, kill_while
from libraries import Clock
from reviewdesk.domain.ids import ReviewId
from reviewdesk.storage.library import Library
from reviewdesk.storage.wal import LogState, lay_out_log, log_of, mend_log, state_of_log

FRAME = 24 + 4096


@pytest.fixture
def killed(path: Path) -> tuple[ReviewId, set[int]]:
    """A library that was killed while editing: its review, and the edits it acknowledged."""
    library = Library.open(path, clock=Clock())
    review_id = library.add_review(a_review())
    library.close()
    said = kill_while(EDITING, [str(path)], 0.1)
    return review_id, set(map(int, said))


def written(path: Path) -> int:
    """How much of the log has been written to; zeros follow."""
    return len(log_of(path).read_bytes().rstrip(b"\0"))


def test_a_log_after_a_kill_is_sound(path: Path, killed: tuple[ReviewId, set[int]]) -> None:
    assert written(path) > 10 * FRAME
    assert state_of_log(path) is LogState.SOUND
    assert killed[1]


def test_a_log_that_is_laid_out_and_not_written_yet_is_sound(path: Path) -> None:
    """A power cut then leaves zeros, with which SQLite and we have to live."""
    Library.open(path, clock=Clock()).close()
    log_of(path).touch()
    lay_out_log(path)
    assert log_of(path).stat().st_size > 1_000 * FRAME
    assert state_of_log(path) is LogState.SOUND
    library = Library.open(path, clock=Clock())
    assert library.notices == []
    assert library.check().findings == ()
    library.close()


def test_a_log_that_has_lost_its_head_is_not_taken_for_a_fresh_one(
    path: Path, killed: tuple[ReviewId, set[int]]
) -> None:
    data = log_of(path).read_bytes()
    log_of(path).write_bytes(bytes(32) + data[32:])
    library = Library.open(path, clock=Clock())
    titles = {int(entry.title) for entry in library.load_review(killed[0]).entries.values()}
    assert "damaged" in library.notices[0]
    assert killed[1] <= titles
    library.close()


def test_a_mended_log_is_the_same_log(path: Path, killed: tuple[ReviewId, set[int]]) -> None:
    mend_log(path)
    assert state_of_log(path) is LogState.SOUND
    library = Library.open(path, clock=Clock())
    assert library.notices == []
    titles = {int(entry.title) for entry in library.load_review(killed[0]).entries.values()}
    assert killed[1] <= titles
    library.close()


def flip_and_look(path: Path, killed: tuple[ReviewId, set[int]], places: list[int]) -> int:
    """Flips one bit of the log at each of `places` in turn; how many times that was noticed."""
    review_id, acknowledged = killed
    keep = path.parent.with_name("keep")
    shutil.copytree(path.parent, keep)
    noticed = 0
    for place in places:
        shutil.rmtree(path.parent)
        shutil.copytree(keep, path.parent)
        data = bytearray(log_of(path).read_bytes())
        data[place] ^= 1 << place % 8
        log_of(path).write_bytes(data)
        library = Library.open(path, clock=Clock())
        numbers = {int(entry.title) for entry in library.load_review(review_id).entries.values()}
        noticed += bool(library.notices)
        if not acknowledged <= numbers:
            assert library.notices, place
            assert len(acknowledged - numbers) <= 2, place
        assert library.check().findings == ()
        library.close()
    return noticed


def test_flips_in_the_log_are_not_silent(path: Path, killed: tuple[ReviewId, set[int]]) -> None:
    chance = random.Random(4)
    size = written(path)
    places = [3, 17, 26, *(32 + FRAME * 5 + at for at in (1, 5, 9, 13, 20, 300))]
    places += [chance.randrange(size) for _ in range(6)]
    assert flip_and_look(path, killed, places) >= 8


@pytest.mark.long
def test_three_hundred_flips_in_the_log_are_not_silent(
    path: Path, killed: tuple[ReviewId, set[int]]
) -> None:
    chance = random.Random(5)
    size = written(path)
    assert flip_and_look(path, killed, [chance.randrange(size) for _ in range(300)]) > 100
