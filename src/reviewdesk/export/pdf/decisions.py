"""Each decision with the signals its maker had before it, and why it made sense at the time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import accumulate, pairwise

from reviewdesk.domain.accounts import MADE_SENSE, Decision
from reviewdesk.domain.entries import SharedEntry
from reviewdesk.domain.people import SharedVoice
from reviewdesk.domain.sights import Sight, SightState
from reviewdesk.export.pdf.flow import Mark, Strip, kept, listed, shifted, side_by_side, together
from reviewdesk.export.pdf.parts import (
    COLUMN_GAP,
    OUTLINE_TITLE_CHARS,
    Sheet,
    ink,
    quiet,
    with_shape,
)
from reviewdesk.export.pdf.shapes import department_colour
from reviewdesk.export.pdf.tags import Tag
from reviewdesk.export.pdf.text import BODY, QUIET, STRONG, Span
from reviewdesk.export.wording import count

_MOST_SIGNALS = 8
_MOST_UNTOLD = 6
"""Decisions without an account that are shown with their signals; more have a line each."""
_TITLE_INSET = 13.0
_WHOLE_LISTS = 200.0
_PERHAPS_AFTER = "†"
_SIGHT = replace(BODY, size=9.0, leading=13.6)


def decisions(sheet: Sheet) -> list[Strip]:
    """Each decision with what its maker's department had before it."""
    strips: list[Strip] = []
    close = True
    shown = 0
    for entry in sheet.numbers.decision_entries:
        sheet.look_up()
        decision = sheet.numbers.accounts.get(entry.id)
        is_line = not _is_told(decision)
        if is_line and shown < _MOST_UNTOLD and _has_signals(sheet, entry, decision):
            # What there was to be seen can be said without anybody's account.
            is_line = False
            shown += 1
        if is_line and not strips:
            strips += sheet.heading("Decision points", "decisions")
        strips += _line_of(sheet, entry, close) if is_line else _decision(sheet, entry)
        close = is_line
    if strips and not any(mark.name == "decisions" for mark in strips[0].marks):
        chapter = Mark("decisions", "Decision points")
        strips[0] = replace(strips[0], marks=(chapter, *strips[0].marks))
    return strips


def _has_signals(sheet: Sheet, entry: SharedEntry, decision: Decision | None) -> bool:
    moment, eyes = _moment(entry), _eyes(sheet, entry, decision)
    if moment is None or eyes is None:
        return False
    found = sheet.as_of.at(moment.at, eyes, without=entry.id, limit=1)
    return bool(found.noticed_count + found.visible_count + found.out_of_sight_count)


def _is_told(decision: Decision | None) -> bool:
    """Whether anything is said of how it came about."""
    if decision is None:
        return False
    answered = any(one.text.strip() for one in decision.answers)
    said = decision.pressures or decision.options or decision.asked.strip() or decision.confidence
    return bool(answered or said)


def _line_of(sheet: Sheet, entry: SharedEntry, close: bool) -> list[Strip]:
    """A decision of which nothing is told yet, in a line of its own."""
    decision = sheet.numbers.accounts.get(entry.id)
    number = sheet.numbers.decisions[entry.id]
    place = number.removeprefix(Decision.letter)
    title = f"Decision {place} · {sheet.clock.when(entry)} · {entry.title}"
    shown = title if len(title) <= OUTLINE_TITLE_CHARS else f"{title[:OUTLINE_TITLE_CHARS]}…"
    spans = [
        Span(f"{title}  ", STRONG),
        *_decision_facts(sheet, entry, decision, _eyes(sheet, entry, decision)),
    ]
    mark = Mark(number, shown, 1)
    return sheet.text(spans, above=4.0 if close else 16.0, marks=(mark,))


def _decision(sheet: Sheet, entry: SharedEntry) -> list[Strip]:
    number = sheet.numbers.decisions[entry.id]
    place = number.removeprefix(Decision.letter)
    title = f"Decision {place} · {sheet.clock.when(entry)} · {entry.title}"
    strips = sheet.heading(title, number)
    mark = strips[0].marks[0]
    strips[0] = replace(strips[0], marks=(replace(mark, level=1),))
    decision = sheet.numbers.accounts.get(entry.id)
    eyes = _eyes(sheet, entry, decision)
    strips += sheet.text(_decision_facts(sheet, entry, decision, eyes), keep=True)
    strips += _signals(sheet, entry, eyes)
    if decision is None:
        return strips
    why = decision.answer(MADE_SENSE)
    if why.strip():
        strips += sheet.box("Why it made sense at the time.", why)
    strips += _two_lists(sheet, decision)
    answered = [
        (sheet.questions.get(one.question, one.question), one.text)
        for one in decision.answers
        if one.question != MADE_SENSE and one.text.strip()
    ]
    if decision.asked.strip():
        answered.append(("Who was asked before it was taken?", decision.asked))
    if decision.confidence:
        answered.append(("How sure was its maker?", decision.confidence))
    for first in range(0, len(answered), 2):
        pair = [
            [
                *sheet.paragraphs(question, sheet.half, style=STRONG),
                *sheet.paragraphs(text, sheet.half),
            ]
            for question, text in answered[first : first + 2]
        ]
        strips += side_by_side(pair, _offsets(sheet, pair), above=6.0)
    return strips


