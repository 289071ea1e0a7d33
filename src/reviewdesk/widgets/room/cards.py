"""Perspective cards: one, two side by side for the same moment, or all of them.

A card that is kept back says only that it is; under the veil one that is not shown yet says so.
"""

from collections.abc import Sequence

from reviewdesk.domain.accounts import Card
from reviewdesk.domain.ids import DepartmentId
from reviewdesk.domain.shared import SharedReview
from reviewdesk.widgets.room.flow import Block, Part, Strip, paged
from reviewdesk.widgets.room.frame import Frame, lanes_of, tr
from reviewdesk.widgets.room.head import compose_head
from reviewdesk.widgets.room.lettering import BODY, FLOOR
from reviewdesk.widgets.room.marks import Picture, Rule
from reviewdesk.widgets.room.scene import CardPlace, RoomScene
from reviewdesk.widgets.room.typeset import (
    SMALL,
    Column,
    EventRows,
    Sheet,
    calm,
    edged,
    flowing,
    together,
)


def compose_card(frame: Frame, shared: SharedReview, scene: RoomScene) -> Picture:
    """The first of the scene's cards, alone."""
    sheet = Sheet(frame, compose_head(frame, scene, tr("How it looked from one side")))
    if not scene.cards:
        return calm(frame, tr("No cards yet"))
    title, *parts = _Account(sheet, shared, scene, scene.cards[0]).parts()
    return sheet.finished(parts, scene.page, title)


def compose_pair(frame: Frame, shared: SharedReview, scene: RoomScene) -> Picture:
    """Two cards beside each other; where the screen is narrow, one above the other."""
    sheet = Sheet(frame, compose_head(frame, scene, tr("Two sides of it")))
    if not scene.cards:
        return calm(frame, tr("No cards yet"))
    if len(scene.cards) < 2 or frame.narrow:
        parts = [
            part for place in scene.cards for part in _Account(sheet, shared, scene, place).parts()
        ]
        return sheet.finished(parts, scene.page)
    sheet.halved()
    width = sheet.main.width
    gutter = sheet.whole.width - 2 * width
    sides = []
    for number, place in enumerate(scene.cards[:2]):
        column = Column(frame, sheet.whole.x + number * (width + gutter), width)
        sides.append(_Account(sheet, shared, scene, place, column).parts())
    pages = [paged(parts, sheet.height(signed=False)) for parts in sides]
    if max(map(len, pages)) > 1:
        pages = [paged(parts, sheet.height(signed=True)) for parts in sides]
    count = max(map(len, pages))
    shown = min(max(scene.page, 0), count - 1)
    middle = sheet.whole.x + width + gutter / 2.0
    for side in pages:
        if shown < len(side):
            sheet.put(side[shown])
    bottom = sheet.top + max(side[shown].bottom for side in pages if shown < len(side))
    frame.add(Rule(middle, sheet.top, middle, bottom, frame.palette.hairline, frame.type.line_px()))
    return sheet.signed(shown, count)


def compose_cards(frame: Frame, shared: SharedReview, scene: RoomScene) -> Picture:
    """Every department with what its cards say."""
    sheet = Sheet(frame, compose_head(frame, scene, tr("Perspectives")))
    if in_two := sheet.beside:
        sheet.halved()
    lanes = lanes_of(shared, frame.palette, frame.facts)
    parts = []
    begins = {one.department_id for one in shared.cards if one.opening}
    for department in sorted(shared.departments, key=lambda one: one.id not in begins):
        cards = [one for one in shared.cards if one.department_id == department.id]
        blocks: list[Block] = []
        for card in cards:
            blocks += _said(sheet.main, card, shared, scene, gap=0.022 if blocks else 0.0)
        if department.id in shared.kept_back_ids or not blocks:
            words = _missing(shared, department.id)
            blocks += sheet.main.blocks(words, SMALL, colour=frame.palette.quiet)
        parts.append(sheet.headed(sheet.lane_head(lanes[department.id]), blocks, gap=0.040))
    if not parts:
        return calm(frame, tr("No departments yet"))
    return sheet.finished_in_two(parts, scene.page) if in_two else sheet.finished(parts, scene.page)


def _missing(shared: SharedReview, department_id: DepartmentId) -> str:
    """Why nothing is said for a department."""
    if department_id in shared.kept_back_ids:
        return tr("Kept back until the cards are shown together")
    return tr("After the replay") if shared.veil else tr("Not heard yet")


def _said(
    column: Column, card: Card, shared: SharedReview, scene: RoomScene, gap: float
) -> list[Block]:
    """What a card says, in one column: impact, then each answer under its question."""
    frame = column.frame
    kind, quiet = frame.type, frame.palette.quiet
    found: list[Block] = []
    voice = shared.voices.get(card.voice_id or "")
    if voice and voice.shown_as:
        found += column.blocks(voice.shown_as, SMALL, colour=quiet, gap=kind.part(gap))
    figure = " ".join(filter(None, (card.impact_figure, card.impact_unit)))
    impact = ": ".join(filter(None, (figure, card.impact)))
    if impact:
        found = together(found, column.blocks(impact, BODY, weight=600))
    texts = {question.key: question.text for question in scene.card_questions}
    alone = not impact
    for answer in card.answers:
        if not answer.text.strip():
            continue
        asked = column.blocks(
            texts.get(answer.question, ""), FLOOR, colour=quiet, gap=kind.part(0.016)
        )
        said = together(asked, column.blocks(answer.text, BODY))
        # Who speaks is not left alone at the foot of a page.
        found = together(found, said) if alone else found + said
        alone = False
    return found


