"""The wording coach: what in a text closes an inquiry, and what to ask instead."""

from functools import cache
from pathlib import Path

from reviewdesk.coach.matcher import Remark, remarks
from reviewdesk.coach.rules import RuleBook, read_rules
from reviewdesk.domain.errors import KnownError
from reviewdesk.intake.decoding import decode
from reviewdesk.services.assets import read_asset_text


@cache
def rule_book(language: str = "en") -> RuleBook:
    return read_rules(read_asset_text(f"coach/{language}.toml"))


def coach(text: str, language: str = "en") -> tuple[Remark, ...]:
    """Remarks on the wording of `text`, in its order. Quoted evidence is left alone."""
    return remarks(text, rule_book(language))


def text_of(data: bytes, name: str) -> str:
    """The text in `data`; KnownError where it is none."""
    try:
        return decode(data)[0]
    except KnownError as error:
        raise KnownError(
            f"“{name}” is not text that could be read. Save it as plain text, then try again."
        ) from error


def read_text(path: Path) -> str:
    """The text in a file; KnownError where it is not there, or no text."""
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be used"
        raise KnownError(f"“{path.name}” could not be read: {reason}.") from error
    return text_of(data, path.name)
