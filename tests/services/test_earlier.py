"""Earlier reviews in which the same conditions were found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from builders import a_condition, a_department, a_repair, a_review, a_voice
from reviewdesk.domain.repairs import RepairState
from reviewdesk.domain.shared import Audience
from reviewdesk.services.earlier import earlier_alike
from reviewdesk.services.library import LibraryService


@pytest.fixture
def library(tmp_path: Path) -> Iterator[LibraryService]:
    opened = LibraryService.open(tmp_path / "l.reviews")
    yield opened
    opened.close()


def test_a_condition_found_before_is_told_with_what_became_of_its_repairs(
    library: LibraryService,
) -> None:
    support = a_department()
    voice = a_voice(support, "lead", name="Zenobia Quistgaard")
    library.add_review(
        a_review(
            support, voice, a_condition("alarm threshold far too high"),
            a_repair("a"), a_repair("b", state=RepairState.CHECKED),
            a_repair("c", state=RepairState.DECLINED),
            title="Depot dark, as Zenobia saw it", day=date(2025, 1, 2),
        )
    )  # fmt: skip
    library.add_review(a_review(a_condition("nobody was asked"), title="Another"))
    library.add_review(
        a_review(a_condition("alarm threshold"), title="Later", day=date(2027, 1, 1))
    )
    review = a_review(a_condition("Alarm threshold"), day=date(2026, 3, 12))
    own = library.load_review(library.add_review(review))
    found = earlier_alike(library, own)
    [members], [company] = found[Audience.MEMBERS], found[Audience.COMPANY]
    assert members.title == "Depot dark, as Zenobia saw it"
    assert company.title == "Depot dark, as the lead saw it"
    assert (company.shared, company.repairs, company.held) == (("Alarm threshold",), 2, 1)
    assert Audience.PUBLIC not in found
