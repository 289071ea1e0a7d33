"""How often the selected signal had fired before, and which alert it is taken to be."""

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from reviewdesk.domain.alerts import AlertHistory, base_rate
from reviewdesk.domain.entries import Entry, EntryKind
from reviewdesk.domain.errors import KnownError
from reviewdesk.qt.telling import tell
from reviewdesk.services import alert_matching
from reviewdesk.services.desk import Edited
from reviewdesk.widgets.choice_box import ChoiceBox
from reviewdesk.widgets.parts import label, shown
from reviewdesk.widgets.record_links import RecordLinks

_MOST_CHOICES = 300
_NAME_CHARS = 80


class BaseRateField(QWidget):
    """Seen for signals of a review into which an alert history was read."""

    def __init__(self, links: RecordLinks, entry_id: str) -> None:
        super().__init__()
        self.setObjectName("base_rate")
        self._bridge, self._entry_id = links.bridge, entry_id
        self._told = label(role="quiet")
        self._told.setObjectName("base_rate_told")
        self._told.setWordWrap(True)
        self._alerts = ChoiceBox()
        self._alerts.setObjectName("base_rate_alert")
        self._alerts.setAccessibleName(self.tr("Which alert this signal is"))
        self._alerts.setProperty("bare", "true")
        self._alerts.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._alerts.setMinimumContentsLength(20)
        self._alerts.activated.connect(self._on_chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._told)
        layout.addWidget(self._alerts)
        self._bridge.edited.connect(self._on_edited)
        self._show()

    def _on_edited(self, edited: Edited) -> None:
        if AlertHistory in edited.record_types or self._entry_id in edited.of(Entry):
            self._show()

    def _show(self) -> None:
        review = self._bridge.review if self._bridge.is_open else None
        entry = review.find(Entry, self._entry_id) if review is not None else None
        if review is None or entry is None:
            return
        histories = review.all(AlertHistory)
        held = alert_matching.history_of(review, entry.id)
        self.setVisible(bool(histories) and (entry.kind is EntryKind.SIGNAL or held is not None))
        if not histories:
            return
        self._alerts.clear()
        self._alerts.addItem(self.tr("None of the alerts that were read in"), None)
        for one in alert_matching.likely_first(review, entry)[:_MOST_CHOICES]:
            named = " · ".join(part for part in (one.name, one.origin) if part)
            self._alerts.addItem(shown(named[:_NAME_CHARS]), one.id)
        place = self._alerts.findData(held.id) if held is not None else 0
        self._alerts.setCurrentIndex(max(0, place))
        rate = base_rate(held, entry) if held is not None else None
        if rate is not None:
            words = self.tr("Before it: {}").format(rate.told)
        elif held is not None:
            words = self.tr("The alert history does not reach back before it.")
        else:
            words = self.tr("No base rate: choose which alert this is.")
        self._told.setText(words)

    def _on_chosen(self) -> None:
        try:
            alert_matching.choose_alert(self._bridge, self._entry_id, self._alerts.currentData())
        except KnownError as error:
            tell(error)
        self._show()
