"""Named points of the story that the selected event may carry."""

from reviewdesk.domain.entries import Marker, MarkerKind
from reviewdesk.domain.ids import EntryId
from reviewdesk.services.desk import Edited
from reviewdesk.services.sighting_fields import toggle_marker
from reviewdesk.widgets.flow import FlowBox
from reviewdesk.widgets.parts import button, tool_tip
from reviewdesk.widgets.record_links import RecordLinks


class MarkerChips(FlowBox):
    """One chip for each named point; the checked ones are at this event."""

    def __init__(self, links: RecordLinks, entry_id: EntryId) -> None:
        super().__init__(5)
        self.setObjectName("marker_chips")
        self.setAccessibleName(self.tr("Named points of the story"))
        self._links = links
        self._entry_id = entry_id
        flow = self.flow
        self._chips = {}
        for kind in MarkerKind:
            if kind is MarkerKind.OWN:
                continue
            chip = button(kind.value, f"marker_{kind.name.lower()}", "chip")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _on, which=kind: self._on_pressed(which))
            self._chips[kind] = chip
            flow.addWidget(chip)
        self._sync()
        links.bridge.edited.connect(self._on_edited)

    def _sync(self) -> None:
        carriers = {
            one.kind: one.entry_id for one in self._links.bridge.review.all(Marker).values()
        }
        for kind, chip in self._chips.items():
            carrier = carriers.get(kind)
            chip.setChecked(carrier == self._entry_id)
            elsewhere = self._links.entry(carrier) if carrier else None
            told = elsewhere.text if elsewhere and carrier != self._entry_id else ""
            chip.setToolTip(tool_tip(self.tr("Now at: {}").format(told) if told else ""))

    def _on_pressed(self, kind: MarkerKind) -> None:
        try:
            toggle_marker(self._links.bridge, self._entry_id, kind)
        finally:
            self._sync()

    def _on_edited(self, edited: Edited) -> None:
        if any(change.table in ("marker", "entry") for change in edited.changes):
            self._sync()
