"""Which department and kind a line names, by the names the review knows."""

import re
from collections.abc import Sequence

from reviewdesk.domain.entries import EntryKind
from reviewdesk.domain.linemarks import Marks, names_of_department, read_mark
from reviewdesk.domain.people import Department, Voice
from reviewdesk.intake.proposal import Found, Proposal

_SIGN = re.compile(r"(?:^|(?<=\s))#(?P<kind>[a-z]+)\b", re.IGNORECASE)
_TYPED_KIND = re.compile(r"(?:^|(?<=\s))#(?P<kind>[a-z]{3,})(?=[\s,;:.!?]|$)", re.IGNORECASE)
_TYPED_DEPARTMENT = re.compile(r"(?:^|(?<=\s))@(?=\w)")
_LONGEST_NAME, _TOLD_CHARS = 60, 40
TITLE_CHARS = 200


class Names:
    """Departments and voices of the review, by everything they are called."""

    def __init__(self, departments: Sequence[Department], voices: Sequence[Voice]) -> None:
        self._departments: dict[str, Department] = {}
        for department in reversed(departments):
            for name in names_of_department(department):
                if name:
                    self._departments[_key(name)] = department
        self._every_department, self._every_voice = departments, voices
        self._voices: dict[str, Voice | None] = {}
        for voice in voices:
            for name in (voice.name, *voice.also_known_as):
                if key := _key(name):
                    self._voices[key] = None if key in self._voices else voice
        names = sorted(
            {name for one in departments for name in names_of_department(one) if name},
            key=len,
            reverse=True,
        )
        either = "|".join(map(re.escape, names))
        self._at_head = (
            re.compile(
                rf"(?:@(?P<at>{either})(?![\w/]):?|[\[(](?P<in>{either})[\])]:?"
                rf"|(?P<said>{either})\s?(?::|\s[-–—|]\s|\|))\s*",
                re.IGNORECASE,
            )
            if names
            else None
        )
        self._by_id = {one.id: one for one in departments}

    def fill(self, found: Found, proposal: Proposal, *, typed: bool = False) -> None:
        """Puts department, voice and kind into `proposal` and cuts a long title.

        `typed`: a line may have the marks of the quick line anywhere, and says which it did not
        understand.
        """
        self._fill_kind(found, proposal)
        self._fill_department(found, proposal)
        if typed:
            self._take_typed_kind(proposal)
            self._take_typed_department(proposal)
        if len(proposal.title) > TITLE_CHARS:
            proposal.title, whole = cut_title(proposal.title), proposal.title
            proposal.detail = f"{whole}\n{proposal.detail}".strip()

    def _fill_kind(self, found: Found, proposal: Proposal) -> None:
        proposal.kind = kind_named(found.kind)
        if found.kind and proposal.kind is None:
            word = found.kind if len(found.kind) <= _TOLD_CHARS else found.kind[:_TOLD_CHARS] + "…"
            usual = usual_kind(proposal).value
            remark = f"No kind “{word}”: taken as {usual}, the word is kept in the detail."
            proposal.remarks.append(remark)
            proposal.detail = f"{proposal.detail}\n{found.kind}".strip()
        for sign in _SIGN.finditer(proposal.title):
            kind = kind_named(sign["kind"])
            if kind is not None and sign["kind"].casefold() == kind.value:
                proposal.kind = kind
                title = proposal.title[: sign.start()] + proposal.title[sign.end() :]
                proposal.title = " ".join(title.split())
                break

    def _take_typed_kind(self, proposal: Proposal) -> None:
        for sign in _TYPED_KIND.finditer(proposal.title):
            kind = kind_named(sign["kind"]) if proposal.kind is None else None
            if kind is None:
                proposal.remarks.append(f"“{sign[0]}” names no kind here; it stays in the title.")
                continue
            proposal.kind = kind
            proposal.remarks.append(f"“{sign[0]}” is taken as {kind.value}.")
            proposal.title = _without(proposal.title, *sign.span())
            return

    def _take_typed_department(self, proposal: Proposal) -> None:
        for sign in _TYPED_DEPARTMENT.finditer(proposal.title):
            marks, start = Marks(), sign.start()
            if not proposal.department:
                mark = read_mark(
                    proposal.title, start, self._every_department, self._every_voice, marks
                )
            if marks.department is None:
                word = proposal.title[start:].split(maxsplit=1)[0][:_TOLD_CHARS]
                told = f"“{word}” names no department here; it stays in the title."
                proposal.remarks.append(told)
                continue
            end = start + mark.length
            word = proposal.title[start:end].rstrip(":")
            if _key(word) not in self._departments and marks.voice is None:
                proposal.remarks.append(f"“{word}” is taken as {marks.department.name}.")
            proposal.department, proposal.department_id = marks.department.name, marks.department.id
            proposal.voice_id = marks.voice.id if marks.voice else proposal.voice_id
            proposal.title = _without(proposal.title, start, end)
            return

    def _fill_department(self, found: Found, proposal: Proposal) -> None:
        if found.department:
            known = self._departments.get(_key(found.department))
            proposal.department = known.name if known else found.department
            proposal.department_id = known.id if known else None
        elif self._at_head is not None and proposal.title:
            at_head = self._at_head.match(proposal.title)
            if at_head is not None and proposal.title[at_head.end() :].strip():
                said = at_head["at"] or at_head["in"] or at_head["said"]
                known = self._departments[_key(said)]
                proposal.department, proposal.department_id = known.name, known.id
                proposal.title = proposal.title[at_head.end() :].strip()
        voice = self._voices.get(_key(found.author)) if found.author else None
        if voice is not None:
            proposal.voice_id = voice.id
            if proposal.department_id is None and not proposal.department:
                lane = self._by_id.get(voice.department_id)
                if lane is not None:
                    proposal.department, proposal.department_id = lane.name, lane.id


def _without(title: str, start: int, end: int) -> str:
    return " ".join(f"{title[:start]} {title[end:]}".split())


def usual_kind(proposal: Proposal) -> EntryKind:
    """The kind of what says none: what somebody said, else what was seen."""
    return EntryKind.MESSAGE if proposal.author else EntryKind.OBSERVATION


def kind_named(word: str) -> EntryKind | None:
    """The kind a word names, in full, in the plural or by its beginning."""
    key = word.strip().casefold()
    if len(key) < 3:
        return None
    return next(
        (kind for kind in EntryKind if kind.value.startswith(key) or key == kind.value + "s"), None
    )


def cut_title(text: str) -> str:
    """The first sentences of a long text, or as many words as a title takes."""
    end = -1
    for found in re.finditer(r"[.!?](?=\s+[A-Z\d“\"'(À-ÝА-Я])", text[:TITLE_CHARS]):
        end = found.end()
    if end >= 30:
        return text[:end]
    cut = text[: TITLE_CHARS - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > TITLE_CHARS // 2 else cut).rstrip(" ,;:-–—") + "…"


def _key(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))[:_LONGEST_NAME]
