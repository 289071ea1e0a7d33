"""The command `import`: whole reviews of ours, and events from what others wrote."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewdesk.cli.saying import DONE, iso, say, say_json
from reviewdesk.domain.errors import KnownError
from reviewdesk.services.terminal import LONGEST_LINE, cut, one_line

if TYPE_CHECKING:
    from reviewdesk.domain.review import Review
    from reviewdesk.services.import_files import Told
    from reviewdesk.services.library import LibraryService

HELP = (
    "Adds reviews from .review and .json files, and events from timelines, tables and "
    "conversations."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Gives the command its arguments."""
    parser.set_defaults(look_at=_look_at_import)
    parser.add_argument("files", metavar="FILE", nargs="+", help="“-” is standard input")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--into", metavar="ID", default="", help="add the events to this review")
    where.add_argument("--new", metavar="TITLE", help="give the new review this title")
    parser.add_argument(
        "--format", choices=("review", "text", "table", "chat"), default="", help="how to read it"
    )
    parser.add_argument(
        "--zone", metavar="ZONE", default="", help="zone of times that name none: Europe/Lisbon"
    )
    parser.add_argument(
        "--date", metavar="DATE", type=_day, help="day of times that name none: 2026-03-12"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would be added")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("it takes a day like 2026-03-12") from error


def _look_at_import(arguments: argparse.Namespace) -> None:
    from reviewdesk.domain.times import zone
    from reviewdesk.services.import_files import Wanted, look_at

    wanted = Wanted(
        tuple(arguments.files),
        arguments.into,
        arguments.new or "",
        arguments.format,
        arguments.zone,
        arguments.date,
        arguments.dry_run,
    )
    whole = wanted.all_bundles
    if whole and arguments.new is not None and len(wanted.files) > 1:
        arguments.misused("--new gives one title, so it goes with one file")
    if arguments.new is not None and not arguments.new.strip():
        arguments.misused("--new needs a title")
    if whole and wanted.into:
        arguments.misused("A .review or .json file is a whole review; it is added as a new one")
    if not whole and any(map(wanted.is_bundle, wanted.files)):
        arguments.misused("Whole reviews and other files go in one at a time")
    if not (whole or wanted.into or arguments.new is not None or arguments.dry_run):
        arguments.misused(
            "Say where the events go: --into ID of a review, or --new TITLE for a new one"
        )
    arguments.wanted = wanted
    if wanted.zone_name:
        zone(wanted.zone_name)
    # All are read before the library is opened: a bad one among them leaves it as it was.
    if whole:
        from reviewdesk.services.library import read_review_file

        files = [Path(name).expanduser() for name in wanted.files]
        arguments.reviews = [read_review_file(file) for file in files]
    else:
        arguments.materials = look_at(wanted)


def look_only(arguments: argparse.Namespace) -> int:
    if not arguments.wanted.all_bundles:
        from reviewdesk.services.import_files import read_for_nobody

        return _tell_events(arguments, read_for_nobody(arguments.wanted, arguments.materials))
    titles = (arguments.new or review.head.title for review in arguments.reviews)
    return _tell(arguments, [f"“{cut(title, LONGEST_LINE)}” would be added." for title in titles])


def bring(library: "LibraryService", arguments: argparse.Namespace) -> int:
    if not arguments.wanted.all_bundles:
        from reviewdesk.services.import_files import bring_files

        return _tell_events(arguments, bring_files(library, arguments.wanted, arguments.materials))
    added: list[str] = []
    for name in arguments.files:
        try:
            found = library.import_bundle(Path(name).expanduser(), title=arguments.new or "")
        except KnownError as error:
            if not added:
                raise
            raise KnownError(f"{error} Added before that: {', '.join(added)}.") from error
        added.append(found)
    if arguments.json:
        return _tell(arguments, [f"Added as {review_id}." for review_id in added])
    return _tell(arguments, added)


def _tell_events(arguments: argparse.Namespace, told: "Told") -> int:
    """Prints what came of material from elsewhere."""
    if arguments.json:
        say_json(told.as_json())
        return DONE
    verb = "would be added" if arguments.dry_run else "added"
    counts = (
        (len(told.events) - told.duplicates, "event", verb),
        (len(told.skipped), "line", "skipped"),
        (told.duplicates, "duplicate", ""),
    )
    parts = (
        f"{count:,} {word}{'' if count == 1 else 's'} {what}".rstrip()
        for count, word, what in counts
    )
    say(f"{', '.join(parts)}.")
    for note in told.notes:
        say(cut(one_line(note), LONGEST_LINE))
    for row in told.skipped:
        say(f"Line {row['line']} skipped: {row['reason']}")
    return DONE


def _tell(arguments: argparse.Namespace, notes: list[str]) -> int:
    """Prints what came of an import of whole reviews."""
    if arguments.json:
        events = [event for review in arguments.reviews for event in _event_rows(review)]
        say_json({"events": events, "skipped": [], "duplicates": 0, "notes": notes})
    else:
        say("\n".join(notes))
    return DONE


def _event_rows(review: "Review") -> list[dict[str, Any]]:
    names = {department.id: department.name for department in review.departments}
    return [
        {
            "start": iso(entry.start),
            "end": iso(entry.end),
            "precision": entry.precision.value,
            "department": names.get(entry.department_id or ""),
            "title": entry.title,
            "line": entry.raw_line,
        }
        for entry in review.entries_in_order()
    ]
