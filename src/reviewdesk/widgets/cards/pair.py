"""Two cards side by side for one moment: what each side had before it, and how each tells it."""

from datetime import datetime

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reviewdesk.domain.accounts import Card
from reviewdesk.domain.beside import SightPair, beside
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.numbering import decisions_among
from reviewdesk.domain.people import Department, Voice
from reviewdesk.domain.sights import Sight, SightState, how_it_came
from reviewdesk.domain.understanding import OpenQuestion
from reviewdesk.qt.telling import tell
from reviewdesk.services import differences
from reviewdesk.services.desk import Edited
from reviewdesk.services.questions import card_questions, opening_questions
from reviewdesk.widgets.cards.pair_rows import AnswerRow, PairRow, SeenRow
from reviewdesk.widgets.choice_menu import ChoiceMenu
from reviewdesk.widgets.fields import discard
from reviewdesk.widgets.parts import ElidedLabel, button, label, shown, tool_tip
from reviewdesk.widgets.record_links import RecordLinks
from reviewdesk.widgets.signals.steady_text import SteadyText

_MOST_ROWS = 60
"""Rows of what was seen; the latest, and how many came before them is said."""
_TITLE_CHARS = 60


class PairView(QWidget):
    """What two departments had of the same moment, row by row, and their answers under it.

    A row is marked for the agenda by Space, or by its button, and unmarked the same way. Up and
    down walk from row to row. Signals: `leave_wished()` on Escape.
    """

    leave_wished = Signal()

    def __init__(self, links: RecordLinks, left: Card, right: Card) -> None:
        super().__init__()
        self.setObjectName("card_pair")
        self._links, self._bridge, self._view = links, links.bridge, links.view
        self._ids = (left.id, right.id)
        self._behind = False
        self._chosen = ""
        """The event whose moment was chosen; empty: the cursor's."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show_all)
        self._build(left, right)
        self._bridge.edited.connect(self._on_edited)
        self._view.as_of_changed.connect(self._on_moment_changed)
        self._view.selection_changed.connect(self._on_moment_changed)
        self._view.clock_changed.connect(self._on_moment_changed)
        links.theme.changed.connect(self._on_moment_changed)
        self._show_all()

    # Building

    def _build(self, left: Card, right: Card) -> None:
        self._when = button("", "pair_moment_button", "pill")
        self._when.setToolTip(self.tr("For which moment both are looked at"))
        self._when.clicked.connect(self._choose_moment)
        hint = label(self.tr("↑ ↓ rows · Space: for the agenda · Esc: all cards"), "quiet")
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._when)
        top.addStretch(1)
        top.addWidget(hint)
        heads = QHBoxLayout()
        heads.setSpacing(16)
        heads.setContentsMargins(13, 0, 13, 0)
        self._heads = [SideHead(self._links) for _ in range(2)]
        for head in self._heads:
            heads.addWidget(head, 1)
        self._seen_told = label(role="quiet")
        self._seen_told.setObjectName("pair_seen_told")
        self._seen_told.setWordWrap(True)
        self._seen: list[SeenRow] = []
        self._seen_rows = QVBoxLayout()
        self._seen_rows.setSpacing(6)
        answers = QVBoxLayout()
        answers.setSpacing(6)
        self._answers: list[AnswerRow] = []
        own_calls = {one.key for one in opening_questions(self._bridge.review.head)}
        for question in card_questions(self._bridge.review.head, opening=True):
            row = AnswerRow(self._links, question.key, question.text, left, right)
            row.own_calls = question.key in own_calls
            self._take_row(row)
            self._answers.append(row)
            answers.addWidget(row)
        asked = self.tr("What did it do to you?")
        impact = AnswerRow(self._links, differences.IMPACT, asked, left, right)
        self._take_row(impact)
        self._answers.append(impact)
        answers.addWidget(impact)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addLayout(heads)
        layout.addWidget(label(self.tr("What each had before it"), "caption"))
        layout.addWidget(SteadyText(self._seen_told, self._links.theme))
        layout.addLayout(self._seen_rows)
        layout.addSpacing(8)
        layout.addWidget(label(self.tr("How each tells it"), "caption"))
        layout.addLayout(answers)

    def _take_row(self, row: PairRow) -> None:
        row.turned.connect(self._on_turned)
        row.stepped.connect(self._on_stepped)
        row.left.connect(self.leave_wished)

    # Following

    @property
    def moment(self) -> datetime | None:
        """The moment both are looked at: that of the chosen event, else the cursor's.

        Without a cursor that of the selected event, else of the first decision, else of the last
        event of all.
        """
        review = self._bridge.review
        chosen = review.find(Entry, self._chosen)
        if chosen is not None and chosen.own_moment is not None:
            return chosen.own_moment
        if self._view.as_of is not None:
            return self._view.as_of
        selected = review.find(Entry, self._view.current)
        if selected is not None and selected.own_moment is not None:
            return selected.own_moment
        entries = review.entries_in_order()
        decided = next((one.own_moment for one in decisions_among(entries) if one.own_moment), None)
        return decided or next((one.anchor for one in reversed(entries) if one.anchor), None)

    def cards(self) -> tuple[Card, Card] | None:
        """Both as they are now; None where one is gone."""
        left, right = (self._bridge.review.find(Card, one) for one in self._ids)
        return (left, right) if left is not None and right is not None else None

    def _on_moment_changed(self, *_changed: object) -> None:
        """A replay goes on while another page is seen; only what is seen is told anew."""
        if self.isVisible():
            self._soon.start()
        else:
            self._behind = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._behind:
            self._soon.start()

    def _on_edited(self, edited: Edited) -> None:
        followed = {Card, Entry, OpenQuestion, Department, Voice}
        if edited.record_types & followed or edited.tables & {"sighting", "review"}:
            self._on_moment_changed()

    def _show_all(self) -> None:
        held = self.cards() if self._bridge.is_open else None
        if held is None:
            return
        self._behind = False
        for head, card in zip(self._heads, held, strict=True):
            head.show_card(card)
        names = [differences.side_name(self._bridge.review, card) for card in held]
        self.setAccessibleName(self.tr("{} beside {}").format(*names))
        self._show_seen(*held, names)
        for row in self._answers:
            row.take_cards(*held, names)
            row.show_mark(differences.marked(self._bridge.review, self._ids, row.about))

    def _show_seen(self, left: Card, right: Card, names: list[str]) -> None:
        moment = self.moment
        review = self._bridge.review
        told = self._links.texts.moment(moment)
        self._when.setText(self.tr("As of {}").format(told) if told else self.tr("No moment yet"))
        if moment is None:
            self._fill([], names)
            self._seen_told.setText(self.tr("There is no event with a time yet."))
            return
        if left.department_id == right.department_id:
            self._fill([], names)
            words = self.tr("Both speak for the same department, which saw the same.")
            self._seen_told.setText(words)
            return
        found = beside(review, self._bridge.asof, left.department_id, right.department_id, moment)
        rows = [*found.differing, *found.alike]
        shown_rows = found.differing[-_MOST_ROWS:]
        alike = found.alike[-max(0, _MOST_ROWS - len(shown_rows)) :] if found.alike else ()
        self._fill([*shown_rows, *alike][:_MOST_ROWS], names)
        parts = [
            self.tr("Seen differently: {}").format(f"{len(found.differing):,}"),
            self.tr("seen alike: {}").format(f"{len(found.alike):,}"),
        ]
        if len(rows) > _MOST_ROWS:
            parts.append(self.tr("the latest {} are shown").format(_MOST_ROWS))
        self._seen_told.setText(" · ".join(parts))

    def _fill(self, pairs: list[SightPair], names: list[str]) -> None:
        while len(self._seen) < len(pairs):
            row = SeenRow(self._links)
            self._take_row(row)
            self._seen.append(row)
            self._seen_rows.addWidget(row)
        for place, row in enumerate(self._seen):
            if place < len(pairs):
                pair = pairs[place]
                row.show_pair(pair, names, [self._had(pair.left), self._had(pair.right)])
                mark = differences.marked(self._bridge.review, self._ids, pair.entry_id)
                row.show_mark(mark)
            row.setVisible(place < len(pairs))

    def _had(self, sight: Sight) -> str:
        """How one side had an event, in words."""
        texts, said = self._links.texts, sight.sighting
        entry = self._bridge.review.entries[sight.entry_id]
        match sight.state:
            case SightState.NOTICED:
                parts = [self.tr("noticed {}").format(texts.since(sight, entry)).strip()]
            case SightState.VISIBLE:
                since = texts.since(sight, entry)
                parts = [self.tr("could see it from {}, did not").format(since)]
                if not since:
                    parts = [self.tr("could see it, did not")]
            case _:
                parts = [self.tr("out of sight")]
        if sight.state is not SightState.OUT_OF_SIGHT:
            parts += how_it_came(sight.state, said)
        return " · ".join(part for part in parts if part)

    # Gestures

    def first_row(self) -> PairRow | None:
        return next((row for row in self._rows() if row.isVisibleTo(self)), None)

    def _rows(self) -> list[PairRow]:
        return [*self._seen, *self._answers]

    def _on_stepped(self, row: PairRow, step: int) -> None:
        rows = [one for one in self._rows() if one.isVisible()]
        to = rows.index(row) + step
        if 0 <= to < len(rows):
            rows[to].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_turned(self, row: PairRow) -> None:
        held = self.cards()
        if held is None:
            return
        try:
            if isinstance(row, SeenRow) and row.pair is not None and self.moment is not None:
                differences.turn_seen(self._bridge, *held, row.pair, self.moment)
            elif isinstance(row, AnswerRow):
                left, right = held
                differences.turn_answer(
                    self._bridge, left, right, row.about, row.question, self.moment
                )
        except KnownError as error:
            tell(error)
        self._show_all()

    def _choose_moment(self) -> None:
        menu = ChoiceMenu(self)
        menu.setObjectName("pair_moment_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        texts, review = self._links.texts, self._bridge.review
        cursor = texts.moment(self._view.as_of)
        words = self.tr("The cursor, {}").format(cursor) if cursor else self.tr("The cursor")
        choices = [(words, "")]
        selected = review.find(Entry, self._view.current)
        entries = [selected] if selected is not None else []
        entries += [one for one in decisions_among(review.entries_in_order()) if one != selected]
        choices += [
            (f"{texts.entry_time(one)} {shown(one.title[:_TITLE_CHARS])}", one.id)
            for one in entries
            if one.anchor is not None
        ]
        for text, entry_id in choices:
            action = menu.addAction(shown(text).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(entry_id == self._chosen)
            action.triggered.connect(lambda _on, which=entry_id: self._on_chosen(which))
        menu.popup(self._when.mapToGlobal(QPoint(0, self._when.height())))

    def _on_chosen(self, entry_id: str) -> None:
        self._chosen = entry_id
        self._show_all()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_wished.emit()
        else:
            super().keyPressEvent(event)

    def put_away(self) -> None:
        """Writes what is typed in it, and takes it out of the window."""
        self._soon.stop()
        self._bridge.edited.disconnect(self._on_edited)
        self._view.as_of_changed.disconnect(self._on_moment_changed)
        self._view.selection_changed.disconnect(self._on_moment_changed)
        self._view.clock_changed.disconnect(self._on_moment_changed)
        self._links.theme.changed.disconnect(self._on_moment_changed)
        discard(self)


class SideHead(QFrame):
    """Whose side it is: the department with its colour, the voice, and whether it was heard."""

    def __init__(self, links: RecordLinks) -> None:
        super().__init__()
        self._links = links
        self._name = ElidedLabel(role="strong")
        self._who = label(role="quiet")
        self._bar = QFrame()
        self._bar.setFixedHeight(3)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._name, 1)
        row.addWidget(self._who)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self._bar)

    def show_card(self, card: Card) -> None:
        department = self._links.bridge.review.find(Department, card.department_id)
        self._name.setText(shown(department.name) if department else "")
        role = self._links.voice_role(card.voice_id)
        heard = "" if card.heard else self.tr("not heard yet")
        told = " · ".join(one for one in (role, heard) if one)
        self._who.setText(shown(told[:_TITLE_CHARS]))
        self._who.setToolTip(tool_tip(told))
        colour = self._links.colour(card.department_id)
        ink = colour.name() if colour else self._links.theme.palette.quiet
        self._bar.setStyleSheet(f"background: {ink}; border: none;")
