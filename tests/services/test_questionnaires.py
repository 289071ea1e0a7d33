"""Questionnaires: what stands on a form, and what of it may come back."""

import re
import zlib
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from builders import (
    a_card,
    a_department,
    a_desk,
    a_note,
    a_review,
    a_sighting,
    a_voice,
    an_entry,
    at,
)
from canaries import KEY, LATER, NAME, full_review
from questionnaires import asked_of
from reviewdesk.domain.accounts import Answer, Card, Question
from reviewdesk.domain.asof import AsOf
from reviewdesk.domain.edits import change, remove
from reviewdesk.domain.entries import Precision
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.people import Voice
from reviewdesk.domain.questionnaires import answer_field, sight_fields
from reviewdesk.domain.review import Review
from reviewdesk.domain.sharing import for_room
from reviewdesk.domain.sightings import Channel, Sighting
from reviewdesk.domain.sights import SightState
from reviewdesk.export.leaks import texts_of_pdf
from reviewdesk.services.desk import Desk
from reviewdesk.services.questionnaire_edits import take_in
from reviewdesk.services.questionnaires import questionnaire, suggested_name, write_questionnaire
from reviewdesk.services.returned_questionnaires import (
    FilledForm,
    Returned,
    Stand,
    choose_card,
    returned,
    standing,
    takes,
    told,
)
from reviewdesk.services.sighting_edits import SightingState

NOW = at("15:00")
SUPPORT = a_department("Support")
OPS = a_department("Operations", position=1.0)
ALARM = an_entry("alarm nobody heard", "10:40", OPS)
CALLS = an_entry("call centre hammered", "10:35", SUPPORT)
HIDDEN = an_entry("router rebooted", "10:20", OPS)


def a_desk_with(*more: object, **head: object) -> Desk:
    seen = a_sighting(ALARM, SUPPORT, noticed="11:05", visible="10:45", through="phone")
    return a_desk(a_review(SUPPORT, OPS, ALARM, CALLS, HIDDEN, seen, *more, **head))


def filled(review: Review, values: dict[str, str]) -> FilledForm:
    return FilledForm(asked_of(review, SUPPORT.id).key, values)


def came_back(desk: Desk, **values: str) -> Returned:
    return returned(desk.review, filled(desk.review, values))


# Out


def test_a_form_lists_what_the_department_could_see_and_nothing_else() -> None:
    desk = a_desk_with()
    asked = questionnaire(desk.review, SUPPORT.id, None, False)
    assert [one.entry.title for one in asked.events] == ["call centre hammered", ALARM.title]
    assert [one.noticed for one in asked.events] == [at("10:35"), at("11:05")]


@pytest.mark.parametrize(
    ("moment", "titles"),
    [("10:30", []), ("10:44", ["call centre hammered"]), ("10:45", [CALLS.title, ALARM.title])],
)
def test_with_the_veil_down_a_form_holds_nothing_known_later(
    moment: str, titles: list[str]
) -> None:
    asked = questionnaire(a_desk_with().review, SUPPORT.id, at(moment), True)
    assert [one.entry.title for one in asked.events] == titles
    assert all(one.noticed is None or one.noticed <= at(moment) for one in asked.events)


def test_under_the_veil_neither_form_nor_file_name_says_how_it_ended(tmp_path: Path) -> None:
    review = a_desk_with(title="Edge saturated by a firewall rule", day=date(2019, 7, 2)).review
    name = suggested_name(review, SUPPORT.id, at("10:44"), True)
    assert name == "incident-2019-07-02-questionnaire-Support.pdf"
    path = write_questionnaire(
        review, SUPPORT.id, tmp_path / name, as_of=at("10:44"), veil=True, now=NOW
    )
    data = path.read_bytes()
    reader = PdfReader(BytesIO(data))
    assert reader.metadata is not None
    assert reader.metadata.title == "Questionnaire for Support: Incident review · 2 July 2019"
    assert "Incident review · 2 July 2019" in reader.pages[0].extract_text()
    assert "firewall" not in every_byte(data) + reader.pages[0].extract_text()
    assert suggested_name(review, SUPPORT.id, at("10:44"), False).startswith("Edge-saturated")


