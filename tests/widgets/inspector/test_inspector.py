"""The inspector shows and changes every field of what is selected."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from builders import a_note, an_entry, at
from panels import Bench
from reviewdesk.domain.entries import (
    Entry,
    EntryKind,
    Evidence,
    Marker,
    MarkerKind,
    Precision,
    Standing,
)
from reviewdesk.domain.notes import Note
from reviewdesk.domain.origin import START, origin_of, relative_text
from reviewdesk.domain.people import Voice
from reviewdesk.domain.sightings import Channel
from reviewdesk.qt.theme import ThemeMode
from reviewdesk.qt.view_state import Clock
from reviewdesk.services import record_edits
from reviewdesk.widgets.fields import AddLine, CheckField, ChoiceField, LineField, TextField
from reviewdesk.widgets.inspector.inspector import Inspector
from reviewdesk.widgets.inspector.sight_table import SightTable
from reviewdesk.widgets.time_fields import MomentField, TimesField


@pytest.fixture
def inspector(bench: Bench) -> Inspector:
    made = Inspector(bench.bridge, bench.view, bench.theme)
    bench.show(made, 330, 1100)
    return made


def select(bench: Bench, inspector: Inspector, *entries: Entry) -> None:
    bench.view.select(*(entry.id for entry in entries))
    inspector.update_now()


def part(inspector: QWidget, kind: type, name: str) -> QWidget:
    found = inspector.findChild(kind, name)
    assert found is not None, name
    return found


def type_into(bench: Bench, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    bench.qtbot.keyClicks(field, text)
    bench.qtbot.keyClick(field, Qt.Key.Key_Return)


def choose(field: ChoiceField, text: str) -> None:
    field.setCurrentIndex(field.findText(text))
    field.activated.emit(field.currentIndex())


def test_it_shows_the_selected_event(bench: Bench, inspector: Inspector) -> None:
    select(bench, inspector, bench.calls)
    assert part(inspector, TextField, "entry_title_field").toPlainText() == "call centre hammered"
    assert part(inspector, TimesField, "entry_times_field").text() == "10:39-11:02"


def test_nothing_selected_says_what_to_do(bench: Bench, inspector: Inspector) -> None:
    select(bench, inspector)
    told = [one.text() for one in inspector.findChildren(QLabel) if one.isVisible()]
    assert told == ["Select an event to see and change all of its fields."]


@pytest.mark.parametrize(
    ("typed", "precision", "shown"),
    [
        ("10:41", Precision.EXACT, "10:41"),
        ("~10:41-10:50", Precision.ABOUT, "~10:41-10:50"),
        ("10:41-?", Precision.EXACT, "10:41-?"),
        ("10:30..11:00", Precision.BETWEEN, "10:30..11:00"),
        ("?", Precision.UNKNOWN, "?"),
        ("12 Mar", Precision.DAY, "12 Mar 2026"),
    ],
)
def test_times_are_typed_as_in_the_quick_line(
    bench: Bench, inspector: Inspector, typed: str, precision: Precision, shown: str
) -> None:
    select(bench, inspector, bench.calls)
    type_into(bench, part(inspector, TimesField, "entry_times_field"), typed)
    assert bench.entry(bench.calls).precision is precision
    assert part(inspector, TimesField, "entry_times_field").text() == shown


def test_what_is_no_time_stays_and_says_so(bench: Bench, inspector: Inspector) -> None:
    select(bench, inspector, bench.calls)
    field = part(inspector, MomentField, "entry_end_field")
    type_into(bench, field, "later")
    assert field.text() == "later"
    assert field.property("wrong") == "true"
    assert "not a time" in field.accessibleDescription()
    assert bench.entry(bench.calls) == bench.calls


def test_an_end_before_the_start_is_questioned_and_not_written(
    bench: Bench, inspector: Inspector
) -> None:
    select(bench, inspector, bench.calls)
    field = part(inspector, MomentField, "entry_end_field")
    type_into(bench, field, "12 Mar 10:20")
    assert bench.entry(bench.calls).end == at("11:02")
    assert field.accessibleDescription() == "An event cannot end before it starts"


def test_precision_carries_over_what_was_known(bench: Bench, inspector: Inspector) -> None:
    select(bench, inspector, bench.calls)
    choose(part(inspector, ChoiceField, "entry_precision_field"), "Between")
    changed = bench.entry(bench.calls)
    assert (changed.earliest, changed.latest) == (at("10:39"), at("11:02"))
    type_into(bench, part(inspector, MomentField, "entry_latest_field"), "10:55")
    assert bench.entry(bench.calls).latest == at("10:55")


def test_kind_department_and_standing_are_chosen(bench: Bench, inspector: Inspector) -> None:
    select(bench, inspector, bench.calls)
    choose(part(inspector, ChoiceField, "entry_kind_field"), "Signal")
    choose(part(inspector, ChoiceField, "entry_department_id_field"), "Finance")
    choose(part(inspector, ChoiceField, "entry_standing_field"), "Inferred")
    changed = bench.entry(bench.calls)
    assert changed.kind is EntryKind.SIGNAL
    assert changed.department_id == bench.departments[4].id
    assert changed.standing is Standing.INFERRED


def test_a_name_is_written_with_its_voice_and_marked_private(
    bench: Bench, inspector: Inspector
) -> None:
    select(bench, inspector, bench.rollout)
    choose(part(inspector, ChoiceField, "entry_voice_id_field"), "release lead")
    type_into(bench, part(inspector, LineField, "voice_name_field"), "Maria Example")
    assert bench.review.all(Voice)[bench.lead.id].name == "Maria Example"
    assert "private" in [one.text() for one in inspector.findChildren(QLabel)]


def test_number_keys_turn_sightings(bench: Bench, inspector: Inspector) -> None:
    select(bench, inspector, bench.retries)
    table = part(inspector, SightTable, "sight_table")
    table.setFocus()
    seen = []
    for _ in range(3):
        bench.qtbot.keyClick(table, Qt.Key.Key_2)
        said = bench.review.sighting(bench.retries.id, bench.support.id)
        assert said is not None
        seen.append((said.noticed_at, said.visible_from))
    assert seen == [(at("10:34"), None), (None, at("10:34")), (None, None)]


def test_noticed_now_means_the_as_of_cursor(bench: Bench, inspector: Inspector) -> None:
    bench.view.set_as_of(at("10:52"))
    select(bench, inspector, bench.retries)
    inspector.turn_sighting(1)
    said = bench.review.sighting(bench.retries.id, bench.support.id)
    assert said is not None
    assert said.noticed_at == at("10:52")


def test_ten_events_for_six_departments_take_one_key_each(
    bench: Bench, inspector: Inspector
) -> None:
    extra = [an_entry(f"alarm {place}", "10:40", bench.engineering) for place in range(10)]
    for one in extra:
        record_edits.add_record(bench.bridge, one)
    keys = 0
    for one in extra:
        select(bench, inspector, one)
        table = part(inspector, SightTable, "sight_table")
        table.setFocus()
        for number in range(1, 6):
            bench.qtbot.keyClick(table, Qt.Key(Qt.Key.Key_1 + number))
            keys += 1
    assert keys == 50
    assert all(
        bench.review.sighting(one.id, department.id)
        for one in extra
        for department in bench.departments[1:]
    )


def test_every_field_of_a_sighting_can_be_written(bench: Bench, inspector: Inspector) -> None:
    select(bench, inspector, bench.calls)
    table = part(inspector, SightTable, "sight_table")
    table.choose(bench.engineering.id)
    type_into(bench, part(inspector, MomentField, "sighting_visible_from_field"), "10:45")
    choose(part(inspector, ChoiceField, "sighting_channel_field"), "Call")
    type_into(bench, part(inspector, LineField, "sighting_amid_field"), "1 of 9 calls")
    part(inspector, CheckField, "sighting_approximate_field").click()
    said = bench.review.sighting(bench.calls.id, bench.engineering.id)
    assert said is not None
    assert (said.visible_from, said.noticed_at) == (at("10:45"), at("11:02"))
    assert (said.channel, said.amid, said.approximate) == (Channel.CALL, "1 of 9 calls", True)
    (line,) = (one for one in table.lines if one.department_id == bench.engineering.id)
    assert line.detail.endswith("amid 1 of 9 calls")


def test_a_sighting_before_the_event_is_asked_about_and_kept(
    bench: Bench, inspector: Inspector
) -> None:
    select(bench, inspector, bench.calls)
    part(inspector, SightTable, "sight_table").choose(bench.engineering.id)
    type_into(bench, part(inspector, MomentField, "sighting_noticed_at_field"), "10:20")
    said = bench.review.sighting(bench.calls.id, bench.engineering.id)
    assert said is not None
    assert said.noticed_at == at("10:20")
    remarks = part(inspector, QLabel, "sighting_remarks")
    assert not remarks.isHidden()
    assert remarks.text().startswith("Engineering saw it before it began.")


def test_undo_takes_a_sighting_back_in_the_table(bench: Bench, inspector: Inspector) -> None:
    select(bench, inspector, bench.retries)
    inspector.turn_sighting(5)
    table = part(inspector, SightTable, "sight_table")
    assert table.lines[5].state is not None
    bench.bridge.undo()
    assert table.lines[5].state is None


def test_a_named_point_is_put_on_and_taken_off(bench: Bench, inspector: Inspector) -> None:
    select(bench, inspector, bench.retries)
    chip = part(inspector, QPushButton, "marker_first_sign")
    chip.click()
    found = list(bench.review.all(Marker).values())
    assert [(one.kind, one.entry_id) for one in found] == [
        (MarkerKind.FIRST_SIGN, bench.retries.id)
    ]
    select(bench, inspector, bench.calls)
    part(inspector, QPushButton, "marker_first_sign").click()
    assert [one.entry_id for one in bench.review.all(Marker).values()] == [bench.calls.id]
    part(inspector, QPushButton, "marker_first_sign").click()
    assert not bench.review.all(Marker)


def test_links_are_kept_and_others_refused(bench: Bench, inspector: Inspector) -> None:
    select(bench, inspector, bench.calls)
    line = part(inspector, AddLine, "evidence_add_line")
    line.setText("https://example.org/graph")
    line.enter()
    assert [one.url for one in bench.review.all(Evidence).values()] == ["https://example.org/graph"]
    with bench.qtbot.capture_exceptions() as raised:
        line.setText("javascript:alert(1)")
        line.enter()
        bench.qtbot.waitUntil(lambda: bool(raised))
    assert "Nothing was changed" in str(raised[0][1])
    assert line.text() == "javascript:alert(1)"
    assert len(bench.review.all(Evidence)) == 1


def test_a_private_note_is_written_on_the_event(bench: Bench, inspector: Inspector) -> None:
    select(bench, inspector, bench.calls)
    line = part(inspector, AddLine, "note_add_line")
    line.setText("ask gently")
    line.enter()
    note = next(iter(bench.review.all(Note).values()))
    assert (note.text, note.about_table, note.about_id) == ("ask gently", "entry", bench.calls.id)


def test_what_was_typed_is_written_when_the_selection_moves_on(
    bench: Bench, inspector: Inspector
) -> None:
    select(bench, inspector, bench.calls)
    detail = part(inspector, TextField, "entry_detail_field")
    detail.setFocus()
    bench.qtbot.keyClicks(detail, "forty calls waiting")
    select(bench, inspector, bench.pod)
    assert bench.entry(bench.calls).detail == "forty calls waiting"


def test_several_events_share_what_can_be_set_at_once(bench: Bench, inspector: Inspector) -> None:
    select(bench, inspector, bench.pod, bench.calls)
    kind = part(inspector, ChoiceField, "several_kind_field")
    department = part(inspector, ChoiceField, "several_department_id_field")
    assert department.currentIndex() == -1
    choose(kind, "Signal")
    assert {bench.entry(one).kind for one in (bench.pod, bench.calls)} == {EntryKind.SIGNAL}
    assert bench.steps() == ["Edit 2 events"]


def test_an_event_that_is_deleted_leaves_the_inspector(bench: Bench, inspector: Inspector) -> None:
    select(bench, inspector, bench.calls)
    record_edits.remove_records(bench.bridge, (bench.entry(bench.calls),))
    bench.qtbot.waitUntil(lambda: inspector.findChild(TextField, "entry_title_field") is None)
    bench.bridge.undo()
    bench.qtbot.waitUntil(lambda: inspector.findChild(TextField, "entry_title_field") is not None)


def test_a_decision_opens_its_probes(bench: Bench, inspector: Inspector) -> None:
    select(bench, inspector, bench.choice)
    assert part(inspector, TextField, "made_sense_field").toPlainText() == "it always settled"
    choose(part(inspector, ChoiceField, "entry_kind_field"), "Action")
    bench.qtbot.waitUntil(lambda: inspector.findChild(TextField, "made_sense_field") is None)


def test_times_follow_the_clock(bench: Bench, inspector: Inspector) -> None:
    head = bench.review.head
    record_edits.change_field(bench.bridge, head, "zone", "Europe/Berlin")
    select(bench, inspector, bench.pod)
    assert part(inspector, TimesField, "entry_times_field").text() == "11:36"
    bench.view.set_clock(Clock.UTC)
    assert part(inspector, TimesField, "entry_times_field").text() == "10:36"


def test_a_sight_that_has_no_room_is_read_in_a_tool_tip(bench: Bench, inspector: Inspector) -> None:
    select(bench, inspector, bench.calls)
    table = part(inspector, SightTable, "sight_table")
    table.resize(280, table.height())
    amid = "3 of 9 alarms, while the <b>third</b> call of the hour came in"
    said = bench.review.sighting(bench.calls.id, bench.engineering.id)
    assert said is not None
    record_edits.change_field(bench.bridge, said, "amid", amid)
    places = {line.name: place for place, line in enumerate(table.lines)}
    row = table.height() // len(table.lines)
    middle = {name: place * row + row // 2 for name, place in places.items()}
    assert amid in table.words_at(middle["Engineering"])
    assert table.words_at(middle["Support"]) == "", "its words stand there"
    assert table.words_at(table.height() + row) == ""
    here = QPointF(80, middle["Engineering"])
    none = Qt.MouseButton.NoButton
    QApplication.sendEvent(
        table,
        QMouseEvent(QEvent.Type.MouseMove, here, here, none, none, Qt.KeyboardModifier.NoModifier),
    )
    assert "&lt;b&gt;third" in table.toolTip()


def test_times_follow_the_zone_of_the_review(bench: Bench, inspector: Inspector) -> None:
    select(bench, inspector, bench.calls)
    table = part(inspector, SightTable, "sight_table")
    table.choose(bench.support.id)
    record_edits.change_field(bench.bridge, bench.review.head, "zone", "Europe/Berlin")
    assert part(inspector, TimesField, "entry_times_field").text() == "11:39-12:02"
    assert part(inspector, MomentField, "entry_end_field").text() == "12:02"
    noticed = part(inspector, MomentField, "sighting_noticed_at_field")
    assert noticed.text() == ""
    table.choose(bench.engineering.id)
    assert part(inspector, MomentField, "sighting_noticed_at_field").text() == "12:02"
    bench.bridge.undo()
    assert part(inspector, MomentField, "sighting_noticed_at_field").text() == "11:02"
    assert part(inspector, TimesField, "entry_times_field").text() == "10:39-11:02"


def test_every_field_of_the_inspector_has_a_name(bench: Bench, inspector: Inspector) -> None:
    record_edits.add_record(bench.bridge, a_note(about_table="entry", about_id=bench.calls.id))
    select(bench, inspector, bench.calls)
    unnamed = [
        type(one).__name__
        for one in inspector.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and isinstance(one, LineField | TextField | ChoiceField | CheckField | QPushButton)
        and not (one.objectName() and one.accessibleName())
    ]
    assert unnamed == []


def test_one_time_stands_in_one_field(bench: Bench, inspector: Inspector) -> None:
    select(bench, inspector, bench.calls)
    assert inspector.findChild(MomentField, "entry_start_field") is None


def test_unknown_time_is_said_to_be_a_place_in_order(bench: Bench, inspector: Inspector) -> None:
    select(bench, inspector, bench.calls)
    type_into(bench, part(inspector, TimesField, "entry_times_field"), "?")
    type_into(bench, part(inspector, MomentField, "entry_start_field"), "10:45")
    assert bench.entry(bench.calls).precision is Precision.UNKNOWN
    assert bench.entry(bench.calls).start == at("10:45")
    told = [one.text() for one in inspector.findChildren(QLabel)]
    assert "Placed at" in told
    assert "Its place in the order of events, not a time" in told


def test_a_time_that_was_jumped_over_says_so_until_shown_anew(
    bench: Bench, inspector: Inspector
) -> None:
    record_edits.change_field(bench.bridge, bench.review.head, "zone", "Europe/Berlin")
    select(bench, inspector, bench.calls)
    field = part(inspector, TimesField, "entry_times_field")
    bench.qtbot.waitUntil(field.isVisible)
    saved = field.text()
    told = part(inspector, QLabel, "entry_times_field_wrong")
    for back in (lambda: bench.qtbot.keyClick(field, Qt.Key.Key_Escape), lambda: turn(inspector)):
        assert told.isHidden()
        field.setFocus()
        field.selectAll()
        bench.qtbot.keyClicks(field, "29 Mar 2026 02:30")
        bench.qtbot.keyClick(field, Qt.Key.Key_Tab)
        assert field.text() == "29 Mar 2026 02:30"
        assert field.property("wrong") == "true"
        assert told.isVisible()
        assert told.text().startswith("02:30 did not exist on")
        assert told.geometry().top() >= field.geometry().bottom()
        back()
        assert field.text() == saved
        assert field.property("wrong") == "false"
    assert told.isHidden()
    assert bench.entry(bench.calls) == bench.calls


def turn(inspector: Inspector) -> None:
    """To another page and back."""
    inspector.hide()
    inspector.show()


def test_tab_goes_on_from_the_private_name(bench: Bench, inspector: Inspector) -> None:
    select(bench, inspector, bench.choice)
    choose(part(inspector, ChoiceField, "entry_voice_id_field"), "release lead")
    name = part(inspector, LineField, "voice_name_field")
    bench.qtbot.waitUntil(name.isVisible)
    assert walk(bench, part(inspector, ChoiceField, "entry_standing_field"), 4) == [
        "entry_end_field",
        "entry_open_end_field",
        "entry_voice_id_field",
        "voice_name_field",
    ]
    bench.qtbot.keyClicks(name, "Maria Example")
    assert walk(bench, name, 1) == ["entry_detail_field"]
    assert bench.review.all(Voice)[bench.lead.id].name == "Maria Example"
    assert walk(bench, part(inspector, CheckField, "sighting_approximate_field"), 1) == [
        "made_sense_field"
    ]


def walk(bench: Bench, start: QWidget, steps: int) -> list[str]:
    """Where Tab leads from a field."""
    start.setFocus()
    found = []
    for _ in range(steps):
        bench.qtbot.keyClick(bench.focused(), Qt.Key.Key_Tab)
        found.append(bench.focused().objectName())
    return found


def test_times_are_told_and_typed_in_the_notation_in_force(
    bench: Bench, inspector: Inspector
) -> None:
    select(bench, inspector, bench.calls)
    times = part(inspector, TimesField, "entry_times_field")
    assert times.text() == "10:39-11:02"
    bench.view.set_origin(START)
    since = origin_of(bench.review, START)
    assert since is not None
    assert times.text() == (
        f"{relative_text(at('10:39'), since.at)}-{relative_text(at('11:02'), since.at)}"
    )
    type_into(bench, times, "T+50m-T+1h")
    moved = bench.review.entries[bench.calls.id]
    assert (moved.start, moved.end) == (
        since.at + timedelta(minutes=50),
        since.at + timedelta(hours=1),
    )
    assert times.text() == "T+50m-T+1h"


def test_colours_follow_the_theme(bench: Bench, inspector: Inspector) -> None:
    select(bench, inspector, bench.calls)
    table = part(inspector, SightTable, "sight_table")
    kinds = part(inspector, ChoiceField, "entry_kind_field")

    def seen() -> tuple[object, object]:
        return table.grab().toImage(), kinds.itemIcon(0).pixmap(16).toImage()

    light = seen()
    bench.theme.set_mode(ThemeMode.DARK)
    dark = seen()
    assert dark[1] != light[1]
    select(bench, inspector, bench.pod)
    select(bench, inspector, bench.calls)
    anew = part(inspector, ChoiceField, "entry_kind_field").itemIcon(0).pixmap(16).toImage()
    assert dark[1] == anew
    assert dark[0] == part(inspector, SightTable, "sight_table").grab().toImage()
