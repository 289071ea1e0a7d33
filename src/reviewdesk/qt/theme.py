"""The one place colours, type and measures come from."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from string import Template
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

from reviewdesk.services.assets import asset_path, read_asset_text

FAMILY = "Noto Sans"
_FONT_FILES = (
    "NotoSans-Regular.ttf",
    "NotoSans-Italic.ttf",
    "NotoSans-Medium.ttf",
    "NotoSans-SemiBold.ttf",
    "NotoSans-Bold.ttf",
)


class ThemeMode(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "high contrast"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they are for; LOOK.md gives them."""

    name: str
    paper: str
    lane: str
    """The quiet half of alternating lanes, between paper and surface."""
    surface: str
    hairline: str
    ink: str
    quiet: str
    accent: str
    on_accent: str
    accent_wash: str
    """Ground of a passage that matters: the first question of a decision."""
    attention: str
    selected: str
    selected_edge: str
    strong: str
    """Ground of the one strongest button."""
    on_strong: str
    veil: str
    veil_hatch: str
    departments: tuple[str, ...]

    def department(self, place: int) -> QColor:
        """Colour of the department at that place; places over the last begin again."""
        return QColor(self.departments[place % len(self.departments)])

    def pattern(self, place: int) -> int:
        """How often the colours have begun again; over 0 the lane's edge carries a pattern."""
        return place // len(self.departments)


LIGHT = Palette(
    name="light",
    paper="#F4F1EA",
    lane="#FBFAF7",
    surface="#FFFFFF",
    hairline="#DDD7CB",
    ink="#1F2933",
    quiet="#5B6770",
    accent="#0B6E6E",
    on_accent="#FFFFFF",
    accent_wash="#F2F8F8",
    attention="#B45309",
    selected="#FFF4DC",
    selected_edge="#D9A441",
    strong="#1F2933",
    on_strong="#FFFFFF",
    veil="#EFEBE2",
    veil_hatch="#DDD5C6",
    departments=("#0072B2", "#D55E00", "#00795A", "#9B4F83", "#8A6100", "#2F7FA8"),
)
DARK = Palette(
    name="dark",
    paper="#0F1418",
    lane="#172027",
    surface="#1B242C",
    hairline="#36424C",
    ink="#F3F1EC",
    quiet="#A9B4BD",
    accent="#4FD1C5",
    on_accent="#0F1418",
    accent_wash="#15302F",
    attention="#F0B429",
    selected="#3B2A12",
    selected_edge="#F0B429",
    strong="#F3F1EC",
    on_strong="#0F1418",
    veil="#141B21",
    veil_hatch="#2B3741",
    departments=("#56B4E9", "#FF8A3D", "#2FC79A", "#E79AC8", "#F0B429", "#8FD0F5"),
)
CONTRAST = Palette(
    name="high contrast",
    paper="#FFFFFF",
    lane="#FFFFFF",
    surface="#FFFFFF",
    hairline="#000000",
    ink="#000000",
    quiet="#1A1A1A",
    accent="#004B4B",
    on_accent="#FFFFFF",
    accent_wash="#FFFFFF",
    attention="#7A3300",
    selected="#FFF0B3",
    selected_edge="#000000",
    strong="#000000",
    on_strong="#FFFFFF",
    veil="#E6E6E6",
    veil_hatch="#808080",
    departments=("#00497A", "#8A3C00", "#00523D", "#6E2F5B", "#5C4000", "#154A66"),
)


def contrast_ratio(one: QColor, other: QColor) -> float:
    """Contrast of two opaque colours, 1 to 21 (WCAG 2.2, relative luminance)."""

    def luminance(colour: QColor) -> float:
        parts = [colour.redF(), colour.greenF(), colour.blueF()]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def text_on(ground: QColor) -> QColor:
    """Black or white, whichever has the higher contrast on `ground`."""
    white, black = QColor("#FFFFFF"), QColor("#000000")
    return white if contrast_ratio(white, ground) >= contrast_ratio(black, ground) else black


def tint(colour: QColor, alpha: float) -> QColor:
    """`colour` at that opacity, 0 to 1."""
    tinted = QColor(colour)
    tinted.setAlphaF(alpha)
    return tinted


Kept = TypeVar("Kept")


class TextRole(StrEnum):
    """Sizes of console type, in px at a zoom of 1."""

    BODY = "body"
    SMALL = "small"
    CAPTION = "caption"
    HEADING = "heading"
    TITLE = "title"


_SIZES_PX: Mapping[TextRole, float] = {
    TextRole.BODY: 13.5,
    TextRole.SMALL: 12.5,
    TextRole.CAPTION: 11,
    TextRole.HEADING: 19,
    TextRole.TITLE: 15.5,
}


