"""The facilitator replays the incident before the room."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget

from builders import a_department
from reviewdesk.domain.asof import AsOf
from reviewdesk.domain.edits import add
from reviewdesk.domain.entries import Entry, EntryKind
from reviewdesk.domain.people import Department
from reviewdesk.domain.replay import ReplayUnit
from reviewdesk.domain.review import Review
from reviewdesk.qt.replay import SPEEDS
from reviewdesk.qt.room_palette import ROOM_LIGHT
from reviewdesk.qt.view_state import TIMELINE_LAYOUTS, Page, RoomLayout
from reviewdesk.widgets.console.workbench import Workbench
from reviewdesk.widgets.parts import TwoLineLabel
from reviewdesk.widgets.room.display import RoomDisplay
from running import Running


def rooms() -> list[RoomDisplay]:
    """The room displays on screen."""
    tops = QApplication.topLevelWidgets()
    return [one for one in tops if isinstance(one, RoomDisplay) and one.isVisible()]


def department(program: Running, name: str) -> Department:
    return next(one for one in program.review.departments if one.name.startswith(name))


def test_steps_by_key_from_anywhere_light_what_became_known_to_whom(program: Running) -> None:
    program.open_sample()
    view = program.application.view
    program.do("page_conditions")
    program.do("replay_on")
    bar = program.find(QWidget, "replay_bar")
    assert bar.isVisible()
    first = view.as_of
    seen, chosen = [], {first: view.current}
    for _ in range(8):
        program.do("replay_on")
        chosen[view.as_of] = view.current
        assert view.lit
        assert view.current in [sight.entry_id for sight in view.lit]
        seen.append(view.as_of)
        title = program.review.entries[view.lit[-1].entry_id].title
        assert title in program.find(QLabel, "replay_told").toolTip().replace("&#x27;", "'")
    assert seen == sorted(set(seen))
    for _ in range(8):
        program.do("replay_back")
        # What came later is not looked at any more.
        assert view.current == chosen[view.as_of]
    assert view.as_of == first
    assert not view.lit
    program.do("replay_back")
    assert "begins here" in program.find(QLabel, "replay_told").text()
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_the_start_of_the_story_is_one_key_away(program: Running) -> None:
    program.open_sample()
    view = program.application.view
    view.set_as_of(program.review.entries_in_order()[-1].anchor)
    program.do("replay_start")
    first = view.as_of
    assert view.veil
    program.do("replay_back")
    assert view.as_of == first
    for _ in range(3):
        program.do("replay_on")
    assert view.as_of != first
    program.find(QPushButton, "replay_rewind").click()
    assert view.as_of == first


def test_a_run_waits_for_a_room_whose_plug_was_pulled(program: Running) -> None:
    program.open_sample()
    program.do("room_display")
    program.until(rooms)
    program.do("replay_run")
    run = program.find(QPushButton, "replay_run")
    assert "Pause" in run.text()
    projector = QGuiApplication.screens()[1]
    QGuiApplication.instance().screenRemoved.emit(projector)
    assert "Run" in run.text()
    assert any("The replay stopped with it" in one for one in program.notices())
    QGuiApplication.instance().screenAdded.emit(projector)


def test_through_one_departments_eyes_each_step_shows_what_they_came_to_know(
    program: Running,
) -> None:
    program.open_sample()
    view = program.application.view
    for name in ("Firewall", "Support", "Site reliability"):
        whose = department(program, name)
        view.set_as_of(None)
        view.set_eyes(whose.id)
        asof = AsOf(program.review)
        for _ in range(4):
            program.do("replay_on")
            assert {sight.department_id for sight in view.lit} == {whose.id}
            told = asof.counts(view.as_of, whose.id)
            panel = program.find(QWidget, "signals_panel")
            assert panel.isVisible()
            assert told.noticed + told.visible >= 1


def test_through_one_departments_eyes_the_room_shows_only_what_they_could_know(
    program: Running,
) -> None:
    program.open_sample()
    program.do("room_display")
    (room,) = rooms()
    for layout in TIMELINE_LAYOUTS:
        for name in ("Firewall", "Support", "Site reliability"):
            replay_through_the_eyes_of(program, name, room, layout)
            program.do("veil_up")
            program.application.view.set_eyes(None)
            program.application.view.set_as_of(None)


def replay_through_the_eyes_of(
    program: Running, name: str, room: RoomDisplay, layout: RoomLayout
) -> None:
    view, review = program.application.view, program.review
    eyes = department(program, name).id
    view.set_room_layout(layout)
    view.set_eyes(eyes)
    program.do("replay_on")
    program.do("veil_down")
    steps = 0
    while "ends here" not in program.find(QLabel, "replay_told").text():
        program.qtbot.wait(1)
        steps += 1
        raised = any(mark.ground == ROOM_LIGHT.selected for mark in room.picture.words())
        # A decision stands large, with its question.
        decided = review.entries[view.current].kind is EntryKind.DECISION
        assert raised or decided
        unseen = [
            one.title
            for one in review.entries.values()
            if not could_see(review, one, eyes, view.as_of)
        ]
        assert not [title for title in unseen if title in room.picture.spoken]
        assert not [title for title in unseen if title in room.text()]
        program.do("replay_on")
    assert steps >= 6


def could_see(review: Review, entry: Entry, eyes: str, moment: datetime) -> bool:
    """The rule as it is told: own events from when they had begun, others' by what was said."""
    said = review.sighting(entry.id, eyes)
    if said is None:
        return entry.department_id == eyes and (
            entry.own_moment is None or entry.own_moment <= moment
        )
    given = [one for one in (said.visible_from, said.noticed_at) if one is not None]
    if entry.kind is EntryKind.DECISION and entry.department_id == eyes:
        # Its makers noticed it in the time at which it can have been made.
        given = [entry.floor if one <= entry.anchor else one for one in given]
    return any(max(one, entry.floor or one) <= moment for one in given)


