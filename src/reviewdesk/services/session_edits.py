"""Edits of a sitting: its clock, its agenda, the round, the poll."""

from collections.abc import Sequence
from datetime import datetime

from reviewdesk.domain import session_clock as clock
from reviewdesk.domain.edits import Edit, next_position
from reviewdesk.domain.ids import DepartmentId, new_id
from reviewdesk.domain.notes import ParkingItem
from reviewdesk.domain.numbering import in_order
from reviewdesk.domain.people import Department, Voice
from reviewdesk.domain.review import Change, Review
from reviewdesk.domain.sessions import AgendaItem, Phase, Session, latest
from reviewdesk.domain.understanding import OpenQuestion
from reviewdesk.services.agendas import USUAL_MINUTES, items_of, planned_for

NOTHING = Edit("", ())
"""An edit that changes nothing; the desk takes it for no step at all."""


def sitting(review: Review) -> Session | None:
    """The sitting at hand, prepared or under way; None where the last one has ended."""
    return latest(review.listed(Session))


def reading(review: Review, now: datetime) -> clock.Reading | None:
    """What the clock shows; where no sitting is at hand, of the one that would be begun.

    None where there is nothing on the agenda.
    """
    return clock.reading(prepared(review), now)


def prepared(review: Review) -> Session:
    """The sitting at hand, or a new one with the usual agenda of the review's kind."""
    return sitting(review) or Session(
        id=new_id(),
        agenda=_with_differences(review, items_of(planned_for(review.head.kind, USUAL_MINUTES))),
        template=f"{review.head.kind.value.capitalize()}, {USUAL_MINUTES} min",
        position=float(len(review.all(Session)) + 1),
    )


def changed(
    review: Review, after: Session, label: str, *, fold_key: str = "", phase: Phase | None = None
) -> Edit:
    """`after` in place of the sitting at hand, which it may be the first of; with `phase` the
    review goes there."""
    before = review.find(Session, after.id)
    changes = [] if before == after else [Change(before, after)]
    head = review.head
    if phase is not None and phase is not head.phase:
        changes.append(Change(head, head.changed(phase=phase)))
    return Edit(label, tuple(changes), fold_key)


def set_field(review: Review, field: str, value: object, fold_key: str = "") -> Edit:
    """Puts a value into a field of the sitting at hand; ValueError where it cannot be true."""
    session = prepared(review)
    after = session.changed(**{field: value})
    return changed(review, after, "Edit session", fold_key=fold_key)


# The clock


def start_clock(review: Review, now: datetime) -> Edit:
    """Has the clock run on; begins the sitting at its first item where it has not.

    The review moves to the phase of that item, also where it was further on: a new sitting opens
    anew.
    """
    session = prepared(review)
    label = "Go on" if session.started else "Begin the session"
    return _moved(review, clock.begin(session, now), label)


def stop_clock(review: Review, now: datetime) -> Edit:
    """A pause; changes nothing where no clock runs."""
    session = sitting(review)
    return changed(review, clock.pause(session, now), "Pause") if session else NOTHING


def go_to(review: Review, item_id: str, now: datetime) -> Edit:
    session = sitting(review)
    return _moved(review, clock.go_to(session, item_id, now), "Go to item") if session else NOTHING


def go_on(review: Review, now: datetime, *, skip: bool = False) -> Edit:
    session = sitting(review)
    if session is None or not session.under_way:
        return NOTHING
    label = "Skip item" if skip else "Next item"
    return _moved(review, clock.go_on(session, now, skip=skip), label)


def go_back(review: Review, now: datetime) -> Edit:
    session = sitting(review)
    return _moved(review, clock.go_back(session, now), "Item before") if session else NOTHING


def extend(review: Review, minutes: int, item_id: str = "") -> Edit:
    """Gives an item, or that in hand, minutes more; or less."""
    session = sitting(review)
    item = clock.in_hand(session) if session else None
    if session is None or item is None:
        return NOTHING
    label = f"Extend by {minutes} min" if minutes >= 0 else f"Shorten by {-minutes} min"
    return changed(review, clock.extend(session, item_id or item.id, minutes * 60), label)


def change_phase(review: Review, phase: Phase, now: datetime) -> Edit:
    """Moves the review to `phase`, and a sitting under way to its first item."""
    label = f"Move to {phase.value}"
    session = sitting(review)
    if session is None or not session.under_way:
        return Edit(label, (Change(review.head, review.head.changed(phase=phase)),))
    item = clock.in_hand(session)
    first = clock.first_of_phase(session, phase)
    if first is not None and (item is None or item.phase is not phase):
        session = clock.go_to(session, first.id, now)
    if phase is not review.head.phase:
        # Also where no item of the agenda belongs to it.
        session = clock.take_word(session, now)
    return changed(review, session, label, phase=phase)


