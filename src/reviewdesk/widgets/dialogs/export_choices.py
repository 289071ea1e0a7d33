"""What is chosen about a copy beyond audience and form: template, sections, names, look."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from reviewdesk.domain.copies import SECTIONS_OF, Template, sections_from
from reviewdesk.domain.found_names import FoundNames
from reviewdesk.domain.people import NameRule
from reviewdesk.domain.review import Review
from reviewdesk.qt.names_job import NamesJob
from reviewdesk.services.copy_look import look_of
from reviewdesk.services.exporting import PLAIN, Audience, CopyChoice, Earlier
from reviewdesk.services.watching import unreviewed_names
from reviewdesk.widgets.dialogs.export_sections import SectionList
from reviewdesk.widgets.dialogs.look_dialog import LookDialog
from reviewdesk.widgets.dialogs.names_dialog import NamesDialog
from reviewdesk.widgets.forms.ui_export_dialog import Ui_ExportDialog
from reviewdesk.widgets.patience import Patience


class ExportChoices(QObject):
    """Signals: `changed()` when a copy would look otherwise; `names_decided()` when names in it
    would read otherwise, and in the name of its file too."""

    changed = Signal()
    names_decided = Signal()

    def __init__(
        self,
        form: Ui_ExportDialog,
        window: QDialog,
        review: Review,
        remember: Callable[..., None] | None,
        look: Callable[[], tuple[str, str]] | None,
        keep_look: Callable[..., None] | None,
    ) -> None:
        """`remember` takes fields of the review's head: what is kept for its next copy.

        `look` gives company name and colour of all copies; `keep_look` takes these settings.
        """
        super().__init__(window)
        self._form, self._window, self._review = form, window, review
        self._remember, self._look, self._keep_look = remember, look, keep_look
        self._earlier: Mapping[Audience, tuple[Earlier, ...]] = {}
        self.sections = SectionList(form.export_sections, form.export_up, form.export_down)
        for template, name in self.templates().items():
            form.export_template.addItem(name, template)
        form.export_names.setVisible(remember is not None)
        form.export_look.setVisible(keep_look is not None)
        self._found: FoundNames | None = None
        self._waiting: Patience | None = None
        self._names = NamesJob(self)
        self._names.found.connect(self._on_found)
        self._names.start(review)
        self._fill_sections()
        form.export_look.clicked.connect(self._on_look)
        form.export_names.clicked.connect(self._on_names)
        form.export_template.activated.connect(self._on_template)
        self.sections.changed.connect(self.changed)

    def set_earlier(self, found: Mapping[Audience, tuple[Earlier, ...]]) -> None:
        """Earlier reviews that are like this one, as each audience may read of them."""
        self._earlier = found
        if any(found.values()):
            self.changed.emit()

    def templates(self) -> dict[Template, str]:
        return {
            Template.FULL: self.tr("The full report"),
            Template.TWO_PAGES: self.tr("Two pages"),
            Template.TALK: self.tr("One page for a talk of five minutes"),
            Template.REPAIRS: self.tr("Repairs only"),
            Template.CHANGED: self.tr("What changed because of it"),
        }

    def _fill_sections(self) -> None:
        """Shows what was chosen for this review last."""
        head = self._review.head
        known = {one.value: one for one in Template}
        template = known.get(head.copy_template, Template.FULL)
        self._form.export_template.setCurrentIndex(self._form.export_template.findData(template))
        self.sections.fill(sections_from(head.copy_sections, template))

    def template(self) -> Template:
        return Template(self._form.export_template.currentData())

    def choice(self, audience: Audience) -> CopyChoice:
        template = self.template()
        attach = self._form.export_attach.isChecked()
        look = look_of(*self._look()) if self._look else PLAIN
        sections = self.sections.differing_from(template)
        return CopyChoice(template, sections, look, self._earlier.get(audience, ()), attach)

    def _on_look(self) -> None:
        if self._look is None or self._keep_look is None:
            return
        dialog = LookDialog(*self._look(), self._keep_look, self._window)
        dialog.changed.connect(self.changed)
        dialog.open()

    def close(self) -> None:
        """Gives up what is under way, and has the choice remembered."""
        self._names.close()
        self.keep()

    def keep(self) -> None:
        """Has the choice remembered with the review, where it is another one."""
        choice = self.choice(Audience.MEMBERS)
        template = "" if choice.template is Template.FULL else choice.template.value
        said = template, tuple(one.value for one in choice.sections)
        head = self._review.head
        if self._remember and said != (head.copy_template, head.copy_sections):
            self._remember(copy_template=said[0], copy_sections=said[1])

    def _on_found(self, found: FoundNames) -> None:
        """Says on the button how much nobody has looked at yet."""
        self._found = found
        new = unreviewed_names(self._review, found)
        words = self.tr("&Names…")
        if new:
            words = self.tr("&Names, %1 to look at…").replace("%1", f"{new:,}")
        self._form.export_names.setText(words)
        if self._waiting is not None:
            self._stop_waiting()
            self._on_names()

    def _on_names(self) -> None:
        if self._found is None:
            self._wait_for_names()
            return
        dialog = NamesDialog(self._review, self._found, self._window)
        dialog.decided.connect(self._on_names_decided)
        dialog.open()

    def _wait_for_names(self) -> None:
        """Of a long review it takes seconds until all names are found."""
        self._waiting = Patience(
            self._window,
            "names_progress",
            self.tr("Names are looked for"),
            self.tr("Names are looked for in all that was written…"),
            cancel=self.tr("Cancel"),
        )
        self._waiting.canceled.connect(self._stop_waiting)

    def _stop_waiting(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.deleteLater()

    def _on_names_decided(self, rules: tuple[NameRule, ...]) -> None:
        if self._remember:
            self._remember(copy_names=rules)
        self._found = None
        self._names.start(self._review)
        self.names_decided.emit()

    def _on_template(self) -> None:
        self.sections.fill(SECTIONS_OF[self.template()])
        self.changed.emit()
