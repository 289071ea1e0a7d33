"""What others may see: nothing private, nothing later than the cursor, no names."""

import dataclasses
from datetime import datetime, timedelta
from timeit import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    a_card,
    a_condition,
    a_decision,
    a_decision_entry,
    a_department,
    a_lesson,
    a_marker,
    a_note,
    a_parking_item,
    a_question,
    a_repair,
    a_review,
    a_safeguard,
    a_session,
    a_sighting,
    a_source,
    a_voice,
    an_alert_history,
    an_entry,
    an_evidence,
    at,
)
from reviewdesk.domain.accounts import Answer, Question
from reviewdesk.domain.asof import AsOf
from reviewdesk.domain.entries import Entry, EntryFacts, MarkerKind, Precision, SharedEntry
from reviewdesk.domain.ids import new_id
from reviewdesk.domain.people import SharedVoice, Voice, VoiceFacts
from reviewdesk.domain.review import (
    RECORD_TYPES,
    TEXTS_TO_MARK,
    Change,
    NumbersGiven,
    Review,
    ReviewHead,
)
from reviewdesk.domain.sessions import AgendaItem, Pause, PhaseBox, TalkTime
from reviewdesk.domain.shared import Audience, SharedHead, SharedReview
from reviewdesk.domain.sharing import RoomCopy, for_audience, for_room
from reviewdesk.domain.sightings import Channel, Sighting
from reviewdesk.domain.values import Privacy, Record, Value, privacy_of

ENG = a_department("Engineering", id="eng", position=1.0)
SUP = a_department("Support", id="sup", position=2.0)
NAME = "Quetzalina Brambleworth"
HANDLE = "zebulon-kx"


def a_full_review() -> Review:
    """One record of every kind, linked, with a canary in every private text and a name in every
    shared one."""
    voice = a_voice(SUP, id="voice", name=NAME, also_known_as=(HANDLE,))
    entry = an_entry(start="10:35", department=SUP, voice_id=voice.id, id="entry", public=True)
    decision_entry = a_decision_entry(department=ENG, id="decided", public=True)
    condition = a_condition(entry_ids=(entry.id,), public=True)
    records: list[Record] = [
        ENG,
        SUP,
        voice,
        a_source(),
        entry,
        decision_entry,
        an_evidence(entry),
        a_marker(entry_id=entry.id, public=True),
        a_sighting(entry, ENG, noticed="10:50"),
        a_decision(decision_entry, maker_id=voice.id, answers={"seen": "a graph"}, public=True),
        a_card(SUP, "it looked calm", voice_id=voice.id, entry_ids=(entry.id,), public=True),
        condition,
        a_safeguard(entry_ids=(entry.id,), public=True),
        a_lesson(voice_id=voice.id, public=True),
        a_question(public=True),
        a_repair(condition_ids=(condition.id,), public=True),
        a_note(about_table="entry", about_id=entry.id),
        a_parking_item(),
        a_session(present_ids=(SUP.id,)),
        NumbersGiven(id=new_id()),
        an_alert_history(entry_ids=(entry.id,)),
    ]
    filled = [with_canaries(with_names(record)) for record in records]
    assert {record.table for record in filled} | {"review"} == set(RECORD_TYPES)
    review = a_review(*filled)
    review.apply([Change(review.head, with_names(review.head))])
    return review


def texts_of(record: Value, privacy: Privacy) -> dict[str, object]:
    """Fields of that privacy that hold what somebody wrote."""
    keys = {"id", "key", "question", "zone", "media_type", "about_table"}
    return {
        name: getattr(record, name)
        for name, said in privacy_of(type(record)).items()
        if said is privacy and name not in keys and not name.endswith(("_id", "_ids"))
    }


def with_canaries(record: Record) -> Record:
    found: dict[str, object] = {}
    for name, value in texts_of(record, Privacy.PRIVATE).items():
        if record.table == "voice":
            continue
        if type(value) is str:
            found[name] = f"canary of {record.table} {name}"
    return record.changed(**found) if found else record


