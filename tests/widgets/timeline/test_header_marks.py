"""The stretches between markers, and the distance of what is selected, in the header."""

from itertools import combinations

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QPainter, QPixmap

from builders import a_marker, an_entry, at
from reviewdesk.domain.entries import MarkerKind
from reviewdesk.domain.layout import Span
from reviewdesk.widgets.timeline.header_marks import distance_chip, left_over, marked_spans
from reviewdesk.widgets.timeline.overlay import cursor_pill, flag_places
from reviewdesk.widgets.timeline.reading import flags_of
from reviewdesk.widgets.timeline.scale_painter import ScalePainter
from timelines import ENGINEERING, Lay, Table, lay, table

__all__ = ["lay", "table"]


def marked(lay: Lay, width: int = 1400) -> Table:
    first = an_entry("rollout", "10:30", ENGINEERING)
    return lay(
        ENGINEERING,
        first,
        an_entry("all clear", "11:30", ENGINEERING),
        a_marker(MarkerKind.BEGAN, entry_id=first.id),
        a_marker(MarkerKind.ESCALATED, at=at("10:38")),
        a_marker(MarkerKind.OWN, label="second call", at=at("11:20")),
        width=width,
    )


def test_each_stretch_says_how_long_it_was(lay: Lay) -> None:
    table = marked(lay)
    found = list(marked_spans(table.view.picture, flags_of(table.desk.review)))
    assert [(one.earlier.name, one.later.name, one.text) for one in found] == [
        ("Began", "Escalated", "8 min"),
        ("Escalated", "second call", "42 min"),
    ]
    # What lies outside is said below a flag that it would hide, and is pressed there.
    view, picture = table.view, table.view.picture
    high = picture.look.header_height * 0.27
    for begin in ("10:37:30", "10:36"):
        view.show_span(Span(at(begin).timestamp(), at("11:22").timestamp()))
        flags = flags_of(table.desk.review)
        for area in filter(None, view.outside_areas()):
            covered = [one for one in flags if area.left() < picture.window.x_of(one.at_s)]
            covered = [one for one in covered if picture.window.x_of(one.at_s) < area.right()]
            assert area.contains(area.center().x(), high) == (not covered)
    view.show_span(Span(at("10:37:30").timestamp(), at("11:22").timestamp()))
    x = round(picture.window.x_of(at("10:38").timestamp()))
    earlier = view.outside_areas()[0]
    assert earlier.left() < x < earlier.right()
    shown = view.grab().toImage()
    pennant = shown.pixelColor(view.head_width + x + 3, round(high - 3))
    assert pennant.lightness() < 150
    left = picture.window.left
    table.click((earlier.center() + QPointF(view.head_width, 0)).toPoint())
    assert picture.window.left < left
    # The sign of the cursor stands over neither, at whatever moment and below or above.
    for begin in ("10:37:30", "10:36"):
        view.show_span(Span(at(begin).timestamp(), at("11:22").timestamp()))
        for minute in range(36, 83):
            view.set_cursor_at(at("10:00").timestamp() + minute * 60.0)
            sign = view._cursor_sign()
            assert sign is not None
            for area in filter(None, view.outside_areas()):
                assert not area.intersects(sign)
                assert QRectF(0.0, 0.0, picture.width, 60.0).contains(area)


def test_lines_run_through_no_name(lay: Lay) -> None:
    for width in (500, 800, 1400):
        table = marked(lay, width)
        picture, flags = table.view.picture, flags_of(table.desk.review)
        names = [
            (left, left + picture.look.caption.width(name))
            for _, name, left in flag_places(picture, flags, ())
            if left is not None
        ]
        for span in marked_spans(picture, flags):
            assert all(span.right <= left or span.left >= right for left, right in names)


def test_what_has_no_room_among_the_flags_stands_behind_them(lay: Lay) -> None:
    first = an_entry("rollout", "10:30", ENGINEERING)
    table = lay(
        ENGINEERING,
        first,
        an_entry("all clear", "12:30", ENGINEERING),
        a_marker(MarkerKind.BEGAN, entry_id=first.id),
        a_marker(MarkerKind.ESCALATED, at=at("10:31")),
        a_marker(MarkerKind.MITIGATED, at=at("10:32")),
        width=1400,
    )
    picture, flags = table.view.picture, flags_of(table.desk.review)
    told = left_over(picture, flags)
    assert told is not None
    assert told[1] == "Began → Mitigated: 2 min · 10:30 Began · 10:31 Escalated"
    everywhere = QRectF(told[0], 0.0, 4000.0, 60.0)
    assert left_over(picture, flags, [everywhere]) is None


def test_the_line_tells_its_stretch_to_the_pointer(lay: Lay) -> None:
    table = marked(lay)
    x = table.view.picture.window.x_of(at("11:00").timestamp())
    words = table.view._mouse.words_at(QPoint(round(x) + table.view.head_width, 12))
    assert words.splitlines()[0] == "Escalated → second call: 42 min"


def test_a_screen_reader_hears_the_stretches_too(lay: Lay) -> None:
    table = marked(lay)
    assert "10:38 Escalated (+8 min)" in table.view.accessibleDescription()


def test_two_selected_events_tell_their_distance(table: Table) -> None:
    table.state.select(table.entry("rollout").id, table.entry("moved by hand").id)
    assert "38 min between" in table.view.accessibleDescription()
    alone = table.view.grab().toImage()
    table.state.select(table.entry("moved by hand").id)
    assert table.view.grab().toImage() != alone
    assert "between" not in table.view.accessibleDescription()


def test_the_distance_covers_neither_a_label_of_the_scale_nor_an_event(table: Table) -> None:
    view, picture = table.view, table.view.picture
    scale, left = picture.ticks()
    sheet = QPixmap(picture.width, picture.look.header_height)
    with QPainter(sheet) as painter:
        labels = ScalePainter(picture.look).paint(painter, scale, left, float(picture.width))
    beside = below = 0
    for pair in combinations(table.desk.review.entries, 2):
        table.state.select(*pair)
        distance = view._over.distance
        assert distance is not None
        # Nor the sign of a cursor, wherever that stands.
        for x in range(0, picture.width, 40):
            sign = cursor_pill(picture.look, float(x), "1 May 00:30", within=picture.width)
            assert not distance_chip(picture, distance, sign).intersects(sign)
        chip = distance_chip(picture, distance)
        if chip.top() < picture.look.header_height:
            beside += 1
            assert not any(begin < chip.right() and end > chip.left() for begin, end in labels)
            continue
        below += 1
        for lane in picture.drawn():
            for one in lane.layout.placed:
                width = one.label_x + one.label_width - one.x
                area = QRectF(one.x + picture.shift, lane.rows[one.row] - 8.0, width, 16.0)
                area.translate(0.0, picture.look.header_height - picture.scroll)
                assert not area.intersects(chip)
    assert beside
    assert below
