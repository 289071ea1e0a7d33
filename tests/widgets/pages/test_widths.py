"""Pages use the width there is, and cut nothing where there is room."""

from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton

from builders import a_condition, a_repair
from panels import Bench
from reviewdesk.services import record_edits
from reviewdesk.widgets.link_fields import LinkField
from reviewdesk.widgets.pages.lessons import LessonsPage
from reviewdesk.widgets.pages.perspectives import PerspectivesPage
from reviewdesk.widgets.pages.record_list import ReviewPage
from reviewdesk.widgets.pages.repairs import RepairsPage

P = TypeVar("P", bound=ReviewPage)


def shown(bench: Bench, kind: type[P]) -> P:
    made = kind(bench.bridge, bench.view, bench.theme)
    bench.show(made, 1260, 850)
    return made


@pytest.mark.parametrize("width", [760, 1024, 1260, 1920])
def test_no_card_is_cut_by_the_edge_of_the_page(bench: Bench, width: int) -> None:
    made = shown(bench, PerspectivesPage)
    made.resize(width, 700)
    bench.qtbot.waitUntil(lambda: made.width() == width)
    edge = made.area.viewport().width()
    bench.qtbot.waitUntil(
        lambda: all(
            card.mapTo(made.area.widget(), QPoint(card.width(), 0)).x() <= edge
            for card in made.cards.values()
        )
    )
    assert made.area.widget().width() <= edge


def test_chips_say_all_where_there_is_room(bench: Bench) -> None:
    title = "an alarm that asks for one in ten of all calls to fail before it rings anywhere"
    condition = a_condition(title, position=9.0)
    for record in (condition, a_repair(condition_ids=(condition.id,))):
        record_edits.add_record(bench.bridge, record)
    made = shown(bench, RepairsPage)
    chip = made.findChild(LinkField, "repair_conditions_field").findChild(QPushButton, "chip_link")
    assert title in chip.text()
    made.resize(480, 700)  # narrow enough for the text of any font that stands in
    bench.qtbot.waitUntil(lambda: chip.text().endswith("…"))
    made.resize(1260, 700)
    bench.qtbot.waitUntil(lambda: title in chip.text())


def test_rows_use_the_width_there_is(bench: Bench) -> None:
    made = shown(bench, LessonsPage)
    made.resize(1240, 700)
    assert made.add_line.width() > 1_150
