"""What can be done with events: one gesture, one step, and back again."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    DAY,
    MemoryStore,
    a_card,
    a_decision,
    a_decision_entry,
    a_department,
    a_desk,
    a_marker,
    a_review,
    a_sighting,
    a_voice,
    an_entry,
    an_evidence,
    at,
)
from reviewdesk.domain.accounts import Card, Decision
from reviewdesk.domain.entries import Entry, EntryKind, Evidence, Marker, MarkerKind, Precision
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.notes import ParkingItem
from reviewdesk.domain.origin import marked_at
from reviewdesk.domain.people import Department, Voice
from reviewdesk.domain.quickline import LineContext, understand, understand_lines
from reviewdesk.domain.repairs import Repair
from reviewdesk.domain.review import NumbersGiven, Review
from reviewdesk.domain.sessions import Phase
from reviewdesk.domain.sightings import Channel, Sighting
from reviewdesk.domain.values import Record
from reviewdesk.services import entry_edits, people_edits, record_edits, sighting_edits
from reviewdesk.services.desk import Desk
from reviewdesk.services.entry_questions import entry_questions
from reviewdesk.services.sighting_edits import SightingState, state_of

SUP, ENG = a_department("Support", id="sup", position=1.0), a_department("Engineering", id="eng")
LEAD = a_voice(SUP, id="lead")


def the(desk: Desk, entry_id: str) -> Entry:
    entry = desk.review.find(Entry, entry_id)
    assert entry is not None
    return entry


def everything(review: Review) -> dict[tuple[str, str], object]:
    """All that undo brings back: numbers stay given."""
    return {
        (record.table, record.id): record
        for record in review.records()
        if not isinstance(record, NumbersGiven)
    }


# The quick line


def test_a_line_adds_its_event_as_one_step() -> None:
    desk = a_desk([SUP, ENG])
    context = entry_edits.line_context(desk.review, at("10:47"), ENG.id)
    entry = the(desk, entry_edits.add_from_line(desk, "10:35 @sup it rang #signal", context))
    assert (entry.title, entry.start, entry.kind) == ("it rang", at("10:35"), EntryKind.SIGNAL)
    assert desk.undo_label == "Add event"
    desk.undo()
    assert desk.review.entries == {}


@pytest.mark.parametrize("text", ["", "10:35", "25:70 it rang"])
def test_a_line_that_tells_of_nothing_adds_nothing(text: str) -> None:
    desk = a_desk([SUP])
    with pytest.raises(KnownError, match="Nothing was added"):
        entry_edits.add_from_line(desk, text, entry_edits.line_context(desk.review))
    assert desk.review.entries == {}
    assert desk.undo_label == ""


def test_several_lines_are_one_step_or_none() -> None:
    desk = a_desk([SUP])
    context = entry_edits.line_context(desk.review)
    added = entry_edits.add_from_lines(desk, "10:35 first\n+5m second", context)
    assert [the(desk, one).start for one in added] == [at("10:35"), at("10:40")]
    with pytest.raises(KnownError):
        entry_edits.add_from_lines(desk, "10:50 third\n25:00 fourth", context)
    desk.undo()
    assert desk.review.entries == {}


def test_lines_of_one_moment_stand_in_the_order_they_came() -> None:
    desk = a_desk([SUP])
    context = entry_edits.line_context(desk.review)
    added = [entry_edits.add_from_line(desk, f"10:35 number {n}", context) for n in range(5)]
    assert [entry.id for entry in desk.review.entries_in_order()] == added


def test_a_decision_comes_with_its_decision_point() -> None:
    desk = a_desk([SUP])
    context = entry_edits.line_context(desk.review)
    entry_id = entry_edits.add_from_line(desk, "10:47 keep going #decision", context)
    assert desk.review.decision_of(entry_id) is not None
    desk.undo()
    assert desk.review.all(Decision) == {}


def test_the_context_of_a_line_comes_from_the_review() -> None:
    first, second = an_entry(start="10:30"), an_entry(start="10:40")
    review = a_review(SUP, first, second, a_marker(entry_id=second.id), day=None, zone="No/Where")
    context = entry_edits.line_context(review, after=first.id)
    assert (context.day, context.previous, context.start) == (DAY.date(), at("10:30"), at("10:40"))


@pytest.mark.parametrize("marked", [False, True])
def test_nothing_is_counted_from_an_event_known_by_its_day_only(marked: bool) -> None:
    desk = a_desk([])
    first = entry_edits.add_from_line(
        desk, "1 Jan 2025 cutover", entry_edits.line_context(desk.review)
    )
    if marked:
        entry_edits.set_marker(desk, MarkerKind.BEGAN, entry_id=first)
    alone = entry_edits.line_context(desk.review)
    assert "no start with a time" in understand("T+0 zero", alone).problems[0].sentence
    assert "no event before" in understand("+5m it rang", alone).problems[0].sentence
    behind = entry_edits.line_context(desk.review, after=first)
    assert "only its day" in understand("+5m it rang", behind).problems[0].sentence
    several = understand_lines("1 Jan 2025 cutover\nT+0 zero\n+5m it rang", LineContext())
    assert [len(one.problems) for one in several] == [0, 1, 1]
    entry_edits.add_from_line(desk, "1 Jan 2025 10:35 calls", alone)
    found = understand("T+5m it rang", entry_edits.line_context(desk.review)).entry_values
    assert found is not None
    assert found["start"] == datetime(2025, 1, 1, 10, 40, tzinfo=UTC)


def test_a_day_without_a_year_is_of_the_story_and_not_in_the_future() -> None:
    today = date(2026, 11, 21)

    def taken(text: str, *records: Record, day: date = today) -> tuple[str, tuple[str, ...]]:
        context = entry_edits.line_context(a_review(SUP, *records, day=day), today=today)
        found = understand(f"{text} it rang", context)
        assert found.entry_values is not None
        return f"{found.entry_values['earliest']:%Y-%m-%d}", found.remarks

    of_2025 = [an_entry(start=datetime(2025, month, 1, 10, tzinfo=UTC)) for month in (2, 9)]
    assert taken("12 Mar", *of_2025) == ("2025-03-12", ("Taken as 12 March 2025.",))
    assert taken("28 Jan", *of_2025)[0] == "2025-01-28"
    assert taken("12 Mar") == ("2026-03-12", ())
    assert taken("20 Nov") == ("2026-11-20", ())
    assert taken("22 Nov") == ("2026-11-22", ())
    assert taken("3 Jan", day=date(2027, 1, 2)) == ("2027-01-03", ())


# Time and place


def test_events_move_together_with_their_ends_and_fold_while_nudged() -> None:
    one, two = an_entry(start="10:30", end="10:40"), an_entry(start="10:50")
    desk = a_desk([one, two])
    for _ in range(3):
        entry_edits.move_entries(desk, (one.id, two.id), timedelta(minutes=1), fold_key="nudge")
    assert (the(desk, one.id).end, the(desk, two.id).start) == (at("10:43"), at("10:53"))
    assert desk.undo() == "Move 2 events"
    assert (the(desk, one.id), the(desk, two.id)) == (one, two)


def test_a_drag_into_another_lane_is_one_step_and_leaves_a_strange_voice_behind() -> None:
    entry = an_entry(start="10:30", department=SUP, voice_id=LEAD.id)
    desk = a_desk([SUP, ENG, LEAD, entry])
    entry_edits.move_entries_to(desk, [entry.id], timedelta(minutes=5), ENG.id)
    moved = the(desk, entry.id)
    assert (moved.start, moved.department_id, moved.voice_id) == (at("10:35"), ENG.id, None)
    desk.undo()
    assert the(desk, entry.id) == entry
    entry_edits.move_to_department(desk, [entry.id], SUP.id)
    assert the(desk, entry.id).voice_id == LEAD.id


def test_a_move_out_of_the_calendar_is_refused() -> None:
    entry = an_entry()
    desk = a_desk([entry])
    with pytest.raises(KnownError, match="out of reach"):
        entry_edits.move_entries(desk, [entry.id], timedelta(days=999_999_99))
    assert the(desk, entry.id) == entry


def test_an_end_is_stretched_and_taken_back_to_the_start() -> None:
    entry = an_entry(start="10:30", open_end=True)
    desk = a_desk([entry])
    entry_edits.stretch(desk, entry.id, at("10:45"))
    assert (the(desk, entry.id).end, the(desk, entry.id).open_end) == (at("10:45"), False)
    entry_edits.stretch(desk, entry.id, at("10:30"))
    assert the(desk, entry.id).end is None
    with pytest.raises(KnownError, match="cannot end before it starts"):
        entry_edits.stretch(desk, entry.id, at("10:00"))


def test_an_empty_title_is_refused() -> None:
    entry = an_entry("it rang")
    desk = a_desk([entry])
    entry_edits.retitle(desk, entry.id, " it  rang twice\n")
    assert the(desk, entry.id).title == "it rang twice"
    with pytest.raises(KnownError, match="needs a title"):
        entry_edits.retitle(desk, entry.id, " \n")


def test_a_reason_to_refuse_never_quotes_the_event() -> None:
    entry = an_entry("secret words", start="10:30")
    desk = a_desk([entry])
    with pytest.raises(KnownError) as told:
        entry_edits.stretch(desk, entry.id, at("09:00"))
    assert "secret" not in str(told.value)


def test_events_become_decisions_with_their_points_and_keep_them() -> None:
    entry = an_entry()
    desk = a_desk([entry])
    entry_edits.set_kind(desk, [entry.id], EntryKind.DECISION)
    point = desk.review.decision_of(entry.id)
    assert point is not None
    entry_edits.set_kind(desk, [entry.id], EntryKind.ACTION)
    entry_edits.set_kind(desk, [entry.id], EntryKind.DECISION)
    assert desk.review.decision_of(entry.id) == point


def test_deleting_takes_what_belongs_to_it_and_undo_brings_it_all_back() -> None:
    entry = a_decision_entry(department=SUP)
    records = [
        SUP, ENG, entry, a_decision(entry), a_sighting(entry, ENG, noticed="10:50"),
        an_evidence(entry), a_marker(entry_id=entry.id), a_card(SUP, "calm", entry_ids=(entry.id,)),
    ]  # fmt: skip
    desk = a_desk(records)
    before = everything(desk.review)
    entry_edits.delete_entries(desk, [entry.id, "gone"])
    assert not desk.review.all(Sighting)
    assert next(iter(desk.review.all(Marker).values())).at == entry.start
    desk.undo()
    assert everything(desk.review) == before


def test_what_is_gone_cannot_be_changed() -> None:
    desk = a_desk([SUP])
    with pytest.raises(KnownError, match="no longer there"):
        entry_edits.retitle(desk, "gone", "x")
    entry_edits.delete_entries(desk, ["gone"])
    assert desk.undo_label == ""


# Copies


def test_duplicates_bring_what_belongs_to_them() -> None:
    entry = a_decision_entry(department=SUP)
    owned = [
        a_decision(entry, answers={"seen": "a graph"}),
        a_sighting(entry, ENG, noticed="10:50"),
        an_evidence(entry, title="graph"),
    ]
    desk = a_desk([SUP, ENG, entry, *owned])
    (copy,) = entry_edits.duplicate_entries(desk, [entry.id])
    assert the(desk, copy).changed(id=entry.id, order=entry.order) == entry
    decision = desk.review.decision_of(copy)
    assert decision is not None
    assert decision.answer("seen") == "a graph"
    assert len(desk.review.children(Sighting, copy)) == 1
    assert len(desk.review.children(Evidence, copy)) == 1
    assert desk.undo() == "Duplicate event"


def test_copied_events_are_pasted_at_a_moment_at_their_distance() -> None:
    one, two = an_entry(start="10:30", department=SUP), an_entry(start="10:40", department=SUP)
    desk = a_desk([SUP, ENG, one, two, a_sighting(one, ENG, noticed="10:35")])
    text = entry_edits.copy_entries(desk.review, [one.id, two.id])
    added = entry_edits.paste_entries(desk, text, at("12:00"))
    assert [the(desk, entry_id).start for entry_id in added] == [at("12:00"), at("12:10")]
    assert desk.review.children(Sighting, added[0])[0].noticed_at == at("12:05")


def test_events_are_pasted_into_another_review_by_the_names_of_its_departments() -> None:
    entry = an_entry(department=SUP, voice_id=LEAD.id)
    text = entry_edits.copy_entries(a_review(SUP, LEAD, entry), [entry.id])
    other = a_department("support", id="other")
    desk = a_desk([other])
    (added,) = entry_edits.paste_entries(desk, text)
    assert (the(desk, added).department_id, the(desk, added).voice_id) == ("other", None)


def test_events_that_were_cut_can_be_pasted_as_they_were_held() -> None:
    entry = an_entry(department=SUP)
    desk = a_desk([SUP, entry])
    entry_edits.delete_entries(desk, [entry.id])
    (added,) = entry_edits.paste_entries(desk, [entry], at("11:00"))
    assert the(desk, added).start == at("11:00")


_HEAD = "reviewdesk events 2\n"


@pytest.mark.parametrize(
    "text",
    ["", "hello", "{}", "[1]", "\ud800", _HEAD.strip(), f"{_HEAD}[]", f"{_HEAD}{{}}\nentry",
     f"{_HEAD}{{}}\nentry {{}}", f"{_HEAD}{{}}\nvoice {{}}", f'{_HEAD}{{"a": 1}}'],
)  # fmt: skip
def test_other_text_on_the_clipboard_is_refused_plainly(text: str) -> None:
    with pytest.raises(KnownError, match="Nothing was added"):
        entry_edits.paste_entries(a_desk([SUP]), text)


# Sightings


def test_a_sighting_is_one_record_for_an_event_and_a_department() -> None:
    entry = an_entry(start="10:39", department=SUP)
    desk = a_desk([SUP, ENG, entry])
    say = sighting_edits.set_sighting
    say(desk, entry.id, ENG.id, SightingState.VISIBLE, at("10:46"), through="status board")
    say(desk, entry.id, ENG.id, SightingState.NOTICED, at("11:02"), channel=Channel.CALL)
    (held,) = desk.review.all(Sighting).values()
    assert (held.visible_from, held.noticed_at) == (at("10:46"), at("11:02"))
    assert (held.through, held.channel) == ("status board", Channel.CALL)
    assert desk.undo_label == "Set sighting: Engineering noticed"
    say(desk, entry.id, ENG.id, SightingState.OUT)
    (held,) = desk.review.all(Sighting).values()
    assert (held.visible_from, held.noticed_at) == (None, None)
    say(desk, entry.id, ENG.id, SightingState.CLEAR)
    assert not desk.review.all(Sighting)


def test_one_key_turns_the_state_and_comes_round() -> None:
    entry = an_entry(start="10:39", department=SUP)
    desk = a_desk([SUP, ENG, entry])
    states = [sighting_edits.turn_sighting(desk, entry.id, ENG.id) for _ in range(4)]
    assert states == list(SightingState)
    assert state_of(desk.review.sighting(entry.id, ENG.id)) is SightingState.CLEAR
    sighting_edits.turn_sighting(desk, entry.id, ENG.id)
    sighting = desk.review.sighting(entry.id, ENG.id)
    assert sighting is not None
    assert sighting.noticed_at == at("10:39")


@pytest.mark.parametrize(("cursor", "seen"), [("10:20", "10:39"), ("10:50", "10:50")])
def test_a_new_sighting_is_never_before_the_event_began(cursor: str, seen: str) -> None:
    entry = an_entry(start="10:39", department=SUP)
    desk = a_desk([SUP, ENG, entry])
    sighting_edits.turn_sighting(desk, entry.id, ENG.id, at(cursor))
    sighting = desk.review.sighting(entry.id, ENG.id)
    assert sighting is not None
    assert sighting.noticed_at == at(seen)
    assert not entry_questions(desk.review, entry)


def test_what_is_only_placed_in_order_is_not_asked_whether_it_was_seen_too_early() -> None:
    entry = an_entry(start="10:39", precision=Precision.UNKNOWN, department=SUP)
    desk = a_desk([SUP, ENG, entry])
    sighting_edits.set_sighting(desk, entry.id, ENG.id, SightingState.NOTICED, at("10:20"))
    assert not entry_questions(desk.review, entry)


def test_a_sighting_of_what_has_no_time_needs_a_moment() -> None:
    entry = an_entry(start=None, precision=Precision.UNKNOWN)
    desk = a_desk([SUP, entry])
    with pytest.raises(KnownError, match="When was that"):
        sighting_edits.set_sighting(desk, entry.id, SUP.id, SightingState.NOTICED)
    with pytest.raises(KnownError, match="no longer there"):
        sighting_edits.set_sighting(desk, entry.id, "gone", SightingState.OUT)


# People, markers, repairs


def test_a_department_comes_with_its_card_badge_and_colour() -> None:
    desk = a_desk()
    names = ("Support", "Supply", "Operations")
    made = [people_edits.add_department(desk, name) for name in names]
    assert [one.name for one in desk.review.departments] == list(names)
    assert len({one.short for one in made}) == 3
    assert [one.colour for one in made] == [0, 1, 2]
    assert {card.department_id for card in desk.review.all(Card).values()} == {
        one.id for one in made
    }
    desk.undo()
    assert len(desk.review.all(Department)) == len(desk.review.all(Card)) == 2


def test_a_voice_needs_a_role_and_a_department() -> None:
    desk = a_desk([SUP])
    people_edits.add_voice(desk, SUP.id, "shift lead", "Ana")
    with pytest.raises(KnownError, match="needs a role"):
        people_edits.add_voice(desk, SUP.id, " ")
    with pytest.raises(KnownError, match="no longer there"):
        people_edits.add_voice(desk, "gone", "shift lead")
    assert len(desk.review.all(Voice)) == 1


def test_a_marker_of_the_story_is_moved_and_own_ones_are_added() -> None:
    entry = an_entry()
    desk = a_desk([entry])
    for moment in ("10:00", "10:05"):
        entry_edits.set_marker(desk, MarkerKind.BEGAN, at=at(moment))
        entry_edits.set_marker(desk, MarkerKind.OWN, at=at(moment), label="promo starts")
    kinds = [marker.kind for marker in desk.review.all(Marker).values()]
    assert sorted(kinds) == ["began", "own", "own"]
    assert marked_at(desk.review, MarkerKind.BEGAN) == at("10:05")


def test_a_repair_before_agreement_is_parked_unless_overridden() -> None:
    desk = a_desk(a_review(phase=Phase.UNDERSTANDING))
    parked = record_edits.add_repair(desk, "buy a router")
    assert isinstance(parked, ParkingItem)
    assert parked.phase is Phase.UNDERSTANDING
    kept = record_edits.add_repair(desk, "buy a router", override=True)
    assert isinstance(kept, Repair)
    assert kept.before_agreement
    assert "before the timeline is agreed" in desk.undo_label
    later = a_desk(a_review(phase=Phase.ALIGNMENT))
    repair = record_edits.add_repair(later, "buy a router")
    assert isinstance(repair, Repair)
    assert not repair.before_agreement


# Undo and redo


class Gestures:
    """Random gestures on a desk, each through the function a window would call."""

    def __init__(self, desk: Desk, data: st.DataObject) -> None:
        self.desk = desk
        self._draw = data.draw

    def make(self) -> None:
        ids = sorted(self.desk.review.entries)
        lanes = [one.id for one in self.desk.review.departments]
        some = self._draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3)) if ids else []
        one = some[0] if some else ""
        lane = self._draw(st.sampled_from(lanes))
        minutes = timedelta(minutes=self._draw(st.integers(-30, 30)))
        desk = self.desk
        context = entry_edits.line_context(desk.review, at("10:47"), lane)
        kind = self._draw(st.sampled_from(EntryKind))
        gestures = {
            "line": lambda: entry_edits.add_from_line(desk, f"10:35 x #{kind.value}", context),
            "move": lambda: entry_edits.move_entries(desk, some, minutes, "nudge"),
            "drag": lambda: entry_edits.move_entries_to(desk, some, minutes, lane),
            "stretch": lambda: entry_edits.stretch(desk, one, at("11:00") + minutes),
            "retitle": lambda: entry_edits.retitle(desk, one, f"t{minutes}", "typing"),
            "kind": lambda: entry_edits.set_kind(desk, some, kind),
            "delete": lambda: entry_edits.delete_entries(desk, some),
            "duplicate": lambda: entry_edits.duplicate_entries(desk, some),
            "sighting": lambda: sighting_edits.turn_sighting(desk, one, lane),
            "marker": lambda: entry_edits.set_marker(desk, MarkerKind.BEGAN, entry_id=one),
            "department": lambda: people_edits.add_department(desk, "Sales"),
            "repair": lambda: record_edits.add_repair(desk, "fix", override=bool(minutes)),
        }
        name = self._draw(st.sampled_from(sorted(gestures)))
        if not ids and name not in ("line", "department", "repair"):
            return
        with suppress(KnownError):  # refused: nothing changed, as the comparison after undo shows
            gestures[name]()


@given(st.data(), st.integers(1, 12))
def test_undoing_everything_and_redoing_it_gives_the_same_records(
    data: st.DataObject, count: int
) -> None:
    entries = [an_entry("one", department=SUP), a_decision_entry(department=ENG)]
    desk = a_desk(a_review(SUP, ENG, LEAD, *entries), MemoryStore())
    first = everything(desk.review)
    gestures = Gestures(desk, data)
    for _ in range(count):
        gestures.make()
        if data.draw(st.booleans()):
            desk.undo()
            desk.redo()
    last, order = everything(desk.review), list(desk.review.entry_order())
    steps = 0
    while desk.undo():
        steps += 1
    assert everything(desk.review) == first
    anew = Review(desk.review.head, desk.review.records())
    assert list(desk.review.entry_order()) == list(anew.entry_order())
    for _ in range(steps):
        assert desk.redo()
    assert everything(desk.review) == last
    assert list(desk.review.entry_order()) == order


def test_a_gesture_that_cannot_be_written_changes_nothing() -> None:
    store = MemoryStore()
    entry = an_entry()
    desk = a_desk(a_review(SUP, entry), store)
    store.failure = KnownError("The disk is full.")
    with pytest.raises(KnownError, match="disk is full"):
        entry_edits.move_entries(desk, [entry.id], timedelta(minutes=1))
    assert the(desk, entry.id) == entry
    assert desk.undo_label == ""


def test_several_events_are_turned_as_the_current_one_and_in_one_step() -> None:
    first, last = an_entry(start="10:39", department=SUP), an_entry(start="10:45", department=SUP)
    said = a_sighting(first, ENG, noticed="10:50")
    desk = a_desk([SUP, ENG, first, last, said])
    both = [first.id, last.id]
    state = sighting_edits.turn_sightings(desk, both, ENG.id, at("10:42"))
    assert state is SightingState.NOTICED
    moments = [desk.review.sighting(one, ENG.id) for one in both]
    assert [one and one.noticed_at for one in moments] == [at("10:50"), at("10:45")]
    assert desk.undo_label == "Set sighting: Engineering noticed (2 events)"
    desk.undo()
    assert list(desk.review.all(Sighting).values()) == [said]


def test_turning_on_keeps_the_time_that_was_said() -> None:
    entry = an_entry(start="10:39", department=SUP)
    desk = a_desk([SUP, ENG, entry, a_sighting(entry, ENG, noticed="10:52")])
    sighting_edits.turn_sighting(desk, entry.id, ENG.id, at("11:30"))
    held = desk.review.sighting(entry.id, ENG.id)
    assert held is not None
    assert (held.visible_from, held.noticed_at) == (at("10:52"), None)


def test_a_line_adds_an_event_and_who_saw_it_in_one_step() -> None:
    desk = a_desk([SUP, ENG])
    context = entry_edits.line_context(desk.review)
    text = "10:35 @support calls pile up >engineering 10:52 phone amid 3 of 9"
    entry_id = entry_edits.add_from_line(desk, text, context)
    held = desk.review.sighting(entry_id, ENG.id)
    assert held is not None
    assert held.noticed_at == at("10:52")
    assert (held.channel, held.through, held.amid) == (Channel.CALL, "phone", "3 of 9")
    desk.undo()
    assert not desk.review.entries
    assert not desk.review.all(Sighting)
    desk.redo()
    assert desk.review.sighting(entry_id, ENG.id) == held


def test_all_of_a_source_are_said_at_once_and_what_was_said_stays() -> None:
    alerts = [an_entry(start=f"10:{40 + n}", department=SUP) for n in range(5)]
    own, timeless = (
        an_entry(start="10:50", department=ENG),
        an_entry(start=None, department=SUP, precision=Precision.UNKNOWN),
    )
    said = a_sighting(alerts[0], ENG, noticed="11:00")
    desk = a_desk([SUP, ENG, *alerts, own, timeless, said])
    ids = [one.id for one in (*alerts, own, timeless)]
    count = sighting_edits.say_of_many(desk, ids, ENG.id, SightingState.VISIBLE, Channel.DASHBOARD)
    assert count == 4
    assert desk.review.sighting(alerts[0].id, ENG.id) == said
    held = desk.review.sighting(alerts[1].id, ENG.id)
    assert held is not None
    assert (held.visible_from, held.channel) == (at("10:41"), Channel.DASHBOARD)
    assert desk.review.sighting(own.id, ENG.id) is None
    desk.undo()
    assert list(desk.review.all(Sighting).values()) == [said]


@pytest.mark.parametrize(
    ("noticed", "to", "then"),
    [
        (True, "10:45", ("10:42", "10:45")),
        (True, "10:40", (None, "10:40")),
        (True, "10:20", (None, "10:39")),
        (False, "10:47", ("10:47", "10:52")),
        (False, "11:10", ("10:52", "10:52")),
    ],
)
def test_a_sighting_is_moved_but_never_before_its_event(
    noticed: bool, to: str, then: tuple[str | None, str]
) -> None:
    entry = an_entry(start="10:39", department=SUP)
    desk = a_desk([SUP, ENG, entry, a_sighting(entry, ENG, visible="10:42", noticed="10:52")])
    sighting_edits.move_sighting(desk, entry.id, ENG.id, at(to), noticed=noticed)
    held = desk.review.sighting(entry.id, ENG.id)
    assert held is not None
    visible = at(then[0]) if then[0] else None
    assert (held.visible_from, held.noticed_at) == (visible, at(then[1]))


def test_counting_goes_from_the_last_event_of_the_lane_in_hand() -> None:
    early, late = an_entry("early", "10:00", SUP), an_entry("late", "11:00", ENG)
    timeless = an_entry("some time", None, SUP, precision=Precision.UNKNOWN)
    review = a_review(SUP, ENG, early, late, timeless)
    found = entry_edits.line_context(review, department_id=SUP.id)
    assert (found.latest, found.latest_title) == (at("10:00"), "early")
    assert entry_edits.line_context(review).latest_title == "late"
    assert entry_edits.line_context(review, after=early.id).latest is None
    assert entry_edits.line_context(a_review(SUP, timeless)).latest is None