def with_names(record: Record) -> Record:
    found: dict[str, object] = {}
    for name, value in texts_of(record, Privacy.SHARED).items():
        if name in ("role", "impact_figure"):
            continue
        if type(value) is str:
            found[name] = f"{value} {NAME}’s, @{HANDLE}"
        elif name in ("tags", "options", "pressures", "aliases", "ground_rules"):
            found[name] = (f"said {NAME.upper()}",)
        elif name == "answers":
            found[name] = (Answer(question="side", text=f"{NAME} and brambleworth"),)
        elif name in ("card_questions", "probes"):
            found[name] = (Question(key="side", text=f"what did {NAME} see?", family=HANDLE),)
    return record.changed(**found) if found else record


def everything(shared: SharedReview) -> str:
    return repr(dataclasses.asdict(shared)).casefold()


def copies_of(review: Review) -> dict[Audience, SharedReview]:
    found = {audience: for_audience(review, audience) for audience in Audience}
    return found | {Audience.ROOM: for_room(review, None, False, None)}


def test_every_field_of_every_record_is_marked_private_or_shared() -> None:
    unmarked = [
        f"{kind.__name__}.{name}"
        for kind in (
            *RECORD_TYPES.values(),
            Answer,
            Question,
            PhaseBox,
            AgendaItem,
            Pause,
            TalkTime,
            SharedEntry,
            SharedVoice,
        )
        for name, privacy in privacy_of(kind).items()
        if privacy is None
    ]
    assert unmarked == []


def test_the_test_of_marks_finds_a_field_without_one() -> None:
    class Forgotten(Value):
        secret: str

    assert privacy_of(Forgotten) == {"secret": None}


@pytest.mark.parametrize(
    ("whole", "facts"), [(Entry, EntryFacts), (Voice, VoiceFacts), (Entry, SharedEntry)]
)
def test_a_shared_twin_has_the_shared_fields_and_no_other(
    whole: type[Record], facts: type[Record]
) -> None:
    marked = {name for name, said in privacy_of(whole).items() if said is Privacy.SHARED}
    assert set(facts.model_fields) == marked


def test_the_shared_head_has_the_shared_fields_of_the_head_and_no_other() -> None:
    marked = {name for name, said in privacy_of(ReviewHead).items() if said is Privacy.SHARED}
    assert {field.name for field in dataclasses.fields(SharedHead)} == marked


@pytest.mark.parametrize("audience", Audience)
def test_no_private_text_is_in_any_copy(audience: Audience) -> None:
    assert "canary" not in everything(copies_of(a_full_review())[audience])


@pytest.mark.parametrize("audience", [Audience.ROOM, Audience.COMPANY, Audience.PUBLIC])
def test_names_are_in_no_copy_but_that_for_members(audience: Audience) -> None:
    text = everything(copies_of(a_full_review())[audience])
    for name in (*NAME.casefold().split(), HANDLE):
        assert name not in text
    assert "the shift lead" in text


def test_members_read_names_as_they_were_entered() -> None:
    shared = for_audience(a_full_review(), Audience.MEMBERS)
    assert shared.voices["voice"].shown_as == f"shift lead ({NAME})"
    assert HANDLE in everything(shared)


def test_a_link_that_names_somebody_leads_nowhere_in_a_company_copy() -> None:
    entry = an_entry(department=SUP)
    voice = a_voice(SUP, name=NAME)
    kept = an_evidence(entry, url="https://status.example/42")
    named = an_evidence(entry, url="https://example.org/~brambleworth", title="her page")
    shared = for_audience(a_review(SUP, voice, entry, kept, named), Audience.COMPANY)
    assert {one.id: one.url for one in shared.evidence} == {kept.id: kept.url, named.id: ""}


