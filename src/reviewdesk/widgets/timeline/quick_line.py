"""The line under the timeline: an event is typed, understood as it is typed, and added by Enter."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from reviewdesk.domain.ids import DepartmentId, EntryId
from reviewdesk.domain.origin import origin_of
from reviewdesk.domain.people import Department
from reviewdesk.domain.quickline import (
    Completion,
    LineContext,
    Understood,
    completions,
    understand,
)
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import TextRole, Theme
from reviewdesk.qt.view_state import Clock, ViewState
from reviewdesk.qt.zones import zone_of, zone_words
from reviewdesk.services import entry_edits
from reviewdesk.services.sighting_edits import say_sights
from reviewdesk.services.typed_times import moment_text
from reviewdesk.widgets.drafts import REST_MS, DraftKeeper
from reviewdesk.widgets.parts import button, label, set_state
from reviewdesk.widgets.timeline.completion_list import CompletionList
from reviewdesk.widgets.timeline.counting import counting_on
from reviewdesk.widgets.timeline.line_field import LineField, form_of
from reviewdesk.widgets.timeline.line_frame import LineFrame
from reviewdesk.widgets.timeline.line_hint import LineHint
from reviewdesk.widgets.timeline.line_history import LineHistory, keep_draft
from reviewdesk.widgets.timeline.line_sightings import of_which, with_selected
from reviewdesk.widgets.timeline.line_typing import LineTyping
from reviewdesk.widgets.timeline.several_lines import MOST_LINES, SeveralLines

_SIDE_PX, _SPACING_PX = 14, 10
_LINES_PLACE = "quick_lines"


class QuickLine(LineFrame):
    """One event a line, and several lines at once.

    `lane_in_hand` gives the lane a line goes to that names none,
    `place_in_sight` the moment at which an event of unknown time stands, `latest_in_sight` the
    event that +5m counts from where none is selected and none was added yet.

    Signals: `added(EntryId)` after Enter, with the last event added; `left()` when Escape was
    pressed in an empty line; `much_pasted(str)` when more was pasted than is typed in lines.
    """

    added = Signal(str)
    left = Signal()
    much_pasted = Signal(str)

    def __init__(
        self,
        bridge: DeskBridge,
        view: ViewState,
        theme: Theme,
        lane_in_hand: Callable[[], DepartmentId | None],
        place_in_sight: Callable[[], datetime | None] = lambda: None,
        latest_in_sight: Callable[[], EntryId | None] = lambda: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self.setObjectName("quick_line")
        self._bridge, self._view, self._theme = bridge, view, theme
        self._lane_in_hand, self._place_in_sight = lane_in_hand, place_in_sight
        self._latest_in_sight, self._last_added = latest_in_sight, ""
        self._history = LineHistory(bridge)
        self._choices: list[Completion] = []
        self._choice = -1
        self._by_hand = False
        self._field = LineField()
        self._field.setObjectName("quick_line_field")
        self._field.setAccessibleName(self.tr("Add an event"))
        self._field.setPlaceholderText(self.tr("10:35 @department what happened #kind"))
        self._lines = SeveralLines(theme, self.context, self._department_colour, self)
        self._lines_told = label("", "quiet")
        self._lines_told.setObjectName("quick_lines_told")
        self._completions = CompletionList(self._field)
        LineTyping(self._field, bridge, view, self._understood)
        self._field.earlier = lambda: self._history.lines
        self._plus = button("+", "quick_line_add", "plus", accessible=self.tr("Add what is typed"))
        self._plus.setToolTip(self.tr("Add what is typed (Enter)"))
        # The keyboard stays in the line, where Enter does the same.
        self._plus.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._hint = LineHint(self._field, self._room_px, self)
        self._keep_rest = QTimer(self)
        self._keep_rest.setSingleShot(True)
        self._keep_rest.setInterval(REST_MS)
        self._lay_out()
        self._connect_signals()
        self._on_theme_changed()

    def _lay_out(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE_PX, 6, _SIDE_PX, 6)
        column.setSpacing(2)
        row = QHBoxLayout()
        column.addLayout(row, 1)
        column.addWidget(self._hint.under)
        row.setSpacing(_SPACING_PX)
        row.addWidget(self._plus)
        row.addWidget(self._field, 1)
        row.addWidget(self._hint.beside)
        self._several = QWidget()
        self._several.hide()
        several = QVBoxLayout(self._several)
        several.setContentsMargins(0, 0, 0, 0)
        several.setSpacing(2)
        several.addWidget(self._lines)
        several.addWidget(self._lines_told)
        row.addWidget(self._several, 1)
        self.setFocusProxy(self._field)

    def _connect_signals(self) -> None:
        self._field.textChanged.connect(self._on_text_changed)
        self._field.textEdited.connect(self._on_text_edited)
        self._field.focus_left.connect(self._completions.hide)
        self._field.lines_wanted.connect(self._open_lines)
        self._field.too_much.connect(self.much_pasted)
        self._completions.taken.connect(self._take_completion)
        self._lines.textChanged.connect(self._say_lines)
        self._lines.entered.connect(self._add_lines)
        self._lines.left.connect(self._leave_lines)
        self._keep_rest.timeout.connect(self._keep_lines)
        self._bridge.opened.connect(self._restore)
        self._bridge.closing.connect(self._on_closing)
        if self._bridge.is_open:
            self._restore()
        DraftKeeper(self._field, self._bridge, "quick_line")
        self._field.returnPressed.connect(self._add)
        self._plus.clicked.connect(self._on_plus)
        self._hint.chosen.connect(self._on_plus)
        self._hint.resized.connect(self.updateGeometry)
        self._field.tab_pressed.connect(self._complete)
        self._field.arrow_pressed.connect(self._on_arrow)
        self._field.escape_pressed.connect(self._on_escape)
        self._theme.changed.connect(self._on_theme_changed)
        for changed in (
            self._bridge.opened,
            self._bridge.edited,
            self._view.as_of_changed,
            self._view.clock_changed,
            self._view.selection_changed,
        ):
            changed.connect(self.say)

    @property
    def field(self) -> QLineEdit:
        """Where the line is typed."""
        return self._field

    def text(self) -> str:
        return self._field.text()

    def begin(self, at: datetime) -> None:
        """Starts a line at a moment, for the lane in hand; what was typed already stays."""
        if not self._has_lines and not self._field.text().strip():
            zone = zone_of(self._view.clock, self._bridge.review.head.zone)
            told = moment_text(at, zone, self.context().day)
            lane = self._lane_in_hand()
            name = next((one.name for one in self._bridge.review.departments if one.id == lane), "")
            self._field.setText(f"{told} @{name} " if name else f"{told} ")
        self.take_keyboard()

    def begin_sighting(self, department_id: str) -> None:
        """Starts a line that says who saw the selected events; what was typed already stays."""
        if not self._has_lines and not self._field.text().strip():
            department = self._bridge.review.find(Department, department_id)
            self._field.setText(f">{department.name} " if department else ">")
            self.take_keyboard()
            self._field.offer(1)
        else:
            self.take_keyboard()
            self._field.end(False)  # else what was typed is selected, and typed over
        if not department_id:
            self._offer_completions()

    def take_keyboard(self) -> None:
        """Has the keyboard go where one types: the line, or the lines that stand open."""
        place = self._lines if self._has_lines else self._field
        place.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sizeHint(self) -> QSize:
        least = self._theme.px(42)
        if self._has_lines:
            return QSize(600, max(least, super().sizeHint().height()))
        under = self._hint.under
        inner = self.width() - 2 * _SIDE_PX
        return QSize(600, least + (0 if under.isHidden() else under.heightForWidth(inner)))

    @property
    def lines(self) -> SeveralLines:
        """Where several lines are typed."""
        return self._lines

    @property
    def _has_lines(self) -> bool:
        return not self._lines.isHidden()

    def context(self) -> LineContext:
        """What the line is read against: cursor, lane in hand, current event, zone in force."""
        review = self._bridge.review
        found = entry_edits.line_context(
            review, self._view.as_of, self._lane_in_hand(), self._view.current
        )
        zone = zone_of(self._view.clock, review.head.zone)
        origin = origin_of(review, self._view.origin)
        start = origin.at if origin else found.start
        found = replace(found, home=found.zone, zone=zone, start=start)
        found = replace(found, place=self._place_in_sight())
        found = counting_on(found, review, self._last_added, self._latest_in_sight)
        return with_selected(found, review, self._view.current)

    def _understood(self) -> Understood:
        return understand(self._field.text(), self.context())

    def _on_text_edited(self) -> None:
        # Comes before the text is said to have changed, which forgets the choices.
        self._by_hand = True

    def _on_text_changed(self) -> None:
        self._choices, self._choice = [], -1
        if self._by_hand:
            self._by_hand = False
            self._offer_completions()
        self.say()

    def say(self) -> None:
        """Colours what is typed, and says what Enter would add or what is not understood."""
        if not self._bridge.is_open:
            return
        if self._has_lines:
            # Another event before, or another cursor, may make it another day.
            self._lines.read()
        text = self._field.text()
        if not text.strip():
            # In which zone a time would be read is to be seen before one is typed.
            zone = zone_words(self._view.clock, self._bridge.review.head.zone)
            self._tell(zone, is_problem=False)
            self._field.colour([])
            return
        understood = self._understood()
        self._field.colour(self._stretches(understood))
        if understood.problems:
            self._tell(understood.problems[0].sentence, is_problem=True)
        elif understood.is_of_selected:
            parts = [
                self.tr("Enter says"),
                understood.shown,
                of_which(self._bridge.review, self._view.selection),
            ]
            words = " · ".join((*parts, *understood.remarks))
            self._hint.say(words, must_be_read=True, offers=True)
        elif understood.entry_values is None:
            self._tell(self.tr("Say what happened"), is_problem=False)
        else:
            parts = [self.tr("Enter adds"), understood.shown, *understood.remarks]
            if self._view.clock is not Clock.REVIEW:
                parts.append(zone_words(self._view.clock, self._bridge.review.head.zone))
            words = " · ".join(part for part in parts if part)
            must_be_read = bool(understood.remarks or understood.sights)
            self._hint.say(words, must_be_read=must_be_read, offers=True)

    def _tell(self, words: str, *, is_problem: bool) -> None:
        self._hint.say(words, is_problem=is_problem)

    def _room_px(self) -> int:
        return self.width() - self._field.x() - _SIDE_PX - _SPACING_PX

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint.fit()

    def _stretches(self, understood: Understood) -> list[tuple[int, int, QTextCharFormat]]:
        colour, palette = self._department_colour(understood), self._theme.palette
        return [(one.start, one.length, form_of(one, palette, colour)) for one in understood.spans]

    def _department_colour(self, understood: Understood) -> QColor:
        wanted = (understood.entry_values or {}).get("department_id")
        palette = self._theme.palette
        for department in self._bridge.review.departments:
            if department.id == wanted:
                return palette.department(department.colour)
        return QColor(palette.accent)

    def _on_plus(self) -> None:
        if self._has_lines:
            self._add_lines()
            return
        self.take_keyboard()
        self._completions.hide()
        self._add()

    def _add(self) -> None:
        marked = self._completions.currentRow() if self._completions.isVisible() else -1
        # What Tab has put in stands there already: Enter adds the event.
        if marked >= 0 and marked != self._choice:
            self._take_completion(marked)
            return
        text = self._field.text()
        if not text.strip():
            return
        understood = self._understood()
        if not understood.can_enter:
            self.say()
            return
        entry_id = ""
        if understood.is_of_selected:
            say_sights(self._bridge.desk, self._view.selection, understood.sights)
        else:
            entry_id = entry_edits.add_from_line(self._bridge.desk, text, self.context())
        self._history.remember(text)
        self._field.empty()
        self._completions.hide()
        if not entry_id:
            return
        self._last_added = entry_id
        self._view.select(entry_id)
        self.added.emit(entry_id)

    # Several lines

    def _open_lines(self, text: str) -> None:
        """Goes on in several lines with what stands in the one."""
        if text.count("\n") >= MOST_LINES:
            self.much_pasted.emit(text)
            return
        self._completions.hide()
        self._show_lines(True)
        self._lines.start(text)
        self._field.empty()

    def _show_lines(self, shown: bool) -> None:
        self._field.setVisible(not shown)
        self._hint.hide() if shown else self._hint.show()
        self._several.setVisible(shown)
        self._lines.setVisible(shown)
        self.setFocusProxy(self._lines if shown else self._field)
        self.updateGeometry()

    def _say_lines(self) -> None:
        self._keep_rest.start()
        found = self._lines.understood
        unread = sum(one.entry_values is None for one in found)
        if unread:
            words = self.tr("%1 of %2 lines cannot be added yet").replace("%1", str(unread))
            words = words.replace("%2", str(len(found)))
        else:
            words = self.tr("Enter adds %1 events as one step").replace("%1", str(len(found)))
        words += " · " + self.tr("Shift+Enter: a new line · Escape: put them aside")
        self._lines_told.setText(words)
        set_state(self._lines_told, "role", "attention" if unread else "quiet")
        self._lines.setAccessibleDescription(words)
        self.updateGeometry()

    def _add_lines(self) -> None:
        text = self._lines.text()
        if not text.strip():
            self._leave_lines()
            return
        unread = self._lines.first_unread
        if unread is not None:
            self._lines.go_to(unread)
            return
        added = entry_edits.add_from_lines(self._bridge.desk, text, self.context())
        self._history.remember(text.strip("\n"))
        self._close_lines()
        self._last_added = added[-1]
        self._view.select(*added)
        self.added.emit(added[-1])

    def _leave_lines(self) -> None:
        """Puts the lines aside: arrow up brings them back."""
        text = self._lines.text().strip("\n")
        if text.strip():
            self._history.remember(text)
        self._close_lines()

    def _close_lines(self) -> None:
        self._show_lines(False)
        self._lines.clear()
        self._keep_lines()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is kept

    def _restore(self) -> None:
        """Lines as they were left, and the history, of the review that was opened."""
        self._history.read()
        self._last_added = ""
        text = self._bridge.desk.drafts.text(_LINES_PLACE)
        if text.strip():
            self._show_lines(True)
            self._lines.start(text)

    def _on_closing(self) -> None:
        self._keep_lines()
        self._completions.hide()
        with QSignalBlocker(self._lines):
            self._lines.clear()
        self._show_lines(False)

    def _keep_lines(self) -> None:
        self._keep_rest.stop()
        keep_draft(self._bridge, _LINES_PLACE, self._lines.text() if self._has_lines else "")

    # Completion

    def _offer_completions(self) -> None:
        """Shows how the mark in front of the cursor can go on, unless it is whole already."""
        text, place = self._field.text(), self._field.cursorPosition()
        found = completions(text, place, self.context()) if self._bridge.is_open else []
        begun = text[found[0].start : place] if found else ""
        if len(found) == 1 and found[0].text.strip().casefold() == begun.strip().casefold():
            found = []
        self._choices, self._choice, self._base = found, -1, text
        self._completions.offer(found, self._field.cursorRect().left() if found else 0)

    def _take_completion(self, place: int) -> None:
        self._choice = place - 1
        self._complete(1)
        self._completions.hide()
        self._choices, self._choice = [], -1
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_arrow(self, step: int) -> None:
        if self._completions.isVisible() and self._choices:
            place = (self._completions.currentRow() + step) % len(self._choices)
            if step < 0 and self._completions.currentRow() < 0:
                place = len(self._choices) - 1
            self._completions.choose(place)
        else:
            self._walk_history(step)

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
        self._completions.choose(place)
        if len(choices) == 1:
            self._completions.hide()
        else:
            names = " · ".join(one.label for one in choices[:6])
            self._tell(self.tr("Tab: %1").replace("%1", names), is_problem=False)

    def _walk_history(self, step: int) -> None:
        text = self._history.step(step)
        if text is None:
            return
        if "\n" in text:
            self._open_lines(text)
        else:
            self._field.setText(text)

    def _on_escape(self) -> None:
        if self._completions.isVisible():
            self._completions.hide()
        elif self._field.text():
            self._field.clear()
            self._history.to_end()
        else:
            self.left.emit()

    def _on_theme_changed(self) -> None:
        palette = self._theme.palette
        self._field.setFont(self._theme.font(TextRole.TITLE))
        self._plus.setFixedWidth(self._theme.px(18))
        self._lines.setFont(self._theme.font(TextRole.TITLE))
        self._lines.setStyleSheet(
            f"QPlainTextEdit {{ border: none; background: transparent; color: {palette.ink}; }}"
        )
        self._field.setStyleSheet(
            "QLineEdit { border: none; background: transparent; padding: 0;"
            f" color: {palette.ink}; }}"
        )
        self.updateGeometry()
        self.say()
        self.update()
