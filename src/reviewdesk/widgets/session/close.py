"""The close: a poll by counts, what to start, stop and continue, what happens next, the end."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reviewdesk.domain.review import Review
from reviewdesk.domain.sessions import Session
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.services import session_edits
from reviewdesk.services.questions import question_bank
from reviewdesk.widgets.fields import CheckField, LineField, TextField, discard_all
from reviewdesk.widgets.flow import FlowLayout
from reviewdesk.widgets.parts import button, label, set_state
from reviewdesk.widgets.session.heads import sent_head
from reviewdesk.widgets.session.spots import session_spot

_ANSWERS = ("yes", "unsure", "no")
_APART_PX = 12
_KEYS = {Qt.Key.Key_Y: "yes", Qt.Key.Key_U: "unsure", Qt.Key.Key_N: "no"}


class PollBoard(QFrame):
    """Three counts. With the keyboard on it y, u and n count, with Shift they take one back.

    Signals: `counted(str, int)`, the answer and 1 or -1.
    """

    counted = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("poll_board")
        self.setProperty("role", "row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Poll"))
        words = {"yes": self.tr("Yes"), "unsure": self.tr("Not sure"), "no": self.tr("No")}
        self._words = words
        self._counts: dict[str, QLabel] = {}
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(14, 10, 14, 10)
        self._row.setSpacing(_APART_PX)
        self._groups: list[QHBoxLayout] = []
        self._names: list[QLabel] = []
        for answer in _ANSWERS:
            count = self._counts[answer] = label("0", "heading")
            count.setObjectName(f"poll_count_{answer}")
            count.setMinimumWidth(24)
            count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            less = button("−", f"poll_less_{answer}", "pill")
            less.setAccessibleName(f"{words[answer]}: {self.tr('take one back')}")
            more = button("+", f"poll_more_{answer}", "pill")
            more.setAccessibleName(f"{words[answer]}: {self.tr('count one')}")
            less.clicked.connect(partial(self.counted.emit, answer, -1))
            more.clicked.connect(partial(self.counted.emit, answer, 1))
            named = label(words[answer], "strong")
            # A row that is short of room takes it from the gaps, not from a word.
            named.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
            group = QHBoxLayout()
            group.setSpacing(6)
            for part in (named, count, less, more):
                group.addWidget(part)
            group.addStretch(1)
            self._groups.append(group)
            self._names.append(named)
            self._row.addLayout(group, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Below each other where the three have no room side by side: no word is cut."""
        around = self._row.contentsMargins()
        wide = sum(group.minimumSize().width() for group in self._groups) + 2 * _APART_PX
        ways = QBoxLayout.Direction
        narrow = self.width() < wide + around.left() + around.right()
        way = ways.TopToBottom if narrow else ways.LeftToRight
        if way is self._row.direction():
            return
        self._row.setDirection(way)
        widest = max(name.sizeHint().width() for name in self._names) if narrow else 0
        for name in self._names:
            name.setMinimumWidth(widest)

    def show_counts(self, counts: dict[str, int]) -> None:
        for answer, count in counts.items():
            self._counts[answer].setText(f"{count:,}")
        self._fit()
        told = ", ".join(f"{self._words[answer]} {count}" for answer, count in counts.items())
        self.setAccessibleDescription(told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        answer = _KEYS.get(Qt.Key(event.key()))
        rest = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if answer is None or rest:
            super().keyPressEvent(event)
            return
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.counted.emit(answer, -1 if back else 1)


class ClosePanel(QWidget):
    """What the end of a sitting needs.

    Signals: `command_wished(str)`, the name of a command.
    """

    command_wished = Signal(str)

    def __init__(self, bridge: DeskBridge) -> None:
        super().__init__()
        self.setObjectName("close_panel")
        self.setAccessibleName(self.tr("Close"))
        self._bridge = bridge
        self._review_id = ""
        self._board = PollBoard()
        self._board.counted.connect(self._on_counted)
        self._show = button(
            "", "poll_show_button", "link", accessible=self.tr("Result of the poll")
        )
        self._show.clicked.connect(partial(self.command_wished.emit, "poll_show"))
        self._lot = button("", "close_parking", "link", accessible=self.tr("Parking lot"))
        self._lot.clicked.connect(partial(self.command_wished.emit, "page_parking"))
        self._question = QVBoxLayout()
        self._fields = QVBoxLayout()
        self._fields.setSpacing(4)
        self._said = label("", "quiet")
        self._said.setObjectName("close_said")
        self._said.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Parking lot"), "caption"))
        column.addWidget(self._lot)
        column.addWidget(label(self.tr("Closing poll"), "caption"))
        column.addLayout(self._question)
        column.addWidget(self._board)
        column.addWidget(
            label(self.tr("By count, never by name. Ctrl+Shift+J yes, K not sure, L no."), "quiet")
        )
        in_room = QWidget()
        flow = FlowLayout(in_room, spacing_px=14)
        send = button(self.tr("Show the poll in the room, and back"), "room_poll_send", "link")
        send.clicked.connect(partial(self.command_wished.emit, "room_poll"))
        flow.addWidget(send)
        flow.addWidget(self._show)
        column.addWidget(in_room)
        column.addLayout(self._fields)
        column.addSpacing(6)
        column.addWidget(self._said)
        column.addLayout(self._make_end())
        column.addStretch(1)

    def _make_end(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._end = button(self.tr("End the session"), "session_end_button", "strong")
        export = button(self.tr("Export the report…"), "session_export", "pill")
        for made, name in ((self._end, "session_end"), (export, "export_report")):
            made.clicked.connect(partial(self.command_wished.emit, name))
            row.addWidget(made)
        row.addStretch(1)
        return row

    def sync(self) -> None:
        review = self._bridge.review
        if self._review_id != review.id:
            self._review_id = review.id
            self._make_fields()
        session = session_edits.sitting(review)
        counts = {
            answer: getattr(session, field) if session is not None else 0
            for answer, field in session_edits.POLL.items()
        }
        self._board.show_counts(counts)
        shown = session is not None and session.poll_shown
        self._show.setText(
            self.tr("Hide the result from the room") if shown
            else self.tr("Show the result to the room")
        )  # fmt: skip
        left = session_edits.parked(review)
        self._lot.setText(
            self.tr("%n still there: make each a repair, a question, or let it go", "", left)
            if left else self.tr("Empty")
        )  # fmt: skip
        set_state(self._lot, "wanting", "true" if left else "false")
        begun = session is not None and session.under_way
        self._end.setEnabled(begun)
        self._said.setText("" if begun else self._idle_words(review, session))

    def _idle_words(self, review: Review, session: Session | None) -> str:
        if session is None and review.all(Session):
            return self.tr("The last session has ended and is kept. This is for the next one.")
        return self.tr("The session is not under way.")

    def clear(self) -> None:
        self._review_id = ""
        discard_all(self._question)
        discard_all(self._fields)

    def _make_fields(self) -> None:
        discard_all(self._question)
        discard_all(self._fields)
        bridge = self._bridge
        self._question.addWidget(
            LineField(
                bridge, session_spot(bridge, "poll_question"), "poll_question",
                self.tr("Question of the poll"), placeholder=question_bank().poll,
            )
        )  # fmt: skip
        for text, field, placeholder in (
            (self.tr("Start"), "board_start", self.tr("What we start doing, one in each line")),
            (self.tr("Stop"), "board_stop", self.tr("What we stop doing, one in each line")),
            (self.tr("Continue"), "board_continue", self.tr("What we keep, one in each line")),
        ):
            is_first = field == "board_start"
            self._fields.addWidget(
                self._sent(text, self.tr("Show the board in the room, and back"), "board_send")
                if is_first
                else label(text, "caption")
            )
            self._fields.addWidget(
                TextField(bridge, session_spot(bridge, field, lines=True), f"session_{field}",
                          placeholder, placeholder=placeholder)
            )  # fmt: skip
        words = self.tr("Show it in the room, and back")
        self._fields.addWidget(self._sent(self.tr("What happens next"), words, "room_closing_send"))
        told = self.tr("Who hears of it by when, and when we look at it again")
        self._fields.addWidget(
            TextField(bridge, session_spot(bridge, "next_steps"), "session_next_steps", told,
                      placeholder=told, least_lines=2)
        )  # fmt: skip
        self._fields.addWidget(
            CheckField(bridge, session_spot(bridge, "log_in_report"), "session_log_in_report",
                       self.tr("Say in the report what time was spent where"))
        )  # fmt: skip

    def _sent(self, text: str, words: str, name: str) -> QWidget:
        """The room has the board and what happens next in one picture."""
        return sent_head(text, words, name, partial(self.command_wished.emit, "room_closing"))

    def _on_counted(self, answer: str, by: int) -> None:
        self._bridge.apply(session_edits.count_answer(self._bridge.review, answer, by))
