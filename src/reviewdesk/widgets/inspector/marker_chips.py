"""Named points of the story that the selected event may carry."""

from functools import partial

from PySide6.QtWidgets import QPushButton

from reviewdesk.domain.entries import Marker, MarkerKind
from reviewdesk.domain.ids import EntryId
from reviewdesk.services import entry_edits
from reviewdesk.services.desk import Edited
from reviewdesk.services.sighting_fields import toggle_marker
from reviewdesk.widgets.flow import FlowBox
from reviewdesk.widgets.parts import button, shown, tool_tip
from reviewdesk.widgets.record_links import RecordLinks
from reviewdesk.widgets.timeline.entry_menu import ask_own_marker


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
        self._own: dict[str, QPushButton] = {}
        more = button(self.tr("own…"), "marker_own", "chip")
        more.setToolTip(tool_tip(self.tr("Name this point of the story yourself")))
        more.clicked.connect(self._on_more)
        flow.addWidget(more)
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
        self._sync_own()

    def _sync_own(self) -> None:
        """A chip for each own marker of this event; one more click takes it off."""
        markers = self._links.bridge.review.all(Marker).values()
        held = {
            one.id: one.name
            for one in markers
            if one.kind is MarkerKind.OWN and one.entry_id == self._entry_id
        }
        for marker_id in [one for one in self._own if one not in held]:
            chip = self._own.pop(marker_id)
            self.flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for marker_id, name in held.items():
            chip = self._own.get(marker_id) or self._add_own(marker_id, name)
            chip.setText(shown(name).replace("&", "&&")[:60])
            chip.setChecked(True)
        self.fit()

    def _add_own(self, marker_id: str, name: str) -> QPushButton:
        chip = self._own[marker_id] = button(name, f"marker_{marker_id}", "chip")
        chip.setCheckable(True)
        chip.clicked.connect(partial(self._on_own_pressed, marker_id))
        self.flow.insert_widget(self.flow.count() - 1, chip)
        chip.show()
        return chip

    def _on_more(self) -> None:
        ask_own_marker(self.window(), self._links.bridge, self._entry_id)

    def _on_own_pressed(self, marker_id: str) -> None:
        bridge = self._links.bridge
        marker = bridge.review.find(Marker, marker_id)
        if marker is not None:
            entry_edits.remove_marker(bridge.desk, marker)

    def _on_pressed(self, kind: MarkerKind) -> None:
        try:
            toggle_marker(self._links.bridge, self._entry_id, kind)
        finally:
            self._sync()

    def _on_edited(self, edited: Edited) -> None:
        if edited.tables & {"marker", "entry"}:
            self._sync()
