"""What the room sees when there is nothing to see: calm, and nothing of a review."""

from reviewdesk.widgets.room.frame import Frame
from reviewdesk.widgets.room.marks import Picture, Rule

PRODUCT = "ReviewDesk"


def compose_still(frame: Frame, phase: str) -> Picture:
    palette, kind = frame.palette, frame.type
    size = kind.px(0.070)
    middle = frame.y(0.44)
    wide = kind.width(PRODUCT, size, 600)
    x = (frame.width - wide) / 2.0
    frame.add(
        kind.words(PRODUCT, x, middle, size, palette.ink, palette.paper, weight=600),
        Rule(frame.width / 2.0 - kind.part(0.03), frame.y(0.515),
             frame.width / 2.0 + kind.part(0.03), frame.y(0.515),
             palette.cursor, kind.line_px(0.004)),
    )  # fmt: skip
    frame.spoken.append(PRODUCT)
    if phase:
        small = kind.px(0.042)
        frame.add(
            kind.words(phase, frame.margin_x, frame.y(0.58), small, palette.quiet,
                       palette.paper, width=frame.inner_width, align=0.5)
        )  # fmt: skip
        frame.spoken.append(phase)
    return frame.finished()
