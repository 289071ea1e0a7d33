"""How much stands on each page of a review, kept up edit by edit."""

from collections.abc import Mapping

from reviewdesk.domain.accounts import Card
from reviewdesk.domain.entries import Entry, EntryKind
from reviewdesk.domain.notes import Note, ParkingItem
from reviewdesk.domain.repairs import Repair
from reviewdesk.domain.review import Review
from reviewdesk.domain.understanding import Condition, Lesson, OpenQuestion, Safeguard
from reviewdesk.domain.values import Record
from reviewdesk.qt.view_state import Page
from reviewdesk.services.desk import Edited

_PAGES: Mapping[Page, type[Record]] = {
    Page.TIMELINE: Entry,
    Page.CONDITIONS: Condition,
    Page.SAFEGUARDS: Safeguard,
    Page.LESSONS: Lesson,
    Page.QUESTIONS: OpenQuestion,
    Page.REPAIRS: Repair,
    Page.NOTES: Note,
}


class Counts:
    """Counts of one review. The decisions among its events are counted once, then kept up."""

    def __init__(self, review: Review) -> None:
        self._review = review
        decision = EntryKind.DECISION
        self._decisions = sum(one.kind is decision for one in review.entries.values())

    def follow(self, edited: Edited) -> None:
        self._decisions += edited.decisions_more

    def texts(self) -> Mapping[Page, str]:
        """By page; nothing where there is nothing to count."""
        review = self._review
        found = {page: len(review.all(kind)) for page, kind in _PAGES.items()}
        found[Page.DECISIONS] = self._decisions
        found[Page.PARKING] = sum(not item.settled for item in review.all(ParkingItem).values())
        texts = {page: f"{count:,}" if count else "" for page, count in found.items()}
        heard = {card.department_id for card in review.all(Card).values() if card.heard}
        shown = [one.id for one in review.departments if not one.hidden]
        texts[Page.PERSPECTIVES] = f"{len(heard.intersection(shown))}/{len(shown)}" if shown else ""
        return texts
