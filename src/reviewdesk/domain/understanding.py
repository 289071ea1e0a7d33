"""What the room agrees on: conditions, safeguards, lessons, open questions."""

from enum import StrEnum
from typing import ClassVar

from reviewdesk.domain.ids import CardId, ConditionId, EntryId, VoiceId
from reviewdesk.domain.values import Line, Moment, Numbered, Shared, Text


class Layer(StrEnum):
    """Where a condition sits, from the change itself outwards."""

    CHANGE = "change"
    TOOLING = "tooling and alerting"
    INFORMATION = "information"
    OWNERSHIP = "ownership"
    PROCESS = "process"
    TEAM = "team"
    BUSINESS = "business pressure"
    OUTSIDE = "outside"


class Condition(Numbered):
    """Something that made the incident likelier, worse or longer."""

    table: ClassVar[str] = "condition"
    letter: ClassVar[str] = "C"

    layer: Shared[Layer]
    title: Shared[Line]
    detail: Shared[Text] = ""
    entry_ids: Shared[tuple[EntryId, ...]] = ()
    condition_ids: Shared[tuple[ConditionId, ...]] = ()
    """Conditions this one made likelier or worse."""
    ruled_out: Shared[bool] = False
    """Considered and ruled out; kept."""
    accepted_reason: Shared[Text] = ""
    """Why nothing is done about it; empty while that is not settled."""
    accepted_by: Shared[Line] = ""
    """The role that accepted it."""
    tags: Shared[tuple[Line, ...]] = ()
    position: Shared[float] = 0.0
    public: Shared[bool] = False


class SafeguardKind(StrEnum):
    KEPT_FROM_WORSE = "kept it from being worse"
    QUICK_DECISION = "quick decision that helped"
    ADAPTATION = "adaptation worth keeping"


class Safeguard(Numbered):
    """What went right."""

    table: ClassVar[str] = "safeguard"
    letter: ClassVar[str] = "S"

    kind: Shared[SafeguardKind] = SafeguardKind.KEPT_FROM_WORSE
    title: Shared[Line]
    detail: Shared[Text] = ""
    entry_ids: Shared[tuple[EntryId, ...]] = ()
    position: Shared[float] = 0.0
    public: Shared[bool] = False


class LessonKind(StrEnum):
    UNDERSTANDING = "understood differently now"
    EXPERTISE = "expertise brought to light"


class Lesson(Numbered):
    """One thing somebody now understands differently, or an expertise worth teaching."""

    table: ClassVar[str] = "lesson"
    letter: ClassVar[str] = "L"

    kind: Shared[LessonKind] = LessonKind.UNDERSTANDING
    title: Shared[Line]
    detail: Shared[Text] = ""
    cue: Shared[Text] = ""
    """What told somebody."""
    teaching: Shared[Text] = ""
    """How others could learn to see it."""
    voice_id: Shared[VoiceId | None] = None
    entry_ids: Shared[tuple[EntryId, ...]] = ()
    position: Shared[float] = 0.0
    public: Shared[bool] = False


class OpenQuestion(Numbered):
    """What nobody could answer yet."""

    table: ClassVar[str] = "open_question"
    letter: ClassVar[str] = "Q"

    title: Shared[Line]
    detail: Shared[Text] = ""
    entry_ids: Shared[tuple[EntryId, ...]] = ()
    answered: Shared[bool] = False
    position: Shared[float] = 0.0
    public: Shared[bool] = False
    for_agenda: Shared[bool] = False
    """A difference between two cards that the room is to talk about."""
    card_ids: Shared[tuple[CardId, ...]] = ()
    """The two cards that differ."""
    question: Shared[str] = ""
    """Key of the question they answer differently; empty where they differ in what was seen."""
    moment: Shared[Moment | None] = None
    """The moment for which they were held beside each other."""

    @property
    def disagreement(self) -> bool:
        """Whether two sides differ here, and nothing has settled it yet."""
        return self.for_agenda and not self.answered
