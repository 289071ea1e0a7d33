"""From which event +5m counts while none is selected."""

from datetime import timedelta

from PySide6.QtCore import Qt

from builders import an_entry, at
from timelines import ENGINEERING, SUPPORT, Lay, Table, lay

__all__ = ["lay"]


def far_away(lay: Lay) -> Table:
    """A story, and a report ten days later."""
    return lay(
        ENGINEERING,
        SUPPORT,
        an_entry("rollout", "10:32", ENGINEERING),
        an_entry("calls pile up", "10:39", SUPPORT),
        an_entry("retry rate up", "10:45", ENGINEERING),
        an_entry("report is out", at("10:00") + timedelta(days=10), SUPPORT),
    )


def typed(table: Table, text: str) -> str:
    line = table.panel.quick_line
    line.field.setText(text)
    table.bot.keyClick(line.field, Qt.Key.Key_Return)
    return table.entry(text.split(maxsplit=1)[1]).start.strftime("%d %H:%M")


def said(table: Table, text: str) -> str:
    table.panel.quick_line.field.setText(text)
    return table.panel.quick_line.field.accessibleDescription()


def test_it_counts_from_the_last_event_of_the_lane_in_hand_in_sight(lay: Lay) -> None:
    table = far_away(lay)
    table.view.fit()
    table.view.show_span(table.view.picture.story_span())
    assert "Counted from “retry rate up”" in said(table, "+5m one")
    table.view.pick_lane(SUPPORT.id)
    assert "Counted from “calls pile up”" in said(table, "+5m one")


def test_with_nothing_in_sight_it_counts_from_the_story(lay: Lay) -> None:
    table = far_away(lay)
    table.view.pan(-5_000_000)
    assert "Counted from “retry rate up”" in said(table, "+5m one")


def test_what_was_added_last_in_this_sitting_comes_before_what_is_seen(lay: Lay) -> None:
    table = far_away(lay)
    day = at("10:00").day
    assert typed(table, "10:20 before it all") == f"{day:02} 10:20"
    table.state.select()
    assert "Counted from “before it all”" in said(table, "+5m after that")
    assert typed(table, "+5m after that") == f"{day:02} 10:25"
    table.desk.undo()
    table.desk.undo()
    table.state.select()
    assert "Counted from “before it all”" not in said(table, "+5m after that")
