"""Who saw the selected event, when, and through what."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from reviewdesk.domain.entries import Entry
from reviewdesk.domain.ids import DepartmentId, EntryId
from reviewdesk.domain.sightings import Channel, Sighting
from reviewdesk.services.desk import Edited
from reviewdesk.services.entry_questions import entry_questions
from reviewdesk.services.sighting_edits import (
    SightingState,
    move_sighting,
    set_sighting,
    turn_sighting,
)
from reviewdesk.services.sighting_fields import change_sighting, sight_state
from reviewdesk.widgets.fields import (
    CheckField,
    ChoiceField,
    LineField,
    TextField,
    choices_of,
    discard_all,
)
from reviewdesk.widgets.inspector.sight_table import SightLine, SightTable
from reviewdesk.widgets.parts import label, tool_tip
from reviewdesk.widgets.record_links import RecordLinks
from reviewdesk.widgets.spots import Spot
from reviewdesk.widgets.time_fields import MomentField, refusal_of

_EMPTY = {name: info.default for name, info in Sighting.model_fields.items()}


class Sightings(QWidget):
    """The table of departments, the details of one of them, and what is to be asked."""

    def __init__(self, links: RecordLinks, entry_id: EntryId) -> None:
        super().__init__()
        self._links = links
        self._bridge = links.bridge
        self._entry_id = entry_id
        self.table = SightTable(links.theme)
        self._remarks = label(role="nudge")
        self._remarks.setObjectName("sighting_remarks")
        self._remarks.setWordWrap(True)
        key = label(
            self.tr(
                "● noticed  ○ could see, did not  ━ out of sight\n"
                "– nothing said · 1 to 9: turn · W: when, how"
            ),
            "asked",
        )
        key.setToolTip(
            tool_tip(
                self.tr(
                    "Turn one with 1 to 9 here and on the timeline, with Alt+1 to 9 in the event "
                    "list. W: type when, through what. Alt+← →: a minute earlier or later"
                )
            )
        )
        key.setWordWrap(True)
        self._details = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(key)
        layout.addWidget(self.table)
        layout.addWidget(self._remarks)
        layout.addLayout(self._details)
        self.table.turn_wished.connect(self._on_turn_wished)
        self.table.clear_wished.connect(self._on_clear_wished)
        self.table.move_wished.connect(self._on_move_wished)
        self.table.department_chosen.connect(self._show_details)
        self._bridge.edited.connect(self._on_edited)
        links.view.clock_changed.connect(self.refresh)
        links.theme.changed.connect(self.refresh)
        self.refresh()
        self._show_details()

    def refresh(self) -> None:
        review = self._bridge.review
        entry = review.find(Entry, self._entry_id)
        if entry is None:
            return
        quiet = QColor(self._links.theme.palette.quiet)
        self.table.show_lines(
            [
                SightLine(
                    one.id,
                    one.name,
                    self._links.colour(one.id) or quiet,
                    sight_state(review, entry, one.id),
                    self._detail(entry, one.id),
                )
                for one in review.departments
            ]
        )
        asked = entry_questions(review, entry)
        self._remarks.setText("\n".join(asked))
        self._remarks.setVisible(bool(asked))

    def _detail(self, entry: Entry, department_id: DepartmentId) -> str:
        said = self._bridge.review.sighting(entry.id, department_id)
        if said is None:
            return self.tr("its own") if entry.department_id == department_id else ""
        when = self._links.texts.beside(said.noticed_at or said.visible_from, entry)
        about = "~" if said.approximate and when else ""
        through = said.through or (said.channel.value if said.channel else "")
        amid = self.tr("amid {}").format(said.amid) if said.amid else ""
        return " · ".join(part for part in (about + when, through, amid) if part)

    def _on_edited(self, edited: Edited) -> None:
        if edited.tables & {"sighting", "department", "entry", "decision"}:
            self.refresh()

    def _on_turn_wished(self, department_id: DepartmentId) -> None:
        turn_sighting(self._bridge, self._entry_id, department_id, self._links.view.as_of)

    def _on_clear_wished(self, department_id: DepartmentId) -> None:
        set_sighting(self._bridge, self._entry_id, department_id, SightingState.CLEAR)

    def _on_move_wished(self, department_id: DepartmentId, by: timedelta) -> None:
        """Moves of the same time one after the other are one step."""
        said = self._bridge.review.sighting(self._entry_id, department_id)
        at = (said.noticed_at or said.visible_from) if said else None
        if said is None or at is None:
            return
        noticed, key = said.noticed_at is not None, f"lag {said.id}"
        move_sighting(
            self._bridge, self._entry_id, department_id, at + by, noticed=noticed, fold_key=key
        )

    # Details of one department

    def _show_details(self) -> None:
        discard_all(self._details)
        if self.table.current:
            self._details.addWidget(_Details(self._links, self._entry_id, self.table.current))


class _Details(QWidget):
    """Every field of one department's sighting."""

    def __init__(self, links: RecordLinks, entry_id: EntryId, department_id: DepartmentId) -> None:
        super().__init__()
        self.setObjectName("sighting_details")
        self._links = links
        self._bridge = links.bridge
        self._entry_id = entry_id
        self._department_id = department_id
        bridge = links.bridge
        channel = ChoiceField(
            bridge,
            self._spot("channel"),
            "sighting_channel_field",
            self.tr("Through what it arrived"),
            [("–", None), *choices_of(Channel)],
        )
        channel.setProperty("bare", "true")
        about = CheckField(
            bridge,
            self._spot("approximate"),
            "sighting_approximate_field",
            self.tr("These times are about right"),
        )
        remark = TextField(
            bridge,
            self._spot("remark"),
            "sighting_remark_field",
            self.tr("Remark"),
            placeholder="–",
            bare=True,
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 2, 0, 4)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for place, (text, widget) in enumerate(
            (
                (self.tr("Noticed"), self._moment("noticed_at", self.tr("Noticed at"))),
                (self.tr("Visible"), self._moment("visible_from", self.tr("Visible from"))),
                (self.tr("Channel"), channel),
                (self.tr("Through"), self._line("through", self.tr("Through what, in words"))),
                (self.tr("Amid"), self._line("amid", self.tr("Amid how much else"))),
                (self.tr("Remark"), remark),
            )
        ):
            named = label(text, "asked")
            named.setBuddy(widget)
            grid.addWidget(named, 2 * place, 0)
            grid.addWidget(widget, 2 * place, 1)
            if isinstance(widget, LineField):
                grid.addWidget(refusal_of(widget), 2 * place + 1, 1)
        grid.addWidget(about, grid.rowCount(), 0, 1, 2)

    def _spot(self, field: str) -> Spot:
        bridge, entry_id, department_id = self._bridge, self._entry_id, self._department_id

        def read() -> object:
            found = bridge.review.sighting(entry_id, department_id)
            return getattr(found, field) if found is not None else _EMPTY[field]

        def write(value: object, fold_key: str) -> None:
            change_sighting(bridge, entry_id, department_id, field, value, fold_key)

        return Spot(f"{entry_id}.{department_id}.{field}", read, write, self._concerns())

    def _concerns(self) -> Callable[[Edited], bool]:
        return lambda edited: any(
            isinstance(change.record, Sighting)
            and change.record.entry_id == self._entry_id
            and change.record.department_id == self._department_id
            for change in edited.of(Sighting).values()
        )

    def _near(self) -> datetime | None:
        entry = self._bridge.review.find(Entry, self._entry_id)
        return entry.anchor if entry is not None else None

    def _moment(self, field: str, accessible: str) -> MomentField:
        return MomentField(
            self._bridge,
            self._spot(field),
            f"sighting_{field}_field",
            accessible,
            self._links.texts,
            self._near,
            placeholder="–",
        )

    def _line(self, field: str, accessible: str) -> LineField:
        return LineField(
            self._bridge,
            self._spot(field),
            f"sighting_{field}_field",
            accessible,
            placeholder="–",
            bare=True,
        )
