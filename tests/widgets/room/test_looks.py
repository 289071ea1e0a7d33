"""Whether a room can read what it is shown: type, contrast, overlap, at every size."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from random import Random
from time import perf_counter

import pytest

from builders import a_department, a_review, an_entry, at
from reviewdesk.domain.entries import EntryKind, Precision
from reviewdesk.domain.people import Department
from reviewdesk.domain.review import Review
from reviewdesk.qt.room_palette import ROOM_LIGHT, ROOM_PALETTES, RoomPalette
from reviewdesk.qt.view_state import RoomLayout
from rooms import (
    LAYOUTS,
    QUESTION,
    SIZES,
    a_copy,
    a_picture,
    a_scene,
    faults_of,
    painted,
    six_departments,
    story_review,
    the_story,
)

TITLE = "Config rollout retry rate pod call centre hammered queue customer message raised again now"
WORDS = TITLE.split()


def crowded_review(count: int, departments: list[Department], seed: int = 3) -> Review:
    """So many events over four hours, some with ends, some about right."""
    random = Random(seed)
    entries = []
    for _ in range(count):
        start = at("09:00") + timedelta(minutes=random.random() * 240)
        end = start + timedelta(minutes=random.random() * 40) if random.random() < 0.2 else None
        title = " ".join(random.choices(WORDS, k=random.randint(1, 14))).capitalize()
        entries.append(
            an_entry(
                title,
                start,
                random.choice(departments),
                end=end,
                kind=random.choice(list(EntryKind)),
                precision=random.choice((Precision.EXACT, Precision.EXACT, Precision.ABOUT)),
            )
        )
    return a_review(*departments, *entries)


@pytest.mark.parametrize("palette", ROOM_PALETTES, ids=lambda palette: palette.name)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_story_can_be_read(
    palette: RoomPalette, layout: RoomLayout, size: tuple[int, int]
) -> None:
    review = story_review()
    for shared in (a_copy(review), a_copy(review, "10:47"), a_copy(review, "10:47", veil=True)):
        scene = a_scene(shared, layout, "Keep rolling out", QUESTION)
        assert not faults_of(a_picture(shared, scene, size, palette), palette)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("count", [1, 40, 300])
def test_a_crowded_review_can_be_read(
    layout: RoomLayout, size: tuple[int, int], count: int
) -> None:
    review = crowded_review(count, six_departments())
    for shared in (a_copy(review), a_copy(review, "11:20"), a_copy(review, "11:20", veil=True)):
        last = shared.entries[-1].title if shared.entries else ""
        for title in ("", last):
            picture = a_picture(shared, a_scene(shared, layout, title), size)
            assert not faults_of(picture)


def test_thousands_of_events_can_be_read() -> None:
    review = crowded_review(3_000, six_departments())
    shared = a_copy(review, "11:20", veil=True)
    for entry in (shared.entries[3], shared.entries[-1]):
        for layout in LAYOUTS:
            picture = a_picture(shared, a_scene(shared, layout, entry.title))
            assert not faults_of(picture)
            chosen = [mark for mark in picture.words() if mark.ground == ROOM_LIGHT.selected]
            assert any(entry.title.startswith(words.text.rstrip("…")) for words in chosen)


@pytest.mark.parametrize("palette", ROOM_PALETTES, ids=lambda palette: palette.name)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_all_colours_of_departments_can_be_read(palette: RoomPalette, layout: RoomLayout) -> None:
    """Twenty departments: the colours begin again three times, with a pattern."""
    departments = [
        a_department(f"Department {place}", colour=place, position=float(place))
        for place in range(20)
    ]
    review = crowded_review(60, departments)
    for size in SIZES[:2]:
        shared = a_copy(review)
        picture = a_picture(shared, a_scene(shared, layout), size, palette)
        assert not faults_of(picture, palette)


@pytest.mark.parametrize(
    "title",
    [
        "x" * 5_000,
        "a very long title that goes on and on " * 60,
        "مركز الاتصال مثقل بالمكالمات منذ عشر دقائق ولا أحد يعرف السبب " * 20,
        "abc \u202e dlrow \u2066 olleh",
        "<b>bold</b> <img src='file:///etc/passwd'>",
        "日本語のとても長い題名" * 30,
        "𝒳" * 700,
        "a\u0301" * 900,
        "אבג " * 200,
    ],
    ids=["word", "words", "arabic", "bidi", "markup", "cjk", "astral", "accents", "hebrew"],
)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_strange_title_can_be_read(title: str, layout: RoomLayout) -> None:
    department = a_department("Engineering")
    review = a_review(
        department,
        an_entry("before", "10:30", department),
        an_entry(title, "10:40", department, kind=EntryKind.DECISION),
        an_entry("after", "10:50", department),
    )
    for size in SIZES[:4]:
        shared = a_copy(review, "10:50")
        long_one = next(one.title for one in shared.entries if one.title not in ("before", "after"))
        picture = a_picture(shared, a_scene(shared, layout, long_one, QUESTION), size)
        assert not faults_of(picture)
        assert "\u202e" not in picture.text()
        if "\u202e" in title:
            assert "[RLO]" in picture.spoken or "[RLO]" in picture.text()


@pytest.mark.parametrize("title", ["مركز" * 50_000, "x" * 200_000, "word " * 40_000])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_longest_title_there_can_be_is_shown_at_once(title: str, layout: RoomLayout) -> None:
    shared = a_copy(a_review(an_entry(title, "10:40"), an_entry("after", "10:50")))
    scene = a_scene(shared, layout, shared.entries[0].title)
    began = perf_counter()
    picture = a_picture(shared, scene)
    painted(picture)
    # SAFETY.md, S11. Uncut, Qt takes 35 s for such a line.
    assert perf_counter() - began < 0.5
    assert max(len(words.text) for words in picture.words()) < 1_100


def test_body_and_floor_are_shares_of_the_height() -> None:
    shared = a_copy(story_review())
    for size in SIZES:
        picture = a_picture(shared, a_scene(shared, RoomLayout.STORY), size)
        sizes = {words.size_px for words in picture.words()}
        assert min(sizes) >= 0.03 * size[1]
        if size[0] > size[1]:
            title = next(words for words in picture.words() if words.text == "Pod restarted")
            assert title.size_px >= 0.042 * size[1]


def test_rows_of_the_story_stand_two_lines_of_body_apart() -> None:
    shared = a_copy(story_review())
    picture = a_picture(shared, a_scene(shared, RoomLayout.STORY))
    titles = {entry.title for entry in shared.entries}
    lines = [words.baseline for words in picture.words() if words.text in titles]
    assert 7 <= len(lines) <= 10
    assert min(b - a for a, b in pairwise(lines)) >= 2 * 0.042 * 1080 - 1


def test_the_row_looked_at_is_shown_wherever_it_is() -> None:
    review = crowded_review(300, six_departments())
    shared = a_copy(review)
    for entry in (shared.entries[0], shared.entries[150], shared.entries[-1]):
        for layout in LAYOUTS:
            picture = a_picture(shared, a_scene(shared, layout, entry.title))
            chosen = [mark for mark in picture.words() if mark.ground == ROOM_LIGHT.selected]
            assert any(entry.title.startswith(words.text.rstrip("…")) for words in chosen)


def test_a_lane_that_was_put_away_is_not_shown() -> None:
    departments = six_departments()
    departments[4] = departments[4].changed(hidden=True)
    shared = a_copy(a_review(*departments, *the_story(departments)))
    lanes = a_picture(shared, a_scene(shared, RoomLayout.LANES)).text()
    assert "Finance" not in lanes
    assert "Refund queue 1,240" not in lanes
    assert "Sales" in lanes


def test_what_the_chosen_eyes_had_not_noticed_is_told_apart() -> None:
    shared = a_copy(story_review(), "10:47", veil=True)
    eyes = replace(shared, eyes=shared.departments[0].id)
    scene = a_scene(shared, RoomLayout.STORY)
    everybody, engineering = a_picture(shared, scene), a_picture(eyes, scene)
    inks = {words.text: words.colour for words in engineering.words()}
    assert inks["Pod restarted"] == ROOM_LIGHT.ink
    assert inks["Call centre hammered"] == ROOM_LIGHT.quiet
    assert any("outlined: not noticed by Engineering" in text for text in inks)
    assert {words.text for words in everybody.words()} - set(inks) == {"as of 10:47, everyone"}
    for palette in ROOM_PALETTES:
        for layout in LAYOUTS:
            scene = a_scene(shared, layout, "Keep rolling out", QUESTION)
            assert not faults_of(a_picture(eyes, scene, palette=palette), palette)


def test_a_cursor_before_all_that_is_dated_begins_the_story_and_does_not_end_it() -> None:
    shared = a_copy(story_review(), "10:00")
    spoken = a_picture(shared, a_scene(shared, RoomLayout.STORY)).spoken
    assert shared.entries[0].title in spoken
    assert shared.entries[-1].title not in spoken


def test_what_is_known_and_merely_below_is_not_called_covered() -> None:
    departments = six_departments()
    events = the_story(departments)
    shared = a_copy(a_review(*departments, *events), "11:14", veil=True)
    story = RoomLayout.STORY
    told = a_picture(shared, a_scene(shared, story, events[0].title)).text()
    assert "more known by then" in told
    assert "covered" not in told
    at_the_end = a_picture(shared, a_scene(shared, story, events[-1].title)).text()
    assert "What came later is covered" in at_the_end
    # What a step of the replay brought to light is not passed over where it is on another page.
    for place, other in ((0, -1), (-1, 0)):
        scene = a_scene(shared, story, shared.entries[place].title)
        raised = replace(scene, lit=frozenset([shared.entries[other].id]))
        assert "new on other pages" not in a_picture(shared, scene).text()
        assert "1 new on other pages" in a_picture(shared, raised).text()
        here = replace(scene, lit=frozenset([shared.entries[place].id]))
        assert "new on other pages" not in a_picture(shared, here).text()


def test_rows_stand_in_the_order_of_the_times_they_show() -> None:
    departments = six_departments()
    events = [
        an_entry("switched off", "14:07", departments[0]),
        an_entry(
            "login bypassed", None, departments[1],
            earliest="14:02", latest="14:07", precision=Precision.UNKNOWN,
        ),
    ]  # fmt: skip
    shared = a_copy(a_review(*departments, *events))
    told = a_picture(shared, a_scene(shared, RoomLayout.STORY)).text()
    assert told.index("login bypassed") < told.index("switched off")


def test_what_came_to_light_is_lit_and_whose_lane_it_came_to() -> None:
    shared = a_copy(story_review(), "10:47", veil=True)
    lit = frozenset(one.id for one in shared.entries[-2:])
    lanes = frozenset([shared.departments[1].id])
    for layout in (RoomLayout.STORY, RoomLayout.LANES):
        plain = a_scene(shared, layout, "Config rollout 50 %")
        raised = replace(plain, lit=lit, lit_lanes=lanes)
        before, after = a_picture(shared, plain), a_picture(shared, raised)
        new = [words.text for words in after.words() if words not in before.words()]
        for title in (one.title for one in shared.entries[-2:]):
            assert any(title.startswith(text.rstrip("…")) for text in new)
        assert ("Support" in new) == (layout is RoomLayout.LANES)
        for palette in ROOM_PALETTES:
            assert not faults_of(a_picture(shared, raised, palette=palette), palette)


def test_an_event_of_which_the_day_alone_is_known_stands_where_it_came_to_be_known() -> None:
    lane = a_department("Engineering")
    day = an_entry(
        "some time that day", department=lane, precision=Precision.DAY, start=None,
        earliest=at("00:00"), latest=at("23:59"),
    )  # fmt: skip
    review = a_review(lane, day, an_entry("the page", "10:35", lane))
    shared = a_copy(review)
    picture = a_picture(shared, a_scene(shared, RoomLayout.STORY), (1920, 1080), ROOM_LIGHT)
    assert picture.spoken.index("the page") < picture.spoken.index("some time that day")
