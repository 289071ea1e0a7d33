"""The axis, the breaks, the lines and the names of markers in the drawing of the timeline."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations

from hypothesis import example, given
from hypothesis import strategies as st

from builders import a_department, a_marker, a_review, an_entry, at
from export.reading import pdf_of, read, text_of
from reviewdesk.domain.entries import EntryKind, MarkerKind, Precision
from reviewdesk.domain.review import Review
from reviewdesk.export.pdf.clear import Clear
from reviewdesk.export.pdf.flags import hang

SUPPORT, ENGINEERING = a_department("Support"), a_department("Engineering", position=1.0)


def over_weeks() -> Review:
    """A day weeks before, the story itself, and a day after it."""
    return a_review(
        SUPPORT,
        an_entry("Limit removed", at("10:00") - timedelta(days=40), SUPPORT),
        *(an_entry(f"Call {n}", f"10:{n:02}", SUPPORT) for n in range(0, 50, 7)),
        an_entry("Report published", at("12:00") + timedelta(days=10), SUPPORT),
    )


def drawn(review: Review) -> str:
    [page] = [one for one in read(pdf_of(review)).pages if "drawn short" in one.extract_text()]
    return page.extract_text().partition("Every event")[0]


def test_every_stretch_between_breaks_says_its_day() -> None:
    said = drawn(over_weeks())
    for words in ("31 Jan", "12 Mar", "22 Mar", "10:00", "a stretch without events, drawn short"):
        assert words in said


def test_an_event_without_a_time_names_no_day() -> None:
    review = a_review(
        SUPPORT,
        an_entry("Limit removed", at("10:00") - timedelta(days=40), SUPPORT),
        an_entry("Somewhere between", None, SUPPORT, precision=Precision.UNKNOWN, order=1.0),
        an_entry("Phones ring", "10:00", SUPPORT),
        an_entry("Phones rest", "10:40", SUPPORT),
    )
    said = text_of(pdf_of(review)).partition("Every event")[0]
    days = [word for word in ("Feb", "Mar") if f" {word} " in said.partition("Support")[2]]
    assert "Somewhere between" in said
    assert "Feb" not in days


def test_a_line_keeps_out_of_what_stands_in_its_way() -> None:
    clear = Clear()
    clear.keep_out(10, 60, 20, 30)
    clear.keep_out(40, 90, 28, 44)
    assert list(clear.stretches(50, 50, 0, 100)) == [(0, 20), (44, 100)]
    assert list(clear.stretches(20, 20, 0, 100)) == [(0, 20), (30, 100)]
    assert list(clear.stretches(200, 200, 0, 100)) == [(0, 100)]


@given(
    st.lists(st.tuples(st.floats(0, 400), st.floats(10, 130)), min_size=1, max_size=10).map(
        lambda found: sorted(found, key=lambda one: one[0])
    )
)
@example([(0.0, 72.0), (0.0, 30.0), (35.0, 130.0), (168.0, 127.0), (300.0, 130.0)])
def test_no_line_of_a_marker_runs_through_a_name(found: list[tuple[float, float]]) -> None:
    flags = hang([x for x, _ in found], [width for _, width in found], -71.0, 400.0)
    assert [flag.place for flag in flags] == list(range(len(found)))
    for one, other in combinations(flags, 2):
        if one.row == other.row:
            assert one.last <= other.first or other.last <= one.first
        for line, name in ((one, other), (other, one)):
            if line.row >= name.row:
                assert not name.first < line.x < name.last
    for flag, (x, width) in zip(flags, found, strict=True):
        assert not flag.first < x < flag.last
        # What has too little room on both sides is cut, and is still read.
        assert min(width, 68.0) - 0.01 <= flag.width <= width + 0.01


def test_names_of_markers_take_few_rows() -> None:
    flags = hang([100, 104, 120, 130, 140, 143], [30, 40, 40, 80, 40, 45], -71.0, 400.0)
    assert max(flag.row for flag in flags) == 2


def test_ten_thousand_events_of_a_minute_are_counted_in_a_few_pictures() -> None:
    entries = [an_entry(f"Probe {n}", "10:00", SUPPORT, kind=EntryKind.SIGNAL) for n in range(1500)]
    review = a_review(SUPPORT, ENGINEERING, *entries)
    reader = read(pdf_of(review))
    texts = [page.extract_text() for page in reader.pages]
    table = next(place for place, text in enumerate(texts) if "Every event" in text)
    assert 2 <= table <= 9
    assert "so many events at that place" in texts[table - 1] + texts[table]
    assert "Timeline, continued" in texts[2]
    # No lane without an event is repeated in each of them.
    assert all("Engineering" not in text for text in texts[1:table])


def test_a_drawing_too_high_for_the_rest_of_a_page_goes_on_with_its_other_lanes() -> None:
    departments = [a_department(f"Side {n}", position=float(n)) for n in range(8)]
    entries = [
        an_entry(f"Event {n} of {one.name}", "10:00", one) for one in departments for n in range(6)
    ]
    background = "\n".join(f"Line {n} of what one has to know beforehand." for n in range(32))
    review = a_review(
        *departments, *entries, a_marker(MarkerKind.BEGAN, entry_id=entries[0].id),
        background=background,
    )  # fmt: skip
    texts = [page.extract_text() for page in read(pdf_of(review)).pages]
    first = next(place for place, text in enumerate(texts) if "Timeline" in text)
    assert "Line 31" in texts[first]
    assert "Event 0 of Side 0" in texts[first]
    assert "Event 0 of Side 7" in texts[first + 1]
    assert "Timeline, continued" in texts[first + 1]
    assert "began" in texts[first + 1].partition("Every event")[0]


def test_where_a_page_is_begun_the_first_of_crowded_pictures_takes_the_rest_of_it() -> None:
    entries = [an_entry(f"Probe {n}", "10:00", SUPPORT, kind=EntryKind.SIGNAL) for n in range(600)]
    review = a_review(SUPPORT, *entries, summary="It stood still. " * 250)
    texts = [page.extract_text() for page in read(pdf_of(review)).pages]
    begun = next(text for text in texts if "How this review was done" in text)
    assert "Timeline" in begun
    assert "Probe" in begun
