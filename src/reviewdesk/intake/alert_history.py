"""Alert histories from files: which alert fired when, and whether that led to an incident.

Read by the shape of their rows, and not by who wrote them: PagerDuty log entries and incidents,
Opsgenie, Alertmanager, Grafana, Statuspage, or any table of alert, time and perhaps incident.
"""

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from io import StringIO
from itertools import chain, islice
from typing import Any, Protocol

from reviewdesk.domain.alerts import Firing
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.values import clean_line
from reviewdesk.intake.headwords import whole_time

MOST_ROWS = 2_000_000
_MOST_SKIPPED = 50
_NAME_CHARS = 300
_NAMES = (
    "alert", "alertname", "alert_name", "alert name", "rule", "rulename", "rule_name", "name",
    "monitor", "check", "title", "message", "description", "summary",
)  # fmt: skip
_TIMES = (
    "time", "timestamp", "fired_at", "fired at", "fired", "startsat", "starts_at", "activeat",
    "triggered_at", "triggered at", "created_at", "created_on", "createdat", "created at",
    "created", "started_at", "start", "date",
)  # fmt: skip
_INCIDENTS = ("incident", "led_to_incident", "is_incident", "incident_id", "incident id")
_LED = re.compile(
    r"((did|has|it|this)\s)?((was|is|led to|became|caused|made|true|related)\s)?"
    r"((an|the|a)\s)?(real\s)?incident(s|\sid|\skey|\scaused|\sopened|\screated)?"
)
"""How else a column is called that says which firings led to an incident."""
_ORIGINS = ("service", "service_name", "service name", "source", "job", "team", "component")
_NO = frozenset({
    "", "0", "0.0", "no", "not", "false", "f", "none", "null", "nil", "n/a", "na", "-", "–", "—",
    "n", "nein", "não", "non",
})  # fmt: skip
_LISTS = ("log_entries", "incidents", "alerts", "data", "annotations", "items", "results", "events")
_HEAD = re.compile(rf'"({"|".join(_LISTS)})"\s*:\s*\[')
_WORDS = re.compile(r"[\W_]+")
_NUMBERED = re.compile(r"^\[#\d+\]\s*")
_FIRST_SECOND = int(datetime(1990, 1, 1, tzinfo=UTC).timestamp())
_LAST_SECOND = int(datetime(2200, 1, 1, tzinfo=UTC).timestamp())
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)

_NO_ROWS = (
    "No alerts were found in “{}”. Nothing was changed. What can be read is an export of "
    "PagerDuty, Opsgenie, Alertmanager, Grafana or Statuspage, or a table with the columns "
    "alert and time."
)
_NO_TIMES = (
    "“{}” names alerts, but no times at which they fired. Nothing was changed. Export it again "
    "with the time of each alert in a column of its own."
)


