"""Texts as names are compared in them: small letters, no accents, nothing that cannot be seen.

Letters that look alike in Latin, Cyrillic and Greek become one, so that a name keeps its skeleton
however it is dressed: with a soft hyphen in it, in full-width letters, with a Cyrillic "о".
"""

import re
import unicodedata
from functools import lru_cache

_PLAIN_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
     "ð": "d", "ĸ": "k", "ŋ": "ng", "ə": "e", "ɑ": "a", "ɡ": "g", **dict.fromkeys("‐‒–−־", "-")}
)  # fmt: skip
_LIKE_LATIN = str.maketrans(
    "аеорсухіѕјвнкмтёїӏԁԛԝ" + "αβεζηικμνορτυχϳ",
    "aeopcyxisjbhkmteildqw" + "abezhikmnoptyxj",
)
"""Each by what its capital or its small letter looks like; the same for both of a pair."""

_LIKE_EASTERN = str.maketrans(
    "髙﨑嵜碕齋齊斎邊邉澤濱濵嶋嶌廣國德眞櫻龍惠冨條瀨關榮壽實槗栁峯曾增靜藏圓彌𠮷渕濵張陳劉趙吳黃楊",
    "高崎崎崎斉斉斉辺辺沢浜浜島島広国徳真桜竜恵富条瀬関栄寿実橋柳峰曽増静蔵円弥吉淵浜张陈刘赵吴黄杨",
)
"""Letters that one name is written with, by its bearers and by others."""

_UNSEEN = "\u034f\u0640\u115f\u1160\u17b4\u17b5\u3164\uffa0"
_FIRST_EASTERN = 0x2E80
"""From here on letters are no compositions of a letter and its accents."""

UNSPACED = (
    "\u0e00-\u0e4f\u0e5a-\u0ecf\u0eda-\u0eff\u1000-\u103f\u1050-\u109f\u1100-\u11ff\u1780-\u17d3\u2e80-\u2fff"
    "\u3005-\u3007\u3021-\u302f\u3031-\u303f\u3041-\u30fa\u30fc-\ua4cf\uac00-\ud7ff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Thai to Korean, for a pattern: words follow each other, or take endings, without a space."""
_MARKS = "\u0900-\u0963\u0971-\u0df3\u0610-\u061a\u0670"
"""Signs of Indian scripts that count as no letters, and stand inside words all the same."""
UNSPACED_WORD = re.compile(f"[{UNSPACED}]")
PARTS = re.compile(rf"[^\W\d_{UNSPACED}](?:[^\W\d_{UNSPACED}]++|[{_MARKS}]++)*+|[{UNSPACED}]+|\d+")
"""Words and numbers of a folded text."""
_ASCII_PARTS = re.compile(r"[a-z]+|[0-9]+")
"""The same in half the time, where nothing else can stand."""
LETTER = r"[^\W\d_]"


def listed(words: str) -> list[str]:
    """The words of a long list, which reads better as a text."""
    return words.split()


class _Table(dict[int, str]):
    """What each letter becomes, made when it is first met."""

    def __init__(self, *, alike: bool) -> None:
        super().__init__()
        self._alike = alike

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        if unicodedata.category(sign) == "Cf" or sign in _UNSEEN or 0xFE00 <= code <= 0xFE0F:
            folded = ""
        elif code >= _FIRST_EASTERN:
            folded = unicodedata.normalize("NFKC", sign).casefold()
        else:
            parted = unicodedata.normalize("NFKD", sign.casefold())
            if sign.isalpha():
                # The dot that some L has beside it would part a name.
                parted = parted.replace("·", "")
            parted = "".join(one for one in parted if not unicodedata.combining(one))
            folded = unicodedata.normalize("NFC", parted).casefold().translate(_PLAIN_LETTERS)
        if self._alike:
            folded = folded.translate(_LIKE_LATIN).translate(_LIKE_EASTERN)
        self[code] = folded
        return folded


_PLAIN, _ALIKE = _Table(alike=False), _Table(alike=True)


def folded(text: str) -> str:
    """The skeleton of `text`; ASCII keeps its length, the rest need not."""
    return text.lower() if text.isascii() else text.translate(_ALIKE)


def words_of(skeleton: str) -> list[str]:
    """The words and numbers of a folded text."""
    return (_ASCII_PARTS if skeleton.isascii() else PARTS).findall(skeleton)


def places(text: str) -> list[int]:
    """Where in `text` each letter of its skeleton stands, and at last its length."""
    found: list[int] = []
    for place, sign in enumerate(text):
        found += [place] * len(_ALIKE[ord(sign)])
    found.append(len(text))
    return found


def plain(text: str) -> str:
    """`text` in small letters without accents, each script still its own."""
    return text.lower() if text.isascii() else text.translate(_PLAIN)


@lru_cache(maxsize=4_096)
def key(text: str) -> str:
    """What all spellings of one name have in common."""
    return "".join(sign for sign in folded(text) if sign.isalnum())


def seems_capital(sign: str) -> bool:
    """Whether a name may begin with it: a capital, or a letter of a script that has none."""
    if sign.isupper() or sign.istitle() or sign.lower() == sign.upper():
        return True
    # The capitals of Georgian are for headings alone.
    return "\u10d0" <= sign <= "\u10ff"