def test_the_public_copy_holds_only_what_is_marked_for_it() -> None:
    open_entry, inner = an_entry("open", public=True, department=SUP), an_entry("inner")
    records = [
        ENG, SUP, open_entry, inner,
        a_condition("marked", entry_ids=(open_entry.id, inner.id), public=True),
        a_condition("kept in"), a_repair("kept in"), a_card(SUP, "kept in"),
        a_sighting(inner, SUP, noticed="11:00", remark="kept in"),
        an_evidence(inner, title="kept in"), a_marker(label="kept in", at=at("10:00")),
        a_decision(a_decision_entry(), answers={"seen": "kept in"}),
    ]  # fmt: skip
    shared = for_audience(a_review(*records), Audience.PUBLIC)
    assert [entry.title for entry in shared.entries] == ["open"]
    assert shared.conditions[0].entry_ids == (open_entry.id,)
    assert [one.id for one in shared.departments] == [SUP.id]
    assert "kept in" not in everything(shared)


def test_the_public_reads_the_texts_of_the_cover_that_are_marked_for_it() -> None:
    told = {name: f"{name} of it" for name in (*TEXTS_TO_MARK, "opening")}
    assert not for_audience(a_review(public_texts=("of Zoe",)), Audience.COMPANY).head.public_texts
    for marked in ((), ("terms",), TEXTS_TO_MARK):
        review = a_review(public_texts=marked, **told)
        head = for_audience(review, Audience.PUBLIC).head
        assert {name for name in told if getattr(head, name)} == set(marked)
        assert for_audience(review, Audience.COMPANY).head.background == "background of it"


@pytest.mark.parametrize("audience", Audience)
def test_a_card_that_is_held_back_is_in_no_copy(audience: Audience) -> None:
    review = a_review(SUP, a_card(SUP, "not yet", held_back=True, public=True))
    assert copies_of(review)[audience].cards == ()


# The veil


def veiled(review: Review, clock: str = "10:47") -> SharedReview:
    return for_room(review, at(clock), True, None)


def test_what_was_known_later_is_absent_under_the_veil() -> None:
    early, late = an_entry("early", department=SUP), an_entry("late", "11:00", SUP)
    told = [
        a_sighting(late, ENG, noticed="11:05"),
        a_decision(late),
        an_evidence(late, title="graph"),
        a_marker(entry_id=late.id),
        a_marker(MarkerKind.RECOVERED, at=at("11:30")),
        a_card(SUP, "we heard it", entry_ids=(early.id, late.id)),
    ]
    shared = veiled(a_review(ENG, SUP, early, late, *told))
    assert [entry.title for entry in shared.entries] == ["early"]
    assert not (shared.sightings)
    assert not (shared.decisions)
    assert not (shared.evidence)
    assert not (shared.markers)
    assert not (shared.cards)
    assert [one.id for one in shared.departments] == ["eng", "sup"]


def test_agreement_and_outcome_are_absent_under_the_veil() -> None:
    review = a_full_review()
    shared = veiled(review, "23:00")
    assert not (shared.conditions)
    assert not (shared.safeguards)
    assert not (shared.lessons)
    assert not (shared.questions)
    assert not (shared.repairs)
    assert not (shared.head.summary)
    assert not (shared.head.background)
    assert not (shared.head.source)
    assert not (shared.head.tags)
    assert not (shared.head.title)
    early = an_entry("early", department=SUP)
    told = a_card(SUP, "calm", impact="queue", impact_figure="412", entry_ids=(early.id,))
    heard = veiled(a_review(SUP, early, told))
    assert heard.cards[0].answers
    assert (heard.cards[0].impact, heard.cards[0].impact_figure) == ("", "")


def test_a_card_that_was_not_heard_is_absent_under_the_veil() -> None:
    early = an_entry("early", department=SUP)
    heard = a_card(SUP, "calm", entry_ids=(early.id,))
    waits = a_card(ENG, "prepared", heard=False, entry_ids=(early.id,))
    review = a_review(SUP, ENG, early, heard, waits)
    assert [card.department_id for card in veiled(review).cards] == ["sup"]
    assert len(for_room(review, None, False, None).cards) == 2


def test_a_card_that_is_linked_to_no_event_is_absent_under_the_veil() -> None:
    review = a_review(SUP, ENG, a_card(SUP, "we saw afterwards that it was the rule"))
    assert veiled(review).cards == ()
    assert len(for_room(review, at("10:47"), False, None).cards) == 1


