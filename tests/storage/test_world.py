"""The file is taken away, locked, read-only, or the disk is full: told, and nothing lost."""

import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from builders import a_full_review, a_review, an_entry
from libraries import Clock, Opener, desk_of, records_of
from reviewdesk.domain import edits
from reviewdesk.domain.errors import KnownError
from reviewdesk.services.desk import Desk
from reviewdesk.storage.database import Database, FileDiffersError
from reviewdesk.storage.library import Library
from reviewdesk.storage.lock import LibraryLockedError


@pytest.fixture
def desk(library: Library, clock: Clock) -> Desk:
    review = a_full_review()
    library.add_review(review)
    desk = desk_of(library, review.id, clock)
    for number in range(5):
        entry = an_entry(f"saved {number}")
        desk.apply(edits.add(entry))
        for text in ("a", "ab", "abc"):
            now = desk.review.entries[entry.id]
            desk.apply(edits.change(now, detail=text, fold_key=f"detail {number}"))
    desk.undo()
    library.set_archived(review.id, True)
    return desk


def deleted(path: Path) -> None:
    path.unlink()


def replaced(path: Path) -> None:
    other = path.with_name("other")
    shutil.copyfile(path, other)
    other.replace(path)


def overwritten(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(os.urandom(path.stat().st_size))


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def touched(path: Path) -> None:
    os.utime(path, ns=(1, 1))


def log_deleted(path: Path) -> None:
    Path(f"{path}-wal").unlink()


@pytest.mark.parametrize("harm", [deleted, replaced, overwritten, emptied, touched, log_deleted])
def test_after_the_file_was_touched_by_others_nothing_is_acknowledged(
    desk: Desk, library: Library, clock: Clock, harm: Callable[[Path], None]
) -> None:
    """S4. What was saved before is whole in the rescue copy."""
    wanted = records_of(desk.review)
    harm(library.path)
    for _ in range(3):
        with pytest.raises(KnownError, match="by another program") as told:
            desk.apply(edits.add(an_entry("too late")))
    assert records_of(desk.review) == wanted
    (copy,) = library.path.parent.glob("*-rescued-*.reviews")
    assert str(copy) in str(told.value)
    rescued = Library.open(copy, clock=clock)
    assert records_of(rescued.load_for_desk(desk.review.id)) == wanted
    assert rescued.check().findings == ()
    rescued.close()


def test_reading_is_refused_as_well_once_the_file_is_another(desk: Desk, library: Library) -> None:
    deleted(library.path)
    with pytest.raises(KnownError, match="by another program"):
        library.reviews()


def test_a_second_opening_names_the_process_that_has_it(library: Library, clock: Clock) -> None:
    with pytest.raises(LibraryLockedError, match=f"process {os.getpid()}") as told:
        Library.open(library.path, clock=clock)
    assert told.value.pid == os.getpid()
    library.add_review(a_review())


def test_a_lock_file_that_was_left_behind_is_taken(opened: Opener, path: Path) -> None:
    path.parent.mkdir()
    path.with_name(path.name + ".lock").write_text(" 999999\n")
    opened().close()
    assert not path.with_name(path.name + ".lock").exists()


def in_a_child(program: str, *words: str) -> str:
    """What `program` prints."""
    result = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), *words],
        capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    return result.stdout


OPEN = """
    import sys
    from datetime import UTC, datetime
    from pathlib import Path
    from reviewdesk.domain.errors import KnownError
    from reviewdesk.storage.library import Library
    try:
        Library.open(Path(sys.argv[1]), clock=lambda: datetime.now(UTC)).close()
        print("opened")
    except KnownError as error:
        print(type(error).__name__, error)
"""


def test_another_process_is_told_who_has_the_library(library: Library) -> None:
    told = in_a_child(OPEN, str(library.path))
    assert "LibraryLockedError" in told
    assert f"process {os.getpid()}" in told


OPEN_AS_NOBODY = (
    """
    import os, tempfile
    from datetime import UTC, datetime
    from pathlib import Path
    from reviewdesk.storage.library import Library
    # Everything is imported before the user changes, who may not read our own files.
    Library.open(Path(tempfile.mkdtemp()) / "a.reviews", clock=lambda: datetime.now(UTC)).close()
    if os.getuid() == 0:
        os.setuid(65534)
"""
    + OPEN
)


@pytest.mark.skipif(os.name == "nt", reason="modes mean something else there")
def test_a_read_only_folder_is_named_as_the_cause(opened: Opener, path: Path) -> None:
    opened().close()
    # Below /tmp itself, as the folders of pytest are closed to other users.
    folder = Path(f"/tmp/reviewdesk-read-only-{os.getpid()}")
    shutil.copytree(path.parent, folder)
    try:
        for place in (folder, *folder.rglob("*")):
            place.chmod(0o555 if place.is_dir() else 0o444)
        told = in_a_child(OPEN_AS_NOBODY, str(folder / path.name))
    finally:
        folder.chmod(0o755)
        (folder / "backups").chmod(0o755)
        shutil.rmtree(folder)
    assert told.startswith("KnownError ReviewDesk may not write in the folder")


