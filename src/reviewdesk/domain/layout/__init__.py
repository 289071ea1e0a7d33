"""The arithmetic of the timeline: columns, rows, clusters, ticks, lane heights. No painter.

For everybody who draws a timeline: console, room display, PDF and SVG. Lengths are in whatever
unit the caller draws in (pixels, points); times are seconds since 1970 as floats.

    lanes = columns_of(review.entries.values(), [one.id for one in review.departments])
    metrics = LayoutMetrics(row_height=26, shape=14, gap=12, label_gap=8, label_width=measure)
    span = fitted_span(lanes, width, metrics)
    heights = lane_heights(row_demands(lanes, span, width, metrics), available, metrics.row_height)
    layout = lay_out(lanes, span, width, metrics, [rows_in(h, metrics.row_height) for h in heights])
    for lane, columns in zip(layout.lanes, lanes):
        for one in lane.placed:  # shape at one.x in row one.row, label from one.label_x
            title = columns.titles[one.entry_index]  # kinds, forms and ids likewise
        for cluster in lane.clusters:  # a sign from cluster.x, as wide as cluster.width
            sign = f"+{cluster.counted}"
    scale = ticks(span, width, zone, label_width)

What holds, and is tested: in a lane no label overlaps a label or a shape; each entry is placed,
counted in a cluster, or counted as outside the span; rows depend on the scale and never on where
the window stands, so panning changes nothing; a frame costs what is in view.
"""

from reviewdesk.domain.layout.bars import bar_parts
from reviewdesk.domain.layout.columns import (
    LABEL_LIMIT_CHARS,
    Form,
    Kinds,
    LaneColumns,
    columns_of,
    place_of,
    seconds,
)
from reviewdesk.domain.layout.folded import TICK_PITCH, FoldedPacker
from reviewdesk.domain.layout.gaps import Gap, gaps
from reviewdesk.domain.layout.lanes import EMPTY_IN_ROWS, lane_heights, row_centres, rows_in
from reviewdesk.domain.layout.ordered import EntriesInOrder, RowFacts, in_order, in_order_of
from reviewdesk.domain.layout.packer import LanePacker
from reviewdesk.domain.layout.packing import Cluster, LaneLayout, LayoutMetrics, Placed
from reviewdesk.domain.layout.relative import relative_ticks
from reviewdesk.domain.layout.scale import Band, Tick, Ticks, ZoneChange, ticks
from reviewdesk.domain.layout.whole import (
    MOST_ROWS,
    Span,
    TimelineLayout,
    fitted_span,
    lay_out,
    row_demands,
    stretch_of,
)

__all__ = [
    "EMPTY_IN_ROWS",
    "LABEL_LIMIT_CHARS",
    "MOST_ROWS",
    "TICK_PITCH",
    "Band",
    "Cluster",
    "EntriesInOrder",
    "FoldedPacker",
    "Form",
    "Gap",
    "Kinds",
    "LaneColumns",
    "LaneLayout",
    "LanePacker",
    "LayoutMetrics",
    "Placed",
    "RowFacts",
    "Span",
    "Tick",
    "Ticks",
    "TimelineLayout",
    "ZoneChange",
    "bar_parts",
    "columns_of",
    "fitted_span",
    "gaps",
    "in_order",
    "in_order_of",
    "lane_heights",
    "lay_out",
    "place_of",
    "relative_ticks",
    "row_centres",
    "row_demands",
    "rows_in",
    "seconds",
    "stretch_of",
    "ticks",
]
