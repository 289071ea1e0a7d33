"""Rows of two cards beside each other: an event as each side had it, a question as each answers."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reviewdesk.domain.accounts import Card
from reviewdesk.domain.beside import SightPair
from reviewdesk.domain.sights import SightState
from reviewdesk.domain.understanding import OpenQuestion
from reviewdesk.qt.theme import Theme
from reviewdesk.services.differences import IMPACT
from reviewdesk.widgets.fields import TextField
from reviewdesk.widgets.parts import ElidedLabel, button, label, set_state, shown, tool_tip
from reviewdesk.widgets.record_links import RecordLinks
from reviewdesk.widgets.sight_marks import draw_state
from reviewdesk.widgets.spots import answer_spot, record_spot

_SAID_CHARS = 200


class StateMark(QWidget):
    """How one side had an event, as it is drawn everywhere."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._state: SightState | None = None
        self._colour = QColor()
        self.setFixedSize(QSize(14, theme.px(18)))

    def show_state(self, state: SightState, colour: QColor) -> None:
        self._state, self._colour = state, colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            ground = QColor(self._theme.palette.surface)
            draw_state(painter, self._state, QPointF(7, self.height() / 2), self._colour, ground)


class PairRow(QFrame):
    """A line that says what it is about, and under it both sides.

    Signals: `turned(PairRow)` when it is to be marked for the agenda or unmarked;
    `stepped(PairRow, int)` to the row after or before; `left()` on Escape.
    """

    turned = Signal(object)
    stepped = Signal(object, int)
    left = Signal()

    def __init__(self, links: RecordLinks, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._links = links
        self.about = ""
        """The event, or the key of the question, by which a mark on it is known."""
        self._told = ""
        self._mark = button("", "pair_mark_button", "pill")
        self._mark.setCheckable(True)
        self._mark.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._mark.clicked.connect(lambda: self.turned.emit(self))
        self.top = QHBoxLayout()
        self.top.setSpacing(10)
        self.sides = QHBoxLayout()
        self.sides.setSpacing(16)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 7, 12, 8)
        layout.setSpacing(3)
        layout.addLayout(self.top)
        layout.addLayout(self.sides)

    def show_mark(self, mark: OpenQuestion | None) -> None:
        on = mark is not None
        settled = mark is not None and mark.answered
        words = self.tr("On the agenda") if on else self.tr("For the agenda")
        if settled:
            words = self.tr("Settled")
        self._mark.setText(words)
        self._mark.setChecked(on)
        set_state(self, "on", "true" if on and not settled else "false")
        self._mark.setAccessibleName(f"{words}: {self._told}"[:_SAID_CHARS])
        self.setAccessibleDescription(words if on else "")

    def _tell(self, told: str) -> None:
        self._told = told
        self.setAccessibleName(told)

    def enter(self) -> None:
        """Goes into what the row is about."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.hasFocus():
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Space | Qt.Key.Key_A:
                self.turned.emit(self)
            case Qt.Key.Key_Down:
                self.stepped.emit(self, 1)
            case Qt.Key.Key_Up:
                self.stepped.emit(self, -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.enter()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)


class SeenRow(PairRow):
    """An event as each side had it at the moment; in strong words where they differ."""

    def __init__(self, links: RecordLinks) -> None:
        super().__init__(links, "pair_seen_row")
        self.pair: SightPair | None = None
        self._title = button("", "pair_event_button", "link")
        self._title.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._title.clicked.connect(self.enter)
        self.top.addWidget(self._title, 1)
        self.top.addWidget(self._mark)
        self._marks = [StateMark(links.theme) for _ in range(2)]
        self._words = [ElidedLabel(role="quiet") for _ in range(2)]
        for mark, words in zip(self._marks, self._words, strict=True):
            side = QHBoxLayout()
            side.setSpacing(7)
            side.addWidget(mark)
            side.addWidget(words, 1)
            self.sides.addLayout(side, 1)

    def show_pair(self, pair: SightPair, names: list[str], had: list[str]) -> None:
        self.pair = pair
        self.about = pair.entry_id
        entry = self._links.bridge.review.entries[pair.entry_id]
        title = f"{self._links.texts.entry_time(entry)}  {entry.title}".strip()
        self._title.setToolTip(tool_tip(title))
        self._title.setText(shown(title[:_SAID_CHARS]).replace("&", "&&"))
        ink = QColor(self._links.theme.palette.ink)
        quiet = QColor(self._links.theme.palette.quiet)
        for mark, words, sight, told in zip(
            self._marks, self._words, (pair.left, pair.right), had, strict=True
        ):
            mark.show_state(sight.state, ink if pair.differs else quiet)
            words.setText(shown(told))
            set_state(words, "role", "strong" if pair.differs else "quiet")
        kind = self.tr("seen differently") if pair.differs else self.tr("seen alike")
        told = "; ".join(f"{name} {one}" for name, one in zip(names, had, strict=True))
        self._tell(f"{title[:_SAID_CHARS]}, {kind}: {told}")
        # Only a difference is for the agenda; one that was marked can still be taken off.
        self._mark.setVisible(pair.differs)

    def show_mark(self, mark: OpenQuestion | None) -> None:
        super().show_mark(mark)
        if self.pair is not None:
            self._mark.setVisible(self.pair.differs or mark is not None)

    def enter(self) -> None:
        if self.pair is not None:
            self._links.lead_to_entry(self.pair.entry_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        marks = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_A)
        if marks and self._mark.isHidden():
            return
        super().keyPressEvent(event)


class AnswerRow(PairRow):
    """One question, and both answers to be read and written beside each other."""

    own_calls = False
    """Asked of the opening card alone."""

    def __init__(
        self, links: RecordLinks, key: str, question: str, left: Card, right: Card
    ) -> None:
        super().__init__(links, f"pair_answer_{key}")
        self.about, self.question = key, question
        asked = label(question, "asked")
        asked.setWordWrap(True)
        self.top.addWidget(asked, 1)
        self.top.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self._fields: list[TextField] = []
        for card in (left, right):
            impact = key == IMPACT
            spot = (
                record_spot(links.bridge, card, "impact")
                if impact
                else answer_spot(links.bridge, card, key)
            )
            field = TextField(
                links.bridge,
                spot,
                f"pair_{key}_field",
                question,
                placeholder=self.tr("Type what they say"),
                bare=True,
            )
            self._fields.append(field)
            self.sides.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)

    def take_cards(self, left: Card, right: Card, names: list[str]) -> None:
        cards = (left, right)
        said = [
            bool(card.impact if self.about == IMPACT else card.answer(self.about)) for card in cards
        ]
        for field, name in zip(self._fields, names, strict=True):
            field.setAccessibleName(f"{name}: {self.question}")
        self.setVisible(not self.own_calls or any(said) or any(one.opening for one in cards))
        self._tell(self.question)

    def enter(self) -> None:
        self._fields[0].setFocus(Qt.FocusReason.TabFocusReason)
