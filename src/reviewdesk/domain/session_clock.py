"""The clock of a sitting: arithmetic on its items and pauses, at a moment that is handed in.

While a sitting is under way either the clock of one item runs or a pause lasts, so what was spent
on all items and in all pauses is what has passed since it began. Moments are cut to milliseconds
here, so that no stop and start loses part of one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from reviewdesk.domain.ids import DepartmentId
from reviewdesk.domain.sessions import (
    PHASES,
    AgendaItem,
    Pause,
    Phase,
    Session,
    TalkTime,
)

SOON_MS = 120_000
"""With two minutes left one begins to come to an end; of a short box with half of it."""
_MILLISECOND = timedelta(milliseconds=1)


class Sign(StrEnum):
    """How a time box stands."""

    CALM = "calm"
    SOON = "soon"
    """Two minutes are left, or less."""
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Span:
    """What was spent of what was planned, in milliseconds."""

    spent_ms: int
    planned_ms: int

    @property
    def left_ms(self) -> int:
        """Less than nothing where it has run over."""
        return self.planned_ms - self.spent_ms

    @property
    def sign(self) -> Sign:
        if self.planned_ms <= 0:
            return Sign.CALM  # no time box was given
        if self.left_ms <= 0:
            return Sign.OVER
        # A box of a few minutes does not begin by coming to an end.
        soon_ms = min(SOON_MS, self.planned_ms // 2)
        return Sign.SOON if self.left_ms <= soon_ms else Sign.CALM


@dataclass(frozen=True, slots=True)
class Reading:
    """What the clock shows: of the item in hand, of its phase, and of the whole sitting.

    What is left of a phase or the sitting is what is left of its plan from the item in hand on:
    time that an item before did not need, or took too much of, makes it neither longer nor shorter.
    """

    item: AgendaItem
    of_item: Span
    of_phase: Span
    of_session: Span
    paused_ms: int
    running: bool
    begun: bool


def whole_ms(moment: datetime) -> datetime:
    return moment.replace(microsecond=moment.microsecond // 1_000 * 1_000)


def between_ms(start: datetime, end: datetime) -> int:
    """Never less than nothing: a clock that was set back makes no time go away."""
    return max(0, (end - start) // _MILLISECOND)


def minutes(ms: int) -> int:
    """Whole minutes, to the nearest: the same on the page and in the report."""
    return (ms + 30_000) // 60_000


def agenda(session: Session) -> tuple[AgendaItem, ...]:
    """The agenda; of a sitting from before there was one, its phases."""
    return session.agenda or tuple(
        AgendaItem(
            id=box.phase.name.lower(),
            title=box.phase.value,
            phase=box.phase,
            planned_s=max(0, box.planned_s),
            spent_ms=max(0, box.spent_s) * 1_000,
            since=box.since,
        )
        for box in session.boxes
    )


def spent_ms(item: AgendaItem, now: datetime) -> int:
    return item.spent_ms + (between_ms(item.since, now) if item.since is not None else 0)


def paused_ms(session: Session, now: datetime) -> int:
    return sum(between_ms(one.since, one.until or now) for one in session.pauses)


def breaks_ms(session: Session, now: datetime) -> int:
    """Of the pauses those that the room made: nobody paused while the program was closed."""
    made = (one for one in session.pauses if not one.program_closed)
    return sum(between_ms(one.since, one.until or now) for one in made)


def in_hand(session: Session) -> AgendaItem | None:
    """The item whose clock runs, or that is gone on with after the pause, or the first to come."""
    items = agenda(session)
    running = next((one for one in items if one.since is not None), None)
    if running is not None:
        return running
    if session.pauses and session.started is not None:
        found = next((one for one in items if one.id == session.pauses[-1].item_id), None)
        if found is not None:
            return found
    waiting = (one for one in items if not one.done and not one.skipped)
    return next(waiting, items[-1] if items else None)


def is_running(session: Session) -> bool:
    return any(one.since is not None for one in agenda(session))


def reading(session: Session, now: datetime) -> Reading | None:
    """None where there is nothing on the agenda; of a sitting yet to begin, as it would."""
    item = in_hand(session)
    if item is None:
        return None
    now = whole_ms(now)
    items = agenda(session)
    of_phase = [one for one in items if one.phase is item.phase]
    return Reading(
        item,
        Span(spent_ms(item, now), item.planned_s * 1_000),
        _span(of_phase, item, now),
        _span(items, item, now),
        paused_ms(session, now),
        is_running(session),
        session.started is not None,
    )


def _span(items: Sequence[AgendaItem], item: AgendaItem, now: datetime) -> Span:
    """What was spent on `items`, and as planned that and what is left of them from `item` on."""
    spent = sum(spent_ms(one, now) for one in items)
    behind = items[items.index(item) + 1 :]
    ahead = [item, *(one for one in behind if not one.skipped)]
    boxed = [one.planned_s * 1_000 - spent_ms(one, now) for one in ahead if one.planned_s]
    if not boxed:
        return Span(spent, 0)
    # A box that ran over takes nothing from those after it; the last of all may be below nothing.
    left = sum(max(0, one) for one in boxed)
    return Span(spent, spent + (left or (boxed[0] if len(boxed) == 1 else 0)))


def spent_by_phase(session: Session, now: datetime) -> tuple[tuple[Phase, int], ...]:
    """Milliseconds by phase, in the order of the phases; only those that had any."""
    now, items = whole_ms(now), agenda(session)
    found = (
        (phase, sum(spent_ms(one, now) for one in items if one.phase is phase)) for phase in PHASES
    )
    return tuple((phase, spent) for phase, spent in found if spent)


# What can be done with it. Each gives the sitting as it is then.


def begin(session: Session, now: datetime) -> Session:
    """Sets the clock going, at the first item; of one that has begun, what `resume` does."""
    now = whole_ms(now)
    if session.started is not None:
        return resume(session, now)
    item = in_hand(session)
    if item is None:
        return session
    return _going(session.changed(started=now), item.id, now)


def pause(session: Session, now: datetime) -> Session:
    """Has no item's clock run, until `resume`."""
    now = whole_ms(now)
    item = in_hand(session)
    if not session.under_way or item is None or not is_running(session):
        return session
    stopped = _quiet(_stopped(session, now), now)
    return stopped.changed(pauses=(*stopped.pauses, Pause(since=now, item_id=item.id)))


