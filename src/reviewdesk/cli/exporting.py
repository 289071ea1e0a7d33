"""The commands `export` and `export-all`: copies of one review, and of a whole library."""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reviewdesk.cli.saying import DONE, say
from reviewdesk.domain.copies import Section, Template
from reviewdesk.domain.errors import KnownError
from reviewdesk.services.terminal import one_line

if TYPE_CHECKING:
    from reviewdesk.services.exporting import CopyChoice
    from reviewdesk.services.library import LibraryService

HELP = "Writes a review to a file; its ending says as what."
HELP_ALL = "Writes a copy of every review into a folder, over no other file."
_ENDS = (
    "FILE ends in .pdf, .html, .md, .txt (the report), .csv (events and repairs), .svg, .png "
    "(the timeline), .map.svg, .map.png (the conditions), or .review, .json (everything, for "
    "members only). For others than members names become roles; a PDF with --attach carries the "
    "review without names and opens again in ReviewDesk."
)
_BUNDLES = (".review", ".json")
_REPORTS = (".pdf", ".html", ".md", ".txt")
_FORMS = ("pdf", "html", "md", "txt", "csv", "svg", "png")
_TEMPLATES = {
    "full": Template.FULL,
    "two-pages": Template.TWO_PAGES,
    "repairs": Template.REPAIRS,
    "talk": Template.TALK,
    "what-changed": Template.CHANGED,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Gives `export` its arguments."""
    parser.set_defaults(look_at=_look_at)
    parser.epilog = _ENDS
    parser.add_argument("review", metavar="ID")
    parser.add_argument("file", metavar="FILE")
    _add_choices(parser)
    parser.add_argument("--force", action="store_true", help="overwrite FILE")


def add_all_arguments(parser: argparse.ArgumentParser) -> None:
    """Gives `export-all` its arguments."""
    parser.set_defaults(look_at=_look_at_all)
    parser.add_argument("folder", metavar="FOLDER")
    _add_choices(parser)
    parser.add_argument("--form", choices=_FORMS, default="pdf", help="usually pdf")


def _add_choices(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--audience",
        choices=("members", "company", "public"),
        help="for whom, usually members: names as entered; else roles",
    )
    parser.add_argument("--paper", choices=("a4", "letter"), help="of a PDF, usually a4")
    parser.add_argument(
        "--template", choices=tuple(_TEMPLATES), help="what it consists of, usually full"
    )
    parser.add_argument(
        "--sections",
        metavar="LIST",
        type=_sections,
        default=(),
        help="only these, in this order, with commas (glance stays with the cover, first): "
        + ", ".join(Section),
    )
    parser.add_argument(
        "--attach", action="store_true", help="have a PDF carry the review for its readers"
    )


def _sections(text: str) -> tuple[Section, ...]:
    known = {one.value: one for one in Section}
    words = [word.strip() for word in text.split(",") if word.strip()]
    strange = [word for word in words if word not in known]
    if strange or not words:
        told = f"there is no section “{strange[0]}”" if strange else "it takes sections"
        raise argparse.ArgumentTypeError(f"{told}; there are {', '.join(known)}")
    return tuple(dict.fromkeys(known[word] for word in words))


def _look_at(arguments: argparse.Namespace) -> None:
    suffix = Path(arguments.file).suffix.lower()
    if suffix in _BUNDLES and arguments.audience not in (None, "members"):
        arguments.misused(
            f"A {suffix} file holds everything, private notes and names too, so it is for members "
            f"only. For others write a .pdf with --audience {arguments.audience} --attach: it "
            "carries the review as they may see it, and opens again in ReviewDesk"
        )
    if not arguments.review:
        arguments.misused("ID is empty")
    _look_at_choices(arguments, suffix)


def _look_at_all(arguments: argparse.Namespace) -> None:
    _look_at_choices(arguments, f".{arguments.form}")


def _look_at_choices(arguments: argparse.Namespace, suffix: str) -> None:
    """What a form cannot follow is said, and not left undone without a word."""
    if suffix not in (*_BUNDLES, *(f".{form}" for form in _FORMS)):
        return
    asked = (
        ("--attach", arguments.attach, (".pdf",)),
        ("--paper", arguments.paper, (".pdf",)),
        ("--template", arguments.template, _REPORTS),
        ("--sections", arguments.sections, _REPORTS),
    )
    for option, value, forms in asked:
        if value and suffix not in forms:
            arguments.misused(
                f"{option} is for {_either(forms)} only; in a {suffix} file it would change "
                "nothing. Leave it out, or choose another form"
            )


def _either(forms: tuple[str, ...]) -> str:
    *most, last = forms
    return f"{', '.join(most)} or {last}" if most else last


def export(
    library: "LibraryService",
    arguments: argparse.Namespace,
    outside: Callable[[Path, str], Path],
) -> int:
    """Writes one review; `outside` gives the path of a file that is not the library."""
    from reviewdesk.domain.ids import match_id

    review_id = match_id(
        arguments.review, [row.id for row in library.reviews() if row.deleted_at is None]
    )
    target = outside(library.path, arguments.file)
    if target.suffix.lower() in _BUNDLES:
        library.export_bundle(review_id, target, force=arguments.force)
        return DONE
    from reviewdesk.domain.shared import Audience
    from reviewdesk.services.earlier import earlier_alike
    from reviewdesk.services.exporting import export_review

    review = library.load_review(review_id)
    audience = Audience(arguments.audience or "members")
    choice = _choice(arguments)
    choice = choice.with_earlier(earlier_alike(library, review).get(audience, ()))
    export_review(
        review,
        target,
        audience=audience,
        choice=choice,
        paper=arguments.paper or "a4",
        force=arguments.force,
        now=datetime.now(UTC),
        say=_note,
    )
    return DONE


def export_all(library: "LibraryService", arguments: argparse.Namespace) -> int:
    """Writes all reviews, and prints the file of each."""
    from reviewdesk.domain.shared import Audience
    from reviewdesk.services import batch
    from reviewdesk.services.exporting import Paper

    folder = Path(arguments.folder).expanduser()
    if not folder.is_dir():
        raise KnownError(
            f"There is no folder “{folder.name}”. Nothing was written. Make it, then export again."
        )
    result = batch.export_all(
        library,
        folder,
        audience=Audience(arguments.audience or "members"),
        paper=Paper(arguments.paper or "a4"),
        now=datetime.now(UTC),
        suffix=f".{arguments.form}",
        choice=_choice(arguments),
        progress=lambda _share, _title: None,
        cancelled=lambda: False,
    )
    for path in result.written:
        say(str(path))
    for title, told in (*result.notes, *result.refused):
        _note(f"“{title[:60]}”: {told}")
    if result.refused:
        count = len(result.refused)
        reviews = "1 review was" if count == 1 else f"{count:,} reviews were"
        raise KnownError(f"{reviews} not written, for the reasons above; the others were.")
    return DONE


def _choice(arguments: argparse.Namespace) -> "CopyChoice":
    from reviewdesk.services.exporting import CopyChoice

    return CopyChoice(
        template=_TEMPLATES[arguments.template or "full"],
        sections=arguments.sections,
        attach=arguments.attach,
    )


def _note(told: str) -> None:
    print(one_line(told), file=sys.stderr)
