"""Libraries as tests need them: a clock moved by hand, a desk over a real file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from reviewdesk.domain.ids import ReviewId
from reviewdesk.domain.review import Review
from reviewdesk.domain.values import Record
from reviewdesk.services.desk import Desk
from reviewdesk.storage.library import Library

Opener = Callable[[], Library]


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    now: datetime = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


def desk_of(library: Library, review_id: ReviewId, clock: Clock) -> Desk:
    review = library.load_for_desk(review_id)
    return Desk(review, library, library.history(review_id), clock)


def records_of(review: Review) -> dict[str, Record]:
    return {record.id: record for record in review.records()}
