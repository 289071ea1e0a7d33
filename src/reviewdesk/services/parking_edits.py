"""Taking up what was parked."""

from reviewdesk.domain import edits
from reviewdesk.domain.ids import new_id
from reviewdesk.domain.notes import ParkingItem
from reviewdesk.domain.repairs import Repair
from reviewdesk.domain.review import Change
from reviewdesk.domain.sessions import PHASES, Phase
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
    changes = (Change(None, repair), Change(item, item.changed(settled=True)))
    desk.apply(edits.Edit("Make it a repair", changes))
    return as_it_stands(desk, repair)
