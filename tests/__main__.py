"""Runs the tests and checks: `python3 tests [pytest arguments]`, on any Python 3.11 with pip.

Without arguments: the quick suite and every check, on two processes. With arguments: what
pytest is told, e.g. `python3 tests tests/domain -x` or, for what takes minutes,
`python3 tests -m long`.
"""

from __future__ import annotations

import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent


def pytest_arguments(words: list[str]) -> list[str]:
    """What pytest is called with; two processes unless `words` choose tests or processes."""
    chosen = any(not word.startswith("-") and Path(word.split("::")[0]).exists() for word in words)
    processes = any(word.startswith(("-n", "--numprocesses", "--pdb")) for word in words)
    spread = [] if chosen or processes else ["-n", "2", "--dist", "worksteal"]
    return ["-P", "-m", "pytest", "--rootdir", str(CHECKOUT), *spread, *words]


def main() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - said in words to whoever has an older one
        print("The tests need Python 3.11 or newer.", file=sys.stderr)
        return 1
    sys.path[0] = str(CHECKOUT / "src")
    from reviewdesk import bootstrap

    try:
        environment = bootstrap.ensure(CHECKOUT, for_tests=True)
    except bootstrap.SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped; the next start goes on from here.", file=sys.stderr)
        return 130
    return bootstrap.hand_over(environment, pytest_arguments(sys.argv[1:]))


if __name__ == "__main__":
    raise SystemExit(main())