def test_the_questions_are_those_of_the_review() -> None:
    own = (Question(key="own", text="What rang first?"),)
    desk = a_desk_with(card_questions=own)
    assert questionnaire(desk.review, SUPPORT.id, None, False).questions == own


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_form_holds_what_the_room_would_be_shown_of_its_department(data: st.DataObject) -> None:
    clock = st.integers(0, 8).map(lambda tick: at(f"10:{tick * 5:02}"))
    lanes = [SUPPORT, OPS]
    entries = [
        an_entry(f"event {number}", data.draw(clock), data.draw(st.sampled_from([*lanes, None])))
        for number in range(data.draw(st.integers(1, 6)))
    ]
    sightings = [
        a_sighting(entry, lane, data.draw(st.none() | clock), data.draw(st.none() | clock))
        for entry in entries
        for lane in lanes
        if data.draw(st.booleans())
    ]
    review = a_review(*lanes, *entries, *sightings)
    moment, veil = data.draw(clock), data.draw(st.booleans())
    shared = for_room(review, moment, veil, SUPPORT.id)
    index = AsOf(review)
    expected = []
    for entry in shared.entries:
        sight = index.sight(entry.id, SUPPORT.id, moment if veil else at("23:59"))
        if sight is not None and sight.state is not SightState.OUT_OF_SIGHT:
            expected.append(entry)
    asked = questionnaire(review, SUPPORT.id, moment, veil)
    assert [one.entry for one in asked.events] == expected
    noticed = [one.noticed for one in asked.events if one.noticed]
    assert not veil or all(one <= moment for one in noticed)


def test_no_more_events_than_there_is_room_for_the_starred_first() -> None:
    many = [an_entry(f"call {number}", "10:35", SUPPORT) for number in range(250)]
    star = an_entry("the one that matters", "14:00", SUPPORT, starred=True)
    asked = questionnaire(a_review(SUPPORT, *many, star), SUPPORT.id, None, False)
    assert len(asked.events) == 200
    assert asked.more_events == 51
    assert asked.events[-1].entry.title == star.title


def every_byte(data: bytes) -> str:
    """The file as it stands, its streams unpacked, and its texts as readers find them."""
    parts = [data]
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            parts.append(zlib.decompress(packed))
        except zlib.error:
            parts.append(packed)
    raw = b"\n".join(parts)
    texts = [raw.decode("latin-1"), raw.replace(b"\0", b"").decode("latin-1")]
    texts += [text for _, text in texts_of_pdf(data)]
    texts += [str(value) for value in (PdfReader(BytesIO(data)).metadata or {}).values()]
    return "\n".join(texts).casefold()


@pytest.mark.parametrize("veiled", [False, True])
def test_no_canary_is_in_a_form(tmp_path: Path, veiled: bool) -> None:
    review = full_review()
    lane = review.departments[0].id
    path = write_questionnaire(
        review, lane, tmp_path / "form.pdf", as_of=at("10:47"), veil=veiled, now=NOW
    )
    held = every_byte(path.read_bytes())
    assert "asked" in held
    for word in NAME.casefold().split():
        assert word not in held
    # What came later is no secret once the veil is up.
    assert KEY not in (held if veiled else held.replace(LATER, ""))
    assert (LATER in held) is not veiled


def test_what_other_departments_wrote_is_not_in_a_form(tmp_path: Path) -> None:
    other = a_card(OPS, "we watched the wrong dashboard", impact="forty engineers up all night")
    mine = a_card(SUPPORT, "the phones told us before the alarm did")
    note = a_note("be gentle with the shift lead of the night")
    desk = a_desk_with(other, mine, note)
    path = write_questionnaire(desk.review, SUPPORT.id, tmp_path / "form.pdf", now=NOW)
    held = every_byte(path.read_bytes())
    assert "call centre hammered" in held
    for secret in ("wrong dashboard", "forty engineers", "gentle", "rebooted", "phones told"):
        assert secret not in held


def test_a_form_is_not_written_over_a_file_or_to_another_kind(tmp_path: Path) -> None:
    review = a_desk_with().review
    path = tmp_path / "form.pdf"
    path.write_text("mine")
    with pytest.raises(KnownError, match="there already"):
        write_questionnaire(review, SUPPORT.id, path, now=NOW)
    assert path.read_text() == "mine"
    with pytest.raises(KnownError, match="does not end in"):
        write_questionnaire(review, SUPPORT.id, tmp_path / "form.docx", now=NOW)
    with pytest.raises(KnownError, match="no longer in the review"):
        write_questionnaire(review, "0" * 32, tmp_path / "other.pdf", now=NOW)


