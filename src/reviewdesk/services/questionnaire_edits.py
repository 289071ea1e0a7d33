"""Taking in what came back on a questionnaire, as one step of history."""

from collections.abc import Sequence

from reviewdesk.domain import edits
from reviewdesk.domain.accounts import Card, Question
from reviewdesk.domain.edits import Edit
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.ids import CardId, VoiceId, new_id
from reviewdesk.domain.people import Voice
from reviewdesk.domain.review import Change, Review
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.values import Record, clean_line
from reviewdesk.services.questions import card_questions
from reviewdesk.services.record_edits import OpenReview
from reviewdesk.services.returned_questionnaires import (
    Returned,
    answers_to_take,
    sighting_said,
    voice_of,
)


def take_in(desk: OpenReview, found: Returned) -> CardId:
    """Writes what is to be taken, as one step. Gives the card that took answers in, or "".

    Raises KnownError where nothing is to be taken, or nothing can be written.
    """
    review = desk.review
    changes = [*_voice_and_card(review, found), *_sighting_changes(review, found)]
    if not changes:
        raise KnownError("Nothing of this questionnaire is to be taken. Tick what should be.")
    desk.apply(Edit(f"Read in questionnaire of {found.department.name}", tuple(changes)))
    return next((one.id for one in changes if isinstance(one.after, Card)), "")


def _voice_and_card(review: Review, found: Returned) -> list[Change]:
    taken = answers_to_take(found)
    card = review.find(Card, found.card_id)
    wants_heard = found.heard and card is not None and not card.heard
    if not taken and not (wants_heard and any(one.take for one in found.sightings)):
        return []
    changes: list[Change] = []
    again = [Question(key=one.name, text=one.question) for one in taken if one.asked_no_more]
    if again:
        head = review.head
        asked = (*card_questions(head), *again)
        changes.append(Change(head, head.changed(card_questions=asked)))
    voice_id, made = _voice_id(review, found, card)
    changes += [Change(None, one) for one in made]
    before = card
    if card is None:
        position = edits.next_position(review.listed(Card))
        card = Card(id=new_id(), department_id=found.department.id, position=position)
    fields: dict[str, object] = {one.name: one.text for one in taken if one.is_field}
    after = card
    for one in taken:
        if not one.is_field:
            after = after.changed(answers=after.answers_with(one.name, one.text))
    fields |= {"voice_id": voice_id, "heard": after.heard or found.heard}
    changes.append(Change(before, after.changed(**fields)))
    return changes


def _voice_id(
    review: Review, found: Returned, card: Card | None
) -> tuple[VoiceId | None, Sequence[Record]]:
    """Whose voice the card is, and the voice that has to be made for that."""
    role = clean_line(found.role)
    if not role:
        return (card.voice_id if card else None), ()
    known = voice_of(review, found.department.id, role)
    if known is not None:
        return known.id, ()
    position = edits.next_position(review.listed(Voice))
    made = Voice(id=new_id(), department_id=found.department.id, role=role, position=position)
    return made.id, (made,)


def _sighting_changes(review: Review, found: Returned) -> list[Change]:
    changes = []
    for one in found.sightings:
        if not one.take or review.find(Entry, one.entry_id) is None:
            continue
        held = review.sighting(one.entry_id, found.department.id)
        base = held or Sighting(
            id=new_id(), entry_id=one.entry_id, department_id=found.department.id
        )
        after = sighting_said(review, one, base)
        if after is None:
            raise KnownError(
                f"“{clean_line(one.when)[:40]}” is not a time that can be read. Nothing was "
                "changed. Correct it, or leave this event out."
            )
        changes.append(Change(held, after))
    return changes
