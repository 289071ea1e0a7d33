"""Which parts of a text are in its author's own voice, and where its sentences are.

What somebody said, typed or printed at the time is evidence: the coach leaves it alone.
"""

import re
from collections.abc import Iterator

UNSAID = "\x1f"
"""Stands for each character of another voice, so that places stay; no pattern matches it."""
_LONGEST_QUOTE = 600

_OTHER_VOICES = re.compile(
    r"(?:^|(?<=\n))(?P<fence>```|~~~).*?(?:\n(?P=fence)[^\n]*|\Z)"
    r"|^[ \t]*>[^\n]*"
    r"|`[^`\n]+`"
    rf'|"[^"\n]{{1,{_LONGEST_QUOTE}}}"'
    rf"|“[^”\n]{{1,{_LONGEST_QUOTE}}}”"
    rf"|„[^“”\n]{{1,{_LONGEST_QUOTE}}}[“”]"
    rf"|«[^»\n]{{1,{_LONGEST_QUOTE}}}»"
    rf"|(?<![\w’'])‘[^’\n]{{1,{_LONGEST_QUOTE}}}’(?!\w)"
    rf"|(?<![\w'])'[^'\n]{{1,{_LONGEST_QUOTE}}}'(?!\w)"
    r"|\b(?:say|says|said|wrote|writes|replied|reads?|asked|:),? [\"“][^\"”\n]*$"
    r"|https?://\S+",
    re.MULTILINE | re.DOTALL,
)
_HEADING = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t][^\n]*|(?:[-*•|][ \t]*)?\**[^\n.:!?]{1,60}:\**[ \t]*)$", re.MULTILINE
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|approx|vs|cf|Mr|Mrs|Ms|Dr|St|No|resp|incl|a\.m|p\.m|[A-Z])|\d)\.$",
    re.IGNORECASE,
)
_BREAK = re.compile(r"(?<=[.!?])[\"”’)\]*_]*\s+(?=\S)|\n\s*\n\s*|\n(?=[ \t]*(?:[-*•|]|\d+[.)])\s)")


def own_voice(text: str) -> str:
    """The text at its full length, with other voices and empty headings struck out."""
    struck = _OTHER_VOICES.sub(_strike, text)
    return _HEADING.sub(_strike, struck)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends. A blank line and a new item of a list end one too."""
    start = 0
    for found in _BREAK.finditer(text):
        if "\n" not in found[0] and _ABBREVIATED.search(
            text[max(start, found.start() - 8) : found.start()]
        ):
            continue
        yield start, found.start()
        start = found.end()
    if start < len(text):
        yield start, len(text)


def _strike(found: re.Match[str]) -> str:
    return "".join(letter if letter == "\n" else UNSAID for letter in found[0])
