"""The proof of the veil: whatever is done on the console, the room learns nothing of later."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from builders import a_desk
from canaries import all_the_room_says
from reviewdesk.domain.edits import add, change, remove
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import SharedReview
from reviewdesk.domain.sharing import RoomCopy, for_room
from reviewdesk.domain.sights import Sight, SightState
from reviewdesk.domain.values import Value
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.view_state import TIMELINE_LAYOUTS, Clock, Page, RoomLayout, ViewState
from reviewdesk.services.desk import Edited
from reviewdesk.widgets.console.room_link import RoomLink
from reviewdesk.widgets.room.display import RoomDisplay
from rooms import painted, settled
from veiled import LANES, Signed, random_entry, random_review, some_minute, twins

_FOLLOWED = (Page.TIMELINE, Page.PERSPECTIVES, Page.DECISIONS, Page.CONDITIONS, Page.REPAIRS)
_AGREED = (RoomLayout.CONDITIONS, RoomLayout.SAFEGUARDS, RoomLayout.REPAIRS)
SIZES = ((1280, 720), (700, 800))
"""Without letters over 64 px, which Qt draws a hair otherwise after others were drawn."""


class Room:
    """The room display as the program feeds it, and the hands of the facilitator."""

    def __init__(self, console: QWidget) -> None:
        self._console = console
        self.bridge = DeskBridge()
        self.view = ViewState()
        self.link = RoomLink(self.bridge, self.view, console)
        self.signed = Signed()
        self._copy: RoomCopy | None = None

    @property
    def display(self) -> RoomDisplay:
        return self.link.display

    @property
    def veiled(self) -> bool:
        return self.view.veil and self.view.as_of is not None

    def hold(self, review: Review) -> None:
        self.bridge.open(a_desk(review))
        self._copy = RoomCopy(review)
        self.bridge.desk.listen(self._follow)
        self.link.set_on(True)
        settled()

    def _follow(self, edited: Edited) -> None:
        if self._copy is not None:
            self._copy.follow(edited.changes)

    def resize(self, size: tuple[int, int]) -> None:
        self.display.resize(*size)
        settled()

    def shared(self) -> SharedReview:
        """A copy that has followed every edit, as the link's own has."""
        if self._copy is None:
            raise AssertionError("no review is open")
        return self._copy.view(self.view.as_of, self.view.veil, self.view.eyes)

    def said(self) -> str:
        return all_the_room_says(self.display) + "\n" + self.display.text()

    def beside(self) -> "Room":
        """Another room display of the same size that starts now from nothing."""
        found = Room(self._console)
        view = self.view
        found.view.set_room_layout(view.timeline_layout)
        if view.room_sent is not None:
            found.view.set_room_layout(view.room_sent)
        found.view.set_clock(view.clock)
        found.view.set_as_of(view.as_of)
        found.view.set_veil(view.veil)
        found.view.set_eyes(view.eyes)
        found.view.select(*view.selection)
        found.hold(self.bridge.review)
        found.resize((self.display.width(), self.display.height()))
        return found

    def put_away(self) -> None:
        self.link.close()
        self.bridge.close()


