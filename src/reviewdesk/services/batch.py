"""Copies of every review of a library, one file each."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from reviewdesk.domain.errors import KnownError, LeakFoundError
from reviewdesk.domain.shared import Audience
from reviewdesk.export.options import Cancelled, IsCancelled, Paper
from reviewdesk.services.copy_process import maker_for
from reviewdesk.services.copying import FileWanted
from reviewdesk.services.exporting import AS_IT_COMES, CopyChoice, is_taken, suggested_name
from reviewdesk.services.library import LibraryService


@dataclass(slots=True)
class BatchResult:
    """What came of it: the files, and of each review that gave none its title and the reason."""

    written: list[Path] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    stopped: bool = False
    notes: list[tuple[str, str]] = field(default_factory=list)
    """What one should know of a file, behind the title of its review."""


def export_all(
    library: LibraryService,
    folder: Path,
    *,
    audience: Audience,
    paper: Paper,
    now: datetime,
    suffix: str = ".pdf",
    choice: CopyChoice = AS_IT_COMES,
    progress: Callable[[float, str], None],
    cancelled: IsCancelled,
) -> BatchResult:
    """Writes a copy of each review that is not in the trash into `folder`, over no other file.

    `progress` hears how much is done, and the title of the review at hand. A review that cannot be
    copied keeps none of the others back. Raises KnownError where the library does not answer.
    """
    result = BatchResult()
    rows = [row for row in library.reviews() if row.deleted_at is None]
    for place, row in enumerate(rows):
        if cancelled():
            result.stopped = True
            break

        def tell(share: float, place: int = place, title: str = row.title) -> None:
            progress((place + share) / len(rows), title)

        def note(told: str, title: str = row.title) -> None:
            result.notes.append((title, told))

        tell(0.0)
        try:
            review = library.load_review(row.id)
            path = _free_path(folder / suggested_name(review, audience, suffix))
            records = [one for one in review.records() if one is not review.head]
            maker = maker_for(review.head, records)
            try:
                wanted = FileWanted(path, audience, paper, False, now, choice)
                maker.make(wanted, tell, cancelled, note)
            finally:
                maker.close()
            result.written.append(path)
        except Cancelled:
            result.stopped = True
            break
        except LeakFoundError as error:
            result.refused.append((row.title, error.told))
        except KnownError as error:
            result.refused.append((row.title, str(error)))
    return result


def _free_path(path: Path) -> Path:
    """`path`, or with a number where something stands there already."""
    free, number = path, 2
    while is_taken(free):
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return free
