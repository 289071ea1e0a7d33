"""What is selected after a step was undone."""

from datetime import timedelta

from builders import a_department, a_desk, a_marker, a_review, an_entry, at
from reviewdesk.domain.edits import add
from reviewdesk.domain.entries import MarkerKind
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.turned_selection import TurnedSelection
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services.desk import Edited
from reviewdesk.services.entry_edits import move_entries
from reviewdesk.services.entry_joining import split_entry

SUPPORT = a_department("Support")


def test_an_undone_split_leaves_what_was_split_selected(qapp: object) -> None:
    assert qapp
    whole = an_entry("phones ring and pods restart", "10:00", SUPPORT)
    bridge, state = DeskBridge(), ViewState()
    bridge.open(a_desk(a_review(SUPPORT, whole, zone="UTC")))
    turned = TurnedSelection(bridge, state)
    later = split_entry(bridge.desk, whole.id, titles=("phones ring", "pods restart"))
    state.select(later)
    seen: list[Edited] = []
    bridge.desk.listen(seen.append)
    bridge.undo()
    turned.select(seen[-1], later)
    assert state.selection == (whole.id,)


def test_of_several_that_move_back_the_one_that_was_current_stays_it(qapp: object) -> None:
    assert qapp
    three = [an_entry(f"queue of {n}", f"10:{n:02}", SUPPORT) for n in (10, 20, 30)]
    bridge, state = DeskBridge(), ViewState()
    bridge.open(a_desk(a_review(SUPPORT, *three, zone="UTC")))
    turned = TurnedSelection(bridge, state)
    first, second, last = (one.id for one in three)
    state.select(last, first, second)
    seen: list[Edited] = []
    move_entries(bridge.desk, state.selection, timedelta(minutes=5))
    bridge.desk.listen(seen.append)
    bridge.undo()
    turned.select(seen[-1], last)
    assert set(state.selection) == {first, second, last}
    assert state.current == second


def test_what_belongs_to_no_event_leaves_selected_what_was(qapp: object) -> None:
    assert qapp
    entry, marker = (
        an_entry("phones ring", "10:00", SUPPORT),
        a_marker(MarkerKind.BEGAN, at=at("10:05")),
    )
    bridge, state = DeskBridge(), ViewState()
    bridge.open(a_desk(a_review(SUPPORT, entry, zone="UTC")))
    turned = TurnedSelection(bridge, state)
    state.select(entry.id)
    bridge.desk.apply(add(marker))
    seen: list[Edited] = []
    bridge.desk.listen(seen.append)
    bridge.undo()
    turned.select(seen[-1], "")
    assert state.selection == (entry.id,)
