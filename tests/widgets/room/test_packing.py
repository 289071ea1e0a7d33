"""Labels of a lane of the room: all placed or counted, none over another, none over the cursor."""

from dataclasses import replace
from itertools import combinations

from hypothesis import example, given
from hypothesis import strategies as st

from reviewdesk.widgets.room.packing import Item, Packed, Sizes, pack, rows_wanted

SIZES = Sizes(
    shape=28, label_gap=14, gap=24, pad=20, shortest=110,
    sign_width=lambda count: 40.0 + 18 * len(str(count)),
)  # fmt: skip
LOW, HIGH = 300.0, 1500.0


@st.composite
def lanes(draw: st.DrawFn) -> list[Item]:
    xs = sorted(draw(st.lists(st.floats(350, 1450), max_size=40)))
    current = draw(st.integers(-1, max(len(xs) - 1, 0)))
    return [
        Item(
            index,
            x,
            min(x + draw(st.sampled_from((0.0, 0.0, 60.0, 400.0))), 1450),
            draw(st.floats(20, 500)),
            index == current,
        )
        for index, x in enumerate(xs)
    ]


def stretch(packed: Packed, place: int) -> tuple[float, float, int]:
    """From where to where the shape and the label of a spot reach, and in which row."""
    spot = packed.spots[place]
    low = min(spot.item.x - SIZES.shape / 2, spot.label_x)
    high = max(spot.item.x + SIZES.shape / 2, spot.label_x + spot.label_width)
    return low, high, spot.row


@given(lanes(), st.integers(1, 4), st.one_of(st.none(), st.floats(700, 1450)))
@example([Item(0, 1450.0, 1450.0, 200.0, True)], 1, 1450.0)
def test_every_event_is_placed_or_counted_and_nothing_meets(
    items: list[Item], rows: int, barrier: float | None
) -> None:
    packed = pack(items, LOW, HIGH, rows, SIZES, barrier)
    assert len(packed.spots) + sum(sign.count for sign in packed.signs) == len(items)
    assert packed.rows <= rows
    places = [stretch(packed, place) for place in range(len(packed.spots))]
    places += [(sign.x, sign.x + sign.width, sign.row) for sign in packed.signs]
    for one, other in combinations(places, 2):
        assert one[2] != other[2] or one[1] <= other[0] + 0.01 or other[1] <= one[0] + 0.01
    if barrier is not None:
        for spot in packed.spots:
            if spot.label_width:
                left, right = spot.label_x, spot.label_x + spot.label_width
                assert right <= barrier or left >= barrier
        shown = {spot.item.index for spot in packed.spots}
        later = [item for item in items if item.index not in shown and item.x > barrier]
        behind = [sign.count for sign in packed.signs if sign.x > barrier]
        if 0 < len(behind) < len(packed.signs):
            # Where there is room on both sides, each is counted on its own.
            assert sum(behind) == len(later)


def test_what_is_after_the_cursor_is_counted_after_it() -> None:
    at = (700.0, 710.0, 720.0, 730.0, 740.0)
    items = [Item(index, x, x, 300.0) for index, x in enumerate(at)]
    packed = pack(items, LOW, HIGH, 1, SIZES, barrier=695.0)
    assert packed.signs
    assert all(sign.x > 695.0 for sign in packed.signs)
    counted = pack([], LOW, HIGH, 1, SIZES, barrier=695.0, counted=at)
    assert [(sign.x > 695.0, sign.count) for sign in counted.signs] == [(True, 5)]


def test_no_label_reads_as_that_of_another_shape() -> None:
    fix, resolved = Item(0, 1150.0, 1150.0, 300.0), Item(1, 1450.0, 1450.0, 250.0)
    spots = {spot.item.index: spot for spot in pack([fix, resolved], LOW, HIGH, 2, SIZES).spots}
    # One stands at the left of its shape, for there is no room at the right: alone in its row.
    assert spots[1].label_x < resolved.x
    assert spots[0].row != spots[1].row
    sizes = replace(SIZES, fold=lambda _index, lines: 150.0 if lines == 2 else 0.0)
    square, rule = Item(0, 1205.0, 1205.0, 900.0), Item(1, 1240.0, 1240.0, 900.0)
    packed = pack([square, rule], LOW, HIGH, 2, sizes)
    for spot in packed.spots:
        for other in packed.spots:
            below = spot.lines > 1 and spot.row < other.row < spot.row + spot.lines
            assert not below or abs(other.item.x - spot.item.x) > SIZES.shape


@given(lanes(), st.integers(1, 4))
def test_the_current_event_always_has_its_place(items: list[Item], rows: int) -> None:
    packed = pack(items, LOW, HIGH, rows, SIZES)
    current = [item.index for item in items if item.current]
    assert [spot.item.index for spot in packed.spots if spot.item.current] == current


@given(lanes())
def test_with_the_rows_it_wants_every_label_is_whole(items: list[Item]) -> None:
    most = 4
    rows = rows_wanted(items, LOW, HIGH, most, SIZES)
    packed = pack(items, LOW, HIGH, rows, SIZES)
    if rows < most:
        assert not packed.signs
        assert all(spot.label_width >= spot.item.label for spot in packed.spots)


@given(lanes(), st.lists(st.floats(350, 1450), min_size=1, max_size=300), st.integers(1, 4))
def test_events_without_an_item_are_counted(
    items: list[Item], others: list[float], rows: int
) -> None:
    packed = pack(items, LOW, HIGH, rows, SIZES, counted=sorted(others))
    told = len(packed.spots) + sum(sign.count for sign in packed.signs)
    assert told == len(items) + len(others)
