"""Fixtures for the tests of storage: real SQLite files in a folder of the test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from libraries import Clock, Opener
from reviewdesk.storage.library import Library


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.reviews"


@pytest.fixture
def opened(path: Path, clock: Clock) -> Iterator[Opener]:
    """Opens the library at `path`; whatever is left open is closed at the end."""
    libraries: list[Library] = []

    def opener() -> Library:
        libraries.append(Library.open(path, clock=clock))
        return libraries[-1]

    yield opener
    for library in libraries:
        library.close()


@pytest.fixture
def library(opened: Opener) -> Library:
    return opened()
