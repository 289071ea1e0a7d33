"""Finds names in texts, in one pass, whatever their number: words are looked up, not names."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from reviewdesk.domain.common_words import is_common
from reviewdesk.domain.folding import (
    LETTER,
    PARTS,
    UNSPACED_WORD,
    folded,
    places,
    seems_capital,
    words_of,
)
from reviewdesk.domain.name_forms import (
    DATES,
    ORDINARY_WORDS,
    SHORTEST_TOLD,
    Forms,
    Sureness,
    honorific_pattern,
)
from reviewdesk.domain.name_text import NameText, begins_sentence
from reviewdesk.domain.name_words import (
    ASKED_ABOUT,
    ASKS,
    BEFORE_DATES,
    KINDS_OF_WILL,
    MODALS,
    PARTICLES,
    SAYS,
    SPEAKS,
    TITLES,
)

_ONE_NAME = re.compile(r"[\s._\-@/]{0,2}")
_LAST_FIRST = re.compile(r", ?")
_SPACED = re.compile(rf"(?<!{LETTER}){LETTER}(?:[ .·*_-]{{1,3}}{LETTER}){{3,}}(?!{LETTER})")
"""Letters one by one, as in Q u i m b l y."""
_LEAST_SPACED = 4
_MOST_ENDING = 7
_LONGEST_IN_HEX = 5
"""Names of so many letters are met in ids and in hashes of commits by chance."""
_APOSTROPHES = ("'", "’", "ʼ", "´", "`")
_OWNS = re.compile(r"s['’ʼ´`] [^\W\d_]")
"""Smithers' fix."""
_QUOTES = re.compile(r"(?<!\w)['‘ʼ´`]")
"""Behind such a sign the next apostrophe may end what is quoted."""
_LEAST_ANY_CASE = 7
_GUESSED = 4
"""Forms of this rank and above are short forms: what stands in capitals is none of them, as it is
no name of two letters."""


