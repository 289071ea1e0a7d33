"""What is done to very many events, or to one among them.

Each begins from the same state of the review and leaves it so.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from block_bench import ALT, Bench, Told
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from reviewdesk.qt.intake_model import IntakeColumn
from reviewdesk.services import entry_edits
from reviewdesk.widgets.intake.rows import IntakeRows

PASTED_LINES = 10_000
COPIED = 20_000
MERGED = 150


def add_one(bench: Bench) -> Told:
    return _added(bench, "10:35 @support it rang #signal")


def add_without_lane(bench: Bench) -> Told:
    """The first without a department: a lane comes with it."""
    told = _added(bench, "10:35 nobody knows where")
    bench.do("undo")
    bench.rest()
    return told


def _added(bench: Bench, line: str) -> Told:
    context = entry_edits.line_context(bench.bridge.review)
    return bench.at_once(lambda: entry_edits.add_from_line(bench.bridge, line, context))


def undo_one(bench: Bench) -> Told:
    return bench.undone()


def redo_one(bench: Bench) -> Told:
    return bench.undone("redo")


def type_a_line(bench: Bench) -> Told:
    """What is typed is understood letter by letter; the longest counts."""
    line = bench.panel.quick_line
    line.take_keyboard()
    bench.rest()
    field = bench.window.focusWidget()
    if field is None:
        raise RuntimeError("the line has not the keyboard")

    def typed() -> None:
        from PySide6.QtTest import QTest

        QTest.keyClicks(field, "+5m @sup it rang >fin 10:52", Qt.KeyboardModifier.NoModifier, 20)

    told = bench.at_once(typed)
    bench.key(field, Qt.Key.Key_Escape)
    bench.key(field, Qt.Key.Key_Escape)
    bench.rest()
    return told


def change_one(bench: Bench) -> Told:
    entry = next(iter(bench.bridge.review.entries))
    return bench.at_once(lambda: entry_edits.retitle(bench.bridge, entry, f"{time.time()}"))


def nudge_one(bench: Bench) -> Told:
    bench.select(1)
    told = bench.at_once(lambda: bench.key(bench.list, Qt.Key.Key_Right, ALT))
    bench.select_none()
    return told


def _undone(bench: Bench) -> Told:
    return bench.undone()


def nudge_all(bench: Bench) -> Told:
    bench.select()
    return bench.at_large(lambda: bench.key(bench.list, Qt.Key.Key_Right, ALT))


def star_all(bench: Bench) -> Told:
    bench.select()
    return bench.at_large(lambda: bench.panel.timeline.do("star"))


def _chosen(command: str, menu: str, place: int) -> Callable[[Bench], Told]:
    """A side of all events is chosen from its menu."""

    def choose(bench: Bench) -> Told:
        bench.select()
        bench.do(command)
        bench.rest()
        return bench.at_large(lambda: bench.choose(menu, place))

    return choose


def open_kind_menu(bench: Bench) -> Told:
    bench.select()
    told = bench.at_once(lambda: bench.do("choose_kind"))
    bench.part(QWidget, "kind_menu").close()
    bench.select_none()
    return told


def delete_all(bench: Bench) -> Told:
    bench.select()
    return bench.at_large(lambda: bench.key(bench.list, Qt.Key.Key_Delete))


def copy_all(bench: Bench) -> Told:
    bench.select()
    return bench.at_large(lambda: bench.do("copy"))


def cut_many(bench: Bench) -> Told:
    bench.select(COPIED)
    return bench.at_large(lambda: bench.do("cut"))


def paste_many(bench: Bench) -> Told:
    """What was cut before."""
    bench.select_none()
    return bench.at_large(lambda: bench.do("paste"))


def redo_many(bench: Bench) -> Told:
    """And leaves it undone."""
    told = bench.undone("redo")
    bench.rest()
    bench.undone()
    return told


def duplicate_many(bench: Bench) -> Told:
    bench.select(COPIED)
    return bench.at_large(lambda: bench.do("duplicate"))


def merge_many(bench: Bench) -> Told:
    """From the key to the dialog."""
    bench.select(MERGED)
    return bench.at_large(lambda: bench.do("merge"))


def merge_many_made(bench: Bench) -> Told:
    told = bench.at_large(bench.part(QPushButton, "merge_yes").click)
    bench.rest()
    return told


def see_all(bench: Bench) -> Told:
    bench.select()
    told = bench.at_large(lambda: bench.do("see_all"))
    bench.leave("sightings_dialog")
    bench.select_none()
    return told


def move_all_sighted(bench: Bench) -> Told:
    bench.select()
    told = bench.at_large(lambda: bench.do("move_sighted"))
    bench.leave("move_dialog")
    bench.select_none()
    return told


def paste_megabyte(bench: Bench) -> Told:
    """Up to the preview; what follows is done in it."""
    bench.select_none()
    held = QMimeData()
    lines = [
        f"2026-03-12 {n // 3600 % 24:02}:{n // 60 % 60:02}:{n % 60:02} "
        f"queue number {n} grew and the support desk heard of it by phone and mail, again"
        for n in range(PASTED_LINES)
    ]
    held.setText("\n".join(lines))

    def is_listed() -> bool:
        try:
            rows = bench.part(IntakeRows, "intake_rows")
        except RuntimeError:
            return False
        return bool(rows.rows.rowCount() >= PASTED_LINES)

    return bench.timed(lambda: bench.view.brought.emit(held), is_listed)


def lane_for_all_lines(bench: Bench) -> Told:
    rows = bench.part(IntakeRows, "intake_rows")
    rows.selectAll()
    bench.rest()
    return bench.at_once(lambda: rows.put(IntakeColumn.DEPARTMENT, "Support"))


def drop_all_lines(bench: Bench) -> Told:
    rows = bench.part(IntakeRows, "intake_rows")
    told = bench.at_once(lambda: bench.key(rows, Qt.Key.Key_Delete))
    bench.rest()
    bench.key(rows, Qt.Key.Key_Space)
    bench.rest()
    return told


def add_all_lines(bench: Bench) -> Told:
    add = bench.part(QPushButton, "intake_add")
    count = len(bench.bridge.review.entries)
    return bench.timed(add.click, lambda: len(bench.bridge.review.entries) > count)


def close_review(bench: Bench) -> Told:
    return bench.timed(lambda: bench.do("close_review"), lambda: not bench.window.desk_side.is_open)


def open_review(bench: Bench) -> Told:
    told = bench.timed(
        lambda: bench.program.librarian.open_review(bench.review_id),
        lambda: bench.window.desk_side.is_open,
    )
    bench.show_list()
    bench.rest(1.0)
    return told


OPERATIONS: dict[str, Callable[[Bench], Told]] = {
    "add_one": add_one,
    "undo_one": undo_one,
    "redo_one": redo_one,
    "add_without_lane": add_without_lane,
    "change_one": change_one,
    "nudge_one": nudge_one,
    "type_a_line": type_a_line,
    "nudge_all": nudge_all,
    "undo_nudge_all": _undone,
    "star_all": star_all,
    "undo_star_all": _undone,
    "open_kind_menu": open_kind_menu,
    "kind_of_all": _chosen("choose_kind", "kind_menu", 1),
    "undo_kind_of_all": _undone,
    "standing_of_all": _chosen("choose_standing", "standing_menu", 1),
    "undo_standing_of_all": _undone,
    "lane_of_all": _chosen("choose_lane", "lane_menu", 1),
    "undo_lane_of_all": _undone,
    "delete_all": delete_all,
    "undo_delete_all": _undone,
    "copy_all": copy_all,
    "cut_many": cut_many,
    "paste_many": paste_many,
    "undo_paste_many": _undone,
    "redo_paste_many": redo_many,
    "undo_cut_many": _undone,
    "duplicate_many": duplicate_many,
    "undo_duplicate_many": _undone,
    "merge_many": merge_many,
    "merge_many_made": merge_many_made,
    "undo_merge_many": _undone,
    "see_all": see_all,
    "move_all_sighted": move_all_sighted,
    "paste_megabyte": paste_megabyte,
    "lane_for_all_lines": lane_for_all_lines,
    "drop_all_lines": drop_all_lines,
    "add_all_lines": add_all_lines,
    "undo_add_all_lines": _undone,
    "redo_add_all_lines": redo_many,
    "close_review": close_review,
    "open_review": open_review,
}
