"""Reviews, copies and pictures as the tests of the room need them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication

from builders import a_department, a_review, an_entry, at
from reviewdesk.domain.entries import Entry, EntryKind
from reviewdesk.domain.people import Department
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import SharedReview
from reviewdesk.domain.sharing import for_room
from reviewdesk.qt.room_palette import (
    ROOM_LIGHT,
    SHAPE_CONTRAST,
    TEXT_CONTRAST,
    RoomPalette,
)
from reviewdesk.qt.theme import contrast_ratio, font_of
from reviewdesk.qt.view_state import TIMELINE_LAYOUTS, RoomLayout
from reviewdesk.widgets.room.compose import compose
from reviewdesk.widgets.room.lettering import FLOOR
from reviewdesk.widgets.room.marks import Area, Picture, Rule, Shape, Words
from reviewdesk.widgets.room.paint import paint
from reviewdesk.widgets.room.scene import RoomScene

SIZES = ((1920, 1080), (1024, 768), (3840, 2160), (1080, 1920), (1280, 800))
LAYOUTS = TIMELINE_LAYOUTS
QUESTION = "What signals existed at the time, and why, given those, did this seem reasonable?"


def six_departments() -> list[Department]:
    names = ("Engineering", "Support", "Operations", "Product", "Finance", "Sales")
    return [
        a_department(name, short=name[:3].upper(), colour=place, position=float(place))
        for place, name in enumerate(names)
    ]


def the_story(departments: Sequence[Department]) -> list[Entry]:
    engineering, support, operations, product, finance, sales = departments[:6]
    kind = EntryKind
    return [
        an_entry("Config rollout 50 %", "10:32", engineering, kind=kind.CHANGE),
        an_entry("Retry rate up 4 %", "10:34", engineering, kind=kind.SIGNAL),
        an_entry("Pod restarted", "10:36", engineering),
        an_entry("Call centre hammered", "10:39", support, end="11:04"),
        an_entry("Waive call-back limit", "10:41", support, kind=kind.DECISION),
        an_entry("Schedules moved by hand", "10:44", operations, end="11:07"),
        an_entry("Keep rolling out", "10:47", engineering, kind=kind.DECISION),
        an_entry("“Is this the promo?”", "10:51", product, kind=kind.MESSAGE),
        an_entry("Paper manifests used", "10:55", operations, kind=kind.HELPED),
        an_entry("Voice message, key customer", "10:55", sales, kind=kind.SIGNAL),
        an_entry("Rolled back", "11:03", engineering, kind=kind.HELPED),
        an_entry("Refund queue 1,240", "11:08", finance),
        an_entry("Status page updated", "11:13", support, kind=kind.MESSAGE),
        an_entry("Credit offered", "11:14", sales, kind=kind.DECISION),
    ]


def story_review() -> Review:
    departments = six_departments()
    return a_review(*departments, *the_story(departments))


def a_copy(
    review: Review, as_of: str | datetime | None = None, *, veil: bool = False
) -> SharedReview:
    moment = at(as_of) if isinstance(as_of, str) else as_of
    return for_room(review, moment, veil, None)


def a_scene(
    shared: SharedReview, layout: RoomLayout, title: str = "", question: str = ""
) -> RoomScene:
    """A scene whose current event is the one of that title."""
    current = next((one.id for one in shared.entries if one.title == title), None)
    time = shared.as_of.strftime("%H:%M") if shared.as_of else ""
    return RoomScene(
        layout=layout,
        current=current,
        phase="Understanding",
        as_of=f"as of {time}, everyone" if time else "",
        cursor_time=time,
        question=question,
    )


def a_picture(
    shared: SharedReview | None,
    scene: RoomScene,
    size: tuple[int, int] = (1920, 1080),
    palette: RoomPalette = ROOM_LIGHT,
) -> Picture:
    return compose(shared, scene, *size, palette)


def painted(picture: Picture) -> bytes:
    """Every pixel of it."""
    image = QImage(picture.width, picture.height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint(picture, painter)
    painter.end()
    return bytes(image.constBits())


def settled() -> None:
    """Lets one turn of the event loop go by, and what it brought."""
    for _ in range(3):
        QApplication.processEvents()


def every_look(shared: SharedReview, title: str, question: str = QUESTION) -> Iterator[Picture]:
    """The copy in each layout at each size."""
    for layout in LAYOUTS:
        for size in SIZES:
            yield a_picture(shared, a_scene(shared, layout, title, question), size)


def faults_of(picture: Picture, palette: RoomPalette = ROOM_LIGHT) -> list[str]:
    """What a room could not read in `picture`: too small, too pale, over each other, cut off."""
    found = []
    inks = [(words, _ink(words)) for words in picture.words()]
    for words, ink in inks:
        name = f"“{words.text[:40]}”"
        if words.size_px < FLOOR * picture.height:
            found.append(f"{name} has {words.size_px} px of {picture.height}")
        if ink.x < 0 or ink.right > picture.width or words.baseline > 0.905 * picture.height:
            found.append(f"{name} stands outside what may be used")
        metrics = QFontMetricsF(font_of(words.size_px, words.weight))
        if metrics.horizontalAdvance(words.text) > words.area.width + 1.5:
            found.append(f"{name} is wider than its place")
        for rule in picture.marks:
            if isinstance(rule, Rule) and rule.colour == palette.cursor and rule.x1 == rule.x2:
                line = Area(rule.x1 - 1, rule.y1, 2, rule.y2 - rule.y1)
                if ink.overlaps(line) and words.ground != palette.cursor:
                    found.append(f"{name} runs over the cursor")
    for place, (words, ink) in enumerate(inks):
        for other, its_ink in inks[:place]:
            if ink.overlaps(its_ink):
                found.append(f"“{words.text[:40]}” overlaps “{other.text[:40]}”")
    for mark in picture.marks:
        if isinstance(mark, Shape):
            ratio = contrast_ratio(QColor(mark.colour), QColor(mark.ground))
            if ratio < SHAPE_CONTRAST:
                found.append(f"a {mark.kind} has a contrast of {ratio:.1f}")
        if isinstance(mark, Rule) and mark.line_px < 2:
            found.append("a line is thinner than 2 px")
    return found + _pale_words(picture)


def _pale_words(picture: Picture) -> list[str]:
    """Words without enough contrast to the pixels they really stand on."""
    rest = tuple(mark for mark in picture.marks if not isinstance(mark, Words))
    image = QImage(picture.width, picture.height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint(replace(picture, marks=rest), painter)
    painter.end()
    found = []
    for words in picture.words():
        ink = _ink(words)
        for step in range(9):
            x = min(max(int(ink.x + ink.width * step / 8), 0), picture.width - 1)
            for y in (int(ink.y + 1), int(ink.middle), int(ink.bottom - 1)):
                ratio = contrast_ratio(QColor(words.colour), image.pixelColor(x, y))
                if ratio < TEXT_CONTRAST - 0.01:
                    found.append(f"“{words.text[:40]}” has a contrast of {ratio:.1f}")
                    break
    return found


def _ink(words: Words) -> Area:
    """What letters really cover: less than their line."""
    top = words.baseline - 0.76 * words.size_px
    return Area(words.area.x, top, words.area.width, 0.98 * words.size_px)
