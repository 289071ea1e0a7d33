"""Reading the timeline by the window's own keys and menu: T+0, gaps, minimap."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from reviewdesk.domain.review import ReviewKind
from reviewdesk.qt.view_state import Clock, Page
from reviewdesk.widgets.timeline.minimap import Minimap
from reviewdesk.widgets.timeline.view import TimelineView
from running import Running

SHIFT = Qt.KeyboardModifier.ShiftModifier


def timeline(program: Running) -> TimelineView:
    program.go(Page.TIMELINE)
    view = program.find(TimelineView, "timeline")
    view.setFocus()
    return view


def test_one_key_counts_from_the_start_then_from_detection_then_by_the_clock(
    program: Running,
) -> None:
    program.open_sample()
    view, lanes = program.application.view, timeline(program)
    seen = []
    for _ in range(3):
        QTest.keyClick(lanes, Qt.Key.Key_T)
        seen.append(view.origin)
    assert seen == ["start", "detection", ""]
    program.do("origin_detection")
    assert program.window.commands["origin_detection"].isChecked()
    assert not program.window.commands["origin_clock"].isChecked()


def test_what_is_not_marked_is_not_counted_from_and_that_is_said(program: Running) -> None:
    program.open_sample()
    program.bridge.desk.apply(remove_all_markers(program))
    program.do("origin_detection")
    assert program.application.view.origin == ""
    assert any("Mark an event first" in notice for notice in program.notices())
    assert program.window.commands["origin_clock"].isChecked()


def remove_all_markers(program: Running) -> object:
    from reviewdesk.domain.edits import remove
    from reviewdesk.domain.entries import Marker

    return remove(program.review, list(program.review.all(Marker).values()))


def test_a_letter_leads_to_the_minimap_and_escape_back(program: Running) -> None:
    program.open_sample()
    lanes = timeline(program)
    QTest.keyClick(lanes, Qt.Key.Key_J)
    strip = program.find(Minimap, "minimap")
    program.until(strip.hasFocus)
    QTest.keyClick(strip, Qt.Key.Key_Escape)
    program.until(lanes.hasFocus)
    program.do("minimap")
    assert not strip.isVisible()
    program.do("minimap")
    assert strip.isVisible()


def test_letters_go_from_gap_to_gap_and_the_span_is_kept(program: Running) -> None:
    program.open_sample()
    lanes, view = timeline(program), program.application.view
    view.set_gap_minutes(5)
    QTest.keyClick(lanes, Qt.Key.Key_G)
    assert "Gap " in lanes.accessibleDescription()
    first = lanes.accessibleDescription()
    QTest.keyClick(lanes, Qt.Key.Key_G)
    QTest.keyClick(lanes, Qt.Key.Key_G, SHIFT)
    assert lanes.accessibleDescription() == first
    program.restart()
    assert program.application.view.gap_minutes == 5
    program.open_first()
    program.application.view.set_gap_minutes(0)
    QTest.keyClick(timeline(program), Qt.Key.Key_G)
    assert any("no gap" in notice for notice in program.notices())


def test_each_review_opens_in_its_own_zone_or_the_one_it_was_left_in(program: Running) -> None:
    program.open_sample()
    sample = program.review.id
    program.do("clock_utc")
    assert program.find(QPushButton, "clock_button").text() == "Times in UTC"
    program.do("clock_local")
    assert program.find(QPushButton, "clock_button").text().startswith("Local time (")
    program.application.librarian.create(
        "Another", ReviewKind.INCIDENT, "Europe/Lisbon", date(2026, 7, 3), ()
    )
    program.until(lambda: program.review.id != sample)
    assert program.application.view.clock is Clock.REVIEW
    assert program.find(QPushButton, "clock_button").text() == "Times in Europe/Lisbon"
    program.application.librarian.open_review(sample)
    program.until(lambda: program.review.id == sample)
    assert program.application.view.clock is Clock.LOCAL
