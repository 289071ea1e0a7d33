"""One perspective card: how it looked from one department's side."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reviewdesk.domain.accounts import Card
from reviewdesk.domain.people import Department
from reviewdesk.qt.view_state import OnTheWall, RoomLayout
from reviewdesk.services.questions import card_questions, opening_questions
from reviewdesk.widgets.cards.card_marks import CardMarks
from reviewdesk.widgets.cards.card_menu import (
    BESIDE_KEY,
    OPENING_KEY,
    ROOM_KEY,
    card_menu,
    turn_heard,
    turn_opening,
)
from reviewdesk.widgets.fade import FadingArea
from reviewdesk.widgets.fields import CheckField, ChoiceField, LineField, TextField
from reviewdesk.widgets.inspector.private_notes import PrivateNotes
from reviewdesk.widgets.parts import ElidedLabel, button, label, set_state, shown, tool_tip
from reviewdesk.widgets.record_links import RecordLinks
from reviewdesk.widgets.spots import answer_spot, record_spot
from reviewdesk.widgets.tab_order import chain_tabs

_SCROLLING: Mapping[int, int] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 2,
    Qt.Key.Key_PageUp: -2,
}
"""Half pages, by the keys that go on in a card."""


class CardView(QFrame):
    """Paper with the department's colour on its upper edge, dashed until it has been heard.

    `full` shows every field; otherwise what the strip has room for. Signals:
    `removal_wished(CardId)`; `beside_wished(CardId)`, to be put beside another;
    `questionnaire_wished(DepartmentId)`.
    """

    removal_wished = Signal(str)
    beside_wished = Signal(str)
    questionnaire_wished = Signal(str)

    def __init__(
        self,
        card: Card,
        links: RecordLinks,
        *,
        full: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"card_{card.id}")
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._links = links
        self._bridge = links.bridge
        self._full = full
        self.card = card
        self._area: FadingArea | None = None
        self._name = ElidedLabel(role="strong")
        self._by = button("", "card_heard_button", "by")
        self._by.setCheckable(True)
        self._by.clicked.connect(self._on_heard)
        self._opens = label(self.tr("opens"), "asked")
        self._opens.setObjectName("card_opens")
        self._opens.setToolTip(self.tr("The opening card: it is heard first"))
        self._wall = label("▣", "on_wall")
        self._wall.setObjectName("card_on_wall")
        self._wall.setToolTip(tool_tip(self.tr("The room sees this")))
        self._on_wall = False
        self._share = ShareBar(links)
        self._grow = QTimer(self)
        self._grow.setSingleShot(True)
        self._grow.timeout.connect(self._on_grow)
        self._build()
        self.take_card(card)
        links.view.wall_changed.connect(self._on_wall_changed)
        self._on_wall_changed(links.view.wall)

    def _build(self) -> None:
        bridge, card = self._bridge, self.card
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._name, 1)
        top.addWidget(self._wall)
        top.addWidget(self._opens)
        top.addWidget(self._by)
        area = None if self._full else self._scrolled()
        # Each in its place before it is filled: Qt styles a part anew with all that is in it
        # whenever it is put into another.
        held = QWidget(area.viewport()) if area is not None else None
        inside = QVBoxLayout(held) if held is not None else QVBoxLayout()
        inside.setContentsMargins(0, 0, 4, 0)
        inside.setSpacing(6)
        self._asked: list[tuple[str, QWidget]] = []
        self._own_calls = {one.key for one in opening_questions(bridge.review.head)}
        for question in card_questions(bridge.review.head, opening=True):
            field = TextField(
                bridge,
                answer_spot(bridge, card, question.key),
                f"answer_{question.key}_field",
                question.text,
                placeholder=self.tr("Type what they say"),
                bare=True,
            )
            asked = _asked(question.text, field)
            self._asked.append((question.key, asked))
            inside.addWidget(asked)
        self._impact = self._impact_row()
        inside.addWidget(self._impact)
        if self._full:
            inside.addWidget(self._foot())
            inside.addWidget(PrivateNotes(self._links, Card.table, card.id))
        inside.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 13, 10, 8)
        layout.setSpacing(5)
        layout.addLayout(top)
        if area is None or held is None:
            layout.addLayout(inside)
        else:
            area.setWidget(held)
            self._area = area
            layout.addWidget(area, 1)
        layout.addWidget(CardMarks(self._links, card, full=self._full))
        layout.addWidget(self._share)
        # What they say comes before what is done with the card.
        chain_tabs([*(asked for _key, asked in self._asked), self._impact, self._by])

    def _scrolled(self) -> FadingArea:
        area = FadingArea(self._links.theme, self)
        area.setObjectName("card_scroll")
        area.setAccessibleName(self.tr("Answers"))
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Wheel and focus scroll it; a row of bars would be louder than the words.
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _impact_row(self) -> QWidget:
        held = QWidget()
        impact = TextField(
            self._bridge,
            record_spot(self._bridge, self.card, "impact"),
            "card_impact_field",
            self.tr("Impact in words"),
            placeholder=self.tr("In words"),
            bare=True,
        )
        figure = self._line("impact_figure", self.tr("One figure"), self.tr("figure"))
        figure.setProperty("strong", "true")
        unit = TextField(
            self._bridge,
            record_spot(self._bridge, self.card, "impact_unit"),
            "card_impact_unit_field",
            self.tr("Unit of the figure"),
            placeholder=self.tr("unit"),
            bare=True,
            one_line=True,
        )
        figure.setFixedWidth(self._links.theme.px(64))
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(unit, 1, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(held)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addWidget(_asked(self.tr("What did it do to you?"), impact))
        layout.addLayout(row)
        return held

    def _line(self, field: str, accessible: str, placeholder: str) -> LineField:
        return LineField(
            self._bridge,
            record_spot(self._bridge, self.card, field),
            f"card_{field}_field",
            accessible,
            placeholder=placeholder,
            bare=True,
        )

    def _foot(self) -> QWidget:
        held = QWidget()
        bridge, card = self._bridge, self.card
        voice = ChoiceField(
            bridge,
            record_spot(bridge, card, "voice_id"),
            "card_voice_field",
            self.tr("Whose voice"),
            lambda: self._links.voices(card.department_id),
        )
        voice.setProperty("bare", "true")
        events = self._links.entries_field(
            record_spot(bridge, card, "entry_ids"),
            "card_entries_field",
            self.tr("Linked events"),
            self.tr("Link an event…"),
        )
        back = CheckField(
            bridge,
            record_spot(bridge, card, "held_back"),
            "card_held_back_field",
            self.tr("Keep back from the room"),
        )
        off = button(self.tr("Delete"), "card_delete_button", "quiet")
        off.clicked.connect(lambda: self.removal_wished.emit(self.card.id))
        said = QHBoxLayout()
        said.addWidget(label(self.tr("Voice"), "asked"))
        said.addWidget(voice, 1, Qt.AlignmentFlag.AlignLeft)
        beside = button(self.tr("Beside"), "card_beside_button", "quiet")
        beside.setToolTip(self.tr("Press on two cards to put them side by side"))
        beside.clicked.connect(lambda: self.beside_wished.emit(self.card.id))
        last = QHBoxLayout()
        last.addWidget(back)
        last.addStretch(1)
        ask = button(self.tr("Questionnaire…"), "card_questionnaire_button", "quiet")
        ask.setToolTip(self.tr("A form for this department to fill in"))
        ask.clicked.connect(lambda: self.questionnaire_wished.emit(self.card.department_id))
        last.addWidget(ask)
        last.addWidget(beside)
        last.addWidget(off)
        layout = QVBoxLayout(held)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(said)
        layout.addWidget(events)
        layout.addLayout(last)
        return held

    def take_card(self, card: Card) -> None:
        """Follows its record; the fields follow by themselves."""
        self.card = card
        department = self._bridge.review.find(Department, card.department_id)
        name = department.name if department else self.tr("No department")
        self._name.setText(shown(name))
        role = self._links.voice_role(card.voice_id)
        if card.heard:
            told = self.tr("by: {}").format(role) if role else self.tr("heard")
        else:
            told = self.tr("not heard yet")
        self._told = told
        self._set_by()
        self._by.setChecked(card.heard)
        self._by.setAccessibleName(f"{name}: {told}")
        self._by.setToolTip(
            tool_tip(
                self.tr("{} · press to take that back").format(told)
                if card.heard
                else self.tr("Press when it has been heard")
            )
        )
        set_state(self._by, "missing", "false" if card.heard else "true")
        set_state(self, "missing", "false" if card.heard else "true")
        self._opens.setVisible(card.opening)
        if card.opening:
            told = self.tr("opening card, {}").format(told)
        told = f"{told}, {self.tr('the room sees this')}" if self._on_wall else told
        self.setAccessibleName(self.tr("Card of {}, {}").format(name, told))
        self._unfold()
        self.update()

    def _set_by(self) -> None:
        """The name of the department comes first; the role is cut where there is no room."""
        name = self._name.fontMetrics().horizontalAdvance(self._name.text())
        mark = self._wall.sizeHint().width() + 8 if self._on_wall else 0
        room = max(self.width() - 78 - mark - name, self.width() // 3)
        self._by.ensurePolished()
        text = self._by.fontMetrics().elidedText(self._told, Qt.TextElideMode.ElideRight, room)
        # A sign to press on, so that a slip on what seems to be a title is none.
        self._by.setText(("✓ " if self.card.heard else "○ ") + shown(text).replace("&", "&&"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_by()
        if event.oldSize().width() != event.size().width():
            self.setMinimumHeight(0)
        self._grow.start(0)

    def _on_grow(self) -> None:
        # The page's grid asks for heights at widths it does not give by a pixel, and a text may
        # wrap at the one and not at the other.
        needed = self.minimumSizeHint().height() if self._full else 0
        if needed > self.height() or needed < self.minimumHeight():
            self.setMinimumHeight(needed if needed > self.height() else 0)

    def _on_wall_changed(self, wall: OnTheWall | None) -> None:
        """Marks it while the room sees it; of all cards those that are not kept back."""
        shown = wall is not None and (
            self.card.id in wall.card_ids
            or (wall.layout is RoomLayout.CARDS and not self.card.held_back)
        )
        self._wall.setVisible(shown)
        if shown != self._on_wall:
            self._on_wall = shown
            self.take_card(self.card)

    def show_share(self, share: float) -> None:
        """Shows how much of the story so far its department has told."""
        self._share.show_share(share, self._links.colour(self.card.department_id))

    def _unfold(self) -> None:
        """In the strip: what was answered, and the one question to ask next.

        Own calls are asked of the opening card alone; what was answered is shown in any case.
        """
        waiting = False
        for key, asked in self._asked:
            answered = bool(self.card.answer(key))
            in_hand = any(one.hasFocus() for one in asked.findChildren(TextField))
            meant = self.card.opening or key not in self._own_calls
            next_up = meant and (self._full or not waiting)
            asked.setVisible(answered or in_hand or next_up)
            waiting = waiting or (meant and not answered)
        if self._full:
            return
        said = self.card.impact or self.card.impact_figure
        self._impact.setVisible(bool(said) or not waiting)

    def light(self, on: bool) -> None:
        set_state(self, "on", "true" if on else "false")

    def _on_heard(self) -> None:
        turn_heard(self._bridge, self.card)
        card = self._bridge.review.find(Card, self.card.id) or self.card
        self._by.setChecked(card.heard)
        department = self._bridge.review.find(Department, card.department_id)
        words = self.tr("%1: heard. Ctrl+Z takes it back.")
        if not card.heard:
            words = self.tr("%1: not heard any more. Ctrl+Z takes it back.")
        self._links.view.said_of_step.emit(
            words.replace("%1", shown(department.name if department else ""))
        )

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = card_menu(self._bridge, self._links.view, self.card, self)
        menu.popup(event.globalPos())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.hasFocus() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            first = self.findChild(TextField)
            if first is not None:
                first.setFocus()
        elif self.hasFocus() and event.key() == Qt.Key.Key_Space:
            self._on_heard()
        elif self.hasFocus() and event.key() == OPENING_KEY and not event.modifiers():
            turn_opening(self._bridge, self.card)
        elif self.hasFocus() and event.key() == BESIDE_KEY and not event.modifiers():
            self.beside_wished.emit(self.card.id)
        elif self.hasFocus() and event.key() == ROOM_KEY and not event.modifiers():
            self._links.view.set_cards(self.card.id)
        elif self.hasFocus() and event.key() in _SCROLLING and self._area is not None:
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + _SCROLLING[event.key()] * bar.pageStep() // 2)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colour = self._links.colour(self.card.department_id)
            ink = colour or QColor(self._links.theme.palette.quiet)
            if self.card.heard:
                # The rounded corners of the card, but for its upper few pixels, are clipped away.
                painter.setClipRect(0, 0, self.width(), 4)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ink)
                painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
            else:
                pen = QPen(ink, 4)
                pen.setDashPattern([2, 1])
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
                painter.setPen(pen)
                painter.drawLine(4, 2, self.width() - 4, 2)


def _asked(text: str, field: QWidget) -> QWidget:
    """A question and the field for its answer."""
    named = label(text, "asked")
    named.setWordWrap(True)
    named.setBuddy(field)
    held = QWidget()
    layout = QVBoxLayout(held)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(named)
    layout.addWidget(field)
    return held


class ShareBar(QWidget):
    """How much of timeline and cards so far is a department's; quiet, and never of a person."""

    def __init__(self, links: RecordLinks) -> None:
        super().__init__()
        self._links = links
        self._colour: QColor | None = None
        self._share = 0.0
        self.setFixedHeight(3)

    def show_share(self, share: float, colour: QColor | None) -> None:
        self._share, self._colour = share, colour
        told = self.tr("{} % of timeline and cards so far").format(round(share * 100))
        self.setToolTip(told)
        self.setAccessibleName(told)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            look = self._links.theme.palette
            painter.fillRect(self.rect(), QColor(look.lane))
            width = round(self.width() * self._share)
            painter.fillRect(0, 0, width, self.height(), self._colour or QColor(look.quiet))
