"""What the commands about filter, finding and lanes do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from reviewdesk.widgets.timeline.operations import OPERATIONS, Group

if TYPE_CHECKING:
    from reviewdesk.widgets.timeline.panel import TimelinePanel


def timeline_handlers(panel: Callable[[], TimelinePanel]) -> Mapping[str, Callable[[], object]]:
    """By name of the command; `panel` gives the timeline, and shows its page."""

    def on(do: Callable[[TimelinePanel], object]) -> Callable[[], object]:
        return lambda: do(panel())

    def doing(name: str) -> Callable[[TimelinePanel], object]:
        return lambda one: one.timeline.do(name)

    return {
        **{one.name: on(doing(one.name)) for one in OPERATIONS if one.group is Group.LANES},
        "find_events": on(lambda one: one.find_bar.open()),
        "find_next": on(lambda one: one.find_bar.step(1)),
        "find_previous": on(lambda one: one.find_bar.step(-1)),
        "filter": on(lambda one: one.filter_bar.open()),
        "filter_starred": on(lambda one: one.filter_bar.turn_starred()),
        "filter_clear": on(lambda one: one.filter_bar.clear()),
    }
