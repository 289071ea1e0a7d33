"""What goes on to another page: nothing is lost, and little of a page stays empty."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reviewdesk.widgets.room.flow import Block, Part, Strip, held, paged, together

PAGE = 100.0


def lines(count: int, name: str = "") -> list[Strip]:
    return [Strip(10.0, _nowhere, f"{name}{place}") for place in range(count)]


def _nowhere(_y: float) -> None:
    pass


def told(parts: list[Part]) -> list[list[str]]:
    return [[strip.spoken for strip, _ in page.placed] for page in paged(parts, PAGE)]


@given(
    st.lists(
        st.tuples(
            st.lists(st.integers(1, 14), min_size=1, max_size=6), st.integers(0, 2), st.booleans()
        ),
        min_size=1,
        max_size=5,
    )
)
def test_each_line_stands_once_and_within_its_page(
    shape: list[tuple[list[int], int, bool]],
) -> None:
    parts, wanted = [], []
    for number, (counts, head, beside) in enumerate(shape):
        blocks = [
            Block(lines(count, f"{number}.{place}."), 4.0) for place, count in enumerate(counts)
        ]
        wanted += [strip.spoken for block in blocks for strip in block.strips]
        heads = [replace(one, spoken="") for one in lines(head)]
        parts.append(Part(blocks, heads, beside, 6.0))
    pages = paged(parts, PAGE)
    assert [one.spoken for page in pages for one, _ in page.placed if one.spoken] == wanted
    for page in pages:
        assert all(y + strip.height <= PAGE + 1 for strip, y in page.placed)


def test_a_paragraph_is_parted_before_half_a_page_stays_empty() -> None:
    parts = [Part([Block(lines(5, "a")), Block(lines(8, "b"))])]
    assert told(parts) == [
        [*(f"a{n}" for n in range(5)), *(f"b{n}" for n in range(5))],
        ["b5", "b6", "b7"],
    ]


def test_what_is_held_stays_on_one_page() -> None:
    kept = together([Block(lines(8, "b"))])
    assert [len(page) for page in told([Part([Block(lines(5, "a")), kept])])] == [5, 8]


def test_a_question_stays_with_the_first_of_its_answer() -> None:
    asked = Block([*held(lines(2, "asked")), *lines(5, "said")])
    pages = told([Part([Block(lines(7, "a")), asked])])
    assert [len(page) for page in pages] == [10, 4]
    pages = told([Part([Block(lines(8, "a")), asked])])
    assert [len(page) for page in pages] == [8, 7]


def test_a_title_does_not_stand_at_the_foot_without_what_it_heads() -> None:
    title = Part([Block(lines(1, "title"))], heads_next=True)
    parts = [Part([Block(lines(7, "a"))]), title, Part([together([Block(lines(3))])])]
    assert [len(page) for page in told(parts)] == [7, 4]


def test_what_goes_on_is_marked_on_the_further_page() -> None:
    def marked(strip: Strip) -> Strip:
        return replace(strip, spoken=f"C7: {strip.spoken}")

    block = Block(lines(14, "b"), again=marked)
    assert told([Part([block])])[1][0] == "C7: b10"
