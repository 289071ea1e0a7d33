"""Ways to reach a person that are told by their form: mail addresses, numbers, handles."""

import re
from collections.abc import Collection, Iterator

from reviewdesk.domain.common_words import is_common
from reviewdesk.domain.folding import listed, plain
from reviewdesk.domain.no_names import NO_NAMES

MAIL = re.compile(
    r"(?<![\w.+-])@?[\w.+-]{1,64}(?:@|＠|﹫| ?[\[({] ?at ?[\])}] ?)[\w-]{1,63}"
    r"(?:(?:\.| ?[\[({] ?dot ?[\])}] ?)[\w-]{1,63}){1,8}\b"
    r"|(?<=<)[\w.+-]{1,64}@[\w-]{1,63}(?=>)"
    r"|\b[\w-]{1,40}(?: dot [\w-]{1,40}){0,3} at [\w-]{1,63}(?: dot [\w-]{1,63}){0,3}"
    r" dot (?:[a-z]{2}|com|org|net|edu|gov|info|biz|example|dev|cloud|app|tech|online)\b",
    re.IGNORECASE,
)
_HAS_MAIL = re.compile(r"[@＠﹫]|[Aa][Tt] ?[\])}]| [Dd][Oo][Tt] ")
_MACHINE_USERS = frozenset(
    listed("root git ubuntu centos debian fedora ec2-user vagrant postgres www-data nobody svn hg")
)
_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}$")

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'-]{1,24}"
HANDLE = re.compile(rf"(?<![\w@/.:&=?#-])@[^\W\d_][\w.-]{{1,38}}[\w](?P<last> {_CAPITAL})?")
_EVERYBODY = frozenset({"here", "channel", "all", "everyone", "team", "group"})
_CODE = frozenset(
    listed("""
abstractmethod after aftereach angular api app author autowired babel bean before beforeeach
charset classmethod column component container controller counter-style cache cached dataclass
data decorator deprecated entity eslint example export fixture font-face functionalinterface
getmapping group guard id import inheritdoc inject injectable input jest keyframes latest layer
link listener main media mixin module mock namespace nestjs next nonnull notnull nullable output
override overload page param parameter pathvariable postmapping prettier property pytest query
requestbody requestmapping require requires response restcontroller return returns rollup route
safevarargs see service since staticmethod storybook supports suppresswarnings svelte table
tanstack test throws todo transactional type types typedef use value version viewchild vitest vue
""")
)
"""What an @ stands before in code and in the names of packages."""

_CALLED = "".join(
    f"(?<={before})|"
    for word in ("el", "hone", "all", "ing", "ial", "obile", "ell", "ax", "andy")
    for before in (f"{word} ", f"{word}: ", rf"{word}\. ")
)[:-1]
_ASKED_FOR = "".join(
    rf"(?<=\b{word}{parting})|"
    for one in listed("""
    tel phone telephone call called mobile mob cell cellphone fax dial dialled rang ring texted
    sms whatsapp WhatsApp signal handy telefon rufnummer portable móvil celular
    telefoon numer komórka тел
    """)
    for word in (one, one.capitalize(), one.upper())
    for parting in (" ", ": ", ":", r"\. ", r"\.: ", r"\.:", " to ", " on ", " at ", " number ")
) + "".join(
    rf"(?<={words} )|"
    for words in ("phone number is", "her number is", "his number is", "my number is",
                  "their number is", "reach me on", "reach me at", "reach her on", "reach him on",
                  "call me on", "اتصل", "هاتف", "الهاتف", "على الرقم")
)[:-1]  # fmt: skip
_FOREIGN = "٠-٩۰-۹०-९০-৯"
"""Figures of Arabic, Persian, Hindi and Bengali: machines write none of them."""
PHONE = re.compile(
    r"(?<![\w.:/,-])(?<!\d{4} )(?:"
    r"(?:\+\d|\(0|0[1-9]|00\d)[\d ()/.-]{6,18}\d"
    r"|(?:1[-. ])?\(\d{3}\)[ -]?\d{3}[-. ]\d{4}"
    r"|(?:1[-. ])?\d{3}(?P<parting>[-. ])\d{3}(?P=parting)\d{4}"
    rf"|(?:{_CALLED})\d{{3,4}}[- ]\d{{4}}"
    rf"|[+٠۰०০][{_FOREIGN} ]{{6,18}}[{_FOREIGN}]|[{_FOREIGN}]{{8,15}}"
    r")(?![\w:-])"
    rf"|(?:{_ASKED_FOR}|(?<=[☎📞☏✆📱])|(?<=[☎📞☏✆📱] ))"
    r"\d(?:[ -]?\d){8,11}(?![\w:-]|\.\d)"
    r"|(?<=tel:)\+?\d{7,15}\b|(?<=wa\.me/)\d{7,15}\b"
)
_DIGITS = re.compile(r"\d[\d ()/.-]{5,}\d")
_DATE = re.compile(r"\(?\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d(?!\d)")
_LEAST_DIGITS, _MOST_DIGITS = 7, 15


def mails_in(text: str) -> Iterator[re.Match[str]]:
    """Addresses of people; not those of machines, as ssh and git are told them."""
    if may_have_mail(text):
        yield from filter(is_mail, MAIL.finditer(text))


def is_mail(found: re.Match[str]) -> bool:
    user, _, host = found[0].casefold().partition("@")
    if user in _MACHINE_USERS:
        return False
    return user != "admin" or not _ADDRESS.match(host)


def may_have_mail(text: str) -> bool:
    if text.isascii() and "@" not in text and "at" not in text.lower():
        return False
    return _HAS_MAIL.search(text) is not None


def may_have_phone(text: str) -> bool:
    return _DIGITS.search(text) is not None


def is_phone(text: str) -> bool:
    if _DATE.match(text):
        return False
    return _LEAST_DIGITS <= sum(sign.isdigit() for sign in text) <= _MOST_DIGITS


def is_handle(text: str, lanes: Collection[str]) -> bool:
    """Whether it stands for a person: not for everybody, a department, or something in code."""
    word = text.removeprefix("@").split(" ")[0].casefold()
    return word[:1].isalpha() and word not in _EVERYBODY | _CODE and word not in lanes


def handle_of(found: re.Match[str]) -> str:
    """A handle with the surname behind it: @Grizelda Knox."""
    said, last = found[0], found["last"]
    if not last:
        return said
    bare = plain(last.strip())
    named = said[1].isupper() and bare not in NO_NAMES and not is_common(bare)
    return said if named else said[: -len(last)]
