"""Korean names as they are written in Latin letters: 박지성, Park Ji-sung."""

import re
from collections.abc import Iterator
from itertools import product
from types import MappingProxyType

_FIRST, _LAST = 0xAC00, 0xD7A3
_LENGTHS = (2, 3)
_BEGINNINGS = (
    *("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s"),
    *("ss", "", "j", "jj", "ch", "k", "t", "p", "h"),
)
"""How the parts of a syllable are written, in the order in which they are counted."""
_VOWELS = (
    *("a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae"),
    *("oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"),
)
_ENDS = (
    *("", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l"),
    *("p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"),
)
_USUAL_SPELLINGS = MappingProxyType(
    {"gyeo": "kyu", "hyeo": "hyu", "yeo": "you", "eo": "u", "eu": "eu", "ui": "ee", "u": "oo"}
)
"""What most people write for themselves where the rules of the country say otherwise."""
_USUAL = re.compile("|".join(_USUAL_SPELLINGS))
_FAMILIES = MappingProxyType(
    {
        "김": "Kim Gim", "이": "Lee Yi Rhee", "박": "Park Pak Bak", "최": "Choi Choe",
        "정": "Jung Jeong Chung", "강": "Kang Gang", "조": "Cho Jo", "윤": "Yoon Yun",
        "장": "Jang Chang", "임": "Lim Im", "오": "Oh", "서": "Seo Suh", "신": "Shin Sin",
        "권": "Kwon", "안": "Ahn An", "전": "Jeon Jun", "유": "Yoo Yu Ryu", "고": "Ko Go",
        "문": "Moon Mun", "손": "Son Sohn", "백": "Baek Paik", "허": "Heo Hur", "심": "Shim",
        "노": "Noh Roh", "곽": "Kwak", "성": "Sung Seong",
    }
)  # fmt: skip


def korean_in_latin(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The ways to write the family name, each with those of the given name by its syllables."""
    letters = name.replace(" ", "")
    if len(letters) not in _LENGTHS or not all(_FIRST <= ord(one) <= _LAST for one in letters):
        return
    known = _FAMILIES.get(letters[0])
    families = known.split() if known else _spellings(letters[0])
    yield from product(families, product(*map(_spellings, letters[1:])))


def _spellings(syllable: str) -> list[str]:
    first, rest = divmod(ord(syllable) - _FIRST, len(_VOWELS) * len(_ENDS))
    vowel, end = divmod(rest, len(_ENDS))
    ruled = f"{_BEGINNINGS[first]}{_VOWELS[vowel]}{_ENDS[end]}"
    usual = _USUAL.sub(lambda found: _USUAL_SPELLINGS[found[0]], ruled)
    return list(dict.fromkeys((ruled, usual)))