def test_a_card_whose_last_link_is_taken_away_leaves_the_room_under_the_veil() -> None:
    early = an_entry("early", department=SUP)
    told = a_card(SUP, "calm", entry_ids=(early.id,))
    review = a_review(SUP, early, told)
    copy = RoomCopy(review)
    assert copy.view(at("10:47"), True, None).cards == (told,)
    bare = told.changed(entry_ids=())
    review.apply((Change(told, bare),))
    assert copy.follow((Change(told, bare),))
    assert copy.view(at("10:47"), True, None).cards == ()
    review.apply((Change(bare, told),))
    assert copy.follow((Change(bare, told),))
    assert copy.view(at("10:47"), True, None).cards == (told,)


def test_what_was_out_of_sight_is_not_told_under_the_veil() -> None:
    entry = a_decision_entry(department=ENG)
    answers = {"seen": "a graph", "out_of_sight": "the calls at Support"}
    review = a_review(ENG, entry, a_decision(entry, answers=answers))
    assert [one.question for one in veiled(review).decisions[0].answers] == ["seen"]
    assert len(for_room(review, at("10:47"), False, None).decisions[0].answers) == 2


def test_what_was_asked_hypothetically_is_not_told_under_the_veil() -> None:
    entry = a_decision_entry(department=ENG)
    answers = {"seen": "a graph", "what_if_seen": "had the calls been in sight"}
    review = a_review(ENG, entry, a_decision(entry, answers=answers))
    assert [one.question for one in veiled(review).decisions[0].answers] == ["seen"]
    assert len(for_room(review, at("10:47"), False, None).decisions[0].answers) == 2


def test_a_bar_that_runs_on_looks_like_one_that_never_ended() -> None:
    shown = []
    for values in ({"end": "11:00"}, {"open_end": True}, {"end": "10:48", "open_end": True}):
        entry = an_entry(department=SUP, id="same", **values)
        shown.append(veiled(a_review(SUP, entry)).entries[0])
    assert shown[0] == shown[1] == shown[2]
    assert shown[0].end == at("10:47")


def test_a_bar_that_had_ended_keeps_its_end() -> None:
    shared = veiled(a_review(SUP, an_entry(department=SUP, end="10:47")))
    assert (shared.entries[0].end, shared.entries[0].open_end) == (at("10:47"), False)


def test_the_bound_of_an_uncertain_event_is_cut_at_the_cursor() -> None:
    entry = an_entry(
        start=None, precision=Precision.BETWEEN, earliest="10:30", latest="11:30", department=SUP
    )
    shared = veiled(a_review(ENG, SUP, entry, a_sighting(entry, ENG, noticed="10:40")))
    assert shared.entries[0].latest == at("10:47")
    SharedEntry.model_validate(shared.entries[0].model_dump())


def test_a_sighting_to_come_cannot_be_told_from_none() -> None:
    entry = an_entry(department=SUP, id="entry")
    never = veiled(a_review(ENG, SUP, entry, a_sighting(entry, ENG)))
    later = veiled(a_review(ENG, SUP, entry, a_sighting(entry, ENG, noticed="11:00", amid="9")))
    assert never.sightings == later.sightings == ()


def test_a_notice_to_come_cannot_be_told_from_one_that_never_came() -> None:
    entry = an_entry(department=SUP, id="entry")
    shown = []
    for noticed in ("11:00", None):
        told = a_sighting(
            entry, ENG, visible="10:40", noticed=noticed, id="sighting", channel=Channel.CALL,
            through="rang", amid="1 of 9", remark="asked by Support",
        )  # fmt: skip
        shown.append(veiled(a_review(ENG, SUP, entry, told)).sightings)
    assert shown[0] == shown[1]
    assert shown[0][0].visible_from == at("10:40")


def test_an_own_department_that_saw_it_later_does_not_seem_to_have_seen_it() -> None:
    entry = an_entry(department=SUP)
    said = a_sighting(entry, SUP, noticed="11:00"), a_sighting(entry, ENG, noticed="10:40")
    shared = veiled(a_review(ENG, SUP, entry, *said))
    own = next(one for one in shared.sightings if one.department_id == SUP.id)
    assert (own.noticed_at, own.visible_from) == (None, None)