@dataclass(slots=True)
class Span:
    """Where in the folded text a name stands, and which people it may mean."""

    first: int
    last: int
    """The first word of it, and the last."""
    owners: set[int]
    sureness: Sureness
    genitive: bool = False
    start: int = 0
    end: int = 0
    parts: set[str] = field(default_factory=set)
    """Which parts of a name it is; none: the whole, to which nothing is added."""


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a text, from `start` up to `end`; `genitive` ones take an ’s with them."""

    start: int
    end: int
    owners: frozenset[int]
    genitive: bool
    is_sure: bool
    """It needs no capital and no sentence round it to be a name."""


class Matcher:
    """Looks for the names of `forms`. Texts are gone through once, and mostly by the hash of
    their words, so that neither many names nor long texts cost more than their length."""

    def __init__(self, forms: Forms) -> None:
        self._forms = forms
        self._starts = forms.words.keys() | forms.phrases.keys()
        self._unspaced = _unspaced_pattern(forms.unspaced)
        self._inside = _any_of(forms.inside)
        self._sorted_keys = sorted(forms.keys)
        self._sorted_forms = sorted({*forms.words, *forms.keys})
        self._long = sorted(
            (one for one in forms.words if len(one) >= _LEAST_SPACED
             and forms.words[one].sureness is not Sureness.ORDINARY
             and forms.words[one].rank <= 1),
            key=len, reverse=True,
        )  # fmt: skip

        self._harmless: set[str] = set()
        """Words of texts gone through in which no name begins."""

    @property
    def is_empty(self) -> bool:
        return not self._starts and self._unspaced is None

    def find(self, text: str, *, doubtful: bool = False, spaced_out: bool = True) -> list[Found]:
        """Names in `text` in their order, none within another.

        With `doubtful`: those that may as well be ordinary words, and those alone. Not
        `spaced_out`: letters that stand one by one are not put together.
        """
        skeleton = folded(text)
        words = words_of(skeleton)
        likely = not self._starts.isdisjoint(words)
        if not likely and self._unspaced is not None:
            likely = self._unspaced.search(skeleton) is not None
        if not likely and self._inside is not None:
            likely = self._inside.search(skeleton) is not None
        # Words of one letter are counted sooner than looked for.
        spaced = spaced_out and list(map(len, words)).count(1) >= _LEAST_SPACED
        spaced = spaced and _SPACED.search(skeleton) is not None
        if not likely and not spaced:
            return []
        where = None if text.isascii() else places(text)
        looked = NameText(text, skeleton, where, list(PARTS.finditer(skeleton)))
        spans = self._joined(looked, list(self._spans(looked))) if likely else []
        kept = [span for span in spans if self._means_it(looked, span) is not doubtful]
        found = [self._told(looked, span) for span in kept]
        if spaced and not doubtful:
            found = _without_overlaps([*found, *self._letter_by_letter(looked)])
        return found

    def may_stand_in(self, words: Collection[str]) -> bool:
        """Whether `find` may find any in an ASCII text of these words, in small letters.

        Takes little of its time where a whole book is gone through: each word is looked at once.
        """
        new = set(words) - self._harmless
        if not new:
            return False
        said = " ".join(new)
        if not self._starts.isdisjoint(words_of(said)):
            return True
        if self._inside is not None and self._inside.search(said):
            return True
        self._harmless |= new
        return False

    def is_initials(self, said: str) -> bool:
        form = self._forms.words.get(folded(said))
        return form is not None and form.sureness is Sureness.INITIALS

    def sure_words(self, least: int) -> list[str]:
        """What is a name of one word wherever it stands, of `least` letters or more, folded."""
        words = self._forms.words.items()
        return [one for one, form in words if form.sureness is Sureness.SURE and len(one) >= least]

    def whole(self, word: str) -> Found | None:
        """The name that the folded `word` is, if it is one wherever it stands."""
        form = self._forms.words.get(word)
        if form is None or form.sureness is not Sureness.SURE:
            return None
        return Found(0, len(word), frozenset(form.owners), form.genitive, is_sure=True)

    def begins(self, begun: str) -> bool:
        """Whether `begun`, as a key, may go on to a name that it is not yet."""
        if _is_begun(self._sorted_keys, begun):
            return True
        return begun not in self._forms.words and _is_begun(self._sorted_forms, begun)

    def _spans(self, looked: NameText) -> Iterator[Span]:
        place, parts = 0, looked.parts
        while place < len(parts):
            word = parts[place][0]
            span = self._phrase_at(looked, place) or self._word_at(looked, place)
            if span is not None:
                yield span
                place = span.last + 1
                continue
            if self._unspaced is not None and UNSPACED_WORD.match(word):
                yield from self._within(looked, place)
            place += 1

    def _phrase_at(self, looked: NameText, place: int) -> Span | None:
        best: Span | None = None
        for phrase in self._forms.phrases.get(looked.parts[place][0], ()):
            last = place + len(phrase.parts) - 1
            if last >= len(looked.parts) or looked.parts[last][0] not in phrase.last_forms:
                continue
            middle = range(place + 1, last)
            if any(looked.parts[one][0] != phrase.parts[one - place] for one in middle):
                continue
            if not all(looked.joins(one) for one in range(place, last)) or any(
                looked.ends_sentence(one) for one in range(place, last)
            ):
                continue
            capitals = [looked.has_capital(one) for one in range(place, last + 1)]
            asks = looked.parts[last][0] in ASKS and not capitals[-1]
            # "Will grant" may be a name, but "Grant will do it" has one word of it.
            if phrase.needs_capital and (asks or not any(capitals)):
                continue
            if best is None or last > best.last:
                best = Span(place, last, {phrase.owner}, Sureness.SURE)
                ending = looked.parts[last][0]
                best.genitive = ending != phrase.parts[-1] and ending == f"{phrase.parts[-1]}s"
            elif last == best.last:
                best.owners.add(phrase.owner)
        return _placed(looked, best)

    def _word_at(self, looked: NameText, place: int) -> Span | None:
        word = looked.parts[place][0]
        form = self._forms.words.get(word)
        if form is not None:
            if len(word) <= _LONGEST_IN_HEX and looked.is_within_number(place):
                return None
            if form.sureness is Sureness.CAPITAL and not looked.is_capital(place):
                return None
            if form.sureness is Sureness.INITIALS and not looked.is_all_capitals(place):
                return None
            short = len(word) <= SHORTEST_TOLD and form.sureness is Sureness.CAPITAL
            if (short or form.rank >= _GUESSED) and looked.is_all_capitals(place):
                return None
            owners, sureness = set(form.owners), form.sureness
            parts = {form.part} if form.part else set()
            return _placed(looked, Span(place, place, owners, sureness, form.genitive, parts=parts))
        if self._inside is None or is_common(word):
            return None
        for made_of in self._inside.finditer(word):
            name = made_of[0]
            begun = looked.parts[place].start() + made_of.start()
            capital = seems_capital(looked.sign(begun))
            whole = name in self._forms.words
            at_start = made_of.start() == 0
            if (at_start and (capital or (whole and len(name) >= _LEAST_ANY_CASE))) or (
                whole and capital and not at_start and not looked.is_all_capitals(place)
            ):
                owners = set(self._forms.inside[name])
                return _placed(looked, Span(place, place, owners, Sureness.SURE))
        return None

    def _within(self, looked: NameText, place: int) -> Iterator[Span]:
        """Names in letters that follow each other without a space."""
        if self._unspaced is None:
            return
        part = looked.parts[place]
        # What follows a name of one letter may stand behind a space.
        for one in self._unspaced.finditer(looked.folded, part.start(), part.end() + _MOST_ENDING):
            if one.end() > part.end():
                break
            owners = set(self._forms.unspaced[one[0]])
            span = Span(place, place, owners, Sureness.SURE, parts={one[0]})
            span.start, span.end = one.span()
            yield span

    def _joined(self, looked: NameText, spans: list[Span]) -> list[Span]:
        """First and last name as one, with the initials and the title that belong to them."""
        found: list[Span] = []
        for span in spans:
            before = found[-1] if found else None
            if before is not None and self._is_one(looked, before, span):
                before.owners &= span.owners
                before.last, before.end = span.last, span.end
                before.genitive, before.parts = span.genitive, before.parts | span.parts
                before.sureness = (
                    Sureness.SURE
                    if looked.is_capital(before.first) or looked.is_capital(span.last)
                    else min(before.sureness, span.sureness)
                )
            else:
                found.append(span)
        last = -1
        for span in found:
            self._take_first_initial(looked, span)
            if span.sureness < Sureness.ORDINARY:
                self._take_initials(looked, span, last)
            last = span.last
        return found

    def _is_one(self, looked: NameText, before: Span, span: Span) -> bool:
        if not before.owners & span.owners or before.parts & span.parts or before.genitive:
            return False
        if not before.parts or not span.parts:
            return False
        if span.sureness is Sureness.ORDINARY and not looked.is_capital(span.first):
            # "Grant will do it" has one name.
            return False
        gap = looked.folded[before.end : span.start]
        if looked.ends_sentence(before.last):
            return False
        if _ONE_NAME.fullmatch(gap):
            return True
        if _LAST_FIRST.fullmatch(gap) and before.first == before.last:
            # "Quimbly, Bartholomew", but not a list in which somebody stands twice.
            firsts = self._forms.firsts
            return not before.parts & firsts and bool(span.parts & firsts)
        # An initial or a middle name between first and last.
        between = range(before.last + 1, span.first)
        return (
            len(between) == 1
            and len(looked.parts[between[0]][0]) == 1
            and looked.joins(before.last)
            and looked.joins(between[0])
        )

    def _take_first_initial(self, looked: NameText, span: Span) -> None:
        """What is an ordinary word is none behind an initial or a title: W. May, Mr. May."""
        place = span.first - 1
        if span.sureness is not Sureness.ORDINARY or place < 0 or not looked.is_capital(span.first):
            return
        initials = {one for owner in span.owners for one in self._forms.initials.get(owner, ())}
        word = looked.parts[place][0]
        if word in TITLES and looked.gap_after(place) in (" ", ".", ". "):
            span.sureness = Sureness.CAPITAL
        if word in initials - {looked.parts[span.first][0][0]} and looked.is_capital(place):
            gap = looked.folded[looked.parts[place].end() : span.start]
            if gap in (". ", "."):
                span.first, span.start = place, looked.parts[place].start()
                span.sureness = Sureness.CAPITAL

    def _take_initials(self, looked: NameText, span: Span, taken: int) -> None:
        """What belongs to the name round it, behind the word `taken` that is one already."""
        initials = {one for owner in span.owners for one in self._forms.initials.get(owner, ())}
        has_particle = not self._forms.with_particles.isdisjoint(span.owners)
        for _ in range(4):
            place = span.first - 1
            if place <= taken or looked.parts[place].end() > span.start:
                break
            word, gap = (
                looked.parts[place][0],
                looked.folded[looked.parts[place].end() : span.start],
            )
            is_title = word in TITLES and gap in (" ", ". ", ".")
            is_initial = word in initials and (
                gap in (".", ".-", "_", "-", *_APOSTROPHES)
                or (gap in (" ", ". ") and looked.is_capital(place))
            )
            is_particle = has_particle and word in PARTICLES and gap in (" ", ". ", ".")
            if not (is_title or is_initial or (is_particle and not looked.is_capital(place))):
                break
            span.first, span.start = place, looked.parts[place].start()
        place = span.last + 1
        has_initial = len(looked.parts[span.first][0]) == 1
        if (
            not has_initial
            and place < len(looked.parts)
            and looked.parts[place].start() >= span.end
        ):
            word, gap = (
                looked.parts[place][0],
                looked.folded[span.end : looked.parts[place].start()],
            )
            behind = looked.folded[looked.parts[place].end() : looked.parts[place].end() + 2]
            # "F.O.-W." are initials of their own.
            dotted = behind[:1] == "." and not (behind[1:].isalnum() or behind[1:] == "-")
            if word in initials and (
                gap in (".", "_", "-")
                or (gap in (" ", ", ") and looked.is_capital(place) and dotted)
            ):
                span.last, span.end = place, looked.parts[place].end()

    def _means_it(self, looked: NameText, span: Span) -> bool:
        """Whether an ordinary word stands for a person here."""
        if span.sureness is Sureness.INITIALS:
            following = looked.folded[span.end : span.end + 12]
            return following[:1] == ":" or SPEAKS.match(following) is not None
        if span.sureness is not Sureness.ORDINARY:
            return True
        if looked.folded[span.start - 1 : span.start] == "@":
            return True
        if not looked.is_capital(span.first) or looked.is_all_capitals(span.first):
            return False
        word = looked.parts[span.first][0]
        after = looked.parts[span.last + 1][0] if span.last + 1 < len(looked.parts) else ""
        gap = looked.gap_after(span.last)
        if word in DATES:
            before = looked.parts[span.first - 1][0] if span.first else ""
            if before in BEFORE_DATES or before.isdigit() or after.isdigit():
                return False
        possessive = gap in _APOSTROPHES and after == "s"
        tells = gap == " " and (after in SAYS or (after.endswith("ed") and len(after) > 3))
        if begins_sentence(looked.text, looked.original(span.start)):
            return possessive or tells or (gap == " " and word in ASKS and after in MODALS)
        if gap == " " and after in ASKED_ABOUT and looked.gap_after(span.first - 1) != " ":
            # "; Will the queue drain?" begins anew.
            return word not in ASKS
        if span.first and looked.gap_after(span.first - 1) == " " and not tells:
            before = looked.parts[span.first - 1][0]
            set_phrase = word == "will" and before in KINDS_OF_WILL
            if set_phrase and looked.is_capital(span.first - 1):
                return False
        named = gap == " " and looked.is_capital(span.last + 1)
        # "the Grace Period": a heading, or a thing that is called so.
        return not (named and (after in ORDINARY_WORDS or is_common(after))) or tells

    def _told(self, looked: NameText, span: Span) -> Found:
        end, genitive = span.end, span.genitive
        if looked.folded[end : end + 1] in _APOSTROPHES:
            after = looked.parts[span.last + 1] if span.last + 1 < len(looked.parts) else None
            if after is not None and after.start() == end + 1:
                if len(after[0]) <= _MOST_ENDING:
                    end, genitive = after.end(), after[0] == "s"
            elif _OWNS.match(looked.folded, end - 1) and not _QUOTES.search(
                looked.folded, 0, span.start
            ):
                end, genitive = end + 1, True
        start = span.start - (looked.folded[span.start - 1 : span.start] == "@")
        sure = span.sureness is Sureness.SURE
        return Found(
            looked.original(start), looked.original(end), frozenset(span.owners), genitive, sure
        )

    def _letter_by_letter(self, looked: NameText) -> Iterator[Found]:
        for run in _SPACED.finditer(looked.folded):
            signs = [n for n in range(run.start(), run.end()) if looked.folded[n].isalpha()]
            letters = "".join(looked.folded[n] for n in signs)
            for name in self._long:
                place = letters.find(name)
                if place >= 0:
                    # The letters round it are those of the other name, or of an ending.
                    start, end = looked.original(run.start()), looked.original(run.end())
                    owners = frozenset(self._forms.words[name].owners)
                    yield Found(start, end, owners, genitive=False, is_sure=False)
                    break


def _placed(looked: NameText, span: Span | None) -> Span | None:
    if span is not None:
        span.start, span.end = looked.parts[span.first].start(), looked.parts[span.last].end()
    return span


def _unspaced_pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted(names, key=lambda name: (-len(name), name))
    if not ordered:
        return None
    ways = [
        re.escape(name) if len(name) > 1 else f"{re.escape(name)}(?= ?{honorific_pattern()})"
        for name in ordered
    ]
    return re.compile("|".join(ways))


def _any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, ordered))) if ordered else None


def _is_begun(ordered: list[str], begun: str) -> bool:
    place = bisect_right(ordered, begun)
    return place < len(ordered) and ordered[place].startswith(begun)


def _without_overlaps(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif one.end - one.start > kept[-1].end - kept[-1].start:
            kept[-1] = one
    return kept
