"""The menu of one card, and the one in which a card is chosen to open the round."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from reviewdesk.domain.accounts import Card
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.people import Department, Voice
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.telling import tell
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services import account_edits, record_edits
from reviewdesk.widgets.choice_menu import ChoiceMenu
from reviewdesk.widgets.parts import shown

OPENING_KEY = Qt.Key.Key_O
BESIDE_KEY = Qt.Key.Key_B
ROOM_KEY = Qt.Key.Key_R
_NAME_CHARS = 60


def turn_heard(bridge: DeskBridge, card: Card) -> None:
    _tried(lambda: record_edits.change_field(bridge, card, "heard", not card.heard))


def turn_opening(bridge: DeskBridge, card: Card) -> None:
    """Makes a card the opening card, or none where it is it."""
    _tried(lambda: account_edits.choose_opening(bridge, card))


def card_menu(bridge: DeskBridge, view: ViewState, card: Card, parent: QWidget) -> ChoiceMenu:
    """What can be done with a card whether or not all of it is shown."""
    menu = ChoiceMenu(parent)
    menu.setObjectName("card_menu")
    menu.setAccessibleName(_tr("What can be done with this card"))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for words, name, on, act in (
        (_tr("Heard\tSpace"), "card_menu_heard", card.heard, turn_heard),
        (_tr("Opening card\tO"), "card_menu_opening", card.opening, turn_opening),
        (_tr("Kept back from the room"), "card_menu_back", card.held_back, _turn_held_back),
    ):
        action = _choice(menu, words, name, on)
        action.triggered.connect(lambda _on, act=act: act(bridge, card))
    menu.addSeparator()
    show = menu.addAction(_tr("Show in the room\tR"))
    show.setObjectName("card_menu_room")
    show.triggered.connect(lambda: view.set_cards(card.id))
    return menu


def opening_menu(bridge: DeskBridge, parent: QWidget) -> ChoiceMenu:
    """All cards by department and role; the one that is chosen opens the round."""
    menu = ChoiceMenu(parent)
    menu.setObjectName("opening_menu")
    menu.setAccessibleName(_tr("Which card opens the round"))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    review = bridge.review
    for card in review.cards:
        department = review.find(Department, card.department_id)
        voice = review.find(Voice, card.voice_id)
        named = [one for one in (department and department.name, voice and voice.role) if one]
        words = shown(" · ".join(named)[:_NAME_CHARS]).replace("&", "&&")
        action = _choice(menu, words, f"opening_{card.id}", card.opening)
        action.triggered.connect(lambda _on, card=card: turn_opening(bridge, card))
    if not review.cards:
        menu.addAction(_tr("No cards yet")).setEnabled(False)
    return menu


def popup_in_the_middle(menu: ChoiceMenu, of: QWidget) -> None:
    size = menu.sizeHint()
    middle = of.rect().center() - QPoint(size.width() // 2, size.height() // 2)
    menu.popup(of.mapToGlobal(middle))
    menu.light(next((one for one in menu.actions() if one.isChecked()), None))


def _turn_held_back(bridge: DeskBridge, card: Card) -> None:
    _tried(lambda: record_edits.change_field(bridge, card, "held_back", not card.held_back))


def _choice(menu: ChoiceMenu, words: str, name: str, on: bool) -> QAction:
    action = menu.addAction(words)
    action.setObjectName(name)
    action.setCheckable(True)
    action.setChecked(on)
    return action


def _tried(act: Callable[[], None]) -> None:
    try:
        act()
    except KnownError as error:
        tell(error)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CardMenu", text)
