"""What the quick line needs to say who saw the events that are selected."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from reviewdesk.domain.entries import Entry
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.quickline import LineContext
from reviewdesk.domain.review import Review
from reviewdesk.domain.sightings import Sighting

_TITLE_CHARS = 40


def with_selected(context: LineContext, review: Review, current: EntryId | None) -> LineContext:
    """`context` with what a line of sightings alone is read against."""
    entry = review.find(Entry, current)
    if entry is None:
        return context
    said = {one.department_id: one for one in review.children(Sighting, entry.id)}
    return replace(context, has_selected=True, selected=entry.anchor, said=said)


def of_which(review: Review, selection: Sequence[EntryId]) -> str:
    """The events that a line of sightings alone is about."""
    if len(selection) > 1:
        return QCoreApplication.translate("QuickLine", "of %n events", None, len(selection))
    entry = review.find(Entry, selection[-1] if selection else None)
    title = entry.title if entry else ""
    title = title if len(title) <= _TITLE_CHARS else f"{title[:_TITLE_CHARS]}…"
    return QCoreApplication.translate("QuickLine", "of “%1”").replace("%1", title)