def test_a_run_lowers_the_veil_and_stops_at_the_decision_with_its_question(
    program: Running,
) -> None:
    program.open_sample()
    view = program.application.view
    program.do("room_display")
    program.do("replay_run")
    assert view.veil
    replay = program.find(Workbench, "timeline_page").timeline.replay
    replay.set_speed(SPEEDS[-1])
    program.until(lambda: not replay.is_running)
    decision = program.review.entries[view.current]
    assert decision.kind is EntryKind.DECISION
    assert view.as_of == decision.own_moment
    (room,) = rooms()
    program.until(lambda: "seem reasonable" in room.text() or "make sense" in room.text())
    later = [one.title for one in program.review.entries_in_order() if one.own_moment > view.as_of]
    assert not any(title in room.text() for title in later)
    # What was sent instead of the timeline stays, whatever a replay comes to.
    view.set_room_layout(RoomLayout.RULES)
    program.do("replay_decision_on")
    scenes = program.application.window.desk_side.room_side.link().scenes
    assert scenes.layout is RoomLayout.RULES
    view.set_room_layout(RoomLayout.STORY)
    program.do("replay_decision_back")
    program.do("replay_decision_on")
    assert scenes.layout is RoomLayout.DECISION
    following = program.review.entries[view.current]
    assert following.kind is EntryKind.DECISION
    assert following.own_moment > decision.own_moment


def test_a_run_with_eyes_that_never_saw_anything_does_not_show_the_room_the_end(
    program: Running,
) -> None:
    program.open_sample()
    view = program.application.view
    program.do("room_display")
    (room,) = rooms()
    last = program.review.entries_in_order()[-1]
    blind = a_department("Night watch")
    program.bridge.apply(add(blind))
    first = program.review.entries_in_order()[0]
    # With nothing in hand one begins at the start, not somewhere in what is on the screen.
    program.do("veil_down")
    assert view.as_of == first.own_moment
    assert any("at the start of the story" in one for one in program.notices())
    view.set_eyes(blind.id)
    program.do("replay_run")
    program.qtbot.wait(1)
    assert view.veil
    assert view.as_of == first.own_moment
    assert "ends here" in program.find(QLabel, "replay_told").text()
    assert last.title not in room.picture.spoken