def test_a_file_name_holds_no_name_of_a_person() -> None:
    voice = a_voice(SUPPORT, name="Ana Costa")
    review = a_review(SUPPORT, voice, title="The night of Ana Costa: phones/lines")
    assert suggested_name(review, SUPPORT.id) == (
        "The-night-of-the-shift-lead-phones-lines-questionnaire-Support.pdf"
    )


# Back


def test_answers_go_to_a_new_card_with_its_voice_as_one_step() -> None:
    desk = a_desk_with()
    before = set(desk.review.records())
    found = came_back(
        desk, role="shift lead", answer_1="the phones first", impact="queues", impact_figure="412",
        impact_unit="calls", event_2_sight="noticed", event_2_when="11:10", event_2_through="phone",
    )  # fmt: skip
    card_id = take_in(desk, found)
    card = desk.review.all(Card)[card_id]
    assert card.answers == (Answer(question="looked", text="the phones first"),)
    assert (card.impact, card.impact_figure, card.impact_unit) == ("queues", "412", "calls")
    assert card.heard
    assert desk.review.all(Voice)[card.voice_id or ""].role == "shift lead"
    said = desk.review.sighting(ALARM.id, SUPPORT.id)
    assert said is not None
    assert (said.noticed_at, said.visible_from) == (at("11:10"), at("10:45"))
    assert said.channel is Channel.CALL
    assert desk.undo_label == "Read in questionnaire of Support"
    desk.undo()
    assert set(desk.review.records()) == before


def test_a_form_filled_in_twice_shows_both_and_takes_what_is_chosen() -> None:
    desk = a_desk_with()
    take_in(desk, came_back(desk, role="shift lead", answer_1="calm", answer_2="nothing else"))
    found = came_back(desk, role="Shift Lead", answer_1="loud", answer_2="nothing else")
    assert [standing(desk.review, found, one) for one in found.answers] == [
        Stand.DIFFERS, Stand.SAME,
    ]  # fmt: skip
    assert [one.take for one in found.answers] == [False, False]
    assert "filled in twice" in told(desk.review, found)
    with pytest.raises(KnownError, match="Tick"):
        take_in(desk, found)
    found.answers[0].take, found.answers[0].text = True, "calm, then loud"
    take_in(desk, found)
    (card,) = desk.review.all(Card).values()
    assert card.answer("looked") == "calm, then loud"


def test_a_form_read_in_before_says_so() -> None:
    desk = a_desk_with()
    form = filled(desk.review, {"role": "shift lead", "answer_1": "calm", "event_1_sight": "out"})
    take_in(desk, returned(desk.review, form))
    found = returned(desk.review, form)
    assert takes(found) == 0
    assert "read in before" in told(desk.review, found)


def test_another_voice_gets_a_card_of_its_own() -> None:
    desk = a_desk_with()
    first = take_in(desk, came_back(desk, role="shift lead", answer_1="calm"))
    found = came_back(desk, role="agent", answer_1="loud")
    assert found.card_id is None
    choose_card(desk.review, found, first)
    assert standing(desk.review, found, found.answers[0]) is Stand.DIFFERS
    choose_card(desk.review, found, None)
    take_in(desk, found)
    assert len(desk.review.all(Card)) == 2


def test_a_name_typed_for_a_role_leads_to_the_voice_it_names() -> None:
    voice = a_voice(SUPPORT, name="Ana Costa")
    desk = a_desk_with(voice)
    take_in(desk, came_back(desk, role="ana costa", answer_1="calm"))
    (card,) = desk.review.all(Card).values()
    assert card.voice_id == voice.id
    other = came_back(desk, role="Ana Costa, lead", answer_1="x")
    assert "holds a name" in told(desk.review, other)


