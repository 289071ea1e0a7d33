"""Every way in which one person may be written: parts, endings, short forms, initials, joined."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from reviewdesk.domain.common_words import is_common
from reviewdesk.domain.first_names import SHORT_FORMS
from reviewdesk.domain.folding import PARTS, UNSPACED_WORD, folded, key, listed, plain
from reviewdesk.domain.korean_names import korean_in_latin
from reviewdesk.domain.name_endings import inflected
from reviewdesk.domain.name_spellings import spelt_otherwise
from reviewdesk.domain.no_names import NO_NAMES

SHORTEST_PART, SHORTEST_TOLD = 3, 2
"""Parts of a name of so many letters are names anywhere, or where a capital tells them: Al, Ng."""
_LEAST_SURE, _LEAST_JOINED, _LEAST_BEGINNING, _LEAST_INSIDE = 6, 4, 4, 6

_ORDINARY = """
abbot amber angel archer art ash autumn baker bay bell bill bird black bloom bond booth
brook brooks brown buck bush cash chance chase chip church clay cliff cole cook cooper cross
crystal daisy dale dawn day dean dell don drew duke earl east faith field fisher ford forest fox
frank french gene glen grace grant gray green grey guy hale hall harmony harper hart hazel heath
hill holly hope hunt hunter iris ivy jack jade jasmine jay joy justice king knight lake lance
lane lee lily little long love lucky major marina mark market marsh mason max merit mike miles
mill miller moon moss nick noble north oak olive page park parker pat pearl penny pepper
pierce pike piper pool pope porter potter price prince queen ray red reed rich river rob robin
rock rod root rose rosemary rowan ruby rush rusty sage sally sandy savage scout sharp sky skip
small smith snow sparks spring star stone storm street strong sue summer swift tanner taylor terry
tony trip ty violet wade walker ward warden wat waters watt way weaver webb well wells west white
wild will winter wise wolf wood woods word worth young
"""
_TWO_LETTERS = frozenset(
    listed("an as at be by do go he if in is it me my no of oh ok on or so to up us we")
)
"""Words of every day that are somebody's name too: An, Do. With an s they are other names: Wes."""
DATES = frozenset(
    listed("""
january february march april may june july august september october november december monday
tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep oct nov dec
""")
)
ORDINARY_WORDS = frozenset(_ORDINARY.split()) | DATES
_PARTICLES = frozenset(
    listed("""
de da das dos do du des van von vom zu zur der den del della di la le les los las bin ibn al el
ben ter ten af av y e and und dr prof mr mrs ms miss herr frau sir jr sr phd ii iii
""")
)
_FIRST_TOO = frozenset(listed("al ben del des di la le van"))
"""What begins a surname, or is a first name where it begins the whole: Ben Carter."""
_TITLES = frozenset(listed("dr prof mr mrs ms miss herr frau sir"))
_HONORIFICS = (
    "さん|様|さま|氏|君|くん|ちゃん|先生|部長|課長|係長|主任|社長|先輩|씨|님|과장|부장|팀장|대리|선생|사장|"
    "이사|先生|女士|小姐|总|總|经理|經理|工|老师|老師|主管|同学|同事|哥|姐"
)
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_HYPHEN = re.compile(r"[-‐‑–־]")
_ODD_LENGTH = re.compile(rf"^{UNSPACED_WORD.pattern}{{2,5}}$")


class Sureness(IntEnum):
    """What it takes to be a name: nothing, a capital, a capital where none is needed, or to speak
    in capitals."""

    SURE, CAPITAL, ORDINARY, INITIALS = range(4)


@dataclass(slots=True)
class Form:
    """One word as it may stand in a text, and whose name it then is."""

    sureness: Sureness
    genitive: bool
    rank: int
    """Of several people that could be meant only the nearest: a name itself before its endings."""
    owners: set[int]
    part: str
    """Which part of the name it is; empty where it is all of it."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name of several words; the last one may have any ending."""

    parts: tuple[str, ...]
    owner: int
    last_forms: frozenset[str]
    needs_capital: bool
    """All its words are ordinary ones: "will grant" is no Will Grant."""


@dataclass(slots=True)
class Forms:
    """What all names that are looked for look like, as `key` and `folded` write them."""

    words: dict[str, Form] = field(default_factory=dict)
    phrases: dict[str, list[Phrase]] = field(default_factory=dict)
    """By their first word."""
    unspaced: dict[str, set[int]] = field(default_factory=dict)
    """Names that stand inside other letters; those of one letter only before an honorific."""
    inside: dict[str, set[int]] = field(default_factory=dict)
    """Long names that words are made of: Quimblytool."""
    initials: dict[int, set[str]] = field(default_factory=dict)
    firsts: set[str] = field(default_factory=set)
    """First names."""
    with_particles: set[int] = field(default_factory=set)
    """Whose surname has words before it, as in van der Berg."""
    keys: set[str] = field(default_factory=set)
    """Names as somebody types them, each as one word."""


def honorific_pattern() -> str:
    return f"(?:{_HONORIFICS})"


