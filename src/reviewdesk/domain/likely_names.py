"""What looks like a person, or like a way to reach one, in the texts of a review.

Mail addresses, telephone numbers and handles are told by their form. What looks like the name of a
person or of a customer is a guess: somebody has to look at it before it is replaced.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from reviewdesk.domain.account_links import accounts_in
from reviewdesk.domain.common_words import is_common
from reviewdesk.domain.first_names import FIRST_NAMES, SURNAMES
from reviewdesk.domain.folding import listed, plain
from reviewdesk.domain.lone_names import lone_name
from reviewdesk.domain.name_forms import DATES, ORDINARY_WORDS
from reviewdesk.domain.no_names import NO_NAMES
from reviewdesk.domain.people_told import (
    FIRSTS,
    PLACES_BEFORE,
    VIETNAMESE,
    people_without_capitals,
)
from reviewdesk.domain.reaching import (
    HANDLE,
    MAIL,
    PHONE,
    handle_of,
    is_handle,
    is_mail,
    is_phone,
    mails_in,
    may_have_mail,
    may_have_phone,
)

_SMALL = "a-zà-öø-ÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįıķĺļľłńņňŋōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷźżžșțά-ώа-џ"
_SMALL += "".join(map(chr, range(0x1EA1, 0x1EFA, 2)))
_ONE = rf"[^\W\d_{_SMALL}][{_SMALL}’']{{1,20}}"
_CAPITAL = rf"(?:Mc|Mac|O['’]|D['’])?{_ONE}(?:-{_ONE}){{0,2}}"
_PARTICLE = "(?:(?:de|da|dos|do|van|von|der|den|del|di|la|le|bin|al|el|ter|zu) ){0,2}"
_VIETNAMESE_LETTER = re.compile("[\u1ea0-\u1ef9]")
_RUN = re.compile(
    rf"\b{_CAPITAL}(?: (?:[^\W\d_{_SMALL}]\. )?{_PARTICLE}{_CAPITAL}){{0,3}}(?![\w-])"
)
_PAIR = re.compile(rf"\b({_ONE}), ({_ONE})\b|\b([A-Z]{{3,12}}) ([A-Z]{{3,14}})\b")
"""Smith, John; JOHN SMITH."""
_NAME_BEFORE, _NAME_BEHIND = re.compile(r"[A-Z]\S*[ -]$"), re.compile(r" [A-Z]|-")
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herrn?|Frau|Mme|Monsieur|Madame|[Pp]ani?|[Ss]e[nñ]ora?|[Ss]rt?a?|"
    r"[Ss]enhora?|[Ss]ignora?|Sig|Dhr|[Mm]evrouw|[Mm]eneer|Hr|Fru|Kolleg(?:e|in)|Doña|Dona)\.? $"
)
_TITLES = frozenset(
    listed("""
mr mrs ms miss dr prof herr herrn frau mme monsieur madame pan pani senor senora sr sra srta
senhor senhora signor signora sig dhr mevrouw meneer hr fru kollege kollegin dona
""")
)
_CLEAR_TITLES = frozenset(listed("mr mrs ms dr prof herr herrn frau mme monsieur madame"))
_ORDINARY_FIRSTS = frozenset(
    listed("""
amber art bill bob chase clay cliff crystal daisy dale dawn dean don drew earl faith frank gene
glen grace grant harmony hazel heath holly hope hunter iris ivy jack jade jasmine jay joy lance lee
lily marina mark mason max mike miles noah olive pat pearl penny pierce ray rob robin rose rosemary
ruby sally sandy summer tanner taylor terry tony violet walker ward will
""")
)
_ORDINARY_LASTS = frozenset(
    listed("""
