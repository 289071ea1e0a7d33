"""A line that has no room for its text says so."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reviewdesk.widgets.elided_line import LINE_INDENT_PX, ElidedLine

TITLE = "Detailed public report, 12 July 2019, with all that was found out since"


@pytest.mark.parametrize("bare", [False, True])
def test_a_line_without_the_room_is_drawn_as_one_that_ends_in_an_ellipsis(
    qtbot: QtBot, bare: bool
) -> None:
    held = QWidget()
    qtbot.addWidget(held)
    column = QVBoxLayout(held)
    long, short, other = ElidedLine(TITLE), ElidedLine(), ElidedLine("where the keyboard is")
    for one in (long, short, other):
        one.setCursorPosition(0)
        one.setFrame(not bare)
        one.setTextMargins(-LINE_INDENT_PX if bare else 0, 0, 0, 0)
        column.addWidget(one)
    held.resize(240, 120)
    with qtbot.waitExposed(held):
        held.show()
    other.setFocus()
    edges = 2 * LINE_INDENT_PX if bare else 0
    for width in range(80, 240):
        told = long.fontMetrics().elidedText(TITLE, Qt.TextElideMode.ElideRight, width)
        short.setText(told)
        short.setCursorPosition(0)
        if short.grab().toImage() == long.grab().toImage():
            break
    else:
        pytest.fail("it is drawn as no text that ends in an ellipsis")
    assert width > 180 - edges
    whole = long.grab().toImage()
    long.setFocus()
    # Who writes in it sees the text itself.
    assert long.grab().toImage() != whole
