"""The menus of selected entries: what keys and drags do, for whoever has neither."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from reviewdesk.domain.alike import Likeness
from reviewdesk.domain.entries import (
    Entry,
    EntryKind,
    Evidence,
    Marker,
    MarkerKind,
    Source,
    Standing,
)
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.joining import lasts_over
from reviewdesk.domain.people import Department
from reviewdesk.domain.review import Review
from reviewdesk.domain.values import clean_line
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.services import entry_edits
from reviewdesk.services.entry_edits import InLane
from reviewdesk.services.record_edits import OpenReview
from reviewdesk.widgets.choice_menu import ChoiceMenu
from reviewdesk.widgets.timeline.at_large import do_to
from reviewdesk.widgets.timeline.operations import operation

_NAMED_CHARS = 40
_OWN_MARKER_PX = 380
V = TypeVar("V")
_Menu = TypeVar("_Menu", bound=QMenu)


class MenuHost(Protocol):
    """What the menu asks for: operations by name, some with a moment."""

    def do(self, name: str) -> None: ...

    def paste(self, at: datetime | None = None, lane: InLane | None = None) -> None: ...

    def split(self, at: datetime | None = None) -> None: ...

    def fill_likenesses(self, menu: QMenu) -> None: ...


def new_menu(parent: QWidget, name: str) -> QMenu:
    """An empty menu that goes when it is closed."""
    return _named(QMenu(parent), name)


def choice_menu(parent: QWidget, name: str) -> ChoiceMenu:
    """An empty menu of choices, found by their first letters; it goes when it is closed."""
    return _named(ChoiceMenu(parent), name)


def _named(menu: _Menu, name: str) -> _Menu:
    menu.setObjectName(name)
    menu.setAccessibleName(_tr("Event"))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def entry_menu(
    parent: QWidget,
    host: MenuHost,
    bridge: DeskBridge,
    selection: Sequence[EntryId],
    at: datetime | None = None,
) -> QMenu:
    """A menu for the selected entries. `at` is the moment under the pointer."""
    menu = choice_menu(parent, "entry_menu")
    current = bridge.review.find(Entry, selection[-1])

    def add(name: str, words: str = "") -> None:
        one = operation(name)
        _add(menu, words or _tr(one.label), partial(host.do, name), one.keys[0])

    add("retitle", _tr("Retitle"))
    if "cursor_here" in getattr(host, "handlers", ()):
        add("cursor_here", _tr("As-of cursor here"))
        add("fit_selection")
    menu.addSeparator()
    fill_kinds(_sub(menu, _tr("Kind"), "kind_menu"), bridge, selection)
    fill_standings(_sub(menu, _tr("Standing"), "standing_menu"), bridge, selection)
    fill_lanes(_sub(menu, _tr("Lane"), "lane_menu"), bridge, selection)
    fill_markers(_sub(menu, _tr("Mark as"), "marker_menu"), bridge, selection)
    add("star")
    add("say_sighting")
    add("see_all")
    add("move_sighted")
    host.fill_likenesses(_sub(menu, _tr("Select all like this"), "likeness_menu"))
    menu.addSeparator()
    if len(selection) > 1:
        add("merge")
    elif at is not None and current is not None and lasts_over(current, at):
        split = operation("split")
        _add(menu, _tr("Split here"), partial(host.split, at), split.keys[0])
    else:
        add("split")
    menu.addSeparator()
    add("keep_file")
    add("open_evidence")
    menu.addSeparator()
    for name in ("cut", "copy", "paste", "duplicate"):
        add(name)
    add("delete_events", _tr("Delete"))
    return menu


def add_operation(menu: QMenu, name: str, call: Callable[[], object]) -> None:
    """One operation more, with its key beside it."""
    one = operation(name)
    _add(menu, _tr(one.label), call, one.keys[0])


def ground_menu(parent: QWidget, host: MenuHost, at: datetime, lane: InLane | None) -> QMenu:
    """The menu of an empty place, at its moment and in its lane."""
    menu = new_menu(parent, "ground_menu")
    _add(menu, _tr("Paste here"), partial(host.paste, at, lane), "Ctrl+V")
    _add(menu, _tr("Select all events"), partial(host.do, "select_all"), "Ctrl+A")
    return menu


def _to_all(
    menu: QMenu,
    bridge: DeskBridge,
    selection: Sequence[EntryId],
    change: Callable[[OpenReview, Sequence[EntryId], V], None],
    value: V,
) -> Callable[[], None]:
    """Puts a value into all selected events."""

    def work(desk: OpenReview) -> None:
        change(desk, selection, value)

    # Found now, for a menu that is closed may be gone by then.
    return partial(do_to, _under(menu), bridge, len(selection), work)


def fill_kinds(menu: QMenu, bridge: DeskBridge, selection: Sequence[EntryId]) -> None:
    current = bridge.review.find(Entry, selection[-1])
    for kind in EntryKind:
        chosen = current is not None and current.kind is kind
        call = _to_all(menu, bridge, selection, entry_edits.set_kind, kind)
        _add(menu, _lettered(_name(kind)), call, on=chosen)


def fill_standings(menu: QMenu, bridge: DeskBridge, selection: Sequence[EntryId]) -> None:
    current = bridge.review.find(Entry, selection[-1])
    for standing in Standing:
        chosen = current is not None and current.standing is standing
        call = _to_all(menu, bridge, selection, entry_edits.set_standing, standing)
        _add(menu, _lettered(_name(standing)), call, on=chosen)


def fill_lanes(menu: QMenu, bridge: DeskBridge, selection: Sequence[EntryId]) -> None:
    current = bridge.review.find(Entry, selection[-1])
    for place, department in enumerate(bridge.review.departments, start=1):
        chosen = current is not None and current.department_id == department.id
        number = f"&{place} " if place < 10 else ""
        move = entry_edits.move_to_department
        call = _to_all(menu, bridge, selection, move, department.id)
        _add(menu, number + _plain(department.name), call, on=chosen)


def fill_markers(menu: QMenu, bridge: DeskBridge, selection: Sequence[EntryId]) -> None:
    """Named points for the current event; those it carries are checked, and go when chosen."""
    entry_id = selection[-1]
    held = [one for one in bridge.review.all(Marker).values() if one.entry_id == entry_id]
    for kind in MarkerKind:
        if kind is MarkerKind.OWN:
            continue
        carried = next((one for one in held if one.kind is kind), None)
        call = partial(entry_edits.set_marker, bridge.desk, kind, entry_id=entry_id)
        if carried is not None:
            call = partial(entry_edits.remove_marker, bridge.desk, carried)
        _add(menu, _lettered(_name(kind)), call, on=carried is not None)
    for one in held:
        if one.kind is MarkerKind.OWN:
            call = partial(entry_edits.remove_marker, bridge.desk, one)
            _add(menu, _plain(one.name), call, on=True)
    menu.addSeparator()
    _add(menu, _tr("&Own marker…"), partial(ask_own_marker, _under(menu), bridge, entry_id))


def _under(menu: QMenu) -> QWidget | None:
    """The window a menu stands over; menus go when they are closed."""
    found = menu.parentWidget()
    while isinstance(found, QMenu):
        found = found.parentWidget()
    return found.window() if found is not None else None


def ask_own_marker(parent: QWidget | None, bridge: DeskBridge, entry_id: EntryId) -> None:
    """Asks what an own marker at an event is called, and sets it."""
    asked = QInputDialog(parent)
    asked.setObjectName("own_marker_dialog")
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asked.setWindowTitle(_tr("Own marker"))
    asked.setLabelText(_tr("What is this point of the story called?"))
    asked.resize(_OWN_MARKER_PX, asked.sizeHint().height())

    def put(text: str) -> None:
        label = clean_line(text)
        if label:
            entry_edits.set_marker(bridge.desk, MarkerKind.OWN, entry_id=entry_id, label=label)

    asked.textValueSelected.connect(put)
    asked.open()


def fill_evidence(menu: QMenu, bridge: DeskBridge, found: Sequence[Evidence]) -> None:
    """Links and kept files, each to be opened."""
    for one in found:
        title = clean_line(one.title or one.url)
        title = title if len(title) <= _NAMED_CHARS else f"{title[:_NAMED_CHARS]}…"
        _add(menu, title.replace("&", "&&"), partial(bridge.evidence_wanted.emit, one))


def fill_likenesses(
    menu: QMenu, review: Review, entry: Entry, select: Callable[[Likeness], None]
) -> None:
    """Sides of `entry`, each to select the events that share it."""
    department = review.find(Department, entry.department_id)
    source = review.find(Source, entry.source_id)
    title = entry.title
    title = title if len(title) <= _NAMED_CHARS else f"{title[:_NAMED_CHARS]}…"
    sides = (
        (Likeness.DEPARTMENT, _tr("Same &department"), department.name if department else "–"),
        (Likeness.KIND, _tr("Same &kind"), entry.kind.value),
        (Likeness.STANDING, _tr("Same &standing"), entry.standing.value),
        (Likeness.SOURCE, _tr("Same s&ource"), source.name if source else _tr("typed here")),
        (Likeness.TEXT, _tr("Same &text"), title),
    )
    for likeness, words, side in sides:
        _add(menu, f"{words}: {_plain(side)}", partial(select, likeness))


def _add(
    menu: QMenu, words: str, call: Callable[[], object], key: str = "", *, on: bool | None = None
) -> None:
    # The key is told beside the words; the timeline itself listens to it.
    told = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    action = menu.addAction(words + (f"\t{told}" if told else ""))

    def act() -> None:
        """Takes nothing of what the signal hands on: whether the action is checked."""
        call()

    action.triggered.connect(act)
    if on is not None:
        action.setCheckable(True)
        action.setChecked(on)


def _plain(words: str) -> str:
    """Words in which & is no sign of a letter."""
    return words.replace("&", "&&")


def _lettered(words: str) -> str:
    """Words that are chosen by their first letter."""
    return f"&{words}"


def _sub(menu: QMenu, words: str, name: str) -> QMenu:
    sub = ChoiceMenu(menu)
    sub.setTitle(words)
    sub.setObjectName(name)
    menu.addMenu(sub)
    return sub


def _name(value: EntryKind | Standing | MarkerKind) -> str:
    return value.value[:1].upper() + value.value[1:]


def _tr(text: str) -> str:
    return QCoreApplication.translate("EntryMenu", text)