def forms_of(
    people: Iterable[tuple[str, Iterable[str]]],
    kept: frozenset[str],
    forced: frozenset[str] = frozenset(),
) -> Forms:
    """`people`: of each the name, which has parts, and what else they are called, which has none.

    `kept` are keys of what may stay; it never holds for a whole name. `forced` are keys of what
    is a name wherever it stands with a capital.
    """
    found = Forms()
    for owner, (name, others) in enumerate(people):
        for other in others:
            if key(other) not in kept:
                _whole(found, owner, other)
        if len(key(name)) > 1:
            _whole(found, owner, name)
            bare = _IN_BRACKETS.sub(" ", name)
            if bare != name and len(key(bare)) > 1:
                _whole(found, owner, bare)
            _parts(found, owner, bare, kept)
            for spelt in spelt_otherwise(bare):
                _whole(found, owner, spelt)
                _parts(found, owner, spelt, kept)
            for family, given in korean_in_latin(bare):
                for spelt in (f"{family} {' '.join(given)}", f"{' '.join(given)} {family}"):
                    _whole(found, owner, spelt.title())
    for word in kept & found.words.keys():
        if found.words[word].rank:
            del found.words[word]
    for word in forced & found.words.keys():
        if found.words[word].sureness >= Sureness.ORDINARY:
            found.words[word].sureness = Sureness.CAPITAL
    return found


def _whole(found: Forms, owner: int, name: str) -> None:
    parts = tuple(PARTS.findall(folded(name)))
    if not parts or len(key(name)) < 2:
        return
    found.keys.add("".join(parts))
    if len(parts) == 1:
        _word(found, owner, parts[0], name, rank=0)
        return
    words = PARTS.findall(plain(name))
    last_forms = frozenset(map(folded, _endings(words[-1]))) if words else frozenset()
    needs = all(map(is_ordinary, words)) and name != name.lower()
    phrase = Phrase(parts, owner, last_forms | {parts[-1]}, needs)
    found.phrases.setdefault(parts[0], []).append(phrase)
    joined = "".join(parts)
    if len(joined) >= _LEAST_JOINED and not is_common(joined):
        _add(found, owner, joined, Sureness.SURE, rank=1, part="")


def _parts(found: Forms, owner: int, name: str, kept: frozenset[str]) -> None:
    """First and last name and what is between; what a surname is made of; initials."""
    last_first = name.split(",")
    name = " ".join(reversed(last_first)) if len(last_first) == 2 else name
    tokens = [_words_of(one) for one in name.split()]
    tokens = [one for one in tokens if one]
    while len(tokens) > 2 and plain(tokens[0][0]) in _TITLES:
        del tokens[0]
    words = [word for token in tokens for word in token]
    real = [word for n, word in enumerate(words)
            if plain(word) not in _PARTICLES or (n == 0 and plain(word) in _FIRST_TOO)
            or (n and n == len(words) - 1 and plain(word) in _TWO_LETTERS)]  # fmt: skip
    if len(words) == 1 and _ODD_LENGTH.match(words[0]):
        _eastern(found, owner, folded(words[0]))
        return
    if len(words) < 2 or not real:
        return
    found.initials[owner] = {folded(word)[:1] for word in real}
    found.firsts.add(folded(real[0]))
    for word in real:
        eastern = UNSPACED_WORD.search(word)
        if len(word) >= (2 if eastern else SHORTEST_PART) and key(word) not in kept:
            found.keys.add(folded(word))
            _word(found, owner, folded(word), word, rank=1)
        elif len(word) == SHORTEST_TOLD and key(word) not in kept:
            told = Sureness.ORDINARY if is_ordinary(plain(word)) else Sureness.CAPITAL
            _add(found, owner, folded(word), told, rank=1, part=folded(word))
    for token in tokens:
        if len(token) > 1:
            _whole(found, owner, " ".join(token))
    for one in _HYPHEN.split(name) if _HYPHEN.search(name) else ():
        for piece in one.split():
            if len(_words_of(piece)) > 1:
                _whole(found, owner, piece)
    particle = next((n for n, one in enumerate(words) if n and plain(one) in _PARTICLES), 0)
    if particle and len(words) - particle > 1:
        found.with_particles.add(owner)
        _whole(found, owner, " ".join(words[particle:]))
    if len(real) > 1 and not UNSPACED_WORD.search(name):
        _joined(found, owner, words, real, words[particle:] if particle else tokens[-1])
        if particle:
            _joined(found, owner, words, real, tokens[-1])
        for word in real:
            known = plain(word) in SHORT_FORMS
            if key(word) not in kept and (word == real[0] or known):
                _short(found, owner, word)
        initials = "".join(folded(word)[0] for word in real)
        if not _is_taken(initials):
            _add(found, owner, initials, Sureness.INITIALS, rank=2, part="")


def _words_of(token: str) -> list[str]:
    return [one for one in PARTS.findall(plain(token)) if not one.isdigit()]


