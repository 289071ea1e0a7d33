"""What stands where a page ends: nothing torn without a word, no page half empty."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise

import pypdfium2

from builders import (
    a_condition,
    a_decision,
    a_decision_entry,
    a_department,
    a_repair,
    a_review,
    a_sighting,
    an_entry,
)  # fmt: skip
from export.reading import pdf_of, read, text_of
from reviewdesk.domain.entries import Entry, EntryKind
from reviewdesk.domain.people import Department
from reviewdesk.domain.review import Review
from reviewdesk.domain.values import Record
from reviewdesk.export.pdf.text import PARAGRAPH_LIMIT_CHARS, paragraphs

SUPPORT, ENGINEERING = a_department("Support"), a_department("Engineering", position=1.0)


def pages_of(review: Review) -> list[str]:
    return [page.extract_text() for page in read(pdf_of(review)).pages]


def test_a_row_higher_than_a_page_says_its_number_again() -> None:
    detail = "\n".join(f"Line {n} of a long message." for n in range(150))
    texts = pages_of(a_review(an_entry("Short"), an_entry("The message", detail=detail)))
    first = next(place for place, text in enumerate(texts) if "Line 0 of" in text)
    last = next(place for place, text in enumerate(texts) if "Line 149 of" in text)
    assert last - first >= 2
    for text in texts[first + 1 : last + 1]:
        assert re.search(r"E\d, continued", text)
    assert "continued" not in texts[first]


def pages_of_many_choices(*before: Record) -> list[str]:
    """Decisions of Engineering with accounts of different lengths, so that some are torn."""
    records: list[Record] = []
    for n in range(14):
        choice = a_decision_entry(f"Choice {n}", start=f"11:{n:02}", department_id=ENGINEERING.id)
        records += [choice, a_decision(choice, answers={"made_sense": "it was green " * (n * 3)})]
    return pages_of(a_review(SUPPORT, ENGINEERING, *before, *records))


def signals(words: str, department: Department = SUPPORT, count: int = 8) -> list[Entry]:
    return [
        an_entry(f"{words} {n} with words enough for two lines of the half of a page", "10:00",
                 department, kind=EntryKind.SIGNAL)
        for n in range(count)
    ]  # fmt: skip


def test_lists_of_signals_that_go_on_say_whose_they_are() -> None:
    events = signals("Signal")
    seen = [a_sighting(one, ENGINEERING, noticed="10:01") for one in events[:4]]
    texts = pages_of_many_choices(*events, *seen)
    torn = [text.split("Why it made sense")[0] for text in texts if ", continued" in text]
    torn = [text for text in torn if "Signal " in text]
    assert torn
    for text in torn:
        head = text.strip().split("\n")[0]
        assert head.startswith("Decision ")
        assert " · Choice " in head
        # More than a line or two goes over, or it had not been worth it.
        assert text.count("Signal ") >= 2
    for text, following in pairwise(texts):
        if following.split("Why it made sense")[0] in torn:
            # Nor does it begin with no more than two in each list.
            begun = text.rpartition("could see")[2]
            assert len(re.findall(r" E\d+$", begun, re.MULTILINE)) >= 5


def test_the_end_of_one_list_does_not_go_on_beside_an_empty_column() -> None:
    seen = [an_entry(f"Seen {n}", "10:00", ENGINEERING) for n in range(6)]
    texts = pages_of_many_choices(*seen, *signals("Hidden"))
    torn = [text.split("Why it made sense")[0] for text in texts if ", continued" in text]
    torn = [text for text in torn if "could see" in text or "existed out" in text]
    assert torn
    for text in torn:
        assert "(noticed)" in text or text.count("Hidden ") >= 4


def test_a_page_says_of_which_decision_it_tells() -> None:
    answers = {key: f"Because of {key} " * 20 for key in ("made_sense", "seen")}
    choices = [a_decision_entry(f"Choice {n}", start=f"11:{n:02}") for n in range(12)]
    records = [a_decision(one, answers=answers, pressures=("time",)) for one in choices]
    texts = pages_of(a_review(*choices, *records))
    told = [text for text in texts if "Because of" in text]
    assert len(told) > 3
    for text in told:
        assert 0 <= text.find("Decision ") < text.find("Because of")


def test_the_number_of_a_signal_stands_alone_on_no_line() -> None:
    events = [
        an_entry("A signal " + "i" * n + " ill" * 9, "10:00", SUPPORT, kind=EntryKind.SIGNAL)
        for n in range(8, 16)
    ]
    choice = a_decision_entry("Wait", start="10:30", department_id=ENGINEERING.id)
    records = [a_decision(choice, pressures=("time",))]
    told = "\n".join(pages_of(a_review(SUPPORT, ENGINEERING, *events, choice, *records)))
    lines = told.partition("existed out of its sight")[2].split("\n")
    assert sum("only E" in line for line in lines) == 8
    assert not any(re.fullmatch(r"E\d+", line.strip()) for line in lines)


def test_the_map_stands_before_its_list_or_behind_it_and_never_amid() -> None:
    for count in range(2, 30, 3):
        conditions = [a_condition(f"Condition {n}.", detail="Told. " * 40) for n in range(count)]
        texts = "\n".join(pages_of(a_review(an_entry(), *conditions)))
        before, _, after = texts.partition("Map of the conditions")
        told = [part.count("Told.") for part in (before, after)]
        assert min(told) == 0
        assert max(told) == count * 40


def test_a_table_leaves_no_row_alone() -> None:
    repairs = [a_repair(f"Repair {n}", detail="What it is about. " * 30) for n in range(27)]
    texts = pages_of(a_review(a_condition(), *repairs))[1:]
    rows = [len(re.findall(r"^R\d+ Repair", text, re.MULTILINE)) for text in texts]
    assert rows[0] == 8
    assert rows[-1] >= 2


def test_of_a_word_without_end_the_beginning_is_shown() -> None:
    [said] = paragraphs("x" * 200_000)
    assert said.endswith("x… [196,040 more signs]")
    assert len(said) <= PARAGRAPH_LIMIT_CHARS
    reader = read(pdf_of(a_review(an_entry("Short", detail="see " + "y" * 100_000))))
    assert len(reader.pages) < 8
    assert "96,040 more signs" in text_of(pdf_of(a_review(an_entry(detail="y" * 100_000))))


def test_no_text_is_cut_that_has_no_spaces_by_nature() -> None:
    for sign in ("\u65e5", "\u0e01"):
        assert "".join(paragraphs(sign * 9_000)) == sign * 9_000


def test_a_title_from_right_to_left_has_its_shape_at_its_beginning() -> None:
    """In the row of such a title nothing coloured stands at the left of its cell."""
    event = an_entry("\u05d4\u05e9\u05e8\u05ea \u05e0\u05e4\u05dc", "10:00", SUPPORT)
    document = pypdfium2.PdfDocument(BytesIO(pdf_of(a_review(SUPPORT, event))))
    page = document[1]
    text = page.get_textpage()
    found = text.search("E1", match_case=True)
    place, length = found.get_next()
    _, bottom, _, top = text.get_rect(text.count_rects(place, length) - 1)
    picture = page.render(scale=2).to_numpy()
    height = page.get_height()
    row = picture[int((height - top - 4) * 2) : int((height - bottom + 4) * 2)]
    document.close()
    coloured = (row.max(axis=2).astype(int) - row.min(axis=2)).max(axis=0) > 60
    middle = 300 * 2
    assert coloured[middle:].any()
    assert not coloured[(230 * 2) : middle].any()
