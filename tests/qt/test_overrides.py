"""A fault in a method that Qt calls is told; it neither kills the program nor ends its loop."""

import subprocess
import sys

import pytest

_PROGRAM = """
import sys
import reviewdesk.widgets
from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

told = []
sys.excepthook = lambda kind, error, trace: told.append(kind.__name__)

class Faulty(QWidget):
    def fail(self):
        {fault}

    def resizeEvent(self, event):
        self.fail()

    def showEvent(self, event):
        self.fail()

    def paintEvent(self, event):
        self.fail()

    def sizeHint(self):
        self.fail()

    def event(self, event):
        return super().event(event)

    def focusNextPrevChild(self, forward):
        self.fail()

application = QApplication([])
window = QWidget()
column = QVBoxLayout(window)
faulty = Faulty()
column.addWidget(faulty)
window.show()
for width in range(200, 230):
    window.resize(width, 100)
    faulty.resize(width, 50)
    faulty.updateGeometry()
    application.processEvents()
assert faulty.focusNextPrevChild(True) in (True, False)
assert faulty.sizeHint() == QWidget().sizeHint()
QTimer.singleShot(0, application.quit)
assert application.exec() == 0
print(*sorted(set(told)), len(told) >= 60)
"""


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("[][0]", "IndexError"),
        ("{}['a title']", "KeyError"),
        ("raise ValueError('bad')", "ValueError"),
        ("b''.decode(1)", "TypeError"),
        ("self.is_not_there", "AttributeError"),
    ],
)
def test_fault_in_an_override_is_told_and_the_program_goes_on(fault: str, told: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", _PROGRAM.replace("{fault}", fault)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == [told, "True"]
