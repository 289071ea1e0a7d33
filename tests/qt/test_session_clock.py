"""The clock of the open review's sitting."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from builders import a_desk, a_review, at
from libraries import Clock
from reviewdesk.domain.errors import KnownError
from reviewdesk.qt import session_clock as module
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.session_clock import PULSE_PLACE, SessionClock
from reviewdesk.services import session_edits
from reviewdesk.services.drafts import Drafts


class FullDisk:
    """A place for drafts that has no room."""

    def drafts(self, _review_id: str) -> dict[str, str]:
        return {}

    def keep_draft(self, _review_id: str, _place: str, _text: str) -> None:
        raise KnownError("The disk is full.")


def test_that_the_clock_cannot_be_kept_is_told_once_and_it_goes_on(qtbot: QtBot) -> None:
    bridge = DeskBridge()
    clock = SessionClock(bridge, Clock(at("10:00")))
    desk = a_desk(a_review())
    desk.drafts = Drafts(desk.review.id, FullDisk())
    bridge.open(desk)
    with qtbot.captureExceptions() as told:
        bridge.apply(session_edits.start_clock(bridge.review, clock.moment()))
        bridge.apply(session_edits.go_on(bridge.review, clock.moment()))
        bridge.close()
        qtbot.waitUntil(lambda: bool(told))
    assert [str(error) for _, error, _ in told] == ["The disk is full."]


def test_a_pulse_is_kept_while_a_sitting_is_under_way_and_gone_after_its_end(
    qtbot: QtBot,
) -> None:
    bridge = DeskBridge()
    clock = SessionClock(bridge, Clock(at("10:00")))
    desk = a_desk(a_review())
    bridge.open(desk)
    assert desk.drafts.text(PULSE_PLACE) == ""
    bridge.apply(session_edits.start_clock(bridge.review, clock.moment()))
    assert desk.drafts.text(PULSE_PLACE)
    bridge.apply(session_edits.end_session(bridge.review, clock.moment()))
    assert desk.drafts.text(PULSE_PLACE) == ""


def test_a_kill_counts_no_more_than_five_seconds_of_a_sitting_as_closed(qtbot: QtBot) -> None:
    bridge = DeskBridge()
    clock = SessionClock(bridge, Clock(at("10:00")))
    bridge.open(a_desk(a_review()))
    bridge.apply(session_edits.start_clock(bridge.review, clock.moment()))
    beats = [one for one in clock.findChildren(QTimer) if not one.isSingleShot()]
    assert [one.isActive() and one.interval() <= 5_000 for one in beats] == [True]
    bridge.apply(session_edits.stop_clock(bridge.review, clock.moment()))
    assert not beats[0].isActive()


def test_a_computer_that_was_started_anew_with_a_wrong_clock_takes_no_time_away(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wall = Clock(at("10:00"))
    bridge = DeskBridge()
    clock = SessionClock(bridge, wall)
    desk = a_desk(a_review())
    bridge.open(desk)
    bridge.apply(session_edits.start_clock(bridge.review, clock.moment()))
    begun = clock.moment()
    bridge.close()
    monkeypatch.setattr(module.steady_clock, "boot", lambda: "another")
    wall.now = at("10:00") - timedelta(days=400)
    again = SessionClock(bridge, wall)
    bridge.open(desk)
    assert timedelta(0) <= again.moment() - begun < timedelta(minutes=1)
    reading = again.reading()
    assert reading is not None
    assert reading.running
