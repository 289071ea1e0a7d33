"""Commands of the replay, and what the window does where it stops at a decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from reviewdesk.qt.replay import Replay
    from reviewdesk.widgets.console.desk_side import DeskSide
    from reviewdesk.widgets.console.frame import ConsoleFrame


class ReplaySide(QObject):
    """Replays the open review, whatever has the keyboard."""

    def __init__(self, window: ConsoleFrame, desk_side: DeskSide) -> None:
        super().__init__(window)
        self._window, self._desk_side = window, desk_side
        window.pages.made.connect(self._on_page_made)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "replay": self._turn,
            "replay_run": lambda: self._replay().turn(),
            "replay_on": lambda: self._replay().step(),
            "replay_back": lambda: self._replay().step(back=True),
            "replay_start": lambda: self._replay().rewind(),
            "replay_decision_on": lambda: self._step_by_decision(back=False),
            "replay_decision_back": lambda: self._step_by_decision(back=True),
        }

    def _turn(self) -> None:
        self._desk_side.workbench().timeline.replay_bar.turn()

    def _step_by_decision(self, *, back: bool) -> None:
        from reviewdesk.domain.replay import ReplayUnit

        self._replay().step(back=back, unit=ReplayUnit.DECISION)

    def _replay(self) -> Replay:
        panel = self._desk_side.workbench().timeline
        panel.replay_bar.open_bar()
        return panel.replay

    def _on_page_made(self, page: QWidget) -> None:
        from reviewdesk.widgets.console.workbench import Workbench

        if isinstance(page, Workbench):
            page.timeline.replay.decision_reached.connect(self._on_decision_reached)
            page.timeline.replay.moved.connect(self._on_moved)
            page.timeline.replay.waits.connect(self._on_waits)
            page.timeline.replay_bar.entered.connect(self._desk_side.room_side.go_to_timeline)

    def _on_waits(self) -> None:
        words = self.tr("The replay stopped with it, so that the room misses nothing. F5 goes on.")
        self._window.notices.tell(words, once="replay", passing=True, passes_s=60)

    def _on_moved(self) -> None:
        """What was said of something else is not to lie over what comes to light."""
        self._window.notices.put_away_read()

    def _on_decision_reached(self, entry_id: str) -> None:
        """Has the decision's first question asked: here, and in a room that is shown."""
        self._desk_side.workbench().show_panel("signals")
        self._desk_side.room_side.ask_on_the_way(entry_id)
