"""What is pasted from elsewhere: seen, corrected, added as one step, taken back as one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton

from builders import at
from panels import Bench
from reviewdesk.domain.entries import EntryKind, Source
from reviewdesk.domain.people import Department, Voice
from reviewdesk.qt.intake_model import IntakeColumn, Shown
from reviewdesk.services.importing import Column, Material
from reviewdesk.widgets.intake.preview import PastePreview
from reviewdesk.widgets.timeline.view import TimelineView

LINES = """# Storm over the depot, 12 March 2026

10:39 call centre hammered
- 10:41 Support: queue of forty
- nobody knows when the pump stopped
- 11:10-10:50 valve open
- 11:20 calm
"""


def _open(bench: Bench, material: Material | Path) -> PastePreview:
    made = PastePreview(bench.bridge, bench.theme, lambda: at("12:00"), material)
    bench.qtbot.addWidget(made, before_close_func=lambda widget: widget.done(0))
    made.show()
    bench.qtbot.waitUntil(made.findChild(QPushButton, "intake_add").isEnabled)
    return made


def _lines(preview: PastePreview) -> list[tuple[bool, str]]:
    return [(one.kept, one.title) for one in preview._model.proposals]


def _press(preview: PastePreview, key: Qt.Key, *more: Qt.Key) -> None:
    for one in (key, *more):
        QTest.keyClick(preview.rows, one)


def _go(preview: PastePreview, row: int, column: IntakeColumn) -> None:
    preview.rows.setCurrentIndex(preview.rows.rows.index(row, column))
    preview.rows.selectRow(row)
    preview.rows._walk(0)
    preview.rows.selectionModel().setCurrentIndex(
        preview.rows.rows.index(row, column),
        preview.rows.selectionModel().SelectionFlag.NoUpdate,
    )


def _type(preview: PastePreview, row: int, column: IntakeColumn, text: str) -> None:
    _go(preview, row, column)
    preview.rows.edit(preview.rows.currentIndex())
    editor = preview.rows.findChild(QLineEdit, "intake_cell_line")
    editor.setText(text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    preview.rows.viewport().repaint()


def test_times_stand_whole_with_their_zone_and_what_they_are_in_the_review(bench: Bench) -> None:
    preview = _open(
        bench, Material("All times PST\n2026-03-12 10:39:05.250 call centre hammered\n")
    )
    rows = preview.rows.rows
    head = rows.headerData(IntakeColumn.TIME, Qt.Orientation.Horizontal)
    assert head == "Time (PST)"
    row = next(n for n in range(rows.rowCount()) if rows.proposal_at(n).kept)
    told = rows.index(row, IntakeColumn.TIME).data()
    width = preview.rows.fontMetrics().horizontalAdvance(told)
    assert width + 12 <= preview.rows.columnWidth(IntakeColumn.TIME)
    # A column in which nothing stands takes no more than its name.
    assert not rows.index(row, IntakeColumn.KIND).data()
    name = rows.headerData(IntakeColumn.KIND, Qt.Orientation.Horizontal)
    assert preview.rows.columnWidth(IntakeColumn.KIND) <= (
        preview.rows.fontMetrics().horizontalAdvance(name) + preview.rows._theme.px(16)
    )
    preview.rows.setCurrentIndex(rows.index(row, IntakeColumn.TITLE))
    assert "In the review: 12 Mar 2026 18:39:05.250 (UTC)" in preview._raw.toPlainText()


def test_every_line_is_there_with_what_it_becomes(bench: Bench) -> None:
    preview = _open(bench, Material(LINES))
    assert _lines(preview) == [
        (False, "Storm over the depot, 12 March 2026"),
        (False, "call centre hammered"),
        (True, "queue of forty"),
        (False, "nobody knows when the pump stopped"),
        (False, "valve open"),
        (True, "calm"),
    ]
    counts = preview._model.counts()
    assert (counts.kept, counts.duplicates, counts.left_out) == (2, 1, 4)
    assert preview.findChild(QPushButton, "intake_add").text() == "Add 2 events"
    reasons = [one.reason for one in preview._model.proposals]
    assert "end stands before the start" in reasons[4]
    # What is said of a line has the room that titles and empty columns leave.
    preview.resize(1300, 700)
    preview.rows.put(IntakeColumn.KIND, EntryKind.SIGNAL)
    table = preview.rows
    told = [table.rows.index(row, IntakeColumn.TOLD).data() or "" for row in range(6)]
    widest = max(map(table.fontMetrics().horizontalAdvance, told))
    assert table.columnWidth(IntakeColumn.TOLD) >= widest + 12
    assert table.columnWidth(IntakeColumn.DEPARTMENT) < table.columnWidth(IntakeColumn.TITLE) / 2


def test_enter_adds_as_one_step_and_undo_takes_all_back(bench: Bench) -> None:
    before = dict(bench.bridge.review.entries)
    preview = _open(bench, Material(LINES, name="Clipboard"))
    with bench.qtbot.waitSignal(preview.added) as caught:
        _press(preview, Qt.Key.Key_Return)
    (ids,) = caught.args
    entries = [bench.bridge.review.entries[one] for one in ids]
    assert [(entry.title, entry.raw_line) for entry in entries] == [
        ("queue of forty", 4), ("calm", 7),
    ]  # fmt: skip
    assert entries[0].department_id == bench.support.id
    assert entries[0].raw == "- 10:41 Support: queue of forty"
    source = bench.bridge.review.find(Source, entries[0].source_id)
    assert source is not None
    assert (source.name, source.format) == ("Clipboard", "text")
    assert bench.bridge.desk.undo_label == "Paste 2 events"
    bench.bridge.undo()
    assert dict(bench.bridge.review.entries) == before
    assert not bench.bridge.review.all(Source)


def test_space_keeps_what_could_not_be_read_without_a_time(bench: Bench) -> None:
    preview = _open(bench, Material(LINES))
    _go(preview, 3, IntakeColumn.TITLE)
    _press(preview, Qt.Key.Key_Space)
    assert preview._model.proposals[3].kept
    _press(preview, Qt.Key.Key_Space)
    assert not preview._model.proposals[3].kept


def test_a_line_is_corrected_in_its_cells(bench: Bench) -> None:
    preview = _open(bench, Material(LINES))
    _type(preview, 4, IntakeColumn.TIME, "11:10-11:15")
    bench.qtbot.waitUntil(lambda: preview._model.proposals[4].kept)
    assert preview._model.proposals[4].end == at("11:15")
    _type(preview, 5, IntakeColumn.TITLE, "all is calm")
    bench.qtbot.waitUntil(lambda: preview._model.proposals[5].title == "all is calm")
    _type(preview, 5, IntakeColumn.END, "11:00")
    told = preview.findChild(QLabel, "intake_told")
    bench.qtbot.waitUntil(lambda: told.text() == "An event cannot end before it starts.")
    assert preview._model.proposals[5].end is None


def test_corrections_stay_when_the_zone_is_chosen_anew(bench: Bench) -> None:
    preview = _open(bench, Material(LINES))
    _type(preview, 5, IntakeColumn.TITLE, "all is calm")
    bench.qtbot.waitUntil(lambda: preview._model.proposals[5].title == "all is calm")
    zone = preview.findChild(QLineEdit, "intake_zone")
    zone.setText("Europe/Helsinki")
    zone.setModified(True)
    zone.editingFinished.emit()
    bench.qtbot.waitUntil(lambda: preview._model.proposals[5].start == at("09:20"))
    assert preview._model.proposals[5].title == "all is calm"


def test_date_and_clock_are_chosen_once(bench: Bench) -> None:
    preview = _open(bench, Material("10:41 queue\n10:45 calm"))
    for name, text in (("intake_date", "2026-03-11"), ("intake_offset", "-5m")):
        field = preview.findChild(QLineEdit, name)
        field.setText(text)
        field.setModified(True)
        field.editingFinished.emit()
    wanted = at("10:36").replace(day=11)
    bench.qtbot.waitUntil(lambda: preview._model.proposals[0].start == wanted)
    field = preview.findChild(QLineEdit, "intake_date")
    field.setText("someday")
    field.setModified(True)
    field.editingFinished.emit()
    assert "2026-03-13" in preview.findChild(QLabel, "intake_told").text()


def test_lanes_and_kinds_go_into_every_selected_line(bench: Bench) -> None:
    preview = _open(bench, Material("10:41 queue\n10:45 calm\n10:50 over"))
    preview.rows.selectAll()
    menu = preview.rows.menu()
    lanes = menu.findChild(QMenu, "intake_menu_department")
    next(one for one in lanes.actions() if one.text().endswith("  Finance")).trigger()
    kinds = menu.findChild(QMenu, "intake_menu_kind")
    next(one for one in kinds.actions() if one.text().endswith("  signal")).trigger()
    proposals = preview._model.proposals
    assert {one.department for one in proposals} == {"Finance"}
    assert {one.kind for one in proposals} == {EntryKind.SIGNAL}


def _open_menu(preview: PastePreview, key: Qt.Key, name: str) -> QMenu:
    QTest.keyClick(preview.rows, key)
    return next(one for one in preview.rows.findChildren(QMenu, name) if one.isVisible())


@pytest.mark.parametrize("typed", ["2", "sup", "S"])
def test_a_department_is_chosen_by_its_first_letters_or_its_number(
    bench: Bench, typed: str
) -> None:
    preview = _open(bench, Material("10:41 queue\n10:45 calm"))
    names = list(preview.rows.lanes)
    wanted = next(name for name in names if name.startswith("Sup"))
    preview.rows.selectAll()
    menu = _open_menu(preview, Qt.Key.Key_L, "intake_menu_department")
    assert menu.activeAction() is not None
    number = str(names.index(wanted) + 1)
    fits = [name for name in names if name.casefold().startswith(typed.casefold())]
    for sign in number if typed == "2" else typed:
        if menu.isVisible():
            QTest.keyClicks(menu, sign)
    if typed != "2" and len(fits) > 1:
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert {one.department for one in preview._model.proposals} == {wanted}
    assert not menu.isVisible()


def test_a_kind_is_chosen_by_its_first_letters(bench: Bench) -> None:
    preview = _open(bench, Material("10:41 queue\n10:45 calm"))
    preview.rows.selectAll()
    menu = _open_menu(preview, Qt.Key.Key_K, "intake_menu_kind")
    QTest.keyClicks(menu, "s")
    assert {one.kind for one in preview._model.proposals} == {EntryKind.SIGNAL}
    menu = _open_menu(preview, Qt.Key.Key_K, "intake_menu_kind")
    assert menu.activeAction().text().endswith("signal")
    QTest.keyClicks(menu, "xq")
    assert menu.isVisible()


def test_a_click_on_the_box_drops_a_line(bench: Bench) -> None:
    preview = _open(bench, Material("10:41 queue\n10:45 calm"))
    area = preview.rows.visualRect(preview.rows.rows.index(1, IntakeColumn.KEEP))
    QTest.mouseClick(preview.rows.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert [one.kept for one in preview._model.proposals] == [True, False]


def test_chips_list_what_they_count(bench: Bench) -> None:
    preview = _open(bench, Material(LINES))
    preview.findChild(QPushButton, "intake_show_duplicates").click()
    assert preview._model.shown is Shown.DUPLICATES
    assert preview._model.rowCount() == 1
    assert "Duplicate of" in preview._model.index(0, IntakeColumn.TOLD).data()
    # A time that was refused is to be looked at, and not only left out like a heading.
    preview.findChild(QPushButton, "intake_show_remarks").click()
    looked_at = [preview._model.proposal_at(row) for row in range(preview._model.rowCount())]
    assert any(one is not None and one.title == "valve open" for one in looked_at)
    assert preview._model.counts().remarks == len(looked_at)


def test_columns_are_mapped_and_unknown_departments_get_lanes(bench: Bench) -> None:
    table = Material("when\twhom\tx\n2026-03-12 10:41\tBakery\tqueue\n2026-03-12 10:45\tBar\tcalm")
    preview = _open(bench, table)
    columns = preview.columns.fields
    for field, column in zip(columns, (Column.TIME, Column.DEPARTMENT, Column.TITLE), strict=True):
        field.setCurrentIndex(field.findData(column))
    columns[1].activated.emit(columns[1].currentIndex())
    bench.qtbot.waitUntil(lambda: len(preview.names.fields) == 2)
    choose = preview.names.fields[1]
    choose.setCurrentIndex(choose.findText("Finance"))
    with bench.qtbot.waitSignal(preview.added) as caught:
        preview.findChild(QPushButton, "intake_add").click()
    review = bench.bridge.review
    lanes = [review.find(Department, review.entries[one].department_id) for one in caught.args[0]]
    assert [lane.name for lane in lanes if lane] == ["Bakery", "Finance"]


def test_names_of_a_conversation_stay_private(bench: Bench) -> None:
    chat = "Ana Quillon  10:41 AM\nqueue of forty\n\nBo Reyes  10:42 AM\nlooking"
    preview = _open(bench, Material(chat))
    lane = preview.names.fields[0]
    lane.setCurrentIndex(lane.findText("Support"))
    with bench.qtbot.waitSignal(preview.added) as caught:
        _press(preview, Qt.Key.Key_Return)
    review = bench.bridge.review
    first, second = (review.entries[one] for one in caught.args[0])
    voice = review.find(Voice, first.voice_id)
    assert voice is not None
    assert (voice.name, voice.department_id) == ("Ana Quillon", bench.support.id)
    assert "Quillon" not in first.title + first.detail + voice.role
    assert (second.voice_id, second.department_id) == (None, None)
    assert "Bo Reyes" in second.raw


def test_escape_adds_nothing(bench: Bench) -> None:
    before = dict(bench.bridge.review.entries)
    preview = _open(bench, Material(LINES))
    with bench.qtbot.waitSignal(preview.rejected):
        QTest.keyClick(preview, Qt.Key.Key_Escape)
    assert dict(bench.bridge.review.entries) == before


def test_a_file_that_is_no_text_is_refused_in_the_preview(bench: Bench, tmp_path: Path) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    preview = PastePreview(bench.bridge, bench.theme, lambda: at("12:00"), path)
    bench.qtbot.addWidget(preview, before_close_func=lambda widget: widget.done(0))
    told = preview.findChild(QLabel, "intake_told")
    bench.qtbot.waitUntil(lambda: "Nothing was added" in told.text())
    assert not preview.findChild(QPushButton, "intake_add").isEnabled()


def test_the_timeline_hands_on_what_was_copied_elsewhere(bench: Bench) -> None:
    timeline = TimelineView(bench.bridge, bench.view, bench.theme)
    bench.show(timeline)
    QGuiApplication.clipboard().setText("10:41 queue")
    with bench.qtbot.waitSignal(bench.view.brought) as caught:
        QTest.keyClick(timeline, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert caught.args[0].text() == "10:41 queue"


def test_text_is_dropped_on_the_timeline(bench: Bench) -> None:
    timeline = TimelineView(bench.bridge, bench.view, bench.theme)
    bench.show(timeline)
    held = QMimeData()
    held.setText("10:41 queue")
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, held, buttons, keys)
    timeline.dragEnterEvent(enter)
    assert enter.isAccepted()
    with bench.qtbot.waitSignal(bench.view.brought):
        timeline.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, held, buttons, keys))


@pytest.mark.parametrize("count", [20_000])
def test_many_lines_are_read_beside_the_window(bench: Bench, count: int) -> None:
    text = "\n".join(
        f"12 March 2026 {n // 3600 % 24:02}:{n // 60 % 60:02}:{n % 60:02} event {n}"
        for n in range(count)
    )
    preview = PastePreview(bench.bridge, bench.theme, lambda: at("12:00"), Material(text))
    bench.qtbot.addWidget(preview, before_close_func=lambda widget: widget.done(0))
    preview.show()
    shares: list[float] = []
    preview._job.progressed.connect(shares.append)
    add = preview.findChild(QPushButton, "intake_add")
    bench.qtbot.waitUntil(add.isEnabled, timeout=60_000)
    assert len(shares) > 5
    assert preview._model.rowCount() == count


def test_marks_that_turn_writing_about_stand_as_their_names(bench: Bench) -> None:
    preview = _open(bench, Material("10:35 run \u202etxt.exe\n10:36 it ran"))
    title = preview._model.index(0, IntakeColumn.TITLE)
    assert title.data() == "run [RLO]txt.exe"
    assert title.data(Qt.ItemDataRole.EditRole) == "run \u202etxt.exe"
