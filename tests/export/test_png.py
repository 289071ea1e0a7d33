"""The timeline in pixels: what a viewer shows, and what the file says of itself."""

from __future__ import annotations

import struct
import zlib

import numpy as np
import pytest
from numpy.typing import NDArray

from builders import a_department, a_marker, a_review, an_entry
from export.reading import FONTS
from reviewdesk.domain.entries import EntryKind, MarkerKind
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience
from reviewdesk.export.leaks import texts_of_png
from reviewdesk.export.pdf.shapes import department_colour
from reviewdesk.export.png import make_png
from reviewdesk.export.raster import Pixels, coverage


def png_of(review: Review) -> bytes:
    return make_png(for_audience(review, Audience.COMPANY), FONTS)


def chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    found, place = [], 8
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        sort, content = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        (told,) = struct.unpack(">I", data[place + 8 + length : place + 12 + length])
        assert told == zlib.crc32(sort + content)
        found.append((sort, content))
        place += 12 + length
    return found


def pixels_of(data: bytes) -> NDArray[np.uint8]:
    parts = dict(chunks(data))
    width, height = struct.unpack(">II", parts[b"IHDR"][:8])
    rows = np.frombuffer(zlib.decompress(parts[b"IDAT"]), np.uint8).reshape(height, 1 + width * 3)
    assert (rows[:, 0] == 2).all()
    return np.cumsum(rows[:, 1:], axis=0, dtype=np.uint8).reshape(height, width, 3)


def test_a_picture_comes_out_with_its_colours() -> None:
    support = a_department("Support")
    seen = pixels_of(png_of(a_review(support, an_entry("callers", "10:35", support))))
    assert seen.shape[1] == 1584
    wanted = [int(department_colour(support.colour)[at : at + 2], 16) for at in (1, 3, 5)]
    assert (seen == wanted).all(axis=2).sum() > 100
    assert (seen[0] == 255).all()


def test_the_file_says_what_is_drawn_in_it() -> None:
    support = a_department("Support")
    entry = an_entry("callers without a route", "10:35", support, kind=EntryKind.SIGNAL)
    review = a_review(support, entry, a_marker(MarkerKind.FIRST_SIGN, entry_id=entry.id))
    said = "\n".join(text for _, text in texts_of_png(png_of(review)))
    for words in ("Support", "callers without a route", "first sign", "names removed"):
        assert words in said


def test_the_same_review_makes_the_same_bytes() -> None:
    support = a_department("Support")
    review = a_review(support, an_entry("مكالمات بلا جواب और देरी", "10:35", support))
    assert png_of(review) == png_of(review)


def test_a_timeline_too_long_for_pixels_is_refused_in_words() -> None:
    departments = [a_department(f"Department {n}", position=n) for n in range(40)]
    entries = [an_entry(f"event {n}", f"10:{n:02}", departments[n % 40]) for n in range(50)]
    with pytest.raises(KnownError, match="too long for one picture"):
        png_of(a_review(*departments, *entries))


def test_half_a_pixel_is_covered_by_half() -> None:
    found = coverage([[(1.0, 0.0), (2.5, 0.0), (2.5, 1.0), (1.0, 1.0)]], 4, 1)
    assert found.tolist() == [[0.0, 1.0, 0.5, 0.0]]


def test_a_ring_the_other_way_round_is_a_hole() -> None:
    outer = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]
    inner = [(1.0, 1.0), (1.0, 3.0), (3.0, 3.0), (3.0, 1.0)]
    found = coverage([outer, inner], 4, 4)
    assert found[1, 1] == 0.0
    assert found.sum() == 12.0


def test_nothing_is_drawn_outside_the_clip_or_the_picture() -> None:
    picture = Pixels(8, 8)
    picture.clip((2, 2, 6, 6))
    picture.fill([[(-9.0, -9.0), (99.0, -9.0), (99.0, 99.0), (-9.0, 99.0)]], "#000000")
    assert (picture.rgb[2:6, 2:6] == 0).all()
    assert (picture.rgb == 0).all(axis=2).sum() == 16
