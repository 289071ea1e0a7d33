"""Questions of a review's own, instead of those that come with the program."""

from collections.abc import Sequence
from typing import Literal

from reviewdesk.domain import edits
from reviewdesk.domain.accounts import MADE_SENSE, Card, Decision, Question
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.ids import new_id
from reviewdesk.domain.review import Review, ReviewHead
from reviewdesk.domain.values import clean_line
from reviewdesk.services.desk import Edited
from reviewdesk.services.questions import (
    card_questions,
    opening_questions,
    probes,
    question_bank,
)
from reviewdesk.services.record_edits import OpenReview

Asked = Literal["probes", "card_questions", "opening_questions"]
"""Which questions: about a decision, of every card, or of the opening card alone."""


def asked_now(review: Review, which: Asked) -> tuple[Question, ...]:
    match which:
        case "probes":
            return probes(review.head)
        case "opening_questions":
            return opening_questions(review.head)
    return card_questions(review.head)


def own_of_program(which: Asked) -> tuple[Question, ...]:
    bank = question_bank()
    match which:
        case "probes":
            return bank.probes
        case "opening_questions":
            return bank.opening_questions
    return bank.card_questions


def set_questions(desk: OpenReview, which: Asked, texts: Sequence[str]) -> None:
    """Has a review ask these, in this order; none: those that come with the program. One step.

    A question that stands where one stood is that one in other words, and keeps its answers. Why
    it made sense stays first. KnownError where one would go that has been answered.
    """
    review = desk.review
    wanted = [line for line in map(clean_line, texts) if line]
    held, bank = asked_now(review, which), own_of_program(which)
    made = _matched(wanted, held, bank) if wanted else list(bank)
    if which == "probes":
        first = next((one for one in (*made, *held, *bank) if one.key == MADE_SENSE), None)
        made = ([first] if first else []) + [one for one in made if one.key != MADE_SENSE]
    keys, answered = {one.key for one in made}, _answered(review, which)
    lost = next((one for one in held if one.key in answered - keys), None)
    if lost is not None:
        raise KnownError(
            f"“{lost.text[:80]}” has answers in this review. Nothing was changed; "
            "keep its line, or change its words."
        )
    own = () if tuple(made) == bank else tuple(made)
    after = review.head.changed(**{which: own})
    desk.apply(edits.replace(review.head, after, label="Change questions"))


def _matched(
    wanted: Sequence[str], held: Sequence[Question], bank: Sequence[Question]
) -> list[Question]:
    """By the same words first; then, where as many stand as before, by place; else new ones."""
    known = {one.text: one for one in (*bank, *held)}
    taken = {known[text].key for text in wanted if text in known}
    made, used = [], set[str]()
    for place, text in enumerate(wanted):
        found = known.get(text)
        if found is None and len(wanted) == len(held) and held[place].key not in taken:
            found = Question(key=held[place].key, text=text, family=held[place].family)
        if found is None or found.key in used:
            found = Question(key=new_id(), text=text)
        used.add(found.key)
        made.append(found)
    return made


def _answered(review: Review, which: Asked) -> set[str]:
    """Keys of the questions that somebody has answered."""
    kind = Decision if which == "probes" else Card
    return {
        given.question
        for record in review.all(kind).values()
        for given in record.answers
        if given.text.strip()
    }


def asks_anew(edited: Edited, *which: Asked) -> bool:
    """Whether an edit has changed any of those questions."""
    return any(
        getattr(change.before, one) != getattr(change.after, one)
        for change in edited.of(ReviewHead).values()
        if change.before is not None and change.after is not None
        for one in which
    )
