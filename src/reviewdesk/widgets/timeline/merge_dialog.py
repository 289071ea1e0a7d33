"""What several events would be as one, before they are: shown, and what can be chosen, chosen."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QVBoxLayout,
    QWidget,
)

from reviewdesk.domain.entries import Entry, EntryKind, Standing
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.joining import Merge
from reviewdesk.domain.people import Department
from reviewdesk.qt.clock_texts import ClockTexts
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services import entry_joining
from reviewdesk.widgets.asking_dialog import foot_of, name_dialog
from reviewdesk.widgets.choice_box import ChoiceBox
from reviewdesk.widgets.parts import ElidedLabel, button, label, shown

_LISTED = 8
_TITLE_CHARS = 2_000
_WIDTH_PX = 560


class MergeDialog(QDialog):
    """One event of several: Enter makes it, as one step, and selects it."""

    def __init__(
        self,
        bridge: DeskBridge,
        view: ViewState,
        plan: Merge,
        entry_ids: Sequence[EntryId],
        parent: QWidget,
    ) -> None:
        super().__init__(parent.window())
        name_dialog(self, "merge", self.tr("Merge into one"))
        self._bridge, self._view = bridge, view
        self._entry_ids = tuple(entry_ids)
        self._texts = ClockTexts(bridge, view)
        found = (bridge.review.find(Entry, one) for one in entry_ids)
        entries = [entry for entry in found if entry is not None]
        entries.sort(key=lambda one: (one.anchor is not None, one.anchor))
        self._title = self._titles(plan, entries)
        self._department = self._choice(
            "merge_department", self.tr("Department"), self._departments(entries)
        )
        self._put(self._department, plan.entry.department_id)
        kinds = [(one.value, one) for one in EntryKind]
        self._kind = self._choice("merge_kind", self.tr("Kind"), kinds)
        self._put(self._kind, plan.entry.kind)
        standings = [(one.value, one) for one in Standing]
        self._standing = self._choice("merge_standing", self.tr("Standing"), standings)
        self._put(self._standing, plan.entry.standing)
        self._lay_out(plan, entries)
        bridge.closing.connect(self.reject)

    def _lay_out(self, plan: Merge, entries: Sequence[Entry]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(8)
        heading = self.tr("Merge %1 events into one").replace("%1", str(len(entries)))
        column.addWidget(label(heading, "heading"))
        for entry in entries[:_LISTED]:
            line = f"{self._texts.entry_time(entry)}  {self._lane(entry)}  {entry.title}"
            column.addWidget(ElidedLabel(line, "quiet"))
        if len(entries) > _LISTED:
            more = self.tr("and %1 more").replace("%1", str(len(entries) - _LISTED))
            column.addWidget(label(more, "quiet"))
        form = QFormLayout()
        form.setContentsMargins(0, 10, 0, 6)
        form.setHorizontalSpacing(16)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        time = label(self._time(plan.entry), "strong")
        time.setObjectName("merge_time")
        form.addRow(label(self.tr("Time")), time)
        form.addRow(label(self.tr("Title")), self._title)
        form.addRow(label(self.tr("Department")), self._department)
        form.addRow(label(self.tr("Kind")), self._kind)
        form.addRow(label(self.tr("Standing")), self._standing)
        kept = label(self._kept(plan), "quiet")
        kept.setObjectName("merge_kept")
        kept.setWordWrap(True)
        form.addRow(label(self.tr("Goes over")), kept)
        column.addLayout(form)
        merge = button(self.tr("Merge"), "merge_yes", "accent")
        merge.clicked.connect(self._on_merge)
        column.addLayout(foot_of(self, "merge", merge))
        self.resize(_WIDTH_PX, self.sizeHint().height())
        merge.setFocus(Qt.FocusReason.OtherFocusReason)

    def _titles(self, plan: Merge, entries: Iterable[Entry]) -> QComboBox:
        """The longest first; another can be chosen, or written."""
        box = ChoiceBox()
        box.setObjectName("merge_title")
        box.setAccessibleName(self.tr("Title"))
        box.setEditable(True)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        titles = dict.fromkeys([plan.entry.title, *(one.title for one in entries)])
        box.addItems([title[:_TITLE_CHARS] for title in titles])
        return box

    def _choice(
        self, name: str, words: str, choices: Sequence[tuple[str, str | None]]
    ) -> QComboBox:
        box = ChoiceBox()
        box.setObjectName(name)
        box.setAccessibleName(words)
        for text, value in choices:
            box.addItem(shown(text), value)
        return box

    def _put(self, box: QComboBox, value: object) -> None:
        box.setCurrentIndex(max(0, box.findData(value)))

    def _departments(self, entries: Iterable[Entry]) -> list[tuple[str, str | None]]:
        ids = dict.fromkeys(one.department_id for one in entries)
        return [(self._name(one), one) for one in ids]

    def _name(self, department_id: str | None) -> str:
        department = self._bridge.review.find(Department, department_id)
        return department.name if department else self.tr("No department")

    def _lane(self, entry: Entry) -> str:
        return self._name(entry.department_id)

    def _time(self, entry: Entry) -> str:
        told = self._texts.entry_time(entry)
        if entry.end is not None:
            return f"{told} – {self._texts.moment(entry.end)}"
        return f"{told} –" if entry.open_end else told

    def _kept(self, plan: Merge) -> str:
        parts = [self.tr("every detail and tag")]
        for count, words in (
            (plan.evidence, self.tr("evidence: %1")),
            (plan.sightings, self.tr("who saw it: %1")),
            (plan.links, self.tr("links: %1")),
            (plan.raw_lines, self.tr("raw lines: %1")),
        ):
            if count:
                parts.append(words.replace("%1", str(count)))
        return " · ".join(parts)

    def _on_merge(self) -> None:
        left = entry_joining.merge_entries(
            self._bridge.desk,
            self._entry_ids,
            title=self._title.currentText(),
            department_id=self._department.currentData(),
            kind=self._kind.currentData(),
            standing=self._standing.currentData(),
        )
        self.accept()
        self._view.select(left)
