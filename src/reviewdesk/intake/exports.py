"""Files that other programs export: status pages, alerting, chats, commits, transcripts.

They say their times in full, so nothing is guessed; what is only machinery is left out with
a reason.
"""

import html
import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from reviewdesk.intake.headwords import TimeHead, whole_time
from reviewdesk.intake.lines import plain
from reviewdesk.intake.proposal import Form, Found

_COMMIT = re.compile(r"(?m)^commit (?P<hash>[0-9a-f]{7,40})\b.*\n")
_COMMIT_HEAD = re.compile(r"(?m)^(?P<name>[A-Z][A-Za-z]+):\s+(?P<value>.*)$")
_CUE = re.compile(
    r"(?:(?P<h>\d+):)?(?P<m>\d{2}):(?P<s>\d{2})[.,](?P<ms>\d{3})\s+-->\s+"
    r"(?:(?P<h2>\d+):)?(?P<m2>\d{2}):(?P<s2>\d{2})[.,](?P<ms2>\d{3})"
)
_RECORDED = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})")
_SPOKEN = re.compile(r"<v(?:\.[\w.]+)?\s+(?P<name>[^>]+)>|^(?P<said>[^\W\d][^:<>]{0,50}):\s")
_MENTION = re.compile(r"<(?P<sign>[@#!])(?P<id>[^|>]+)(?:\|(?P<name>[^>]*))?>")
_LINKED = re.compile(r"<(?P<url>https?:[^|>]+)(?:\|(?P<name>[^>]*))?>")
_HOUSEKEEPING = {
    "channel_join", "channel_leave", "channel_topic", "channel_purpose", "channel_name",
    "group_join", "group_leave", "pinned_item", "tombstone",
}  # fmt: skip


def read_export(text: str) -> tuple[Form, list[Found]] | None:
    """What an export holds, in the order of its times; None where it is none that is known."""
    start = text.lstrip("\ufeff \n")[:20]
    if start.startswith("WEBVTT"):
        return Form.TRANSCRIPT, _transcript(text)
    if _COMMIT.match(text.lstrip("\n")):
        return Form.COMMITS, _commits(text)
    if start[:1] in ("{", "["):
        return _json(text)
    return None


def _json(text: str) -> tuple[Form, list[Found]] | None:
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        return None
    for form, items, reader in (
        (Form.STATUS_PAGE, _updates(held), _update),
        (Form.PAGER, _listed(held, "log_entries", "created_at"), _page),
        (Form.ALERT_LOG, _listed(held, "data", "createdAt"), _alert_log),
        (Form.ALERTS, _listed(held, "alerts", "startsAt"), _alert),
        (Form.SLACK, _listed(held, "", "ts"), _message),
    ):
        if items:
            places = _Places(text)
            found = [one for item in items if (one := _found(item, reader, places)) is not None]
            return form, _in_order(found)
    return None


def _listed(held: object, name: str, needs: str) -> list[dict[str, Any]]:
    items = held.get(name) if isinstance(held, dict) and name else held if not name else None
    if not isinstance(items, list):
        return []
    return [one for one in items if isinstance(one, dict) and isinstance(one.get(needs), str)]


def _updates(held: object) -> list[dict[str, Any]]:
    """Every update of every incident, with the name of its incident."""
    found: list[dict[str, Any]] = []
    incidents = held.get("incidents") if isinstance(held, dict) else None
    for incident in incidents if isinstance(incidents, list) else ():
        updates = incident.get("incident_updates") if isinstance(incident, dict) else None
        found += [
            {**one, "incident_name": incident.get("name")}
            for one in (updates if isinstance(updates, list) else ())
            if isinstance(one, dict) and isinstance(one.get("created_at"), str)
        ]
    return found