def resume(session: Session, now: datetime) -> Session:
    item = in_hand(session)
    if not session.under_way or item is None or is_running(session):
        return session
    return _going(session, item.id, whole_ms(now))


def go_to(session: Session, item_id: str, now: datetime) -> Session:
    """Takes up another item of a sitting under way; what was in hand stays as it is.

    A pause goes on. In another phase nobody has the word any more.
    """
    item = in_hand(session)
    wanted = next((one for one in agenda(session) if one.id == item_id), None)
    if item is None or wanted is None or not session.under_way:
        return session
    now = whole_ms(now)
    if wanted.phase is not item.phase:
        session = take_word(session, now)
    here: dict[str, object] = {"done": False, "skipped": False}
    session = _with(session, {item_id: here})
    if is_running(session):
        return session if item.id == item_id else _going(_stopped(session, now), item_id, now)
    return session.changed(pauses=_taken_up(session.pauses, item_id))


def go_on(session: Session, now: datetime, *, skip: bool = False) -> Session:
    """Leaves the item in hand for the next one; `skip`: as one that was passed over.

    After the last item its clock goes on.
    """
    item = in_hand(session)
    following = _beside(session, 1)
    if item is None or following is None:
        return session
    marked = _with(session, {item.id: {"skipped": True} if skip else {"done": True}})
    return go_to(marked, following.id, now)


def go_back(session: Session, now: datetime) -> Session:
    """Takes up the item before the one in hand again."""
    before = _beside(session, -1)
    return session if before is None else go_to(session, before.id, now)


def extend(session: Session, item_id: str, by_s: int) -> Session:
    """Gives an item more time, or less; never less than nothing."""
    found = next((one for one in agenda(session) if one.id == item_id), None)
    if found is None:
        return session
    return _with(session, {item_id: {"planned_s": max(0, found.planned_s + by_s)}})


def behind(session: Session) -> frozenset[str]:
    """Ids of the items that are over: before the one in hand, or skipped; of an ended sitting all.

    What is gone back over is to come once more.
    """
    items, item = agenda(session), in_hand(session)
    if session.ended is not None:
        return frozenset(one.id for one in items)
    before = items[: items.index(item)] if session.under_way and item is not None else ()
    return frozenset(one.id for one in items if one in before or (one.skipped and one != item))


def end(session: Session, now: datetime) -> Session:
    """Stops everything for good."""
    if not session.under_way:
        return session
    now = whole_ms(now)
    stopped = _quiet(_stopped(session, now), now)
    return stopped.changed(
        pauses=_ended(stopped.pauses, now), ended=max(now, session.started or now), in_round=False,
        speaking_id=None, hand_ids=(),
    )  # fmt: skip


