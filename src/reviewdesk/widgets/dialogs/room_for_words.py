"""Dialogs that grow with what they have to say."""

from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QScrollArea

_LEAST_WIDTH_PX = 240
_LEAST_HEIGHT_PX = 120
_FRAME = (16, 48)
"""For what the system draws around a window."""
_MOST_HEIGHT_PX = 1000


def take_height(dialog: QDialog, shape: float) -> None:
    """Opens `dialog` as high as its screen lets it be, and wider by `shape` for each pixel."""
    screen = dialog.screen().availableSize()
    height = min(screen.height() - _FRAME[1], _MOST_HEIGHT_PX)
    width = dialog.width() + round((height - dialog.height()) * shape)
    dialog.resize(min(width, screen.width() - _FRAME[0]), height)


def show_all_rows(box: QComboBox) -> None:
    """Has the list that `box` opens show all its rows: with a style sheet Qt cuts the last one."""
    view = box.view()
    view.ensurePolished()
    box.setMaxVisibleItems(box.count())
    view.setMinimumHeight(view.sizeHintForRow(0) * box.count() + 2 * view.frameWidth())


def fit_screen(dialog: QDialog, area: QScrollArea) -> None:
    """Has `dialog` stay on its screen: what is in `area`, which scrolls, gives way and no more.

    Where there is room for all of it nothing scrolls.
    """
    layout, held = dialog.layout(), area.widget()
    inner = held.layout() if held is not None else None
    if layout is None or held is None or inner is None:
        return
    bar = area.verticalScrollBar().sizeHint().width()
    width = max(area.minimumWidth(), inner.totalMinimumSize().width() + bar)
    area.setMinimumWidth(width)
    screen = dialog.screen().availableSize()
    most = (screen.width() - _FRAME[0], screen.height() - _FRAME[1])
    # A scroll area gives what it holds this height, whatever less that could do with.
    wanted = max(inner.totalMinimumSize().height(), inner.heightForWidth(width - bar))
    area.setMinimumHeight(0)
    layout.activate()
    rest = layout.totalMinimumSize().height() - area.minimumSizeHint().height()
    area.setMinimumHeight(max(_LEAST_HEIGHT_PX, min(wanted, most[1] - rest)))
    if dialog.width() > most[0] or dialog.height() > most[1]:
        dialog.resize(min(dialog.width(), most[0]), min(dialog.height(), most[1]))


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
