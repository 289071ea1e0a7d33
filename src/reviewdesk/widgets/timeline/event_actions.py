"""What is done to the selected events, by keys and menus, on the timeline and in the list alike."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol, TypeVar

from PySide6.QtCore import QByteArray, QCoreApplication, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from reviewdesk.domain.alike import Likeness, alike
from reviewdesk.domain.entries import Entry, Evidence
from reviewdesk.domain.ids import DepartmentId, EntryId
from reviewdesk.domain.joining import lasts_over
from reviewdesk.domain.review import entry_sort_key
from reviewdesk.qt.clock_texts import ClockTexts
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.offered import is_evidence, on_clipboard
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services import entry_edits, entry_joining
from reviewdesk.services.clippings import events_in
from reviewdesk.services.entry_edits import InLane
from reviewdesk.services.record_edits import OpenReview
from reviewdesk.widgets.timeline import entry_menu
from reviewdesk.widgets.timeline.at_large import do_to, make_of
from reviewdesk.widgets.timeline.merge_dialog import MergeDialog
from reviewdesk.widgets.timeline.operations import OPERATIONS, Place
from reviewdesk.widgets.timeline.retitle import tell_split
from reviewdesk.widgets.timeline.sightings_dialog import SightingsDialog
from reviewdesk.widgets.timeline.split_dialog import SplitDialog

EVENTS_FORMAT = "application/x-reviewdesk-events"
"""What the clipboard calls events that were copied here."""

T = TypeVar("T")
_MINUTE = timedelta(minutes=1)
_SECOND = timedelta(seconds=1)
_COARSE = timedelta(minutes=10)
Key = tuple[Qt.Key, Qt.KeyboardModifier]


class ActionHost(Protocol):
    """The timeline or the list, as far as it is asked to show something."""

    def retitle_current(self) -> None: ...

    def popup(self, menu: QMenu) -> None:
        """Opens a menu at the current event."""


class EventActions:
    """Operations on the selection; `host` is the widget that has the keyboard."""

    def __init__(
        self, host: ActionHost, widget: QWidget, bridge: DeskBridge, view: ViewState
    ) -> None:
        self._host = host
        self._widget = widget
        self._bridge = bridge
        self._view = view
        to_selected: dict[str, Callable[[], object]] = {
            "select_like": self._choose_likeness,
            "nudge_later": partial(self._nudge, _MINUTE),
            "nudge_earlier": partial(self._nudge, -_MINUTE),
            "nudge_later_fine": partial(self._nudge, _SECOND),
            "nudge_earlier_fine": partial(self._nudge, -_SECOND),
            "nudge_later_coarse": partial(self._nudge, _COARSE),
            "nudge_earlier_coarse": partial(self._nudge, -_COARSE),
            "end_later": partial(self._stretch_end, _MINUTE),
            "end_earlier": partial(self._stretch_end, -_MINUTE),
            "start_later": partial(self._stretch_start, _MINUTE),
            "start_earlier": partial(self._stretch_start, -_MINUTE),
            "move_lane_below": partial(self._change_lane, 1),
            "move_lane_above": partial(self._change_lane, -1),
            "choose_lane": partial(self._choose, entry_menu.fill_lanes, "lane_menu"),
            "choose_kind": partial(self._choose, entry_menu.fill_kinds, "kind_menu"),
            "choose_standing": partial(self._choose, entry_menu.fill_standings, "standing_menu"),
            "choose_marker": partial(self._choose, entry_menu.fill_markers, "marker_menu"),
            "star": self._turn_star,
            "say_sighting": self._say_sighting,
            "see_all": self._see_all,
            "move_sighted": self._move_sighted,
            "retitle": host.retitle_current,
            "keep_file": self._keep_file,
            "open_evidence": self._open_evidence,
            "delete_events": self.delete_selected,
            "cut": self.cut,
            "copy": self.copy,
            "duplicate": self.duplicate_selected,
            "merge": self.merge,
            "split": self.split,
        }
        self.handlers: dict[str, Callable[[], object]] = {
            "select_all": self.select_all,
            "paste": self.paste,
            **{name: partial(self._to_selected, work) for name, work in to_selected.items()},
        }
        """What each operation does, by its name."""

    def do(self, name: str) -> None:
        """Does the operation of that name."""
        if self._bridge.is_open:
            self.handlers[name]()

    def _to_selected(self, work: Callable[[], object]) -> None:
        if self._view.selection:
            work()
            return
        self._view.said.emit(
            QCoreApplication.translate(
                "EventActions", "No event is selected. Click one, or go to one by the arrow keys."
            )
        )

    def _do(
        self, work: Callable[[OpenReview], T], then: Callable[[T], object] | None = None
    ) -> None:
        """Has `work` done to the selected events."""
        do_to(self._widget, self._bridge, len(self._view.selection), work, then)

    def _current(self) -> Entry | None:
        return self._bridge.review.find(Entry, self._view.current)

    def select_all(self) -> None:
        ids = [key[2] for key in self._bridge.review.entry_order()]
        self._view.select(*self._bridge.sieve.shown_of(ids))

    def _nudge(self, by: timedelta) -> None:
        """Nudges of the same events one after the other are one step."""
        selection = self._view.selection
        if selection:
            key = f"nudge {hash(selection)}"
            self._do(lambda desk: entry_edits.move_entries(desk, selection, by, key))

    def _turn_star(self) -> None:
        """Chooses all selected events for the report; where all are chosen, none of them."""
        selection = self._view.selection
        self._do(lambda desk: entry_edits.turn_starred(desk, selection))

    def _stretch_end(self, by: timedelta) -> None:
        entry = self._current()
        if entry is None or entry.start is None:
            return
        end = max(entry.start, (entry.end or entry.start) + by)
        entry_edits.stretch(self._bridge.desk, entry.id, end, f"end {entry.id}")

    def _stretch_start(self, by: timedelta) -> None:
        entry = self._current()
        if entry is not None and entry.start is not None:
            start = entry.start + by
            entry_edits.stretch_start(self._bridge.desk, entry.id, start, f"start {entry.id}")

    def _change_lane(self, step: int) -> None:
        """To the lane below or above that of the current event, all selected ones with it."""
        entry = self._current()
        lanes: list[DepartmentId | None] = [
            one.id for one in self._bridge.review.departments if not one.hidden
        ]
        if entry is None or not lanes:
            return
        place = (
            lanes.index(entry.department_id) if entry.department_id in lanes else len(lanes)
        ) + step
        if 0 <= place < len(lanes):
            selection, lane = self._view.selection, lanes[place]
            self._do(lambda desk: entry_edits.move_to_department(desk, selection, lane))
        else:
            tell_no_lane(self._view, step)

    def _choose(self, fill: Callable[..., None], name: str) -> None:
        """Opens a menu of one thing that can be chosen; each choice has a letter."""
        menu = entry_menu.choice_menu(self._widget, name)
        fill(menu, self._bridge, self._view.selection)
        self._host.popup(menu)
        menu.light(next((one for one in menu.actions() if one.isChecked()), None))

    def _choose_likeness(self) -> None:
        menu = entry_menu.new_menu(self._widget, "likeness_menu")
        self.fill_likenesses(menu)
        self._host.popup(menu)

    def fill_likenesses(self, menu: QMenu) -> None:
        """What the current event can have in common with others, to select those."""
        entry = self._current()
        if entry is not None:
            entry_menu.fill_likenesses(menu, self._bridge.review, entry, self._select_like)

    def _select_like(self, likeness: Likeness) -> None:
        entry = self._current()
        if entry is not None:
            found = alike(self._bridge.review, entry.id, likeness)
            self._view.select(*self._bridge.sieve.shown_of(found))

    def _say_sighting(self) -> None:
        """Has it typed who saw the selected events; of the department that was turned last."""
        self._view.sighting_wanted.emit(self._view.turned)

    def _see_all(self) -> None:
        """Asks who saw the selected events, or all from the same source, and says it of each."""
        if self._current() is not None:
            SightingsDialog(self._bridge, self._view, self._widget).open()

    def _move_sighted(self) -> None:
        """Asks by how much; a drag moves no sightings, for they are facts of their own."""
        # What reads how much is said loads all that reads files.
        from reviewdesk.widgets.timeline.move_dialog import MoveDialog

        MoveDialog(self._bridge, self._view.selection, self._widget).open()

    def copy(self) -> None:
        """Puts events on the clipboard: whole for this program, as titles for others."""
        self._copy_then(lambda: None)

    def _copy_then(self, then: Callable[[], object]) -> None:
        review, selection = self._bridge.review, self._view.selection

        def work() -> tuple[str, QByteArray]:
            entries = (review.find(Entry, one) for one in selection)
            titles = "\n".join([entry.title for entry in entries if entry is not None])
            return titles, QByteArray(entry_edits.copy_entries(review, selection).encode())

        def ended(made: tuple[str, QByteArray]) -> None:
            self._put_on_clipboard(*made)
            then()

        make_of(self._widget, self._bridge, len(selection), work, ended)

    def _put_on_clipboard(self, titles: str, events: QByteArray) -> None:
        clipboard = QGuiApplication.clipboard()
        clipboard.setText(titles)
        # WORKAROUND PySide6 6.11: a QMimeData that Python made and the clipboard still holds is
        # destroyed after the interpreter, and the program dies at its end. This one is Qt's own.
        clipboard.mimeData().setData(EVENTS_FORMAT, events)

    def cut(self) -> None:
        self._copy_then(self.delete_selected)

    def paste(self, at: datetime | None = None, lane: InLane | None = None) -> None:
        """Puts what was copied at `at`, else at the as-of cursor, else beside the original.

        What comes from one lane goes into `lane`, if one is given. What was copied elsewhere is
        shown before it is added.
        """
        held = on_clipboard()
        if held is None:
            self._view.said.emit(
                QCoreApplication.translate(
                    "EventActions", "There is nothing on the clipboard to paste."
                )
            )
        elif held.hasFormat(EVENTS_FORMAT):
            events = bytes(held.data(EVENTS_FORMAT).data())
            self._paste_events(events, at or self._view.as_of, lane)
        elif is_evidence(held) and self._current() is not None:
            self._offer(held)
        else:
            self._view.brought.emit(held)

    def _paste_events(self, held: bytes, at: datetime | None, lane: InLane | None) -> None:
        text = held.decode("utf-8", "replace")
        do_to(
            self._widget,
            self._bridge,
            events_in(held),
            lambda desk: entry_edits.paste_entries(desk, text, at, lane),
            lambda added: self._view.select(*added),
        )

    def _offer(self, held: QMimeData | None) -> None:
        """Has something kept as evidence of the current event; None: yet to be chosen."""
        if self._view.current is not None:
            self._bridge.evidence_offered.emit(self._view.current, held)

    def _keep_file(self) -> None:
        if self._current() is not None:
            self._offer(None)

    def _open_evidence(self) -> None:
        """Opens the only evidence of the current event, after asking; of several asks which."""
        evidence = self._bridge.review.children(Evidence, self._view.current or "")
        found = sorted(evidence, key=lambda one: one.position)
        if len(found) == 1:
            self._bridge.evidence_wanted.emit(found[0])
        elif found:
            menu = entry_menu.choice_menu(self._widget, "evidence_menu")
            entry_menu.fill_evidence(menu, self._bridge, found)
            self._host.popup(menu)
        else:
            self._view.said.emit(
                QCoreApplication.translate(
                    "EventActions", "The event has no evidence. E keeps a file with it."
                )
            )

    def duplicate_selected(self) -> None:
        """Copies the selected events beside themselves."""
        selection = self._view.selection
        self._do(
            lambda desk: entry_edits.duplicate_entries(desk, selection),
            lambda added: self._view.select(*added),
        )

    def delete_selected(self) -> None:
        """Deletes the selected events and goes on with the next."""
        entry = self._current()
        if entry is None:
            return
        after, selection = self._next_left(entry), self._view.selection
        self._do(
            lambda desk: entry_edits.delete_entries(desk, selection),
            lambda _none: self._view.select(*(() if after is None else (after,))),
        )

    def _next_left(self, entry: Entry) -> EntryId | None:
        """The event after `entry` that is not selected; behind the last, the one before."""
        order, gone = self._bridge.review.entry_order(), set(self._view.selection)
        place = order.index(entry_sort_key(entry))
        around: Iterable[int] = (*range(place + 1, len(order)), *range(place - 1, -1, -1))
        return next((order[one][2] for one in around if order[one][2] not in gone), None)

    def merge(self) -> None:
        """Shows what one event the selected ones would be, and makes it."""
        plan = entry_joining.plan_merge(self._bridge.review, self._view.selection)
        dialog = MergeDialog(self._bridge, self._view, plan, self._view.selection, self._widget)
        dialog.open()

    def split(self, at: datetime | None = None) -> None:
        """Splits the current event at `at`, else at the as-of cursor.

        Where neither is amid it, it is asked when the second begins; what has no length is split
        in its title.
        """
        entry = self._current()
        if entry is None:
            return
        moment = at or self._view.as_of
        if moment is not None and lasts_over(entry, moment):
            self._split_at(entry.id, moment)
        elif entry.start is not None and (
            entry.open_end or (entry.end or entry.start) > entry.start
        ):
            self._ask_split(entry)
        else:
            self._split_title()

    def _split_at(self, entry_id: EntryId, moment: datetime) -> None:
        self._view.select(entry_joining.split_entry(self._bridge.desk, entry_id, at=moment))

    def _ask_split(self, entry: Entry) -> None:
        dialog = SplitDialog(
            entry,
            ClockTexts(self._bridge, self._view),
            partial(self._split_at, entry.id),
            self._split_title,
            self._widget,
        )
        self._bridge.closing.connect(dialog.reject)
        dialog.open()

    def _split_title(self) -> None:
        self._host.retitle_current()
        line = self._widget.window().focusWidget()
        if isinstance(line, QLineEdit):
            line.deselect()
            line.home(False)
            tell_split(line)


def key_table(
    handlers: Mapping[str, Callable[[], object]], place: Place
) -> dict[Key, Callable[[], object]]:
    """The keys that act in a place, and what each does."""
    table = {}
    for one in OPERATIONS:
        if place in one.places:
            for text in one.keys:
                key = QKeySequence(text)[0]  # type: ignore[index] # the stub leaves it out
                table[key.key(), key.keyboardModifiers()] = handlers[one.name]
    return table


def press(table: Mapping[Key, Callable[[], object]], event: QKeyEvent) -> bool:
    """Does what the key stands for; False where it stands for nothing."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    action = table.get((Qt.Key(event.key()), modifiers))
    if action is None:
        return False
    action()
    return True


def tell_no_lane(view: ViewState, step: int) -> None:
    """Says why nothing moved: all selected events go with the current one."""
    below = QCoreApplication.translate(
        "EventActions", "The current event is in the last lane. Nothing was moved."
    )
    above = QCoreApplication.translate(
        "EventActions", "The current event is in the first lane. Nothing was moved."
    )
    view.said.emit(below if step > 0 else above)
