"""The agenda of a sitting with its time boxes, and the clock over it."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reviewdesk.domain import session_clock
from reviewdesk.domain.review import ReviewKind
from reviewdesk.domain.session_clock import Reading, Sign
from reviewdesk.domain.sessions import AgendaItem
from reviewdesk.qt.clock_texts import ClockTexts
from reviewdesk.qt.clock_words import figures, left, minutes_of, of_planned
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.session_clock import SessionClock
from reviewdesk.qt.theme import Theme
from reviewdesk.services import agendas, session_edits
from reviewdesk.widgets.ask_line import ask_line
from reviewdesk.widgets.fields import AddLine, LineField, TextField, discard
from reviewdesk.widgets.flow import FlowLayout
from reviewdesk.widgets.parts import ElidedLabel, button, label, set_state
from reviewdesk.widgets.session.earlier import EarlierSessions
from reviewdesk.widgets.session.spots import minutes_spot, title_spot
from reviewdesk.widgets.session.tick_label import TickLabel

_MINUTES_PX, _SPENT_PX = 44, 62
_NARROW_PX = 430
"""In a row that is narrower the phase stands under the title, which has the width for itself."""


class AgendaRow(QFrame):
    """One item: its time box, what it is called, what was spent.

    Signals: `wished(str, str)` with what is to be done ("go", "up", "down", "remove") and the id.
    """

    wished = Signal(str, str)

    def __init__(self, bridge: DeskBridge, theme: Theme, item: AgendaItem) -> None:
        super().__init__()
        self.item_id = item.id
        self.setObjectName("agenda_row")
        self.setProperty("role", "row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._minutes = LineField(
            bridge, minutes_spot(bridge, item.id), "agenda_minutes", self.tr("Minutes"), bare=True
        )
        self._minutes.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._minutes.setFixedWidth(theme.px(_MINUTES_PX))
        self._title = TextField(
            bridge, title_spot(bridge, item.id), "agenda_title", self.tr("What it is"),
            bare=True, one_line=True, required=True,
        )  # fmt: skip
        self._theme = theme
        self._phase = label("", "quiet")
        # Never cut: the title wraps, a word of the program does not.
        self._phase.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._spent = TickLabel("number")
        self._spent.setFixedWidth(theme.px(_SPENT_PX))
        self._spent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._more = button("…", "agenda_more", "quiet", accessible=self.tr("More for this item"))
        self._more.clicked.connect(self._on_more)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 6, 5)
        row.setSpacing(6)
        row.addWidget(self._minutes)
        row.addWidget(label("min", "quiet"))
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.setSpacing(6)
        self._words.addWidget(self._title, 1)
        self._words.addWidget(self._phase)
        row.addLayout(self._words, 1)
        row.addWidget(self._spent)
        row.addWidget(self._more)

    def show_item(
        self, item: AgendaItem, spent_ms: int, *, in_hand: bool, behind: bool = False
    ) -> None:
        """`behind`: it is over, and what is to come stands out from it."""
        if self._phase.text() != item.phase.value:
            self._phase.setText(item.phase.value)
        state = ""
        if in_hand:
            state = self.tr("now")
        elif item.skipped:
            state = self.tr("skipped")
        elif item.done:
            state = self.tr("done")
        counted = in_hand or item.done or spent_ms > 0
        told = figures(spent_ms) if counted and (spent_ms >= 1_000 or not item.skipped) else state
        self._spent.setText(told)
        set_state(self, "on", "true" if in_hand else "false")
        set_state(self, "out", "true" if item.skipped else "false")
        set_state(self._title, "over", "true" if behind else "false")
        words = (item.title, item.phase.value, minutes_of(item.planned_s * 1_000), state)
        name = ", ".join(one for one in words if one)
        if name != self.accessibleName():
            self.setAccessibleName(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(_NARROW_PX)
        ways = QBoxLayout.Direction
        way = ways.TopToBottom if narrow else ways.LeftToRight
        if way is not self._words.direction():
            self._words.setDirection(way)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.wished.emit("go", self.item_id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._open_menu(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        wish = {
            (Qt.Key.Key_Return, False): "go", (Qt.Key.Key_Enter, False): "go",
            (Qt.Key.Key_Up, True): "up", (Qt.Key.Key_Down, True): "down",
            (Qt.Key.Key_Delete, False): "remove",
        }.get((Qt.Key(event.key()), alt))  # fmt: skip
        if wish is None:
            super().keyPressEvent(event)
        else:
            self.wished.emit(wish, self.item_id)

    def _on_more(self) -> None:
        self._open_menu(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        for wish, text, key in (
            ("go", self.tr("Go to this item"), "Return"),
            ("up", self.tr("Earlier"), "Alt+Up"),
            ("down", self.tr("Later"), "Alt+Down"),
            ("remove", self.tr("Take off the agenda"), "Del"),
        ):
            action = menu.addAction(f"{text}\t{key}")
            action.triggered.connect(partial(self.wished.emit, wish, self.item_id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)


class AgendaPanel(QWidget):
    """The clock, and the agenda under it.

    Signals: `command_wished(str)`, the name of a command; `template_kept(str, str)`, a name and
    an agenda as text, to be there for later reviews; `said(str)`, why a gesture did nothing.
    """

    command_wished = Signal(str)
    template_kept = Signal(str, str)
    said = Signal(str)

    def __init__(
        self, bridge: DeskBridge, theme: Theme, clock: SessionClock, texts: ClockTexts
    ) -> None:
        super().__init__()
        self.setObjectName("agenda_panel")
        self.setAccessibleName(self.tr("Agenda"))
        self._bridge, self._theme, self._clock = bridge, theme, clock
        self._own: Mapping[str, str] = {}
        self._rows: dict[str, AgendaRow] = {}
        self._item = ElidedLabel("", "strong")
        self._item.setObjectName("agenda_now")
        self._time = TickLabel("heading")
        self._time.setObjectName("agenda_clock")
        self._time.setAccessibleName(self.tr("Clock of the item"))
        self._left = label("", "quiet")
        self._left.setObjectName("agenda_left")
        self._left.setWordWrap(True)
        self._buttons = QWidget()
        self._toggle = button("", "session_clock_button", "accent", accessible=self.tr("Clock"))
        self._toggle.clicked.connect(lambda: self.command_wished.emit("session_clock"))
        flow = FlowLayout(self._buttons, spacing_px=6)
        flow.addWidget(self._toggle)
        self._of_items: list[QPushButton] = []
        for text, name in (
            (self.tr("Next item"), "session_next"),
            (self.tr("Back"), "session_back"),
            (self.tr("Skip"), "session_skip"),
            (self.tr("+2 min"), "session_extend_2"),
            (self.tr("+5 min"), "session_extend_5"),
            (self.tr("+ …"), "session_extend"),
        ):
            made = button(text, f"{name}_button", "pill")
            made.clicked.connect(partial(self.command_wished.emit, name))
            flow.addWidget(made)
            self._of_items.append(made)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self._sum = label("", "quiet")
        self._sum.setObjectName("agenda_sum")
        self._add = AddLine(
            "agenda_add_line", self.tr("Add to the agenda, then Enter"), self._on_add
        )
        self._add.keep_drafts(bridge)
        self._make = button(self.tr("Make it from a template…"), "agenda_template", "link")
        self._make.clicked.connect(self._on_template)
        self._earlier = EarlierSessions(texts)
        self._lay_out()
        clock.ticked.connect(self.show_reading)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Now"), "caption"))
        column.addWidget(self._item)
        column.addWidget(self._time)
        column.addWidget(self._left)
        column.addWidget(self._buttons)
        column.addSpacing(8)
        column.addWidget(label(self.tr("Agenda"), "caption"))
        column.addLayout(self._list)
        column.addWidget(self._add)
        foot = QHBoxLayout()
        foot.addWidget(self._sum, 1)
        foot.addWidget(self._make)
        column.addLayout(foot)
        column.addWidget(self._earlier)
        column.addStretch(1)

    def set_own(self, templates: Mapping[str, str]) -> None:
        """Agendas that were kept, by name."""
        self._own = templates

    def sync(self) -> None:
        review = self._bridge.review
        session = session_edits.sitting(review)
        items = session_clock.agenda(session) if session is not None else ()
        wanted = {item.id for item in items}
        for item_id in [one for one in self._rows if one not in wanted]:
            self._take_away(self._rows.pop(item_id))
        held = session_clock.in_hand(session) if session is not None else None
        now = self._clock.moment()
        over = session_clock.behind(session) if session is not None else frozenset()
        for place, item in enumerate(items):
            row = self._rows.get(item.id)
            if row is None:
                row = self._rows[item.id] = AgendaRow(self._bridge, self._theme, item)
                row.wished.connect(self._on_wished)
            if self._list.indexOf(row) != place:
                self._list.insertWidget(place, row)
                row.show()
            begun = session is not None and session.started is not None
            row.show_item(
                item, session_clock.spent_ms(item, now),
                in_hand=begun and held is not None and held.id == item.id,
                behind=item.id in over,
            )  # fmt: skip
        planned = sum(item.planned_s for item in items if not item.skipped)
        self._sum.setText(
            self.tr("{time} planned").format(time=minutes_of(planned * 1_000)) if items else ""
        )
        self._earlier.sync(review)
        self.show_reading(self._clock.reading())

    def _take_away(self, row: AgendaRow) -> None:
        """Lets a row go; the keyboard that was on it goes to the one after it, or before."""
        focused, place = QApplication.focusWidget(), self._list.indexOf(row)
        had = focused is not None and (focused is row or row.isAncestorOf(focused))
        discard(row)
        if had:
            item = self._list.itemAt(min(place, self._list.count() - 1))
            beside = item.widget() if item is not None else None
            (self._add if beside is None else beside).setFocus()

    def clear(self) -> None:
        for item_id in list(self._rows):
            discard(self._rows.pop(item_id))
        self._earlier.clear()

    def show_reading(self, reading: Reading | None) -> None:
        """What the clock shows now; only the labels whose text is another are painted."""
        planned = self._bridge.is_open and session_edits.sitting(self._bridge.review) is not None
        there = reading is not None and planned
        if not there and any(one.hasFocus() for one in self._of_items):
            self._toggle.setFocus()
        for one in self._of_items:
            one.setEnabled(there)
        if reading is None or not planned:
            self._say(self._item, self.tr("No session is planned"))
            self._time.hide()
            words = self.tr("Begin makes the usual agenda; or make one below first.")
            self._say(self._left, words)
            set_state(self._left, "role", "quiet")
            self._say(self._toggle, self.tr("Begin"))
            return
        self._say(self._item, reading.item.title)
        self._say(self._time, of_planned(reading.of_item))
        self._time.show()
        parts = [left(reading.of_item)]
        if reading.of_phase.left_ms != reading.of_item.left_ms and left(reading.of_phase):
            parts.append(f"{reading.item.phase.value}: {left(reading.of_phase)}")
        if reading.of_session.planned_ms:
            parts.append(self.tr("Session: {time}").format(time=left(reading.of_session)))
        if reading.paused_ms >= 60_000:
            parts.append(self.tr("pauses {time}").format(time=minutes_of(reading.paused_ms)))
        if reading.begun and not reading.running:
            parts.insert(0, self.tr("Paused"))
        self._say(self._left, " · ".join(part for part in parts if part))
        calm = reading.of_item.sign is Sign.CALM or not reading.begun
        set_state(self._left, "role", "quiet" if calm else "attention")
        toggle = self.tr("Go on") if reading.begun else self.tr("Begin")
        self._say(self._toggle, self.tr("Pause") if reading.running else toggle)
        row = self._rows.get(reading.item.id)
        if row is not None and reading.begun:
            row.show_item(reading.item, reading.of_item.spent_ms, in_hand=True)

    @staticmethod
    def _say(where: QLabel | QPushButton, text: str) -> None:
        if where.text() != text:
            where.setText(text)

    def _on_add(self, title: str) -> None:
        self._bridge.apply(session_edits.add_item(self._bridge.review, title))

    def _on_wished(self, wish: str, item_id: str) -> None:
        review = self._bridge.review
        if wish == "go":
            session = session_edits.sitting(review)
            if session is None or not session.under_way:
                self.said.emit(self.tr("Begin the session first; then go to any of its items."))
                return
            self._bridge.apply(session_edits.go_to(review, item_id, self._clock.moment()))
        elif wish == "remove":
            edit = session_edits.remove_item(review, item_id)
            if not edit.changes:
                self.said.emit(self.tr("This item is in hand. Go on to another, then take it off."))
            self._bridge.apply(edit)
        else:
            self._bridge.apply(session_edits.move_item(review, item_id, -1 if wish == "up" else 1))
            if item_id in self._rows:
                self._rows[item_id].setFocus(Qt.FocusReason.OtherFocusReason)

    # Templates

    def _on_template(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("agenda_templates")
        kind = self._bridge.review.head.kind
        self._add_lengths(menu, kind)
        others = menu.addMenu(self.tr("For another kind"))
        for other in ReviewKind:
            if other is not kind:
                self._add_lengths(others.addMenu(other.value.capitalize()), other)
        if self._own:
            menu.addSeparator()
        for name, text in self._own.items():
            made = menu.addAction(name.replace("&", "&&"))
            made.triggered.connect(partial(self._use_own, name, text))
        menu.addSeparator()
        keep = menu.addAction(self.tr("Keep this agenda for later reviews…"))
        keep.setEnabled(bool(self._rows))
        keep.triggered.connect(self._on_keep)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._make.mapToGlobal(QPoint(0, self._make.height())))

    def _add_lengths(self, menu: QMenu, kind: ReviewKind) -> None:
        for minutes in agendas.LENGTHS_MINUTES:
            name = f"{kind.value.capitalize()}, {minutes} min"
            menu.addAction(name).triggered.connect(partial(self._use, kind, minutes, name))

    def _use(self, kind: ReviewKind, minutes: int, name: str) -> None:
        self._take(agendas.planned_for(kind, minutes), name)

    def _use_own(self, name: str, text: str) -> None:
        self._take(agendas.planned_in(text), name)

    def _take(self, planned: tuple[agendas.Planned, ...], name: str) -> None:
        items = agendas.items_of(planned)
        self._bridge.apply(session_edits.set_agenda(self._bridge.review, items, name))

    def _on_keep(self) -> None:
        session = session_edits.sitting(self._bridge.review)
        if session is None:
            return
        name = ask_line(
            self,
            "keep_agenda",
            self.tr("What is this agenda to be called among the templates?"),
            self.tr("Keep it"),
        )
        if name is not None:
            self.template_kept.emit(name, agendas.text_of(session_clock.agenda(session)))
