"""Copied conversations: a name, a time, and text over several lines.

    [10:35 AM] Ana Costa          Ana Costa  10:35 AM        [12.03.26, 10:35:12] Ana: text
    text                          text                       12/03/2026, 10:35 - Ana: text

The name goes where the records keep private names; it never stands in the title.
"""

import re
from collections.abc import Callable, Sequence

from reviewdesk.intake.headwords import TimeHead, read_head, whole_time
from reviewdesk.intake.lines import plain
from reviewdesk.intake.proposal import Found, Watch

_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NAME = re.compile(r"[^\W\d_][^:<>\[\]|]{0,58}")
_STAMP = re.compile(r"\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},\s?\d{1,2}[:.]\d{2}")
"""How messengers begin a message; hardly anyone writes a comma after the day."""
_SAID = re.compile(r"(?P<name>[^:\n]{1,60}):(?:\s+|$)(?P<text>.*)", re.DOTALL)
_NICK = re.compile(r"<(?P<name>[^<>\s]{1,40})>\s*(?P<text>.*)", re.DOTALL)
_APP = re.compile(r"\s*(?:APP|BOT|:[\w+-]+:|\([^)]*\)|—|-|•|·|,)+\s*$")
_SMALL = re.compile(
    r"\s*(?:\d+ (?:replies|reply|antworten)|(?:last reply|edited|bearbeitet|view thread"
    r"|new messages?"
    r"|has joined|replied to a thread).*|"
    r"\(edited\)|:[\w+-]+:\s*\d*|\+\d+|like \d+|\d{1,3})\s*",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(r"<[^<>\n:/@]{2,60}>")
"""All that an export says of a picture, in any language: <Media omitted>, <Без медиафайлов>."""
_MOST_NAME_WORDS, _MOST_APART_WORDS = 6, 3


class _Turn:
    """The first line of what somebody said."""

    __slots__ = ("author", "head", "is_apart", "text", "used")

    def __init__(
        self, author: str, head: TimeHead, text: str, used: int = 1, is_apart: bool = False
    ) -> None:
        self.author, self.head, self.text, self.used = author, head, text, used
        self.is_apart = is_apart
        """Its time is set apart from the name as programs do, and hardly anyone by hand."""


_Reader = Callable[[Sequence[str], int], _Turn | None]


def _clock_head(text: str) -> TimeHead | None:
    head = read_head(text)
    return head if head is not None and head.clock is not None and not head.until else None


def _messenger(lines: Sequence[str], place: int) -> _Turn | None:
    """[12/03/2026, 10:35:12] Ana: text, and 12/03/2026, 10:35 - Ana: text."""
    head = _clock_head(lines[place])
    if head is None or not head.says_day or not (head.bracketed or head.joined):
        return None
    found = _SAID.match(lines[place], head.end)
    if found is None or not _is_name(found["name"]):
        return None
    is_apart = _STAMP.match(lines[place]) is not None
    return _Turn(found["name"].strip(), head, found["text"], is_apart=is_apart)


def _bracket_name(lines: Sequence[str], place: int) -> _Turn | None:
    """[10:35 AM] Ana Costa, and the text below."""
    if not lines[place].startswith("["):
        return None
    head = _clock_head(lines[place])
    if head is None or not head.bracketed:
        return None
    name = lines[place][head.end :].strip()
    if ":" in name:
        found = _SAID.match(name)
        if found is None or not _is_name(found["name"]):
            return None
        return _Turn(found["name"].strip(), head, found["text"])
    if not _is_name(name) or place + 1 >= len(lines) or not lines[place + 1].strip():
        return None
    if _clock_head(lines[place + 1]) is not None:
        return None
    return _Turn(name, head, "")


def _nick(lines: Sequence[str], place: int) -> _Turn | None:
    """10:35 <ana> text."""
    head = _clock_head(lines[place])
    found = _NICK.match(lines[place], head.end) if head else None
    if head is None or found is None:
        # The angle bracket may have been taken for the end of the time.
        found = re.search(r"<([^<>\s]{1,40})>\s*", lines[place])
        head = _clock_head(lines[place][: found.start()]) if found else None
        if found is None or head is None or lines[place][head.end : found.start()].strip():
            return None
        return _Turn(found[1], head, lines[place][found.end() :])
    return _Turn(found["name"], head, found["text"])


_TAIL = re.compile(
    r"^(?P<name>.{2,60}?)(?P<gap>\s{2,}|\t|\s[—–-]\s|\s|\s?,\s?|:)(?P<bracket>\[)?(?P<time>(?:[\w./,-]+\s(?:at\s|um\s)?){0,4}?"
    r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?\s?m\.?)?)\]?\s*$",
    re.IGNORECASE,
)


