"""What became of the sittings of a review that have ended: times, poll, board, what comes next."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from reviewdesk.domain import session_clock
from reviewdesk.domain.review import Review
from reviewdesk.domain.sessions import Session
from reviewdesk.qt.clock_texts import ClockTexts
from reviewdesk.qt.clock_words import stretch
from reviewdesk.widgets.fields import discard_all
from reviewdesk.widgets.parts import label

_TOGETHER = str.maketrans(" -", "\N{NO-BREAK SPACE}\N{NON-BREAKING HYPHEN}")
_SECOND_MS, _PAUSED_MS = 1_000, 60_000
"""Shorter phases and pauses are not worth a word."""


class EarlierSessions(QWidget):
    """The sittings that have ended, the latest first; hidden while there is none."""

    def __init__(self, texts: ClockTexts) -> None:
        super().__init__()
        self.setObjectName("earlier_sessions")
        self.setAccessibleName(self.tr("Earlier sessions"))
        self._texts = texts
        self._shown: object = None
        # One for all of them, so that their columns stand below each other.
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(self.tr("Earlier sessions"), "caption"))
        column.addLayout(self._grid)

    def sync(self, review: Review) -> None:
        over = [one for one in reversed(review.listed(Session)) if one.started and one.ended]
        state = (over, self._texts.zone_name)
        if state == self._shown:
            return
        self._shown = state
        discard_all(self._grid)
        row = 0
        for session in over:
            row = self._add(session, row)
        self.setVisible(bool(over))

    def clear(self) -> None:
        self._shown = None
        discard_all(self._grid)

    def _add(self, session: Session, row: int) -> int:
        """Puts what became of a sitting into the grid from `row` on; the first row behind it."""
        if session.started is not None and session.ended is not None:
            when = label(self._texts.between(session.started, session.ended), "strong")
            when.setObjectName("session_when")
            when.setContentsMargins(0, 8 if row else 0, 0, 0)
            self._grid.addWidget(when, row, 0, 1, 2)
        for name, text, caption in self._lines(session):
            row += 1
            named = label(caption, "quiet")
            # On the line of the larger letters beside it.
            named.setContentsMargins(0, 2, 0, 0)
            self._grid.addWidget(named, row, 0, Qt.AlignmentFlag.AlignTop)
            said = label(text)
            said.setObjectName(name)
            said.setWordWrap(True)
            # A word as long as a page is not to make the page wider.
            said.setMinimumWidth(1)
            said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            self._grid.addWidget(said, row, 1)
        return row + 1

    def _lines(self, session: Session) -> Iterator[tuple[str, str, str]]:
        """Object name, text and caption of each line that says something."""
        spent = self._spent(session)
        if spent:
            yield "session_log", spent, self.tr("Time")
        if session.polled:
            counts = (
                self.tr("{count} yes").format(count=f"{session.poll_yes:,}"),
                self.tr("{count} not sure").format(count=f"{session.poll_unsure:,}"),
                self.tr("{count} no").format(count=f"{session.poll_no:,}"),
            )
            yield "session_poll", _in_a_row(counts), self.tr("Poll")
        board = (
            ("start", session.board_start, self.tr("Start")),
            ("stop", session.board_stop, self.tr("Stop")),
            ("continue", session.board_continue, self.tr("Continue")),
        )
        for name, lines, caption in board:
            if lines:
                yield f"session_{name}", "\n".join(lines), caption
        if session.next_steps.strip():
            yield "session_next", session.next_steps.strip(), self.tr("What happens next")

    def _spent(self, session: Session) -> str:
        """What was spent where, by phase."""
        if session.ended is None:
            return ""
        parts = [
            f"{phase.value} {stretch(spent)}"
            for phase, spent in session_clock.spent_by_phase(session, session.ended)
            if spent >= _SECOND_MS
        ]
        paused = session_clock.breaks_ms(session, session.ended)
        if paused >= _PAUSED_MS:
            parts.append(self.tr("pauses {time}").format(time=stretch(paused)))
        return _in_a_row(parts)


def _in_a_row(parts: list[str] | tuple[str, ...]) -> str:
    """Each part on one line, whatever else is wrapped."""
    return ", ".join(one.translate(_TOGETHER) for one in parts)
