"""The form as it is drawn: every field on its page, none on another, all of them named."""

from __future__ import annotations

from io import BytesIO
from itertools import combinations

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from builders import a_department, a_review, an_entry
from export.reading import OPTIONS, text_of
from questionnaires import SCRIPTS, asked_of, form_of
from reviewdesk.domain.accounts import Question
from reviewdesk.domain.questionnaires import KEY_FIELD, MARK
from reviewdesk.domain.review import Review

SUPPORT = a_department("Support")
LONG = "a very long title that says what happened and why it took so long to be seen " * 4


def small() -> Review:
    return a_review(SUPPORT, an_entry("call centre hammered", department=SUPPORT))


def large() -> Review:
    events = [an_entry(f"{LONG} {number}", "10:35", SUPPORT, detail=LONG) for number in range(90)]
    asked = tuple(Question(key=f"q{number}", text=LONG) for number in range(12))
    return a_review(SUPPORT, *events, card_questions=asked, title=LONG)


def in_scripts() -> Review:
    events = [an_entry(text, "10:35", SUPPORT) for text in SCRIPTS.values()]
    asked = tuple(Question(key=name, text=text) for name, text in SCRIPTS.items())
    return a_review(SUPPORT, *events, card_questions=asked)


def widgets(page: DictionaryObject) -> list[DictionaryObject]:
    return [one.get_object() for one in page.get("/Annots") or ()]


@pytest.mark.parametrize("review", [small(), large(), in_scripts()], ids=["small", "large", "all"])
def test_fields_stand_on_their_pages_and_not_on_each_other(review: Review) -> None:
    reader = PdfReader(BytesIO(form_of(review, SUPPORT.id, OPTIONS)))
    for page in reader.pages:
        areas = []
        for widget in widgets(page):
            if widget.get("/T") == KEY_FIELD:
                continue
            left, bottom, right, top = (float(side) for side in widget["/Rect"])
            assert 50 < left < right < float(page.mediabox.width) - 50
            assert 42 < bottom < top < float(page.mediabox.height) - 40
            areas.append((left, bottom, right, top))
        for one, other in combinations(areas, 2):
            apart = one[2] <= other[0] or other[2] <= one[0]
            assert apart or one[3] <= other[1] or other[3] <= one[1]


def test_there_is_a_field_for_every_question_and_event_and_each_says_what_it_is() -> None:
    review = large()
    data = form_of(review, SUPPORT.id, OPTIONS)
    asked = asked_of(review, SUPPORT.id)
    fields = PdfReader(BytesIO(data)).get_fields() or {}
    assert len(fields) == len(asked.questions) + 3 * len(asked.events) + 5
    assert all(one.get("/TU") for name, one in fields.items() if name != KEY_FIELD)
    assert fields["answer_12"]["/TU"] == LONG.strip()


def test_the_key_is_out_of_sight_and_every_page_says_what_it_is_of() -> None:
    data = form_of(large(), SUPPORT.id, OPTIONS)
    reader = PdfReader(BytesIO(data))
    hidden = [one for page in reader.pages for one in widgets(page) if one.get("/T") == KEY_FIELD]
    assert [(one["/F"], one["/Ff"]) for one in hidden] == [(2, 1)]
    code = asked_of(large(), SUPPORT.id).key.code
    assert len(code) == 9
    for page in reader.pages:
        assert MARK in page.extract_text()


def test_texts_of_every_script_stand_on_the_form() -> None:
    text = text_of(form_of(in_scripts(), SUPPORT.id, OPTIONS))
    for script in ("Latin", "Greek", "Cyrillic"):
        assert SCRIPTS[script] in text


def test_a_form_is_the_same_every_time_it_is_made() -> None:
    review = small()
    assert form_of(review, SUPPORT.id, OPTIONS) == form_of(review, SUPPORT.id, OPTIONS)


def test_viewers_are_asked_to_draw_what_is_typed() -> None:
    form = PdfReader(BytesIO(form_of(small(), SUPPORT.id, OPTIONS))).root_object["/AcroForm"]
    assert form["/NeedAppearances"] is not None
    assert bool(form["/NeedAppearances"].value)
