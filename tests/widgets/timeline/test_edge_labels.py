"""What the edges of the timeline's window ask for is what a look at every label finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from builders import an_entry
from reviewdesk.domain.layout import LaneLayout, Placed, columns_of
from reviewdesk.qt.theme import Theme, ThemeMode
from reviewdesk.widgets.timeline.edge_labels import EdgeLabels
from reviewdesk.widgets.timeline.look import Look
from reviewdesk.widgets.timeline.painter import DrawnLane

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