def test_without_a_cursor_the_veil_hides_nothing() -> None:
    review = a_review(SUP, an_entry(department=SUP, end="11:00"))
    shared = for_room(review, None, True, None)
    assert shared.entries[0].end == at("11:00")
    assert not shared.veil


minutes = st.integers(0, 20)


@st.composite
def told_reviews(draw: st.DrawFn) -> tuple[Review, datetime]:
    """A review whose every text says when it came to be known, and a cursor."""
    cursor = at("10:00") + timedelta(minutes=draw(minutes))
    records: list[Record] = [ENG, SUP]
    for number in range(draw(st.integers(0, 5))):
        entry = an_entry(
            "?", at("10:00") + timedelta(minutes=draw(minutes)), draw(st.sampled_from((ENG, SUP))),
            order=float(number),
        )  # fmt: skip
        length = draw(st.none() | minutes)
        if length is not None and entry.start is not None:
            entry = entry.changed(end=entry.start + timedelta(minutes=length))
        elif draw(st.booleans()):
            bounds = {"earliest": entry.start, "latest": entry.start + timedelta(minutes=6)}
            entry = entry.changed(precision=Precision.BETWEEN, start=None, **bounds)
        said: list[Record] = []
        for department in (ENG, SUP):
            if draw(st.booleans()):
                noticed = draw(st.none() | minutes)
                moment = at("10:00") + timedelta(minutes=noticed) if noticed is not None else None
                late = moment is None or moment > cursor
                said.append(
                    a_sighting(
                        entry, department, noticed=moment, remark="LATER" if late else "then"
                    )
                )
        known = AsOf(a_review(ENG, SUP, entry, *said)).known(entry.id, cursor)
        word = "then" if known else "LATER"
        records += [
            entry.changed(title=word, detail=word),
            *said,
            a_decision(entry, answers={"seen": word}),
            an_evidence(entry, title=word),
            an_evidence(entry, title="LATER", at=cursor + timedelta(seconds=1)),
            a_marker(label=word, entry_id=entry.id),
            a_card(SUP, word, entry_ids=(entry.id,), impact="LATER"),
            a_condition("LATER", entry_ids=(entry.id,)),
        ]
    # A link to what is no more, or none at all, tells nothing of when a card may be read.
    records += [
        a_repair("LATER"),
        a_card(SUP, "LATER"),
        a_card(ENG, "LATER", entry_ids=("gone",)),
    ]
    return a_review(*records, summary="LATER"), cursor


@given(told_reviews(), st.sampled_from((None, "eng", "sup")))
def test_nothing_known_later_is_in_the_room(told: tuple[Review, datetime], eyes: str) -> None:
    review, cursor = told
    shared = for_room(review, cursor, True, eyes)
    assert "LATER" not in repr(shared)
    moments = [
        moment
        for record in (*shared.entries, *shared.sightings, *shared.evidence, *shared.markers)
        for moment in vars(record).values()
        if isinstance(moment, datetime)
    ]
    assert all(moment <= cursor for moment in moments)
    assert len(shared.entries) == len(AsOf(review).known_ids(cursor))
    assert list(shared.entries) == sorted(shared.entries, key=lambda one: (one.anchor, one.order))


# Following edits


def same(one: SharedReview, other: SharedReview) -> bool:
    """Equal, but for the order of what has no order of its own."""
    return (
        set(map(repr, parts(one))) == set(map(repr, parts(other))) and one.entries == other.entries
    )


def parts(shared: SharedReview) -> list[object]:
    found: list[object] = [shared.head, shared.as_of, shared.veil, shared.eyes]
    for field in dataclasses.fields(shared):
        value = getattr(shared, field.name)
        if isinstance(value, tuple):
            found += value
    return found + list(shared.voices.values())


