"""Every department's account: all cards as a grid, or two side by side for the same moment."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton

from reviewdesk.domain.accounts import Card
from reviewdesk.domain.values import Record
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import Theme
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services import account_edits, record_edits
from reviewdesk.services.desk import Edited
from reviewdesk.services.question_edits import asks_anew
from reviewdesk.services.shares import department_shares
from reviewdesk.widgets.cards.card_view import CardView
from reviewdesk.widgets.cards.pair import PairView
from reviewdesk.widgets.cards.strip import SHARES_REST_MS
from reviewdesk.widgets.choice_menu import ChoiceMenu
from reviewdesk.widgets.fields import discard, discard_all
from reviewdesk.widgets.flow import FlowBox
from reviewdesk.widgets.pages.record_list import NAMED_BY_OTHERS, ReviewPage
from reviewdesk.widgets.parts import button, label, shown
from reviewdesk.widgets.tab_order import chain_tabs

_LEAST_WIDTH_PX = 330
_AT_ONCE, _A_TURN = 2, 1
"""Cards that are made when the page is opened, and then with each turn of the event loop."""
_TURN_MS = 15
"""After that, what was made before has its place, and the room that is left is known."""
_MOST_ADDERS = 24
"""Departments that have a button each for another voice; more of them share a menu."""


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
        self._shares: Mapping[str, float] = {}
        self._adders: list[tuple[str, str]] = []
        self._rest, self._turn = QTimer(), QTimer()
        super().__init__(bridge, view, theme)

    def heading_text(self) -> str:
        return self.tr("Perspectives")

    def purpose_text(self) -> str:
        return self.tr(
            "How it looked from each side. Those not heard yet stand out; their story is missing."
        )

    def _build(self) -> None:
        super()._build()
        # Tab goes on from the page itself, to the first card; Qt orders nothing without a policy.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
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
        for timer, wait_ms, act in (
            (self._rest, SHARES_REST_MS, self._count_shares),
            (self._turn, _TURN_MS, self._on_turn),
        ):
            timer.setParent(self)
            timer.setSingleShot(True)
            timer.setInterval(wait_ms)
            timer.timeout.connect(act)
        bar = self.area.verticalScrollBar()
        bar.valueChanged.connect(self._go_on)
        bar.rangeChanged.connect(self._go_on)
        self.view.pair_changed.connect(self._on_pair_changed)

    def _on_questions(self, edited: Edited) -> None:
        """Makes every card anew, with what the review asks now."""
        if asks_anew(edited, "card_questions", "opening_questions"):
            for card_id in list(self.cards):
                self._drop(card_id)
            self._put_pair_away()
            self._fall_behind()

    def _on_edited(self, edited: Edited) -> None:
        """Words on cards that stay where they are need no more than these cards."""
        others = edited.record_types != {Card}
        pairs = [(change.before, change.after) for change in edited.of(Card).values()]
        if self._behind or others or not all(map(_stays, pairs)):
            super()._on_edited(edited)
            return
        for _before, after in pairs:
            if isinstance(after, Card) and after.id in self.cards:
                self.cards[after.id].take_card(after)
        self._tell_heard()
        self._rest.start()

    def sync(self) -> None:
        review = self.bridge.review
        cards = review.cards
        wanted = {card.id for card in cards}
        for card_id in [one for one in self.cards if one not in wanted]:
            self._drop(card_id)
        self._beside = [one for one in self._beside if one in wanted]
        if not wanted.issuperset(self.view.pair):
            self.view.set_pair(())
        for card in cards:
            if card.id in self.cards:
                self.cards[card.id].take_card(card)
        for card in cards[:_AT_ONCE]:
            self._make(card)
        self._tell_heard()
        self._count_shares()
        self._empty.setVisible(not review.departments)
        self._sync_adders()
        self._columns = 0
        self._lay_out()
        self._go_on()

    def _make(self, card: Card) -> CardView:
        view = self.cards.get(card.id)
        if view is None:
            view = self.cards[card.id] = CardView(card, self.links, full=True)
            view.removal_wished.connect(self._on_removal_wished)
            view.beside_wished.connect(self._on_beside)
            view.questionnaire_wished.connect(self.view.questionnaire_wished)
            view.show_share(self._shares.get(card.department_id, 0.0))
        return view

    def _go_on(self, *_moved: object) -> None:
        """Makes more cards where those that are made end soon below what is seen.

        A few at a time: there may be two hundred departments, and the window is to keep up.
        """
        if not self.bridge.is_open or len(self.cards) >= len(self.bridge.review.cards):
            return
        bar = self.area.verticalScrollBar()
        if bar.maximum() - bar.value() < 2 * self.area.viewport().height():
            self._turn.start()

    def _on_turn(self) -> None:
        if not self.bridge.is_open or self.view.pair:
            return
        cards = self.bridge.review.cards
        made = len(self.cards)
        for card in [one for one in cards if one.id not in self.cards][:_A_TURN]:
            self._make(card)
        if {one.id for one in cards[: len(self.cards)]} == set(self.cards) and self._columns:
            for place, card in enumerate(cards[made : len(self.cards)], start=made):
                self._place(place, card.id)
            self._order_tabs(made)
        else:
            self._columns = 0
            self._lay_out()
        self._go_on()

    def _tell_heard(self) -> None:
        review = self.bridge.review
        heard = {card.department_id for card in review.cards if card.heard}
        self._heard.setText(
            self.tr("{} of {} departments heard").format(len(heard), len(review.departments))
        )
        self._reveal.setVisible(any(card.held_back for card in review.cards))

    def _count_shares(self) -> None:
        if self.bridge.is_open:
            self._shares = department_shares(self.bridge.review)
            for view in self.cards.values():
                view.show_share(self._shares.get(view.card.department_id, 0.0))

    def _sync_adders(self) -> None:
        departments = [(one.id, one.name) for one in self.bridge.review.departments]
        if departments == self._adders:
            return
        self._adders = departments
        flow = self._add.flow
        discard_all(flow)
        # Each one that is shown has all of them placed anew.
        self._add.hide()
        if len(departments) > _MOST_ADDERS:
            choose = button(self.tr("+ Another voice…"), "add_card_menu_button", "missing")
            choose.clicked.connect(self._choose_adder)
            flow.addWidget(choose)
        else:
            for place, (department_id, name) in enumerate(departments):
                told = self.tr("+ {}").format(name)
                adder = button(told.replace("&", "&&"), f"add_card_{place}", "missing")
                adder.setAccessibleName(self.tr("Add a card for {}").format(name))
                adder.clicked.connect(lambda _on, which=department_id: self._on_add(which))
                flow.addWidget(adder)
        self._add.show()
        self._add.fit()

    def _choose_adder(self) -> None:
        menu = ChoiceMenu(self)
        menu.setObjectName("add_card_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for department_id, name in self._adders:
            action = menu.addAction(shown(name).replace("&", "&&"))
            action.triggered.connect(lambda _on, which=department_id: self._on_add(which))
        menu.popup(self._add.mapToGlobal(self._add.rect().topLeft()))

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
            self._place(place, card_id)
            self.cards[card_id].setVisible(not pair)
        self._order_tabs()

    def _order_tabs(self, made: int = 0) -> None:
        """Cards first, for one comes here to write down what is told; those before `made` are."""
        ids = [card.id for card in self.bridge.review.cards if card.id in self.cards]
        adders = self._add.findChildren(QPushButton)
        links = (self._reveal, self._all, self._ask, self._read)
        parts = [*(self.cards[one] for one in ids[made:]), *adders, *links]
        chain_tabs(parts, after=None if made else self)

    def _place(self, place: int, card_id: str) -> None:
        self._grid.addWidget(self.cards[card_id], place // self._columns, place % self._columns)

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
        card = self.bridge.review.find(Card, record_id)
        if card is not None and record_id not in self.cards:
            self._make(card)
            self._columns = 0
            self._lay_out()
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
        hint = self.tr("Press “Beside” on the other card too.")
        self.view.unsaid.emit(hint)
        if len(self._beside) == 2:
            self.view.set_pair(tuple(self._beside))
        elif self._beside:
            self.view.said.emit(hint)

    def _on_all(self) -> None:
        """Shows all cards again, the keyboard on the left one of the two."""
        was = self.view.pair
        self._beside = []
        self.view.set_pair(())
        for view in self.cards.values():
            view.light(False)
        if was and was[0] in self.cards:
            self.cards[was[0]].setFocus()


def _stays(pair: tuple[Record | None, Record | None]) -> bool:
    """Whether a change is of words on a card that stays where it is."""
    before, after = pair
    if not isinstance(before, Card) or not isinstance(after, Card):
        return False
    places = [(one.department_id, one.position, one.opening) for one in (before, after)]
    return places[0] == places[1]
