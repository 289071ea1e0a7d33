"""Open repairs of all reviews: as they are now, and only what somebody has to do."""

from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QTableView

from builders import a_repair
from reviewdesk.domain.edits import add
from reviewdesk.domain.repairs import Repair, RepairState
from reviewdesk.qt.library_models import DETAIL_ROLE
from reviewdesk.qt.view_state import Page
from reviewdesk.widgets.console.side_bar import SideItem
from running import Running


def count(program: Running) -> int:
    return int(program.find(SideItem, "side_open_repairs").count or 0)


def titles(program: Running) -> list[str]:
    model = program.find(QTableView, "open_repairs_table").model()
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def test_page_and_count_follow_what_is_written(program: Running) -> None:
    program.open_sample()
    program.go(Page.OPEN_REPAIRS)
    program.until(lambda: count(program) > 0)
    before = count(program)
    assert len(titles(program)) == before
    repair = a_repair("Give the pattern an owner")
    program.bridge.apply(add(repair))
    program.until(lambda: count(program) == before + 1)
    assert repair.title in titles(program)
    program.do("undo")
    program.until(lambda: count(program) == before)
    assert repair.title not in titles(program)


def test_what_is_done_shows_once_its_check_is_due(program: Running) -> None:
    program.open_sample()
    program.until(lambda: count(program) > 0)
    before = count(program)
    today = datetime.now(UTC).astimezone().date()
    due, later, unset = (
        a_repair(title, state=RepairState.DONE, check_on=day)
        for title, day in (
            ("check is due", today),
            ("check comes later", today + timedelta(days=3)),
            ("no check is agreed", None),
        )
    )
    program.bridge.apply(add(due, later, unset))
    program.go(Page.OPEN_REPAIRS)
    program.until(lambda: count(program) == before + 1)
    model = program.find(QTableView, "open_repairs_table").model()
    (row,) = [row for row in range(model.rowCount()) if model.index(row, 1).data() == due.title]
    assert model.index(row, 3).data() == "done, check is due"
    number = program.review.all(Repair)[due.id].number
    assert model.index(row, 1).data(DETAIL_ROLE) == f"R{number} · {program.review.head.title}"
    assert not {later.title, unset.title} & set(titles(program))


def test_the_list_of_reviews_counts_as_the_side_bar_does(program: Running) -> None:
    program.open_sample()
    program.go(Page.LIBRARY)
    program.until(lambda: count(program) > 0)
    (row,) = program.application.librarian.reviews
    assert row.open_repairs == count(program)


def test_title_is_given_the_room(program: Running) -> None:
    program.open_sample()
    program.go(Page.OPEN_REPAIRS)
    table = program.find(QTableView, "open_repairs_table")
    program.until(lambda: table.isVisible() and table.model().rowCount() > 0)
    program.qtbot.wait(50)
    wide = table.columnWidth(1)
    assert wide > table.width() / 2
