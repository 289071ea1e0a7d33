"""A word of patience while a large step is done, and nothing else can be."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QProgressDialog, QPushButton, QWidget

from reviewdesk.widgets.parts import label

_PATIENCE_MS = 200


class Patience(QProgressDialog):
    """Keeps everything else from being done meanwhile. It can be given up only where said so."""

    def __init__(
        self,
        window: QWidget | None,
        name: str,
        accessible: str,
        words: str,
        *,
        cancel: str = "",
        last: str = "",
    ) -> None:
        super().__init__(window)
        self._last_words = last
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setWindowTitle(QCoreApplication.translate("Turning", "One moment"))
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, False)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setLabel(label(words))
        self._button: QPushButton | None = None
        if cancel:
            button = self._button = QPushButton(cancel)
            button.setObjectName(f"{name}_cancel")
            self.setCancelButton(button)
        else:
            self.setCancelButton(None)
        self.setAutoReset(False)
        self.setAutoClose(False)
        self.setMinimumDuration(_PATIENCE_MS)
        self.setRange(0, 0)
        self.setValue(0)
        self.show()

    def go_through(self) -> None:
        """From now on it cannot be given up, and the last words are said."""
        self.setLabelText(self._last_words)
        if self._button is not None:
            self._button.setEnabled(False)
