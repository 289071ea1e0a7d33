"""From a copy and a scene to the picture the room sees."""

from collections.abc import Callable, Mapping

from reviewdesk.domain.shared import SharedReview
from reviewdesk.qt.room_palette import RoomPalette
from reviewdesk.qt.view_state import RoomLayout
from reviewdesk.widgets.room.agreed import (
    compose_conditions,
    compose_lessons,
    compose_questions,
    compose_repairs,
    compose_safeguards,
)
from reviewdesk.widgets.room.cards import compose_card, compose_cards, compose_pair
from reviewdesk.widgets.room.decision import compose_decision
from reviewdesk.widgets.room.event_large import compose_event
from reviewdesk.widgets.room.facts import Facts
from reviewdesk.widgets.room.frame import Frame
from reviewdesk.widgets.room.lanes import compose_lanes
from reviewdesk.widgets.room.lettering import Lettering
from reviewdesk.widgets.room.marks import Picture
from reviewdesk.widgets.room.prompt import compose_prompt
from reviewdesk.widgets.room.scene import RoomScene
from reviewdesk.widgets.room.session_pages import (
    compose_agenda,
    compose_closing,
    compose_opening,
    compose_poll,
    compose_rules,
)
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
    return _COMPOSERS[scene.layout](frame, shared, scene)


_COMPOSERS: Mapping[RoomLayout, Callable[[Frame, SharedReview, RoomScene], Picture]] = {
    RoomLayout.STORY: compose_story,
    RoomLayout.LANES: compose_lanes,
    RoomLayout.EVENT: compose_event,
    RoomLayout.DECISION: compose_decision,
    RoomLayout.CARD: compose_card,
    RoomLayout.PAIR: compose_pair,
    RoomLayout.CARDS: compose_cards,
    RoomLayout.CONDITIONS: compose_conditions,
    RoomLayout.SAFEGUARDS: compose_safeguards,
    RoomLayout.LESSONS: compose_lessons,
    RoomLayout.QUESTIONS: compose_questions,
    RoomLayout.REPAIRS: compose_repairs,
    RoomLayout.AGENDA: compose_agenda,
    RoomLayout.RULES: compose_rules,
    RoomLayout.OPENING: compose_opening,
    RoomLayout.POLL: compose_poll,
    RoomLayout.CLOSING: compose_closing,
}
