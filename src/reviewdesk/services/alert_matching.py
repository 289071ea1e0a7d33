"""Which alert a signal is: what was chosen, and what is likely by its name."""

import re
from functools import lru_cache

from reviewdesk.domain import edits
from reviewdesk.domain.alerts import AlertHistory
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.review import Review
from reviewdesk.services.record_edits import OpenReview

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORDS = re.compile(r"[^\W_]+")
_LEAST_LETTERS = 5
"""A name shorter than that says too little to be looked for inside of others."""
_ALIKE = 0.6


def history_of(review: Review, entry_id: EntryId) -> AlertHistory | None:
    """The alert that a signal is, where one was read in."""
    for one in review.listed(AlertHistory):
        if entry_id in one.entry_ids:
            return one
    return None


def by_signal(review: Review) -> dict[EntryId, AlertHistory]:
    """The alerts that were read in, by the signals they are."""
    found = reversed(review.listed(AlertHistory))
    return {entry_id: one for one in found for entry_id in one.entry_ids}


def choose_alert(desk: OpenReview, entry_id: EntryId, history_id: str | None) -> None:
    """Says which alert a signal is; None: none of those that were read in. One step."""
    review = desk.review
    pairs = []
    for one in review.listed(AlertHistory):
        links = tuple(held for held in one.entry_ids if held != entry_id)
        if one.id == history_id:
            links = (*links, entry_id)
        if set(links) != set(one.entry_ids):
            pairs.append((one, one.changed(entry_ids=links)))
    if pairs:
        desk.apply(edits.change_many(pairs, "Choose alert"))


def likely_first(review: Review, entry: Entry) -> list[AlertHistory]:
    """Every alert that was read in, the ones a signal may well be before the others."""
    found = review.listed(AlertHistory)
    return sorted(found, key=lambda one: (-likeness(one.name, one.origin, entry), one.name))


@lru_cache(maxsize=4_096)
def normal(text: str) -> str:
    """A name as it is compared: "HighErrorRate" and "high error-rate" are the same."""
    return " ".join(_WORDS.findall(_CAMEL.sub(" ", text).casefold()))


def likeness(alert_name: str, alert_origin: str, entry: Entry) -> float:
    """How likely a signal is that alert; 0: nothing speaks for it."""
    name, title = normal(alert_name), normal(entry.title)
    if not name or not title:
        return 0.0
    if name == title:
        return 4.0
    if len(name) >= _LEAST_LETTERS and name in title:
        return 3.0
    if len(title) >= _LEAST_LETTERS and title in name:
        return 2.5
    words, said = set(name.split()), set(title.split())
    shared = len(words & said) / len(words | said)
    if shared >= _ALIKE:
        return 1.0 + shared
    elsewhere = normal(f"{entry.detail[:2_000]} {entry.raw[:2_000]} {' '.join(entry.tags)}")
    if len(name) >= _LEAST_LETTERS and name in elsewhere:
        return 1.0
    origin = normal(alert_origin)
    return 0.5 if len(origin) >= _LEAST_LETTERS and origin in title and words & said else 0.0
