"""What the edges of the timeline's window ask for is what a look at every label finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage, QPainter

from builders import a_review, an_entry, at
from reviewdesk.domain.entries import Precision
from reviewdesk.domain.layout import LaneLayout, Placed, Span, columns_of, seconds
from reviewdesk.qt.theme import Theme, ThemeMode, load_fonts
from reviewdesk.widgets.timeline.edge_labels import EdgeLabels
from reviewdesk.widgets.timeline.edges import paint_left_edge, paint_right_edge
from reviewdesk.widgets.timeline.lane_book import LaneBook
from reviewdesk.widgets.timeline.look import Look
from reviewdesk.widgets.timeline.painter import DrawnLane
from reviewdesk.widgets.timeline.picture import TimelinePicture

LABELS = st.lists(st.tuples(st.integers(-300, 600), st.integers(0, 250)), max_size=12)


@pytest.mark.usefixtures("qapp")
@given(lanes=st.lists(LABELS, min_size=1, max_size=3), edge=st.integers(-50, 300))
def test_labels_over_an_edge_are_those_that_begin_before_it_and_end_after_it(
    lanes: list[list[tuple[int, int]]], edge: int
) -> None:
    look = Look.of(Theme(ThemeMode.LIGHT))
    columns = columns_of([an_entry("mail")], [None])[0]
    drawn = []
    for number, labels in enumerate(lanes):
        placed = [Placed(0, 0, x - 10.0, x, wide, wide, x - 10.0) for x, wide in labels]
        layout = LaneLayout(placed)
        drawn.append(DrawnLane(number, 0.0, 40.0, QColor("black"), columns, layout, [20.0]))
    wanted = sorted(
        (float(x), float(x + wide))
        for labels in lanes
        for x, wide in labels
        if wide and x < edge - 1 and x + wide > edge + 1
    )
    found = EdgeLabels(drawn, look)
    assert sorted((one.begin, one.end) for one in found.over(edge - 1.0, edge + 1.0)) == wanted
    while found.prepare(titles=True):
        pass
    assert sorted((one.begin, one.end) for one in found.over(edge - 1.0, edge + 1.0)) == wanted


@pytest.mark.parametrize("precision", [Precision.EXACT, Precision.ABOUT, Precision.BETWEEN])
def test_how_long_it_lasts_is_seen_from_the_edge_on(qapp: object, precision: Precision) -> None:
    assert qapp
    load_fonts()
    begin, end = ("earliest", "latest") if precision is Precision.BETWEEN else ("start", "end")
    times = {"start": None, begin: "10:00", end: "11:00"}
    book = LaneBook()
    book.read(a_review(an_entry("flood of reports of customers", precision=precision, **times)))
    picture = TimelinePicture(book, Look.of(Theme(ThemeMode.LIGHT), 1.0))
    picture.begin_at_first()
    picture.resize(600, 60)
    picture.window.show(Span(seconds(at("10:02")), seconds(at("10:40"))), picture.width)
    shown = QImage(600, 60, QImage.Format.Format_RGB32)
    with QPainter(shown) as painter:
        picture.paint(painter)
        paint_left_edge(painter, picture)
        paint_right_edge(painter, picture)
    ground, middle = picture.look.ground(0), round(picture.drawn()[0].rows[0])
    assert any(
        all(shown.pixelColor(x, y) != ground for x in range(600))
        for y in range(middle + 2, middle + picture.look.bar_height // 2 + 2)
    )


def test_a_label_at_the_edge_hides_nothing_that_lasts_in_its_row(qapp: object) -> None:
    assert qapp
    columns = columns_of([an_entry("lasting") for _ in range(3)], [None])
    day_long, labelled = (
        Placed(0, 0, -400.0, -390.0, 90.0, 90.0, 900.0),
        Placed(1, 0, -50.0, -40.0, 90.0, 90.0, -50.0),
    )
    below = Placed(2, 1, -300.0, -290.0, 0.0, 0.0, 500.0)
    layout = LaneLayout([day_long, labelled, below], rows_used=2)
    lane = DrawnLane(0, 0.0, 60.0, QColor("black"), columns[0], layout, [15.0, 45.0])
    (label,) = EdgeLabels([lane], Look.of(Theme(ThemeMode.LIGHT), 1.0)).over(0.0, 1.0)
    assert (label.begin, label.lasting) == (-40.0, [day_long])
