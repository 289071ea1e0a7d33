"""What is said of a copy that is not handed over: what was found, where, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import (
    a_card,
    a_condition,
    a_department,
    a_parking_item,
    a_question,
    a_review,
    a_voice,
    an_entry,
    at,
)
from reviewdesk.domain.errors import LeakFoundError
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience
from reviewdesk.export.leaks import Leak
from reviewdesk.services.exporting import CopyChoice, export_review
from reviewdesk.services.leak_places import refusal


def test_the_name_the_page_and_the_record_are_told_to_whoever_made_it() -> None:
    support = a_department("Support")
    first, second = an_entry("quiet", "10:00"), an_entry("ask ana-costa", "10:10")
    card = a_card(support, impact="Ana Costa lost sleep")
    review = a_review(support, first, second, card, background="by Ana\u00adCosta")
    shared = for_audience(review, Audience.COMPANY)
    error = refusal([Leak("page 2", "a name", "Ana Costa")], review, shared)
    assert "“Ana Costa” was found in it (page 2)" in error.told
    titled = "the title of E2, “ask ana-costa”"
    for words in ("the review’s background", titled, "the card of Support"):
        assert words in error.told
    assert ("entry", second.id, "title") in error.spots
    assert "Ana" not in str(error)


def test_what_stands_in_no_record_is_told_as_a_word_of_the_copy() -> None:
    review = a_review(an_entry("quiet"))
    shared = for_audience(review, Audience.COMPANY)
    error = refusal([Leak("page 1", "a name", "ReviewDesk")], review, shared)
    assert error.spots == ()
    assert "“ReviewDesk” was found" in error.told
    assert "a word of the copy itself" in error.told


@pytest.mark.parametrize(
    ("name", "others", "advice"),
    [
        ("UTC", (), "review, give the voice another name, or none: its role is enough. Then"),
        ("Bo", ("UTC",), "review, take it out of what the voice is also known as. Then"),
        ("UTC", ("utc",), "also known as, and give the voice another name, or none: its role"),
    ],
)
def test_what_to_do_about_a_word_of_the_copy_can_be_done(
    name: str, others: tuple[str, ...], advice: str
) -> None:
    support = a_department("Support")
    voice = a_voice(support, "lead", name=name, also_known_as=others)
    review = a_review(support, voice, an_entry("quiet"), zone="UTC")
    shared = for_audience(review, Audience.COMPANY)
    told = refusal([Leak("page 1", "a name", "UTC")], review, shared).told
    assert "a word of the copy itself" in told
    assert advice in told
    assert "zone" not in told


@pytest.mark.parametrize("name", ["UTC", ""])
def test_without_the_name_that_is_a_word_of_the_copy_it_is_handed_over(
    tmp_path: Path, name: str
) -> None:
    support = a_department("Support")
    review = a_review(support, a_voice(support, "lead", name=name), an_entry("quiet"), zone="UTC")
    path = tmp_path / "copy.txt"
    if name:
        with pytest.raises(LeakFoundError, match="a name was found"):
            export_review(review, path, audience=Audience.COMPANY, now=at("12:00"))
    else:
        export_review(review, path, audience=Audience.COMPANY, now=at("12:00"))
    assert path.exists() is not bool(name)


def test_one_thing_more_is_one_thing() -> None:
    names = ("Ana Costa", "Bo Lindqvist", "Cem Aydin", "Dana Petrova")
    review = a_review(*(an_entry(f"Ask {name}", f"10:0{n}") for n, name in enumerate(names)))
    leaks = [Leak(f"page {n}", "a name", name) for n, name in enumerate(names)]
    leaks.append(Leak("page 7", "a name", names[0]))
    told = refusal(leaks, review, for_audience(review, Audience.MEMBERS)).told
    assert (
        "and 1 more thing were found in it (page 0, page 1, page 2, page 3 and 1 more place)"
        in told
    )
    assert "and 1 more place. Write it otherwise" in told


def test_a_short_name_is_sought_as_a_word_and_not_in_others() -> None:
    review = a_review(
        an_entry("the Alarm", "10:00"), an_entry("Al rang", "10:10"), background="external"
    )
    shared = for_audience(review, Audience.MEMBERS)
    told = refusal([Leak("page 1", "a name", "Al")], review, shared).told
    assert "It stands in the title of E2, “Al rang”. Write" in told


def test_who_makes_a_copy_hears_where_things_were_replaced_and_not_what_they_are(
    tmp_path: Path,
) -> None:
    review = a_review(
        an_entry("quiet", "10:00"), an_entry("told Priya so", "10:10"),
        a_condition("Only Mira Kowalska knew"), summary="Priya again",
    )  # fmt: skip
    heard: list[str] = []
    export_review(
        review,
        tmp_path / "copy.txt",
        audience=Audience.COMPANY,
        now=at("12:00"),
        say=heard.append,
    )
    [said] = heard
    assert "(the review’s summary, E2, C1)" in said
    assert not any(name in said for name in ("Priya", "Mira", "Kowalska"))


@pytest.mark.parametrize(("marked", "told"), [((), 1), (("summary",), 0)])
def test_a_summary_that_the_public_may_not_read_is_missed(
    tmp_path: Path, marked: tuple[str, ...], told: int
) -> None:
    shown = an_entry("quiet", public=True)
    review = a_review(shown, summary="It stood still.", public_texts=marked)
    heard: list[str] = []
    for name in ("copy.txt", "copy.csv"):
        export_review(
            review, tmp_path / name, audience=Audience.PUBLIC, now=at("12:00"), say=heard.append
        )
    assert sum("summary is left out" in one for one in heard) == told


@pytest.mark.parametrize(
    ("name", "told"), [("night-quimbly.txt", 1), ("Quimb1y.md", 1), ("night.txt", 0)]
)
def test_a_name_in_the_name_of_the_file_is_told(tmp_path: Path, name: str, told: int) -> None:
    support = a_department("Support")
    review = a_review(support, a_voice(support, "lead", name="Bart Quimbly"), an_entry("quiet"))
    heard: list[str] = []
    export_review(
        review, tmp_path / name, audience=Audience.COMPANY, now=at("12:00"), say=heard.append
    )
    assert sum("name of the file" in one for one in heard) == told


def test_no_word_of_the_program_keeps_a_copy_back(tmp_path: Path) -> None:
    support = a_department("Support")
    review = a_review(
        support,
        a_voice(support, "lead", name="Bea Timeline"),
        a_voice(support, "aide", name="Ann Noto"),
        a_voice(support, "driver", name="An"),
        an_entry("quiet"),
        a_question("Who knew?"),
        a_parking_item("Who knew?", became="open question", settled=True),
    )
    for suffix in (".pdf", ".html", ".svg", ".md"):
        export_review(
            review,
            tmp_path / f"copy{suffix}",
            audience=Audience.COMPANY,
            now=at("12:00"),
            choice=CopyChoice(attach=suffix == ".pdf"),
        )
