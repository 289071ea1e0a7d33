"""The review that goes with a PDF, and comes out of it again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import a_full_review, a_review, a_voice, an_entry, an_evidence, at
from random_reviews import any_review
from reviewdesk.domain.errors import DamagedError, KnownError
from reviewdesk.domain.found_names import rules_for_copies
from reviewdesk.domain.people import Voice
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience
from reviewdesk.services.attached import review_to_attach
from reviewdesk.services.exporting import CopyChoice, export_review
from reviewdesk.services.library import LibraryService, carries_review, read_review_file

WITH_REVIEW = CopyChoice(attach=True)


def pdf_in(
    folder: Path, review: Review, audience: Audience, choice: CopyChoice = WITH_REVIEW
) -> Path:
    path = folder / "copy.pdf"
    return export_review(review, path, audience=audience, now=at("12:00"), choice=choice)


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.COMPANY, Audience.PUBLIC])
def test_what_comes_out_is_what_its_readers_may_see(tmp_path: Path, audience: Audience) -> None:
    review = a_full_review()
    shared = for_audience(review, audience)
    found = read_review_file(pdf_in(tmp_path, review, audience))
    wanted = review_to_attach(shared, review)
    assert found.head == wanted.head
    assert {one.id: one for one in found.records()} == {one.id: one for one in wanted.records()}
    again = for_audience(found, audience)
    # What was counted from alert histories stays at home with them.
    apart = {"decision_numbers": {}, "base_rates": {}}
    assert replace(again, **apart) == replace(shared, **apart)


def test_names_come_out_for_members_alone(tmp_path: Path) -> None:
    review = a_full_review()
    named = {one.name for one in review.all(Voice).values() if one.name}
    assert named
    company = read_review_file(pdf_in(tmp_path, review, Audience.COMPANY))
    assert {one.name for one in company.all(Voice).values()} == {""}
    (tmp_path / "copy.pdf").unlink()
    members = read_review_file(pdf_in(tmp_path, review, Audience.MEMBERS))
    assert {one.name for one in members.all(Voice).values() if one.name} == named


def test_such_a_pdf_is_imported_and_a_kept_file_is_not_in_it(tmp_path: Path) -> None:
    entry = an_entry("board went dark")
    file = an_evidence(entry, title="photo", file_digest="ab" * 32, media_type="image/png")
    path = pdf_in(tmp_path, a_review(entry, file), Audience.COMPANY)
    library = LibraryService.open(tmp_path / "l.reviews")
    try:
        found = library.load_review(library.import_bundle(path))
        assert [one.title for one in found.entries.values()] == ["board went dark"]
    finally:
        library.close()


def test_a_pdf_without_a_review_says_so(tmp_path: Path) -> None:
    path = pdf_in(tmp_path, a_full_review(), Audience.COMPANY, CopyChoice())
    with pytest.raises(KnownError, match="carries no review"):
        read_review_file(path)


def test_a_broken_pdf_is_damaged_and_nothing_else(tmp_path: Path) -> None:
    whole = pdf_in(tmp_path, a_full_review(), Audience.COMPANY).read_bytes()
    for end in (9, 200, len(whole) // 2, len(whole) - 40):
        (tmp_path / "cut.pdf").write_bytes(whole[:end])
        with pytest.raises((DamagedError, KnownError)):
            read_review_file(tmp_path / "cut.pdf")


def test_a_name_in_the_attachment_is_found_like_any_other(tmp_path: Path) -> None:
    from reviewdesk.export.leaks import Watch, find_leaks, texts_of_pdf

    review = a_review(a_voice("d" * 32, name="Zenobia Quistgaard"), title="Zenobia's day")
    data = pdf_in(tmp_path, review, Audience.MEMBERS).read_bytes()
    places = {leak.place for leak in find_leaks(texts_of_pdf(data), Watch(("Zenobia",)))}
    assert "an attachment" in places


def test_a_pdf_says_whether_it_carries_a_review(tmp_path: Path) -> None:
    assert carries_review(pdf_in(tmp_path, a_full_review(), Audience.COMPANY))
    (tmp_path / "copy.pdf").unlink()
    assert not carries_review(pdf_in(tmp_path, a_full_review(), Audience.COMPANY, CopyChoice()))
    assert not carries_review(tmp_path / "nowhere.pdf")


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(review=any_review(), audience=st.sampled_from([Audience.MEMBERS, Audience.COMPANY]))
def test_whatever_was_typed_comes_out_of_its_pdf_exactly(
    tmp_path: Path, review: Review, audience: Audience
) -> None:
    (tmp_path / "copy.pdf").unlink(missing_ok=True)
    rules = () if audience is Audience.MEMBERS else rules_for_copies(review)
    wanted = review_to_attach(for_audience(review, audience, rules), review)
    found = read_review_file(pdf_in(tmp_path, review, audience))
    assert found.head == wanted.head
    assert {one.id: one for one in found.records()} == {one.id: one for one in wanted.records()}
