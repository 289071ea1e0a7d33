"""Conditions by layer, from the change itself outwards."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from reviewdesk.domain.edits import next_position
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.ids import new_id
from reviewdesk.domain.numbering import in_order
from reviewdesk.domain.repairs import Repair
from reviewdesk.domain.understanding import Condition, Layer
from reviewdesk.domain.values import Record
from reviewdesk.qt.telling import tell
from reviewdesk.services import condition_edits, record_edits
from reviewdesk.widgets.fields import AddLine, discard
from reviewdesk.widgets.link_fields import LinkField
from reviewdesk.widgets.pages.record_list import NAMED_BY_OTHERS, ReviewPage
from reviewdesk.widgets.pages.rows import RECORD_MIME, RecordRow
from reviewdesk.widgets.parts import label, set_state
from reviewdesk.widgets.record_links import RecordLinks
from reviewdesk.widgets.spots import record_spot

_COLUMNS = 3
_AT_ONCE = 3
"""Rows of each layer that are made when the page is opened."""


class ConditionRow(RecordRow):
    """A condition folded to its title; unfolded while it is the one in hand.

    Signals: `layer_wished(id, by)`, to be moved so many layers on.
    """

    layer_wished = Signal(str, int)

    def __init__(self, record: Record, links: RecordLinks) -> None:
        super().__init__(record, links)
        self.head(self.title_field(self.tr("Condition")))
        self._summary = label(role="asked")
        self._summary.setWordWrap(True)
        self.body.addWidget(self._summary)
        self._details: QWidget | None = None

    def refresh(self) -> None:
        super().refresh()
        record = self.record
        if not isinstance(record, Condition):
            return
        repairs = condition_edits.repairs_of(self.bridge.review, record.id)
        told = []
        if record.ruled_out:
            told.append(self.tr("considered and ruled out"))
        if record.entry_ids:
            told.append(_many(len(record.entry_ids), self.tr("event"), self.tr("events")))
        if record.condition_ids:
            count = _many(len(record.condition_ids), self.tr("condition"), self.tr("conditions"))
            told.append(self.tr("leads to {}").format(count))
        if repairs:
            told.append(_many(len(repairs), self.tr("repair"), self.tr("repairs")))
        elif record.accepted_reason:
            told.append(self.tr("accepted"))
        self._summary.setText(" · ".join(told))
        self._summary.setVisible(bool(told) and self._details is None)
        set_state(self, "out", "true" if record.ruled_out else "false")

    @property
    def unfolded(self) -> bool:
        return self._details is not None

    def unfold(self, on: bool) -> None:
        if on == self.unfolded:
            return
        if on:
            self._details = self._make_details()
            self.body.addWidget(self._details)
        elif self._details is not None:
            discard(self._details)
            self._details = None
        self.light(on)
        self.refresh()

    def _make_details(self) -> QWidget:
        held = QWidget()
        layout = QVBoxLayout(held)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        leads = LinkField(
            self.bridge,
            record_spot(self.bridge, self.record, "condition_ids"),
            "condition_conditions_field",
            self.tr("Conditions this one made likelier or worse"),
            self.tr("It made likelier or worse…"),
            lambda words: [
                one for one in self.links.find_conditions(words) if one.id != self.record.id
            ],
            self.links.condition,
            self._on_led,
        )
        reason = self.text(
            "accepted_reason", self.tr("Accepted because"), self.tr("Accepted, because…")
        )
        by = self.line("accepted_by", self.tr("Accepted by, as a role"), self.tr("by which role"))
        for part in (
            self.text("detail", self.tr("Detail"), self.tr("How it made this likelier or worse")),
            self.entries(),
            leads,
            reason,
            by,
            self.tags(),
            self.check("ruled_out", self.tr("Considered and ruled out")),
            self.check("public", self.tr("May stand in the public copy")),
        ):
            layout.addWidget(part)
        return held

    def _on_led(self, condition_id: str) -> None:
        page = self.parentWidget()
        while page is not None and not isinstance(page, ConditionsPage):
            page = page.parentWidget()
        if page is not None:
            page.show_record(condition_id)

    def menu_items(self) -> list[tuple[str, Callable[[], None]]]:
        def to_layer(by: int) -> Callable[[], None]:
            return lambda: self.layer_wished.emit(self.record.id, by)

        folded = self.tr("Fold\tEsc") if self.unfolded else self.tr("Unfold\tEnter")
        return [
            (folded, lambda: self.unfold(not self.unfolded)),
            (self.tr("To the layer before\tAlt+Left"), to_layer(-1)),
            (self.tr("To the layer behind\tAlt+Right"), to_layer(1)),
            *super().menu_items(),
        ]

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.unfold(not self.unfolded)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in steps:
            self.layer_wished.emit(self.record.id, steps[Qt.Key(event.key())])
        elif self.hasFocus() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.unfold(not self.unfolded)
        elif event.key() == Qt.Key.Key_Escape and self.unfolded:
            self.setFocus()
            self.unfold(False)
        else:
            super().keyPressEvent(event)


def _many(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"


class _LayerBox(QFrame):
    """One layer of the board. Conditions are dropped on it, and added under it."""

    def __init__(self, page: "ConditionsPage", layer: Layer) -> None:
        super().__init__()
        self.setObjectName(f"layer_{layer.name.lower()}")
        self.setAccessibleName(layer.value)
        self.setAcceptDrops(True)
        self._page = page
        self.layer = layer
        rows = QVBoxLayout()
        rows.setSpacing(6)
        self.add_line = AddLine(
            f"condition_add_{layer.name.lower()}",
            self.tr("Add…"),
            self._on_added,
            self.tr("Add a condition to {}").format(layer.value),
        )
        self.add_line.keep_drafts(page.bridge)
        self.add_line.setProperty("bare", "true")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 10)
        layout.setSpacing(6)
        layout.addWidget(label(layer.value, "caption"))
        layout.addLayout(rows)
        layout.addWidget(self.add_line)
        layout.addStretch(1)
        self.near = page.near_rows(rows, page.new_row, _AT_ONCE)

    def _on_added(self, title: str) -> None:
        self._page.add(title, self.layer)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._page.row_of(_dragged(event)) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        height = event.position().y()
        dragged = _dragged(event)
        place = self.near.places_above(round(height), but=dragged)
        event.acceptProposedAction()
        try:
            self._page.move_to(dragged, self.layer, place)
        except KnownError as error:
            tell(error)


def _dragged(event: QDropEvent) -> str:
    return bytes(event.mimeData().data(RECORD_MIME).data()).decode("ascii")


class ConditionsPage(ReviewPage):
    """The board. Alt with the arrow keys moves a condition within its layer and between layers."""

    name = "conditions"
    follows = (Condition, Repair, *NAMED_BY_OTHERS)
    wide = True

    def heading_text(self) -> str:
        return self.tr("Conditions")

    def purpose_text(self) -> str:
        return self.tr(
            "What made it likelier, worse or longer, by layer: each is a place where the system "
            "could be made better. Enter unfolds one; Alt and the arrows move it."
        )

    def _build(self) -> None:
        super()._build()
        self._nudges = label(role="nudge")
        self._nudges.setObjectName("condition_nudges")
        self._nudges.setWordWrap(True)
        self.top.addWidget(self._nudges)
        self._boxes: Mapping[Layer, _LayerBox] = {layer: _LayerBox(self, layer) for layer in Layer}
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for place, box in enumerate(self._boxes.values()):
            grid.addWidget(box, place // _COLUMNS, place % _COLUMNS)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        self.column.addLayout(grid)

    # Following

    def sync(self) -> None:
        review = self.bridge.review
        conditions = in_order(review.all(Condition).values())
        kept = self.rows
        for condition in conditions:
            row = kept.get(condition.id)
            if row is not None:
                # It goes to another layer as it is, with the keyboard and unfolded.
                to = self._boxes[condition.layer].near
                for box in self._boxes.values():
                    if box.near is not to:
                        box.near.hand_on(condition.id, to)
        for layer, box in self._boxes.items():
            box.near.order([one.id for one in conditions if one.layer is layer])
        for condition in conditions:
            row = kept.get(condition.id)
            if row is not None:
                row.take_record(condition)
        nudges = condition_edits.nudges(review)
        self._nudges.setText("\n".join(nudges))
        self._nudges.setVisible(bool(nudges))

    def clear(self) -> None:
        for box in self._boxes.values():
            box.near.clear()
        self._behind = True

    @property
    def rows(self) -> Mapping[str, ConditionRow]:
        """The rows that are made, by the ids of their conditions."""
        boxes = self._boxes.values()
        return {one: row for box in boxes for one, row in box.near.made.items()}

    def row_of(self, condition_id: str) -> ConditionRow | None:
        """The row of a condition, made now if it was not."""
        condition = self.bridge.review.find(Condition, condition_id)
        return self._boxes[condition.layer].near.made_of(condition_id) if condition else None

    def show_record(self, record_id: str) -> None:
        self.update_now()
        shown = self.row_of(record_id)
        for one, row in self.rows.items():
            row.unfold(one == record_id)
        if shown is not None:
            shown.focus_first()
            self.reveal(shown)

    def new_row(self, condition_id: str) -> ConditionRow:
        condition = self.bridge.review.all(Condition)[condition_id]
        row = ConditionRow(condition, self.links)
        row.removal_wished.connect(self._on_removal_wished)
        row.move_wished.connect(self._on_move_wished)
        row.layer_wished.connect(self._on_layer_wished)
        row.note_wished.connect(self.note_on)
        row.take_record(condition)
        return row

    # Edits

    def add(self, title: str, layer: Layer) -> None:
        position = next_position(self.bridge.review.listed(Condition))
        made = Condition(id=new_id(), title=title, layer=layer, position=position)
        record_edits.add_record(self.bridge, made)

    def move_to(self, condition_id: str, layer: Layer, place: int) -> None:
        condition = self.bridge.review.find(Condition, condition_id)
        if condition is None:
            return
        focused: QWidget | None = self.focusWidget()
        condition_edits.move_condition(self.bridge, condition, layer, place)
        if focused is not None:
            focused.setFocus()
        if condition_id in self.rows:
            self.reveal(self.rows[condition_id])

    def _on_removal_wished(self, condition_id: str) -> None:
        condition = self.bridge.review.find(Condition, condition_id)
        if condition is not None:
            box = self._boxes[condition.layer]
            record_edits.remove_records(self.bridge, (condition,))
            box.add_line.setFocus()

    def _on_move_wished(self, condition_id: str, by: int) -> None:
        condition = self.bridge.review.find(Condition, condition_id)
        if condition is None:
            return
        inside = [
            one.id
            for one in in_order(self.bridge.review.all(Condition).values())
            if one.layer is condition.layer
        ]
        to = min(len(inside) - 1, max(0, inside.index(condition_id) + by))
        self.move_to(condition_id, condition.layer, to)

    def _on_layer_wished(self, condition_id: str, by: int) -> None:
        condition = self.bridge.review.find(Condition, condition_id)
        if condition is None:
            return
        layers = list(Layer)
        to = min(len(layers) - 1, max(0, layers.index(condition.layer) + by))
        if layers[to] is not condition.layer:
            self.move_to(condition_id, layers[to], 10_000)
