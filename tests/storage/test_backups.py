"""Backups: made, checked, numbered, let go, and put back."""

from datetime import timedelta
from pathlib import Path

import pytest

from builders import a_full_review, a_review, an_entry
from libraries import Clock, Opener, desk_of, records_of
from reviewdesk.domain import edits
from reviewdesk.domain.errors import DamagedError, KnownError, LibraryLostError, NewerFileError
from reviewdesk.storage.backups import list_backups, prune
from reviewdesk.storage.library import Library
from reviewdesk.storage.restoring import restore_closed


def numbers(path: Path) -> list[int]:
    return [row.number for row in list_backups(path)]


def test_closing_backs_up_what_was_edited_and_only_then(library: Library, opened: Opener) -> None:
    assert numbers(library.path) == [1]
    library.add_review(a_review())
    library.close()
    assert numbers(library.path) == [2, 1]
    again = opened()
    again.reviews()
    again.close()
    assert numbers(library.path) == [2, 1]


def test_a_backup_is_due_after_five_minutes_of_editing(library: Library, clock: Clock) -> None:
    review = a_review()
    library.add_review(review)
    assert not library.backup_due()
    clock.forward(minutes=5)
    assert library.backup_due()
    library.backup()
    clock.forward(minutes=60)
    assert not library.backup_due()
    desk_of(library, review.id, clock).apply(edits.add(an_entry("x")))
    assert library.backup_due()


def test_a_backup_holds_everything_up_to_its_moment(
    library: Library, tmp_path: Path, clock: Clock
) -> None:
    review = a_full_review()
    library.add_review(review)
    copy = library.backup(tmp_path / "copy.reviews")
    with pytest.raises(KnownError, match="already there"):
        library.backup(copy)
    other = Library.open(copy, clock=clock)
    assert records_of(other.load_review(review.id)) == records_of(review)
    other.close()


def test_restoring_brings_back_what_was_and_keeps_what_is(library: Library, clock: Clock) -> None:
    entry = an_entry("as it was")
    review = a_review(entry)
    library.add_review(review)
    backup = library.backup()
    desk = desk_of(library, review.id, clock)
    desk.apply(edits.change(entry, title="as it is"))
    kept = library.restore(backup)
    assert library.load_review(review.id).entries[entry.id].title == "as it was"
    desk_of(library, review.id, clock).apply(edits.add(an_entry("goes on")))
    before = Library.open(kept, clock=clock)
    assert before.load_review(review.id).entries[entry.id].title == "as it is"
    before.close()


def test_a_bad_copy_is_refused_and_the_library_stays(
    library: Library, tmp_path: Path, clock: Clock
) -> None:
    review = a_full_review()
    library.add_review(review)
    good = library.backup().read_bytes()
    half, page, other, newer = (tmp_path / name for name in ("half", "page", "other", "newer"))
    half.write_bytes(good[: len(good) // 2])
    page.write_bytes(good[:8192] + b"\xff" * 4096 + good[12288:])
    other.write_bytes(b"not a library" * 100)
    newer.write_bytes(good[:60] + (999).to_bytes(4, "big") + good[64:])
    for path, error in ((half, DamagedError), (page, DamagedError), (other, DamagedError),
                        (newer, NewerFileError), (tmp_path / "none", KnownError)):  # fmt: skip
        with pytest.raises(error):
            library.restore(path)
    assert records_of(library.load_review(review.id)) == records_of(review)
    desk_of(library, review.id, clock).apply(edits.add(an_entry("goes on")))


def backups_at(path: Path, clock: Clock, moments: list[timedelta]) -> None:
    folder = path.parent / "backups"
    folder.mkdir(parents=True, exist_ok=True)
    for number, back in enumerate(moments, start=1):
        at = clock.now - back
        (folder / f"{path.stem}-{number:06}-{at:%Y%m%dT%H%M%S}Z{path.suffix}").write_bytes(b"")


def test_twelve_recent_seven_daily_and_four_weekly_are_kept(path: Path, clock: Clock) -> None:
    backups_at(path, clock, [timedelta(hours=6 * n) for n in range(4 * 60, -1, -1)])
    prune(path, clock.now)
    kept = [clock.now - row.at for row in list_backups(path)]
    assert kept[:12] == [timedelta(hours=6 * n) for n in range(12)]
    days = {(clock.now - back).date() for back in kept}
    assert {clock.now.date() - timedelta(days=n) for n in range(7)} <= days
    assert len(kept) == 12 + 3 + 2  # three more days, two more weeks
    assert max(kept) >= timedelta(days=17)


def test_a_wrong_clock_never_lets_a_backup_go_that_counts(path: Path, clock: Clock) -> None:
    """First a year ahead, then back: the true ones stay, and so do those from the future."""
    moments = [timedelta(days=n) for n in range(30, 0, -1)] + [timedelta(days=-365)] * 20
    backups_at(path, clock, moments)
    true_ones = {row.path for row in list_backups(path) if row.at <= clock.now}
    prune(path, clock.now)
    left = {row.path for row in list_backups(path)}
    assert len(left & true_ones) >= 7 + 2
    assert len(left - true_ones) == 20


def test_the_newest_twelve_stay_whatever_their_dates(path: Path, clock: Clock) -> None:
    backups_at(path, clock, [timedelta(days=900)] * 12)
    assert prune(path, clock.now) == []


def test_backups_of_another_library_beside_it_are_left_alone(path: Path, clock: Clock) -> None:
    backups_at(path.with_stem("other"), clock, [timedelta(days=900)] * 30)
    backups_at(path, clock, [timedelta(0)])
    assert prune(path, clock.now) == []
    assert numbers(path) == [1]


def test_the_log_of_a_deleted_library_is_not_read_into_what_takes_its_place(
    opened: Opener, path: Path, clock: Clock
) -> None:
    library = opened()
    review = a_full_review()
    library.add_review(review)
    library.backup()
    desk = desk_of(library, review.id, clock)
    for number in range(20):
        desk.apply(edits.add(an_entry(f"after the backup {number}")))
    path.unlink()
    with pytest.raises(LibraryLostError) as lost:
        desk.apply(edits.add(an_entry("too late")))
    library.close()
    kept = restore_closed(path, Path(lost.value.copy), clock())
    assert not kept.exists()
    back = opened()
    assert back.notices == []
    titles = {entry.title for entry in back.load_review(review.id).entries.values()}
    assert {f"after the backup {number}" for number in range(20)} <= titles
