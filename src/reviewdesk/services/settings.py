"""What the user has chosen once and for all, in a TOML file that a person can read and change.

Checked by hand: this is read before the first paint, and pydantic alone takes longer than a window.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

_LIMIT_BYTES = 1_000_000
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "theme": ("system", "light", "dark", "high contrast"),
    "room_theme": ("light", "dark"),
    "audience": ("members", "company", "public"),
    "paper": ("a4", "letter"),
    "panel": ("signals", "inspector"),
    "room_typing": ("grow", "enter"),
    "room_pictures": ("shown", "hidden"),
}
_TYPES: Mapping[str, type] = {
    "text_size_percent": int,
    "gap_minutes": int,
    "windows": dict,
    "agendas": dict,
}
"""Of those settings that are not text."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every choice, with what holds where none was made. ValueError for what cannot hold."""

    theme: str = "system"
    room_theme: str = "light"
    text_size_percent: int = 100
    library: str = ""
    """Path of the library that was open last; empty: the usual one."""
    last_review: str = ""
    """Id of the review that was open last."""
    last_zone: str = ""
    """Zone of the review that was made last."""
    audience: str = "company"
    paper: str = "a4"
    panel: str = "signals"
    """What stands at the right of the timeline."""
    copy_company: str = ""
    """Name of the company on its copies; empty: that of the program."""
    copy_accent: str = ""
    """Colour of headings and links in copies, as "#RRGGBB"; empty: the usual one."""
    gap_minutes: int = 30
    """From how long on a stretch without events is shown as a gap; 0: none is."""
    room_screen: str = ""
    """Key of the room's screen, or "window"; empty: whichever is not the console's."""
    room_typing: str = "grow"
    """Whether the room sees an event grow as it is typed, or only on Enter."""
    room_pictures: str = "shown"
    """Whether the console has a small picture of what the room sees."""
    windows: dict[str, str] = field(default_factory=dict)
    """Place and state of each window by its name, in base64, as Qt gives it."""

    agendas: dict[str, str] = field(default_factory=dict)
    """Agendas kept for later reviews, by name; each line is an item: minutes, phase, title."""

    def __post_init__(self) -> None:
        for one in fields(self):
            value = getattr(self, one.name)
            if type(value) is not _TYPES.get(one.name, str):
                raise ValueError(f"{one.name} is not of its type")
            if value not in _CHOICES.get(one.name, (value,)):
                raise ValueError(f"{one.name} is none of its choices")
        for held in (self.windows, self.agendas):
            if not all(type(part) is str for pair in held.items() for part in pair):
                raise ValueError("windows and agendas are kept as text")


@dataclass(slots=True)
class SettingsFile:
    """Reads the settings once and writes each change of them."""

    path: Path
    settings: Settings = field(default_factory=Settings)
    notice: str = ""
    """What was wrong with the file, in a sentence for people; empty where nothing was."""

    @classmethod
    def read(cls, path: Path) -> "SettingsFile":
        """Never fails: a file that says nothing usable is kept aside, and every default holds."""
        try:
            with path.open("rb") as file:
                data = file.read(_LIMIT_BYTES + 1)
            if len(data) > _LIMIT_BYTES:
                raise ValueError("too large")
            import tomllib  # at the very first start there is nothing to read

            said = tomllib.loads(data.decode())
            # Keys of later versions are passed over.
            known = {name: said[name] for name in Settings.__slots__ if name in said}
            return cls(path, Settings(**known))
        except FileNotFoundError:
            return cls(path)
        except OSError:
            return cls(
                path,
                notice="The settings cannot be read, so every setting is as it was at first. "
                "Your reviews are not touched by this.",
            )
        except (ValueError, RecursionError):
            return cls(path, notice=_kept_aside(path))

    def change(self, **values: Any) -> None:  # noqa: ANN401 - each setting has a type of its own
        """Takes over `values` and writes them. Raises KnownError, ValueError."""
        settings = replace(self.settings, **values)
        if settings == self.settings:
            return
        import tomli_w

        from reviewdesk.services.files import write_atomically

        write_atomically(self.path, tomli_w.dumps(asdict(settings)).encode())
        self.settings = settings


def _kept_aside(path: Path) -> str:
    aside = path.with_name(path.name + ".damaged")
    sentence = "The settings could not be understood, so every setting is as it was at first."
    try:
        path.replace(aside)
    except OSError:
        return f"{sentence} Your reviews are not touched by this."
    return f"{sentence} The file is kept as “{aside.name}”; your reviews are not touched by this."
