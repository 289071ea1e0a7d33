"""What would be exported, as it will look: a page with a way to the others, a drawing, or words."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractSlider,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reviewdesk.services.copying import CopyWords, PagePicture
from reviewdesk.widgets.parts import button, label, shown

_LEAST_PX = QSize(300, 380)
_EDGE_PX = 1
_BAR_PX = 4.0
_EMPTY_PAGE = QSize(210, 297)
_QUIET, _TRACK, _DONE = QColor("#5B6770"), QColor("#DDD7CB"), QColor("#0B6E6E")
"""A page is paper, in the dark as well."""


class PagePreview(QWidget):
    """Shows one page at a time; Page Up and Page Down turn, or go on in words.

    Signals: `page_wanted(int)` with the place of the page to be drawn, from 0.
    """

    page_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export_preview")
        self.setAccessibleName(self.tr("Preview of the pages"))
        self._place = self._pages = 0
        self._sheet = _Sheet()
        self._words = QPlainTextEdit()
        self._words.setObjectName("preview_words")
        self._words.setAccessibleName(self.tr("Words of the copy"))
        self._words.setReadOnly(True)
        self._words.hide()
        self._before = button("‹", "preview_before", accessible=self.tr("Page before"))
        self._after = button("›", "preview_after", accessible=self.tr("Page after"))
        for one in (self._before, self._after):
            one.setAutoDefault(False)
        self._told = label("", "quiet")
        self._told.setObjectName("preview_told")
        self._told.setWordWrap(True)
        self._told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        turning = QHBoxLayout()
        turning.setSpacing(10)
        turning.addWidget(self._before)
        turning.addWidget(self._told, 1)
        turning.addWidget(self._after)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._sheet, 1)
        column.addWidget(self._words, 1)
        column.addLayout(turning)
        self._before.clicked.connect(lambda: self.turn(-1))
        self._after.clicked.connect(lambda: self.turn(1))
        for keys, by in (("PgUp", -1), ("PgDown", 1)):
            shortcut = QShortcut(QKeySequence(keys), self.window() if parent else self)
            shortcut.activated.connect(self._on_page_up if by < 0 else self._on_page_down)
        self._show_state()

    @property
    def place(self) -> int:
        return self._place

    def width_px(self) -> int:
        """How wide a page has to be drawn to fill its room, in real pixels."""
        room = self._sheet.size()
        wide = min(room.width(), round(room.height() / 1.294))
        return max(200, round(wide * self.devicePixelRatioF()))

    def _on_page_up(self) -> None:
        self._before.click()
        self._scroll(QAbstractSlider.SliderAction.SliderPageStepSub)

    def _on_page_down(self) -> None:
        self._after.click()
        self._scroll(QAbstractSlider.SliderAction.SliderPageStepAdd)

    def _scroll(self, step: QAbstractSlider.SliderAction) -> None:
        if self._words.isVisible():
            self._words.verticalScrollBar().triggerAction(step)

    def turn(self, by: int) -> None:
        place = max(0, min(self._place + by, self._pages - 1))
        if place != self._place:
            self._place = place
            self.page_wanted.emit(place)

    def show_page(self, page: PagePicture) -> None:
        told = self.tr("Page {} of {}").format(f"{page.place + 1:,}", f"{page.pages:,}")
        self._show_picture(page, told)

    def show_drawing(self, drawing: PagePicture) -> None:
        """A drawing without pages, as large as there is room."""
        self._show_picture(drawing, self.tr("The whole drawing, fitted into this window"))

    def _show_picture(self, page: PagePicture, told: str) -> None:
        self._place, self._pages = page.place, page.pages
        image = QImage(
            page.pixels, page.width, page.height, page.width * 4, QImage.Format.Format_RGB32
        )
        # A copy: the bytes go when the page does.
        self._sheet.show_image(image.copy())
        self._told.setText(told)
        self._show_only(self._sheet)

    def show_words(self, words: CopyWords, suffix: str) -> None:
        """The words of a file that ends in `suffix`; those of a web page a browser will set."""
        self._place = self._pages = 0
        is_table, is_page = suffix == ".csv", suffix == ".html"
        wraps = QPlainTextEdit.LineWrapMode
        self._words.setLineWrapMode(wraps.NoWrap if is_table else wraps.WidgetWidth)
        self._words.setPlainText("\n".join(map(shown, words.text.split("\n"))))
        told = self.tr("The words of the file") if words.whole else self.tr("How the file begins")
        if is_page:
            told = self.tr("The words of the page; a browser shows the drawings too")
        self._words.setEnabled(True)
        self._told.setText(told)
        self._show_only(self._words)

    def _show_only(self, one: QWidget | None) -> None:
        for part in (self._sheet, self._words):
            part.setVisible(part is one)
        self._show_state()

    def show_busy(self) -> None:
        """Says on an empty page that it is under way; what was shown grows pale."""
        self._sheet.show_pale()
        if self._words.isVisibleTo(self):
            self._words.setEnabled(False)
            return
        self._show_only(self._sheet)
        if not self._pages:
            self._told.setText("")
            self._sheet.show_words(self.tr("Making the preview…"))

    def show_progress(self, share: float) -> None:
        """How much of the document is made, from 0 to 1."""
        self._sheet.show_share(share)

    def show_sentence(self, sentence: str) -> None:
        """Says why there is no page."""
        self._place = self._pages = 0
        self._sheet.show_image(QImage())
        self._sheet.show_words("")
        self._told.setText(sentence)
        self._show_only(None)

    def _show_state(self) -> None:
        self._before.setEnabled(self._place > 0)
        self._after.setEnabled(self._place + 1 < self._pages)
        for one in (self._before, self._after):
            one.setVisible(self._pages > 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._pages and self.isVisible():
            self.page_wanted.emit(self._place)


class _Sheet(QWidget):
    """The page itself, as large as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preview_sheet")
        self.setMinimumSize(_LEAST_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._image = QImage()
        self._pale = False
        self._words = ""
        self._share = 0.0

    def show_image(self, image: QImage) -> None:
        self._image, self._pale = image, False
        self._share = 0.0
        self.update()

    def show_words(self, words: str) -> None:
        """Says `words` on an empty page while there is none to be shown; none: no page at all."""
        self._words = words
        self.update()

    def show_share(self, share: float) -> None:
        self._share = share
        self.update()

    def show_pale(self) -> None:
        """What is shown is not what would be made any more."""
        self._pale = True
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image.isNull() and not self._words:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            page = _EMPTY_PAGE if self._image.isNull() else self._image.size()
            size = page.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            left = (self.width() - size.width()) / 2
            place = QRectF(left, 0.0, size.width(), size.height()).adjusted(
                _EDGE_PX, _EDGE_PX, -_EDGE_PX, -_EDGE_PX
            )
            if self._image.isNull():
                painter.fillRect(place, Qt.GlobalColor.white)
                painter.setPen(_QUIET)
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._words)
            else:
                painter.setOpacity(0.55 if self._pale else 1.0)
                painter.drawImage(place, self._image)
                painter.setOpacity(1.0)
            if 0.0 < self._share < 1.0:
                self._draw_share(painter, place)
            painter.setPen(QColor(0, 0, 0, 60))
            painter.drawRect(place)

    def _draw_share(self, painter: QPainter, page: QRectF) -> None:
        """A bar under the words in the middle of the page."""
        bar = QRectF(0.0, 0.0, page.width() * 0.4, _BAR_PX)
        bar.moveCenter(page.center())
        bar.translate(0.0, painter.fontMetrics().height() * 1.2)
        painter.fillRect(bar, _TRACK)
        bar.setWidth(bar.width() * self._share)
        painter.fillRect(bar, _DONE)
