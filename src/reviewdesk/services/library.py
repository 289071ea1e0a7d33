"""The library as the rest of the program asks for it."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from reviewdesk.domain.accounts import Card
from reviewdesk.domain.entries import Evidence
from reviewdesk.domain.ids import ReviewId, new_id
from reviewdesk.domain.library import BackupRow, HealthReport, Hit, OpenRepairRow, ReviewRow
from reviewdesk.domain.numbering import complete
from reviewdesk.domain.people import Department, short_name
from reviewdesk.domain.review import Change, Review, ReviewHead, ReviewKind
from reviewdesk.domain.values import build_validators
from reviewdesk.services.desk import Desk
from reviewdesk.services.drafts import Drafts
from reviewdesk.services.steady_clock import PULSE_PLACE, Pulse

if TYPE_CHECKING:
    from reviewdesk.storage.library import Library

__all__ = [
    "DEFAULT_DEPARTMENTS",
    "BackupRow",
    "HealthReport",
    "Hit",
    "LibraryService",
    "OpenRepairRow",
    "ReviewRow",
    "backups_of",
    "restore_library",
]

DEFAULT_DEPARTMENTS = ("Engineering", "Support", "Operations", "Product", "Finance", "Sales")
"""Departments of a new review: an incident happens to the company."""

_LEFT_WITHIN = timedelta(days=1)
_LONG = 20_000
"""Of so many events putting them in order would be seen."""

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


def backups_of(path: Path) -> list[BackupRow]:
    """The numbered backups of the library at `path`, newest first, whether or not it opens."""
    from reviewdesk.storage.backups import list_backups

    return list_backups(path.absolute())


def restore_library(path: Path, backup: Path, clock: Clock = utc_now) -> Path:
    """Puts `backup` in place of the library at `path`, which nobody has open.

    Returns where the library as it was is kept. Also for one that cannot be opened any more.
    """
    from reviewdesk.storage.restoring import restore_closed

    return restore_closed(path.absolute(), backup.absolute(), clock())


def read_review_file(path: Path) -> Review:
    """The review in a `.review` or `.json` file, for which no library is needed."""
    from reviewdesk.storage.bundles import read_bundle

    return read_bundle(path).review


def carries_review(path: Path) -> bool:
    """Whether a file is a PDF with a review in it."""
    from reviewdesk.storage.bundles import carries_review as carries

    return carries(path)


class LibraryService:
    """Everything one can ask of the open library. From any thread; each method raises KnownError.

    A `Desk` it hands out belongs to the thread that asked for it.
    """

    def __init__(self, library: "Library", clock: Clock) -> None:
        self._library = library
        self._clock = clock

    @classmethod
    def open(cls, path: Path, clock: Clock = utc_now) -> "LibraryService":
        """Opens the library at `path`, or makes one there with its folder.

        Raises LibraryLockedError where another ReviewDesk has it, NewerFileError, KnownError.
        """
        # SQLAlchemy and SQLite stay out of the first paint.
        from reviewdesk.storage.library import Library

        return cls(Library.open(path, clock=clock), clock)

    @property
    def path(self) -> Path:
        return self._library.path

    @property
    def notices(self) -> list[str]:
        """What was found and mended at opening, in sentences for people."""
        return self._library.notices

    def close(self) -> None:
        self._library.close()

    # Reviews

    def reviews(self) -> list[ReviewRow]:
        """Every review, archived ones and the trash included, latest edit first."""
        return self._library.reviews()

    def open_repairs(self) -> list[OpenRepairRow]:
        """Repairs still to be done or checked, of all reviews, soonest due first."""
        return self._library.open_repairs()

    def search(self, text: str, limit: int = 50, *, shared_only: bool = False) -> list[Hit]:
        """Where every word of `text` is written; a word is also found by its beginning."""
        return self._library.search(text, limit, shared_only=shared_only)

    def open_desk(self, review_id: ReviewId) -> Desk:
        """The review ready to be edited, with the history of all sittings before."""
        build_validators()
        review = self._library.load_for_desk(review_id)
        if len(review.entries) > _LONG:
            # Here, in whatever thread has the time: the event list asks for it at once.
            review.entry_order()
        history = self._library.history(review_id)
        drafts = Drafts(review_id, self._library)
        return Desk(review, self._library, history, self._clock, drafts)

    def left_running(self) -> list[ReviewRow]:
        """Reviews with a sitting that was under way when the program ended, the latest first.

        Not longer ago than a day: who comes back later opens the review for something else.
        """
        since = self._clock() - _LEFT_WITHIN
        pulses = {
            review_id: Pulse.read(text)
            for review_id, text in self._library.drafts_at(PULSE_PLACE).items()
        }
        found = {one: pulse.at for one, pulse in pulses.items() if pulse and pulse.at >= since}
        rows = [
            row
            for row in (self.reviews() if found else ())
            if row.id in found and row.deleted_at is None and not row.archived
        ]
        return sorted(rows, key=lambda row: found[row.id], reverse=True)

    def load_review(self, review_id: ReviewId) -> Review:
        return self._library.load_review(review_id)

    def create_review(
        self,
        title: str,
        kind: ReviewKind = ReviewKind.INCIDENT,
        zone: str = "UTC",
        day: date | None = None,
        departments: Sequence[str] = DEFAULT_DEPARTMENTS,
    ) -> ReviewId:
        """A new review with a lane and an empty card for each of `departments`."""
        head = ReviewHead(
            id=new_id(), title=title, kind=kind, zone=zone, day=day, created_at=self._clock()
        )
        return self.add_review(Review(head, _lanes_and_cards(departments)))

    def add_review(self, review: Review) -> ReviewId:
        """Puts in a whole review, such as the sample; returns the id it has in this library.

        Where one of its ids is taken, all of them are given anew, consistently. What has no number
        of its own is given one.
        """
        from reviewdesk.storage.copies import with_new_ids

        complete(review)
        if self._library.has_any_of(review):
            review = with_new_ids(review)
        return self._library.add_review(review)

    def duplicate(self, review_id: ReviewId) -> ReviewId:
        """A new review with the departments, voices, questions and rules of another; no events."""
        from reviewdesk.storage.copies import as_template

        original = self._library.load_review(review_id)
        return self._library.add_review(as_template(original, self._clock()))

    def set_archived(self, review_id: ReviewId, archived: bool) -> None:
        self._library.set_archived(review_id, archived)

    def trash(self, review_id: ReviewId) -> None:
        """Moves a review to the trash, which empties after 30 days."""
        self._library.set_trashed(review_id, True)

    def restore_from_trash(self, review_id: ReviewId) -> None:
        self._library.set_trashed(review_id, False)

    def delete_for_good(self, review_id: ReviewId) -> None:
        """Takes a review and its history away. Backups made before still hold it."""
        self._library.delete_for_good(review_id)

    def empty_old_trash(self) -> int:
        """Deletes for good what has been in the trash for 30 days; returns how many reviews."""
        return self._library.empty_old_trash()

    # Reviews as files

    def export_bundle(self, review_id: ReviewId, path: Path, force: bool = False) -> int:
        """Writes everything of a review, private notes too, to a `.review` or `.json` file.

        Returns how many kept images go along as they are, with whatever is written in them.
        """
        from reviewdesk.storage.bundles import write_bundle

        review = self._library.load_for_desk(review_id)
        write_bundle(path, review, self._library.read_file, force=force)
        kept = [one for one in review.all(Evidence).values() if one.file_digest]
        return sum(one.media_type.startswith("image/") for one in kept)

    def read_bundle(self, path: Path) -> Review:
        """The review in a `.review` or `.json` file, which is added nowhere by this."""
        return read_review_file(path)

    def import_bundle(self, path: Path, title: str = "") -> ReviewId:
        """Adds the review in a file as a new one, under `title` where one is given."""
        from reviewdesk.storage.bundles import read_bundle

        bundle = read_bundle(path)
        if self._library.has_edits_without_backup:
            self._library.backup()
        head = bundle.review.head
        values = {"archived": False, "deleted_at": None, "title": title or head.title}
        bundle.review.apply([Change(head, head.changed(**values))])
        for digest, data in bundle.files.items():
            self._library.keep_file(data, _media_type(bundle.review, digest))
        return self.add_review(bundle.review)

    # Upkeep

    def backup_due(self) -> bool:
        """Whether something was edited and the newest backup is five minutes old."""
        return self._library.backup_due()

    def backup(self, path: Path | None = None) -> Path:
        """Writes a checked copy of the library, to `path` or numbered beside it; says where."""
        return self._library.backup(path)

    def backups(self) -> list[BackupRow]:
        """The numbered backups, newest first."""
        return backups_of(self.path)

    def restore(self, path: Path) -> Path:
        """Puts a copy in the library's place; returns where the library as it was is kept.

        Close every desk before: what it shows is of before.
        """
        return self._library.restore(path)

    def check(self) -> HealthReport:
        """Looks through the whole library. Edits go on meanwhile."""
        return self._library.check()

    # Evidence

    def keep_file(self, data: bytes, media_type: str) -> str:
        """Keeps a file inside the library; returns the SHA-256 it is found by."""
        return self._library.keep_file(data, media_type)

    def read_file(self, digest: str) -> bytes:
        return self._library.read_file(digest)


def _media_type(review: Review, digest: str) -> str:
    evidence = review.all(Evidence).values()
    return next((one.media_type for one in evidence if one.file_digest == digest), "")


def _lanes_and_cards(names: Sequence[str]) -> list[Department | Card]:
    departments: list[Department | Card] = []
    cards: list[Department | Card] = []
    shorts: set[str] = set()
    for place, name in enumerate(names):
        short = short_name(name, frozenset(shorts))
        shorts.add(short)
        department = Department(
            id=new_id(), name=name, short=short, colour=place, position=float(place + 1)
        )
        departments.append(department)
        cards.append(Card(id=new_id(), department_id=department.id, position=float(place + 1)))
    return [*departments, *cards]
