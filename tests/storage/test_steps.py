"""Edits reach the file before anybody hears of them, and history is what the journal says."""

import threading

import pytest

from builders import a_department, a_full_review, a_review, an_entry, at
from libraries import Clock, Opener, desk_of, records_of
from reviewdesk.domain import edits
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.errors import DamagedError, KnownError
from reviewdesk.domain.people import Department
from reviewdesk.domain.review import Change
from reviewdesk.services.desk import Desk
from reviewdesk.storage.journal import pack_changes, unpack_changes
from reviewdesk.storage.library import Library


@pytest.fixture
def desk(library: Library, clock: Clock) -> Desk:
    review = a_full_review()
    library.add_review(review)
    return desk_of(library, review.id, clock)


def some_edits(desk: Desk) -> None:
    """Adds, changes, removes and links, in ten steps."""
    lane = a_department("Finance")
    desk.apply(edits.add(lane))
    for minute in range(5):
        desk.apply(edits.add(an_entry(f"invoice {minute}", f"11:0{minute}", lane)))
    first = desk.review.entries_in_order()[0]
    desk.apply(edits.change(first, title="phones dead"))
    desk.apply(edits.change(desk.review.head, title="Dispatch, again", summary="Three sentences."))
    desk.apply(edits.remove(desk.review, [desk.review.entries[first.id]]))
    desk.apply(edits.remove(desk.review, [desk.review.departments[0]]))


def test_undo_and_redo_of_everything_are_there_after_closing(
    desk: Desk, library: Library, opened: Opener, clock: Clock
) -> None:
    before = records_of(desk.review)
    some_edits(desk)
    after = records_of(desk.review)
    for _ in range(3):
        desk.undo()
    library.close()
    opened_again = opened()
    desk = desk_of(opened_again, desk.review.id, clock)
    while desk.redo_label:
        desk.redo()
    assert records_of(desk.review) == after
    while desk.undo_label:
        desk.undo()
    assert records_of(desk.review) == before
    assert records_of(desk_of(opened_again, desk.review.id, clock).review) == before


def test_the_screen_and_the_file_hold_the_same_after_each_step(
    desk: Desk, library: Library
) -> None:
    some_edits(desk)
    assert records_of(library.load_for_desk(desk.review.id)) == records_of(desk.review)
    assert library.check().findings == ()


def test_typing_folds_into_one_step(desk: Desk, library: Library, clock: Clock) -> None:
    entry = next(iter(desk.review.entries.values()))
    for text in ("p", "ph", "phones"):
        now = desk.review.entries[entry.id]
        desk.apply(edits.change(now, detail=text, fold_key=f"detail {entry.id}"))
    again = desk_of(library, desk.review.id, clock)
    assert again.review.entries[entry.id].detail == "phones"
    assert len(library.history(desk.review.id).done) == 1
    again.undo()
    assert again.review.entries[entry.id] == entry


def test_a_fold_is_refused_when_another_step_came_between(desk: Desk, library: Library) -> None:
    entry = next(iter(desk.review.entries.values()))
    desk.apply(edits.change(entry, title="one", fold_key="k"))
    elsewhere = desk_of(library, desk.review.id, Clock())
    elsewhere.apply(edits.add(a_department("Legal")))
    with pytest.raises(KnownError, match="no longer the last"):
        desk.apply(edits.change(desk.review.entries[entry.id], title="two", fold_key="k"))
    assert library.load_review(desk.review.id).entries[entry.id].title == "one"


def test_a_step_over_something_that_changed_elsewhere_writes_nothing(
    desk: Desk, library: Library
) -> None:
    entry = next(iter(desk.review.entries.values()))
    elsewhere = desk_of(library, desk.review.id, Clock())
    elsewhere.apply(edits.change(entry, title="theirs"))
    lane = a_department("Legal")
    both = edits.Edit("Both", (Change(None, lane), Change(entry, entry.changed(title="ours"))))
    with pytest.raises(KnownError, match="Nothing was written"):
        desk.apply(both)
    assert library.load_review(desk.review.id).entries[entry.id].title == "theirs"
    assert library.load_review(desk.review.id).find(Department, lane.id) is None
    assert desk.undo_label == ""
    assert library.check().findings == ()


def test_archiving_neither_ends_up_in_the_history_nor_stands_in_its_way(
    desk: Desk, library: Library, clock: Clock
) -> None:
    review_id = desk.review.id
    desk.apply(edits.change(desk.review.head, title="One"))
    library.set_archived(review_id, True)
    desk.apply(edits.change(desk.review.head, title="Two"))
    library.set_trashed(review_id, True)
    again = desk_of(library, review_id, clock)
    assert [again.undo(), again.undo(), again.undo()] == ["Edit review", "Edit review", ""]
    head = library.load_review(review_id).head
    assert (head.title, head.archived) == ("Dispatch outage", True)
    assert head.deleted_at == clock()
    assert library.check().findings == ()


def test_steps_may_come_from_any_thread(desk: Desk, library: Library) -> None:
    errors: list[Exception] = []

    def edit(name: str) -> None:
        try:
            own = desk_of(library, desk.review.id, Clock())
            for number in range(10):
                own.apply(edits.add(an_entry(f"{name} {number}", at("11:00"))))
        except KnownError as error:
            errors.append(error)

    threads = [threading.Thread(target=edit, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    titles = {entry.title for entry in library.load_review(desk.review.id).all(Entry).values()}
    assert len(titles) == 40 + len(desk.review.entries)


def test_hundreds_of_steps_are_read_back_in_their_order(library: Library, clock: Clock) -> None:
    entry = an_entry("x")
    review = a_review(entry)
    library.add_review(review)
    desk = desk_of(library, review.id, clock)
    for number in range(300):
        desk.apply(edits.change(desk.review.entries[entry.id], title=f"title {number}"))
    history = library.history(review.id)
    assert [library.read_step(name.id).changes[0].after.title for name in history.done[:3]] == [
        "title 0", "title 1", "title 2",
    ]  # fmt: skip
    assert len(history.done) == 300


@pytest.mark.parametrize(
    "body",
    [b"", b"[", b"]", b"[]]", b"[,]", b'[["entry",null,null]', b'[["entry",null,null],]',
     b'[["entry",null,null];["entry",null,null]]', b"\xff"],
)  # fmt: skip
def test_what_is_no_list_of_changes_is_damage(body: bytes) -> None:
    with pytest.raises(DamagedError):
        unpack_changes(b"j" + body)


def test_changes_come_back_as_they_were_packed() -> None:
    one, other = an_entry("a, [b] \u2028 \\"), an_entry("c")
    changes = (Change(None, one), Change(one, one.model_copy(update={"title": "]"})))
    assert unpack_changes(pack_changes((*changes, Change(other, None)))) == (
        *changes,
        Change(other, None),
    )
    assert unpack_changes(pack_changes(())) == ()
