"""Where the window over the timeline stood: when a review was left, before events came or went."""

import json
from math import isfinite

from reviewdesk.domain.entries import Entry
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.layout import Span
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.services.desk import Edited

_PLACE = "timeline_window"
_KEPT = 500
_LONGEST_S = 1e12


class Standpoint:
    """Stretches of time that were shown, to go back to."""

    def __init__(self, bridge: DeskBridge) -> None:
        self._bridge = bridge
        self._before: dict[tuple[EntryId, bool], tuple[Span, Span | None]] = {}
        """By the first of the events, and whether it came."""

    def remember(self, edited: Edited, shown: Span, fitted: Span | None) -> None:
        """Keeps what is shown, and what the lanes' heights go by, while several events come or
        go."""
        first = _first(edited)
        if first is not None:
            key = (first, came(edited))
            self._before.pop(key, None)
            self._before[key] = (shown, fitted)
            if len(self._before) > _KEPT:
                del self._before[next(iter(self._before))]

    def before(self, turned: Edited) -> tuple[Span, Span | None] | None:
        """What was so before the events came that are taken back, or went that come again."""
        if _first(turned) is None:
            return None
        it_came = not came(turned)
        keys = ((one, it_came) for one in turned.came_or_went)
        return next((self._before[one] for one in keys if one in self._before), None)

    def keep(self, shown: Span | None) -> None:
        """Keeps where the open review is left; None: at its story, whatever size it is shown in."""
        text = json.dumps([shown.start, shown.end]) if shown is not None else ""
        try:
            self._bridge.desk.drafts.keep(_PLACE, text)
        except KnownError:
            return  # nothing that was written is lost with it

    def left(self) -> Span | None:
        """Where the review that was opened was left; None: at its story."""
        try:
            start, end = json.loads(self._bridge.desk.drafts.text(_PLACE) or "[]")
            span = Span(float(start), float(end))
        except (ValueError, TypeError):
            return None
        near = isfinite(span.start) and isfinite(span.end) and abs(span.start) < _LONGEST_S
        return span if near and 0.0 < span.length < _LONGEST_S else None


def _first(edited: Edited) -> EntryId | None:
    """The first of several events that came or went; of one alone nothing has to be shown."""
    ids = edited.came_or_went
    return next(iter(ids)) if len(ids) > 1 else None


def came(edited: Edited) -> bool:
    """Whether several events came."""
    first = _first(edited)
    return first is not None and edited.of(Entry)[first].before is None
