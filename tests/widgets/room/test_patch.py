"""A picture that is painted only where it differs looks as if all of it had been painted."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter, QRegion

from builders import an_entry
from reviewdesk.domain.edits import add, change, remove
from reviewdesk.domain.review import Change, Review
from reviewdesk.qt.room_palette import ROOM_DARK
from reviewdesk.qt.view_state import RoomLayout
from reviewdesk.widgets.room.marks import Picture
from reviewdesk.widgets.room.paint import paint
from reviewdesk.widgets.room.patch import differing
from rooms import a_copy, a_picture, a_scene, story_review

SIZE = (1280, 720)
TITLES = ("Rolled back", "Refund queue 1,240", "ﷺ กี้ ง์ 李小龙", "x" * 300, "À côté ½ ✚ 🚒")


def image_of(picture: Picture) -> QImage:
    image = QImage(picture.width, picture.height, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        paint(picture, painter)
    return image


def patched(before: Picture, after: Picture) -> QImage:
    """`after`, painted over `before` where they differ."""
    image, areas = image_of(before), differing(before, after)
    region = QRegion(QRect(0, 0, after.width, after.height))
    if areas is not None:
        region = QRegion()
        for area in areas:
            left, top = int(area.x), int(area.y)
            right, bottom = int(area.right) + 2, int(area.bottom) + 2
            region += QRect(left - 1, top - 1, right - left + 1, bottom - top + 1)
    with QPainter(image) as painter:
        painter.setClipRegion(region)
        paint(after, painter, region)
    return image


def edited(review: Review, title: str) -> list[tuple[Change, ...]]:
    """What may happen to a review: an event retitled, added, taken away, moved."""
    one = next(entry for entry in review.entries.values() if entry.title == "Pod restarted")
    return [
        change(one, title=title).changes,
        change(one, kind="signal", standing="inferred", precision="about").changes,
        add(an_entry(title, "10:37", one.department_id)).changes,
        remove(review, [one]).changes,
        change(one, department_id=None, end=None).changes,
    ]


@pytest.mark.parametrize("layout", [RoomLayout.STORY, RoomLayout.LANES, RoomLayout.EVENT])
@pytest.mark.parametrize("title", TITLES)
def test_nothing_old_stays_and_nothing_new_is_missing(layout: RoomLayout, title: str) -> None:
    for number in range(5):
        review = story_review()
        shared = a_copy(review)
        scene = a_scene(shared, layout, "Pod restarted")
        before = a_picture(shared, scene, SIZE)
        review.apply(edited(review, title)[number])
        after = a_picture(a_copy(review), scene, SIZE)
        assert patched(before, after) == image_of(after), number


def test_a_clock_that_goes_on_is_all_that_is_painted() -> None:
    shared = a_copy(story_review())
    scene = replace(a_scene(shared, RoomLayout.STORY), clock="18:40")
    before = a_picture(shared, scene, SIZE)
    areas = differing(before, a_picture(shared, replace(scene, clock="18:41"), SIZE))
    assert areas is not None
    assert 0 < sum(one.width * one.height for one in areas) < SIZE[0] * SIZE[1] / 20


def test_other_colours_or_another_size_are_painted_all_over() -> None:
    shared = a_copy(story_review())
    scene = a_scene(shared, RoomLayout.STORY)
    before = a_picture(shared, scene, SIZE)
    assert differing(before, a_picture(shared, scene, SIZE, ROOM_DARK)) is None
    assert differing(before, a_picture(shared, scene, (1024, 768))) is None
    assert differing(before, before) == []