def take_off(session: Session, since: datetime, until: datetime) -> Session:
    """Makes a pause of a stretch in which the program was closed and the clock ran on."""
    item = next((one for one in agenda(session) if one.since is not None), None)
    if item is None or item.since is None:
        return session
    since = max(whole_ms(since), item.since)
    until = max(whole_ms(until), since)
    values: dict[str, object] = {
        "spent_ms": item.spent_ms + between_ms(item.since, since), "since": until,
    }  # fmt: skip
    taken = _with(session, {item.id: values})
    if session.speaking_since is not None:
        taken = _quiet(taken, max(since, session.speaking_since)).changed(speaking_since=until)
    off = Pause(since=since, until=until, item_id=item.id, program_closed=True)
    return taken.changed(pauses=(*taken.pauses, off))


# The round


def give_word(session: Session, department_id: DepartmentId | None, now: datetime) -> Session:
    """Gives a department the word in the round; None: nobody has it. Its hand goes down."""
    now = whole_ms(now)
    quiet = _quiet(session, now)
    turns = tuple(one for one in session.turn_ids if one != department_id)
    return quiet.changed(
        in_round=department_id is not None or session.in_round,
        speaking_id=department_id,
        turn_ids=(*turns, department_id) if department_id else turns,
        hand_ids=tuple(one for one in session.hand_ids if one != department_id),
        speaking_since=now if department_id and is_running(session) else None,
    )


def take_word(session: Session, now: datetime) -> Session:
    """Has nobody have the word; the round goes on with the next to be given it."""
    return give_word(session, None, now) if session.speaking_id is not None else session


def begin_round(session: Session) -> Session:
    """Has nobody's turn be over, so that everybody's comes."""
    return session.changed(turn_ids=())


def turn_back(session: Session, now: datetime) -> Session:
    """Gives the word back to whose turn was before; who has it now waits for theirs again.

    Of a round that is over, the last turn is taken up.
    """
    had = session.turn_ids
    if session.speaking_id is not None:
        had = tuple(one for one in had if one != session.speaking_id)
    if not had:
        return session
    return give_word(session.changed(turn_ids=had), had[-1], now)


def end_round(session: Session, now: datetime) -> Session:
    return _quiet(session, whole_ms(now)).changed(in_round=False, speaking_id=None)


def talked_ms(session: Session, department_id: DepartmentId, now: datetime) -> int:
    """How long a department has had the word."""
    held = sum(one.spent_ms for one in session.talk if one.department_id == department_id)
    if session.speaking_id == department_id and session.speaking_since is not None:
        held += between_ms(session.speaking_since, whole_ms(now))
    return held


def _quiet(session: Session, now: datetime) -> Session:
    """Books what the department that has the word has had of it."""
    if session.speaking_since is None:
        return session
    if session.speaking_id is None:
        return session.changed(speaking_since=None)
    kept = tuple(one for one in session.talk if one.department_id != session.speaking_id)
    whole = TalkTime(
        department_id=session.speaking_id, spent_ms=talked_ms(session, session.speaking_id, now)
    )
    return session.changed(talk=(*kept, whole), speaking_since=None)


# Parts


def _with(session: Session, values: dict[str, dict[str, object]]) -> Session:
    """`session` with other values in items of those ids, and phases made items for good."""
    items = tuple(
        one.model_copy(update=values[one.id]) if one.id in values else one
        for one in agenda(session)
    )
    return session.changed(agenda=items, boxes=())


def _stopped(session: Session, now: datetime) -> Session:
    going = (one for one in agenda(session) if one.since is not None)
    return _with(
        session, {one.id: {"spent_ms": spent_ms(one, now), "since": None} for one in going}
    )


def _going(session: Session, item_id: str, now: datetime) -> Session:
    found = _with(session, {item_id: {"since": now, "done": False, "skipped": False}})
    speaking = now if found.speaking_id and found.speaking_since is None else found.speaking_since
    return found.changed(pauses=_ended(found.pauses, now), speaking_since=speaking)


def _ended(pauses: tuple[Pause, ...], now: datetime) -> tuple[Pause, ...]:
    return _last(pauses, lambda one: {} if one.until else {"until": max(now, one.since)})


def _taken_up(pauses: tuple[Pause, ...], item_id: str) -> tuple[Pause, ...]:
    return _last(pauses, lambda one: {"item_id": item_id})


def _last(
    pauses: tuple[Pause, ...], values: Callable[[Pause], dict[str, object]]
) -> tuple[Pause, ...]:
    if not pauses:
        return pauses
    return (*pauses[:-1], pauses[-1].model_copy(update=values(pauses[-1])))


def _beside(session: Session, step: int) -> AgendaItem | None:
    items, item = agenda(session), in_hand(session)
    if item is None:
        return None
    place = items.index(item) + step
    return items[place] if 0 <= place < len(items) else None


def first_of_phase(session: Session, phase: Phase) -> AgendaItem | None:
    """Its first item; of a phase with none, the first of the next one that has any."""
    at = PHASES.index(phase)
    items = agenda(session)
    return next((one for one in items if PHASES.index(one.phase) >= at), None)
