"""Letting an error rise where the window can tell it."""

import sys

from PySide6.QtCore import QCoreApplication, QTimer


def tell(error: Exception) -> None:
    """Lets `error` rise from the event loop, where the window tells it.

    WORKAROUND PySide6 6.11: an exception that leaves a method Qt called (an event handler, a size
    hint) may bring the interpreter down; one that leaves a slot does not.
    """

    def rise() -> None:
        raise error

    application = QCoreApplication.instance()
    if application is not None:
        QTimer.singleShot(0, application, rise)
    else:
        sys.excepthook(type(error), error, error.__traceback__)
