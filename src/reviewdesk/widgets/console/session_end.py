"""What is asked before a sitting ends with something unfinished."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from reviewdesk.domain.review import Review
from reviewdesk.qt.view_state import Page
from reviewdesk.services.session_edits import parked, sitting
from reviewdesk.widgets.console.asking import ask_which


def is_to_end(window: QWidget, review: Review) -> bool | Page:
    """Whether the sitting is to end, or the page on which what is unfinished is looked at.

    Asks only where something is.
    """
    left = parked(review)
    open_ends = _open_ends(review, left)
    if not open_ends:
        return True
    ends = ask_which(
        window,
        "unfinished",
        " ".join(open_ends),
        _tr(
            "Nothing is lost if you end the session now. To empty the lot on purpose, make each "
            "one a repair or an open question, or let it go."
        )
        if left
        else _tr("Nothing is lost if you end the session now, and Ctrl+Z goes on with it."),
        _tr("End the session"),
        _tr("Look at the parking lot") if left else _tr("Look at the close"),
        _tr("Go on with the session"),
    )
    if ends is False:
        return Page.PARKING if left else Page.SESSION
    return ends is True


def _open_ends(review: Review, left: int) -> Sequence[str]:
    """A sentence for each thing that is unfinished; `left`: how much is in the parking lot."""
    session = sitting(review)
    found = [_tr("In the parking lot: %n.", left)] if left else []
    if session is not None and session.polled and not session.poll_shown:
        found.append(_tr("The room has not seen the result of the poll."))
    if session is not None and not session.next_steps.strip():
        found.append(_tr("What happens next is not written down."))
    return found


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("SessionEnd", text, None, count)
