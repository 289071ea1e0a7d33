"""What somebody drops or pastes, seen as evidence: files, an image, links, or none of these."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from reviewdesk.domain.errors import KnownError

SCHEMES = ("http", "https", "mailto")
"""What may be opened outside; anything else could run something."""

_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp")
_MOST_PIXELS = 40_000_000
_MOST_LINK_CHARS = 4_000


@dataclass(frozen=True, slots=True)
class Offered:
    """Files, else an image, else links; all empty where nothing of it can be evidence."""

    paths: tuple[Path, ...] = ()
    image: QImage | None = None
    links: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        return not (self.paths or self.links or self.image is not None)


def is_link(text: str) -> bool:
    """Whether `text` is one address that may be kept."""
    text = text.strip()
    if not text or len(text) > _MOST_LINK_CHARS or any(one.isspace() for one in text):
        return False
    url = QUrl(text, QUrl.ParsingMode.StrictMode)
    return url.isValid() and url.scheme().lower() in SCHEMES and bool(url.host() or url.path())


def on_clipboard() -> QMimeData | None:
    """What there is to paste. Some platforms hold nothing, and not even an empty thing."""
    held: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return held


def may_be_evidence(mime: QMimeData) -> bool:
    """Whether it is worth asking; costs nothing, for it is asked while something is dragged."""
    return mime.hasUrls() or mime.hasImage()


def is_evidence(mime: QMimeData) -> bool:
    """Whether what is on the clipboard is images or files of them, and nothing to be read in."""
    paths = [one.toLocalFile() for one in mime.urls() if one.isLocalFile()]
    if paths:
        return all(one.lower().endswith(_IMAGES) for one in paths)
    return mime.hasImage() and not mime.hasText() and not mime.hasHtml()


def offered_by(mime: QMimeData) -> Offered:
    """Reads what was dropped or pasted. An image beside a file or a link is only its picture."""
    paths = tuple(Path(one.toLocalFile()) for one in mime.urls() if one.isLocalFile())
    if paths:
        return Offered(paths)
    links = tuple(one.toString() for one in mime.urls() if is_link(one.toString()))
    if links:
        return Offered(links=links)
    if mime.hasImage():
        image = mime.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return Offered(image=image)
    if mime.hasText() and is_link(mime.text()):
        return Offered(links=(mime.text().strip(),))
    return Offered()


def png_of(image: QImage) -> bytes:
    """The image as PNG, painted anew: nothing but its pixels comes along. Raises KnownError."""
    if image.width() * image.height() > _MOST_PIXELS:
        raise KnownError(
            "The image is larger than 40 megapixels, so it was not kept. Nothing was changed. "
            "Save it to a file, and keep that."
        )
    fresh = QImage(image.size(), QImage.Format.Format_ARGB32)
    fresh.fill(0)
    with QPainter(fresh) as painter:
        painter.drawImage(0, 0, image)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not fresh.save(buffer, "PNG"):  # type: ignore[call-overload] # the stub wants bytes, Qt text
        raise KnownError("The image cannot be kept. Nothing was changed. Save it to a file first.")
    return bytes(buffer.data().data())
