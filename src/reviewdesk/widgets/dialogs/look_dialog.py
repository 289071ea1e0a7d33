"""Company name, logo and colour of all copies."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import (
    QColorDialog,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from reviewdesk.domain.errors import KnownError
from reviewdesk.services.copy_look import is_colour, keep_logo, kept_logo, read_logo
from reviewdesk.widgets.asking_dialog import foot_of, name_dialog
from reviewdesk.widgets.parts import button, label, set_state

_USUAL = "#0B6E6E"
_LOGO_PX = (180, 60)


class LookDialog(QDialog):
    """Signals: `changed()` once another look is kept."""

    changed = Signal()

    def __init__(
        self,
        company: str,
        accent: str,
        keep: Callable[..., None],
        parent: QWidget | None = None,
    ) -> None:
        """`keep` takes the settings `copy_company` and `copy_accent`."""
        super().__init__(parent)
        name_dialog(self, "look", self.tr("Look of the copies"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._keep = keep
        self._logo = kept_logo()
        self._company = QLineEdit(company)
        self._company.setObjectName("look_company")
        self._company.setAccessibleName(self.tr("Company name"))
        self._company.setMaxLength(60)
        self._accent = QLineEdit(accent)
        self._accent.setObjectName("look_accent")
        self._accent.setAccessibleName(self.tr("Colour of headings and links"))
        self._accent.setPlaceholderText(_USUAL)
        self._pick = button(self.tr("Choose…"), "look_pick", accessible=self.tr("Choose a colour"))
        self._shown = QLabel()
        self._shown.setObjectName("look_logo")
        self._shown.setAccessibleName(self.tr("Logo"))
        self._shown.setMinimumHeight(_LOGO_PX[1])
        self._choose = button(
            self.tr("Choose…"), "look_choose", accessible=self.tr("Choose a logo")
        )
        self._drop = button(self.tr("None"), "look_drop", accessible=self.tr("Take the logo away"))
        self._told = label("", "quiet")
        self._told.setObjectName("look_told")
        self._told.setWordWrap(True)
        self._take = button(self.tr("Use this"), "look_take", "accent")
        for one in (self._pick, self._choose, self._drop):
            one.setAutoDefault(False)
        self._lay_out()
        self._connect_signals()
        self._show_logo()

    def _lay_out(self) -> None:
        fields = QGridLayout()
        fields.setHorizontalSpacing(14)
        fields.setVerticalSpacing(10)
        fields.setColumnStretch(1, 1)
        # Names stand at the middle of their rows, of which that of the logo is higher.
        rows: tuple[tuple[str, tuple[QWidget, ...]], ...] = (
            (self.tr("Company"), (self._company,)),
            (self.tr("Colour"), (self._accent, self._pick)),
            (self.tr("Logo"), (self._shown, self._choose, self._drop)),
        )
        for place, (name, parts) in enumerate(rows):
            row = QHBoxLayout()
            row.setSpacing(8)
            for part in parts:
                row.addWidget(part, part is parts[0])
            named = label(name)
            named.setBuddy(parts[0])
            fields.addWidget(named, place, 0)
            fields.addLayout(row, place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Look of the copies"), "heading"))
        column.addLayout(fields)
        column.addWidget(self._told)
        column.addLayout(foot_of(self, "look", self._take))
        self.setMinimumWidth(480)

    def _connect_signals(self) -> None:
        self._pick.clicked.connect(self._on_pick)
        self._choose.clicked.connect(self._on_choose)
        self._drop.clicked.connect(self._on_drop)
        self._take.clicked.connect(self._on_take)

    def _show_logo(self) -> None:
        picture = QPixmap()
        picture.loadFromData(self._logo)
        if picture.isNull():
            self._shown.setText(self.tr("none"))
        else:
            kept = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            self._shown.setPixmap(picture.scaled(*_LOGO_PX, kept, smooth))
        self._drop.setEnabled(bool(self._logo))

    def _say(self, sentence: str, *, attention: bool = False) -> None:
        self._told.setText(sentence)
        set_state(self._told, "role", "attention" if attention else "quiet")

    def _on_pick(self) -> None:
        said = self._accent.text().strip()
        first = QColor(said if is_colour(said) else _USUAL)
        chosen = QColorDialog.getColor(first, self, self.tr("Colour of headings and links"))
        if chosen.isValid():
            self._accent.setText(chosen.name().upper())

    def _on_choose(self) -> None:
        kinds = self.tr("Images (*.png *.jpg *.jpeg)")
        name, _kind = QFileDialog.getOpenFileName(self, self.tr("Choose a logo"), "", kinds)
        if name:
            self.take_logo(Path(name))

    def take_logo(self, path: Path) -> None:
        try:
            self._logo = read_logo(path)
        except KnownError as error:
            self._say(str(error), attention=True)
            return
        self._say("")
        self._show_logo()

    def _on_drop(self) -> None:
        self._logo = b""
        self._show_logo()

    def _on_take(self) -> None:
        accent = self._accent.text().strip()
        if accent and not is_colour(accent):
            self._say(
                self.tr("A colour is written as # and six figures, such as #0B6E6E."),
                attention=True,
            )
            self._accent.setFocus()
            return
        try:
            keep_logo(self._logo)
        except KnownError as error:
            self._say(str(error), attention=True)
            return
        self._keep(copy_company=" ".join(self._company.text().split()), copy_accent=accent)
        self.accept()
        self.changed.emit()
