"""Parking ideas, taking up what was parked, and private notes."""

from datetime import datetime

from reviewdesk.domain import edits
from reviewdesk.domain.ids import new_id
from reviewdesk.domain.notes import Note, ParkingItem
from reviewdesk.domain.repairs import Repair
from reviewdesk.domain.review import Change
from reviewdesk.domain.sessions import PHASES, Phase
from reviewdesk.domain.understanding import OpenQuestion
from reviewdesk.services.record_edits import OpenReview, as_it_stands


def make_repair(desk: OpenReview, item: ParkingItem) -> Repair:
    """Turns a parked item into a repair; the item stays, settled. One step."""
    review = desk.review
    early = PHASES.index(review.head.phase) < PHASES.index(Phase.ALIGNMENT)
    repair = Repair(
        id=new_id(),
        title=item.title,
        detail=item.detail,
        before_agreement=early,
        position=edits.next_position(review.listed(Repair)),
    )
    settled = item.changed(settled=True, became="repair")
    desk.apply(edits.Edit("Make it a repair", (Change(None, repair), Change(item, settled))))
    return as_it_stands(desk, repair)


def make_question(desk: OpenReview, item: ParkingItem) -> OpenQuestion:
    """Turns a parked item into an open question; the item stays, settled. One step."""
    question = OpenQuestion(
        id=new_id(),
        title=item.title,
        detail=item.detail,
        position=edits.next_position(desk.review.listed(OpenQuestion)),
    )
    settled = item.changed(settled=True, became="open question")
    changes = (Change(None, question), Change(item, settled))
    desk.apply(edits.Edit("Make it an open question", changes))
    return as_it_stands(desk, question)


def let_go(desk: OpenReview, item: ParkingItem) -> None:
    """Settles an item of which nothing is made."""
    settled = item.changed(settled=True, became="")
    desk.apply(edits.replace(item, settled, label="Let it go"))


def park(
    desk: OpenReview, title: str, about_table: str, about_id: str, place: str, now: datetime
) -> ParkingItem:
    """Parks an idea with where it came from: a record, and the place in words."""
    item = ParkingItem(
        id=new_id(),
        title=title,
        phase=desk.review.head.phase,
        about_table=about_table,
        about_id=about_id,
        place=place,
        at=now,
        position=edits.next_position(desk.review.listed(ParkingItem)),
    )
    desk.apply(edits.add(item, label="Park an idea"))
    return item


def note_on(desk: OpenReview, about_table: str = "", about_id: str = "") -> Note:
    """Adds an empty private note on a record; on the whole review where none is named."""
    note = Note(
        id=new_id(),
        text="",
        about_table=about_table,
        about_id=about_id,
        position=edits.next_position(desk.review.listed(Note)),
    )
    desk.apply(edits.add(note))
    return note
