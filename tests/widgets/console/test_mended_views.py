"""What a second look at the window found: type at other sizes, the trash, Tab, long titles."""

from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStyleOptionViewItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reviewdesk.domain import edits
from reviewdesk.domain.people import Department
from reviewdesk.qt.theme import Theme, ThemeMode, load_fonts
from reviewdesk.qt.view_state import Page
from reviewdesk.widgets.library.library_page import LibraryPage
from reviewdesk.widgets.library.review_table import RowsView
from reviewdesk.widgets.pages.about import AboutPage
from reviewdesk.widgets.parts import breakable, shown
from reviewdesk.widgets.signals.panel import VeilBlock
from running import Running


def test_a_step_of_zoom_styles_no_page_that_nobody_sees(program: Running) -> None:
    program.open_sample()
    program.go(Page.ABOUT)
    field = program.find(QWidget, "review_summary_field")
    QTest.keyClicks(field, "Written before the zoom. ")
    program.go(Page.TIMELINE)
    program.do("text_larger")
    program.qtbot.wait(20)
    assert program.window.findChild(AboutPage) is None
    assert "Written before the zoom. " in program.review.head.summary
    program.go(Page.ABOUT)
    assert program.window.findChild(AboutPage).isVisible()


def test_the_pills_stand_in_two_lines_at_most_with_larger_type(program: Running) -> None:
    program.open_sample()
    program.do("veil_down")
    bar, veil = (program.find(QWidget, name) for name in ("timeline_toolbar", "veil_button"))
    for width, zoom in ((1024, 1.2), (1440, 1.5)):
        program.window.resize(width, 900)
        program.application.theme.set_zoom(zoom)
        program.qtbot.wait(80)
        assert bar.height() <= 2 * veil.height() + 20, width
        held = veil.geometry().translated(veil.parentWidget().mapTo(bar, QPoint()))
        assert bar.rect().contains(held), width


def test_phase_and_title_are_as_wide_as_before_once_the_type_is(program: Running) -> None:
    program.open_sample()
    phase = program.find(QPushButton, "phase_understanding")
    title = program.find(QLabel, "review_title")
    program.qtbot.wait(50)
    before, wide = phase.width(), title.width()
    program.do("text_larger")
    program.do("text_larger")
    program.do("text_normal")
    program.until(lambda: abs(phase.width() - before) <= 2 and abs(title.width() - wide) <= 2)


def test_tab_goes_down_the_page_about_which_follows_a_department_moved_by_keys(
    program: Running,
) -> None:
    program.open_sample()
    program.go(Page.ABOUT)
    program.qtbot.wait(50)
    page = program.window.findChild(AboutPage)
    inside = page.area.widget()
    one: QWidget = program.find(QLineEdit, "review_title_field")
    heights = []
    for _step in range(80):
        if one.isVisible() and inside.isAncestorOf(one) and one.focusPolicy() & Qt.TabFocus:
            heights.append((one.mapTo(inside, QPoint()).y(), one.objectName()))
        one = one.nextInFocusChain()
    names = [name for _y, name in heights]
    assert names.index("department_add_line") > names.index("review_tags_field_line")
    # Within a row things stand side by side, a few pixels up or down.
    assert all(later >= earlier - 30 for (earlier, _), (later, _) in pairwise(heights))
    program.window.resize(1024, 700)
    area = page.findChild(QScrollArea, "about_scroll")
    moved = program.review.departments[0].id
    row = page.rows[moved]
    field = row.findChild(QLineEdit)
    field.setFocus()
    for _step in range(len(program.review.departments) - 1):
        QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        program.qtbot.wait(60)
    assert program.review.departments[-1].id == moved
    top = row.mapTo(area.viewport(), QPoint()).y()
    assert 0 <= top < area.viewport().height() - 20


def test_all_reviews_leads_out_of_the_trash_and_the_list_stands_on_the_open_review(
    program: Running,
) -> None:
    program.open_sample()
    program.do("trash")
    library = program.window.findChild(LibraryPage)
    trash = program.find(QPushButton, "library_trash")
    assert trash.isChecked()
    program.do("page_library")
    assert not trash.isChecked()
    program.do("trash")
    program.find(QPushButton, "side_library").click()
    assert not trash.isChecked()
    assert library.isVisible()
    table = program.find(RowsView, "review_table")
    program.until(lambda: table.model().rowCount() == 1)
    # A title with a mark ends in dots where it is cut.
    index = table.model().index(0, 0)
    option = QStyleOptionViewItem()
    option.rect = table.visualRect(index)
    option.rect.setWidth(260)
    table.itemDelegateForColumn(0).initStyleOption(option, index)
    assert option.text.endswith("…")
    program.do("duplicate_review")
    program.until(lambda: "(copy)" in program.application.window.top_bar.title_text)
    program.do("page_library")
    program.until(lambda: "(copy)" in str(table.currentIndex().data()))


def test_marks_that_turn_the_writing_are_shown_and_departments_come_in_one_order(
    program: Running,
) -> None:
    program.open_sample()
    head = program.review.head
    program.bridge.apply(edits.replace(head, head.changed(title="all \u202egood\u202c here")))
    title = program.find(QLabel, "review_title")
    assert "\u202e" not in title.text()
    assert "[RLO]" in title.text()
    assert "\u202e" not in program.window.windowTitle()
    departments = list(program.review.listed(Department))
    program.bridge.apply(edits.reorder(departments, departments[4].id, 1))
    places = [one.id for one in program.review.departments]
    order = [places.index(card.department_id) for card in program.review.cards]
    assert order == sorted(order)


def test_a_word_as_long_as_a_page_can_be_parted_and_ends_in_dots() -> None:
    told = breakable(shown("Z" * 150_000))
    assert told.endswith("…")
    assert max(map(len, told.split("\u200b"))) == 1
    assert breakable("call centre hammered") == "call centre hammered"


def test_words_on_the_veil_block_are_not_struck_through(qtbot: QtBot) -> None:
    load_fonts()
    theme = Theme(ThemeMode.CONTRAST)
    block = VeilBlock(theme)
    qtbot.addWidget(block)
    block.show_count(17, down=True)
    block.resize(320, 60)
    picture = block.grab().toImage()
    hatch = QColor(theme.palette.veil_hatch)

    def struck(left: int, right: int, top: int, bottom: int) -> int:
        return sum(
            picture.pixelColor(x, y) == hatch
            for x in range(left, right)
            for y in range(top, bottom)
        )

    assert struck(110, 210, 17, 26) <= 8
    assert struck(4, 60, 4, 56) > 50
