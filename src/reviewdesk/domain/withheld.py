"""What an audience does not see, where what it sees quotes it word for word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from reviewdesk.domain.accounts import Card
from reviewdesk.domain.common_words import is_common
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.folding import PARTS, folded, listed, places, words_of
from reviewdesk.domain.found_names import privacy_by_field, texts_in
from reviewdesk.domain.name_forms import ORDINARY_WORDS
from reviewdesk.domain.notes import Note, ParkingItem
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.values import Privacy, Record

WITHHELD = "[withheld]"
_LEAST_WORDS = 5
"""So many words in a row are a quotation, whatever they are."""
_RUN_WORDS = 6
"""So many words in a row, wherever in a sentence, are one as well, if not all are of every day."""
_LEAST_TITLE_WORDS, _LEAST_TITLE_LETTERS = 2, 10
_MOST_TITLE_WORDS = 4
"""A title of so many words is told by them even if each is of every day."""
_LEAST_SHOWN_WORDS = 3
"""A private note that holds a shown title of so many words quotes it, and not the other way."""
_MOST_GAP = 4
_TOLD_WORDS, _SURELY_TOLD_WORDS = 4, 3
"""So many words of a withheld record in a row tell of it though little words between are others;
the fewer ones if none of them is of every day."""
_TOLD_LENGTHS = (_TOLD_WORDS, _SURELY_TOLD_WORDS)
_LITTLE = frozenset(
    listed("""
    a an the was were is are be been being has had have did do does at by in on of to up off out and
    or for from with it its this that these those as than then so into onto via not no still just
    """)
)
_SENTENCE = re.compile(r"[.!?…\n]+(?:\s+|$)")


class WithheldQuotes:
    """Replaces exact quotations of what is withheld; what stands in shown texts is none."""

    def __init__(
        self,
        titles: Iterable[str],
        texts: Iterable[str],
        shown: Iterable[str],
        private: Iterable[str] = (),
    ) -> None:
        """`private` texts are withheld even where they stand as a title that is shown."""
        shown_titles = {_words(title) for title in shown}
        private = list(private)
        titles, withheld = list(titles), list(texts)
        wholes = {words for text in private if _tells_alone(words := _words(text))}
        texts = [*withheld, *private]
        quotes = {words for title in titles if _tells(words := _words(title))}
        quotes |= {
            words
            for text in texts
            for sentence in _SENTENCE.split(text)
            if len(words := _words(sentence)) >= _LEAST_WORDS
        }
        self._runs = {
            run
            for text in texts
            for sentence in _SENTENCE.split(text)
            for run in _runs_of(_words(sentence))
        }
        shown_runs = {run for title in shown_titles for run in _told_runs(title)}
        self._told = {
            run
            for text in (*titles, *withheld)
            for sentence in _SENTENCE.split(text)
            for run in _told_runs(_words(sentence))
        } - shown_runs
        self._told_first = {run[0] for run in self._told}
        wholes |= {
            words
            for text in private
            for sentence in _SENTENCE.split(text)
            if len(words := _words(sentence)) >= _LEAST_WORDS
        }
        self._quotes = (quotes - shown_titles) | wholes
        self._lengths: dict[str, list[int]] = {}
        """Of quotes that begin with that word, the longest first."""
        for first, length in sorted({(one[0], len(one)) for one in self._quotes}, reverse=True):
            self._lengths.setdefault(first, []).append(length)

    @property
    def is_empty(self) -> bool:
        return not (self._quotes or self._runs or self._told)

    def without(self, text: str) -> str:
        """`text` with each quotation replaced."""
        if self.is_empty or not text:
            return text
        skeleton = folded(text)
        words = words_of(skeleton)
        runs = zip(*(words[place:] for place in range(_RUN_WORDS)), strict=False)
        if (
            self._lengths.keys().isdisjoint(words)
            and self._runs.isdisjoint(runs)
            and self._told_first.isdisjoint(words)
        ):
            return text
        parts = list(PARTS.finditer(skeleton))
        where = places(text)
        pieces, done, place = [], 0, 0
        while place < len(parts):
            length = self._length_at(parts, place)
            if length:
                start, end = where[parts[place].start()], where[parts[place + length - 1].end()]
                pieces += [text[done:start], WITHHELD]
                done = end
            place += max(1, length)
        return "".join([*pieces, text[done:]])

    def _length_at(self, parts: list[re.Match[str]], place: int) -> int:
        for most in self._lengths.get(parts[place][0], ()):
            here = parts[place : place + most]
            if tuple(one[0] for one in here) in self._quotes and all(
                after.start() - one.end() <= _MOST_GAP for one, after in pairwise(here)
            ):
                return len(here)
        length = 0
        while self._is_run(parts[place + length : place + length + _RUN_WORDS]):
            length += 1
        return length + _RUN_WORDS - 1 if length else self._told_at(parts, place)

    def _told_at(self, parts: list[re.Match[str]], place: int) -> int:
        """Up to where words of a withheld record stand in their order, from `place` on."""
        if parts[place][0] not in self._told_first:
            return 0
        words: list[str] = []
        told = 0
        for at in range(place, len(parts)):
            if at > place and parts[at].start() - parts[at - 1].end() > _MOST_GAP:
                break
            if parts[at][0] not in _LITTLE:
                words.append(parts[at][0])
                if any(tuple(words[-most:]) in self._told for most in _TOLD_LENGTHS):
                    told = at - place + 1
                elif len(words) >= _TOLD_WORDS:
                    break
        return told

    def _is_run(self, parts: list[re.Match[str]]) -> bool:
        return len(parts) == _RUN_WORDS and tuple(one[0] for one in parts) in self._runs


def withheld_quotes(review: Review, audience: Audience) -> WithheldQuotes:
    """What `audience` must not read, of what others may: events that are not public, say."""
    titles: list[str] = []
    texts: list[str] = []
    shown: list[str] = []
    if audience in (Audience.COMPANY, Audience.PUBLIC):
        for record in review.records():
            if isinstance(record, Note | ParkingItem):
                continue
            title = getattr(record, "title", "")
            if not _is_withheld(review, record, audience):
                shown.append(title)
                continue
            titles.append(title)
            texts += _texts_of(record)
        return WithheldQuotes(titles, texts, shown, _private_texts(review, shown))
    return WithheldQuotes(titles, texts, shown)


def _private_texts(review: Review, shown: Iterable[str]) -> Iterator[str]:
    """What stands in notes and in the parking lot, but for what they have of shown titles.

    What was parked and has the title of something shown was taken up there.
    """
    titles = {words: title for title in shown if (words := _words(title))}
    long = [title for words, title in titles.items() if len(words) >= _LEAST_SHOWN_WORDS]
    of_others = WithheldQuotes(long, (), ())
    for item in review.all(ParkingItem).values():
        if _words(item.title) not in titles:
            yield from filter(None, (item.title, item.detail))
    for note in review.all(Note).values():
        rest = of_others.without(note.text)
        yield rest.replace(WITHHELD, "\n") if _words(rest) != _words(WITHHELD) else note.text


def _is_withheld(review: Review, record: Record, audience: Audience) -> bool:
    if isinstance(record, Card) and record.held_back:
        return True
    if audience is not Audience.PUBLIC or record is review.head:
        return False
    entry_id = getattr(record, "entry_id", None)
    entry = review.find(Entry, entry_id) if entry_id else None
    if entry is not None and not entry.public:
        return True
    return not getattr(record, "public", True)


def _texts_of(record: Record) -> Iterator[str]:
    for name, privacy in privacy_by_field(type(record)).items():
        if privacy is Privacy.SHARED and name != "id" and not name.endswith(("_id", "_ids")):
            yield from texts_in(getattr(record, name))


def _words(text: str) -> tuple[str, ...]:
    return tuple(PARTS.findall(folded(text)))


def _runs_of(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for place in range(len(words) - _RUN_WORDS + 1):
        run = tuple(words[place : place + _RUN_WORDS])
        if not all(map(_is_of_every_day, run)):
            yield run


def _told_runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    telling = [word for word in words if word not in _LITTLE]
    rare = [not _is_of_every_day(word) for word in telling]
    for most, least_rare in ((_TOLD_WORDS, 2), (_SURELY_TOLD_WORDS, _SURELY_TOLD_WORDS)):
        for place in range(len(telling) - most + 1):
            if sum(rare[place : place + most]) >= least_rare:
                yield tuple(telling[place : place + most])


def _tells_alone(words: tuple[str, ...]) -> bool:
    """Whether a private text that is no sentence is told by these words."""
    return len(words) >= _MOST_TITLE_WORDS and not all(map(_is_of_every_day, words))


def _is_of_every_day(word: str) -> bool:
    return word.isdigit() or word in ORDINARY_WORDS or is_common(word)


def _tells(words: tuple[str, ...]) -> bool:
    """Whether a title is told by these words, and they are not just those of everybody."""
    if len(words) >= _MOST_TITLE_WORDS:
        return True
    long = len(words) >= _LEAST_TITLE_WORDS and sum(map(len, words)) >= _LEAST_TITLE_LETTERS
    return long and not all(map(_is_of_every_day, words))
