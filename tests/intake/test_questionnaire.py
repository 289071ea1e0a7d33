"""Forms as they come back: from several engines, in all scripts, altered, flattened, foreign."""

import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject
from pypdfium2 import PdfDocument
from reportlab.pdfgen.canvas import Canvas

from builders import a_department, a_review, an_entry
from export.reading import OPTIONS
from questionnaires import (
    SCRIPTS,
    field_numbers,
    field_object,
    filled_by_pdf_js,
    filled_by_pdfium,
    filled_by_pypdf,
    form_of,
    with_update,
)
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.questionnaires import KEY_FIELD, FormKey
from reviewdesk.domain.values import clean_text
from reviewdesk.intake import questionnaire as intake
from reviewdesk.intake.questionnaire import FilledForm, read_form

SUPPORT = a_department("Support")
REVIEW = a_review(SUPPORT, an_entry("call centre hammered", department=SUPPORT))
FORM = form_of(REVIEW, SUPPORT.id, OPTIONS)


def without_empty(form: FilledForm) -> dict[str, str]:
    return {name: text for name, text in form.values.items() if text}


def refusal(data: bytes) -> str:
    with pytest.raises(KnownError) as caught:
        read_form(data)
    return str(caught.value)


def test_a_form_as_it_was_sent_knows_where_it_belongs_and_holds_nothing() -> None:
    form = read_form(FORM)
    assert (form.key.review_id, form.key.department_id) == (REVIEW.id, SUPPORT.id)
    assert [key for key, _ in form.key.questions][:2] == ["looked", "else"]
    assert without_empty(form) == {}


@pytest.mark.parametrize("script", SCRIPTS)
def test_answers_in_every_script_survive_each_engine(script: str) -> None:
    said = {"answer_1": SCRIPTS[script], "role": "shift lead", "event_1_when": "10:52"}
    by_chrome = filled_by_pdfium(FORM, said, {"event_1_sight": "noticed"})
    by_firefox = filled_by_pdf_js(FORM, said, {"event_1_sight": "noticed"})
    for filled in (by_chrome, by_firefox):
        assert without_empty(read_form(filled)) == {**said, "event_1_sight": "noticed"}
    assert without_empty(read_form(filled_by_pypdf(FORM, said))) == said


def test_emoji_that_were_pasted_in_chrome_are_whole_again() -> None:
    filled = filled_by_pdfium(FORM, {"answer_1": "calm 🙂 🔥"}, {}, pasted=True)
    raw = PdfReader(BytesIO(filled)).get_fields() or {}
    assert raw["answer_1"]["/V"] == "calm \uf642 \uf525", "pdfium does not cut them any more"
    assert read_form(filled).values["answer_1"] == "calm 🙂 🔥"


def test_lines_survive_each_engine() -> None:
    said = {"answer_2": "first line\nsecond line"}
    for filled in (
        filled_by_pdfium(FORM, said, {}),
        filled_by_pdf_js(FORM, said),
        filled_by_pypdf(FORM, said),
    ):
        assert without_empty(read_form(filled)) == said


def test_what_was_typed_last_counts() -> None:
    once = filled_by_pdf_js(FORM, {"answer_1": "before", "answer_2": "taken back"})
    again = filled_by_pdf_js(once, {"answer_1": "after", "answer_2": ""})
    assert without_empty(read_form(again)) == {"answer_1": "after"}


# In PDFDocEncoding the codes of controls are other signs, and in UTF-16 an escape says a language.
TYPED = st.characters(exclude_categories=("Cs", "Cc", "Co"), include_characters="\n\t")


