"""Starts ReviewDesk: `python3 src/reviewdesk`, `python -m reviewdesk` or the installed command.

The first of these runs on any Python, before anything is installed, so this file imports
nothing but the standard library at its top and keeps to syntax that an old Python reads.
"""

import sys
from pathlib import Path


def main() -> int:
    """Run the installed program with the words of the command line; returns the exit code."""
    from reviewdesk import cli

    return cli.main(sys.argv[1:])


def start_from_checkout() -> int:
    """Hand over to `.venv`, which is made first where it is missing."""
    if sys.version_info < (3, 11):  # noqa: UP036 - said in words to whoever has an older one
        print("ReviewDesk needs Python 3.11 or newer.", file=sys.stderr)
        return 1
    # Python put this folder first: a room or module here would hide a library of the same name.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    from reviewdesk import bootstrap, display

    checkout = Path(__file__).resolve().parents[2]
    wants_window = not display.needs_no_screen(sys.argv[1:])
    try:
        environment = bootstrap.ensure(checkout, needs_libraries=wants_window)
    except bootstrap.SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped; the next start goes on from here.", file=sys.stderr)
        return 130
    # -I: neither the folder one stands in nor PYTHONPATH may put a module before ours.
    return bootstrap.hand_over(environment, ["-I", "-m", "reviewdesk", *sys.argv[1:]])


if __name__ == "__main__":
    raise SystemExit(main() if __package__ else start_from_checkout())
