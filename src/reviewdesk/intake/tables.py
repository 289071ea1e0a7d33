"""Tables: cells from tabs, commas or HTML, what each column holds, and events from their rows."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from html.parser import HTMLParser

from reviewdesk.intake.datewords import ZONE, zone_of
from reviewdesk.intake.headwords import TimeHead, whole_time
from reviewdesk.intake.proposal import Column, Found, Table, Watch

_DELIMITERS = "\t;,|"
_SAMPLE_ROWS = 200
_LONGEST_CELL = 200_000
_MOST_COLUMNS = 60
_HEADS: dict[Column, str] = {
    Column.END: r"end|ende|bis|until|to|end ?time|finish(?:ed)?|resolved|fin|hasta|stop",
    Column.DATE: r"date|datum|day|tag|fecha|data|jour",
    Column.CLOCK: r"clock|uhrzeit|heure|hora|ora|tijd|klockslag|time of day",
    Column.TIME: (
        r"(?:date ?/? ?)?time(?:stamp)?|ts|when|at|zeit(?:punkt|stempel)?|start(?:ed)?(?: ?time)?|"
        r"begin|beginn|created(?: ?at)?|occurred(?: ?at)?|from|von|date ?(?:and|&) ?time|"
        r"horodatage|"
        r"momento|date_?time|event ?time"
    ),
    Column.DEPARTMENT: (
        r"lane|department|team|abteilung|bereich|area|service|group|departamento|équipe|equipe|"
        r"reparto|afdeling|unit|function|org"
    ),
    Column.KIND: r"kind|type|art|typ|category|kategorie|tipo",
    Column.WHO: (
        r"who|author|name|person|user|wer|by|actor|owner|reporter|qui|quién|autor|from user|sender|"
        r"responsible|assignee|posted by"
    ),
    Column.TITLE: (
        r"event|title|what|ereignis|summary|message|text|was|action|activity|happened|entry|"
        r"what happened|event description|événement|evento|titel|log|subject|body|beschreibung|"
        r"description|details?|update|notes?|comment|milestone|observation"
    ),
    Column.DETAIL: (
        r"details?|notes?|comments?|description|beschreibung|bemerkung|kommentar|context|remarks?|"
        r"evidence|source|quelle|link|reference|impact"
    ),
}


def columns_by_name(name: str) -> Column | None:
    """What a head says its column holds; None where it says nothing known."""
    key = re.sub(r"\(.*?\)|\[.*?\]", " ", name)
    key = re.sub(rf"\b(?:{ZONE.pattern})", " ", key)
    key = re.sub(r"[\s_*`]+", " ", key).strip(" :.-").casefold()
    for column, pattern in _HEADS.items():
        if re.fullmatch(pattern, key):
            return column
    if len(key) < 40 and re.search(r"\btime\b|zeit\b|timestamp", key):
        return Column.TIME
    return None


def split_text(text: str, forced: bool = False) -> Table | None:
    """The table in a text of separated values; None where it is no table.

    `forced`: it comes from a file that says it is one, so a doubtful one counts.
    """
    best: tuple[float, str] | None = None
    sample = "\n".join(text.split("\n", _SAMPLE_ROWS)[:_SAMPLE_ROWS])
    for delimiter in _DELIMITERS:
        if delimiter not in sample:
            continue
        rows = [row for row in _rows(sample, delimiter) if any(row)]
        widths = Counter(len(row) for row in rows)
        if not widths:
            continue
        width, count = widths.most_common(1)[0]
        share = count / len(rows)
        least = 0.5 if forced else 0.7 if delimiter == "\t" else 0.9
        if not 1 < width <= _MOST_COLUMNS or (share < least):
            continue
        # A list of sentences with a comma each is no table.
        if not forced and not _looks_like_rows(rows, width, delimiter):
            continue
        score = share * min(width, 12) + (2 if delimiter == "\t" else 0)
        if best is None or score > best[0]:
            best = score, delimiter
    if best is None:
        return None
    return _made(*_numbered(text, best[1]))


def _looks_like_rows(rows: Sequence[Sequence[str]], width: int, delimiter: str) -> bool:
    if delimiter == "|":
        return False  # Markdown has its own way
    whole = [row for row in rows if len(row) == width]
    named = {columns_by_name(cell) for cell in whole[0]} - {None}
    if len(named) > 1 and named & {Column.TIME, Column.DATE, Column.CLOCK}:
        return True
    if len(whole) < 2:
        return False
    body = whole[:50]
    return any(
        sum(whole_time(row[place]) is not None for row in body) >= 0.6 * len(body)
        for place in range(width)
    )


def _rows(text: str, delimiter: str) -> list[list[str]]:
    return [list(row) for row, _line in _parsed(text, delimiter)]


def _parsed(text: str, delimiter: str) -> Iterable[tuple[list[str], int]]:
    """Rows with the line each ends on. A quote that is never closed quotes nothing."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    text = text.replace("\0", "")
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    made: list[tuple[list[str], int]] = []
    try:
        for row in reader:
            if any(cell.count("\n") > 100 for cell in row):
                raise csv.Error("a quote was not closed")
            made.append((row, reader.line_num))
    except csv.Error:
        plain = csv.reader(io.StringIO(text), delimiter=delimiter, quoting=csv.QUOTE_NONE)
        return [(row, plain.line_num) for row in plain]
    return made


