"""Earlier reviews in which the same conditions were found, and what became of their repairs."""

from collections.abc import Mapping
from datetime import date

from reviewdesk.domain.repairs import Repair, RepairState
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience
from reviewdesk.domain.understanding import Condition
from reviewdesk.export.options import Earlier
from reviewdesk.services.library import LibraryService

_MOST_CONDITIONS = 40
_MOST_HITS = 30
_MOST_REVIEWS = 6
_READERS = (Audience.MEMBERS, Audience.COMPANY)
"""Nobody outside reads of other reviews."""


def earlier_alike(
    library: LibraryService, review: Review
) -> Mapping[Audience, tuple[Earlier, ...]]:
    """Those of the library that share a condition with `review`, the most alike first.

    A condition is the same where every word of its title, or one of its tags, is found with one of
    the other review. Raises KnownError.
    """
    rows = {
        row.id: row
        for row in library.reviews()
        if row.deleted_at is None and row.id != review.id and not _is_later(row.day, review)
    }
    alike: dict[str, list[str]] = {}
    held = [one for one in review.listed(Condition) if not one.ruled_out]
    for condition in held[:_MOST_CONDITIONS]:
        for words in (condition.title, *condition.tags):
            for hit in library.search(words, _MOST_HITS, shared_only=True):
                if hit.table == Condition.table and hit.review_id in rows:
                    shared = alike.setdefault(hit.review_id, [])
                    if condition.id not in shared:
                        shared.append(condition.id)
    likest = sorted(alike, key=lambda one: -len(alike[one]))[:_MOST_REVIEWS]
    others = [library.load_review(review_id) for review_id in likest]
    return {
        audience: tuple(_told(other, review, alike[other.id], audience) for other in others)
        for audience in _READERS
    }


def _is_later(day: date | None, review: Review) -> bool:
    own = review.head.day
    return day is not None and own is not None and day > own


def _told(other: Review, review: Review, ids: list[str], audience: Audience) -> Earlier:
    titles = {one.id: one.title for one in for_audience(review, audience).conditions}
    repairs = [one for one in other.all(Repair).values() if one.state is not RepairState.DECLINED]
    return Earlier(
        for_audience(other, audience).head.title,
        other.head.day,
        tuple(titles[one] for one in ids if one in titles),
        len(repairs),
        sum(one.state is RepairState.CHECKED for one in repairs),
    )
