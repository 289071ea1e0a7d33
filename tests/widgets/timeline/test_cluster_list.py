"""Events of the same moment, of which no zoom parts the sign."""

import pytest
from PySide6.QtCore import QPoint, Qt

from builders import an_entry
from reviewdesk.domain.layout import Cluster
from reviewdesk.widgets.timeline.cluster_list import PAGE, ClusterList
from timelines import ENGINEERING, LEFT, Lay, Table, lay

__all__ = ["lay"]

COUNT = 450


@pytest.fixture
def crowd(lay: Lay) -> Table:
    return lay(
        ENGINEERING,
        *(
            an_entry(f"alert {number:03}", "10:30", ENGINEERING.id, order=number)
            for number in range(COUNT)
        ),
        an_entry("before", "10:00", ENGINEERING.id),
    )


def sign(table: Table) -> QPoint:
    """The middle of the sign that counts the crowd."""
    picture = table.view.picture
    cluster = max(picture.drawn()[0].layout.clusters, key=lambda one: one.counted)
    area = picture.sign_area(0, cluster)
    return area.center().toPoint() + QPoint(table.view.head_width, table.header)


def opened(table: Table) -> ClusterList:
    table.bot.mouseDClick(table.view, LEFT, pos=sign(table))
    found: ClusterList = table.view.findChild(ClusterList, "cluster_list")
    assert found.isVisible()
    return found


def test_a_double_click_lists_what_no_zoom_would_part(crowd: Table) -> None:
    scale = crowd.view.picture.window.scale
    listed = opened(crowd)
    assert crowd.view.picture.window.scale == scale
    first = listed.item(0).text()
    crowd.bot.keyClick(listed, Qt.Key.Key_Down)
    crowd.bot.keyClick(listed, Qt.Key.Key_Return)
    assert not listed.isVisible()
    (entry_id,) = crowd.state.selection
    title = crowd.desk.review.entries[entry_id].title
    assert crowd.is_folded(title)
    assert title > first.rsplit(" · ", 1)[1]


def test_enter_lists_the_page_of_the_selected_event_and_escape_leaves_all_as_it_was(
    crowd: Table,
) -> None:
    wanted = crowd.entry("alert 420")
    crowd.state.select(wanted.id)
    crowd.press(Qt.Key.Key_Return)
    listed = crowd.view.findChild(ClusterList, "cluster_list")
    assert listed.currentItem().text().endswith("alert 420")
    crowd.bot.keyClick(listed, Qt.Key.Key_Escape)
    assert not listed.isVisible()
    assert crowd.state.selection == (wanted.id,)


def test_pages_hold_each_event_once(crowd: Table) -> None:
    listed = opened(crowd)
    seen: list[str] = []
    while True:
        texts = [listed.item(row).text() for row in range(listed.count())]
        seen += [text.rsplit(" · ", 1)[1] for text in texts if " · " in text]
        assert len(texts) <= PAGE + 2
        if " · " in texts[-1]:
            break
        listed.setCurrentRow(listed.count() - 1)
        crowd.bot.keyClick(listed, Qt.Key.Key_Return)
    alerts = [f"alert {number:03}" for number in range(COUNT)]
    assert seen == [title for title in alerts if crowd.is_folded(title)]
    assert len(seen) > 2 * PAGE


def test_what_a_zoom_parts_is_zoomed_to(lay: Lay) -> None:
    table = lay(
        ENGINEERING,
        *(an_entry(f"alert {n}", f"10:30:{n:02}", ENGINEERING.id) for n in range(60)),
        an_entry("before", "06:00", ENGINEERING.id),
        an_entry("after", "20:00", ENGINEERING.id),
    )
    table.view.show_span(table.view.picture.fit_span())
    picture = table.view.picture
    cluster = max(picture.drawn()[0].layout.clusters, key=lambda one: one.counted)
    assert isinstance(cluster, Cluster)
    scale = picture.window.scale
    table.bot.mouseDClick(table.view, LEFT, pos=sign(table))
    assert picture.window.scale > scale
    left = [one.counted for one in picture.drawn()[0].layout.clusters]
    assert max(left, default=0) <= cluster.counted / 2
    assert table.view.findChild(ClusterList, "cluster_list") is None


def test_one_double_click_opens_a_crowd_among_stragglers(lay: Lay) -> None:
    table = lay(
        ENGINEERING,
        *(an_entry(f"alert {n:03}", "10:30", ENGINEERING.id, order=n) for n in range(COUNT)),
        *(an_entry(f"after {n}", f"10:3{n + 1}", ENGINEERING.id) for n in range(8)),
        an_entry("before", "00:10", ENGINEERING.id),
        an_entry("end", "23:00", ENGINEERING.id),
    )
    table.view.show_span(table.view.picture.fit_span())
    picture = table.view.picture
    cluster = max(picture.drawn()[0].layout.clusters, key=lambda one: one.counted)
    assert picture.parts_by_zoom(0, cluster)
    listed = opened(table)
    assert listed.item(0).text().split(" · ", 1)[1].startswith("alert")
