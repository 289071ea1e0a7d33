"""Captions of the session's page beside which stands how to send to the room what is under them."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from reviewdesk.widgets.parts import button, label


def sent_head(text: str, words: str, name: str, send: Callable[[], object]) -> QWidget:
    """A caption, and at its right a link of that name that does `send`."""
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 6, 0, 0)
    row.addWidget(label(text, "caption"), 1)
    link = button(words, name, "link")
    link.clicked.connect(send)
    row.addWidget(link)
    return held