class _Places:
    """In which line of the file something stands."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = [found.start() for found in re.finditer("\n", text)]

    def line_of(self, *needles: object) -> int:
        for needle in needles:
            place = self._text.find(json.dumps(needle)) if isinstance(needle, str) else -1
            if place >= 0:
                return bisect_right(self._ends, place - 1) + 1
        return 1


_Read = Callable[[dict[str, Any]], tuple[str, str, str, str, str]]
"""When, what, by whom, as what kind, and why it is left out."""


def _found(item: dict[str, Any], reader: _Read, places: _Places) -> Found | None:
    when, text, author, kind, reason = reader(item)
    head = whole_time(when)
    text = plain(html.unescape(text).replace("<br />", "\n").replace("<br>", "\n"))
    title, _, detail = text.partition("\n")
    line = places.line_of(item.get("id"), item.get("client_msg_id"), item.get("ts"), when)
    raw = json.dumps(item, ensure_ascii=False)[:20_000]
    one = Found(line, raw, line, head, title.strip(), detail.strip(), author=author, kind=kind)
    if head is not None and head.moment is None:
        head.moment = _moment(head)
    if head is None:
        one.reason = "Its time is not understood."
    elif not one.text:
        one.reason = "It has no text."
    elif reason:
        one.reason, one.framing = reason, True
    return one


def _in_order(found: list[Found]) -> list[Found]:
    """Oldest first, what has no time before everything."""
    first = datetime.min.replace(tzinfo=UTC)
    return sorted(found, key=lambda one: (one.head.moment if one.head else None) or first)


def _moment(head: TimeHead) -> datetime | None:
    if head.moment is not None:
        return head.moment
    if head.day is None or head.clock is None or head.zone is None:
        return None
    return datetime.combine(head.day, head.clock, head.zone)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _update(item: dict[str, Any]) -> tuple[str, str, str, str, str]:
    when = _text(item.get("display_at")) or item["created_at"]
    return when, _text(item.get("body")), "", "message", ""


def _page(item: dict[str, Any]) -> tuple[str, str, str, str, str]:
    agent = item.get("agent")
    person = isinstance(agent, dict) and _text(agent.get("type")).startswith("user")
    author = _text(agent.get("summary")) if person and isinstance(agent, dict) else ""
    kind = _text(item.get("type"))
    noise = "A notification, not an event." if kind.startswith("notify") else ""
    as_kind = "signal" if kind.startswith("trigger") else "action" if author else ""
    return item["created_at"], _text(item.get("summary")), author, as_kind, noise


def _alert_log(item: dict[str, Any]) -> tuple[str, str, str, str, str]:
    owner = _text(item.get("owner"))
    noise = "A notification, not an event." if item.get("type") == "alertRecipient" else ""
    author = "" if owner == "System" else owner
    return item["createdAt"], _text(item.get("log")), author, "", noise


def _alert(item: dict[str, Any]) -> tuple[str, str, str, str, str]:
    labels, notes = item.get("labels"), item.get("annotations")
    name = _text(labels.get("alertname")) if isinstance(labels, dict) else ""
    told = _text(notes.get("summary")) if isinstance(notes, dict) else ""
    text = f"{name}: {told}" if name and told else name or told
    return item["startsAt"], text, "", "signal", ""


def _message(item: dict[str, Any]) -> tuple[str, str, str, str, str]:
    text = _text(item.get("text"))
    for part in item.get("attachments") or ():
        if isinstance(part, dict) and not text:
            text = _text(part.get("fallback")) or _text(part.get("text"))
    text = _LINKED.sub(lambda found: found["name"] or found["url"], text)
    text = _MENTION.sub(lambda found: f"{found['sign']}{found['name'] or found['id']}", text)
    profile = item.get("user_profile")
    named = _text(profile.get("real_name")) if isinstance(profile, dict) else ""
    author = named or _text(item.get("username")) or _text(item.get("user"))
    subtype = item.get("subtype")
    noise = "A message of the program." if subtype in _HOUSEKEEPING else ""
    return item["ts"], text, author, "message", noise


def _commits(text: str) -> list[Found]:
    """git log, oldest first; the name of who wrote it stays private."""
    starts = list(_COMMIT.finditer(text))
    found: list[Found] = []
    for place, start in enumerate(starts):
        end = starts[place + 1].start() if place + 1 < len(starts) else len(text)
        block = text[start.end() : end]
        heads, _, body = block.partition("\n\n")
        named = {one["name"]: one["value"] for one in _COMMIT_HEAD.finditer(heads)}
        when = named.get("CommitDate") or named.get("AuthorDate") or named.get("Date", "")
        head = whole_time(when.strip())
        lines = [line[4:] for line in body.split("\n") if line.startswith("    ")]
        line = text.count("\n", 0, start.start()) + 1
        one = Found(line, text[start.start() : end].strip("\n"), line, head, kind="change")
        one.last_line = line + one.raw.count("\n")
        one.text = lines[0].strip() if lines else start["hash"][:10]
        one.detail = "\n".join([*lines[1:], start["hash"]]).strip()
        one.author = re.sub(r"\s*<[^>]*>", "", named.get("Author", "")).strip()
        if head is None:
            one.reason = "Its date is not understood."
        else:
            head.moment = _moment(head)
        found.append(one)
    return _in_order(found)


def _cues(blocks: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str, re.Match[str], str]]:
    for number, block in blocks:
        found = _CUE.search(block)
        if found is not None:
            rest = block[found.end() :]
            yield number, block, found, rest.partition("\n")[2].strip()


def _transcript(text: str) -> list[Found]:
    """Cues count from the start of the recording, which a note may say."""
    blocks: list[tuple[int, str]] = []
    number = 1
    for block in re.split(r"\n(?=\s*\n)", text):
        shown = block.lstrip("\n")
        blocks.append((number + len(block) - len(shown), shown))
        number += block.count("\n") + 1
    found: list[Found] = []
    for line, block in blocks:
        recorded = _RECORDED.search(block) if block.startswith("NOTE") else None
        if recorded is not None:
            found.append(Found(line, block, line, whole_time(recorded[0]), block[4:].strip(),
                               reason="What the times of the recording count from.",
                               anchors=True))  # fmt: skip
    for line, block, cue, said in _cues(blocks):
        seconds = int(cue["h"] or 0) * 3600 + int(cue["m"]) * 60 + int(cue["s"])
        since = timedelta(seconds=seconds, milliseconds=int(cue["ms"]))
        speaker = _SPOKEN.match(said)
        author = (speaker["name"] or speaker["said"] or "").strip() if speaker else ""
        words = plain(
            html.unescape(re.sub(r"<[^>]*>", "", said[speaker.end() if speaker else 0 :]))
        )
        one = Found(line, block, line + block.count("\n"), TimeHead(shift=since, from_start=True),
                    " ".join(words.split()), author=author, kind="message")  # fmt: skip
        if not one.text:
            one.reason = "Nobody says anything here."
        found.append(one)
    return found
