"""Where a copy is written and as what: its name, its folder, and the form its ending says."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog

from reviewdesk.domain.review import Review
from reviewdesk.services.exporting import (
    MAP_PNG,
    MAP_SVG,
    Audience,
    form_of,
    is_taken,
    suggested_name,
)
from reviewdesk.widgets.forms.ui_export_dialog import Ui_ExportDialog
from reviewdesk.widgets.parts import ElidedLabel, tool_tip

_WHOLE = (".review", ".json")
_WORDED = (".html", ".md", ".txt")
"""They have the sections of the report too."""


class ExportPlace(QObject):
    """The name stands in the field and its folder under it. A whole path may be typed as well.

    Signals: `changed()` when the file would be another one, or of another form.
    """

    changed = Signal()

    def __init__(
        self,
        form: Ui_ExportDialog,
        window: QDialog,
        review: Review,
        audience: Callable[[], Audience],
    ) -> None:
        super().__init__(window)
        self._form, self._window, self._review, self._audience = form, window, review, audience
        self._suggested = ""
        places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DocumentsLocation)
        self._folder = Path(places[0]) if places and is_taken(Path(places[0])) else Path.home()
        self._told = ElidedLabel(role="quiet", parent=window)
        self._told.elided = Qt.TextElideMode.ElideMiddle
        self._told.setObjectName("export_folder")
        self._told.setAccessibleName(self.tr("Folder of the file"))
        form.where_column.insertWidget(1, self._told)
        for suffix, name in self._forms().items():
            form.export_form.addItem(name, suffix)
        form.export_form.activated.connect(self._on_form)
        form.export_where.textChanged.connect(self._on_typed)
        form.export_where.editingFinished.connect(self._part)
        form.export_choose.clicked.connect(self._on_choose)

    def _forms(self) -> dict[str, str]:
        """What a copy can be written as: the ending of its file, and its name."""
        return {
            ".pdf": self.tr("PDF, the report"),
            ".html": self.tr("Web page in one file"),
            ".md": self.tr("Markdown"),
            ".txt": self.tr("Plain text, for a mail"),
            ".csv": self.tr("Table of events and repairs"),
            ".svg": self.tr("Timeline as a drawing (SVG)"),
            ".png": self.tr("Timeline as a picture (PNG)"),
            MAP_SVG: self.tr("Map of conditions as a drawing (SVG)"),
            MAP_PNG: self.tr("Map of conditions as a picture (PNG)"),
            ".review": self.tr("The whole review, to open again"),
            ".json": self.tr("The whole review, as JSON"),
        }

    @property
    def path(self) -> Path:
        return self._folder / Path(self._form.export_where.text().strip()).expanduser()

    @property
    def is_named(self) -> bool:
        return bool(self._form.export_where.text().strip())

    @property
    def suffix(self) -> str:
        """The form chosen by the ending of the file, which is what counts; empty if it is none."""
        suffix = form_of(self.path)
        return suffix if suffix in self._forms() else ""

    @property
    def is_whole(self) -> bool:
        """Whether the file takes everything, what is private too."""
        return self.suffix in _WHOLE

    @property
    def has_pages(self) -> bool:
        return self.suffix in ("", ".pdf")

    @property
    def has_sections(self) -> bool:
        return self.has_pages or self.suffix in _WORDED

    def suggest(self) -> None:
        """Gives the file the name that fits its audience; one that somebody typed stays."""
        field = self._form.export_where
        if field.text() != self._suggested:
            self.changed.emit()
            return
        suffix = self._form.export_form.currentData()
        self._suggested = suggested_name(self._review, self._audience(), suffix)
        if field.text() == self._suggested:
            self.changed.emit()
        field.setText(self._suggested)

    def _on_form(self) -> None:
        """Gives the file the ending of the form chosen."""
        field, suffix = self._form.export_where, self._form.export_form.currentData()
        typed = Path(field.text().strip())
        if not typed.name or form_of(typed) == suffix:
            return
        was_suggested = field.text() == self._suggested
        own = self.suffix
        stem = typed.name[: -len(own)] if own else typed.name
        told = str(typed.with_name(f"{stem}{suffix}"))
        if was_suggested:
            self._suggested = told
        field.setText(told)

    def _on_typed(self) -> None:
        place = self._form.export_form.findData(self.suffix)
        if place >= 0:
            self._form.export_form.setCurrentIndex(place)
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        path = self.path if self.is_named else self._folder / "_"
        self._told.setText(self.tr("in %1").replace("%1", str(path.parent)))
        self._form.export_where.setToolTip(tool_tip(str(path)) if self.is_named else "")

    def _part(self) -> None:
        """Takes the folder out of a path that was typed, and leaves the name in the field."""
        path = self.path
        if self.is_named and path.name and str(path) != str(self._folder / path.name):
            self._set(path)

    def _set(self, path: Path) -> None:
        self._folder = path.parent
        if self._form.export_where.text() == path.name:
            self._on_typed()
        self._form.export_where.setText(path.name)

    def _on_choose(self) -> None:
        forms = {suffix: f"{name} (*{suffix})" for suffix, name in self._forms().items()}
        kinds, own = ";;".join(forms.values()), forms.get(self.suffix, "")
        options = QFileDialog.Option.DontConfirmOverwrite
        name, kind = QFileDialog.getSaveFileName(
            self._window, self.tr("Export the report"), str(self.path), kinds, own, options=options
        )
        if not name:
            return
        if form_of(Path(name)) not in forms:
            name += next((ending for ending in forms if f"(*{ending})" in kind), ".pdf")
        self._set(Path(name))
