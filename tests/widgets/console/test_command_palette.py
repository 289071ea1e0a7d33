"""Find: commands, events, reviews and places, by keys alone."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from builders import an_entry
from reviewdesk.domain.accounts import Decision
from reviewdesk.domain.edits import add
from reviewdesk.domain.numbering import called
from reviewdesk.domain.repairs import Repair
from reviewdesk.domain.understanding import Condition
from reviewdesk.qt.view_state import Page
from reviewdesk.widgets.console.command_palette import CommandPalette
from running import Running


def opened(program: Running, text: str) -> tuple[CommandPalette, QLineEdit]:
    program.do("find")
    palette = program.find(CommandPalette, "command_palette")
    field = program.find(QLineEdit, "palette_field")
    QTest.keyClicks(field, text)
    return palette, field


def texts(palette: CommandPalette) -> list[str]:
    return [offer.text for offer in palette.offers()]


def test_command_is_found_by_its_words_and_taken_by_enter(program: Running) -> None:
    palette, field = opened(program, "repairs open")
    assert texts(palette)[0].endswith("Open repairs")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert program.application.view.page is Page.OPEN_REPAIRS
    assert not palette.isVisible()


def test_only_what_makes_sense_now_is_offered(program: Running) -> None:
    palette, _field = opened(program, "veil")
    assert texts(palette) == []


def test_event_is_found_and_selected(program: Running) -> None:
    program.open_sample()
    entry = an_entry("Zebra crossing", "13:50")
    program.bridge.apply(add(entry))
    palette, field = opened(program, "zebra")
    assert texts(palette) == ["Zebra crossing"]
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert program.application.view.selection == (entry.id,)


def test_arrows_choose_and_escape_gives_the_keyboard_back(program: Running) -> None:
    program.open_sample()
    before = program.window.focusWidget()
    palette, field = opened(program, "page")
    program.find(QLineEdit, "palette_field").clear()
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert palette._list.currentIndex().row() == 1
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert program.window.focusWidget() is before


def test_words_in_another_review_are_found_and_opened_there(program: Running) -> None:
    program.open_sample()
    sample = program.review.id
    program.do("duplicate_review")
    program.until(lambda: program.review.id != sample)
    palette, field = opened(program, "walks out of a meeting")
    program.until(lambda: texts(palette))
    QTest.keyClick(field, Qt.Key.Key_Return)
    program.until(lambda: program.review.id == sample)
    chosen = program.review.entries[program.application.view.current]
    assert "walks out of a meeting" in chosen.title


def test_what_people_call_c3_is_found_by_that(program: Running) -> None:
    program.open_sample()
    wanted = next(one for one in program.review.all(Condition).values() if one.number == 3)
    palette, field = opened(program, "c3")
    assert texts(palette)[0] == f"C3 {wanted.title}"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert program.application.view.page is Page.CONDITIONS


def test_a_decision_is_found_by_its_number_and_called_by_its_event(program: Running) -> None:
    program.open_sample()
    point = next(one for one in program.review.all(Decision).values() if one.number == 2)
    palette, _field = opened(program, "D2")
    assert texts(palette)[0] == f"D2 {program.review.entries[point.entry_id].title}"


def test_a_place_found_by_its_words_has_its_number(program: Running) -> None:
    program.open_sample()
    repair = next(iter(program.review.all(Repair).values()))
    palette, _field = opened(program, repair.title)
    program.until(lambda: f"{called(repair)} {repair.title}" in texts(palette))
