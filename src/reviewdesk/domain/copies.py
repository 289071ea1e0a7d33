"""What a copy for others consists of: its sections, and the templates that choose them."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType


class Section(StrEnum):
    """A part of the report, in the order in which the whole of it is read."""

    GLANCE = "glance"
    METHOD = "method"
    BACKGROUND = "background"
    TIMELINE = "timeline"
    EVENTS = "events"
    SIDES = "sides"
    DECISIONS = "decisions"
    CONDITIONS = "conditions"
    RIGHT = "right"
    LESSONS = "lessons"
    REPAIRS = "repairs"
    CHANGED = "changed"
    EARLIER = "earlier"
    QUESTIONS = "questions"
    EVIDENCE = "evidence"
    SOURCES = "sources"


class Template(StrEnum):
    """A copy for one use: which sections, in which order, on how many pages."""

    FULL = "full"
    TWO_PAGES = "two pages"
    REPAIRS = "repairs only"
    TALK = "five-minute talk"
    CHANGED = "what changed"


SECTIONS_OF: Mapping[Template, tuple[Section, ...]] = MappingProxyType(
    {
        Template.FULL: tuple(one for one in Section if one is not Section.CHANGED),
        Template.TWO_PAGES: (
            Section.GLANCE, Section.TIMELINE, Section.DECISIONS, Section.CONDITIONS,
            Section.REPAIRS,
        ),
        Template.REPAIRS: (Section.REPAIRS,),
        Template.TALK: (
            Section.GLANCE, Section.LESSONS, Section.DECISIONS, Section.RIGHT, Section.REPAIRS,
            Section.QUESTIONS,
        ),
        Template.CHANGED: (Section.CHANGED, Section.LESSONS),
    }
)  # fmt: skip
"""The sections of each template in its order; at a glance stands first wherever it is in."""

PAGES_AT_MOST: Mapping[Template, int] = MappingProxyType({Template.TWO_PAGES: 2, Template.TALK: 1})
"""Templates that say less rather than take another page."""


def sections_from(words: Iterable[str], template: Template) -> tuple[Section, ...]:
    """The sections that were chosen, each once and as far as they are known; else the template's.

    What stands at a glance comes first.
    """
    known = {one.value: one for one in Section}
    chosen = tuple(dict.fromkeys(known[word] for word in words if word in known))
    return in_reading_order(chosen or SECTIONS_OF[template])


def in_reading_order(sections: Sequence[Section]) -> tuple[Section, ...]:
    """What stands at a glance belongs to the cover, with which a copy begins; the others stay."""
    first = [Section.GLANCE] if Section.GLANCE in sections else []
    return (*first, *(one for one in sections if one is not Section.GLANCE))
