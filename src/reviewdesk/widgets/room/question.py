"""The question card: the decision looked at, and what is asked about it."""

from collections.abc import Sequence

from reviewdesk.domain.entries import EntryFacts
from reviewdesk.domain.shared import SharedReview
from reviewdesk.widgets.room.frame import Frame, kind_words, lane_of, lanes_of
from reviewdesk.widgets.room.marks import Area, Ground

TITLE, LARGE = 0.033, 0.040
_LARGE_LINES = 2
MOST_LINES = 6
"""The card shows so many lines a page."""


def compose_question(
    frame: Frame,
    entry: EntryFacts,
    shared: SharedReview,
    lines: Sequence[str],
    bottom: float,
    *,
    large: bool,
) -> float:
    """Puts the card with `lines` above `bottom`; returns its share of the height."""
    palette, kind = frame.palette, frame.type
    lane = lane_of(lanes_of(shared, palette, frame.facts), entry)
    size, apart = (kind.px(LARGE), 0.050) if large else (kind.px(TITLE), 0.043)
    name = lane.short if frame.narrow else lane.name
    told = f"{frame.time_of(entry)} · {name} · {kind_words(entry)}"
    if kind.width(told, kind.px(0.032)) > card_room(frame):
        told = f"{frame.time_of(entry)} · {lane.short}"
    # Two lines are usual; the card keeps its height with one.
    share = 0.078 + apart * max(2, len(lines))
    area = Area(frame.margin_x, frame.y(bottom - share), frame.inner_width, kind.part(share))
    # What is more than the question stands on the colour of the current event here too.
    ground = palette.surface if large else palette.selected
    frame.add(Ground(area, ground, kind.part(0.010)))
    frame.lane_edge(lane, Area(area.x, area.y, kind.part(0.010), area.height))
    x = area.x + kind.part(0.036)
    frame.add(kind.words(told, x, area.y + kind.part(0.034), kind.px(0.032), palette.quiet, ground))
    middle = area.y + kind.part(0.084 if len(lines) > 1 else 0.105)
    for place, line in enumerate(lines):
        at = middle + place * kind.part(apart)
        frame.add(kind.words(line, x, at, size, palette.ink, ground, weight=700))
    frame.spoken.append(f"{told}: {' '.join(lines)}")
    return share


def card_room(frame: Frame) -> float:
    """How wide the text of the card may be."""
    return frame.inner_width - frame.type.part(0.066)


def title_lines(frame: Frame, entry: EntryFacts) -> list[str]:
    """The whole title of an event in lines of the card."""
    return _lines(frame, entry.title, TITLE)


def card_lines(frame: Frame, title: Sequence[str], question: str) -> tuple[list[str], bool]:
    """What the card says, and whether large: the question alone where that is short."""
    asked = _lines(frame, question, LARGE)
    if asked and not title and len(asked) <= _LARGE_LINES:
        return asked, True
    return [*title, *_lines(frame, question, TITLE)], False


def _lines(frame: Frame, text: str, share: float) -> list[str]:
    many = frame.type.lines_of(text, frame.type.px(share), card_room(frame), 700)
    return [line for one in many for line in one]
