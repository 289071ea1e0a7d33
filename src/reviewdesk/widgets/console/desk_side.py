"""What the window does with the open review: bar, counts, history, room, panel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from reviewdesk.domain.errors import KnownError
from reviewdesk.qt.bidi import visible_controls
from reviewdesk.qt.view_state import Clock, Page
from reviewdesk.widgets.console.account_commands import account_handlers
from reviewdesk.widgets.console.room_commands import say_room_layout
from reviewdesk.widgets.console.room_side import RoomSide
from reviewdesk.widgets.console.session_side import SessionSide
from reviewdesk.widgets.console.timeline_commands import timeline_handlers
from reviewdesk.widgets.timeline.operations import OPERATIONS

if TYPE_CHECKING:
    from datetime import datetime

    from reviewdesk.qt.desk_bridge import DeskBridge
    from reviewdesk.qt.librarian import Librarian
    from reviewdesk.qt.theme import Theme
    from reviewdesk.qt.turned_selection import TurnedSelection
    from reviewdesk.qt.view_state import ViewState
    from reviewdesk.qt.whereabouts import Whereabouts
    from reviewdesk.services.desk import Desk, Edited
    from reviewdesk.widgets.console.counts import Counts
    from reviewdesk.widgets.console.frame import ConsoleFrame
    from reviewdesk.widgets.console.phase_bar import PhaseBar
    from reviewdesk.widgets.console.workbench import Workbench

_LISTED = {"repair", "review", "card", "department"}
"""What the lists of the library tell of a review."""
_LISTS_REST_MS = 400
_CLOCKS = (Clock.REVIEW, Clock.UTC, Clock.LOCAL)


class DeskSide(QObject):
    """Opens a review in the window, keeps what stands around it true, and puts it away."""

    def __init__(
        self,
        window: ConsoleFrame,
        librarian: Librarian,
        view: ViewState,
        theme: Theme,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._librarian = librarian
        self._view = view
        self._theme = theme
        self._clock = clock
        self._bridge: DeskBridge | None = None
        self._turned: TurnedSelection | None = None
        self._phases: PhaseBar | None = None
        self._counts: Counts | None = None
        self.room_side = RoomSide(window, view, lambda: self.bridge, self._workbench, theme)
        self.session_side = SessionSide(window, view, lambda: self.bridge)
        self._whereabouts: Whereabouts | None = None
        self._refused = ""
        librarian.desk_ready.connect(self.open)
        librarian.record_wanted.connect(self.show_record)
        librarian.leaving.connect(self._on_leaving)
        view.veil_changed.connect(self._say_view)
        view.as_of_changed.connect(self._say_view)
        view.clock_changed.connect(self._say_view)
        view.room_layout_changed.connect(self._say_view)
        view.page_changed.connect(self._say_view)
        view.page_changed.connect(self._refresh_lists)
        # What other pages count follows once a burst of edits is over.
        self._lists_rest = QTimer(self)
        self._lists_rest.setSingleShot(True)
        self._lists_rest.setInterval(_LISTS_REST_MS)
        self._lists_rest.timeout.connect(librarian.refresh)
        # Once every part has its new type: until then some tell the size they had.
        self._fit_rest = QTimer(self)
        self._fit_rest.setSingleShot(True)
        self._fit_rest.timeout.connect(self.fit)

    @property
    def clock(self) -> Callable[[], datetime]:
        """What tells the time here."""
        return self._clock

    @property
    def bridge(self) -> DeskBridge | None:
        """The bridge, while a review is open."""
        return self._bridge if self.is_open else None

    @property
    def is_open(self) -> bool:
        return self._bridge is not None and self._bridge.is_open

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "undo": self._on_undo,
            "redo": self._on_redo,
            "close_review": self._on_close_review,
            "export_report": self._on_export_report,
            "quick_line": self._on_quick_line,
            **{one.name: self._event_doer(one.name) for one in OPERATIONS if one.section},
            **timeline_handlers(lambda: self._workbench().timeline),
            "panel_signals": lambda: self._workbench().turn_panel("signals"),
            "panel_inspector": lambda: self._workbench().turn_panel("inspector"),
            "event_list": lambda: self._show_part("event_list"),
            **account_handlers(
                lambda: self.bridge,
                self._view,
                self._window,
                lambda: self._workbench().show_panel("signals"),
            ),
            "who_saw": lambda: self._show_part("who_saw"),
            "card_strip": lambda: self._show_part("card_strip"),
            "clock_review": lambda: self._view.set_clock(Clock.REVIEW),
            "clock_utc": lambda: self._view.set_clock(Clock.UTC),
            "clock_local": lambda: self._view.set_clock(Clock.LOCAL),
            "clock_next": self._on_next_clock,
            **self.room_side.handlers(),
            **self.session_side.handlers(),
        }

    def open(self, desk: Desk, table: str = "", record_id: str = "") -> None:
        """Puts a review on the desk and shows it, at the record that is asked for."""
        if self._bridge is not None and self._bridge.is_open:
            if self._bridge.review.id == desk.review.id:
                self.show_record(table, record_id)
                return
            if not self.put_away():
                return
        bridge = self._bridge or self._make_bridge()
        self._view.select()
        self._view.set_as_of(None)
        self._view.set_eyes(None)
        self._view.set_veil(False)
        self._view.set_origin("")
        # Each review is read in its own zone, unless it was left in another one.
        self._view.set_clock(Clock.REVIEW)
        bridge.open(desk)
        self._librarian.in_hand = desk.review.id
        from reviewdesk.widgets.console.counts import Counts

        self._counts = Counts(desk.review)
        self._refused = ""
        window = self._window
        window.side_bar.show_review(True)
        window.pages.take_review(bridge, self.session_side.clock)
        self.room_side.open()
        for name in ("event_list", "who_saw", "card_strip"):
            window.commands[name].setChecked(name == "card_strip")
        self._say_head()
        self._say_saved()
        self._say_counts()
        self.enable_commands()
        self._say_view()
        self._view.set_page(Page.TIMELINE)
        if self._whereabouts is not None:
            self.room_side.offer(self._whereabouts.go_back())
            self._timeline_page().timeline.timeline.go_back()
        if table:
            self.show_record(table, record_id)

    def put_away(self, *, lost: str = "") -> bool:
        """Writes what stands in the fields and closes the review; False where it stays open.

        `lost` says what becomes of what cannot be written, where more is known of it.
        """
        if self._bridge is None or not self._bridge.is_open:
            return True
        from reviewdesk.widgets.fields import flush_fields

        try:
            flush_fields(self._window)
        except KnownError as error:
            if not self._may_lose(lost or str(error)):
                return False
        self.room_side.put_away()
        self._window.pages.setCurrentWidget(self._window.library_page)
        self._bridge.close()
        self._librarian.in_hand = ""
        self._window.notices.leave_review()
        self._window.pages.drop_review()
        self._counts = None
        self._view.select()
        self._view.set_page(Page.LIBRARY)
        self._window.side_bar.show_review(False)
        self._window.top_bar.show_library()
        self._window.setWindowTitle(self.tr("ReviewDesk"))
        self.enable_commands()
        return True

    def show_record(self, table: str, record_id: str) -> None:
        """Goes to the page a record stands on, and selects it where it is an event."""
        from reviewdesk.widgets.console.review_pages import place_of

        if self._bridge is None:
            return
        page, entry_id = place_of(self._bridge.review, table, record_id)
        self._view.set_page(page)
        if entry_id:
            self._view.select(entry_id)
        self._window.pages.show_record(page, record_id)

    def enable_commands(self) -> None:
        """Has commands follow whether there is a library, and a review."""
        self._window.commands.enable(library=self._librarian.is_open, review=self.is_open)
        self.say_history()
        self._say_view()

    def say_history(self) -> None:
        """Has undo and redo say what they would turn over."""
        commands = self._window.commands
        desk = self._bridge.desk if self._bridge is not None and self.is_open else None
        for name, word, what in (
            ("undo", self.tr("Undo"), desk.undo_label if desk else ""),
            ("redo", self.tr("Redo"), desk.redo_label if desk else ""),
        ):
            said = what[:1].lower() + what[1:]
            commands[name].setText(f"{word} {said}" if said else word)
            commands[name].setEnabled(bool(what))

    def saved_words(self) -> str:
        """Until when everything is in the library, as a sentence."""
        saved = self._bridge.desk.saved_at if self._bridge and self.is_open else None
        if saved is None:
            return self.tr("Your reviews are saved.")
        return self.tr("Your review is saved up to ") + f"{saved.astimezone():%H:%M:%S}."

    def fit(self) -> None:
        """After the window, or its type, got another size."""
        if self._phases is not None:
            self._phases.measure()
            self._phases.set_tight(self._window.top_bar.is_tight)
            self._window.top_bar.fit_width()

    def _make_bridge(self) -> DeskBridge:
        from reviewdesk.qt.desk_bridge import DeskBridge
        from reviewdesk.qt.turned_selection import TurnedSelection
        from reviewdesk.qt.whereabouts import Whereabouts
        from reviewdesk.widgets.console.phase_bar import PhaseBar

        bridge = DeskBridge(self)
        self._bridge = bridge
        self._turned = TurnedSelection(bridge, self._view)
        self._whereabouts = Whereabouts(bridge, self._view)
        self._phases = PhaseBar()
        self._phases.phase_requested.connect(self.session_side.change_phase)
        phase_clock = self.session_side.make_clock(bridge, self._clock)
        phase_clock.told.connect(self.room_side.say_clock)
        self.session_side.question_wished.connect(self.room_side.ask_aloud)
        self._window.top_bar.set_review_parts(self._phases, phase_clock)
        self._window.pages.made.connect(self._on_page_made)
        self._window.pages.made.connect(self.session_side.take_page)
        self._theme.changed.connect(self.fit)
        self._theme.changed.connect(self._fit_rest.start)
        bridge.edited.connect(self._on_edited)
        bridge.history_changed.connect(self._on_history_changed)
        bridge.refused.connect(self._on_refused)
        return bridge

    def _on_page_made(self, page: QWidget) -> None:
        from reviewdesk.widgets.console.workbench import Workbench

        if isinstance(page, Workbench):
            page.panel_chosen.connect(self._on_panel_chosen)
            page.cards_fitted.connect(self._window.commands["card_strip"].setChecked)
            page.ask_room_requested.connect(self.room_side.ask)
            # Also where the page is the one that is shown: then nothing else moves the keyboard.
            self._window.commands["page_timeline"].triggered.connect(page.focus_timeline)
            self._window.commands.add_letters(*page.letter_places())
            page.choose_panel(self._window.chosen.panel)
            self._window.commands[f"panel_{self._window.chosen.panel}"].setChecked(True)

    def _on_panel_chosen(self, name: str) -> None:
        self._window.commands[f"panel_{name}"].setChecked(True)
        self._window.remember(panel=name)

    def _on_edited(self, edited: Edited) -> None:
        if self._counts is not None:
            self._counts.follow(edited)
        if edited.tables & _LISTED:
            self._lists_rest.start()
        if "review" in edited.tables:
            self._say_head()
        self._say_counts()

    def _refresh_lists(self, page: Page) -> None:
        if page in (Page.LIBRARY, Page.OPEN_REPAIRS) and self._lists_rest.isActive():
            self._lists_rest.stop()
            self._librarian.refresh()

    def _on_history_changed(self) -> None:
        if self._refused:
            self._window.notices.withdraw(self._refused)
        self._refused = ""
        if self._bridge is not None and self._bridge.is_open:
            self._window.notices.keep_of_step(self._bridge.desk.last_step)
        self._say_saved()
        self.say_history()

    def _on_refused(self, sentence: str) -> None:
        self._refused = sentence
        self._say_saved()

    def _on_undo(self) -> None:
        self._turn_over(back=True)

    def _on_redo(self) -> None:
        self._turn_over(back=False)

    def _turn_over(self, *, back: bool) -> None:
        from reviewdesk.domain.history import StepKind
        from reviewdesk.widgets.console.turning import turn_over
        from reviewdesk.widgets.fields import flush_fields

        if self._bridge is not None and self._bridge.is_open:
            flush_fields(self._window)
            kind = StepKind.UNDO if back else StepKind.REDO
            turn_over(self._window, self._bridge, kind, self._bring_into_sight)

    def _bring_into_sight(self, seen: Sequence[Edited]) -> None:
        """Goes where one sees what was turned over."""
        from reviewdesk.widgets.console.review_pages import place_of_change

        if self._bridge is None or not seen:
            return
        bench = self._workbench() if self._view.page is Page.TIMELINE else None
        beside = bench.tables_beside() if bench is not None else ()
        place = place_of_change(self._bridge.review, seen[-1], self._view.page, beside)
        if place is None:
            return
        page, entry_id, record_id = place
        with self.room_side.staying():
            self._view.set_page(page)
            if page in (Page.TIMELINE, Page.DECISIONS) and self._turned is not None:
                self._turned.select(seen[-1], entry_id)
        if page is Page.TIMELINE:
            self._workbench().show_turned(seen[-1], record_id)
        self._window.pages.show_record(page, record_id)

    def _on_leaving(self, review_id: str) -> None:
        if self.is_open and self._bridge is not None and self._bridge.review.id == review_id:
            self.put_away()

    def _on_close_review(self) -> None:
        if self.put_away():
            self._librarian.refresh()

    def _on_export_report(self) -> None:
        from reviewdesk.services.review_head import keep_copy_choice
        from reviewdesk.widgets.dialogs.export_dialog import ExportDialog
        from reviewdesk.widgets.fields import flush_fields

        if self._bridge is not None:
            flush_fields(self._window)
            bridge = self._bridge

            def remember(**values: object) -> None:
                keep_copy_choice(bridge, **values)

            window = self._window

            def look() -> tuple[str, str]:
                return window.chosen.copy_company, window.chosen.copy_accent

            dialog = ExportDialog(
                bridge.review, self._clock, window, remember, look, window.remember
            )
            review_id = bridge.review.id
            dialog.bundle_wanted.connect(
                lambda path: self._librarian.export_bundle(review_id, path)
            )
            dialog.spot_wanted.connect(self._on_spot_wanted)
            window.put_in_place(dialog.objectName(), dialog)
            dialog.finished.connect(lambda: window.keep_place_of(dialog.objectName(), dialog))
            dialog.show()
            dialog.look_back(self._librarian.service)

    def _on_spot_wanted(self, table: str, record_id: str, field: str) -> None:
        """Goes to a field of a record, with the keyboard in it where it has one."""
        from reviewdesk.widgets.console.review_pages import place_of

        if self._bridge is None:
            return
        page, entry_id = place_of(self._bridge.review, table, record_id)
        if record_id == self._bridge.review.id:
            page = Page.ABOUT
        self._view.set_page(page)
        if entry_id:
            self._view.select(entry_id)
        if page is Page.TIMELINE and table != "card":
            # Signals may stand where the field is.
            self._workbench().show_fields()
        self._window.pages.show_field(page, record_id, f"{table}_{field}_field")

    def _on_quick_line(self) -> None:
        self._view.set_page(Page.TIMELINE)
        self._workbench().focus_quick_line()

    def _event_doer(self, name: str) -> Callable[[], None]:
        """Does what the Event menu says, where one sees what it is done to."""
        return lambda: self._workbench().timeline.timeline.do(name)

    def _on_next_clock(self) -> None:
        place = _CLOCKS.index(self._view.clock)
        self._view.set_clock(_CLOCKS[(place + 1) % len(_CLOCKS)])

    def workbench(self) -> Workbench:
        """The timeline page, brought to the front."""
        return self._workbench()

    def _workbench(self) -> Workbench:
        bench = self._timeline_page()
        self._view.set_page(Page.TIMELINE)
        return bench

    def _timeline_page(self) -> Workbench:
        from reviewdesk.widgets.console.workbench import Workbench

        bench = self._window.pages.page(Page.TIMELINE)
        if not isinstance(bench, Workbench):
            raise RuntimeError("the timeline page is the workbench")
        return bench

    def _show_part(self, name: str) -> None:
        self._workbench().show_part(name, self._window.commands[name].isChecked())

    def _say_head(self) -> None:
        if self._bridge is None:
            return
        head = self._bridge.review.head
        title = f"{head.title} ({self.tr('sample')})" if head.sample else head.title
        self._window.top_bar.show_review(title)
        self._window.setWindowTitle(
            f"{visible_controls(head.title[:100])} – {self.tr('ReviewDesk')}"
        )
        if self._phases is not None:
            self._phases.show_phase(head.phase)
            self.fit()

    def _say_saved(self) -> None:
        bar = self._window.top_bar
        if not self.is_open or self._bridge is None:
            return
        saved = self._bridge.desk.saved_at
        if self._refused:
            bar.set_saved(self.tr("Not saved: ") + self._refused, failed=True)
        elif saved is None:
            bar.set_saved(self.tr("All changes are saved"))
        else:
            bar.set_saved(self.tr("Saved · ") + f"{saved.astimezone():%H:%M:%S}")

    def _say_counts(self) -> None:
        if self._counts is not None:
            self._window.side_bar.set_counts(self._counts.texts())

    def _say_view(self) -> None:
        if not self.is_open:
            return
        commands = self._window.commands
        commands["veil"].setChecked(self._view.veil)
        commands["veil_down"].setEnabled(not self._view.veil)
        commands["veil_up"].setEnabled(self._view.veil)
        commands["from_today"].setEnabled(self._view.as_of is not None)
        commands[f"clock_{self._view.clock.value}"].setChecked(True)
        say_room_layout(commands, self._view)

    def _may_lose(self, sentence: str) -> bool:
        from reviewdesk.widgets.console.asking import ask

        return ask(
            self._window,
            "unsaved",
            self.tr("What was typed last could not be saved."),
            sentence,
            self.tr("Go on without it"),
            self.tr("Stay here"),
        )
