"""What looks like a person, or like a way to reach one, in the texts of a review.

Mail addresses, telephone numbers and handles are told by their form. What looks like the name of a
person or of a customer is a guess: somebody has to look at it before it is replaced.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}\b")
HANDLE = re.compile(r"(?<![\w@/.:&=?#-])@[^\W\d_][\w.-]{1,38}[\w]")
PHONE = re.compile(r"(?<![\w.:/,-])(?:\+\d|\(0|0[1-9]|00\d)[\d ()/.-]{6,18}\d(?![\w:-])")
_LEAST_DIGITS, _MOST_DIGITS = 8, 15

_CAPITAL = r"[^\W\d_a-zà-öø-ÿ][a-zà-öø-ÿ’']{1,20}"
_PARTICLE = r"(?:(?:de|da|dos|do|van|von|der|den|del|di|la|le|bin|al|el) ){0,2}"
_WHOLE_NAME = re.compile(rf"\b({_CAPITAL}) {_PARTICLE}({_CAPITAL})(?: ({_CAPITAL}))?\b")
_TITLED = re.compile(rf"\b(?:Mr|Mrs|Ms|Dr|Prof|Herr|Frau)\.? ({_CAPITAL})\b")
_SPOKEN_OF = re.compile(
    rf"\b(?:told|asked|called|pinged|phoned|paged|thanked|says|said|by|from|with) ({_CAPITAL})\b"
)
_CUSTOMER = re.compile(
    r"\b((?:[A-Z][\w&’'-]{1,24} ){1,3}(?:GmbH|Ltd|Limited|Inc|LLC|AG|SA|SARL|BV|NV|plc|Corp|Oy|AB))"
    r"\b|\b(?:customer|client|account) ((?:[A-Z][\w&’'-]{2,24} ?){1,3})\b"
)
_NO_NAMES = """
the this that these those monday tuesday wednesday thursday friday saturday sunday january february
march april may june july august september october november december north south east west europe
america asia africa team support operations engineering product finance sales status page black new
york san
"""
_NO_PERSON = frozenset(_NO_NAMES.split())
_EVERYBODY = frozenset({"here", "channel", "all", "everyone", "team", "group"})


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
"""Sorts that are replaced only where somebody said so."""


@dataclass(frozen=True, slots=True)
class LikelyName:
    """Something found, as it stands in the texts, and how often."""

    text: str
    sort: NameSort
    count: int


def is_phone(text: str) -> bool:
    return _LEAST_DIGITS <= sum(sign.isdigit() for sign in text) <= _MOST_DIGITS


def is_handle(text: str, lanes: Collection[str]) -> bool:
    """Whether it stands for a person: not for everybody, nor for a department of the review."""
    word = text.removeprefix("@").casefold()
    return word[:1].isalpha() and word not in _EVERYBODY and word not in lanes


def contacts(texts: Iterable[str]) -> set[str]:
    """The mail addresses and telephone numbers in `texts`, which alone takes little time."""
    found: set[str] = set()
    for text in texts:
        if "@" in text:
            found.update(MAIL.findall(text))
        found.update(phone for phone in PHONE.findall(text) if is_phone(phone))
    return found


def likely_names(
    texts: Iterable[str], lanes: Collection[str], known: Collection[str] = ()
) -> list[LikelyName]:
    """All that was found, the surest first, then the most frequent.

    `lanes` are the names of departments in small letters; `known` the names of voices, which are
    replaced already.
    """
    found: Counter[tuple[NameSort, str]] = Counter()
    small: set[str] = set()
    for text in texts:
        small.update(word for word in re.findall(r"\b[a-z]{3,}\b", text))
        for mail in MAIL.findall(text):
            found[NameSort.MAIL, mail] += 1
        rest = MAIL.sub(" ", text)
        for handle in HANDLE.findall(rest):
            if is_handle(handle, lanes):
                found[NameSort.HANDLE, handle] += 1
        for phone in PHONE.findall(rest):
            if is_phone(phone):
                found[NameSort.PHONE, phone] += 1
        for place in _CUSTOMER.finditer(rest):
            found[NameSort.CUSTOMER, (place[1] or place[2]).strip()] += 1
        for place in _WHOLE_NAME.finditer(rest):
            found[NameSort.NAME, place[0]] += 1
        for pattern in (_TITLED, _SPOKEN_OF):
            for name in pattern.findall(rest):
                found[NameSort.NAME, name] += 1
    customers = {text for sort, text in found if sort is NameSort.CUSTOMER}
    ours = {word.casefold() for one in (*lanes, *known) for word in one.split()}
    ordered = sorted(found.items(), key=lambda one: (list(NameSort).index(one[0][0]), -one[1]))
    return [
        LikelyName(text, sort, count)
        for (sort, text), count in ordered
        if sort is not NameSort.NAME
        or not (_is_no_person(text, small, ours) or any(text in one for one in customers))
    ]


def _is_no_person(text: str, small: Collection[str], ours: Collection[str]) -> bool:
    """Whether its words are ordinary ones of this review, or are taken care of already."""
    words = [word.casefold() for word in text.split()]
    return all(word in _NO_PERSON or word in small or word in ours for word in words) or (
        words[0] in _NO_PERSON
    )