@given(told_reviews(), st.data())
def test_a_copy_that_follows_equals_one_made_anew(
    told: tuple[Review, datetime], data: st.DataObject
) -> None:
    review, _ = told
    copy = RoomCopy(review)
    for _ in range(5):
        cursor = at("10:00") + timedelta(minutes=data.draw(st.integers(-1, 45)))
        veil = data.draw(st.booleans())
        before = copy.view(cursor, veil, None)
        assert same(before, for_room(review, cursor, veil, None))
        changes = data.draw(st.sampled_from(some_edits(review, cursor)))
        review.apply(changes)
        spoke = copy.follow(changes)
        after = copy.view(cursor, veil, None)
        assert same(after, for_room(review, cursor, veil, None))
        assert spoke == (not same(before, after))


def some_edits(review: Review, cursor: datetime) -> list[tuple[Change, ...]]:
    head = review.head
    found: list[tuple[Change, ...]] = [
        (Change(None, an_entry("added", cursor, SUP)),),
        (Change(None, a_note("private")),),
        (Change(None, a_voice(SUP, name="Added")),),
        (Change(head, head.changed(title=f"{head.title}.")),),
        (Change(head, head.changed(summary=f"{head.summary}.")),),
    ]
    for entry in list(review.entries.values())[:2]:
        moved = entry.changed(
            precision=Precision.EXACT,
            start=cursor + timedelta(minutes=2),
            end=None,
            earliest=None,
            latest=None,
        )
        owned = [
            one
            for kind in RECORD_TYPES.values()
            if kind.parent == "entry_id"
            for one in review.children(kind, entry.id)
        ]
        found += [
            (Change(entry, moved),),
            (Change(entry, entry.changed(title=f"{entry.title}!")),),
            (Change(entry, entry.changed(raw=f"{entry.raw}!")),),
            (Change(entry, entry.changed(department_id=ENG.id)),),
            (Change(entry, entry.changed(open_end=True)),),
        ]
        if not any(entry.id in getattr(one, "entry_ids", ()) for one in review.records()):
            found.append((*(Change(one, None) for one in owned), Change(entry, None)))
        for sighting in review.children(Sighting, entry.id)[:1]:
            found.append((Change(sighting, sighting.changed(noticed_at=cursor)),))
            found.append((Change(sighting, None),))
    return found


def test_one_edit_among_many_costs_no_second_copy() -> None:
    found = [an_entry("event", at("00:00") + timedelta(seconds=n), SUP) for n in range(5_000)]
    review = a_review(ENG, SUP, *found)
    copy = RoomCopy(review)
    copy.view(None, False, None)
    renamed = Change(found[9], found[9].changed(title="renamed"))

    def edit() -> None:
        for change in (renamed, renamed.swapped()):
            review.apply([change])
            assert copy.follow([change])
            copy.view(None, False, None)

    anew = min(repeat(lambda: for_room(review, None, False, None), number=1, repeat=3))
    assert min(repeat(edit, number=1, repeat=5)) * 10 < anew


def test_counts_of_a_poll_reach_the_room_only_when_they_are_shown() -> None:
    sitting = a_session(poll_yes=4, poll_unsure=1, poll_no=2)
    hidden = for_room(a_review(sitting), None, False, None).sitting
    assert hidden is not None
    assert (hidden.poll_yes, hidden.poll_unsure, hidden.poll_no) == (0, 0, 0)
    shown = for_room(a_review(sitting.changed(poll_shown=True)), None, False, None).sitting
    assert shown is not None
    assert (shown.poll_yes, shown.poll_unsure, shown.poll_no) == (4, 1, 2)


def test_talk_times_leave_with_no_copy() -> None:
    sitting = a_session(talk=(TalkTime(department_id="d" * 32, spent_ms=5_000),))
    for audience in (Audience.MEMBERS, Audience.COMPANY):
        (found,) = for_audience(a_review(sitting), audience).sessions
        assert found.talk == ()


def test_under_the_veil_the_room_sees_nothing_that_was_said_at_the_close() -> None:
    sitting = a_session(next_steps="we meet again", board_stop=("paging everybody",))
    (found,) = for_room(a_review(sitting), at("10:00"), True, None).sessions
    assert (found.next_steps, found.board_stop) == ("", ())
