"""The whole report: sections in their order, on pages, with what stands on every page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from reviewdesk.domain.copies import PAGES_AT_MOST, Section, Template
from reviewdesk.domain.shared import SharedReview
from reviewdesk.export.collecting import without_full_collections
from reviewdesk.export.facts import facts_of
from reviewdesk.export.options import (
    Cancelled,
    ExportOptions,
    IsCancelled,
    Paper,
    Progress,
    Say,
    never_cancelled,
    no_progress,
    nobody_hears,
)
from reviewdesk.export.pdf import (
    brief,
    conditions,
    cover,
    decisions,
    earlier,
    method,
    repairs,
    story,
    understanding,
)
from reviewdesk.export.pdf.annotations import attach
from reviewdesk.export.pdf.canvas import Pen
from reviewdesk.export.pdf.flow import CLOSER, Page, Strip, paginate, room_under, set_closer
from reviewdesk.export.pdf.fonts import FontSet
from reviewdesk.export.pdf.parts import Sheet
from reviewdesk.export.pdf.shapes import readable, tint
from reviewdesk.export.pdf.tags import several
from reviewdesk.export.pdf.text import ACCENT, HAIRLINE, QUIET, WASH, Setter, Span, Style
from reviewdesk.export.wording import AUDIENCE_LINES, kind_words, state_words, told_of_missing

_SIZES = {Paper.A4: (595.28, 841.89), Paper.LETTER: (612.0, 792.0)}
ATTACHED_NAME = "reviewdesk-review.json"
"""By this name the program finds the review in a PDF again."""
_MARGIN = 54.0
_TOP = 48.0
_FOOT_RULE = 42.0
_FOOT_GAP = 15.0
_FOOT = Style(8.2, 10.0, colour=QUIET)

_SetSection: TypeAlias = Callable[[Sheet], list[Strip]]

_SECTIONS: Mapping[Section, _SetSection] = {
    Section.GLANCE: cover.cover,
    Section.METHOD: method.method,
    Section.BACKGROUND: story.background,
    Section.TIMELINE: story.timeline,
    Section.EVENTS: story.events,
    Section.SIDES: understanding.perspectives,
    Section.DECISIONS: decisions.decisions,
    Section.CONDITIONS: conditions.conditions,
    Section.RIGHT: understanding.went_right,
    Section.LESSONS: understanding.lessons,
    Section.REPAIRS: repairs.repairs,
    Section.CHANGED: brief.changed,
    Section.EARLIER: earlier.earlier,
    Section.QUESTIONS: understanding.questions,
    Section.EVIDENCE: understanding.evidence,
    Section.SOURCES: understanding.sources,
}
_BRIEFLY: Mapping[Section, _SetSection] = {
    Section.TIMELINE: brief.timeline,
    Section.DECISIONS: brief.decisions,
    Section.CONDITIONS: brief.conditions,
    Section.RIGHT: brief.went_right,
    Section.LESSONS: brief.lessons,
    Section.REPAIRS: brief.repairs,
    Section.QUESTIONS: brief.questions,
}
_FEWER = (14, 12, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)
"""How many items of a list a copy tells that may not take another page; tried in turn."""
_MORE_OF = {Section.REPAIRS: 1, Section.DECISIONS: 3, Section.RIGHT: 2, Section.QUESTIONS: 2}
"""Lists that fill the room left, in turn, and by how much one item more of each is asked for."""
_MOST_OF_ALL = 42
_ALIKE: Mapping[Section, int] = MappingProxyType({})
_PURPOSE = {
    Template.FULL: "",
    Template.TWO_PAGES: "",
    Template.REPAIRS: "What is to be repaired, by whom and until when",
    Template.TALK: "For a talk of five minutes",
    Template.CHANGED: "What changed because of it",
}


def make_pdf(
    review: SharedReview,
    options: ExportOptions,
    questions: Mapping[str, str],
    fonts_dir: Path,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
    *,
    system_font_folders: tuple[Path, ...] | None = None,
    say: Say = nobody_hears,
) -> bytes:
    """The report as the bytes of a PDF. Raises Cancelled where somebody changed their mind.

    `say` hears of signs that no font has.

    `questions` gives the text of each question by its key. May run in any thread.
    """
    with without_full_collections():
        fonts = FontSet(fonts_dir, system_font_folders)
        data = _made(review, options, questions, Setter(fonts), progress, cancelled)
    if fonts.missing:
        say(told_of_missing(fonts.missing))
    return data


def _made(
    review: SharedReview,
    options: ExportOptions,
    questions: Mapping[str, str],
    setter: Setter,
    progress: Progress,
    cancelled: IsCancelled,
) -> bytes:
    width, height = _SIZES[options.paper]

    def look_up() -> None:
        if cancelled():
            raise Cancelled

    sheet = _sheet(review, options, questions, setter, (width, height), look_up)
    strips, pages = _set(sheet, progress)
    pen = Pen(width, height, setter, language="en")
    if options.look.accent:
        accent = readable(options.look.accent)
        pen.recoloured = {ACCENT: accent, WASH: tint(accent, 0.05)}
    pen.describe(
        title=review.head.title or "Untitled review",
        subject=f"{kind_words(review.head.kind).capitalize()} · {AUDIENCE_LINES[review.audience]}",
        creator=f"ReviewDesk {options.version}",
        at=options.exported_at,
    )
    pen.places = frozenset(mark.name for strip in strips for mark in strip.marks)
    for place, page in enumerate(pages):
        look_up()
        _draw_page(pen, page, sheet, place + 1, len(pages))
        progress(0.5 + 0.45 * (place + 1) / len(pages))
    if options.attachment:
        attach(
            pen.document, ATTACHED_NAME, options.attachment,
            "The review, to be opened in ReviewDesk", options.exported_at,
        )  # fmt: skip
    finished = pen.finish(several(tag for strip in strips for tag in strip.tags))
    look_up()
    progress(1.0)
    return finished


def _set(sheet: Sheet, progress: Progress) -> tuple[list[Strip], list[Page]]:
    """All sections on pages; where the template counts its pages, as much as they hold."""
    limit = PAGES_AT_MOST.get(sheet.options.template)
    if limit is None:
        strips = _all(sheet, sheet.options.shown, progress)
        return strips, paginate(strips, sheet.height)
    for most in _FEWER:
        strips = _all(replace(sheet, most=most), sheet.options.shown, progress)
        pages = paginate(strips, sheet.height)
        if len(pages) <= limit:
            shown = sheet.options.shown
            return _filled(replace(sheet, most=most), shown, limit, progress, (strips, pages))
    return _without_the_last(replace(sheet, most=1), limit, progress)


def _filled(
    sheet: Sheet,
    shown: Sequence[Section],
    limit: int,
    progress: Progress,
    found: tuple[list[Strip], list[Page]],
    share: float = 1.0,
) -> tuple[list[Strip], list[Page]]:
    """As `found`, with one item more here and there as long as the pages hold them.

    `share` says how close all is set.
    """
    mosts: dict[Section, int] = {}
    growing = [section for section in _MORE_OF if section in shown]
    known: dict[tuple[Section, int], list[Strip]] = {}
    while growing:
        for section in tuple(growing):
            tried = {**mosts, section: mosts.get(section, sheet.most) + _MORE_OF[section]}
            strips = _all(sheet, shown, progress, tried, known)
            pages = paginate(set_closer(strips, share), sheet.height)
            if len(pages) <= limit and tried[section] <= _MOST_OF_ALL:
                mosts, found = tried, (strips, pages)
            else:
                growing.remove(section)
    return found


def _without_the_last(
    sheet: Sheet, limit: int, progress: Progress
) -> tuple[list[Strip], list[Page]]:
    """Even so there is too much: all is set closer, else whole sections go, from the last on."""
    shown = list(sheet.options.shown)
    strips = _all(sheet, shown, progress)
    for share in CLOSER[1:]:
        pages = paginate(set_closer(strips, share), sheet.height)
        if len(pages) <= limit:
            return _filled(sheet, shown, limit, progress, (strips, pages), share)
    while True:
        strips = _all(sheet, shown, progress)
        pages = paginate(strips, sheet.height)
        if len(pages) <= limit:
            return _filled(sheet, shown, limit, progress, (strips, pages))
        if not shown:
            return strips, pages
        shown.pop()


def _all(
    sheet: Sheet,
    shown: Sequence[Section],
    progress: Progress,
    mosts: Mapping[Section, int] = _ALIKE,
    known: dict[tuple[Section, int], list[Strip]] | None = None,
) -> list[Strip]:
    """The strips of all sections. `mosts` are what lists tell beyond what all do; `known` keeps
    those that come again.
    """
    known = {} if known is None else known
    strips: list[Strip] = []
    template = sheet.options.template
    if Section.GLANCE not in shown:
        strips += cover.cover_block(sheet, _PURPOSE[template])
    for place, section in enumerate(shown):
        sheet.look_up()
        if section is Section.GLANCE and template is Template.TALK:
            strips += cover.talk_head(sheet)
        elif sheet.most and section in _BRIEFLY:
            most = mosts.get(section, sheet.most)
            if (section, most) not in known:
                known[section, most] = _BRIEFLY[section](replace(sheet, most=most))
            strips += known[section, most]
        else:
            if section in (Section.TIMELINE, Section.CONDITIONS):
                sheet = replace(sheet, room=room_under(strips, sheet.height))
            strips += _SECTIONS[section](sheet)
        progress(0.5 * (place + 1) / len(shown))
    if not sheet.most:
        strips += understanding.colophon(sheet, sheet.setter.fonts.missing)
    return strips


def _sheet(
    review: SharedReview,
    options: ExportOptions,
    questions: Mapping[str, str],
    setter: Setter,
    size: tuple[float, float],
    look_up: Callable[[], None],
) -> Sheet:
    facts = facts_of(review, options, questions)
    return Sheet(
        **{field.name: getattr(facts, field.name) for field in fields(facts)},
        setter=setter,
        width=size[0] - 2 * _MARGIN,
        height=size[1] - _TOP - _FOOT_RULE - _FOOT_GAP,
        look_up=look_up,
    )


def _draw_page(pen: Pen, page: Page, sheet: Sheet, number_of_page: int, pages: int) -> None:
    for strip, offset in page.strips:
        for mark in strip.marks:
            pen.mark(mark.name, _TOP + offset - 6.0)
            if mark.title:
                pen.outline(mark.title, mark.name, mark.level)
        if strip.draw:
            if strip.again:
                pen.begin(None)
            strip.draw(pen, _MARGIN, _TOP + offset)
            if strip.again:
                pen.end()
    rule = pen.height - _FOOT_RULE
    pen.rule(_MARGIN, rule, sheet.width, HAIRLINE, 0.7)
    review = sheet.review
    version = state_words(review, sheet.options.exported_at)
    right = sheet.setter.line([Span(f"{version}   {number_of_page} / {pages}", _FOOT)])
    pen.text(right, _MARGIN + sheet.width - right.width, rule + 17.0)
    audience = sheet.setter.line([Span(f"· {AUDIENCE_LINES[review.audience]}", _FOOT)])
    space = sheet.setter.width("n", _FOOT) * 0.5
    room = sheet.width - right.width - 16.0 - audience.width - space
    title = sheet.setter.line([Span(review.head.title or "Untitled review", _FOOT)], room)
    pen.text(title, _MARGIN, rule + 17.0)
    pen.text(audience, _MARGIN + title.width + space, rule + 17.0)
    pen.end_page()
