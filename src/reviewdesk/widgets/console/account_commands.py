"""What the commands about accounts do: questions of the review, and the round."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from reviewdesk.qt.desk_bridge import DeskBridge
    from reviewdesk.qt.view_state import ViewState
    from reviewdesk.services.question_edits import Asked


def account_handlers(
    bridge: Callable[[], DeskBridge | None], view: ViewState, window: QWidget
) -> Mapping[str, Callable[[], object]]:
    """By name of the command; `bridge` gives the one of the review that is open."""

    def questions(which: Asked) -> None:
        from reviewdesk.widgets.dialogs.questions_dialog import QuestionsDialog

        held = bridge()
        if held is not None:
            QuestionsDialog(held, which, window).open()

    def go_round() -> None:
        from reviewdesk.widgets.signals.round_dialog import RoundDialog

        held = bridge()
        if held is not None:
            RoundDialog(held, view, window).open()

    def choose_opening() -> None:
        from reviewdesk.widgets.cards.card_menu import opening_menu, popup_in_the_middle

        held = bridge()
        if held is not None:
            popup_in_the_middle(opening_menu(held, window), window)

    return {
        "opening_card": choose_opening,
        "opening_questions": lambda: questions("opening_questions"),
        "round": go_round,
        "probe_questions": lambda: questions("probes"),
        "card_questions": lambda: questions("card_questions"),
    }
