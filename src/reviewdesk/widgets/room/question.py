"""The question card: the decision looked at, and what is asked about it."""

from collections.abc import Sequence

from reviewdesk.domain.entries import EntryFacts
from reviewdesk.domain.shared import SharedReview
from reviewdesk.widgets.room.frame import Frame, kind_words, lane_of, lanes_of
from reviewdesk.widgets.room.marks import Area, Ground
from reviewdesk.widgets.room.scene import RoomScene

TITLE = 0.033
MOST_LINES = 6
"""Of a title that is longer the card shows so many lines a page."""


def compose_question(
    frame: Frame,
    entry: EntryFacts,
    shared: SharedReview,
    scene: RoomScene,
    bottom: float,
    lines: Sequence[str] = (),
) -> float:
    """Puts the card above `bottom`; returns its share of the height.

    `lines` of the title stand above the question, where there is one.
    """
    palette, kind = frame.palette, frame.type
    lane = lane_of(lanes_of(shared, palette, frame.facts), entry)
    room = card_room(frame)
    size, apart = kind.px(0.040), 0.050
    found = _flat(kind.lines_of(scene.question, size, room, 700))
    if lines or len(found) > 2:
        size, apart = kind.px(TITLE), 0.043
        found = [*lines, *_flat(kind.lines_of(scene.question, size, room, 700))]
    name = lane.short if frame.narrow else lane.name
    told = f"{frame.time_of(entry)} · {name} · {kind_words(entry)}"
    if kind.width(told, kind.px(0.032)) > room:
        told = f"{frame.time_of(entry)} · {lane.short}"
    # Two lines are usual; the card keeps its height with one.
    share = 0.078 + apart * max(2, len(found))
    area = Area(frame.margin_x, frame.y(bottom - share), frame.inner_width, kind.part(share))
    # The title of the current event stands on its colour here too.
    ground = palette.selected if lines else palette.surface
    frame.add(Ground(area, ground, kind.part(0.010)))
    frame.lane_edge(lane, Area(area.x, area.y, kind.part(0.010), area.height))
    x = area.x + kind.part(0.036)
    frame.add(
        kind.words(told, x, area.y + kind.part(0.034), kind.px(0.032), palette.quiet,
                   ground)
    )  # fmt: skip
    middle = area.y + kind.part(0.084 if len(found) > 1 else 0.105)
    for place, line in enumerate(found):
        frame.add(
            kind.words(line, x, middle + place * kind.part(apart), size, palette.ink,
                       ground, weight=700)
        )  # fmt: skip
    frame.spoken.append(f"{told}: {' '.join(found)}")
    return share


def card_room(frame: Frame) -> float:
    """How wide the text of the card may be."""
    return frame.inner_width - frame.type.part(0.066)


def title_lines(frame: Frame, entry: EntryFacts) -> list[str]:
    """The whole title of an event in lines of the card."""
    return _flat(frame.type.lines_of(entry.title, frame.type.px(TITLE), card_room(frame), 700))


def _flat(paragraphs: Sequence[Sequence[str]]) -> list[str]:
    return [line for one in paragraphs for line in one]
