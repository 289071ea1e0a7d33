"""Bringing in what others wrote, without a window."""

from datetime import UTC, timedelta

import pytest

from builders import DAY, a_department, a_desk, a_review, an_entry, at
from reviewdesk.domain.entries import Entry, EntryKind
from reviewdesk.domain.errors import KnownError
from reviewdesk.services.importing import (
    Choices,
    Lanes,
    Material,
    bring_in,
    material_of,
    read_in,
    read_offset,
    surroundings_of,
    write_in,
)

LINES = "10:41 queue of forty #decision\n10:45 calm\n"


def test_what_is_kept_is_added_behind_what_stands_at_its_moment() -> None:
    there = an_entry("phones ring", "10:41", order=3.0)
    desk = a_desk(a_review(there, day=DAY.date()))
    reading = read_in(Material(LINES), surroundings_of(desk.review))
    ids = bring_in(desk, reading.proposals, reading, "Clipboard", Lanes(), at("12:00"))
    added = [desk.review.entries[one] for one in ids]
    assert [entry.start for entry in added] == [at("10:41"), at("10:45")]
    assert added[0].order > there.order
    assert added[0].kind is EntryKind.DECISION
    assert desk.review.decision_of(added[0].id) is not None
    desk.undo()
    assert list(desk.review.entries) == [there.id]


def test_a_step_written_beforehand_is_taken_in_and_undone() -> None:
    desk = a_desk(a_review(a_department("Support"), day=DAY.date()))
    reading = read_in(Material(LINES), surroundings_of(desk.review))
    step, ids = write_in(desk, reading.proposals, reading, "Clipboard", Lanes(), at("12:00"))
    assert not desk.review.all(Entry)
    desk.take_in(step)
    assert set(desk.review.entries) == set(ids)
    assert desk.undo() == "Paste 2 events"
    assert not desk.review.all(Entry)
    assert desk.redo() == "Paste 2 events"


def test_nothing_kept_adds_nothing() -> None:
    desk = a_desk(a_review(day=DAY.date()))
    reading = read_in(Material("nothing of note"), surroundings_of(desk.review))
    with pytest.raises(KnownError, match="Nothing was added"):
        bring_in(desk, reading.proposals, reading, "Clipboard", Lanes(), at("12:00"))


@pytest.mark.parametrize(
    ("text", "seconds"), [("+5m", 300), ("-90 s", -90), ("+00:03", 180), ("0", 0), ("5 min", 300)]
)
def test_how_far_a_clock_was_off(text: str, seconds: int) -> None:
    assert read_offset(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["soon", "10", "+5m later on"])
def test_what_is_no_distance_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="like"):
        read_offset(text)


def test_pages_are_read_as_tables() -> None:
    data = (
        b"<html><table><tr><td>10:41</td><td>queue of forty</td></tr>"
        b"<tr><td>10:45</td><td>calm again</td></tr></table>"
    )
    desk = a_desk(a_review(day=DAY.date()))
    reading = read_in(material_of(data, "x.html"), surroundings_of(desk.review), Choices(zone=UTC))
    assert [one.title for one in reading.events] == ["queue of forty", "calm again"]
