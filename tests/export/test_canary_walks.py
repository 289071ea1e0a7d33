"""Random reviews full of canaries: none sings in a copy, whichever way one listens."""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

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
from reviewdesk.services.exporting import CopyChoice, export_review

FIRST, LAST = "Zenobia", "Quistgaard"
FORMS = (
    f"{FIRST} {LAST}", FIRST, LAST, f"{FIRST}’s", f"{LAST}'s", f"@{FIRST.lower()}",
    f"{FIRST.lower()}.{LAST.lower()}@firm.example", f"{FIRST.upper()} {LAST.upper()}",
    f"{FIRST}{LAST}", "zq", "+351 912 345 678", "other.person@firm.example",
)  # fmt: skip
SECRETS = ("zenobia", "quistgaard", "912345678", "otherperson", "firmexample", "canary")
"""What no listener may hear, letters and figures alone."""

words = st.sampled_from(["the queue grew", "nobody knew", "it rang", "called by", "told of"])
forms = st.sampled_from(FORMS)
told = st.builds(lambda a, form, b: f"{a} {form} {b}", words, forms, words)


@st.composite
def reviews(draw: st.DrawFn) -> Review:
    support, night = a_department("Support"), a_department("Night shift")
    voice = a_voice(support, "shift lead", name=f"{FIRST} {LAST}", also_known_as=("zq",))
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
        support, night, voice, source, *entries, decision, condition,
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


def heard(data: bytes) -> dict[str, str]:
    """Five ways of listening, of which the leak check uses none."""
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

    return {
        "text": " ".join(page.extract_text() for page in reader.pages),
        "raw": data.decode("latin-1"),
        "streams": inside.decode("latin-1") + wide,
        "metadata": str(reader.metadata),
        "outline": outline(list(reader.outline)),
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
        plain = re.sub(r"[\W_]+", "", said.casefold())
        assert [secret for secret in SECRETS if secret in plain] == [], way


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    review=reviews(),
    suffix=st.sampled_from([".html", ".md", ".txt", ".csv", ".svg"]),
)
def test_nor_in_any_other_form(review: Review, suffix: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"copy{suffix}"
        export_review(review, path, audience=Audience.COMPANY, now=at("12:00"))
        plain = re.sub(r"[\W_]+", "", path.read_text(encoding="utf-8").casefold())
    assert [secret for secret in SECRETS if secret in plain] == []
