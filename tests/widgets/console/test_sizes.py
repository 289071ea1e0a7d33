"""What the window shows at the sizes it is used at: the sheet of keys, the side bar, the title."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QPushButton, QTreeWidget, QWidget

from reviewdesk.widgets.console.key_sheet import KeySheet
from running import Running


def resized(program: Running, width: int, height: int) -> None:
    program.window.resize(width, height)
    program.until(lambda: program.window.size().toTuple() == (width, height))
    program.qtbot.wait(50)


def test_the_table_of_help_is_read_whole_across_and_the_side_bar_that_made_room_has_a_handle(
    program: Running,
) -> None:
    for size in ((1440, 900), (1024, 768)):
        resized(program, *size)
        program.do("keys")
        sheet = program.find(KeySheet, "key_sheet")
        program.until(sheet.isVisible)
        table = program.find(QTreeWidget, "key_sheet_table")
        program.qtbot.wait(100)
        assert sheet.width() <= program.window.width(), size
        assert sum(table.columnWidth(n) for n in range(3)) <= table.viewport().width(), size
        assert table.columnWidth(1) > 120, size
        sheet.close()
    bar, handle = (program.find(QWidget, name) for name in ("side_bar", "side_bar_handle"))
    resized(program, 1440, 900)
    assert (bar.isVisible(), handle.isVisible()) == (True, False)
    resized(program, 1024, 768)
    assert (bar.isVisible(), handle.isVisible()) == (False, True)
    assert handle.accessibleName() == "Show the side bar"
    handle.click()
    assert bar.isVisible()
    assert handle.accessibleName() == "Hide the side bar"
    handle.click()
    assert not bar.isVisible()


def test_title_has_the_room_that_is_left_and_pills_and_phases_are_round_at_any_size(
    program: Running,
) -> None:
    program.open_sample()
    for zoom in (0.9, 1.0, 1.25, 1.5):
        program.application.theme.set_zoom(zoom)
        program.qtbot.wait(50)
        check_that_buttons_are_round(program)
    program.do("text_normal")
    bar, title = program.find(QWidget, "top_bar"), program.find(QLabel, "review_title")
    for size in ((1440, 900), (1024, 768), (1920, 1080)):
        resized(program, *size)
        wanted = title.fontMetrics().horizontalAdvance(title.text())
        parts = [one for one in bar.findChildren(QWidget) if one.parent() is bar]
        free = bar.width() - sum(one.width() for one in parts if one.isVisible())
        assert title.width() >= wanted or free < 180, size
    check_a_laptop_at_twice_the_size(program)


def check_a_laptop_at_twice_the_size(program: Running) -> None:
    """All of the console is in its window; what had to give way comes when it is asked for."""
    resized(program, 720, 430)
    room, panel = (program.find(QWidget, name) for name in ("room_button", "side_panel"))
    assert room.geometry().right() < room.parentWidget().width() <= 720
    # What happened has the page to itself; the cards come when they are asked for, and by
    # themselves where there is room again.
    strip, lanes = (program.find(QWidget, name) for name in ("card_strip", "timeline"))
    assert not strip.isVisible()
    assert lanes.height() > 160
    notices = program.application.window.notices
    notices.tell("The room display was on when the program ended.", passing=True)
    line = program.find(QWidget, "quick_line_field")
    over = notices.geometry().translated(notices.parentWidget().mapToGlobal(QPoint()))
    assert not over.intersects(line.rect().translated(line.mapToGlobal(QPoint())))
    for shown in (True, False):
        program.do("card_strip")
        assert strip.isVisible() is shown
    resized(program, 1440, 900)
    assert strip.isVisible()
    assert program.window.commands["card_strip"].isChecked()
    resized(program, 720, 430)
    assert not panel.isVisible()
    for shown in (True, False):
        program.do("panel_signals")
        assert panel.isVisible() is shown
    resized(program, 900, 600)
    program.do("page_session")
    for command in ("session_clock", "round_next", "round_next"):
        program.do(command)
    card = program.find(QWidget, "round_card")
    program.until(lambda: card.height() >= card.heightForWidth(card.width()))


def check_that_buttons_are_round(program: Running) -> None:
    """Qt draws square corners where the radius is more than half of the height."""
    theme = program.application.theme
    sheet = theme.style_sheet()
    for role in ("pill", "chip", "phase"):
        rule = sheet.split(f'QPushButton[role="{role}"] {{')[1].split("}")[0]
        radius = int(rule.split("border-radius: ")[1].split("px")[0])
        seen = [
            one
            for one in program.window.findChildren(QPushButton)
            if one.property("role") == role and one.isVisible()
        ]
        assert seen or role == "chip"
        for one in seen:
            assert radius <= one.height() / 2, (theme.zoom, one.objectName())
            assert radius > one.height() / 2 - 6, (theme.zoom, one.objectName())
