"""What is kept from picture to picture makes the next one quick, and never another one."""

from datetime import timedelta
from random import Random

import pytest

from builders import an_entry, at
from reviewdesk.domain.edits import add, change, remove
from reviewdesk.domain.review import Review
from reviewdesk.domain.sharing import RoomCopy
from reviewdesk.qt.room_palette import ROOM_DARK, ROOM_LIGHT
from reviewdesk.qt.view_state import RoomLayout
from reviewdesk.widgets.room.compose import compose
from reviewdesk.widgets.room.easel import Easel
from rooms import a_scene, story_review

SIZES = ((1280, 720), (1024, 768), (720, 1280), (1281, 720))


def something_done(review: Review, chance: Random) -> list:
    """Changes of one more edit."""
    entries = review.entries_in_order()
    one = chance.choice(entries)
    moment = at("10:30") + timedelta(minutes=chance.randrange(60))
    lanes = [*review.departments, None]
    return chance.choice(
        [
            lambda: change(one, title=f"{one.title[:20]} {chance.randrange(99)}"),
            lambda: change(one, kind=chance.choice(("signal", "action", "message"))),
            lambda: change(one, precision=chance.choice(("exact", "about"))),
            lambda: change(one, start=moment, end=moment + timedelta(minutes=9)),
            lambda: change(one, end=None),
            lambda: change(
                one, department_id=getattr(chance.choice(lanes), "id", None), voice_id=None
            ),
            lambda: add(an_entry("Something more", moment, chance.choice(review.departments))),
            lambda: remove(review, [one]) if len(entries) > 4 else change(one, title="Stays"),
            lambda: change(
                chance.choice(review.departments), name=f"Department {chance.randrange(9)}"
            ),
            lambda: change(chance.choice(review.departments), colour=chance.randrange(7)),
        ]
    )().changes


@pytest.mark.parametrize("seed", range(6))
def test_a_picture_made_after_others_is_as_if_it_were_the_first(seed: int) -> None:
    chance = Random(seed)
    review = story_review()
    copy, easel = RoomCopy(review), Easel()
    size = SIZES[0]
    as_of, veil, layout, eyes = None, False, RoomLayout.STORY, None
    for _ in range(40):
        changes = something_done(review, chance)
        review.apply(changes)
        copy.follow(changes)
        if chance.random() < 0.3:
            as_of = at("10:30") + timedelta(minutes=chance.randrange(60))
            veil = chance.random() < 0.7
            eyes = chance.choice([None, *(one.id for one in review.departments)])
            layout = chance.choice((RoomLayout.STORY, RoomLayout.LANES))
        if chance.random() < 0.15:
            size = chance.choice(SIZES)
            easel.palette = chance.choice((ROOM_LIGHT, ROOM_DARK))
        shared = copy.view(as_of, veil, eyes)
        title = chance.choice([one.title for one in shared.entries] or [""])
        scene = a_scene(shared, layout, title)
        assert easel.picture(shared, scene, *size) == compose(shared, scene, *size, easel.palette)
