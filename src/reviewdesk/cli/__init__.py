"""The command line: the same work without a window.

Errors go to standard error in one plain sentence; 1 when the world failed, 2 for wrong usage.
"""

import argparse
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn

from reviewdesk import __version__
from reviewdesk.cli import coaching, exporting, importing
from reviewdesk.cli.saying import DONE, drop_output, flush, iso, say, say_json
from reviewdesk.display import missing_screen_sentence
from reviewdesk.domain.errors import FileThereError, KnownError, LeakFoundError
from reviewdesk.services import paths
from reviewdesk.services.crashes import write_crash_file
from reviewdesk.services.terminal import LONGEST_LINE, cut, one_line

if TYPE_CHECKING:
    from reviewdesk.services.library import LibraryService

FAILED, MISUSED, INTERRUPTED = 1, 2, 130


class _Parser(argparse.ArgumentParser):
    """An argument parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        sentence = one_line(message[:1].upper() + message[1:]).rstrip(".")
        self.exit(MISUSED, f"{sentence}; “{self.prog} --help” says more.\n")


def main(words: Sequence[str]) -> int:
    """Carries out the command line `words` and returns the exit code.

    Raises SystemExit for wrong usage and where only help or the version was asked for.
    """
    sys.excepthook = _on_fault
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter, or a file name that is no text, stops no command.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        # Not by set_defaults: that would let the command's parser wipe out what stands before it.
        nothing_said = argparse.Namespace(command=None, library=None)
        arguments = _parser().parse_args(list(words), nothing_said)
        if arguments.command is None:
            return _open_window(arguments)
        arguments.look_at(arguments)
        code = _work(arguments)
        flush()
        return code
    except LeakFoundError as error:
        # It is told to whoever has the review, and nobody else.
        print(one_line(error.told), file=sys.stderr)
        return FAILED
    except KnownError as error:
        sentence = one_line(str(error))
        if isinstance(error, FileThereError):
            sentence += " Here that is: --force."
        print(sentence, file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        drop_output()
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def _work(arguments: argparse.Namespace) -> int:
    if arguments.command == "restore":
        return _restore(arguments)  # also for a library that cannot be opened any more
    if arguments.command == "coach":
        return coaching.look(arguments)
    if arguments.command == "import" and arguments.dry_run and not arguments.into:
        return importing.look_only(arguments)
    work: Callable[[LibraryService, argparse.Namespace], int] = arguments.work
    with _Opened(arguments) as library:
        return work(library, arguments)


def _on_fault(
    _kind: type[BaseException], error: BaseException, _places: TracebackType | None
) -> None:
    kept = write_crash_file(paths.crash_folder, error)
    where = f" Where it happened is written down in {kept}." if kept else ""
    print(
        f"ReviewDesk met a fault of its own and stopped; what was saved is safe.{where}",
        file=sys.stderr,
    )


def _open_window(arguments: argparse.Namespace) -> int:
    sentence = missing_screen_sentence()
    if sentence:
        raise KnownError(sentence)
    from reviewdesk.app import run_window

    return run_window(_library_path(arguments.library), sys.argv)


def _library_path(given: str | None) -> Path:
    paths.restrict_new_files()
    return Path(given).expanduser() if given else paths.default_library()


class _Opened:
    """The library, open while a command works on it."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._path = _library_path(arguments.library)
        # A slip in a name must not make an empty library that then answers for the real one.
        if arguments.library and not arguments.may_make and not _is_there(self._path):
            raise KnownError(
                f"There is no library “{self._path.name}”, and none was made. Look at its name and "
                "folder; the sample, an import or a restore makes a new one."
            )

    def __enter__(self) -> "LibraryService":
        from reviewdesk.services.library import LibraryService

        self._library = LibraryService.open(self._path)
        for notice in self._library.notices:
            print(one_line(notice), file=sys.stderr)
        return self._library

    def __exit__(self, *_error: object) -> None:
        self._library.close()


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return True  # whoever opens it says what is the matter


