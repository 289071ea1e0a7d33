"""Addresses that a copy may lead to."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")
_MAILBOX = re.compile(r"[^@%,;:<>\\]+@[^@%,;:<>\\]+")


def addresses_in(text: str) -> Iterator[tuple[int, int]]:
    """Where the web addresses in `text` begin and end."""
    for found in _ADDRESS.finditer(text):
        if is_web_address(found[0]):
            yield found.span()


def is_web_address(url: str) -> bool:
    """Whether a link may lead there: http or https with no name of a user before the host, or
    mailto without fields of a mail's head; nothing odd in either.
    """
    if any(character.isspace() or ord(character) < 0x21 for character in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return bool(_MAILBOX.fullmatch(parts.path)) and "?" not in url and "#" not in url
    # What stands before an @ is a password, or looks like the host and is none.
    return (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and "@" not in parts.netloc
        and "\\" not in url
    )
