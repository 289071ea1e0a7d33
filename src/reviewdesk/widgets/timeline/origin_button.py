"""The pill that says from where times are counted, and its menu."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton

from reviewdesk.domain.origin import CLOCK, origin_of, origins
from reviewdesk.qt.clock_texts import ClockTexts
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.view_state import ViewState
from reviewdesk.widgets.parts import set_state, shown, tool_tip


class OriginButton(QPushButton):
    """Opens the menu of moments that times can be counted from."""

    def __init__(self, bridge: DeskBridge, view: ViewState) -> None:
        super().__init__()
        self.setObjectName("origin_button")
        self.setProperty("role", "pill")
        self._bridge, self._view = bridge, view
        self._texts = ClockTexts(bridge, view)
        self.clicked.connect(self.open_menu)
        view.clock_changed.connect(self.say)
        bridge.opened.connect(self.say)
        bridge.edited.connect(self.say)
        self.say()

    def say(self) -> None:
        if not self._bridge.is_open:
            return
        origin = origin_of(self._bridge.review, self._view.origin)
        # What it counts from stands at the left of the scale; here it would take a second row.
        self.setText("T+0")
        named = self.tr("Count times from a moment")
        if origin:
            named = self.tr("Times are counted from %1").replace("%1", origin.name)
            named += f", {self._texts.clock(origin.at)}"
        self.setAccessibleName(named)
        self.setToolTip(tool_tip(named + self.tr(" (T; Shift+T lists the moments)")))
        set_state(self, "on", "true" if origin else "false")

    def open_menu(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("origin_menu")
        menu.setAccessibleName(self.tr("Count times from"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        ways = [(self.tr("Times by the clock"), CLOCK)]
        ways += [
            (f"T+0: {one.name}\t{self._texts.clock(one.at)}", one.choice)
            for one in origins(self._bridge.review)
        ]
        for words, choice in ways:
            action = menu.addAction(shown(words).replace("&", "&&"))
            action.setData(choice)
            action.setCheckable(True)
            action.setChecked(choice == self._view.origin)
            group.addAction(action)
        if len(ways) > 1:
            menu.insertSeparator(menu.actions()[1])
        menu.triggered.connect(lambda action: self._view.set_origin(action.data()))
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