abbot baker bell booth brooks brown carter clark clarke cook cooper field fisher forest fox hall
hart hill hunt hunter king knight lane marsh mason miller moss parker pierce pope porter potter
reed smith stone tanner taylor turner walker ward webb wells wood woods young
""")
)
_COMPANY = "GmbH|Ltd|Limited|Inc|LLC|AG|SA|SARL|BV|NV|plc|Corp|Oy|AB|KG|SE|SpA|Srl"
_CUSTOMER = re.compile(
    rf"\b((?:[^\W\d_{_SMALL}][\w&’'-]{{1,24}} ){{1,3}}(?:{_COMPANY}))\b"
    r"|\b(?:[Cc]ustomer|[Cc]lient|account),? ((?:[A-Z][\w&’'-]{2,24} ?){1,3})\b"
)
_LEGAL_FORM = re.compile(rf" (?:{_COMPANY})$")
_LEAST_CUSTOMER = 4
_LEAST_NAME = 7
"""Two unknown words with capitals that are shorter together are rather "To Do" than a name."""
_EMPHASIS = re.compile(
    r"(?<!\w)[*_~`]{1,3}(?=\w)|(?<=\w)[*_~`]{1,3}(?!\w)|</?\w{1,8}>|(?<=[a-z])-[ \t]*\r?\n(?=[a-z])"
)
_MARKED = re.compile(r"[*_~`<\n]")
_WRAPPED = re.compile(r"[ \t]*\r?\n(?=[a-z])")
"""What people do not read: marks of Markdown and HTML, and the ends of lines within a sentence."""
_GERMAN = re.compile(r"\b(?:der|die|das|und|ist|nicht|wurde|mit|auf|für|im|ein|eine|zum|zur|den)\b")
_WORD = re.compile(r"(?<![@~/#\w.-])[a-z]{3,}\b(?!#|@)")


class NameSort(StrEnum):
    MAIL = "mail address"
    PHONE = "telephone number"
    HANDLE = "handle"
    NAME = "looks like a name"
    CUSTOMER = "looks like a customer"


TOKENS = {
    NameSort.MAIL: "a mail address",
    NameSort.PHONE: "a phone number",
    NameSort.HANDLE: "a colleague",
    NameSort.NAME: "a colleague",
    NameSort.CUSTOMER: "a customer",
}
"""What stands in its place where nothing else was chosen."""
GUESSED = frozenset({NameSort.NAME, NameSort.CUSTOMER})
"""Sorts that somebody has to look at; they are replaced until somebody says that they may stay."""


@dataclass(frozen=True, slots=True)
class LikelyName:
    """Something found, as it stands in the texts, and how often."""

    text: str
    sort: NameSort
    count: int


def parts_of_customer(name: str) -> tuple[str, ...]:
    """As a company is called for short: without its legal form, and by its first word."""
    bare = _LEGAL_FORM.sub("", name)
    first = bare.split()[0] if bare.split() else ""
    telling = len(first) >= _LEAST_CUSTOMER and not _is_no_name(first) and first[0].isupper()
    return tuple(dict.fromkeys(
        one for one in (bare, first if telling else "")
        if one and one != name and (" " in one or not _is_no_name(one))
    ))  # fmt: skip


def contacts(texts: Iterable[str]) -> set[str]:
    """The mail addresses and telephone numbers in `texts`, which alone takes little time."""
    found: set[str] = set()
    for text in texts:
        found.update(one[0] for one in mails_in(text))
        if may_have_phone(text):
            found.update(one[0] for one in PHONE.finditer(text) if is_phone(one[0]))
    return found


def likely_names(
    texts: Iterable[str], lanes: Collection[str], known: Collection[str] = ()
) -> list[LikelyName]:
    """All that was found, the surest first, then the most frequent.

    `lanes` are the names of departments in small letters; `known` the names of voices, which are
    replaced already.
    """
    found: Counter[tuple[NameSort, str]] = Counter()
    guesses: list[tuple[str, bool]] = []
    read: list[str] = []
    for text in texts:
        read.append(text)
        rest = text
        if may_have_mail(text):
            for mail in mails_in(text):
                found[NameSort.MAIL, mail[0]] += 1
            rest = MAIL.sub(lambda one: " " if is_mail(one) else one[0], text)
        for account in accounts_in(rest):
            found[NameSort.HANDLE, account[0]] += 1
            rest = rest.replace(account[0], " ")
        if "@" in rest:
            for handle in map(handle_of, HANDLE.finditer(rest)):
                if is_handle(handle, lanes):
                    found[NameSort.HANDLE, handle] += 1
        if may_have_phone(rest):
            for phone in PHONE.finditer(rest):
                if is_phone(phone[0]):
                    found[NameSort.PHONE, phone[0]] += 1
        for place in _CUSTOMER.finditer(rest):
            name = _customer(place[1] or place[2])
            if name:
                found[NameSort.CUSTOMER, name] += 1
        if _MARKED.search(rest):
            rest = _WRAPPED.sub(" ", _EMPHASIS.sub("", rest))
        guesses += _guessed(rest)
    customers = {word for sort, text in found if sort is NameSort.CUSTOMER for word in text.split()}
    # Whether a word is written small elsewhere is asked of those alone that may be names.
    asked = {plain(word) for name, sure in guesses if not sure for word in _parts(name)}
    small = {word for text in read for word in _WORD.findall(text)} if asked else set()
    ours = {plain(word) for one in (*lanes, *known) for word in _parts(one)}
    for name, sure in guesses:
        if not _is_no_person(name, sure, small, ours) and not customers.issuperset(name.split()):
            found[NameSort.NAME, name] += 1
    _fold_parts(found)
    ordered = sorted(found.items(), key=lambda one: (list(NameSort).index(one[0][0]), -one[1]))
    return [LikelyName(text, sort, count) for (sort, text), count in ordered]


def _parts(name: str) -> list[str]:
    return re.split(r"[\s-]+", name)


def _customer(said: str) -> str:
    """Without the words of the trade round it: "Customer Support" is none."""
    words = said.split()
    while words and _is_no_name(words[-1]) and not _LEGAL_FORM.search(f" {words[-1]}"):
        words.pop()
    if all(map(_is_no_name, words)) and not _LEGAL_FORM.search(said):
        return ""
    return " ".join(words)


def _guessed(text: str) -> Iterator[tuple[str, bool]]:
    """What may be the name of a person, and whether it surely is."""
    german: bool | None = None
    for name in people_without_capitals(text):
        yield name, True
    for pair in _PAIR.finditer(text):
        last, first = (pair[1], pair[2]) if pair[1] else (pair[4], pair[3])
        # "Ana Silva, Ben Okafor" are two.
        in_list = _NAME_BEFORE.search(text[: pair.start()]) or _NAME_BEHIND.match(text, pair.end())
        if not in_list and _is_known_first(plain(first)) and _may_be_last(plain(last)):
            yield pair[0], True
    for run in _RUN.finditer(text):
        words = run[0].split()
        start = run.start()
        title = _TITLE.search(text[max(0, start - 10) : start])
        if len(words) == 1 and _is_no_name(words[0]):
            if title and title[0].rstrip(" .").lower() in _CLEAR_TITLES:
                # Only with what tells it: "Mr. Page" is nobody on page 3.
                yield f"{title[0].strip()} {words[0]}", True
            continue
        titled = title is not None
        while words and plain(words[0].rstrip(".")) in _TITLES:
            titled = True
            words.pop(0)
        if len(words) == 2 and not titled and _is_first_and_last(words):
            yield " ".join(words), True
            continue
        words = _trimmed(words) if not titled else words
        if not words:
            continue
        first = plain(words[0].split("-")[0])
        known_first = first in FIRSTS or (first in FIRST_NAMES and first not in ORDINARY_WORDS)
        name = re.sub(r"['’]s?$", "", " ".join(words))
        if titled:
            if not _is_no_name(name):
                yield name, True
            elif plain(run[0].split()[0]) in _CLEAR_TITLES and len(words) == 1:
                yield run[0], True
        elif len(words) > 1:
            known_first = known_first or first in VIETNAMESE
            known_last = plain(words[-1].split("-")[-1]) in SURNAMES
            if (known_first or known_last) and not _is_product(words):
                yield name, True
            elif (
                len(name) >= _LEAST_NAME
                and not any(map(_is_no_name, words))
                # Names in Vietnamese begin with one of few; "Tiếng Việt" is a language.
                and not _VIETNAMESE_LETTER.search(name)
            ):
                if german is None:
                    german = len(_GERMAN.findall(text)) > 1
                if not german:
                    yield name, False
        else:
            sure = lone_name(text, text.index(words[0], start), words[0])
            if sure is not None:
                yield name, sure


def _trimmed(words: list[str]) -> list[str]:
    """Without what begins or ends the run and is no part of a name."""
    while words and _is_no_name(words[0]) and plain(words[0]) not in FIRST_NAMES:
        if len(words) == 2 and plain(words[1]) in SURNAMES and not _is_product(words[:1]):
            break
        skipped = 2 if plain(words[0]) in PLACES_BEFORE else 1
        words = words[skipped:]
    if len(words) > 1 and plain(words[0]) in VIETNAMESE:
        return words
    while words and _is_no_name(words[-1]):
        if len(words) == 2 and plain(words[0]) in FIRST_NAMES and not _is_product(words[1:]):
            break
        words = words[:-1]
    return words


def _is_known_first(word: str) -> bool:
    return word in FIRST_NAMES and not (word in ORDINARY_WORDS or word in NO_NAMES)


def _may_be_last(word: str) -> bool:
    return word in SURNAMES or word in _ORDINARY_LASTS


def _is_first_and_last(words: list[str]) -> bool:
    """A first name, and a surname that is a word of every day: Paul Page, Mark Stone."""
    first, last = plain(words[0]), plain(words[-1])
    if _is_known_first(first):
        return last in ORDINARY_WORDS and last not in DATES
    return first in _ORDINARY_FIRSTS and last in _ORDINARY_LASTS


def _is_product(words: list[str]) -> bool:
    return any(plain(word) in NO_NAMES for word in words)


@lru_cache(maxsize=20_000)
def _is_no_name(said: str) -> bool:
    """Whether all its words are of every day, of the trade, or of a map."""
    words = [plain(word).removesuffix("'s").removesuffix("’s") for word in _parts(said)]
    return all(
        word in NO_NAMES or word in DATES or is_common(word) or word in ORDINARY_WORDS
        or len(word) < 2 for word in words
    )  # fmt: skip


def _is_no_person(name: str, sure: bool, small: Collection[str], ours: Collection[str]) -> bool:
    """Whether its words are ordinary ones of this review, or are taken care of already."""
    words = [plain(word) for word in _parts(name)]
    if all(word in ours for word in words):
        return True
    if sure:
        return False
    return any(word in small or word in ours for word in words)


def _fold_parts(found: Counter[tuple[NameSort, str]]) -> None:
    """Counts a part of a name with the name that it is a part of."""
    wholes: dict[str, str] = {}
    for sort, text in found:
        if sort is NameSort.NAME and " " in text:
            for part in _parts(text):
                wholes.setdefault(part, text)
    for sort, text in list(found):
        if sort is NameSort.NAME and wholes.get(text, text) != text:
            found[sort, wholes[text]] += found.pop((sort, text))
