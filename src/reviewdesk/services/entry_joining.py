"""Merging events that tell the same, and splitting one that tells of two; each is one step."""

from collections.abc import Iterable
from datetime import datetime

from pydantic import ValidationError

from reviewdesk.domain import joining
from reviewdesk.domain.edits import Edit
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.joining import Merge
from reviewdesk.domain.review import Review
from reviewdesk.services.entry_edits import decisions_for, found, the_entry
from reviewdesk.services.record_edits import OpenReview

_FEW = 200
"""More events than that are nobody's two tellings of one thing."""


def plan_merge(review: Review, entry_ids: Iterable[EntryId], **chosen: object) -> Merge:
    """What merging these events would do; the last of them is the current one."""
    entries = found(review, entry_ids)
    if len(entries) > _FEW:
        raise KnownError(
            f"These are {len(entries):,} events; at most {_FEW} can be merged into one. "
            "Nothing was changed. Select those that tell of the same thing."
        )
    try:
        return joining.merge(review, entries, **chosen)
    except ValidationError as error:
        raise KnownError(
            "The values that were chosen do not go together. Nothing was changed."
        ) from error


def merge_entries(desk: OpenReview, entry_ids: Iterable[EntryId], **chosen: object) -> EntryId:
    """Makes one event of several; the one that is left."""
    plan = plan_merge(desk.review, entry_ids, **chosen)
    if not plan.entry.title:
        raise KnownError("An event needs a title. Nothing was merged.")
    decided = any(change.table == "decision" for change in plan.edit.changes)
    new = [] if decided else decisions_for(desk.review, [plan.entry])
    desk.apply(Edit(plan.edit.label, (*plan.edit.changes, *new)))
    return plan.entry.id


def split_entry(
    desk: OpenReview,
    entry_id: EntryId,
    *,
    at: datetime | None = None,
    titles: tuple[str, str] | None = None,
) -> EntryId:
    """Makes two events of one, at a moment it lasts over or in two titles; the second of them."""
    later, edit = joining.split(desk.review, the_entry(desk.review, entry_id), at=at, titles=titles)
    new = decisions_for(desk.review, [later])
    desk.apply(Edit(edit.label, (*edit.changes, *new)))
    return later.id
