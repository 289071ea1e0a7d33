"""What a second look at the window found: type at other sizes, the trash, Tab, long titles."""

from itertools import pairwise

import pytest
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

from reviewdesk.domain import edits
from reviewdesk.domain.people import Department
from reviewdesk.qt.theme import Theme, ThemeMode
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


@pytest.mark.parametrize("width", [1024, 1440])
def test_the_pills_stand_in_two_lines_at_most_with_larger_type(
    program: Running, width: int
) -> None:
    program.open_sample()
    program.window.resize(width, 900)
    program.application.theme.set_zoom(1.5 if width > 1100 else 1.2)
    program.do("veil_down")
    program.qtbot.wait(80)
    bar, veil = (program.find(QWidget, name) for name in ("timeline_toolbar", "veil_button"))
    assert bar.height() <= 2 * veil.height() + 20
    assert bar.rect().contains(veil.geometry().translated(veil.parentWidget().mapTo(bar, QPoint())))


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


def test_tab_goes_down_the_page_about(program: Running) -> None:
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


def test_the_page_follows_a_department_that_is_moved_by_keys(program: Running) -> None:
    program.open_sample()
    program.window.resize(1024, 700)
    program.go(Page.ABOUT)
    page = program.window.findChild(AboutPage)
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


def test_all_reviews_leads_out_of_the_trash(program: Running) -> None:
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


def test_the_list_stands_on_the_review_that_is_open(program: Running) -> None:
    program.open_sample()
    program.do("duplicate_review")
    program.until(lambda: "(copy)" in program.application.window.top_bar.title_text)
    program.do("page_library")
    table = program.find(RowsView, "review_table")
    program.until(lambda: "(copy)" in str(table.currentIndex().data()))


def test_a_title_with_a_mark_ends_in_dots_where_it_is_cut(program: Running) -> None:
    program.open_sample()
    program.do("page_library")
    table = program.find(RowsView, "review_table")
    program.until(lambda: table.model().rowCount() == 1)
    index = table.model().index(0, 0)
    option = QStyleOptionViewItem()
    option.rect = table.visualRect(index)
    option.rect.setWidth(260)
    table.itemDelegateForColumn(0).initStyleOption(option, index)
    assert option.text.endswith("…")


def test_marks_that_turn_the_writing_round_are_shown_as_marks(program: Running) -> None:
    program.open_sample()
    head = program.review.head
    program.bridge.apply(edits.replace(head, head.changed(title="all \u202egood\u202c here")))
    title = program.find(QLabel, "review_title")
    assert "\u202e" not in title.text()
    assert "[RLO]" in title.text()
    assert "\u202e" not in program.window.windowTitle()


def test_a_word_as_long_as_a_page_can_be_parted_and_ends_in_dots() -> None:
    told = breakable(shown("Z" * 150_000))
    assert told.endswith("…")
    assert max(map(len, told.split("\u200b"))) == 1
    assert breakable("call centre hammered") == "call centre hammered"


def test_words_on_the_veil_block_are_not_struck_through(program: Running) -> None:
    theme = Theme(ThemeMode.CONTRAST)
    block = VeilBlock(theme)
    program.qtbot.addWidget(block)
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


def test_departments_come_in_one_order(program: Running) -> None:
    program.open_sample()
    departments = list(program.review.listed(Department))
    program.bridge.apply(edits.reorder(departments, departments[4].id, 1))
    places = [one.id for one in program.review.departments]
    order = [places.index(card.department_id) for card in program.review.cards]
    assert order == sorted(order)
