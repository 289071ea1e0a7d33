"""Search finds what is written, as it is written, and never what it is told to leave out."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import (
    a_decision,
    a_decision_entry,
    a_department,
    a_full_review,
    a_note,
    a_review,
    a_session,
    a_voice,
    an_entry,
    at,
)
from libraries import Clock, desk_of
from reviewdesk.domain import edits
from reviewdesk.domain.library import Hit
from reviewdesk.domain.sessions import AgendaItem, Pause, Phase, TalkTime
from reviewdesk.storage.library import Library


def titles(hits: list[Hit]) -> set[str]:
    return {hit.title for hit in hits}


def test_every_text_of_every_record_is_found(library: Library) -> None:
    review = a_full_review()
    library.add_review(review)
    asked = ("dispatch", "hammered", "maria", "graph", "alerts", "dashboard green", "phones",
             "manifests", "retries", "who else", "rate of change", "alone that night",
             "second router", "10:35 calls", "platform lead", "look at the system")  # fmt: skip
    for words in asked:
        assert library.search(words), words
        assert library.search(words)[0].review_id == review.id


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Café closed", "cafe"),
        ("the CONNECTION pool", "conn poo"),
        ("数据库连接池耗尽", "连接池"),
        ("ฐานข้อมูลล่ม", "ข้อมูล"),
        ("Пул соединений", "СОЕДИН"),
        ("100 % of requests", "100 %"),
        ("error_rate went up", "error_rate"),
    ],
)
def test_a_text_is_found_however_it_is_asked_for(
    library: Library, written: str, asked: str
) -> None:
    library.add_review(a_review(an_entry(written)))
    assert titles(library.search(asked)) == {written}


def test_the_words_may_stand_anywhere_in_one_record_but_all_of_them_must(library: Library) -> None:
    library.add_review(a_review(an_entry("alpha", detail="beta"), an_entry("alpha only")))
    assert titles(library.search("beta alph")) == {"alpha"}


def test_a_percent_sign_is_no_wildcard(library: Library) -> None:
    library.add_review(a_review(an_entry("nothing to see"), an_entry("at 数 100%")))
    assert titles(library.search("数 100%")) == {"at 数 100%"}
    assert library.search("%") == library.search("数 100%")
    assert library.search("_") == []


def test_search_follows_edits_folds_undo_and_deletion(library: Library, clock: Clock) -> None:
    entry = an_entry("before")
    review = a_review(entry)
    library.add_review(review)
    desk = desk_of(library, review.id, clock)
    desk.apply(edits.change(entry, title="zebra", fold_key="k"))
    assert titles(library.search("zebra")) == {"zebra"}
    desk.apply(edits.change(desk.review.entries[entry.id], title="giraffe", fold_key="k"))
    assert titles(library.search("giraffe")) == {"giraffe"}
    assert library.search("zebra") == []
    desk.undo()
    assert titles(library.search("before")) == {"before"}
    desk.apply(edits.remove(desk.review, [entry]))
    assert library.search("before") == []


def test_what_is_in_the_trash_or_gone_is_not_found(library: Library) -> None:
    review = a_review(an_entry("canary"))
    library.add_review(review)
    library.set_trashed(review.id, True)
    assert library.search("canary") == []
    library.set_trashed(review.id, False)
    assert library.search("canary")
    library.delete_for_good(review.id)
    assert library.search("canary") == []
    again = a_review(an_entry("canary"))
    library.add_review(again)
    assert [hit.review_id for hit in library.search("canary")] == [again.id]


def test_shared_only_never_finds_or_shows_what_is_private(library: Library) -> None:
    lane = a_department()
    library.add_review(
        a_review(
            lane,
            a_voice(lane, "shift lead", name="Canary Example"),
            an_entry("shift handover", raw="canary raw line"),
            a_note("canary note about the shift"),
        )
    )
    assert len(library.search("canary")) == 3
    assert library.search("canary", shared_only=True) == []
    for hit in library.search("shift", shared_only=True):
        assert "canary" not in f"{hit.title} {hit.snippet}".casefold()
    assert len(library.search("shift", shared_only=True)) == 2


def test_a_hit_says_where_it_is_and_when_it_was(library: Library) -> None:
    entry = an_entry("router restarted", "10:35", detail="by hand, from the rack")
    review = a_review(entry, title="Dispatch")
    library.add_review(review)
    (hit,) = library.search("rack")
    assert (hit.review_title, hit.table, hit.record_id) == ("Dispatch", "entry", entry.id)
    assert (hit.start, hit.title) == (entry.start, "router restarted")
    assert "rack" in hit.snippet


def test_a_decision_point_is_found_under_the_title_of_its_event(library: Library) -> None:
    entry = a_decision_entry("keep rolling out")
    decision = a_decision(entry, options=("pause", "go on at half speed"))
    library.add_review(a_review(entry, decision, title="Dispatch"))
    (hit,) = library.search("half speed")
    assert (hit.table, hit.record_id) == ("decision", decision.id)
    assert (hit.title, hit.start) == (entry.title, entry.start)


def test_titles_come_before_other_places(library: Library) -> None:
    library.add_review(
        a_review(an_entry("pool exhausted"), *[an_entry(f"e{n}", detail="pool") for n in range(60)])
    )
    assert library.search("pool", limit=5)[0].title == "pool exhausted"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80) | st.text(alphabet="\"*():^-+{} ANDORNEAR\x00\ud800%_\\'", max_size=40))
def test_no_text_is_an_error(library: Library, text: str) -> None:
    library.search(text)
    library.search(text, shared_only=True)


def test_a_very_long_question_is_answered(library: Library) -> None:
    library.add_review(a_review(an_entry("x")))
    assert library.search("a " * 200_000) == []
    assert library.search('"' * 50_000) == []


def test_a_sitting_is_found_by_what_was_typed_and_not_by_its_ids(library: Library) -> None:
    item = AgendaItem(
        id="a" * 32, title="Opening words", phase=Phase.PREPARE, planned_s=300, since=at("10:00")
    )
    sitting = a_session(
        agenda=(item,), next_steps="Meet again in June", poll_question="Was it worth it?",
        pauses=(Pause(since=at("10:00"), item_id="b" * 32),),
        talk=(TalkTime(department_id="c" * 32),),
    )  # fmt: skip
    library.add_review(a_review(sitting))
    for words in ("opening words", "june", "worth"):
        assert [hit.table for hit in library.search(words)] == ["session"], words
    for letter in "bc":
        assert not library.search(letter * 32)
