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
from reviewdesk.storage.wal import LogState, log_of, mend_log, state_of_log

FRAME = 24 + 4096


@pytest.fixture
def killed(path: Path) -> tuple[ReviewId, set[int]]:
    """A library that was killed while editing: its review, and the edits it acknowledged."""
    library = Library.open(path, clock=Clock())
    review_id = library.add_review(a_review())
    library.close()
    said = kill_while(EDITING, [str(path)], 0.1)
    return review_id, set(map(int, said))


def test_a_log_after_a_kill_is_sound(path: Path, killed: tuple[ReviewId, set[int]]) -> None:
    assert log_of(path).stat().st_size > 10 * FRAME
    assert state_of_log(path) is LogState.SOUND
    assert killed[1]


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
    size = log_of(path).stat().st_size
    places = [3, 17, 26, *(32 + FRAME * 5 + at for at in (1, 5, 9, 13, 20, 300))]
    places += [chance.randrange(size) for _ in range(6)]
    assert flip_and_look(path, killed, places) >= 8


@pytest.mark.long
def test_three_hundred_flips_in_the_log_are_not_silent(
    path: Path, killed: tuple[ReviewId, set[int]]
) -> None:
    chance = random.Random(5)
    size = log_of(path).stat().st_size
    assert flip_and_look(path, killed, [chance.randrange(size) for _ in range(300)]) > 100
