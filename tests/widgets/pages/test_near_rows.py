"""Very many rows: what is near to the eye is made, the rest when it is gone to."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from panels import Bench
from reviewdesk.domain import edits
from reviewdesk.domain.ids import new_id
from reviewdesk.domain.notes import ParkingItem
from reviewdesk.domain.understanding import Condition, Layer, OpenQuestion
from reviewdesk.domain.values import Record
from reviewdesk.widgets.pages.questions import QuestionsPage
from reviewdesk.widgets.pages.record_list import RecordListPage
from reviewdesk.widgets.pages.repairs import RepairsPage

MANY = 60


def add_all(bench: Bench, records: list[Record]) -> None:
    bench.bridge.apply(edits.add(*records))


def questions(bench: Bench) -> list[OpenQuestion]:
    made = [
        OpenQuestion(id=new_id(), title=f"who knew of {place}?", position=float(place))
        for place in range(MANY)
    ]
    add_all(bench, list(made))
    return made


def opened(bench: Bench, kind: type[RecordListPage]) -> RecordListPage:
    page = kind(bench.bridge, bench.view, bench.theme)
    bench.show(page, 900, 600)
    return page


def settled(bench: Bench, page: RecordListPage) -> None:
    """Waits until no more rows come."""
    count = -1
    while count != len(page.rows):
        count = len(page.rows)
        bench.qtbot.wait(80)


def test_rows_are_made_where_one_looks(bench: Bench) -> None:
    records = questions(bench)
    page = opened(bench, QuestionsPage)
    settled(bench, page)
    ids = [one.id for one in records]
    assert list(page.rows) == ids[: len(page.rows)]
    assert 6 < len(page.rows) < MANY - 20
    bar = page.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    settled(bench, page)
    assert ids[-1] in page.rows
    assert ids[MANY // 2] not in page.rows
    last = page.rows[ids[-1]]
    assert last.visibleRegion().boundingRect().height() == last.height()


def test_a_row_far_away_is_gone_to_and_the_keyboard_walks_on_from_it(bench: Bench) -> None:
    records = questions(bench)
    page = opened(bench, QuestionsPage)
    far = records[40]
    page.show_record(far.id)
    settled(bench, page)
    row = page.rows[far.id]
    assert row.hasFocus()
    assert not row.visibleRegion().isEmpty()
    before, after = page.rows[records[39].id], page.rows[records[41].id]
    walked: list[QWidget | None] = []
    while not walked or (row.isAncestorOf(walked[-1]) and len(walked) < 20):
        bench.qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        walked.append(page.focusWidget())
    print(
        [
            (one.objectName(), one.mapTo(page, one.rect().topLeft()).y(), row.isAncestorOf(one))
            for one in walked
        ],
        after.objectName(),
    )
    assert walked[-1] is after
    row.setFocus()
    bench.qtbot.keyClick(row, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert before.isAncestorOf(page.focusWidget())


def test_a_row_that_was_not_made_yet_can_be_moved_and_taken_away(bench: Bench) -> None:
    records = questions(bench)
    page = opened(bench, QuestionsPage)
    page.show_record(records[40].id)
    row = page.rows[records[40].id]
    bench.qtbot.keyClick(row, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert row.hasFocus()
    assert bench.review.listed(OpenQuestion)[39].id == records[40].id
    bench.qtbot.keyClick(row, Qt.Key.Key_Delete)
    assert len(bench.review.all(OpenQuestion)) == MANY - 1
    assert page.rows[records[39].id].hasFocus()
    bench.bridge.undo()
    bench.bridge.undo()
    settled(bench, page)
    heads = [one.id for one in bench.review.listed(OpenQuestion)]
    assert heads == [one.id for one in records]
    places = [page.rows[one].y() for one in heads if one in page.rows]
    assert places == sorted(places)


def test_many_conditions_without_a_repair_share_a_menu(bench: Bench) -> None:
    conditions = [
        Condition(id=new_id(), title=f"cause {place}", layer=Layer.CHANGE, position=float(place))
        for place in range(30)
    ]
    add_all(bench, list(conditions))
    page = opened(bench, RepairsPage)
    page.findChild(QPushButton, "more_without_repair").click()
    menu = page.findChild(QMenu, "without_repair_menu")
    action = menu.actions()[-2]
    menu.close()
    action.trigger()
    # Before Alignment it goes to the parking lot.
    assert bench.review.listed(ParkingItem)[-1].title == "Repair for C31 cause 29"
