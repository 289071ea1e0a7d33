"""The command `coach`: remarks on the wording of a text, without a library."""

import argparse
import sys
from pathlib import Path

from reviewdesk.cli.saying import DONE, say, say_json
from reviewdesk.services.terminal import one_line

HELP = "Says where a text blames, judges in hindsight or names one cause, and what to ask instead."
STANDARD_INPUT = "-"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Gives the command its arguments."""
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        default=STANDARD_INPUT,
        help="“-” or nothing is standard input",
    )


def look(arguments: argparse.Namespace) -> int:
    """Prints the remarks, and returns the exit code."""
    from reviewdesk.services.coaching import coach, read_text, text_of

    if arguments.file == STANDARD_INPUT:
        text = text_of(sys.stdin.buffer.read(), "standard input")
    else:
        text = read_text(Path(arguments.file).expanduser())
    found = coach(text)
    if arguments.json:
        say_json(
            [
                {
                    "line": one.line,
                    "column": one.column,
                    "length": one.length,
                    "label": one.label.value,
                    "text": one.text,
                    "question": one.question,
                }
                for one in found
            ]
        )
        return DONE
    for one in found:
        say(f"{one.line}:{one.column}  {one.label.value}  “{one_line(one.text)}”  {one.question}")
    if not found:
        print("No remarks.", file=sys.stderr)
    return DONE
