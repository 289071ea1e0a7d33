"""The signals panel: how it looked from inside, then."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reviewdesk.domain.alerts import AlertHistory, base_rate
from reviewdesk.domain.entries import Entry, EntryKind, Precision
from reviewdesk.domain.ids import DepartmentId, EntryId
from reviewdesk.domain.people import Department
from reviewdesk.domain.sights import SIGNAL_KINDS, Sight, SightState, how_it_came
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.shapes import hatch
from reviewdesk.qt.theme import TextRole, Theme, contrast_ratio
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services.alert_matching import by_signal
from reviewdesk.services.desk import Edited
from reviewdesk.services.question_edits import asks_anew
from reviewdesk.widgets.fields import discard_all, leave_fields
from reviewdesk.widgets.parts import button, label, shown
from reviewdesk.widgets.record_links import RecordLinks
from reviewdesk.widgets.signals.coverage import CoverageChips
from reviewdesk.widgets.signals.fact_groups import FactGroups
from reviewdesk.widgets.signals.fact_list import Fact
from reviewdesk.widgets.signals.probes import MadeSenseBox, PressureChips, ProbeFields
from reviewdesk.widgets.signals.steady_text import SteadyText
from reviewdesk.widgets.tab_order import chain_tabs

HEADING_CHARS = 160
FEW = 8
MANY = 60
_NAMED = 4
"""So many who knew of something are named; the line has to have room for when it arrived."""


class SignalsPanel(QFrame):
    """Signals: `ask_room_requested(EntryId)` when the room is to be asked about a decision.

    What it looks at is what was pointed at last: a decision that was selected, with its moment and
    its department's eyes, or the as-of cursor.
    """

    ask_room_requested = Signal(str)

    def __init__(self, bridge: DeskBridge, view: ViewState, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("signals_panel")
        self.setAccessibleName(self.tr("Signals at the time"))
        self.setProperty("role", "panel")
        self._bridge = bridge
        self._view = view
        self._theme = theme
        self._links = RecordLinks(bridge, view, theme)
        self._moment: datetime | None = None
        self._eyes: DepartmentId | None = None
        self._decision: EntryId | None = None
        self._staying = False
        self._ink = ""
        self._wide = dict.fromkeys(SightState, False)
        self._histories: Mapping[EntryId, AlertHistory] | None = None
        self._lines: dict[tuple[EntryId, SightState, tuple[DepartmentId, ...]], Fact] = {}
        self._build()
        self._connect()
        self._follow()

    def _build(self) -> None:
        self._heading = label(role="heading")
        self._heading.setWordWrap(True)
        self._heading.setObjectName("signals_heading")
        self._what = label(role="quiet")
        self._chooser = button("", "eyes_button", "eyes", accessible=self.tr("Choose whose eyes"))
        self._chooser.clicked.connect(self.open_eyes)
        who = QHBoxLayout()
        who.setSpacing(0)
        who.addWidget(self._what)
        who.addWidget(self._chooser)
        who.addStretch(1)
        self._first = QVBoxLayout()
        self._hint = label(role="quiet")
        self._hint.setWordWrap(True)
        self._veil = VeilBlock(self._theme)
        self._groups = FactGroups(self._theme, self._veil)
        self._rest = QVBoxLayout()
        column = QVBoxLayout()
        column.setContentsMargins(16, 14, 14, 16)
        column.setSpacing(0)
        column.addWidget(label(self.tr("Signals at the time"), "caption"))
        column.addWidget(SteadyText(self._heading, self._theme))
        column.addLayout(who)
        column.addSpacing(8)
        column.addLayout(self._first)
        column.addWidget(self._hint)
        column.addWidget(self._groups)
        column.addLayout(self._rest)
        column.addStretch(1)
        held = QWidget()
        # Pressed beside a field, the keyboard leaves whatever chip it was on.
        held.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        held.setLayout(column)
        scroll = QScrollArea()
        scroll.setObjectName("signals_scroll")
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(held)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def _connect(self) -> None:
        self._bridge.opened.connect(self._on_opened)
        self._bridge.closing.connect(self._on_closing)
        self._bridge.edited.connect(self._on_edited)
        self._view.selection_changed.connect(self._on_selection_changed)
        self._view.as_of_changed.connect(self._on_as_of_changed)
        self._view.eyes_changed.connect(self._on_eyes_changed)
        self._view.veil_changed.connect(self._show_facts)
        self._view.clock_changed.connect(self._tell_anew)
        self._theme.changed.connect(self._tell_anew)
        self._veil.pressed_on.connect(self._on_veil_pressed)
        self._groups.entry_chosen.connect(self._on_entry_chosen)
        self._groups.more_wished.connect(self._on_more_wished)

    # Following

    @property
    def moment(self) -> datetime | None:
        """The moment it looks at."""
        return self._moment

    def _on_opened(self) -> None:
        self._moment, self._eyes = self._view.as_of, self._view.eyes
        self._follow()
        self._on_selection_changed()

    def _on_closing(self) -> None:
        leave_fields(self)
        self._decision = self._moment = None
        self._rebuild_decision()
        self._tell_anew()

    def _on_edited(self, edited: Edited) -> None:
        tables = edited.tables
        if asks_anew(edited, "probes"):
            self._rebuild_decision()
        decided = self._bridge.review.find(Entry, self._decision)
        if self._decision and (decided is None or decided.kind is not EntryKind.DECISION):
            # What is left to look at is where the cursor stands, if one does.
            self._decision, self._moment = None, self._view.as_of
            self._eyes = self._view.eyes
            self._rebuild_decision()
        elif self._decision and self._decision in edited.of(Entry):
            self._moment = decided.own_moment if decided else None
        elif "entry" in tables and self._decision is None and self._view.current:
            self._on_selection_changed()
        if tables & {"entry", "sighting", "department", "review", "alert_history"}:
            self._tell_anew()

    def _on_selection_changed(self) -> None:
        if self._staying or not self._bridge.is_open:
            return
        entry = self._bridge.review.find(Entry, self._view.current)
        decided = entry if entry is not None and entry.kind is EntryKind.DECISION else None
        if decided is not None and decided.id != self._decision:
            self._decision = decided.id
            self._moment = decided.own_moment
            # Chosen eyes stay chosen, as in the room.
            self._eyes = self._view.eyes or decided.department_id
            self._follow()
        elif decided is None and self._decision is not None and entry is not None:
            self._decision = None
            self._moment, self._eyes = self._view.as_of, self._view.eyes
            self._follow()

    def _on_as_of_changed(self) -> None:
        self._moment = self._view.as_of
        decided = self._bridge.review.find(Entry, self._decision)
        left = decided is not None and self._view.current != decided.id
        if left and decided is not None and self._moment not in (None, decided.own_moment):
            # The cursor went on from a decision that is no longer in hand, as the room does.
            leave_fields(self)
            self._decision, self._eyes = None, self._view.eyes
            self._follow()
        else:
            self._show_facts()

    def _on_eyes_changed(self) -> None:
        self._eyes = self._view.eyes
        self._tell_anew()

    def _follow(self) -> None:
        self._wide = dict.fromkeys(SightState, False)
        self._rebuild_decision()
        self._tell_anew()

    # Showing

    def _rebuild_decision(self) -> None:
        for layout in (self._first, self._rest):
            discard_all(layout)
        if self._decision is None or not self._bridge.is_open:
            return
        first = MadeSenseBox(self._links, self._decision)
        self._first.addWidget(first)
        pressures = label(self.tr("Pressures"), "caption")
        pressures.setContentsMargins(0, 14, 0, 5)
        questions = label(self.tr("What else to ask"), "caption")
        questions.setContentsMargins(0, 14, 0, 0)
        coverage = CoverageChips(self._links, self._decision)
        ask = button(self.tr("Ask the room"), "ask_room_button")
        ask.setToolTip(self.tr("Stands the room at this decision, with the veil down"))
        ask.clicked.connect(self._on_ask_room)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 12, 0, 0)
        row.addStretch(1)
        row.addWidget(ask)
        chips = PressureChips(self._links, self._decision)
        probes = ProbeFields(self._links, self._decision, pressures=False)
        for widget in (pressures, chips, questions, probes, coverage, foot):
            self._rest.addWidget(widget)
        chain_tabs((first, probes, chips, coverage, foot))

    def _tell_anew(self) -> None:
        self._lines.clear()
        self._histories = None
        self._show_facts()

    def _show_facts(self) -> None:
        is_open = self._bridge.is_open
        self._head(is_open)
        standing = is_open and self._moment is not None
        self._hint.setVisible(not standing)
        self._hint.setText(
            self.tr(
                "Select a decision, or set the as-of cursor on the timeline, to see what could be "
                "known then and by whom."
            )
        )
        if not standing or self._moment is None:
            self._veil.setVisible(False)
            self._groups.show_facts({})
            return
        asof = self._bridge.asof
        found = asof.at(
            self._moment,
            self._eyes,
            kinds=SIGNAL_KINDS,
            without=self._decision,
            limit=MANY if any(self._wide.values()) else FEW,
        )
        told: dict[SightState, tuple[list[Fact], str]] = {}
        for state, sights, count in (
            (SightState.NOTICED, found.noticed, found.noticed_count),
            (SightState.VISIBLE, found.visible, found.visible_count),
            (SightState.OUT_OF_SIGHT, found.out_of_sight, found.out_of_sight_count),
        ):
            seen = sights if self._wide[state] else sights[-FEW:]
            more = count - len(seen)
            told[state] = (
                [self._told(one) for one in seen],
                self.tr("and %n earlier", "", more) if more else "",
            )
        later = asof.counts(self._moment, self._eyes).later
        self._veil.show_count(later, down=self._view.veil)
        self._veil.setVisible(bool(later))
        self._groups.spare = self._decision is None
        self._groups.show_facts(told)

    def _head(self, is_open: bool) -> None:
        entry = self._bridge.review.find(Entry, self._decision) if is_open else None
        told = self._links.texts.moment(self._moment) if is_open else ""
        at_decision = entry is not None and entry.own_moment == self._moment
        if entry is not None and at_decision:
            told = self._links.texts.entry_time(entry)
            long = len(entry.title) > HEADING_CHARS
            title = entry.title[:HEADING_CHARS] + "…" if long else entry.title
            self._heading.setText(shown(f"{told} · {title}" if told else title))
        elif told:
            self._heading.setText(self.tr("As of {}").format(told))
        else:
            self._heading.setText(self.tr("From today"))
        self._what.setText(
            self.tr("Decision · seen from ") if at_decision else self.tr("Seen from ")
        )
        whose = self._bridge.review.find(Department, self._eyes) if is_open else None
        self._chooser.setText(
            shown(whose.name).replace("&", "&&") if whose is not None else self.tr("everybody")
        )
        colour = self._links.colour(self._eyes) if is_open else None
        ink = colour.name() if colour is not None else self._theme.palette.ink
        if ink != self._ink:
            self._ink = ink
            self._chooser.setStyleSheet(f"color: {ink};")
        self._chooser.setEnabled(is_open)

    def _told(self, sight: Sight) -> Fact:
        """The line of one sight; a step of the cursor leaves most lines as they were."""
        knowers: tuple[DepartmentId, ...] = ()
        if sight.state is SightState.OUT_OF_SIGHT and self._moment is not None:
            knowers = self._bridge.asof.knowers(sight.entry_id, self._moment)
        key = (sight.entry_id, sight.state, knowers)
        fact = self._lines.get(key)
        if fact is None:
            fact = self._lines[key] = self._fact(sight, knowers)
        return fact

    def _fact(self, sight: Sight, knowers: tuple[DepartmentId, ...]) -> Fact:
        entry = self._bridge.review.entries[sight.entry_id]
        texts = self._links.texts
        parts = [texts.entry_time(entry)]
        said = sight.sighting
        if sight.state is SightState.OUT_OF_SIGHT:
            parts.append(self._names(knowers))
            parts.append(self._arrival(sight))
        else:
            if said is not None:
                parts.append(self._since(sight, entry))
            parts.extend(how_it_came(sight.state, said))
        if self._histories is None:
            self._histories = by_signal(self._bridge.review)
        history = self._histories.get(entry.id)
        rate = base_rate(history, entry) if history is not None else None
        if rate is not None:
            parts.append(rate.told)
        colour = self._links.colour(entry.department_id) or QColor(self._theme.palette.quiet)
        detail = " · ".join(part for part in parts if part)
        return Fact(entry.id, entry.kind, colour, entry.title, detail)

    def _since(self, sight: Sight, entry: Entry) -> str:
        """When those eyes had it, where that is not when it began."""
        placed = entry.precision is Precision.UNKNOWN
        if sight.since is None or (not placed and sight.since == entry.floor):
            return ""
        about = "~" if sight.sighting is not None and sight.sighting.approximate else ""
        since = about + self._links.texts.beside(sight.since, entry)
        noticed = sight.state is SightState.NOTICED
        told = self.tr("noticed {}") if noticed else self.tr("visible from {}")
        return told.format(since)

    def _names(self, knowers: tuple[DepartmentId, ...]) -> str:
        names = [
            found.name
            for one in knowers
            if (found := self._bridge.review.find(Department, one)) is not None
        ]
        if len(names) == 1:
            return self.tr("{} only").format(names[0])
        told = ", ".join(names[:_NAMED])
        more = len(names) - _NAMED
        return f"{told} {self.tr('and %n more', '', more)}" if more > 0 else told

    def _arrival(self, sight: Sight) -> str:
        whose = self._bridge.review.find(Department, self._eyes)
        if whose is None:
            return ""
        said = self._bridge.review.sighting(sight.entry_id, whose.id)
        if said is None:
            return self.tr("nothing said of {}").format(whose.name)
        if sight.arrives is None:
            return self.tr("never reached {}").format(whose.name)
        when = ("~" if said.approximate else "") + self._links.texts.moment(sight.arrives)
        return self.tr("reached {} {}").format(whose.name, when)

    # Gestures

    def _on_more_wished(self, state: SightState) -> None:
        self._wide[state] = True
        self._show_facts()

    def _on_entry_chosen(self, entry_id: EntryId) -> None:
        # Following one of its own lines, the panel stays where it stands.
        self._staying = True
        try:
            self._view.select(entry_id)
        finally:
            self._staying = False

    def _on_veil_pressed(self) -> None:
        if not self._view.veil:
            # Where the panel stands; without a cursor the veil would cover nothing.
            self._view.set_as_of(self._moment)
        self._view.set_veil(not self._view.veil)

    def _on_ask_room(self) -> None:
        entry = self._bridge.review.find(Entry, self._decision)
        if entry is None:
            return
        self._view.set_eyes(entry.department_id)
        if entry.own_moment is not None:
            # Before the veil: with that a room that is held is given its picture.
            self._view.set_as_of(entry.own_moment)
            self._view.set_veil(True)
        self.ask_room_requested.emit(entry.id)

    def open_eyes(self) -> None:
        """Lists the departments through whose eyes one can look."""
        menu = QMenu(self)
        menu.setObjectName("eyes_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        choices: list[tuple[str, str | None]] = [(self.tr("Everybody"), None)]
        choices += [(one.name, one.id) for one in self._bridge.review.departments]
        for text, department_id in choices:
            action = menu.addAction(shown(text).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(department_id == self._eyes)
            action.triggered.connect(lambda _on, which=department_id: self._choose_eyes(which))
        menu.popup(self._chooser.mapToGlobal(QPoint(0, self._chooser.height())))

    def _choose_eyes(self, department_id: DepartmentId | None) -> None:
        self._eyes = department_id
        self._view.set_eyes(department_id)
        self._tell_anew()


_QUIET_HATCH = 1.6
"""Hatch that stands out more than that from its ground is not drawn behind words."""


class VeilBlock(QPushButton):
    """Says how much became known only later, and no more than that. Pressing turns the veil.

    Signals: `pressed_on()`.
    """

    pressed_on = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("veil_block")
        self.setAccessibleName(self.tr("Known only later"))
        self._theme = theme
        self._lines = ("", "")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(60))
        self.clicked.connect(self.pressed_on)

    def show_count(self, later: int, *, down: bool) -> None:
        self._lines = (
            self.tr("1 fact known only later")
            if later == 1
            else self.tr("{} facts known only later").format(f"{later:,}"),
            self.tr("Lift the veil when the room has answered")
            if down
            else self.tr("Lower the veil before the room answers"),
        )
        self.setAccessibleName(", ".join(self._lines))
        self.setFixedHeight(self._theme.px(60))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            look = self._theme.palette
            area = self.rect().adjusted(1, 1, -1, -1)
            painter.setPen(QColor(look.accent if self.hasFocus() else look.veil))
            painter.setBrush(QColor(look.veil))
            painter.drawRoundedRect(area, 7, 7)
            hatch(painter, area.adjusted(1, 1, -1, -1).toRectF(), QColor(look.veil_hatch), 16, 2)
            middle = area.height() // 2
            painter.setPen(QColor(look.quiet))
            hard_to_read = contrast_ratio(QColor(look.veil), QColor(look.veil_hatch)) > _QUIET_HATCH
            for place, (text, role) in enumerate(
                zip(self._lines, (TextRole.BODY, TextRole.CAPTION), strict=True)
            ):
                painter.setFont(self._theme.font(role))
                half = QRect(
                    area.left(), area.top() + 6 + place * (middle - 4), area.width(), middle
                )
                top = Qt.AlignmentFlag.AlignTop if place else Qt.AlignmentFlag.AlignVCenter
                flags = int(Qt.AlignmentFlag.AlignHCenter | top)
                if hard_to_read:
                    said = painter.boundingRect(half, flags, text).adjusted(-6, -1, 6, 1)
                    painter.fillRect(said.intersected(area), QColor(look.veil))
                painter.drawText(half, flags, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
