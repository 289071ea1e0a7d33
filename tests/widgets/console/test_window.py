"""The window round an open review: title, phases, saved state, counts, history, keys."""

import re
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from builders import an_entry
from reviewdesk.domain.edits import add, change
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.sessions import Phase
from reviewdesk.qt.theme import ThemeMode
from reviewdesk.qt.view_state import Page
from reviewdesk.widgets.console.commands import COMMANDS, Commands
from reviewdesk.widgets.console.side_bar import SideItem
from running import Running

REVIEW_PAGES = [page for page in Page if page not in (Page.LIBRARY, Page.OPEN_REPAIRS)]


def saved(program: Running) -> str:
    return program.find(QLabel, "saved_state").text()


def test_edits_are_told_as_saved_counted_and_named_in_the_menu(program: Running) -> None:
    program.open_sample()
    undo, redo = (program.application.window.commands[name] for name in ("undo", "redo"))
    timeline, decisions = (
        program.find(SideItem, f"side_{page.value}") for page in (Page.TIMELINE, Page.DECISIONS)
    )
    before = int(timeline.count), int(decisions.count)
    assert saved(program) == "All changes are saved"
    assert (undo.text(), undo.isEnabled(), redo.isEnabled()) == ("Undo", False, False)
    program.bridge.apply(add(an_entry("chosen", "13:50", kind="decision")))
    assert re.fullmatch(r"Saved · \d\d:\d\d:\d\d", saved(program))
    assert (int(timeline.count), int(decisions.count)) == (before[0] + 1, before[1] + 1)
    assert (undo.text(), undo.isEnabled()) == ("Undo add event", True)
    undo.trigger()
    assert (int(timeline.count), int(decisions.count)) == before
    assert (redo.text(), redo.isEnabled(), undo.isEnabled()) == ("Redo add event", True, False)


def test_failed_write_is_told_and_the_next_good_one_clears_it(
    program: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.open_sample()
    desk = program.bridge.desk

    class FullDisk:
        def write_step(self, _step: object) -> None:
            raise KnownError("The disk is full. Make room.")

    good = desk._store
    monkeypatch.setattr(desk, "_store", FullDisk())
    with pytest.raises(KnownError):
        program.bridge.apply(add(an_entry("lost", "13:50")))
    assert saved(program) == "Not saved: The disk is full. Make room."
    assert program.find(QLabel, "saved_state").property("role") == "attention"
    monkeypatch.setattr(desk, "_store", good)
    program.bridge.apply(add(an_entry("kept", "13:50")))
    assert saved(program).startswith("Saved")


def test_phase_is_changed_by_a_click_and_its_clock_starts_and_stops(program: Running) -> None:
    program.open_sample()
    program.find(QPushButton, "phase_alignment").click()
    assert program.review.head.phase is Phase.ALIGNMENT
    assert program.find(QPushButton, "phase_understanding").text() == "✓ Understanding"
    program.do("undo")
    assert program.review.head.phase is Phase.UNDERSTANDING
    assert program.find(QPushButton, "phase_understanding").isChecked()
    clock = program.find(QPushButton, "phase_clock")
    assert clock.text().endswith("00:00 / 05:00")
    clock.click()
    assert "running" in clock.accessibleName()
    program.find(QPushButton, "phase_action").click()
    assert clock.text().endswith("/ 11:00")
    assert "running" in clock.accessibleName()
    clock.click()
    assert "standing" in clock.accessibleName()


def test_focused_text_field_keeps_undo_and_letters_for_itself(program: Running) -> None:
    program.open_sample()
    program.bridge.apply(add(an_entry("stays", "13:50")))
    entries = len(program.review.entries)
    program.do("quick_line")
    field = program.application.window.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "abc")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""
    assert len(program.review.entries) == entries
    QTest.keyClicks(field, "vnz")
    assert field.text() == "vnz"
    assert not program.application.view.veil


def test_title_follows_the_review_and_is_plain_text_and_a_second_takes_its_place(
    program: Running,
) -> None:
    program.open_sample()
    head = program.review.head
    program.bridge.apply(change(head, title="<h1>Big</h1>", sample=False))
    assert program.find(QLabel, "review_title").text() == "<h1>Big</h1>"
    second = program.review.id
    program.do("duplicate_review")
    program.until(lambda: program.review.id != second)
    assert program.review.entries == {}
    assert program.find(SideItem, "side_timeline").count == ""


