"""SIGKILL at any moment: what was acknowledged is there, and nothing is half there."""

import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from builders import a_department, a_full_review, a_review, an_entry
from killing import EDITING, kill_while
from libraries import Clock, desk_of
from reviewdesk.domain.history import Step, StepKind
from reviewdesk.domain.ids import ReviewId, new_id
from reviewdesk.domain.review import Change, Review
from reviewdesk.storage import migrations, reviews
from reviewdesk.storage.bundles import read_bundle
from reviewdesk.storage.database import StorageFailedError
from reviewdesk.storage.failures import Failure
from reviewdesk.storage.files import sweep_leftovers
from reviewdesk.storage.header import SCHEMA_VERSION
from reviewdesk.storage.library import Library
from reviewdesk.storage.migrating import migrate

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")


def kill_and_look(path: Path, rounds: int, seed: int) -> None:
    chance = random.Random(seed)
    with_review = Library.open(path, clock=Clock())
    review_id = with_review.add_review(a_review(a_department()))
    with_review.close()
    acknowledged: set[int] = set()
    for _ in range(rounds):
        said = kill_while(EDITING, [str(path)], chance.random() * 0.15)
        acknowledged |= set(map(int, said))
        library = Library.open(path, clock=Clock())
        assert library.notices == []
        review = library.load_review(review_id)
        numbers = sorted(int(entry.title) for entry in review.entries.values())
        assert numbers == list(range(len(numbers)))
        assert acknowledged <= set(numbers)
        assert all(
            entry.detail == "again" for entry in review.entries.values()
            if int(entry.title) % 7 == 0 and int(entry.title) in acknowledged
        )  # fmt: skip
        assert library.check().findings == ()
        library.close()
    assert len(acknowledged) > rounds


def test_no_acknowledged_edit_is_lost_when_the_program_is_killed(path: Path) -> None:
    """S1, the short form."""
    kill_and_look(path, rounds=6, seed=1)


@pytest.mark.long
def test_no_acknowledged_edit_is_lost_in_two_hundred_kills(path: Path) -> None:
    kill_and_look(path, rounds=200, seed=2)


def test_undo_is_still_there_after_a_kill(path: Path) -> None:
    library = Library.open(path, clock=Clock())
    review_id = library.add_review(a_review())
    library.close()
    kill_while(EDITING, [str(path)], 0.05)
    library = Library.open(path, clock=Clock())
    desk = desk_of(library, review_id, Clock())
    while desk.undo():
        pass
    assert desk.review.entries == {}
    assert library.check().findings == ()
    library.close()


MAKING = """
    import os, sys, time
    from datetime import UTC, datetime
    from pathlib import Path
    import alembic.command
    from reviewdesk.storage.header import SCHEMA_VERSION
from reviewdesk.storage.library import Library
    os.write(1, b"now\\n")
    time.sleep(float(sys.argv[2]))
    Library.open(Path(sys.argv[1]), clock=lambda: datetime.now(UTC)).close()
    time.sleep(9)
"""


def test_a_kill_while_the_library_is_made_leaves_all_of_it_or_nothing(tmp_path: Path) -> None:
    """S6, for the first migration: the file opens afterwards whatever the moment was."""
    for number in range(8):
        path = tmp_path / str(number) / "library.reviews"
        kill_while(MAKING, [str(path), "0"], 0.012 * (number + 1))
        library = Library.open(path, clock=Clock())
        assert library.notices == []
        library.add_review(a_full_review())
        assert library.check().findings == ()
        library.close()


BROKEN_STEP = '''
"""A step of a later version, which fails half way."""
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "newest"


def upgrade():
    op.add_column("review", sa.Column("half", sa.Text()))
    op.execute("UPDATE review SET half = title")
    raise RuntimeError("half way")
'''


def test_a_migration_that_fails_half_way_leaves_the_file_as_it_was(
    path: Path, tmp_path: Path
) -> None:
    scripts = tmp_path / "migrations"
    here = Path(str(migrations.__file__)).parent
    for place in (here, here / "versions"):
        for file in place.glob("*.py"):
            target = scripts / file.relative_to(here)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
    (scripts / "versions" / "v9999_broken.py").write_text(
        BROKEN_STEP.replace("newest", f"{SCHEMA_VERSION:04}")
    )
    library = Library.open(path, clock=Clock())
    review = a_full_review()
    library.add_review(review)
    with pytest.raises(RuntimeError, match="half way"):
        library._session.do(migrate, scripts)
    assert library.load_review(review.id).head == review.head
    assert library.check().findings == ()
    library.close()
    again = Library.open(path, clock=Clock())
    assert again.load_review(review.id).head == review.head
    again.close()


EXPORTING = """
    import os, sys, time
    from datetime import UTC, datetime
    from pathlib import Path
    from reviewdesk.services.library import LibraryService
    library = LibraryService.open(Path(sys.argv[1]))
    review_id = library.reviews()[0].id
    os.write(1, b"now\\n")
    while True:
        library.export_bundle(review_id, Path(sys.argv[2]), force=True)
"""


def test_a_kill_in_an_export_leaves_the_old_file_or_the_new(path: Path, tmp_path: Path) -> None:
    """S6: the target is never damaged, and what was left beside it is swept at the next start."""
    library = Library.open(path, clock=Clock())
    library.add_review(Review(a_full_review().head, [an_entry(str(n)) for n in range(400)]))
    library.close()
    target = tmp_path / "out" / "night.review"
    target.parent.mkdir()
    for number in range(5):
        kill_while(EXPORTING, [str(path), str(target)], 0.05 + 0.017 * number)
        if target.exists():
            assert len(read_bundle(target).review.entries) == 400
    sweep_leftovers(target.parent)
    assert list(target.parent.iterdir()) in ([target], [])


def a_step(review_id: ReviewId) -> Step:
    entry = an_entry("written twice?")
    return Step(new_id(), review_id, StepKind.DO, "Add event", Clock()(), (Change(None, entry),))


def test_after_a_failed_sync_the_library_looks_whether_the_edit_is_in_it(path: Path) -> None:
    """An edit whose sync failed may be there all the same; it must not be told as lost then."""
    library = Library.open(path, clock=Clock())
    review_id = library.add_review(a_review())
    step = a_step(review_id)
    session = library._session

    def committed_and_then_failed(connection: object) -> None:
        reviews.write_changes(connection, review_id, step.changes)  # type: ignore[arg-type]
        session.journal.append(connection, step)  # type: ignore[arg-type]
        session._database.raw.execute("COMMIT")
        raise StorageFailedError(Failure.READING_OR_WRITING, at_commit=True)

    session.write(step, committed_and_then_failed)
    assert len(library.load_review(review_id).entries) == 1
    assert library.check().findings == ()
    library.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM entry").fetchone() == (1,)
