"""The line under the timeline: an event is typed, understood as it is typed, and added by Enter."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import (
    QCoreApplication,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from reviewdesk.domain.ids import DepartmentId
from reviewdesk.domain.origin import origin_of
from reviewdesk.domain.quickline import (
    Completion,
    LineContext,
    LineRole,
    Understood,
    completions,
    understand,
)
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import TextRole, Theme
from reviewdesk.qt.view_state import ViewState
from reviewdesk.qt.zones import zone_of
from reviewdesk.services import entry_edits
from reviewdesk.services.typed_times import moment_text
from reviewdesk.widgets.drafts import DraftKeeper
from reviewdesk.widgets.entry_line import EntryLine
from reviewdesk.widgets.parts import ElidedLabel, label, set_state

_HISTORY_LINES = 200
_HINT_SHARE, _PROBLEM_SHARE = 0.4, 0.64
_SIDE_PX, _SPACING_PX = 14, 10
_MARKS = (LineRole.DEPARTMENT, LineRole.VOICE)


class LineField(EntryLine):
    """A line whose stretches are coloured, and that keeps Tab and the arrows for the quick line.

    Signals: `tab_pressed(int)` with 1 or -1; `arrow_pressed(int)`, -1 for up;
    `escape_pressed()`.
    """

    tab_pressed = Signal(int)
    arrow_pressed = Signal(int)
    escape_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = False
        self.setFrame(False)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab completes while something is typed."""
        if not self.text():
            return super().focusNextPrevChild(forward)
        self.tab_pressed.emit(1 if forward else -1)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.leaves_to_desk(event):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.arrow_pressed.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.escape_pressed.emit()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        self._composing = bool(event.preeditString())

    def colour(self, stretches: list[tuple[int, int, QTextCharFormat]]) -> None:
        """Colours stretches of the text, each from a place so many characters long."""
        if self._composing:
            return
        cursor = self.cursorPosition()
        attributes = [
            QInputMethodEvent.Attribute(
                QInputMethodEvent.AttributeType.TextFormat, start - cursor, length, form
            )
            for start, length, form in stretches
        ]
        # QLineEdit has no formats of its own, but takes those of an input method.
        QCoreApplication.sendEvent(self, QInputMethodEvent("", attributes))


