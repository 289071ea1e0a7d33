"""Random reviews full of canaries: none sings in a copy, whichever way one listens."""

from __future__ import annotations

import re
import unicodedata
import zlib
from base64 import b64decode
from html import unescape
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote
from zipfile import ZipFile, is_zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from builders import (
    a_card,
    a_condition,
    a_decision,
    a_decision_entry,
    a_department,
    a_lesson,
    a_note,
    a_parking_item,
    a_repair,
    a_review,
    a_source,
    a_voice,
    an_entry,
    an_evidence,
    at,
)
from reviewdesk.domain.copies import Template
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience
from reviewdesk.export.leaks import Watch, find_leaks, texts_of_pdf, texts_of_png, texts_of_text
from reviewdesk.export.raster import Pixels
from reviewdesk.services.exporting import CopyChoice, export_review, suggested_name
from reviewdesk.services.watching import watch_for

FIRST, LAST = "Zenobia", "Quistgaard"
OTHERS = ("Żdenka Ploskonosová", "Иван Кузнецов", "佐藤花子", "Bartholomew Oyelaran-Whitcombe")
FORMS = (
    f"{FIRST} {LAST}", FIRST, LAST, f"{FIRST}’s", f"{LAST}'s", f"@{FIRST.lower()}",
    f"{FIRST.lower()}.{LAST.lower()}@firm.example", f"{FIRST.upper()} {LAST.upper()}",
    f"{FIRST}{LAST}", "zq", "+351 912 345 678", "other.person@firm.example",
    "ZQuistgaard", "quistgaard.z", "zquistgaard", "Z. Quistgaard", "Quist\u00adgaard",
    "Zeno\u200bbia", "Ｚｅｎｏｂｉａ", "Zеnоbia", "Q u i s t g a a r d", "Quistgaards", "Zenobię",
    "Quistgaardilla", "Zenobia'dan", "Ploskonosové", "Żdenky", "Zdence", "Ploskonosovou",
    "Кузнецову", "Ивана Кузнецова", "Кузнецовым", "佐藤さん", "花子", "佐藤花子",
    "Oyelaran", "oyelaran-whitcombe", "Whitcombe’s", "Bart Oyelaran", "(555) 010-4477",
    "Mr. Egbert Nettleship", "Xanthippe Drumgoole", "Acme Widgets GmbH", "Dr. Okonkwo-Featherby",
    "Quistg44rd", "Zen0bia", "*Quist*gaard", "Quist-\ngaard", "Zeno<b>bia</b>", "Quist.gaard",
)  # fmt: skip
SECRETS = (
    "zenobi", "quistgaar", "912345678", "otherperson", "firmexample", "canary", "ploskonos",
    "zdenk", "zdenc", "кузнецов", "иван", "佐藤", "花子", "oyelaran", "whitcombe", "0104477",
    "nettleship", "drumgoole", "acmewidgets", "okonkwo", "featherby", "quistg44", "zen0bi",
)  # fmt: skip
"""What no listener may hear, letters and figures alone."""
WITHHELD = ("Turnstile seized again", "turnstileseized")
"""The title of an event that is not public, quoted in others; and what the public may not hear."""

words = st.sampled_from(["the queue grew", "nobody knew", "it rang", "called by", "told of"])
forms = st.sampled_from(FORMS)
told = st.builds(
    lambda a, form, b, quote: f"{a} {form} {b}{quote}",
    words, forms, words, st.sampled_from(["", "", f", see {WITHHELD[0]}"]),
)  # fmt: skip


@st.composite
def reviews(draw: st.DrawFn) -> Review:
    support, night = a_department("Support"), a_department("Night shift")
    voice = a_voice(support, "shift lead", name=f"{FIRST} {LAST}", also_known_as=("zq",))
    others = [
        a_voice(night, f"lead {n}", position=float(n), name=name) for n, name in enumerate(OTHERS)
    ]
    source = a_source(name="canary of a source")
    public = draw(st.booleans())
    entries = [
        an_entry(
            draw(told), f"10:{n:02}", support, detail=draw(told), source_id=source.id,
            raw="a canary of a raw line as it stood", voice_id=voice.id, public=public,
        )
        for n in range(draw(st.integers(1, 5)))
    ]  # fmt: skip
    decision = a_decision_entry(draw(told), department=support, start=at("10:30"))
    condition = a_condition(draw(told), detail=draw(told), public=public)
    return a_review(
        support, night, voice, *others, source, *entries,
        an_entry(WITHHELD[0], "10:40", support, public=False), decision, condition,
        a_decision(decision, pressures=(draw(told),), chosen=draw(told)),
        a_evidence_of(entries[0], draw(told)),
        a_card(support, draw(told), impact=draw(told)),
        a_card(night, "a canary that is held back until all have spoken", held_back=True),
        a_lesson(draw(told), cue=draw(told)),
        a_repair(draw(told), owner_role="lead", what_changed=draw(told), proof=draw(told)),
        a_note("a canary of a private note, be gentle"),
        a_parking_item("a canary of the parking lot"),
        title=draw(told), summary=draw(told), background=draw(told), source=draw(told),
    )  # fmt: skip


def a_evidence_of(entry: object, title: str) -> object:
    return an_evidence(entry, title=title, url="https://example.org/zenobia", origin=title)  # type: ignore[arg-type]


def bare(said: str) -> str:
    """Letters and figures alone, as somebody hears them who knows all disguises."""
    parted = unicodedata.normalize("NFKD", said.casefold().replace("е", "e").replace("о", "o"))
    return "".join(one for one in parted if one.isalnum())


