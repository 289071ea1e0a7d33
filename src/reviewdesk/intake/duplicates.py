"""Which proposed events are there already: at the same time, with nearly the same title."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from difflib import SequenceMatcher

from reviewdesk.domain.entries import Entry, Precision
from reviewdesk.intake.proposal import Proposal, Watch

_LIKE = 0.85
_BUCKET_S = 600
_MOST_COMPARED = 40
"""Of a thousand events in the same second only the nearest in the list are compared by letters."""
_SHORTEST_BEGINNING = 12


class _Known:
    """One event to compare with."""

    __slots__ = ("earliest", "key", "latest", "name", "numbers", "slack", "words")

    def __init__(
        self, name: str, title: str, earliest: datetime, latest: datetime, slack: timedelta
    ) -> None:
        self.name, self.key = name, _key(title)
        self.words = frozenset(self.key.split())
        self.numbers = frozenset(word for word in self.words if not word.isalpha())
        self.earliest, self.latest, self.slack = earliest, latest, slack


def mark_duplicates(proposals: Sequence[Proposal], entries: Iterable[Entry], watch: Watch) -> int:
    """Names for each proposal what it is a twin of, and drops it; how many there are."""
    buckets: dict[int, list[_Known]] = defaultdict(list)
    titles: dict[tuple[int, str], _Known] = {}
    unknown: dict[str, str] = {}
    for entry in entries:
        if entry.precision is Precision.UNKNOWN or entry.anchor is None:
            unknown[_key(entry.title)] = "an event of the review"
        else:
            _keep(_known_of(entry, entry.title, "an event of the review"), buckets, titles)
    count = 0
    for place, one in enumerate(proposals):
        watch.step(place, len(proposals), 0.75, 0.98)
        if one.reason or not one.title:
            continue
        if one.precision is Precision.UNKNOWN or one.anchor is None:
            one.twin = unknown.get(_key(one.title), "")
            unknown.setdefault(_key(one.title), f"line {one.line}")
        else:
            known = _known_of(one, one.title, f"line {one.line}")
            one.twin = _twin_of(known, buckets, titles)
            if not one.twin:
                _keep(known, buckets, titles)
        if one.twin:
            one.kept = False
            count += 1
    return count


def _known_of(one: Entry | Proposal, title: str, name: str) -> _Known:
    first = one.start or one.earliest or one.latest
    last = one.start or one.latest or one.earliest
    if first is None or last is None:
        raise ValueError("only what has a time is compared by its time")
    if one.precision is Precision.ABOUT:
        slack = timedelta(minutes=10)
    elif one.precision is Precision.EXACT:
        exact = first.second or first.microsecond
        slack = timedelta(seconds=1) if exact else timedelta(seconds=59)
    else:
        slack = timedelta()
    return _Known(name, title, first, last, slack)


def _places(one: _Known) -> range:
    first = int((one.earliest - one.slack).timestamp() // _BUCKET_S)
    last = int((one.latest + one.slack).timestamp() // _BUCKET_S)
    return range(first, min(last, first + 300) + 1)


def _keep(
    one: _Known, buckets: dict[int, list[_Known]], titles: dict[tuple[int, str], _Known]
) -> None:
    for place in _places(one):
        buckets[place].append(one)
        titles.setdefault((place, one.key), one)


def _twin_of(
    one: _Known, buckets: dict[int, list[_Known]], titles: dict[tuple[int, str], _Known]
) -> str:
    for place in _places(one):
        same = titles.get((place, one.key))
        if same is not None and _at_one_time(one, same):
            return same.name
        for other in buckets[place][-_MOST_COMPARED:]:
            if _at_one_time(one, other) and _alike(one, other):
                return other.name
    return ""


def _at_one_time(one: _Known, other: _Known) -> bool:
    slack = max(one.slack, other.slack)
    return one.earliest - slack <= other.latest and other.earliest - slack <= one.latest


def _alike(one: _Known, other: _Known) -> bool:
    if one.key == other.key:
        return True
    # Reading 17 and reading 18 are two, however alike the rest is.
    if one.numbers != other.numbers:
        return False
    short, long = sorted((one.key, other.key), key=len)
    if len(short) >= _SHORTEST_BEGINNING and long.startswith(short):
        return True
    if not short or len(short) < len(long) * 0.7:
        return False
    if 2 * len(one.words & other.words) < max(len(one.words), len(other.words)):
        return False
    matcher = SequenceMatcher(None, short[:200], long[:200], autojunk=False)
    return matcher.quick_ratio() >= _LIKE and matcher.ratio() >= _LIKE


def _key(title: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in title.casefold()).split())