@dataclass(slots=True)
class AlertRead:
    """One alert of a file."""

    name: str
    origin: str
    firings: list[Firing]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table says what, from 0; None: none does."""

    name: int | None = None
    time: int | None = None
    origin: int | None = None
    incident: int | None = None


@dataclass(slots=True)
class HistoryRead:
    """What a file says of alerts."""

    program: str
    alerts: list[AlertRead]
    says_incidents: bool
    skipped: list[tuple[int, str]] = field(default_factory=list)
    """Line of a table, or number of an item, from 1, and why it was left out; the first so many."""
    skipped_count: int = 0
    titles: tuple[str, ...] = ()
    """Of the columns, where it is a table."""
    columns: Columns = Columns()
    naive: bool = False
    """Some times said no zone, and were taken to be in the one given."""

    @property
    def count(self) -> int:
        return sum(len(one.firings) for one in self.alerts)

    @property
    def span(self) -> tuple[datetime, datetime]:
        first = min(one.firings[0][0] for one in self.alerts)
        last = max(one.firings[-1][0] for one in self.alerts)
        return _EPOCH + first * _SECOND, _EPOCH + last * _SECOND


Row = tuple[str, object, str, bool | None]
"""Name, time as it stands, origin, and whether it led to an incident; None where not said."""

Placed = tuple[int, Row | None]
"""A row, or none where nothing stands there, with its line or its number."""


def read_alert_history(
    text: str, file_name: str, zone: tzinfo, columns: Columns | None = None
) -> HistoryRead:
    """The alerts of a text. Times without a zone are in `zone`; `columns`: those that were chosen.

    Raises KnownError where there are none, or none with a time. Works in small pieces, so that a
    window beside it keeps up.
    """
    start = text.lstrip("\ufeff \t\n")[:1]
    read = HistoryRead("", [], says_incidents=False)
    rows: Iterator[Placed]
    if start and start in "[{":
        read.program, items = _from_json(text)
        rows = enumerate(items, start=1)
    else:
        rows = _from_table(text, read, columns)
    clock = _Clock(zone)
    found: dict[tuple[str, str], dict[int, bool]] = {}
    named = 0
    for number, row in islice(rows, MOST_ROWS):
        if row is None:
            continue
        name, when, origin, incident = row
        if not name:
            _skip(read, number, "It names no alert.")
            continue
        named += 1
        second = clock.second(when)
        if second is None:
            _skip(read, number, "Its time is not understood.")
            continue
        read.says_incidents |= incident is not None
        fired = found.setdefault((name, origin), {})
        fired[second] = fired.get(second, False) or bool(incident)
    if not found:
        raise KnownError((_NO_TIMES if named else _NO_ROWS).format(clean_line(file_name)[:80]))
    read.naive = clock.naive
    read.alerts = [
        AlertRead(name, origin, sorted(fired.items())) for (name, origin), fired in found.items()
    ]
    read.alerts.sort(key=lambda one: (-len(one.firings), one.name))
    return read


def _skip(read: HistoryRead, number: int, why: str) -> None:
    read.skipped_count += 1
    if len(read.skipped) < _MOST_SKIPPED:
        read.skipped.append((number, why))


class _Clock:
    """Turns times as they stand in files into whole seconds; the same text only once in a row."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self.naive = False

    def second(self, when: object) -> int | None:
        if isinstance(when, bool):
            return None
        if isinstance(when, int | float):
            return _of_number(when)
        if not isinstance(when, str) or not when.strip():
            return None
        text = when.strip()
        if text.replace(".", "", 1).isdecimal():
            return _of_number(float(text[:24]))
        return self._of_text(text[:80])

    def _of_text(self, text: str) -> int | None:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            head = whole_time(text)
            if head is None:
                return None
            if head.moment is not None:
                moment = head.moment
            elif head.day is not None and head.clock is not None:
                moment = datetime.combine(head.day, head.clock, head.zone)
            else:
                return None
        if moment.tzinfo is None:
            self.naive = True
            moment = moment.replace(tzinfo=self._zone)
        try:
            second = (moment - _EPOCH) // _SECOND
        except OverflowError:
            return None
        return second if _FIRST_SECOND <= second < _LAST_SECOND else None


