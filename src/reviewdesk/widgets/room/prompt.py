"""One question alone, large, for everybody to answer aloud."""

from reviewdesk.widgets.room.frame import Frame
from reviewdesk.widgets.room.head import compose_head
from reviewdesk.widgets.room.lettering import VITAL_BOTTOM
from reviewdesk.widgets.room.marks import Area, Ground, Picture
from reviewdesk.widgets.room.scene import RoomScene

_SIZES = (0.072, 0.060, 0.050, 0.042)
_LINE = 1.4
_MOST_LINES = 9


def compose_prompt(frame: Frame, scene: RoomScene) -> Picture:
    palette, kind = frame.palette, frame.type
    top = compose_head(frame, scene, scene.as_of)
    room = frame.inner_width - kind.part(0.06)
    high = frame.y(VITAL_BOTTOM - top) - kind.part(0.06)
    for share in _SIZES:
        size = kind.px(share)
        most = min(_MOST_LINES, max(1, int(high / (size * _LINE))))
        lines = kind.wrap(scene.prompt, size, room, most, 600)
        if len(lines) < most:
            evened = kind.evened(scene.prompt, size, room, 600)
            lines = kind.wrap(scene.prompt, size, evened, most, 600)
            break
    middle = frame.y((top + VITAL_BOTTOM) / 2.0)
    tall = len(lines) * size * _LINE
    frame.add(
        Ground(Area(frame.margin_x, middle - tall / 2.0, kind.part(0.008), tall), palette.cursor)
    )
    for place, line in enumerate(lines):
        at = middle - tall / 2.0 + (place + 0.5) * size * _LINE
        frame.add(
            kind.words(line, frame.margin_x + kind.part(0.045), at, size, palette.ink,
                       palette.paper, weight=600)
        )  # fmt: skip
    frame.spoken.append(scene.prompt)
    return frame.finished()
