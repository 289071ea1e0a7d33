"""The probes of one decision: why it made sense first, then the rest in families."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from reviewdesk.domain.accounts import MADE_SENSE, WHAT_IF, Decision, Question
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.values import clean_line
from reviewdesk.services import account_edits
from reviewdesk.services.desk import Edited
from reviewdesk.services.questions import probes, question_bank, unanswered
from reviewdesk.widgets.fields import ChoiceField, TextField, discard, discard_all
from reviewdesk.widgets.flow import FlowBox
from reviewdesk.widgets.link_fields import TagsField
from reviewdesk.widgets.parts import button, frame, label, shown
from reviewdesk.widgets.record_links import RecordLinks
from reviewdesk.widgets.spots import decision_spot, probe_spot


class AskedLabel(QLabel):
    """A question that is quiet over its field; pressing on it is pressing on the field."""

    def __init__(self, asked: str, field: QWidget, role: str = "quiet") -> None:
        super().__init__(shown(asked))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(True)
        self.setBuddy(field)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        field = self.buddy()
        if event.button() is Qt.MouseButton.LeftButton and field is not None:
            field.setFocus(Qt.FocusReason.MouseFocusReason)


class MadeSenseBox(QWidget):
    """The first question of every decision, on a ground of its own."""

    def __init__(self, links: RecordLinks, entry_id: EntryId) -> None:
        super().__init__()
        first = _made_sense(probes(links.bridge.review.head))
        ground = frame("wash")
        self.field = TextField(
            links.bridge,
            probe_spot(links.bridge, entry_id, first.key),
            "made_sense_field",
            first.text,
            placeholder=self.tr("Type what is said, in their words"),
            bare=True,
        )
        # All of the box is its field: a press beside the words writes there too.
        ground.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        ground.setFocusProxy(self.field)
        ground.setCursor(Qt.CursorShape.IBeamCursor)
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(12, 9, 10, 10)
        inside.setSpacing(2)
        inside.addWidget(AskedLabel(first.text, self.field, "strong"))
        inside.addWidget(self.field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(ground)


def _made_sense(asked: Iterable[Question]) -> Question:
    bank = question_bank().probes
    return next(one for one in (*asked, *bank) if one.key == MADE_SENSE)


class PressureChips(FlowBox):
    """Pressures of the bank and of this decision, switched on and off; own ones can be added."""

    def __init__(self, links: RecordLinks, entry_id: EntryId) -> None:
        super().__init__()
        self.setObjectName("pressure_chips")
        self.setAccessibleName(self.tr("Pressures"))
        self._bridge = links.bridge
        self._entry_id = entry_id
        self._flow = self.flow
        self._own = QLineEdit()
        self._own.setObjectName("pressure_line")
        self._own.setAccessibleName(self.tr("Another pressure"))
        self._own.setPlaceholderText(self.tr("+ another"))
        self._own.setProperty("bare", "true")
        self._own.setMaxLength(1_000)
        self._own.setMinimumWidth(90)
        self._own.returnPressed.connect(self._on_own_entered)
        self._shown: tuple[str, ...] | None = None
        self._flow.addWidget(self._own)
        self._sync()
        links.bridge.edited.connect(self._on_edited)

    def _held(self) -> tuple[str, ...]:
        found = self._bridge.review.decision_of(self._entry_id)
        return found.pressures if found is not None else ()

    def _sync(self) -> None:
        held = self._held()
        if held == self._shown:
            return
        focused: QWidget | None = self.focusWidget()
        told = focused.accessibleName() if focused else ""
        if focused is not None and focused is not self._own:
            # A chip that goes would hand the keyboard to what comes next, and scroll to it.
            self.setFocus()
        self._shown = held
        discard_all(self._flow, keep=1)
        known = question_bank().pressures
        for place, pressure in enumerate((*known, *(one for one in held if one not in known))):
            chip = button(pressure.replace("&", "&&"), f"pressure_{place}", "chip")
            chip.setAccessibleName(pressure)
            chip.setCheckable(True)
            chip.setChecked(pressure in held)
            chip.clicked.connect(lambda _on, which=pressure: self._toggle(which))
            self._flow.insert_widget(place, chip)
            chip.show()
            if pressure == told:
                chip.setFocus()

    def _toggle(self, pressure: str) -> None:
        self._shown = None
        try:
            account_edits.toggle_pressure(self._bridge, self._entry_id, pressure)
        finally:
            self._sync()

    def _on_own_entered(self) -> None:
        pressure = clean_line(self._own.text())
        if pressure and pressure not in self._held():
            account_edits.toggle_pressure(self._bridge, self._entry_id, pressure)
        self._own.clear()

    def _on_edited(self, edited: Edited) -> None:
        if Decision in edited.record_types:
            self._sync()


class ProbeFields(QWidget):
    """Everything about a decision but its first question: probes, options, maker, pressures."""

    def __init__(self, links: RecordLinks, entry_id: EntryId, *, pressures: bool = True) -> None:
        super().__init__()
        self.setObjectName("probe_fields")
        self._links = links
        self._entry_id = entry_id
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        family = ""
        for probe in probes(links.bridge.review.head):
            if probe.key == MADE_SENSE:
                continue
            if family:
                layout.addWidget(frame("hairline"))
            family = probe.family or probe.key
            if probe.family == "Options":
                # What was open comes before what spoke for each of it.
                self._add_options(layout)
            self._add_question(layout, probe)
        layout.addWidget(frame("hairline"))
        self._add_people(layout)
        layout.addWidget(WhatIfSweep(links, entry_id))
        if pressures:
            layout.addSpacing(8)
            layout.addWidget(label(self.tr("Pressures"), "caption"))
            layout.addSpacing(2)
            layout.addWidget(PressureChips(links, entry_id))

    def _add_question(self, layout: QVBoxLayout, probe: Question) -> None:
        bridge = self._links.bridge
        field = TextField(
            bridge,
            probe_spot(bridge, self._entry_id, probe.key),
            f"probe_{probe.key}_field",
            probe.text,
            placeholder="–",
            bare=True,
        )
        self._add(layout, probe.text, field)

    def _add_options(self, layout: QVBoxLayout) -> None:
        bridge = self._links.bridge
        options = TagsField(
            bridge,
            decision_spot(bridge, self._entry_id, "options"),
            "decision_options_field",
            self.tr("Options that seemed open"),
            self.tr("Add an option…"),
        )
        self._add(layout, self.tr("Which options seemed open?"), options)
        self._add_line(layout, "chosen", self.tr("Which was taken?"))

    def _add_people(self, layout: QVBoxLayout) -> None:
        bridge = self._links.bridge
        entry = bridge.review.find(Entry, self._entry_id)
        maker = ChoiceField(
            bridge,
            decision_spot(bridge, self._entry_id, "maker_id"),
            "decision_maker_field",
            self.tr("Who took it, by role"),
            lambda: self._links.voices(entry.department_id if entry else None),
        )
        maker.setProperty("bare", "true")
        row = QHBoxLayout()
        row.addWidget(label(self.tr("Taken by"), "quiet"))
        row.addWidget(maker, 1, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(row)
        self._add_line(layout, "asked", self.tr("Who was asked?"))
        self._add_line(layout, "confidence", self.tr("How sure was it felt to be?"))

    def _add_line(self, layout: QVBoxLayout, field: str, asked: str) -> None:
        bridge = self._links.bridge
        line = TextField(
            bridge,
            decision_spot(bridge, self._entry_id, field),
            f"decision_{field}_field",
            asked,
            placeholder="–",
            bare=True,
            one_line=True,
        )
        self._add(layout, asked, line)

    def _add(self, layout: QVBoxLayout, asked: str, field: QWidget) -> None:
        layout.addSpacing(4)
        layout.addWidget(AskedLabel(asked, field))
        layout.addWidget(field)
        layout.addSpacing(4)


class WhatIfSweep(QWidget):
    """Hypothetical questions, said to be so; they open when the probes are done.

    What was answered to them stays in sight, whatever is taken away of the probes later.
    """

    def __init__(self, links: RecordLinks, entry_id: EntryId) -> None:
        super().__init__()
        self.setObjectName("what_if_sweep")
        self._links, self._bridge, self._entry_id = links, links.bridge, entry_id
        self._waiting = label("", "quiet")
        self._waiting.setObjectName("what_if_waiting")
        self._waiting.setWordWrap(True)
        self._open: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 4, 0, 0)
        self._layout.setSpacing(3)
        self._layout.addWidget(frame("hairline"))
        self._layout.addWidget(self._waiting)
        self._sync()
        self._bridge.edited.connect(self._on_edited)

    @property
    def is_open(self) -> bool:
        return self._open is not None

    def _sync(self) -> None:
        review = self._bridge.review
        decision = review.decision_of(self._entry_id)
        left = unanswered(review.head, decision)
        given = decision.answers if decision else ()
        wanted = not left or any(one.question.startswith(WHAT_IF) for one in given)
        self._waiting.setVisible(not wanted)
        self._waiting.setText(
            self.tr("What if? Opens when the probes are done: %n left.", "", left)
        )
        if wanted and self._open is None:
            self._open = self._questions()
            self._layout.addWidget(self._open)
            self._open.show()
        elif not wanted and self._open is not None:
            discard(self._open)
            self._open = None

    def _questions(self) -> QWidget:
        held = QWidget()
        layout = QVBoxLayout(held)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(label(self.tr("What if · hypothetical"), "caption"))
        told = label(self.tr("None of this happened; it is hidden under the veil."), "quiet")
        told.setWordWrap(True)
        layout.addWidget(told)
        for question in question_bank().what_if:
            field = TextField(
                self._bridge,
                probe_spot(self._bridge, self._entry_id, question.key),
                f"{question.key}_field",
                question.text,
                placeholder="–",
                bare=True,
            )
            layout.addSpacing(4)
            layout.addWidget(AskedLabel(question.text, field))
            layout.addWidget(field)
        return held

    def _on_edited(self, edited: Edited) -> None:
        if edited.tables & {"decision", "review"}:
            self._sync()
