"""What stands in the room stays where it is, and evenly."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from builders import a_department, a_review, an_entry
from reviewdesk.domain import session_clock
from reviewdesk.domain.entries import EntryKind
from reviewdesk.domain.ids import new_id
from reviewdesk.domain.repairs import Repair, RepairState
from reviewdesk.domain.review import Review
from reviewdesk.domain.sessions import AgendaItem, Pause, Phase, Session
from reviewdesk.qt.room_palette import ROOM_LIGHT
from reviewdesk.qt.view_state import RoomLayout
from reviewdesk.services.sample import build_sample
from reviewdesk.widgets.room.compose import compose
from reviewdesk.widgets.room.facts import Facts
from reviewdesk.widgets.room.lettering import Lettering
from reviewdesk.widgets.room.marks import Ground
from room_pages import LONG, Room, full_review
from rooms import faults_of


@pytest.fixture(scope="module")
def sample() -> Review:
    return build_sample(datetime(2026, 11, 1, tzinfo=UTC))


CLOCKS = (
    "",
    "1:30 / 25:00",
    "23:30 / 25:00 · 2 min left",
    "24:10 / 25:00 · less than a minute left",
)


@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768), (1080, 1920)], ids=str)
def test_what_the_clock_says_moves_nothing_below_it(size: tuple[int, int]) -> None:
    room = Room(full_review(["short", "a middling text of some words", LONG]))
    for layout in RoomLayout:
        shared, scene = room.shown(layout)
        below = []
        for clock in CLOCKS:
            late = "minute" in clock
            told = compose(shared, replace(scene, clock=clock, clock_late=late), *size, ROOM_LIGHT)
            below.append([one for one in told.words() if one.area.y > 0.135 * size[1]])
        assert below[0], layout
        assert all(one == below[0] for one in below), layout


@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768)], ids=str)
def test_the_head_is_as_high_in_one_layout_as_in_another(
    sample: Review, size: tuple[int, int]
) -> None:
    room = Room(sample)
    for clock in CLOCKS:
        heads = set()
        for layout in (RoomLayout.EVENT, RoomLayout.LANES, RoomLayout.STORY, RoomLayout.AGENDA):
            shared, scene = room.shown(layout)
            words = compose(shared, replace(scene, clock=clock), *size, ROOM_LIGHT).words()
            phase = words[0]
            second = [one for one in words if phase.area.bottom < one.baseline < 0.145 * size[1]]
            heads.add((phase, bool(second)))
        assert len(heads) == 1


def test_the_veil_leaves_the_head_as_high_as_it_was() -> None:
    lane = a_department("Engineering")
    decision = an_entry("on we go", "10:41", lane, kind=EntryKind.DECISION)
    for title in ("Short", "Edge processors saturated by a firewall rule, and what came of it"):
        room, facts, kind = Room(a_review(lane, decision, title=title)), Facts(), Lettering(1080)
        room.view.set_as_of(room.event.own_moment)
        tops = set()
        for veil in (False, True, False):
            room.view.set_veil(veil)
            shared, scene = room.shown(RoomLayout.STORY)
            picture = compose(shared, scene, 1920, 1080, ROOM_LIGHT, kind, facts)
            tops.add(next(one.area.y for one in picture.marks if isinstance(one, Ground)))
        assert len(tops) == 1


def test_beside_a_clock_no_word_of_the_head_is_broken_on_a_narrow_screen(sample: Review) -> None:
    room = Room(sample)
    for layout in (RoomLayout.CONDITIONS, RoomLayout.PAIR, RoomLayout.RULES):
        shared, scene = room.shown(layout)
        told = [
            compose(shared, replace(scene, clock=clock), 1080, 1920, ROOM_LIGHT).words()[:4]
            for clock in CLOCKS[1:3]
        ]
        name = {"conditions": "Conditions", "pair": "Two sides of it", "rules": "Ground rules"}
        assert all(name[layout.value] in [one.text for one in words] for words in told)


def test_titles_of_the_story_stand_in_one_size() -> None:
    lane = a_department("Engineering")
    titles = ("Short", "A title that is a little longer than that", "Word " * 9)
    room = Room(
        a_review(
            lane,
            *(an_entry(one, f"10:3{place}", lane) for place, one in enumerate(titles)),
            an_entry("on we go", "10:41", lane, kind=EntryKind.DECISION),
        )
    )
    (picture,) = room.pages(RoomLayout.STORY, (1024, 768))
    sizes = {
        one.size_px for one in picture.words() if one.text.split()[0] in ("Short", "A", "Word")
    }
    assert sizes == {33}


def test_the_agenda_is_opened_where_the_session_is() -> None:
    items = tuple(
        AgendaItem(
            id=new_id(), title=f"Point {place}", phase=Phase.UNDERSTANDING, planned_s=900,
            since=datetime(2026, 12, 1, tzinfo=UTC) if place == 19 else None,
        )
        for place in range(20)
    )  # fmt: skip
    lane = a_department("Engineering")
    decision = an_entry("on we go", "10:41", lane, kind=EntryKind.DECISION)
    session = Session(id=new_id(), agenda=items, started=datetime(2026, 12, 1, tzinfo=UTC))
    room = Room(a_review(lane, decision, session))
    shared, scene = room.shown(RoomLayout.AGENDA)
    now = compose(shared, scene, 1024, 768, ROOM_LIGHT)
    assert "Point 19" in now.text()
    assert (now.page, now.more_before, now.more_after) == (0, True, False)
    before = compose(shared, replace(scene, page=-1), 1024, 768, ROOM_LIGHT)
    assert before.page == -1
    assert "Point 19" not in before.text()
    assert before.more_after
    # Also while the clock stands.
    paused = (*items[:19], items[19].model_copy(update={"since": None}))
    pause = Pause(since=datetime(2026, 12, 1, tzinfo=UTC), item_id=items[19].id)
    room = Room(a_review(lane, decision, session.changed(agenda=paused, pauses=(pause,))))
    assert compose(*room.shown(RoomLayout.AGENDA), 1024, 768, ROOM_LIGHT).marks == now.marks


def test_an_agenda_of_eight_points_stands_on_one_page() -> None:
    items = tuple(
        AgendaItem(id=new_id(), title=f"Point {place}", phase=Phase.UNDERSTANDING, planned_s=900)
        for place in range(8)
    )
    lane = a_department("Engineering")
    decision = an_entry("on we go", "10:41", lane, kind=EntryKind.DECISION)
    room = Room(a_review(lane, decision, Session(id=new_id(), agenda=items)))
    for size in ((1920, 1080), (1024, 768)):
        (page,) = room.pages(RoomLayout.AGENDA, size)
        assert not faults_of(page)


def test_the_agenda_marks_where_one_is_in_a_pause_too_and_dims_what_is_over() -> None:
    began = datetime(2026, 12, 1, 9, tzinfo=UTC)
    items = tuple(
        AgendaItem(id=f"{place}", title=f"Point {place}", phase=Phase.UNDERSTANDING, planned_s=900)
        for place in range(5)
    )
    lane = a_department("Engineering")
    decision = an_entry("on we go", "10:41", lane, kind=EntryKind.DECISION)
    begun = session_clock.begin(Session(id=new_id(), agenda=items), began)
    far = session_clock.go_to(begun, "4", began + timedelta(minutes=5))
    back = session_clock.go_back(far, began + timedelta(minutes=6))
    paused = session_clock.pause(back, began + timedelta(minutes=7))
    ended = session_clock.end(paused, began + timedelta(minutes=8))
    for session, now, over in ((back, 3, 3), (paused, 3, 3), (ended, None, 5)):
        (page,) = Room(a_review(lane, decision, session)).pages(RoomLayout.AGENDA, (1920, 1080))
        inks = [one.colour for one in page.words() if one.text.startswith("Point ")]
        wanted = [ROOM_LIGHT.quiet] * over + [ROOM_LIGHT.ink] * (5 - over)
        assert inks == wanted
        assert ("now: " in page.spoken) == (now is not None)
        if now is not None:
            assert f"now: Point {now}" in page.spoken


def test_no_word_of_the_question_of_the_poll_stands_alone(sample: Review) -> None:
    for size in ((1920, 1080), (1440, 900), (1024, 768)):
        (page,) = Room(sample).pages(RoomLayout.POLL, size)
        *_, above, last = page.words()
        assert last.area.width > 0.5 * above.area.width


def test_no_ground_rule_stands_alone_on_a_page(sample: Review) -> None:
    rules = ("We want to know how it looked then, not how it looks now.",) * 9
    for count in range(2, 10):
        shared, scene = Room(sample).shown(RoomLayout.RULES)
        now, pages = replace(scene, rules=rules[:count]), []
        while not pages or pages[-1].more_after:
            pages.append(compose(shared, replace(now, page=len(pages)), 1024, 768, ROOM_LIGHT))
        held = [sum(one.text.isdigit() for one in page.words()) for page in pages]
        assert sum(held) == count
        assert min(held) >= 2


def test_on_a_portrait_screen_the_clock_leaves_the_phase_whole(sample: Review) -> None:
    shared, scene = Room(sample).shown(RoomLayout.REPAIRS)
    scene = replace(scene, clock="13:12 / 09:00 · over by 4 min", clock_late=True)
    picture = compose(shared, scene, 1080, 1920, ROOM_LIGHT)
    words = picture.words()
    assert scene.phase
    phase = next(one for one in words if one.text == scene.phase)
    signs = [one for one in picture.marks if isinstance(one, Ground) and one.edge]
    assert signs
    # Below its letters, those that hang as well.
    assert all(one.area.y > phase.baseline + 0.2 * phase.area.height for one in signs)
    assert all(one.area.y > phase.baseline for one in words if one is not phase)


def test_a_repair_stays_with_how_one_will_know(sample: Review) -> None:
    room = Room(sample)
    shared, scene = room.shown(RoomLayout.REPAIRS)
    for size in ((1920, 1080), (1024, 768)):
        page, more = 0, True
        while more:
            picture = compose(shared, replace(scene, page=page), *size, ROOM_LIGHT)
            text = " ".join(picture.text().split())
            for one in shared.repairs:
                if one.proof:
                    proof = one.proof.removesuffix(".")
                    assert (one.title in text) == (proof in text), (size, page, one.title)
                    assert f"{proof}. ·" not in text
            page, more = page + 1, picture.more_after


@pytest.mark.parametrize(
    ("state", "said"),
    [(RepairState.OPEN, "to be checked on 3 May"), (RepairState.CHECKED, "· checked on 3 May")],
)
def test_a_repair_says_whether_it_was_checked(state: RepairState, said: str) -> None:
    repair = Repair(
        id=new_id(), title="Fence", proof="No calls.", check_on=date(2026, 5, 3), state=state
    )
    review = a_review(an_entry("ship", kind=EntryKind.DECISION), repair)
    shared, scene = Room(review).shown(RoomLayout.REPAIRS)
    text = " ".join(compose(shared, scene, 1920, 1080, ROOM_LIGHT).text().split())
    assert "We will know by: No calls ·" in text
    assert said in text
