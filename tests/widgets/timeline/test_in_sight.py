"""What the timeline shows first, what lies outside, and the names in its header."""

from datetime import timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip

from builders import a_marker, an_entry, at
from reviewdesk.domain.edits import add
from reviewdesk.domain.entries import EntryKind, MarkerKind, Precision
from reviewdesk.domain.filters import EntryFilter
from reviewdesk.domain.layout import (
    Cluster,
    LaneLayout,
    LayoutMetrics,
    Placed,
    Span,
    columns_of,
    fitted_span,
    seconds,
)
from reviewdesk.qt.theme import Theme, ThemeMode
from reviewdesk.services.desk import Edited
from reviewdesk.services.sample import build_sample
from reviewdesk.widgets.timeline.edge_labels import EdgeLabels, begun_title
from reviewdesk.widgets.timeline.lane_book import LaneBook
from reviewdesk.widgets.timeline.look import Look
from reviewdesk.widgets.timeline.minimap_picture import whole_span
from reviewdesk.widgets.timeline.overlay import (
    cursor_cross,
    cursor_pill,
    flag_places,
    outside_areas,
)
from reviewdesk.widgets.timeline.painter import content_of, drawn_lane
from reviewdesk.widgets.timeline.reading import flags_of, outside_words
from reviewdesk.widgets.timeline.spans import story_span
from timelines import ENGINEERING, SUPPORT, Lay, Table, lay, table

__all__ = ["lay", "table"]


def header_point(table: Table, *, later: bool) -> QPoint:
    """The middle of the words that say how much lies outside, in the view."""
    picture = table.view.picture
    area = outside_areas(picture, outside_words(table.view.picture))[1 if later else 0]
    assert not area.isEmpty()
    return QPoint(round(area.center().x()) + table.view.head_width, round(area.center().y()))


def test_of_a_label_that_hardly_begins_in_the_window_stands_the_shape_alone(table: Table) -> None:
    picture, view = table.view.picture, table.view
    spot = view.picture.book.find(table.entry("rollout").id)
    assert spot is not None
    for room, written in ((30, False), (120, True)):
        one = picture.where(spot)
        assert isinstance(one, Placed)
        picture.window.pan(round(one.label_x) - picture.window.left - picture.width + room)
        shown, look = view.grab().toImage(), picture.look
        x = view.head_width + picture.width - room
        middle = round(look.header_height + picture.drawn()[spot.lane].rows[one.row])
        area = [
            QColor(shown.pixel(across, down)).lightness()
            for across in range(x, view.head_width + picture.width - 1)
            for down in range(middle - 6, middle + 6)
        ]
        assert (min(area) < 120) == written
        # Its shape stands.
        assert shown.pixelColor(x + round(one.x - one.label_x), middle).lightness() < 200


def test_the_day_at_the_head_of_the_scale_is_that_of_the_left_edge(lay: Lay) -> None:
    table = lay(
        ENGINEERING,
        an_entry("the evening before", at("10:00") + timedelta(hours=13), ENGINEERING),
        an_entry("in the night", at("10:00") + timedelta(hours=15), ENGINEERING),
    )
    picture, view = table.view.picture, table.view
    midnight = (at("10:00") + timedelta(hours=14)).timestamp()
    for x in (0, 2, 10, 30, 45, 200):
        picture.window.pan(round(picture.window.x_of(midnight)) - x)
        assert picture.day().startswith("Thu 12 Mar" if x else "Fri 13 Mar")
        if not x:
            continue
        # The next one is named whole at its line, or beside the edge.
        shown, middle = view.grab().toImage(), round(picture.look.header_height * 0.7)
        named = [
            QColor(shown.pixel(view.head_width + across, middle + down)).lightness() < 120
            for across in range(x, x + 30)
            for down in (-3, 0, 3)
        ]
        assert any(named)


def test_what_lies_outside_is_counted_and_a_click_leads_there(table: Table) -> None:
    words = outside_words(table.view.picture)
    assert (words.earlier, words.later) == ("", "")
    spot = table.view.picture.book.find(table.entry("retry rate up").id)
    assert spot is not None
    table.view.zoom(6.0, table.view.picture.window.x_of(table.view.picture.book.start_of(spot)))
    words = outside_words(table.view.picture)
    assert words.earlier.startswith("‹ ")
    assert words.later.endswith(" ›")
    counts = table.view.picture.outside()
    assert sum(counts) < 5
    before = table.view.picture.window.left
    table.click(header_point(table, later=True))
    assert table.view.picture.window.left > before
    assert table.state.as_of is None
    assert table.view.picture.outside()[1] < counts[1]
    table.click(header_point(table, later=False))
    assert table.view.picture.window.left < before + table.view.picture.width


