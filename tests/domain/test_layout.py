"""Rows, clusters and lanes of the timeline."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders import an_entry, at
from reviewdesk.domain.entries import EntryKind, Precision
from reviewdesk.domain.layout import (
    EMPTY_IN_ROWS,
    Form,
    LaneColumns,
    LaneLayout,
    LanePacker,
    LayoutMetrics,
    Placed,
    Span,
    bar_parts,
    columns_of,
    fitted_span,
    lane_heights,
    lay_out,
    place_of,
    row_demands,
    rows_in,
    seconds,
)

METRICS = LayoutMetrics(
    row_height=26, shape=14, gap=12, label_gap=8, label_width=lambda text: 7.0 * len(text)
)


TITLED = [an_entry("x" * max(1, letters)) for letters in range(101)]
"""An event with a title of so many letters."""


def columns(entries: list[tuple[float, float, int]]) -> LaneColumns:
    """A lane of (start, length, letters in the title)."""
    rows = sorted(entries)
    return LaneColumns(
        starts=[row[0] for row in rows],
        ends=[row[0] + row[1] for row in rows],
        entries=[TITLED[row[2]] for row in rows],
        forms=bytearray(len(rows)),
        longest_s=max((row[1] for row in rows), default=0.0),
    )


one_entry = st.tuples(
    st.one_of(st.floats(0, 3600), st.integers(0, 60).map(lambda n: n * 60.0)),
    st.one_of(st.just(0.0), st.floats(0, 1800)),
    st.integers(1, 90),
)
short_lanes = st.lists(one_entry, max_size=120).map(columns)
crowds = st.builds(
    lambda clumps: [
        (begin + place * step, 0.0, letters)
        for begin, count, step, letters in clumps
        for place in range(count)
    ],
    st.lists(
        st.tuples(
            st.floats(0, 3600),
            st.integers(40, 120),
            st.sampled_from([0.0, 0.01, 0.5, 3.0, 11.0]),
            st.integers(1, 60),
        ),
        min_size=3,
        max_size=4,
    ),
)
long_lanes = st.builds(
    lambda crowd, some: columns(crowd + some), crowds, st.lists(one_entry, max_size=60)
)
lanes = st.one_of(short_lanes, long_lanes)
scales = st.floats(0.02, 40.0)
row_counts = st.integers(1, 6)


def extents(layout: LaneLayout) -> dict[int, list[tuple[float, float]]]:
    """Per row, from where to where a shape with its label is drawn, or a cluster with its line."""
    rows: dict[int, list[tuple[float, float]]] = {}
    for one in layout.placed:
        half = METRICS.shape / 2
        right = one.label_x + one.label_width if one.label_width else one.x + half
        rows.setdefault(one.row, []).append((one.x - half, right))
    for cluster in layout.clusters:
        right = max(cluster.x + cluster.width, cluster.last_x - METRICS.shape / 2)
        rows.setdefault(cluster.row, []).append((cluster.x, right))
    return {row: sorted(found) for row, found in rows.items()}


@given(lanes, scales, row_counts)
def test_no_label_overlaps_a_label_or_a_shape(lane: LaneColumns, scale: float, rows: int) -> None:
    layout = LanePacker(lane, scale, rows, METRICS).window(-100.0, 4000 * scale)
    for row in extents(layout).values():
        for (_, right), (left, _) in pairwise(row):
            assert right <= left + 1e-6


@given(lanes, scales, row_counts)
def test_every_entry_is_placed_once_or_counted_once(
    lane: LaneColumns, scale: float, rows: int
) -> None:
    layout = LanePacker(lane, scale, rows, METRICS).window(-100.0, 6000 * scale)
    shown = [one.entry_index for one in layout.placed]
    for cluster in layout.clusters:
        inside = [index for first, last in cluster.ranges for index in range(first, last)]
        assert len(inside) == cluster.counted
        assert cluster.last_x == pytest.approx(lane.starts[inside[-1]] * scale)
        shown += inside
    assert sorted(shown) == list(range(len(lane)))
    assert layout.before == layout.after == 0


@given(lanes, scales, row_counts, st.floats(0, 1), st.integers(200, 2000))
def test_what_a_window_leaves_out_is_counted_as_outside(
    lane: LaneColumns, scale: float, rows: int, where: float, width: int
) -> None:
    left = where * 3600 * scale
    layout = LanePacker(lane, scale, rows, METRICS).window(left, left + width)
    inside = [s for s in lane.starts if left / scale <= s <= (left + width) / scale]
    assert layout.before + len(inside) + layout.after == len(lane)
    drawn = {one.entry_index for one in layout.placed}
    for cluster in layout.clusters:
        drawn |= {index for first, last in cluster.ranges for index in range(first, last)}
    assert set(range(layout.before, len(lane) - layout.after)) - drawn == set() or any(
        # A cluster drawn just outside may count the first or last few inside.
        abs(lane.starts[index] * scale - edge) < 200
        for index in set(range(layout.before, len(lane) - layout.after)) - drawn
        for edge in (left, left + width)
    )


@given(lanes, scales, row_counts, st.floats(0, 1), st.integers(-700, 700))
def test_panning_changes_no_row_and_no_label(
    lane: LaneColumns, scale: float, rows: int, where: float, by: int
) -> None:
    left = where * 3600 * scale
    here = LanePacker(lane, scale, rows, METRICS).window(left, left + 1000)
    there = LanePacker(lane, scale, rows, METRICS).window(left + by, left + by + 1000)
    first = {one.entry_index: one for one in here.placed}
    second = {one.entry_index: one for one in there.placed}
    for index in first.keys() & second.keys():
        assert first[index] == second[index]
    assert here.rows_used == there.rows_used


@given(lanes, scales, row_counts)
def test_shapes_stand_at_their_time_and_in_order(
    lane: LaneColumns, scale: float, rows: int
) -> None:
    layout = LanePacker(lane, scale, rows, METRICS).window(-100.0, 6000 * scale)
    by_row: dict[int, list[tuple[int, float]]] = {}
    for one in layout.placed:
        assert one.x == pytest.approx(lane.starts[one.entry_index] * scale)
        by_row.setdefault(one.row, []).append((one.entry_index, one.x))
    for row in by_row.values():
        assert [x for _, x in sorted(row)] == sorted(x for _, x in row)


@given(short_lanes, scales)
def test_a_label_is_cut_only_where_there_is_no_room(lane: LaneColumns, scale: float) -> None:
    layout = LanePacker(lane, scale, 4, METRICS).window(-100.0, 4000 * scale)
    rows = extents(layout)
    for one in layout.placed:
        if one.is_cut:
            after = [left for left, _ in rows[one.row] if left > one.x]
            assert after
            assert min(after) < one.label_x + one.full_width + METRICS.gap + 1e-6


@given(long_lanes, scales, st.integers(2, 6))
def test_no_label_of_a_long_lane_is_cut_where_its_chunk_ends(
    lane: LaneColumns, scale: float, rows: int
) -> None:
    layout = LanePacker(lane, scale, rows, METRICS).window(-100.0, 6000 * scale)
    signs = [cluster.x for cluster in layout.clusters]
    for one in layout.placed:
        wanted = min(one.full_width, METRICS.longest_label)
        if one.row < rows - 1:
            assert one.label_width >= wanted
        elif one.label_width < wanted:
            others = [x - METRICS.shape / 2 for r, x in last_row(layout, rows) if r != one]
            after = [left for left in (*signs, *others) if left > one.x]
            assert after
            assert min(after) <= one.label_x + wanted + METRICS.gap + 1e-6


def test_a_long_title_of_a_long_lane_goes_on_where_nothing_wants_the_room() -> None:
    title = "w" * 80
    entries = [an_entry(title, at("00:00") + timedelta(minutes=97 * n)) for n in range(220)]
    (lane,) = columns_of(entries, [None])
    packer = LanePacker(lane, 1.0, 4, METRICS, origin=lane.starts[0])
    placed = packer.window(-100.0, 97 * 60 * 220.0).placed
    assert len(placed) == len(entries)
    longer = [one for one in placed if one.label_width > METRICS.longest_label]
    assert len(longer) > len(placed) / 2
    for one in longer:
        # Of what reaches into a window nothing is missed.
        end = one.label_x + one.label_width
        assert one in packer.window(end - 1.0, end + 300.0).placed


def last_row(layout: LaneLayout, rows: int) -> list[tuple[Placed, float]]:
    return [(one, one.x) for one in layout.placed if one.row == rows - 1]


@given(short_lanes.filter(len), st.floats(300, 2000), row_counts)
def test_a_bounded_picture_keeps_labels_inside(lane: LaneColumns, width: float, rows: int) -> None:
    span = Span(lane.starts[0] - 5, lane.starts[-1] + 60)
    layout = lay_out([lane], span, width, METRICS, rows, bounded=True).lanes[0]
    for row in extents(layout).values():
        half = METRICS.shape / 2
        assert (
            max(right for _, right in row)
            <= max(width, *(one.x + half for one in layout.placed or [_NOWHERE])) + 1e-6
        )


class _Nowhere:
    x = 0.0


_NOWHERE = _Nowhere()


def test_a_bar_is_kept_free_of_other_labels_while_there_are_rows() -> None:
    lane = columns([(0, 600, 10), (120, 0, 10), (300, 0, 10)])
    layout = LanePacker(lane, 1.0, 3, METRICS).window(-50, 1000)
    assert [one.row for one in layout.placed] == [0, 1, 1]
    assert layout.placed[0].bar_end == 600


@given(lanes, scales, row_counts, st.floats(0, 1))
def test_no_full_bar_stands_under_another_event(
    lane: LaneColumns, scale: float, rows: int, where: float
) -> None:
    half, left = METRICS.shape / 2.0, where * 3600 * scale
    layout = LanePacker(lane, scale, rows, METRICS).window(-100.0, 6000 * scale)
    reach = METRICS.shape * 5.0
    packer = LanePacker(lane, scale, rows, METRICS)
    piece = packer.window(left - reach, left + 500.0 + reach)
    rows_taken = extents(layout)
    for one in layout.placed:
        begin = one.x - half - 4.0
        if one.bar_end <= begin:
            continue
        full, low = bar_parts(layout, one, begin, one.bar_end, METRICS.shape, 4.0)
        for first, last in full:
            assert all(
                last <= other or first >= right
                for other, right in rows_taken[one.row]
                if other > one.x
            )
        # All of it is drawn, one way or the other.
        both = sorted(full + low)
        assert [end for _, end in both[:-1]] == [first for first, _ in both[1:]]
        assert (both[0][0], both[-1][1]) == (begin, one.bar_end)
        if one in piece.placed:
            # A window that shows a piece of the lane parts it as the whole.
            seen = [
                cut_to(one_way, left, left + 500.0)
                for one_way in bar_parts(piece, one, begin, one.bar_end, METRICS.shape, 4.0)
            ]
            assert seen == [cut_to(one_way, left, left + 500.0) for one_way in (full, low)]


def cut_to(
    stretches: list[tuple[float, float]], left: float, right: float
) -> list[tuple[float, float]]:
    return [(max(a, left), min(b, right)) for a, b in stretches if a < right and b > left]


def test_a_bar_makes_way_for_what_stands_in_its_row_and_goes_on_below() -> None:
    lane = columns([(0, 600, 10), (10, 600, 10), (300, 0, 10)])
    layout = LanePacker(lane, 1.0, 3, METRICS).window(-50, 1000)
    owner, _, other = layout.placed
    assert (owner.row, other.row) == (0, 0)
    full, low = bar_parts(layout, owner, -10.0, owner.bar_end, METRICS.shape, 4.0)
    end = other.label_x + other.label_width + 4.0
    assert full == [(-10.0, 289.0), (end, 600.0)]
    assert low == [(289.0, end)]


def test_a_bar_from_long_before_reaches_into_the_window() -> None:
    lane = columns([(0, 9e5, 10), *((float(n * 30), 0.0, 4) for n in range(1, 30_000))])
    layout = LanePacker(lane, 2.0, 3, METRICS).window(1_000_000, 1_001_000)
    assert 0 in {one.entry_index for one in layout.placed}


def test_a_thousand_in_the_same_second_are_one_cluster_and_some_labels() -> None:
    lane = columns([(100.0, 0.0, 12)] * 1000)
    layout = LanePacker(lane, 1.0, 3, METRICS).window(0, 1000)
    assert [one.entry_index for one in layout.placed] == [0, 1]
    assert [cluster.counted for cluster in layout.clusters] == [998]


def test_fitted_span_shows_every_label_whole() -> None:
    lane = columns([(0, 0, 20), (600, 0, 20), (3600, 0, 30)])
    span = fitted_span([lane], 1000, METRICS)
    layout = lay_out([lane], span, 1000, METRICS, 3, bounded=True).lanes[0]
    assert len(layout.placed) == 3
    assert not any(one.is_cut for one in layout.placed)


def test_a_fitted_span_gives_no_more_than_a_part_of_it_to_the_last_labels() -> None:
    crowd = columns([(n * 60.0, 0, 12) for n in range(300)])
    last = columns([(299 * 60.0, 0, 90)])
    span = fitted_span([crowd, last], 700, METRICS)
    assert 0.65 * 700 < span.x_of(299 * 60.0, 700) < 0.95 * 700


def test_an_empty_timeline_has_a_span_round_its_moments() -> None:
    span = fitted_span([], 1000, METRICS, also=[1000.0])
    assert span.start < 1000.0 < span.end


def test_columns_follow_time_order_and_lanes() -> None:
    late, early = an_entry("b", "11:00", "ops"), an_entry("a", "10:00", "ops")
    other = an_entry("c", "10:30", "sales")
    ops, sales = columns_of([late, other, early], ["ops", "sales"])
    assert list(ops.titles) == ["a", "b"]
    assert list(sales.ids) == [other.id]


def test_what_has_no_time_stands_first_and_hatched_in_its_order() -> None:
    known = an_entry("known", "10:00", "ops")
    second = an_entry("second", None, "ops", precision=Precision.UNKNOWN, order=2)
    first = an_entry("first", None, "ops", precision=Precision.UNKNOWN, order=1)
    (ops,) = columns_of([known, second, first], ["ops"])
    assert list(ops.titles) == ["first", "second", "known"]
    assert [Form(form) for form in ops.forms] == [Form.UNKNOWN, Form.UNKNOWN, Form.EXACT]


def test_between_spans_from_earliest_to_latest_and_is_known_at_the_latest() -> None:
    entry = an_entry(
        "between",
        None,
        "ops",
        precision=Precision.BETWEEN,
        earliest=at("10:00"),
        latest=at("10:20"),
    )
    assert place_of(entry) == (seconds(at("10:00")), seconds(at("10:20")), Form.BRACKET)
    (ops,) = columns_of([entry], ["ops"])
    assert ops.known(0) == seconds(at("10:20"))


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 3)), min_size=1, max_size=40))
def test_inserting_one_by_one_gives_the_same_columns(times: list[tuple[int, int]]) -> None:
    entries = [
        an_entry(f"e{n}", at("10:00") + timedelta(seconds=second), "ops", order=order)
        for n, (second, order) in enumerate(times)
    ]
    (whole,) = columns_of(entries, ["ops"])
    grown = LaneColumns(lane="ops")
    for entry in entries:
        place = place_of(entry)
        assert place is not None
        grown.insert(entry, place)
    assert grown == whole
    index = grown.find(entries[0].id, seconds(entries[0].start or at("00:00")))
    grown.remove(index)
    assert entries[0].id not in grown.ids


LANE_DEMANDS = st.one_of(st.integers(0, 8), st.just(EMPTY_IN_ROWS))


@given(st.lists(LANE_DEMANDS, min_size=1, max_size=10), st.floats(50, 2000))
def test_lane_heights_fill_what_there_is(demands: list[float], available: float) -> None:
    heights = lane_heights(demands, available, 26.0)
    lows = [26.0 * (min(one, 1.0) or 0.75) for one in demands]
    assert all(height >= low - 1e-6 for height, low in zip(heights, lows, strict=True))
    wanted = (max(min(2, n), 1.3) if n >= 1 else n or 0.75 for n in demands)
    least = sum(26.0 * rows for rows in wanted)
    if least <= available and any(demands):
        assert sum(heights) == pytest.approx(available)
    else:
        assert sum(heights) == pytest.approx(least)


def test_lanes_are_alike_where_all_fit_and_crowded_ones_get_more_where_not() -> None:
    assert lane_heights([3, 2, 1], 300, 26) == [100, 100, 100]
    crowded, quiet, other = lane_heights([8, 1, 1], 300, 26)
    assert crowded > quiet == other
    # Of one in which nothing stands, no more is kept then than its name needs.
    crowded, empty, quiet = lane_heights([8, EMPTY_IN_ROWS, 1], 200, 26)
    assert crowded > quiet > empty == EMPTY_IN_ROWS * 26
    assert lane_heights([2, EMPTY_IN_ROWS], 200, 26) == [100, 100]


def test_row_demands_are_those_of_the_whole_span() -> None:
    quiet, busy = columns([(0, 0, 5), (3000, 0, 5)]), columns([(n * 1.0, 0, 30) for n in range(90)])
    span = Span(0, 3600)
    assert row_demands([quiet, busy], span, 1000, METRICS) == [1, 8]
    assert rows_in(80, 26) == 3


@example(columns([(2.0, 0.0, 1), (0.0, 2.0, 1)]), 21.0, 3, 2)
@given(short_lanes, scales, st.integers(2, 6), st.integers(2, 8))
def test_what_was_packed_to_count_rows_is_used_only_where_it_would_be_packed_alike(
    lane: LaneColumns, scale: float, rows: int, counted_in: int
) -> None:
    counting = LanePacker(lane, scale, counted_in, METRICS)
    assert counting.count_rows() == LanePacker(lane, scale, counted_in, METRICS).rows_used
    anew = LanePacker(lane, scale, rows, METRICS).window(-100.0, 6000 * scale)
    again = counting.in_rows(rows)
    assert again is None or again.window(-100.0, 6000 * scale) == anew


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 3)), min_size=4, max_size=30))
def test_a_lane_is_sorted_alike_beside_a_few_and_beside_thousands(
    times: list[tuple[int, int]],
) -> None:
    entries = [
        an_entry(f"e{n}", at("10:00") + timedelta(seconds=second), "ops", order=order)
        for n, (second, order) in enumerate(times)
    ]
    entries[0] = entries[0].changed(end=at("12:00"), open_end=True)
    entries[1] = entries[1].changed(
        precision=Precision.BETWEEN, start=None, earliest=at("09:00"), latest=at("09:30")
    )
    thousands = [an_entry("alert", "10:02", "sales")] * 5000
    elsewhere = an_entry("not shown", "10:01", "gone")
    ops, sales = columns_of([*thousands, elsewhere, *entries], ["ops", "sales"])
    assert len(sales) == 5000
    assert [ops] == columns_of(entries, ["ops"])


def test_fit_leaves_no_room_for_labels_that_are_folded_into_clusters() -> None:
    crowd = columns([(n * 60.0, 0, 40) for n in range(1, 301)])
    span = fitted_span([crowd], 1000, METRICS)
    assert span.x_of(300 * 60.0, 1000) > 920
    few = columns([(60.0, 0, 40), (300 * 60.0, 0, 40)])
    assert fitted_span([few], 1000, METRICS).x_of(300 * 60.0, 1000) < 1000 - 7 * 40
    # With hundreds before it the last label is worth less of the picture.
    late = columns([(n * 60.0, 0, 40) for n in range(1, 300)] + [(400 * 60.0, 0, 40)])
    assert fitted_span([late], 1000, METRICS).x_of(400 * 60.0, 1000) > 880


@given(st.lists(st.sampled_from(EntryKind), min_size=1, max_size=60), st.data())
def test_kinds_of_ranges_are_counted_through_edits(
    kinds: list[EntryKind], data: st.DataObject
) -> None:
    entries = [an_entry(f"{n}", at("10:00"), kind=kind) for n, kind in enumerate(kinds)]
    lane = columns_of(entries, [None])[0]
    lane.learn_kinds()
    lane.kinds_in(((0, len(lane)),))
    gone = data.draw(st.integers(0, len(lane) - 1))
    lane.remove(gone)
    added = an_entry("one more", at("09:00"), kind=data.draw(st.sampled_from(EntryKind)))
    place = place_of(added)
    assert place is not None
    lane.insert(added, place)
    middle = data.draw(st.integers(0, len(lane)))
    last = data.draw(st.integers(middle, len(lane)))
    counted = lane.kinds_in(((0, middle // 2), (middle, last)))
    inside = [*lane.kinds[: middle // 2], *lane.kinds[middle:last]]
    assert dict(counted) == Counter(inside)
    assert [count for _, count in counted] == sorted(Counter(inside).values(), reverse=True)


def test_a_long_lane_tells_no_kinds_before_they_were_learned() -> None:
    lane = columns([(float(n), 0.0, 5) for n in range(3000)])
    assert not lane.knows_kinds
    assert lane.kinds_in(((0, 3000),)) == ()
    lane.learn_kinds()
    assert lane.kinds_in(((0, 3000),)) == ((TITLED[5].kind, 3000),)


weights = st.lists(st.booleans(), min_size=120, max_size=120)


def weighed(lane: LaneColumns, weighs: list[bool]) -> LaneColumns:
    """The same lane, where some of its events are starred."""
    entries = [
        one.changed(starred=True) if weighs[place] else one
        for place, one in enumerate(lane.entries)
    ]
    return replace(lane, entries=entries)


@given(short_lanes, weights, scales, row_counts)
def test_what_weighs_more_costs_no_event_its_place_or_its_count(
    lane: LaneColumns, weighs: list[bool], scale: float, rows: int
) -> None:
    heavy = weighed(lane, weighs)
    layout = LanePacker(heavy, scale, rows, METRICS).window(-100.0, 6000 * scale)
    assert layout == LanePacker(heavy, scale, rows, METRICS).window(-100.0, 6000 * scale)
    shown = [one.entry_index for one in layout.placed]
    for cluster in layout.clusters:
        inside = [index for first, last in cluster.ranges for index in range(first, last)]
        assert inside == sorted(inside)
        assert len(inside) == cluster.counted
        assert cluster.last_x == pytest.approx(lane.starts[inside[-1]] * scale)
        shown += inside
    assert sorted(shown) == list(range(len(lane)))
    for row in extents(layout).values():
        for (_, right), (left, _) in pairwise(row):
            assert right <= left + 1e-6
    for one in layout.placed:
        assert one.x == pytest.approx(lane.starts[one.entry_index] * scale)


@given(short_lanes.filter(len), scales, st.integers(2, 6), st.data())
def test_the_one_event_that_weighs_is_never_folded(
    lane: LaneColumns, scale: float, rows: int, data: st.DataObject
) -> None:
    chosen = data.draw(st.integers(0, len(lane) - 1))
    heavy = weighed(lane, [place == chosen for place in range(120)])
    layout = LanePacker(heavy, scale, rows, METRICS).window(-100.0, 6000 * scale)
    assert chosen in {one.entry_index for one in layout.placed}


def test_decisions_and_events_with_a_marker_are_folded_last() -> None:
    plain = columns([(100.0, 0.0, 12)] * 6)
    plain.entries[3] = an_entry("x" * 12, kind=EntryKind.DECISION)
    plain.entries[5] = marked = an_entry("x" * 12)
    layout = LanePacker(plain, 1.0, 3, METRICS, marked={marked.id}).window(0, 1000)
    assert sorted(one.entry_index for one in layout.placed) == [3, 5]
    assert [cluster.ranges for cluster in layout.clusters] == [((0, 3), (4, 5))]
