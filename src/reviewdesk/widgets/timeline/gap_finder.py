"""Keeps the gaps of what is shown, and goes from one to the next."""

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QObject, QTimer, Signal

from reviewdesk.domain.entries import Entry
from reviewdesk.domain.layout import Gap, Span, gaps
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services.desk import Edited
from reviewdesk.widgets.timeline.gap_marks import length_text
from reviewdesk.widgets.timeline.reading import describe
from reviewdesk.widgets.timeline.view import TimelineView

_REST_MS = 200
"""Gaps are looked for when a burst of edits is over: no edit waits for all others."""


class GapFinder(QObject):
    """Signals: `found()` after gaps were looked for anew, or another one is in hand."""

    found = Signal()

    def __init__(self, bridge: DeskBridge, view: ViewState, timeline: TimelineView) -> None:
        super().__init__(timeline)
        self._bridge, self._view, self._timeline = bridge, view, timeline
        self.gaps: list[Gap] = []
        self._in_hand: Gap | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.look)
        bridge.opened.connect(self._on_opened)
        bridge.edited.connect(self._on_edited)
        timeline.lanes_changed.connect(self._rest.start)
        view.gap_changed.connect(self.look)
        if bridge.is_open:
            self.look()

    def look(self) -> None:
        """Looks for the gaps over the chosen span; where hidden events lie there is none."""
        self._rest.stop()
        least_s, self.gaps = self._view.gap_minutes * 60.0, []
        book = self._timeline.picture.book
        if self._bridge.is_open and least_s > 0 and len(book):
            self.gaps = gaps(book.columns_of_all(), least_s)
        if self._in_hand not in self.gaps:
            self._in_hand = None
        self._tell()

    def words(self, gap: Gap) -> str:
        """ "10:40 – 11:18 · 38 min" """
        told = self._timeline.told
        return f"{told(gap.start_s)} – {told(gap.end_s)} · {length_text(gap)}"

    def step(self, *, back: bool = False) -> bool:
        """Goes to the next gap, or the one before; False where there is none."""
        if self._rest.isActive():
            self.look()
        picture = self._timeline.picture
        if self._in_hand is not None:
            place = self.gaps.index(self._in_hand) + (-1 if back else 1)
        else:
            middle = picture.window.at(picture.width / 2.0)
            search = bisect_left if back else bisect_right
            place = search(self.gaps, middle, key=lambda gap: (gap.start_s + gap.end_s) / 2.0)
            place -= back
        if not self.gaps:
            return False
        self.go_to(self.gaps[place % len(self.gaps)])
        return True

    def go_to(self, gap: Gap) -> None:
        """Shows a gap with what stands before and after it."""
        timeline = self._timeline
        window, width = timeline.picture.window, timeline.picture.width
        middle = (gap.start_s + gap.end_s) / 2.0
        if gap.length_s * window.scale > width * 0.7:
            half = gap.length_s * 0.85
            timeline.show_span(Span(middle - half, middle + half))
        else:
            timeline.pan(round(window.x_of(middle) - width / 2.0))
        self._in_hand = gap
        self._tell()
        number = self.gaps.index(gap) + 1
        words = self.tr("Gap %1 of %2: nothing begins or ends from %3 to %4, %5")
        told = (f"{number:,}", f"{len(self.gaps):,}", timeline.told(gap.start_s))
        for place, word in enumerate((*told, timeline.told(gap.end_s), length_text(gap)), start=1):
            words = words.replace(f"%{place}", word)
        describe(timeline, words)

    @property
    def in_hand(self) -> Gap | None:
        """The one that was gone to last."""
        return self._in_hand

    def _tell(self) -> None:
        self._timeline.show_gaps(self.gaps, self._in_hand)
        self.found.emit()

    def _on_opened(self) -> None:
        self._in_hand = None
        self.look()

    def _on_edited(self, edited: Edited) -> None:
        if Entry in edited.record_types:
            self._rest.start()
