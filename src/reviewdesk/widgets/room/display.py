"""The room display: the projected window. It shows copies and knows of nothing else."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QWidget

from reviewdesk.domain.shared import SharedReview
from reviewdesk.qt.room_palette import RoomPalette
from reviewdesk.widgets.room.easel import Easel
from reviewdesk.widgets.room.marks import Area, Picture
from reviewdesk.widgets.room.paint import paint
from reviewdesk.widgets.room.patch import differing
from reviewdesk.widgets.room.scene import RoomScene


class RoomDisplay(QWidget):
    """One painted widget without children, so that nothing can speak up beside the picture.

    It never takes the focus, has no tool tips, and says to a screen reader what it paints.
    Signals: `closed()` when somebody closed the window itself; `key_pressed(QKeyCombination)`
    where the system gave it the keyboard all the same; `picture_changed()`.
    """

    closed = Signal()
    key_pressed = Signal(object)
    picture_changed = Signal()

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setObjectName("room_display")
        self.setWindowTitle(self.tr("Room – ReviewDesk"))
        self.setAccessibleName(self.tr("Room display"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        # The console decides when the program ends, also while the room is shown.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSize(480, 320)
        self._shared: SharedReview | None = None
        self._scene = RoomScene()
        self._easel = Easel()
        self._picture = self._composed()

    @property
    def picture(self) -> Picture:
        """What it shows at this moment."""
        return self._picture

    def text(self) -> str:
        """Every text that can be read in it, line by line."""
        return self._picture.text()

    def sizeHint(self) -> QSize:
        return QSize(960, 540)

    def set_palette(self, palette: RoomPalette) -> None:
        self._easel.palette = palette
        self._refresh()

    def show_scene(self, shared: SharedReview | None, scene: RoomScene) -> bool:
        """Shows `shared`, or the still picture for None; whether anything looks different now.

        It is painted before this returns: the room waits for nothing else to be painted.
        """
        self._shared, self._scene = shared, scene
        return self._refresh(at_once=True)

    def fill(self, screen: QScreen) -> None:
        """Fills `screen`, without taking the focus."""
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint, True)
        self.setWindowFlag(Qt.WindowType.WindowStaysOnBottomHint, False)
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        # Not showFullScreen: that asks for the focus.
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.setVisible(True)

    def show_window(self, place: QRect) -> None:
        """Stands at `place` as a plain window, under the console wherever the two meet."""
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint, False)
        # Not lowered once: a click on it would bring it over what the facilitator works on.
        self.setWindowFlag(Qt.WindowType.WindowStaysOnBottomHint, True)
        self.setWindowState(Qt.WindowState.WindowNoState)
        self.setGeometry(place)
        self.setVisible(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.key_pressed.emit(event.keyCombination())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint(self._picture, painter, event.region())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if event.spontaneous():
            self.closed.emit()

    def _refresh(self, *, at_once: bool = False) -> bool:
        picture = self._composed()
        if picture == self._picture:
            return False
        areas = differing(self._picture, picture)
        self._picture = picture
        region = QRegion(self.rect()) if areas is None else _region(areas)
        if at_once:
            self.repaint(region)
        else:
            self.update(region)
        self.setAccessibleDescription(picture.spoken)
        self.picture_changed.emit()
        return True

    def _composed(self) -> Picture:
        return self._easel.picture(self._shared, self._scene, self.width(), self.height())


def _region(areas: Sequence[Area]) -> QRegion:
    region = QRegion()
    for area in areas:
        region += QRectF(area.x, area.y, area.width, area.height).toAlignedRect()
    return region
