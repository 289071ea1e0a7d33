"""PySide6 6.12.0 took a reference from None at each call that returns nothing, on Python 3.11."""

from __future__ import annotations

from tools import run_python

CALLS = 20_000
SCRIPT = f"""
import sys
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel

class Sender(QObject):
    sent = Signal(object)

application = QApplication([])
label, sender = QLabel(), Sender()
sender.sent.connect(label.setText)

def void_calls():
    for number in range({CALLS}):
        label.setText("x")
        label.setObjectName("y")
        sender.sent.emit("z")

void_calls()
before = sys.getrefcount(None)
void_calls()
print(sys.getrefcount(None) - before)
"""


def test_calls_that_return_nothing_leave_none_its_references() -> None:
    assert abs(int(run_python("-c", SCRIPT))) < 100
