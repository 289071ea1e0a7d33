"""Departments and voices: adding them with what they need, in one step."""

from reviewdesk.domain import edits
from reviewdesk.domain.accounts import Card
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.ids import DepartmentId, new_id
from reviewdesk.domain.people import Department, Voice, short_name
from reviewdesk.services.record_edits import OpenReview


def add_department(desk: OpenReview, name: str, short: str = "") -> Department:
    """Adds a department under the others, with a badge and a colour of its own and its card."""
    review = desk.review
    departments = review.departments
    taken = frozenset(one.short for one in departments)
    made = Department(
        id=new_id(),
        name=name,
        short=short or short_name(name, taken),
        colour=max((one.colour for one in departments), default=-1) + 1,
        position=edits.next_position(departments),
    )
    if not made.name:
        raise KnownError("A department needs a name. Nothing was added.")
    card = Card(
        id=new_id(),
        department_id=made.id,
        position=edits.next_position(review.listed(Card)),
    )
    desk.apply(edits.add(made, card, label="Add department"))
    return made


def add_voice(desk: OpenReview, department_id: DepartmentId, role: str, name: str = "") -> Voice:
    """Adds somebody who speaks for a department, by role."""
    if desk.review.find(Department, department_id) is None:
        raise KnownError("This department is no longer there. Nothing was added.")
    made = Voice(
        id=new_id(),
        department_id=department_id,
        role=role,
        name=name,
        position=edits.next_position(desk.review.listed(Voice)),
    )
    if not made.role:
        raise KnownError("A voice needs a role, like “shift lead”. Nothing was added.")
    desk.apply(edits.add(made))
    return made
