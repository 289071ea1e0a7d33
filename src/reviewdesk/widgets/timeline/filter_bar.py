"""The bar that says what of the review is shown, and chooses it: filter, and hidden lanes."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from reviewdesk.domain.entries import EntryKind, Standing
from reviewdesk.domain.people import Voice
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import Theme
from reviewdesk.widgets.flow import FlowLayout
from reviewdesk.widgets.parts import ElidedLabel, button, grouped, label, set_state, shown, tool_tip

_TYPING_REST_MS = 180
_NAMED_CHARS = 28
Choice = tuple[str, object]


class ChoiceMenu(QMenu):
    """A menu of things to tick; it stays open, for one seldom ticks just one."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._tick():
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space or not self._tick():
            super().keyPressEvent(event)

    def _tick(self) -> bool:
        action: QAction | None = self.activeAction()
        if action is None or not action.isCheckable():
            return False
        action.trigger()
        return True


class FilterBar(QWidget):
    """Chooses what the console shows of a review, and never hides that something is hidden.

    The room display and every copy show all the same. Signals: `left()` when the keyboard is to
    go back to the timeline.
    """

    left = Signal()

    def __init__(self, bridge: DeskBridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filter_bar")
        self.setAccessibleName(self.tr("Filter"))
        self._bridge, self._sieve = bridge, bridge.sieve
        self._wanted = False
        self._field = QLineEdit()
        self._field.setObjectName("filter_field")
        self._field.setPlaceholderText(self.tr("Words of title, detail, tags"))
        self._field.setAccessibleName(self.tr("Only events with these words"))
        self._field.setFixedWidth(theme.px(190))
        self._parts = {
            part: button(words, f"filter_{part}", "pill")
            for part, words in (
                ("department_ids", self.tr("Department")),
                ("kinds", self.tr("Kind")),
                ("voice_ids", self.tr("Voice")),
                ("standings", self.tr("Standing")),
            )
        }
        self._names = {part: one.text() for part, one in self._parts.items()}
        self._starred = button(self.tr("★ Starred"), "filter_starred_button", "pill")
        self._starred.setCheckable(True)
        self._count = label("", "strong")
        self._count.setObjectName("filter_count")
        self._note = ElidedLabel("", "quiet")
        self._note.setObjectName("filter_note")
        self._show = button(self.tr("Show all lanes"), "filter_show_lanes", "pill")
        self._clear = button(self.tr("Clear filter"), "filter_clear_button", "pill")
        self._clear.setToolTip(self.tr("Show every event again (Ctrl+Shift+X)"))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_TYPING_REST_MS)
        self._lay_out()
        self._connect_signals()
        self._say()

    def _lay_out(self) -> None:
        self._choosing = QWidget()
        choosing = FlowLayout(self._choosing)
        for one in (self._field, *self._parts.values(), self._starred):
            choosing.addWidget(one)
        said = QHBoxLayout()
        said.setSpacing(10)
        said.addWidget(self._count)
        said.addWidget(self._note, 1)
        said.addWidget(self._show)
        said.addWidget(self._clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._choosing)
        column.addLayout(said)

    def _connect_signals(self) -> None:
        for part, one in self._parts.items():
            one.clicked.connect(lambda _on, part=part: self._choose(part))
        self._starred.clicked.connect(self.turn_starred)
        self._clear.clicked.connect(self.clear)
        self._show.clicked.connect(self._on_show_lanes)
        self._field.textEdited.connect(lambda _text: self._rest.start())
        self._field.returnPressed.connect(self._take_text)
        self._rest.timeout.connect(self._take_text)
        self._bridge.opened.connect(self._on_opened)
        self._sieve.counted.connect(self._say)

    # What is asked for.

    def open(self) -> None:
        """Shows the bar with the keyboard in it."""
        self._wanted = True
        self._say()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def clear(self) -> None:
        """Shows every event again, and puts the bar away where nothing else is hidden."""
        focused: QWidget | None = self.window().focusWidget()
        had_keys = focused is not None and self.isAncestorOf(focused)
        self._wanted = False
        self._rest.stop()
        self._sieve.clear()
        self._say()
        if had_keys:
            self.left.emit()

    def turn_starred(self) -> None:
        wanted = self._sieve.filter
        self._sieve.set_filter(replace(wanted, starred=not wanted.starred))

    def _take_text(self) -> None:
        self._rest.stop()
        self._sieve.set_filter(replace(self._sieve.filter, text=self._field.text()))

    def _on_show_lanes(self) -> None:
        self._sieve.hide(())
        self.left.emit()

    def _choose(self, part: str) -> None:
        menu = ChoiceMenu(self)
        menu.setObjectName(f"filter_{part}_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen = getattr(self._sieve.filter, part)
        for words, value in self._choices(part):
            action = QAction(shown(words).replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(value in chosen)
            action.triggered.connect(lambda _on, value=value: self._turn(part, value))
            menu.addAction(action)
        if menu.isEmpty():
            menu.addAction(self.tr("None in this review")).setEnabled(False)
        place: QPushButton = self._parts[part]
        menu.popup(place.mapToGlobal(QPoint(0, place.height() + 2)))

    def _turn(self, part: str, value: object) -> None:
        self._sieve.set_filter(self._sieve.filter.turned(part, value))

    def _choices(self, part: str) -> Sequence[Choice]:
        review = self._bridge.review
        match part:
            case "department_ids":
                named: list[Choice] = [(one.name, one.id) for one in review.departments]
                return [*named, (self.tr("No department"), None)]
            case "voice_ids":
                voices: list[Choice] = [(one.role, one.id) for one in review.listed(Voice)]
                return [*voices, (self.tr("No voice"), None)] if voices else []
            case "kinds":
                return [(kind.value, kind) for kind in EntryKind]
            case _:
                return [(standing.value, standing) for standing in Standing]

    # What is said.

    def _on_opened(self) -> None:
        self._wanted = False
        self._rest.stop()
        self._say()

    def _say(self) -> None:
        if not self._bridge.is_open:
            return
        sieve = self._sieve
        wanted = sieve.filter
        shown, there = sieve.counts()
        self.setVisible(self._wanted or sieve.is_on)
        if not self._rest.isActive() and self._field.text().strip() != wanted.text.strip():
            self._field.setText(wanted.text)
        for part, one in self._parts.items():
            self._say_part(part, one)
        self._starred.setChecked(wanted.starred)
        words = grouped(self.tr("%1 of %n events", None, there), there).replace("%1", f"{shown:,}")
        self._count.setText(words.replace(str(there), f"{there:,}"))
        self._clear.setVisible(wanted.is_on or self._wanted)
        self._clear.setText(self.tr("Clear filter") if wanted.is_on else self.tr("Close"))
        self._choosing.setVisible(wanted.is_on or self._wanted)
        self._show.setVisible(bool(sieve.hidden))
        set_state(self._show, "wanting", "true" if sieve.unseen_count else "false")
        self._note.setText(" · ".join(self._notes()))
        self.setAccessibleDescription(f"{self._count.text()}, {self._note.text()}")

    def _say_part(self, part: str, one: QPushButton) -> None:
        chosen = getattr(self._sieve.filter, part)
        named = [words for words, value in self._choices(part) if value in chosen]
        told = ", ".join(named)
        short = told if len(told) <= _NAMED_CHARS else told[:_NAMED_CHARS].rstrip() + "…"
        if short != told and len(named) > 1:
            short = self.tr("%n chosen", None, len(named))
        words = f"{self._names[part]}: {short}" if named else self._names[part]
        one.setText(shown(words).replace("&", "&&") + " ▾")
        one.setAccessibleName(words)
        one.setToolTip(tool_tip(told))
        set_state(one, "on", "true" if named else "false")

    def _notes(self) -> list[str]:
        """What is hidden, what is shown all the same, and what the room sees of it."""
        sieve, found = self._sieve, []
        if sieve.kept_count:
            found.append(self.tr("%n shown that would not match", None, sieve.kept_count))
        if sieve.hidden:
            hidden = sieve.hidden_counts()
            names = ", ".join(f"{one.name} ({number:,})" for one, number in hidden)
            words = self.tr("lanes hidden: %1").replace("%1", names or self.tr("No department"))
            if sieve.unseen_count:
                words += self.tr(", %n new in them", None, sieve.unseen_count)
            found.append(words)
        if sieve.is_on:
            found.append(self.tr("the room display shows all"))
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        if self._sieve.filter.is_on:
            # What is chosen holds; only the keyboard goes.
            self._wanted = False
            self.left.emit()
        else:
            self.clear()
