"""What hangs on the wall, and what is held ready to hang there next."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from reviewdesk.domain.shared import SharedReview
from reviewdesk.qt.room_palette import RoomPalette
from reviewdesk.widgets.room.display import RoomDisplay
from reviewdesk.widgets.room.easel import Easel
from reviewdesk.widgets.room.marks import Picture
from reviewdesk.widgets.room.scene import RoomScene


class RoomWall(QObject):
    """Hands pictures to the room display, and makes the next one beside it.

    Signals: `changed()` when the wall, or what would come next, looks different now.
    """

    changed = Signal()

    def __init__(self, display: RoomDisplay, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._display = display
        self._easel = Easel()
        self._shared: SharedReview | None = None
        self._scene = RoomScene()
        self._covered = False
        self._next: Picture | None = None
        display.picture_changed.connect(self.changed)

    @property
    def live(self) -> Picture:
        """What the room sees."""
        return self._display.picture

    @property
    def next(self) -> Picture | None:
        """What it would see next; None while nothing is held ready."""
        return self._next

    @property
    def differs(self) -> bool:
        """Whether what is held ready is something else than what the room sees."""
        return self._next is not None and self._next != self.live

    @property
    def scene(self) -> RoomScene | None:
        """How what hangs there is shown; None where nothing of a review can be seen."""
        return None if self._covered or self._shared is None else self._scene

    def set_palette(self, palette: RoomPalette) -> None:
        self._easel.palette = palette
        self._display.set_palette(palette)

    def hang(self, shared: SharedReview | None, scene: RoomScene) -> None:
        """Shows `shared`, or, while the wall is covered, as soon as it is not."""
        self._shared, self._scene = shared, scene
        if not self._covered:
            self._display.show_scene(shared, scene)

    def cover(self, scene: RoomScene) -> None:
        """Shows nothing of a review, until it is uncovered."""
        self._covered = True
        self._display.show_scene(None, scene)

    def uncover(self) -> None:
        """Shows again what hung there."""
        if self._covered:
            self._covered = False
            self._display.show_scene(self._shared, self._scene)

    def take_down(self) -> None:
        """Has nothing of the review stay anywhere."""
        self.hang(None, RoomScene())
        if self._covered:
            self._display.show_scene(None, RoomScene())
        self.put_next_away()

    def say_clock(self, words: str, *, late: bool = False) -> None:
        """Goes on telling the time on a picture that is held."""
        self._scene = replace(self._scene, clock=words, clock_late=late)
        if not self._covered:
            self._display.show_scene(self._shared, self._scene)

    def prepare(self, shared: SharedReview | None, scene: RoomScene) -> None:
        """Makes the picture that would come next."""
        width, height = self._display.width(), self._display.height()
        picture = self._easel.picture(shared, scene, width, height)
        if picture != self._next:
            self._next = picture
            self.changed.emit()

    def put_next_away(self) -> None:
        if self._next is not None:
            self._next = None
            self.changed.emit()
