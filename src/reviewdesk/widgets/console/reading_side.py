"""Commands for how the timeline is read: from where times are counted, and the minimap."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from reviewdesk.qt.view_state import ViewState
    from reviewdesk.widgets.console.desk_side import DeskSide
    from reviewdesk.widgets.console.frame import ConsoleFrame
    from reviewdesk.widgets.timeline.panel import TimelinePanel


_ORIGINS = {"": "origin_clock", "start": "origin_start", "detection": "origin_detection"}
"""Commands by what they count times from, as `domain.origin` names it."""


class ReadingSide(QObject):
    """What the window does about reading the timeline of the open review."""

    def __init__(self, window: ConsoleFrame, desk_side: DeskSide, view: ViewState) -> None:
        super().__init__(window)
        self._window, self._desk_side, self._view = window, desk_side, view
        view.clock_changed.connect(self._say)
        view.page_changed.connect(self._say)
        view.gap_changed.connect(self._on_gap_changed)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            **{name: self._counter(choice) for choice, name in _ORIGINS.items()},
            "origin_next": self._on_next,
            "gap_next": lambda: self._step_gap(back=False),
            "gap_previous": lambda: self._step_gap(back=True),
            "gaps": self._on_gaps,
            "minimap": self._on_minimap,
            "minimap_keys": self._on_minimap_keys,
            "origin_menu": self._on_menu,
        }

    def _on_menu(self) -> None:
        self._panel().toolbar.show_origins()

    def _step_gap(self, *, back: bool) -> None:
        if not self._panel().gaps.step(back=back):
            self._window.notices.tell(
                self.tr("There is no gap over the chosen span. “Gaps…” chooses another one."),
                passing=True,
            )

    def _on_gaps(self) -> None:
        self._panel().gap_button.open_list()

    def _on_gap_changed(self, minutes: int) -> None:
        self._window.remember(gap_minutes=minutes)

    def _on_minimap(self) -> None:
        self._panel().show_minimap(self._window.commands["minimap"].isChecked())

    def _on_minimap_keys(self) -> None:
        self._window.commands["minimap"].setChecked(True)
        self._panel().show_minimap(True)
        self._panel().focus_minimap()

    def _panel(self) -> TimelinePanel:
        return self._desk_side.workbench().timeline

    def _counter(self, choice: str) -> Callable[[], None]:
        return lambda: self._count_from(choice)

    def _count_from(self, choice: str) -> None:
        from reviewdesk.domain.origin import origin_of

        bridge = self._desk_side.bridge
        if bridge is None:
            return
        if choice and origin_of(bridge.review, choice) is None:
            self._window.notices.tell(
                self.tr("Nothing is marked as that yet. Mark an event first, then count from it."),
                passing=True,
            )
        else:
            self._view.set_origin(choice)
        self._say()

    def _on_next(self) -> None:
        from reviewdesk.domain.origin import next_choice

        bridge = self._desk_side.bridge
        if bridge is not None:
            self._view.set_origin(next_choice(bridge.review, self._view.origin))

    def _say(self) -> None:
        commands = self._window.commands
        for choice, name in _ORIGINS.items():
            commands[name].setChecked(choice == self._view.origin)
