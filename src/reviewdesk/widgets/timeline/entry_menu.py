"""The menu of selected entries: what keys and drags do, for whoever has neither."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from reviewdesk.domain.entries import Entry, EntryKind, MarkerKind, Standing
from reviewdesk.domain.ids import DepartmentId, EntryId
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.services import entry_edits


class MenuHost(Protocol):
    """The view whose entries the menu is about."""

    def retitle_current(self) -> None: ...

    def cursor_to_current(self) -> None: ...

    def duplicate_selected(self) -> None: ...

    def delete_selected(self) -> None: ...

    def fit_selection(self) -> None: ...


def entry_menu(
    parent: QWidget, host: MenuHost, bridge: DeskBridge, selection: Sequence[EntryId]
) -> QMenu:
    """A menu for the selected entries; it goes when it is closed."""
    desk, review = bridge.desk, bridge.review
    current = review.find(Entry, selection[-1])
    menu = QMenu(parent)
    menu.setObjectName("entry_menu")
    menu.setAccessibleName(_tr("Event"))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _add(menu, _tr("Retitle"), host.retitle_current, "F2")
    _add(menu, _tr("As-of cursor here"), host.cursor_to_current, "Space")
    _add(menu, _tr("Fit selection"), host.fit_selection, "Shift+F")
    menu.addSeparator()
    kinds = _sub(menu, _tr("Kind"), "kind_menu")
    for kind in EntryKind:
        chosen = current is not None and current.kind is kind
        _add(kinds, _name(kind), _setter(entry_edits.set_kind, desk, selection, kind), on=chosen)
    standings = _sub(menu, _tr("Standing"), "standing_menu")
    for standing in Standing:
        chosen = current is not None and current.standing is standing
        call = _setter(entry_edits.set_standing, desk, selection, standing)
        _add(standings, _name(standing), call, on=chosen)
    lanes = _sub(menu, _tr("Lane"), "lane_menu")
    for department in review.departments:
        chosen = current is not None and current.department_id == department.id
        call = _mover(bridge, selection, department.id)
        _add(lanes, department.name, call, on=chosen)
    markers = _sub(menu, _tr("Mark as"), "marker_menu")
    for marker in MarkerKind:
        if marker is not MarkerKind.OWN:
            _add(markers, _name(marker), _marker(bridge, marker, selection[-1]))
    menu.addSeparator()
    _add(menu, _tr("Duplicate"), host.duplicate_selected, "Ctrl+D")
    _add(menu, _tr("Delete"), host.delete_selected, "Del")
    return menu


def _add(
    menu: QMenu, words: str, call: Callable[[], object], key: str = "", *, on: bool | None = None
) -> None:
    # The key is told beside the words; the timeline itself listens to it.
    told = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    action = menu.addAction(words.replace("&", "&&") + (f"\t{told}" if told else ""))
    action.triggered.connect(call)
    if on is not None:
        action.setCheckable(True)
        action.setChecked(on)


def _sub(menu: QMenu, words: str, name: str) -> QMenu:
    sub = menu.addMenu(words)
    sub.setObjectName(name)
    return sub


def _setter(
    put: Callable[..., None], desk: object, selection: Sequence[EntryId], value: object
) -> Callable[[], None]:
    return lambda: put(desk, selection, value)


def _mover(
    bridge: DeskBridge, selection: Sequence[EntryId], department_id: DepartmentId
) -> Callable[[], None]:
    return lambda: entry_edits.move_to_department(bridge.desk, selection, department_id)


def _marker(bridge: DeskBridge, kind: MarkerKind, entry_id: EntryId) -> Callable[[], None]:
    return lambda: entry_edits.set_marker(bridge.desk, kind, entry_id=entry_id)


def _name(value: EntryKind | Standing | MarkerKind) -> str:
    return value.value[:1].upper() + value.value[1:]


def _tr(text: str) -> str:
    return QCoreApplication.translate("EntryMenu", text)
