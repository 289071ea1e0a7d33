"""The command line: the same work without a window.

Errors go to standard error in one plain sentence; 1 when the world failed, 2 for wrong usage.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NoReturn

from reviewdesk import __version__
from reviewdesk.display import missing_screen_sentence
from reviewdesk.domain.errors import KnownError
from reviewdesk.services import paths
from reviewdesk.services.crashes import write_crash_file

if TYPE_CHECKING:
    from reviewdesk.domain.review import Review
    from reviewdesk.services.library import LibraryService

DONE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130
_BUNDLES = (".review", ".json")


class _Parser(argparse.ArgumentParser):
    """An argument parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        sentence = message[:1].upper() + message[1:].rstrip(".")
        self.exit(MISUSED, f"{sentence}. See: {self.prog} --help\n")


def main(words: Sequence[str]) -> int:
    """Carries out the command line `words` and returns the exit code."""
    sys.excepthook = _on_fault
    arguments = _parser().parse_args(list(words))
    try:
        if arguments.command is None:
            return _open_window(arguments)
        with _Opened(arguments.library) as library:
            work: Callable[[LibraryService, argparse.Namespace], int] = arguments.work
            return work(library, arguments)
    except KnownError as error:
        print(error, file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # Whoever reads our output has gone; Python would complain once more while it closes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


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

    def __init__(self, given: str | None) -> None:
        self._given = given

    def __enter__(self) -> "LibraryService":
        from reviewdesk.services.library import LibraryService

        self._library = LibraryService.open(_library_path(self._given))
        for notice in self._library.notices:
            print(notice, file=sys.stderr)
        return self._library

    def __exit__(self, *_error: object) -> None:
        self._library.close()


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--library",
        metavar="FILE",
        default=argparse.SUPPRESS,
        help="work on this library file instead of the usual one",
    )
    parser = _Parser(
        prog="reviewdesk",
        parents=[common],
        description="Prepare, hold and write up live, blameless incident reviews. "
        "Without a command, opens the window.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.set_defaults(command=None, library=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    def command(name: str, work: Callable[..., int], help_text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[common], help=help_text, description=help_text)
        made.set_defaults(work=work)
        return made

    def with_json(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
        made.add_argument("--json", action="store_true", help="print JSON")
        return made

    with_json(command("sample", _sample, "Adds the sample review and prints its id."))
    with_json(command("list", _list, "Lists the reviews."))

    search = with_json(command("search", _search, "Searches everything written in every review."))
    search.add_argument("text", metavar="TEXT", nargs="+")

    bring = with_json(command("import", _import, "Adds reviews from .review and .json files."))
    bring.add_argument("files", metavar="FILE", nargs="+")
    bring.add_argument("--new", metavar="TITLE", help="give the new review this title")
    bring.add_argument("--dry-run", action="store_true", help="only say what would be added")

    export = command("export", _export, "Writes a review to a file; its ending says as what.")
    export.add_argument("review", metavar="ID")
    export.add_argument("file", metavar="FILE")
    export.add_argument("--audience", choices=("members", "company", "public"))
    export.add_argument("--paper", choices=("a4", "letter"), default="a4")
    export.add_argument("--force", action="store_true", help="overwrite FILE")

    with_json(command("check", _check, "Looks whether the library is sound."))
    backup = command("backup", _backup, "Writes a checked copy of the whole library.")
    backup.add_argument("file", metavar="FILE")
    restore = command("restore", _restore, "Puts a copy in place of the library; keeps the old.")
    restore.add_argument("file", metavar="FILE")
    return parser


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _sample(library: "LibraryService", arguments: argparse.Namespace) -> int:
    from reviewdesk.services.sample import add_sample

    review_id = add_sample(library, datetime.now(UTC))
    _print_json({"id": review_id}) if arguments.json else print(review_id)
    return DONE


def _list(library: "LibraryService", arguments: argparse.Namespace) -> int:
    rows = [row for row in library.reviews() if row.deleted_at is None]
    if arguments.json:
        _print_json(
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
                    "updated": _iso(row.updated_at),
                }
                for row in rows
            ]
        )
        return DONE
    for row in rows:
        day = row.day.isoformat() if row.day else "no date   "
        heard = f"{row.departments_heard}/{row.departments_total} heard"
        print(f"{row.id[:8]}  {day}  {row.phase.value:<14}  {heard:<11}  {row.title}")
    if not rows:
        print("No reviews yet. “reviewdesk sample” adds one.", file=sys.stderr)
    return DONE


