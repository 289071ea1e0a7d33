"""Reading alert histories in: looked at first, matched with the signals, then kept as one step."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from reviewdesk.domain import edits
from reviewdesk.domain.alerts import AlertHistory, BaseRate, base_rate, firings_of, packed
from reviewdesk.domain.entries import Entry, EntryKind
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.ids import EntryId, new_id
from reviewdesk.domain.review import Change, Review
from reviewdesk.domain.times import day_text
from reviewdesk.domain.times import zone as zone_named
from reviewdesk.intake.alert_history import AlertRead, Columns, HistoryRead, read_alert_history
from reviewdesk.intake.decoding import LIMIT_BYTES, decode
from reviewdesk.services.alert_matching import likeness, normal
from reviewdesk.services.record_edits import OpenReview

__all__ = [
    "Columns", "OfferedAlert", "OfferedHistory", "alert_label", "alerts_for", "chosen_alert",
    "match", "offered", "rate_with", "read_history_file", "signals_of", "take_in", "told",
]  # fmt: skip
_LABEL_CHARS = 90
_TOO_LARGE = (
    "This file has more than 100 MB. Nothing was changed. Export a shorter time; the 30 days "
    "before the review are enough."
)


@dataclass(slots=True)
class OfferedAlert:
    """One alert of a file, and the signals it is taken to be; both are the preview's to change."""

    name: str
    origin: str
    firings: str
    """Packed, with what an earlier file said of the same alert."""
    count: int
    new_count: int
    """How many of these the review has not from an earlier file."""
    held: AlertHistory | None
    entry_ids: tuple[EntryId, ...]


@dataclass(slots=True)
class OfferedHistory:
    """What a file says, ready to be looked at."""

    file_name: str
    program: str
    alerts: list[OfferedAlert]
    first: datetime
    last: datetime
    says_incidents: bool
    skipped: Sequence[tuple[int, str]]
    skipped_count: int
    notes: list[str]
    titles: tuple[str, ...] = ()
    """Of its columns, where it is a table; which of them say what can be chosen."""
    columns: Columns = field(default_factory=Columns)
    path: Path | None = None

    @property
    def count(self) -> int:
        return sum(one.count for one in self.alerts)

    @property
    def matched(self) -> int:
        return sum(bool(one.entry_ids) for one in self.alerts)


def read_history_file(path: Path, review: Review, columns: Columns | None = None) -> OfferedHistory:
    """What an alert history says of the review's signals, by the `columns` chosen. KnownError.

    For any thread; `review` must not change meanwhile.
    """
    try:
        if path.stat().st_size > LIMIT_BYTES:
            raise KnownError(_TOO_LARGE)
        data = path.read_bytes()
    except OSError as error:
        raise KnownError(
            f"“{path.name[:80]}” cannot be read: {error.strerror}. Nothing was changed."
        ) from error
    text, note = decode(data)
    del data
    read = read_alert_history(text, path.name, zone_named(review.head.zone), columns)
    found = offered(read, review, path.name, (note,) if note else ())
    found.path = path
    return found


def offered(
    read: HistoryRead, review: Review, file_name: str, notes: Sequence[str] = ()
) -> OfferedHistory:
    """What was read, with the signals that match, and with what the review has of it already."""
    held = {
        (normal(one.name), normal(one.origin)): one for one in review.all(AlertHistory).values()
    }
    taken = {entry_id for one in held.values() for entry_id in one.entry_ids}
    signals = [one for one in signals_of(review) if one.id not in taken]
    matches = _matches(read.alerts, signals)
    alerts = []
    for place, one in enumerate(read.alerts):
        before = held.get((normal(one.name), normal(one.origin)))
        known = firings_of(before) if before is not None else []
        together = {**dict(known)}
        for second, incident in one.firings:
            together[second] = incident or together.get(second, False)
        linked = before.entry_ids if before is not None else ()
        alerts.append(
            OfferedAlert(
                one.name,
                one.origin,
                packed(together.items()),
                len(one.firings),
                len(together) - len(known),
                before,
                (*linked, *matches.get(place, ())),
            )
        )
    # Those that say something of this review come first.
    alerts.sort(key=lambda one: (not one.entry_ids, -one.count, one.name))
    first, last = read.span
    found = OfferedHistory(
        file_name, read.program, alerts, first, last, read.says_incidents,
        read.skipped, read.skipped_count, [note for note in notes if note],
        read.titles, read.columns,
    )  # fmt: skip
    if read.naive:
        found.notes.append(f"Times without a zone were taken to be in {review.head.zone}.")
    return found


def signals_of(review: Review) -> list[Entry]:
    """The events an alert can be, in time order."""
    return [one for one in review.entries_in_order() if one.kind is EntryKind.SIGNAL]