def test_the_first_picture_has_room_for_the_last_labels(lay: Lay) -> None:
    table = lay(
        ENGINEERING,
        SUPPORT,
        an_entry("rule shipped long before", at("10:00") - timedelta(days=60), ENGINEERING),
        *(an_entry(f"event {n}", f"10:{n * 5:02}", SUPPORT) for n in range(1, 10)),
        an_entry("firewall back without the rule", "10:52", ENGINEERING),
    )
    spot = table.view.picture.book.find(table.entry("firewall back without the rule").id)
    assert spot is not None
    place = table.view.picture.where(spot)
    assert isinstance(place, Placed)
    end = place.label_x + place.full_width + table.view.picture.shift
    assert 0 < end <= table.view.picture.width


def test_an_event_added_out_of_sight_is_brought_into_it_and_undo_leads_back(table: Table) -> None:
    table.panel.focus_quick_line()
    table.bot.keyClicks(table.panel.quick_line.field, "17:30 @support quiet again")
    table.bot.keyClick(table.panel.quick_line.field, Qt.Key.Key_Return)
    x = table.point("quiet again").x() - table.view.head_width
    assert 0 <= x <= table.view.picture.width - 100
    table.desk.undo()
    assert table.view.picture.last_in_sight() is not None
    # What a step turned over is selected; while some of it is in sight, nobody is led away.
    first, last = table.entry("rollout"), table.entry("moved by hand")
    table.view.zoom(4.0, 0.0)
    shown = table.view.picture.window.span(table.view.picture.width)
    assert seconds(last.start or at("0:00")) > shown.end
    table.state.select(first.id, last.id)
    assert table.view.picture.window.span(table.view.picture.width) == shown
    table.state.select(last.id)
    assert table.view.picture.window.span(table.view.picture.width) != shown


def test_what_began_before_the_window_is_told_as_far_as_is_said() -> None:
    assert begun_title("Servers slow") == "‹ Servers slow"
    told = begun_title("Another report of the issue in the channel of those who sell " * 3)
    assert told.endswith("…")
    assert len(told) < 70


def test_a_flag_has_its_whole_name_or_none(lay: Lay) -> None:
    table = lay(
        ENGINEERING,
        an_entry("rollout", "10:00", ENGINEERING),
        an_entry("end", "12:00", ENGINEERING),
        a_marker(MarkerKind.OWN, label="escalated to everybody", at=at("10:40")),
        a_marker(MarkerKind.OWN, label="first report outside", at=at("10:41")),
        a_marker(MarkerKind.OWN, label="first word of the cause", at=at("10:42")),
        a_marker(MarkerKind.OWN, label="last of them", at=at("11:30")),
    )
    picture = table.view.picture
    places = flag_places(picture, flags_of(table.desk.review), [])
    assert [left is not None for _, _, left in places] == [True, False, True, True]
    before, _, after, _ = places
    assert before[2] is not None
    assert before[2] < before[0]
    assert after[2] is not None
    assert after[2] > after[0]
    assert "escalated to everybody" in table.view.accessibleDescription().casefold()


def test_a_cluster_says_what_is_in_it(lay: Lay) -> None:
    crowd = [an_entry(f"call <b>{n}</b>", f"10:00:{n:02}", SUPPORT) for n in range(30)]
    late = an_entry("quiet again", "14:00", SUPPORT)
    table = lay(SUPPORT, *crowd, late, an_entry("off", "10:00", ENGINEERING), ENGINEERING)
    lane = next(one for one in table.view.picture.drawn() if one.layout.clusters)
    cluster = lane.layout.clusters[0]
    at_sign = QPoint(
        round(cluster.x + cluster.width / 2 + table.view.picture.shift) + table.view.head_width,
        round(lane.rows[cluster.row]) + table.header,
    )
    QApplication.sendEvent(
        table.view, QHelpEvent(QEvent.Type.ToolTip, at_sign, table.view.mapToGlobal(at_sign))
    )
    told = QToolTip.text()
    first = cluster.ranges[0][0]
    assert str(cluster.counted) in told
    assert f"call &lt;b&gt;{first}&lt;/b&gt;" in told
    assert "<b>" not in told
    assert f"{cluster.counted - 6} more" in told
    table.click(at_sign)
    assert f"call <b>{first}</b>" in table.view.accessibleDescription()


