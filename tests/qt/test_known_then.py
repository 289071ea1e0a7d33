"""What was known to whom in a long review: made ahead, and in step with every edit."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from builders import a_department, a_desk, a_sighting, an_entry, at
from reviewdesk.domain.asof import AsOf
from reviewdesk.domain.edits import add, remove
from reviewdesk.domain.edits import replace as put
from reviewdesk.qt import known_then
from reviewdesk.qt.garbage import Remains
from reviewdesk.qt.known_then import KnownThen
from reviewdesk.services.desk import Desk

SUPPORT, FINANCE = a_department("Support"), a_department("Finance", position=2.0)
COUNT = 30


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(known_then, "_LONG", COUNT // 2)
    monkeypatch.setattr(known_then, "_MANY", 2)
    monkeypatch.setattr(known_then, "_REST_MS", 0)
    entries = [an_entry(f"call {n}", f"10:{n:02}", SUPPORT) for n in range(COUNT)]
    seen = a_sighting(entries[3], FINANCE, noticed="11:00", visible="10:30")
    return a_desk([SUPPORT, FINANCE, *entries, seen])


@pytest.fixture
def known(desk: Desk, qtbot: QtBot) -> Iterator[KnownThen]:
    held = QObject()
    made = KnownThen(Remains(held), held)
    desk.listen(lambda edited: made.follow(desk.review, edited))
    made.make_ahead(desk.review)
    yield made
    made.let_go()
    held.deleteLater()


def assert_true(known: KnownThen, desk: Desk) -> None:
    index, anew = known.asked(desk.review), AsOf(desk.review)
    for clock in ("09:59", "10:10", "10:40", "11:30"):
        for eyes in (None, SUPPORT.id, FINANCE.id):
            assert index.counts(at(clock), eyes) == anew.counts(at(clock), eyes)


def test_it_is_made_before_anybody_asks(known: KnownThen, desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: known.stands)
    assert not known.is_asked
    desk.apply(add(an_entry("one more", "10:05", FINANCE)))
    assert known.stands
    assert_true(known, desk)
    assert known.is_asked


def test_who_cannot_wait_has_it_at_once(known: KnownThen, desk: Desk) -> None:
    assert not known.stands
    assert_true(known, desk)


def test_it_begins_anew_where_the_review_changes_meanwhile(
    known: KnownThen, desk: Desk, qtbot: QtBot
) -> None:
    desk.apply(add(an_entry("one more", "10:05", FINANCE)))
    qtbot.waitUntil(lambda: known.stands)
    assert_true(known, desk)


def test_after_many_changes_it_is_made_ahead_once_more(
    known: KnownThen, desk: Desk, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: known.stands)
    desk.apply(remove(desk.review, list(desk.review.entries.values())[:5]))
    assert not known.stands
    qtbot.waitUntil(lambda: known.stands)
    assert_true(known, desk)


def test_what_was_asked_for_follows_many_changes_at_once(known: KnownThen, desk: Desk) -> None:
    assert_true(known, desk)
    desk.apply(remove(desk.review, list(desk.review.entries.values())[:5]))
    assert known.stands
    entry = next(iter(desk.review.entries.values()))
    desk.apply(put(entry, entry.changed(start=at("10:59")), label="Move"))
    assert_true(known, desk)


def test_nothing_of_a_review_that_is_put_away_is_kept(known: KnownThen, desk: Desk) -> None:
    assert_true(known, desk)
    known.let_go()
    assert not known.stands
    assert not known.is_asked
