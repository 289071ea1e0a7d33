"""What a selected event looks like, and that it hides none of its neighbours."""

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from builders import a_department, a_desk, a_review, an_entry
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.layout import Cluster, Placed
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import Theme, ThemeMode, load_fonts
from reviewdesk.qt.view_state import ViewState
from reviewdesk.widgets.timeline.lane_spots import Spot
from reviewdesk.widgets.timeline.pills import Pill, pills
from reviewdesk.widgets.timeline.standing import standing_of, without
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
    signs = [cluster for cluster in layout.clusters if cluster.row == pill.one.row]
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
    view.show_span(view.picture.next_fit())
    beside = 0
    picture = view.picture
    for entry in entries:
        state.select(entry.id)
        spot = view.selected_spots()[-1]
        cluster, pill = picture.where(spot), pill_of(view)
        if not isinstance(cluster, Cluster) or pill is None:
            continue
        area = QRectF(cluster.x + picture.shift, pill.area.top(), cluster.width, 10.0)
        assert pill.one.row != cluster.row or not pill.area.intersects(area)
        assert pill.text
        at_its_moment = picture.window.x_of(picture.book.start_of(spot))
        beside += pill.one.row == cluster.row
        assert pill.one.x + picture.shift >= at_its_moment - 0.5
        # What had to make way says where it belongs, and no shape stands at another time.
        aside = pill.one.x + picture.shift > at_its_moment + 0.5
        assert (pill.moment_x is not None) == aside
        assert pill.moment_x is None or abs(pill.moment_x - at_its_moment) < 0.5
        # Its lag lines begin at its moment, wherever its pill stands.
        begin = standing_of(picture, spot).at_its_moment.x + picture.shift
        assert abs(begin - at_its_moment) < 0.5
        view.grab()
    assert beside


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
    look = view.picture.look
    assert pill.measure is look.strong
    # Where it only just has it, its letters stand closer: of all selected ones none is not bold.
    closer = False
    state.select(*view.picture.book.lanes[0].columns.ids)
    for _ in range(view.picture.width // 2):
        view.pan(-2)
        shown = pills(view.picture, view.selected_spots(), view.selected_spots()[-1])
        measures = {one.measure for one in shown if one.text}
        assert measures <= {look.strong, look.strong_in_less_room}
        closer |= look.strong_in_less_room in measures
    assert closer


def ground_of(view: TimelineView, lane: int, cluster: Cluster) -> str:
    """The colour inside the left end of a cluster's sign, as it is painted."""
    area = view.picture.sign_area(lane, cluster)
    at = QPoint(view.head_width, view.picture.look.header_height) + QPoint(
        round(area.left() + 5.0), round(area.center().y())
    )
    return view.grab().toImage().pixelColor(at).name()


def test_each_sign_that_holds_a_selected_event_stands_out_where_it_stood(qtbot: QtBot) -> None:
    state = ViewState()
    crowds = [
        an_entry(f"Report {n} of many that came in", f"{hour}:{n // 4:02}", SUPPORT)
        for hour in (13, 16)
        for n in range(24)
    ]
    view = a_view(qtbot, *crowds, an_entry("Ended", "18:30", SUPPORT), state=state, width=1400)
    view.fit()
    picture = view.picture
    spots = {one.id: picture.book.find(one.id) or Spot(0, 0) for one in crowds}
    clusters = list(dict.fromkeys(picture.cluster_at(spot) for spot in spots.values()))
    folded = [one for one in clusters if one is not None]
    assert len(folded) > 1
    chosen = view.picture.look.palette.selected.lower()
    assert all(ground_of(view, *one) != chosen for one in folded)
    first_of = [
        next(key for key, spot in spots.items() if picture.cluster_at(spot) == one)
        for one in folded
    ]
    state.select(*first_of)
    assert [ground_of(view, *one) for one in folded] == [chosen] * len(folded)


def test_an_event_that_stands_alone_is_not_counted_in_its_sign() -> None:
    cluster = Cluster(3, 40.0, 60.0, 6, ((2, 5), (9, 12)), 96.0)
    one_less = cluster._replace(counted=5)
    assert without(cluster, 3) == one_less._replace(ranges=((2, 3), (4, 5), (9, 12)))
    assert without(cluster, 9) == one_less._replace(ranges=((2, 5), (10, 12)))
    assert without(cluster, 6) == cluster


def test_a_folded_event_has_its_title_where_any_row_has_room(qtbot: QtBot) -> None:
    state = ViewState()
    minute = [an_entry(f"Flood {n}", f"13:44:{n * 7:02}", SUPPORT) for n in range(7)]
    late = an_entry("Flood of reports", "13:44:40", SUPPORT)
    view = a_view(qtbot, *minute, late, an_entry("Ended", "16:30", SUPPORT), state=state)
    view.show_span(view.picture.next_fit())
    assert isinstance(view.picture.where(view.picture.book.find(late.id) or Spot(0, 0)), Cluster)
    state.select(late.id)
    pill = pill_of(view)
    assert pill is not None
    assert pill.text == "Flood of reports"


def test_the_end_of_a_selected_bar_is_marked_outside_of_its_title(qtbot: QtBot) -> None:
    state = ViewState()
    asked = an_entry("Asked all who might know of it", "13:00", SUPPORT, end="13:10")
    view = a_view(qtbot, asked, an_entry("much later", "15:00", SUPPORT), state=state)
    state.select(asked.id)
    pill = pill_of(view)
    assert pill is not None
    picture = view.picture
    end = round(pill.one.bar_end + picture.shift)
    assert pill.one.label_x + picture.shift < end < pill.area.right() - 10
    image = view.grab().toImage()
    colour = picture.colour(0)
    column = [
        image.pixelColor(view.head_width + end, picture.look.header_height + round(y)) == colour
        for y in (pill.area.top() - 2.0, pill.area.center().y(), pill.area.bottom() + 1.0)
    ]
    assert column[0]
    assert column[2]
    strip = [
        image.pixelColor(view.head_width + end, picture.look.header_height + y)
        for y in range(round(pill.area.top()) + 2, round(pill.area.bottom()) - 2)
    ]
    assert colour not in strip


def test_a_title_that_is_cut_is_as_bold_as_the_others(qtbot: QtBot) -> None:
    state = ViewState()
    long = an_entry("A very long title that runs on" + " and on" * 30, "13:00", SUPPORT)
    after = [an_entry(f"Flood of reports {n}", f"13:{10 + n}", SUPPORT) for n in range(4)]
    view = a_view(qtbot, long, *after, an_entry("End", "13:40", SUPPORT), state=state)
    state.select(long.id)
    pill = pill_of(view)
    assert pill is not None
    assert pill.text != long.title
    assert pill.measure is view.picture.look.strong


def test_panned_half_out_a_title_begins_anew_at_the_edge(qtbot: QtBot) -> None:
    state = ViewState()
    entry = an_entry("Night rehearsal of the switch", "13:00", SUPPORT)
    view = a_view(qtbot, entry, an_entry("End", "13:40", SUPPORT), state=state)
    picture = view.picture
    spot = picture.book.find(entry.id)
    assert spot is not None
    one = picture.where(spot)
    assert isinstance(one, Placed)

    def seen() -> QImage:
        middle = picture.look.header_height + round(picture.drawn()[0].rows[one.row])
        return view.grab().toImage().copy(view.head_width, middle - 9, 60, 18)

    view.pan(round(one.x + picture.shift) + 100)
    begun = seen()
    view.pan(1)
    assert seen() == begun
    view.pan(round(one.full_width) - 110)
    ground = picture.look.ground(0)
    image = seen()
    assert all(image.pixelColor(x, 9) == ground for x in range(2, 40))
    # So does one of which nothing but the shape is out of sight.
    state.select()
    view.pan(round(one.label_x + picture.shift) + 2)
    begun = seen()
    view.pan(-5)
    assert 0.0 < one.label_x + picture.shift < picture.look.label_gap
    assert seen() == begun


def test_a_selected_title_ends_within_the_window(qtbot: QtBot) -> None:
    state = ViewState()
    long = an_entry("a title so long that it would run out of any window " * 4, "13:00", SUPPORT)
    view = a_view(qtbot, long, an_entry("first", "12:00", SUPPORT), state=state)
    state.select(long.id)
    pill = pill_of(view)
    assert pill is not None
    assert pill.text.endswith("…")
    assert pill.area.right() <= view.picture.width
