"""The lanes of the room: as many titles as there is room for, and nothing that says too much."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from builders import a_department, a_review, an_entry
from reviewdesk.domain.entries import EntryKind
from reviewdesk.domain.review import Review
from reviewdesk.qt.room_palette import ROOM_LIGHT
from reviewdesk.qt.view_state import RoomLayout
from reviewdesk.services.sample import build_sample
from reviewdesk.widgets.room.marks import Ground, Picture
from rooms import a_copy, a_picture, a_scene, faults_of

SIZES = ((1920, 1080), (1440, 900), (1024, 768))


@pytest.fixture(scope="module")
def sample() -> Review:
    return build_sample(datetime(2026, 11, 1, tzinfo=UTC))


def raised(picture: Picture) -> str:
    """The title on the ground of the event that is looked at, in its lane."""
    return " ".join(
        one.text
        for one in picture.words()
        if one.ground == ROOM_LIGHT.selected and one.weight == 600
    )


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_event_looked_at_has_its_title_in_its_lane(
    sample: Review, size: tuple[int, int]
) -> None:
    shared = a_copy(sample)
    for entry in shared.entries:
        picture = a_picture(shared, a_scene(shared, RoomLayout.LANES, entry.title), size)
        assert raised(picture) == entry.title


@pytest.mark.parametrize(("size", "least"), [*zip(SIZES, (10, 9, 7), strict=True)], ids=str)
def test_most_of_the_lanes_is_told_by_titles(
    sample: Review, size: tuple[int, int], least: int
) -> None:
    shared = a_copy(sample)
    for entry in shared.entries[::9]:
        picture = a_picture(shared, a_scene(shared, RoomLayout.LANES, entry.title), size)
        begins = [
            one.text
            for one in picture.words()
            if any(other.title.startswith(one.text) for other in shared.entries)
        ]
        assert len(begins) >= least
        assert sum(one.text.startswith("+") for one in picture.words()) <= 6


def test_no_word_of_a_title_is_broken_on_a_screen_on_its_side(sample: Review) -> None:
    shared = a_copy(sample)
    words = {word for one in shared.entries for word in one.title.split()}
    for entry in shared.entries[::4]:
        picture = a_picture(shared, a_scene(shared, RoomLayout.LANES, entry.title), (1080, 1920))
        lines = [
            one.text
            for one in picture.words()
            if any(one.text in other.title for other in shared.entries)
        ]
        assert lines
        assert words.issuperset(word for line in lines for word in line.split())


def test_a_bar_is_not_lengthened_by_the_title_on_it() -> None:
    lane = a_department("Engineering", colour=0)
    review = a_review(
        lane,
        an_entry("A title that is a good deal longer than its bar is", "10:30", lane, end="10:33"),
        an_entry("the end", "11:30", lane),
    )
    shared = a_copy(review)
    picture = a_picture(shared, a_scene(shared, RoomLayout.LANES))
    colour = ROOM_LIGHT.bar(ROOM_LIGHT.department(0), ROOM_LIGHT.lane)
    bars = [
        mark.area for mark in picture.marks if isinstance(mark, Ground) and mark.colour == colour
    ]
    title = next(one.area for one in picture.words() if one.text.startswith("A title"))
    assert bars
    assert max(bar.right for bar in bars) < title.x + title.width / 2


@pytest.mark.parametrize("size", [*SIZES, (1080, 1920)], ids=str)
def test_where_not_all_lanes_are_shown_it_says_which_of_them_are(size: tuple[int, int]) -> None:
    lanes = [
        a_department(f"Department {place}", short=f"D{place}", colour=place, position=float(place))
        for place in range(30)
    ]
    events = [an_entry("call", f"10:{10 + place}", lane) for place, lane in enumerate(lanes)]
    shared = a_copy(a_review(*lanes, *events))
    picture = a_picture(shared, a_scene(shared, RoomLayout.LANES), size)
    assert "of 30" in picture.text().replace("\n", " ")
    which = [one for one in picture.words() if one.text.endswith("of 30")]
    # In one line, wherever one has room for it.
    assert which or size[0] < size[1]
    assert "Lanes 1–" in picture.spoken
    assert picture.more_after
    assert not faults_of(picture)


def test_events_at_one_moment_stand_beside_each_other_rather_than_as_a_count_of_one() -> None:
    lanes = [a_department(f"Lane {place}", position=float(place)) for place in range(12)]
    events = [
        an_entry(title, "10:30", lane)
        for lane in lanes
        for title in ("The first of two long titles", "The other of two long titles")
    ]
    far = an_entry("much later", "13:30", lanes[0], kind=EntryKind.ACTION)
    shared = a_copy(a_review(*lanes, *events, far))
    picture = a_picture(shared, a_scene(shared, RoomLayout.LANES))
    assert "+1" not in picture.text()


def test_while_the_title_looked_at_is_changed_nothing_else_in_the_lanes_moves(
    sample: Review,
) -> None:
    shared = a_copy(sample)
    chosen = shared.entries[len(shared.entries) // 2]
    others = []
    for title in ("Rolled back", "Rolled back n", "Rolled back now"):
        entries = tuple(
            one.model_copy(update={"title": title}) if one is chosen else one
            for one in shared.entries
        )
        copy = replace(shared, entries=entries, _by_id={}, _find=None)
        picture = a_picture(copy, a_scene(copy, RoomLayout.LANES, title))
        assert raised(picture) == title
        others.append([one for one in picture.words() if one.text not in title])
    assert others[0] == others[1] == others[2]


@pytest.mark.parametrize("size", [*SIZES, (1080, 1920)], ids=str)
def test_the_moment_of_the_cursor_covers_no_part_of_a_word(size: tuple[int, int]) -> None:
    lane = a_department("Engineering")
    events = [an_entry(f"step {minute}", f"11:{minute}", lane) for minute in range(10, 50, 4)]
    early = an_entry("in the night", "00:05", lane)
    for moment in ("11:08", "11:11", "11:47"):
        shared = a_copy(a_review(lane, early, *events), moment)
        scene = replace(a_scene(shared, RoomLayout.LANES), cursor_time=moment)
        picture = a_picture(shared, scene, size)
        pill = next(one.area for one in picture.words() if one.text == moment)
        for word in picture.words():
            assert word.text == moment or not word.area.overlaps(pill), word.text
