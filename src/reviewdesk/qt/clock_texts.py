"""Times as the console tells them: in the zone of the clock in force."""

from datetime import datetime, tzinfo

from reviewdesk.domain.entries import Entry, Precision
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.view_state import ViewState
from reviewdesk.qt.zones import clock_text, zone_name, zone_named


class ClockTexts:
    """Tells moments of the open review as the view's clock shows them."""

    def __init__(self, bridge: DeskBridge, view: ViewState) -> None:
        self._bridge = bridge
        self._view = view

    @property
    def zone_name(self) -> str:
        return zone_name(self._view.clock, self._bridge.review.head.zone)

    @property
    def zone(self) -> tzinfo:
        return zone_named(self.zone_name)

    def moment(self, moment: datetime | None) -> str:
        """Time of day, with the day where it is not the day of the review."""
        if moment is None:
            return ""
        told = moment.astimezone(self.zone)
        day = self._bridge.review.head.day
        if day is not None and told.date() != day:
            return f"{told.day} {told:%b} {clock_text(moment, self.zone)}"
        return clock_text(moment, self.zone)

    def entry_time(self, entry: Entry) -> str:
        """When an entry began, no more precisely than it is known."""
        match entry.precision:
            case Precision.UNKNOWN:
                return "?"
            case Precision.BETWEEN:
                return f"{self.moment(entry.earliest)}–{self.moment(entry.latest)}"
            case Precision.DAY:
                day = entry.earliest.astimezone(self.zone) if entry.earliest else None
                return f"{day.day} {day:%b}" if day else ""
            case Precision.ABOUT:
                return f"~{self.moment(entry.start)}"
            case _:
                return self.moment(entry.start)
