"""What a selected event looks like, and that it hides none of its neighbours."""

import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from builders import a_department, a_desk, a_review, an_entry
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.layout import Cluster
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import Theme, ThemeMode, load_fonts
from reviewdesk.qt.view_state import ViewState
from reviewdesk.widgets.timeline.lane_book import Spot
from reviewdesk.widgets.timeline.pills import Pill, pills
from reviewdesk.widgets.timeline.view import TimelineView

SUPPORT = a_department("Support", position=1.0)
OTHERS = [a_department(f"Lane {number}", position=2.0 + number) for number in range(7)]


def a_view(bot: QtBot, *entries: Entry, state: ViewState, width: int = 900) -> TimelineView:
    """A timeline so low that each lane has two rows."""
    load_fonts()
    bridge = DeskBridge()
    view = TimelineView(bridge, state, Theme(ThemeMode.LIGHT))
    bot.addWidget(view)
    bridge.open(a_desk(a_review(SUPPORT, *OTHERS, *entries, zone="UTC")))
    view.resize(width, 500)
    with bot.waitExposed(view):
        view.show()
    return view


def pill_of(view: TimelineView) -> Pill | None:
    spots = view.selected_spots()
    return next(pills(view.picture, spots, spots[-1]), None)


def others(view: TimelineView, pill: Pill) -> list[QRectF]:
    """Shapes with their labels, and signs, of what else stands in the pill's row."""
    shift, half = view.picture.shift, view.picture.look.shape / 2.0
    layout = pill.lane.layout
    found = [
        QRectF(one.x + shift - half, pill.area.top(), half + max(half, end - one.x), 10.0)
        for one in layout.placed
        if one.row == pill.one.row and one.entry_index != pill.one.entry_index
        for end in [one.label_x + one.label_width if one.label_width else one.x]
    ]
    moved = dict(pill.moved)
    signs = [
        moved.get(cluster, cluster)
        for cluster in layout.clusters
        if cluster.row == pill.one.row and (cluster is not pill.cluster or cluster in moved)
    ]
    return found + [QRectF(sign.x + shift, pill.area.top(), sign.width, 10.0) for sign in signs]


def test_no_pill_covers_a_neighbour(qtbot: QtBot) -> None:
    state = ViewState()
    titles = ("Flood of customers' reports", "Status page mentions it", "Wide WWWWMMMMWWWW title")
    entries = [
        an_entry(f"{titles[n % 3]} {n}", f"{13 + n // 12}:{n * 5 % 60:02}", SUPPORT)
        for n in range(24)
    ]
    view = a_view(qtbot, *entries, state=state)
    shown = folded = 0
    for entry in entries:
        state.select(entry.id)
        pill = pill_of(view)
        if pill is None:
            continue
        shown += 1
        folded += pill.cluster is not None
        assert not any(pill.area.intersects(area) for area in others(view, pill)), entry.title
    assert shown > 10
    assert folded


def test_a_folded_event_stands_beside_the_sign_that_counts_it(qtbot: QtBot) -> None:
    state = ViewState()
    minutes = (44, 45, 46, 47, 48, 50, 52)
    entries = [an_entry(f"Flood of reports, number {n}", f"13:{n}", SUPPORT) for n in minutes]
    view = a_view(qtbot, *entries, an_entry("Ended", "16:30", SUPPORT), state=state)
    view.fit()
    true = 0
    picture = view.picture
    for entry in entries:
        state.select(entry.id)
        spot = view.selected_spots()[-1]
        cluster, pill = picture.where(spot), pill_of(view)
        if not isinstance(cluster, Cluster) or pill is None:
            continue
        sign = dict(pill.moved).get(cluster, cluster)
        area = QRectF(sign.x + picture.shift, pill.area.top(), sign.width, 10.0)
        assert pill.one.row != sign.row or not pill.area.intersects(area)
        assert pill.text
        at_its_moment = picture.window.x_of(picture.book.start_of(spot))
        in_place = pill.one.x + picture.shift == pytest.approx(at_its_moment)
        true += in_place
        assert in_place or sign is cluster
        view.grab()
    assert true


def test_a_selected_event_that_begins_out_of_sight_ends_before_its_neighbour(qtbot: QtBot) -> None:
    state = ViewState()
    long_one = an_entry("A very long title that runs on and on and on", "13:00", SUPPORT)
    after = an_entry("Flood of reports", "13:10", SUPPORT)
    view = a_view(qtbot, long_one, after, an_entry("End", "13:40", SUPPORT), state=state)
    state.select(long_one.id)
    view.pan(120)
    pill = pill_of(view)
    assert pill is not None
    assert pill.area.left() < 0
    assert not any(pill.area.intersects(area) for area in others(view, pill))
    view.grab()


def test_a_title_is_whole_and_bold_where_it_has_the_room(qtbot: QtBot) -> None:
    state = ViewState()
    only = an_entry("Keep rolling out", "13:00", SUPPORT)
    view = a_view(qtbot, only, an_entry("much later", "15:00", SUPPORT), state=state)
    state.select(only.id)
    pill = pill_of(view)
    assert pill is not None
    assert pill.text == "Keep rolling out"
    assert pill.measure is view.picture.look.strong


def test_a_sign_close_behind_makes_way_for_the_title(qtbot: QtBot) -> None:
    state = ViewState()
    crowd = [
        an_entry(f"Report {n} of many that came in", f"13:{n // 4:02}", SUPPORT) for n in range(24)
    ]
    view = a_view(qtbot, *crowd, an_entry("Ended", "16:30", SUPPORT), state=state, width=1400)
    view.fit()
    whole = pushed = 0
    for entry in crowd:
        state.select(entry.id)
        pill = pill_of(view)
        if pill is None:
            continue
        pushed += bool(pill.moved)
        whole += pill.text == entry.title
        assert not any(pill.area.intersects(area) for area in others(view, pill)), entry.title
        view.grab()
    assert pushed
    assert whole > len(crowd) // 2


def test_a_folded_event_has_its_title_where_any_row_has_room(qtbot: QtBot) -> None:
    state = ViewState()
    minute = [an_entry(f"Flood {n}", f"13:44:{n * 7:02}", SUPPORT) for n in range(7)]
    late = an_entry("Flood of reports", "13:44:40", SUPPORT)
    view = a_view(qtbot, *minute, late, an_entry("Ended", "16:30", SUPPORT), state=state)
    view.fit()
    assert isinstance(view.picture.where(view.picture.book.find(late.id) or Spot(0, 0)), Cluster)
    state.select(late.id)
    pill = pill_of(view)
    assert pill is not None
    assert pill.text == "Flood of reports"
