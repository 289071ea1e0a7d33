"""Every field of one event."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reviewdesk.domain.entries import Entry, EntryKind, Precision, Source, Standing
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.numbering import number_of
from reviewdesk.domain.people import Voice
from reviewdesk.domain.review import ReviewHead
from reviewdesk.qt.shapes import draw_kind
from reviewdesk.services.desk import Edited
from reviewdesk.services.typed_times import set_precision
from reviewdesk.widgets.fields import (
    CheckField,
    ChoiceField,
    Choices,
    LineField,
    TextField,
    choices_of,
    discard_all,
)
from reviewdesk.widgets.flow import FlowBox
from reviewdesk.widgets.inspector.base_rate import BaseRateField
from reviewdesk.widgets.inspector.evidence import EvidenceDoor, EvidenceList
from reviewdesk.widgets.inspector.marker_chips import MarkerChips
from reviewdesk.widgets.inspector.private_notes import PrivateNotes
from reviewdesk.widgets.inspector.sightings import Sightings
from reviewdesk.widgets.link_fields import TagsField
from reviewdesk.widgets.parts import label, shown
from reviewdesk.widgets.record_links import RecordLinks
from reviewdesk.widgets.signals.probes import MadeSenseBox, ProbeFields
from reviewdesk.widgets.spots import Spot, record_spot
from reviewdesk.widgets.time_fields import MomentField, TimesField, refusal_of


class EntryForm(QWidget):
    """Title, time, people, words, sightings, evidence; and what is private, said to be so."""

    def __init__(
        self,
        links: RecordLinks,
        entry_id: EntryId,
        door: EvidenceDoor | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("entry_form")
        self._links = links
        self._bridge = links.bridge
        self._entry_id = entry_id
        self._number = label(role="caption")
        self.sightings = Sightings(links, entry_id)
        self._people = QVBoxLayout()
        self._probes = QVBoxLayout()
        self._bounds = QVBoxLayout()
        self._door = door
        self._build()
        self._bridge.edited.connect(self._on_edited)
        links.theme.changed.connect(self._draw_kinds)
        links.view.clock_changed.connect(self._on_clock_changed)
        self._show_parts()

    @property
    def _entry(self) -> Entry:
        return self._bridge.review.entries[self._entry_id]

    def _build(self) -> None:
        entry = self._entry
        title = self._text("title", self.tr("Title"), one_line=True, required=True)
        title.setProperty("heading", "true")
        kind = self._choice("kind", self.tr("Kind"), choices_of(EntryKind))
        self._kind = kind
        department = self._choice("department_id", self.tr("Department"), self._links.departments)
        what = FlowBox(6)
        what.flow.addWidget(kind)
        what.flow.addWidget(department)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._number)
        layout.addWidget(title)
        layout.addWidget(what)
        layout.addLayout(self._times())
        layout.addLayout(self._bounds)
        layout.addLayout(self._people)
        layout.addWidget(
            self._text("detail", self.tr("Detail"), placeholder=self.tr("What there is to say"))
        )
        layout.addWidget(self._tags())
        layout.addWidget(BaseRateField(self._links, entry.id))
        for text, part in (
            (self.tr("Who saw it"), self.sightings),
            (self.tr("Named point of the story"), MarkerChips(self._links, entry.id)),
            (self.tr("Evidence"), EvidenceList(self._links, entry.id, self._door)),
            (self.tr("Copies"), self._copies()),
            (self.tr("Private to you"), self._private()),
        ):
            caption = label(text, "caption")
            caption.setContentsMargins(0, 12, 0, 3)
            layout.addWidget(caption)
            layout.addWidget(part)
            if part is self.sightings:
                layout.addLayout(self._probes)

    # Parts

    def _spot(self, field: str) -> Spot:
        return record_spot(self._bridge, self._entry, field)

    def _text(
        self,
        field: str,
        accessible: str,
        *,
        placeholder: str = "",
        one_line: bool = False,
        required: bool = False,
    ) -> TextField:
        return TextField(
            self._bridge,
            self._spot(field),
            f"entry_{field}_field",
            accessible,
            placeholder=placeholder,
            bare=True,
            one_line=one_line,
            required=required,
        )

    def _choice(
        self, field: str, accessible: str, choices: Choices | Callable[[], Choices]
    ) -> ChoiceField:
        return ChoiceField(
            self._bridge, self._spot(field), f"entry_{field}_field", accessible, choices
        )

    def _check(self, field: str, text: str) -> CheckField:
        return CheckField(self._bridge, self._spot(field), f"entry_{field}_field", text)

    def _times(self) -> QGridLayout:
        times = TimesField(
            self._bridge, self._entry_id, "entry_times_field", self.tr("When"), self._links.texts
        )
        times.setToolTip(self.tr("10:35 · ~10:35 · 10:35-10:50 · 10:35-? · 10:30..11:00 · ?"))
        spot = self._spot("precision")

        def write(value: object, _fold_key: str) -> None:
            if isinstance(value, Precision):
                set_precision(self._bridge, self._entry, value, self._links.texts.zone)

        precision = ChoiceField(
            self._bridge,
            Spot(spot.key, spot.read, write, spot.concerns),
            "entry_precision_field",
            self.tr("How well the time is known"),
            choices_of(Precision),
        )
        standing = self._choice("standing", self.tr("Standing"), choices_of(Standing))
        for chooser in (precision, standing):
            chooser.setProperty("bare", "true")
        grid = self._grid()
        self._pair(grid, 0, self.tr("When"), times)
        self._pair(grid, 1, self.tr("Known"), precision)
        self._pair(grid, 2, self.tr("Standing"), standing)
        return grid

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnMinimumWidth(0, self._links.theme.px(62))
        grid.setColumnStretch(1, 1)
        return grid

    def _pair(self, grid: QGridLayout, place: int, text: str, widget: QWidget) -> None:
        named = label(text, "asked")
        named.setBuddy(widget)
        place *= 2  # Under each stands what is wrong with it.
        grid.addWidget(named, place, 0)
        side = (
            Qt.AlignmentFlag.AlignLeft if isinstance(widget, ChoiceField) else Qt.AlignmentFlag(0)
        )
        grid.addWidget(widget, place, 1, side)
        if isinstance(widget, LineField):
            grid.addWidget(refusal_of(widget), place + 1, 1)

    def _tags(self) -> TagsField:
        return TagsField(
            self._bridge,
            self._spot("tags"),
            "entry_tags_field",
            self.tr("Tags"),
            self.tr("Add a tag…"),
        )

    def _copies(self) -> QWidget:
        held = QWidget()
        layout = QVBoxLayout(held)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self._check("starred", self.tr("Chosen for the report")))
        layout.addWidget(self._check("public", self.tr("May stand in the public copy")))
        return held

    def _private(self) -> QWidget:
        held = QWidget()
        layout = QVBoxLayout(held)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(PrivateNotes(self._links, "entry", self._entry_id))
        entry = self._entry
        source = self._bridge.review.find(Source, entry.source_id)
        if source is not None:
            where = source.name + (
                f", {self.tr('line')} {entry.raw_line}" if entry.raw_line else ""
            )
            layout.addWidget(self._quiet(self.tr("Read from {}").format(where)))
        if entry.raw:
            layout.addWidget(self._quiet(entry.raw))
        return held

    def _quiet(self, text: str) -> QWidget:
        told = label(shown(text), "quiet")
        told.setWordWrap(True)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return told

    def _draw_kinds(self) -> None:
        """Shapes in the colour of the event's department, as the theme has it."""
        for place, each in enumerate(EntryKind):
            self._kind.setItemIcon(place, self._shape(each))

    def _shape(self, kind: EntryKind) -> QIcon:
        size = self._links.theme.px(16)
        picture = QPixmap(QSize(size, size))
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            look = self._links.theme.palette
            colour = self._links.colour(self._entry.department_id) or QColor(look.quiet)
            centre = QRectF(0, 0, size, size).center()
            draw_kind(painter, kind, centre, size * 0.66, colour, QColor(look.surface))
        return QIcon(picture)

    # Parts that depend on what the event is

    def _show_parts(self) -> None:
        entry = self._entry
        self._number.setText(f"{self.tr('Event')} {number_of(self._bridge.review, entry)}".upper())
        self._state = (entry.precision, entry.kind, entry.department_id, entry.voice_id)
        self._draw_kinds()
        self._refill(self._bounds, self._bounds_part)
        self._refill(self._people, self._people_part)
        self._refill(self._probes, self._probes_part)
        self._chain_keys()

    def _chain_keys(self) -> None:
        """Tab goes from field to field as they stand, also through parts that were made later."""
        standing = self.findChild(ChoiceField, "entry_standing_field")
        if standing is None:
            return
        sighted = _last_in_chain(self.sightings) or standing
        for before, layout in ((sighted, self._probes), (standing, self._people)):
            _chain(before, layout)
        _chain(standing, self._bounds)

    def _refill(self, layout: QVBoxLayout, make: Callable[[], QWidget | None]) -> None:
        discard_all(layout)
        part = make()
        if part is not None:
            layout.addWidget(part)

    def _bounds_part(self) -> QWidget:
        """What is not said by when it was: its end, the two times it lies between, its place."""
        fields: tuple[tuple[str, str], ...]
        match self._entry.precision:
            case Precision.BETWEEN | Precision.DAY:
                fields = (("earliest", self.tr("Earliest")), ("latest", self.tr("Latest")))
            case Precision.UNKNOWN:
                fields = (("start", self.tr("Placed at")),)
            case _:
                fields = (("end", self.tr("End")),)
        held = QWidget()
        grid = self._grid()
        grid.setContentsMargins(0, 0, 0, 0)
        for place, (field, text) in enumerate(fields):
            moment = MomentField(
                self._bridge,
                self._spot(field),
                f"entry_{field}_field",
                text,
                self._links.texts,
                lambda: self._entry.anchor,
                placeholder="–",
            )
            self._pair(grid, place, text, moment)
        if self._entry.precision is Precision.UNKNOWN:
            told = label(self.tr("Its place in the order of events, not a time"), "asked")
            told.setWordWrap(True)
            grid.addWidget(told, grid.rowCount(), 0, 1, 2)
        elif self._entry.precision not in (Precision.BETWEEN, Precision.DAY):
            went_on = self._check("open_end", self.tr("Went on; no end is known"))
            grid.addWidget(went_on, grid.rowCount(), 0, 1, 2)
        held.setLayout(grid)
        return held

    def _people_part(self) -> QWidget:
        entry = self._entry
        held = QWidget()
        voice = self._choice(
            "voice_id", self.tr("Voice, by role"), lambda: self._links.voices(entry.department_id)
        )
        voice.setProperty("bare", "true")
        grid = self._grid()
        grid.setContentsMargins(0, 0, 0, 4)
        self._pair(grid, 0, self.tr("Voice"), voice)
        spoken = self._bridge.review.find(Voice, entry.voice_id)
        if spoken is not None:
            name = LineField(
                self._bridge,
                record_spot(self._bridge, spoken, "name"),
                "voice_name_field",
                self.tr("Name, private"),
                placeholder=self.tr("Name (private)"),
                bare=True,
            )
            row = QHBoxLayout()
            row.addWidget(name, 1)
            row.addWidget(label(self.tr("private"), "private"))
            grid.addWidget(label(self.tr("Name"), "asked"), 2, 0)
            grid.addLayout(row, 2, 1)
        held.setLayout(grid)
        return held

    def _probes_part(self) -> QWidget | None:
        if self._entry.kind is not EntryKind.DECISION:
            return None
        held = QWidget()
        layout = QVBoxLayout(held)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(MadeSenseBox(self._links, self._entry_id))
        layout.addWidget(ProbeFields(self._links, self._entry_id))
        return held

    def _on_edited(self, edited: Edited) -> None:
        if ReviewHead in edited.record_types:
            self._on_clock_changed()
            self.sightings.refresh()
        change = edited.of(Entry).get(self._entry_id)
        entry = change.after if change is not None else None
        if isinstance(entry, Entry):
            state = (entry.precision, entry.kind, entry.department_id, entry.voice_id)
            if state != self._state:
                self._show_parts()

    def _on_clock_changed(self) -> None:
        for field in (*self.findChildren(MomentField), *self.findChildren(TimesField)):
            field.keeper.reshow()


def _chain(before: QWidget, layout: QVBoxLayout) -> None:
    """Has Tab go from `before` through the fields of a layout, and then on as it went."""
    for place in range(layout.count()):
        item = layout.itemAt(place)
        part = item.widget() if item else None
        for field in _fields_of(part) if part else ():
            QWidget.setTabOrder(before, field)
            before = field


def _fields_of(part: QWidget) -> list[QWidget]:
    """What Tab stops at within a part, in the order it was made; not the lists of choosers."""
    return [
        one
        for one in part.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.window() is part.window()
    ]


def _last_in_chain(part: QWidget) -> QWidget | None:
    """The last field of a part that Tab stops at."""
    found = _fields_of(part)
    return found[-1] if found else None
