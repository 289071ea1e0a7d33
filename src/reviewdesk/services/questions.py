"""The question bank, and what a review has of its own instead."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from reviewdesk.domain.accounts import Decision, Question
from reviewdesk.domain.sessions import Phase
from reviewdesk.services.assets import read_asset_text


class HasQuestions(Protocol):
    """The head of a review, or of a copy of one."""

    @property
    def card_questions(self) -> tuple[Question, ...]: ...
    @property
    def opening_questions(self) -> tuple[Question, ...]: ...
    @property
    def probes(self) -> tuple[Question, ...]: ...


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question to ask next: in which phase, and where `about` is the kind of what is selected."""

    key: str
    text: str
    phase: Phase
    about: str = ""
    """Table of the record, or kind of the event; empty: whatever is selected."""


@dataclass(frozen=True, slots=True)
class QuestionBank:
    """Questions, pressures and ground rules that come with the program."""

    probes: tuple[Question, ...]
    what_if: tuple[Question, ...]
    """Hypothetical ones, asked when the probes are done."""
    card_questions: tuple[Question, ...]
    opening_questions: tuple[Question, ...]
    """Of a leader's own judgement calls, on the opening card alone."""
    pressures: tuple[str, ...]
    ground_rules: tuple[str, ...]
    poll: str
    """What is asked at the close."""
    prompts: tuple[Prompt, ...]
    """Questions for the facilitator to ask next."""


@cache
def question_bank(language: str = "en") -> QuestionBank:
    held = tomllib.loads(read_asset_text(f"questions/{language}.toml"))
    return QuestionBank(
        probes=tuple(Question(**probe) for probe in held["probes"]),
        what_if=tuple(Question(**question) for question in held["what_if"]),
        card_questions=tuple(Question(**question) for question in held["card_questions"]),
        opening_questions=tuple(Question(**question) for question in held["opening_questions"]),
        pressures=tuple(held["pressures"]),
        ground_rules=tuple(held["ground_rules"]),
        poll=held["poll"],
        prompts=tuple(
            Prompt(one["key"], one["text"], Phase(one["phase"]), one.get("about", ""))
            for one in held["prompts"]
        ),
    )


def probes(head: HasQuestions) -> tuple[Question, ...]:
    """Probes for the decisions of a review; why it made sense comes first."""
    return head.probes or question_bank().probes


def unanswered(head: HasQuestions, decision: Decision | None) -> int:
    """How many probes of a decision have no answer yet."""
    asked = probes(head)
    if decision is None:
        return len(asked)
    return sum(not decision.answer(one.key).strip() for one in asked)


def card_questions(head: HasQuestions, *, opening: bool = False) -> tuple[Question, ...]:
    """What a card is asked; the opening card is asked of the leader's own calls first."""
    asked = head.card_questions or question_bank().card_questions
    return (*opening_questions(head), *asked) if opening else asked


def opening_questions(head: HasQuestions) -> tuple[Question, ...]:
    return head.opening_questions or question_bank().opening_questions


def question_texts(head: HasQuestions) -> Mapping[str, str]:
    """Key to text of every question that an answer may stand under, in the order they are asked."""
    bank = question_bank()
    known = (
        *probes(head), *bank.probes, *bank.what_if,
        *card_questions(head, opening=True), *bank.opening_questions, *bank.card_questions,
        *head.probes, *head.opening_questions, *head.card_questions,
    )  # fmt: skip
    return {question.key: question.text for question in known}
