"""The drawing of the timeline in the report: what it leads to, and what it explains."""

from __future__ import annotations

from io import BytesIO

import pypdfium2

from builders import a_department, a_review, an_entry
from export.reading import pdf_of, read, text_of
from reviewdesk.domain.entries import EntryKind, Precision
from reviewdesk.domain.review import Review

SUPPORT = a_department("Support")


def story() -> Review:
    return a_review(
        SUPPORT,
        an_entry("Phones ring", "10:00", SUPPORT, kind=EntryKind.SIGNAL),
        an_entry("Desk closed", None, SUPPORT, kind=EntryKind.ACTION,
                 precision=Precision.BETWEEN, earliest="10:05", latest="10:20"),
    )  # fmt: skip


def test_each_label_leads_to_its_event_in_the_table() -> None:
    reader = read(pdf_of(story()))
    page = reader.pages[1]
    text = page.extract_text()
    assert text.index("Timeline") < text.index("Every event")
    leads = [
        reference.get_object()
        for reference in page.get("/Annots", ())
        if "/Dest" in reference.get_object()
    ]
    drawn = [one for one in leads if float(one["/Rect"][3]) > 700]
    places = [float(one["/Dest"].get_object()[3]) for one in drawn]
    assert len(drawn) == 2
    assert len(set(places)) == 2
    assert all(place < min(float(one["/Rect"][1]) for one in drawn) for place in places)


def test_the_key_says_what_this_drawing_shows() -> None:
    text = text_of(pdf_of(story()))
    assert "signal action some time within" in text
    for words in ("time not known, placed by order", "about then", "helped"):
        assert words not in text


def test_the_bar_of_a_single_event_ends_inside_the_drawing() -> None:
    event = an_entry("Desk closed", "10:00", SUPPORT, end="10:20")
    document = pypdfium2.PdfDocument(BytesIO(pdf_of(a_review(SUPPORT, event))))
    picture = document[1].render(scale=1).to_numpy()
    document.close()
    lane = picture[60:140, 125:541]
    coloured = (lane.max(axis=2).astype(int) - lane.min(axis=2)) > 30
    assert coloured.any()
    assert not coloured[:, -8:].any()