def secrets_of(audience: Audience) -> list[str]:
    found = [*SECRETS, WITHHELD[1]] if audience is Audience.PUBLIC else [*SECRETS]
    return [bare(one) for one in found]


def heard(data: bytes) -> dict[str, str]:
    """Five ways of listening to a PDF, of which the leak check uses none."""
    reader = PdfReader(BytesIO(data))
    streams = []
    for found in re.finditer(rb"stream\r?\n(.*?)\nendstream", data, re.DOTALL):
        try:
            streams.append(zlib.decompress(found[1]))
        except zlib.error:
            streams.append(found[1])
    inside = b"\n".join(streams)
    texts = [bytes.fromhex(hexed.decode()) for hexed in re.findall(rb"<([0-9a-fA-F]{8,})>", inside)]
    wide = " ".join(
        one.decode("utf-16-be", "replace") for one in texts if one.startswith(b"\xfe\xff")
    )

    def outline(nodes: list[object]) -> str:
        return " ".join(
            outline(one) if isinstance(one, list) else str(getattr(one, "title", ""))
            for one in nodes
        )

    carried = b" ".join(
        unpacked(one) for contents in reader.attachments.values() for one in contents
    )
    return {
        "text": " ".join(page.extract_text() for page in reader.pages),
        "raw": data.decode("latin-1"),
        "streams": inside.decode("latin-1") + wide + carried.decode("utf-8", "replace"),
        "metadata": str(reader.metadata),
        "outline": outline(list(reader.outline)),
    }


def unpacked(data: bytes) -> bytes:
    """What a bundle holds, by the names of its members and in them."""
    if not is_zipfile(BytesIO(data)):
        return data
    with ZipFile(BytesIO(data)) as bundle:
        return b" ".join(one.encode() + bundle.read(one) for one in bundle.namelist())


def seen(data: bytes, name: str) -> dict[str, str]:
    """The same five for what is no PDF."""
    raw = data.decode("utf-8", "replace")
    coded = [b64decode(one) for one in re.findall(rb"base64,([A-Za-z0-9+/=]+)", data)]
    packed = []
    for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data):
        try:
            packed.append(zlib.decompressobj().decompress(data[found.start() :], 1_000_000))
        except zlib.error:
            continue
    written = " ".join(text for _, text in texts_of_png(data)) if name.endswith(".png") else ""
    return {
        "text": unescape(re.sub(r"<[^>]*>", "", raw)).replace("\\", ""),
        "raw": unquote(raw),
        "streams": b" ".join([*coded, *packed]).decode("utf-8", "replace"),
        "metadata": " ".join((name, written, *re.findall("<meta[^>]*>|<title.*?</title>", raw))),
        "outline": " ".join(re.findall(r"(?m)^#+ .*|<h\d.*?</h\d>|id=.[^ >]*", raw)),
    }


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    review=reviews(),
    audience=st.sampled_from([Audience.COMPANY, Audience.PUBLIC]),
    template=st.sampled_from(list(Template)),
    attach=st.booleans(),
)
def test_no_canary_is_heard_in_any_copy(
    review: Review, audience: Audience, template: Template, attach: bool
) -> None:
    with TemporaryDirectory() as folder:
        choice = CopyChoice(template, attach=attach)
        path = export_review(
            review, Path(folder) / "copy.pdf", audience=audience, now=at("12:00"), choice=choice
        )
        ways = heard(path.read_bytes())
    for way, said in ways.items():
        plain = bare(said)
        assert [one for one in secrets_of(audience) if one in plain] == [], way


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    review=reviews(),
    audience=st.sampled_from([Audience.COMPANY, Audience.PUBLIC]),
    suffix=st.sampled_from(
        [".html", ".md", ".txt", ".csv", ".svg", ".png", ".map.svg", ".map.png"]
    ),
)
def test_nor_in_any_other_form(review: Review, audience: Audience, suffix: str) -> None:
    if suffix.startswith(".map"):
        audience = Audience.COMPANY  # the public may have no conditions to draw a map of
    with TemporaryDirectory() as folder:
        path = Path(folder) / suggested_name(review, audience, suffix)
        export_review(review, path, audience=audience, now=at("12:00"))
        ways = seen(path.read_bytes(), path.name)
    for way, said in ways.items():
        plain = bare(said)
        assert [one for one in secrets_of(audience) if one in plain] == [], way


PLANTED = [
    form for form in FORMS
    if "@" not in form or "." in form  # a handle is often a word of the trade
    if form not in ("Q u i s t g a a r d", "Bart Oyelaran", "(555) 010-4477")
]  # fmt: skip


@pytest.mark.parametrize("form", PLANTED)
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".png", ".pdf"])
def test_whatever_is_planted_in_a_finished_copy_is_found(form: str, suffix: str) -> None:
    texts = {
        ".png": lambda: texts_of_png(Pixels(2, 2).png(72, [("Title", f"told {form} so")])),
        ".pdf": lambda: texts_of_pdf(a_pdf_with(f"told {form} so")),
    }
    found = texts.get(suffix, lambda: texts_of_text(f"told {form} so", suffix))()
    assert {leak.sort for leak in find_leaks(found, WATCH)} == {"a name"}


def a_pdf_with(text: str) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_outline_item(title=text, page_number=0)
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


def _watch() -> Watch:
    night = a_department("Night shift")
    voices = [
        a_voice(night, f"lead {n}", position=float(n), name=name, also_known_as=("zq",)[: not n])
        for n, name in enumerate([f"{FIRST} {LAST}", *OTHERS])
    ]
    said = [an_entry(f"told {form} so") for form in FORMS]
    review = a_review(night, *voices, *said)
    return watch_for(review, for_audience(review, Audience.COMPANY))


WATCH = _watch()
