"""Names of files from what people wrote."""

from unicodedata import category

_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d"))


def file_words(text: str, most: int) -> str:
    """The words of `text` with hyphens between them, cut to `most` signs.

    A mark stays with the letter it stands on: without it many scripts say another thing.
    """
    kept = "".join(
        sign if sign.isalnum() or _is_mark(sign) else " " for sign in text.translate(_JOINERS)
    )
    stem = "-".join(kept.split())
    if len(stem) > most:
        while most and _is_mark(stem[most]):
            most -= 1
        stem = stem[:most]
    return stem.strip("-")


def _is_mark(sign: str) -> bool:
    return category(sign).startswith("M")
