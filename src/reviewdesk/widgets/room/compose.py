"""From a copy and a scene to the picture the room sees."""

from reviewdesk.domain.shared import SharedReview
from reviewdesk.qt.room_palette import RoomPalette
from reviewdesk.qt.view_state import RoomLayout
from reviewdesk.widgets.room.facts import Facts
from reviewdesk.widgets.room.frame import Frame
from reviewdesk.widgets.room.lanes import compose_lanes
from reviewdesk.widgets.room.lettering import Lettering
from reviewdesk.widgets.room.marks import Picture
from reviewdesk.widgets.room.prompt import compose_prompt
from reviewdesk.widgets.room.scene import RoomScene
from reviewdesk.widgets.room.still import compose_still
from reviewdesk.widgets.room.story import compose_story


def compose(
    shared: SharedReview | None,
    scene: RoomScene,
    width: int,
    height: int,
    palette: RoomPalette,
    lettering: Lettering | None = None,
    facts: Facts | None = None,
) -> Picture:
    """The picture of `shared`, or the still one where there is none to show.

    `lettering` and `facts` are kept by the caller from picture to picture: they make it quick.
    """
    kind = lettering if lettering and lettering.height == height else Lettering(height)
    frame = Frame(width, height, palette, kind, shared, scene.zone, facts)
    if shared is None:
        return compose_still(frame, scene.phase)
    if scene.prompt:
        return compose_prompt(frame, scene)
    if scene.layout in (RoomLayout.LANES, RoomLayout.DECISION):
        return compose_lanes(frame, shared, scene)
    return compose_story(frame, shared, scene)
