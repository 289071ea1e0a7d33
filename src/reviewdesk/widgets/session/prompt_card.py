"""The next question, quietly: to be read aloud, or sent to the room."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewdesk.domain.accounts import Question
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.view_state import Page, ViewState
from reviewdesk.services.desk import Edited
from reviewdesk.services.prompts import prompts
from reviewdesk.widgets.parts import button, label

_ABOUT = {Page.CONDITIONS: "condition"}
_FOLLOWED = {"review", "entry", "decision"}


class PromptCard(QWidget):
    """One question at a time of those that fit the phase and what is selected.

    Signals: `send_wished(str)` with the key of the question the room is to be asked.
    """

    send_wished = Signal(str)

    def __init__(self, bridge: DeskBridge, view: ViewState) -> None:
        super().__init__()
        self.setObjectName("prompt_card")
        self.setAccessibleName(self.tr("A question to ask next"))
        self._bridge, self._view = bridge, view
        self._questions: tuple[Question, ...] = ()
        self._place = 0
        self._text = label("", "")
        self._text.setObjectName("prompt_text")
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        another = button(self.tr("Other"), "prompt_another", "link")
        another.setToolTip(self.tr("Another question (Ctrl+Shift+U)"))
        another.setAccessibleName(self.tr("Another question"))
        send = button(self.tr("Ask"), "prompt_ask", "link")
        send.setAccessibleName(self.tr("Ask the room"))
        send.setToolTip(self.tr("Show it in the room, and back (Ctrl+U)"))
        for made in (another, send):
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        another.clicked.connect(self.show_next)
        send.clicked.connect(self.send)
        row = QHBoxLayout()
        row.setSpacing(10)
        name = label(self.tr("Ask next"), "caption")
        name.setWordWrap(True)
        row.addWidget(name, 1)
        row.addWidget(another)
        row.addWidget(send)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 6, 2)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._text)
        bridge.opened.connect(self._look_again)
        bridge.edited.connect(self._on_edited)
        view.selection_changed.connect(self._look_again)
        view.page_changed.connect(self._look_again)
        self._look_again()

    @property
    def question(self) -> Question | None:
        """The one that is shown."""
        return self._questions[self._place] if self._questions else None

    def show_next(self) -> None:
        """Another of those that fit; after the last the first again."""
        if self._questions:
            self._place = (self._place + 1) % len(self._questions)
            self._say()

    def send(self) -> None:
        if self.question is not None:
            self.send_wished.emit(self.question.key)

    def _on_edited(self, edited: Edited) -> None:
        if not edited.tables.isdisjoint(_FOLLOWED):
            self._look_again()

    def _look_again(self) -> None:
        if not self._bridge.is_open:
            return
        page = self._view.page
        of_events = page in (Page.TIMELINE, Page.DECISIONS)
        current = self._view.current if of_events else None
        found = tuple(prompts(self._bridge.review, current, _ABOUT.get(page, "")))
        if found == self._questions:
            return
        self._questions, self._place = found, 0
        self._say()

    def _say(self) -> None:
        question = self.question
        self._text.setText(question.text if question is not None else "")
        self.setAccessibleDescription(question.text if question is not None else "")
        self.setVisible(question is not None)