def test_a_bare_line_stands_after_what_is_in_sight(lay: Lay) -> None:
    table = lay(
        SUPPORT,
        an_entry("rule shipped long before", at("10:00") - timedelta(days=60), SUPPORT),
        *(an_entry(f"event {n}", f"10:{n * 5:02}", SUPPORT) for n in range(1, 10)),
    )
    left = table.view.picture.window.left
    table.bot.keyClicks(table.panel.quick_line.field, "somebody wondered")
    table.bot.keyClick(table.panel.quick_line.field, Qt.Key.Key_Return)
    assert table.entry("somebody wondered").anchor == at("10:45")
    assert abs(table.view.picture.window.left - left) < table.view.picture.width
    assert table.view.picture.in_sight(table.view.selected_spots()[-1])


def test_the_pills_stay_in_one_row_while_a_cursor_stands_and_its_sign_leads_back(
    lay: Lay,
) -> None:
    table = lay(ENGINEERING, an_entry("rollout", "10:30", ENGINEERING), width=860)
    bar = table.panel.toolbar
    before = bar.height()
    for veil in (False, True):
        table.state.set_as_of(at("10:45"))
        table.state.set_veil(veil)
        QApplication.processEvents()
        assert bar.height() == before
    table.state.set_veil(False)
    table.view.grab()
    assert table.panel.findChild(QPushButton, "today_button") is None
    state, picture = table.view._frame_state(), table.view.picture
    cursor = picture.window.x_of(state.cursor_s)
    sign = cursor_pill(picture.look, cursor, state.cursor_text, closable=True, within=picture.width)
    cross = QPoint(round(sign.right() - 8) + table.view.head_width, round(sign.center().y()))
    table.click(cross)
    assert table.state.as_of is None


def test_the_sign_of_a_cursor_at_the_edge_is_whole_and_goes_out_of_sight_with_it(
    lay: Lay,
) -> None:
    look = lay(ENGINEERING, an_entry("rollout", "10:30", ENGINEERING)).view.picture.look
    for x in (0.0, 4.0, 30.0, 300.0, 590.0, 600.0):
        sign = cursor_pill(look, x, "1 May 00:30", closable=True, within=600.0)
        assert 0.0 <= sign.left() <= x + 2.0
        assert x <= sign.right() + 2.0
        assert sign.right() <= 600.0
        assert cursor_cross(look, x, "1 May 00:30", 600.0).right() == sign.right()
    for x in (-300.0, -1.0, 601.0, 900.0):
        sign = cursor_pill(look, x, "1 May 00:30", closable=True, within=600.0)
        assert sign.right() < 0.0 or sign.left() > 600.0


def test_the_story_cuts_no_event_at_its_beginning() -> None:
    book, metrics = LaneBook(), LayoutMetrics(26, 14, 12, 8, lambda text: 7.0 * len(text))
    book.read(build_sample(at("10:00")))
    lanes = [lane.columns for lane in book.lanes]
    for width in range(500, 1900, 25):
        span = story_span(book, fitted_span(lanes, width, metrics), width, metrics)
        found = [span.x_of(start, width) for lane in lanes for start in lane.starts]
        assert not [x for x in found if -metrics.shape < x < metrics.shape], width


def test_thousands_stand_apart_in_what_is_counted(lay: Lay) -> None:
    many = [an_entry(f"call {n}", at("10:00") + timedelta(seconds=n), SUPPORT) for n in range(1500)]
    table = lay(SUPPORT, *many, an_entry("end", "23:00", SUPPORT))
    table.view.show_span(Span(at("22:00").timestamp(), at("23:30").timestamp()))
    assert outside_words(table.view.picture).earlier == "‹ 1,500 earlier"


