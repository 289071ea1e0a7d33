"""Earlier reviews that are like this one, and how their repairs fared."""

from reviewdesk.export.pdf.flow import Strip, listed
from reviewdesk.export.pdf.parts import Sheet, quiet
from reviewdesk.export.pdf.text import BODY, STRONG, Span
from reviewdesk.export.wording import count, long_date


def earlier(sheet: Sheet) -> list[Strip]:
    found = sheet.options.earlier
    if not found:
        return []
    strips = sheet.heading("Earlier reviews alike", "earlier")
    for one in found:
        spans = [Span(one.title, STRONG)]
        if one.day:
            spans.append(quiet(f"  {long_date(one.day)}"))
        said = sheet.text(spans, above=5.0, keep=True)
        said += sheet.text([Span(f"Also there: {'; '.join(one.shared)}.", BODY)])
        if one.repairs:
            held = "none of them found to have worked yet"
            if one.held:
                held = f"{one.held:,} done and found to have worked"
            said += sheet.text([quiet(f"{count(one.repairs, 'repair')}, {held}")])
        strips += listed(said)
    return strips
