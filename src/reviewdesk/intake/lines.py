"""Timelines as text: lines that begin with a time, headings that say a day, what belongs to them.

No line is lost: each is an event, part of one, a heading that says a day, or has a reason.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import tzinfo

from reviewdesk.intake.datewords import ZONE, zone_name, zone_of
from reviewdesk.intake.headwords import TimeHead, read_head
from reviewdesk.intake.proposal import Found, Watch
from reviewdesk.intake.tables import is_markdown_rule, made_table, markdown_cells, rows_found

_NUMBERED = re.compile(r"\s*\d{1,3}[.)]\s+(?!\d{1,2}[:.]?\d*\s*$)")
_NOISE = re.compile(
    r"(?:\s*(?:>|#{1,6}(?=\s|\d)|[-*+•‣◦▪●·‧∙–—](?=\s)|\[[ xX]\](?=\s)|\|(?=\s)))*\s*"
)
_HEADING = re.compile(r"\s*(#{1,6})\s*\S|\s*h[1-6]\.\s")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"(?<![\w*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\w*])|`+|~~|"
                       r"(?<![\w_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![\w_])")  # fmt: skip
_TAGS = re.compile(
    r"</?(?:b|i|em|strong|br|p|code|time|span|u|s|li|ul|ol|div)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_FOOTNOTE = re.compile(r"\[\^[\w-]+\](?!:)")
_TRAILING = re.compile(r"[(\[](?P<time>[^()\[\]]{4,40})[)\]]\s*[.:]?\s*$")
_ANCHOR = re.compile(
    r"(?P<name>T\s?[-=]?\s?0|T\s?\+\s?0|T-zero|T)\s*(?:=|:|is|was)\s*(?=\S)", re.IGNORECASE
)
_ABOUT_TIMES = re.compile(
    r"\btimes?\b|\btimezone\b|timeline|zeit|heures|horas|timestamps?", re.IGNORECASE
)
_IN_SENTENCE = re.compile(
    r"(?:(?<=\s)|^)(?:at|by|around|about|from|since|between|um|à|~)?\s*(?=~?\d{1,2}[:h.]\d{2})",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\d“\"'(])")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_MOST_HEADING_WORDS = 4
"""On date: 31 January 2017. So few words, one of them a day, are a heading."""
_FOUR_FIGURES = re.compile(
    r"(?m)^(\s*(?:[-*+•]\s+)?(?:\*\*)?)([01]\d|2[0-3])([0-5]\d)(?=\s*[-–:|]\s)"
)
_MOST_DETAIL = 100_000
_LEAST_FOUR_FIGURES = 3
TITLE_CHARS = 200


@dataclass(slots=True)
class Text:
    """What a text says of itself beside its events."""

    found: list[Found] = field(default_factory=list)
    zone: re.Match[str] | None = None
    zone_line: int = 0
    title_day: TimeHead | None = None
    """The first whole day that is named in front of the events."""
    title_line: int = 0


def plain(text: str) -> str:
    """`text` without the marks of Markdown and simple HTML; links keep their words."""
    if not any(sign in text for sign in "[*`_<~"):
        return text.strip()
    text = _LINK.sub(r"\1", text)
    text = _FOOTNOTE.sub("", text)
    text = _TAGS.sub(" ", text)
    return _EMPHASIS.sub("", text).strip()


def read_lines(text: str, watch: Watch) -> Text:
    """All lines of `text`, in their order."""
    reader = _Reader(watch)
    reader.read(text.split("\n"))
    return reader.result


class _Reader:
    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self.result = Text()
        self._open: Found | None = None
        """The event that further lines may belong to."""
        self._waits = False
        """A time stood alone on its line: what follows is its text."""
        self._blank = False
        self._fence = False
        self._indent = 0
        self._body: list[str] = []
        self._bulleted = False
        self._four_figures = False

    def read(self, lines: Sequence[str]) -> None:
        place = 0
        # 0905 – text: a time where several lines begin so, else it may be a year.
        told = sum(_FOUR_FIGURES.match(line) is not None for line in lines[:2_000])
        self._four_figures = told >= _LEAST_FOUR_FIGURES
        while place < len(lines):
            self._watch.step(place, len(lines), 0.05, 0.45)
            if (
                "|" in lines[place]
                and place + 1 < len(lines)
                and is_markdown_rule(lines[place + 1])
            ):
                place = self._take_table(lines, place)
                continue
            self._take(place + 1, lines[place])
            place += 1
        self._close()

    def _take_table(self, lines: Sequence[str], place: int) -> int:
        self._close()
        rows, numbers, raws = [], [], []
        rules: list[int] = []
        while place < len(lines) and "|" in lines[place] and lines[place].strip():
            if not is_markdown_rule(lines[place]):
                rows.append(tuple(plain(cell) for cell in markdown_cells(lines[place])))
                numbers.append(place + 1)
                raws.append(lines[place])
            else:
                rules.append(place + 1)
            place += 1
        table = made_table(rows, numbers, raws)
        self._blank = True
        found = rows_found(table, table.columns)
        found += [
            Found(rule, lines[rule - 1], rule, reason="It is a rule.", framing=True)
            for rule in rules
        ]
        self.result.found += sorted(found, key=lambda one: one.line)
        return place

    def _take(self, number: int, line: str) -> None:
        bare = line.strip()
        if not bare:
            self._blank = True
            return
        if _FENCE.match(line) and (self._fence or self._open is not None):
            self._fence = not self._fence
            if not self._add_to_open(number, line):
                self._skip(number, line, "It is a mark of code.")
            return
        if self._fence and self._add_to_open(number, line):
            return
        said = _FOUR_FIGURES.sub(r"\1\2:\3", line) if self._four_figures else line
        noise = _NOISE.match(said)
        start = noise.end() if noise else 0
        text = plain(said[start:])
        counted = _NUMBERED.match(said, start)
        heading = _HEADING.match(line) is not None or _is_bold(bare)
        anchored = _ANCHOR.match(text)
        if anchored is not None and self._take_anchor(number, line, text, anchored):
            return
        head = read_head(text)
        if head is None and counted is not None:
            text = plain(said[counted.end() :])
            head = read_head(text)
        rest = text[head.end :].strip() if head is not None else ""
        if head is not None and self._is_event(head, rest, heading):
            self._begin(number, line, head, rest, start)
        elif head is not None and self._is_day(head, rest, heading):
            self._close()
            self.result.found.append(Found(number, line, text=text, day=head))
            self._note_day(head, number)
        elif set(bare) <= set("-=*_~—–. "):
            self._skip(number, line, "It is a rule.", framing=True)
        elif heading:
            self._take_heading(number, line, text)
        elif not self._take_trailing(number, line, text):
            self._take_rest(number, line, text, start)
        self._blank = False

    def _is_event(self, head: TimeHead, rest: str, heading: bool) -> bool:
        if head.says_time:
            return True
        if rest and head.until_words is not None and not heading:
            return True
        # A day alone begins an event only where a sign parts it from what happened.
        return bool(rest) and head.says_day and not heading and (head.joined or head.bracketed)

    def _is_day(self, head: TimeHead, rest: str, heading: bool) -> bool:
        if head.says_time or not (head.says_day or head.weekday is not None):
            return False
        return not rest.strip(" :.-–—()") or (heading and head.says_day)

    def _begin(self, number: int, line: str, head: TimeHead, rest: str, indent: int) -> None:
        self._close()
        one = Found(number, line, number, head, rest)
        self._open, self._waits = one, not rest
        self._indent = indent
        self._bulleted = line.lstrip()[:1] in "-*+•"
        self.result.found.append(one)

    def _take_anchor(self, number: int, line: str, text: str, anchored: re.Match[str]) -> bool:
        head = read_head(text, anchored.end())
        if head is None or head.clock is None:
            return False
        self._close()
        told = text[head.end :].strip(" ()") or anchored["name"]
        reason = "What T+… counts from."
        self.result.found.append(
            Found(number, line, number, head, told, reason=reason, anchors=True)
        )
        self._note_day(head, number)
        return True

    def _take_heading(self, number: int, line: str, text: str) -> None:
        """A heading without a time at its head ends an event; a day in it holds from there on."""
        self._close()
        day = _day_within(text)
        self._note_zone(text, number)
        if day is not None:
            self.result.found.append(Found(number, line, text=text, day=day))
            self._note_day(day, number)
        else:
            self._skip(number, line, "It is a heading.", text, framing=True)

    def _take_trailing(self, number: int, line: str, text: str) -> bool:
        """Text (10:35 UTC)."""
        found = _TRAILING.search(text)
        if found is None or not text[: found.start()].strip():
            return False
        if not _bullet(line) and any(one.head is not None for one in self.result.found):
            return False  # Impact: 30 minutes (14:05 – 14:35)
        head = read_head(found["time"].strip())
        if head is None or head.clock is None or found["time"].strip()[head.end :]:
            return False
        if self._open is not None and not self._blank and self._open.text and not _bullet(line):
            return False
        self._begin(number, line, head, text[: found.start()].rstrip(" -–—:"), 0)
        return True

    def _take_rest(self, number: int, line: str, text: str, indent: int) -> None:
        deeper = indent > self._indent
        same_level = self._bulleted and _bullet(line) and not deeper
        belongs = self._waits or (
            (not self._blank or deeper or line[:1] in " \t>") and not same_level
        )
        if self._open is not None and belongs and self._add_to_open(number, line):
            return
        if self._note_zone(text, number):
            self._close()
            self._skip(number, line, "It says the zone of the times.", text, framing=True)
            return
        day = _day_within(text)
        if day is not None and not any(one.head for one in self.result.found):
            self._note_day(day, number)
        self._close()
        if day is not None and len(_WORDS.findall(text)) <= _MOST_HEADING_WORDS:
            self.result.found.append(Found(number, line, text=text, day=day))
            return
        self._skip(number, line, "No time stands at its head.", text)

    def _add_to_open(self, number: int, line: str) -> bool:
        one = self._open
        if one is None:
            return False
        one.last_line = number
        one.raw = one.raw + "\n" + line if len(one.raw) < _MOST_DETAIL else one.raw
        if one.text:
            # A blank line between is kept, so that paragraphs stay apart.
            if self._blank and self._body:
                self._body.append("")
            self._body.append(line.strip() if not self._fence else line.rstrip())
        else:
            noise = _NOISE.match(line)
            one.text = plain(line[noise.end() if noise else 0 :])
            self._blank = False
        if self._waits and self._blank:
            self._blank = False
        return True

    def _close(self) -> None:
        one = self._open
        if one is not None and self._body:
            self._join(one)
        if one is not None and not one.text:
            one.reason = "No text stands beside this time."
        self._open, self._body, self._waits, self._fence = None, [], False, False

    def _join(self, one: Found) -> None:
        """A wrapped line goes on in the title; a further paragraph or point is detail."""
        body = self._body
        wrapped = 0
        while (
            wrapped < len(body)
            and body[wrapped]
            and not _bullet(body[wrapped])
            and not _FENCE.match(body[wrapped])
            and len(one.text) < TITLE_CHARS
        ):
            one.text += " " + plain(body[wrapped])
            wrapped += 1
        one.detail = "\n".join(body[wrapped:]).strip("\n")[:_MOST_DETAIL]

    def _skip(
        self, number: int, line: str, reason: str, text: str = "", *, framing: bool = False
    ) -> None:
        found = Found(number, line, number, text=text or plain(line), reason=reason)
        found.framing = framing
        self.result.found.append(found)

    def _note_zone(self, text: str, number: int) -> bool:
        """Takes the zone that a line declares; whether it does."""
        if self.result.zone is not None or not _ABOUT_TIMES.search(text):
            return False
        for found in ZONE.finditer(text):
            before = text[found.start() - 1 : found.start()] if found.start() else " "
            if found[0][:1] in " ([" or not before.isalnum():
                self.result.zone, self.result.zone_line = found, number
                return True
        return False

    def _note_day(self, head: TimeHead, number: int) -> None:
        if self.result.title_day is None and head.day is not None:
            self.result.title_day, self.result.title_line = head, number


def _is_bold(line: str) -> bool:
    return len(line) > 4 and line[:2] == line[-2:] and line[:2] in ("**", "__", "==")


def _bullet(line: str) -> bool:
    return re.match(r"\s*(?:[-*+•‣◦▪●]|\d{1,3}[.)])\s", line) is not None


def _day_within(text: str) -> TimeHead | None:
    """The first day that is named anywhere in `text`."""
    for found in re.finditer(r"(?<![\w.:/-])[\w“(]", text[:400]):
        if not re.match(r"\d|[^\W\d_]{3,}\.?,?\s+\d", text[found.start() :].lstrip("“(")):
            continue
        head = read_head(text, found.start())
        if head is not None and (head.day is not None or (head.day_month is not None)):
            head.clock, head.until = None, None
            return head
    return None


def sentences_with_times(found: Sequence[Found]) -> list[Found]:
    """Prose, taken apart into sentences that name a time each; the rest stays as it was."""
    made: list[Found] = []
    for one in found:
        if one.day is not None or not one.text:
            made.append(one)
            continue
        if one.head is not None:
            made += _further(one)
            continue
        told = [(sentence, _time_in(sentence)) for sentence in _SENTENCE.split(one.text)]
        if not any(head for _sentence, head in told):
            made.append(one)
            continue
        for sentence, head in told:
            if head is not None:
                made.append(Found(one.line, one.raw, one.last_line, head, sentence))
            elif made and made[-1].head is not None and made[-1].line == one.line:
                made[-1].detail = f"{made[-1].detail} {sentence}".strip()
            else:
                made.append(Found(one.line, sentence, one.last_line, text=sentence,
                                  reason=one.reason))  # fmt: skip
    return made


def _further(one: Found) -> list[Found]:
    """A line that begins with a time, and its further sentences that name one."""
    made = [one]
    sentences = _SENTENCE.split(one.text)
    one.text = sentences[0]
    for sentence in sentences[1:]:
        head = _time_in(sentence)
        if head is not None:
            made.append(Found(one.line, one.raw, one.last_line, head, sentence))
        elif made[-1] is one:
            one.text += " " + sentence
        else:
            made[-1].detail = f"{made[-1].detail} {sentence}".strip()
    return made


def _time_in(sentence: str) -> TimeHead | None:
    for found in _IN_SENTENCE.finditer(sentence):
        head = read_head(sentence, found.start())
        if head is not None and head.clock is not None:
            day = _day_within(sentence) if not head.says_day else None
            if day is not None:
                head.day, head.day_month, head.numbers = day.day, day.day_month, day.numbers
            return head
    return None


def declared_zone(text: Text) -> tuple[tzinfo | None, list[str]]:
    """The zone the text says its times are in, and what to tell of that."""
    if text.zone is None:
        return None, []
    zone, remark = zone_of(text.zone)
    if zone is None:
        return None, []
    notes = [f"Line {text.zone_line} says that times are in {zone_name(zone)}."]
    return zone, [*notes, *([remark] if remark else [])]