def test_nothing_in_the_bar_is_cut_off_or_overlaps(program: Running) -> None:
    program.open_sample()
    window = program.application.window
    bar = program.find(QWidget, "top_bar")
    for size in ((1024, 768), (1440, 900), (1920, 1080)):
        window.resize(*size)
        program.until(lambda size=size: window.size().toTuple() == size)
        seen: list[QRect] = []
        for part in bar.findChildren(QPushButton):
            if part.isVisible():
                place = QRect(part.mapTo(bar, QPoint(0, 0)), part.size())
                assert bar.rect().contains(place), (size, part.objectName())
                assert not any(place.intersects(other) for other in seen), (size, part.objectName())
                assert part.fontMetrics().horizontalAdvance(part.text()) <= part.width()
                seen.append(place)
        assert len(seen) >= 4, size
    # Too narrow for it, the phase is in a menu; the same with larger text.
    window.resize(1000, 700)
    program.until(program.find(QPushButton, "phase_menu").isVisible)
    assert not program.find(QPushButton, "phase_prepare").isVisible()
    window.resize(1440, 900)
    program.until(program.find(QPushButton, "phase_prepare").isVisible)
    program.application.theme.set_zoom(1.5)
    assert program.find(QPushButton, "phase_menu").isVisible()
    program.do("text_normal")
    assert program.find(QPushButton, "phase_prepare").isVisible()
    assert not program.find(QPushButton, "phase_menu").isVisible()


def test_theme_and_place_are_as_they_were_left(program: Running) -> None:
    for mode in (ThemeMode.DARK, ThemeMode.CONTRAST, ThemeMode.LIGHT):
        program.do(f"theme_{mode.name.lower()}")
        assert program.application.theme.mode is mode
        program.restart()
        assert program.application.theme.mode is mode
    program.window.setGeometry(200, 100, 1100, 700)
    place = program.window.geometry()
    program.stop()
    program.start(size=None)
    assert program.window.geometry() == place


def test_every_page_of_the_sample_opens_and_every_interactive_widget_has_a_name(
    program: Running,
) -> None:
    program.open_sample()
    for page in (*REVIEW_PAGES, Page.OPEN_REPAIRS):
        program.go(page)
        shown = program.application.window.pages.currentWidget()
        assert shown.isVisible(), page
        assert shown.accessibleName(), page
        assert program.find(SideItem, f"side_{page.value}").isChecked(), page
    nameless = [
        f"{type(widget).__name__} {widget.objectName()} in {widget.parentWidget().objectName()}"
        for widget in program.window.findChildren(QWidget)
        if widget.window() is program.window  # Qt makes lists of its own behind choices
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.objectName().startswith("qt_")
        and not (widget.objectName() and widget.accessibleName())
    ]
    assert nameless == []


def test_every_command_is_handled_and_no_key_is_given_twice(program: Running) -> None:
    keys = [key for one in COMMANDS for key in one.keys]
    assert len(keys) == len(set(keys))
    commands = program.application.window.commands
    assert isinstance(commands, Commands)
    menu = commands.menu(program.window)
    offered = {
        action.objectName() for part in menu.findChildren(type(menu)) for action in part.actions()
    }
    assert {one.name for one in COMMANDS} <= offered


def test_bug_and_known_error_in_a_slot_are_notices_the_bug_is_written_down_without_its_text(
    program: Running,
) -> None:
    def failing() -> None:
        raise KnownError("The projector is on fire. Your review is saved.")

    def broken() -> None:
        raise ValueError("Jane Roe was here")

    find = program.application.window.top_bar.find_requested
    find.connect(failing)
    program.find(QPushButton, "find_button").click()
    assert program.notices() == ("The projector is on fire. Your review is saved.",)
    program.find(QPushButton, "notice_dismiss").click()
    assert program.notices() == ()
    find.disconnect(failing)
    find.connect(broken)
    program.find(QPushButton, "find_button").click()
    assert "Something went wrong in the program" in program.notices()[0]
    (path,) = (Path(one) for one in program.crashed)
    program.crashed.clear()
    written = path.read_text(encoding="utf-8")
    assert "ValueError" in written
    assert "test_window.py" in written
    assert "Jane" not in written
    assert path.stat().st_mode & 0o777 == 0o600


def test_review_that_was_put_away_leaves_nothing_behind(program: Running) -> None:
    program.open_sample()
    for page in REVIEW_PAGES:
        program.go(page)
    held = weakref.ref(program.review)
    program.do("close_review")
    program.open_first()

    def went() -> bool:
        # Its pages go a little later, so once is not always enough.
        program.application.garbage.settle()
        return held() is None

    program.until(went)
