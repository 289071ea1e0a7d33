"""What must not be in a copy is found wherever it stands in the finished file."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    Fit,
    NameObject,
    StreamObject,
    TextStringObject,
)
from reportlab.pdfgen.canvas import Canvas

from builders import a_department, a_full_review, a_review, a_voice, an_entry
from export.reading import pdf_of
from reviewdesk.domain.redaction import Redactor
from reviewdesk.domain.shared import Audience
from reviewdesk.export.leaks import (
    Leak,
    Watch,
    find_leaks,
    texts_of_pdf,
    texts_of_png,
    texts_of_text,
)
from reviewdesk.export.pdf_insides import insides
from reviewdesk.export.raster import Pixels

NAME = Watch(names=("Ada Canary",))
NOTE = Watch(passages=("be gentle with the night shift lead",))


def written(writer: PdfWriter) -> bytes:
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


def clean() -> PdfWriter:
    return PdfWriter(clone_from=PdfReader(BytesIO(pdf_of(a_full_review()))))


def leaks(data: bytes, watch: Watch) -> set[Leak]:
    return set(find_leaks(texts_of_pdf(data), watch))


def test_a_clean_copy_has_none() -> None:
    assert leaks(written(clean()), NAME) == set()
    assert leaks(written(clean()), NOTE) == set()


@pytest.mark.parametrize(
    "text", ["asked Ada Canary", "ADA CANARY's", "ada\ncanary", "Äda  Canary.", "@ada.canary"]
)
def test_a_name_on_a_page_is_found(text: str) -> None:
    data = pdf_of(a_review(an_entry("a title", detail=text)), Audience.MEMBERS)
    assert Leak("page 2", "a name") in leaks(data, NAME)


@pytest.mark.parametrize("text", ["Canada", "Adam Canaryson", "a canary"])
def test_what_only_looks_like_a_name_is_none(text: str) -> None:
    assert not leaks(pdf_of(a_review(an_entry("a title", detail=text))), NAME)


def test_a_note_broken_over_lines_is_found() -> None:
    filler = "some words before it " * 3
    detail = f"{filler} Be gentle, with the night-shift lead"
    assert Leak("page 2", "something private") in leaks(
        pdf_of(a_review(an_entry("a title", detail=detail))), NOTE
    )


def test_a_note_in_words_that_are_meant_for_the_copy_is_none() -> None:
    data = pdf_of(a_review(an_entry("a title", detail="be gentle with the night shift lead")))
    allowed = Watch(passages=NOTE.passages, allowed=("Be gentle with the night shift lead!",))
    assert not leaks(data, allowed)


def test_a_name_in_a_bookmark_is_found() -> None:
    writer = clean()
    writer.add_outline_item(title="Ada Canary decides", page_number=0)
    assert Leak("the bookmarks", "a name") in leaks(written(writer), NAME)


def test_a_name_in_the_properties_is_found() -> None:
    writer = clean()
    writer.add_metadata({"/Author": "Ada Canary"})
    assert Leak("the properties of the file", "a name") in leaks(written(writer), NAME)


@pytest.mark.parametrize(
    ("digest", "found"),
    [(b"..(Ana)\xff\x01\x9e\xa3\xb1\xc2\xd7\xe0\xf1", False), (b"told Ana Canary.", True)],
)
def test_letters_that_a_digest_happens_to_have_are_no_name(digest: bytes, found: bool) -> None:
    source = b"<< /ID [<%s> <%s>] >>" % ((digest.hex().encode(),) * 2)
    assert bool(find_leaks(insides(source), Watch(names=("Ana",)))) is found


def test_a_name_in_a_link_is_found() -> None:
    writer = clean()
    link = Link(rect=(0, 0, 9, 9), url="https://example.org/~ada-canary", fit=Fit.fit())
    writer.add_annotation(page_number=0, annotation=link)
    assert Leak("a link on page 1", "a name") in leaks(written(writer), NAME)


def test_a_name_in_an_attachment_is_found() -> None:
    writer = clean()
    writer.add_attachment(filename="notes.txt", data=b"by Ada Canary")
    assert Leak("an attachment", "a name") in leaks(written(writer), NAME)


def test_a_name_from_right_to_left_is_found() -> None:
    data = pdf_of(a_review(an_entry("a title", detail="אמרה דנה לוי אתמול")))
    assert Leak("page 2", "a name") in leaks(data, Watch(names=("דנה לוי",)))


@pytest.mark.parametrize("written_as", ["Ada Canary", "Ada Cäna\u0301ry \u2014 Ada Canary"])
def test_a_name_in_words_for_a_picture_is_found(written_as: str) -> None:
    writer = clean()
    tree = writer.root_object["/StructTreeRoot"]
    assert isinstance(tree, DictionaryObject)
    tree["/K"][0].get_object()[NameObject("/Alt")] = TextStringObject(written_as)
    assert Leak("a text behind the pages", "a name") in leaks(written(writer), NAME)


def test_a_note_in_a_remark_of_a_link_is_found() -> None:
    writer = clean()
    link = Link(rect=(0, 0, 9, 9), url="https://example.org/", fit=Fit.fit())
    link[NameObject("/Contents")] = TextStringObject(NOTE.passages[0])
    writer.add_annotation(page_number=0, annotation=link)
    assert Leak("a text behind the pages", "something private") in leaks(written(writer), NOTE)


@pytest.mark.parametrize("packed", [False, True])
def test_a_name_in_the_code_of_a_page_is_found(packed: bool) -> None:
    writer = clean()
    page = writer.pages[0]
    contents = page.get_contents()
    assert isinstance(contents, ContentStream)
    stream: StreamObject = DecodedStreamObject()
    stream.set_data(contents.get_data() + b"\n/Span <</ActualText (Ada Canary)>> BDC EMC\n")
    if packed:
        stream = stream.flate_encode()
    page[NameObject("/Contents")] = writer._add_object(stream)
    assert Leak("the code of a page", "a name") in leaks(written(writer), NAME)


@pytest.mark.parametrize("note", [b"Photo by Ada Canary", "by Ada Canary, cam".encode("utf-16-le")])
def test_a_name_in_the_properties_of_an_image_is_found(note: bytes) -> None:
    writer = clean()
    stream = DecodedStreamObject()
    stream.set_data(b"\xff\xd8\xff\xe1\x00\x40Exif\0\0" + note + b"\0\0\xff\xd9")
    stream.update({
        NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Image"),
        NameObject("/Filter"): NameObject("/DCTDecode"),
    })  # fmt: skip
    writer.root_object[NameObject("/Spare")] = writer._add_object(stream)
    assert leaks(written(writer), NAME) == {Leak("the properties of an image", "a name")}


def test_a_name_in_a_stream_that_nothing_leads_to_is_found() -> None:
    stream = DecodedStreamObject()
    stream.set_data(b"kept for later: Ada Canary")
    writer = clean()
    writer.root_object[NameObject("/Spare")] = ArrayObject([writer._add_object(stream)])
    assert leaks(written(writer), NAME) == {Leak("the inside of the file", "a name")}


def test_a_name_behind_the_end_of_the_file_is_found() -> None:
    data = written(clean()) + b"\n% last touched by Ada Canary\n"
    assert leaks(data, NAME) == {Leak("a text behind the pages", "a name")}


def png(*texts: tuple[str, str]) -> bytes:
    return Pixels(4, 4).png(72, texts)


def test_a_name_in_the_description_of_a_picture_is_found() -> None:
    data = png(("Title", "fine"), ("Description", "Support\nasked Ada Canary"))
    assert find_leaks(texts_of_png(data), NAME) == [
        Leak("the description of the picture", "a name")
    ]
    assert not find_leaks(texts_of_png(png(("Title", "fine"))), NAME)


@pytest.mark.parametrize(
    "text",
    ["<p>asked Ada&#32;Canary</p>", "<p>Ada <b>Canary</b></p>", "<text>Ada</text> <text>Canary",
     "<title>ADA CANARY</title>", "<!-- Ada Canary -->", '<svg aria-label="Ada Canary"/>'],
)  # fmt: skip
@pytest.mark.parametrize("suffix", [".html", ".svg"])
def test_a_name_in_a_page_or_a_drawing_is_found(text: str, suffix: str) -> None:
    assert find_leaks(texts_of_text(text, suffix), NAME) == [Leak("the file", "a name")]


@pytest.mark.parametrize("text", ["Ada\\ Canary", "**Ada** Canary", "ada\\_canary"])
def test_a_name_in_markdown_is_found(text: str) -> None:
    assert find_leaks(texts_of_text(text, ".md"), NAME) == [Leak("the file", "a name")]


def test_a_name_in_letters_of_an_old_font_is_found() -> None:
    writer = clean()
    page = writer.pages[0]
    contents = page.get_contents()
    assert isinstance(contents, ContentStream)
    font = DictionaryObject({
        NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    })  # fmt: skip
    page["/Resources"]["/Font"][NameObject("/F9")] = writer._add_object(font)
    stream = DecodedStreamObject()
    stream.set_data(contents.get_data() + b"\nBT /F9 9 Tf 9 9 Td [(Ad) 9 (a Can) 9 (ary)] TJ ET\n")
    page[NameObject("/Contents")] = writer._add_object(stream)
    assert Leak("page 1", "a name") in leaks(written(writer), NAME)


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.COMPANY])
def test_the_pages_are_read_as_other_readers_read_them(audience: Audience) -> None:
    title = "Déjà vu, Ω и Ж, שלום עולם, مرحبا بالعالم, नमस्ते"
    data = pdf_of(a_full_review(title=title, summary="It stood still. " * 30), audience)
    pages = [text for place, text in texts_of_pdf(data) if re.fullmatch(r"page \d+", place)]
    for ours, page in zip(pages, PdfReader(BytesIO(data)).pages, strict=True):
        theirs = {word for word in page.extract_text().split() if word.isascii()}
        assert theirs <= set(ours.split())
    for word in title.replace(",", "").split():
        assert word in pages[0]


@given(
    st.lists(st.text("abc", min_size=12, max_size=40), min_size=1, max_size=150),
    st.text("abc ", max_size=400),
    st.data(),
)
def test_many_passages_are_found_as_few_are(
    passages: list[str], text: str, data: st.DataObject
) -> None:
    if data.draw(st.booleans()):
        place = data.draw(st.integers(0, len(text)))
        text = text[:place] + data.draw(st.sampled_from(passages)) + text[place:]
    texts = [("here", text)]
    one_by_one = any(find_leaks(texts, Watch(passages=(one,))) for one in passages)
    assert bool(find_leaks(texts, Watch(passages=tuple(passages)))) is one_by_one


@pytest.mark.parametrize("name", ["Ana Costa", "Анна Костова"])
def test_a_name_on_a_field_is_found(name: str) -> None:
    """What a screen reader says of a field, and what stands in it, is read like any text."""
    held = BytesIO()
    paper = Canvas(held)
    paper.acroForm.textfield(name="first", tooltip=f"Ask {name}", value="x")
    paper.showPage()
    paper.save()
    leaks = find_leaks(texts_of_pdf(held.getvalue()), Watch(names=(name,)))
    assert {leak.sort for leak in leaks} == {"a name"}


@pytest.mark.parametrize("name", ["Zenobia Quistgaard", "quistgaard7", "Zoë Ferreira-Lunde"])
@pytest.mark.parametrize("dress", ["{}", "{}:", "· {} ·", "«{}»", "1 {} 2", "— {} —", "日本の {}"])
def test_what_is_a_name_is_one_in_every_dress(name: str, dress: str) -> None:
    """Words are looked at once for a whole file: those of texts before hide none."""
    lane = a_department()
    voices = [a_voice(lane, name=one) for one in ("Zenobia Quistgaard", "Zoë Ferreira-Lunde")]
    watch = Watch(names_in=Redactor(voices, [lane]).sure_names_in)
    texts = [("before", "Nothing of anybody here 7"), ("before", "Nothing · of")]
    assert find_leaks([*texts, ("here", dress.format(name))], watch) == [Leak("here", "a name")]
    assert not find_leaks([*texts, ("here", dress.format("nothing"))], watch)


@pytest.mark.parametrize(
    "name", ["𝔸𝕕𝕒 ℂanary", "ＡＤＡ ＣＡＮＡＲＹ", "A\u0301da Can\u00adary", "ĀdaCanary"]
)
def test_a_name_in_letters_of_another_look_is_found(name: str) -> None:
    assert find_leaks([("here", f"asked {name} 日本 Ж")], NAME) == [Leak("here", "a name")]
    assert find_leaks([("here", f"asked {name}")], NAME) == [Leak("here", "a name")]


@pytest.mark.parametrize("suffix", [".html", ".svg"])
def test_the_words_of_the_form_itself_are_nobody(suffix: str) -> None:
    """Somebody may be called Stroke, or be told about with the handle @media."""
    text = '<svg><style>@media print {}</style><path stroke="#000" d="M0"/><text>{}</text></svg>'
    watch = Watch(names=("Stroke", "@media", "Path"))
    assert find_leaks(texts_of_text(text, suffix), watch) == []
    for said in ("ask Stroke", "<b>Str</b>oke", "Str&#111;ke"):
        leaky = text.replace("{}</text>", f"{said}</text>")
        assert [one.said for one in find_leaks(texts_of_text(leaky, suffix), watch)] == ["Stroke"]
    named = text.replace('d="M0"', 'aria-label="Stroke"')
    assert [one.said for one in find_leaks(texts_of_text(named, suffix), watch)] == ["Stroke"]
