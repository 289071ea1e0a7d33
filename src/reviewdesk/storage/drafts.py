"""What was typed and not entered yet: beside the reviews, in no journal, no copy and no search."""

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from reviewdesk.domain.ids import ReviewId
from reviewdesk.storage.schema import draft


def read_drafts(connection: sa.Connection, review_id: ReviewId) -> dict[str, str]:
    """By the place each was typed in."""
    rows = connection.execute(
        sa.select(draft.c.place, draft.c.text).where(draft.c.review_id == review_id)
    )
    return {row.place: row.text for row in rows}


def read_place(connection: sa.Connection, place: str) -> dict[ReviewId, str]:
    """What was kept at one place, by the review it was kept with."""
    rows = connection.execute(
        sa.select(draft.c.review_id, draft.c.text).where(draft.c.place == place)
    )
    return {row.review_id: row.text for row in rows}


def write_draft(connection: sa.Connection, review_id: ReviewId, place: str, text: str) -> None:
    """Puts `text` in place of what was kept there; an empty one leaves nothing."""
    if text:
        row = {"review_id": review_id, "place": place, "text": text}
        connection.execute(
            insert(draft)
            .values(row)
            .on_conflict_do_update(
                index_elements=[draft.c.review_id, draft.c.place], set_={"text": text}
            )
        )
    else:
        connection.execute(
            draft.delete().where(draft.c.review_id == review_id, draft.c.place == place)
        )


def forget_drafts(connection: sa.Connection, review_id: ReviewId) -> None:
    connection.execute(draft.delete().where(draft.c.review_id == review_id))
