"""What the user has chosen once and for all, in a TOML file that a person can read and change."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import tomli_w
from pydantic import BaseModel, ConfigDict, ValidationError

from reviewdesk.services.files import write_atomically

_LIMIT_BYTES = 1_000_000


class Settings(BaseModel):
    """Every choice, with what holds where none was made. Keys of later versions are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True, strict=True)

    theme: Literal["system", "light", "dark"] = "system"
    room_theme: Literal["light", "dark"] = "dark"
    text_size_percent: int = 100
    library: str = ""
    """Path of the library that was open last; empty: the usual one."""
    last_review: str = ""
    """Id of the review that was open last."""
    audience: Literal["members", "company", "public"] = "company"
    paper: Literal["a4", "letter"] = "a4"
    windows: dict[str, str] = {}
    """Place and state of each window by its name, in base64, as Qt gives it."""


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
            return cls(path, Settings.model_validate(tomllib.loads(data.decode())))
        except FileNotFoundError:
            return cls(path)
        except OSError:
            return cls(
                path,
                notice="The settings cannot be read, so every setting is as it was at first. "
                "Your reviews are not touched by this.",
            )
        except (ValueError, ValidationError, RecursionError):
            return cls(path, notice=_kept_aside(path))

    def change(self, **values: Any) -> None:  # noqa: ANN401 - each setting has a type of its own
        """Takes over `values` and writes them. Raises KnownError, ValidationError."""
        settings = Settings.model_validate({**self.settings.model_dump(), **values})
        if settings != self.settings:
            write_atomically(self.path, tomli_w.dumps(settings.model_dump()).encode())
            self.settings = settings


def _kept_aside(path: Path) -> str:
    aside = path.with_name(path.name + ".damaged")
    sentence = "The settings could not be understood, so every setting is as it was at first."
    try:
        path.replace(aside)
    except OSError:
        return f"{sentence} Your reviews are not touched by this."
    return f"{sentence} The file is kept as “{aside.name}”; your reviews are not touched by this."
