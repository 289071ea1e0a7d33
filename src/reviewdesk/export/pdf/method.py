"""How the review was done, and why it names no single cause."""

from reviewdesk.domain.entries import Standing
from reviewdesk.domain.shared import Audience
from reviewdesk.export.pdf.flow import Mark, Strip, listed, side_by_side
from reviewdesk.export.pdf.parts import COLUMN_GAP, Sheet
from reviewdesk.export.pdf.text import SMALL, STRONG, Span
from reviewdesk.export.sittings import board, next_steps, polled, time_spent
from reviewdesk.export.wording import count, listed_words, long_date, number_word

WHY_NO_SINGLE_CAUSE = (
    "Work goes well far more often than it does not, and it is done by the same people in the same "
    "way. What was different this time is that several conditions came together; without any one "
    "of them it would have gone otherwise, and none of them would have been enough alone. So this "
    "review names all that were found, how they led to each other, and what is done about each."
)
LOOKED_AT_THEN = (
    "Each decision is looked at from the moment it was taken, with what its maker could see then."
)


def method(sheet: Sheet) -> list[Strip]:
    """Two short texts beside each other."""
    said = (
        _sittings(sheet),
        _heard(sheet),
        _counted(sheet),
        time_spent(sheet.review, sheet.options.exported_at),
        polled(sheet.review),
        *(f"{name}: {'; '.join(lines)}." for name, lines in board(sheet.review)),
    )
    told = [*filter(None, said)]
    happens = next_steps(sheet.review)
    if happens:
        told.append(f"What happens next: {' '.join(happens.split())}")
    if not told:
        return []
    if sheet.numbers.decision_entries:
        told.append(LOOKED_AT_THEN)
    mark = Mark("method", "How this review was done")
    done = sheet.text([Span(mark.title, STRONG)], sheet.half, sort="H2", marks=(mark,))
    for sentence in told:
        done += listed(sheet.text([Span(sentence, SMALL)], sheet.half, above=2.0))
    why = sheet.text([Span("Why it names no single cause", STRONG)], sheet.half, sort="H2")
    why += sheet.paragraphs(WHY_NO_SINGLE_CAUSE, sheet.half, style=SMALL, above=2.0)
    offsets = [0.0, sheet.half + COLUMN_GAP]
    return side_by_side([done, why], offsets, above=18.0, whole_under=sheet.height)


def _sittings(sheet: Sheet) -> str:
    """When it was looked at together, and who was in the room."""
    review = sheet.review
    days = sorted({sheet.clock.local(one.started).date() for one in review.sessions if one.started})
    if not days:
        return ""
    said = f"Looked at together on {listed_words([long_date(day) for day in days])}"
    present = {one for session in review.sessions for one in session.present_ids}
    names = [one.name for one in review.departments if one.id in present]
    return f"{said}, with {listed_words(names)}." if names else f"{said}."


def _heard(sheet: Sheet) -> str:
    review = sheet.review
    if review.audience is Audience.PUBLIC or not review.departments:
        return ""
    heard = {card.department_id for card in review.cards if card.heard}
    silent = [one.name for one in review.departments if one.id not in heard]
    if not heard:
        return ""
    if not silent:
        return f"Every one of its {number_word(len(heard))} departments was heard."
    told = f"{number_word(len(heard)).capitalize()} of {number_word(len(review.departments))}"
    return f"{told} departments were heard; {listed_words(silent)} not yet."


def _counted(sheet: Sheet) -> str:
    """What it rests on, and how sure that is."""
    entries = sheet.review.entries
    if not entries:
        return ""
    said = f"{count(len(entries), 'event')} on one timeline"
    pieces = len(sheet.numbers.evidence)
    if pieces:
        said += f", with {count(pieces, 'piece', 'pieces')} of evidence"
    unsure = [
        f"{number:,} {standing.value}"
        for standing in (Standing.REPORTED, Standing.INFERRED)
        if (number := sum(one.standing is standing for one in entries))
    ]
    told = f"; {listed_words(unsure)}, which is said of each" if unsure else ""
    return f"{said}{told}."
