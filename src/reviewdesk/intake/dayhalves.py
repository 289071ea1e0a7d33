"""Before noon or after it, as clocks of twelve hours say it in several languages."""

import re

BEFORE = r"(?P<before>(?:上午|下午|午前|午後|오전|오후|凌晨|清晨|早上|中午|傍晚|晚上)\s?)"
"""In front of the time."""
HALF = (
    r"(?:[\s\u202f\u00a0\u200e\u200f]{0,2}"
    r"(?P<half>[صم](?!\w)|[ap](?=\.?[\s\u202f\u00a0]?m\b))(?:\.?[\s\u202f\u00a0]?m\b\.?)?)"
)
"""Behind the time; in Arabic ص and م."""
_AFTERNOON = frozenset({"下午", "午後", "오후", "中午", "傍晚", "晚上"})
_ARABIC_HALVES = {"ص": "a", "م": "p"}


def half_of(found: re.Match[str]) -> str:
    """What a match of a time says: "a", "p", or nothing."""
    parts = found.groupdict()
    before = (parts.get("before") or "").strip()
    if before:
        return "p" if before in _AFTERNOON else "a"
    told = (parts.get(name) for name in ("half", "half2", "half3"))
    half = next(filter(None, told), "").lower()
    return _ARABIC_HALVES.get(half, half)
