"""Random keys and drags on the real timeline: undone and redone to the same bytes."""

from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QPushButton

from builders import at
from reviewdesk.domain.review import NumbersGiven
from reviewdesk.widgets.timeline.merge_dialog import MergeDialog
from reviewdesk.widgets.timeline.operations import operation
from timelines import ALT, LEFT, NONE, Table, lay, table

__all__ = ["lay", "table"]

KEYS = (
    "walk_later", "walk_earlier", "lane_below", "add_later", "add_above", "select_all",
    "nudge_later", "nudge_earlier_fine", "nudge_later_coarse", "end_later", "end_earlier",
    "start_earlier", "start_later", "move_lane_below", "move_lane_above", "delete_events", "cut",
    "copy", "paste", "duplicate", "zoom_in", "zoom_out", "fit", "fit_selection", "cursor_here",
    "merge", "split", "retitle", "star", "lane_take_below", "lane_take_above", "lane_move_down",
    "lane_move_up", "lane_fold", "lanes_fold", "lane_hide", "lanes_show",
)  # fmt: skip
GESTURES = st.lists(
    st.one_of(
        st.sampled_from(KEYS),
        st.sampled_from(("merge", "split", "duplicate", "paste", "copy", "select_all")),
        st.tuples(
            st.integers(120, 980), st.integers(60, 560), st.integers(-200, 200),
            st.integers(-150, 150), st.sampled_from((NONE, ALT)),
        ),
    ),
    min_size=3,
    max_size=12,
)  # fmt: skip


def bytes_of(table: Table) -> dict[str, str]:
    """All but the numbers that were given: those are never given twice, undone or not."""
    return {
        one.id: one.model_dump_json()
        for one in table.desk.review.records()
        if not isinstance(one, NumbersGiven)
    }


def answer(table: Table, gesture: str) -> None:
    """What was asked for by a key is answered: the dialog taken, the title written."""
    if gesture == "merge":
        for dialog in table.view.window().findChildren(MergeDialog):
            if dialog.isVisible():
                table.bot.mouseClick(dialog.findChild(QPushButton, "merge_yes"), LEFT)
    line = table.panel.focusWidget()
    if gesture == "retitle" and isinstance(line, QLineEdit):
        table.bot.keyClicks(line, "told anew")
        table.bot.keyClick(line, Qt.Key.Key_Return)
    table.view.setFocus()


def test_what_hands_did_is_undone_and_redone_to_the_same_bytes(table: Table) -> None:
    first, steps = bytes_of(table), 0
    done: Counter[str] = Counter()

    @settings(max_examples=60)
    @example(["split", "duplicate", "copy", "paste", "nudge_later", "select_all", "merge"])
    @given(GESTURES)
    def try_gestures(gestures: list[str | tuple]) -> None:
        nonlocal steps
        table.state.select(table.entry("calls pile up").id)
        table.state.set_as_of(at("10:50"))
        table.desk.end_folding()
        for gesture in gestures:
            if isinstance(gesture, str):
                key = QKeySequence(operation(gesture).keys[0])[0]
                if gesture == "merge" and len(table.state.selection) < 2:
                    continue  # refused in words; another test tells
                table.press(key.key(), key.keyboardModifiers())
                answer(table, gesture)
            else:
                x, y, by_x, by_y, modifiers = gesture
                table.drag(QPoint(x, y), QPoint(x + by_x, y + by_y), modifiers)
        last = bytes_of(table)
        undone = 0
        while told := table.desk.undo():
            done[told.split(maxsplit=1)[0]] += 1
            undone += 1
        steps += undone
        assert bytes_of(table) == first
        for _step in range(undone):
            assert table.desk.redo()
        assert bytes_of(table) == last
        while table.desk.undo():
            pass

    try_gestures()
    assert bytes_of(table) == first
    assert steps > 20, "the hands did next to nothing"
    assert {"Merge", "Split", "Duplicate", "Paste", "Move"} <= set(done), done