def end_session(review: Review, now: datetime) -> Edit:
    session = sitting(review)
    return changed(review, clock.end(session, now), "End the session") if session else NOTHING


def take_off(review: Review, since: datetime, until: datetime) -> Edit:
    """Counts a stretch for no item, for the program was closed then."""
    session = sitting(review)
    if session is None:
        return NOTHING
    return changed(review, clock.take_off(session, since, until), "Take closed time off the clock")


def _moved(review: Review, after: Session, label: str) -> Edit:
    item = clock.in_hand(after) if after.under_way else None
    return changed(review, after, label, phase=item.phase if item else None)


# The agenda


def set_agenda(review: Review, items: Sequence[AgendaItem], template: str) -> Edit:
    """Starts the agenda of the sitting anew. What was spent already stays on it."""
    session = prepared(review)
    kept = tuple(one for one in clock.agenda(session) if one.since or one.spent_ms)
    made = _with_differences(review, (*kept, *items))
    after = session.changed(agenda=made, boxes=(), template=template)
    return changed(review, after, "Make the agenda")


def change_item(review: Review, item_id: str, fold_key: str = "", **values: object) -> Edit:
    session = prepared(review)
    items = tuple(
        AgendaItem.model_validate({**dict(one), **values}) if one.id == item_id else one
        for one in clock.agenda(session)
    )
    after = session.changed(agenda=items, boxes=())
    return changed(review, after, "Edit agenda", fold_key=fold_key)


def add_item(review: Review, title: str, minutes: int = 5, item_id: str = "") -> Edit:
    """Behind the last item of the phase in hand. `item_id`: of the record it is about."""
    session = prepared(review)
    items = list(clock.agenda(session))
    _put(items, _item(item_id or new_id(), title, review.head.phase, minutes))
    after = session.changed(agenda=tuple(items), boxes=())
    return changed(review, after, "Add to the agenda")


def _with_differences(review: Review, items: Sequence[AgendaItem]) -> tuple[AgendaItem, ...]:
    """`items`, and what two sides tell differently and is still to be talked about."""
    made = list(items)
    for one in in_order(review.all(OpenQuestion).values()):
        if one.disagreement and all(item.id != one.id for item in made):
            _put(made, _item(one.id, one.title, Phase.UNDERSTANDING))
    return tuple(made)


def _item(item_id: str, title: str, phase: Phase, minutes: int = 5) -> AgendaItem:
    return AgendaItem(id=item_id, title=title, phase=phase, planned_s=minutes * 60)


def _put(items: list[AgendaItem], made: AgendaItem) -> None:
    """Behind the last item of its phase."""
    same = [place for place, one in enumerate(items) if one.phase is made.phase]
    items.insert(same[-1] + 1 if same else len(items), made)


def remove_item(review: Review, item_id: str) -> Edit:
    """One on which time was spent is skipped: what was spent stays in the log."""
    session = prepared(review)
    items = clock.agenda(session)
    item = next((one for one in items if one.id == item_id), None)
    if item is None:
        return NOTHING
    if item.since or item.spent_ms or clock.in_hand(session) == item:
        return change_item(review, item_id, skipped=True) if not item.since else NOTHING
    after = session.changed(agenda=tuple(one for one in items if one.id != item_id), boxes=())
    return changed(review, after, "Take off the agenda")


def move_item(review: Review, item_id: str, by: int) -> Edit:
    session = prepared(review)
    items = list(clock.agenda(session))
    place = next((n for n, one in enumerate(items) if one.id == item_id), None)
    if place is None:
        return NOTHING
    to = min(len(items) - 1, max(0, place + by))
    items.insert(to, items.pop(place))
    return changed(review, session.changed(agenda=tuple(items), boxes=()), "Reorder agenda")


# Who is there, the round, hands


def set_present(
    review: Review, department_id: DepartmentId, present: bool, voice_id: str = ""
) -> Edit:
    """Says that a department is in the room, or one of its roles; the role brings it along."""
    session = prepared(review)

    def with_(held: Sequence[str], one: str) -> tuple[str, ...]:
        others = tuple(other for other in held if other != one)
        return (*others, one) if present else others

    if voice_id:
        voices = with_(session.present_voice_ids, voice_id)
        after = session.changed(present_voice_ids=voices)
        if present and department_id not in session.present_ids:
            after = after.changed(present_ids=with_(session.present_ids, department_id))
    else:
        after = session.changed(present_ids=with_(session.present_ids, department_id))
    return changed(review, after, "Say who is there")


