"""The pages of the console, each made when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QStackedWidget, QWidget

from reviewdesk.qt.view_state import Page
from reviewdesk.widgets.console.side_bar import SideItem

if TYPE_CHECKING:
    from reviewdesk.qt.desk_bridge import DeskBridge
    from reviewdesk.qt.librarian import Librarian
    from reviewdesk.qt.session_clock import SessionClock
    from reviewdesk.qt.theme import Theme
    from reviewdesk.qt.view_state import ViewState
    from reviewdesk.widgets.library.library_page import LibraryPage

OF_LIBRARY = (Page.LIBRARY, Page.OPEN_REPAIRS)


class PageStack(QStackedWidget):
    """Shows the page that the view state names. Pages of a review go when the review goes.

    Signals: `made(QWidget)` when a page is there that was not before.
    """

    made = Signal(object)

    def __init__(
        self,
        library_page: LibraryPage,
        librarian: Librarian,
        view: ViewState,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self._librarian = librarian
        self._view = view
        self._theme = theme
        self._bridge: DeskBridge | None = None
        self._session_clock: SessionClock | None = None
        self._library_page = library_page
        self._pages: dict[Page, QWidget] = {Page.LIBRARY: library_page}
        self.addWidget(library_page)
        view.page_changed.connect(self.show_page)

    def take_review(self, bridge: DeskBridge, session_clock: SessionClock) -> None:
        """From now on pages of the bridge's review can be shown."""
        self._bridge, self._session_clock = bridge, session_clock

    def drop_review(self) -> None:
        """Lets go of every page of the review; they have written what stood in them."""
        self._bridge = None
        for page in [page for page in self._pages if page not in OF_LIBRARY]:
            self._let_go(page)

    def let_hidden_go(self) -> None:
        """Lets go of pages that are not shown; each is made anew when it is gone to.

        Qt styles every widget there is, seen or not, when colours or sizes change: a second and
        more with all pages. What stood in their fields has to be written before.
        """
        kept = (Page.LIBRARY, Page.TIMELINE)
        for page, widget in list(self._pages.items()):
            if page not in kept and widget is not self.currentWidget():
                self._let_go(page)

    def page(self, page: Page) -> QWidget:
        if page not in self._pages:
            made = self._made(page)
            self._pages[page] = made
            self.addWidget(made)
            self.made.emit(made)
        return self._pages[page]

    def show_page(self, page: Page) -> None:
        if page in OF_LIBRARY or self._bridge is not None:
            shown, focused = self.page(page), self.window().focusWidget()
            # Qt gives the keyboard to whatever comes next when the page that had it is hidden.
            walks_elsewhere = isinstance(focused, SideItem) and focused.page is page
            self.setCurrentWidget(shown)
            if not walks_elsewhere:
                self.take_focus(page)

    def show_record(self, page: Page, record_id: str) -> None:
        """Brings a record of a page into sight, where the page has it."""
        from reviewdesk.widgets.pages.record_list import ReviewPage

        shown = self.page(page)
        if record_id and isinstance(shown, ReviewPage):
            shown.show_record(record_id)

    def show_field(self, page: Page, record_id: str, name: str) -> None:
        """Brings a record into sight, and the field of that name where the page has one."""
        from reviewdesk.widgets.pages.record_list import ReviewPage

        self.show_record(page, record_id)
        shown = self.page(page)
        field = shown.findChild(QWidget, name)
        if field is None:
            return

        def bring() -> None:
            field.setFocus()
            if isinstance(shown, ReviewPage):
                shown.reveal(field)
                return
            around = field.parentWidget()
            while around is not None and not isinstance(around, QScrollArea):
                around = around.parentWidget()
            if around is not None:
                around.ensureWidgetVisible(field)

        # What was just made for the page is shown with the next turn of the loop.
        QTimer.singleShot(0, field, bring)

    def write_in(self, page: Page, record_id: str) -> None:
        """Brings a record into sight, with the keyboard in its first field."""
        from reviewdesk.widgets.pages.record_list import RecordListPage

        self.show_record(page, record_id)
        shown = self.page(page)
        row = shown.rows.get(record_id) if isinstance(shown, RecordListPage) else None
        field = row.findChild(QPlainTextEdit) if row is not None else None
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def record_in_focus(self) -> tuple[str, str]:
        """The record in whose row the keyboard is, by table and id; empty where it is in none."""
        from reviewdesk.widgets.pages.decisions import DecisionRow
        from reviewdesk.widgets.pages.notes import NoteRow
        from reviewdesk.widgets.pages.rows import RecordRow

        part: QWidget | None = self.window().focusWidget()
        while part is not None and part is not self:
            if isinstance(part, DecisionRow):
                return part.entry.table, part.entry.id
            if isinstance(part, RecordRow) and not isinstance(part, NoteRow):
                return part.record.table, part.record.id
            part = part.parentWidget()
        return "", ""

    def take_focus(self, page: Page) -> None:
        """Puts the keyboard on the page, at the place where one goes on."""
        if page is Page.LIBRARY:
            self._library_page.focus()
        else:
            self.page(page).setFocus(Qt.FocusReason.OtherFocusReason)

    def _let_go(self, page: Page) -> None:
        gone = self._pages.pop(page)
        self.removeWidget(gone)
        gone.hide()
        gone.deleteLater()

    def _made(self, page: Page) -> QWidget:
        if page is Page.OPEN_REPAIRS:
            from reviewdesk.widgets.library.open_repairs import OpenRepairsPage

            return OpenRepairsPage(self._librarian, self._theme)
        if self._bridge is None or self._session_clock is None:
            raise RuntimeError(f"no review is open for page {page.value}")
        from reviewdesk.widgets.console.evidence_files import EvidenceFiles
        from reviewdesk.widgets.console.review_pages import make_page

        files = EvidenceFiles(self._librarian, self._bridge, self)
        clock = self._session_clock
        return make_page(page, self._bridge, self._view, self._theme, files, clock, self)
