"""What the commands about accounts do: questions of the review, and the round."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from reviewdesk.qt.view_state import Page

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from reviewdesk.qt.desk_bridge import DeskBridge
    from reviewdesk.qt.view_state import ViewState
    from reviewdesk.services.question_edits import Asked

_ADD_LINES = {
    Page.CONDITIONS: "condition_add_",
    Page.SAFEGUARDS: "safeguards_add_line",
    Page.LESSONS: "lessons_add_line",
    Page.QUESTIONS: "questions_add_line",
    Page.REPAIRS: "repairs_add_line",
}
"""How the names begin of the lines in which something is added to a page."""


def account_handlers(
    bridge: Callable[[], DeskBridge | None],
    view: ViewState,
    window: QWidget,
    show_signals: Callable[[], object],
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

    def add_on(page: Page) -> None:
        from reviewdesk.widgets.fields import AddLine

        view.set_page(page)
        lines = (one for one in window.findChildren(AddLine) if one.isVisible())
        for line in lines:
            if line.objectName().startswith(_ADD_LINES[page]):
                line.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def look_through() -> None:
        from reviewdesk.widgets.signals.panel import SignalsPanel

        view.set_page(Page.TIMELINE)
        show_signals()
        for panel in window.findChildren(SignalsPanel):
            if panel.isVisible():
                panel.open_eyes()

    return {
        "eyes": look_through,
        **{f"add_{page.value}": partial(add_on, page) for page in _ADD_LINES},
        "opening_card": choose_opening,
        "opening_questions": lambda: questions("opening_questions"),
        "round": go_round,
        "probe_questions": lambda: questions("probes"),
        "card_questions": lambda: questions("card_questions"),
    }