def _offsets(sheet: Sheet, cells: Sequence[object]) -> list[float]:
    return [(sheet.half + COLUMN_GAP) * place for place in range(len(cells))]


def _maker(sheet: Sheet, entry: SharedEntry, decision: Decision | None) -> SharedVoice | None:
    voices = sheet.review.voices
    return voices.get((decision.maker_id if decision else None) or "") or voices.get(
        entry.voice_id or ""
    )


def _eyes(sheet: Sheet, entry: SharedEntry, decision: Decision | None) -> str | None:
    """Through whose eyes it is looked at, as the console does: its maker's department's."""
    voice = _maker(sheet, entry, decision)
    return voice.department_id if voice is not None else entry.department_id


def _decision_facts(
    sheet: Sheet, entry: SharedEntry, decision: Decision | None, eyes: str | None
) -> list[Span]:
    spans = sheet.references([sheet.numbers.of[entry.id]])
    department = sheet.department_name(eyes)
    voice = _maker(sheet, entry, decision)
    words = [part for part in (department, (voice.shown_as or voice.role) if voice else "") if part]
    if words:
        spans.append(quiet(" · " + ", ".join(words)))
    if decision and decision.chosen:
        spans += [quiet(" · chosen: "), ink(decision.chosen)]
    return spans


def _two_lists(sheet: Sheet, decision: Decision) -> list[Strip]:
    """Pressures and options beside each other."""
    cells = []
    if decision.pressures:
        cells.append(("Pressures", "; ".join(decision.pressures)))
    if decision.options:
        cells.append(("Options seen", "; ".join(decision.options)))
    columns_of_two = [
        [
            *sheet.text([Span(title, STRONG)], sheet.half),
            *sheet.paragraphs(text[:1].upper() + text[1:], sheet.half),
        ]
        for title, text in cells
    ]
    return side_by_side(columns_of_two, _offsets(sheet, cells), above=9.0)


@dataclass(frozen=True, slots=True)
class _Moment:
    """When a decision is looked at: the earliest at which it can have been taken.

    `until` where it may have been taken later, up to then.
    """

    at: datetime
    until: datetime | None

    def is_perhaps_after(self, sight: Sight) -> bool:
        """Whether it came when the decision may already have been taken."""
        return self.until is not None and sight.since is not None and sight.since > self.at


def _moment(entry: SharedEntry) -> _Moment | None:
    first, last = entry.own_moment, entry.anchor
    if first is None:
        return None
    return _Moment(first, last if last is not None and last > first else None)


def _perhaps_after(
    sheet: Sheet, entry: SharedEntry, eyes: str, moment: _Moment
) -> tuple[list[Sight], list[Sight]]:
    """What came while it may still have been open: what those eyes could see of it, and not."""
    if moment.until is None:
        return [], []
    known = sheet.as_of.became_known(moment.at, moment.until)
    sights = (sheet.as_of.sight(one, eyes, moment.until) for one in known if one != entry.id)
    found = [one for one in sights if one is not None]
    seen = [one for one in found if one.state is not SightState.OUT_OF_SIGHT]
    return seen, [one for one in found if one.state is SightState.OUT_OF_SIGHT]


def _signals(sheet: Sheet, entry: SharedEntry, eyes: str | None) -> list[Strip]:
    """What could be seen, and what existed out of sight, when it was taken."""
    moment = _moment(entry)
    if moment is None or eyes is None:
        return []
    found = sheet.as_of.at(moment.at, eyes, without=entry.id, limit=_MOST_SIGNALS)
    seen_after, hidden_after = _perhaps_after(sheet, entry, eyes, moment)
    seen = sorted(
        [*found.noticed, *found.visible],
        key=lambda sight: (sight.since is not None, sight.since or moment.at, sight.entry_id),
    )
    seen = [*seen, *seen_after][-_MOST_SIGNALS:]
    hidden = [*found.out_of_sight, *hidden_after][-_MOST_SIGNALS:]
    lists = [
        (f"What {sheet.department_name(eyes)} could see", seen,
         found.noticed_count + found.visible_count + len(seen_after)),
        ("What existed out of its sight", hidden, found.out_of_sight_count + len(hidden_after)),
    ]  # fmt: skip
    lists = [one for one in lists if one[1]]
    if not lists:
        return []
    heads = [_list_head(sheet, title, len(sights), total) for title, sights, total in lists]
    columns = [[_sight_lines(sheet, one, moment) for one in sights] for _, sights, _ in lists]
    strips = _rows_of_sights(sheet, heads, columns)
    if any(moment.is_perhaps_after(sight) for sight in (*seen, *hidden)):
        told = (
            f"{_PERHAPS_AFTER} came after {sheet.clock.time(moment.at)}, the earliest "
            "this decision can have been taken: perhaps only after it."
        )
        strips[-1] = replace(strips[-1], keep=True)
        strips += sheet.text([quiet(told)], above=3.0)
    later = found.later_count - len(seen_after) - len(hidden_after)
    if later:
        strips[-1] = replace(strips[-1], keep=True)
        told = f"{count(later, 'event')} on this timeline became known only later."
        strips += sheet.text([quiet(told)], above=3.0)
    return strips


