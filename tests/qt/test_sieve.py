"""What the console shows of a review: filters, hidden and folded lanes."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from builders import a_department, a_desk, a_review, an_entry
from reviewdesk.domain.edits import add, change, remove
from reviewdesk.domain.entries import Entry, EntryKind
from reviewdesk.domain.filters import EntryFilter
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.event_list_model import EventListModel
from reviewdesk.qt.sieve import Sieve
from reviewdesk.qt.theme import Theme, ThemeMode
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services import entry_edits
from reviewdesk.services.desk import Desk
from reviewdesk.widgets.timeline.lane_book import LaneBook

SUPPORT, OPERATIONS = a_department("Support"), a_department("Operations", position=2.0)
SIGNALS = EntryFilter(kinds=frozenset({EntryKind.SIGNAL}))


def opened(*entries: Entry) -> tuple[Desk, DeskBridge, Sieve]:
    bridge = DeskBridge()
    desk = a_desk(a_review(SUPPORT, OPERATIONS, *entries))
    bridge.open(desk)
    return desk, bridge, bridge.sieve


def test_it_counts_what_it_shows() -> None:
    _, _, sieve = opened(
        an_entry("alarm", department=SUPPORT, kind=EntryKind.SIGNAL), an_entry("calls")
    )
    assert sieve.counts() == (2, 2)
    sieve.set_filter(SIGNALS)
    assert sieve.counts() == (1, 2)
    sieve.hide([SUPPORT.id])
    assert sieve.counts() == (0, 2)
    assert [(one.name, number) for one, number in sieve.hidden_counts()] == [("Support", 1)]
    sieve.clear()
    assert sieve.counts() == (1, 2)


def test_what_is_new_stays_in_sight_until_the_filter_is_changed() -> None:
    desk, _, sieve = opened(an_entry("alarm", kind=EntryKind.SIGNAL))
    sieve.set_filter(SIGNALS)
    calls = an_entry("calls")
    desk.apply(add(calls))
    assert sieve.shows(calls)
    assert sieve.kept_count == 1
    sieve.set_filter(EntryFilter(kinds=SIGNALS.kinds, text="a"))
    assert not sieve.shows(calls)


def test_an_event_does_not_vanish_while_it_is_edited() -> None:
    alarm = an_entry("alarm", kind=EntryKind.SIGNAL)
    desk, _, sieve = opened(alarm)
    sieve.set_filter(SIGNALS)
    entry_edits.set_kind(desk, [alarm.id], EntryKind.MESSAGE)
    assert sieve.shows_id(alarm.id)
    desk.undo()
    assert sieve.kept_count == 0
    assert sieve.counts() == (1, 1)


def test_what_comes_into_a_hidden_lane_is_counted_as_unseen() -> None:
    desk, _, sieve = opened()
    sieve.hide([SUPPORT.id])
    calls = an_entry("calls", department=SUPPORT)
    desk.apply(add(calls))
    assert sieve.unseen_count == 1
    sieve.bring([calls.id])
    assert sieve.shows(calls)
    assert (sieve.unseen_count, sieve.hidden) == (0, frozenset())


def test_lanes_are_as_they_were_left_when_the_review_is_opened_again() -> None:
    desk, bridge, sieve = opened()
    sieve.hide([SUPPORT.id])
    sieve.fold([OPERATIONS.id, None])
    bridge.close()
    assert sieve.hidden == frozenset()
    bridge.open(desk)
    assert (sieve.hidden, sieve.folded) == ({SUPPORT.id}, {OPERATIONS.id, None})
    assert not desk.undo_label


def test_lanes_kept_by_another_version_are_passed_over() -> None:
    desk, bridge, sieve = opened()
    for text in ("[1]", "{", '{"hidden": 3}', '{"hidden": ["gone"]}'):
        desk.drafts.keep("lanes", text)
        bridge.open(desk)
        assert (sieve.hidden, sieve.folded) == (frozenset(), frozenset())


def test_a_department_that_goes_goes_from_the_filter() -> None:
    desk, _, sieve = opened(an_entry("calls", department=SUPPORT))
    sieve.set_filter(EntryFilter(department_ids=frozenset({SUPPORT.id})))
    desk.apply(remove(desk.review, [SUPPORT]))
    assert not sieve.filter.is_on
    assert sieve.counts() == (1, 1)


@given(st.integers(0, 10**6))
def test_no_event_is_ever_lost_by_filter_undo_and_redo(seed: int) -> None:
    random = Random(seed)
    lanes = [SUPPORT.id, OPERATIONS.id, None]
    kinds = [EntryKind.SIGNAL, EntryKind.ACTION, EntryKind.OBSERVATION]
    entries = [
        an_entry(f"e{place}", f"10:{place:02}", random.choice(lanes), kind=random.choice(kinds))
        for place in range(8)
    ]
    desk, bridge, sieve = opened(*entries)
    book, model = LaneBook(sieve), EventListModel(bridge, ViewState(), Theme(ThemeMode.LIGHT))
    book.read(desk.review)
    sieve.changed.connect(lambda: book.read(desk.review))
    bridge.edited.connect(lambda edited: book.follow(edited.changes))
    for place in range(30):
        present = list(desk.review.entries.values())
        one = random.choice(present) if present else None
        match random.randrange(9):
            case 0:
                desk.apply(add(an_entry(f"n{place}", department=random.choice(lanes))))
            case 1 if one:
                desk.apply(remove(desk.review, [one]))
            case 2 if one:
                desk.apply(change(one, kind=random.choice(kinds)))
            case 3 if one:
                desk.apply(change(one, department_id=random.choice(lanes)))
            case 4:
                desk.undo()
            case 5:
                desk.redo()
            case 6:
                wanted = frozenset(random.sample(kinds, random.randrange(3)))
                asked = frozenset(random.sample(lanes, random.choice([0, 0, 1])))
                sieve.set_filter(EntryFilter(kinds=wanted, department_ids=asked))
            case 7:
                sieve.hide(random.sample(lanes, random.randrange(3)))
            case 8 if one:
                sieve.bring([one.id])
                assert sieve.shows_id(one.id)
        shown = {entry.id for entry in desk.review.entries.values() if sieve.shows(entry)}
        assert {one for lane in book.lanes for one in lane.columns.ids} == shown
        assert {model.entry_at(row).id for row in range(model.rowCount())} == shown  # type: ignore[union-attr]  # each row has one
        assert sieve.counts() == (len(shown), len(desk.review.entries))
    sieve.clear()
    sieve.hide([])
    assert {one for lane in book.lanes for one in lane.columns.ids} == set(desk.review.entries)
