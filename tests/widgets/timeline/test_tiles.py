"""The picture is the same whether it is painted straight, in tiles, or ahead of a zoom."""

from datetime import timedelta

import pytest
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from builders import a_review, an_entry, at
from reviewdesk.domain.entries import EntryKind, Precision
from reviewdesk.qt.theme import Theme, ThemeMode, load_fonts
from reviewdesk.widgets.timeline.lane_book import LaneBook
from reviewdesk.widgets.timeline.look import Look
from reviewdesk.widgets.timeline.picture import TimelinePicture
from reviewdesk.widgets.timeline.tiles import TILE_PX
from timelines import ENGINEERING, SUPPORT

WIDTH, HEIGHT = 700, 300


@pytest.fixture
def picture(qtbot: QtBot) -> TimelinePicture:
    load_fonts()
    book = LaneBook()
    kinds = list(EntryKind)
    points = [
        an_entry(
            f"pump {number * 7919 % 60} stops",
            at("10:00") + timedelta(seconds=number * 97),
            (ENGINEERING, SUPPORT)[number % 2],
            kind=kinds[number % len(kinds)],
        )
        for number in range(60)
    ]
    bars = [
        an_entry("about", "10:05", ENGINEERING, end=at("11:30"), precision=Precision.ABOUT),
        an_entry("went on", "10:10", SUPPORT, end=at("11:20"), open_end=True),
    ]
    book.read(a_review(ENGINEERING, SUPPORT, *points, *bars, zone="UTC"))
    made = TimelinePicture(book, Look.of(Theme(ThemeMode.LIGHT)))
    made.begin_at_first()
    made.resize(WIDTH, HEIGHT)
    made.window.show(made.next_fit(), WIDTH)
    return made


def painted(picture: TimelinePicture) -> QImage:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        picture.paint(painter)
    return image


def rest(picture: TimelinePicture) -> None:
    while picture.work_ahead(rested=True):
        pass


def steps_between(one: QImage, other: QImage) -> int:
    """By how much the most different of their px differ."""
    size, line = one.sizeInBytes(), bytes(one.constBits())
    return max(abs(a - b) for a, b in zip(line, bytes(other.constBits())[:size], strict=True))


def test_a_bar_without_firm_ends_goes_through_the_edges_of_tiles_without_a_step(
    picture: TimelinePicture,
) -> None:
    rest(picture)
    image, bars = painted(picture), 0
    for lane in picture.drawn():
        for one in lane.layout.placed:
            if one.bar_end - one.x < TILE_PX:
                continue
            bars += 1
            y = round(lane.rows[one.row] - picture.look.bar_height / 2.0 + 2.0)
            first = picture.window.left + round(one.x + picture.shift) + TILE_PX
            for edge in range(first // TILE_PX * TILE_PX, round(one.bar_end), TILE_PX):
                x = edge - picture.window.left
                if TILE_PX < x < WIDTH - 2:
                    before, after = image.pixelColor(x - 1, y), image.pixelColor(x, y)
                    assert abs(before.blue() - after.blue()) <= 3
    assert bars == 2


@pytest.mark.parametrize("factor", [1.22, 1 / 1.22])
def test_what_was_painted_ahead_of_a_zoom_is_what_the_zoom_shows(
    picture: TimelinePicture, factor: float
) -> None:
    rest(picture)
    picture.zoom(factor, 240.0)
    ahead = painted(picture)
    picture.forget()
    rest(picture)
    assert steps_between(ahead, painted(picture)) <= 4


def test_zooming_in_and_out_again_leads_back_to_the_same_px(picture: TimelinePicture) -> None:
    for _ in range(40):
        before = picture.window.scale
        picture.zoom(1.22, 310.0)
        ahead = picture.window.scale
        picture.zoom(1 / 1.22, 310.0)
        assert picture.window.scale == before
        picture.zoom(1.22, 310.0)
        assert picture.window.scale == ahead


def test_an_edit_is_seen_in_what_was_painted_ahead_before_it(picture: TimelinePicture) -> None:
    rest(picture)
    picture.zoom(1.22, 240.0)
    before = painted(picture)
    picture.zoom(1 / 1.22, 240.0)
    columns = picture.book.lanes[0].columns
    columns.remove(len(columns) // 2)
    picture.forget({0})
    picture.zoom(1.22, 240.0)
    assert steps_between(before, painted(picture)) > 60


def test_timelines_of_one_theme_share_their_pictures_until_it_changes(qtbot: QtBot) -> None:
    load_fonts()
    theme = Theme(ThemeMode.LIGHT)
    look = Look.of(theme)
    assert Look.of(theme) is look
    assert Look.of(theme, 2.0).pixel_ratio == 2.0
    theme.set_zoom(1.5)
    assert Look.of(theme).row_height > look.row_height
    theme.set_mode(ThemeMode.DARK)
    assert Look.of(theme).palette != look.palette
