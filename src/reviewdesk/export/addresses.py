"""Addresses that a copy may lead to."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")


def addresses_in(text: str) -> Iterator[tuple[int, int]]:
    """Where the web addresses in `text` begin and end."""
    for found in _ADDRESS.finditer(text):
        if is_web_address(found[0]):
            yield found.span()


def is_web_address(url: str) -> bool:
    """Whether a link may lead there: http, https or mailto, and nothing odd."""
    if any(character.isspace() or ord(character) < 0x21 for character in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return (parts.scheme in ("http", "https") and bool(parts.netloc)) or parts.scheme == "mailto"