class _Account:
    """One card large: whose, what it did to them, each question with what was said to it."""

    def __init__(
        self,
        sheet: Sheet,
        shared: SharedReview,
        scene: RoomScene,
        place: CardPlace,
        column: Column | None = None,
    ) -> None:
        """In one `column` where that is given, else with the questions beside the answers."""
        self._sheet, self._shared, self._scene = sheet, shared, scene
        self._frame, self._place = sheet.frame, place
        self._column, self._whole = column, column or sheet.whole
        self._lane = lanes_of(shared, self._frame.palette, self._frame.facts)[place.department_id]
        self._card = next((one for one in shared.cards if one.id == place.card_id), None)

    def parts(self) -> list[Part]:
        if self._card is None:
            return self._absent()
        card = self._card
        voice = self._shared.voices.get(card.voice_id or "")
        by = voice.shown_as if voice else ""
        state = "" if card.heard else tr("not heard yet")
        return [
            self._titled(" · ".join(filter(None, (by, state)))),
            *self._impact(card),
            *self._answers(card),
            *self._events(card),
        ]

    def _absent(self) -> list[Part]:
        shared, quiet = self._shared, self._frame.palette.quiet
        kept_back = self._place.department_id in shared.kept_back_ids
        words = _missing(shared, self._place.department_id)
        inner = self._whole.right_of(0.030)
        said = inner.blocks(words, BODY, colour=quiet)
        parts = [
            self._titled(""),
            Part(said, gap=self._frame.type.part(0.022)),
        ]
        return parts if kept_back else [*parts, *self._questions()]

    def _titled(self, told: str) -> Part:
        return Part(self._title(told), gap=self._frame.type.part(0.040), heads_next=True)

    def _title(self, told: str) -> list[Block]:
        frame = self._frame
        inner = self._whole.right_of(0.030)
        share = 0.060 if self._column is None else 0.050
        strips = _flat(inner.lines(self._lane.name, share, weight=700, pitch=1.25))
        if told:
            strips += _flat(inner.lines(told, 0.036, colour=frame.palette.quiet))
        return flowing([edged(frame, strip, self._lane, self._whole.x) for strip in strips])

    def _impact(self, card: Card) -> list[Part]:
        inner = self._whole.right_of(0.030)
        blocks: list[Block] = []
        if card.impact_figure:
            figure = " ".join(filter(None, (card.impact_figure, card.impact_unit)))
            share = 0.072 if self._column is None and not self._frame.narrow else 0.054
            blocks += inner.blocks(figure, share, weight=700, pitch=1.2)
        if card.impact:
            said = inner.blocks(card.impact, BODY)
            blocks = together(blocks, said) if blocks else said
        return [Part(blocks, gap=self._frame.type.part(0.022))] if blocks else []

    def _answers(self, card: Card) -> list[Part]:
        texts = {question.key: question.text for question in self._scene.card_questions}
        given = [one for one in card.answers if one.text.strip()]
        if not given and not card.impact and not card.impact_figure:
            return self._questions()
        return [self._asked(texts.get(one.question, ""), one.text) for one in given]

    def _asked(self, question: str, answer: str) -> Part:
        if self._column is None:
            return self._sheet.part(question, self._sheet.main.blocks(answer, BODY), gap=0.034)
        inner, quiet = self._column.right_of(0.030), self._frame.palette.quiet
        asked = inner.blocks(question, FLOOR, colour=quiet)
        said = inner.blocks(answer, BODY)
        blocks = together(asked, said) if asked else said
        return Part(blocks, gap=self._frame.type.part(0.024))

    def _questions(self) -> list[Part]:
        """What they will be asked, where nothing was said yet."""
        inner, quiet = self._whole.right_of(0.030), self._frame.palette.quiet
        apart = self._frame.type.part(0.014)
        opening = self._card is not None and self._card.opening
        asked = [
            question.text
            for question in self._scene.card_questions
            if opening or question.key not in self._scene.own_calls
        ]
        blocks = [
            block
            for text in (*asked, tr("What did it do to you?"))
            for block in inner.blocks(text, 0.038, colour=quiet, gap=apart)
        ]
        return [Part(blocks, gap=self._frame.type.part(0.034))]

    def _events(self, card: Card) -> list[Part]:
        entries = [one for one in map(self._shared.entry, card.entry_ids) if one is not None]
        if not entries:
            return []
        column = self._sheet.main if self._column is None else self._column.right_of(0.030)
        lanes = lanes_of(self._shared, self._frame.palette, self._frame.facts)
        rows = EventRows(column, entries, lanes)
        blocks = [rows.block(entry) for entry in entries]
        if self._column is None:
            return [self._sheet.part(tr("On the timeline"), blocks)]
        return [Part(blocks, gap=self._frame.type.part(0.024))]


def _flat(paragraphs: Sequence[Sequence[Strip]]) -> list[Strip]:
    return [strip for one in paragraphs for strip in one]