def _parser() -> argparse.ArgumentParser:
    common = _Parser(add_help=False)
    common.add_argument(
        "--library",
        metavar="FILE",
        default=argparse.SUPPRESS,
        help="work on this library file instead of the usual one",
    )
    parser = _Parser(
        prog="reviewdesk",
        parents=[common],
        allow_abbrev=False,
        description="Prepare, hold and write up live, blameless incident reviews. "
        "Without a command, opens the window.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    def command(
        name: str, work: Callable[..., int] | None, help_text: str, *, may_make: bool = False
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name, parents=[common], help=help_text, description=help_text, allow_abbrev=False
        )
        made.set_defaults(work=work, may_make=may_make, look_at=_nothing, misused=made.error)
        return made

    def with_json(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
        made.add_argument("--json", action="store_true", help="print JSON")
        return made

    with_json(command("sample", _sample, "Adds the sample review, prints its id.", may_make=True))
    with_json(command("list", _list, "Lists the reviews."))

    search = with_json(command("search", _search, "Searches everything written in every review."))
    search.add_argument("text", metavar="TEXT", nargs="+")

    importing.add_arguments(
        with_json(command("import", importing.bring, importing.HELP, may_make=True))
    )

    exporting.add_arguments(command("export", _export, exporting.HELP))
    exporting.add_all_arguments(command("export-all", exporting.export_all, exporting.HELP_ALL))

    coaching.add_arguments(with_json(command("coach", None, coaching.HELP)))

    with_json(command("check", _check, "Looks whether the library is sound."))
    backup = command("backup", _backup, "Writes a checked copy of the whole library.")
    backup.add_argument("file", metavar="FILE")
    restore = command("restore", None, "Puts a copy in place of the library; keeps the old.")
    restore.add_argument("file", metavar="FILE")
    return parser


def _nothing(_arguments: argparse.Namespace) -> None:
    """There is nothing to look at before this command's library is opened."""


def _columns() -> int:
    """Width of the lines: the terminal's, where there is one."""
    if sys.stdout is None or not sys.stdout.isatty():
        return LONGEST_LINE
    return shutil.get_terminal_size((LONGEST_LINE, 24)).columns


def _sample(library: "LibraryService", arguments: argparse.Namespace) -> int:
    from reviewdesk.services.sample import add_sample

    review_id = add_sample(library, datetime.now(UTC))
    if arguments.json:
        say_json({"id": review_id})
    else:
        say(review_id)
    return DONE


def _list(library: "LibraryService", arguments: argparse.Namespace) -> int:
    rows = [row for row in library.reviews() if row.deleted_at is None]
    if arguments.json:
        say_json(
            [
                {
                    "id": row.id,
                    "title": row.title,
                    "kind": row.kind.value,
                    "day": row.day.isoformat() if row.day else None,
                    "zone": row.zone,
                    "phase": row.phase.value,
                    "state": row.state.value,
                    "tags": list(row.tags),
                    "sample": row.sample,
                    "archived": row.archived,
                    "events": row.entries,
                    "departments": row.departments_total,
                    "departments_heard": row.departments_heard,
                    "open_repairs": row.open_repairs,
                    "updated": iso(row.updated_at),
                }
                for row in rows
            ]
        )
        return DONE
    columns = _columns()
    for row in rows:
        day = row.day.isoformat() if row.day else "no date   "
        heard = f"{row.departments_heard}/{row.departments_total} heard"
        start = f"{row.id[:8]}  {day}  {row.phase.value:<14}  {heard:<11}  "
        say(start + cut(row.title, max(20, columns - len(start))))
    if not rows:
        print("No reviews yet. “reviewdesk sample” adds one.", file=sys.stderr)
    return DONE


def _search(library: "LibraryService", arguments: argparse.Namespace) -> int:
    from reviewdesk.domain.edits import WORDS

    hits = library.search(" ".join(arguments.text))
    if arguments.json:
        say_json(
            [
                {
                    "review": hit.review_id,
                    "review_title": hit.review_title,
                    "kind": WORDS[hit.table],
                    "id": hit.record_id,
                    "number": hit.number,
                    "title": hit.title,
                    "text": hit.snippet,
                    "start": iso(hit.start),
                }
                for hit in hits
            ]
        )
        return DONE
    room = max(20, _columns() - 27)
    for hit in hits:
        say(f"{hit.review_id[:8]}  {WORDS[hit.table]:<15}  {cut(hit.named, room)}".rstrip())
        if hit.snippet and hit.snippet != hit.title:
            say(f"{'':27}{cut(hit.snippet, room)}")
    if not hits:
        print("Nothing found.", file=sys.stderr)
    return DONE


def _export(library: "LibraryService", arguments: argparse.Namespace) -> int:
    return exporting.export(library, arguments, _outside)


def _outside(library: Path, given: str) -> Path:
    """The path `given`, which is not that of the library."""
    path = Path(given).expanduser()
    try:
        is_library = path.samefile(library)
    except OSError:  # one of them is not there
        is_library = path.absolute() == library.absolute()
    if is_library:
        raise KnownError(
            f"“{path.name}” is the library itself, which was left as it is. Choose another file."
        )
    return path


def _check(library: "LibraryService", arguments: argparse.Namespace) -> int:
    report = library.check()
    if arguments.json:
        say_json(
            {
                "sound": report.sound,
                "findings": list(report.findings),
                "facts": list(report.facts),
            }
        )
    else:
        lines = [*(("The library is sound.",) if report.sound else report.findings), *report.facts]
        say("\n".join(map(one_line, lines)))
    if not report.sound:
        raise KnownError(
            "The library is damaged; what was found is listed on standard output. Nothing was "
            "changed. Restore a backup."
        )
    return DONE


def _backup(library: "LibraryService", arguments: argparse.Namespace) -> int:
    say(str(library.backup(_outside(library.path, arguments.file))))
    return DONE


def _restore(arguments: argparse.Namespace) -> int:
    from reviewdesk.services.library import restore_library

    library = _library_path(arguments.library)
    kept = restore_library(library, _outside(library, arguments.file))
    was_there = _is_there(kept)
    say("Restored." + (f" The library as it was is kept as {kept}." if was_there else ""))
    return DONE
