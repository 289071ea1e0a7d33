"""Accounts people gave: decision points with their probes, and perspective cards."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from reviewdesk.domain.ids import DepartmentId, EntryId, VoiceId
from reviewdesk.domain.values import Line, Numbered, Record, Shared, Text, Value

MADE_SENSE = "made_sense"
"""Key of the first probe: why did this make sense at the time?"""


WHAT_IF = "what_if"
"""With this the keys of hypothetical questions begin."""


class Answer(Value):
    """What was said to one question; `question` is its key in the question bank or the review."""

    question: Shared[str]
    text: Shared[Text]


class Question(Value):
    """A question of a review's own list."""

    key: Shared[str]
    text: Shared[Line]
    family: Shared[Line] = ""


class _Answered(Record):
    answers: Shared[tuple[Answer, ...]] = ()

    def answer(self, question: str) -> str:
        """The text given to the question of that key, empty where none was."""
        return next((given.text for given in self.answers if given.question == question), "")

    def answers_with(self, question: str, text: str) -> tuple[Answer, ...]:
        """Its answers with `text` given to `question`; an empty text takes the answer away."""
        kept = [given for given in self.answers if given.question != question]
        place = next(
            (n for n, given in enumerate(self.answers) if given.question == question),
            len(kept),
        )
        if text.strip():
            kept.insert(place, Answer(question=question, text=text))
        return tuple(kept)


class Decision(_Answered, Numbered):
    """The decision point behind an entry of kind decision: what its maker had before them."""

    table: ClassVar[str] = "decision"
    letter: ClassVar[str] = "D"
    parent: ClassVar[str | None] = "entry_id"

    entry_id: Shared[EntryId]
    maker_id: Shared[VoiceId | None] = None
    asked: Shared[Text] = ""
    """Who was asked before it was taken."""
    confidence: Shared[Line] = ""
    """How sure the maker was then, in their own words."""
    options: Shared[tuple[Line, ...]] = ()
    chosen: Shared[Line] = ""
    pressures: Shared[tuple[Line, ...]] = ()
    public: Shared[bool] = False


class Card(_Answered):
    """A department's account: how it looked from our side."""

    table: ClassVar[str] = "card"
    parent: ClassVar[str | None] = "department_id"

    department_id: Shared[DepartmentId]
    voice_id: Shared[VoiceId | None] = None
    impact: Shared[Text] = ""
    impact_figure: Shared[Line] = ""
    """One figure, as said: "412", "27"."""
    impact_unit: Shared[Line] = ""
    heard: Shared[bool] = False
    held_back: Shared[bool] = False
    """Kept from the room until all cards are revealed together."""
    entry_ids: Shared[tuple[EntryId, ...]] = ()
    position: Shared[float] = 0.0
    public: Shared[bool] = False
    opening: Shared[bool] = False
    """The opening card: a leader's own judgement calls, heard before everybody else's account."""


def in_turn(cards: Iterable[Card], place: Mapping[DepartmentId, int]) -> list[Card]:
    """`cards` as they are heard: the opening card, then by the `place` of their departments."""
    last = len(place)
    return sorted(cards, key=lambda one: (not one.opening, place.get(one.department_id, last)))