@settings(deadline=None, max_examples=60)
@given(text=st.text(TYPED, min_size=1, max_size=300))
def test_any_text_comes_back_as_it_would_be_kept(text: str) -> None:
    filled = filled_by_pdf_js(FORM, {"answer_1": text})
    assert read_form(filled).values["answer_1"] == clean_text(text).strip()


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (b"/V (caf\351 \200)", "café •"),  # PDFDocEncoding, where 200 octal is a bullet
        (b"/V <feff041f04400438043204350442>", "Привет"),
        (b"/V <FFFE1F0440043804>", "При"),
        (b"/V (\357\273\277na\303\257ve)", "naïve"),
        (b"/V <63616c6c73>", "calls"),
        (b"/V (\376\377\0\x1b\0e\0n\0\x1b\0h\0i)", "hi"),
        (b"/V ()\n/RV (<body><p>old</p></body>)", "old"),
        (b"/RV (<body xmlns='http://www.w3.org/1999/xhtml'><p>a <b>b</b></p><p>two</p></body>)",
         "a b\ntwo"),
        (b"/RV (<!DOCTYPE x [<!ENTITY a 'boom'>]><body>&a;</body>)", ""),
    ],
)  # fmt: skip
def test_strings_of_every_kind_are_read(written: bytes, text: str) -> None:
    filled = with_update(FORM, field_object(FORM, "answer_1", written))
    assert read_form(filled).values["answer_1"] == text


def test_what_only_the_widget_shows_is_read() -> None:
    look = b"/Tx BMC q BT /Helv 10 Tf 2 5 Td (seen only here) Tj ET Q EMC"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    size = int(PdfReader(BytesIO(FORM)).trailer["/Size"])
    stream = (
        b"<< /Subtype /Form /BBox [0 0 400 70] /Length %d /Resources << /Font << /Helv %b >> >> >>"
        % (len(look), font)
    )
    objects = field_object(FORM, "answer_1", b"/AP << /N %d 0 R >>" % size)
    objects[size] = stream + b"\nstream\n" + look + b"\nendstream"
    assert read_form(with_update(FORM, objects)).values["answer_1"] == "seen only here"


def test_fields_under_parents_and_in_object_streams_are_read() -> None:
    numbers = field_numbers(FORM)
    size = int(PdfReader(BytesIO(FORM)).trailer["/Size"])
    objects = field_object(FORM, "answer_1", b"/Parent %d 0 R\n/V (nested)" % size)
    kids = b" ".join(b"%d 0 R" % number for number in numbers.values())
    objects[size] = b"<< /T (form1) /Kids [%b] >>" % kids
    root = PdfReader(BytesIO(FORM)).trailer.raw_get("/Root").idnum
    held = BytesIO()
    PdfReader(BytesIO(FORM)).root_object.write_to_stream(held)
    catalogue = held.getvalue().rstrip()
    form = PdfReader(BytesIO(FORM)).root_object.raw_get("/AcroForm").idnum
    objects[form] = b"<< /Fields [%d 0 R] /NeedAppearances true >>" % size
    objects[root] = catalogue
    assert read_form(with_update(FORM, objects)).values["answer_1"] == "nested"


def test_fields_are_found_where_only_the_pages_hold_them() -> None:
    """Programs that put files together drop the form and keep its widgets."""
    writer = PdfWriter(clone_from=BytesIO(filled_by_pypdf(FORM, {"answer_1": "kept"})))
    del writer.root_object["/AcroForm"]
    out = BytesIO()
    writer.write(out)
    assert without_empty(read_form(out.getvalue())) == {"answer_1": "kept"}


def test_a_flattened_print_is_said_to_be_one() -> None:
    writer = PdfWriter(clone_from=BytesIO(FORM))
    del writer.root_object["/AcroForm"]
    writer.remove_annotations("/Widget")
    out = BytesIO()
    writer.write(out)
    assert "print of a questionnaire" in refusal(out.getvalue())


def test_a_print_made_by_chrome_is_said_to_be_one() -> None:
    document = PdfDocument(filled_by_pdfium(FORM, {"answer_1": "typed"}, {}))
    document.init_forms()
    for page in document:
        page.flatten()
    out = BytesIO()
    document.save(out)
    assert refusal(out.getvalue()) == intake.FLATTENED


