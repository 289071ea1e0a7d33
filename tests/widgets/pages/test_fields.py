"""Fields write themselves, fold what is typed, and lose nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from builders import MemoryStore, a_condition, a_desk, a_review
from panels import Bench
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.understanding import Condition
from reviewdesk.domain.values import Record
from reviewdesk.qt.theme import TextRole
from reviewdesk.services import record_edits
from reviewdesk.widgets import keeper
from reviewdesk.widgets.fields import AddLine, LineField, TextField, flush_fields
from reviewdesk.widgets.flow import FlowBox
from reviewdesk.widgets.spots import record_spot


class Sheet(QWidget):
    """A title, a detail, and somewhere else to go."""

    def __init__(self, bench: Bench, record: Record) -> None:
        super().__init__()
        bridge = bench.bridge
        self.title = LineField(
            bridge, record_spot(bridge, record, "title"), "title_field", "Title", required=True
        )
        self.detail = TextField(
            bridge, record_spot(bridge, record, "detail"), "detail_field", "Detail"
        )
        self.elsewhere = QPushButton("elsewhere")
        layout = QVBoxLayout(self)
        for part in (self.title, self.detail, self.elsewhere):
            layout.addWidget(part)


@pytest.fixture
def sheet(bench: Bench) -> Sheet:
    made = Sheet(bench, bench.threshold)
    bench.show(made)
    return made


def condition(bench: Bench) -> Condition:
    return bench.review.all(Condition)[bench.threshold.id]


def test_typing_is_written_after_a_rest(bench: Bench, sheet: Sheet) -> None:
    sheet.detail.setFocus()
    bench.qtbot.keyClicks(sheet.detail, "set in 2019")
    assert condition(bench).detail == ""
    with bench.qtbot.waitSignal(bench.bridge.edited, timeout=4 * keeper.REST_MS):
        pass
    assert condition(bench).detail == "set in 2019"


def test_what_is_typed_in_one_go_becomes_one_step(bench: Bench, sheet: Sheet) -> None:
    sheet.detail.setFocus()
    for words in ("set in 2019", " and never", " looked at again"):
        bench.qtbot.keyClicks(sheet.detail, words)
        sheet.detail.keeper.write()
    sheet.elsewhere.setFocus()
    assert condition(bench).detail == "set in 2019 and never looked at again"
    assert bench.steps() == ["Edit condition"]


def test_typing_again_after_leaving_is_a_step_of_its_own(bench: Bench, sheet: Sheet) -> None:
    for words in ("one", " two"):
        sheet.detail.setFocus()
        bench.qtbot.keyClicks(sheet.detail, words)
        sheet.elsewhere.setFocus()
    assert len(bench.steps()) == 2


def test_closing_writes_what_stands_in_the_field(bench: Bench, sheet: Sheet) -> None:
    sheet.detail.setFocus()
    bench.qtbot.keyClicks(sheet.detail, "half a sentence")
    review = bench.review
    bench.bridge.close()
    assert bench.library.load_review(review.id).all(Condition)[bench.threshold.id].detail == (
        "half a sentence"
    )


def test_undo_brings_the_field_back(bench: Bench, sheet: Sheet) -> None:
    record_edits.change_field(bench.bridge, condition(bench), "title", "another title")
    assert sheet.title.text() == "another title"
    bench.bridge.undo()
    assert sheet.title.text() == "alarm threshold at 10 %"


def test_an_edit_from_elsewhere_leaves_a_field_alone_that_is_being_typed_in(
    bench: Bench, sheet: Sheet
) -> None:
    sheet.title.setFocus()
    bench.qtbot.keyClicks(sheet.title, "!")
    typed = sheet.title.text()
    record_edits.change_field(bench.bridge, condition(bench), "title", "from elsewhere")
    assert sheet.title.text() == typed


def test_control_z_belongs_to_the_field_until_it_is_left(bench: Bench, sheet: Sheet) -> None:
    record_edits.change_field(bench.bridge, condition(bench), "title", "a first edit")
    sheet.detail.setFocus()
    bench.qtbot.keyClicks(sheet.detail, "word")
    bench.qtbot.keyClick(sheet.detail, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sheet.detail.toPlainText() == ""
    assert condition(bench).title == "a first edit"


def test_a_failed_write_keeps_the_text_and_tells(bench: Bench) -> None:
    store = MemoryStore()
    bench.bridge.open(a_desk(a_review(*bench.records()), store))
    sheet = Sheet(bench, bench.threshold)
    bench.show(sheet)
    sheet.detail.setFocus()
    bench.qtbot.keyClicks(sheet.detail, "precious")
    store.failure = KnownError("The disk is full. Nothing was written.")
    with bench.qtbot.capture_exceptions() as raised:
        sheet.elsewhere.setFocus()
        bench.qtbot.waitUntil(lambda: bool(raised))
    assert [str(error) for _, error, _ in raised] == ["The disk is full. Nothing was written."]
    assert sheet.detail.toPlainText() == "precious"
    assert sheet.detail.property("wrong") == "true"
    flush_fields(sheet)
    assert condition(bench).detail == "precious"
    assert sheet.detail.property("wrong") == "false"


def test_closing_hears_of_a_failed_write_itself(bench: Bench) -> None:
    store = MemoryStore()
    bench.bridge.open(a_desk(a_review(*bench.records()), store))
    sheet = Sheet(bench, bench.threshold)
    bench.show(sheet)
    sheet.detail.setFocus()
    bench.qtbot.keyClicks(sheet.detail, "precious")
    store.failure = KnownError("The disk is full. Nothing was written.")
    with pytest.raises(KnownError, match="disk is full"):
        flush_fields(sheet)
    flush_fields(sheet)
    assert condition(bench).detail == "precious"


def test_an_empty_title_is_not_written(bench: Bench, sheet: Sheet) -> None:
    sheet.title.setFocus()
    sheet.title.selectAll()
    bench.qtbot.keyClick(sheet.title, Qt.Key.Key_Delete)
    sheet.elsewhere.setFocus()
    assert condition(bench).title == "alarm threshold at 10 %"
    assert sheet.title.text() == "alarm threshold at 10 %"


@pytest.mark.parametrize("which", ["title", "detail"])
def test_a_megabyte_is_refused_whole_and_said_so(bench: Bench, sheet: Sheet, which: str) -> None:
    field = getattr(sheet, which)
    field.setFocus()
    bench.qtbot.keyClicks(field, "kept")
    before = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
    QGuiApplication.clipboard().setText("x" * 1_000_000)
    with bench.qtbot.capture_exceptions() as raised:
        bench.qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        bench.qtbot.waitUntil(lambda: bool(raised))
    QGuiApplication.clipboard().clear()
    assert "Nothing was changed" in str(raised[0][1])
    assert (field.text() if isinstance(field, QLineEdit) else field.toPlainText()) == before


def test_escape_takes_back_what_was_not_written(bench: Bench, sheet: Sheet) -> None:
    sheet.title.setFocus()
    bench.qtbot.keyClicks(sheet.title, " typed by mistake")
    bench.qtbot.keyClick(sheet.title, Qt.Key.Key_Escape)
    sheet.elsewhere.setFocus()
    assert condition(bench).title == "alarm threshold at 10 %"


def test_markup_is_shown_as_it_stands(bench: Bench, sheet: Sheet) -> None:
    text = "<b>bold</b> <img src=file:///etc/passwd>"
    record_edits.change_field(bench.bridge, condition(bench), "detail", text)
    assert sheet.detail.toPlainText() == text


def test_a_word_without_end_is_shown_cut_and_kept_whole(bench: Bench, sheet: Sheet) -> None:
    text = "x" * 150_000
    record_edits.change_field(bench.bridge, condition(bench), "detail", text)
    assert len(sheet.detail.toPlainText()) < 2_000
    assert sheet.detail.isReadOnly()
    sheet.detail.setFocus()
    bench.qtbot.keyClicks(sheet.detail, "typed")
    sheet.elsewhere.setFocus()
    assert condition(bench).detail == text
    bench.bridge.undo()
    assert not sheet.detail.isReadOnly()


def test_a_word_without_end_is_not_pasted(bench: Bench, sheet: Sheet) -> None:
    sheet.detail.setFocus()
    QGuiApplication.clipboard().setText("س" * 100_000)
    with bench.qtbot.capture_exceptions() as raised:
        bench.qtbot.keyClick(sheet.detail, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        bench.qtbot.waitUntil(lambda: bool(raised))
    QGuiApplication.clipboard().clear()
    assert "Nothing was changed" in str(raised[0][1])
    assert sheet.detail.toPlainText() == ""


def test_a_text_field_grows_with_its_text_and_with_the_type(bench: Bench, sheet: Sheet) -> None:
    low = sheet.detail.height()
    record_edits.change_field(bench.bridge, condition(bench), "detail", "one\ntwo\nthree")
    assert sheet.detail.height() > 2 * low
    before = sheet.detail.height()
    sheet.detail.setFont(bench.theme.font(TextRole.HEADING))
    bench.qtbot.waitUntil(lambda: sheet.detail.height() > before)


def test_a_box_of_chips_grows_with_them(bench: Bench) -> None:
    box = FlowBox(4)
    held = QWidget()
    QVBoxLayout(held).addWidget(box)
    bench.show(held, 260, 400)
    one_line = box.height()
    for word in ("one word", "another word", "a third word", "a fourth word"):
        box.flow.addWidget(QPushButton(word))
    bench.qtbot.waitUntil(lambda: box.height() > one_line + 20)
    held.resize(900, 400)
    bench.qtbot.waitUntil(lambda: box.height() < 60)


@pytest.mark.parametrize("lines", [1, 6, 20])
def test_a_text_is_shown_to_its_last_line(bench: Bench, sheet: Sheet, lines: int) -> None:
    text = "\n".join(f"gave up at line {n}" for n in range(lines))
    record_edits.change_field(bench.bridge, condition(bench), "detail", text)
    bench.qtbot.waitUntil(lambda: sheet.detail.height() > lines * 15)
    assert sheet.detail.verticalScrollBar().maximum() == 0


def test_undo_in_an_emptied_add_line_is_the_desks(bench: Bench) -> None:
    line = AddLine(
        "add_line",
        "Add…",
        lambda text: record_edits.add_record(bench.bridge, a_condition(text, position=9.0)),
    )
    undo, redo = QKeySequence("Ctrl+Z"), QKeySequence("Ctrl+Shift+Z")
    for keys, act in ((undo, bench.bridge.undo), (redo, bench.bridge.redo)):
        action = QAction(line)
        action.setShortcut(keys)
        action.triggered.connect(act)
        line.addAction(action)
    bench.show(line)
    line.setFocus()
    bench.qtbot.keyClicks(line, "nobody on call")
    bench.qtbot.keyClick(line, Qt.Key.Key_Return)
    for keys, count in ((undo, 1), (redo, 2)):
        bench.qtbot.keySequence(line, keys)
        assert len(bench.review.all(Condition)) == count
        assert line.text() == ""
    bench.qtbot.keyClicks(line, "words")
    bench.qtbot.keySequence(line, undo)
    assert line.text() == ""
    assert len(bench.review.all(Condition)) == 2
