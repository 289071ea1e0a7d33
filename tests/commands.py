"""For tests of the command line: what a command left behind, and a library to run it on."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reviewdesk.services.library import LibraryService
from reviewdesk.services.sample import add_sample


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever was printed
        assert self.code == 0, self.err
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        assert self.code == 0, self.err
        return self.out.splitlines()

    def sentence(self, code: int = 1) -> str:
        """What it said when it failed: one plain sentence or more on one line, nothing else."""
        assert self.code == code, (self.code, self.out, self.err)
        assert self.err.endswith(".\n"), self.err
        assert self.err.count("\n") == 1, self.err
        assert self.err.strip().replace(" ", "").isprintable(), self.err
        assert "Traceback" not in self.err
        assert self.out == ""
        return self.err.strip()


Run = Callable[..., Ran]


def make_sample_library(path: Path) -> Path:
    """A closed library at `path` with the sample in it."""
    service = LibraryService.open(path)
    add_sample(service, datetime(2026, 1, 2, tzinfo=UTC))
    service.close()
    return path


def put_as_usual_library(library: Path, home: Path) -> Path:
    """A copy of `library` and its backups where the program looks for one in `home`."""
    folder = home / ".local" / "share" / "reviewdesk"
    shutil.copytree(library.parent, folder)
    return folder / library.name