@pytest.fixture
def full_disk() -> Iterator[Callable[[int], None]]:
    """Sets how large a file may become; beyond that, writing fails as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


def test_a_full_disk_is_told_and_editing_goes_on_once_there_is_room(
    desk: Desk, library: Library, full_disk: Callable[[int], None]
) -> None:
    """S3, at a range of sizes: nothing acknowledged is lost, nothing refused is kept."""
    log = Path(f"{library.path}-wal")
    refusals: list[str] = []
    for room in range(0, 40_000, 1_900):
        before = records_of(desk.review)
        full_disk(len(log.read_bytes().rstrip(b"\0")) + room)
        new = an_entry(f"with {room} bytes of room", detail="x" * 3_000)
        try:
            desk.apply(edits.add(new))
        except KnownError as error:
            refusals.append(str(error))
            assert records_of(desk.review) == before
        finally:
            full_disk(resource.RLIM_INFINITY)
        assert records_of(library.load_for_desk(desk.review.id)) == records_of(desk.review)
    assert len(refusals) >= 3
    assert all("Everything saved before is safe" in refusal for refusal in refusals)
    desk.apply(edits.add(an_entry("goes on")))
    assert library.check().findings == ()


def test_editing_goes_on_where_there_is_no_room_to_lay_the_log_out(
    desk: Desk, library: Library, full_disk: Callable[[int], None]
) -> None:
    library._session._database.checkpoint()
    full_disk(1_000_000)
    desk.apply(edits.add(an_entry("fits")))
    full_disk(resource.RLIM_INFINITY)
    assert 0 < Path(f"{library.path}-wal").stat().st_size < 100_000
    assert records_of(library.load_for_desk(desk.review.id)) == records_of(desk.review)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("may not mount a disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.long
def test_a_disk_that_really_runs_full_is_told_and_goes_on(small_disk: Path, clock: Clock) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(2_200_000))
    library = Library.open(small_disk / "library.reviews", clock=clock)
    review = a_review()
    library.add_review(review)
    desk = desk_of(library, review.id, clock)

    def fill() -> None:
        for number in range(1_000):
            desk.apply(edits.add(an_entry(f"saved {number}", detail="x" * 5_000)))

    with pytest.raises(KnownError, match="The disk is full"):
        fill()
    assert records_of(library.load_for_desk(review.id)) == records_of(desk.review)
    ballast.unlink()
    desk.apply(edits.add(an_entry("goes on")))
    library.close()
    again = Library.open(small_disk / "library.reviews", clock=clock)
    assert again.notices == []
    assert records_of(again.load_for_desk(review.id)) == records_of(desk.review)
    again.close()


def test_a_backup_onto_a_full_disk_is_refused_and_leaves_nothing(
    desk: Desk, library: Library, full_disk: Callable[[int], None]
) -> None:
    folder = library.path.parent / "backups"
    before = sorted(folder.iterdir())
    full_disk(20_000)
    with pytest.raises(KnownError, match="safe"):
        library.backup()
    full_disk(resource.RLIM_INFINITY)
    assert sorted(folder.iterdir()) == before
    library.backup()


def test_a_library_opens_where_no_backup_can_be_written(opened: Opener, path: Path) -> None:
    opened().close()
    shutil.rmtree(path.parent / "backups")
    (path.parent / "backups").write_bytes(b"a file where the folder should be")
    library = opened()
    assert "No copy of the library could be written" in library.notices[0]
    assert library.reviews() == []


def test_a_file_too_large_to_keep_is_refused(library: Library) -> None:
    with pytest.raises(KnownError, match="Keep a link to it"):
        library.keep_file(bytes(100_000_001), "video/mp4")


def test_every_file_is_its_owners_alone(desk: Desk, library: Library, tmp_path: Path) -> None:
    """S13, with the mask that most people have."""
    os.umask(0o022)
    library.close()
    library.path.chmod(0o644)
    again = Library.open(library.path, clock=Clock())
    desk_of(again, desk.review.id, Clock()).apply(edits.add(an_entry("x")))
    again.backup()
    again.backup(tmp_path / "copy.reviews")
    modes = {
        place: stat.S_IMODE(place.stat().st_mode)
        for place in (
            library.path.parent,
            *library.path.parent.rglob("*"),
            tmp_path / "copy.reviews",
        )
    }
    again.close()
    wrong = {
        place: oct(mode) for place, mode in modes.items()
        if mode != (0o700 if place.is_dir() else 0o600)
    }  # fmt: skip
    assert wrong == {}
    assert len(modes) >= 7  # file, log, lock, backups


def test_a_file_deleted_while_a_write_went_on_is_missed_at_the_next(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    database = Database(path)
    with database.transaction() as connection:
        connection.execute(sa.text("CREATE TABLE kept (number INTEGER)"))
    with database.transaction() as connection:
        connection.execute(sa.text("INSERT INTO kept VALUES (1)"))
        path.unlink()
    with pytest.raises(FileDiffersError), database.transaction():
        pytest.fail("the next edit would be acknowledged and lost")
    database.close()
