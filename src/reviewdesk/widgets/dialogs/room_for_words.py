"""Dialogs that grow with what they have to say."""

from PySide6.QtWidgets import QDialog, QLabel

_LEAST_WIDTH_PX = 240


def make_room(dialog: QDialog, words: QLabel) -> None:
    """Has all of `words`, which wraps, be read, and nothing else of `dialog` squeezed for it.

    A layout takes what a wrapping text needs from its neighbours, so its height is asked for here.
    """
    width = max(_LEAST_WIDTH_PX, words.width())
    words.setMinimumHeight(words.heightForWidth(width) if words.text() else 0)
    layout = dialog.layout()
    if layout is None or not dialog.isVisible():
        return
    layout.activate()
    screen = dialog.screen().availableGeometry()
    needed = min(layout.totalMinimumSize().height(), screen.height())
    if needed > dialog.height():
        dialog.resize(dialog.width(), needed)
        over = dialog.frameGeometry().bottom() - screen.bottom()
        if over > 0:
            dialog.move(dialog.x(), max(screen.top(), dialog.y() - over))
