"""The five phases, with those behind checked; a click moves the review to one."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from reviewdesk.domain.sessions import PHASES, Phase
from reviewdesk.widgets.parts import button, set_state


class PhaseBar(QWidget):
    """Where the review stands.

    Signals: `phase_requested(Phase)`.
    """

    phase_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("phase_bar")
        self.setAccessibleName(self.tr("Phases"))
        self._phase = Phase.PREPARE
        self._buttons: dict[Phase, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for phase in PHASES:
            made = button(phase.value, f"phase_{phase.name.lower()}", "phase")
            made.setCheckable(True)
            # A click leaves the keyboard where one was writing.
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.clicked.connect(self._on_clicked)
            self._buttons[phase] = made
            row.addWidget(made)
        self._one = button("", "phase_menu", "phase", accessible=self.tr("Phase"))
        self._one.setCheckable(True)
        self._one.clicked.connect(self._on_one_clicked)
        self._one.hide()
        row.addWidget(self._one)
        self.show_phase(self._phase)

    @property
    def phase(self) -> Phase:
        return self._phase

    def show_phase(self, phase: Phase) -> None:
        self._phase = phase
        now = PHASES.index(phase)
        for place, (one, made) in enumerate(self._buttons.items()):
            done = place < now
            made.setText(f"✓ {one.value}" if done else one.value)
            made.setChecked(place == now)
            set_state(made, "done", "true" if done else "false")
            state = self.tr("done") if done else self.tr("now") if place == now else ""
            made.setAccessibleName(f"{one.value}, {state}" if state else one.value)
        self._one.setText(f"{phase.value} ▾")
        self._one.setChecked(True)
        self.measure()

    def measure(self) -> None:
        """Gives the phase in hand the room its bold letters need, at the size of type in force."""
        for made in (*self._buttons.values(), self._one):
            made.ensurePolished()
            bold = made.font()
            bold.setWeight(QFont.Weight.Bold)
            # Qt measures a button in the weight it has unchecked.
            wide = QFontMetrics(bold).horizontalAdvance(made.text()) + 30
            made.setMinimumWidth(wide if made.isChecked() else 0)

    def set_tight(self, tight: bool) -> None:
        """Shows only the phase in hand, with the others in a menu, where there is little room."""
        for made in self._buttons.values():
            made.setVisible(not tight)
        self._one.setVisible(tight)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.show_phase(self._phase)

    def _on_clicked(self) -> None:
        for phase, made in self._buttons.items():
            if made is self.sender():
                self._ask(phase)
                return

    def _on_one_clicked(self) -> None:
        menu = QMenu(self)
        for phase in PHASES:
            action = menu.addAction(phase.value)
            action.setCheckable(True)
            action.setChecked(phase is self._phase)
            action.setData(phase.value)
        chosen = menu.exec(self._one.mapToGlobal(self._one.rect().bottomLeft()))
        menu.deleteLater()
        if chosen is not None:
            self._ask(Phase(chosen.data()))
        self.show_phase(self._phase)

    def _ask(self, phase: Phase) -> None:
        before = self._phase
        if phase is not before:
            self.phase_requested.emit(phase)
        self.show_phase(self._phase)
