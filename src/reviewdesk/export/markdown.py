"""A copy as Markdown that renders on the usual hosts, in the order of the report."""

from collections.abc import Callable, Mapping

from reviewdesk.domain.copies import Section
from reviewdesk.domain.entries import SharedEntry
from reviewdesk.domain.shared import SharedReview
from reviewdesk.export import markdown_accounts, markdown_findings
from reviewdesk.export.facts import (
    WHY_NO_SINGLE_CAUSE,
    Facts,
    about_this_copy,
    facts_of,
    how_it_was_done,
    how_to_read,
    kind_and_standing,
    marks_of,
    who_noticed,
)
from reviewdesk.export.glance import (
    NOTHING_PUBLIC,
    NamedList,
    fact_lines,
    is_nothing_public,
    outcome,
    subtitle,
)
from reviewdesk.export.marked import bullets, line, lines, section, table
from reviewdesk.export.options import ExportOptions
from reviewdesk.export.pdf.bidi import without_turns
from reviewdesk.export.wording import KeyFigure, key_figures, kind_words

_MOST_NAMED = 3
EVENTS_TITLE = "Every event"
TIMELINE_TITLE = "Timeline"


def make_markdown(
    review: SharedReview,
    options: ExportOptions,
    questions: Mapping[str, str],
    *,
    drawn: bool = False,
) -> str:
    """The sections of the report, as far as words can tell them.

    `drawn`: the caller puts the drawing under the heading of the timeline.
    """
    facts = facts_of(review, options, questions)
    head = review.head
    sort = kind_words(head.kind)
    said = f"{options.look.company.strip() or 'ReviewDesk'} · {sort}"
    first = [line(said + (" · Sample" if head.sample else "")), *map(line, fact_lines(facts))]
    parts = [f"# {line(head.title) or 'Untitled review'}", "  \n".join(first)]
    if is_nothing_public(review):
        parts.append(NOTHING_PUBLIC)
    for one in options.shown:
        if one is Section.TIMELINE:
            parts += [f"## {TIMELINE_TITLE}"] if drawn and review.entries else []
        elif one is Section.EVENTS:
            title = EVENTS_TITLE if drawn and Section.TIMELINE in options.shown else TIMELINE_TITLE
            parts += section(title, _events(facts))
        else:
            parts += _SECTIONS[one](facts)
    parts += ["### About this copy", line(about_this_copy(facts))]
    # What stands behind a turn would else be read as another text than was written.
    return without_turns("\n\n".join(part for part in parts if part) + "\n")


def _glance(facts: Facts) -> list[str]:
    review = facts.review
    parts = [line(subtitle(review)), bullets(map(_figure, key_figures(review)))]
    parts += section("In short", [lines(review.head.summary)])
    for one in outcome(facts):
        parts += [f"**{one.title}**", _named(one)]
    parts.append(f"> **How to read this.** {line(how_to_read(review))}")
    return [*parts, *section("Impact by department", _impact(facts))]


def _figure(one: KeyFigure) -> str:
    return f"{one.name}: **{line(one.figure)}**" + (f" ({line(one.note)})" if one.note else "")


def _named(found: NamedList) -> str:
    """The first few, their numbers behind them: the items themselves begin with theirs."""
    told = [
        line(one.title) + f" ({one.number}" + (f", {line(one.note)}" if one.note else "") + ")"
        for one in found.items[:_MOST_NAMED]
    ]
    rest = len(found.items) - _MOST_NAMED
    return bullets([*told, f"and {rest:,} more"] if rest > 0 else told)


def _impact(facts: Facts) -> list[str]:
    rows = []
    for card in facts.review.cards:
        name = facts.department_name(card.department_id)
        if name and (card.impact.strip() or card.impact_figure):
            figure = f"{card.impact_figure} {card.impact_unit}"
            rows.append((line(name), line(card.impact), line(figure)))
    return table(("Department", "What it meant", "Figure"), rows)


def _method(facts: Facts) -> list[str]:
    told = how_it_was_done(facts)
    if not told:
        return []
    return [
        *section("How this review was done", [bullets(map(line, told))]),
        *section("Why it names no single cause", [WHY_NO_SINGLE_CAUSE]),
    ]


def _background(facts: Facts) -> list[str]:
    head = facts.review.head
    return [
        *section("Background", [lines(head.background)]),
        *section("Terms", [lines(head.terms)]),
    ]


def _events(facts: Facts) -> list[str]:
    entries = facts.review.entries
    whens = facts.clock.whens(entries)
    rows = [_event(facts, one, when) for one, when in zip(entries, whens, strict=True)]
    if not rows:
        return []
    told = f"Times in {line(facts.review.head.zone)}."
    if any(entry.start is None and entry.earliest for entry in entries):
        told += " In the order of the moments by which each had certainly begun."
    return [told, *table(("No", "Time", "Department", "Kind", "What happened"), rows)]


def _event(facts: Facts, entry: SharedEntry, when: str) -> tuple[str, ...]:
    number = facts.numbers.of[entry.id]
    what = f"**{line(entry.title)}**" + (f" {line(entry.detail)}" if entry.detail else "")
    notes = marks_of(facts, entry)
    for words, numbers in (
        ("see", facts.numbers.mentions.get(entry.id, ())),
        ("evidence", facts.numbers.shown_by.get(entry.id, ())),
    ):
        if numbers:
            notes.append(f"{words} {', '.join(dict.fromkeys(numbers))}")
    for note in (" · ".join(notes), who_noticed(facts, entry)):
        what += f" *{line(note)}*" if note else ""
    name = facts.department_name(entry.department_id)
    return number, line(when), line(name), kind_and_standing(entry), what


def _sources(facts: Facts) -> list[str]:
    return section("Sources", [lines(facts.review.head.source)])


_SECTIONS: Mapping[Section, Callable[[Facts], list[str]]] = {
    Section.GLANCE: _glance,
    Section.METHOD: _method,
    Section.BACKGROUND: _background,
    Section.SIDES: markdown_accounts.sides,
    Section.DECISIONS: markdown_accounts.decisions,
    Section.CONDITIONS: markdown_findings.conditions,
    Section.RIGHT: markdown_findings.went_right,
    Section.LESSONS: markdown_findings.lessons,
    Section.REPAIRS: markdown_findings.repairs,
    Section.CHANGED: markdown_findings.changed,
    Section.EARLIER: markdown_findings.earlier,
    Section.QUESTIONS: markdown_findings.questions,
    Section.EVIDENCE: markdown_findings.evidence,
    Section.SOURCES: _sources,
}