class QuickLine(QWidget):
    """One event a line. `lane_in_hand` gives the lane a line goes to that names none,
    `place_in_sight` the moment at which an event of unknown time stands.

    Signals: `added(EntryId)` after Enter; `left()` when Escape was pressed in an empty line.
    """

    added = Signal(str)
    left = Signal()

    def __init__(
        self,
        bridge: DeskBridge,
        view: ViewState,
        theme: Theme,
        lane_in_hand: Callable[[], DepartmentId | None],
        place_in_sight: Callable[[], datetime | None] = lambda: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("quick_line")
        self._bridge, self._view, self._theme = bridge, view, theme
        self._lane_in_hand, self._place_in_sight = lane_in_hand, place_in_sight
        self._history: list[str] = []
        self._history_place = 0
        self._share = _HINT_SHARE
        self._choices: list[Completion] = []
        self._choice = -1
        self._field = LineField()
        self._field.setObjectName("quick_line_field")
        self._field.setAccessibleName(self.tr("Add an event"))
        self._field.setPlaceholderText(self.tr("10:35 @department what happened #kind"))
        self._plus = label("+")
        self._hint = ElidedLabel("", "quiet")
        self._hint.setObjectName("quick_line_hint")
        self._hint.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._lay_out()
        self._connect_signals()
        self._on_theme_changed()

    def _lay_out(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIDE_PX, 6, _SIDE_PX, 6)
        row.setSpacing(_SPACING_PX)
        row.addWidget(self._plus)
        row.addWidget(self._field, 1)
        row.addWidget(self._hint)
        self.setFocusProxy(self._field)

    def _connect_signals(self) -> None:
        self._field.textChanged.connect(self._on_text_changed)
        DraftKeeper(self._field, self._bridge, "quick_line")
        self._field.returnPressed.connect(self._add)
        self._field.tab_pressed.connect(self._complete)
        self._field.arrow_pressed.connect(self._walk_history)
        self._field.escape_pressed.connect(self._on_escape)
        self._theme.changed.connect(self._on_theme_changed)
        for changed in (
            self._bridge.opened,
            self._bridge.edited,
            self._view.as_of_changed,
            self._view.clock_changed,
            self._view.selection_changed,
        ):
            changed.connect(self._say)

    @property
    def field(self) -> QLineEdit:
        """Where the line is typed."""
        return self._field

    def text(self) -> str:
        return self._field.text()

    def begin(self, at: datetime) -> None:
        """Starts a line at a moment, for the lane in hand; what was typed already stays."""
        if not self._field.text().strip():
            zone = zone_of(self._view.clock, self._bridge.review.head.zone)
            told = moment_text(at, zone, self.context().day)
            lane = self._lane_in_hand()
            name = next((one.name for one in self._bridge.review.departments if one.id == lane), "")
            self._field.setText(f"{told} @{name} " if name else f"{told} ")
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        return QSize(600, self._theme.px(42))

    def context(self) -> LineContext:
        """What the line is read against: cursor, lane in hand, current event, zone in force."""
        review = self._bridge.review
        found = entry_edits.line_context(
            review, self._view.as_of, self._lane_in_hand(), self._view.current
        )
        zone = zone_of(self._view.clock, review.head.zone)
        origin = origin_of(review, self._view.origin)
        start = origin.at if origin else found.start
        return replace(found, zone=zone, start=start, place=self._place_in_sight())

    def _understood(self) -> Understood:
        return understand(self._field.text(), self.context())

    def _on_text_changed(self) -> None:
        self._choices, self._choice = [], -1
        self._say()

    def _say(self) -> None:
        """Colours what is typed, and says what Enter would add or what is not understood."""
        if not self._bridge.is_open:
            return
        text = self._field.text()
        if not text.strip():
            self._tell("", is_problem=False)
            self._field.colour([])
            return
        understood = self._understood()
        self._field.colour(self._stretches(understood))
        if understood.problems:
            self._tell(understood.problems[0].sentence, is_problem=True)
        elif understood.entry_values is None:
            self._tell(self.tr("Say what happened"), is_problem=False)
        else:
            parts = [self.tr("Enter adds"), understood.shown, *understood.remarks]
            self._tell(" · ".join(part for part in parts if part), is_problem=False)

    def _tell(self, words: str, *, is_problem: bool) -> None:
        self._hint.setText(words)
        set_state(self._hint, "role", "attention" if is_problem else "quiet")
        self._field.setAccessibleDescription(words)
        self._share = _PROBLEM_SHARE if is_problem else _HINT_SHARE
        self._share_room()

    def _share_room(self) -> None:
        """What is understood gets the room that the typed words leave, but at least its share."""
        wanted = self._hint.fontMetrics().horizontalAdvance(self._hint.text()) + 4
        # Marks are bold and a tenth wider; some room is left to go on typing.
        typed = self._field.fontMetrics().horizontalAdvance(self._field.text()) * 1.1 + 60
        room = self.width() - self._field.x() - _SIDE_PX - _SPACING_PX
        self._hint.setFixedWidth(max(0, min(wanted, round(max(room * self._share, room - typed)))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _stretches(self, understood: Understood) -> list[tuple[int, int, QTextCharFormat]]:
        palette = self._theme.palette
        found = []
        for span in understood.spans:
            form = QTextCharFormat()
            if span.role in _MARKS:
                form.setForeground(self._department_colour(understood))
                form.setFontWeight(QFont.Weight.DemiBold)
            elif span.role in (LineRole.KIND, LineRole.STANDING):
                form.setForeground(QColor(palette.attention))
                form.setFontWeight(QFont.Weight.DemiBold)
            elif span.role is LineRole.PROBLEM:
                form.setForeground(QColor(palette.attention))
                form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
                form.setUnderlineColor(QColor(palette.attention))
            else:
                form.setForeground(QColor(palette.ink))
            found.append((span.start, span.length, form))
        return found

    def _department_colour(self, understood: Understood) -> QColor:
        wanted = (understood.entry_values or {}).get("department_id")
        palette = self._theme.palette
        for department in self._bridge.review.departments:
            if department.id == wanted:
                return palette.department(department.colour)
        return QColor(palette.accent)

    def _add(self) -> None:
        text = self._field.text()
        if not text.strip():
            return
        if self._understood().entry_values is None:
            self._say()
            return
        entry_id = entry_edits.add_from_line(self._bridge.desk, text, self.context())
        self._history = [*self._history[-_HISTORY_LINES:], text]
        self._history_place = len(self._history)
        self._field.empty()
        self._view.select(entry_id)
        self.added.emit(entry_id)

    def _complete(self, step: int) -> None:
        """Puts the next way to complete a mark in; with nothing to complete, Tab does nothing."""
        if not self._choices:
            text = self._field.text()
            self._choices = completions(text, self._field.cursorPosition(), self.context())
            self._choice = -1 if step > 0 else 0
            self._base = text
        if not self._choices:
            return
        self._choice = (self._choice + step) % len(self._choices)
        choice, choices = self._choices[self._choice], self._choices
        text = self._base[: choice.start] + choice.text
        end = choice.start + len(choice.text)
        place = self._choice
        self._field.setText(text + self._base[choice.start + choice.length :])
        self._field.setCursorPosition(end)
        self._choices, self._choice = choices, place
        if len(choices) > 1:
            names = " · ".join(one.label for one in choices[:6])
            self._tell(self.tr("Tab: %1").replace("%1", names), is_problem=False)

    def _walk_history(self, step: int) -> None:
        place = min(max(0, self._history_place + step), len(self._history))
        if place == self._history_place:
            return
        self._history_place = place
        self._field.setText(self._history[place] if place < len(self._history) else "")

    def _on_escape(self) -> None:
        if self._field.text():
            self._field.clear()
            self._history_place = len(self._history)
        else:
            self.left.emit()

    def _on_theme_changed(self) -> None:
        palette = self._theme.palette
        self._field.setFont(self._theme.font(TextRole.TITLE))
        self._plus.setFont(self._theme.font(TextRole.TITLE, QFont.Weight.Bold))
        self._plus.setStyleSheet(f"color: {palette.accent}; background: transparent;")
        self._field.setStyleSheet(
            "QLineEdit { border: none; background: transparent; padding: 0;"
            f" color: {palette.ink}; }}"
        )
        self.updateGeometry()
        self._say()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            palette = self._theme.palette
            painter.setPen(QPen(QColor(palette.accent), 1.0))
            painter.setBrush(QColor(palette.surface))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8.0, 8.0)
