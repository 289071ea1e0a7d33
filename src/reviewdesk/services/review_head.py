"""The cover of a review: what needs a second look before it is written."""

from reviewdesk.domain import edits, times
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.review import TEXTS_TO_MARK
from reviewdesk.services.record_edits import OpenReview


def set_zone(desk: OpenReview, name: str, fold_key: str = "") -> None:
    """Tells the review's times in another zone; ValueError for a name nobody knows."""
    known = {one.casefold(): one for one in times.zone_names()}.get(name.casefold())
    try:
        times.zone(known or name)
    except KnownError as error:
        raise ValueError(str(error)) from error
    head = desk.review.head
    after = head.changed(zone=known or name)
    desk.apply(edits.replace(head, after, label="Set time zone", fold_key=fold_key))


def set_lines(desk: OpenReview, field: str, text: str, fold_key: str = "") -> None:
    """Puts the lines of a text into a field of several lines, such as the ground rules."""
    head = desk.review.head
    lines = tuple(line.strip() for line in text.splitlines() if line.strip())
    desk.apply(edits.replace(head, head.changed(**{field: lines}), fold_key=fold_key))


def mark_text(desk: OpenReview, field: str, public: bool, fold_key: str = "") -> None:
    """Says whether a text of the cover may stand in the public copy."""
    head = desk.review.head
    marked = {*head.public_texts, field} if public else {*head.public_texts} - {field}
    after = head.changed(public_texts=tuple(one for one in TEXTS_TO_MARK if one in marked))
    desk.apply(edits.replace(head, after, label="Mark for the public copy", fold_key=fold_key))


def keep_copy_choice(desk: OpenReview, **values: object) -> None:
    """Remembers what the last copy was made for, its sections, and what was decided about names."""
    head = desk.review.head
    after = head.changed(**values)
    if after != head:
        desk.apply(edits.replace(head, after, label="Choose what copies show", fold_key="copies"))