def add_role(review: Review, department_id: DepartmentId, role: str) -> Edit:
    """Says that a role of a department is there; one that nobody named yet is named by it."""
    voices = [one for one in review.listed(Voice) if one.department_id == department_id]
    held = next((one for one in voices if one.role.casefold() == role.casefold()), None)
    voice = held or Voice(
        id=new_id(), department_id=department_id, role=role,
        position=next_position(review.listed(Voice)),
    )  # fmt: skip
    said = set_present(review, department_id, True, voice.id)
    made = () if held else (Change(None, voice),)
    return Edit(said.label, (*made, *said.changes))


def in_the_round(review: Review, session: Session) -> tuple[DepartmentId, ...]:
    """Whose turn it is to be: those present in the order of their lanes, or all where nobody was
    said to be."""
    lanes = [one.id for one in review.departments]
    present = [one for one in lanes if one in session.present_ids]
    return tuple(present or lanes)


def step_round(review: Review, by: int, now: datetime) -> Edit:
    """Gives the word to the next department of the round, or back to the one before.

    A department that had the word out of its turn, for its hand was up, is not asked again. After
    the last one the round is over; the next step begins another.
    """
    session = prepared(review)
    if by < 0:
        return changed(review, clock.turn_back(session, now), "Give the word back")
    if not session.in_round:
        session = clock.begin_round(session)
    waiting = (one for one in in_the_round(review, session) if one not in session.turn_ids)
    following = next(waiting, None)
    if following is None:
        return changed(review, clock.end_round(session, now), "End the round")
    return changed(review, clock.give_word(session, following, now), "Give the word")


def not_heard(review: Review) -> tuple[Department, ...]:
    """Departments with no card that was heard; one without a card is heard with the word."""
    heard = {card.department_id for card in review.cards if card.heard}
    heard |= _had_the_word(review) - {card.department_id for card in review.cards}
    return tuple(one for one in review.departments if one.id not in heard)


def spoke_unheard(review: Review) -> tuple[Department, ...]:
    """Departments that had the word in the sitting at hand, and whose cards do not say so yet."""
    had = _had_the_word(review)
    return tuple(one for one in not_heard(review) if one.id in had)


def _had_the_word(review: Review) -> set[DepartmentId]:
    session = sitting(review)
    if session is None:
        return set()
    return {*session.turn_ids, *(one.department_id for one in session.talk)}


def mark_heard(review: Review) -> Edit:
    """Has the cards of those who had the word say that they were heard."""
    spoke = {one.id for one in spoke_unheard(review)}
    cards = [one for one in review.cards if one.department_id in spoke]
    return Edit("Mark as heard", tuple(Change(one, one.changed(heard=True)) for one in cards))


def round_is_over(session: Session) -> bool:
    return bool(session.turn_ids) and not session.in_round


def give_word(review: Review, department_id: DepartmentId, now: datetime) -> Edit:
    session = prepared(review)
    return changed(review, clock.give_word(session, department_id, now), "Give the word")


def end_round(review: Review, now: datetime) -> Edit:
    session = sitting(review)
    return changed(review, clock.end_round(session, now), "End the round") if session else NOTHING


def turn_hand(review: Review, department_id: DepartmentId) -> Edit:
    """Notes that a department wants the word, or no longer does."""
    session = prepared(review)
    up = department_id in session.hand_ids
    others = tuple(one for one in session.hand_ids if one != department_id)
    after = session.changed(hand_ids=others if up else (*others, department_id))
    return changed(review, after, "Take a hand down" if up else "Note a hand")


# The close

POLL = {"yes": "poll_yes", "unsure": "poll_unsure", "no": "poll_no"}


def count_answer(review: Review, answer: str, by: int = 1) -> Edit:
    """One more, or one less, who said so; counts only, never who."""
    session = prepared(review)
    field = POLL[answer]
    after = session.changed(**{field: max(0, getattr(session, field) + by)})
    return changed(review, after, "Count an answer" if by > 0 else "Take an answer back")


def show_poll(review: Review, shown: bool) -> Edit:
    session = prepared(review)
    label = "Show the poll" if shown else "Hide the poll"
    return changed(review, session.changed(poll_shown=shown), label)


def add_to_board(review: Review, board: str, line: str) -> Edit:
    """`board`: start, stop, continue."""
    session = prepared(review)
    field = f"board_{board}"
    after = session.changed(**{field: (*getattr(session, field), line)})
    return changed(review, after, "Add to the board")


def parked(review: Review) -> int:
    """How much is still in the parking lot."""
    return sum(not one.settled for one in review.all(ParkingItem).values())


def new_session(review: Review) -> Edit:
    """Prepares a sitting where none is at hand."""
    return changed(review, prepared(review), "Prepare a session")