def test_the_frame_of_the_quick_line_says_whether_the_keyboard_is_in_it(table: Table) -> None:
    line = table.panel.quick_line

    def edge() -> str:
        return line.grab().toImage().pixelColor(line.width() // 2, 0).name()

    table.panel.focus_quick_line()
    taken = edge()
    table.panel.focus_timeline()
    assert edge() != taken
    table.panel.focus_quick_line()
    assert edge() == taken


def test_what_has_no_time_stretches_neither_fit_nor_minimap(lay: Lay) -> None:
    table = lay(
        ENGINEERING,
        SUPPORT,
        an_entry("nobody knows when", "09:00", SUPPORT, precision=Precision.UNKNOWN),
        an_entry("rollout", "15:32", ENGINEERING),
        an_entry("retry rate up", "15:45", ENGINEERING),
    )
    first, last = (at(time).timestamp() for time in ("15:20", "16:30"))
    table.view.fit()
    shown = table.view.picture.window.span(table.view.picture.width)
    assert first < shown.start < shown.end < last
    assert first < table.view.picture.fit_span().start
    whole = whole_span([lane.columns for lane in table.view.picture.book.lanes])
    assert whole is not None
    assert first < whole.start < whole.end < last


def test_what_is_fitted_shows_the_labels_of_the_last_whole(lay: Lay) -> None:
    table = lay(
        SUPPORT,
        an_entry("far", "08:00", SUPPORT),
        an_entry("phones ring", "12:00", SUPPORT),
        an_entry("pods are restarted, all of them, one by one", "12:07", SUPPORT),
    )
    title = "pods are restarted, all of them, one by one"
    table.state.select(table.entry("phones ring").id, table.entry(title).id)
    table.view.fit_selection()
    picture = table.view.picture
    x = picture.window.x_of(seconds(at("12:07")))
    assert x + picture.look.strong.width(title) < picture.width
    assert picture.window.x_of(seconds(at("12:00"))) > 20.0
    # Of a title that is longer than any label, the label in sight is enough.
    long = an_entry("and " * 40, "12:07:30", SUPPORT)
    table.desk.apply(add(long))
    shown = picture.window.span(picture.width)
    picture.window.pan(round(picture.window.x_of(seconds(at("12:07:30"))) - picture.width + 330))
    left = picture.window.left
    table.state.select(long.id)
    assert picture.window.left == left
    table.desk.undo()
    table.view.show_span(shown)
    # What was pasted is fitted; when it is taken back, all is as it was before.
    table.view.fit()
    before = list(picture.heights), picture.window.span(picture.width), picture.fitted
    pasted = [an_entry(f"pasted {n}", f"20:{n:02}", SUPPORT) for n in range(20)]
    table.desk.apply(add(*pasted))
    table.state.select(*(one.id for one in pasted))
    table.view.fit_selection()
    assert picture.fitted is not None
    table.view.zoom(2.0)
    gone = list(picture.heights), picture.window.span(picture.width), picture.fitted
    seen: list[Edited] = []
    table.desk.listen(seen.append)
    table.desk.undo()
    table.view.show_turned(seen[-1])
    assert (list(picture.heights), picture.window.span(picture.width), picture.fitted) == before
    # When it comes again, so does what was seen of it when it went.
    table.desk.redo()
    table.view.show_turned(seen[-1])
    assert (list(picture.heights), picture.window.span(picture.width), picture.fitted) == gone
    table.desk.undo()
    table.view.show_turned(seen[-1])
    # And a filter that leaves nothing does not say that there is nothing.
    full = table.view.grab().toImage()
    table.sieve.set_filter(EntryFilter(starred=True))
    assert not len(picture.book)
    table.panel.gaps.look()
    assert not table.panel.gaps.gaps
    assert table.view.grab().toImage() != full


def test_an_empty_review_with_a_day_says_which_it_is(lay: Lay) -> None:
    table = lay(SUPPORT)
    view = table.view
    corner = QRect(14, 4, view.head_width - 20, view.picture.look.header_height - 8)

    view.show_span(Span(0.0, 3600.0))
    blank = view.grab(corner).toImage()
    view.show_span(Span(seconds(at("09:00")), seconds(at("13:00"))))
    assert view.grab(corner).toImage() != blank


def test_a_sign_at_the_edge_is_not_cut_and_says_its_number_once(qapp: object) -> None:
    assert qapp
    columns = columns_of([an_entry(f"alert {n}", "10:00") for n in range(3)], [None])[0]
    sign = Cluster(0, 40.0, 60.0, 3, ((0, 3),), 96.0)
    # Of one kind there are as many as there are.
    assert content_of(columns, sign) == (3, ((EntryKind.OBSERVATION, 1),))
    layout = LaneLayout(clusters=[sign])
    lane = drawn_lane(0, 0.0, 60.0, QColor("black"), columns, layout, 26.0)
    edges = EdgeLabels([lane], Look.of(Theme(ThemeMode.LIGHT), 1.0))
    assert [(one.begin, one.end) for one in edges.signs_over(70.0)] == [(40.0, 100.0)]
    assert not edges.signs_over(101.0)
