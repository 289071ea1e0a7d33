"""What came back on a questionnaire, a row for each answer and each event."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
)

from reviewdesk.domain.review import Review
from reviewdesk.qt.theme import Theme
from reviewdesk.services.returned_questionnaires import (
    Returned,
    ReturnedAnswer,
    ReturnedSighting,
    Stand,
    look_at,
    now_says,
    standing,
)
from reviewdesk.services.sighting_edits import SightingState
from reviewdesk.widgets.choice_box import ChoiceBox
from reviewdesk.widgets.parts import ElidedLabel, label

_MOST_LINES = 9
_STATES = (SightingState.NOTICED, SightingState.VISIBLE, SightingState.OUT)
_FRAME_PX = 24
_NOW_CHARS = 4_000


class _Row(QFrame):
    """A row with a box to tick. Signals: `changed()` when it is taken or left, or edited."""

    changed = Signal()

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self.setObjectName(name)
        self.take = QCheckBox()
        self.take.setObjectName(f"{name}_take")
        self.take.setAccessibleName(self.tr("Take: {}").format(title))
        self._title = label(title, "strong")
        self._title.setWordWrap(True)
        self._stand = label(role="quiet")
        self._stand.setObjectName(f"{name}_stand")
        self._remark = label(role="nudge")
        self._remark.setObjectName(f"{name}_remark")
        self._remark.setWordWrap(True)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.take)
        top.addWidget(self._title, 1)
        top.addWidget(self._stand, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 10, 14, 12)
        self._column.setSpacing(6)
        self._column.addLayout(top)

    def _end(self) -> None:
        self._column.addWidget(self._remark)

    def _say(self, stand: str, remark: str) -> None:
        self._stand.setText(stand)
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))


class _Answer(QPlainTextEdit):
    """Signals: `laid_out()` when its lines may be others than before, for want or gain of width."""

    laid_out = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.laid_out.emit()


class AnswerRow(_Row):
    """One answer: what the card says now beside what came back, which can be changed here."""

    def __init__(self, place: int, one: ReturnedAnswer) -> None:
        name = f"questionnaire_answer_{place + 1}"
        super().__init__(name, one.question)
        self.one = one
        self._now = label()
        self._now.setObjectName(f"{name}_now")
        self._now.setWordWrap(True)
        self._now.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._now.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._now_caption = label(self.tr("On the card now"), "asked")
        self._came = _Answer(one.text)
        self._came.setObjectName(f"{name}_text")
        self._came.setAccessibleName(self.tr("Came back: {}").format(one.question))
        self._came.setTabChangesFocus(True)
        self._came_caption = label(self.tr("Came back"), "asked")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        self._grid.addWidget(self._now_caption, 0, 0)
        self._grid.addWidget(self._came_caption, 0, 1)
        self._grid.addWidget(self._now, 1, 0)
        self._grid.addWidget(self._came, 1, 1)
        self._column.addLayout(self._grid)
        self._end()
        self._fit()
        self._came.textChanged.connect(self._on_text)
        self._came.laid_out.connect(self._fit)
        self.take.toggled.connect(self._on_taken)

    def show_standing(self, review: Review, found: Returned) -> None:
        """Holds it against the chosen card."""
        now = now_says(review, found, self.one)
        differs = standing(review, found, self.one) is Stand.DIFFERS
        self._now.setText(now[:_NOW_CHARS])
        for part in (self._now, self._now_caption):
            part.setVisible(differs)
        self._came_caption.setVisible(differs)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1 if differs or column else 0)
        words = {
            Stand.NEW: self.tr("new"),
            Stand.DIFFERS: self.tr("differs from the card"),
            Stand.SAME: self.tr("on the card already"),
        }
        self._say(words[standing(review, found, self.one)], self.one.remark)
        blocked = self.take.blockSignals(True)
        self.take.setChecked(self.one.take)
        self.take.blockSignals(blocked)

    def _on_text(self) -> None:
        self.one.text = self._came.toPlainText()
        self.one.take = bool(self.one.text.strip())
        self._fit()
        self.changed.emit()

    def _on_taken(self, taken: bool) -> None:
        self.one.take = taken
        self.changed.emit()

    def _fit(self) -> None:
        """As high as its text, up to a point; longer ones scroll."""
        lines = max(1, min(_MOST_LINES, round(self._came.document().size().height())))
        self._came.setFixedHeight(lines * self._came.fontMetrics().lineSpacing() + _FRAME_PX)


class SightingRow(_Row):
    """What was said of one event: whether it was noticed, when, and through what."""

    def __init__(self, place: int, one: ReturnedSighting, review: Review, theme: Theme) -> None:
        name = f"questionnaire_event_{place + 1}"
        super().__init__(name, one.title)
        self.one, self._review = one, review
        self._state = ChoiceBox()
        self._state.setObjectName(f"{name}_state")
        self._state.setAccessibleName(self.tr("What they saw of it: {}").format(one.title))
        self._state.addItems([state.value for state in _STATES])
        self._state.setCurrentIndex(_STATES.index(one.state))
        self._when = QLineEdit(one.when)
        self._when.setObjectName(f"{name}_when")
        self._when.setAccessibleName(self.tr("When: {}").format(one.title))
        self._when.setPlaceholderText(self.tr("when"))
        self._when.setFixedWidth(theme.px(130))
        self._through = QLineEdit(one.through)
        self._through.setObjectName(f"{name}_through")
        self._through.setAccessibleName(self.tr("Through what: {}").format(one.title))
        self._through.setPlaceholderText(self.tr("through what"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._state)
        row.addWidget(self._when)
        row.addWidget(self._through, 1)
        self._now = ElidedLabel("", "quiet")
        self._now.setText(self.tr("Noted now: {}").format(one.now) if one.now else "")
        self._now.setVisible(bool(one.now))
        self._column.addWidget(self._now)
        self._column.addLayout(row)
        self._end()
        self.take.setChecked(one.take)
        self._tell()
        self._state.currentIndexChanged.connect(self._on_edited)
        self._when.textEdited.connect(self._on_edited)
        self._through.textEdited.connect(self._on_edited)
        self.take.toggled.connect(self._on_taken)

    def focus_time(self) -> None:
        """Puts the keyboard where a time has to be corrected."""
        self._when.setFocus()
        self._when.selectAll()

    @property
    def is_sound(self) -> bool:
        """Whether it can be taken as it stands."""
        return look_at(self._review, self.one)

    def _on_edited(self) -> None:
        self.one.state = _STATES[self._state.currentIndex()]
        self.one.when = self._when.text()
        self.one.through = self._through.text()
        self._tell()
        self.take.setChecked(self.is_sound)
        self.changed.emit()

    def _on_taken(self, taken: bool) -> None:
        self.one.take = taken
        self.changed.emit()

    def _tell(self) -> None:
        look_at(self._review, self.one)
        self._say("", self.one.remark)
