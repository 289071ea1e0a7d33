"""A questionnaire that came back: looked at beside what is there, then taken in as one step."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.people import Voice
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import Theme
from reviewdesk.services.questionnaire_edits import take_in
from reviewdesk.services.returned_questionnaires import (
    Returned,
    cards_of,
    choose_card,
    takes,
    told,
)
from reviewdesk.widgets.choice_box import ChoiceBox
from reviewdesk.widgets.dialogs.questionnaire_rows import AnswerRow, SightingRow
from reviewdesk.widgets.parts import ElidedLabel, button, label, set_state, shown

_SIZE_PX = (860, 700)


class QuestionnairePreview(QDialog):
    """Per answer what the card has now and what came back; Enter takes in what is ticked.

    Signals: `taken(CardId, int)` with the card that took the answers in, empty where none did, and
    how many things were taken.
    """

    taken = Signal(str, int)

    def __init__(
        self,
        bridge: DeskBridge,
        theme: Theme,
        found: Returned,
        file_name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("questionnaire_preview")
        title = self.tr("Questionnaire of {}").format(shown(found.department.name))
        self.setWindowTitle(title[:100])
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._bridge, self._theme, self._found = bridge, theme, found
        self._head(title, file_name)
        self._fill_rows()
        self._connect_signals()
        self._say()
        self.resize(theme.px(_SIZE_PX[0]), theme.px(_SIZE_PX[1]))
        if parent is not None:
            self.resize(self.size().boundedTo(parent.window().size()))
        first = (*self._answers, *self._sightings)[0]
        first.take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _head(self, title: str, file_name: str) -> None:
        found, review = self._found, self._bridge.review
        self._told = label(role="quiet")
        self._told.setObjectName("questionnaire_counts")
        self._told.setWordWrap(True)
        self._role = QLineEdit(found.role)
        self._role.setObjectName("questionnaire_role")
        self._role.setAccessibleName(self.tr("Who filled it in, by role"))
        self._role.setPlaceholderText(self.tr("role, such as shift lead"))
        self._role.setFixedWidth(self._theme.px(210))
        self._card = ChoiceBox()
        self._card.setObjectName("questionnaire_card")
        self._card.setAccessibleName(self.tr("Card the answers go to"))
        for place, card in enumerate(cards_of(review, found.department.id), start=1):
            voice = review.find(Voice, card.voice_id)
            words = voice.role if voice and voice.role else self.tr("no voice yet")
            self._card.addItem(self.tr("Card {}: {}").format(place, words), card.id)
        self._card.addItem(self.tr("A new card"), None)
        self._card.setCurrentIndex(self._card.findData(found.card_id))
        self._heard = QCheckBox(self.tr("Counts as heard"))
        self._heard.setObjectName("questionnaire_heard")
        self._heard.setChecked(found.heard)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(label(title, "heading"))
        top.addWidget(ElidedLabel(file_name, "quiet"), 1)
        who = QHBoxLayout()
        who.setSpacing(8)
        who.addWidget(label(self.tr("Filled in by")))
        who.addWidget(self._role)
        who.addSpacing(8)
        who.addWidget(label(self.tr("goes to")))
        who.addWidget(self._card)
        who.addSpacing(8)
        who.addWidget(self._heard)
        who.addStretch(1)
        self._refused = label(role="attention")
        self._refused.setObjectName("questionnaire_refused")
        self._refused.setWordWrap(True)
        self._hint = ElidedLabel(
            self.tr("Space takes or leaves · Enter takes in what is ticked"), "quiet"
        )
        self._cancel = button(self.tr("Cancel"), "questionnaire_leave")
        self._cancel.setAutoDefault(False)
        self._take = button("", "questionnaire_take_in", "accent")
        self._take.setDefault(True)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self._hint, 1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._take)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 6, 0)
        self._rows.setSpacing(8)
        held = QWidget()
        held.setLayout(self._rows)
        area = QScrollArea()
        area.setObjectName("questionnaire_rows")
        area.setAccessibleName(self.tr("What came back"))
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(held)
        self._area = area
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self._told)
        column.addLayout(who)
        column.addWidget(area, 1)
        column.addWidget(self._refused)
        column.addLayout(foot)

    def _fill_rows(self) -> None:
        found, review = self._found, self._bridge.review
        self._answers = [AnswerRow(place, one) for place, one in enumerate(found.answers)]
        self._sightings = [
            SightingRow(place, one, review, self._theme)
            for place, one in enumerate(found.sightings)
        ]
        for answer in self._answers:
            answer.show_standing(review, found)
            self._rows.addWidget(answer)
        if self._sightings:
            self._rows.addSpacing(4)
            self._rows.addWidget(label(self.tr("What came into their sight"), "caption"))
        for sighting in self._sightings:
            self._rows.addWidget(sighting)
        self._rows.addStretch(1)

    def _connect_signals(self) -> None:
        for row in (*self._answers, *self._sightings):
            row.changed.connect(self._on_row)
        self._role.textChanged.connect(self._on_role)
        self._card.currentIndexChanged.connect(self._on_card)
        self._heard.toggled.connect(self._on_heard)
        self._take.clicked.connect(self._on_take)
        self._cancel.clicked.connect(self.reject)
        self._bridge.closing.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._on_take)

    def _on_row(self) -> None:
        for row in self._answers:
            row.show_standing(self._bridge.review, self._found)
        self._say()

    def _on_role(self) -> None:
        self._found.role = self._role.text()

    def _on_heard(self) -> None:
        self._found.heard = self._heard.isChecked()

    def _on_card(self) -> None:
        choose_card(self._bridge.review, self._found, self._card.currentData())
        for row in self._answers:
            row.show_standing(self._bridge.review, self._found)
        self._say()

    def _say(self) -> None:
        count = takes(self._found)
        self._told.setText(told(self._bridge.review, self._found))
        self._take.setText(
            self.tr("Take in 1 answer")
            if count == 1
            else self.tr("Take in %1 answers").replace("%1", f"{count:,}")
        )
        self._take.setEnabled(count > 0)
        self._refuse("")

    def _refuse(self, sentence: str) -> None:
        self._refused.setText(sentence)
        self._refused.setVisible(bool(sentence))
        set_state(self._refused, "role", "attention")

    def _on_take(self) -> None:
        if not self._take.isEnabled():
            return
        for row in self._sightings:
            if row.one.take and not row.is_sound:
                self._area.ensureWidgetVisible(row)
                row.focus_time()
                self._refuse(row.one.remark)
                return
        count = takes(self._found)
        try:
            card_id = take_in(self._bridge, self._found)
        except KnownError as error:
            self._refuse(str(error))
            return
        self.accept()
        self.taken.emit(card_id, count)
