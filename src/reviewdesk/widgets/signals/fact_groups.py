"""The three lists of the signals panel, one under the other, each under its caption."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from reviewdesk.domain.sights import SightState
from reviewdesk.qt.theme import Theme
from reviewdesk.widgets.parts import label
from reviewdesk.widgets.signals.fact_list import Fact, FactList

_ABOVE_PX = 12
_SPARE_PX = 240
"""How much free space it may keep at its foot before it gives it back."""


class FactGroups(QWidget):
    """Places its lists itself, with `foot` under them.

    A replay fills the lists anew at each step. A layout would then lay out the whole panel, which
    costs more than painting it. So where nothing stands below (`spare`), it keeps its height while
    little changes.

    Signals: `entry_chosen(EntryId)`; `more_wished(SightState)`.
    """

    entry_chosen = Signal(str)
    more_wished = Signal(object)

    def __init__(self, theme: Theme, foot: QWidget) -> None:
        super().__init__()
        self.setObjectName("fact_groups")
        self.spare = True
        self._foot = foot
        foot.setParent(self)
        self._held: dict[SightState, tuple[QLabel, FactList]] = {}
        for state, name, title in (
            (SightState.NOTICED, "noticed", self.tr("Noticed")),
            (SightState.VISIBLE, "visible", self.tr("Visible, not noticed")),
            (SightState.OUT_OF_SIGHT, "out_of_sight", self.tr("Existed, but out of their sight")),
        ):
            caption, facts = label(title, "caption"), FactList(theme, f"{name}_list", title)
            for widget in (caption, facts):
                widget.setParent(self)
                widget.hide()
            facts.entry_chosen.connect(self.entry_chosen)
            facts.more_wished.connect(lambda state=state: self.more_wished.emit(state))
            self._held[state] = caption, facts
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(0)
        theme.changed.connect(self._place)

    def show_facts(self, told: Mapping[SightState, tuple[list[Fact], str]]) -> None:
        """Shows the lines of each list, and what stands for those left out; empty lists vanish."""
        for state, (caption, facts) in self._held.items():
            lines, more = told.get(state, ([], ""))
            facts.show_facts(lines, more)
            shown = bool(lines or more)
            if facts.isHidden() is shown:
                caption.setVisible(shown)
                facts.setVisible(shown)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def _place(self) -> None:
        top = 0
        for caption, facts in self._held.values():
            if facts.isHidden():
                continue
            top += _ABOVE_PX
            caption_height = caption.sizeHint().height()
            caption.setGeometry(0, top, self.width(), caption_height)
            top += caption_height
            # Its height follows from its width.
            facts.resize(self.width(), facts.height())
            facts.move(0, top)
            top += facts.height()
        if not self._foot.isHidden():
            self._foot.setGeometry(0, top + _ABOVE_PX, self.width(), self._foot.height())
            top += _ABOVE_PX + self._foot.height()
        if not top <= self.height() <= top + (_SPARE_PX if self.spare else 0):
            self.setFixedHeight(top)
