"""Logo, company name and colour of the copies."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from builders import a_full_review, at
from export.reading import read, text_of
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.shared import Audience
from reviewdesk.export.options import PLAIN, Look
from reviewdesk.services.copy_look import read_logo
from reviewdesk.services.exporting import CopyChoice, export_review


def image_at(path: Path, size: tuple[int, int] = (400, 200), **said: object) -> Path:
    Image.new("RGB", size, "#B41E3C").save(path, **said)  # type: ignore[arg-type]
    return path


def test_a_logo_is_painted_anew_and_says_nothing_of_where_it_was_taken(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "canary of a camera"
    source = image_at(tmp_path / "logo.jpg", exif=exif)
    assert b"canary" in source.read_bytes()
    data = read_logo(source)
    assert b"canary" not in data
    with Image.open(BytesIO(data)) as found:
        assert (found.format, found.size) == ("PNG", (400, 200))


def test_a_hundred_megapixels_are_refused_before_they_are_unpacked(tmp_path: Path) -> None:
    source = tmp_path / "huge.png"
    Image.new("1", (10_000, 10_000)).save(source)
    with pytest.raises(KnownError, match="40 megapixels"):
        read_logo(source)


@pytest.mark.parametrize("data", [b"", b"no image", b"\x89PNG\r\n\x1a\n broken", b"GIF89a"])
def test_what_is_no_image_is_said(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "logo.png").write_bytes(data)
    with pytest.raises(KnownError, match="no image"):
        read_logo(tmp_path / "logo.png")


def test_copies_carry_name_logo_and_a_colour_that_reads_on_white(tmp_path: Path) -> None:
    look = Look("Lisbon Freight", read_logo(image_at(tmp_path / "logo.png")), "#FFEE88")
    path = tmp_path / "copy.pdf"
    export_review(
        a_full_review(), path, audience=Audience.COMPANY, now=at("12:00"),
        choice=CopyChoice(look=look),
    )  # fmt: skip
    data = path.read_bytes()
    assert "Lisbon Freight · incident review" in text_of(data)
    first = read(data).pages[0]
    assert len(first.images) == 1
    code = first.get_contents().get_data().decode("latin-1")
    assert "0.0431 0.431 0.431 rg" not in code
    assert look != PLAIN
