"""What several selected events share, to be set at once."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from reviewdesk.domain.entries import Entry, EntryKind, Standing
from reviewdesk.domain.ids import EntryId
from reviewdesk.services import record_edits
from reviewdesk.services.desk import Edited
from reviewdesk.services.record_edits import OpenReview
from reviewdesk.widgets.fields import ChoiceField, choices_of
from reviewdesk.widgets.parts import button, label
from reviewdesk.widgets.record_links import RecordLinks
from reviewdesk.widgets.spots import Spot
from reviewdesk.widgets.timeline.at_large import do_to

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
                self._do(lambda desk: record_edits.change_several(desk, entries, field, value))

        def concerns(edited: Edited) -> bool:
            changes = edited.of(Entry)
            return any(one in changes for one in self._ids)

        return Spot(f"several.{field}", read, write, concerns)

    def _on_delete(self) -> None:
        if entries := self._entries():
            self._do(lambda desk: record_edits.remove_records(desk, entries))

    def _do(self, work: Callable[[OpenReview], None]) -> None:
        do_to(self, self._bridge, len(self._ids), work)
