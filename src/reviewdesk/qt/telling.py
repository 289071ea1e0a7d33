"""Letting an error of the world rise where the window can tell it."""

from PySide6.QtCore import QCoreApplication, QTimer

from reviewdesk.domain.errors import KnownError


def tell(error: KnownError) -> None:
    """Lets `error` rise from the event loop, where the window tells it.

    WORKAROUND PySide6 6.11: an exception that leaves a method Qt called (an event handler, a size
    hint) may bring the interpreter down; one that leaves a slot does not.
    """

    def rise() -> None:
        raise error

    application = QCoreApplication.instance()
    if application is not None:
        QTimer.singleShot(0, application, rise)
