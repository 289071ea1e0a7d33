"""Gaps: marked, counted, listed, and gone to by mouse and by key."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QListWidget

from builders import an_entry, at
from reviewdesk.domain import edits
from reviewdesk.domain.filters import EntryFilter
from reviewdesk.widgets.timeline.gap_button import GapList
from reviewdesk.widgets.timeline.gap_marks import free_place, gaps_in_sight
from timelines import ENGINEERING, LEFT, SUPPORT, Lay, Table, lay

__all__ = ["lay"]


@pytest.fixture
def told(lay: Lay) -> Table:
    """Two gaps over half an hour: 10:40 to 11:30, 12:00 to 13:00."""
    return lay(
        ENGINEERING,
        SUPPORT,
        an_entry("rollout", "10:30", ENGINEERING),
        an_entry("calls", "10:40", SUPPORT),
        an_entry("asked", "11:30", SUPPORT, end="12:00"),
        an_entry("answered", "11:45", ENGINEERING),
        an_entry("all clear", "13:00", ENGINEERING),
        an_entry("written down", "13:10", ENGINEERING),
    )


def opened(table: Table) -> GapList:
    table.bot.mouseClick(table.panel.gap_button, LEFT)
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, GapList)]
    assert len(found) == 1
    return found[0]


def rows(panel: GapList) -> list[str]:
    listed = panel.findChild(QListWidget, "gap_list")
    return [listed.item(row).text() for row in range(listed.count())]


def test_gaps_are_marked_and_counted(told: Table) -> None:
    assert told.panel.gap_button.text() == "2 gaps"
    before = told.panel.gaps.gaps
    told.bridge.sieve.set_filter(EntryFilter(department_ids=frozenset({ENGINEERING.id})))
    told.panel.gaps.look()
    # Nothing was silent where the filter hides something.
    assert told.panel.gaps.gaps == before
    told.bridge.sieve.set_filter(EntryFilter())
    picture = told.view.picture
    assert len(list(gaps_in_sight(picture, told.panel.gaps.gaps))) == 2
    marked = told.view.grab().toImage()
    told.state.set_gap_minutes(0)
    assert told.panel.gap_button.text() == "Gaps"
    assert told.view.grab().toImage() != marked


def test_one_key_goes_from_gap_to_gap_and_round(told: Table) -> None:
    gaps = told.panel.gaps
    told.view.zoom(6.0, 10.0)
    seen = []
    for _ in range(3):
        assert gaps.step()
        assert gaps.in_hand is not None
        seen.append(gaps.in_hand)
        window = told.view.picture.window
        assert 0 <= window.x_of(gaps.in_hand.start_s) < told.view.picture.width
        assert 0 < window.x_of(gaps.in_hand.end_s) <= told.view.picture.width
        # It is seen which one it is.
        middle = window.x_of((gaps.in_hand.start_s + gaps.in_hand.end_s) / 2.0) + 12.0
        at_it = QPoint(told.view.head_width + round(middle), told.header + 3)
        marked = told.view.grab().toImage().pixelColor(at_it)
        told.view.show_gaps(gaps.gaps, None)
        assert told.view.grab().toImage().pixelColor(at_it) != marked
        told.view.show_gaps(gaps.gaps, gaps.in_hand)
    assert len(set(seen)) == 2
    assert seen[2] == seen[0]
    gaps.step(back=True)
    assert gaps.in_hand == seen[1]
    assert "Gap " in told.view.accessibleDescription()


def test_the_list_names_each_and_leads_there(told: Table) -> None:
    panel = opened(told)
    assert rows(panel) == ["10:40 – 11:30 · 50 min", "12:00 – 13:00 · 1 h"]
    listed = panel.findChild(QListWidget, "gap_list")
    told.bot.keyClick(listed, Qt.Key.Key_Down)
    told.bot.keyClick(listed, Qt.Key.Key_Return)
    assert told.panel.gaps.in_hand is not None
    assert told.panel.gaps.in_hand.start_s == at("12:00").timestamp()
    told.bot.waitUntil(lambda: not any(
        isinstance(one, GapList) and one.isVisible() for one in QApplication.topLevelWidgets()
    ))  # fmt: skip


def test_another_span_is_chosen_in_the_list(told: Table) -> None:
    panel = opened(told)
    spans = panel.findChild(QComboBox, "gap_span")
    spans.setCurrentIndex(spans.findData(60))
    spans.activated.emit(spans.currentIndex())
    assert rows(panel) == ["12:00 – 13:00 · 1 h"]
    assert told.state.gap_minutes == 60
    panel.close()


def test_an_event_in_a_gap_closes_it(told: Table) -> None:
    told.desk.apply(edits.add(an_entry("looked", "11:05", SUPPORT), label="Add"))
    told.bot.waitUntil(lambda: told.panel.gap_button.text() == "1 gap")
    told.desk.undo()
    told.bot.waitUntil(lambda: told.panel.gap_button.text() == "2 gaps")


def test_the_header_says_what_is_missing_there(told: Table) -> None:
    x = told.view.picture.window.x_of(at("11:00").timestamp()) + told.view.head_width
    words = told.view._mouse.words_at(QPoint(round(x), 12))
    assert "Nothing is told: 10:40 – 11:30, 50 min" in words


def test_without_gaps_there_is_nowhere_to_go(lay: Lay) -> None:
    table = lay(ENGINEERING, an_entry("rollout", "10:30", ENGINEERING))
    assert not table.panel.gaps.step()


def test_how_long_a_gap_is_covers_no_title(lay: Lay) -> None:
    long = "a title that is so long that it reaches far into the silence after it, and then on"
    table = lay(
        ENGINEERING,
        SUPPORT,
        an_entry("rollout", "10:30", ENGINEERING),
        an_entry(long, "10:40", SUPPORT),
        an_entry("all clear", "13:00", ENGINEERING),
        height=330,
    )
    picture = table.view.picture
    ((_gap, left, right),) = gaps_in_sight(picture, table.panel.gaps.gaps)
    chip = free_place(picture, left, right, 60.0)
    lane = picture.drawn()[1]
    (title,) = lane.layout.placed
    half = picture.look.row_height / 2.0
    middle = lane.rows[title.row]
    said = QRectF(title.label_x + picture.shift, middle - half, title.label_width, 2 * half)
    assert said.right() > left + 60.0
    assert chip is not None
    assert not chip.intersects(said)


def test_how_long_a_gap_is_stays_unsaid_where_nothing_is_free(told: Table) -> None:
    picture = told.view.picture
    ((_gap, left, right), _after) = gaps_in_sight(picture, told.panel.gaps.gaps)
    assert free_place(picture, left, right, 60.0) is not None
    everywhere = [QRectF(0.0, 0.0, float(picture.width), picture.content_height)]
    assert free_place(picture, left, right, 60.0, everywhere) is None


def test_no_line_of_the_list_is_cut(lay: Lay) -> None:
    table = lay(
        ENGINEERING,
        an_entry("shipped", at("10:00") - timedelta(days=400), ENGINEERING),
        an_entry("rollout", "10:00", ENGINEERING),
    )
    panel = opened(table)
    listed = panel.findChild(QListWidget, "gap_list")
    assert listed.sizeHintForColumn(0) <= listed.viewport().width()
