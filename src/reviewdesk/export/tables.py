"""Timeline and repairs as comma-separated values, for spreadsheets."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from reviewdesk.domain.entries import Precision
from reviewdesk.domain.shared import SharedReview
from reviewdesk.export.numbering import number
from reviewdesk.export.wording import clock_of

_HEAD = (
    "No", "Table", "Time", "Start (UTC)", "End (UTC)", "Department", "Kind", "Standing",
    "Title", "Detail", "Owner", "Due", "Strength", "How we will know", "For", "State",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def make_csv(review: SharedReview) -> str:
    """Events first, then repairs, in one table; its first lines carry a byte order mark.

    Every cell is quoted, and one that a spreadsheet would calculate gets an apostrophe in front.
    """
    written = StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_HEAD)
    for row in _rows(review):
        writer.writerow([_guarded(cell) for cell in row])
    return "\ufeff" + written.getvalue()


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _rows(review: SharedReview) -> Iterable[Sequence[str]]:
    numbers = number(review)
    clock = clock_of(review)
    names = {department.id: department.name for department in review.departments}
    for entry in review.entries:
        # One without a known time has moments only to keep its place in the order.
        known = entry.precision is not Precision.UNKNOWN
        start = (entry.start or entry.earliest) if known else None
        end = (entry.end or entry.latest) if known else None
        yield (
            numbers.of[entry.id], "event", clock.when(entry),
            start.isoformat() if start else "", end.isoformat() if end else "",
            names.get(entry.department_id or "", ""), entry.kind.value, entry.standing.value,
            entry.title, entry.detail, "", "", "", "", "", "",
        )  # fmt: skip
    for one in sorted(review.repairs, key=lambda repair: (repair.position, repair.id)):
        yield (
            numbers.of[one.id], "repair", "", "", "", "", one.category or "", "",
            one.title, one.detail, one.owner_role, one.due.isoformat() if one.due else "",
            one.strength or "", one.proof, " ".join(numbers.list_of(one.condition_ids)),
            one.state.value,
        )  # fmt: skip
