"""The repairs in a table, and what was accepted, left open or declined, with the reasons."""

from collections.abc import Sequence
from dataclasses import replace

from reviewdesk.domain.repairs import Repair, RepairState
from reviewdesk.export.changes import without_repair
from reviewdesk.export.pdf.flow import Mark, Strip
from reviewdesk.export.pdf.parts import SMALL_NUMBER, Sheet, quiet
from reviewdesk.export.pdf.tables import Columns, Row, columns, set_table
from reviewdesk.export.pdf.text import BODY, SMALL, SMALL_STRONG, STRONG, Span
from reviewdesk.export.wording import short_date

_CELL = replace(SMALL, size=8.6)


def repairs(sheet: Sheet) -> list[Strip]:
    """Repairs in a table; below it what was accepted, and what was declined, with the reasons."""
    ordered = sorted(sheet.review.repairs, key=lambda one: (one.position, one.id))
    wanted = [one for one in ordered if one.state is not RepairState.DECLINED]
    declined = [one for one in ordered if one.state is RepairState.DECLINED]
    accepted = [one for one in sheet.numbers.conditions if one.accepted_reason.strip()]
    open_ones = without_repair(sheet)
    if not (wanted or declined or accepted):
        return []
    strips = sheet.heading("Repairs", "repairs")
    if wanted:
        shape, shown = _repair_columns(sheet, wanted)
        rows = [_repair_row(sheet, one, shape, shown) for one in wanted]
        strips += set_table(sheet.setter, shape, rows, sheet.width, above=0)
    if accepted:
        strips += sheet.caption("accepted as they are")
        for condition in accepted:
            by = f"Accepted by {condition.accepted_by}. " if condition.accepted_by else ""
            spans = [
                *sheet.references([sheet.numbers.of[condition.id]]),
                Span(f"  {condition.title}. ", STRONG),
                Span(by + condition.accepted_reason, BODY),
            ]
            strips += sheet.text(spans, above=5.0)
    if open_ones:
        strips += sheet.caption("conditions without a repair")
        for condition in open_ones:
            spans = [
                *sheet.references([sheet.numbers.of[condition.id]]),
                Span(f"  {condition.title}", BODY),
            ]
            strips += sheet.text(spans, above=3.0)
    if declined:
        strips += sheet.caption("declined")
        for one in declined:
            notes: list[list[Span]] = []
            if one.declined_reason.strip():
                notes.append([Span("Declined: ", SMALL_STRONG), Span(one.declined_reason, SMALL)])
            strips += sheet.item(sheet.numbers.of[one.id], one.title, one.detail, notes)
    return strips


_REPAIR_COLUMNS = (
    ("No", 29.0),
    ("Repair", 0.37),
    ("Owner", 0.17),
    ("Due", 63.0),
    ("Strength", 0.165),
    ("How we will know", 0.295),
)


def _repair_columns(sheet: Sheet, wanted: Sequence[Repair]) -> tuple[Columns, list[int]]:
    """The columns in which any repair has something to say, and which ones they are."""
    said = {
        "Owner": any(one.owner_role for one in wanted),
        "Due": any(one.due or one.state is not RepairState.OPEN for one in wanted),
        "Strength": any(one.strength for one in wanted),
        "How we will know": any(one.proof.strip() or one.check_on for one in wanted),
    }
    shown = [n for n, (title, _) in enumerate(_REPAIR_COLUMNS) if said.get(title, True)]
    titles, shares = zip(*(_REPAIR_COLUMNS[place] for place in shown), strict=True)
    return columns(titles, shares, sheet.width), shown


def _repair_row(sheet: Sheet, one: Repair, shape: Columns, shown: Sequence[int]) -> Row:
    widths = {column: shape.inner(place) for place, column in enumerate(shown)}
    number = sheet.numbers.of[one.id]
    cells = []
    for column, width in widths.items():
        match _REPAIR_COLUMNS[column][0]:
            case "No":
                cells.append(sheet.text([Span(number, replace(SMALL_NUMBER, size=8.6))], width))
            case "Repair":
                cells.append(_repair_words(sheet, one, width))
            case "Owner":
                cells.append(sheet.paragraphs(one.owner_role, width, style=_CELL))
            case "Due":
                due = short_date(one.due) if one.due else ""
                cell = sheet.paragraphs(due, width, style=_CELL)
                if one.state is not RepairState.OPEN:
                    cell += sheet.text([quiet(one.state.value)], width)
                cells.append(cell)
            case "Strength":
                cells.append(sheet.paragraphs(one.strength or "", width, style=_CELL))
            case _:
                cell = sheet.paragraphs(one.proof, width, style=_CELL)
                if one.check_on:
                    cell += sheet.text([quiet(f"check {short_date(one.check_on)}")], width)
                cells.append(cell)
    return Row(cells, (Mark(number),))


def _repair_words(sheet: Sheet, one: Repair, width: float) -> list[Strip]:
    said = sheet.paragraphs(one.title, width, style=replace(_CELL, weight=STRONG.weight))
    said += sheet.paragraphs(one.detail, width, style=_CELL, above=1.0)
    last = [quiet(one.category)] if one.category else []
    numbers = sheet.numbers.list_of(one.condition_ids)
    if numbers:
        last += [quiet(" · for " if last else "for "), *sheet.references(numbers)]
    if last:
        said += sheet.text(last, width)
    if one.what_changed.strip():
        lead = [Span("What changed: ", SMALL_STRONG)]
        said += sheet.paragraphs(one.what_changed, width, style=_CELL, lead=lead)
    return said