def _numbered(text: str, delimiter: str) -> tuple[list[tuple[str, ...]], list[int], list[str]]:
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    raws: list[str] = []
    source = text.split("\n")
    last = 0
    for row, end in _parsed(text, delimiter):
        if any(cell.strip() for cell in row):
            rows.append(tuple(cell.strip()[:_LONGEST_CELL] for cell in row))
            lines.append(last + 1)
            raws.append("\n".join(source[last:end]))
        last = end
    return rows, lines, raws


class _Cells(HTMLParser):
    """Cells of every table in a page; what is merged stands in its first cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._span = 1
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._close()
            self.rows.append([])
        elif tag in ("td", "th"):
            self._close()
            self._cell = []
            told = dict(attrs).get("colspan") or "1"
            self._span = min(20, int(told)) if told.isdecimal() and told.isascii() else 1
        elif tag in ("style", "script"):
            self._silent += 1
        elif tag in ("br", "p", "div", "li") and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._close()
        elif tag in ("style", "script"):
            self._silent = max(0, self._silent - 1)

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._silent:
            self._cell.append(data)

    def _close(self) -> None:
        if self._cell is not None:
            if not self.rows:
                self.rows.append([])
            text = "\n".join(" ".join(line.split()) for line in "".join(self._cell).split("\n"))
            self.rows[-1] += [text.strip(), *[""] * max(0, self._span - 1)]
        self._cell = None


def split_html(html: str) -> Table | None:
    """The table a spreadsheet puts on the clipboard; None where there is none."""
    parser = _Cells()
    parser.feed(html)
    parser.close()
    rows = [tuple(row) for row in parser.rows if any(row)]
    if not rows or max(map(len, rows)) < 2:
        return None
    return _made(rows, list(range(1, len(rows) + 1)), ["\t".join(row) for row in rows])


_MARKDOWN_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")


def is_markdown_rule(line: str) -> bool:
    """Whether it is the line under the head of a table: |---|---|."""
    return "|" in line and _MARKDOWN_RULE.match(line) is not None


def markdown_cells(line: str) -> tuple[str, ...]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return tuple(cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", inner))


def made_table(rows: list[tuple[str, ...]], lines: list[int], raws: list[str]) -> Table:
    return _made(rows, lines, raws)


def _made(rows: list[tuple[str, ...]], lines: list[int], raws: list[str]) -> Table:
    width = min(max((len(row) for row in rows), default=0), _MOST_COLUMNS)
    rows = [
        (*row[: width - 1], " ".join(row[width - 1 :])) if len(row) > width else
        (*row, *[""] * (width - len(row)))
        for row in rows
    ]  # fmt: skip
    header = _has_header(rows)
    return Table(tuple(rows), tuple(lines), tuple(raws), header, guess_columns(rows, header, width))


def _has_header(rows: Sequence[tuple[str, ...]]) -> bool:
    if not rows:
        return False
    first = rows[0]
    if any(whole_time(cell) is not None for cell in first if cell):
        return False
    named = sum(columns_by_name(cell) is not None for cell in first if cell)
    if named > 1 or (named and len(rows) > 1):
        return True
    # No time in it, but below it there is one.
    return any(
        sum(whole_time(row[place]) is not None for row in rows[1:20]) * 2 > len(rows[1:20])
        for place in range(len(first))
    )


def guess_columns(rows: Sequence[tuple[str, ...]], header: bool, width: int) -> tuple[Column, ...]:
    """What each column seems to hold: by its head, else by what stands in it."""
    body = rows[1:_SAMPLE_ROWS] if header else rows[:_SAMPLE_ROWS]
    guessed: list[Column | None] = [None] * width
    if header:
        for place, cell in enumerate(rows[0]):
            guessed[place] = columns_by_name(cell)
    cells = [[row[place] for row in body if row[place]] for place in range(width)]
    heads = [[whole_time(cell) for cell in column[:60]] for column in cells]
    for place, found in enumerate(heads):
        times = [head for head in found if head is not None]
        share = len(times) / len(found) if found else 0.0
        serial = _are_serials(cells[place]) and guessed[place] in (
            Column.TIME, Column.DATE, Column.CLOCK, Column.END
        )  # fmt: skip
        if share < 0.4 and not serial:
            if guessed[place] in (Column.TIME, Column.DATE, Column.CLOCK, Column.END) and found:
                guessed[place] = None
            continue
        # What there is not is neither a day nor a time of day.
        times = [head for head in times if not head.fault]
        if not times and guessed[place] is not None:
            continue
        days = sum(head.says_day or head.moment is not None for head in times)
        clocks = sum(head.says_time for head in times)
        if serial or guessed[place] is Column.END:
            continue
        if guessed[place] in (None, Column.TIME, Column.DATE, Column.CLOCK):
            if clocks * 2 < len(times):
                guessed[place] = Column.DATE
            elif days * 2 < len(times) and Column.DATE in guessed[:place]:
                guessed[place] = Column.CLOCK
            else:
                guessed[place] = Column.TIME
    _settle(guessed, cells)
    return tuple(column or Column.NONE for column in guessed)


def _settle(guessed: list[Column | None], cells: list[list[str]]) -> None:
    """One column of each sort; the fullest text is the event."""
    seen: set[Column] = set()
    for place, column in enumerate(guessed):
        if column in (Column.NONE, Column.DETAIL) or column is None:
            continue
        if column in seen:
            swap = {
                Column.TIME: Column.END if Column.END not in guessed else Column.NONE,
                Column.TITLE: Column.DETAIL,
            }
            guessed[place] = swap.get(column, Column.NONE)
        seen.add(guessed[place] or Column.NONE)
    if Column.DATE in seen and Column.TIME in seen and Column.CLOCK not in seen:
        guessed[guessed.index(Column.TIME)] = Column.CLOCK
    elif Column.CLOCK in seen and Column.DATE not in seen and Column.TIME not in seen:
        guessed[guessed.index(Column.CLOCK)] = Column.TIME
    elif Column.DATE in seen and not seen & {Column.TIME, Column.CLOCK}:
        guessed[guessed.index(Column.DATE)] = Column.TIME
    if Column.TITLE not in seen:
        free = [place for place, column in enumerate(guessed) if column in (None, Column.DETAIL)]
        lengths = {place: sum(map(len, cells[place])) / max(1, len(cells[place])) for place in free}
        if free:
            guessed[max(free, key=lambda place: lengths[place])] = Column.TITLE


_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")


def _are_serials(cells: Sequence[str]) -> bool:
    return bool(cells) and all(_SERIAL.fullmatch(cell) for cell in cells[:60])


def rows_found(table: Table, columns: Sequence[Column], watch: Watch | None = None) -> list[Found]:
    """Every row as an event, or with why it is none."""
    found: list[Found] = []
    places: dict[Column, int] = {
        column: place for place, column in enumerate(columns) if column is not Column.NONE
    }
    details = [place for place, column in enumerate(columns) if column is Column.DETAIL]
    zones = {
        column: _zone_of_head(table.rows[0][place]) if table.header else None
        for column, place in places.items()
    }
    for index, row in enumerate(table.rows):
        if watch is not None:
            watch.step(index, len(table.rows), 0.1, 0.45)
        line = table.lines[index]
        raw = table.raws[index]
        one = Found(line, raw, line + raw.count("\n"))
        found.append(one)
        if index == 0 and table.header:
            one.text = " · ".join(cell for cell in row if cell)
            one.reason, one.framing = "The heads of the columns.", True
            continue
        _fill(one, row, places, details, zones)
    return found


def _fill(
    one: Found,
    row: Sequence[str],
    places: dict[Column, int],
    details: Sequence[int],
    zones: dict[Column, tzinfo | None],
) -> None:
    def cell(column: Column) -> str:
        return row[places[column]] if column in places else ""

    one.text = " ".join(cell(Column.TITLE).split())
    one.detail = "\n".join(row[place] for place in details if row[place])
    one.department, one.kind, one.author = (
        cell(Column.DEPARTMENT), cell(Column.KIND), cell(Column.WHO)
    )  # fmt: skip
    if not one.text:
        rest = one.detail or " · ".join(filter(None, row))
        one.text = " ".join(rest.split())
        one.reason = "The row names no event." if not one.detail else ""
        one.detail = "" if rest == one.detail else one.detail
    one.head, fault = _head_of_row(cell, zones)
    if fault and not one.reason:
        one.reason = fault
    one.zone = zones.get(Column.TIME) or zones.get(Column.CLOCK)


def _head_of_row(
    cell: Callable[[Column], str], zones: dict[Column, tzinfo | None]
) -> tuple[TimeHead | None, str]:
    """The time of a row from its columns, and why it cannot be read where it cannot."""
    heads: dict[Column, TimeHead] = {}
    for column in (Column.DATE, Column.TIME, Column.CLOCK, Column.END):
        told = cell(column)
        if not told:
            continue
        head = _serial_time(told) or whole_time(told)
        if head is None:
            if column is Column.END:
                return None, "Its end is not understood as a time."
            return None, "What stands in the column of times is not understood."
        if head.zone is None:
            head.zone = zones.get(column)
        heads[column] = head
    date_head = heads.get(Column.DATE)
    head = heads.get(Column.TIME) or heads.get(Column.CLOCK) or date_head
    if head is None:
        return None, ""
    if date_head is not None and head is not date_head:
        head.day, head.day_month = date_head.day, date_head.day_month
        head.numbers, head.weekday = date_head.numbers, date_head.weekday
        # A day that does not exist must not leave its time to a day that is guessed.
        head.fault = head.fault or date_head.fault
    end = heads.get(Column.END)
    if end is not None:
        head.fault = head.fault or end.fault
    if end is not None and head.until is None and end.clock is not None:
        head.until, head.until_rolls = end.clock, end.clock_rolls
        head.until_words = end if end.says_day else None
    return head, ""


def _serial_time(told: str) -> TimeHead | None:
    """A day as spreadsheets count them: 44927.9375 is the evening of 1 January 2023."""
    if not _SERIAL.fullmatch(told):
        return None
    days = float(told.replace(",", "."))
    if not 20_000 <= days < 80_000:
        return None
    moment = datetime(1899, 12, 30, tzinfo=UTC) + timedelta(seconds=round(days * 86_400))
    head = TimeHead(day=moment.date(), end=len(told))
    if "." in told or "," in told:
        head.clock = moment.time()
    head.remarks.append("The time was read from a spreadsheet's count of days.")
    return head


def _zone_of_head(name: str) -> tzinfo | None:
    """The zone in the head of a column: Time (UTC)."""
    for found in ZONE.finditer(name):
        if found.start() == 0 or not name[found.start()].isalnum():
            return zone_of(found)[0]
    return None
