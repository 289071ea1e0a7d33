"""The words of a text without what they are dressed in: case, accents, signs, what has no width.

Whole books are gone through: what ASCII holds is folded by tables in one go, and of the rest each
sign once a text, or once for all.
"""

import re
import unicodedata

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_NO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_FEW_SIGNS = 16
"""So many different ones are replaced sooner one by one than with all letters round them."""


class _Table(dict[int, str]):
    """What each sign becomes, made when it is first met; a space for what is no letter."""

    def __missing__(self, code: int) -> str:
        parted = unicodedata.normalize("NFKD", chr(code).casefold())
        seen = "".join(one for one in parted if not unicodedata.combining(one))
        letters = _NO_WIDTH.sub("", seen).casefold()
        self[code] = folded = "".join(one if one.isalnum() else " " for one in letters)
        return folded


_FOLDED = _Table()
_ASCII = {code: _FOLDED[code] for code in range(128)}


def bare_words(text: str) -> list[str]:
    """The words of `text` in their order, in small letters and without accents."""
    if not text.isascii():
        signs = set(_BEYOND_ASCII.findall(text))
        if len(signs) > _FEW_SIGNS or not all(_FOLDED[ord(sign)].isascii() for sign in signs):
            return text.translate(_FOLDED).split()
        for sign in signs:
            text = text.replace(sign, _FOLDED[ord(sign)])
    return text.translate(_ASCII).split()
