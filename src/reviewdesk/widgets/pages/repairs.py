"""Repairs: changes to the system, and how one will know that they worked."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from reviewdesk.domain.ids import new_id
from reviewdesk.domain.notes import ParkingItem
from reviewdesk.domain.repairs import Repair, RepairCategory, RepairState, Strength
from reviewdesk.domain.review import ReviewHead
from reviewdesk.domain.sessions import PHASES, Phase
from reviewdesk.domain.understanding import Condition
from reviewdesk.domain.values import Record
from reviewdesk.qt.view_state import Page
from reviewdesk.services import record_edits
from reviewdesk.services.condition_edits import without_repair
from reviewdesk.widgets.choice_menu import ChoiceMenu
from reviewdesk.widgets.fields import ChoiceField, choices_of, discard_all
from reviewdesk.widgets.flow import FlowBox
from reviewdesk.widgets.link_fields import LinkField
from reviewdesk.widgets.pages.record_list import NAMED_BY_OTHERS, RecordListPage
from reviewdesk.widgets.pages.rows import RecordRow, add_pair
from reviewdesk.widgets.pages.strength_bar import StrengthBar
from reviewdesk.widgets.parts import button, label, shown, tool_tip
from reviewdesk.widgets.record_links import RecordLinks
from reviewdesk.widgets.spots import record_spot
from reviewdesk.widgets.time_fields import DayField

_MOST_CHIPS = 12
"""Conditions without a repair that have a button each; more of them share a menu."""


class RepairRow(RecordRow):
    """One repair as a card with two columns of fields."""

    def __init__(self, record: Record, links: RecordLinks) -> None:
        super().__init__(record, links)
        self.head(
            self.title_field(self.tr("Repair")),
            self.choice("state", self.tr("State"), choices_of(RepairState)),
        )
        self.body.addWidget(
            self.text("detail", self.tr("Detail"), self.tr("What is changed, exactly"))
        )
        self.body.addWidget(self._conditions())
        self._strength = StrengthBar(links.theme)
        strength = QWidget()
        beside = QHBoxLayout(strength)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(self._strength)
        beside.addWidget(self._said("strength", self.tr("Strength"), Strength))
        beside.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for column in (1, 3):
            grid.setColumnStretch(column, 1)
        left = (
            (self.tr("Owner, by role"), self.line("owner_role", self.tr("Owner, by role"), "–")),
            (self.tr("Due"), self._day("due", self.tr("Due"))),
            (self.tr("Category"), self._said("category", self.tr("Category"), RepairCategory)),
            (self.tr("Strength"), strength),
        )
        right = (
            (
                self.tr("We will know by"),
                self.text("proof", self.tr("How we will know it worked"), "–"),
            ),
            (self.tr("Check on"), self._day("check_on", self.tr("Check on"))),
            (self.tr("What changed"), self.text("what_changed", self.tr("What changed"), "–")),
        )
        for place, (name, widget) in enumerate(left):
            add_pair(grid, place, name, widget)
        for place, (name, widget) in enumerate(right):
            add_pair(grid, place, name, widget, column=2)
        self.body.addLayout(grid)
        self._declined = self.text(
            "declined_reason", self.tr("Declined because"), self.tr("Declined, because…")
        )
        self.body.addWidget(self._declined)
        self._early = label(self.tr("Written before the timeline was agreed"), "nudge")
        self.body.addWidget(self._early)

    def refresh(self) -> None:
        super().refresh()
        record = self.record
        if isinstance(record, Repair):
            self._strength.show_strength(record.strength)
            self._declined.setVisible(record.state is RepairState.DECLINED)
            self._early.setVisible(record.before_agreement)

    def _conditions(self) -> LinkField:
        return LinkField(
            self.bridge,
            record_spot(self.bridge, self.record, "condition_ids"),
            "repair_conditions_field",
            self.tr("Conditions it addresses"),
            self.tr("Addresses which condition…"),
            self.links.find_conditions,
            self.links.condition,
            self._on_led,
        )

    def _on_led(self, _condition_id: str) -> None:
        self.links.view.set_page(Page.CONDITIONS)

    def _said(self, field: str, accessible: str, kinds: type[StrEnum]) -> ChoiceField:
        unsaid: tuple[str, object] = (self.tr("Not said yet"), None)
        return self.choice(field, accessible, [unsaid, *choices_of(kinds)])

    def _day(self, field: str, accessible: str) -> DayField:
        return DayField(
            self.bridge,
            record_spot(self.bridge, self.record, field),
            f"repair_{field}_field",
            accessible,
            self.links.texts,
            placeholder="–",
        )


class RepairsPage(RecordListPage):
    """Repairs in order, and the conditions that none addresses yet.

    Before Alignment what is typed goes to the parking lot, unless the facilitator says otherwise.
    """

    name = "repairs"
    record_type = Repair
    at_once = 2
    follows = (Repair, ReviewHead, ParkingItem, *NAMED_BY_OTHERS)

    def heading_text(self) -> str:
        return self.tr("Repair items")

    def purpose_text(self) -> str:
        return self.tr(
            "Changes to the system that address named conditions, each with one owner by role and "
            "a way to know that it worked. Changing the system is stronger than a rule, a "
            "reminder or training."
        )

    def add_text(self) -> str:
        return self.tr("Add a repair, then Enter")

    def empty_text(self) -> str:
        return self.tr(
            "No repairs yet. Take a condition, and ask what would make it matter less next time."
        )

    def _build(self) -> None:
        super()._build()
        self._early = label(role="nudge")
        self._early.setObjectName("repairs_early")
        self._override = button(
            self.tr("Add as a repair all the same"), "repair_override_button", "link"
        )
        self._override.clicked.connect(self._on_override)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._early)
        row.addWidget(self._override)
        row.addStretch(1)
        self.top.addLayout(row)
        self._open_caption = label(self.tr("Conditions without a repair"), "caption")
        self._open = FlowBox(6)
        self._open.setObjectName("conditions_without_repair")
        self._open.setAccessibleName(self.tr("Conditions without a repair"))
        self.column.addSpacing(8)
        self.column.addWidget(self._open_caption)
        self.column.addWidget(self._open)

    @property
    def is_early(self) -> bool:
        """Whether the room has not agreed on the timeline yet."""
        phase = self.bridge.review.head.phase
        return PHASES.index(phase) < PHASES.index(Phase.ALIGNMENT)

    def summarise(self) -> None:
        parked = sum(not one.settled for one in self.bridge.review.all(ParkingItem).values())
        self._early.setText(
            self.tr("Before Alignment, repairs go to the parking lot ({} there).").format(parked)
        )
        for part in (self._early, self._override):
            part.setVisible(self.is_early)
        missing = without_repair(self.bridge.review)
        flow = self._open.flow
        discard_all(flow)
        for place, condition in enumerate(missing[:_MOST_CHIPS]):
            text = self._text_of(condition)
            chip = button(text[:60].replace("&", "&&"), f"without_repair_{place}", "missing")
            chip.setAccessibleName(self.tr("Add a repair for {}").format(text))
            chip.setToolTip(tool_tip(self.tr("Press to add a repair for it: {}").format(text)))
            chip.clicked.connect(lambda _on, which=condition.id: self._on_condition(which))
            flow.addWidget(chip)
            chip.show()
        if len(missing) > _MOST_CHIPS:
            told = self.tr("%n more…", "", len(missing) - _MOST_CHIPS)
            more = button(told, "more_without_repair", "missing")
            more.setAccessibleName(self.tr("More conditions without a repair"))
            more.clicked.connect(self._choose_condition)
            flow.addWidget(more)
            more.show()
        self._open.fit()
        self._open_caption.setVisible(bool(missing))
        self._open.setVisible(bool(missing))

    def _text_of(self, condition: Condition) -> str:
        link = self.links.condition(condition.id)
        return link.text if link else condition.title

    def _choose_condition(self) -> None:
        menu = ChoiceMenu(self)
        menu.setObjectName("without_repair_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for condition in without_repair(self.bridge.review)[_MOST_CHIPS:]:
            action = menu.addAction(shown(self._text_of(condition))[:60].replace("&", "&&"))
            action.triggered.connect(lambda _on, which=condition.id: self._on_condition(which))
        menu.popup(self._open.mapToGlobal(self._open.rect().bottomLeft()))

    def new_record(self, title: str, position: float) -> Record:
        return Repair(id=new_id(), title=title, position=position)

    def new_row(self, record: Record) -> RecordRow:
        return RepairRow(record, self.links)

    def _on_added(self, title: str) -> None:
        self._add(title, override=False)

    def _add(self, title: str, *, override: bool) -> None:
        made = record_edits.add_repair(self.bridge, title, override)
        self.reveal_record(made.id)

    def _on_override(self) -> None:
        title = self.add_line.text().strip()
        if title:
            self._add(title, override=True)
            self.add_line.clear()
        self.add_line.setFocus()

    def _on_condition(self, condition_id: str) -> None:
        """A repair for one condition: named after it until somebody says what it is."""
        link = self.links.condition(condition_id)
        made = record_edits.add_repair(
            self.bridge,
            self.tr("Repair for {}").format(link.text if link else ""),
            not self.is_early,
        )
        if isinstance(made, Repair):
            record_edits.toggle_link(self.bridge, made, "condition_ids", condition_id)
            self.show_record(made.id)
