"""Undo and redo go where one sees what they turned over."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from builders import a_decision, a_marker, a_repair, a_review, an_entry
from reviewdesk.domain.accounts import Decision
from reviewdesk.domain.edits import add, change
from reviewdesk.domain.entries import EntryKind, MarkerKind
from reviewdesk.domain.review import Change
from reviewdesk.domain.understanding import Condition
from reviewdesk.qt.view_state import Page
from reviewdesk.services.desk import Edited
from reviewdesk.widgets.console.review_pages import place_of_change
from running import Running


def test_touched_event_is_selected_on_the_timeline(program: Running) -> None:
    program.open_sample()
    view = program.application.view
    entry = next(iter(program.review.entries.values()))
    program.bridge.apply(change(entry, title="Told anew"))
    program.go(Page.REPAIRS)
    view.select()
    program.do("undo")
    assert (view.page, view.current) == (Page.TIMELINE, entry.id)
    assert program.review.entries[entry.id].title == entry.title


def test_each_undo_goes_to_the_page_of_its_record_by_keys_alone(program: Running) -> None:
    program.open_sample()
    program.window.activateWindow()
    view = program.application.view
    condition = next(iter(program.review.all(Condition).values()))
    program.bridge.apply(change(condition, title="Nobody owned the pattern"))
    program.bridge.apply(add(a_repair("Give it an owner")))
    program.bridge.apply(add(an_entry("seen", "13:50")))
    places = []
    for _ in range(3):
        focused = program.window.focusWidget() or program.window
        QTest.keyClick(focused, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        places.append(view.page)
    assert places == [Page.TIMELINE, Page.REPAIRS, Page.CONDITIONS]
    assert not program.application.window.commands["undo"].isEnabled()


def test_a_step_of_an_event_and_its_decision_stays_where_either_is_seen() -> None:
    entry = an_entry("keep rolling out", "10:47", kind=EntryKind.DECISION)
    decision = a_decision(entry)
    review = a_review(entry, decision)
    gone = Edited("Delete", (Change(decision, None), Change(entry, None)))
    for shown, page in (
        (Page.TIMELINE, Page.TIMELINE),
        (Page.DECISIONS, Page.DECISIONS),
        (Page.NOTES, Page.TIMELINE),
    ):
        place = place_of_change(review, gone, shown)
        assert place is not None
        assert place[0] is page


def test_what_is_written_beside_the_timeline_is_undone_there() -> None:
    entry = an_entry("keep rolling out", "10:47", kind=EntryKind.DECISION)
    decision = a_decision(entry)
    answered = Change(None, decision), Change(decision, None)
    beside = {Decision.table}
    for one in answered:
        review = a_review(entry, *((one.after,) if one.after else ()))
        turned = Edited("Answer", (one,))
        place = place_of_change(review, turned, Page.TIMELINE, beside)
        assert place == (Page.TIMELINE, entry.id, decision.id)
        place = place_of_change(review, turned, Page.NOTES)
        assert place == (Page.DECISIONS, entry.id, decision.id)


def test_a_marker_taken_back_leads_to_its_event() -> None:
    entry = an_entry("phones ring", "10:47")
    marker = a_marker(MarkerKind.BEGAN, entry_id=entry.id)
    taken_back = Edited("Mark", (Change(marker, None),))
    place = place_of_change(a_review(entry), taken_back, Page.TIMELINE)
    assert place == (Page.TIMELINE, entry.id, marker.id)


def test_each_undo_beside_the_timeline_stays_there(program: Running) -> None:
    program.open_sample()
    view, bridge = program.application.view, program.bridge
    program.go(Page.TIMELINE)
    decision = next(iter(program.review.all(Decision).values()))
    bridge.apply(change(decision, chosen="the faster one"))
    card = program.review.cards[-1]
    bridge.apply(change(card, impact="nobody could log in"))
    program.do("panel_inspector")
    for command in ("undo", "undo", "redo"):
        program.do(command)
        assert view.page is Page.TIMELINE
    assert view.current == decision.entry_id
    assert program.find(QPushButton, "panel_signals_tab").isChecked()
    view.set_page(Page.REPAIRS)
    program.do("redo")
    assert view.page is Page.PERSPECTIVES


def test_phase_stands_in_the_bar_and_moves_no_page(program: Running) -> None:
    program.open_sample()
    program.go(Page.LESSONS)
    program.find(QPushButton, "phase_alignment").click()
    program.do("undo")
    assert program.application.view.page is Page.LESSONS
