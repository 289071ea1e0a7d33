"""The bar of the replay: steps, run, by what, how fast, through whose eyes, what came to light."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QPushButton, QWidget

from reviewdesk.domain.people import Department
from reviewdesk.domain.replay import ReplayUnit
from reviewdesk.domain.sights import Sight, SightState
from reviewdesk.qt.clock_texts import ClockTexts
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.replay import SPEEDS, Replay
from reviewdesk.qt.theme import Theme
from reviewdesk.qt.view_state import ViewState
from reviewdesk.widgets.parts import TwoLineLabel, button, shown

_NAMED = 3
_LEAST_TOLD_PX = 120
_SHORT_NAME, _LONG_NAME = 14, 40
"""Letters of the name of whose eyes they are."""


class ReplayBar(QWidget):
    """Shown while one replays.

    Signals: `entered()` when it is opened; `left()` when the keyboard goes back to the timeline.
    """

    entered = Signal()
    left = Signal()

    def __init__(
        self,
        bridge: DeskBridge,
        view: ViewState,
        theme: Theme,
        replay: Replay,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("replay_bar")
        self.setAccessibleName(self.tr("Replay"))
        self._bridge, self._view, self._replay = bridge, view, replay
        self._texts = ClockTexts(bridge, view)
        self._rewind = button("|◂", "replay_rewind", "pill", accessible=self.tr("To the start"))
        self._back = button("◂", "replay_back", "pill", accessible=self.tr("One step back"))
        self._run = button("", "replay_run", "pill")
        self._on = button("▸", "replay_forward", "pill", accessible=self.tr("One step on"))
        self._unit = button("", "replay_unit", "pill", accessible=self.tr("Steps go by"))
        self._unit_words = {
            ReplayUnit.EVENT: self.tr("By event"),
            ReplayUnit.DECISION: self.tr("By decision"),
            ReplayUnit.MINUTE: self.tr("By minute"),
        }
        self._speed = button("", "replay_speed", "pill", accessible=self.tr("Speed of the run"))
        self._eyes = button("", "replay_eyes", "pill", accessible=self.tr("Whose eyes"))
        self._told = TwoLineLabel("", "quiet")
        self._told.setObjectName("replay_told")
        self._close = button("×", "replay_close", "quiet", accessible=self.tr("Close the replay"))
        self._narrow, self._wide_px = False, 0
        self._lay_out(theme)
        self._add_tool_tips()
        self._connect_signals()
        self.hide()
        self._say()

    def _lay_out(self, theme: Theme) -> None:
        self._pills = QHBoxLayout()
        self._pills.setSpacing(theme.px(8))
        for part in (
            self._rewind,
            self._back,
            self._run,
            self._on,
            self._unit,
            self._speed,
            self._eyes,
        ):
            self._pills.addWidget(part)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(1, 1)
        self._grid.addLayout(self._pills, 0, 0)
        self._grid.addWidget(self._told, 0, 1)
        self._grid.addWidget(self._close, 0, 2)
        self._least_told_px = theme.px(_LEAST_TOLD_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where what came to light has no room behind the buttons it stands under them."""
        narrow = self.width() < self._wide_px
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._grid.removeWidget(self._told)
        self._grid.addWidget(self._told, *((1, 0, 1, 3) if narrow else (0, 1, 1, 1)))
        self._say_pills(short=narrow)

    def _add_tool_tips(self) -> None:
        self._rewind.setToolTip(self.tr("To the start of the story, veil down (Alt+F11)"))
        self._back.setToolTip(self.tr("One step back (F11); Shift+F11 goes to the decision before"))
        self._on.setToolTip(self.tr("One step on (F12); Shift+F12 goes to the next decision"))
        self._run.setToolTip(self.tr("Let the cursor run with the veil down, or pause (F5)"))
        self._speed.setToolTip(self.tr("How much of the story passes in a second"))
        self._eyes.setToolTip(self.tr("Whose knowledge the steps follow"))
        self._close.setToolTip(self.tr("Close the replay; cursor and veil stay (Escape)"))

    def _connect_signals(self) -> None:
        self._rewind.clicked.connect(self._replay.rewind)
        self._back.clicked.connect(self._step_back)
        self._on.clicked.connect(self._step_on)
        self._run.clicked.connect(self._replay.turn)
        self._unit.clicked.connect(self._open_units)
        self._speed.clicked.connect(self._open_speeds)
        self._eyes.clicked.connect(self._open_eyes)
        self._close.clicked.connect(self.close_bar)
        self._replay.state_changed.connect(self._say)
        self._replay.ended.connect(self._on_ended)
        self._view.lit_changed.connect(self._say_lit)
        self._view.as_of_changed.connect(self._say_lit)
        self._view.eyes_changed.connect(self._say)
        self._view.clock_changed.connect(self._say_lit)
        self._bridge.opened.connect(self._on_opened)

    def open_bar(self) -> None:
        opening = self.isHidden()
        self.show()
        self._say()
        if opening:
            self.entered.emit()

    def close_bar(self) -> None:
        """Puts the bar away; cursor and veil stay as they are."""
        self._replay.pause()
        self._view.set_lit(())
        self.hide()
        self.left.emit()

    def turn(self) -> None:
        """Opens the bar, or puts it away."""
        if self.isHidden():
            self.open_bar()
            self._on.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.close_bar()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def _step_on(self) -> None:
        self._replay.step()

    def _step_back(self) -> None:
        self._replay.step(back=True)

    def _on_opened(self) -> None:
        self.hide()
        self._say()

    def _say(self) -> None:
        running = self._replay.is_running
        self._run.setText(self.tr("❚❚ Pause") if running else self.tr("▶ Run"))
        self._run.setAccessibleName(self.tr("Pause") if running else self.tr("Run"))
        self._unit.setText(self._unit_words[self._replay.unit])
        self._say_pills(short=False)
        rest = self._least_told_px + self._close.sizeHint().width()
        self._wide_px = self._pills.sizeHint().width() + rest
        self._say_pills(short=self._narrow)
        self._fit()
        self._say_lit()

    def _say_pills(self, *, short: bool) -> None:
        words = self.tr("%1 min/s") if short else self.tr("%1 min a second")
        self._speed.setText(_speed_words(words, self._replay.speed))
        whose = self._whose()
        name = whose.name if whose is not None else self.tr("everybody")
        most = _SHORT_NAME if short else _LONG_NAME
        seen = name if len(name) <= most else f"{name[: most - 1].rstrip()}…"
        if not short:
            seen = self.tr("Seen from %1").replace("%1", seen)
        self._eyes.setText(shown(seen).replace("&", "&&"))
        self._eyes.setAccessibleDescription(name)

    def _whose(self) -> Department | None:
        """Whose eyes are chosen; None for everybody's."""
        if not self._bridge.is_open:
            return None
        return self._bridge.review.find(Department, self._view.eyes)

    def _say_lit(self) -> None:
        if not self._bridge.is_open or self._view.as_of is None:
            self._told.setText(self.tr("A step begins at the first event"))
            return
        parts = [self._sight_words(one) for one in self._view.lit[-_NAMED:]]
        more = len(self._view.lit) - len(parts)
        if more:
            parts.append(self.tr("and %n more", "", more))
        when = self._texts.moment(self._view.as_of)
        self._told.setText(" · ".join([when, *(part for part in parts if part)]))

    def _sight_words(self, sight: Sight) -> str:
        review = self._bridge.review
        entry = review.entries.get(sight.entry_id)
        whose = review.find(Department, sight.department_id)
        if entry is None or whose is None:
            return ""
        noticed = sight.state is SightState.NOTICED
        if whose.id == self._view.eyes:
            # Whose eyes they are stands beside it.
            told = self.tr("notices: %2") if noticed else self.tr("could see: %2")
            own = whose.id == entry.department_id
            return entry.title if own else told.replace("%2", entry.title)
        if whose.id == entry.department_id:
            return f"{whose.name}: {entry.title}"
        told = self.tr("%1 notices: %2") if noticed else self.tr("%1 could see: %2")
        return told.replace("%1", whose.name).replace("%2", entry.title)

    def _on_ended(self, unit: str, back: bool) -> None:
        self.open_bar()
        if unit == ReplayUnit.DECISION:
            before = self.tr("No decision comes before this")
            told = before if back else self.tr("No decision comes after this")
            whose = self._whose()
            if whose is not None:
                before = self.tr("No decision of %1 comes before this")
                after = self.tr("No decision of %1 comes after this")
                told = (before if back else after).replace("%1", whose.name)
        else:
            told = self.tr("The story begins here") if back else self.tr("The story ends here")
        self._told.setText(told)

    def _open_units(self) -> None:
        menu = self._menu("replay_unit_menu")
        for unit, words in self._unit_words.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(unit is self._replay.unit)
            action.triggered.connect(lambda _on, unit=unit: self._replay.set_unit(unit))
        _open(menu, self._unit)

    def _open_speeds(self) -> None:
        menu = self._menu("replay_speed_menu")
        for speed in SPEEDS:
            action = menu.addAction(_speed_words(self.tr("%1 min a second"), speed))
            action.setCheckable(True)
            action.setChecked(speed == self._replay.speed)
            action.triggered.connect(lambda _on, speed=speed: self._replay.set_speed(speed))
        _open(menu, self._speed)

    def _open_eyes(self) -> None:
        menu = self._menu("replay_eyes_menu")
        chosen = QActionGroup(menu)
        everybody = [("", self.tr("Everybody"))]
        departments = [(one.id, one.name) for one in self._bridge.review.departments]
        for department_id, name in everybody + departments:
            action = menu.addAction(shown(name).replace("&", "&&"))
            chosen.addAction(action)
            action.setCheckable(True)
            action.setChecked(department_id == (self._view.eyes or ""))
            action.triggered.connect(
                lambda _on, one=department_id: self._view.set_eyes(one or None)
            )
        _open(menu, self._eyes)

    def _menu(self, name: str) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName(name)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu


def _open(menu: QMenu, under: QPushButton) -> None:
    """Once it is filled: an empty menu is not shown at all, and stays so."""
    menu.popup(under.mapToGlobal(QPoint(0, under.height())))


def _speed_words(words: str, speed: float) -> str:
    return words.replace("%1", f"{speed:g}".replace("0.5", "½"))
