"""How the review was done, and why it names no single cause."""

from reviewdesk.export.facts import WHY_NO_SINGLE_CAUSE, how_it_was_done
from reviewdesk.export.pdf.flow import Mark, Strip, listed, side_by_side
from reviewdesk.export.pdf.parts import COLUMN_GAP, Sheet
from reviewdesk.export.pdf.text import SMALL, STRONG, Span


def method(sheet: Sheet) -> list[Strip]:
    """Two short texts beside each other."""
    told = how_it_was_done(sheet)
    if not told:
        return []
    mark = Mark("method", "How this review was done")
    done = sheet.text([Span(mark.title, STRONG)], sheet.half, sort="H2", marks=(mark,))
    for sentence in told:
        done += listed(sheet.text([Span(sentence, SMALL)], sheet.half, above=2.0))
    why = sheet.text([Span("Why it names no single cause", STRONG)], sheet.half, sort="H2")
    why += sheet.paragraphs(WHY_NO_SINGLE_CAUSE, sheet.half, style=SMALL, above=2.0)
    offsets = [0.0, sheet.half + COLUMN_GAP]
    return side_by_side([done, why], offsets, above=18.0, whole_under=sheet.height)
