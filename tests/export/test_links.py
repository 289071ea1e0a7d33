"""Links of the report: each leads to the item whose number is under it, and back again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO

import pypdfium2

from builders import (
    a_condition,
    a_decision,
    a_decision_entry,
    a_department,
    a_lesson,
    a_question,
    a_repair,
    a_review,
    a_safeguard,
    an_entry,
    an_evidence,
)
from export.reading import FONTS, OPTIONS, QUESTIONS, letters, pdf_of, read, text_of
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience
from reviewdesk.export.html import make_html

ADDRESS = "https://example.org/log"


@dataclass(frozen=True)
class Link:
    page: int
    words: str
    """What stands under it."""
    at_target: str
    """What stands where it leads."""


def long_story() -> Review:
    """Enough events that their items stand on several pages."""
    side = a_department("Engineering")
    events = [an_entry(f"Happening {n}", f"10:{n:02}", side) for n in range(40)]
    choice = a_decision_entry("Keep rolling out", department=side)
    named = (events[3].id, events[38].id)
    slow = a_condition("Slow alarm", entry_ids=named)
    late = a_condition("Late hand-over", condition_ids=(slow.id,), position=2.0)
    return a_review(
        side, *events, choice, a_decision(choice, answers={"made_sense": "It settled."}),
        slow, late,
        a_safeguard("Printed manifests", entry_ids=named), a_lesson("Retries", entry_ids=named),
        a_question("Who else?", entry_ids=named),
        a_repair("Alarm", condition_ids=(slow.id, late.id)),
        an_evidence(events[38], title="Log", url=ADDRESS),
    )  # fmt: skip


def links_of(data: bytes) -> tuple[list[Link], list[str]]:
    """The links inside the file, and the addresses it leads to."""
    reader = read(data)
    places = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages)}  # type: ignore[union-attr]  # pages of a file have one
    document = pypdfium2.PdfDocument(BytesIO(data))
    texts = [page.get_textpage() for page in document]
    links, addresses = [], []
    for number, page in enumerate(reader.pages):
        for reference in page.get("/Annots", ()):
            annotation = reference.get_object()
            if "/A" in annotation:
                addresses.append(str(annotation["/A"]["/URI"]))
                continue
            left, bottom, right, top = (float(edge) for edge in annotation["/Rect"])
            words = texts[number].get_text_bounded(left, bottom, right - 1, top)
            target = annotation["/Dest"].get_object()
            edge = float(target[3])
            place = places[target[0].idnum]
            found = texts[place].get_text_bounded(0, edge - 36, 600, edge + 2)
            links.append(Link(number, " ".join(words.split()), " ".join(found.split())))
    for text in texts:
        text.close()
    document.close()
    return links, addresses


def test_every_link_leads_to_what_is_under_it() -> None:
    links, addresses = links_of(pdf_of(long_story()))
    assert addresses == [ADDRESS]
    numbered = [link for link in links if link.words[1:].isdigit()]
    assert {link.words[0] for link in numbered} == set("EDCSLRQV")
    for link in numbered:
        number = link.words
        wanted = f"Decision {number[1:]} " if number.startswith("D") else f"{number} "
        assert wanted in f"{link.at_target} ", link
    drawn = [link for link in links if link.words.startswith("Happening")]
    assert len(drawn) == 40
    assert all(f"{link.words} " in f"{link.at_target} " for link in drawn)


def test_an_address_with_a_password_or_fields_of_a_mail_is_no_link() -> None:
    odd = "http://ops:hunter2@example.org/ https://example.org\\@evil.example/ "
    told = f"{odd}https://example.org/a?b=c@d and {ADDRESS}"
    event = an_entry("Odd")
    urls = (
        "mailto:ops@example.org?subject=a%0d%0abcc:x@example.org",
        "mailto:a@example.org,b@example.org",
        "https://ops@example.org/",
        "mailto:ops@example.org",
    )
    shown = [an_evidence(event, title=url, url=url) for url in urls]
    review = a_review(event, *shown, source=told)
    data = pdf_of(review, Audience.MEMBERS)
    _, addresses = links_of(data)
    assert set(addresses) == {"https://example.org/a?b=c@d", ADDRESS, "mailto:ops@example.org"}
    assert "hunter2@example.org" in letters(text_of(data))
    page = make_html(for_audience(review, Audience.MEMBERS), OPTIONS, QUESTIONS, FONTS)
    assert set(re.findall(r'href="((?:http|mailto)[^"]*)"', page)) == set(addresses)


def test_an_address_leads_there_in_whatever_letters_it_is_written() -> None:
    event = an_entry("Log")
    written = ("https://münchen.example/ü?q=1", "HTTP://EXAMPLE.org/x")
    review = a_review(event, *(an_evidence(event, title=url, url=url) for url in written))
    text = text_of(pdf_of(review, Audience.MEMBERS))
    assert all(url in text for url in written)
    found = links_of(pdf_of(review, Audience.MEMBERS))[1]
    assert sorted(found) == ["HTTP://EXAMPLE.org/x", "https://xn--mnchen-3ya.example/%C3%BC?q=1"]


def test_items_that_belong_together_lead_to_each_other() -> None:
    """From an event to what names it, and from there back to the event."""
    links, _ = links_of(pdf_of(long_story()))
    found = [link.words for link in links]
    for number in ("C1", "S1", "L1", "Q1"):
        assert found.count(number) >= 2, "each of two events leads there"
    for number in ("E4", "E39"):
        assert found.count(number) >= 4, "each of four items leads there"
    assert found.count("R1") >= 2, "from the cover and from its condition"
    assert found.count("C2") >= 2, "from the condition it made worse and from its repair"
    assert len({link.page for link in links}) > 3
