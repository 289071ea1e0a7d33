"""What was entered in the quick line, kept by review and over restarts."""

import json
from collections.abc import Sequence

from reviewdesk.domain.errors import KnownError
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.telling import tell

_MOST, _MOST_CHARS = 200, 60_000
_PLACE = "quick_line_history"


class LineHistory:
    """Lines, the newest last, and the place one stands at among them."""

    def __init__(self, bridge: DeskBridge) -> None:
        self._bridge = bridge
        self._lines: list[str] = []
        self._place = 0

    @property
    def lines(self) -> Sequence[str]:
        return self._lines

    def read(self) -> None:
        """Reads those of the review that is open."""
        try:
            held = json.loads(self._bridge.desk.drafts.text(_PLACE) or "[]")
        except ValueError:
            held = []
        found = held if isinstance(held, list) else []
        self._lines = [one for one in found if isinstance(one, str)][-_MOST:]
        self.to_end()

    def remember(self, text: str) -> None:
        """Puts what was entered behind the others, each once."""
        kept = [one for one in self._lines if one != text]
        self._lines = [*kept[-(_MOST - 1) :], text]
        while sum(map(len, self._lines)) > _MOST_CHARS and len(self._lines) > 1:
            del self._lines[0]
        self.to_end()
        keep_draft(self._bridge, _PLACE, json.dumps(self._lines, ensure_ascii=False))

    def to_end(self) -> None:
        self._place = len(self._lines)

    def step(self, by: int) -> str | None:
        """The line before or after; empty behind the newest, None where there is no other."""
        place = min(max(0, self._place + by), len(self._lines))
        if place == self._place:
            return None
        self._place = place
        return self._lines[place] if place < len(self._lines) else ""


def keep_draft(bridge: DeskBridge, place: str, text: str) -> None:
    """Has the library keep a draft; where it cannot, that is told and nothing is lost here."""
    if bridge.is_open and text != bridge.desk.drafts.text(place):
        try:
            bridge.desk.drafts.keep(place, text)
        except KnownError as error:
            tell(error)
