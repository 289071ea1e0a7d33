"""What is painted of a lane, to the pixel."""

from datetime import datetime
from itertools import cycle

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from builders import a_review, a_sighting, an_entry, at
from reviewdesk.domain.entries import EntryKind, Precision
from reviewdesk.domain.layout import Cluster, LaneLayout, Placed, Ticks, columns_of, seconds
from reviewdesk.domain.sightings import Channel
from reviewdesk.qt.theme import Theme, ThemeMode, load_fonts
from reviewdesk.widgets.timeline.lag_lines import LagMark, lag_end_at, lag_ends
from reviewdesk.widgets.timeline.lag_places import alone, free_place, place_with_words
from reviewdesk.widgets.timeline.lane_book import LaneBook
from reviewdesk.widgets.timeline.lane_spots import Spot
from reviewdesk.widgets.timeline.lit_marks import LitMark, paint_lit
from reviewdesk.widgets.timeline.look import Look
from reviewdesk.widgets.timeline.painter import DrawnLane, LanePainter, clear_stretches
from reviewdesk.widgets.timeline.reading import lag_marks_of
from timelines import ENGINEERING, SUPPORT, Lay, Table, lay

__all__ = ["lay"]

TITLE = "mail schedule refund status"


def painted(look: Look, middle: float, label_x: float) -> QImage:
    """An entry with its label from `label_x` on."""
    columns = columns_of([an_entry(TITLE)], [None])[0]
    width = look.label.width(TITLE)
    x = label_x - look.shape
    one = Placed(0, 0, x, label_x, width, width, x)
    lane = DrawnLane(0, 0.0, 60.0, QColor("black"), columns, LaneLayout([one]), [middle])
    image = QImage(400, 60, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    LanePainter(look).paint_entries(painter, lane, [one], 0.0)
    painter.end()
    return image


def ink_of(image: QImage) -> tuple[int, int, int, int]:
    dark = [
        (x, y)
        for y in range(image.height())
        for x in range(image.width())
        if image.pixelColor(x, y).lightness() < 128
    ]
    xs, ys = [x for x, _ in dark], [y for _, y in dark]
    return min(xs), min(ys), max(xs), max(ys)


@pytest.mark.parametrize("middle", [20.0, 20.25, 20.5, 20.75, 21.3])
@pytest.mark.parametrize("label_x", [30.0, 30.4, 30.5, 30.9])
def test_a_label_stands_where_it_stood_when_its_picture_is_drawn(
    qtbot: QtBot, middle: float, label_x: float
) -> None:
    load_fonts()
    look = Look.of(Theme(ThemeMode.LIGHT))
    look.pictures_allowed = 0
    as_text = painted(look, middle, label_x)
    look.begin_frame()
    made = painted(look, middle, label_x)
    assert look.pictures_allowed == 23
    kept = painted(look, middle, label_x)
    assert look.pictures_allowed == 23
    assert ink_of(made) == ink_of(kept) == ink_of(as_text)


def a_lane() -> DrawnLane:
    columns = columns_of([an_entry(TITLE)], [None])[0]
    return DrawnLane(0, 0.0, 60.0, QColor("black"), columns, LaneLayout(), [15.0, 45.0])


def test_a_lag_mark_without_room_for_its_words_still_stands_off_the_text() -> None:
    above, below = QRectF(0, 4, 400, 20), QRectF(0, 36, 400, 20)
    y, roomy = free_place(a_lane(), [above, below], 100.0, 80.0, 24.0)
    assert not roomy
    assert above.bottom() < y < below.top()


def test_a_lag_mark_in_a_full_lane_stands_at_its_foot_and_in_no_other() -> None:
    y, roomy = free_place(a_lane(), [QRectF(0, 0, 400, 56)], 100.0, 80.0, 24.0)
    assert not roomy
    assert 50.0 < y < 60.0 - 4.5


def test_a_lag_mark_with_room_for_its_words_has_them() -> None:
    assert free_place(a_lane(), [QRectF(0, 4, 90, 50)], 100.0, 80.0, 24.0) == (30.0, True)


def test_an_upright_line_runs_through_no_title_and_no_sign() -> None:
    lane = a_lane()
    assert clear_stretches(lane, 50.0, 10.0) == [(0.0, 60.0)]
    lane.layout.placed.append(Placed(0, 0, 20.0, 30.0, 60.0, 60.0, 20.0))
    lane.layout.clusters.append(Cluster(1, 40.0, 50.0, 3, ((0, 3),), 86.0))
    assert clear_stretches(lane, 22.0, 10.0) == [(0.0, 5.0), (25.0, 60.0)]
    assert clear_stretches(lane, 50.0, 10.0) == [(0.0, 5.0), (25.0, 35.0), (55.0, 60.0)]
    assert clear_stretches(lane, 120.0, 10.0) == [(0.0, 60.0)]


def signs(look: Look, kinds: list[EntryKind], width: float) -> QImage:
    """The sign of a cluster of entries of those kinds, in the middle of white."""
    entries = [an_entry(f"{n}", at("10:00"), kind=kind) for n, kind in enumerate(kinds)]
    columns = columns_of(entries, [None])[0]
    cluster = Cluster(0, 100.0, width, len(kinds), ((0, len(kinds)),), 104.0)
    lane = DrawnLane(0, 0.0, 60.0, QColor("black"), columns, LaneLayout(), [30.0])
    image = QImage(400, 60, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        LanePainter(look).paint_clusters(painter, lane, [cluster], 0.0)
    return image


def test_a_line_leads_from_a_sign_to_the_last_of_what_it_counts() -> None:
    look, (left, right) = Look.of(Theme(ThemeMode.LIGHT)), (110, 180)
    lane = a_lane()
    lane.columns.learn_kinds()

    def shown(last_x: float) -> QImage:
        lane.layout.clusters = [Cluster(0, 20.0, 80.0, 3, ((0, 1),), last_x)]
        image = QImage(300, 60, QImage.Format.Format_RGB32)
        with QPainter(image) as painter:
            LanePainter(look).paint(painter, [lane], Ticks((), (), (), 60.0), 0.0, 0.0, 300.0, 0.0)
        return image

    ground = look.ground(0)
    near, far = shown(90.0), shown(200.0)
    assert all(near.pixelColor(x, 15) == ground for x in range(left, right))
    assert all(far.pixelColor(x, 15) != ground for x in range(left, right))
    assert far.pixelColor(200, 15) == ground


def test_a_sign_says_which_kinds_are_in_it(qtbot: QtBot) -> None:
    load_fonts()
    look = Look.of(Theme(ThemeMode.LIGHT))
    width = look.sign_width(12)
    calls = signs(look, [EntryKind.SIGNAL] * 12, width)
    assert calls != signs(look, [EntryKind.DECISION] * 12, width)
    mixed = [EntryKind.SIGNAL] * 5 + [EntryKind.OBSERVATION] * 7
    assert signs(look, mixed, width) != signs(look, mixed[1:] + mixed[-1:], width)
    # Drawn straight or from the picture kept of it, it says the same.
    look.begin_frame()
    kept = signs(look, mixed, width)
    look.pictures_allowed = 0
    fresh = Look.of(Theme(ThemeMode.LIGHT))
    fresh.pictures_allowed = 0
    assert ink_of(signs(fresh, mixed, width)) == ink_of(kept) == ink_of(signs(look, mixed, width))


@pytest.mark.parametrize("count", [2, 9, 40, 700, 9000])
def test_what_a_sign_says_stays_inside_of_it(qtbot: QtBot, count: int) -> None:
    load_fonts()
    look = Look.of(Theme(ThemeMode.LIGHT))
    kinds = [kind for _, kind in zip(range(count), cycle(EntryKind), strict=False)]
    left, top, right, bottom = ink_of(signs(look, kinds, look.sign_width(count)))
    assert left >= 100
    assert right <= 101 + look.sign_width(count)
    assert top >= 30 - look.row_height / 2
    assert bottom <= 30 + look.row_height / 2


def test_in_haste_the_count_stands_alone_until_there_is_time(qtbot: QtBot) -> None:
    load_fonts()
    look = Look.of(Theme(ThemeMode.LIGHT))
    look.pictures_allowed, look.in_haste = 0, True
    kinds = [EntryKind.SIGNAL] * 12
    in_haste = signs(look, kinds, look.sign_width(12))
    look.begin_frame()
    assert in_haste != signs(look, kinds, look.sign_width(12))


def test_marks_that_turn_writing_about_are_drawn_as_their_names(qtbot: QtBot) -> None:
    load_fonts()
    look = Look.of(Theme(ThemeMode.LIGHT))
    kind = look.kind_pictures(EntryKind.MESSAGE, look.ink, look.ink, 0, 0)
    for turned, inert in (("txt\u202eexe", "txt[RLO]exe"), ("\u2067a", "[RLI]a")):
        assert look.label.width(turned) == look.label.width(inert)
        seen = look.make_entry_picture(kind, turned).toImage()
        assert seen == look.make_entry_picture(kind, inert).toImage()


def test_a_lag_mark_in_a_full_last_lane_is_not_cut_by_the_lower_edge(lay: Lay) -> None:
    crowd = [an_entry(f"a title of some length {n}", "10:30", SUPPORT) for n in range(60)]
    table = lay(ENGINEERING, SUPPORT, an_entry("rollout", "10:30", ENGINEERING), *crowd)
    picture = table.view.picture
    at_s = seconds(at("10:30"))
    last = len(picture.book.lanes) - 1
    for step in range(40):
        mark = LagMark(last, at_s + step, True, "noticed")
        (end,) = lag_ends(picture, [mark])
        assert end.at.y() + 5.0 < picture.content_height


def test_words_of_a_lag_mark_stand_next_to_its_dot_or_nowhere() -> None:
    lane, height = a_lane(), 16.0
    dot_px = 12.0
    behind, over = QRectF(108, 20, 300, 20), QRectF(0, 0, 90, 60)
    for taken, wanted in (
        ([], "right"),
        ([behind], "left"),
        ([QRectF(108, 0, 300, 60)], "left"),
        ([behind, over], "above"),
        ([QRectF(112, 20, 300, 40), QRectF(0, 20, 88, 40)], "above"),
        ([QRectF(112, 0, 300, 60), over], "nowhere"),
    ):
        found = place_with_words(lane, taken, 100.0, [60.0], height, 500.0)
        if found is None:
            assert wanted == "nowhere"
            continue
        y, _, at = found
        words = QRectF(at.x(), at.y() - height / 2.0, 60.0, height)
        dot = QRectF(100.0 - dot_px, y - dot_px, 2 * dot_px, 2 * dot_px)
        assert words.intersects(dot), "it could be read as another's"
        assert not any(words.intersects(one) for one in taken)
        assert lane.top <= words.top()
        assert words.bottom() <= lane.bottom
        sides = {"right": at.x() > 100.0, "left": words.right() < 100.0, "above": at.y() < y}
        assert sides[wanted]
    # Where all of them have no room, the few do.
    narrow = [QRectF(150, 0, 300, 60), over]
    found = place_with_words(lane, narrow, 100.0, [60.0, 35.0], height, 500.0)
    assert found is not None
    assert found[1] == 1


def test_a_dot_without_any_room_covers_as_little_as_it_can() -> None:
    sign, title = QRectF(0, 0, 400, 21), QRectF(0, 27, 400, 33)
    assert 19.0 < alone(a_lane(), [sign, title], 100.0) < 29.0


def test_a_lag_mark_far_outside_stands_at_the_edge_and_says_how_far(lay: Lay) -> None:
    table = lay(ENGINEERING, SUPPORT, an_entry("rollout", "10:30", ENGINEERING))
    picture = table.view.picture
    for day, beyond in (("2020-01-01", -1), ("2031-01-01", 1)):
        at_s = datetime.fromisoformat(f"{day}T10:00+00:00").timestamp()
        (end,) = lag_ends(picture, [LagMark(1, at_s, True, "far")])
        assert end.beyond == beyond
        assert end.words == "far"
        assert 0 < end.at.x() < picture.width
        assert 0 <= end.words_at.x() < picture.width - picture.look.small.width("far")
        assert lag_end_at([end], end.at) is None


def test_lag_words_count_from_when_it_may_have_begun_and_tell_what_came_before_it() -> None:
    between = an_entry(
        "odd", None, ENGINEERING, precision=Precision.BETWEEN,
        earliest=at("10:10"), latest=at("10:30"),
    )  # fmt: skip
    book = LaneBook()
    for noticed, words in (
        ("10:40", "+10 min"),
        ("10:20", "phone"),
        ("10:00", "\N{MINUS SIGN}10 min"),
    ):
        sighting = a_sighting(between, SUPPORT, noticed=noticed, through="phone")
        review = a_review(ENGINEERING, SUPPORT, between, sighting)
        book.read(review)
        (mark,) = lag_marks_of(review, book, between.id)
        assert mark.words.startswith(words)
        assert mark.at_s == seconds(at(noticed))
    called = a_sighting(between, SUPPORT, noticed="10:40", channel=Channel.CALL)
    review = a_review(ENGINEERING, SUPPORT, between, called)
    (mark,) = lag_marks_of(review, book, between.id)
    assert (mark.words, mark.short) == ("+10 min · call", "+10 min")
    assert mark.told == "Support: noticed · +10 min · call"
    unread = a_sighting(between, SUPPORT, visible="10:35", through="status board")
    book.read(review := a_review(ENGINEERING, SUPPORT, between, unread))
    (mark,) = lag_marks_of(review, book, between.id)
    assert mark.words == "+5 min · status board"


def lit(table: Table, mark: LitMark, standing_out: list[tuple[int, QRectF]]) -> QImage:
    """What a mark of a replay alone puts on the lanes."""
    picture = table.view.picture
    image = QImage(picture.width, round(picture.content_height), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        paint_lit(painter, picture, [mark], standing_out)
    return image


def inked(image: QImage, area: QRectF) -> bool:
    within = area.toRect().intersected(image.rect())
    return any(
        image.pixelColor(x, y) != Qt.GlobalColor.white
        for y in range(within.top(), within.bottom() + 1)
        for x in range(within.left(), within.right() + 1)
    )


def test_what_is_lit_stays_in_its_lane_and_leaves_what_stands_there_to_be_read(lay: Lay) -> None:
    crowd = [an_entry(f"a title of some length {n}", "10:30", SUPPORT) for n in range(30)]
    table = lay(ENGINEERING, SUPPORT, an_entry("rollout", "10:30", ENGINEERING), *crowd)
    picture = table.view.picture
    lane = picture.drawn()[-1]
    cluster = lane.layout.clusters[0]
    folded = Spot(lane.number, cluster.ranges[0][0])
    high = picture.look.row_height * 0.82
    sign = QRectF(
        cluster.x + picture.shift, lane.rows[cluster.row] - high / 2.0, cluster.width, high
    )
    image = lit(table, LitMark(folded, lane.number, None, True, "folded"), [])
    assert inked(image, sign.adjusted(-4, -2, 4, 2))
    assert not inked(image, sign.adjusted(4, 4, -4, -4))
    # Of another lane, where a selected event takes the whole of this one.
    other, at_s = Spot(0, 0), seconds(at("10:31"))
    pill = QRectF(0, lane.top, picture.width, lane.height)
    image = lit(table, LitMark(other, lane.number, at_s, True, "rollout"), [(lane.number, pill)])
    x, ring = picture.window.x_of(at_s), picture.look.row_height
    assert inked(image, QRectF(x - 4, lane.top, 8, lane.height))
    assert not inked(image, QRectF(x + ring, 0, 200, picture.content_height))
    assert not inked(image, QRectF(0, 0, picture.width, lane.top))
