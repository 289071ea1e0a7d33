"""The report as a reader gets it: every section, every page, links, properties."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest

from builders import (
    a_card,
    a_condition,
    a_decision,
    a_decision_entry,
    a_department,
    a_full_review,
    a_lesson,
    a_marker,
    a_question,
    a_repair,
    a_review,
    a_safeguard,
    a_sighting,
    a_voice,
    an_entry,
    at,
)
from export.reading import EXPORTED_AT, FONTS, OPTIONS, outline_of, pdf_of, read, text_of
from reviewdesk.domain.accounts import Answer
from reviewdesk.domain.entries import EntryKind, MarkerKind, Precision
from reviewdesk.domain.repairs import RepairCategory, RepairState, Strength
from reviewdesk.domain.review import Review, ReviewState
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience
from reviewdesk.domain.understanding import Layer
from reviewdesk.export.options import Cancelled, Paper
from reviewdesk.export.pdf.report import make_pdf

A4 = (595.28, 841.89)
LETTER = (612.0, 792.0)


def dispatch_outage(**head: object) -> Review:
    engineering = a_department("Engineering", colour=0, position=1)
    support = a_department("Support", colour=1, position=2)
    lead = a_voice(engineering, "release lead", name="Ada Canary")
    rollout = an_entry("Config rollout", "10:32", engineering, kind=EntryKind.CHANGE)
    retries = an_entry("Retry rate up", "10:34", engineering, kind=EntryKind.SIGNAL)
    calls = an_entry(
        "Callers without a route", "10:39", support, end="11:03", detail="Forty calls waiting."
    )
    choice = a_decision_entry("Keep rolling out", department=engineering, voice_id=lead.id)
    threshold = a_condition("Alarm at ten per cent", entry_ids=(retries.id,))
    attack = a_condition("An attack", layer=Layer.OUTSIDE, ruled_out=True)
    handover = a_condition(
        "No handover at noon", layer=Layer.TEAM, accepted_reason="Too rare.", accepted_by="director"
    )
    return a_review(
        engineering, support, lead, rollout, retries, calls, choice,
        threshold, attack, handover,
        a_marker(MarkerKind.BEGAN, entry_id=rollout.id),
        a_marker(MarkerKind.FIRST_SIGN, entry_id=calls.id),
        a_marker(MarkerKind.RECOVERED, at=at("11:10")),
        a_sighting(retries, engineering, noticed="10:34", amid="one of nine alerts"),
        a_sighting(calls, engineering, noticed="11:02"),
        a_decision(
            choice, maker_id=lead.id, options=("pause", "roll back"), pressures=("noon",),
            answers={"made_sense": "It settled each time.", "seen": "A green dashboard."},
        ),
        a_card(
            support, impact="Improvised words", impact_figure="412", impact_unit="calls",
            answers=(Answer(question="seen", text="Nothing to read out."),), heard=True,
        ),
        a_safeguard("Printed manifests"),
        a_lesson("Retries hide slow failures", cue="The curve had no dip."),
        a_question("Who else had the alert?"),
        a_repair("Alarm on the rate", condition_ids=(threshold.id,), owner_role="platform lead",
                 due=at("09:00").date(), proof="It fires in the drill.",
                 strength=Strength.CHANGES_SYSTEM, category=RepairCategory.PREVENT),
        a_repair("Write a rule", state=RepairState.DECLINED, declined_reason="Rules are read once.",
                 position=2.0),
        **{"summary": "Routes were empty for 38 minutes.", "background": "Routes are planned.",
           "source": "Public account: https://example.org/report", **head},
    )  # fmt: skip


@pytest.fixture(scope="module")
def report() -> bytes:
    return pdf_of(dispatch_outage())


@pytest.mark.parametrize(
    "words",
    [
        "ReviewDesk · incident review",
        "how it looked from two departments",
        "Began 10:32 UTC",
        "First sign +7 min in Support",
        "Recovered +38 min 11:10",
        "Repair items 1 1 with an owner",
        "In short Routes were empty for 38 minutes.",
        "How to read this.",
        "Support Improvised words 412 calls",
        "Background Routes are planned.",
        "began first sign recovered",
        "E3 10:39–11:03 Support Callers without a route Forty calls waiting.",
        "observation · first sign",
        "Decision 1 · 10:47 · Keep rolling out",
        "What Engineering could see",
        "Retry rate up, one of nine alerts (noticed) E2",
        "What existed out of its sight",
        "Callers without a route: Support only, reached it 11:02 E3",
        "Why it made sense at the time. It settled each time.",
        "Pressures Noon",
        "Options seen Pause; roll back",
        "What was on screen? A green dashboard.",
        "From each side Support What was on screen? Nothing to read out.",
        "Not heard yet: Engineering.",
        "C1 Alarm at ten per cent seen in E2 · addressed by R1",
        "CONSIDERED AND RULED OUT C3 An attack",
        "S1 Printed manifests",
        "L1 Retries hide slow failures What told somebody: The curve had no dip.",
        "R1 Alarm on the rate prevent · for C1 platform lead 12 Mar 2026 changes the system",
        "It fires in the drill.",
        "C2 No handover at noon. Accepted by director. Too rare.",
        "R2 Write a rule Declined: Rules are read once.",
        "Q1 Who else had the alert?",
        "Sources Public account: https://example.org/report",
    ],
)
def test_the_report_says(report: bytes, words: str) -> None:
    assert words in text_of(report)


def test_bookmarks_follow_the_sections(report: bytes) -> None:
    assert outline_of(report) == [
        "At a glance", "In short", "Impact by department", "How this review was done",
        "Background", "Timeline", "Every event", "From each side", "Decision points",
        "Decision 1 · 10:47 · Keep rolling out", "Conditions", "Map of the conditions",
        "What went right", "Lessons",
        "Repairs", "Open questions", "Sources",
    ]  # fmt: skip


def test_each_page_says_which_it_is_and_for_whom(report: bytes) -> None:
    pages = read(report).pages
    for number, page in enumerate(pages, 1):
        text = page.extract_text()
        assert f"{number} / {len(pages)}" in text
        assert "Dispatch outage · Distribution copy, names removed" in " ".join(text.split())


@pytest.mark.parametrize(
    ("audience", "line"),
    [
        (Audience.MEMBERS, "Members’ copy, names as entered"),
        (Audience.COMPANY, "Distribution copy, names removed"),
        (Audience.PUBLIC, "Public copy"),
    ],
)
def test_the_foot_names_the_audience(audience: Audience, line: str) -> None:
    pages = read(pdf_of(dispatch_outage(), audience)).pages
    assert all(f"· {line}" in " ".join(page.extract_text().split()) for page in pages)


def test_only_a_draft_is_called_one() -> None:
    assert "Draft of 20 Mar 2026" in text_of(pdf_of(dispatch_outage()))
    agreed = text_of(pdf_of(dispatch_outage(state=ReviewState.AGREED)))
    assert "Agreed, 20 Mar 2026" in agreed
    assert "Draft" not in agreed


def test_the_sample_is_marked() -> None:
    assert "Sample" in read(pdf_of(dispatch_outage(sample=True))).pages[0].extract_text()
    assert "Sample" not in read(pdf_of(dispatch_outage())).pages[0].extract_text()


def test_members_read_names_and_the_company_roles() -> None:
    assert "Ada Canary" in text_of(pdf_of(dispatch_outage(), Audience.MEMBERS))
    company = text_of(pdf_of(dispatch_outage(), Audience.COMPANY))
    assert "Canary" not in company
    assert "release lead" in company


def test_the_file_says_what_it_is(report: bytes) -> None:
    reader = read(report)
    assert reader.metadata is not None
    assert reader.metadata.title == "Dispatch outage"
    assert reader.metadata.subject == "Incident review · Distribution copy, names removed"
    assert reader.metadata.creator == "ReviewDesk 0.1"
    assert reader.metadata.creation_date == EXPORTED_AT
    assert not reader.metadata.author
    assert reader.trailer["/Root"]["/Lang"] == "en"  # type: ignore[index]  # a dictionary


def test_all_fonts_are_embedded_and_none_is_helvetica(report: bytes) -> None:
    names = set()
    for page in read(report).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]  # a dictionary
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in descendant["/FontDescriptor"]
            assert "/ToUnicode" in font.get_object()
            names.add(str(font.get_object()["/BaseFont"]))
    assert names
    assert all("NotoSans" in name for name in names)


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, A4), (Paper.LETTER, LETTER)])
def test_pages_have_the_size_of_the_paper_and_are_not_blank(
    paper: Paper, size: tuple[float, float]
) -> None:
    document = pypdfium2.PdfDocument(BytesIO(pdf_of(dispatch_outage(), paper=paper)))
    for page in document:
        assert page.get_size() == pytest.approx(size, abs=0.1)
        picture = page.render(scale=0.4, grayscale=True).to_numpy()
        assert picture.min() < 200
        margin = picture[:, : int(40 * 0.4)]
        assert margin.min() > 250, "something runs out of the page"
        assert picture[:, -int(40 * 0.4) :].min() > 250
    document.close()


def test_an_empty_review_makes_one_page_without_empty_sections() -> None:
    data = pdf_of(a_review(title="Nothing yet"))
    assert len(read(data).pages) == 1
    assert outline_of(data) == ["At a glance"]
    for word in ("Timeline", "Conditions", "Repairs", "None", "Impact"):
        assert word not in text_of(data)


def test_each_event_of_many_stands_in_drawing_and_table() -> None:
    support = a_department("Support")
    events = [
        an_entry(f"Happening{number:03}", at(f"{8 + number // 60:02}:{number % 60:02}"), support)
        for number in range(300)
    ]
    data = pdf_of(a_review(support, *events))
    text = text_of(data)
    missing = [event.title for event in events if text.count(event.title) < 2]
    assert not missing
    assert f"E300 {12:02}:59 Support Happening299" in text


def test_an_uncertain_time_is_told_no_better_than_it_is_known() -> None:
    support = a_department()
    data = pdf_of(
        a_review(
            support,
            an_entry("aa", None, support, precision=Precision.UNKNOWN),
            an_entry("bb", "10:05", support, precision=Precision.ABOUT),
            an_entry("cc", None, support, precision=Precision.BETWEEN,
                     earliest="10:00", latest="10:20"),
            an_entry("dd", None, support, precision=Precision.DAY,
                     earliest="00:00", latest="23:59"),
            an_entry("ee", "10:30", support, open_end=True),
        )
    )  # fmt: skip
    text = text_of(data)
    for words in (
        "time not known Support aa",
        "about 10:05 Support bb",
        "between 10:00 and 10:20 Support cc",
        "12 Mar 2026 Support dd",
        "from 10:30 on Support ee",
    ):
        assert words in text


def test_weeks_before_the_story_leave_room_for_its_minutes() -> None:
    """Long gaps are drawn short: both moments of the story can be told apart in the drawing."""
    support = a_department()
    data = pdf_of(
        a_review(
            support,
            an_entry("long before", at("10:00").replace(month=1), support),
            an_entry("first", "10:00", support),
            an_entry("second", "10:20", support),
        )
    )
    drawing = read(data).pages[1].extract_text()
    assert "+59 days" in drawing
    assert "10:10" in drawing


def test_progress_rises_to_one() -> None:
    told: list[float] = []
    shared = for_audience(a_full_review(), Audience.COMPANY)
    make_pdf(shared, OPTIONS, {}, FONTS, told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_cancelled_report_is_given_up() -> None:
    shared = for_audience(a_full_review(), Audience.COMPANY)
    with pytest.raises(Cancelled):
        make_pdf(shared, OPTIONS, {}, FONTS, cancelled=lambda: True)


def test_the_same_review_makes_the_same_bytes() -> None:
    shared = for_audience(a_full_review(), Audience.MEMBERS)
    assert make_pdf(shared, OPTIONS, {}, FONTS) == make_pdf(shared, OPTIONS, {}, FONTS)
