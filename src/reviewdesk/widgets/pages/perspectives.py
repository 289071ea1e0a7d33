"""Every department's account: all cards as a grid, or two side by side for the same moment."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from reviewdesk.domain.accounts import Card
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import Theme
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services import account_edits, record_edits
from reviewdesk.services.desk import Edited
from reviewdesk.services.question_edits import asks_anew
from reviewdesk.services.shares import department_shares
from reviewdesk.widgets.cards.card_view import CardView
from reviewdesk.widgets.cards.pair import PairView
from reviewdesk.widgets.fields import discard, discard_all
from reviewdesk.widgets.flow import FlowBox
from reviewdesk.widgets.pages.record_list import NAMED_BY_OTHERS, ReviewPage
from reviewdesk.widgets.parts import button, label

_LEAST_WIDTH_PX = 330


class PerspectivesPage(ReviewPage):
    """Cards in order. A department may have several, one for each voice that was heard.

    Two cards can be put side by side for one moment: press "Beside" on the one and on the other.
    """

    name = "perspectives"
    follows = (Card, *NAMED_BY_OTHERS)
    wide = True

    def __init__(self, bridge: DeskBridge, view: ViewState, theme: Theme) -> None:
        self.cards: dict[str, CardView] = {}
        self._beside: list[str] = []
        self._pair: PairView | None = None
        self._columns = 0
        super().__init__(bridge, view, theme)

    def heading_text(self) -> str:
        return self.tr("Perspectives")

    def purpose_text(self) -> str:
        return self.tr(
            "How it looked from each side. Those not heard yet stand out; their story is missing."
        )

    def _build(self) -> None:
        super()._build()
        self._heard = label(role="quiet")
        self._heard.setObjectName("heard_count")
        self._reveal = button(self.tr("Reveal the cards kept back"), "reveal_cards_button", "link")
        self._reveal.clicked.connect(self._on_reveal)
        self._all = button(self.tr("All cards"), "all_cards_button", "link")
        self._all.clicked.connect(self._on_all)
        self._ask = button(
            self.tr("Questionnaire for a department…"), "make_questionnaire_button", "link"
        )
        self._ask.setToolTip(self.tr("A form to fill in for a department that cannot come"))
        self._ask.clicked.connect(lambda: self.view.questionnaire_wished.emit(""))
        self._read = button(self.tr("Read one in…"), "read_questionnaire_button", "link")
        self._read.setAccessibleName(self.tr("Read in a questionnaire"))
        self._read.clicked.connect(lambda: self.view.questionnaire_brought.emit(None))
        row = QHBoxLayout()
        row.setSpacing(14)
        for part in (self._heard, self._reveal, self._all, self._ask, self._read):
            row.addWidget(part)
        row.addStretch(1)
        self.top.addLayout(row)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self._add = FlowBox(8)
        self._add.setObjectName("add_cards")
        self._empty = label(
            self.tr(
                "No departments yet. Add the parts of the company that were touched on the page "
                "About this review; each gets a card."
            ),
            "quiet",
        )
        self._empty.setWordWrap(True)
        self._another = label(self.tr("Another voice"), "caption")
        self.column.addWidget(self._empty)
        self.column.addLayout(self._grid)
        self.column.addSpacing(6)
        self.column.addWidget(self._another)
        self.column.addWidget(self._add)

    # Following

    def _connect(self) -> None:
        super()._connect()
        self.bridge.edited.connect(self._on_questions)
        self.view.pair_changed.connect(self._on_pair_changed)

    def _on_questions(self, edited: Edited) -> None:
        """Makes every card anew, with what the review asks now."""
        if asks_anew(edited, "card_questions", "opening_questions"):
            for card_id in list(self.cards):
                self._drop(card_id)
            self._put_pair_away()
            self._fall_behind()

    def sync(self) -> None:
        review = self.bridge.review
        cards = review.cards
        wanted = {card.id for card in cards}
        for card_id in [one for one in self.cards if one not in wanted]:
            self._drop(card_id)
        self._beside = [one for one in self._beside if one in wanted]
        if not wanted.issuperset(self.view.pair):
            self.view.set_pair(())
        shares = department_shares(review)
        for card in cards:
            view = self.cards.get(card.id)
            if view is None:
                view = self.cards[card.id] = CardView(card, self.links, full=True)
                view.removal_wished.connect(self._on_removal_wished)
                view.beside_wished.connect(self._on_beside)
                view.questionnaire_wished.connect(self.view.questionnaire_wished)
            view.take_card(card)
            view.show_share(shares.get(card.department_id, 0.0))
        departments = {one.department_id for one in cards if one.heard}
        self._heard.setText(
            self.tr("{} of {} departments heard").format(len(departments), len(review.departments))
        )
        self._reveal.setVisible(any(card.held_back for card in cards))
        self._empty.setVisible(not review.departments)
        self._sync_adders()
        self._columns = 0
        self._lay_out()

    def _sync_adders(self) -> None:
        flow = self._add.flow
        discard_all(flow)
        for place, department in enumerate(self.bridge.review.departments):
            told = self.tr("+ {}").format(department.name)
            adder = button(told.replace("&", "&&"), f"add_card_{place}", "missing")
            adder.setAccessibleName(self.tr("Add a card for {}").format(department.name))
            adder.clicked.connect(lambda _on, which=department.id: self._on_add(which))
            flow.addWidget(adder)
            adder.show()
        self._add.fit()

    def clear(self) -> None:
        for card_id in list(self.cards):
            self._drop(card_id)
        self._beside = []
        self._put_pair_away()
        self.view.set_pair(())
        self._behind = True

    def _drop(self, card_id: str) -> None:
        view = self.cards.pop(card_id)
        discard(view)
        self._columns = 0

    def _lay_out(self) -> None:
        """Sets the cards in as many columns as there is room for, or shows two together."""
        if not self.bridge.is_open:
            return
        pair = len(self.view.pair) == 2
        self._show_pair(pair)
        columns = self._fitting()
        if columns == self._columns:
            return
        self._columns = columns
        while self._grid.count():
            self._grid.takeAt(0)
        ids = [card.id for card in self.bridge.review.cards if card.id in self.cards]
        for column in range(12):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for place, card_id in enumerate(ids):
            self._grid.addWidget(self.cards[card_id], place // columns, place % columns)
            self.cards[card_id].setVisible(not pair)

    def _show_pair(self, pair: bool) -> None:
        if not pair:
            self._put_pair_away()
        elif self._pair is None:
            left, right = (self.bridge.review.find(Card, one) for one in self.view.pair)
            if left is not None and right is not None:
                self._pair = PairView(self.links, left, right)
                self._pair.leave_wished.connect(self._on_all)
                self.column.insertWidget(0, self._pair)
                self._pair.show()
        for view in self.cards.values():
            view.setVisible(not pair)
        self._another.setVisible(not pair)
        self._add.setVisible(not pair)
        self._all.setVisible(pair)

    def _put_pair_away(self) -> None:
        if self._pair is not None:
            self._pair.put_away()
            self._pair = None

    def _on_pair_changed(self) -> None:
        """Two cards were put side by side, or all are shown again."""
        self._put_pair_away()
        self._beside = list(self.view.pair)
        for one, view in self.cards.items():
            view.light(one in self._beside)
        self._columns = 0
        if self.bridge.is_open and self.isVisible():
            self._lay_out()
            first = self._pair.first_row() if self._pair is not None else None
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)
                self.area.ensureVisible(0, 0)

    def _fitting(self) -> int:
        """Columns for which there is room. The area inside hears of a new size only after us."""
        margins, side = self._whole.contentsMargins(), self._side.contentsMargins()
        taken = margins.left() + margins.right() + side.left() + side.right()
        bar = self.area.verticalScrollBar().sizeHint().width()
        gap = self._grid.spacing()
        least = max(
            self.theme.px(_LEAST_WIDTH_PX),
            *(view.minimumSizeHint().width() for view in self.cards.values()),
            0,
        )
        return max(1, (self.width() - taken - bar + gap) // (least + gap))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def show_record(self, record_id: str) -> None:
        self.update_now()
        self._on_all()
        for card_id, view in self.cards.items():
            view.light(card_id == record_id)
        if record_id in self.cards:
            self.cards[record_id].setFocus()
            self.reveal(self.cards[record_id])

    # Gestures

    def _on_add(self, department_id: str) -> None:
        card = account_edits.add_card(self.bridge, department_id)
        if card.id in self.cards:
            self.show_record(card.id)

    def _on_removal_wished(self, card_id: str) -> None:
        card = self.bridge.review.find(Card, card_id)
        if card is not None:
            record_edits.remove_records(self.bridge, (card,))

    def _on_reveal(self) -> None:
        account_edits.reveal_cards(self.bridge)

    def _on_beside(self, card_id: str) -> None:
        if card_id in self._beside:
            self._beside.remove(card_id)
        else:
            self._beside = [*self._beside[-1:], card_id]
        for one, view in self.cards.items():
            view.light(one in self._beside)
        if len(self._beside) == 2:
            self.view.set_pair(tuple(self._beside))

    def _on_all(self) -> None:
        """Shows all cards again, the keyboard on the left one of the two."""
        was = self.view.pair
        self._beside = []
        self.view.set_pair(())
        for view in self.cards.values():
            view.light(False)
        if was and was[0] in self.cards:
            self.cards[was[0]].setFocus()
