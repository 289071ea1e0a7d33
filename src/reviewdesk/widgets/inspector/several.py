"""What several selected events share, to be set at once."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from reviewdesk.domain.entries import Entry, EntryKind, Standing
from reviewdesk.domain.ids import EntryId
from reviewdesk.services import record_edits
from reviewdesk.services.desk import Edited
from reviewdesk.widgets.fields import ChoiceField, choices_of
from reviewdesk.widgets.parts import button, label
from reviewdesk.widgets.record_links import RecordLinks
from reviewdesk.widgets.spots import Spot

MIXED = object()
"""Stands for a field in which the selected events differ."""


class SeveralForm(QWidget):
    """Department, kind and standing of all selected events."""

    def __init__(self, links: RecordLinks, entry_ids: tuple[EntryId, ...]) -> None:
        super().__init__()
        self.setObjectName("several_form")
        self._bridge = links.bridge
        self._ids = entry_ids
        fields: Sequence[tuple[str, str, list[tuple[str, object]]]] = (
            ("kind", self.tr("Kind"), choices_of(EntryKind)),
            ("department_id", self.tr("Department"), links.departments()),
            ("standing", self.tr("Standing"), choices_of(Standing)),
            ("starred", self.tr("In the report"), [(self.tr("Yes"), True), (self.tr("No"), False)]),
            (
                "public",
                self.tr("In the public copy"),
                [(self.tr("Yes"), True), (self.tr("No"), False)],
            ),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for place, (field, text, choices) in enumerate(fields):
            chooser = ChoiceField(
                self._bridge, self._spot(field), f"several_{field}_field", text, choices
            )
            chooser.setPlaceholderText(self.tr("different"))
            grid.addWidget(label(text, "asked"), place, 0)
            grid.addWidget(chooser, place, 1)
        off = button(self.tr("Delete these events"), "several_delete_button", "quiet")
        off.clicked.connect(self._on_delete)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label(self.tr("Selected"), "caption"))
        layout.addWidget(label(self.tr("{} events").format(f"{len(entry_ids):,}"), "heading"))
        layout.addLayout(grid)
        layout.addWidget(off)

    def _entries(self) -> list[Entry]:
        entries = self._bridge.review.entries
        return [entries[one] for one in self._ids if one in entries]

    def _spot(self, field: str) -> Spot:
        def read() -> object:
            values = {getattr(entry, field) for entry in self._entries()}
            return values.pop() if len(values) == 1 else MIXED

        def write(value: object, _fold_key: str) -> None:
            if entries := self._entries():
                record_edits.change_several(self._bridge, entries, field, value)

        def concerns(edited: Edited) -> bool:
            return any(change.id in self._ids for change in edited.changes)

        return Spot(f"several.{field}", read, write, concerns)

    def _on_delete(self) -> None:
        if entries := self._entries():
            record_edits.remove_records(self._bridge, entries)
