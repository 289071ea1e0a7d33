"""Sections that say the most in the least room, for copies of one page or two."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from reviewdesk.domain.accounts import MADE_SENSE
from reviewdesk.domain.entries import EntryKind, SharedEntry
from reviewdesk.domain.numbering import in_order
from reviewdesk.domain.repairs import RepairState
from reviewdesk.domain.understanding import Condition
from reviewdesk.export.changes import NOTHING_CHANGED, changes
from reviewdesk.export.pdf.flow import Mark, Strip, kept, listed, side_by_side
from reviewdesk.export.pdf.parts import COLUMN_GAP, SMALL_NUMBER, Sheet, quiet
from reviewdesk.export.pdf.tables import Row, columns, set_table
from reviewdesk.export.pdf.text import ACCENT, BODY, SMALL, SMALL_QUIET, STRONG, Span, Style
from reviewdesk.export.pdf.timeline import timeline_strips
from reviewdesk.export.wording import short_date

_MOST_DRAWN = 22
_MOST_HIGH = 0.42
"""Of the page, for the drawing."""
_TITLE_CHARS = 130
_WORDS_CHARS = 260
_ABOVE = 12.0


def timeline(sheet: Sheet) -> list[Strip]:
    """The drawing of the events that tell the most, where it fits into less than half a page."""
    review = sheet.review
    chosen = _telling(sheet, min(_MOST_DRAWN, 8 + sheet.most))
    if not chosen:
        return []
    lanes = {one.department_id for one in chosen}
    part = replace(
        review,
        entries=chosen,
        departments=tuple(one for one in review.departments if one.id in lanes),
    )
    most = sheet.height * _MOST_HIGH
    drawing = timeline_strips(part, sheet.setter, sheet.width, most, sheet.look_up, {})
    if len(drawing) > 2 or drawing[0].height > most:
        return []
    strips = sheet.heading("Timeline", "timeline", above=_ABOVE)
    rest = len(review.entries) - len(chosen)
    if rest > 0:
        drawing[-1].keep = True
        drawing += sheet.text([quiet(f"{len(chosen)} of {len(review.entries):,} events.")])
    return [*strips, *drawing]


def _telling(sheet: Sheet, most: int) -> list[SharedEntry]:
    """All events where they are few, else those that others lean on: markers, decisions, links."""
    review = sheet.review
    if len(review.entries) <= most:
        return list(review.entries)
    weights: dict[str, int] = {}
    for marker in review.markers:
        weights[marker.entry_id or ""] = 4
    for entry in review.entries:
        weight = weights.get(entry.id, 0) + min(3, len(sheet.numbers.mentions.get(entry.id, ())))
        weight += entry.kind in (EntryKind.DECISION, EntryKind.HELPED, EntryKind.CHANGE)
        weights[entry.id] = weight
    best = sorted(review.entries, key=lambda one: -weights[one.id])[:most]
    taken = {one.id for one in best}
    return [one for one in review.entries if one.id in taken]


def decisions(sheet: Sheet) -> list[Strip]:
    """Why each made sense at the time, as far as that is told."""
    told = []
    for entry in sheet.numbers.decision_entries:
        account = sheet.numbers.accounts.get(entry.id)
        why = account.answer(MADE_SENSE).strip() if account else ""
        if why:
            told.append((entry, why))
    if not told:
        return []
    strips = sheet.heading("Why it made sense at the time", "decisions", above=_ABOVE)
    most = max(1, sheet.most // 3)
    for entry, why in told[:most]:
        number = sheet.numbers.decisions[entry.id]
        spans = [
            Span(f"{number}  ", SMALL_NUMBER),
            Span(f"{sheet.clock.when(entry)} · {_cut(entry.title)}. ", _bold(SMALL)),
            Span(_cut(why, _WORDS_CHARS), SMALL),
        ]
        strips += listed(sheet.text(spans, above=2.0, marks=(Mark(number),)))
    return [*strips, *_rest(sheet, len(told) - most)]


def conditions(sheet: Sheet) -> list[Strip]:
    """The conditions by layer, their titles alone, in two columns."""
    held = [one for one in sheet.numbers.conditions if not one.ruled_out]
    if not held:
        return []
    shown = held[: sheet.most]
    strips = sheet.heading("Conditions", "conditions", above=_ABOVE)
    groups = [
        _layer(sheet, name.value, list(one)) for name, one in groupby(shown, lambda c: c.layer)
    ]
    total = sum(len(group) for group in groups)
    left: list[Strip] = []
    right: list[Strip] = []
    for group in groups:
        (left if len(left) + len(group) / 2 <= total / 2 or not left else right).extend(group)
    offsets = [0.0, sheet.half + COLUMN_GAP]
    strips += side_by_side([left, right], offsets, whole_under=sheet.height)
    return [*strips, *_rest(sheet, len(held) - len(shown))]


def _layer(sheet: Sheet, name: str, group: Sequence[Condition]) -> list[Strip]:
    strips = kept(sheet.text([Span(name.capitalize(), SMALL_QUIET)], sheet.half, above=3.0))
    for one in group:
        strips += _titled(sheet, sheet.numbers.of[one.id], one.title, sheet.half)
    return strips


def _titled(sheet: Sheet, number: str, title: str, width: float, note: str = "") -> list[Strip]:
    spans = [Span(f"{number}  ", SMALL_NUMBER), Span(_cut(title), SMALL)]
    if note:
        spans.append(quiet(f" · {note}"))
    return listed(sheet.text(spans, width, above=1.5, marks=(Mark(number),)))


def repairs(sheet: Sheet) -> list[Strip]:
    """What is to be changed, by whom and until when."""
    wanted = [
        one for one in in_order(sheet.review.repairs) if one.state is not RepairState.DECLINED
    ]
    if not wanted:
        return []
    shown = wanted[: sheet.most]
    shape = columns(("No", "What changes", "Owner", "Due"), (29.0, 0.62, 0.24, 84.0), sheet.width)
    rows = []
    for one in shown:
        due = one.state.value if one.state is not RepairState.OPEN else ""
        due = due or (short_date(one.due) if one.due else "")
        number = sheet.numbers.of[one.id]
        cells = (number, _cut(one.title), _cut(one.owner_role, 60), due)
        styles = (SMALL_NUMBER, SMALL, SMALL, SMALL)
        rows.append(
            Row(
                [
                    sheet.text([Span(cell, style)], shape.inner(place))
                    for place, (cell, style) in enumerate(zip(cells, styles, strict=True))
                ],
                (Mark(number),),
            )
        )
    strips = sheet.heading("What changes", "repairs", above=_ABOVE)
    strips += set_table(sheet.setter, shape, rows, sheet.width, above=0.0, padding=3.0)
    return [*strips, *_rest(sheet, len(wanted) - len(shown))]


def lessons(sheet: Sheet) -> list[Strip]:
    """What was learned, large enough to be read out."""
    found = in_order(sheet.review.lessons)
    if not found:
        return []
    strips = sheet.heading("What was learned", "lessons", above=_ABOVE)
    # They are what the talk is about, so they give way last.
    shown = found[: 2 * sheet.most + 1]
    for one in shown:
        number = sheet.numbers.of[one.id]
        spans = [Span(f"{number}  ", replace(_LARGE, colour=ACCENT)), Span(_cut(one.title), _LARGE)]
        strips += listed(sheet.text(spans, above=3.0, marks=(Mark(number),)))
        more = one.cue or one.teaching or one.detail
        if more.strip():
            strips += sheet.text([Span(_cut(more, _WORDS_CHARS), SMALL)])
    return [*strips, *_rest(sheet, len(found) - len(shown))]


_LARGE = Style(10.8, 15.6, STRONG.weight)


def went_right(sheet: Sheet) -> list[Strip]:
    found = in_order(sheet.review.safeguards)
    return _titles(sheet, "What went right", "right", [(o.id, o.title) for o in found])


def questions(sheet: Sheet) -> list[Strip]:
    found = [one for one in in_order(sheet.review.questions) if not one.answered]
    return _titles(sheet, "Still open", "questions", [(one.id, one.title) for one in found])


def _titles(sheet: Sheet, title: str, name: str, found: Sequence[tuple[str, str]]) -> list[Strip]:
    if not found:
        return []
    shown = found[: (sheet.most + 1) // 2]
    strips = sheet.heading(title, name, above=_ABOVE)
    for item_id, words in shown:
        strips += _titled(sheet, sheet.numbers.of[item_id], words, sheet.width)
    return [*strips, *_rest(sheet, len(found) - len(shown))]


def _rest(sheet: Sheet, rest: int) -> list[Strip]:
    if rest <= 0:
        return []
    return sheet.text([quiet(f"and {rest:,} more in the full report")], above=1.0)


def _bold(style: Style) -> Style:
    return replace(style, weight=STRONG.weight)


def _cut(text: str, most: int = _TITLE_CHARS) -> str:
    said = " ".join(text.split())
    return said if len(said) <= most else f"{said[:most].rstrip()}…"


def changed(sheet: Sheet) -> list[Strip]:
    """What changed because of it; what is still to come; what stays as it is, and why."""
    strips: list[Strip] = []
    for part in changes(sheet):
        strips += sheet.heading(part.title, part.name)
        for number, title, told, why in part.items:
            strips += sheet.item(number, title, told, [[quiet(why)]] if why else [])
    return strips or sheet.text([Span(NOTHING_CHANGED, BODY)], above=_ABOVE)
