"""Finds, in a text, the words that close an inquiry instead of opening it."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from reviewdesk.coach.rules import Label, Rule, RuleBook
from reviewdesk.coach.voice import own_voice, sentences


@dataclass(frozen=True, slots=True)
class Remark:
    """Words to think again about, and the question that reopens the inquiry."""

    start: int
    """Place of its first character in the text, from 0."""
    line: int
    """From 1."""
    column: int
    """Characters from the start of the line, from 1."""
    length: int
    """Characters."""
    label: Label
    text: str
    question: str


def remarks(text: str, book: RuleBook) -> tuple[Remark, ...]:
    """All remarks on `text`, in its order; at most one of a label on the same words."""
    voice = own_voice(text)
    lines = _line_starts(text)
    found: list[Remark] = []
    for begin, end in sentences(voice):
        taken: dict[Label, list[tuple[int, int]]] = {}
        for label, start, stop, question in _of_sentence(voice[begin:end], book):
            kept = taken.setdefault(label, [])
            if any(start < other_stop and other_start < stop for other_start, other_stop in kept):
                continue
            kept.append((start, stop))
            line = bisect_right(lines, begin + start) - 1
            found.append(
                Remark(
                    start=begin + start,
                    line=line + 1,
                    column=begin + start - lines[line] + 1,
                    length=stop - start,
                    label=label,
                    text=text[begin + start : begin + stop],
                    question=question,
                )
            )
    return tuple(sorted(found, key=lambda remark: (remark.start, remark.label)))


def _of_sentence(sentence: str, book: RuleBook) -> Iterator[tuple[Label, int, int, str]]:
    for rule in book.rules:
        for found in rule.pattern.finditer(sentence):
            if _let_pass(rule, sentence, found.start(), found.end()):
                continue
            group = "mark" if "mark" in rule.pattern.groupindex else 0
            start, stop = found.span(group)
            yield rule.label, start, stop, rule.question


def _let_pass(rule: Rule, sentence: str, start: int, stop: int) -> bool:
    return bool(
        (rule.unless and rule.unless.search(sentence))
        or (rule.before and rule.before.search(sentence, 0, start))
        or (rule.after and rule.after.match(sentence, stop))
        or (rule.except_for and rule.except_for.search(sentence, start, stop))
    )


def _line_starts(text: str) -> list[int]:
    starts = [0]
    starts.extend(place + 1 for place, letter in enumerate(text) if letter == "\n")
    return starts
