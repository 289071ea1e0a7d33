"""The form a department fills in: its questions, and what of the timeline it could see."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from reviewdesk.domain.entries import EntryFacts
from reviewdesk.domain.questionnaires import (
    FIGURE_FIELD,
    IMPACT_FIELD,
    KEY_FIELD,
    MARK,
    ROLE_FIELD,
    UNIT_FIELD,
    AskedEvent,
    Questionnaire,
    answer_field,
    sight_fields,
)
from reviewdesk.export.options import ExportOptions, Paper
from reviewdesk.export.pdf.canvas import Pen
from reviewdesk.export.pdf.fields import Choice, FormFields
from reviewdesk.export.pdf.flow import (
    Draw,
    Page,
    Strip,
    kept,
    paginate,
    set_paragraphs,
    set_text,
    shifted,
)
from reviewdesk.export.pdf.fonts import FontSet, Weight
from reviewdesk.export.pdf.shapes import department_colour, draw_kind
from reviewdesk.export.pdf.text import (
    BODY,
    CAPTION,
    HAIRLINE,
    QUIET,
    SMALL,
    SMALL_QUIET,
    STRONG,
    Setter,
    Span,
    Style,
)
from reviewdesk.export.wording import Clock, kind_words, long_date, zone_called

_SIZES = {Paper.A4: (595.28, 841.89), Paper.LETTER: (612.0, 792.0)}
_MARGIN = 54.0
_TOP = 48.0
_FOOT_RULE = 42.0
_FOOT = Style(8.2, 10.0, colour=QUIET)
_TITLE = Style(19.0, 25.0, Weight.BOLD)
_SECTION = Style(13.0, 18.0, Weight.BOLD)
_EVENT = replace(SMALL, size=9.4, leading=13.4)
_ANSWER_HEIGHT = 70.0
_LINE_HEIGHT = 18.0
_INSET = 76.0

INTRODUCTION = (
    "How did it look from your side? Write what you saw, knew and did then, not what you "
    "learned afterwards; nobody is looked for. Leave empty what you cannot say.\n"
    "Fill it in with any program that fills in PDF forms, a browser too. Save the file, do not "
    "print it, and send it back to whoever sent it to you. Any script can be typed: it is kept "
    "even where the program shows gaps."
)
ASKED_ROLE = "Who fills this in? Your role, no name"
ASKED_IMPACT = "What did it do to you?"
ASKED_FIGURE = "One figure that shows it"
ASKED_UNIT = "of what"
ASKED_EVENTS = "What came into your sight"
EVENTS_TOLD = (
    "These are the events your department could see, as far as we know. When did you first notice "
    "each? Times are in {}."
)
SIGHT_WORDS = {"noticed": "noticed", "visible": "could see, did not", "out": "could not see"}
"""What can be said of an event, by its name in the file."""
ASKED_WHEN = "When"
ASKED_THROUGH = "Through"
NOTED = "Noted so far: "

FORM_WORDS = (
    MARK, INTRODUCTION, ASKED_ROLE, ASKED_IMPACT, ASKED_FIGURE, ASKED_UNIT, ASKED_EVENTS,
    EVENTS_TOLD, *SIGHT_WORDS.values(), ASKED_WHEN, ASKED_THROUGH, NOTED,
)  # fmt: skip
"""What every form says of itself."""


def make_questionnaire(
    asked: Questionnaire,
    options: ExportOptions,
    fonts_dir: Path,
    *,
    system_font_folders: tuple[Path, ...] | None = None,
) -> bytes:
    """The form as the bytes of a PDF. May run in any thread."""
    fonts = FontSet(fonts_dir, system_font_folders)
    width, height = _SIZES[options.paper]
    pen = Pen(width, height, Setter(fonts), language="en")
    name = asked.department.name
    pen.describe(
        title=f"Questionnaire for {name}: {_called(asked)}",
        subject=f"{MARK} {asked.key.code}",
        creator=f"ReviewDesk {options.version}",
        at=options.exported_at,
    )
    form = _Form(asked, pen, width - 2 * _MARGIN)
    pages = paginate(form.strips(), height - _TOP - _FOOT_RULE - 15.0)
    for place, page in enumerate(pages):
        form.draw_page(page, place + 1, len(pages))
    form.fields.finish()
    return pen.finish()


class _Form:
    """One form while it is set and drawn."""

    def __init__(self, asked: Questionnaire, pen: Pen, width: float) -> None:
        self._asked = asked
        self._pen = pen
        self._width = width
        self._clock = Clock(zone_called(asked.zone), _day_of(asked))
        self.fields = FormFields(pen)

    def strips(self) -> list[Strip]:
        """Everything in its order, from top to bottom."""
        strips = self._head()
        strips += self._question(ASKED_ROLE, ROLE_FIELD, _LINE_HEIGHT, width=self._width * 0.6)
        for place, question in enumerate(self._asked.questions):
            strips += self._question(question.text, answer_field(place), _ANSWER_HEIGHT)
        strips += self._impact()
        if self._asked.events:
            strips += self._events()
        return strips

    def draw_page(self, page: Page, number: int, pages: int) -> None:
        if number == 1:
            self.fields.hidden(KEY_FIELD, self._asked.key.text())
        for strip, offset in page.strips:
            if strip.draw:
                strip.draw(self._pen, _MARGIN, _TOP + offset)
        self._foot(number, pages)
        self._pen.end_page()

    def _foot(self, number: int, pages: int) -> None:
        setter, pen = self._pen.setter, self._pen
        rule = pen.height - _FOOT_RULE
        pen.rule(_MARGIN, rule, self._width, HAIRLINE, 0.7)
        right = setter.line([Span(f"{number} / {pages}", _FOOT)])
        pen.text(right, _MARGIN + self._width - right.width, rule + 17.0)
        told = f"{MARK} {self._asked.key.code} · {self._asked.department.name}"
        left = setter.line([Span(told, _FOOT)], self._width - right.width - 16.0)
        pen.text(left, _MARGIN, rule + 17.0)

    # Parts

    def _head(self) -> list[Strip]:
        asked = self._asked
        colour = department_colour(asked.department.colour)
        caption = replace(CAPTION, colour=colour)
        strips = self._text(f"Questionnaire for {asked.department.name}".upper(), caption)
        strips += self._text(_called(asked), _TITLE, above=2.0)
        if asked.title:
            strips += self._text(_kind_and_day(asked), SMALL_QUIET, above=2.0)
        for paragraph in INTRODUCTION.split("\n"):
            strips += self._text(paragraph, BODY, above=7.0)
        return strips

    def _question(
        self, text: str, name: str, height: float, *, width: float = 0.0, above: float = 13.0
    ) -> list[Strip]:
        """A question with the box for its answer, which stays with it."""
        strips = kept(
            set_paragraphs(self._pen.setter, text, STRONG, self._width, above=above, between=1.0)
        )
        fields, room = self.fields, width or self._width
        multiline = height > _LINE_HEIGHT

        def draw(_pen: Pen, left: float, top: float) -> None:
            fields.text(name, text, left, top, room, height, multiline=multiline)

        return [*strips, Strip(height, draw, above=3.0)]

    def _impact(self) -> list[Strip]:
        setter, fields, width = self._pen.setter, self.fields, self._width
        figure = setter.line([Span(ASKED_FIGURE, SMALL)])
        unit = setter.line([Span(ASKED_UNIT, SMALL)])

        def draw(pen: Pen, left: float, top: float) -> None:
            x = left
            pen.text(figure, x, top + 12.5)
            x += figure.width + 8.0
            fields.text(FIGURE_FIELD, ASKED_FIGURE, x, top, 70.0, _LINE_HEIGHT)
            x += 80.0
            pen.text(unit, x, top + 12.5)
            x += unit.width + 8.0
            told = f"{ASKED_FIGURE}: {ASKED_UNIT}"
            fields.text(UNIT_FIELD, told, x, top, left + width - x, _LINE_HEIGHT)

        asked = self._question(ASKED_IMPACT, IMPACT_FIELD, _ANSWER_HEIGHT * 0.7)
        return [*kept(asked), Strip(_LINE_HEIGHT, draw, above=6.0)]

    def _events(self) -> list[Strip]:
        strips = kept(self._text(ASKED_EVENTS, _SECTION, above=22.0))
        told = EVENTS_TOLD.format(self._asked.zone)
        if self._asked.more_events:
            told += f" {self._asked.more_events:,} more have no room here."
        strips += kept(self._text(told, BODY, above=2.0))
        whens = self._clock.whens(one.entry for one in self._asked.events)
        for place, (event, when) in enumerate(zip(self._asked.events, whens, strict=True)):
            strips += self._event(place, event, when)
        return strips

    def _event(self, place: int, event: AskedEvent, when: str) -> list[Strip]:
        setter, room = self._pen.setter, self._width - _INSET
        entry = event.entry
        time = setter.lines([Span(when, replace(SMALL_QUIET, size=9.0))], _INSET - 18.0)
        colour = department_colour(self._asked.department.colour)
        own = entry.department_id == self._asked.department.id
        said = set_paragraphs(
            setter, entry.title, replace(_EVENT, weight=Weight.SEMIBOLD), room, above=11.0
        )
        said += set_paragraphs(setter, entry.detail, SMALL_QUIET, room)
        noted = self._noted(event)
        if noted:
            said += set_text(setter, [Span(noted, SMALL_QUIET)], room)
        strips = [shifted(strip, _INSET) for strip in said]
        drawn = strips[0].draw

        def draw(pen: Pen, left: float, top: float) -> None:
            pen.rule(left, top - 5.5, self._width, HAIRLINE, 0.6)
            for row, line in enumerate(time):
                pen.text(line, left, top + 9.6 + row * 12.0)
            ground = colour if own else QUIET
            draw_kind(pen, entry.kind, left + _INSET - 9.0, top + 6.4, 7.1, ground)
            if drawn:
                drawn(pen, left, top)

        first = strips[0]
        lines = max(0.0, len(time) * 12.0 - sum(one.height for one in strips))
        strips[0] = replace(first, draw=draw)
        strips.append(Strip(20.0 + lines, self._event_fields(place, entry, lines), above=2.0))
        return [*kept(strips[:-1]), strips[-1]]

    def _event_fields(self, place: int, entry: EntryFacts, lines: float) -> Draw:
        sight, when, through = sight_fields(place)
        setter, fields, width = self._pen.setter, self.fields, self._width
        words = [
            (name, told, setter.line([Span(told, SMALL)])) for name, told in SIGHT_WORDS.items()
        ]
        asked_when = setter.line([Span(ASKED_WHEN, SMALL)])
        asked_through = setter.line([Span(ASKED_THROUGH, SMALL)])
        title = entry.title

        def draw(pen: Pen, left: float, top: float) -> None:
            top += lines
            x = left + _INSET
            choices = []
            for name, told, line in words:
                choices.append(Choice(name, f"{title}: {told}", x, top + 4.2))
                pen.text(line, x + 12.0, top + 12.0)
                x += 12.0 + line.width + 7.0
            fields.choice(sight, title, choices)
            pen.text(asked_when, x, top + 12.0)
            x += asked_when.width + 5.0
            fields.text(when, f"{title}: {ASKED_WHEN}", x, top, 46.0, 17.0, size=9.0)
            x += 53.0
            pen.text(asked_through, x, top + 12.0)
            x += asked_through.width + 5.0
            told = f"{title}: {ASKED_THROUGH}"
            fields.text(through, told, x, top, left + width - x, 17.0, size=9.0)

        return draw

    def _noted(self, event: AskedEvent) -> str:
        """What was said of their sight before; an event of their own needs no word of it."""
        said = event.sighting
        if said is None:
            return ""
        about = "about " if said.approximate else ""
        if event.noticed is not None:
            told = f"noticed {about}{self._clock.time(event.noticed)}"
        elif event.visible is not None:
            told = f"could see it from {about}{self._clock.time(event.visible)}, did not notice"
        else:
            return ""
        through = said.through or (said.channel.value if said.channel else "")
        return NOTED + told + (f" ({through})" if through else "")

    def _text(self, text: str, style: Style, *, above: float = 0.0) -> list[Strip]:
        return set_paragraphs(self._pen.setter, text, style, self._width, above=above)


def _called(asked: Questionnaire) -> str:
    """The title; where there is none, or the veil covers it, which kind of thing and which day."""
    return asked.title or _kind_and_day(asked)


def _kind_and_day(asked: Questionnaire) -> str:
    said = [kind_words(asked.kind).capitalize()]
    if asked.day is not None:
        said.append(long_date(asked.day))
    return " · ".join(said)


def _day_of(asked: Questionnaire) -> date | None:
    """The day whose times need no date: the review's, else that of the first event."""
    if asked.day is not None:
        return asked.day
    starts = [one.entry.start for one in asked.events if one.entry.start is not None]
    return Clock(zone_called(asked.zone), None).local(min(starts)).date() if starts else None