@pytest.fixture
def console(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QGuiApplication.clipboard().clear()
    return made


def walked(value: object) -> Iterator[str]:
    """Every text in a copy, whatever holds it."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            yield from walked(getattr(value, one.name))
    elif isinstance(value, Value):
        for name in type(value).model_fields:
            yield from walked(getattr(value, name))
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from (*walked(name), *walked(one))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from walked(one)


def step(room: Room, dice: Random) -> str:
    """One thing a facilitator might do; what it was."""
    view, review, signed = room.view, room.bridge.review, room.signed
    entries = list(review.entries.values())
    chosen = dice.choice(entries) if entries else None
    done = dice.choice(
        ("cursor", "cursor", "veil", "eyes", "layout", "layout", "page", "cards", "select",
         "ask", "clock", "hits", "size", "add", "retitle", "move", "remove", "note", "undo", "redo",
         "today", "blank")
    )  # fmt: skip
    if done == "cursor":
        view.set_as_of(some_minute(dice, -1, 70))
    elif done == "today":
        view.set_as_of(None)
    elif done == "veil":
        view.set_veil(dice.random() < 0.75)
    elif done == "eyes":
        view.set_eyes(dice.choice([None, *(lane.id for lane in LANES)]))
    elif done == "layout":
        view.set_room_layout(dice.choice(list(RoomLayout)))
    elif done == "page":
        view.set_page(dice.choice(list(Page)))
    elif done == "cards":
        ids = [card.id for card in review.cards]
        view.set_cards(*dice.sample(ids, min(len(ids), dice.randint(0, 2))))
    elif done == "clock":
        view.set_clock(dice.choice(list(Clock)))
    elif done == "size":
        room.resize(dice.choice(SIZES))
    elif done == "blank":
        room.link.set_blank(not room.link.blank)
    elif done == "add":
        room.bridge.apply(add(random_entry(dice, signed)))
    elif done == "note":
        room.bridge.apply(add(signed.make("note", about_table="", about_id="")))
    elif done == "undo":
        room.bridge.undo()
    elif done == "redo":
        room.bridge.redo()
    elif chosen is not None:
        _with_event(room, dice, done, chosen.id)
    return done


def _with_event(room: Room, dice: Random, done: str, entry_id: str) -> None:
    entry, signed = room.bridge.review.entries[entry_id], room.signed
    if done == "select":
        room.view.select(entry_id)
    elif done == "ask":
        room.link.ask(entry_id)
    elif done == "hits":
        room.view.set_hits(frozenset({entry_id}))
    elif done == "retitle":
        room.bridge.apply(change(entry, title=signed.text("entry", entry_id, "title")))
    elif done == "move":
        start = some_minute(dice)
        times = {"start": start, "end": None, "earliest": None, "latest": None}
        room.bridge.apply(change(entry, precision="exact", **times))
    elif done == "remove":
        room.bridge.apply(remove(room.bridge.review, [entry]))


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False))
def test_nothing_the_facilitator_does_tells_the_room_what_came_later(
    console: QWidget, dice: Random
) -> None:
    room = Room(console)
    room.signed = random_review(dice)
    room.hold(room.signed.review)
    room.resize(SIZES[0])
    room.view.set_as_of(some_minute(dice))
    room.view.set_veil(True)
    done = ["open"]
    for _ in range(8):
        settled()
        view = room.view
        said = room.said() + "\n".join(walked(room.shared()))
        assert not room.signed.leaks(said, view.as_of, veil=view.veil), done
        done.append(step(room, dice))
    room.put_away()


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False))
def test_a_room_that_followed_shows_what_one_switched_on_now_shows(
    console: QWidget, dice: Random
) -> None:
    room = Room(console)
    room.signed = random_review(dice)
    room.hold(room.signed.review)
    room.view.set_as_of(some_minute(dice))
    room.view.set_veil(True)
    done = []
    for _ in range(8):
        done.append(step(room, dice))
        settled()
    room.link.set_blank(False)
    # A question that was asked, a page or cards that were opened last until the next gesture; a
    # room that is switched on now knows nothing of them.
    room.view.set_page(Page.TIMELINE)
    room.view.set_cards()
    room.view.set_room_layout(dice.choice(TIMELINE_LAYOUTS))
    room.view.set_room_layout(dice.choice(list(RoomLayout)))
    room.view.set_as_of(some_minute(dice))
    settled()
    fresh = room.beside()
    assert room.display.picture == fresh.display.picture, done
    view = room.view
    anew = for_room(room.bridge.review, view.as_of, view.veil, view.eyes)
    assert sorted(walked(room.shared())) == sorted(walked(anew))
    fresh.put_away()
    room.put_away()


@pytest.mark.parametrize("layout", [*RoomLayout, *_FOLLOWED])
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False))
def test_two_reviews_that_part_after_the_cursor_look_the_same_to_the_pixel(
    console: QWidget, layout: RoomLayout | Page, dice: Random
) -> None:
    """Whatever layout was sent, and whatever page of the console the room follows."""
    pair = twins(dice)
    room = Room(console)
    if isinstance(layout, RoomLayout):
        room.view.set_room_layout(layout)
    room.view.set_as_of(pair.cursor)
    room.view.set_veil(True)
    eyes = dice.choice([None, *(lane.id for lane in LANES)])
    size = dice.choice(SIZES)
    selected = dice.choice([*pair.known_ids, "", "later"])
    asked = dice.choice([*pair.decided_ids, ""])
    cards, of_later = dice.randint(0, min(2, len(pair.card_ids))), dice.random() < 0.4
    looks: list[Any] = []
    for review in (pair.one, pair.other):
        later = [one for one in review.entries if one not in pair.known_ids]
        room.hold(review)
        room.resize(size)
        room.view.set_eyes(eyes)
        wanted = later[0] if selected == "later" and later else selected
        room.view.select(*([wanted] if wanted in review.entries else []))
        room.view.set_hits(frozenset(later))
        noticed = SightState.NOTICED
        room.view.set_lit(
            tuple(Sight(one, noticed, None, None, None, LANES[0].id) for one in later[:2])
        )
        hidden = [one.id for one in review.cards if one.id not in pair.card_ids]
        room.view.set_cards(*[*pair.card_ids, *hidden][:cards] if not of_later else hidden[:cards])
        if isinstance(layout, Page):
            room.view.set_page(layout)
        if asked:
            room.link.ask(asked)
        settled()
        display = room.display
        looks.append((display.picture, display.accessibleDescription(), painted(display.picture)))
        room.view.select()
        room.view.set_cards()
        room.view.set_page(Page.LIBRARY)
    room.put_away()
    (picture, spoken, pixels), (other, other_spoken, other_pixels) = looks
    assert [one for one in picture.marks if one not in other.marks] == []
    assert picture == other
    assert spoken == other_spoken
    assert pixels == other_pixels


@given(st.randoms(use_true_random=False))
def test_the_copies_of_two_reviews_that_part_after_the_cursor_are_equal(dice: Random) -> None:
    pair = twins(dice)
    for eyes in (None, *(lane.id for lane in LANES)):
        one, other = (
            for_room(review, pair.cursor, True, eyes) for review in (pair.one, pair.other)
        )
        for part in fields(one):
            found, expected = getattr(one, part.name), getattr(other, part.name)
            if part.name in ("head", "cards", "entries", "sightings", "decisions", "markers"):
                assert sorted(walked(found)) == sorted(walked(expected)), part.name
        assert one.entries == other.entries


@pytest.mark.parametrize("layout", TIMELINE_LAYOUTS)
def test_what_finds_leaks_finds_one_where_the_veil_is_up(
    console: QWidget, layout: RoomLayout
) -> None:
    """Proves the proof: with the veil up the same eyes see what they must not see when down."""
    room = Room(console)
    room.signed = random_review(Random(0))
    room.hold(room.signed.review)
    room.resize(SIZES[0])
    room.view.set_room_layout(layout)
    early = some_minute(Random(1), -1, -1)
    room.view.set_as_of(early)
    settled()
    open_picture, said = room.display.picture, room.said()
    assert not room.signed.leaks(said, early, veil=False)
    tables = {one.table for one in room.signed.leaks(said, early, veil=True)}
    assert "entry" in tables
    copied = "\n".join(walked(room.shared()))
    found = {one.table for one in room.signed.leaks(copied, early, veil=True)}
    assert found >= {"entry", "sighting", "evidence", "marker", "card", "condition", "repair"}
    room.view.set_veil(True)
    settled()
    assert room.display.picture != open_picture
    assert not room.signed.leaks(room.said(), early, veil=True)
    room.put_away()


@pytest.mark.parametrize("layout", [*TIMELINE_LAYOUTS, RoomLayout.CARDS, *_AGREED])
def test_without_the_veil_two_such_reviews_do_not_look_the_same(
    console: QWidget, layout: RoomLayout
) -> None:
    """Proves the proof: the pictures that are compared do show what came later where they may."""
    pair = twins(Random(8))
    room = Room(console)
    room.view.set_room_layout(layout)
    room.view.set_as_of(pair.cursor)
    looks = []
    for review in (pair.one, pair.other):
        room.hold(review)
        room.resize(SIZES[0])
        looks.append(painted(room.display.picture))
    assert looks[0] != looks[1]
    room.put_away()


def test_the_title_of_the_rooms_window_is_the_same_for_every_review(console: QWidget) -> None:
    room = Room(console)
    titles = set()
    for seed in range(3):
        room.signed = random_review(Random(seed))
        room.hold(room.signed.review)
        titles.add((room.display.windowTitle(), room.display.windowIconText()))
    assert len(titles) == 1
    room.put_away()
