"""What is private, and what the veil covers, never reaches the room: not by any way there is."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builders import a_department, a_desk, a_note, a_review, an_entry, at
from canaries import KEY, LATER, NAME, all_the_room_says, canaries_in, full_review, private_values
from reviewdesk.app import Application
from reviewdesk.domain.edits import add, change, remove
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.review import RECORD_TYPES, Review
from reviewdesk.qt.view_state import TIMELINE_LAYOUTS, RoomLayout, ViewState
from reviewdesk.services.desk import Desk
from reviewdesk.widgets.room.display import RoomDisplay
from rooms import settled
from running import take_down

AGREED = (
    RoomLayout.CONDITIONS,
    RoomLayout.SAFEGUARDS,
    RoomLayout.LESSONS,
    RoomLayout.QUESTIONS,
    RoomLayout.REPAIRS,
)


class Meeting:
    """The whole program with both its windows, and a review on the desk."""

    def __init__(self, program: Application) -> None:
        self._program = program
        self.desk: Desk = a_desk()

    @property
    def view(self) -> ViewState:
        return self._program.view

    @property
    def display(self) -> RoomDisplay:
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, RoomDisplay)]
        return next(one for one in found if one.isVisible())

    def hold(self, review: Review) -> None:
        """Opens `review` on the console and shows the room."""
        self.desk = a_desk(review)
        self._program.librarian.desk_ready.emit(self.desk, "", "")
        settled()
        if not self._program.window.commands["room_display"].isChecked():
            self._program.window.commands["room_display"].trigger()
        settled()

    def look(self, layout: RoomLayout, as_of: str | None = None, *, veil: bool = False) -> None:
        self.view.set_room_layout(layout)
        self.view.set_as_of(at(as_of) if as_of else None)
        self.view.set_veil(veil)
        settled()

    def pixels(self) -> QImage:
        settled()
        return self.display.grab().toImage()

    def every_look(self, *, veil: bool) -> dict[RoomLayout, QImage]:
        """The pixels of each layout, at 10:47 under the veil or from today."""
        found = {}
        # Qt draws large letters a hair otherwise the first time, so the second time counts.
        for layout in [*RoomLayout, *RoomLayout]:
            self.look(layout, "10:47" if veil else None, veil=veil)
            found[layout] = self.pixels()
        return found


@pytest.fixture
def meeting(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Meeting]:
    QApplication.clipboard().clear()
    program = Application(qapp, tmp_path / "library.sqlite")
    program.start()
    qtbot.waitUntil(lambda: program.librarian.is_open)
    yield Meeting(program)
    take_down(program)


veiled = pytest.mark.parametrize("veil", [False, True], ids=["open", "veiled"])


def test_every_kind_of_record_that_is_private_has_its_canary() -> None:
    """The canaries cover what they claim: nothing private is left out of the other tests."""
    review = full_review()
    kinds = {type(record) for record in review.records()}
    assert kinds == set(RECORD_TYPES.values())
    said = "".join(record.model_dump_json() for record in review.records())
    for record_type in RECORD_TYPES.values():
        for name, value in private_values(record_type).items():
            if isinstance(value, str) and (record_type.table, name) != ("voice", "name"):
                assert value in said, (record_type.table, name)
    assert LATER in said
    assert NAME in said


@veiled
def test_no_canary_sings_in_the_room(meeting: Meeting, veil: bool) -> None:
    meeting.hold(full_review(later=False))
    for layout in RoomLayout:
        meeting.look(layout, "10:47" if veil else None, veil=veil)
        for entry_id in meeting.desk.review.entries:
            meeting.view.select(entry_id)
            settled()
            said = all_the_room_says(meeting.display)
            assert not canaries_in(said), layout
            if layout in TIMELINE_LAYOUTS:
                assert "shift lead" in said


def test_under_the_veil_nothing_of_what_came_later_is_in_the_room(meeting: Meeting) -> None:
    meeting.hold(full_review())
    for layout in RoomLayout:
        meeting.look(layout, "10:47", veil=True)
        for entry_id in [*meeting.desk.review.entries, "gone"]:
            meeting.view.select(entry_id)
            settled()
            assert not canaries_in(all_the_room_says(meeting.display)), layout
        meeting.look(layout)
        if layout in TIMELINE_LAYOUTS or layout in AGREED:
            assert LATER in all_the_room_says(meeting.display), layout


def test_under_the_veil_the_picture_is_the_same_to_the_pixel_without_what_came_later(
    meeting: Meeting,
) -> None:
    meeting.hold(full_review(later=True))
    with_it = meeting.every_look(veil=True)
    # The second department is no secret: only what it did later is.
    without = [one for one in meeting.desk.review.records() if _is_later(one)]
    meeting.desk.apply(remove(meeting.desk.review, without))
    assert meeting.every_look(veil=True) == with_it


def _is_later(record: object) -> bool:
    return LATER in repr(record)


@pytest.mark.parametrize("title", ["Keep rolling out", "Another end"])
def test_ends_beyond_the_cursor_leave_no_trace(meeting: Meeting, title: str) -> None:
    pictures = []
    for end, open_end in ((at("10:50"), False), (at("15:00"), False), (None, True)):
        entry = an_entry(title, "10:40", end=end, open_end=open_end)
        entry = entry.changed(id="e" * 32)
        review = a_review(entry, an_entry("later", "10:48", id="f" * 32), id="a" * 32)
        meeting.hold(review)
        for layout in RoomLayout:
            meeting.look(layout, "10:47", veil=True)
            pictures.append((layout, meeting.pixels()))
    for layout in RoomLayout:
        alike = [picture for one, picture in pictures if one is layout]
        assert all(picture == alike[0] for picture in alike)


@veiled
def test_the_picture_is_the_same_to_the_pixel_without_what_is_private(
    meeting: Meeting, veil: bool
) -> None:
    meeting.hold(full_review(later=False))
    with_it = meeting.every_look(veil=veil)
    meeting.hold(full_review(later=False, private=False))
    assert meeting.every_look(veil=veil) == with_it


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ("add", "retitle", "move", "stretch", "remove", "note", "undo", "redo",
             "cursor", "veil", "layout", "select", "eyes")
        ),
        st.integers(0, 59),
    ),
    min_size=4,
    max_size=14,
)  # fmt: skip


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_at_no_step_of_a_session_does_the_veil_let_anything_through(
    meeting: Meeting, steps: list[tuple[str, int]]
) -> None:
    go_through(meeting, steps)


@pytest.mark.long
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_at_no_step_of_many_sessions_does_the_veil_let_anything_through(
    meeting: Meeting, steps: list[tuple[str, int]]
) -> None:
    go_through(meeting, steps)


def go_through(meeting: Meeting, steps: list[tuple[str, int]]) -> None:
    department = a_department("Engineering")
    meeting.hold(a_review(department, an_entry("zqx0 start", "10:05", department)))
    meeting.look(RoomLayout.STORY, "10:30", veil=True)
    for number, (step, minute) in enumerate(steps, start=1):
        _take(meeting, step, minute, f"{KEY}{number} title", department.id)
        settled()
        said = all_the_room_says(meeting.display)
        assert "private" not in said
        for title in _hidden_titles(meeting):
            assert title not in said, (step, minute)


def _take(meeting: Meeting, step: str, minute: int, title: str, department_id: str) -> None:
    desk, view = meeting.desk, meeting.view
    entries = list(desk.review.entries.values())
    chosen: Entry | None = entries[minute % len(entries)] if entries else None
    moment = at("10:00") + timedelta(minutes=minute)
    match step:
        case "add":
            desk.apply(add(an_entry(title, moment, department_id, raw=f"private {title}")))
        case "retitle" if chosen:
            desk.apply(change(chosen, title=title))
        case "move" if chosen:
            desk.apply(change(chosen, start=moment, end=None))
        case "stretch" if chosen and chosen.start:
            desk.apply(change(chosen, end=chosen.start + timedelta(minutes=minute)))
        case "remove" if chosen:
            desk.apply(remove(desk.review, [chosen]))
        case "note":
            desk.apply(add(a_note(f"private {title}")))
        case "undo":
            desk.undo()
        case "redo":
            desk.redo()
        case "cursor":
            view.set_as_of(moment)
        case "veil":
            view.set_veil(minute % 3 != 0)
        case "layout":
            view.set_room_layout(list(RoomLayout)[minute % len(RoomLayout)])
        case "select" if chosen:
            view.select(chosen.id)
        case "eyes":
            view.set_eyes(department_id if minute % 2 else None)


def _hidden_titles(meeting: Meeting) -> list[str]:
    """First words of what the room may not know now; said anew here, not taken from the program."""
    view = meeting.view
    if not view.veil or view.as_of is None:
        return []
    return [
        f"{entry.title.split()[0]} "
        for entry in meeting.desk.review.entries.values()
        if entry.start and entry.start > view.as_of
    ]
