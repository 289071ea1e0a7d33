"""Filling in a form as programs of others do: pdfium (Chrome), pdf.js (Firefox), pypdf."""

import ctypes
import logging
import re
from collections.abc import Mapping
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject

from reviewdesk.domain.questionnaires import Questionnaire, questionnaire_for
from reviewdesk.domain.review import Review
from reviewdesk.domain.sharing import for_room
from reviewdesk.export.options import ExportOptions
from reviewdesk.export.pdf.questionnaire import make_questionnaire
from reviewdesk.services.questions import card_questions
from tools import ROOT

SCRIPTS = {
    "Latin": "Grüße, naïve Łódź; (brackets) \\ and a backslash",
    "Greek": "Τα τηλέφωνα δεν σταμάτησαν",
    "Cyrillic": "Телефоны раскалились, никто не знал почему",
    "Arabic": "كانت الهواتف ترن بلا توقف",
    "Hebrew": "הטלפונים לא הפסיקו לצלצל",
    "Devanagari": "फ़ोन बजते रहे",
    "CJK": "電話が鳴り止まなかった 电话响个不停",
    "emoji": "phones 🔥☎️👩🏽‍🚒 on fire",
}


def asked_of(review: Review, department_id: str) -> Questionnaire:
    shared = for_room(review, None, False, department_id)
    asked = questionnaire_for(shared, department_id, card_questions(shared.head))
    assert asked is not None
    return asked


def form_of(review: Review, department_id: str, options: ExportOptions) -> bytes:
    """The form of a department as it is sent out."""
    asked = asked_of(review, department_id)
    fonts = ROOT / "resources" / "fonts"
    return make_questionnaire(asked, options, fonts, system_font_folders=())


def filled_by_pdfium(
    form: bytes, texts: Mapping[str, str], choices: Mapping[str, str], *, pasted: bool = False
) -> bytes:
    """Clicked and typed into, sign by sign, or pasted, then saved, as in Chrome."""
    document = pypdfium2.PdfDocument(form)
    document.init_forms()
    held = document.formenv.raw
    for number, leaf in enumerate(PdfReader(BytesIO(form)).pages):
        page = document[number]
        for reference in leaf.get("/Annots") or ():
            widget = reference.get_object()
            parent = widget.get("/Parent")
            group = str(parent.get_object()["/T"]) if parent is not None else ""
            chosen = group in choices and f"/{choices[group]}" in widget["/AP"]["/N"]
            text = texts.get(str(widget.get("/T", "")))
            if text is None and not chosen:
                continue
            left, bottom, right, top = (float(side) for side in widget["/Rect"])
            x, y = (left + right) / 2, (bottom + top) / 2
            pdfium.FORM_OnLButtonDown(held, page.raw, 0, x, y)
            pdfium.FORM_OnLButtonUp(held, page.raw, 0, x, y)
            written = (text or "").replace("\n", "\r").encode("utf-16-le")
            if pasted and written:
                held_text = (pdfium.FPDF_WCHAR * (len(written) // 2 + 1))()
                ctypes.memmove(held_text, written, len(written))
                pdfium.FORM_ReplaceSelection(held, page.raw, held_text)
                written = b""
            for place in range(0, len(written), 2):
                code = int.from_bytes(written[place : place + 2], "little")
                pdfium.FORM_OnChar(held, page.raw, code, 0)
            pdfium.FORM_ForceToKillFocus(held)
    out = BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def filled_by_pypdf(form: bytes, texts: Mapping[str, str]) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(form))
    # It warns that its drawing of the text lacks signs; what we read is the text.
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict(texts), auto_regenerate=False)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def filled_by_pdf_js(
    form: bytes, texts: Mapping[str, str], choices: Mapping[str, str] | None = None
) -> bytes:
    """As pdf.js saves: the file as it was, and behind it the changed fields once more.

    Texts of ASCII stand as they are, all others in UTF-16BE with its mark, in literal strings;
    a radio button is told in /V of its group and in /AS of each of its widgets.
    """
    reader = PdfReader(BytesIO(form))
    changed: dict[int, bytes] = {}
    for page in reader.pages:
        for reference in page.get("/Annots") or ():
            widget = reference.get_object()
            name = str(widget.get("/T", ""))
            if name in texts:
                text = _literal(texts[name])
                changed[reference.idnum] = _object(widget, b"/V " + text)
            parent = widget.raw_get("/Parent") if "/Parent" in widget else None
            group = str(parent.get_object()["/T"]) if parent is not None else ""
            if parent is not None and choices and group in choices:
                value = choices[group].encode()
                on = f"/{choices[group]}" in widget["/AP"]["/N"]
                changed[reference.idnum] = _object(widget, b"/AS /" + (value if on else b"Off"))
                changed[parent.idnum] = _object(parent.get_object(), b"/V /" + value)
    return with_update(form, changed)


def with_update(form: bytes, objects: Mapping[int, bytes]) -> bytes:
    """`form` with an incremental update that holds `objects` by number (ISO 32000, 7.5.6)."""
    reader = PdfReader(BytesIO(form))
    out = bytearray(form if form.endswith(b"\n") else form + b"\n")
    before = int(re.findall(rb"startxref\s+(\d+)", form)[-1])
    places = {}
    for number, held in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, held)
    start = len(out)
    out += b"xref\n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n\r\n" % (number, place)
    root = reader.trailer.raw_get("/Root").idnum
    out += b"trailer\n<< /Prev %d /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        before, reader.trailer["/Size"], root, start,
    )  # fmt: skip
    return bytes(out)


def field_numbers(form: bytes) -> dict[str, int]:
    """Object numbers of fields by their names."""
    fields = PdfReader(BytesIO(form)).root_object["/AcroForm"]["/Fields"]
    return {str(one.get_object()["/T"]): one.idnum for one in fields}


def field_object(form: bytes, name: str, said: bytes) -> dict[int, bytes]:
    """A field as it is, with `said` added: one object of an update."""
    reader = PdfReader(BytesIO(form))
    number = field_numbers(form)[name]
    for one in reader.root_object["/AcroForm"]["/Fields"]:
        if one.idnum == number:
            return {number: _object(one.get_object(), said)}
    raise AssertionError(name)


def _object(held: DictionaryObject, said: bytes) -> bytes:
    out = BytesIO()
    copy = DictionaryObject(held)
    for name in re.findall(rb"^/\w+|(?<=\n)/\w+", said):
        copy.pop(NameObject(name.decode()), None)
    copy.write_to_stream(out)
    return out.getvalue().rstrip()[:-2] + said + b"\n>>"


def _literal(text: str) -> bytes:
    raw = text.encode() if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")
    for sign in (b"\\", b"(", b")"):
        raw = raw.replace(sign, b"\\" + sign)
    return b"(" + raw.replace(b"\r", b"\\r").replace(b"\n", b"\\n") + b")"
