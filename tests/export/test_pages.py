"""How strips come to stand on pages."""

from __future__ import annotations

from dataclasses import replace

from reviewdesk.export.pdf.flow import Strip, paginate

PAGE = 500.0


def blocks(number: int) -> list[Strip]:
    return [Strip(20.0, above=5.0) for _ in range(number)]


def test_a_last_page_with_next_to_nothing_on_it_is_spared() -> None:
    """Twenty of these fill a page, as the room above its first is left out."""
    assert len(paginate(blocks(41), PAGE)) == 2
    pages = paginate(blocks(61), PAGE)
    assert len(pages) == 3
    assert sum(len(page.strips) for page in pages) == 61
    for page in pages:
        last, top = page.strips[-1]
        assert top + last.height <= PAGE


def test_a_last_page_that_cannot_be_spared_changes_nothing() -> None:
    tight = [replace(one, above=0.0) for one in blocks(76)]
    assert len(paginate(tight, PAGE)) == 4
    strips = blocks(80)
    assert paginate(strips, PAGE)[0].strips[1] == (strips[1], 25.0)
