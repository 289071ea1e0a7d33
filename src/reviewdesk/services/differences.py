"""Differences between two cards, marked for the agenda as open questions of a kind of their own."""

from datetime import datetime

from reviewdesk.domain import edits
from reviewdesk.domain.accounts import Card
from reviewdesk.domain.beside import SightPair, had
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.ids import CardId, EntryId, new_id
from reviewdesk.domain.people import Department, Voice
from reviewdesk.domain.review import Review
from reviewdesk.domain.sessions import Session, latest
from reviewdesk.domain.times import zone as zone_named
from reviewdesk.domain.understanding import OpenQuestion
from reviewdesk.services import session_edits
from reviewdesk.services.record_edits import OpenReview
from reviewdesk.services.typed_times import moment_text

IMPACT = "impact"
"""Stands for a question's key where two cards differ in what it did to them."""
_TITLE_CHARS = 120


def marked(review: Review, cards: tuple[CardId, CardId], about: str) -> OpenQuestion | None:
    """The mark on one difference of two cards; `about`: an event, or the key of a question."""
    for one in review.listed(OpenQuestion):
        is_about = one.question or next(iter(one.entry_ids), "")
        if one.for_agenda and set(one.card_ids) == set(cards) and is_about == about:
            return one
    return None


def marks_of(review: Review, card_id: CardId) -> list[OpenQuestion]:
    """What differs between a card and others, and is still to be talked about."""
    return [
        one for one in review.listed(OpenQuestion) if one.disagreement and card_id in one.card_ids
    ]


def turn_seen(
    desk: OpenReview, left: Card, right: Card, pair: SightPair, moment: datetime
) -> OpenQuestion | None:
    """Marks that two sides had not the same of an event at `moment`, or takes the mark away."""
    review = desk.review
    entry = review.entries[pair.entry_id]
    told = _at(review, moment, entry)
    both = ((left, pair.left), (right, pair.right))
    words = "; ".join(f"{side_name(review, card)} {had(sight.state)}" for card, sight in both)
    title = f"“{_short(entry.title)}” at {told}: {words}"
    return _turn(desk, left, right, entry.id, _made(title, (entry.id,), "", moment))


def turn_answer(
    desk: OpenReview, left: Card, right: Card, key: str, question: str, moment: datetime | None
) -> OpenQuestion | None:
    """Marks that two sides answer a question differently, or takes the mark away."""
    names = " and ".join(side_name(desk.review, card) for card in (left, right))
    title = f"{_short(question)} {names} tell it differently"
    shared = tuple(one for one in left.entry_ids if one in right.entry_ids)
    return _turn(desk, left, right, key, _made(title, shared, key, moment))


def side_name(review: Review, card: Card) -> str:
    """What a card is called beside another: its department, and by role where it has several."""
    department = review.find(Department, card.department_id)
    name = department.name if department else ""
    voice = review.find(Voice, card.voice_id)
    if voice and voice.role and len(review.children(Card, card.department_id)) > 1:
        return f"{name}, {voice.role}"
    return name


def _made(
    title: str, entry_ids: tuple[EntryId, ...], question: str, moment: datetime | None
) -> OpenQuestion:
    return OpenQuestion(
        id=new_id(),
        title=title,
        entry_ids=entry_ids,
        question=question,
        moment=moment,
        for_agenda=True,
    )


def _turn(
    desk: OpenReview, left: Card, right: Card, about: str, made: OpenQuestion
) -> OpenQuestion | None:
    review = desk.review
    held = marked(review, (left.id, right.id), about)
    if held is not None:
        take_off(desk, held)
        return None
    position = edits.next_position(review.listed(OpenQuestion))
    one = made.changed(card_ids=(left.id, right.id), position=position)
    step = edits.add(one, label="Mark for the agenda")
    session = latest(review.listed(Session))
    if session is not None and session.agenda:
        item = session_edits.add_item(review, one.title, item_id=one.id)
        step = edits.Edit(step.label, (*step.changes, *item.changes))
    desk.apply(step)
    return desk.review.find(OpenQuestion, one.id)


def take_off(desk: OpenReview, mark: OpenQuestion) -> None:
    """Takes a difference off the agenda, that of the sitting included, as one step."""
    review = desk.review
    item = session_edits.remove_item(review, mark.id)
    gone = edits.remove(review, (mark,))
    desk.apply(edits.Edit("Take off the agenda", (*gone.changes, *item.changes)))


def _at(review: Review, moment: datetime, entry: Entry) -> str:
    zone = zone_named(review.head.zone)
    day = entry.anchor.astimezone(zone).date() if entry.anchor else review.head.day
    return moment_text(moment, zone, day)


def _short(text: str) -> str:
    return text if len(text) <= _TITLE_CHARS else text[: _TITLE_CHARS - 1] + "…"
