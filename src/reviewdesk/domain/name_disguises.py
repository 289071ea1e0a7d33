"""Names that readers see whole where words do not tell them: *Quim*bly, Quim-bly, Quimb1y."""

import re
from collections.abc import Callable, Collection, Iterator
from html import unescape
from itertools import combinations

from reviewdesk.domain.common_words import is_common
from reviewdesk.domain.folding import folded
from reviewdesk.domain.name_matching import Found, Matcher

_ENTITY = r"&#?\w{2,8};"
_MARK = (
    r"(?:[*`~]{1,3}|_{1,3}|\\|</?\w{1,8}(?: [^<>\n]{0,80})?/?>|\[|\](?:\([^()\s]{0,200}\))?"
    rf"|[-‐‑=]?[ \t]*\r?\n[ \t>]*|[-‐‑] +|{_ENTITY})"
)
"""Of Markdown and HTML, and the end of a line: their readers see nothing there."""
_DRESS = rf"(?:{_MARK}|[-‐‑.’'/])"
_DRESSES = re.compile(_DRESS)
_DRESSED = re.compile(
    rf"(?<![^\W\d_])(?:{_MARK}?[^\W\d_]{{1,40}}(?:{_DRESS}{{1,2}}[^\W\d_]{{1,40}}){{1,6}}"
    rf"|{_ENTITY}[^\W\d_]{{2,40}})"
)
_MAY_BE_DRESSED = re.compile(
    r"[.’'/‐‑*`~_\\<\[\]&=;\r\n-]"
    r"(?:(?<=[^\W\d_].)(?=\s?[^\W\d_])|(?<![.’'/‐‑;-])|(?<=;)(?=[^\W\d_]))",
    re.DOTALL,
)
"""Looks for the sign first, which most texts have none of."""
_JOINERS = re.compile(r"(?:[^\W_]|[.’'/_‐‑-])*")
"""A word in which nothing stands but what joins words too."""
_BARE_END = re.compile(r"[^\W\d_][ \t]*\r?\n")
_FIGURED = re.compile(
    r"(?<![^\W_])(?=[^\W_]*(?:\d|[a-z]I)|[^\W_]+[$!|][^\W_])[^\W_]+(?:[$!|][^\W_]+)*"
)
"""A word with figures or signs in it that look like letters, or an I that looks like an l."""
_MAY_BE_FIGURED = re.compile(r"[\d$!|I](?:(?<=[^\W\d_][\d$!|])|(?<=[a-z]I)|(?<!I)(?=[^\W\d_]))")
_LIKE_FIGURES = str.maketrans("013456789$!|l", "oieasgtbgsiii")
_LEAST_LETTERS, _LEAST_PIECED = 3, 5
_MOST_KEPT = 5_000


class Disguises:
    """Looks for names of `matcher` that something stands in, and for those with figures."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        sure = matcher.sure_words(_LEAST_PIECED)
        self._by_figures = {_like_letters(one): one for one in sure}
        self._beginnings = {one[:length] for one in sure for length in range(2, len(one))}
        self._looked_at: set[str] = set()
        self._begun_words: set[str] = set()
        """Those of them that a name may begin with that something stands in."""
        self._figured_words: set[str] = set()
        self._known: dict[str, tuple[tuple[int, int, Found], ...]] = {}

    def without(self, text: str, token_of: Callable[[Found], str]) -> str:
        """`text` with a token in place of each of them."""
        if _MAY_BE_DRESSED.search(text):
            text = self._without_dressed(text, token_of)
        if _MAY_BE_FIGURED.search(text):
            text = _FIGURED.sub(lambda one: self._spelt(one[0], token_of), text)
        return text

    def names_in(self, text: str, words: Collection[str]) -> Iterator[str]:
        """Those that stand in a finished copy, whose different words are `words`.

        There two lines mostly have nothing in common, so that a hyphen has to join them.
        """
        self._look_at(words)
        yield from self._figured_words.intersection(words)
        if self._begun_words.isdisjoint(words):
            return
        for chunk in _DRESSED.finditer(text):
            for start, end, _name in self._within(chunk[0]):
                said = chunk[0][start:end]
                if not _BARE_END.search(said):
                    yield said

    def _look_at(self, words: Collection[str]) -> None:
        """Looks at each word once, for a whole book has few that are new."""
        for word in set(words) - self._looked_at:
            self._looked_at.add(word)
            if folded(word) in self._beginnings:
                self._begun_words.add(word)
            if not word.isalpha() and self._figured(word) is not None:
                self._figured_words.add(word)

    def _spelt(self, said: str, token_of: Callable[[Found], str]) -> str:
        found = self._figured(said)
        return said if found is None else token_of(found)

    def _figured(self, said: str) -> Found | None:
        if sum(map(str.isalpha, said)) < _LEAST_LETTERS:
            return None
        name = self._by_figures.get(_like_letters(folded(said)))
        return None if name is None else self._matcher.whole(name)

    def _without_dressed(self, text: str, token_of: Callable[[Found], str]) -> str:
        pieces, place = [], 0
        plainly: list[Found] | None = None
        for chunk in _DRESSED.finditer(text):
            for inside, until, name in self._within(chunk[0]):
                start, end = chunk.start() + inside, chunk.start() + until
                if plainly is None:
                    plainly = self._matcher.find(text)
                # "Ji-sung" is whole already, where it stands as "Park Ji-sung".
                if not any(one.start <= start and end <= one.end for one in plainly):
                    pieces += [text[place:start], token_of(name)]
                    place = end
        return "".join([*pieces, text[place:]])

    def _within(self, said: str) -> tuple[tuple[int, int, Found], ...]:
        known = self._known.get(said)
        if known is None:
            known = tuple(self._names_within(said))
            if len(self._known) < _MOST_KEPT:
                self._known[said] = known
        return known

    def _names_within(self, said: str) -> Iterator[tuple[int, int, Found]]:
        """From where to where in it a name stands, which hardly ever is more than one."""
        bare = _DRESSES.sub("", unescape(said))
        names = self._matcher.find(bare)
        if len(names) == 1 and bare[: names[0].start] == bare[names[0].end :] == "":
            # What is found as it stands needs nothing taken away.
            if not (_JOINERS.fullmatch(said) and self._matcher.find(said)):
                yield 0, len(said), names[0]
            return
        pieces = _pieces(said)
        for first, last in combinations(range(len(pieces)), 2):
            some = pieces[first : last + 1]
            joined = "".join(folded(said[start:end]) for start, end in some)
            found = self._matcher.whole(joined) if len(joined) >= _LEAST_PIECED else None
            if found is not None and not all(is_common(said[a:b].lower()) for a, b in some):
                yield some[0][0], some[-1][1], found
                return


def _pieces(said: str) -> list[tuple[int, int]]:
    """From where to where the letters between what they are dressed in stand."""
    found, place = [], 0
    for dress in _DRESSES.finditer(said):
        if dress.start() > place:
            found.append((place, dress.start()))
        place = dress.end()
    return [*found, (place, len(said))] if place < len(said) else found


def _like_letters(said: str) -> str:
    return said.translate(_LIKE_FIGURES)
