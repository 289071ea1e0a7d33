"""A timeline on screen for tests, with hands that reach its events."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builders import a_department, a_desk, a_review, an_entry
from reviewdesk.domain.entries import Entry, EntryKind
from reviewdesk.domain.layout import Cluster, Placed
from reviewdesk.domain.values import Record
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.sieve import Sieve
from reviewdesk.qt.theme import Theme, ThemeMode, load_fonts
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services.desk import Desk
from reviewdesk.widgets.timeline.panel import TimelinePanel
from reviewdesk.widgets.timeline.view import TimelineView

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@dataclass
class Table:
    """A timeline on screen, with what lies on its desk."""

    panel: TimelinePanel
    desk: Desk
    state: ViewState
    bot: QtBot
    bridge: DeskBridge

    @property
    def view(self) -> TimelineView:
        return self.panel.timeline

    @property
    def sieve(self) -> Sieve:
        return self.bridge.sieve

    def entry(self, title: str) -> Entry:
        return next(one for one in self.desk.review.entries.values() if one.title == title)

    def point(self, title: str) -> QPoint:
        """The middle of an event's shape in the view."""
        spot = self.view.picture.book.find(self.entry(title).id)
        assert spot is not None
        place = self.view.picture.where(spot)
        assert isinstance(place, Placed)
        lane = self.view.picture.drawn()[spot.lane]
        return QPoint(
            round(place.x + self.view.picture.shift) + self.view.head_width,
            round(lane.rows[place.row]) + self.header,
        )

    def is_folded(self, title: str) -> bool:
        """Whether an event is one of a cluster."""
        spot = self.view.picture.book.find(self.entry(title).id)
        assert spot is not None
        return isinstance(self.view.picture.where(spot), Cluster)

    @property
    def header(self) -> int:
        return self.view.height() - self.view.picture.height

    def lane_middle(self, name: str) -> int:
        book = self.view.picture.book
        number = next(n for n, lane in enumerate(book.lanes) if lane.name == name)
        return round(
            self.view.picture.tops[number] + self.view.picture.heights[number] / 2 + self.header
        )

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.bot.keyClick(self.view, key, modifiers)

    def click(self, at: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.bot.mouseClick(self.view, LEFT, modifiers, at)

    def drag(
        self,
        start: QPoint,
        end: QPoint,
        modifiers: Qt.KeyboardModifier = NONE,
        *,
        release: bool = True,
    ) -> None:
        self.bot.mousePress(self.view, LEFT, modifiers, start)
        middle = QPoint((start.x() + end.x()) // 2, (start.y() + end.y()) // 2)
        for point in (middle, end):
            event = QMouseEvent(
                QEvent.Type.MouseMove,
                QPointF(point),
                QPointF(self.view.mapToGlobal(point)),
                Qt.MouseButton.NoButton,
                LEFT,
                modifiers,
            )
            QApplication.sendEvent(self.view, event)
        if release:
            self.bot.mouseRelease(self.view, LEFT, modifiers, end)

    def minutes_px(self, minutes: float) -> int:
        return round(minutes * 60 * self.view.picture.window.scale)


Lay = Callable[..., Table]


@pytest.fixture
def lay(qtbot: QtBot) -> Iterator[Lay]:
    """Puts a timeline of records on screen."""
    # Held to the end: pytest-qt holds it weakly, and a collection in the middle of its painting,
    # after the test has let go of it, would take the widget from under its painter.
    held: list[Table] = []

    def make(*records: Record, width: int = 1000, height: int = 700) -> Table:
        load_fonts()
        bridge, state = DeskBridge(), ViewState()
        desk = a_desk(a_review(*records, zone="UTC"))
        panel = TimelinePanel(bridge, state, Theme(ThemeMode.LIGHT))
        qtbot.addWidget(panel)
        bridge.open(desk)
        panel.resize(width, height)
        with qtbot.waitExposed(panel):
            panel.show()
        panel.timeline.setFocus()
        held.append(Table(panel, desk, state, qtbot, bridge))
        return held[-1]

    yield make
    held.clear()


ENGINEERING = a_department("Engineering", position=1.0)
SUPPORT = a_department("Support", colour=1, position=2.0)
OPERATIONS = a_department("Operations", colour=2, position=3.0)


@pytest.fixture
def table(lay: Lay) -> Table:
    return lay(
        ENGINEERING,
        SUPPORT,
        OPERATIONS,
        an_entry("rollout", "10:32", ENGINEERING, kind=EntryKind.CHANGE),
        an_entry("retry rate up", "10:40", ENGINEERING, kind=EntryKind.SIGNAL),
        an_entry("keep rolling", "10:50", ENGINEERING, kind=EntryKind.DECISION),
        an_entry("calls pile up", "10:39", SUPPORT, end="11:03"),
        an_entry("moved by hand", "11:10", OPERATIONS),
    )
