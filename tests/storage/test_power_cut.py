"""S2: the power goes at any moment, and the disk has kept what it was told to sync and no more."""

import random
import shutil
from pathlib import Path

import pytest

from builders import a_review
from libraries import Clock
from power_cuts import Call, disk_after, record
from reviewdesk.storage.database import PRAGMAS
from reviewdesk.storage.library import Library

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")

EDITING = """
    import os, sys
    from datetime import UTC, datetime
    from pathlib import Path
    from reviewdesk.domain import edits
    from reviewdesk.domain.entries import Entry
    from reviewdesk.domain.ids import new_id
    from reviewdesk.services.desk import Desk
    from reviewdesk.storage.library import Library

    clock = lambda: datetime.now(UTC)
    library = Library.open(Path(sys.argv[1]), clock=clock, pragmas=sys.argv[2].split())
    review_id = library.reviews()[0].id
    desk = Desk(library.load_for_desk(review_id), library, library.history(review_id), clock)
    for number in range(int(sys.argv[3])):
        entry = Entry(id=new_id(), title=str(number), start=clock(), detail="x" * (number % 9 * 90))
        desk.apply(edits.add(entry))
        os.write(1, b"%d\\n" % number)
        if number % 25 == 24 and "wal_autocheckpoint" not in sys.argv[2]:
            library._session._turns.take(library._session._database.checkpoint)
    os._exit(0)
"""


def states_that_lost(path: Path, pragmas: tuple[str, ...], edits: int, states: int) -> int:
    """How many of `states` rebuilt disks do not hold an edit that had been acknowledged."""
    library = Library.open(path, clock=Clock())
    review_id = library.add_review(a_review())
    library.close()
    start = path.read_bytes()
    words = [str(path), " ".join(pragmas), str(edits)]
    calls = record(EDITING, words, path.with_name("trace"))
    names = {str(path): path.name, f"{path}-wal": f"{path.name}-wal"}
    first = next(n for n, call in enumerate(calls) if call.what == "said")
    assert sum(call.what == "said" for call in calls) == edits
    chance, lost = random.Random(len(pragmas)), 0
    for number in range(states):
        folder = path.parent / f"state-{number}"
        folder.mkdir()
        chosen = chance.randrange(first, len(calls) + 1)
        files, said = disk_after(_with_start(calls, path, start), chosen + 2, names, chance)
        for name, data in files.items():
            (folder / name).write_bytes(data)
        again = Library.open(folder / path.name, clock=Clock())
        found = {int(entry.title) for entry in again.load_review(review_id).entries.values()}
        lost += not set(map(int, said.split())) <= found
        assert found == set(range(len(found)))
        if pragmas[: len(PRAGMAS)] == PRAGMAS:
            assert not any("was damaged" in notice for notice in again.notices)
        assert again.check().findings == ()
        again.close()
        shutil.rmtree(folder)
    return lost


def _with_start(calls: list[Call], path: Path, start: bytes) -> list[Call]:
    return [Call("write", str(path), 0, start), Call("sync", str(path)), *calls]


def normal() -> tuple[str, ...]:
    return tuple(one.replace("synchronous=FULL", "synchronous=NORMAL") for one in PRAGMAS)


def test_a_power_cut_loses_no_acknowledged_edit(path: Path) -> None:
    assert states_that_lost(path, PRAGMAS, edits=30, states=25) == 0


def test_nor_does_one_while_the_log_is_begun_anew_again_and_again(path: Path) -> None:
    often = (*PRAGMAS, "wal_autocheckpoint=20")
    assert states_that_lost(path, often, edits=60, states=25) == 0


def test_the_same_with_less_syncing_does_lose_some(path: Path) -> None:
    """The proof that the test above can fail."""
    assert states_that_lost(path, normal(), edits=30, states=25) > 0


@pytest.mark.long
def test_a_thousand_power_cuts_lose_no_acknowledged_edit(path: Path) -> None:
    assert states_that_lost(path, PRAGMAS, edits=150, states=1_000) == 0