def load_fonts() -> None:
    """Makes the bundled family known to Qt; to be called once, after the application is made."""
    for name in _FONT_FILES:
        QFontDatabase.addApplicationFont(str(asset_path(f"fonts/{name}")))


def load_fallback_fonts() -> None:
    """Makes the bundled fonts of other scripts known to Qt; not needed for the first paint."""
    for path in sorted(asset_path("fonts").glob("*.ttf")):
        if path.name not in _FONT_FILES:
            QFontDatabase.addApplicationFont(str(path))


def font_of(size_px: float, weight: int = QFont.Weight.Normal, *, italic: bool = False) -> QFont:
    """The bundled family at a size in px, with figures of one width."""
    font = QFont(FAMILY)
    font.setPixelSize(max(1, round(size_px)))
    font.setWeight(QFont.Weight(weight))
    font.setItalic(italic)
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


class Theme(QObject):
    """The palette in force and the console's type.

    Signals: `changed()` after the mode or the zoom changed; whoever paints repaints.
    """

    changed = Signal()

    def __init__(self, mode: ThemeMode = ThemeMode.SYSTEM, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mode = mode
        self._zoom = 1.0
        self._kept: dict[Hashable, Any] = {}
        self._kept_of: tuple[str, float] | None = None
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_scheme_changed)

    @property
    def mode(self) -> ThemeMode:
        return self._mode

    @property
    def zoom(self) -> float:
        """Size of console type against its own measure, 0.8 to 2."""
        return self._zoom

    @property
    def palette(self) -> Palette:
        if self._mode is ThemeMode.SYSTEM:
            dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return {
            ThemeMode.LIGHT: LIGHT,
            ThemeMode.DARK: DARK,
            ThemeMode.CONTRAST: CONTRAST,
        }[self._mode]

    def kept(self, name: Hashable, make: Callable[[], Kept]) -> Kept:
        """What was made of the theme under that name; kept until palette or zoom change.

        So whoever shows another review, or the same one beside it, makes no picture anew.
        """
        in_force = (self.palette.name, self._zoom)
        if self._kept_of != in_force:
            self._kept.clear()
            self._kept_of = in_force
        if name not in self._kept:
            self._kept[name] = make()
        found: Kept = self._kept[name]
        return found

    def set_mode(self, mode: ThemeMode) -> None:
        if mode is not self._mode:
            self._mode = mode
            self.changed.emit()

    def set_zoom(self, zoom: float) -> None:
        zoom = min(2.0, max(0.8, zoom))
        if zoom != self._zoom:
            self._zoom = zoom
            self.changed.emit()

    def font(
        self,
        role: TextRole = TextRole.BODY,
        weight: int = QFont.Weight.Normal,
        *,
        italic: bool = False,
    ) -> QFont:
        return font_of(_SIZES_PX[role] * self._zoom, weight, italic=italic)

    def px(self, size: float) -> int:
        """A measure of the console in px at the zoom in force."""
        return round(size * self._zoom)

    def qt_palette(self) -> QPalette:
        """What Qt itself paints with: selections, placeholders, tool tips."""
        look, palette = self.palette, QPalette()
        role = QPalette.ColorRole
        for which, colour in {
            role.Window: look.paper,
            role.Base: look.surface,
            role.AlternateBase: look.lane,
            role.Text: look.ink,
            role.WindowText: look.ink,
            role.Button: look.surface,
            role.ButtonText: look.ink,
            role.PlaceholderText: look.quiet,
            role.Highlight: look.accent,
            role.HighlightedText: look.on_accent,
            role.ToolTipBase: look.surface,
            role.ToolTipText: look.ink,
            role.Link: look.accent,
            role.Accent: look.accent,
        }.items():
            palette.setColor(which, QColor(colour))
        return palette

    def style_sheet(self) -> str:
        """The console's style sheet with the palette's colours and the zoom's sizes put in."""
        look = self.palette
        values = {name: getattr(look, name) for name in Palette.__slots__ if name != "departments"}
        sizes = {f"{role}_px": f"{self.px(size)}px" for role, size in _SIZES_PX.items()}
        values["family"] = FAMILY
        # Qt draws square corners where a radius is more than half of the height.
        values["pill_radius"] = f"{round(self.px(_SIZES_PX[TextRole.SMALL]) * 0.65 + 3)}px"
        values["phase_radius"] = f"{round(self.px(_SIZES_PX[TextRole.BODY]) * 0.6 + 4)}px"
        values["icons"] = asset_path("icons").as_posix()
        return Template(read_asset_text("styles/console.qss")).substitute(values, **sizes)

    def _on_system_scheme_changed(self) -> None:
        if self._mode is ThemeMode.SYSTEM:
            self.changed.emit()
