"""How each side tells it, and what the makers of decisions had before them, as Markdown."""

from reviewdesk.domain.accounts import MADE_SENSE, Card, Decision
from reviewdesk.domain.entries import SharedEntry
from reviewdesk.domain.numbering import in_order
from reviewdesk.export.facts import Facts, maker_of
from reviewdesk.export.markdown_findings import question_items
from reviewdesk.export.marked import bullets, line, lines, section
from reviewdesk.export.signals import (
    SightList,
    Signals,
    answers_told,
    decision_title,
    decisions_to_tell,
    eyes_of,
    sight_words,
    signals_of,
)
from reviewdesk.export.sittings import sides_left_out
from reviewdesk.export.wording import as_asked


def sides(facts: Facts) -> list[str]:
    parts: list[str] = []
    for card in facts.review.cards:
        parts += _card(facts, card)
    if parts:
        parts += [f"*{line(said)}*" for said in sides_left_out(facts.review)]
    standing = [one for one in in_order(facts.review.questions) if one.disagreement]
    if standing:
        parts += ["### Disagreements left standing", question_items(facts, standing)]
    return section("From each side", parts)


def _card(facts: Facts, card: Card) -> list[str]:
    name = facts.department_name(card.department_id)
    said = as_asked(card.answers, facts.questions)
    if not name or not said:
        return []
    voice = facts.voice_words(card.voice_id)
    title = " · ".join(filter(None, (name, voice, "heard first" if card.opening else "")))
    parts = [f"### {line(title)}"]
    for answer in said:
        asked = facts.questions.get(answer.question, answer.question)
        parts += [f"*{line(asked)}*", lines(answer.text)]
    numbers = facts.numbers.list_of(card.entry_ids)
    return [*parts, f"Speaks of {', '.join(numbers)}"] if numbers else parts


def decisions(facts: Facts) -> list[str]:
    parts: list[str] = []
    for entry, is_told in decisions_to_tell(facts):
        decision = facts.numbers.accounts.get(entry.id)
        eyes = eyes_of(facts, entry, decision)
        told = [_facts_of(facts, entry, decision, eyes)]
        if is_told:
            signals = signals_of(facts, entry, eyes)
            told += _signals(facts, signals) if signals else []
            told += _account(facts, decision) if decision else []
        parts += section(line(decision_title(facts, entry)), told)
    return parts


def _facts_of(facts: Facts, entry: SharedEntry, decision: Decision | None, eyes: str | None) -> str:
    voice = maker_of(facts, entry, decision)
    role = facts.voice_words(voice.id) if voice is not None else ""
    who = ", ".join(filter(None, (facts.department_name(eyes), role)))
    chosen = f"chosen: {decision.chosen}" if decision and decision.chosen else ""
    return line(" · ".join(filter(None, (*facts.numbers.list_of([entry.id]), who, chosen))))


def _signals(facts: Facts, signals: Signals) -> list[str]:
    parts: list[str] = []
    for found in signals.lists:
        parts += _sights(facts, signals, found)
    return [*parts, *(f"*{line(told)}*" for told in signals.remarks)]


def _sights(facts: Facts, signals: Signals, found: SightList) -> list[str]:
    told = []
    for sight in found.sights:
        entry = facts.entries.get(sight.entry_id)
        if entry is not None:
            words = f"{entry.title}{sight_words(facts, sight, signals.moment)}"
            told.append(" ".join((line(words), *facts.numbers.list_of([entry.id]))))
    rest = f" ({found.rest})" if found.rest else ""
    return [f"**{line(found.title)}**{rest}", bullets(told)]


def _account(facts: Facts, decision: Decision) -> list[str]:
    why = decision.answer(MADE_SENSE)
    found = []
    if why.strip():
        found.append(f"> **Why it made sense at the time.** {line(why)}")
    if decision.pressures:
        found.append(f"**Pressures:** {line('; '.join(decision.pressures))}")
    if decision.options:
        found.append(f"**Options seen:** {line('; '.join(decision.options))}")
    for asked, text in answers_told(facts, decision):
        found += [f"**{line(asked)}**", lines(text)]
    return found
