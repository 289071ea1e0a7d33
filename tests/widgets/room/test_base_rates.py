"""How often a signal had fired before stands under it in the room, and nothing of later."""

from dataclasses import replace

import pytest

from builders import a_review, an_alert_history
from reviewdesk.domain.review import Review
from reviewdesk.qt.view_state import RoomLayout
from reviewdesk.widgets.room.scene import Signals
from rooms import SIZES, a_copy, a_picture, a_scene, faults_of, six_departments, the_story


def a_told_review() -> tuple[Review, str]:
    departments = six_departments()
    story = the_story(departments)
    signal = next(one for one in story if one.title == "Retry rate up 4 %")
    history = an_alert_history("-1 09:00", "-2 09:00", "10:35!", "12:00!", entry_ids=(signal.id,))
    return a_review(*departments, *story, history), signal.id


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("veil", [True, False])
def test_it_stands_under_its_signal(size: tuple[int, int], veil: bool) -> None:
    review, signal = a_told_review()
    shared = a_copy(review, "10:47", veil=veil)
    scene = replace(
        a_scene(shared, RoomLayout.DECISION, "Keep rolling out", "Why did this make sense?"),
        signals=Signals(noticed=(signal,), noticed_count=1),
    )
    pages = [a_picture(shared, replace(scene, page=page), size) for page in (0, 1)]
    told = " ".join(" ".join(picture.text() for picture in pages).split())
    assert "fired 2 times in 30 days, 0 incidents" in told
    assert not [fault for picture in pages for fault in faults_of(picture)]


def test_a_signal_without_a_history_has_none() -> None:
    review, _signal = a_told_review()
    shared = a_copy(review, "10:47", veil=True)
    other = next(one.id for one in shared.entries if one.title == "Pod restarted")
    scene = replace(
        a_scene(shared, RoomLayout.DECISION, "Keep rolling out"),
        signals=Signals(noticed=(other,), noticed_count=1),
    )
    assert "fired" not in a_picture(shared, scene).text()
