"""Copies for one use: which sections, in which order, on how many pages."""

from __future__ import annotations

import re

import pytest

from builders import (
    a_card,
    a_condition,
    a_department,
    a_full_review,
    a_lesson,
    a_question,
    a_repair,
    a_review,
    a_safeguard,
    an_entry,
    at,
)
from export.reading import EXPORTED_AT, FONTS, QUESTIONS, outline_of, read, text_of
from reviewdesk.domain.copies import SECTIONS_OF, Section, Template, sections_from
from reviewdesk.domain.ids import new_id
from reviewdesk.domain.numbering import called
from reviewdesk.domain.repairs import RepairState
from reviewdesk.domain.review import Review
from reviewdesk.domain.sessions import Session
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience
from reviewdesk.export.html import make_html
from reviewdesk.export.markdown import make_markdown
from reviewdesk.export.options import Earlier, ExportOptions, Paper
from reviewdesk.export.pdf.report import make_pdf
from reviewdesk.export.pdf_insides import insides
from reviewdesk.export.plain import make_plain

ALL = tuple(one for one in SECTIONS_OF[Template.FULL] if one is not Section.GLANCE)


def copy_of(review: Review, audience: Audience = Audience.COMPANY, **chosen: object) -> bytes:
    options = ExportOptions(EXPORTED_AT, "0.1", **chosen)  # type: ignore[arg-type]  # by name
    return make_pdf(for_audience(review, audience), options, QUESTIONS, FONTS)


def a_long_review() -> Review:
    conditions = [a_condition(f"condition {n} " + "and more " * 30) for n in range(40)]
    return a_review(
        *(an_entry(f"event {n}", start=at(f"10:{n % 60:02}")) for n in range(90)),
        *conditions,
        *(a_lesson(f"lesson {n} " + "understood " * 40) for n in range(30)),
        *(a_safeguard(f"safeguard {n}") for n in range(30)),
        *(a_repair(f"repair {n}", condition_ids=(conditions[n].id,)) for n in range(40)),
        summary="It stood still for a while. " * 400,
    )


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize(("template", "most"), [(Template.TWO_PAGES, 2), (Template.TALK, 1)])
def test_a_short_copy_keeps_to_its_pages_however_much_there_is(
    template: Template, most: int, paper: Paper
) -> None:
    review = a_full_review()
    assert len(read(copy_of(review, template=template, paper=paper)).pages) <= most
    if template is Template.TALK:
        long = copy_of(a_long_review(), template=template, paper=paper)
        assert len(read(long).pages) == 1
        assert "What was learned L" in text_of(long)
        assert "more in the full report" in text_of(long)


def test_sections_stand_in_the_order_that_was_chosen() -> None:
    chosen = (Section.REPAIRS, Section.LESSONS, Section.CONDITIONS)
    text = text_of(copy_of(a_full_review(), sections=chosen))
    places = [text.index(title) for title in ("Repairs", "Lessons", "Conditions")]
    assert places == sorted(places)
    assert "Every event" not in text


@pytest.mark.parametrize(
    ("template", "chosen"),
    [
        (Template.FULL, (Section.REPAIRS, Section.METHOD, Section.GLANCE)),
        (Template.FULL, (Section.LESSONS, Section.REPAIRS)),
        (Template.TWO_PAGES, (Section.QUESTIONS, Section.GLANCE, Section.EVENTS, Section.REPAIRS)),
        (Template.TALK, (Section.REPAIRS, Section.GLANCE)),
    ],
)
def test_every_order_of_sections_begins_with_the_cover(
    template: Template, chosen: tuple[Section, ...]
) -> None:
    shared = for_audience(a_full_review(summary="It stood still."), Audience.COMPANY)
    options = ExportOptions(EXPORTED_AT, "0.1", template=template, sections=chosen)
    begun = ("ReviewDesk · incident", shared.head.title)
    [first, *_] = read(make_pdf(shared, options, QUESTIONS, FONTS)).pages
    lines = first.extract_text().splitlines()
    assert lines[0].startswith(begun[0])
    assert " ".join(lines[1:4]).startswith(begun[1])
    words = make_markdown(shared, options, QUESTIONS)
    assert words.startswith(f"# {begun[1]}\n\n{begun[0]}")
    assert ("It stood still." in words) == (Section.GLANCE in chosen)
    if Section.GLANCE in chosen:
        assert words.index("It stood still.") < words.index("## Repairs")
    page = make_html(shared, options, QUESTIONS, FONTS)
    assert page.partition("<body>\n")[2].startswith(f"<h1>{begun[1]}</h1>")
    assert make_plain(shared, options, QUESTIONS).startswith(f"{begun[1]}\n===")


