"""Two events that tell the same become one, and one that tells of two becomes two.

Nothing that was recorded is lost by either: what belongs to the events, and what points at them,
goes over to what is left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reviewdesk.domain.accounts import Answer, Decision
from reviewdesk.domain.edits import LINKS, Edit
from reviewdesk.domain.entries import Entry, Evidence, Precision, Source, Standing
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.ids import new_id
from reviewdesk.domain.notes import Note
from reviewdesk.domain.review import Change, Review, entry_sort_key
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.values import Record

_SURENESS = (
    Precision.EXACT,
    Precision.ABOUT,
    Precision.BETWEEN,
    Precision.DAY,
    Precision.UNKNOWN,
)
_STANDINGS = tuple(Standing)


@dataclass(frozen=True, slots=True)
class Merge:
    """What merging would do: the event that is left, the step, and how much goes over to it."""

    entry: Entry
    edit: Edit
    evidence: int
    sightings: int
    links: int
    """Records that point at the event and are not its own: conditions, cards, markers, notes."""
    raw_lines: int


def merge(review: Review, entries: Sequence[Entry], **chosen: object) -> Merge:
    """What makes one event of several.

    It keeps the earliest start, the latest end, the longest title, the best standing, every text,
    tag and raw line. Department, voice and kind are those of the last of `entries`. `chosen` gives
    any of its fields another value. Another title that was given stands on in the detail.

    A department that told of it in its own lane keeps its own moment as a sighting.
    """
    if len(entries) < 2:
        raise KnownError("Merging takes two events or more. Nothing was changed.")
    ordered = sorted(entries, key=entry_sort_key)
    kept = min(ordered, key=lambda one: (_vague(one), entry_sort_key(one)))
    gone = {one.id for one in ordered} - {kept.id}
    after = kept.changed(**{**_values(review, ordered, kept, entries[-1]), **chosen})
    changes = [Change(kept, after)]
    evidence = _moved_evidence(review, ordered, kept)
    sightings, sights_gone = _joined_sightings(review, ordered, after)
    decisions, decisions_gone = _joined_decisions(review, ordered, kept)
    links = _pointed_anew(review, gone, kept.id)
    changes += [*evidence, *sightings, *decisions, *links]
    changes += [Change(one, None) for one in (*sights_gone, *decisions_gone)]
    changes += [Change(one, None) for one in ordered if one.id in gone]
    return Merge(
        after,
        Edit(f"Merge {len(ordered)} events", tuple(_real(changes))),
        sum(len(review.children(Evidence, one.id)) for one in ordered),
        sum(one.after is not None for one in sightings),
        len(links) + _pointing_at(review, kept.id),
        sum(bool(one.raw) for one in ordered),
    )


def _real(changes: Iterable[Change]) -> Iterable[Change]:
    return (one for one in changes if one.before != one.after)


def _vague(entry: Entry) -> bool:
    return entry.precision not in (Precision.EXACT, Precision.ABOUT)


def _values(
    review: Review, entries: Sequence[Entry], kept: Entry, current: Entry
) -> dict[str, object]:
    titles = sorted((one.title for one in entries), key=len, reverse=True)
    voices = [one.voice_id for one in (current, *entries) if one.voice_id]
    ends = [one.end for one in entries if one.end]
    end = max(ends) if ends and kept.anchor and max(ends) > kept.anchor else None
    sure = min((one for one in entries if one.anchor == kept.anchor), key=_sureness)
    return {
        "title": titles[0],
        "detail": "\n\n".join(_told(entries, titles)),
        "department_id": current.department_id,
        "voice_id": voices[0] if voices else None,
        "kind": current.kind,
        "standing": min((one.standing for one in entries), key=_STANDINGS.index),
        "precision": sure.precision,
        "end": end,
        "open_end": end is None and any(one.open_end for one in entries),
        "starred": any(one.starred for one in entries),
        # What one of them must not tell, the whole may not.
        "public": all(one.public for one in entries),
        "tags": tuple(dict.fromkeys(tag for one in entries for tag in one.tags)),
        "source_id": next((one.source_id for one in (kept, *entries) if one.source_id), None),
        "raw": "\n".join(dict.fromkeys(_raw(review, one, kept) for one in entries if one.raw)),
    }


def _sureness(entry: Entry) -> int:
    return _SURENESS.index(entry.precision)


def _told(entries: Sequence[Entry], titles: Sequence[str]) -> Iterable[str]:
    """Every detail once, before them the titles that say something else than the longest."""
    said = titles[0].casefold()
    others = [one for one in dict.fromkeys(titles[1:]) if one.casefold() not in said]
    return dict.fromkeys([*others, *(one.detail for one in entries if one.detail)])


def _raw(review: Review, entry: Entry, kept: Entry) -> str:
    """The raw line; where it is of another source than the kept event's, with that one's name."""
    source = review.find(Source, entry.source_id)
    if source is None or kept.source_id in (None, source.id):
        return entry.raw
    return f"{source.name}: {entry.raw}"


def _moved_evidence(review: Review, entries: Sequence[Entry], kept: Entry) -> list[Change]:
    found = [one for entry in entries for one in review.children(Evidence, entry.id)]
    found.sort(key=lambda one: one.entry_id != kept.id)
    return [
        Change(one, one.changed(entry_id=kept.id, position=float(place)))
        for place, one in enumerate(found, start=1)
        if one.entry_id != kept.id
    ]


def _joined_sightings(
    review: Review, entries: Sequence[Entry], kept: Entry
) -> tuple[list[Change], list[Sighting]]:
    """One sighting a department, with the earliest moments; and those that went into others."""
    said: dict[str, list[Sighting]] = {}
    for entry in entries:
        for one in review.children(Sighting, entry.id):
            said.setdefault(one.department_id, []).append(one)
    changes, gone = [], []
    for held in said.values():
        first = next((one for one in held if one.entry_id == kept.id), held[0])
        changes.append(
            Change(
                first,
                first.changed(
                    entry_id=kept.id,
                    visible_from=_earliest(one.visible_from for one in held),
                    noticed_at=_earliest(one.noticed_at for one in held),
                    approximate=any(one.approximate for one in held),
                    channel=next((one.channel for one in held if one.channel), None),
                    through=_joined(" · ", (one.through for one in held)),
                    amid=_joined(" · ", (one.amid for one in held)),
                    remark=_joined("\n", (one.remark for one in held)),
                ),
            )
        )
        gone += [one for one in held if one is not first]
    changes += [Change(None, one) for one in _own_sights(entries, kept, set(said))]
    return changes, gone


def _own_sights(entries: Sequence[Entry], kept: Entry, said: set[str]) -> Iterable[Sighting]:
    """What a department's own event said by standing in its lane, where it no longer does."""
    seen: set[str] = set()
    for entry in entries:
        lane = entry.department_id
        if lane is None or lane in said or lane in seen or entry.anchor is None:
            continue
        seen.add(lane)
        if lane != kept.department_id or entry.anchor != kept.anchor:
            about = entry.precision is not Precision.EXACT
            yield Sighting(
                id=new_id(),
                entry_id=kept.id,
                department_id=lane,
                noticed_at=entry.anchor,
                approximate=about,
            )


