"""Which sections a copy has, in which order: a list to tick, drag and move by keys."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton

from reviewdesk.domain.copies import SECTIONS_OF, Section, Template, in_reading_order
from reviewdesk.widgets.parts import tool_tip

_DATA = Qt.ItemDataRole.UserRole
_FIXED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
_MOVABLE = _FIXED | Qt.ItemFlag.ItemIsDragEnabled


class SectionList(QObject):
    """Signals: `changed()` when another choice or another order stands in the list."""

    changed = Signal()

    def __init__(self, shown: QListWidget, up: QPushButton, down: QPushButton) -> None:
        super().__init__(shown)
        self._list, self._up, self._down = shown, up, down
        self._filling = False
        shown.itemChanged.connect(self._on_changed)
        shown.currentRowChanged.connect(self.show_state)
        shown.model().rowsMoved.connect(self._on_moved)
        up.clicked.connect(self._on_up)
        down.clicked.connect(self._on_down)
        for keys, slot in (("Alt+Up", self._on_up), ("Alt+Down", self._on_down)):
            shortcut = QShortcut(QKeySequence(keys), shown)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)

    def titles(self) -> dict[Section, str]:
        return {
            Section.GLANCE: self.tr("At a glance, on the cover"),
            Section.METHOD: self.tr("How this review was done"),
            Section.BACKGROUND: self.tr("Background and terms"),
            Section.TIMELINE: self.tr("Timeline, drawn"),
            Section.EVENTS: self.tr("Every event"),
            Section.SIDES: self.tr("From each side"),
            Section.DECISIONS: self.tr("Decision points"),
            Section.CONDITIONS: self.tr("Conditions and their map"),
            Section.RIGHT: self.tr("What went right"),
            Section.LESSONS: self.tr("Lessons"),
            Section.REPAIRS: self.tr("Repairs"),
            Section.CHANGED: self.tr("What changed"),
            Section.EARLIER: self.tr("Earlier reviews alike"),
            Section.QUESTIONS: self.tr("Open questions"),
            Section.EVIDENCE: self.tr("Evidence"),
            Section.SOURCES: self.tr("Sources"),
        }

    def fill(self, chosen: Sequence[Section]) -> None:
        """Lists the chosen ones first and in their order, then the others.

        What belongs to the cover stands above all of them, chosen or not.
        """
        self._filling = True
        self._list.clear()
        titles = self.titles()
        for section in in_reading_order((*chosen, *(one for one in Section if one not in chosen))):
            item = QListWidgetItem(titles[section])
            item.setData(_DATA, section.value)
            item.setFlags(_FIXED if section is Section.GLANCE else _MOVABLE)
            if section is Section.GLANCE:
                item.setToolTip(
                    tool_tip(
                        self.tr(
                            "It stands under the title, where a copy begins: it can be left out, "
                            "and not be moved."
                        )
                    )
                )
            state = Qt.CheckState.Checked if section in chosen else Qt.CheckState.Unchecked
            item.setCheckState(state)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._filling = False
        self.show_state()

    def chosen(self) -> tuple[Section, ...]:
        items = [self._list.item(row) for row in range(self._list.count())]
        ticked = [one for one in items if one.checkState() is Qt.CheckState.Checked]
        return in_reading_order([Section(one.data(_DATA)) for one in ticked])

    def differing_from(self, template: Template) -> tuple[Section, ...]:
        """What was chosen, where it is not what the template has; else nothing."""
        chosen = self.chosen()
        return () if chosen == SECTIONS_OF[template] else chosen

    def _on_up(self) -> None:
        self._move(-1)

    def _on_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        row = self._list.currentRow()
        if not self._may_stand(row, row + by):
            return
        self._filling = True
        item = self._list.takeItem(row)
        self._list.insertItem(row + by, item)
        self._list.setCurrentRow(row + by)
        self._filling = False
        self._on_changed()

    def _may_stand(self, row: int, at: int) -> bool:
        return row > 0 and 0 < at < self._list.count()

    def _on_moved(self) -> None:
        """What was dropped above the cover stands under it."""
        first = self._list.item(0)
        if first.data(_DATA) != Section.GLANCE:
            self._filling = True
            self._list.insertItem(1, self._list.takeItem(0))
            self._list.setCurrentRow(1)
            self._filling = False
        self._on_changed()

    def _on_changed(self) -> None:
        if not self._filling:
            self.show_state()
            self.changed.emit()

    def show_state(self) -> None:
        """Which way the section in hand can go; none while the list cannot be used."""
        row = self._list.currentRow() if self._list.isEnabled() else -1
        self._up.setEnabled(self._may_stand(row, row - 1))
        self._down.setEnabled(self._may_stand(row, row + 1))
