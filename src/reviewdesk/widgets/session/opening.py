"""What a sitting opens with: what it is for, the leader's words, ground rules, who is there."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from reviewdesk.domain.ids import VoiceId
from reviewdesk.domain.people import Department, Voice
from reviewdesk.domain.redaction import Redactor
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import TextRole, Theme
from reviewdesk.services import session_edits
from reviewdesk.services.questions import question_bank
from reviewdesk.services.review_head import set_lines
from reviewdesk.widgets.fields import AddLine, TextField, discard_all
from reviewdesk.widgets.flow import FlowLayout
from reviewdesk.widgets.parts import breakable, button, label, tool_tip
from reviewdesk.widgets.session.heads import sent_head
from reviewdesk.widgets.session.spots import session_spot
from reviewdesk.widgets.spots import Spot, record_spot


class OpeningPanel(QWidget):
    """Fields of the opening, each written as it is typed.

    Signals: `command_wished(str)`, the name of a command.
    """

    command_wished = Signal(str)

    def __init__(self, bridge: DeskBridge, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("opening_panel")
        self.setAccessibleName(self.tr("Opening"))
        self._bridge, self._theme = bridge, theme
        self._review_id = ""
        self._shown: object = None
        self._fields = QVBoxLayout()
        self._fields.setSpacing(4)
        self._people = QVBoxLayout()
        self._people.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._fields)
        column.addWidget(label(self.tr("Who is in the room"), "caption"))
        column.addLayout(self._people)
        column.addStretch(1)

    def sync(self) -> None:
        if self._review_id != self._bridge.review.id:
            self._review_id = self._bridge.review.id
            discard_all(self._fields)
            for part in self._make_fields():
                self._fields.addWidget(part)
        self._sync_people()

    def clear(self) -> None:
        self._review_id, self._shown = "", None
        discard_all(self._fields)
        discard_all(self._people)

    def _make_fields(self) -> Sequence[QWidget]:
        head = self._bridge.review.head
        return (
            label(self.tr("What this session is for"), "caption"),
            self._field("purpose", self.tr("To understand how it looked from each side, then.")),
            label(self.tr("What it is not for"), "caption"),
            self._field("not_for", self.tr("Not to find who caused it, and not to fix it yet.")),
            self._head(self.tr("The leader's own words"), "room_opening"),
            TextField(
                self._bridge, record_spot(self._bridge, head, "opening"), "session_opening",
                self.tr("The leader's own words at the start"),
                placeholder=self.tr("Why this matters, and that nobody is on trial"),
                least_lines=2,
            ),
            self._head(self.tr("Ground rules"), "room_rules"),
            self._rules(),
        )  # fmt: skip

    def _head(self, text: str, command: str) -> QWidget:
        words = self.tr("Show it in the room, and back")
        send = partial(self.command_wished.emit, command)
        return sent_head(text, words, f"{command}_send", send)

    def _field(self, field: str, placeholder: str) -> TextField:
        return TextField(
            self._bridge, session_spot(self._bridge, field), f"session_{field}", placeholder,
            placeholder=placeholder, least_lines=2,
        )  # fmt: skip

    def _rules(self) -> TextField:
        spot = record_spot(self._bridge, self._bridge.review.head, "ground_rules")

        def read() -> object:
            return "\n".join(self._bridge.review.head.ground_rules)

        def write(value: object, fold_key: str) -> None:
            set_lines(self._bridge, "ground_rules", str(value), fold_key)

        return TextField(
            self._bridge, Spot(spot.key, read, write, spot.concerns), "session_rules",
            self.tr("Ground rules, one in each line"),
            placeholder="\n".join(question_bank().ground_rules), least_lines=3,
        )  # fmt: skip

    # Who is there, by department and role

    def _sync_people(self) -> None:
        review = self._bridge.review
        session = session_edits.sitting(review)
        present = session.present_ids if session else ()
        roles = session.present_voice_ids if session else ()
        voices = review.listed(Voice)
        told = Redactor(voices, review.departments, review.head.copy_names).roles
        state = (
            tuple((one.id, one.name) for one in review.departments),
            tuple((one.id, one.role, one.department_id, told[one.id]) for one in voices),
            present, roles,
        )  # fmt: skip
        if state == self._shown:
            return
        self._shown = state
        focused = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        name = focused.objectName() if focused is not None and inside else ""
        discard_all(self._people)
        for department in review.departments:
            own = [voice for voice in voices if voice.department_id == department.id]
            self._people.addWidget(
                self._people_row(department, own, department.id in present, set(roles), told)
            )
        if not review.departments:
            self._people.addWidget(
                label(self.tr("Name the departments on the page About this review."), "quiet")
            )
        again = self.findChild(QWidget, name) if name else None
        if again is not None:
            again.setFocus()

    def _people_row(
        self,
        department: Department,
        voices: Sequence[Voice],
        present: bool,
        roles: set[str],
        told: Mapping[VoiceId, str],
    ) -> QWidget:
        """`roles`: who is there; `told`: how the room reads each."""
        held = QWidget()
        flow = FlowLayout(held, spacing_px=6)
        here = self._choice(
            department.name, f"present_{department.id}", present,
            partial(self._set_present, department.id, "", not present),
        )  # fmt: skip
        flow.addWidget(here)
        for voice in voices:
            there = voice.id in roles
            flow.addWidget(
                self._choice(
                    voice.role or self.tr("a role without a name"), f"present_{voice.id}", there,
                    partial(self._set_present, department.id, voice.id, not there),
                )
            )  # fmt: skip
            if voice.role and not told[voice.id].casefold().startswith(voice.role.casefold()):
                # A word of it is like somebody's name.
                words = self.tr("The room reads: {role}").format(role=told[voice.id][:60])
                flow.addWidget(label(words, "attention"))
        add = AddLine(
            f"present_add_{department.id}", self.tr("Role…"), partial(self._add, department.id),
            self.tr("A role of {name} that is here").format(name=department.name),
        )  # fmt: skip
        add.setFixedWidth(self._theme.px(130))
        flow.addWidget(add)
        return held

    def _choice(self, text: str, name: str, on: bool, act: object) -> QWidget:
        mark = "✓ " if on else ""
        made = button(f"{mark}{breakable(text)[:60]}".replace("&", "&&"), name, "pill")
        made.setCheckable(True)
        made.setChecked(on)
        if on:
            # Qt measures a button in the weight it has unchecked.
            bold = QFontMetrics(self._theme.font(TextRole.SMALL, QFont.Weight.DemiBold))
            made.setMinimumWidth(bold.horizontalAdvance(made.text()) + self._theme.px(28))
        made.setAccessibleName(f"{text}, {self.tr('here') if on else self.tr('not here')}")
        made.setToolTip(tool_tip(text))
        made.clicked.connect(act)
        return made

    def _set_present(self, department_id: str, voice_id: str, present: bool) -> None:
        review = self._bridge.review
        self._bridge.apply(session_edits.set_present(review, department_id, present, voice_id))

    def _add(self, department_id: str, role: str) -> None:
        self._bridge.apply(session_edits.add_role(self._bridge.review, department_id, role))
