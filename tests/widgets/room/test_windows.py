"""Pages of rows that differ in height: each row on exactly one, the one looked at on the first."""

from hypothesis import given
from hypothesis import strategies as st

from reviewdesk.widgets.room.windows import Place, Windows

ROOM = 100.0


@given(
    st.lists(st.lists(st.floats(5, 100), min_size=1, max_size=3), min_size=1, max_size=60),
    st.integers(-1, 59),
    st.booleans(),
)
def test_each_row_stands_on_exactly_one_page(
    rows: list[list[float]], current: int, from_start: bool
) -> None:
    current = min(current, len(rows) - 1)
    windows = Windows(len(rows), lambda index: rows[index], ROOM)
    home = windows.at(current, 0, from_start=from_start)
    assert home.page == 0
    assert current < 0 or (current, 0) in home.places
    pages = [windows.at(current, -100, from_start=from_start)]
    assert not pages[0].before
    while pages[-1].after:
        pages.append(windows.at(current, pages[-1].page + 1, from_start=from_start))
    read: list[Place] = [place for page in pages for place in page.places]
    assert read == [(index, piece) for index, row in enumerate(rows) for piece in range(len(row))]
    for page in pages:
        high = sum(rows[index][piece] for index, piece in page.places)
        assert high <= ROOM + 1 or len(page.places) == 1


def test_two_rows_after_the_one_looked_at_are_shown() -> None:
    windows = Windows(50, lambda _index: [20.0], ROOM)
    assert [one for one, _ in windows.at(30, 0, from_start=True).places] == [28, 29, 30, 31, 32]
    assert [one for one, _ in windows.at(0, 0, from_start=True).places] == [0, 1, 2, 3, 4]
    assert [one for one, _ in windows.at(-1, 0, from_start=False).places] == [45, 46, 47, 48, 49]


def test_a_page_that_is_stayed_with_begins_where_it_began() -> None:
    windows = Windows(50, lambda _index: [20.0], ROOM)
    for current in (-1, 2, 31):
        stayed = windows.at(current, 0, from_start=True, top=28)
        assert [one for one, _ in stayed.places] == [28, 29, 30, 31, 32]
    on = windows.at(-1, 1, from_start=True, top=28)
    assert ([one for one, _ in on.places], on.page) == ([33, 34, 35, 36, 37], 1)


def test_where_there_is_nothing_there_is_no_page_to_turn_to() -> None:
    window = Windows(0, lambda _index: [20.0], ROOM).at(-1, 3, from_start=True)
    assert (window.places, window.page, window.before, window.after) == ((), 0, False, False)
