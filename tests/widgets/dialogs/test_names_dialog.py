"""Looking through what copies without names replace."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from builders import a_department, a_review, a_voice, an_entry
from reviewdesk.domain.found_names import found_names
from reviewdesk.domain.people import NameRule
from reviewdesk.domain.review import Review
from reviewdesk.services.watching import unreviewed_names
from reviewdesk.widgets.dialogs.names_dialog import NamesDialog


def shown_for(review: Review, qtbot: QtBot) -> NamesDialog:
    made = NamesDialog(review, found_names(review))
    qtbot.addWidget(made)
    made.show()
    return made


def row_of(dialog: NamesDialog, text: str) -> int:
    table = dialog.findChild(QTableWidget)
    return next(row for row in range(table.rowCount()) if table.item(row, 0).text() == text)


def test_guesses_are_replaced_until_somebody_says_that_they_may_stay(qtbot: QtBot) -> None:
    review = a_review(an_entry("we told Priya; mail ops@firm.example"))
    dialog = shown_for(review, qtbot)
    table = dialog.findChild(QTableWidget)
    mail, name = row_of(dialog, "ops@firm.example"), row_of(dialog, "Priya")
    assert table.item(mail, 0).checkState() is Qt.CheckState.Checked
    assert table.item(name, 0).checkState() is Qt.CheckState.Checked
    where = table.item(name, 1)
    assert where.text() == "we told Priya; mail ops@firm.example"
    assert "Event “we told Priya; mail ops@firm.example”: we told" in where.toolTip()
    assert "a colleague" in table.cellWidget(name, 4).toolTip()
    table.item(mail, 0).setCheckState(Qt.CheckState.Unchecked)
    box = table.cellWidget(name, 4)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("a customer"))
    with qtbot.waitSignal(dialog.decided) as said:
        dialog.findChild(QPushButton, "names_take").click()
    [rules] = said.args
    assert set(rules) == {
        NameRule(text="Priya", token="a customer"),
        NameRule(text="ops@firm.example", token="a mail address", keep=True),
    }


def test_what_was_decided_is_shown_again_and_counts_as_looked_at(qtbot: QtBot) -> None:
    rules = (NameRule(text="Priya", token="a customer"), NameRule(text="Old Friend"))
    review = a_review(an_entry("we told Priya; mail ops@firm.example"), copy_names=rules)
    assert unreviewed_names(review, found_names(review)) == 1
    dialog = shown_for(review, qtbot)
    table = dialog.findChild(QTableWidget)
    assert table.item(row_of(dialog, "Priya"), 0).checkState() is Qt.CheckState.Checked
    assert row_of(dialog, "Old Friend") == table.rowCount() - 1
    assert table.item(0, 0).text() == "TO LOOK AT"
    assert set(rules) <= {*dialog.rules(), NameRule(text="Old Friend")}


def test_names_of_voices_stand_apart_with_the_forms_found(qtbot: QtBot) -> None:
    support = a_department("Support")
    voice = a_voice(support, "lead", name="Żdenka May")
    review = a_review(
        support,
        voice,
        an_entry("Żdenka May told Priya; Żdenkę and May. In May"),
        background="zdenka.may@firm.example knows",
    )
    dialog = shown_for(review, qtbot)
    table = dialog.findChild(QTableWidget)
    apart = row_of(dialog, "REPLACED, FOR THEY ARE VOICES OF THE REVIEW")
    assert row_of(dialog, "Priya") < row_of(dialog, "May") < apart < row_of(dialog, "Żdenkę")
    assert table.item(row_of(dialog, "Żdenkę"), 4).text() == "the lead"
    doubtful = table.item(row_of(dialog, "May"), 0)
    assert doubtful.checkState() is Qt.CheckState.Unchecked
    whole = table.item(row_of(dialog, "Żdenka May"), 0)
    assert not whole.flags() & Qt.ItemFlag.ItemIsUserCheckable
    table.item(row_of(dialog, "Żdenkę"), 0).setCheckState(Qt.CheckState.Unchecked)
    doubtful.setCheckState(Qt.CheckState.Checked)
    assert set(dialog.rules()) == {
        NameRule(text="Priya", token="a colleague"),
        NameRule(text="May", token="the lead"),
        NameRule(text="Żdenkę", keep=True),
    }


def test_a_name_that_nothing_has_found_can_be_added(qtbot: QtBot) -> None:
    dialog = shown_for(a_review(an_entry("it stood still")), qtbot)
    dialog.findChild(QPushButton, "names_add").click()
    table = dialog.findChild(QTableWidget)
    item = table.item(table.rowCount() - 1, 0)
    item.setText("the Duke")
    assert [rule.text for rule in dialog.rules()] == ["the Duke"]
    assert table.item(item.row() - 1, 0).text() == "ADDED BY HAND"


def test_an_added_name_stands_apart_with_what_it_is_found_in(qtbot: QtBot) -> None:
    added = (NameRule(text="the Duke"), NameRule(text="Blue Team"), NameRule(text="Priya"))
    voice = a_voice(a_department("Support"), name="Żdenka Lis")
    told = an_entry("Żdenka Lis asked the duke and the Duke's team; Priya too. The dukedom")
    dialog = shown_for(a_review(voice, told, copy_names=added), qtbot)
    table = dialog.findChild(QTableWidget)
    apart = row_of(dialog, "ADDED BY HAND")
    assert row_of(dialog, "Żdenka Lis") < apart < row_of(dialog, "the Duke")
    assert row_of(dialog, "Priya") < apart
    assert table.item(row_of(dialog, "the Duke"), 3).text() == "2"
    assert "asked the duke" in table.item(row_of(dialog, "the Duke"), 1).text()
    assert table.item(row_of(dialog, "Blue Team"), 1).text() == "It stands nowhere now."
    # Another one goes to its own kind.
    dialog.findChild(QPushButton, "names_add").click()
    assert table.item(table.rowCount() - 2, 0).text() == "Blue Team"
