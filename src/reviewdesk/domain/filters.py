"""Which events one wants to look at: by department, kind, voice, standing, text, and star."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace

from reviewdesk.domain.entries import EntryFacts, EntryKind, Standing
from reviewdesk.domain.ids import DepartmentId, VoiceId
from reviewdesk.domain.review import Review, SortKey


def words_of(text: str) -> tuple[str, ...]:
    """The words of a search, as `holds_words` compares them."""
    return tuple(text.casefold().split())


def holds_words(entry: EntryFacts, words: tuple[str, ...]) -> bool:
    """Whether title, detail and tags of an event hold every one of `words`, in any order."""
    title = entry.title.casefold()
    missing = [word for word in words if word not in title]
    if not missing:
        return True
    if not entry.detail and not entry.tags:
        return False
    rest = "\n".join((entry.detail, *entry.tags)).casefold()
    return all(word in rest for word in missing)


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """What an event has to be. An empty part asks for nothing; several of a part: one of them."""

    department_ids: frozenset[DepartmentId | None] = frozenset()
    kinds: frozenset[EntryKind] = frozenset()
    voice_ids: frozenset[VoiceId | None] = frozenset()
    standings: frozenset[Standing] = frozenset()
    text: str = ""
    starred: bool = False

    @property
    def is_on(self) -> bool:
        return self.starred or bool(
            self.department_ids
            or self.kinds
            or self.voice_ids
            or self.standings
            or self.text.strip()
        )

    def turned(self, part: str, value: object) -> "EntryFilter":
        """With `value` in the set called `part`, or out of it where it was in."""
        return replace(self, **{part: getattr(self, part) ^ frozenset({value})})

    def test(self) -> Callable[[EntryFacts], bool]:
        """A function that says whether an event is what is asked for; made once, asked often."""
        tests: list[Callable[[EntryFacts], bool]] = []
        if self.starred:
            tests.append(lambda entry: entry.starred)
        if self.department_ids:
            tests.append(lambda entry: entry.department_id in self.department_ids)
        if self.kinds:
            tests.append(lambda entry: entry.kind in self.kinds)
        if self.voice_ids:
            tests.append(lambda entry: entry.voice_id in self.voice_ids)
        if self.standings:
            tests.append(lambda entry: entry.standing in self.standings)
        words = words_of(self.text)
        if words:
            tests.append(lambda entry: holds_words(entry, words))
        if len(tests) == 1:
            return tests[0]
        return lambda entry: all(one(entry) for one in tests)


def found_entries(
    review: Review, text: str, among: Sequence[SortKey] | None = None
) -> list[SortKey]:
    """The events that hold every word of `text`, by their keys in time order; none for no words.

    `among`: only of these, which stand in time order; for a text that goes on from the one before.
    """
    finding = found_in_pieces(review, text, among)
    while True:
        try:
            next(finding)
        except StopIteration as end:
            found: list[SortKey] = end.value
            return found


def found_in_pieces(
    review: Review, text: str, among: Sequence[SortKey] | None = None
) -> Generator[None, None, list[SortKey]]:
    """As `found_entries`, of very many: it yields between pieces of the work.

    Where an event changes meanwhile it has to be begun again.
    """
    words = words_of(text)
    if not words:
        return []
    entries, keys = review.entries, review.entry_order() if among is None else among
    found: list[SortKey] = []
    for begin in range(0, len(keys), _PIECE):
        piece = keys[begin : begin + _PIECE]
        found += [key for key in piece if holds_words(entries[key[2]], words)]
        yield
    return found


_PIECE = 2_000
"""So many events take a few milliseconds."""