def _joined(found: Forms, owner: int, words: list[str], real: list[str], last: list[str]) -> None:
    """As accounts are named: bquimbly, quimblyb, quimblybartholomew, janvdb."""
    rest = words[: -len(last)] or real[:1]
    initials = "".join(folded(one)[0] for one in rest)
    ends = {folded(one) for one in last if len(one) >= SHORTEST_PART} | {folded("".join(last))}
    made = {folded(real[0]) + "".join(folded(one)[0] for one in words[1:])}
    for first in map(folded, rest):
        for end in ends:
            made |= {first[0] + end, end + first[0], first + end, end + first, first + end[0]}
    for end in ends:
        before_last = folded(last[-1]) + "".join(folded(one)[0] for one in last[:-1])
        made |= {initials + end, end + initials, before_last}
        made |= {initials[0] + end[:length] for length in range(_LEAST_INSIDE, len(end))}
    if len(last) > 1:
        made.add("".join(folded(one)[0] for one in last[:-1]) + folded(last[-1]))
    for start in range(1, len(words)):
        # Of two surnames the first may be the whole: mjnunez, cmacgiolla.
        before = "".join(folded(one)[0] for one in words[:start])
        for stop in range(start + 1, len(words) + 1):
            run = folded("".join(words[start:stop]))
            made |= {one for one in (before + run, before[0] + run) if one not in NO_NAMES}
        if start > 1 and len(words[start]) >= SHORTEST_PART:
            _whole(found, owner, f"{before.upper()} {' '.join(words[start:]).title()}")
            _whole(found, owner, f"{before.upper()} {words[start].title()}")
    for joined in made:
        if len(joined) > _LEAST_JOINED and not is_common(joined):
            _add(found, owner, joined, Sureness.SURE, rank=2, part="")


def _short(found: Forms, owner: int, first: str) -> None:
    """Bart of Bartholomew; Barth too, and Robert of Bob."""
    first = plain(first)
    shorts = {*SHORT_FORMS.get(first, ())}
    shorts |= {long for long, others in SHORT_FORMS.items() if first in others}
    for short in shorts - NO_NAMES:
        word = folded(short)
        sureness = Sureness.ORDINARY if is_ordinary(short) else Sureness.CAPITAL
        _add(found, owner, word, sureness, rank=4, part=folded(first))
        if sureness is Sureness.CAPITAL:
            for form in inflected(short):
                if not _is_taken(form):
                    genitive = form == f"{short}s"
                    _add(found, owner, folded(form), sureness, rank=5, part=word, genitive=genitive)
    for length in range(_LEAST_BEGINNING, len(first) - 1):
        if not _is_taken(first[:length]):
            _add(found, owner, folded(first[:length]), Sureness.CAPITAL, rank=5, part=folded(first))


def _word(found: Forms, owner: int, word: str, written: str, *, rank: int) -> None:
    """A name that is one word, with its endings."""
    if UNSPACED_WORD.search(word):
        found.unspaced.setdefault(word, set()).add(owner)
        return
    if is_ordinary(plain(written)):
        _add(found, owner, word, Sureness.ORDINARY, rank=rank, part=word)
        return
    _add(found, owner, word, Sureness.SURE, rank=rank, part=word)
    if word.isdigit():
        return
    for form in _endings(written):
        genitive = form == f"{plain(written)}s"
        long = len(word) >= _LEAST_SURE and len(form) >= _LEAST_SURE
        sureness = Sureness.SURE if long or genitive else Sureness.CAPITAL
        if not _is_taken(form):
            _add(found, owner, folded(form), sureness, rank=3, part=word, genitive=genitive)
    if len(word) >= _LEAST_INSIDE:
        found.inside.setdefault(word, set()).add(owner)
        if word[-1] in "aeiouy" and len(word) > _LEAST_INSIDE:
            found.inside.setdefault(word[:-1], set()).add(owner)


def _endings(written: str) -> Iterator[str]:
    word = plain(written)
    yield f"{word}s"
    yield from inflected(written)


def _eastern(found: Forms, owner: int, name: str) -> None:
    """Family and given name of a name without a space: either may be one letter or two."""
    for place in (1, 2):
        for half in (name[:place], name[place:]):
            if half and half != name and (len(half) > 1 or place == 1):
                found.unspaced.setdefault(half, set()).add(owner)
                found.keys.add(half)


def is_ordinary(word: str) -> bool:
    if word in ORDINARY_WORDS or word in _TWO_LETTERS or is_common(word):
        return True
    return word.removesuffix("s") in ORDINARY_WORDS


def _is_taken(word: str) -> bool:
    """Whether a form that is not the name itself means something else already."""
    return is_ordinary(word) or word in NO_NAMES


def _add(
    found: Forms,
    owner: int,
    word: str,
    sureness: Sureness,
    *,
    rank: int,
    part: str,
    genitive: bool = False,
) -> None:
    known = found.words.get(word)
    if known is None or rank < known.rank:
        found.words[word] = Form(sureness, genitive, rank, {owner}, part)
    elif known.rank == rank:
        known.owners.add(owner)
        known.sureness = min(known.sureness, sureness)
