"""Saying of many events at once who saw them: “all alerts of this source, by Engineering”."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QVBoxLayout, QWidget

from reviewdesk.domain.entries import Entry, Source
from reviewdesk.domain.ids import DepartmentId, EntryId
from reviewdesk.domain.people import Department
from reviewdesk.domain.sightings import Channel
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services.sighting_edits import SightingState, say_of_many, unsaid
from reviewdesk.widgets.asking_dialog import foot_of, name_dialog
from reviewdesk.widgets.choice_box import ChoiceBox
from reviewdesk.widgets.parts import button, label, shown
from reviewdesk.widgets.timeline.at_large import do_to

_WIDTH_PX = 520
_NAMED_CHARS = 60


class SightingsDialog(QDialog):
    """Which events, whose eyes, what is said, through what; first of all, of how many."""

    def __init__(self, bridge: DeskBridge, view: ViewState, parent: QWidget) -> None:
        super().__init__(parent.window())
        name_dialog(self, "sightings", self.tr("Who saw all of these"))
        self._bridge, self._view = bridge, view
        self._groups = self._found(view)
        self._which = self._box("sightings_which", self.tr("Which events"))
        for words, ids in self._groups:
            self._which.addItem(f"{words} ({len(ids)})")
        if len(view.selection) == 1 and len(self._groups) > 1:
            self._which.setCurrentIndex(1)
        self._department = self._box("sightings_department", self.tr("Department"))
        for department in bridge.review.departments:
            self._department.addItem(shown(_short(department.name)), department.id)
        turned = self._department.findData(view.turned)
        self._department.setCurrentIndex(max(0, turned))
        self._state = self._box("sightings_state", self.tr("Saw them"))
        for words, state in (
            (self.tr("could see them, from when each began"), SightingState.VISIBLE),
            (self.tr("noticed each as it began"), SightingState.NOTICED),
            (self.tr("could not see them"), SightingState.OUT),
        ):
            self._state.addItem(words, state)
        self._channel = self._box("sightings_channel", self.tr("Through what"))
        self._channel.addItem("–", None)
        for one in Channel:
            self._channel.addItem(one.value, one)
        self._count = label("", "strong")
        self._count.setObjectName("sightings_count")
        self._count.setWordWrap(True)
        self._yes = button(self.tr("Say it"), "sightings_yes", "accent")
        self._lay_out()
        for box in (self._which, self._department, self._state):
            box.currentIndexChanged.connect(self._tell)
        self._yes.clicked.connect(self._on_yes)
        bridge.closing.connect(self.reject)
        self._tell()

    def _found(self, view: ViewState) -> list[tuple[str, tuple[EntryId, ...]]]:
        """Groups of events to choose from, those that are selected first."""
        review = self._bridge.review
        entries = review.entries
        chosen = tuple(one for one in view.selection if one in entries)
        groups = [(self.tr("The selected ones"), chosen)]
        current = review.find(Entry, view.current)
        if current is None:
            return groups
        in_order = review.entries_in_order()
        like = [one for one in in_order if one.source_id == current.source_id]
        source = review.find(Source, current.source_id)
        name = _short(source.name) if source else self.tr("typed here")
        kind = current.kind.value
        same = tuple(one.id for one in like if one.kind is current.kind)
        words = self.tr("All of the kind “%1” from: %2").replace("%1", kind)
        groups.append((words.replace("%2", name), same))
        words = self.tr("All from: %1").replace("%1", name)
        groups.append((words, tuple(one.id for one in like)))
        lane = review.find(Department, current.department_id)
        if lane is not None:
            words = self.tr("All of the kind “%1” in the lane of %2").replace("%1", kind)
            ids = tuple(
                one.id
                for one in in_order
                if one.kind is current.kind and one.department_id == lane.id
            )
            groups.append((words.replace("%2", _short(lane.name)), ids))
        return groups

    def _box(self, name: str, accessible: str) -> QComboBox:
        box = ChoiceBox()
        box.setObjectName(name)
        box.setAccessibleName(accessible)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return box

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Who saw all of these"), "heading"))
        form = QFormLayout()
        form.setContentsMargins(0, 6, 0, 6)
        form.setHorizontalSpacing(16)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, box in (
            (self.tr("Events"), self._which),
            (self.tr("Department"), self._department),
            (self.tr("Saw them"), self._state),
            (self.tr("Through"), self._channel),
        ):
            named = label(words)
            named.setBuddy(box)
            form.addRow(named, box)
        column.addLayout(form)
        column.addWidget(self._count)
        column.addLayout(foot_of(self, "sightings", self._yes))
        self.resize(_WIDTH_PX, self.sizeHint().height())
        self._department.setFocus(Qt.FocusReason.OtherFocusReason)

    def _asked(self) -> tuple[tuple[EntryId, ...], DepartmentId, SightingState]:
        ids = self._groups[self._which.currentIndex()][1]
        return ids, self._department.currentData() or "", SightingState(self._state.currentData())

    def _tell(self) -> None:
        """Of how many it will be said, and why not of the others."""
        ids, department_id, state = self._asked()
        count = len(unsaid(self._bridge.review, ids, department_id, state))
        words = self.tr("Will be said of %n events.", "", count)
        if count == 1:
            words = self.tr("Will be said of one event.")
        left = len(ids) - count
        if left:
            words += " " + self.tr(
                "%n left as before: already said, of its own lane, or without a time.",
                "",
                left,
            )
        self._count.setText(words)
        self._yes.setEnabled(bool(count and department_id))

    def _on_yes(self) -> None:
        ids, department_id, state = self._asked()
        channel = self._channel.currentData()
        chosen = Channel(channel) if channel is not None else None
        do_to(
            self.parentWidget(),
            self._bridge,
            len(ids),
            lambda desk: say_of_many(desk, ids, department_id, state, chosen),
            lambda count: self._say_done(count, state),
        )
        self.accept()

    def _say_done(self, count: int, state: SightingState) -> None:
        words = self.tr("Said of %n events: %1, %2.", "", count)
        if count == 1:
            words = self.tr("Said of one event: %1, %2.")
        saw = {
            SightingState.VISIBLE: self.tr("could see, did not"),
            SightingState.NOTICED: self.tr("noticed"),
        }.get(state, self.tr("out of sight"))
        words = words.replace("%1", self._department.currentText())
        self._view.said_of_step.emit(words.replace("%2", saw))


def _short(text: str) -> str:
    return text if len(text) <= _NAMED_CHARS else f"{text[:_NAMED_CHARS]}…"
