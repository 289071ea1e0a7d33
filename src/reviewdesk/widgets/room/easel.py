"""Makes picture after picture, and keeps what makes the next one quick."""

from reviewdesk.domain.shared import SharedReview
from reviewdesk.qt.room_palette import ROOM_LIGHT, RoomPalette
from reviewdesk.widgets.room.compose import compose
from reviewdesk.widgets.room.facts import Facts
from reviewdesk.widgets.room.lettering import Lettering
from reviewdesk.widgets.room.marks import Picture
from reviewdesk.widgets.room.scene import RoomScene


class Easel:
    """One place at which pictures are made, of whatever size is asked for."""

    def __init__(self) -> None:
        self.palette: RoomPalette = ROOM_LIGHT
        self._lettering = Lettering(1)
        self._facts = Facts()

    def picture(
        self, shared: SharedReview | None, scene: RoomScene, width: int, height: int
    ) -> Picture:
        """`shared` as `scene` has it, or the still picture for None."""
        if self._lettering.height != height:
            self._lettering = Lettering(height)
        return compose(shared, scene, width, height, self.palette, self._lettering, self._facts)
