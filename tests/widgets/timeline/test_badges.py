"""Star, evidence and standing at the shape of an event, as edits come and go."""

from PySide6.QtGui import QImage

from builders import an_entry, at
from reviewdesk.domain import edits
from reviewdesk.domain.entries import Evidence, Precision, Standing
from timelines import ENGINEERING, Lay, Table, lay, table

__all__ = ["lay", "table"]


def picture_of(table: Table, title: str) -> QImage:
    """What is painted round an event's shape."""
    at, reach = table.point(title), 14
    whole = table.view.grab().toImage()
    return whole.copy(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)


def test_a_star_shows_on_the_event_and_goes_with_undo(table: Table) -> None:
    plain = picture_of(table, "rollout")
    table.desk.apply(edits.change(table.entry("rollout"), label="Star", starred=True))
    assert picture_of(table, "rollout") != plain
    table.desk.undo()
    assert picture_of(table, "rollout") == plain


def test_evidence_shows_on_its_event_alone(table: Table) -> None:
    before = [picture_of(table, "rollout"), picture_of(table, "retry rate up")]
    table.state.select(table.entry("keep rolling").id)
    link = Evidence(id="e1", entry_id=table.entry("rollout").id, url="https://example.test/a")
    table.desk.apply(edits.add(link, label="Add evidence"))
    assert picture_of(table, "rollout") != before[0]
    assert picture_of(table, "retry rate up") == before[1]
    table.desk.undo()
    assert picture_of(table, "rollout") == before[0]


def test_what_is_reported_and_what_is_inferred_differ(lay: Lay) -> None:
    looks = []
    for standing in Standing:
        table = lay(ENGINEERING, an_entry("it happened", "10:35", ENGINEERING, standing=standing))
        looks.append(picture_of(table, "it happened"))
    assert looks[0] != looks[1] != looks[2] != looks[0]


def test_evidence_that_was_there_before_is_shown(lay: Lay) -> None:
    entry = an_entry("it happened", "10:35", ENGINEERING)
    bare = picture_of(lay(ENGINEERING, entry), "it happened")
    shown = lay(ENGINEERING, entry, Evidence(id="e1", entry_id=entry.id, title="graph"))
    assert picture_of(shown, "it happened") != bare


def tip(table: Table, title: str) -> str:
    return table.view._mouse.words_at(table.point(title))


def test_the_tip_says_what_is_sure_and_no_more(lay: Lay) -> None:
    table = lay(
        ENGINEERING,
        an_entry("exact", "10:30", ENGINEERING, starred=True, standing=Standing.INFERRED),
        an_entry("near", "10:50", ENGINEERING, precision=Precision.ABOUT),
        an_entry("within", None, ENGINEERING, precision=Precision.BETWEEN,
                 earliest=at("11:00"), latest=at("11:20")),
        an_entry("lost", "11:40", ENGINEERING, precision=Precision.UNKNOWN),
    )  # fmt: skip
    table.view.show_span(table.view.picture.fit_span())
    assert tip(table, "exact") == "10:30 · exact\ninferred, chosen for the report"
    assert tip(table, "near") == "about 10:50 · near"
    assert tip(table, "within") == "some time from 11:00 to 11:20 · within"
    # Fit leaves out what has no time of its own.
    table.view.reveal(table.view.picture.book.find(table.entry("lost").id))
    assert tip(table, "lost") == "time unknown · lost"
    table.state.select(table.entry("within").id)
    assert "11:00–11:20" in table.view.accessibleDescription()