def _list_head(sheet: Sheet, title: str, shown: int, total: int) -> Strip:
    strips = sheet.text([Span(title, STRONG)], sheet.half)
    if total > shown:
        strips += sheet.text([quiet(f"the latest {shown} of {total:,}")], sheet.half)
    return together(strips)


def _rows_of_sights(
    sheet: Sheet, heads: Sequence[Strip], columns: Sequence[Sequence[Sequence[Strip]]]
) -> list[Strip]:
    """The lists beside each other, cut only between sights, with their heads on each page."""
    offsets = _offsets(sheet, heads)
    tags = [Tag("Div") for _ in heads]
    strips = side_by_side(
        [[head] for head in heads], offsets, above=3.0, whole_under=sheet.height, into=tags
    )
    strips = kept(strips)
    # Line stands beside line, not sight beside sight: neither list is spread by the other one.
    # They are cut where a sight ends in both.
    lines = [[line for sight in column for line in sight] for column in columns]
    ends = [_ends(column) for column in columns]
    longest = max(len(column) for column in lines)
    cuts = [
        place
        for place in range(1, longest + 1)
        if all(place >= len(column) or place in end
               for column, end in zip(lines, ends, strict=True))
    ]  # fmt: skip
    for first, after in pairwise([0, *cuts]):
        part = side_by_side(
            [column[first:after] for column in lines], offsets, whole_under=_WHOLE_LISTS, into=tags
        )
        going_on = [
            [head] if first < len(column) else [] for head, column in zip(heads, lines, strict=True)
        ]
        [again] = side_by_side(going_on, offsets, whole_under=sheet.height)
        for strip in part:
            strip.head = again
        # No list leaves its first or its last lines alone on a page.
        part[-1].keep = first == 0 < longest - after or 0 < longest - after <= 1
        strips += part
    return strips


def _ends(sights: Sequence[Sequence[Strip]]) -> set[int]:
    """The places behind the last lines of sights in their list."""
    return set(accumulate(len(sight) for sight in sights))


def _sight_lines(sheet: Sheet, sight: Sight, moment: _Moment) -> list[Strip]:
    entry = sheet.entries.get(sight.entry_id)
    if entry is None:
        return []
    department = sheet.departments.get(entry.department_id or "")
    colour = department_colour(department.colour) if department else QUIET
    perhaps, looked_at = "", moment.at
    if moment.is_perhaps_after(sight):
        perhaps, looked_at = f" {_PERHAPS_AFTER}", moment.until or moment.at
    spans = [
        Span(entry.title, _SIGHT),
        Span(_sight_words(sheet, sight, looked_at) + perhaps, replace(_SIGHT, colour=QUIET)),
        Span(" ", _SIGHT),
        *sheet.references([sheet.numbers.of[entry.id]]),
    ]
    lines = sheet.text(spans, sheet.half - _TITLE_INSET)
    shown = [shifted(line, _TITLE_INSET) for line in lines]
    shown[0] = with_shape(shown[0], entry.kind, colour, _SIGHT.leading)
    return listed(shown)


def _sight_words(sheet: Sheet, sight: Sight, moment: datetime) -> str:
    """How it stood to those eyes, in a few words behind the title."""
    said = sight.sighting
    rate = sheet.review.base_rates.get(sight.entry_id)
    before = f", {rate.told}" if rate is not None else ""
    if sight.state is SightState.OUT_OF_SIGHT:
        names = [
            name
            for one in sheet.as_of.knowers(sight.entry_id, moment)
            if (name := sheet.department_name(one))
        ]
        told = f": {', '.join(names)} only" if names else ""
        if sight.arrives is not None:
            told += f", reached it {sheet.clock.time(sight.arrives)}"
        return told + before
    told = f", {said.amid}" if said and said.amid else ""
    if said and said.through:
        told += f", {said.through}"
    return told + before + (" (noticed)" if sight.state is SightState.NOTICED else " (not noticed)")
