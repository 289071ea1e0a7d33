"""The conditions: drawn as a map, then told by layer."""

from collections.abc import Sequence
from itertools import groupby

from reviewdesk.domain.understanding import Condition
from reviewdesk.export.facts import condition_links
from reviewdesk.export.pdf.canvas import Pen
from reviewdesk.export.pdf.flow import Strip
from reviewdesk.export.pdf.map import ConditionMap
from reviewdesk.export.pdf.parts import Sheet
from reviewdesk.export.pdf.tags import Tag, alternative
from reviewdesk.export.pdf.text import QUIET_BODY, SMALL_QUIET, Span

_LEAST_DRAWN = 2
_CAPTION = "Map of the conditions. An arrow leads from one to what it made likelier or worse."
_CAPTION_ROOM = 16.0


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
    strips += _map(sheet, held)
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


def _map(sheet: Sheet, held: Sequence[Condition]) -> list[Strip]:
    """What made what likelier, as a drawing; none of one alone, or of more than a page takes."""
    if len(held) < _LEAST_DRAWN:
        return []
    numbers = sheet.numbers.of
    drawn = ConditionMap(held, numbers, sheet.setter, sheet.width, numbers)
    if drawn.height > sheet.height - 96.0:
        return []
    tag = Tag("Figure", more=alternative(f"Map of the conditions: {drawn.said}"))

    # It may move to another page alone, and says there what it is.
    said = Tag("P")
    told = sheet.setter.line([Span(_CAPTION, SMALL_QUIET)], sheet.width)

    def draw(pen: Pen, left: float, top: float) -> None:
        pen.text(told, left, top + SMALL_QUIET.size, tag=said)
        pen.begin(tag)
        drawn.draw(pen, left, top + _CAPTION_ROOM)
        pen.end()

    whole = Tag("Div", [said, tag])
    height = drawn.height + _CAPTION_ROOM
    return [Strip(height, draw, above=8.0, tags=(whole,), floats=True)]