def test_forms_of_other_reviews_and_of_nobody_and_empty_ones_are_refused() -> None:
    desk = a_desk_with()
    form = filled(desk.review, {"answer_1": "calm"})
    with pytest.raises(KnownError, match="belongs to another review"):
        returned(a_desk_with(id="f" * 32).review, form)
    desk.apply(remove(desk.review, [SUPPORT]))
    with pytest.raises(KnownError, match="no longer in this review"):
        returned(desk.review, form)
    desk.undo()
    with pytest.raises(KnownError, match="nothing filled in"):
        came_back(desk, role="shift lead", answer_1="")


def test_a_question_that_is_asked_no_more_is_shown_and_can_be_asked_again() -> None:
    desk = a_desk_with()
    form = filled(desk.review, {"answer_1": "calm"})
    kept = (Question(key="own", text="What rang first?"),)
    desk.apply(change(desk.review.head, card_questions=kept))
    found = returned(desk.review, form)
    (one,) = found.answers
    assert not one.take
    assert "Not asked any more" in one.remark
    one.take = True
    take_in(desk, found)
    assert [question.key for question in desk.review.head.card_questions] == ["own", "looked"]
    desk.undo()
    assert desk.review.head.card_questions == kept


def test_events_that_are_gone_are_told_and_the_rest_is_kept() -> None:
    desk = a_desk_with()
    form = filled(desk.review, {"answer_1": "calm", "event_2_sight": "noticed"})
    desk.apply(remove(desk.review, [ALARM]))
    found = returned(desk.review, form)
    assert not found.sightings
    assert "1 event no longer there" in told(desk.review, found)


@pytest.mark.parametrize(
    ("sight", "when", "expected"),
    [
        ("noticed", "", (at("10:40"), None, False)),
        ("noticed", "~11:20", (at("11:20"), at("10:45"), True)),
        ("", "11:20", (at("11:20"), at("10:45"), False)),
        ("visible", "10:50", (None, at("10:50"), False)),
        ("out", "", (None, None, False)),
        ("noticed", "10:00", (at("10:00"), None, False)),
    ],
)
def test_sightings_say_what_was_ticked(
    sight: str, when: str, expected: tuple[object, object, bool]
) -> None:
    desk = a_desk_with()
    take_in(desk, came_back(desk, event_2_sight=sight, event_2_when=when, event_2_through="x"))
    said = desk.review.sighting(ALARM.id, SUPPORT.id)
    assert said is not None
    assert (said.noticed_at, said.visible_from, said.approximate) == expected


def test_a_time_nobody_can_read_is_left_until_it_is_corrected() -> None:
    desk = a_desk_with()
    found = came_back(desk, event_2_sight="noticed", event_2_when="shortly after lunch")
    (one,) = found.sightings
    assert not one.take
    assert one.remark
    one.take = True
    with pytest.raises(KnownError, match="not a time"):
        take_in(desk, found)
    one.when = "12:40"
    take_in(desk, found)
    said = desk.review.sighting(ALARM.id, SUPPORT.id)
    assert said is not None
    assert said.noticed_at == at("12:40")


def test_an_event_whose_time_is_unknown_needs_a_time_typed() -> None:
    lost = an_entry("somebody called", None, SUPPORT, precision=Precision.UNKNOWN)
    desk = a_desk(a_review(SUPPORT, lost))
    found = came_back(desk, event_1_sight="noticed")
    assert not found.sightings[0].take
    assert found.sightings[0].state is SightingState.NOTICED


def test_a_sighting_of_an_own_event_is_kept_as_a_sighting() -> None:
    desk = a_desk_with()
    take_in(desk, came_back(desk, event_1_sight="visible", event_1_when="10:36"))
    said = desk.review.sighting(CALLS.id, SUPPORT.id)
    assert isinstance(said, Sighting)
    assert said.noticed_at is None


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            [*map(answer_field, range(5)), *sight_fields(0), *sight_fields(1), "role", "impact",
             "impact_figure", "impact_unit"]
        ),
        st.one_of(st.text(max_size=30), st.sampled_from(("noticed", "out", "visible", "10:50"))),
    )
)  # fmt: skip
def test_whatever_was_typed_is_taken_in_or_told_and_undone_whole(values: dict[str, str]) -> None:
    desk = a_desk_with()
    before = set(desk.review.records())
    try:
        found = came_back(desk, **values)
    except KnownError:
        return
    if takes(found):
        take_in(desk, found)
        assert set(desk.review.records()) != before
        desk.undo()
    assert set(desk.review.records()) == before