def test_what_is_left_out_is_led_to_by_no_link() -> None:
    data = copy_of(a_full_review(), sections=(Section.CONDITIONS,))
    names = set(read(data).named_destinations)
    pages = read(data).pages
    leads = [
        str(one.get_object()["/Dest"])
        for page in pages
        for one in page.get("/Annots") or ()
        if "/Dest" in one.get_object()
    ]
    assert all(lead in names or "IndirectObject" in lead for lead in leads)
    assert not any(name.startswith(("E", "R")) for name in names)


def test_the_copy_of_what_changed_tells_what_is_different_now() -> None:
    why = a_condition("alarm at ten per cent")
    review = a_review(
        why,
        a_repair(
            "alarm on the rate", state=RepairState.CHECKED, condition_ids=(why.id,),
            what_changed="It rang twice in April.",
        ),
        a_repair("second router", owner_role="network lead"),
        a_condition("no spare depot", accepted_reason="A depot costs more than it saves."),
    )  # fmt: skip
    text = text_of(copy_of(review, template=Template.CHANGED))
    assert "What is different now" in text
    assert "It rang twice in April. Looked at afterwards: it held." in text
    assert "because of: alarm at ten per cent" in text
    assert "Owner: network lead." in text
    assert "A depot costs more than it saves." in text


def test_the_repairs_alone_have_a_cover_block_and_nothing_else() -> None:
    data = copy_of(a_full_review(), template=Template.REPAIRS)
    assert "What is to be repaired" in text_of(data)
    assert [one for one in outline_of(data) if one in ("Timeline", "Conditions")] == []


def test_conditions_are_drawn_as_a_map_that_is_read_out_too() -> None:
    first = a_condition("alarm at ten per cent")
    second = a_condition("nobody was asked", condition_ids=(first.id,))
    data = copy_of(a_review(first, second), sections=(Section.CONDITIONS,))
    said = f"{called(second)} made {called(first)} likelier or worse"
    assert any(said in text for _, text in insides(data))


def test_earlier_reviews_alike_are_told_with_what_became_of_their_repairs() -> None:
    earlier = Earlier("Depot without power", None, ("alarm at ten per cent",), repairs=3, held=2)
    text = text_of(copy_of(a_full_review(), earlier=(earlier,)))
    assert "Depot without power" in text
    assert "3 repairs, 2 done and found to have worked" in text


def test_it_says_how_it_was_done_and_why_it_names_no_single_cause() -> None:
    text = text_of(copy_of(a_full_review()))
    assert "How this review was done" in text
    assert "none of them would have been enough alone" in text


def test_a_choice_of_unknown_sections_is_the_whole_of_the_template() -> None:
    assert sections_from(["rumours"], Template.REPAIRS) == (Section.REPAIRS,)
    assert sections_from(["repairs", "glance"], Template.FULL) == (
        Section.GLANCE,
        Section.REPAIRS,
    )


def test_a_sheet_for_a_talk_is_filled() -> None:
    review = a_review(*(a_repair(f"repair {n}") for n in range(60)), summary="It stood still.")
    [page] = read(copy_of(review, template=Template.TALK)).pages
    # More than any list tells where all tell as much.
    assert page.extract_text().count("\nR") > 20


