"""Who has not spoken to which decision, and going round them."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTableWidget

from builders import (
    a_card,
    a_decision,
    a_decision_entry,
    a_department,
    a_review,
)
from reviewdesk.qt.view_state import Page
from reviewdesk.services.coverage import coverage, not_heard
from reviewdesk.widgets.signals.round_dialog import RoundDialog
from running import Running, program

__all__ = ["program"]

ENGINEERING = a_department("Engineering", position=1.0)
SUPPORT = a_department("Support", position=2.0)
SALES = a_department("Sales", position=3.0)


def test_whoever_has_spoken_least_comes_first() -> None:
    first = a_decision_entry("go on", department=ENGINEERING)
    second = a_decision_entry("roll back", department=ENGINEERING, start="11:00")
    review = a_review(
        ENGINEERING, SUPPORT, SALES, first, second,
        a_decision(first, answers={"made_sense": "it always settled"}), a_decision(second),
        a_card(SALES, entry_ids=(first.id, second.id)),
    )  # fmt: skip
    found = coverage(review)
    assert [one.id for one in found.decisions] == [first.id, second.id]
    assert [(row.department.name, len(row.missing)) for row in found.rows] == [
        ("Support", 2),
        ("Engineering", 1),
        ("Sales", 0),
    ]
    assert [one.name for one in not_heard(review, first.id)] == ["Support"]


def test_the_round_is_one_key_away_and_goes_on_to_the_next(program: Running) -> None:
    program.open_sample()
    program.do("round")
    dialog = program.find(RoundDialog, "round_dialog")
    table = program.find(QTableWidget, "round_table")
    found = coverage(program.review)
    assert table.columnCount() == len(found.decisions)
    assert table.verticalHeaderItem(0).text() == found.rows[0].department.name
    row, column = table.currentRow(), table.currentColumn()
    department, entry = found.rows[row].department, found.decisions[column]
    assert department in not_heard(program.review, entry.id)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert department not in not_heard(program.review, entry.id)
    assert table.item(row, column).text() == "●"
    assert (table.currentRow(), table.currentColumn()) != (row, column)
    left = sum(len(one.missing) for one in coverage(program.review).rows)
    assert str(left) in dialog.findChild(QLabel, "round_told").text()
    program.do("undo")
    assert table.item(row, column).text() == "○"
    at = table.currentColumn()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert program.application.view.page is Page.DECISIONS
    assert program.application.view.current == found.decisions[at].id
