"""The sheet of keys, made from the table of commands."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from reviewdesk.widgets.console.commands import COMMANDS, Menu, key_texts, letter_text, words
from reviewdesk.widgets.parts import button, frame, label

_ON_THE_TIMELINE = (
    ("Walk in time, between lanes", "← →  ↑ ↓"),
    ("Select on the way", "Shift+← →"),
    ("Nudge by a minute, by a second", "Alt+← →  Alt+Shift+← →"),
    ("Move to another lane", "Alt+↑ ↓"),
    ("Stretch", "Ctrl+Alt+← →"),
    ("Retitle", "F2"),
    ("Open a group", "Enter"),
    ("As-of cursor here", "Space"),
    ("Copy, cut, paste, duplicate", "Ctrl+C X V D"),
    ("Turn who saw the event", "1 … 9  Alt+1 … 9"),
    ("Delete", "Del"),
)
"""Keys that the timeline itself takes while it has the keyboard."""
_READING = (
    ("Pan", "Ctrl+← →"),
    ("Zoom", "+ −"),
    ("Fit everything, the selection", "F  Shift+F"),
)
"""Those of them that only move what is seen."""
_WIDEST_PX, _COLUMN_PX = 1_320, 300
_TIGHT_PX = 860
"""In a lower window the rows stand closer."""


class KeySheet(QDialog):
    """Every key at a glance."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("key_sheet")
        self.setAccessibleName(self.tr("Keys"))
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        groups = [
            (words(menu.value), [(words(one.label), "  ".join(key_texts(one))) for one in found])
            for menu in Menu
            if (found := [one for one in COMMANDS if one.menu is menu and one.keys])
        ]
        letters = [one for one in COMMANDS if one.letter]
        for heading, keys, menus in (
            (self.tr("On the timeline"), _ON_THE_TIMELINE, set(Menu) - {Menu.VIEW}),
            (self.tr("Reading the timeline"), _READING, {Menu.VIEW}),
        ):
            told = [(words(one.label), letter_text(one)) for one in letters if one.menu in menus]
            groups.append((heading, [*told, *((words(what), key) for what, key in keys)]))
        width = min(_WIDEST_PX, parent.width() - 60)
        columns = [QVBoxLayout() for _ in range(max(2, width // _COLUMN_PX))]
        lengths = [0] * len(columns)
        tight = parent.height() < _TIGHT_PX
        # The longest first: what is short fills up.
        for heading, rows in sorted(groups, key=lambda group: -len(group[1])):
            place = lengths.index(min(lengths))
            lengths[place] += len(rows) + 2
            columns[place].addWidget(_group(heading, rows, 0 if tight else 3))
        held = frame("surface")
        spread = QHBoxLayout(held)
        side, top = (10, 8) if tight else (24, 20)
        spread.setContentsMargins(side, top, side, top)
        spread.setSpacing(14 if tight else 32)
        for column in columns:
            column.setSpacing(6 if tight else 14)
            column.addStretch(1)
            spread.addLayout(column, 1)
        area = QScrollArea()
        area.setWidget(held)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        close = button(self.tr("Close"), "key_sheet_close")
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(14)
        layout.addWidget(label(self.tr("Keys"), "heading"))
        layout.addWidget(area, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        # As high as what is on it, where the window is: nothing to scroll for.
        wanted = held.sizeHint().height() + layout.sizeHint().height() - area.sizeHint().height()
        self.resize(width, min(wanted + 4, parent.height() - 60))


def _group(heading: str, rows: list[tuple[str, str]], spacing_px: int) -> QWidget:
    held = QWidget()
    grid = QGridLayout(held)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(spacing_px)
    grid.addWidget(label(heading, "caption"), 0, 0, 1, 2)
    for place, (what, keys) in enumerate(rows, start=1):
        grid.addWidget(label(what), place, 0)
        grid.addWidget(label(keys, "quiet"), place, 1, Qt.AlignmentFlag.AlignRight)
    grid.setColumnStretch(0, 1)
    return held