def _search(library: "LibraryService", arguments: argparse.Namespace) -> int:
    from reviewdesk.domain.edits import WORDS

    hits = library.search(" ".join(arguments.text))
    if arguments.json:
        _print_json(
            [
                {
                    "review": hit.review_id,
                    "review_title": hit.review_title,
                    "kind": WORDS[hit.table],
                    "id": hit.record_id,
                    "title": hit.title,
                    "text": hit.snippet,
                    "start": _iso(hit.start),
                }
                for hit in hits
            ]
        )
        return DONE
    for hit in hits:
        print(f"{hit.review_id[:8]}  {WORDS[hit.table]:<15}  {hit.title}")
        if hit.snippet and hit.snippet != hit.title:
            print(f"{'':27}{' '.join(hit.snippet.split())}")
    if not hits:
        print("Nothing found.", file=sys.stderr)
    return DONE


def _import(library: "LibraryService", arguments: argparse.Namespace) -> int:
    files = [Path(name).expanduser() for name in arguments.files]
    if arguments.new and len(files) > 1:
        raise KnownError("--new gives one title; name one file with it. Nothing was added.")
    for file in files:
        if file.suffix.lower() not in _BUNDLES:
            raise KnownError(
                f"“{file.name}” is neither a .review nor a .json file of ReviewDesk. "
                "Nothing was added."
            )
    reviews = [library.read_bundle(file) for file in files]
    notes = []
    for file, review in zip(files, reviews, strict=True):
        if arguments.dry_run:
            notes.append(f"“{review.head.title}” would be added.")
            continue
        review_id = library.import_bundle(file, title=arguments.new or "")
        notes.append(f"Added as {review_id}.")
        if not arguments.json:
            print(review_id)
    if arguments.json:
        events = [event for review in reviews for event in _event_rows(review)]
        _print_json({"events": events, "skipped": [], "duplicates": 0, "notes": notes})
    elif arguments.dry_run:
        print("\n".join(notes))
    return DONE


def _event_rows(review: "Review") -> list[dict[str, Any]]:
    names = {department.id: department.name for department in review.departments}
    return [
        {
            "start": _iso(entry.start),
            "end": _iso(entry.end),
            "precision": entry.precision.value,
            "department": names.get(entry.department_id or ""),
            "title": entry.title,
            "line": entry.raw_line,
        }
        for entry in review.entries_in_order()
    ]


def _export(library: "LibraryService", arguments: argparse.Namespace) -> int:
    from reviewdesk.domain.ids import match_id

    review_id = match_id(
        arguments.review, [row.id for row in library.reviews() if row.deleted_at is None]
    )
    target = Path(arguments.file).expanduser()
    if target.suffix.lower() in _BUNDLES:
        if arguments.audience not in (None, "members"):
            raise KnownError(
                f"A {target.suffix.lower()} file holds everything, private notes and names too, "
                "so it is for members only. Nothing was written; export a .pdf for others."
            )
        library.export_bundle(review_id, target, force=arguments.force)
        return DONE
    from reviewdesk.domain.shared import Audience
    from reviewdesk.services.exporting import export_review

    export_review(
        library.load_review(review_id),
        target,
        audience=Audience(arguments.audience or "members"),
        paper=arguments.paper,
        force=arguments.force,
        now=datetime.now(UTC),
    )
    return DONE


def _check(library: "LibraryService", arguments: argparse.Namespace) -> int:
    report = library.check()
    if arguments.json:
        _print_json(
            {
                "sound": report.sound,
                "findings": list(report.findings),
                "facts": list(report.facts),
            }
        )
    else:
        print("\n".join(("The library is sound.",) if report.sound else report.findings))
        print("\n".join(report.facts))
    return DONE if report.sound else FAILED


def _backup(library: "LibraryService", arguments: argparse.Namespace) -> int:
    print(library.backup(Path(arguments.file).expanduser()))
    return DONE


def _restore(library: "LibraryService", arguments: argparse.Namespace) -> int:
    kept = library.restore(Path(arguments.file).expanduser())
    print(f"Restored. The library as it was is kept as {kept}.")
    return DONE
