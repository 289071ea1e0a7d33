"""Copies of a review for others, written to files; what is private is looked for in each."""

import locale
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from reviewdesk import __version__
from reviewdesk.domain.accounts import Card
from reviewdesk.domain.common_words import is_common
from reviewdesk.domain.copies import Section, Template
from reviewdesk.domain.errors import FileThereError, KnownError
from reviewdesk.domain.folding import plain
from reviewdesk.domain.found_names import rules_for_copies
from reviewdesk.domain.notes import Note, ParkingItem
from reviewdesk.domain.people import Department, NameRule, Voice
from reviewdesk.domain.review import Review, ReviewHead
from reviewdesk.domain.shared import Audience, SharedReview
from reviewdesk.domain.sharing import for_audience
from reviewdesk.domain.values import Record
from reviewdesk.export.collecting import without_full_collections
from reviewdesk.export.leaks import (
    find_leaks,
    texts_of_pdf,
    texts_of_png,
    texts_of_text,
)
from reviewdesk.export.options import (
    PLAIN,
    Cancelled,
    Earlier,
    ExportOptions,
    IsCancelled,
    Look,
    Paper,
    Progress,
    Say,
    never_cancelled,
    no_progress,
    nobody_hears,
)
from reviewdesk.export.pictures import PagePicture
from reviewdesk.services.assets import asset_path
from reviewdesk.services.file_names import file_words
from reviewdesk.services.files import write_atomically
from reviewdesk.services.leak_places import items_with, refusal
from reviewdesk.services.questions import question_texts
from reviewdesk.services.watching import watch_for

__all__ = [
    "AS_IT_COMES",
    "MAP_PNG",
    "MAP_SVG",
    "PLAIN",
    "SUFFIXES",
    "Audience",
    "Cancelled",
    "CopyChoice",
    "CopyWords",
    "Earlier",
    "Look",
    "Paper",
    "export_review",
    "finished_pdf",
    "form_of",
    "is_taken",
    "sight_of",
    "suggested_name",
    "usual_paper",
]

SUFFIXES = (".pdf", ".html", ".md", ".txt", ".csv", ".svg", ".png")
"""Endings of the files that can be written here."""

_MOST_ITEMS = 12
_TELLING = (".pdf", ".html", ".md", ".txt")
"""Of these, those that tell what stands at a glance."""

MAP_SVG, MAP_PNG = ".map.svg", ".map.png"
"""Endings by which a drawing is that of the map of conditions."""


_MOST_WORDS_CHARS = 30_000
"""As much as anybody reads of a preview, and as a window sets at once."""


@dataclass(frozen=True, slots=True)
class CopyWords:
    """The words of a copy that has no pages. `whole`: there are no more of them."""

    text: str
    whole: bool


@dataclass(frozen=True, slots=True)
class CopyChoice:
    """What was chosen about a copy beyond its audience and its paper."""

    template: Template = Template.FULL
    sections: tuple[Section, ...] = ()
    """In their order; none: those of the template."""
    look: Look = PLAIN
    earlier: tuple[Earlier, ...] = ()
    attach: bool = False
    """Whether a PDF carries the review, as its readers may see it."""
    pages: tuple[int, int] | None = None
    """First and last of those that a PDF is to have; None: all."""

    def with_earlier(self, earlier: tuple[Earlier, ...]) -> "CopyChoice":
        return replace(self, earlier=earlier)


AS_IT_COMES = CopyChoice()


def finished_pdf(
    review: Review,
    *,
    audience: Audience,
    paper: Paper,
    choice: CopyChoice,
    now: datetime,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
    checked: bool = True,
) -> bytes:
    """The report as it would be written. Raises KnownError and Cancelled.

    Not `checked`: for the eyes of whoever makes it, before it is handed to anybody.
    """
    with without_full_collections():
        rules = _rules(review, audience)
        shared = for_audience(review, audience, rules)
        options = _options(now, paper, choice, shared, review)
        data, texts = _made(shared, ".pdf", options, progress, cancelled)
        leaks = []
        if checked:
            watch = watch_for(review, shared, rules)
            leaks = find_leaks(_until(cancelled, texts()), watch)
    if leaks:
        raise refusal(leaks, review, shared)
    return data