def _joined_decisions(
    review: Review, entries: Sequence[Entry], kept: Entry
) -> tuple[list[Change], list[Decision]]:
    held = [one for entry in entries for one in review.children(Decision, entry.id)]
    if not held:
        return [], []
    first = next((one for one in held if one.entry_id == kept.id), held[0])
    held = [first, *(one for one in held if one is not first)]
    questions = dict.fromkeys(given.question for one in held for given in one.answers)
    answers = tuple(
        Answer(question=key, text=_joined("\n", (one.answer(key) for one in held)))
        for key in questions
    )
    after = first.changed(
        entry_id=kept.id,
        maker_id=next((one.maker_id for one in held if one.maker_id), None),
        asked=_joined("\n", (one.asked for one in held)),
        confidence=_joined(" · ", (one.confidence for one in held)),
        options=tuple(dict.fromkeys(text for one in held for text in one.options)),
        chosen=_joined(" · ", (one.chosen for one in held)),
        pressures=tuple(dict.fromkeys(text for one in held for text in one.pressures)),
        public=all(one.public for one in held),
        answers=answers,
    )
    return [Change(first, after)], held[1:]


def _earliest(moments: Iterable[datetime | None]) -> datetime | None:
    return min((one for one in moments if one is not None), default=None)


def _joined(sign: str, texts: Iterable[str]) -> str:
    return sign.join(dict.fromkeys(text for text in texts if text))


