"""The question card: the decision looked at, and what is asked about it."""

from reviewdesk.domain.entries import EntryFacts
from reviewdesk.domain.shared import SharedReview
from reviewdesk.widgets.room.frame import Frame, kind_words, lane_of, lanes_of
from reviewdesk.widgets.room.marks import Area, Ground
from reviewdesk.widgets.room.scene import RoomScene


def compose_question(
    frame: Frame, entry: EntryFacts, shared: SharedReview, scene: RoomScene, bottom: float
) -> float:
    """Puts the card above `bottom`; returns its share of the height."""
    palette, kind = frame.palette, frame.type
    lane = lane_of(lanes_of(shared, palette, frame.facts), entry)
    room = frame.inner_width - kind.part(0.066)
    size, apart = kind.px(0.040), 0.050
    lines = kind.wrap(scene.question, size, room, 3, 700)
    if len(lines) > 2:
        size, apart = kind.px(0.033), 0.043
        lines = kind.wrap(scene.question, size, room, 4, 700)
    # Two lines are usual; the card keeps its height with one.
    share = 0.078 + apart * max(2, len(lines))
    area = Area(frame.margin_x, frame.y(bottom - share), frame.inner_width, kind.part(share))
    frame.add(Ground(area, palette.surface, kind.part(0.010)))
    frame.lane_edge(lane, Area(area.x, area.y, kind.part(0.010), area.height))
    x = area.x + kind.part(0.036)
    name = lane.short if frame.narrow else lane.name
    told = f"{frame.time_of(entry)} · {name} · {kind_words(entry)}"
    frame.add(
        kind.words(told, x, area.y + kind.part(0.034), kind.px(0.032), palette.quiet,
                   palette.surface, width=room)
    )  # fmt: skip
    middle = area.y + kind.part(0.084 if len(lines) > 1 else 0.105)
    for place, line in enumerate(lines):
        frame.add(
            kind.words(line, x, middle + place * kind.part(apart), size, palette.ink,
                       palette.surface, weight=700)
        )  # fmt: skip
    frame.spoken.append(f"{told}: {' '.join(lines)}")
    return share
