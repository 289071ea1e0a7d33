"""What was typed into a line and not entered yet, kept so that a crash takes none of it."""

from collections.abc import Mapping
from typing import Protocol

from reviewdesk.domain.ids import ReviewId
from reviewdesk.domain.values import clean_text


class DraftStore(Protocol):
    """The part of the library that keeps drafts. Every method raises KnownError."""

    def drafts(self, review_id: ReviewId) -> Mapping[str, str]:
        """By the place each was typed in."""

    def keep_draft(self, review_id: ReviewId, place: str, text: str) -> None:
        """Keeps `text` in place of what was there; an empty one leaves nothing."""


class Drafts:
    """The drafts of the open review, each by the name of its line.

    They are private: no part of the review, of its history or of any copy. Without a store they
    last as long as the desk.
    """

    def __init__(self, review_id: ReviewId = "", store: DraftStore | None = None) -> None:
        self._review_id = review_id
        self._store = store
        self._held = dict(store.drafts(review_id)) if store is not None else {}

    def text(self, place: str) -> str:
        """What was typed there last, empty where it was entered or cleared."""
        return self._held.get(place, "")

    def keep(self, place: str, text: str) -> None:
        """Has it in the library when it returns; raises KnownError where that failed."""
        text = clean_text(text)
        if text == self.text(place):
            return
        if self._store is not None:
            self._store.keep_draft(self._review_id, place, text)
        self._held[place] = text