def sight_of(
    review: Review,
    suffix: str,
    *,
    audience: Audience,
    choice: CopyChoice,
    width_px: int,
    now: datetime,
    cancelled: IsCancelled = never_cancelled,
) -> PagePicture | CopyWords:
    """What a copy without pages would show, for the eyes of whoever makes it: its words, or its
    drawing as wide as `width_px` at most. Of a web page the words. Raises KnownError and Cancelled.
    """

    def look_up() -> None:
        if cancelled():
            raise Cancelled

    with without_full_collections():
        shared = for_audience(review, audience, _rules(review, audience))
        look_up()
        if suffix in (".png", ".svg", MAP_PNG, MAP_SVG):
            from reviewdesk.export.png import drawn_small
            from reviewdesk.export.svg import arranged, map_arranged

            arrange = map_arranged if suffix in (MAP_PNG, MAP_SVG) else arranged
            return drawn_small(shared, asset_path("fonts"), width_px, look_up, arrange)
        options = _options(now, Paper.A4, choice, shared, review)
        form = ".txt" if suffix == ".html" else suffix
        text = _text_made(shared, form, options, question_texts(shared.head), look_up)
    return CopyWords(text[:_MOST_WORDS_CHARS], len(text) <= _MOST_WORDS_CHARS)


def _rules(review: Review, audience: Audience) -> tuple[NameRule, ...]:
    """What is done with names beyond those of voices: it is looked for once for each copy."""
    return () if audience is Audience.MEMBERS else rules_for_copies(review)


def _options(
    now: datetime, paper: Paper, choice: CopyChoice, shared: SharedReview, review: Review
) -> ExportOptions:
    attachment = b""
    if choice.attach:
        from reviewdesk.services.attached import attachment_of

        attachment = attachment_of(shared, review)
    # Nobody outside reads of other reviews.
    earlier = () if shared.audience is Audience.PUBLIC else choice.earlier
    return ExportOptions(
        now, __version__, paper, choice.template, choice.sections, choice.look, earlier, attachment
    )


def export_review(
    review: Review,
    path: Path,
    *,
    audience: Audience = Audience.MEMBERS,
    paper: Paper | str = Paper.A4,
    force: bool = False,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
    now: datetime,
    choice: CopyChoice = AS_IT_COMES,
    say: Say = nobody_hears,
) -> Path:
    """Writes the copy of `review` for `audience`; the ending of `path` says as what.

    Raises KnownError where it cannot be written, where a file stands there already and `force` is
    not given, and where the finished copy holds what it must not; and Cancelled. In all these
    cases whatever stood at `path` still does. `say` hears what one should know of the file. May run
    in any thread; `review` must not change meanwhile.
    """
    path = path.absolute()
    check_target(path, force=force)
    notes: list[str] = []
    with without_full_collections():
        rules = _rules(review, audience)
        shared = for_audience(review, audience, rules)
        options = _options(now, Paper(paper), choice, shared, review)
        data, texts = _made(
            shared, form_of(path), options, progress, cancelled, notes.append, choice.pages
        )
        watch = watch_for(review, shared, rules)
        leaks = find_leaks(_until(cancelled, texts()), watch)
    if leaks:
        raise refusal(leaks, review, shared)
    if cancelled():
        raise Cancelled
    write_atomically(path, data)
    progress(1.0)
    assumed = [rule.text for rule in rules[len(review.head.copy_names) :]]
    if assumed:
        notes.append(_assumed_sentence(len(assumed), items_with(assumed, review, shared)))
    if find_leaks([("the name of the file", path.stem)], watch):
        notes.append(
            "The name of the file holds somebody's name, or something that is withheld; the copy "
            "itself does not. Give the file another name before you hand it over."
        )
    tells = form_of(path) in _TELLING and Section.GLANCE in options.shown
    if tells and review.head.summary.strip() and not shared.head.summary:
        notes.append(
            "The summary is left out: it is not marked as public. About this review has the mark "
            "for it."
        )
    for note in notes:
        say(note)
    return path


def _assumed_sentence(count: int, items: Sequence[str]) -> str:
    """Tells where they stand; what they are stays out of logs and terminals."""
    where = ", ".join(items[:_MOST_ITEMS])
    if len(items) > _MOST_ITEMS:
        where += f" and {len(items) - _MOST_ITEMS:,} more"
    stands = f" ({where})" if where else ""
    if count == 1:
        return (
            f"1 thing that looks like the name of a person or a customer{stands} was never looked "
            "at, so it is replaced; Names in the export window says which, and lets it stay."
        )
    return (
        f"{count:,} things that look like names of people or customers{stands} were never looked "
        "at, so they are replaced; Names in the export window says which, and lets them stay."
    )