def test_files_that_are_no_forms_of_ours_are_said_to_be_so() -> None:
    held = BytesIO()
    paper = Canvas(held)
    paper.drawString(50, 50, "minutes of a meeting")
    paper.save()
    assert refusal(held.getvalue()) == intake.NO_FIELDS
    held = BytesIO()
    paper = Canvas(held)
    paper.acroForm.textfield(name="surname", value="x")
    paper.showPage()
    paper.save()
    assert refusal(held.getvalue()) == intake.NOT_OURS
    assert refusal(b"PK\3\4 a letter") == intake.NOT_A_PDF
    assert refusal(b"") == intake.NOT_A_PDF


def test_a_key_that_was_altered_is_noticed() -> None:
    key = read_form(FORM).key.text()
    for changed in (
        key.replace(REVIEW.id, "0" * 32),
        key.replace("looked", "hooked"),
        key[:-3],
        "{}",
        "[" * 100_000,
    ):
        assert refusal(_with_key(changed)) == intake.ALTERED
    assert refusal(_with_key(key.replace('"version":1', '"version":2'))) == intake.NEWER


def test_a_form_without_its_key_is_not_taken_for_a_print() -> None:
    writer = PdfWriter(clone_from=BytesIO(FORM))
    for page in writer.pages:
        for one in page.get("/Annots") or ():
            if one.get_object().get("/T") == KEY_FIELD:
                one.get_object()[NameObject("/T")] = TextStringObject("other")
    out = BytesIO()
    writer.write(out)
    assert refusal(out.getvalue()) == intake.ALTERED


def _with_key(text: str) -> bytes:
    return filled_by_pdf_js(FORM, {KEY_FIELD: text})


def test_a_locked_file_is_said_to_be_locked() -> None:
    writer = PdfWriter(clone_from=BytesIO(FORM))
    writer.encrypt("secret", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    assert refusal(out.getvalue()) == intake.LOCKED


def test_two_copies_put_together_show_both_answers() -> None:
    first = filled_by_pypdf(FORM, {"answer_1": "calm", "answer_2": "same"})
    second = filled_by_pypdf(FORM, {"answer_1": "loud", "answer_2": "same"})
    writer = PdfWriter(clone_from=BytesIO(first))
    writer.append(BytesIO(second))
    out = BytesIO()
    writer.write(out)
    form = read_form(out.getvalue())
    assert form.values["answer_1"] == "calm\n\nloud"
    assert form.values["answer_2"] == "same"
    assert form.doubled == {"answer_1"}


def test_forms_of_two_departments_put_together_are_not_mixed_up() -> None:
    other = a_department("Operations")
    second = form_of(a_review(other, an_entry("alarm", department=other)), other.id, OPTIONS)
    writer = PdfWriter(clone_from=BytesIO(filled_by_pypdf(FORM, {"answer_1": "calm"})))
    writer.append(BytesIO(second))
    out = BytesIO()
    writer.write(out)
    assert refusal(out.getvalue()) == intake.FORMS_MIXED


@settings(deadline=None, max_examples=80)
@given(st.data())
def test_damage_anywhere_is_a_sentence_and_never_a_crash(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(FORM) - 1))
    way = data.draw(st.sampled_from(("cut", "flip", "zero")))
    if way == "cut":
        damaged = FORM[:place]
    elif way == "flip":
        damaged = FORM[:place] + bytes([FORM[place] ^ 0x55]) + FORM[place + 1 :]
    else:
        damaged = FORM[:place] + b"\0" * 40 + FORM[place + 40 :]
    with suppress(KnownError):
        assert read_form(damaged).key == read_form(FORM).key


def test_a_bomb_is_refused() -> None:
    packed = zlib.compress(b"0" * 200_000_000)
    size = int(PdfReader(BytesIO(FORM)).trailer["/Size"])
    objects = field_object(FORM, "answer_1", b"/V %d 0 R" % size)
    objects[size] = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (
        len(packed),
        packed,
    )
    assert "Nothing was changed" in refusal(with_update(FORM, objects))


@given(st.text(), st.text(), st.lists(st.tuples(st.text(), st.text())), st.lists(st.text()))
def test_a_key_reads_itself(
    review: str, department: str, questions: list[tuple[str, str]], entries: list[str]
) -> None:
    key = FormKey(review, department, tuple(questions), tuple(entries))
    assert FormKey.read(key.text()) == key
