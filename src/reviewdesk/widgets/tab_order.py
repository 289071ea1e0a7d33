"""Has Tab go where the eye goes."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def chain_tabs(parts: Sequence[QWidget], after: QWidget | None = None) -> None:
    """Has Tab walk through `parts` in this order; within each the order stays as it was.

    They are in one window already: Qt keeps an order for each window. `after` is where the
    keyboard comes from; Qt leaves it alone unless it takes the keyboard at least by a click.
    """
    if not parts:
        return
    # Walked by Qt's own chain, which holds all widgets of the window in one circle.
    found: dict[int, list[QWidget]] = {place: [] for place in range(len(parts))}
    start = parts[0].window()
    one = start.nextInFocusChain()
    while one is not None and one is not start:
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None:
            for place, part in enumerate(parts):
                if part is one or part.isAncestorOf(one):
                    found[place].append(one)
                    break
        one = one.nextInFocusChain()
    chain = [after] if after is not None else []
    chain += [widget for place in found for widget in found[place]]
    for before, after in pairwise(chain):
        QWidget.setTabOrder(before, after)