def _until(cancelled: IsCancelled, texts: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    for text in texts:
        if cancelled():
            raise Cancelled
        yield text


def _made(
    shared: SharedReview,
    suffix: str,
    options: ExportOptions,
    progress: Progress,
    cancelled: IsCancelled,
    say: Say = nobody_hears,
    pages: tuple[int, int] | None = None,
) -> tuple[bytes, Callable[[], Iterable[tuple[str, str]]]]:
    """The copy as bytes, and what reads its texts out of them again."""
    questions = question_texts(shared.head)
    if suffix == ".pdf":
        # ReportLab and HarfBuzz take a tenth of a second to come, so only when they are wanted.
        from reviewdesk.export.pdf.report import make_pdf

        fonts = asset_path("fonts")
        data = make_pdf(
            shared,
            options,
            questions,
            fonts,
            lambda share: progress(share * 0.8),
            cancelled,
            say=say,
        )
        if pages is not None:
            from reviewdesk.export.some_pages import only_pages

            data = only_pages(data, *pages)
        return data, lambda: texts_of_pdf(data)

    def look_up() -> None:
        if cancelled():
            raise Cancelled

    if suffix in (".png", MAP_PNG):
        from reviewdesk.export.png import make_png
        from reviewdesk.export.svg import arranged, map_arranged

        arrange = map_arranged if suffix == MAP_PNG else arranged
        data = make_png(shared, asset_path("fonts"), look_up, arrange, say)
        progress(0.8)
        return data, lambda: texts_of_png(data)
    text = _text_made(shared, suffix, options, questions, look_up)
    progress(0.8)
    return text.encode("utf-8"), lambda: texts_of_text(text, f".{suffix.rpartition('.')[2]}")


def _text_made(
    shared: SharedReview,
    suffix: str,
    options: ExportOptions,
    questions: Mapping[str, str],
    look_up: Callable[[], None],
) -> str:
    if suffix == ".md":
        from reviewdesk.export.markdown import make_markdown

        return make_markdown(shared, options, questions)
    if suffix == ".txt":
        from reviewdesk.export.plain import make_plain

        return make_plain(shared, options, questions)
    if suffix == ".html":
        from reviewdesk.export.html import make_html

        return make_html(shared, options, questions, asset_path("fonts"), look_up)
    if suffix in (".svg", MAP_SVG):
        from reviewdesk.export.svg import arranged, make_svg, map_arranged

        arrange = map_arranged if suffix == MAP_SVG else arranged
        return make_svg(shared, asset_path("fonts"), look_up, arrange)
    from reviewdesk.export.tables import make_csv

    return make_csv(shared)


def form_of(path: Path) -> str:
    """As what a copy is written, by the ending of its name, in small letters."""
    name = path.name.lower()
    return next((one for one in (MAP_SVG, MAP_PNG) if name.endswith(one)), path.suffix.lower())


def suggested_name(review: Review, audience: Audience, suffix: str = ".pdf") -> str:
    """A file name from the title as `audience` may read it: letters, figures and hyphens."""
    people = [*review.all(Department).values(), *review.all(Voice).values()]
    words = [one for one in plain(review.head.title).split() if not is_common(one)]
    words = words or sorted(plain(review.head.title).split(), key=len)[-1:]
    # All records of a long review would take too long for a name: those that it may quote do.
    kinds = {Audience.COMPANY: (Card, Note, ParkingItem), Audience.PUBLIC: (Record,)}
    quoted = [
        one
        for one in review.records()
        if isinstance(one, kinds.get(audience, ())) and _holds_any(one, words)
    ]
    title = for_audience(Review(review.head, [*people, *quoted]), audience).head.title
    return f"{file_words(title, 60) or 'review'}-{audience.value}{suffix}"


def _holds_any(record: Record, words: Sequence[str]) -> bool:
    if isinstance(record, ReviewHead | Department | Voice):
        return False
    said = [getattr(record, field, "") for field in ("title", "detail", "text")]
    small = plain("\n".join(said))
    return any(word in small for word in words)


def is_taken(path: Path) -> bool:
    """Whether something stands at `path` already; False where that cannot be seen."""
    try:
        return path.exists()
    except OSError:
        return False


def usual_paper() -> Paper:
    """Letter where people print on it, going by the region of the system; else A4."""
    region = (locale.getlocale()[0] or "").replace("-", "_").partition("_")[2]
    return Paper.LETTER if region in ("US", "CA", "MX", "PH", "CL", "CO") else Paper.A4


def check_target(path: Path, *, force: bool) -> None:
    """Raises KnownError where a copy cannot be written to `path`, or must not yet be."""
    if path.suffix.lower() not in SUFFIXES:
        raise KnownError(
            f"A copy cannot be written as “{path.suffix or path.name}”. Nothing was written. "
            "Give the file a name that ends in .pdf, .html, .md, .txt, .csv, .svg or "
            ".png; a file that ends in .review or .json takes the whole review."
        )
    try:
        if path.is_dir():
            raise KnownError(
                f"“{path.name}” is a folder. Nothing was written. Choose a name for the file."
            )
        if not path.parent.is_dir():
            raise KnownError(
                f"The folder “{path.parent.name}” is not there. Nothing was written. "
                "Make the folder or choose another one, then export again."
            )
        if path.exists() and not force:
            raise FileThereError(
                f"“{path.name}” is there already, and was left as it is. "
                "Choose another name, or have it overwritten."
            )
    except OSError as error:
        raise KnownError(
            f"The place for the copy could not be looked at: {error.strerror}. "
            "Nothing was written. Choose another folder or a shorter name, then export again."
        ) from error