def _name_time(lines: Sequence[str], place: int) -> _Turn | None:
    """Ana Costa  10:35 AM, and the text below."""
    line = lines[place]
    if len(line) > 120 or (":" not in line and "." not in line):
        return None
    found = _TAIL.match(line)
    if found is None or place + 1 >= len(lines) or not lines[place + 1].strip():
        return None
    name = _APP.sub("", found["name"]).strip()
    head = whole_time(found["time"])
    if head is None or head.clock is None or not _is_name(name) or _clock_head(name):
        return None
    apart = found["bracket"] is not None or found["gap"] == "\t" or len(found["gap"]) > 1
    apart = apart and not found["gap"].strip() and len(name.split()) <= _MOST_APART_WORDS
    return _Turn(name, head, "", is_apart=apart)


def _name_above_time(lines: Sequence[str], place: int) -> _Turn | None:
    """Ana Costa, below it 10:35 AM alone, below that the text."""
    if place + 2 >= len(lines) or len(lines[place + 1]) > 40 or not lines[place + 1].strip():
        return None
    name = _APP.sub("", lines[place]).strip()
    head = whole_time(lines[place + 1])
    if head is None or head.clock is None or not _is_name(name) or len(name.split()) > 4:
        return None
    if not name[:1].isupper() and name[:1].islower():
        return None
    return _Turn(name, head, "", used=2)


def _named(lines: Sequence[str], place: int) -> _Turn | None:
    """Both in one conversation, as a first line and its follow-ups are copied."""
    return _name_time(lines, place) or _name_above_time(lines, place)


_READERS: tuple[_Reader, ...] = (_messenger, _nick, _bracket_name, _named)
_LEAST_TURNS = 2


def _is_name(text: str) -> bool:
    text = text.strip()
    if not text or len(text) > 60 or len(text.split()) > _MOST_NAME_WORDS or text[-1] in ".!?":
        return False
    return _NAME.fullmatch(text.lstrip("~+@").strip()) is not None or text.startswith("+")


_STATUS = re.compile(
    r"(?:resolved|monitoring|identified|investigating|update|postmortem|completed|in progress|"
    r"scheduled|verifying)\s+[-–—]\s+(?P<text>\S.*)",
    re.IGNORECASE,
)


def read_status_page(text: str) -> list[Found] | None:
    """Updates as they are copied from a status page, each with its time below it; else None."""
    lines = text.split("\n")
    heads = [
        head if (head := whole_time(line)) is not None and head.clock is not None else None
        for line in lines[:20_000]
    ]
    begun = [place for place, line in enumerate(lines) if _STATUS.match(line.strip())]
    under = [place for place in begun if any(heads[place + 1 : place + 12])]
    if len(under) < _LEAST_TURNS or any(heads[: begun[0]]):
        return None
    found: list[Found] = []
    for place, line in enumerate(lines):
        if not line.strip():
            continue
        number = place + 1
        last = found[-1] if found else None
        told = _STATUS.match(line.strip())
        if told is not None:
            found.append(Found(number, line, number, None, line.strip(), kind="message"))
            found[-1].reason = "No time stands below it."
        elif place < len(heads) and heads[place] and last is not None and last.kind and last.reason:
            last.head, last.reason, last.last_line = heads[place], "", number
            last.raw += "\n" + line
        elif last is not None and last.kind and last.reason:
            last.detail += ("\n" if last.detail else "") + line.strip()
            last.raw, last.last_line = last.raw + "\n" + line, number
        else:
            found.append(Found(number, line, number, text=line.strip(),
                               reason="It belongs to no update."))  # fmt: skip
    return found


