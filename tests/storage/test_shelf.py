"""The list of reviews: trash, archive, templates in their place, repairs over all of them."""

from datetime import date, timedelta
from hashlib import sha256

import pytest

from builders import (
    a_card,
    a_department,
    a_full_review,
    a_repair,
    a_review,
    an_entry,
    an_evidence,
)
from libraries import Clock, Opener, desk_of, records_of
from reviewdesk.domain import edits
from reviewdesk.domain.entries import Evidence, EvidenceKind
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.library import TRASH_DAYS
from reviewdesk.domain.repairs import RepairState
from reviewdesk.storage.library import Library


def test_the_list_counts_what_each_review_holds(library: Library, clock: Clock) -> None:
    review = a_full_review()
    library.add_review(review)
    (row,) = library.reviews()
    assert (row.title, row.kind, row.day, row.tags) == (
        review.head.title, review.head.kind, review.head.day, review.head.tags,
    )  # fmt: skip
    assert (row.departments_heard, row.departments_total) == (1, 2)
    assert (row.entries, row.open_repairs, row.updated_at) == (2, 1, clock())


def test_a_done_repair_counts_once_its_check_is_due(library: Library, clock: Clock) -> None:
    today = clock().astimezone().date()
    checks = (None, today + timedelta(days=1), today, today - timedelta(days=1))
    done = [a_repair("done", state=RepairState.DONE, check_on=day) for day in checks]
    checked = a_repair("checked", state=RepairState.CHECKED, check_on=today)
    library.add_review(a_review(a_repair("open"), *done, checked))
    (row,) = library.reviews()
    assert row.open_repairs == 3


def test_two_heard_cards_of_one_department_count_it_once(library: Library) -> None:
    lane = a_department()
    library.add_review(a_review(lane, a_card(lane, "one"), a_card(lane, "two"), a_department("B")))
    (row,) = library.reviews()
    assert (row.departments_heard, row.departments_total) == (1, 2)


def test_the_review_edited_last_stands_first(library: Library, clock: Clock) -> None:
    first, second = a_review(title="first"), a_review(title="second")
    for review in (first, second):
        library.add_review(review)
        clock.forward(minutes=1)
    assert [row.title for row in library.reviews()] == ["second", "first"]
    desk = desk_of(library, first.id, clock)
    desk.apply(edits.add(an_entry("x")))
    assert [row.title for row in library.reviews()] == ["first", "second"]


def test_the_trash_gives_back_and_empties_after_thirty_days(library: Library, clock: Clock) -> None:
    review = a_full_review()
    library.add_review(review)
    library.set_trashed(review.id, True)
    assert library.reviews()[0].deleted_at == clock()
    library.set_trashed(review.id, False)
    assert library.reviews()[0].deleted_at is None
    assert records_of(library.load_review(review.id)) == records_of(review)

    library.set_trashed(review.id, True)
    clock.forward(days=TRASH_DAYS)
    assert library.empty_old_trash() == 0
    clock.forward(seconds=1)
    assert library.empty_old_trash() == 1
    assert library.reviews() == []


def test_a_clock_that_stands_behind_empties_nothing(library: Library, clock: Clock) -> None:
    review = a_review()
    library.add_review(review)
    library.set_trashed(review.id, True)
    clock.now -= timedelta(days=400)
    assert library.empty_old_trash() == 0


def test_what_is_deleted_for_good_leaves_no_trace_in_the_file(
    library: Library, opened: Opener
) -> None:
    review = a_review(an_entry("the canary sang"), title="canary review")
    other = a_full_review()
    for one in (review, other):
        library.add_review(one)
    library.search("canary")
    library.delete_for_good(review.id)
    with pytest.raises(KnownError, match="not in the library"):
        library.load_review(review.id)
    library.close()
    assert b"canary" not in library.path.read_bytes()
    assert records_of(opened().load_review(other.id)) == records_of(other)


def test_open_repairs_come_from_all_reviews_soonest_due_first(library: Library) -> None:
    shown = [
        a_repair("later", due=date(2026, 5, 1), owner_role="platform lead"),
        a_repair("no date"),
    ]
    soon = a_repair("soon", due=date(2026, 4, 1), state=RepairState.DONE, check_on=date(2026, 6, 1))
    done = a_repair("checked", state=RepairState.CHECKED)
    trashed = a_review(a_repair("in the trash"))
    library.add_review(a_review(*shown, done, title="one"))
    library.add_review(a_review(soon, title="two"))
    library.add_review(trashed)
    library.set_trashed(trashed.id, True)
    rows = library.open_repairs()
    assert [(row.title, row.review_title, row.due) for row in rows] == [
        ("soon", "two", date(2026, 4, 1)), ("later", "one", date(2026, 5, 1)),
        ("no date", "one", None),
    ]  # fmt: skip
    assert (rows[0].check_on, rows[1].owner_role) == (date(2026, 6, 1), "platform lead")


def test_evidence_files_are_kept_once_and_read_back(library: Library) -> None:
    data = bytes(range(256)) * 100
    digest = library.keep_file(data, "image/png")
    assert library.keep_file(data, "image/png") == digest
    assert library.read_file(digest) == data
    with pytest.raises(KnownError, match="missing from the library"):
        library.read_file("0" * 64)


def _with_file(library: Library, data: bytes, title: str, clock: Clock) -> str:
    """A review whose event has a kept file; its id."""
    entry = an_entry()
    review = a_review(entry, title=title)
    library.add_review(review)
    digest = library.keep_file(data, "image/png")
    evidence = an_evidence(entry, kind=EvidenceKind.FILE, file_digest=digest)
    desk_of(library, review.id, clock).apply(edits.add(evidence))
    return review.id


def _there(library: Library, data: bytes) -> bool:
    try:
        return library.read_file(sha256(data).hexdigest()) == data
    except KnownError:
        return False


def test_evidence_files_go_with_the_last_review_that_has_them(
    library: Library, clock: Clock
) -> None:
    first = _with_file(library, b"shared", "first", clock)
    second = _with_file(library, b"shared", "second", clock)
    library.delete_for_good(first)
    assert _there(library, b"shared")
    library.delete_for_good(second)
    assert not _there(library, b"shared")


def test_an_evidence_file_stays_while_undo_could_bring_it_back(
    library: Library, clock: Clock
) -> None:
    first = _with_file(library, b"shared", "first", clock)
    second = _with_file(library, b"shared", "second", clock)
    desk = desk_of(library, second, clock)
    desk.apply(edits.remove(desk.review, list(desk.review.entries.values())))
    library.delete_for_good(first)
    assert _there(library, b"shared")
    desk.undo()
    (evidence,) = desk.review.all(Evidence).values()
    assert library.read_file(evidence.file_digest) == b"shared"


def test_a_removed_evidence_file_goes_with_its_review(library: Library, clock: Clock) -> None:
    only = _with_file(library, b"only here", "only", clock)
    desk = desk_of(library, only, clock)
    desk.apply(edits.remove(desk.review, list(desk.review.all(Evidence).values())))
    library.set_trashed(only, True)
    clock.forward(days=TRASH_DAYS + 1)
    assert library.empty_old_trash() == 1
    assert not _there(library, b"only here")
