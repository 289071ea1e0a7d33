"""What is looked at of very many events: chosen, sorted, filtered, found, folded, shown.

Each begins from the same state of the window and leaves it so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from block_bench import CONTROL, Bench, Told
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from reviewdesk.domain.alike import Likeness, alike
from reviewdesk.domain.entries import EntryKind
from reviewdesk.domain.filters import EntryFilter
from reviewdesk.qt.event_columns import EventColumn
from reviewdesk.widgets.timeline.replay_bar import ReplayBar

_RARE = "threshold page mail"
_COMMON = "customer"


def select_all(bench: Bench) -> Told:
    told = bench.at_once(lambda: bench.key(bench.list, Qt.Key.Key_A, CONTROL))
    if len(bench.view.selection) != len(bench.bridge.review.entries):
        raise RuntimeError("not all are selected")
    return told


def select_none(bench: Bench) -> Told:
    bench.select()
    return bench.at_once(bench.view.select)


def select_like(bench: Bench) -> Told:
    entry = bench.select(1)[0]
    told = bench.at_once(
        lambda: bench.view.select(*alike(bench.bridge.review, entry, Likeness.KIND))
    )
    bench.view.select()
    return told


def walk(bench: Bench) -> Told:
    bench.select(1)
    told = bench.at_once(lambda: bench.panel.timeline.do("walk_later"))
    bench.select_none()
    return told


def _sort(column: EventColumn) -> Callable[[Bench], Told]:
    def sort(bench: Bench) -> Told:
        header = bench.list.horizontalHeader()
        told = bench.at_once(lambda: header.setSortIndicator(column, Qt.SortOrder.AscendingOrder))
        bench.rest()
        header.setSortIndicator(EventColumn.TIME, Qt.SortOrder.AscendingOrder)
        bench.rest()
        return told

    return sort


def sort_down_all_selected(bench: Bench) -> Told:
    """By time the other way round, with all rows selected."""
    bench.select()
    header = bench.list.horizontalHeader()
    told = bench.at_once(
        lambda: header.setSortIndicator(EventColumn.TIME, Qt.SortOrder.DescendingOrder)
    )
    bench.select_none()
    header.setSortIndicator(EventColumn.TIME, Qt.SortOrder.AscendingOrder)
    bench.rest()
    return told


def _filtered(bench: Bench, **wanted: object) -> Told:
    found = replace(EntryFilter(), **wanted)
    told = bench.at_once(lambda: bench.bridge.sieve.set_filter(found))
    bench.bridge.sieve.clear()
    bench.rest()
    return told


def filter_kind(bench: Bench) -> Told:
    return _filtered(bench, kinds=frozenset({EntryKind.SIGNAL}))


def filter_department(bench: Bench) -> Told:
    first = bench.bridge.review.departments[0].id
    return _filtered(bench, department_ids=frozenset({first}))


def filter_text(bench: Bench) -> Told:
    return _filtered(bench, text=_COMMON)


def filter_rare_text(bench: Bench) -> Told:
    return _filtered(bench, text=_RARE)


def filter_starred(bench: Bench) -> Told:
    return _filtered(bench, starred=True)


def filter_with_all_selected(bench: Bench) -> Told:
    bench.select()
    told = _filtered(bench, kinds=frozenset({EntryKind.SIGNAL}))
    bench.select_none()
    return told


def _with_filter(bench: Bench, act: Callable[[], object]) -> Told:
    bench.bridge.sieve.set_filter(EntryFilter(kinds=frozenset({EntryKind.SIGNAL})))
    bench.rest()
    told = bench.at_once(act)
    bench.bridge.sieve.clear()
    bench.rest()
    return told


def filter_off(bench: Bench) -> Told:
    return _with_filter(bench, bench.bridge.sieve.clear)


def gap_next_filtered(bench: Bench) -> Told:
    return _with_filter(bench, lambda: bench.do("gap_next"))


def gap_length(bench: Bench) -> Told:
    """Gaps of another length are looked for."""
    was = bench.view.gap_minutes
    told = bench.at_once(lambda: bench.view.set_gap_minutes(1))
    bench.view.set_gap_minutes(was)
    bench.rest()
    return told


def open_filter(bench: Bench) -> Told:
    told = bench.at_once(lambda: bench.do("filter"))
    bench.rest()
    bench.do("filter_clear")
    bench.rest()
    return told


def _found(bench: Bench, text: str, act: Callable[[QLineEdit], object] | None) -> Told:
    """Words are typed into the line that finds, or `act` is done once they were."""
    bench.do("find_events")
    bench.rest()
    field = bench.part(QLineEdit, "find_field")

    def typed() -> None:
        field.setText(text)
        field.textEdited.emit(text)

    if act is None:
        told = bench.at_once(typed)
    else:
        typed()
        bench.rest()
        told = bench.at_once(lambda: act(field))
    bench.rest()
    field.clear()
    bench.panel.find_bar.put_away()
    bench.select_none()
    return told


def find_common(bench: Bench) -> Told:
    return _found(bench, _COMMON, None)


def find_one_letter(bench: Bench) -> Told:
    return _found(bench, "e", None)


def find_next_hit(bench: Bench) -> Told:
    return _found(bench, _COMMON, lambda _field: bench.do("find_next"))


def find_next_hit_filtered(bench: Bench) -> Told:
    """The hit is among those that the filter hides."""
    bench.bridge.sieve.set_filter(EntryFilter(kinds=frozenset({EntryKind.SIGNAL})))
    bench.rest()
    told = _found(bench, _COMMON, lambda _field: bench.do("find_next"))
    bench.bridge.sieve.clear()
    bench.rest()
    return told


def find_put_away(bench: Bench) -> Told:
    return _found(bench, _COMMON, lambda _field: bench.panel.find_bar.put_away())


def _with_lane(bench: Bench, name: str, back: str) -> Told:
    timeline = bench.panel.timeline
    timeline.pick_lane(bench.bridge.review.departments[1].id)
    told = bench.at_once(lambda: timeline.do(name))
    bench.rest()
    timeline.do(back)
    bench.rest()
    return told


def fold_lane(bench: Bench) -> Told:
    return _with_lane(bench, "lane_fold", "lane_fold")


def fold_all_lanes(bench: Bench) -> Told:
    return _with_lane(bench, "lanes_fold", "lanes_fold")


def hide_lane(bench: Bench) -> Told:
    return _with_lane(bench, "lane_hide", "lanes_show")


def show_lanes(bench: Bench) -> Told:
    timeline = bench.panel.timeline
    timeline.pick_lane(bench.bridge.review.departments[1].id)
    timeline.do("lane_hide")
    bench.rest()
    return bench.at_once(lambda: timeline.do("lanes_show"))


def move_lane(bench: Bench) -> Told:
    return _with_lane(bench, "lane_move_down", "lane_move_up")


def _turned(name: str, *back: str) -> Callable[[Bench], Told]:
    """A command, and the ones that lead back."""

    def turn(bench: Bench) -> Told:
        told = bench.at_once(lambda: bench.do(name))
        bench.rest()
        for one in back:
            bench.do(one)
            bench.rest()
        return told

    return turn


def show_list(bench: Bench) -> Told:
    bench.do("event_list")
    bench.rest()
    return bench.at_once(lambda: bench.do("event_list"))


def larger_text(bench: Bench) -> Told:
    return _turned("text_larger", "text_smaller")(bench)


def replay_step(bench: Bench) -> Told:
    bench.do("replay_start")
    bench.rest()
    told = bench.at_once(lambda: bench.do("replay_on"))
    _leave_replay(bench)
    return told


def _leave_replay(bench: Bench) -> None:
    bench.part(ReplayBar, "replay_bar").turn()
    bench.view.set_veil(False)
    bench.view.set_as_of(None)
    bench.rest()


def replay_start(bench: Bench) -> Told:
    told = bench.at_once(lambda: bench.do("replay_start"))
    _leave_replay(bench)
    return told


def lower_veil(bench: Bench) -> Told:
    bench.select(50_000)
    told = bench.at_once(lambda: bench.do("veil_down"))
    bench.view.set_veil(False)
    bench.view.set_as_of(None)
    bench.select_none()
    return told


def as_of_here(bench: Bench) -> Told:
    bench.view.select(bench.select(50_000)[-1])
    bench.rest()
    told = bench.at_once(lambda: bench.panel.timeline.do("cursor_here"))
    bench.view.set_as_of(None)
    bench.select_none()
    return told


def other_eyes(bench: Bench) -> Told:
    bench.view.select(bench.select(50_000)[-1])
    bench.panel.timeline.do("cursor_here")
    bench.rest()
    lane = bench.bridge.review.departments[1].id
    told = bench.at_once(lambda: bench.view.set_eyes(lane))
    bench.view.set_eyes(None)
    bench.view.set_as_of(None)
    bench.select_none()
    return told


def room_on(bench: Bench) -> Told:
    side = bench.window.desk_side.room_side
    told = bench.timed(lambda: bench.do("room_display"), lambda: side.link().wall.scene is not None)
    bench.rest()
    bench.do("room_display")
    bench.rest()
    return told


def room_lanes(bench: Bench) -> Told:
    bench.do("room_display")
    side = bench.window.desk_side.room_side
    bench.until(lambda: side.link().wall.scene is not None)
    bench.rest(1.0)
    told = bench.at_once(lambda: bench.do("room_lanes"))
    bench.do("room_story")
    bench.rest()
    bench.do("room_display")
    bench.do("room_follow")
    bench.rest()
    return told


def export_dialog(bench: Bench) -> Told:
    told = bench.at_once(lambda: bench.do("export_report"))
    bench.rest(1.0)
    bench.leave("export_dialog")
    return told


def _page(name: str) -> Callable[[Bench], Told]:
    return _turned(f"page_{name}", "page_timeline")


PAGES = ("perspectives", "decisions", "conditions", "safeguards", "lessons", "questions")
PAGES += ("repairs", "about", "session", "notes", "parking", "library", "open_repairs")

OPERATIONS: dict[str, Callable[[Bench], Told]] = {
    "select_all": select_all,
    "select_none": select_none,
    "select_like": select_like,
    "walk": walk,
    "sort_by_end": _sort(EventColumn.END),
    "sort_by_department": _sort(EventColumn.DEPARTMENT),
    "sort_by_kind": _sort(EventColumn.KIND),
    "sort_by_title": _sort(EventColumn.TITLE),
    "sort_by_standing": _sort(EventColumn.STANDING),
    "sort_down_all_selected": sort_down_all_selected,
    "open_filter": open_filter,
    "filter_kind": filter_kind,
    "filter_department": filter_department,
    "filter_text": filter_text,
    "filter_rare_text": filter_rare_text,
    "filter_starred": filter_starred,
    "filter_with_all_selected": filter_with_all_selected,
    "filter_off": filter_off,
    "gap_next": _turned("gap_next"),
    "gap_next_filtered": gap_next_filtered,
    "gap_length": gap_length,
    "find_common": find_common,
    "find_one_letter": find_one_letter,
    "find_next_hit": find_next_hit,
    "find_next_hit_filtered": find_next_hit_filtered,
    "find_put_away": find_put_away,
    "fold_lane": fold_lane,
    "fold_all_lanes": fold_all_lanes,
    "hide_lane": hide_lane,
    "show_lanes": show_lanes,
    "move_lane": move_lane,
    "hide_list": _turned("event_list", "event_list"),
    "show_list": show_list,
    "minimap": _turned("minimap", "minimap"),
    "next_zone": _turned("clock_next", "clock_next", "clock_next"),
    "times_from_start": _turned("origin_start", "origin_clock"),
    "dark": _turned("theme_dark", "theme_light"),
    "larger_text": larger_text,
    "replay": _turned("replay", "replay"),
    "replay_start": replay_start,
    "replay_step": replay_step,
    "lower_veil": lower_veil,
    "as_of_here": as_of_here,
    "other_eyes": other_eyes,
    "who_saw": _turned("who_saw", "who_saw"),
    "panel_signals": _turned("panel_signals", "panel_inspector"),
    "room_on": room_on,
    "room_lanes": room_lanes,
    "export_dialog": export_dialog,
    **{f"page_{name}": _page(name) for name in PAGES},
}
