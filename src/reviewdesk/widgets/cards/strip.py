"""The strip of perspective cards under the timeline."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from reviewdesk.domain.accounts import Card
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.ids import DepartmentId
from reviewdesk.domain.people import Department, Voice
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.slices import Slices
from reviewdesk.qt.theme import Theme
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services import account_edits
from reviewdesk.services.desk import Edited
from reviewdesk.services.question_edits import asks_anew
from reviewdesk.services.shares import shares_in_pieces
from reviewdesk.widgets.cards.card_view import CardView
from reviewdesk.widgets.fields import discard
from reviewdesk.widgets.parts import button, label
from reviewdesk.widgets.record_links import RecordLinks

_GAP_PX = 10
_LEAST_WIDTH_PX = 250
SHARES_REST_MS = 400
_COUNTED_AT_ONCE = 20_000


class _Area(QScrollArea):
    """Signals: `resized()` after its viewport has its new size."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The arrow keys walk from card to card; the strip does that.
        event.ignore()


class CardStrip(QWidget):
    """Cards side by side, as many as there is room for; the rest by scrolling or by keys.

    Only cards that have been in sight are made, since there may be two hundred departments.
    """

    def __init__(self, bridge: DeskBridge, view: ViewState, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card_strip")
        self.setAccessibleName(self.tr("Perspective cards"))
        self._bridge = bridge
        self._view = view
        self._theme = theme
        self._links = RecordLinks(bridge, view, theme)
        self._views: dict[str, CardView] = {}
        self._shares: Mapping[str, float] = {}
        self._ids: list[str] = []
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(SHARES_REST_MS)
        self._counting = Slices(self)
        self._rest.timeout.connect(self._count_shares)
        self._build()
        bridge.opened.connect(self._sync)
        bridge.closing.connect(self._clear)
        bridge.edited.connect(self._on_edited)
        theme.changed.connect(self._follow_names)
        if bridge.is_open:
            self._sync()

    def _build(self) -> None:
        self._held = QWidget()
        self._area = _Area()
        self._area.resized.connect(self._lay_out)
        self._area.setObjectName("card_strip_scroll")
        self._area.setAccessibleName(self.tr("Perspective cards"))
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._held)
        self._area.horizontalScrollBar().valueChanged.connect(self._fill)
        self._missing = button(
            "", "add_missing_cards_button", "quiet", accessible=self.tr("Add the missing cards")
        )
        self._missing.setParent(self._held)
        self._missing.clicked.connect(self._on_add_missing)
        self._empty = label(
            self.tr("No departments yet. Add them on the page About, and each gets a card."),
            "quiet",
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._empty)
        layout.addWidget(self._area, 1)

    # Following

    def _sync(self) -> None:
        review = self._bridge.review
        self._ids = [card.id for card in review.cards]
        held = set(self._ids)
        for card_id in [one for one in self._views if one not in held]:
            view = self._views.pop(card_id)
            discard(view)
        without = [one for one in review.departments if not review.children(Card, one.id)]
        names = ", ".join(one.name for one in without[:3])
        self._missing.setText(self.tr("Add a card for {}").format(names).replace("&", "&&"))
        self._missing.setVisible(bool(without))
        self._empty.setVisible(not review.departments)
        self._count_shares()
        self._lay_out()

    def _clear(self) -> None:
        # Hiding one makes room, which would be filled again.
        views, self._views, self._ids = list(self._views.values()), {}, []
        for view in views:
            discard(view)

    def _on_edited(self, edited: Edited) -> None:
        if asks_anew(edited, "card_questions", "opening_questions"):
            self._clear()
            self._sync()
            return
        cards = edited.of(Card).values()
        if Department in edited.record_types or any(
            change.before is None or change.after is None for change in cards
        ):
            self._sync()
            self._follow_names()
            return
        for change in cards:
            if isinstance(change.after, Card):
                if change.id in self._views:
                    self._views[change.id].take_card(change.after)
                moved = isinstance(change.before, Card) and (
                    (change.before.position, change.before.opening)
                    != (change.after.position, change.after.opening)
                )
                if moved:
                    self._sync()
        if Voice in edited.record_types:
            self._follow_names()
        if edited.record_types & {Card, Entry}:
            self._rest.start()

    def _follow_names(self) -> None:
        if not self._bridge.is_open:
            return
        for card_id, view in self._views.items():
            card = self._bridge.review.find(Card, card_id)
            if card is not None:
                view.take_card(card)
        self._count_shares()

    def _count_shares(self) -> None:
        if self._bridge.is_open:
            review = self._bridge.review
            self._counting.run(shares_in_pieces(review), self._show_shares)
            if len(review.entries) < _COUNTED_AT_ONCE:
                self._counting.finish()

    def _show_shares(self, shares: Mapping[DepartmentId, float]) -> None:
        if self._bridge.is_open:
            self._shares = shares
            for view in self._views.values():
                view.show_share(self._shares.get(view.card.department_id, 0.0))

    # Places

    def _card_width(self) -> int:
        width = self._area.viewport().width()
        least = self._theme.px(_LEAST_WIDTH_PX)
        fit = max(1, min(max(1, len(self._ids)), (width + _GAP_PX) // (least + _GAP_PX)))
        return max(120, (width - (fit - 1) * _GAP_PX) // fit)

    def _place_of(self, index: int) -> QRect:
        width = self._card_width()
        return QRect(index * (width + _GAP_PX), 0, width, self._area.viewport().height())

    def _lay_out(self) -> None:
        count = len(self._ids)
        width = self._place_of(count).left() - (_GAP_PX if count else 0)
        if self._missing.isVisibleTo(self._held):
            self._missing.adjustSize()
            self._missing.move(width + _GAP_PX, 8)
            width += self._missing.width() + _GAP_PX
        self._held.resize(max(1, width), max(1, self._area.viewport().height()))
        for place, card_id in enumerate(self._ids):
            if card_id in self._views:
                self._views[card_id].setGeometry(self._place_of(place))
        self._fill()

    def _fill(self) -> None:
        """Makes the cards that are in sight, and those next to them."""
        if not self._ids or not self._bridge.is_open:
            return
        step = self._card_width() + _GAP_PX
        first = self._area.horizontalScrollBar().value() // step
        seen = self._area.viewport().width() // step + 2
        for place in range(max(0, first - 1), min(len(self._ids), first + seen)):
            card_id = self._ids[place]
            card = self._bridge.review.find(Card, card_id)
            if card_id in self._views or card is None:
                continue
            view = CardView(card, self._links, parent=self._held)
            view.setGeometry(self._place_of(place))
            view.show_share(self._shares.get(card.department_id, 0.0))
            view.show()
            self._views[card_id] = view

    def show_record(self, card_id: str) -> None:
        """Scrolls to a card and puts the keys in it."""
        if self._reveal(card_id):
            self._views[card_id].setFocus()

    def show_turned(self, card_id: str) -> None:
        """Scrolls to a card that was changed by undo or redo; keys in it stay."""
        if self._reveal(card_id) and not self._views[card_id].isAncestorOf(self.focusWidget()):
            self._views[card_id].setFocus()

    def _reveal(self, card_id: str) -> bool:
        if card_id not in self._ids:
            return False
        place = self._place_of(self._ids.index(card_id))
        self._area.ensureVisible(place.center().x(), 0, place.width() // 2 + _GAP_PX, 0)
        self._fill()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        current = next((one for one, view in self._views.items() if view.hasFocus()), None)
        if step is not None and current is not None:
            to = self._ids.index(current) + step
            if 0 <= to < len(self._ids):
                self.show_record(self._ids[to])
        else:
            super().keyPressEvent(event)

    def _on_add_missing(self) -> None:
        account_edits.add_missing_cards(self._bridge)
