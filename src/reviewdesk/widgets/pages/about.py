"""The cover of the review, and the departments and voices in it."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QGridLayout, QListView, QVBoxLayout, QWidget

from reviewdesk.domain.people import Department, Voice
from reviewdesk.domain.review import ReviewHead, ReviewKind
from reviewdesk.domain.times import zone_names
from reviewdesk.domain.values import Record
from reviewdesk.services import people_edits, record_edits
from reviewdesk.services.review_head import mark_text, set_lines, set_zone
from reviewdesk.widgets.fields import (
    AddLine,
    CheckField,
    ChoiceField,
    LineField,
    TextField,
    choices_of,
    discard,
)
from reviewdesk.widgets.link_fields import TagsField
from reviewdesk.widgets.pages.department_row import DepartmentRow
from reviewdesk.widgets.pages.record_list import ReviewPage
from reviewdesk.widgets.pages.rows import add_pair
from reviewdesk.widgets.parts import label, shown
from reviewdesk.widgets.spots import Spot, record_spot
from reviewdesk.widgets.tab_order import chain_tabs
from reviewdesk.widgets.time_fields import DayField


class AboutPage(ReviewPage):
    """What stands on the cover; the ground rules; who has a stake and who speaks."""

    name = "about"
    follows = (ReviewHead, Department, Voice)

    def heading_text(self) -> str:
        return self.tr("About this review")

    def purpose_text(self) -> str:
        return self.tr("What stands on the cover, and whose departments and voices are in it.")

    def _build(self) -> None:
        super()._build()
        self.rows: dict[str, DepartmentRow] = {}
        self._head: QWidget | None = None
        self._add = AddLine(
            "department_add_line", self.tr("Add a department, then Enter"), self._on_added
        )
        self.column.addWidget(label(self.tr("Departments"), "caption"))
        self._add.keep_drafts(self.bridge)
        self.column.addWidget(self._add)
        self._first_row = self.column.count()

    # Following

    def sync(self) -> None:
        if self._head is None:
            self._head = self._make_head()
            self.column.insertWidget(0, self._head)
        departments = self.bridge.review.departments
        wanted = {one.id for one in departments}
        for department_id in [one for one in self.rows if one not in wanted]:
            self._drop(department_id)
        for place, department in enumerate(departments, start=self._first_row + 1):
            row = self.rows.get(department.id)
            if row is None:
                row = self.rows[department.id] = self._new_row(department)
            if self.column.indexOf(row) != place:
                self.column.insertWidget(place, row)
                row.show()
            row.take_record(department)
        chain_tabs([self._head, self._add, *(self.rows[one.id] for one in departments)])

    def clear(self) -> None:
        for department_id in list(self.rows):
            self._drop(department_id)
        if self._head is not None:
            discard(self._head)
            self._head = None
        self._behind = True

    def show_record(self, record_id: str) -> None:
        self.update_now()
        voice = self.bridge.review.find(Voice, record_id)
        department_id = voice.department_id if voice is not None else record_id
        for one, row in self.rows.items():
            row.light(one == department_id)
        if department_id in self.rows:
            self.rows[department_id].focus_first()
            self.reveal(self.rows[department_id])

    def _new_row(self, department: Department) -> DepartmentRow:
        row = DepartmentRow(department, self.links)
        row.removal_wished.connect(self._on_removal_wished)
        row.move_wished.connect(self._on_move_wished)
        row.note_wished.connect(self.note_on)
        return row

    def _drop(self, department_id: str) -> None:
        row = self.rows.pop(department_id)
        discard(row)

    # The cover

    def _spot(self, field: str) -> Spot:
        return record_spot(self.bridge, self.bridge.review.head, field)

    def _make_head(self) -> QWidget:
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 14)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for place, (name, widget) in enumerate(self._head_fields()):
            add_pair(grid, place, name, widget)
        return held

    def _head_fields(self) -> Sequence[tuple[str, QWidget]]:
        title = LineField(
            self.bridge, self._spot("title"), "review_title_field", self.tr("Title"), required=True
        )
        kind = ChoiceField(
            self.bridge,
            self._spot("kind"),
            "review_kind_field",
            self.tr("Kind"),
            choices_of(ReviewKind),
        )
        day = DayField(
            self.bridge,
            self._spot("day"),
            "review_day_field",
            self.tr("The day it began"),
            self.links.texts,
            placeholder=self.tr("12 Mar 2026"),
        )
        day.setProperty("bare", "false")
        return (
            (self.tr("Title"), title),
            (self.tr("Kind"), kind),
            (self.tr("Day"), day),
            (self.tr("Time zone"), self._zone()),
            (
                self.tr("Summary"),
                self._marked("summary", self.tr("Three sentences that say it all")),
            ),
            (
                self.tr("Background"),
                self._marked("background", self.tr("What a reader needs to know first")),
            ),
            (
                self.tr("Terms"),
                self._marked("terms", self.tr("A word to a line, and what it means")),
            ),
            (self.tr("Source"), self._marked("source", self.tr("Where its facts are from"))),
            (
                self.tr("Opening"),
                self._text("opening", self.tr("The leader's own words at the start")),
            ),
            (self.tr("Ground rules"), self._rules()),
            (self.tr("Tags"), self._tags()),
        )

    def _text(self, field: str, placeholder: str) -> TextField:
        return TextField(
            self.bridge,
            self._spot(field),
            f"review_{field}_field",
            placeholder,
            placeholder=placeholder,
            least_lines=2,
        )

    def _marked(self, field: str, placeholder: str) -> QWidget:
        """A text, and under it whether the public may read it."""
        spot = self._spot("public_texts")

        def read() -> object:
            return field in self.bridge.review.head.public_texts

        def write(value: object, fold_key: str) -> None:
            mark_text(self.bridge, field, bool(value), fold_key)

        text = self._text(field, placeholder)
        mark = CheckField(
            self.bridge,
            Spot(f"{spot.key}.{field}", read, write, spot.concerns),
            f"review_{field}_public_field",
            self.tr("May stand in the public copy"),
            f"{placeholder}: {self.tr('May stand in the public copy')}",
        )
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        column.addWidget(text)
        column.addWidget(mark)
        held.setFocusProxy(text)
        return held

    def _zone(self) -> LineField:
        spot = self._spot("zone")

        def write(value: object, fold_key: str) -> None:
            set_zone(self.bridge, str(value), fold_key)

        field = LineField(
            self.bridge,
            Spot(spot.key, spot.read, write, spot.concerns),
            "review_zone_field",
            self.tr("Time zone"),
            placeholder="Europe/Lisbon",
            required=True,
        )
        completer = QCompleter(QStringListModel(sorted(zone_names())), field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = QListView()
        popup.setAccessibleName(self.tr("Time zones"))
        completer.setPopup(popup)
        field.setCompleter(completer)
        return field

    def _rules(self) -> TextField:
        spot = self._spot("ground_rules")

        def read() -> object:
            return "\n".join(self.bridge.review.head.ground_rules)

        def write(value: object, fold_key: str) -> None:
            set_lines(self.bridge, "ground_rules", str(value), fold_key)

        return TextField(
            self.bridge,
            Spot(spot.key, read, write, spot.concerns),
            "review_ground_rules_field",
            self.tr("Ground rules, one in each line"),
            placeholder=self.tr("One in each line"),
            least_lines=2,
        )

    def _tags(self) -> TagsField:
        return TagsField(
            self.bridge,
            self._spot("tags"),
            "review_tags_field",
            self.tr("Tags"),
            self.tr("Add a tag…"),
        )

    # Departments

    def _on_added(self, name: str) -> None:
        people_edits.add_department(self.bridge, name)

    def _on_removal_wished(self, department_id: str) -> None:
        department = self.bridge.review.find(Department, department_id)
        if department is not None:
            entries = self.bridge.review.entries.values()
            left = sum(one.department_id == department_id for one in entries)
            record_edits.remove_records(self.bridge, (department,))
            self._add.setFocus()
            words = self.tr("%1 is removed. Ctrl+Z brings it back.")
            if left == 1:
                words = self.tr(
                    "%1 is removed. 1 event of it stays without a department: until a sighting "
                    "says so, nobody knew of it. Ctrl+Z brings %1 back."
                )
            elif left:
                words = self.tr(
                    "%1 is removed. %2 events of it stay without a department: until a sighting "
                    "says so, nobody knew of them. Ctrl+Z brings %1 back."
                ).replace("%2", f"{left:,}")
            self.view.said_of_step.emit(words.replace("%1", shown(department.name)))

    def _on_move_wished(self, department_id: str, by: int) -> None:
        records: Sequence[Record] = self.bridge.review.departments
        place = [one.id for one in records].index(department_id)
        to = min(len(records) - 1, max(0, place + by))
        if to != place:
            focused: QWidget | None = self.focusWidget()
            record_edits.reorder(self.bridge, records, department_id, to)
            if focused is not None:
                focused.setFocus()
            if department_id in self.rows:
                self.reveal(self.rows[department_id])
