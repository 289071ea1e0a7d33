"""Copied events and the end of the program."""

import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[2]
COPY_AND_END = """
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

application = QApplication([])

from builders import a_department, a_desk, a_review, an_entry
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import Theme, ThemeMode
from reviewdesk.qt.view_state import ViewState
from reviewdesk.widgets.timeline.view import TimelineView

lane, bridge, state = a_department("Support"), DeskBridge(), ViewState()
entry = an_entry("phone rings", "10:35", lane)
view = TimelineView(bridge, state, Theme(ThemeMode.LIGHT))
bridge.open(a_desk(a_review(lane, entry)))
state.select(entry.id)
QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
assert QApplication.clipboard().text() == "phone rings"
QTest.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
assert len(bridge.review.entries) == 2
"""


def test_the_program_ends_well_with_events_on_the_clipboard() -> None:
    """In a process of its own: it is the end that went wrong."""
    done = subprocess.run(
        [sys.executable, "-c", COPY_AND_END],
        cwd=TESTS,
        env={"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(TESTS)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
