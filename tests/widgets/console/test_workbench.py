"""The timeline page as a whole: what is done from any of its parts."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from reviewdesk.services.sighting_edits import SightingState, state_of
from running import Running

ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


def test_number_keys_turn_the_selected_events_sightings_but_not_where_they_are_typed(
    program: Running,
) -> None:
    program.open_sample()
    program.do("event_list")
    third = program.review.departments[2]
    for part, modifier in (("timeline", NONE), ("event_list", ALT)):
        program.do("panel_signals")
        assert not program.find(QWidget, "inspector").isVisible()
        entry = next(
            one
            for one in program.review.entries_in_order()
            if one.start and program.review.sighting(one.id, third.id) is None
        )
        program.application.view.select(entry.id)
        held = program.find(QWidget, part)
        held.setFocus()
        QTest.keyClick(held, Qt.Key.Key_3, modifier)
        said = program.review.sighting(entry.id, third.id)
        assert state_of(said) is SightingState.NOTICED, part
        assert program.find(QWidget, "inspector").isVisible(), part
    # Digits typed into the quick line turn nothing.
    entry = program.review.entries_in_order()[0]
    program.application.view.select(entry.id)
    before = list(program.review.records())
    program.do("quick_line")
    field = program.window.focusWidget()
    QTest.keyClicks(field, "123")
    assert list(program.review.records()) == before


def test_what_stands_in_the_quick_line_is_there_at_the_next_start(program: Running) -> None:
    program.open_sample()
    program.do("quick_line")
    QTest.keyClicks(program.window.focusWidget(), "13:50 half a sent")
    program.restart()
    program.open_first()
    program.do("quick_line")
    assert program.find(QLineEdit, "quick_line_field").text() == "13:50 half a sent"