def _pointed_anew(review: Review, gone: set[str], kept_id: str) -> list[Change]:
    """Everything that points at one of `gone`, pointing at the kept one."""
    changes = []
    for record, fields in _pointers(review):
        anew: dict[str, Any] = {}
        for field in fields:
            held = getattr(record, field)
            if isinstance(held, tuple):
                if not gone.isdisjoint(held):
                    ids = (kept_id if one in gone else one for one in held)
                    anew[field] = tuple(dict.fromkeys(ids))
            elif held in gone:
                anew[field] = kept_id
        if anew:
            changes.append(Change(record, record.changed(**anew)))
    return changes


def _pointing_at(review: Review, entry_id: str) -> int:
    return sum(
        any(
            entry_id == held or (isinstance(held, tuple) and entry_id in held)
            for held in (getattr(record, field) for field in fields)
        )
        for record, fields in _pointers(review)
    )


def _pointers(review: Review) -> Iterable[tuple[Record, Sequence[str]]]:
    """Records that may point at events, and the fields they do it with."""
    pointing: dict[type[Record], dict[str, str]] = {**LINKS, Note: {"about_id": ""}}
    for record_type, links in pointing.items():
        fields = [field for field, table in links.items() if table in ("", "entry")]
        if fields:
            for record in review.all(record_type).values():
                yield record, fields


def split(
    review: Review,
    entry: Entry,
    *,
    at: datetime | None = None,
    titles: tuple[str, str] | None = None,
) -> tuple[Entry, Edit]:
    """What makes two events of one: the second of them, and the step.

    With `at` the first lasts until then and the second from then on; without, both stand at the
    same times. Evidence, sightings and what points at the event belong to both; its decision
    point, markers and notes stay with the first.
    """
    first_title, second_title = titles or (entry.title, entry.title)
    if not (first_title.strip() and second_title.strip()):
        raise KnownError("Both events need a title. Nothing was split.")
    first: dict[str, object] = {"title": first_title}
    second: dict[str, object] = {"id": new_id(), "title": second_title}
    if at is not None:
        if not lasts_over(entry, at):
            raise KnownError(
                "The event does not last over that moment. Nothing was split; "
                "to split its title, press F2 and then Ctrl+Enter where the second begins."
            )
        first |= {"end": at, "open_end": False}
        second |= {"start": at}
    else:
        second |= {"order": _order_behind(review, entry)}
    later = entry.changed(**second)
    changes = [Change(entry, entry.changed(**first)), Change(None, later)]
    changes += [
        Change(None, one.changed(id=new_id(), entry_id=later.id))
        for one in review.children(Evidence, entry.id)
    ]
    for sighting in review.children(Sighting, entry.id):
        moments = {
            name: max(held, at) if at and held else held
            for name in ("visible_from", "noticed_at")
            if (held := getattr(sighting, name))
        }
        copy = sighting.changed(id=new_id(), entry_id=later.id, **moments)
        changes.append(Change(None, copy))
    for record, fields in _pointers(review):
        both: dict[str, Any] = {}
        for field in fields:
            held = getattr(record, field)
            if isinstance(held, tuple) and entry.id in held:
                place = held.index(entry.id) + 1
                both[field] = (*held[:place], later.id, *held[place:])
        if both:
            changes.append(Change(record, record.changed(**both)))
    return later, Edit("Split event", tuple(changes))


def lasts_over(entry: Entry, at: datetime) -> bool:
    """Whether it had begun before `at` and was not over then."""
    if entry.start is None or entry.start >= at:
        return False
    return entry.open_end or (entry.end is not None and at < entry.end)


def middle_of(entry: Entry) -> datetime | None:
    """Amid its length, at a whole minute or second where one is inside; None without an end."""
    if entry.start is None or entry.end is None or entry.open_end:
        return None
    middle = entry.start + (entry.end - entry.start) / 2
    for rounded in (middle.replace(second=0, microsecond=0), middle.replace(microsecond=0)):
        if lasts_over(entry, rounded):
            return rounded
    return middle


def _order_behind(review: Review, entry: Entry) -> float:
    """A place right behind `entry` among those of its moment."""
    key = entry_sort_key(entry)
    behind = [one[1] for one in review.entry_order() if one[0] == key[0] and one > key]
    return (entry.order + min(behind)) / 2.0 if behind else entry.order + 1.0