def test_a_run_at_the_end_begins_anew_and_at_no_moment_looks_from_today(
    program: Running,
) -> None:
    program.open_sample()
    view = program.application.view
    view.set_as_of(program.review.entries_in_order()[-1].anchor)
    for _ in range(40):
        if view.as_of is None or "ends" in program.find(QLabel, "replay_told").text():
            break
        program.do("replay_on")
    moments = []
    view.as_of_changed.connect(moments.append)
    program.do("replay_run")
    assert view.veil
    assert None not in moments
    assert view.as_of == min(moments)
    program.do("replay_run")


def test_the_veil_block_of_the_panel_sets_a_cursor_where_there_is_none(
    program: Running,
) -> None:
    program.open_sample()
    view = program.application.view
    decision = next(
        one for one in program.review.entries_in_order() if one.kind is EntryKind.DECISION
    )
    program.go(Page.TIMELINE)
    program.until(lambda: program.find(QWidget, "signals_panel"))
    view.select(decision.id)
    assert view.as_of is None
    program.find(QPushButton, "veil_block").click()
    assert view.veil
    assert view.as_of == decision.own_moment


def test_each_menu_of_the_bar_opens_and_is_as_high_as_its_choices(program: Running) -> None:
    program.open_sample()
    program.do("replay")
    for name, wanted in (
        ("replay_unit", "By decision"),
        ("replay_speed", "10 min a second"),
        ("replay_eyes", "Support"),
    ):
        program.find(QPushButton, name).click()
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), name
        actions = menu.actions()
        assert menu.isVisible(), name
        assert menu.height() >= sum(menu.actionGeometry(one).height() for one in actions) > 0
        next(one for one in actions if one.text() == wanted).trigger()
        menu.close()
        assert wanted in program.find(QPushButton, name).text()


def test_choosing_speed_and_unit_and_moving_the_cursor_by_hand_stops_a_run(
    program: Running,
) -> None:
    program.open_sample()
    view = program.application.view
    program.do("replay")
    program.find(Workbench, "timeline_page").timeline.replay.set_unit(ReplayUnit.MINUTE)
    assert program.find(QPushButton, "replay_unit").text() == "By minute"
    program.do("replay_on")
    start = view.as_of
    program.do("replay_on")
    assert (view.as_of - start).total_seconds() <= 60
    program.find(QPushButton, "replay_run").click()
    assert program.find(QPushButton, "replay_run").text().endswith("Pause")
    view.set_as_of(start)
    assert program.find(QPushButton, "replay_run").text().endswith("Run")
    assert not view.lit


def test_where_nothing_lies_before_it_is_not_said_that_the_story_ends(program: Running) -> None:
    program.open_sample()
    first = program.review.entries_in_order()[0]
    program.application.view.set_as_of(first.own_moment)
    told = program.find(QLabel, "replay_told")
    program.do("replay_decision_back")
    assert told.text() == "No decision comes before this"
    for _ in range(5):
        program.do("replay_back")
    assert told.text() == "The story begins here"
    support = next(one for one in program.review.departments if one.name == "Support")
    program.application.view.set_eyes(support.id)
    program.do("replay_decision_on")
    assert told.text() == "No decision of Support comes after this"
    # What has no room in one line goes on in the next, whole words each.
    told.setText("13:52 " + "known to somebody " * 4)
    assert isinstance(told, TwoLineLabel)
    told.resize(told.fontMetrics().horizontalAdvance(told.text()) * 2 // 3, told.height())
    assert " ".join(told.lines()) == told.text()
    assert len(told.lines()) == 2