@pytest.mark.parametrize("letter", "EDCSLQV")
def test_no_item_refers_to_one_of_a_section_that_is_left_out(letter: str) -> None:
    shown = {Section.SIDES, Section.DECISIONS, Section.CONDITIONS, Section.REPAIRS, Section.RIGHT,
             Section.EVENTS, Section.QUESTIONS, Section.LESSONS, Section.EVIDENCE}  # fmt: skip
    left_out = {
        "E": Section.EVENTS, "D": Section.DECISIONS, "C": Section.CONDITIONS, "S": Section.RIGHT,
        "L": Section.LESSONS, "Q": Section.QUESTIONS, "V": Section.EVIDENCE,
    }[letter]  # fmt: skip
    # What no repair is made for stands under the repairs, by its number.
    out = {left_out, Section.REPAIRS} if letter == "C" else {left_out}
    sections = tuple(one for one in Section if one in shown - out)
    options = ExportOptions(EXPORTED_AT, "0.1", sections=sections)
    shared = for_audience(a_full_review(), Audience.COMPANY)
    pdf = text_of(make_pdf(shared, options, QUESTIONS, FONTS))
    for text in (pdf, make_markdown(shared, options, QUESTIONS)):
        told = re.findall(rf"\b{letter}\d+\b", text)
        assert told == []


def test_a_sheet_for_a_talk_keeps_its_sections_on_the_smaller_paper() -> None:
    review = a_review(
        *(a_lesson(f"Lesson {n}") for n in range(3)),
        *(a_safeguard(f"Helped {n}") for n in range(4)),
        *(a_repair(f"Repair {n}") for n in range(9)),
        *(a_question(f"Who knew {n}?") for n in range(3)),
        summary="It stood still for a while, and nobody could see why it did. " * 6,
    )
    for paper in Paper:
        text = text_of(copy_of(review, template=Template.TALK, paper=paper))
        assert "Still open Q" in text
        assert len(re.findall(r"R\d+ Repair", text)) >= 2


def test_a_public_copy_tells_what_is_marked_and_not_who_was_heard() -> None:
    support, depot = a_department("Support"), a_department("Depot")
    review = a_review(
        support,
        depot,
        an_entry("lamps out", department=depot, public=True),
        a_card(support, "Calls came at once.", heard=True, public=True),
        summary="It stood still.",
        terms="pod: a box",
        public_texts=("terms",),
    )
    for made in (
        text_of(copy_of(review, Audience.PUBLIC)),
        make_markdown(
            for_audience(review, Audience.PUBLIC), ExportOptions(EXPORTED_AT, "0.1"), QUESTIONS
        ),
    ):
        assert "From each side" in made
        assert "a box" in made
        assert "It stood still" not in made
        assert "eard" not in made
    assert "Not heard yet: Depot." in text_of(copy_of(review))


def test_who_was_heard_is_counted_where_the_card_is_kept_back_and_its_words_are_not_told() -> None:
    support, depot, desk = (a_department(name) for name in ("Support", "Depot", "Desk"))
    review = a_review(
        support,
        depot,
        desk,
        an_entry("lamps out", department=depot),
        a_card(support, "Calls came at once.", heard=True),
        a_card(depot, "Nobody told us of it.", heard=True, held_back=True),
    )
    made = [
        text_of(copy_of(review)),
        make_markdown(
            for_audience(review, Audience.COMPANY), ExportOptions(EXPORTED_AT, "0.1"), QUESTIONS
        ),
    ]
    for text in made:
        assert "Calls came at once" in text
        assert "2 of 3 departments heard" in text
        assert "Not heard yet: Desk." in text
        assert "Heard, and kept back: Depot." in text
        assert "Nobody told us" not in text


def test_lines_of_the_board_end_in_one_full_stop() -> None:
    session = Session(
        id=new_id(), board_start=("calling early.", "writing down"), ended=EXPORTED_AT
    )
    review = a_review(a_department("Support"), an_entry("lamps out"), session)
    assert "Start: calling early; writing down." in text_of(copy_of(review))
