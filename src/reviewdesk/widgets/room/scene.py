"""What the room display is told beside the copy it shows."""

from dataclasses import dataclass

from reviewdesk.domain.accounts import Question
from reviewdesk.domain.ids import CardId, DepartmentId, EntryId
from reviewdesk.qt.view_state import RoomLayout


@dataclass(frozen=True, slots=True)
class Signals:
    """What could have told somebody something when a decision was taken, oldest first.

    Seen through the eyes of `department_id` (None: everybody). Of each group the latest few; the
    counts are of all. `later` is None where it may not be said how much came later.
    """

    department_id: DepartmentId | None = None
    noticed: tuple[EntryId, ...] = ()
    visible: tuple[EntryId, ...] = ()
    out_of_sight: tuple[EntryId, ...] = ()
    noticed_count: int = 0
    visible_count: int = 0
    out_of_sight_count: int = 0
    later: int | None = None


@dataclass(frozen=True, slots=True)
class CardPlace:
    """A card to be shown, with whose it is: where it is kept back that is all there is to say."""

    card_id: CardId
    department_id: DepartmentId


@dataclass(frozen=True, slots=True)
class RoomScene:
    """How to show a copy. Every text in here was made from the copy or by the program.

    `current`: the event looked at, if it is in the copy. `lit`: what the last step of a replay
    brought to light, and in `lit_lanes` to whom. `as_of`, `cursor_time` and `clock` are
    ready to be read; empty ones are not shown. `question`: what is asked at the current decision.
    `zone`: IANA name of the zone times are told in. `page`: which page of what does not fit, from
    0; of the story, how many pages on from the one with the current event. `rules`: the ground
    rules, the review's own or those of the program.
    """

    layout: RoomLayout = RoomLayout.STORY
    current: EntryId | None = None
    typing: bool = False
    """Whether the current event is being typed: its row keeps its height."""
    lit: frozenset[EntryId] = frozenset()
    lit_lanes: frozenset[DepartmentId] = frozenset()
    phase: str = ""
    as_of: str = ""
    cursor_time: str = ""
    question: str = ""
    clock: str = ""
    clock_late: bool = False
    """Whether its time box is at its end, or nearly so."""
    prompt: str = ""
    """A question that was sent; while there is one it is all that is shown."""
    zone: str = "UTC"
    page: int = 0
    top: EntryId | None = None
    """With which event the page of the story begins that the room stays with; None: its page goes
    by what is current."""
    signals: Signals | None = None
    cards: tuple[CardPlace, ...] = ()
    card_questions: tuple[Question, ...] = ()
    own_calls: frozenset[str] = frozenset()
    """Keys of those that are asked of the opening card alone."""
    probes: tuple[Question, ...] = ()
    rules: tuple[str, ...] = ()
    poll_question: str = ""
    """What the poll asks where the session has no question of its own."""
