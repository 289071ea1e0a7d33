"""Writing down accounts: answers on decision points and cards, made when first written to."""

from reviewdesk.domain import edits
from reviewdesk.domain.accounts import Card, Decision
from reviewdesk.domain.ids import DepartmentId, EntryId, new_id
from reviewdesk.services.questions import opening_questions
from reviewdesk.services.record_edits import OpenReview


def answer(
    desk: OpenReview, record: Decision | Card, question: str, text: str, fold_key: str = ""
) -> None:
    """Writes the answer to one question; an empty one takes the answer away.

    Own calls stand before whatever else a card says.
    """
    first = {one.key for one in opening_questions(desk.review.head)}
    answers = tuple(
        sorted(record.answers_with(question, text), key=lambda one: one.question not in first)
    )
    desk.apply(edits.change(record, label="Edit answer", fold_key=fold_key, answers=answers))


def answer_probe(
    desk: OpenReview, entry_id: EntryId, question: str, text: str, fold_key: str = ""
) -> None:
    """Writes the answer to a probe of the decision behind an entry."""
    found = desk.review.decision_of(entry_id)
    if found is not None:
        answer(desk, found, question, text, fold_key)
        return
    made = Decision(id=new_id(), entry_id=entry_id)
    filled = made.changed(answers=made.answers_with(question, text))
    _add(desk, filled, "Edit answer", fold_key)


def change_decision(
    desk: OpenReview, entry_id: EntryId, field: str, value: object, fold_key: str = ""
) -> None:
    """Changes a field of the decision behind an entry."""
    found = desk.review.decision_of(entry_id)
    if found is not None:
        desk.apply(edits.replace(found, found.changed(**{field: value}), fold_key=fold_key))
        return
    made = Decision(id=new_id(), entry_id=entry_id).changed(**{field: value})
    _add(desk, made, "Edit decision point", fold_key)


def toggle_pressure(desk: OpenReview, entry_id: EntryId, pressure: str) -> None:
    """Puts a pressure on the decision behind an entry, or takes it off."""
    found = desk.review.decision_of(entry_id)
    held = found.pressures if found is not None else ()
    taken = tuple(one for one in held if one != pressure)
    change_decision(
        desk, entry_id, "pressures", taken if len(taken) < len(held) else (*held, pressure)
    )


def add_card(desk: OpenReview, department_id: DepartmentId) -> Card:
    """Another account of the same department, behind the ones that stand."""
    position = edits.next_position(desk.review.listed(Card))
    card = Card(id=new_id(), department_id=department_id, position=position)
    desk.apply(edits.add(card))
    return card


def add_missing_cards(desk: OpenReview) -> None:
    """A card for each department that has none, as one step."""
    review = desk.review
    missing = [one for one in review.departments if not review.children(Card, one.id)]
    if missing:
        position = edits.next_position(review.listed(Card))
        cards = [
            Card(id=new_id(), department_id=one.id, position=position + place)
            for place, one in enumerate(missing)
        ]
        desk.apply(edits.add(*cards))


def choose_opening(desk: OpenReview, card: Card) -> None:
    """Makes a card the opening card, in place of another; or none, where it was it. One step."""
    pairs = [
        (one, one.changed(opening=False))
        for one in desk.review.listed(Card)
        if one.opening and one.id != card.id
    ]
    pairs.append((card, card.changed(opening=not card.opening)))
    desk.apply(edits.change_many(pairs, "No opening card" if card.opening else "Opening card"))


def reveal_cards(desk: OpenReview) -> None:
    """Lets the room see all cards that were kept back, as one step."""
    held = [card for card in desk.review.listed(Card) if card.held_back]
    pairs = [(card, card.changed(held_back=False)) for card in held]
    if pairs:
        desk.apply(edits.change_many(pairs, "Reveal cards"))


def hear_on(desk: OpenReview, department_id: DepartmentId, entry_id: EntryId) -> None:
    """Says that a department has spoken to an event: its first card is linked to it."""
    review = desk.review
    cards = [one for one in review.listed(Card) if one.department_id == department_id]
    if cards:
        linked = (*cards[0].entry_ids, entry_id)
        desk.apply(edits.change(cards[0], label="Heard on event", entry_ids=linked, heard=True))
        return
    position = edits.next_position(review.listed(Card))
    card = Card(
        id=new_id(),
        department_id=department_id,
        entry_ids=(entry_id,),
        heard=True,
        position=position,
    )
    desk.apply(edits.add(card, label="Heard on event"))


def _add(desk: OpenReview, decision: Decision, label: str, fold_key: str) -> None:
    step = edits.add(decision, label=label)
    desk.apply(edits.Edit(step.label, step.changes, fold_key))
