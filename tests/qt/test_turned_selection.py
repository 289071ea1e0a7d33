"""What is selected after a step was undone."""

from builders import a_department, a_desk, a_review, an_entry
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.turned_selection import TurnedSelection
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services.desk import Edited
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
