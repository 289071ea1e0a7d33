"""What is dropped and pasted, seen as evidence."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from reviewdesk.domain.errors import KnownError
from reviewdesk.qt.offered import is_evidence, is_link, offered_by, png_of


def an_image(width: int = 20, height: int = 10) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xFF3366)
    return image


def test_files_come_before_the_picture_of_them(qapp: QApplication) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/tmp/a b.png"), QUrl("https://example.org")])
    mime.setImageData(an_image())
    assert offered_by(mime).paths == (Path("/tmp/a b.png"),)
    assert offered_by(mime).image is None


def test_a_table_with_a_picture_of_it_is_text_for_the_timeline(qapp: QApplication) -> None:
    mime = QMimeData()
    mime.setImageData(an_image())
    assert is_evidence(mime)
    mime.setText("10:35\tcalls")
    assert not is_evidence(mime)


def test_links_are_taken_from_addresses_and_from_text(qapp: QApplication) -> None:
    mime = QMimeData()
    mime.setText("  https://example.org/graph?from=1  ")
    assert offered_by(mime).links == ("https://example.org/graph?from=1",)
    mime.setText("two words")
    assert offered_by(mime).is_nothing
    mime.setUrls([QUrl("javascript:alert(1)"), QUrl("mailto:ops@example.org")])
    assert offered_by(mime).links == ("mailto:ops@example.org",)


@pytest.mark.parametrize(
    "text",
    ["", "javascript:alert(1)", "file:///etc/passwd", "https://", "https://a b", "x" * 5000],
)
def test_what_could_run_or_leads_nowhere_is_no_link(text: str) -> None:
    assert not is_link(text)


def test_an_image_is_painted_anew_without_what_it_carried(qapp: QApplication) -> None:
    image = an_image()
    image.setText("GPS", "47.07, 15.43")
    data = png_of(image)
    assert b"47.07" not in data
    again = QImage.fromData(data)
    assert again.pixel(3, 3) == image.pixel(3, 3)
    assert again.textKeys() == []


def test_an_image_of_too_many_pixels_is_refused(qapp: QApplication) -> None:
    with pytest.raises(KnownError, match="40 megapixels"):
        png_of(QImage(8000, 5001, QImage.Format.Format_Mono))
