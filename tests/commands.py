"""What running a command line leaves behind, looked at by the tests of the command line."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


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
