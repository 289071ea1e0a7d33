"""The conditions: drawn as a map, then told by layer."""

from collections.abc import Sequence
from itertools import groupby

from reviewdesk.domain.understanding import Condition
from reviewdesk.export.facts import condition_links
from reviewdesk.export.pdf.canvas import Pen
from reviewdesk.export.pdf.flow import Strip, height_of, room_behind
from reviewdesk.export.pdf.map import GAPS, MAP_CAPTION, ConditionMap
from reviewdesk.export.pdf.parts import Sheet
from reviewdesk.export.pdf.tags import Tag, alternative
from reviewdesk.export.pdf.text import QUIET_BODY, SMALL_QUIET, Span

_LEAST_DRAWN = 2


def conditions(sheet: Sheet) -> list[Strip]:
    held = [one for one in sheet.numbers.conditions if not one.ruled_out]
    ruled_out = [one for one in sheet.numbers.conditions if one.ruled_out]
    if not held and not ruled_out:
        return []
    strips = sheet.heading("Conditions", "conditions")
    strips += sheet.text(
        [Span("What made it likelier, worse or longer, from the change outwards.", QUIET_BODY)],
        keep=True,
    )
    told = _told(sheet, held, ruled_out)
    before = _map(sheet, held, sheet.room - height_of(strips))
    if before and height_of([*strips, *before]) <= sheet.room:
        return [*strips, *before, *told]
    # Where there is no room for it, the list fills the page, and it comes behind that.
    behind = room_behind([*strips, *told], sheet.height, sheet.room)
    return [*strips, *told, *_map(sheet, held, behind)]


def _told(sheet: Sheet, held: Sequence[Condition], ruled_out: Sequence[Condition]) -> list[Strip]:
    strips: list[Strip] = []
    for layer, group in groupby(held, key=lambda one: one.layer):
        strips += sheet.caption(layer.value)
        for one in group:
            strips += _condition(sheet, one)
    if ruled_out:
        strips += sheet.caption("considered and ruled out")
        for one in ruled_out:
            strips += _condition(sheet, one)
    return strips


def _condition(sheet: Sheet, one: Condition) -> list[Strip]:
    number = sheet.numbers.of[one.id]
    return sheet.item(number, one.title, one.detail, sheet.notes(condition_links(sheet, one)))


def _map(sheet: Sheet, held: Sequence[Condition], room: float) -> list[Strip]:
    """What made what likelier, as a drawing; none of one alone, or of more than a page takes.

    It is drawn closer where that lets it go into the `room`.
    """
    if len(held) < _LEAST_DRAWN:
        return []
    strips = sheet.heading("Map of the conditions", "map", level=1, above=16.0)
    strips += sheet.text([Span(MAP_CAPTION, SMALL_QUIET)], keep=True)
    above = height_of(strips) + 4.0
    numbers = sheet.numbers.of
    maps = [ConditionMap(held, numbers, sheet.setter, sheet.width, numbers, gap) for gap in GAPS]
    drawn = next((one for one in maps if above + one.height <= room), maps[0])
    if above + drawn.height > sheet.height:
        return []
    tag = Tag("Figure", more=alternative(f"Map of the conditions: {drawn.said}"))

    def draw(pen: Pen, left: float, top: float) -> None:
        pen.begin(tag)
        drawn.draw(pen, left, top)
        pen.end()

    return [*strips, Strip(drawn.height, draw, above=4.0, tags=(tag,))]