def is_messenger(text: str) -> bool:
    """Whether most lines begin as messengers begin a message; its commas part no cells."""
    lines = [line for line in _MARKS.sub("", text[:20_000]).split("\n")[:200] if line.strip()]
    turns = [_messenger(lines, place) for place in range(len(lines))]
    return 2 * sum(turn is not None and turn.is_apart for turn in turns) > len(lines) > 1


def chat_reader(text: str) -> _Reader | None:
    """The way the turns of this conversation begin; None where it is no conversation."""
    lines = _MARKS.sub("", text[:60_000]).split("\n")[:600]
    filled = sum(bool(line.strip()) for line in lines)
    best: tuple[float, _Reader] | None = None
    for reader in _READERS:
        turns = [turn for place in range(len(lines)) if (turn := reader(lines, place))]
        if len(turns) < _LEAST_TURNS or len(turns) * 8 < filled:
            continue
        names = {turn.author for turn in turns}
        # A prefix that differs on every line is part of the text: Error 500: …
        by_hand = not all(turn.is_apart for turn in turns)
        if by_hand and len(turns) > 3 and len(names) > 0.7 * len(turns):
            continue
        timed = sum(_clock_head(line) is not None for line in lines)
        if reader in (_messenger, _bracket_name, _nick) and len(turns) * 2 < timed:
            continue
        if best is None or len(turns) > best[0]:
            best = len(turns), reader
    return best[1] if best else None


def read_chat(text: str, reader: _Reader, watch: Watch) -> list[Found]:
    """Every turn as an event, with whoever spoke as its author."""
    lines = _MARKS.sub("", text).split("\n")
    found: list[Found] = []
    said: Found | None = None
    place = 0
    while place < len(lines):
        watch.step(place, len(lines), 0.05, 0.45)
        line = lines[place]
        if not line.strip():
            place += 1
            continue
        turn = reader(lines, place)
        number = place + 1
        if turn is not None:
            _close(said)
            raw = "\n".join(lines[place : place + turn.used])
            said = Found(number, raw, place + turn.used, turn.head, turn.text.strip(),
                         author=turn.author, kind="message")  # fmt: skip
            found.append(said)
            place += turn.used
            continue
        head = read_head(line)
        alone = head is not None and not line[head.end :].strip(" .:-–—")
        if head is not None and alone and not head.says_time:
            _close(said)
            said = None
            found.append(Found(number, line, text=line.strip(), day=head))
        elif head is not None and alone and said is not None and head.clock and len(line) < 24:
            # Slack names the speaker once, and after that the time alone.
            _close(said)
            said = Found(number, line, number, head, author=said.author, kind="message")
            found.append(said)
        elif head is not None and head.clock is not None and (head.says_day or said is None):
            # What the messenger says itself: who joined, who left.
            _close(said)
            said = None
            found.append(
                Found(
                    number,
                    line,
                    number,
                    head,
                    line[head.end :].strip(),
                    reason="Nobody says this: it is a message of the program.",
                )
            )
        elif (head is None or head.clock is None) and _STAMP.match(line):
            # A message with a time that there is not is no part of the one before.
            _close(said)
            said = None
            reason = "Its time cannot be read."
            found.append(Found(number, line, number, text=line.strip(), reason=reason))
        elif said is None or _SMALL.fullmatch(line):
            found.append(
                Found(number, line, number, text=line.strip(), reason="It belongs to no message.")
            )
        else:
            said.last_line = number
            said.raw += "\n" + line
            if said.text:
                said.detail += ("\n" if said.detail else "") + line.strip()
            else:
                said.text = line.strip()
        place += 1
    _close(said)
    return found


def _close(said: Found | None) -> None:
    if said is not None:
        said.text = plain(said.text)
        if not said.text:
            said.reason = "The message has no text."
        elif _LEFT_OUT.fullmatch(said.text) and not said.detail:
            said.reason = "What was sent is not in the export."