def _of_number(number: float) -> int | None:
    """Seconds, or milliseconds, microseconds or nanoseconds: whichever gives a time of our days."""
    for unit in (1, 1_000, 1_000_000, 1_000_000_000):
        if _FIRST_SECOND <= number / unit < _LAST_SECOND:
            return int(number // unit)
    return None


# Tables


def _from_table(text: str, read: HistoryRead, chosen: Columns | None) -> Iterator[Placed]:
    """Rows with their lines. What the table is and which columns count is told to `read`."""
    head = text[: text.find("\n") if "\n" in text else len(text)]
    sign = max(",;\t|", key=head.count)
    lines = csv.reader(StringIO(text), delimiter=sign)
    begin = next(_rows(lines), None)
    titles = begin[1] if begin else []
    names = {title.strip().strip("\ufeff").casefold(): place for place, title in enumerate(titles)}
    name, time = _column(names, _NAMES), _column(names, _TIMES)
    first: list[tuple[int, list[str]]] = []
    if name is None or time is None:
        # Perhaps there are no titles, and the first row is one of the others.
        found = next((n for n, one in enumerate(titles) if _Clock(UTC).second(one)), None)
        if found is not None and len(titles) > 1 and begin:
            name, time, first = int(found == 0), found, [begin]
    pager = "incident_number" in names
    incident = None if pager else _incident_column(names)
    columns = chosen or Columns(name, time, _column(names, _ORIGINS), incident)
    name, time, origin, incident = columns.name, columns.time, columns.origin, columns.incident
    if name is None:
        return iter(())
    read.program = "PagerDuty" if pager else "table"
    read.titles = tuple(clean_line(one.strip("\ufeff"))[:_NAME_CHARS] for one in titles)
    read.columns = columns

    def cell(row: list[str], place: int | None) -> str:
        return row[place] if place is not None and place < len(row) else ""

    def rows() -> Iterator[Placed]:
        for line, row in chain(first, _rows(lines)):
            if not any(row):
                yield line, None
                continue
            led = _is_yes(cell(row, incident)) if incident is not None else None
            yield line, (_name(cell(row, name)), cell(row, time), _name(cell(row, origin)), led)

    return rows()


class _Lines(Protocol):
    """A reader of the csv module."""

    @property
    def line_num(self) -> int: ...
    def __iter__(self) -> Iterator[list[str]]: ...


def _rows(lines: _Lines) -> Iterator[tuple[int, list[str]]]:
    """Rows with the lines they begin in, as long as they can be told apart.

    A cell too long for one ends them.
    """
    line = 1
    try:
        for row in lines:
            yield line, row
            line = lines.line_num + 1
    except csv.Error:
        return


def _incident_column(names: Mapping[str, int]) -> int | None:
    """The column that says which firings led to an incident, however that is put."""
    exact = _column(names, _INCIDENTS)
    if exact is not None:
        return exact
    return next(
        (place for name, place in names.items() if _LED.fullmatch(_WORDS.sub(" ", name).strip())),
        None,
    )


def _column(names: Mapping[str, int], wanted: tuple[str, ...]) -> int | None:
    return next((names[one] for one in wanted if one in names), None)


def _is_yes(text: str) -> bool:
    return text.strip().casefold() not in _NO


def _name(value: object) -> str:
    """A name as it is kept; one of megabytes is cut before anybody looks through it."""
    return _clean_name(value[: 2 * _NAME_CHARS]) if isinstance(value, str) and value else ""


@lru_cache(maxsize=4_096)
def _clean_name(text: str) -> str:
    return clean_line(_NUMBERED.sub("", text))[:_NAME_CHARS]


# JSON


def _from_json(text: str) -> tuple[str, Iterator[Row | None]]:
    key, items = _items(text)
    first = next(items, None)
    if not isinstance(first, dict):
        return "", iter(())
    program, reader = _reader(key, first)

    def rows() -> Iterator[Row | None]:
        yield reader(first)
        for item in items:
            yield reader(item) if isinstance(item, dict) else None

    return program, rows()


def _items(text: str) -> tuple[str, Iterator[object]]:
    """The items of the first list in a document, one by one, and the key it stands under.

    Not the whole document at once: that would hold the interpreter for as long as it takes.
    """
    start = len(text) - len(text.lstrip("\ufeff \t\n"))
    if text[start : start + 1] == "[":
        return "", _parsed(text, start + 1)
    found = _HEAD.search(text)
    if found is not None:
        return found[1], _parsed(text, found.end())
    return "", _lines(text)


def _parsed(text: str, place: int) -> Iterator[object]:
    decoder = json.JSONDecoder()
    while True:
        while text[place : place + 1] in (" ", "\n", "\t", ",") and place < len(text):
            place += 1
        if place >= len(text) or text[place] == "]":
            return
        try:
            item, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            return
        yield item


def _lines(text: str) -> Iterator[object]:
    """A document a line."""
    for line in text.split("\n"):
        try:
            yield json.loads(line) if line.strip() else None
        except (ValueError, RecursionError):
            yield None


_Read = Callable[[dict[str, Any]], "Row | None"]
"""An item in, a row out; None where it is no firing."""


def _reader(key: str, first: dict[str, Any]) -> tuple[str, _Read]:
    if key == "log_entries" or str(first.get("type", "")).endswith("_log_entry"):
        return "PagerDuty", _pager_entry
    if "incident_updates" in first or ("impact" in first and "incident_number" not in first):
        return "Statuspage", _status_incident
    if key == "incidents" or "incident_number" in first:
        return "PagerDuty", _pager_incident
    if isinstance(first.get("labels"), dict):
        return "Alertmanager", _labelled
    if "newState" in first or "alertName" in first:
        return "Grafana", _grafana
    if "createdAt" in first and ("log" in first or "message" in first or "tinyId" in first):
        return "Opsgenie", _opsgenie
    return "JSON", _any_item


def _told(value: object, name: str) -> str:
    return _name(value.get(name)) if isinstance(value, dict) else ""


def _pager_entry(item: dict[str, Any]) -> Row | None:
    if not str(item.get("type", "")).startswith("trigger"):
        return None
    name = _told(item.get("incident"), "summary") or _told(item.get("channel"), "summary")
    return name or _name(item.get("summary")), item.get("created_at"), _service(item), None


def _pager_incident(item: dict[str, Any]) -> Row | None:
    name = _name(item.get("title")) or _name(item.get("summary")) or _name(item.get("description"))
    return name, item.get("created_at"), _service(item), None


def _service(item: dict[str, Any]) -> str:
    return _told(item.get("service"), "summary") or _told(item.get("service"), "name")


def _status_incident(item: dict[str, Any]) -> Row | None:
    """Whatever stands on a status page was an incident."""
    when = item.get("started_at") or item.get("created_at")
    return _name(item.get("name")), when, "", True


def _labelled(item: dict[str, Any]) -> Row | None:
    labels = item["labels"] if isinstance(item.get("labels"), dict) else {}
    origin = _told(labels, "service") or _told(labels, "job") or _told(labels, "grafana_folder")
    when = item.get("startsAt") or item.get("activeAt")
    return _told(labels, "alertname"), when, origin, None


def _grafana(item: dict[str, Any]) -> Row | None:
    state = str(item.get("newState", "alerting")).casefold()
    if state not in ("alerting", "firing", "active"):
        return None
    name = _name(item.get("alertName")) or _name(item.get("title")) or _name(item.get("text"))
    return name, item.get("time") or item.get("created"), _name(item.get("dashboardUID")), None


def _opsgenie(item: dict[str, Any]) -> Row | None:
    log = item.get("log")
    if isinstance(log, str):
        if not log.startswith("Alert created"):
            return None
        named = re.search(r"\[([^\]]{1,200})\]", log)
        return _name(named[1] if named else log), item.get("createdAt"), "", None
    return _name(item.get("message")), item.get("createdAt"), _name(item.get("source")), None


def _any_item(item: dict[str, Any]) -> Row | None:
    """An item whose keys are called as the columns of a table would be."""
    keys = {str(key).casefold(): value for key, value in item.items()}
    name = next((_name(keys[one]) for one in _NAMES if one in keys), "")
    when = next((keys[one] for one in _TIMES if one in keys), None)
    origin = next((_name(keys[one]) for one in _ORIGINS if one in keys), "")
    said = next((keys[one] for one in _INCIDENTS if one in keys), None)
    led = None if all(one not in keys for one in _INCIDENTS) else _led(said)
    return name, when, origin, led


def _led(said: object) -> bool:
    return _is_yes(said) if isinstance(said, str) else bool(said)