def take_in(desk: OpenReview, found: OfferedHistory) -> int:
    """Keeps the alerts of a file, as one step; gives how many signals have a base rate by it.

    An alert that the review has from an earlier file gains what is new. KnownError where there is
    nothing new in the whole file.
    """
    review = desk.review
    position = edits.next_position(review.listed(AlertHistory))
    changes: list[Change] = []
    for place, one in enumerate(found.alerts):
        before = review.find(AlertHistory, one.held.id) if one.held is not None else None
        made = AlertHistory(
            id=new_id(),
            name=one.name,
            origin=one.origin,
            program=found.program,
            position=position + place,
        )
        after = _kept(found, one, before or made)
        if after != before:
            changes.append(Change(before, after))
    if not changes:
        raise KnownError("All of this alert history was read in before. Nothing was changed.")
    desk.apply(edits.Edit("Read in alert history", tuple(changes)))
    return len({entry_id for one in found.alerts for entry_id in one.entry_ids})


def _kept(found: OfferedHistory, one: OfferedAlert, before: AlertHistory) -> AlertHistory:
    """`before` with what the file says of that alert."""
    return before.changed(
        entry_ids=tuple(dict.fromkeys(one.entry_ids)),
        firings=one.firings,
        first=min(filter(None, (before.first, found.first))),
        last=max(filter(None, (before.last, found.last))),
        says_incidents=before.says_incidents or found.says_incidents,
    )


def alert_label(one: OfferedAlert) -> str:
    """An alert as it stands in a list of them."""
    named = " · ".join(part for part in (one.name, one.origin) if part)
    return f"{named[:_LABEL_CHARS]} ({one.count:,})"


def alerts_for(found: OfferedHistory, entry: Entry) -> list[int]:
    """Places of the alerts a signal may be, likely ones first; the first so many."""
    scores = [(-likeness(one.name, one.origin, entry), -one.count) for one in found.alerts]
    return sorted(range(len(found.alerts)), key=scores.__getitem__)[:_MOST_MATCHED]


def chosen_alert(found: OfferedHistory, entry_id: EntryId) -> int | None:
    """Place of the alert that a signal is taken to be."""
    for place, one in enumerate(found.alerts):
        if entry_id in one.entry_ids:
            return place
    return None


def match(found: OfferedHistory, entry_id: EntryId, place: int | None) -> None:
    """Takes a signal to be the alert at `place`, and no other; None: none of them."""
    for number, one in enumerate(found.alerts):
        links = tuple(held for held in one.entry_ids if held != entry_id)
        one.entry_ids = (*links, entry_id) if number == place else links


def rate_with(found: OfferedHistory, place: int, entry: Entry) -> BaseRate | None:
    """The base rate that a signal has if it is the alert at `place`."""
    one = found.alerts[place]
    return base_rate(_kept(found, one, one.held or AlertHistory(id="", name=one.name)), entry)


def told(review: Review, found: OfferedHistory) -> str:
    """What a file says, as a sentence or two."""
    zone = zone_named(review.head.zone)
    days = [day_text(one.astimezone(zone).date(), short=True) for one in (found.first, found.last)]
    parts = [
        _counted(len(found.alerts), "alert"),
        _counted(found.count, "firing"),
        days[0] if days[0] == days[1] else f"{days[0]} to {days[1]}",
        f"{_counted(found.matched, 'alert')} matched to signals",
    ]
    words = " · ".join(parts) + "."
    again = sum(one.count - min(one.count, one.new_count) for one in found.alerts)
    if again:
        words += f" {_counted(again, 'firing')} read in before; they count once."
    if not found.says_incidents:
        words += " The file does not say which led to incidents."
    if found.skipped_count:
        words += f" {_counted(found.skipped_count, 'row')} left out. {_left_out(found)}"
    return " ".join([words, *found.notes])


def _left_out(found: OfferedHistory) -> str:
    """Which rows are left out and why, each by where it stands in the file."""
    by_reason: dict[str, list[int]] = {}
    for number, why in found.skipped:
        by_reason.setdefault(why, []).append(number)
    what = "Line" if found.titles else "Item"
    parts = []
    for why, numbers in by_reason.items():
        named = ", ".join(f"{one:,}" for one in numbers)
        parts.append(f"{what}{'s' if len(numbers) > 1 else ''} {named}: {why}")
    more = found.skipped_count - len(found.skipped)
    return " ".join([*parts, *([f"And {more:,} more."] if more else [])])


def _matches(
    alerts: Sequence[AlertRead], signals: Sequence[Entry]
) -> dict[int, tuple[EntryId, ...]]:
    """For each signal the alert it is most likely to be, by the alert's place."""
    found: dict[int, tuple[EntryId, ...]] = {}
    for signal in signals[:_MOST_MATCHED]:
        scores = [
            (likeness(one.name, one.origin, signal), -place)
            for place, one in enumerate(alerts[:_MOST_MATCHED])
        ]
        best, place = max(scores, default=(0.0, 0))
        if best > 0:
            found[-place] = (*found.get(-place, ()), signal.id)
    return found


_MOST_MATCHED = 300
"""Alerts and signals that are held against each other; more are matched by hand."""


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
